//! Secrets by which somebody in the web chat proves which account of a messenger is theirs. Good once, known here only by their keyed hash.

use subtle::ConstantTimeEq as _;
use tsunagi_model::{ConversationId, Span, Timestamp};

use crate::db::args;
use crate::{Error, Store};

/// Keys that ended so long ago are forgotten.
const FORGOTTEN: Span = Span::days(1);

/// What a secret is shown for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LinkWay {
    /// The browser that was sent to the platform's login shows it when it comes back.
    Login,
    /// The platform shows it in an event of the person.
    Account,
}

/// A secret that is handed out.
#[derive(Debug, Clone)]
pub struct NewLinkKey<'a> {
    /// The keyed hash: [`Store::link_key_hash`].
    pub hash: &'a str,
    /// The conversation of the web chat that it speaks for.
    pub conversation: ConversationId,
    /// The slug of the messenger's account.
    pub channel: &'a str,
    /// Not after.
    pub expires_at: Timestamp,
}

/// What travels with a login instead of its secret: each says nothing about the others.
pub struct LoginProofs {
    /// Comes back in the address.
    pub state: String,
    /// Comes back in what the platform signs.
    pub nonce: String,
    /// Shown to the platform only.
    pub verifier: String,
}

impl LoginProofs {
    /// Whether an address brought the right state back; how long this takes says nothing.
    pub fn knows(&self, state: &str) -> bool {
        self.state.as_bytes().ct_eq(state.as_bytes()).into()
    }
}

impl Store {
    /// The keyed hash of a secret. One way's secret is nothing on the other.
    pub fn link_key_hash(&self, way: LinkWay, secret: &str) -> String {
        let purpose = match way {
            LinkWay::Login => "link login",
            LinkWay::Account => "link account",
        };
        self.keys.thread(purpose, secret)
    }

    /// What travels with a login, made of its secret, so that nothing of it is stored.
    pub fn login_proofs(&self, secret: &str) -> LoginProofs {
        let made =
            |what: &str| hex::encode(self.keys.signing_key(&format!("login {what}\0{secret}")));
        LoginProofs {
            state: made("state"),
            nonce: made("nonce"),
            verifier: made("verifier"),
        }
    }

    /// Records a secret that is handed out.
    pub async fn add_link_key(&self, key: &NewLinkKey<'_>, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "delete from link_key where expires_at < $1",
            args![now.plus(Span(-FORGOTTEN.0))],
        )
        .await?;
        tx.execute(
            "insert into link_key (hash, conversation, channel, created_at, expires_at) values ($1, $2, $3, $4, $5)",
            args![
                key.hash,
                key.conversation.to_string(),
                key.channel,
                now,
                key.expires_at
            ],
        )
        .await?;
        tx.commit().await
    }

    /// The conversation and the messenger's account that a secret speaks for; with this it is used up. None when it is unknown, used or
    /// too old.
    pub async fn use_link_key(
        &self,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<(ConversationId, String)>, Error> {
        let mut tx = self.db.begin().await?;
        let row = tx
            .one(
                "update link_key set used_at = $2 where hash = $1 and used_at is null and expires_at > $2
                 returning conversation, channel",
                args![hash, now],
            )
            .await?;
        tx.commit().await?;
        row.map(|row| Ok((row.parse(0)?, row.text(1)?))).transpose()
    }

    /// The conversation that a used secret spoke for.
    pub async fn used_link_key(&self, hash: &str) -> Result<Option<ConversationId>, Error> {
        let row = self
            .db
            .one(
                "select conversation from link_key where hash = $1 and used_at is not null",
                args![hash],
            )
            .await?;
        row.map(|row| row.parse(0)).transpose()
    }

    /// Makes a used secret good again: what it should have done could not be done.
    pub async fn return_link_key(&self, hash: &str) -> Result<(), Error> {
        self.db
            .execute(
                "update link_key set used_at = null where hash = $1",
                args![hash],
            )
            .await?;
        Ok(())
    }
}
