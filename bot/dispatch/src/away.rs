//! What becomes of events while the store is away: they go to the spool, and into the store when it is back, in order.
//!
//! One loop owns the way in. While the spool holds anything, or an attempt at the store is still under way, every event goes through the
//! spool; the loop goes back to the store only when nothing is left. So events of one conversation that came to this instance are stored
//! in the order in which they came. An attempt that seemed to fail may have been stored all the same: its events come twice then, and
//! the store knows them by their keys.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tokio::task::{JoinHandle, spawn_blocking};
use tokio::time::Instant;
use tsunagi_store::{Error, NewIntake, Store};

use crate::Service;
use crate::spool::{Spool, SpoolState};

/// Events that wait for the next commit, and where to say that it happened.
pub(crate) struct Append {
    pub events: Vec<NewIntake>,
    pub done: oneshot::Sender<bool>,
}

/// The most requests that share one commit.
const GROUP: usize = 512;
/// How long webhooks wait for the store before their events go to the spool.
const STORE_PATIENCE: Duration = Duration::from_millis(500);
/// When an attempt at the store is given up.
const GIVE_UP: Duration = Duration::from_secs(5);
/// How long after a failure the store is tried again.
const AGAIN: Duration = Duration::from_millis(500);
/// How often at most the log says the same of events that could not be kept.
const MINUTE: Duration = Duration::from_mins(1);
/// How often the loop looks how far the script is behind, and for how long at most.
const LOOK: Duration = Duration::from_millis(500);
const LOOK_PATIENCE: Duration = Duration::from_millis(100);
/// This many events may wait for the script before webhooks are slowed down, so that what waits stays bounded.
const BEHIND: i64 = 5_000;
/// The longest a group of webhooks is held back; well within what LINE waits.
const LONGEST_PAUSE: i64 = 400;

/// What came of an attempt at the store.
enum Ended {
    /// It is back, and there is more in the spool.
    More,
    /// It is back, and nothing was left when this was looked at.
    Empty,
    Failed(Failure),
}

#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("no answer in time")]
    Late,
    #[error(transparent)]
    Store(#[from] Error),
    #[error("the spool cannot be read: {0}")]
    Spool(#[from] std::io::Error),
    #[error("a fault in the program")]
    Panic,
}

/// The way in, as the loop sees it.
struct Door<'a> {
    service: &'a Service,
    spool: Option<Arc<Mutex<Spool>>>,
    /// Since when everything goes through the spool.
    spooling: Option<Instant>,
    /// An attempt at the store that is under way while webhooks go on.
    attempt: Option<JoinHandle<Ended>>,
    again: Instant,
    looked: Instant,
    pause: Duration,
    lost: Rarely,
}

/// A line of the log that is written at most once a [`MINUTE`]: a full disk must not be filled further by saying so.
struct Rarely {
    next: Instant,
    unsaid: u64,
}

impl Rarely {
    /// How many events the line stands for, if it is time to write it.
    fn say(&mut self, events: u64, now: Instant) -> Option<u64> {
        self.unsaid += events;
        (self.next <= now).then(|| {
            self.next = now + MINUTE;
            std::mem::take(&mut self.unsaid)
        })
    }
}

impl Service {
    /// Opens the spool in a folder; at most `limit` bytes wait there. Once, before [`Service::run`]. Without a spool a webhook is refused
    /// while the store is away.
    pub fn open_spool(&self, folder: &Path, limit: u64) -> std::io::Result<()> {
        let spool = Spool::open(self.store.clone(), folder, limit)?;
        self.note_spool(spool.state());
        _ = self.spool.set(Arc::new(Mutex::new(spool)));
        Ok(())
    }

    /// What waits in the spool; `None` where there is none.
    pub fn spool(&self) -> Option<SpoolState> {
        *self
            .spool_state
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }

    fn note_spool(&self, state: SpoolState) {
        let age = state
            .oldest
            .map_or(0, |oldest| self.now().since(oldest).as_seconds().max(0));
        metrics::gauge!("tsunagi_spool_bytes").set(state.bytes as f64);
        metrics::gauge!("tsunagi_spool_events").set(state.events as f64);
        metrics::gauge!("tsunagi_spool_age_seconds").set(age as f64);
        *self
            .spool_state
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(state);
    }

    /// Makes groups of waiting events durable until every sender is gone. The natural group is what arrived during the last commit.
    pub(crate) async fn append_loop(&self, mut appends: mpsc::Receiver<Append>) {
        let now = Instant::now();
        let mut door = Door {
            service: self,
            spool: self.spool.get().map(Arc::clone),
            // What a process before has left goes first.
            spooling: self.spool().filter(|state| state.bytes > 0).map(|_| now),
            attempt: None,
            again: now,
            looked: now,
            pause: Duration::ZERO,
            lost: Rarely {
                next: now,
                unsaid: 0,
            },
        };
        let mut group = Vec::with_capacity(GROUP);
        loop {
            tokio::select! {
                count = appends.recv_many(&mut group, GROUP) => {
                    if count == 0 {
                        return;
                    }
                    door.take(&mut group).await;
                }
                ended = ended(&mut door.attempt), if door.attempt.is_some() => door.learn(ended).await,
                () = tokio::time::sleep_until(door.again), if door.spooling.is_some() && door.attempt.is_none() => {
                    door.attempt = door.spool.as_ref().map(|spool| {
                        tokio::spawn(take_in(self.store.clone(), Arc::clone(spool)))
                    });
                }
            }
        }
    }
}

impl Door<'_> {
    /// Makes a group durable, one way or the other, and tells those who wait.
    async fn take(&mut self, group: &mut Vec<Append>) {
        let events: Arc<[NewIntake]> = group
            .iter_mut()
            .flat_map(|append| std::mem::take(&mut append.events))
            .collect();
        let stored = self.spooling.is_none() && self.stored(&events).await;
        let durable = stored || self.spooled(events).await;
        for append in group.drain(..) {
            // A webhook that no longer waits is answered by its redelivery.
            _ = append.done.send(durable);
        }
        if self.spooling.is_none() {
            self.look().await;
            if !self.pause.is_zero() {
                tokio::time::sleep(self.pause).await;
            }
        }
    }

    /// Whether the store has taken the events in time; if not, the spool begins.
    async fn stored(&mut self, events: &Arc<[NewIntake]>) -> bool {
        let (store, events) = (self.service.store.clone(), Arc::clone(events));
        let count = events.len();
        let mut attempt = tokio::spawn(async move {
            match within(store.append_intake(&events)).await {
                Ok(_) => Ended::More,
                Err(failure) => Ended::Failed(failure),
            }
        });
        let patience = if self.spool.is_some() {
            STORE_PATIENCE
        } else {
            GIVE_UP
        };
        let failure = match tokio::time::timeout(patience, &mut attempt).await {
            Ok(Ok(Ended::More | Ended::Empty)) => {
                self.service.work.notify_one();
                return true;
            }
            Ok(Ok(Ended::Failed(failure))) => failure,
            Ok(Err(_)) => Failure::Panic,
            Err(_) => {
                // It goes on: when it ends we know whether the store is back.
                self.attempt = Some(attempt);
                Failure::Late
            }
        };
        if self.spool.is_some() {
            tracing::error!(error = %failure, events = count, "the store is away");
        } else if let Some(events) = self.lost.say(count as u64, Instant::now()) {
            tracing::error!(error = %failure, events, "the store is away, and there is no spool");
        }
        if self.spool.is_some() {
            let now = Instant::now();
            self.spooling = Some(now);
            self.again = now + AGAIN;
            tracing::warn!("events go to the spool until the store is back");
        } else {
            self.attempt = None;
        }
        false
    }

    /// Whether the spool has taken the events.
    async fn spooled(&mut self, events: Arc<[NewIntake]>) -> bool {
        let Some(spool) = self.spool.clone() else {
            return false;
        };
        let count = events.len() as u64;
        let written = spawn_blocking(move || {
            let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
            (spool.append(&events), spool.state())
        })
        .await;
        let Ok((written, state)) = written else {
            return false;
        };
        self.service.note_spool(state);
        match written {
            Ok(()) => {
                metrics::counter!("tsunagi_spooled_events").increment(count);
                true
            }
            Err(error) => {
                metrics::counter!("tsunagi_spool_refused").increment(count);
                if let Some(events) = self.lost.say(count, Instant::now()) {
                    tracing::error!(error = %error, events, "events could not be made durable; their platforms will bring them again");
                }
                false
            }
        }
    }

    /// Draws the conclusions from an attempt at the store.
    async fn learn(&mut self, ended: Ended) {
        self.attempt = None;
        self.again = Instant::now();
        let Some(spool) = &self.spool else {
            return;
        };
        let state = spool.lock().unwrap_or_else(PoisonError::into_inner).state();
        self.service.note_spool(state);
        match ended {
            Ended::Failed(failure) => {
                tracing::debug!(error = %failure, events = state.events, "the store is still away");
                self.again += AGAIN;
                return;
            }
            Ended::Empty if state.bytes == 0 => {
                let away = self
                    .spooling
                    .take()
                    .map_or(0, |since| since.elapsed().as_secs());
                tracing::warn!(
                    seconds = away,
                    "the store is back; everything in the spool was taken in"
                );
            }
            Ended::More | Ended::Empty => {}
        }
        self.service.work.notify_one();
        self.look().await;
        // Thousands that come back at once wait as everybody does when the script is behind.
        self.again += self.pause;
    }

    /// Looks how far the script is behind.
    async fn look(&mut self) {
        if self.looked.elapsed() < LOOK {
            return;
        }
        self.looked = Instant::now();
        let backlog = self.service.store.intake_backlog();
        let behind = match tokio::time::timeout(LOOK_PATIENCE, backlog).await {
            Ok(Ok((count, _))) => count,
            _ => 0,
        };
        self.pause = if behind > BEHIND {
            Duration::from_millis((behind / 250).min(LONGEST_PAUSE).unsigned_abs())
        } else {
            Duration::ZERO
        };
    }
}

/// Takes the head of the spool into the store.
async fn take_in(store: Store, spool: Arc<Mutex<Spool>>) -> Ended {
    let head = Arc::clone(&spool);
    let batch = spawn_blocking(move || head.lock().unwrap_or_else(PoisonError::into_inner).next());
    let batch = match batch.await {
        Ok(Ok(Some(batch))) => batch,
        Ok(Ok(None)) => return Ended::Empty,
        Ok(Err(error)) => return Ended::Failed(error.into()),
        Err(_) => return Ended::Failed(Failure::Panic),
    };
    if let Err(failure) = within(store.append_intake(&batch.events)).await {
        return Ended::Failed(failure);
    }
    let left = spawn_blocking(move || {
        let mut spool = spool.lock().unwrap_or_else(PoisonError::into_inner);
        spool.taken(batch.place);
        spool.state().bytes
    });
    match left.await {
        Ok(0) => Ended::Empty,
        Ok(_) => Ended::More,
        Err(_) => Ended::Failed(Failure::Panic),
    }
}

async fn within(work: impl Future<Output = Result<u64, Error>>) -> Result<u64, Failure> {
    match tokio::time::timeout(GIVE_UP, work).await {
        Ok(done) => Ok(done?),
        Err(_) => Err(Failure::Late),
    }
}

/// The end of the attempt that is under way.
async fn ended(attempt: &mut Option<JoinHandle<Ended>>) -> Ended {
    match attempt {
        Some(attempt) => attempt.await.unwrap_or(Ended::Failed(Failure::Panic)),
        None => std::future::pending().await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_lost_is_said_once_a_minute_and_every_event_is_counted() {
        let now = Instant::now();
        let mut lost = Rarely {
            next: now,
            unsaid: 0,
        };
        assert_eq!(lost.say(3, now), Some(3));
        assert_eq!((lost.say(4, now), lost.say(5, now)), (None, None));
        assert_eq!(lost.say(1, now + MINUTE), Some(10));
    }
}
