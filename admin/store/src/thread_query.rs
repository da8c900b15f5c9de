//! Reading threads: many conversations with one query, by what one knows of them.

use std::collections::HashMap;

use tsunagi_model::{AreaId, BroadcastId, ContactId, ConversationId, Timestamp};

use crate::db::args;
use crate::encounter::encounter_columns;
use crate::rows::{Rows, ids};
use crate::{Error, Store, Thread};

macro_rules! thread_columns {
    () => {
        concat!("c.id, (select cast(1 as bigint) from outbox o where o.conversation = c.id and o.state in ('queued', 'sending') and (o.state = 'sending' or o.priority < 3) limit 1), a.channel, a.thread, a.area, a.kind, a.external, a.state, c.audience, c.rev,
         c.controller, c.staff, c.lease_until, c.handoff, c.urgency, c.unanswered_since, c.run, c.run_flow, c.run_version, c.run_step,
         a.contact, p.key, p.memory, p.child_case, p.created_at, c.wake_at, c.last_in_at, c.last_out_at, c.last_human_at,
         k.key, a.keeper, p.rev, c.read_mark,
         (select cast(1 as bigint) from address o where o.contact = a.contact and o.id <> a.id and o.state = 'ok'
              and (o.rank < a.rank or (o.rank = a.rank and o.id < a.id)) limit 1), ", encounter_columns!())
    };
}
macro_rules! thread_joins {
    () => {
        " join conversation c on c.id = a.id
          left join contact p on p.id = a.contact
          left join contact k on k.id = a.keeper
          left join encounter e on e.id = c.encounter"
    };
}

impl Store {
    /// Reads the threads of many (channel, hashed thread) pairs at once; unknown pairs are missing from the answer.
    pub async fn threads(
        &self,
        keys: &[(&str, &str)],
    ) -> Result<HashMap<(String, String), Thread>, Error> {
        let mut rows = Rows::default();
        for (channel, thread) in keys {
            rows.row().text(*channel).text(*thread);
        }
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from json_each($1) as v
                     join address a on a.channel = v.value->>0 and a.thread = v.value->>1",
                    thread_joins!()
                ),
                args![rows.json()],
            )
            .await?;
        let mut threads = HashMap::with_capacity(rows.len());
        for row in rows {
            let thread = self.thread_row(&row)?;
            threads.insert((thread.channel.clone(), thread.thread.clone()), thread);
        }
        Ok(threads)
    }

    /// Which conversations some (channel, hashed thread) pairs are other names of.
    pub async fn aliases(
        &self,
        keys: &[(&str, &str)],
    ) -> Result<HashMap<(String, String), ConversationId>, Error> {
        let mut rows = Rows::default();
        for (channel, thread) in keys {
            rows.row().text(*channel).text(*thread);
        }
        let rows = self
            .db
            .all(
                "select l.channel, l.thread, l.address from json_each($1) as v
                 join address_alias l on l.channel = v.value->>0 and l.thread = v.value->>1",
                args![rows.json()],
            )
            .await?;
        rows.iter()
            .map(|row| Ok(((row.text(0)?, row.text(1)?), row.parse(2)?)))
            .collect()
    }

    /// Reads one thread by its conversation.
    pub async fn thread(&self, conversation: ConversationId) -> Result<Option<Thread>, Error> {
        let row = self
            .db
            .one(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from address a",
                    thread_joins!(),
                    " where c.id = $1"
                ),
                args![conversation.to_string()],
            )
            .await?;
        row.map(|row| self.thread_row(&row)).transpose()
    }

    /// Reads many threads by their conversations with one query; unknown ones are missing from the answer.
    pub async fn threads_by_id(
        &self,
        conversations: &[ConversationId],
    ) -> Result<Vec<Thread>, Error> {
        let rows = self
            .db
            .all_anew(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from json_each($1) as v join address a on a.id = v.value->>0",
                    thread_joins!()
                ),
                args![ids(conversations)],
            )
            .await?;
        rows.iter().map(|row| self.thread_row(row)).collect()
    }

    /// A page of all conversations with people, by id: of all areas, or of those given.
    pub async fn thread_page(
        &self,
        areas: &[AreaId],
        after: &str,
        limit: i64,
    ) -> Result<Vec<Thread>, Error> {
        let all = i64::from(areas.is_empty());
        let rows = self
            .db
            .all_anew(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from (select a.* from address a
                        where a.id > $1 and a.kind = 'person' and a.contact is not null
                          and ($2 = 1 or a.area in (select value->>0 from json_each($3)))
                        order by a.id limit $4) a",
                    thread_joins!(),
                    " order by a.id"
                ),
                args![after, all, ids(areas), limit],
            )
            .await?;
        rows.iter().map(|row| self.thread_row(row)).collect()
    }

    /// A page of the people of a channel for whom a broadcast is not decided yet, by address. Whoever has several addresses on its
    /// channels is met at the one they like best of those that work.
    ///
    /// Whatever decides about an address is asked in a form of which PostgreSQL makes no join (`is true`, `is null`, `= 0`): as joins,
    /// everybody was read for every page.
    pub async fn broadcast_page(
        &self,
        broadcast: BroadcastId,
        (channel, channels): (&str, &[String]),
        areas: &[AreaId],
        after: &str,
        limit: i64,
    ) -> Result<Vec<Thread>, Error> {
        let mut wanted = Rows::default();
        for channel in channels {
            wanted.row().text(channel.as_str());
        }
        let rows = self
            .db
            .all_anew(
                "select a.id from address a
                 where a.channel = $1 and a.id > $2 and a.kind = 'person' and a.contact is not null
                   and (a.area in (select value->>0 from json_each($3))) is true
                   and (select 1 from broadcast_recipient r where r.broadcast = $5 and r.conversation = a.id) is null
                   and (select 1 from broadcast_recipient r where r.broadcast = $5 and r.contact = a.contact) is null
                   and (select count(*) from address b
                       where b.contact = a.contact and b.id <> a.id and b.kind = 'person'
                         and (b.channel in (select value->>0 from json_each($4))) is true
                         and (case when b.state = 'ok' then 0 else 1 end, b.rank, b.id) < (case when a.state = 'ok' then 0 else 1 end, a.rank, a.id)) = 0
                 order by a.id limit $6",
                args![
                    channel,
                    after,
                    ids(areas),
                    wanted.json(),
                    broadcast.to_string(),
                    limit
                ],
            )
            .await?;
        let page = rows.iter().map(|row| row.parse(0));
        let page: Vec<ConversationId> = page.collect::<Result<_, Error>>()?;
        let mut threads = self.threads_by_id(&page).await?;
        if threads.len() < page.len() {
            // Somebody went between the two looks; a short page would pass for the last one.
            return Err(Error::Conflict);
        }
        threads.sort_unstable_by_key(|thread| thread.id);
        Ok(threads)
    }

    /// The conversations whose run wants to be woken by `now`, most overdue first.
    pub async fn due_runs(&self, now: Timestamp, limit: i64) -> Result<Vec<Thread>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from address a",
                    thread_joins!(),
                    " where c.wake_at <= $1 order by c.wake_at limit $2"
                ),
                args![now, limit],
            )
            .await?;
        rows.iter().map(|row| self.thread_row(row)).collect()
    }

    /// The conversations of a contact.
    pub async fn threads_of(&self, contact: ContactId) -> Result<Vec<Thread>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    thread_columns!(),
                    " from address a",
                    thread_joins!(),
                    " where a.contact = $1 order by a.rank, a.id"
                ),
                args![contact.to_string()],
            )
            .await?;
        rows.iter().map(|row| self.thread_row(row)).collect()
    }

    /// When the next run wants to be woken.
    pub async fn next_run_wake(&self) -> Result<Option<Timestamp>, Error> {
        match self
            .db
            .one(
                "select min(wake_at) from conversation where wake_at is not null",
                args![],
            )
            .await?
        {
            Some(row) => row.opt_at(0),
            None => Ok(None),
        }
    }

    /// How many conversations are in the middle of a flow.
    pub async fn count_started(&self, flow: &str) -> Result<i64, Error> {
        match self
            .db
            .one(
                "select count(*) from conversation where run_flow = $1",
                args![flow],
            )
            .await?
        {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }
}
