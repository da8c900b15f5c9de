//! Advancing: takes the oldest events, moves their conversations in memory, commits the whole group.

use std::collections::{HashMap, HashSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use tsunagi_flow::Slot;
use tsunagi_model::{Inbound, InboundKind, Source, ThreadKind, Timestamp};
use tsunagi_store::{Changes, Error, Intake, Invitation, NewThread, Thread};

use crate::courtesy::Courtesies;
use crate::turn::Work;
use crate::{Service, code};

/// Events in one commit: enough to share its cost, few enough that a webhook does not wait long for its own.
const GROUP: i64 = 64;
/// A group that is decided and not yet committed.
struct Decided {
    changes: Changes,
    pushes: HashMap<String, i64>,
    now: Timestamp,
    courtesies: Courtesies,
}

/// How often a group that met a newer conversation is decided again before its events go one by one.
const TRIES: u32 = 5;
/// Groups in one go, before the loop looks whether it shall stop.
const GROUPS: usize = 64;

impl Service {
    /// Works on the oldest events; how many there were. While one group commits, the next is decided: they share no conversation.
    pub(crate) async fn advance(self: &Arc<Self>) -> Result<usize, Error> {
        let mut count = 0;
        let mut waiting: Option<(Vec<Intake>, Result<Decided, Failure>)> = None;
        for _ in 0..GROUPS {
            let after = waiting
                .as_ref()
                .and_then(|(events, _)| events.last())
                .map(|event| event.id);
            let committed = waiting.take();
            let busy: HashSet<(String, String)> = committed
                .iter()
                .flat_map(|(events, _)| {
                    events
                        .iter()
                        .map(|event| (event.channel.clone(), event.thread.clone()))
                })
                .collect();
            let (done, next) = tokio::join!(
                async {
                    let Some((events, decided)) = committed else {
                        return Ok(0);
                    };
                    // On a thread of its own: whoever decides must not keep the writer waiting.
                    let service = Arc::clone(self);
                    let finished = tokio::spawn(async move {
                        service
                            .finish(&events, decided)
                            .await
                            .map(|()| events.len())
                    });
                    finished
                        .await
                        .unwrap_or(Err(Error::Inconsistent { what: "group" }))
                },
                async {
                    let mut events = self.store.next_intake(after, GROUP).await?;
                    // What belongs to a conversation that is being committed waits for the next look, and so does all after it.
                    let free = events.iter().position(|event| {
                        busy.contains(&(event.channel.clone(), event.thread.clone()))
                    });
                    events.truncate(free.unwrap_or(events.len()));
                    let work = if events.is_empty() {
                        None
                    } else {
                        Some(self.decide(&events).await)
                    };
                    Ok::<_, Error>((events, work))
                }
            );
            count += done?;
            let (events, work) = next?;
            match work {
                Some(work) => waiting = Some((events, work)),
                None if after.is_none() => return Ok(count),
                None => {}
            }
        }
        if let Some((events, work)) = waiting {
            self.finish(&events, work).await?;
            count += events.len();
        }
        Ok(count)
    }

    /// Commits a decided group; one that fails is decided again, in the end event by event.
    async fn finish(
        &self,
        events: &[Intake],
        decided: Result<Decided, Failure>,
    ) -> Result<(), Error> {
        let mut result = match decided {
            Ok(decided) => self.commit_group(events, decided).await,
            Err(failure) => Err(failure),
        };
        for _ in 0..TRIES {
            match result {
                Ok(()) => return Ok(()),
                Err(Failure::Store(Error::Conflict)) => {}
                Err(Failure::Store(error)) if error.is_retryable() => return Err(error),
                Err(failure) => {
                    tracing::error!(error = %failure, events = events.len(), "a group failed; its events go one by one");
                    break;
                }
            }
            result = self.advance_group(events).await;
        }
        for event in events {
            self.advance_alone(event).await?;
        }
        Ok(())
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
        let work = self.decide(events).await?;
        self.commit_group(events, work).await
    }

    async fn commit_group(&self, events: &[Intake], decided: Decided) -> Result<(), Failure> {
        self.commit_changes(decided.changes, &decided.pushes, decided.now)
            .await?;
        self.be_courteous(decided.courtesies);
        metrics::counter!("tsunagi_events_advanced").increment(events.len() as u64);
        Ok(())
    }

    /// Moves the conversations of some events in memory; nothing is written.
    async fn decide(&self, events: &[Intake]) -> Result<Decided, Failure> {
        let keys: HashSet<(&str, &str)> = events
            .iter()
            .map(|event| (event.channel.as_str(), event.thread.as_str()))
            .collect();
        let keys: Vec<_> = keys.into_iter().collect();
        let read = catch_unwind(AssertUnwindSafe(|| {
            events
                .iter()
                .map(|event| self.read_event(event))
                .collect::<Result<Vec<Inbound>, Failure>>()
        }));
        let inbounds = read.unwrap_or(Err(Failure::Panic))?;
        let links = self.link_accounts(events, &inbounds).await?;
        let mut threads = self.store.threads(&keys).await?;
        let mut work = Work::new(self, self.now());
        work.links = links;
        self.load_slots(&mut work, threads.values()).await?;
        work.codes = self.typed_codes(&inbounds).await?;
        self.known_by_other_names(events, &inbounds, &mut threads)
            .await?;
        work.handsets = self.known_handsets(events, &inbounds, &threads).await?;
        work.hearsay = self.hearsay(events, &inbounds, &threads).await?;
        let moved = catch_unwind(AssertUnwindSafe(|| {
            let mut places: HashMap<(&str, &str), usize> = HashMap::new();
            for (event, inbound) in events.iter().zip(&inbounds) {
                let Some(line) = self.lines.get(&event.channel) else {
                    return Err(Failure::NoChannel);
                };
                let key = (event.channel.as_str(), event.thread.as_str());
                let place = match places.get(&key) {
                    Some(place) => *place,
                    None => {
                        let mut handset = None;
                        let thread =
                            match threads.remove(&(event.channel.clone(), event.thread.clone())) {
                                Some(thread) => thread,
                                // What became of a message to someone we never heard of opens nothing.
                                None if matches!(inbound.kind, InboundKind::Receipt(_)) => {
                                    work.told_of_nobody(event, inbound);
                                    continue;
                                }
                                None => {
                                    handset = self.handset(&event.channel, inbound);
                                    self.first_seen(event, inbound, line)
                                }
                            };
                        let place = work.add(thread);
                        places.insert(key, place);
                        work.notice_handset(place, handset);
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
        let courtesies = Courtesies::of(events, &inbounds, &mut work);
        Ok(Decided {
            changes: work.changes,
            pushes: work.pushes,
            now: work.now,
            courtesies,
        })
    }

    fn read_event(&self, event: &Intake) -> Result<Inbound, Failure> {
        let Some(line) = self.lines.get(&event.channel) else {
            // The channel was taken out of the configuration; its events stay until it is back.
            return Err(Failure::NoChannel);
        };
        Ok(match &event.raw {
            Some(raw) => line.channel.read(raw),
            // Its bytes cannot be opened any more.
            None => Inbound::unreadable(),
        })
    }

    /// The codes of letters that some events carry, as the store knows them. Hardly any event does, and then nothing is asked.
    async fn typed_codes(
        &self,
        inbounds: &[Inbound],
    ) -> Result<HashMap<String, Invitation>, Error> {
        let typed = inbounds.iter().filter_map(|inbound| match &inbound.kind {
            InboundKind::Text(text) => code::read(text),
            InboundKind::Follow { referral, .. } => code::read(referral.as_deref()?),
            _ => None,
        });
        let hashes: Vec<String> = typed
            .filter_map(|typed| match typed {
                code::Typed::Code(code) => Some(self.store.code_hash(&code)),
                code::Typed::Slip => None,
            })
            .collect();
        if hashes.is_empty() {
            return Ok(HashMap::new());
        }
        self.store.invitations(&hashes).await
    }

    /// Commits work, sends what can go at once, and tells the loops that have something to do now.
    pub(crate) async fn commit(&self, work: Work<'_>) -> Result<(), Error> {
        let changed = work.menus_changed();
        self.commit_changes(work.changes, &work.pushes, work.now)
            .await?;
        self.menus_change(changed);
        Ok(())
    }

    async fn commit_changes(
        &self,
        mut changes: Changes,
        pushes: &HashMap<String, i64>,
        now: Timestamp,
    ) -> Result<(), Error> {
        let tickets = self.reserve(&mut changes, now);
        self.store.commit(&changes, now).await?;
        for (channel, count) in pushes {
            self.count_pushed(channel, *count);
        }
        if changes.outbox.len() > tickets.len() {
            self.queue.notify_one();
        }
        self.dispatch(tickets);
        if !changes.attachments.is_empty() {
            self.media.notify_one();
        }
        if !changes.wakes.is_empty() || !changes.run_over.is_empty() {
            self.timers.notify_one();
        }
        Ok(())
    }

    /// Free times of the areas whose conversations might offer them.
    pub(crate) async fn load_slots<'t>(
        &self,
        work: &mut Work<'_>,
        threads: impl Iterator<Item = &'t Thread>,
    ) -> Result<(), Error> {
        let areas: HashSet<_> = threads.map(|thread| thread.area).collect();
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

    /// Conversations of people who wrote under another of the platform's names for them.
    async fn known_by_other_names(
        &self,
        events: &[Intake],
        inbounds: &[Inbound],
        threads: &mut HashMap<(String, String), Thread>,
    ) -> Result<(), Error> {
        let mut names: Vec<(&str, String, &str)> = Vec::new();
        for (event, inbound) in events.iter().zip(inbounds) {
            let several = self
                .lines
                .get(&event.channel)
                .is_some_and(|line| line.channel.kind().has_several_ids());
            if !several || threads.contains_key(&(event.channel.clone(), event.thread.clone())) {
                continue;
            }
            names.push((&event.channel, event.thread.clone(), &event.thread));
            for id in &inbound.also {
                let hash = self
                    .store
                    .thread_hash(&event.channel, &format!("user:{}", id.0));
                names.push((&event.channel, hash, &event.thread));
            }
        }
        if names.is_empty() {
            return Ok(());
        }
        let keys: Vec<(&str, &str)> = names
            .iter()
            .map(|(channel, hash, _)| (*channel, hash.as_str()))
            .collect();
        let mut named = self.store.threads(&keys).await?;
        for ((channel, hash), conversation) in self.store.aliases(&keys).await? {
            if let Some(thread) = self.store.thread(conversation).await? {
                named.insert((channel, hash), thread);
            }
        }
        for (channel, hash, wanted) in names {
            if let Some(thread) = named.get(&(channel.to_owned(), hash)) {
                threads
                    .entry((channel.to_owned(), wanted.to_owned()))
                    .or_insert_with(|| thread.clone());
            }
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
