//! Rooms of the web chat that are locked with pictures: what was chosen is known here only by its keyed hash, and guessing ends soon.

use subtle::ConstantTimeEq;
use tsunagi_model::{Span, Timestamp};

use crate::db::args;
use crate::{Error, Store};

/// This many wrong tries cost nothing; then each is followed by a wait.
const FREE: usize = 5;
/// The waits, one after the other; who is wrong once more after the last of them has closed the room.
const WAITS: [Span; 5] = [
    Span::seconds(30),
    Span::minutes(1),
    Span::minutes(2),
    Span::minutes(5),
    Span::minutes(10),
];

/// A room with a lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WebLock {
    /// What opens it now must have been handed out since it was locked last.
    pub epoch: i64,
    /// Whether it opens to nobody any more.
    pub closed: bool,
}

/// What became of a try.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unlocking {
    /// These are the pictures; it is open for what is handed out for this epoch.
    Open {
        /// See [`WebLock::epoch`].
        epoch: i64,
    },
    /// They are not; there may be a wait now.
    Wrong {
        /// No try before; none if one may try at once.
        wait: Option<Timestamp>,
    },
    /// Too soon after a wrong try.
    Wait {
        /// No try before.
        until: Timestamp,
    },
    /// It opens to nobody any more, or there is no lock.
    Closed,
}

impl Store {
    /// The lock of a room, if it has one. `thread` is the hashed thread.
    pub async fn web_lock(&self, channel: &str, thread: &str) -> Result<Option<WebLock>, Error> {
        let row = self
            .db
            .one(
                "select epoch, closed_at from web_lock where channel = $1 and thread = $2",
                args![channel, thread],
            )
            .await?;
        row.map(|row| {
            Ok(WebLock {
                epoch: row.int(0)?,
                closed: row.opt_int(1)?.is_some(),
            })
        })
        .transpose()
    }

    /// Puts a lock on a room, or other pictures on its lock; the new epoch.
    pub async fn set_web_lock(
        &self,
        channel: &str,
        thread: &str,
        pictures: &str,
        now: Timestamp,
    ) -> Result<i64, Error> {
        let mut tx = self.db.begin().await?;
        let row = tx
            .one(
                "insert into web_lock (channel, thread, pin, epoch, failures, wait_until) values ($1, $2, $3, $4, 0, 0)
                 on conflict (channel, thread) do update set pin = excluded.pin, epoch = web_lock.epoch + 1, failures = 0,
                     wait_until = 0 where web_lock.closed_at is null
                 returning epoch",
                // An epoch begins with the time, so that a lock that was taken off and put on again never repeats one.
                args![channel, thread, self.pin(channel, thread, pictures), now],
            )
            .await?;
        tx.commit().await?;
        row.ok_or(Error::Conflict)?.int(0)
    }

    /// Takes the lock off a room; one that is closed stays closed.
    pub async fn remove_web_lock(&self, channel: &str, thread: &str) -> Result<(), Error> {
        self.db
            .execute(
                "delete from web_lock where channel = $1 and thread = $2 and closed_at is null",
                args![channel, thread],
            )
            .await?;
        Ok(())
    }

    /// Locks a room: whatever was handed out to open it opens nothing any more.
    pub async fn shut_web_lock(&self, channel: &str, thread: &str) -> Result<(), Error> {
        self.db
            .execute(
                "update web_lock set epoch = epoch + 1 where channel = $1 and thread = $2",
                args![channel, thread],
            )
            .await?;
        Ok(())
    }

    /// Tries to open a room with pictures. The try is counted before it is looked at, so that many at once are not more than one.
    pub async fn try_web_lock(
        &self,
        channel: &str,
        thread: &str,
        pictures: &str,
        now: Timestamp,
    ) -> Result<Unlocking, Error> {
        let Some(row) = self
            .db
            .one(
                "select pin, epoch, failures, wait_until from web_lock where channel = $1 and thread = $2 and closed_at is null",
                args![channel, thread],
            )
            .await?
        else {
            return Ok(Unlocking::Closed);
        };
        let (pin, epoch, failures, until) = (row.text(0)?, row.int(1)?, row.int(2)?, row.at(3)?);
        if until > now {
            return Ok(Unlocking::Wait { until });
        }
        let wrong = usize::try_from(failures)
            .unwrap_or(usize::MAX)
            .saturating_add(1);
        let wait = wrong
            .checked_sub(FREE)
            .map(|late| WAITS.get(late).map(|wait| now.plus(*wait)));
        let closed = matches!(wait, Some(None)).then_some(now.0);
        let next = wait.flatten();
        let counted = self
            .db
            .execute(
                "update web_lock set failures = $3, wait_until = $4, closed_at = $5
                 where channel = $1 and thread = $2 and failures = $6 and closed_at is null",
                args![
                    channel,
                    thread,
                    failures + 1,
                    next.unwrap_or(Timestamp(0)),
                    closed,
                    failures
                ],
            )
            .await?;
        if counted == 0 {
            // Another try came between.
            return Ok(Unlocking::Wait {
                until: now.plus(Span::seconds(1)),
            });
        }
        let right = self
            .pin(channel, thread, pictures)
            .as_bytes()
            .ct_eq(pin.as_bytes());
        if !bool::from(right) {
            return Ok(if closed.is_some() {
                Unlocking::Closed
            } else {
                Unlocking::Wrong { wait: next }
            });
        }
        self.db
            .execute(
                "update web_lock set failures = 0, wait_until = 0, closed_at = null where channel = $1 and thread = $2",
                args![channel, thread],
            )
            .await?;
        Ok(Unlocking::Open { epoch })
    }

    fn pin(&self, channel: &str, thread: &str, pictures: &str) -> String {
        self.keys
            .thread("web pictures", &format!("{channel}/{thread}/{pictures}"))
    }
}
