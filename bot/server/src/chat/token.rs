//! Signed tokens of the web chat: who is speaking (for as long as the page keeps it), who may listen (for one minute), and who has opened
//! a locked room (for five minutes without use).
//!
//! Nothing is stored for them. A session is 128 random bits and says nothing about a person or a device.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use tsunagi_model::{Span, Timestamp};

/// How long a ticket opens a stream.
const TICKET: Span = Span::seconds(60);
/// How long a locked room stays open to a page where nobody does anything.
const PASS: Span = Span::minutes(5);

/// Signs and checks the tokens of every web chat of the installation.
#[derive(Clone)]
pub struct Signer {
    /// The key at the length of a block, as HMAC pads it.
    key: [u8; 64],
}

impl Signer {
    /// With the installation's key for this purpose.
    pub fn new(key: [u8; 32]) -> Self {
        let mut padded = [0; 64];
        padded[..32].copy_from_slice(&key);
        Self { key: padded }
    }

    /// A new session and the bearer token that proves it on this channel.
    pub fn begin(&self, slug: &str, random: [u8; 16]) -> (String, String) {
        let mut session = String::with_capacity(32);
        for byte in random {
            // Writing to a string cannot fail.
            _ = write!(session, "{byte:02x}");
        }
        let token = format!(
            "{session}.{}",
            URL_SAFE_NO_PAD.encode(
                self.mac(&["session", slug, &session])
                    .finalize()
                    .into_bytes()
            )
        );
        (session, token)
    }

    /// The session that a bearer token proves on this channel.
    pub fn session(&self, slug: &str, token: &str) -> Option<String> {
        let (session, proof) = token.split_once('.')?;
        self.proves(&["session", slug, session], proof)
            .then(|| session.to_owned())
    }

    /// A ticket that opens the session's stream until a minute from `now`. It may stand in an address, so it opens nothing else.
    pub fn ticket(&self, slug: &str, session: &str, now: Timestamp) -> String {
        let until = now
            .plus(TICKET)
            .since(Timestamp(0))
            .as_seconds()
            .to_string();
        let proof = URL_SAFE_NO_PAD.encode(
            self.mac(&["ticket", slug, session, &until])
                .finalize()
                .into_bytes(),
        );
        format!("{session}.{until}.{proof}")
    }

    /// The session whose stream a ticket opens on this channel at `now`.
    pub fn admits(&self, slug: &str, ticket: &str, now: Timestamp) -> Option<String> {
        let mut parts = ticket.splitn(3, '.');
        let (session, until, proof) = (parts.next()?, parts.next()?, parts.next()?);
        if !self.proves(&["ticket", slug, session, until], proof) {
            return None;
        }
        let until: i64 = until.parse().ok()?;
        (now.0 <= Span::seconds(until).0).then(|| session.to_owned())
    }

    /// A pass to a locked room until five minutes from `now`, or until it is locked again: then its epoch is another.
    pub fn pass(&self, slug: &str, session: &str, epoch: i64, now: Timestamp) -> String {
        let until = now.plus(PASS).0.to_string();
        let proof = self.mac(&["pass", slug, session, &epoch.to_string(), &until]);
        format!(
            "{until}.{}",
            URL_SAFE_NO_PAD.encode(proof.finalize().into_bytes())
        )
    }

    /// Whether a pass opens the room of a session at `now`.
    pub fn passes(
        &self,
        slug: &str,
        session: &str,
        epoch: i64,
        pass: &str,
        now: Timestamp,
    ) -> bool {
        pass.split_once('.').is_some_and(|(until, proof)| {
            self.proves(&["pass", slug, session, &epoch.to_string(), until], proof)
                && until.parse::<i64>().is_ok_and(|until| now.0 <= until)
        })
    }

    fn proves(&self, parts: &[&str], proof: &str) -> bool {
        // `verify_slice` compares in constant time.
        URL_SAFE_NO_PAD
            .decode(proof)
            .is_ok_and(|proof| self.mac(parts).verify_slice(&proof).is_ok())
    }

    fn mac(&self, parts: &[&str]) -> Hmac<Sha256> {
        let mut mac = <Hmac<Sha256> as KeyInit>::new(&self.key.into());
        for part in parts {
            // The length goes first, so that no two lists of parts read the same.
            mac.update(&(part.len() as u64).to_be_bytes());
            mac.update(part.as_bytes());
        }
        mac
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: Timestamp = Timestamp(1_800_000_000_000_000);

    fn signer() -> Signer {
        Signer::new([7; 32])
    }

    #[test]
    fn a_token_proves_its_own_session_only() {
        let (session, token) = signer().begin("web", [0xab; 16]);
        assert_eq!(session, "ab".repeat(16));
        assert_eq!(signer().session("web", &token), Some(session.clone()));
        assert_eq!(signer().session("school", &token), None, "other channel");
        assert_eq!(
            Signer::new([8; 32]).session("web", &token),
            None,
            "other installation"
        );
        let other = token.replacen("ab", "ac", 1);
        assert_eq!(
            signer().session("web", &other),
            None,
            "other session with the same proof"
        );
        for broken in [
            "",
            ".",
            &session,
            &token[..token.len() - 2],
            &format!("{token}A"),
            "ab.!!",
        ] {
            assert_eq!(signer().session("web", broken), None, "{broken}");
        }
    }

    #[test]
    fn a_pass_lasts_five_minutes_and_until_the_room_is_locked() {
        let pass = signer().pass("web", "s", 7, NOW);
        let late = NOW.plus(Span::minutes(5));
        assert!(signer().passes("web", "s", 7, &pass, late));
        assert!(!signer().passes("web", "s", 7, &pass, late.plus(Span::seconds(1))));
        assert!(!signer().passes("web", "s", 8, &pass, NOW), "locked since");
        assert!(!signer().passes("web", "t", 7, &pass, NOW), "another's");
        assert!(!signer().passes("school", "s", 7, &pass, NOW));
        let stretched = pass.replacen("18", "19", 1);
        assert!(!signer().passes("web", "s", 7, &stretched, NOW));
        assert!(!signer().passes("web", "s", 7, "", NOW));
    }

    #[test]
    fn a_ticket_lasts_a_minute_and_is_not_a_token() {
        let (session, token) = signer().begin("web", [1; 16]);
        let ticket = signer().ticket("web", &session, NOW);
        assert_eq!(
            signer().admits("web", &ticket, NOW.plus(Span::seconds(60))),
            Some(session.clone())
        );
        assert_eq!(
            signer().admits("web", &ticket, NOW.plus(Span::seconds(61))),
            None,
            "expired"
        );
        assert_eq!(
            signer().admits("school", &ticket, NOW),
            None,
            "other channel"
        );
        assert_eq!(
            signer().session("web", &ticket),
            None,
            "a ticket must not speak"
        );
        assert_eq!(
            signer().admits("web", &token, NOW),
            None,
            "a token is no ticket"
        );
        let mut parts = ticket.split('.');
        let (_, until, proof) = (parts.next(), parts.next().unwrap(), parts.next().unwrap());
        let later = format!("{session}.{}.{proof}", until.parse::<i64>().unwrap() + 3600);
        assert_eq!(
            signer().admits("web", &later, NOW),
            None,
            "stretched by hand"
        );
    }
}
