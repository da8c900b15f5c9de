//! Forgetting what only served to know something again: keys of events, ids of our messages. A portion at a time, so that nobody waits
//! long for SQLite's only writer, however much there is.

#[cfg(test)]
mod tests;

use tsunagi_model::{OutboxId, Timestamp};

use crate::db::{Arg, args};
use crate::{Error, Store};

/// Rows that go in one statement.
const PORTION: u64 = 1_000;

/// The two statements of [`Store::forget_known`] for a table of messages by their platform's id; `$1` and `$2` are the place reached.
macro_rules! known {
    ($table:literal, $old:literal) => {
        (
            concat!(
                "select channel, platform_id, cast(case when ",
                $old,
                " < $3 then 1 else 0 end as bigint) from ",
                $table,
                " where (channel, platform_id) > ($1, $2) order by channel, platform_id limit $4"
            ),
            concat!(
                "delete from ",
                $table,
                " where (channel, platform_id) > ($1, $2) and ",
                $old,
                " < $3 and (channel, platform_id) <= ($4, $5)"
            ),
        )
    };
}

impl Store {
    /// Forgets the keys of events that were done before `before`: later redeliveries of them would count as new. How many there were.
    pub async fn purge_intake(&self, before: Timestamp) -> Result<u64, Error> {
        let mut count = 0;
        loop {
            // Of the two words about the state one is meant and the other is the index's.
            let gone = self
                .db
                .execute(
                    "delete from intake where id in (
                         select id from intake where state = 'done' and state <> 'new' and received_at < $1 order by received_at limit $2)",
                    args![before, PORTION.cast_signed()],
                )
                .await?;
            count += gone;
            if gone < PORTION {
                return Ok(count);
            }
        }
    }

    /// Forgets which messages were ours and what was said of unknown ones, from before `before`: later word of them counts for nothing.
    /// How many rows there were.
    pub async fn forget_receipts(&self, before: Timestamp) -> Result<u64, Error> {
        let early = known!("early_receipt", "at");
        // Ids sort by the time they were made.
        let sent = known!("sent", "outbox");
        let oldest = OutboxId::new(before, [0; 10]).to_string();
        Ok(self.forget_known(early, before.into()).await?
            + self.forget_known(sent, oldest.into()).await?)
    }

    /// Walks through a table that has no index by time, beside whoever writes, and deletes what is old in each portion of it.
    async fn forget_known(
        &self,
        (look, forget): (&'static str, &'static str),
        oldest: Arg,
    ) -> Result<u64, Error> {
        let mut count = 0;
        let mut place = (String::new(), String::new());
        loop {
            let (channel, id) = place;
            let mut from = args![channel, id];
            from.push(oldest.clone());
            let rows = self
                .db
                .all(look, [from.clone(), args![PORTION.cast_signed()]].concat())
                .await?;
            let Some(last) = rows.last() else {
                return Ok(count);
            };
            place = (last.text(0)?, last.text(1)?);
            let mut any = false;
            for row in &rows {
                any |= row.int(2)? == 1;
            }
            if any {
                let to = args![place.0.as_str(), place.1.as_str()];
                count += self.db.execute(forget, [from, to].concat()).await?;
            }
        }
    }
}
