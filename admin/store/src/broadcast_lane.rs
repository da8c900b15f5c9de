//! How far broadcasts have come: a row for each channel, and what became of the requests.

use std::collections::{BTreeMap, HashSet};

use tsunagi_model::{AreaId, BroadcastId, ConversationId, Timestamp};

use crate::db::args;
use crate::rows::ids;
use crate::{Error, Store};

/// How far a broadcast has come on one channel.
#[derive(Debug, Clone)]
pub struct Lane {
    /// The channel's slug.
    pub channel: String,
    /// The version that was read.
    pub rev: i64,
    /// The last address that was looked at; empty before the first.
    pub place: String,
    /// Not before.
    pub next_at: Timestamp,
    /// When those may be written to who may not now.
    pub again_at: Option<Timestamp>,
    /// People it was queued for.
    pub queued: i64,
    /// People it was not queued for, by reason.
    pub left_out: BTreeMap<String, i64>,
    /// Everybody was looked at.
    pub done: bool,
}

impl Store {
    /// How far a broadcast has come on each of its channels.
    pub async fn broadcast_lanes(&self, id: BroadcastId) -> Result<Vec<Lane>, Error> {
        let rows = self
            .db
            .all(
                "select channel, rev, place, next_at, again_at, queued, left_out, done from broadcast_lane
                 where broadcast = $1 order by channel",
                args![id.to_string()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Lane {
                    channel: row.text(0)?,
                    rev: row.int(1)?,
                    place: row.text(2)?,
                    next_at: row.at(3)?,
                    again_at: row.opt_at(4)?,
                    queued: row.int(5)?,
                    left_out: serde_json::from_str(&row.text(6)?).unwrap_or_default(),
                    done: row.int(7)? != 0,
                })
            })
            .collect()
    }

    /// How many requests of a broadcast wait or are under way on a channel. Each state by itself: where both are asked for at once,
    /// PostgreSQL without statistics reads every request of the broadcast.
    pub async fn broadcast_waits(&self, id: BroadcastId, channel: &str) -> Result<i64, Error> {
        let row = self
            .db
            .one(
                "select (select count(*) from outbox where broadcast = $1 and channel = $2 and state = 'queued')
                      + (select count(*) from outbox where broadcast = $1 and channel = $2 and state = 'sending')",
                args![id.to_string(), channel],
            )
            .await?;
        row.map_or(Ok(0), |row| row.int(0))
    }

    /// How many requests of a broadcast are in each state, by channel.
    pub async fn broadcast_requests(
        &self,
        id: BroadcastId,
    ) -> Result<Vec<(String, String, i64)>, Error> {
        let rows = self
            .db
            .all(
                "select channel, state, count(*) from outbox where broadcast = $1 group by channel, state order by channel, state",
                args![id.to_string()],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?, row.int(2)?)))
            .collect()
    }

    /// A page of the conversations, after `after`, in which requests of a broadcast were taken back or waited past
    /// their time, and when these were queued.
    pub async fn broadcast_unsaid(
        &self,
        id: BroadcastId,
        after: &str,
        limit: i64,
    ) -> Result<Vec<(ConversationId, Timestamp)>, Error> {
        let rows = self
            .db
            .all(
                "select o.conversation, min(o.created_at) from broadcast_lane l
                     join outbox o on o.broadcast = l.broadcast and o.channel = l.channel and o.state in ('cancelled', 'expired')
                 where l.broadcast = $1 and o.conversation > $2
                 group by o.conversation order by o.conversation limit $3",
                args![id.to_string(), after, limit],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.parse(0)?, row.at(1)?)))
            .collect()
    }

    /// In which of these conversations something of a broadcast was sent, or may have been.
    pub async fn broadcast_said(
        &self,
        id: BroadcastId,
        conversations: &[ConversationId],
    ) -> Result<HashSet<ConversationId>, Error> {
        let rows = self
            .db
            .all(
                "select distinct conversation from outbox where broadcast = $1 and state not in ('cancelled', 'expired')
                     and conversation in (select value->>0 from json_each($2))",
                args![id.to_string(), ids(conversations)],
            )
            .await?;
        rows.iter().map(|row| row.parse(0)).collect()
    }

    /// How many people a channel has in some areas, whatever may be said to them.
    pub async fn count_addresses(&self, channel: &str, areas: &[AreaId]) -> Result<i64, Error> {
        let row = self
            .db
            .one(
                "select count(*) from address a where a.channel = $1 and a.kind = 'person' and a.contact is not null
                     and a.area in (select value->>0 from json_each($2))",
                args![channel, ids(areas)],
            )
            .await?;
        row.map_or(Ok(0), |row| row.int(0))
    }
}
