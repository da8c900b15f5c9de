//! Whether a request comes from LINE, and for this account.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

use crate::Unverified;
use crate::json::Fields;

/// The header is the base64 of HMAC-SHA256 over the raw body, with the channel secret as key.
pub(super) fn signature(secret: &str, body: &[u8], header: &[u8]) -> Result<(), Unverified> {
    // 33 bytes: more than base64 of 44 characters can need, so that a long header is refused without decoding it all.
    let mut claimed = [0_u8; 33];
    let length = STANDARD
        .decode_slice(header, &mut claimed)
        .map_err(|_| Unverified::Malformed)?;
    let claimed = claimed
        .get(..length)
        .filter(|claimed| claimed.len() == 32)
        .ok_or(Unverified::Malformed)?;
    let mut mac =
        Hmac::<Sha256>::new_from_slice(secret.as_bytes()).map_err(|_| Unverified::Wrong)?;
    mac.update(body);
    mac.verify_slice(claimed).map_err(|_| Unverified::Wrong)
}

/// A rightly signed body names the account it is for. One that names none is left to the signature alone.
pub(super) fn destination(account: &str, body: &[u8]) -> Result<(), Unverified> {
    let named = std::str::from_utf8(body)
        .ok()
        .and_then(Fields::read)
        .and_then(|fields| fields.string("destination"));
    match named {
        Some(named) if named != account => Err(Unverified::OtherAccount),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The known answer of LINE's own kit for Node.
    const KNOWN: &[u8] = b"t7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM=";

    #[test]
    fn accepts_the_known_answer() {
        assert_eq!(
            signature("test_secret", br#"{"hello":"world"}"#, KNOWN),
            Ok(())
        );
    }

    #[test]
    fn refuses_another_body_key_or_signature() {
        assert_eq!(
            signature("test_secret", br#"{"hello":"world"} "#, KNOWN),
            Err(Unverified::Wrong)
        );
        assert_eq!(
            signature("test_secreT", br#"{"hello":"world"}"#, KNOWN),
            Err(Unverified::Wrong)
        );
        assert_eq!(signature("", b"", KNOWN), Err(Unverified::Wrong));
    }

    #[test]
    fn refuses_what_cannot_be_a_signature() {
        let long = [b'A'; 4_000];
        for header in [
            &b""[..],
            b"t7Hn",
            b"not base64!",
            &KNOWN[..43],
            b"\xff\xfe",
            &long,
        ] {
            assert_eq!(
                signature("test_secret", br#"{"hello":"world"}"#, header),
                Err(Unverified::Malformed),
                "{header:?}"
            );
        }
        let spaced = [KNOWN, b" "].concat();
        assert_eq!(
            signature("test_secret", br#"{"hello":"world"}"#, &spaced),
            Err(Unverified::Malformed)
        );
    }

    #[test]
    fn checks_the_account_only_if_one_is_named() {
        assert_eq!(
            destination("U1", br#"{"destination":"U1","events":[]}"#),
            Ok(())
        );
        assert_eq!(
            destination("U1", br#"{"destination":"U2","events":[]}"#),
            Err(Unverified::OtherAccount)
        );
        assert_eq!(destination("U1", br#"{"events":[]}"#), Ok(()));
        assert_eq!(destination("U1", b"junk"), Ok(()));
    }
}
