//! Codes on letters: each good once, known here only by its keyed hash.

use std::collections::HashMap;

use tsunagi_model::{AreaId, ContactId, Timestamp};

use crate::db::args;
use crate::rows::{Rows, Values};
use crate::{Error, Store};

/// A code that was printed on a letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// The keyed hash of the code.
    pub hash: String,
    /// The letter it is printed on, as flows name it.
    pub letter: String,
    /// For which municipality.
    pub area: AreaId,
    /// Its short name.
    pub area_slug: String,
    /// Whom of the list it was printed for.
    pub entry: Option<String>,
    /// What is remembered as the way a person came by.
    pub came_from: String,
    /// Not after.
    pub expires_at: Timestamp,
    /// When it was used.
    pub used_at: Option<Timestamp>,
    /// By whom.
    pub contact: Option<ContactId>,
}

impl Store {
    /// The keyed hash of a code in its one spelling.
    pub fn code_hash(&self, code: &str) -> String {
        self.keys.thread("invitation", code)
    }

    /// Records new codes.
    ///
    /// # Errors
    /// [`Error::Conflict`] when one of them was made before.
    pub async fn add_invitations(
        &self,
        invitations: &[Invitation],
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut rows = Values::default();
        for invitation in invitations {
            rows.row()
                .text(invitation.hash.as_str())
                .text(invitation.letter.as_str())
                .id(invitation.area)
                .text(invitation.entry.as_deref())
                .text(invitation.came_from.as_str())
                .int(now.0)
                .int(invitation.expires_at.0);
        }
        let mut tx = self.db.begin().await?;
        rows.insert(
            &mut tx,
            "insert into invitation (hash, letter, area, entry, came_from, created_at, expires_at)",
            "",
        )
        .await?;
        tx.commit().await
    }

    /// The codes with these hashes, by hash.
    pub async fn invitations(
        &self,
        hashes: &[String],
    ) -> Result<HashMap<String, Invitation>, Error> {
        let mut wanted = Rows::default();
        for hash in hashes {
            wanted.row().text(hash.as_str());
        }
        let rows = self
            .db
            .all(
                "select i.hash, i.letter, i.area, a.slug, i.entry, i.came_from, i.expires_at, i.used_at, i.contact
                 from json_each($1) v join invitation i on i.hash = v.value->>0 join area a on a.id = i.area",
                args![wanted.json()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let invitation = Invitation {
                    hash: row.text(0)?,
                    letter: row.text(1)?,
                    area: row.parse(2)?,
                    area_slug: row.text(3)?,
                    entry: row.opt_text(4)?,
                    came_from: row.text(5)?,
                    expires_at: row.at(6)?,
                    used_at: row.opt_at(7)?,
                    contact: row.opt_parse(8)?,
                };
                Ok((invitation.hash.clone(), invitation))
            })
            .collect()
    }
}
