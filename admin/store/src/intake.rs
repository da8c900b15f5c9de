//! Raw events: on disk before the platform gets its 200, worked on in order, destroyed when their work is done.

use serde::{Deserialize, Serialize};
use tsunagi_model::{IntakeId, Timestamp};

use crate::db::args;
use crate::rows::Values;
use crate::{Error, Store};

/// An event as it arrived.
#[derive(Clone, Serialize, Deserialize)]
pub struct NewIntake {
    /// The channel's slug.
    pub channel: String,
    /// The platform's key of this event: the same event never counts twice.
    pub dedupe: String,
    /// The platform's id of the person or group, as the channel names it.
    pub thread: String,
    /// The raw event.
    pub raw: String,
    /// When it arrived, however late it comes into the store.
    pub received_at: Timestamp,
}

/// An event whose work is not done.
#[derive(Debug, Clone)]
pub struct Intake {
    /// Sorts by arrival.
    pub id: IntakeId,
    /// The channel's slug.
    pub channel: String,
    /// The platform's key of this event.
    pub dedupe: String,
    /// The hashed thread: the conversation it belongs to.
    pub thread: String,
    /// When it was recorded.
    pub received_at: Timestamp,
    /// The raw event; `None` when it cannot be opened any more.
    pub raw: Option<String>,
}

impl Store {
    /// Appends events in one durable commit; repeated ones are left out. Returns how many were new.
    pub async fn append_intake(&self, events: &[NewIntake]) -> Result<u64, Error> {
        let mut rows = Values::default();
        for event in events {
            // Ids rise in the order of this list even if an event arrived before others that are stored already.
            let id: IntakeId = self.ids.next(event.received_at);
            let sealed = self.keys.seal_intake(&id.to_string(), event.raw.as_bytes());
            let thread = self.keys.thread(&event.channel, &event.thread);
            rows.row()
                .id(id)
                .text(event.channel.as_str())
                .text(event.dedupe.as_str())
                .text(thread.as_str())
                .blob(Some(sealed))
                .int(event.received_at.0)
                .id("new");
        }
        let mut tx = self.db.begin().await?;
        let new = rows
            .insert(
                &mut tx,
                "insert into intake (id, channel, dedupe, thread, payload, received_at, state)",
                "on conflict (channel, dedupe) do nothing",
            )
            .await?;
        tx.notify("intake").await?;
        tx.commit().await?;
        Ok(new)
    }

    /// Seals events that wait outside of the database until it is back; they open only under the same `about`.
    pub fn seal_events(&self, about: &str, events: &[NewIntake]) -> Result<Vec<u8>, Error> {
        let plain =
            serde_json::to_vec(events).map_err(|_| Error::Inconsistent { what: "event" })?;
        Ok(self.keys.seal_intake(about, &plain))
    }

    /// Opens what [`Store::seal_events`] made.
    pub fn open_events(&self, about: &str, sealed: &[u8]) -> Result<Vec<NewIntake>, Error> {
        let plain = self.keys.open_intake(about, sealed)?;
        serde_json::from_slice(&plain).map_err(|_| Error::Inconsistent { what: "event" })
    }

    /// The oldest events whose work is not done, in order of arrival, after one of them or from the first.
    pub async fn next_intake(
        &self,
        after: Option<IntakeId>,
        limit: i64,
    ) -> Result<Vec<Intake>, Error> {
        let rows = self
            .db
            .all(
                "select id, channel, dedupe, thread, received_at, payload from intake
                 where state = 'new' and id > $1 order by id limit $2",
                args![after.map(|id| id.to_string()).unwrap_or_default(), limit],
            )
            .await?;
        rows.into_iter()
            .map(|row| {
                let id = row.text(0)?;
                let raw = row
                    .opt_blob(5)?
                    .and_then(|sealed| self.keys.open_intake(&id, &sealed).ok());
                Ok(Intake {
                    id: row.parse(0)?,
                    channel: row.text(1)?,
                    dedupe: row.text(2)?,
                    thread: row.text(3)?,
                    received_at: row.at(4)?,
                    raw: raw.and_then(|bytes| String::from_utf8(bytes).ok()),
                })
            })
            .collect()
    }

    /// Puts an event aside that could not be worked on: it stays, sealed, for a person to look at.
    pub async fn set_aside(&self, id: IntakeId, problem: &str) -> Result<(), Error> {
        self.db
            .execute(
                "update intake set state = 'aside', problem = $2 where id = $1",
                args![id.to_string(), problem],
            )
            .await?;
        Ok(())
    }

    /// How many events wait, and since when the oldest does.
    pub async fn intake_backlog(&self) -> Result<(i64, Option<Timestamp>), Error> {
        let row = self
            .db
            .one(
                "select count(*), min(received_at) from intake where state = 'new'",
                args![],
            )
            .await?;
        match row {
            Some(row) => Ok((row.int(0)?, row.opt_at(1)?)),
            None => Ok((0, None)),
        }
    }

    /// How many events were put aside.
    pub async fn intake_aside(&self) -> Result<i64, Error> {
        match self
            .db
            .one("select count(*) from intake where state = 'aside'", args![])
            .await?
        {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }
}
