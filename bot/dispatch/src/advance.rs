//! Advancing: takes the oldest events, moves their conversations in memory, commits the whole group.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};

use tsunagi_flow::Slot;
use tsunagi_model::{Inbound, InboundKind, Source, ThreadKind};
use tsunagi_store::{Error, Intake, NewThread, Thread};

use crate::Service;
use crate::turn::Work;

/// Events in one commit: enough to share its cost, few enough that a webhook does not wait long for its own.
const GROUP: i64 = 64;
/// How often a group that met a newer conversation is decided again before its events go one by one.
const TRIES: u32 = 5;

impl Service {
    /// Works on the oldest events; how many there were.
    pub(crate) async fn advance(&self) -> Result<usize, Error> {
        let events = self.store.next_intake(GROUP).await?;
        if events.is_empty() {
            return Ok(0);
        }
        for _ in 0..TRIES {
            match self.advance_group(&events).await {
                Ok(()) => return Ok(events.len()),
                Err(Failure::Store(Error::Conflict)) => {}
                Err(Failure::Store(error)) if error.is_retryable() => return Err(error),
                Err(failure) => {
                    tracing::error!(error = %failure, events = events.len(), "a group failed; its events go one by one");
                    break;
                }
            }
        }
        for event in &events {
            self.advance_alone(event).await?;
        }
        Ok(events.len())
    }

    /// One event by itself, so that a poisonous one harms nobody else.
    async fn advance_alone(&self, event: &Intake) -> Result<(), Error> {
        for _ in 0..TRIES {
            match self.advance_group(std::slice::from_ref(event)).await {
                Ok(()) => return Ok(()),
                Err(Failure::Store(Error::Conflict)) => {}
                Err(Failure::Store(error)) if error.is_retryable() => return Err(error),
                Err(failure) => {
                    metrics::counter!("tsunagi_events_aside").increment(1);
                    tracing::error!(error = %failure, intake = %event.id, "an event is put aside for a person to look at");
                    return self.store.set_aside(event.id, failure.word()).await;
                }
            }
        }
        // Somebody else did it meanwhile, or will: it is still in the intake, or done.
        Ok(())
    }

    async fn advance_group(&self, events: &[Intake]) -> Result<(), Failure> {
        let keys: HashSet<(&str, &str)> = events
            .iter()
            .map(|event| (event.channel.as_str(), event.thread.as_str()))
            .collect();
        let keys: Vec<_> = keys.into_iter().collect();
        let mut threads = self.store.threads(&keys).await?;
        let mut work = Work::new(self, self.now());
        self.load_slots(&mut work, threads.values()).await?;
        let moved = catch_unwind(AssertUnwindSafe(|| {
            let mut places: HashMap<(&str, &str), usize> = HashMap::new();
            for event in events {
                let Some(line) = self.lines.get(&event.channel) else {
                    // The channel was taken out of the configuration; its events stay until it is back.
                    return Err(Failure::NoChannel);
                };
                let inbound = match &event.raw {
                    Some(raw) => line.channel.read(raw),
                    None => unreadable(),
                };
                let key = (event.channel.as_str(), event.thread.as_str());
                let place = match places.get(&key) {
                    Some(place) => *place,
                    None => {
                        let thread =
                            match threads.remove(&(event.channel.clone(), event.thread.clone())) {
                                Some(thread) => thread,
                                None => self.first_seen(event, &inbound, line),
                            };
                        let place = work.add(thread);
                        places.insert(key, place);
                        place
                    }
                };
                work.inbound(place, event.id, event.received_at, inbound);
            }
            Ok(())
        }));
        match moved {
            Ok(result) => result?,
            Err(_) => return Err(Failure::Panic),
        }
        self.commit(work).await?;
        metrics::counter!("tsunagi_events_advanced").increment(events.len() as u64);
        Ok(())
    }

    /// Commits work and tells the loops that have something to do now.
    pub(crate) async fn commit(&self, work: Work<'_>) -> Result<(), Error> {
        self.store.commit(&work.changes, work.now).await?;
        if !work.changes.outbox.is_empty() {
            self.queue.notify_one();
        }
        self.timers.notify_one();
        Ok(())
    }

    /// Free times of the areas whose conversations might offer them.
    pub(crate) async fn load_slots<'t>(
        &self,
        work: &mut Work<'_>,
        threads: impl Iterator<Item = &'t Thread>,
    ) -> Result<(), Error> {
        let areas: HashSet<_> = threads
            .filter(|thread| thread.run.is_some())
            .map(|thread| thread.area)
            .collect();
        for area in areas {
            let slots = self.store.free_slots(area, work.now, 12).await?;
            work.slots.insert(
                area,
                slots
                    .into_iter()
                    .map(|slot| Slot {
                        id: slot.id,
                        at: slot.at,
                    })
                    .collect(),
            );
        }
        Ok(())
    }

    fn first_seen(&self, event: &Intake, inbound: &Inbound, line: &crate::Line) -> Thread {
        let (kind, external) = match &inbound.source {
            Source::Person(id) => (ThreadKind::Person, id.clone()),
            Source::Group(id) => (ThreadKind::Group, id.clone()),
            Source::Channel => (
                ThreadKind::Channel,
                tsunagi_model::ExternalId(String::new()),
            ),
        };
        let new = NewThread {
            channel: &event.channel,
            area: line.area,
            kind,
            audience: line.audience,
            external,
            thread: event.thread.clone(),
        };
        self.store.new_thread(new, event.received_at)
    }
}

/// What stands for an event whose bytes cannot be opened any more.
fn unreadable() -> Inbound {
    Inbound {
        event_id: None,
        platform_id: None,
        occurred_at: None,
        source: Source::Channel,
        reply_token: None,
        standby: true,
        kind: InboundKind::Other("unreadable".to_owned()),
    }
}

/// Why a group could not be worked on.
#[derive(Debug, thiserror::Error)]
enum Failure {
    #[error("store: {0}")]
    Store(#[from] Error),
    #[error("a fault in the program")]
    Panic,
    #[error("its channel is not configured")]
    NoChannel,
}

impl Failure {
    fn word(&self) -> &'static str {
        match self {
            Self::Store(_) => "store",
            Self::Panic => "panic",
            Self::NoChannel => "no_channel",
        }
    }
}
