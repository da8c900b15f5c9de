//! The queue of requests: which are claimed next, fairly, and what waits in it.
//!
//! A lane is a channel, a priority and an area. Which lanes have something due is found by steps through an index, at a cost that depends
//! on how many lanes there are and not on how much waits in them. Urgent lanes come first; within a priority the areas share what may go.

#[cfg(test)]
mod tests;

use std::collections::HashMap;

use tsunagi_model::{ExternalId, Timestamp};

use crate::changes::OutboxBody;
use crate::db::{Row, Tx, args};
use crate::error::again;
use crate::outbox::{Claimed, LEASE, Past};
use crate::rows::Rows;
use crate::{Error, Store};

/// Lanes in one claim; with more of them each has its turn.
const LANES: usize = 16;
/// Requests whose time has passed that are settled at once.
const EXPIRED: i64 = 500;

/// The lanes in which something is due: steps from one to the next through an index.
const LANES_DUE: &str = "with recursive busy(channel) as (
     select min(o.channel) from outbox o where o.state = 'queued'
     union all
     select (select min(o.channel) from outbox o where o.state = 'queued' and o.channel > b.channel)
     from busy b where b.channel is not null),
 urgency(priority) as (
     select cast(0 as bigint) union all select u.priority + 1 from urgency u where u.priority < 3),
 lane(channel, priority, area) as (
     select b.channel, u.priority, (select min(o.area) from outbox o
         where o.state = 'queued' and o.channel = b.channel and o.priority = u.priority)
     from busy b join channel c on c.slug = b.channel cross join urgency u
     where c.paused_until is null or c.paused_until <= $1
     union all
     select l.channel, l.priority, (select min(o.area) from outbox o
         where o.state = 'queued' and o.channel = l.channel and o.priority = l.priority and o.area > l.area)
     from lane l where l.area is not null)
 select l.channel, l.priority, l.area from lane l
 where (select min(o.due_at) from outbox o
     where o.state = 'queued' and o.channel = l.channel and o.priority = l.priority and o.area = l.area) <= $1
 order by l.priority, l.channel, l.area";
/// The first of a lane that are due and not behind others of their conversation. Written so that PostgreSQL can do no more work than
/// that, however little it knows of the table: others of a conversation are counted for each request (as a join, everything that waits
/// is held against everything), and the first ones are found once and then by their ids only (`coalesce`).
const CLAIM: &str = "with first as materialized (
     select o.id from outbox o
     where o.state = 'queued' and o.channel = $3 and o.priority = $4 and o.area = $5 and o.due_at <= $1
       and (select count(*) from outbox e
           where e.conversation = o.conversation and e.state in ('queued', 'sending') and e.id <> o.id
             and (e.state = 'sending' or (e.id < o.id and (e.priority < 3 or o.priority = 3)))) = 0
     order by o.due_at, o.id limit $6)
 update outbox set state = 'sending', lease_until = $2, tries = tries + 1
 where id in (select id from first) and coalesce(state, '') = 'queued'
 returning id, conversation, channel, author, payload, tries, past, expires_at, area,
     (select keeper from address a where a.id = outbox.conversation),
     (select p.key from address a join contact p on p.id = a.keeper where a.id = outbox.conversation), priority";

/// What may be claimed for a channel.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Allowance {
    /// The channel's slug.
    pub channel: String,
    /// Requests of priority 0 and 1.
    pub urgent: usize,
    /// Other requests.
    pub others: usize,
    /// Requests in all.
    pub total: usize,
}

/// What waits for a channel, and whether an operator must look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueueRow {
    /// The channel's slug.
    pub channel: String,
    /// Requests that wait, by priority.
    pub queued: [i64; 4],
    /// When the one that is due longest became due.
    pub oldest: Option<Timestamp>,
    /// Nothing is sent before, and why: the platform refused our credentials.
    pub paused: Option<(Timestamp, String)>,
}

struct Lane {
    channel: String,
    priority: i64,
    area: String,
}

impl Store {
    /// Claims requests that are due, as many as the channels' allowances and `limit` permit: most urgent first, areas in turn, never two
    /// of one conversation, never one that overtakes an earlier one (only broadcasts are overtaken). `turn` rises with every call: it says whose turn it is where not everybody can be served.
    pub async fn claim_outbox(
        &self,
        now: Timestamp,
        allowances: &[Allowance],
        limit: usize,
        turn: usize,
    ) -> Result<Vec<Claimed>, Error> {
        again!(self.try_claim_outbox(now, allowances, limit, turn))
    }

    async fn try_claim_outbox(
        &self,
        now: Timestamp,
        allowances: &[Allowance],
        limit: usize,
        turn: usize,
    ) -> Result<Vec<Claimed>, Error> {
        if allowances.is_empty() {
            return Ok(Vec::new());
        }
        let mut left: HashMap<&str, Allowance> = allowances
            .iter()
            .map(|allowance| (allowance.channel.as_str(), allowance.clone()))
            .collect();
        let mut lanes = self.lanes(now).await?;
        lanes.retain(|lane| {
            left.get(lane.channel.as_str())
                .is_some_and(|left| room(left, lane.priority) > 0)
        });
        if lanes.is_empty() {
            // A look that finds nothing takes no writer.
            return Ok(Vec::new());
        }
        let mut tx = self.db.begin().await?;
        let mut rows = Vec::new();
        for lanes in lanes.chunk_by_mut(|a, b| a.priority == b.priority) {
            let first = turn.wrapping_mul(LANES.min(lanes.len() - 1).max(1)) % lanes.len();
            lanes.rotate_left(first);
            let mut open = lanes.len().min(LANES);
            let mut of_channel: HashMap<&str, usize> = HashMap::new();
            for lane in lanes.iter().take(open) {
                *of_channel.entry(&lane.channel).or_default() += 1;
            }
            for lane in lanes.iter().take(open) {
                let (Some(allowed), Some(beside)) = (
                    left.get_mut(lane.channel.as_str()),
                    of_channel.get_mut(lane.channel.as_str()),
                ) else {
                    continue;
                };
                // Its share of what is left; what it does not need is left for those behind it.
                let share = (limit - rows.len())
                    .div_ceil(open)
                    .min(room(allowed, lane.priority).div_ceil(*beside));
                open -= 1;
                *beside -= 1;
                if share == 0 {
                    continue;
                }
                let claimed = claim_lane(&mut tx, lane, now, share).await?;
                allowed.total -= claimed.len();
                if lane.priority <= 1 {
                    allowed.urgent -= claimed.len();
                } else {
                    allowed.others -= claimed.len();
                }
                rows.extend(claimed);
            }
        }
        if rows.is_empty() {
            // Dropping the transaction leaves no trace and saves a commit.
            return Ok(Vec::new());
        }
        tx.commit().await?;
        let mut claimed = Vec::with_capacity(rows.len());
        for row in &rows {
            match self.claimed(row) {
                Ok(found) => claimed.extend(found),
                // Its lease runs out and in the end its time; its neighbours go on.
                Err(error) => tracing::error!(error = %error, "a request cannot be read"),
            }
        }
        claimed.sort_by_key(|claimed| (claimed.priority, claimed.id));
        Ok(claimed)
    }

    /// The lanes in which something is due, most urgent first.
    async fn lanes(&self, now: Timestamp) -> Result<Vec<Lane>, Error> {
        let rows = self.db.all(LANES_DUE, args![now]).await?;
        rows.iter()
            .map(|row| {
                Ok(Lane {
                    channel: row.text(0)?,
                    priority: row.int(1)?,
                    area: row.text(2)?,
                })
            })
            .collect()
    }

    /// Puts back what an instance that died had under way, marked as unsure: nobody knows whether it arrived.
    pub async fn take_back_lost(&self, now: Timestamp) -> Result<(), Error> {
        let lost = self
            .db
            .one(
                "select 1 from outbox where state = 'sending' and lease_until < $1 limit 1",
                args![now],
            )
            .await?;
        if lost.is_some() {
            self.db
                .execute(
                    "update outbox set lease_until = null,
                         past = case when past is null then 'maybe_replied' when past = 'pushed' then 'maybe_pushed' else past end,
                         state = case when expires_at > 0 then 'queued' else 'failed' end,
                         problem = case when expires_at > 0 then problem else 'unsure' end,
                         payload = case when expires_at > 0 then payload end,
                         done_at = case when expires_at > 0 then null else cast($1 as bigint) end
                     where state = 'sending' and lease_until < $1",
                    args![now],
                )
                .await?;
        }
        Ok(())
    }

    fn claimed(&self, row: &Row) -> Result<Option<Claimed>, Error> {
        let id = row.text(0)?;
        let area = row.parse(8)?;
        let key = match (row.opt_text(9)?, row.opt_blob(10)?) {
            (Some(contact), Some(wrapped)) => self.keys.contact_key(area, &contact, &wrapped)?,
            // Erased meanwhile: nobody can read the words any more, so nobody can send them.
            (Some(_), None) => return Ok(None),
            (None, _) => self.keys.area_key(area),
        };
        let Some(sealed) = row.opt_blob(4)? else {
            return Ok(None);
        };
        let body: OutboxBody = serde_json::from_slice(&key.open(&id, &sealed)?)
            .map_err(|_| Error::Inconsistent { what: "outbox" })?;
        Ok(Some(Claimed {
            id: row.parse(0)?,
            conversation: row.parse(1)?,
            channel: row.text(2)?,
            author: row.parse(3)?,
            priority: row.int(11)?,
            to: ExternalId(body.to),
            payload: body.payload,
            reply: body.reply,
            window_until: body.window_until,
            tries: row.int(5)?,
            past: Past::read(row.opt_text(6)?.as_deref()),
            expires_at: row.at(7)?,
        }))
    }

    /// Settles requests whose time has passed while they waited; how many. Of what may have arrived nobody says that it was not sent.
    pub async fn expire_outbox(&self, now: Timestamp) -> Result<u64, Error> {
        let rows = self
            .db
            .all(
                "select id from outbox where state = 'queued' and expires_at < $1 limit $2",
                args![now, EXPIRED],
            )
            .await?;
        if rows.is_empty() {
            return Ok(0);
        }
        let mut ids = Rows::default();
        for row in &rows {
            ids.row().text(row.text(0)?.as_str());
        }
        self.db
            .execute(
                "update outbox set payload = null, done_at = $2,
                     state = case when past like 'maybe%' then 'failed' else 'expired' end,
                     problem = case when past like 'maybe%' then 'unsure' else problem end
                 where state = 'queued' and id in (select value->>0 from json_each($1))",
                args![ids.json(), now],
            )
            .await
    }

    /// What waits for each channel.
    pub async fn queues(&self) -> Result<Vec<QueueRow>, Error> {
        let rows = self
            .db
            .all(
                "select c.slug, c.paused_until, c.paused_why, o.priority, count(o.id), min(o.due_at)
                 from channel c left join outbox o on o.channel = c.slug and o.state = 'queued'
                 group by c.slug, c.paused_until, c.paused_why, o.priority order by c.slug, o.priority",
                args![],
            )
            .await?;
        let mut queues: Vec<QueueRow> = Vec::new();
        for row in &rows {
            let channel = row.text(0)?;
            if queues.last().is_none_or(|last| last.channel != channel) {
                let why = row.opt_text(2)?.unwrap_or_default();
                queues.push(QueueRow {
                    channel,
                    queued: [0; 4],
                    oldest: None,
                    paused: row.opt_at(1)?.map(|until| (until, why)),
                });
            }
            let (Some(priority), Some(queue)) = (row.opt_int(3)?, queues.last_mut()) else {
                continue;
            };
            if let Some(count) = usize::try_from(priority)
                .ok()
                .and_then(|priority| queue.queued.get_mut(priority))
            {
                *count = row.int(4)?;
            }
            let oldest = row.opt_at(5)?;
            queue.oldest = queue
                .oldest
                .map_or(oldest, |known| oldest.map(|at| at.min(known)));
        }
        Ok(queues)
    }
}

fn room(left: &Allowance, priority: i64) -> usize {
    let class = if priority <= 1 {
        left.urgent
    } else {
        left.others
    };
    class.min(left.total)
}

/// Claims the first of a lane that are due and not behind others of their conversation.
async fn claim_lane(
    tx: &mut Tx,
    lane: &Lane,
    now: Timestamp,
    share: usize,
) -> Result<Vec<Row>, Error> {
    tx.all(
        CLAIM,
        args![
            now,
            now.plus(LEASE),
            lane.channel.as_str(),
            lane.priority,
            lane.area.as_str(),
            share as i64
        ],
    )
    .await
}
