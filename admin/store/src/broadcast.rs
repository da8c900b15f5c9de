//! Messages to many people: what was written, how far it has come, what became of it.

use serde::{Deserialize, Serialize};
use tsunagi_model::{AreaId, BroadcastId, StaffId, Timestamp};

use crate::audit::Entry;
use crate::changes::Changes;
use crate::db::{Row, args};
use crate::error::again;
use crate::rows::ids;
use crate::{Error, Scope, Store, Wake};

#[cfg(test)]
mod tests;

/// How a broadcast stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum BroadcastState {
    /// It is being written.
    Draft,
    /// It will be sent when the time to take it back is over.
    Confirmed,
    /// It is on its way.
    Sending,
    /// Everybody was reached for or left out.
    Done,
    /// Somebody stopped it on its way.
    Stopped,
    /// Somebody took it back before anything had left.
    Undone,
}

impl BroadcastState {
    /// The word in the table.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Draft => "draft",
            Self::Confirmed => "confirmed",
            Self::Sending => "sending",
            Self::Done => "done",
            Self::Stopped => "stopped",
            Self::Undone => "undone",
        }
    }
}

impl std::str::FromStr for BroadcastState {
    type Err = ();
    fn from_str(word: &str) -> Result<Self, ()> {
        Ok(match word {
            "draft" => Self::Draft,
            "confirmed" => Self::Confirmed,
            "sending" => Self::Sending,
            "done" => Self::Done,
            "stopped" => Self::Stopped,
            "undone" => Self::Undone,
            _ => return Err(()),
        })
    }
}

/// A broadcast as it is stored.
#[derive(Debug, Clone)]
pub struct BroadcastRow {
    /// The row.
    pub id: BroadcastId,
    /// For the people of these areas and everything below them.
    pub areas: Vec<AreaId>,
    /// How it stands.
    pub state: BroadcastState,
    /// The version that was read: a writer that saw an older one loses.
    pub rev: i64,
    /// Words by language or a flow, as the use case keeps it.
    pub content: String,
    /// Whom it is for, as the use case keeps it.
    pub selection: String,
    /// Why the weekly limits do not hold for it.
    pub urgent: Option<String>,
    /// For how long after it was confirmed it may begin for somebody.
    pub lasts: tsunagi_model::Span,
    /// What was counted before it was confirmed, as the use case keeps it.
    pub preview: Option<String>,
    /// Who wrote it.
    pub created_by: StaffId,
    /// When.
    pub created_at: Timestamp,
    /// Who confirmed it.
    pub confirmed_by: Option<StaffId>,
    /// When.
    pub confirmed_at: Option<Timestamp>,
    /// Until when it can be taken back; nothing leaves before.
    pub undo_until: Option<Timestamp>,
    /// Nothing leaves afterwards.
    pub expires_at: Option<Timestamp>,
    /// Who stopped it or took it back.
    pub ended_by: Option<StaffId>,
    /// When it came to an end.
    pub ended_at: Option<Timestamp>,
}

macro_rules! broadcast_columns {
    () => {
        "select b.id, b.areas, b.state, b.rev, b.content, b.selection, b.urgent, b.lasts, b.preview, b.created_by, b.created_at,
             b.confirmed_by, b.confirmed_at, b.undo_until, b.expires_at, b.ended_by, b.ended_at from broadcast b "
    };
}

impl Store {
    /// The newest broadcasts of the whole installation.
    pub async fn broadcasts(&self, limit: i64) -> Result<Vec<BroadcastRow>, Error> {
        let sql = concat!(broadcast_columns!(), "order by b.id desc limit $1");
        let rows = self.db.all(sql, args![limit]).await?;
        rows.iter().map(broadcast).collect()
    }

    /// One broadcast.
    pub async fn broadcast(&self, id: BroadcastId) -> Result<Option<BroadcastRow>, Error> {
        let sql = concat!(broadcast_columns!(), "where b.id = $1");
        let row = self.db.one(sql, args![id.to_string()]).await?;
        row.as_ref().map(broadcast).transpose()
    }

    /// Broadcasts that were confirmed and have not come to an end, the oldest first.
    pub async fn live_broadcasts(&self) -> Result<Vec<BroadcastRow>, Error> {
        let sql = concat!(
            broadcast_columns!(),
            "where b.state in ('confirmed', 'sending') order by b.id limit 50"
        );
        let rows = self.db.all(sql, args![]).await?;
        rows.iter().map(broadcast).collect()
    }

    /// Keeps a draft, a new one (`rev` 0) or one that was read.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is no draft any more, or somebody else changed it.
    pub async fn save_broadcast(
        &self,
        draft: &BroadcastRow,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let saved = tx
            .execute(
                "insert into broadcast (id, areas, state, rev, content, selection, urgent, lasts, preview, created_by, created_at)
                 values ($1, $2, 'draft', $3, $4, $5, $6, $7, $8, $9, $10)
                 on conflict (id) do update set areas = excluded.areas, rev = excluded.rev, content = excluded.content,
                     selection = excluded.selection, urgent = excluded.urgent, lasts = excluded.lasts, preview = excluded.preview
                 where broadcast.state = 'draft' and broadcast.rev = excluded.rev - 1",
                args![
                    draft.id.to_string(),
                    ids(&draft.areas),
                    draft.rev + 1,
                    draft.content.as_str(),
                    draft.selection.as_str(),
                    draft.urgent.clone(),
                    draft.lasts.0,
                    draft.preview.clone(),
                    draft.created_by.to_string(),
                    draft.created_at
                ],
            )
            .await?;
        if saved == 0 {
            return Err(Error::Conflict);
        }
        self.write_audit(&mut tx, &[entry], now).await?;
        tx.commit().await
    }

    /// Confirms a draft: it will be sent on these channels when `undo_until` is over.
    ///
    /// # Errors
    /// [`Error::Conflict`] when it is no draft any more, or somebody else changed it.
    pub async fn confirm_broadcast(
        &self,
        draft: &BroadcastRow,
        channels: &[String],
        by: StaffId,
        undo_until: Timestamp,
        entry: Entry,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        let confirmed = tx
            .execute(
                "update broadcast set state = 'confirmed', rev = rev + 1, confirmed_by = $3, confirmed_at = $4, undo_until = $5,
                     expires_at = $6
                 where id = $1 and rev = $2 and state = 'draft'",
                args![
                    draft.id.to_string(),
                    draft.rev,
                    by.to_string(),
                    now,
                    undo_until,
                    undo_until.plus(draft.lasts)
                ],
            )
            .await?;
        if confirmed == 0 {
            return Err(Error::Conflict);
        }
        for channel in channels {
            tx.execute(
                "insert into broadcast_lane (broadcast, channel, rev, place, next_at, queued, left_out, done)
                 values ($1, $2, 0, '', $3, 0, '{}', 0)",
                args![draft.id.to_string(), channel.as_str(), undo_until],
            )
            .await?;
        }
        self.write_audit(&mut tx, &[entry], now).await?;
        tx.commit().await
    }

    /// Lets a broadcast begin whose time to be taken back is over; whether it was this call that did.
    pub async fn begin_broadcast(&self, id: BroadcastId, now: Timestamp) -> Result<bool, Error> {
        let begun = self
            .db
            .execute(
                "update broadcast set state = 'sending', rev = rev + 1 where id = $1 and state = 'confirmed' and undo_until <= $2",
                args![id.to_string(), now],
            )
            .await?;
        Ok(begun == 1)
    }

    /// Takes back a draft, or a confirmed broadcast of which nothing has left yet; whether that was still possible.
    pub async fn undo_broadcast(
        &self,
        id: BroadcastId,
        by: StaffId,
        entry: Entry,
        now: Timestamp,
    ) -> Result<bool, Error> {
        let mut tx = self.db.begin().await?;
        let undone = tx
            .execute(
                "update broadcast set state = 'undone', rev = rev + 1, ended_by = $2, ended_at = $3
                 where id = $1 and state in ('draft', 'confirmed')",
                args![id.to_string(), by.to_string(), now],
            )
            .await?;
        if undone == 0 {
            return Ok(false);
        }
        self.write_audit(&mut tx, &[entry], now).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Stops a broadcast: what waits in the queue is taken back, and the timer is set. How many requests that were; none if it had come
    /// to an end. Requests that are claimed and settled at the same moment may want the same rows in another order; the database then
    /// lets one of the two give way, and if it was this one, it begins again.
    pub async fn stop_broadcast(
        &self,
        id: BroadcastId,
        by: Option<StaffId>,
        entry: &Entry,
        then: &Wake,
    ) -> Result<Option<u64>, Error> {
        again!(self.try_stop_broadcast(id, by, entry, then))
    }

    async fn try_stop_broadcast(
        &self,
        id: BroadcastId,
        by: Option<StaffId>,
        entry: &Entry,
        then: &Wake,
    ) -> Result<Option<u64>, Error> {
        let now = then.due_at;
        let mut tx = self.db.begin().await?;
        let stopped = tx
            .execute(
                "update broadcast set state = 'stopped', rev = rev + 1, ended_by = $2, ended_at = $3
                 where id = $1 and state in ('confirmed', 'sending')",
                args![id.to_string(), by.map(|id| id.to_string()), now],
            )
            .await?;
        if stopped == 0 {
            return Ok(None);
        }
        // Whoever is writing a page holds its lane: from here on no page can be written any more, and the last one is seen below.
        tx.execute(
            "update broadcast_lane set rev = rev + 1, done = 1 where broadcast = $1",
            args![id.to_string()],
        )
        .await?;
        let back = tx
            .execute(
                "update outbox set state = 'cancelled', payload = null, done_at = $2 where broadcast = $1 and state = 'queued'",
                args![id.to_string(), now],
            )
            .await?;
        // A request under way cannot be called back, but if it fails it is not tried again.
        tx.execute(
            "update outbox set expires_at = 0 where broadcast = $1 and state = 'sending'",
            args![id.to_string()],
        )
        .await?;
        let changes = Changes {
            wakes: vec![then.clone()],
            ..Changes::default()
        };
        Self::write_timers(&mut tx, &changes, now).await?;
        let entry = Entry {
            detail: Some(format!("{back} taken back")),
            ..entry.clone()
        };
        self.write_audit(&mut tx, &[entry], now).await?;
        tx.commit().await?;
        Ok(Some(back))
    }

    /// Ends a broadcast of which everybody was looked at and nothing waits any more; whether it was this call that did. If the time of
    /// some requests passed while they waited, the timer is set.
    pub async fn end_broadcast(&self, id: BroadcastId, then: &Wake) -> Result<bool, Error> {
        let now = then.due_at;
        let mut tx = self.db.begin().await?;
        let ended = tx
            .execute(
                "update broadcast set state = 'done', rev = rev + 1, ended_at = $2
                 where id = $1 and state = 'sending'
                   and not exists (select 1 from broadcast_lane l where l.broadcast = $1 and l.done = 0)
                   and not exists (select 1 from outbox o where o.broadcast = $1 and o.state in ('queued', 'sending'))",
                args![id.to_string(), now],
            )
            .await?;
        if ended == 0 {
            return Ok(false);
        }
        let late = tx
            .all(
                "select 1 from outbox where broadcast = $1 and state = 'expired' limit 1",
                args![id.to_string()],
            )
            .await?;
        if !late.is_empty() {
            let changes = Changes {
                wakes: vec![then.clone()],
                ..Changes::default()
            };
            Self::write_timers(&mut tx, &changes, now).await?;
        }
        tx.commit().await?;
        Ok(true)
    }
}

impl Scope {
    /// The newest broadcasts that are for nobody outside the areas whose programmes this person runs.
    pub async fn broadcasts(&self, limit: i64) -> Result<Vec<BroadcastRow>, Error> {
        let sql = concat!(
            broadcast_columns!(),
            "where not exists (select 1 from json_each(b.areas) v
                 where v.value->>0 not in (select w.value->>0 from json_each($1) as w))
             order by b.id desc limit $2"
        );
        let mine = ids(self.programme_areas());
        let rows = self.store.db.all(sql, args![mine, limit]).await?;
        rows.iter().map(broadcast).collect()
    }

    /// One of them; what is for others does not exist.
    pub async fn broadcast(&self, id: BroadcastId) -> Result<Option<BroadcastRow>, Error> {
        let mine = self.programme_areas();
        let found = self.store.broadcast(id).await?;
        Ok(found.filter(|row| {
            !row.areas.is_empty() && row.areas.iter().all(|area| mine.contains(area))
        }))
    }
}

fn broadcast(row: &Row) -> Result<BroadcastRow, Error> {
    let areas: Vec<(AreaId,)> = serde_json::from_str(&row.text(1)?)
        .map_err(|_| Error::Inconsistent { what: "broadcast" })?;
    Ok(BroadcastRow {
        id: row.parse(0)?,
        areas: areas.into_iter().map(|(area,)| area).collect(),
        state: row.parse(2)?,
        rev: row.int(3)?,
        content: row.text(4)?,
        selection: row.text(5)?,
        urgent: row.opt_text(6)?,
        lasts: tsunagi_model::Span(row.int(7)?),
        preview: row.opt_text(8)?,
        created_by: row.parse(9)?,
        created_at: row.at(10)?,
        confirmed_by: row.opt_parse(11)?,
        confirmed_at: row.opt_at(12)?,
        undo_until: row.opt_at(13)?,
        expires_at: row.opt_at(14)?,
        ended_by: row.opt_parse(15)?,
        ended_at: row.opt_at(16)?,
    })
}
