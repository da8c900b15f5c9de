//! Addresses that move between contacts, and the order in which a person wants to be written to.

use std::collections::HashMap;

use tsunagi_model::{Audience, ContactId, ConversationId, Timestamp};

use crate::audit::Entry;
use crate::db::args;
use crate::rows::Rows;
use crate::{Contact, Error, Store, Thread};

impl Store {
    /// Gives a thread back to a contact that it had before, as they were remembered then. The next commit stores it.
    pub async fn go_back(&self, thread: &mut Thread, to: ContactId) -> Result<(), Error> {
        let row = self
            .db
            .one(
                "select key, memory, child_case, created_at, rev from contact where id = $1 and key is not null",
                args![to.to_string()],
            )
            .await?
            .ok_or(Error::Inconsistent { what: "contact" })?;
        let id = to.to_string();
        let wrapped = row.opt_blob(0)?.unwrap_or_default();
        let key = self.keys.contact_key(thread.area, &id, &wrapped)?;
        let memory = match row.opt_blob(1)? {
            Some(sealed) => serde_json::from_slice(&key.open(&id, &sealed)?).map_err(|_| {
                Error::Inconsistent {
                    what: "contact's memory",
                }
            })?,
            None => tsunagi_model::Memory::default(),
        };
        thread.contact = Some(Contact {
            id: to,
            memory,
            case: row.opt_parse(2)?,
            created_at: row.at(3)?,
            rev: row.int(4)?,
        });
        thread.contact_key = Some(key);
        thread.wrapped = Some(wrapped);
        thread.address_changed = true;
        Ok(())
    }

    /// Which conversations were begun from some telephones ([`Store::handset_hash`]), and for whom they are.
    pub async fn handsets(
        &self,
        handsets: &[String],
    ) -> Result<HashMap<String, Vec<(ConversationId, Audience)>>, Error> {
        let mut rows = Rows::default();
        for handset in handsets {
            rows.row().text(handset.as_str());
        }
        let rows = self
            .db
            .all(
                "select a.handset, a.id, c.audience from json_each($1) as v join address a on a.handset = v.value->>0
                 join conversation c on c.id = a.id",
                args![rows.json()],
            )
            .await?;
        let mut found: HashMap<_, Vec<_>> = HashMap::new();
        for row in &rows {
            found
                .entry(row.text(0)?)
                .or_default()
                .push((row.parse(1)?, row.parse(2)?));
        }
        Ok(found)
    }

    /// What stood to be shown as read was shown, unless newer words came meanwhile.
    pub async fn clear_read_mark(
        &self,
        conversation: ConversationId,
        rev: i64,
    ) -> Result<(), Error> {
        self.db
            .execute(
                "update conversation set read_mark = null where id = $1 and rev = $2",
                args![conversation.to_string(), rev],
            )
            .await?;
        Ok(())
    }

    /// Puts an address before all others of its contact.
    pub async fn prefer_address(
        &self,
        contact: ContactId,
        conversation: ConversationId,
        entry: &Entry,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "update address set rank = (select min(o.rank) - 1 from address o where o.contact = $1) where id = $2",
            args![contact.to_string(), conversation.to_string()],
        )
        .await?;
        self.write_audit(&mut tx, std::slice::from_ref(entry), now)
            .await?;
        tx.commit().await
    }
}
