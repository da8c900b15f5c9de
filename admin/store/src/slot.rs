//! Times that staff keep free for meetings: free, booked, and what became of them.

use tsunagi_model::{AreaId, ContactId, ConversationId, Timestamp};

use crate::db::args;
use crate::{Error, Scope, Store};

/// A time that staff keep free for a first meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FreeSlot {
    /// The row.
    pub id: String,
    /// Whose.
    pub area: AreaId,
    /// When it begins.
    pub at: Timestamp,
}

/// A time that somebody booked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BookedSlot {
    /// The row.
    pub id: String,
    /// When it begins.
    pub at: Timestamp,
    /// `done` or `missed`; none while staff have not said.
    pub outcome: Option<String>,
}

impl Store {
    /// Times that staff keep free, soonest first.
    pub async fn free_slots(
        &self,
        area: AreaId,
        after: Timestamp,
        limit: i64,
    ) -> Result<Vec<FreeSlot>, Error> {
        let rows = self
            .db
            .all(
                "select id, area, starts_at from slot where area = $1 and starts_at > $2 and contact is null order by starts_at limit $3",
                args![area.to_string(), after, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(FreeSlot {
                    id: row.text(0)?,
                    area: row.parse(1)?,
                    at: row.at(2)?,
                })
            })
            .collect()
    }

    /// Adds a free time.
    pub async fn add_slot(&self, area: AreaId, at: Timestamp, now: Timestamp) -> Result<(), Error> {
        let id: uuid::Uuid = self.ids.next(now);
        self.db
            .execute(
                "insert into slot (id, area, starts_at) values ($1, $2, $3)",
                args![id.to_string(), area.to_string(), at],
            )
            .await?;
        Ok(())
    }

    /// The booked times of a contact, newest first.
    pub async fn booked_slots(
        &self,
        contact: ContactId,
        limit: i64,
    ) -> Result<Vec<BookedSlot>, Error> {
        let rows = self
            .db
            .all(
                "select id, starts_at, outcome from slot where contact = $1 order by starts_at desc limit $2",
                args![contact.to_string(), limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(BookedSlot {
                    id: row.text(0)?,
                    at: row.at(1)?,
                    outcome: row.opt_text(2)?,
                })
            })
            .collect()
    }
}

impl Scope {
    /// The booked times of a conversation's contact, newest first; none outside the grants.
    pub async fn meetings(&self, conversation: ConversationId) -> Result<Vec<BookedSlot>, Error> {
        let Some(thread) = self.thread(conversation).await? else {
            return Ok(Vec::new());
        };
        match thread.contact {
            Some(contact) => self.store.booked_slots(contact.id, 3).await,
            None => Ok(Vec::new()),
        }
    }
}
