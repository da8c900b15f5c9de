//! Keys that open a web chat for somebody we know: a link or a code, good once, known here only by its keyed hash.

use tsunagi_model::{AreaId, ContactId, StaffId, Timestamp};

use crate::audit::Entry;
use crate::db::args;
use crate::{Error, Store};

/// What a key looks like to the person who gets it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WebKeyKind {
    /// An address to open.
    Link,
    /// Eight signs to type.
    Code,
}

impl WebKeyKind {
    /// The word in the table.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Link => "link",
            Self::Code => "code",
        }
    }
}

/// A key that is made for somebody.
#[derive(Debug, Clone)]
pub struct NewWebKey {
    /// The keyed hash: [`Store::web_key_hash`].
    pub hash: String,
    /// For whom.
    pub contact: ContactId,
    /// Their municipality.
    pub area: AreaId,
    /// The slug of the web chat it opens.
    pub channel: String,
    /// Link or code.
    pub kind: WebKeyKind,
    /// Who made it.
    pub by: StaffId,
    /// Not after.
    pub expires_at: Timestamp,
}

impl Store {
    /// The keyed hash of a key. A key of one web chat is nothing on another.
    pub fn web_key_hash(&self, channel: &str, kind: WebKeyKind, secret: &str) -> String {
        self.keys.thread(
            &format!("web {}", kind.as_str()),
            &format!("{channel}/{secret}"),
        )
    }

    /// Records a new key with its audit row; earlier ones of its kind for the same contact open nothing any more.
    pub async fn add_web_key(
        &self,
        key: &NewWebKey,
        audit: Entry,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "update web_key set expires_at = $4
             where contact = $1 and channel = $2 and kind = $3 and used_at is null and expires_at > $4",
            args![
                key.contact.to_string(),
                key.channel.as_str(),
                key.kind.as_str(),
                now
            ],
        )
        .await?;
        tx.execute(
            "insert into web_key (hash, contact, area, channel, kind, created_by, created_at, expires_at)
             values ($1, $2, $3, $4, $5, $6, $7, $8)",
            args![
                key.hash.as_str(),
                key.contact.to_string(),
                key.area.to_string(),
                key.channel.as_str(),
                key.kind.as_str(),
                key.by.to_string(),
                now,
                key.expires_at
            ],
        )
        .await?;
        self.write_audit(&mut tx, &[audit], now).await?;
        tx.commit().await
    }

    /// Whose room a key opens; with this it is used up. None when it is unknown, used or too old: which of them is not said.
    pub async fn use_web_key(
        &self,
        channel: &str,
        hash: &str,
        now: Timestamp,
    ) -> Result<Option<ContactId>, Error> {
        let mut tx = self.db.begin().await?;
        let row = tx
            .one(
                "update web_key set used_at = $3 where hash = $1 and channel = $2 and used_at is null and expires_at > $3
                 returning contact",
                args![hash, channel, now],
            )
            .await?;
        tx.commit().await?;
        row.map(|row| row.parse(0)).transpose()
    }

    /// Makes a used key good again: what it should have opened could not be opened.
    pub async fn return_web_key(&self, hash: &str) -> Result<(), Error> {
        self.db
            .execute(
                "update web_key set used_at = null where hash = $1",
                args![hash],
            )
            .await?;
        Ok(())
    }
}
