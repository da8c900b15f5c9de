//! Timers: rows with a due time and a unique subject. A hundred thousand people waiting are rows and nothing else.

use tsunagi_model::{AreaId, ConversationId, Timestamp, WakeId};

use crate::changes::Changes;
use crate::db::{Row, Tx, args};
use crate::rows::{Rows, Values, ids};
use crate::thread::Extent;
use crate::{Error, Store, Thread};

/// A timer; one per kind and subject, a newer one replaces it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wake {
    /// The row.
    pub id: WakeId,
    /// What for: `schedule`, `handoff`, `alert`, `sweep`, …
    pub kind: String,
    /// Whom or what it is about.
    pub subject: String,
    /// The municipality.
    pub area: AreaId,
    /// When.
    pub due_at: Timestamp,
    /// When it was due at first, if it was put off since. A timer that was put off is not replaced by one that was not.
    pub since: Option<Timestamp>,
    /// The conversation whose run must be over first; the end of that run makes this timer due.
    pub waits_for: Option<ConversationId>,
    /// Whatever the use case needs then.
    pub payload: String,
}

macro_rules! wake_columns {
    () => {
        "w.id, w.kind, w.subject, w.area, w.due_at, w.since, w.waits_for, w.payload"
    };
}

impl Store {
    /// Timers that are due, most overdue first.
    pub async fn due_wakes(&self, now: Timestamp, limit: i64) -> Result<Vec<Wake>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    wake_columns!(),
                    " from wake w where w.due_at <= $1 order by w.due_at limit $2"
                ),
                args![now, limit],
            )
            .await?;
        rows.iter().map(wake).collect()
    }

    /// Those of some timers that have not fired meanwhile.
    pub async fn wakes(&self, wakes: &[WakeId]) -> Result<Vec<Wake>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    wake_columns!(),
                    " from json_each($1) v join wake w on w.id = v.value->>0 order by w.due_at"
                ),
                args![ids(wakes)],
            )
            .await?;
        rows.iter().map(wake).collect()
    }

    /// The timers of one conversation's regular starts, soonest first.
    pub async fn schedules(&self, conversation: ConversationId) -> Result<Vec<Wake>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    wake_columns!(),
                    " from wake w where w.kind = 'schedule' and w.subject > $1 and w.subject < $2 order by w.due_at limit 100"
                ),
                // `0` follows `/` in every collation that tells the two apart.
                args![format!("{conversation}/"), format!("{conversation}0")],
            )
            .await?;
        rows.iter().map(wake).collect()
    }

    /// What was told and is not told again yet: subject, and until when.
    pub async fn told(&self) -> Result<Vec<(String, Timestamp)>, Error> {
        let rows = self
            .db
            .all(
                "select subject, due_at from wake where kind = 'told' order by subject limit 1000",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.at(1)?)))
            .collect()
    }

    /// When the next timer is due.
    pub async fn next_wake(&self) -> Result<Option<Timestamp>, Error> {
        match self.db.one("select min(due_at) from wake", args![]).await? {
            Some(row) => row.opt_at(0),
            None => Ok(None),
        }
    }

    /// How many timers there are.
    pub async fn count_wakes(&self) -> Result<i64, Error> {
        match self.db.one("select count(*) from wake", args![]).await? {
            Some(row) => row.int(0),
            None => Ok(0),
        }
    }

    /// Sets a timer by itself; one with the same kind and subject is replaced.
    pub async fn set_wake(&self, wake: Wake, now: Timestamp) -> Result<(), Error> {
        let changes = Changes {
            wakes: vec![wake],
            ..Changes::default()
        };
        self.commit(&changes, now).await
    }

    pub(crate) async fn write_timers(
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        if !changes.fired.is_empty() {
            let gone = tx
                .execute(
                    "delete from wake where id in (select value->>0 from json_each($1))",
                    args![ids(&changes.fired)],
                )
                .await?;
            // A timer fires once: somebody else's commit won.
            if gone != changes.fired.len() as u64 {
                return Err(Error::Conflict);
            }
        }
        let mut back = Rows::default();
        for (kind, subject) in &changes.unwakes {
            back.row().text(kind.as_str()).text(subject.as_str());
        }
        if !back.is_empty() {
            tx.execute(
                "delete from wake where id in (select w.id from json_each($1) v
                     join wake w on w.kind = v.value->>0 and w.subject = v.value->>1)",
                args![back.json()],
            )
            .await?;
        }
        let mut wakes = Values::default();
        for wake in &changes.wakes {
            wakes
                .row()
                .id(wake.id)
                .text(wake.kind.as_str())
                .text(wake.subject.as_str())
                .id(wake.area)
                .int(wake.due_at.0)
                .int(wake.since.map(|at| at.0))
                .opt_id(wake.waits_for)
                .text(wake.payload.as_str());
        }
        // What was put off stands until it fires or is taken back: a changed field moves only what comes after it.
        wakes.insert(tx, "insert into wake (id, kind, subject, area, due_at, since, waits_for, payload)", "on conflict (kind, subject) do update set id = excluded.id, due_at = excluded.due_at, \
                 since = excluded.since, waits_for = excluded.waits_for, payload = excluded.payload \
                 where wake.since is null or excluded.since is not null").await?;
        if !changes.run_over.is_empty() {
            tx.execute(
                "update wake set due_at = $2, waits_for = null
                 where waits_for in (select value->>0 from json_each($1))",
                args![ids(&changes.run_over), now],
            )
            .await?;
        }
        Ok(())
    }

    /// Raises the revision of conversations whose timers alone were decided anew, so that whoever changed one of them meanwhile wins.
    pub(crate) async fn write_touched(tx: &mut Tx, threads: &[Thread]) -> Result<(), Error> {
        let mut rows = Rows::default();
        for thread in threads
            .iter()
            .filter(|thread| thread.extent == Extent::Timers)
        {
            rows.row().id(thread.id).int(thread.rev);
        }
        if rows.is_empty() {
            return Ok(());
        }
        let count = rows.count();
        let touched = tx
            .execute(
                "update conversation set rev = conversation.rev + 1 from json_each($1) as v
                 where conversation.id = v.value->>0 and conversation.rev = cast(v.value->>1 as bigint)",
                args![rows.json()],
            )
            .await?;
        if touched == count {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }
}

fn wake(row: &Row) -> Result<Wake, Error> {
    Ok(Wake {
        id: row.parse(0)?,
        kind: row.text(1)?,
        subject: row.text(2)?,
        area: row.parse(3)?,
        due_at: row.at(4)?,
        since: row.opt_at(5)?,
        waits_for: row.opt_parse(6)?,
        payload: row.opt_text(7)?.unwrap_or_default(),
    })
}
