//! Waking: runs that waited, regular starts, and requests for a person that nobody took. The same path as for events: groups are
//! decided in memory and committed together, so that ten thousand who are due at one minute cost a hundred commits.
//!
//! A wake happens once: the row of a timer is deleted, or the revision of a conversation raised, in the commit that carries what the
//! wake caused. Whoever comes second meets a conflict, looks again and finds nothing.

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use tsunagi_flow::Input;
use tsunagi_model::{AlertId, Controller, ConversationId, Span, Urgency};
use tsunagi_store::{Error, NewAlert, Thread, Wake};

use crate::Service;
use crate::handset::HANDSET;
use crate::turn::{Occurrence, Work, level};
use crate::window::WINDOW;

/// Timers in one commit.
const GROUP: i64 = 128;
/// How often a group that met a newer conversation is decided again before its members go one by one.
const TRIES: u32 = 4;

/// Why a group could not be worked on.
enum Failure {
    Store(Error),
    /// A fault in the program, or in what it read.
    Panic,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Store(error)
    }
}

impl Service {
    /// Works on timers that are due; how many there were.
    pub(crate) async fn wake(&self) -> Result<usize, Error> {
        self.refresh_standing().await?;
        Ok(self.wake_runs().await? + self.wake_timers().await?)
    }

    async fn wake_runs(&self) -> Result<usize, Error> {
        let mut threads = self.store.due_runs(self.now(), GROUP).await?;
        let count = threads.len();
        let ids: Vec<ConversationId> = threads.iter().map(|thread| thread.id).collect();
        for _ in 0..TRIES {
            match self.run_group(threads).await {
                Ok(()) => return Ok(count),
                Err(Failure::Store(Error::Conflict)) => threads = self.still_due(&ids).await?,
                Err(Failure::Store(error)) => return Err(error),
                Err(Failure::Panic) => break,
            }
            if threads.is_empty() {
                return Ok(count);
            }
        }
        for id in ids {
            match self.run_group(self.still_due(&[id]).await?).await {
                // The person wrote in the same moment: the next look decides again.
                Ok(()) | Err(Failure::Store(Error::Conflict)) => {}
                Err(Failure::Store(error)) => return Err(error),
                Err(Failure::Panic) => self.put_off_run(id).await?,
            }
        }
        Ok(count)
    }

    /// Those of some conversations whose run still wants to be woken now.
    async fn still_due(&self, ids: &[ConversationId]) -> Result<Vec<Thread>, Error> {
        let now = self.now();
        let mut threads = self.store.threads_by_id(ids).await?;
        threads.retain(|thread| {
            let wake = thread.run.as_ref().and_then(|run| run.wake_at);
            wake.is_some_and(|at| at <= now)
        });
        Ok(threads)
    }

    async fn run_group(&self, threads: Vec<Thread>) -> Result<(), Failure> {
        if threads.is_empty() {
            return Ok(());
        }
        let mut work = Work::new(self, self.now());
        self.load_slots(&mut work, threads.iter()).await?;
        let moved = catch_unwind(AssertUnwindSafe(|| {
            for thread in threads {
                let at = work.add(thread);
                work.share_contact(at);
                wake_run(&mut work, at);
            }
        }));
        moved.map_err(|_| Failure::Panic)?;
        Ok(self.commit(work).await?)
    }

    /// A run whose waking fails harms nobody else: it rests for an hour, and the operator sees the number.
    async fn put_off_run(&self, id: ConversationId) -> Result<(), Error> {
        metrics::counter!("tsunagi_wakes_aside").increment(1);
        tracing::error!(conversation = %id, "a run cannot be woken; it is tried again in an hour");
        let Some(mut thread) = self.store.thread(id).await? else {
            return Ok(());
        };
        let mut work = Work::new(self, self.now());
        if let Some(state) = thread.run.as_mut() {
            state.wake_at = Some(work.now.plus(Span::hours(1)));
        }
        work.add(thread);
        match self.commit(work).await {
            Err(Error::Conflict) | Ok(()) => Ok(()),
            Err(error) => Err(error),
        }
    }

    async fn wake_timers(&self) -> Result<usize, Error> {
        let mut wakes = self.store.due_wakes(self.now(), GROUP).await?;
        let count = wakes.len();
        if let Some(place) = wakes.iter().position(|wake| wake.kind == "sweep") {
            // A page of everybody is a group of its own.
            let sweep = wakes.remove(place);
            self.sweep(&sweep).await?;
        }
        wakes.retain(|wake| wake.kind != "sweep");
        let ids: Vec<_> = wakes.iter().map(|wake| wake.id).collect();
        for _ in 0..TRIES {
            if wakes.is_empty() {
                return Ok(count);
            }
            match self.fire(&wakes).await {
                Ok(()) => return Ok(count),
                // Those that fired elsewhere meanwhile are gone; the others are decided again.
                Err(Failure::Store(Error::Conflict)) => wakes = self.store.wakes(&ids).await?,
                Err(Failure::Store(error)) => return Err(error),
                Err(Failure::Panic) => break,
            }
        }
        for wake in wakes {
            match self.fire(std::slice::from_ref(&wake)).await {
                Ok(()) | Err(Failure::Store(Error::Conflict)) => {}
                Err(Failure::Store(error)) => return Err(error),
                Err(Failure::Panic) => {
                    metrics::counter!("tsunagi_wakes_aside").increment(1);
                    tracing::error!(kind = %wake.kind, wake = %wake.id, "a timer cannot be worked on; it is tried again in an hour");
                    let due_at = self.now().plus(Span::hours(1));
                    // As put off, or an ordinary timer of the same subject could not be replaced by this one.
                    let since = wake.since.or(Some(wake.due_at));
                    let later = Wake {
                        due_at,
                        since,
                        ..wake
                    };
                    self.store.set_wake(later, self.now()).await?;
                }
            }
        }
        Ok(count)
    }

    /// Works on some timers in one commit; their conversations are read with one query.
    async fn fire(&self, wakes: &[Wake]) -> Result<(), Failure> {
        let ids: Vec<ConversationId> = wakes.iter().filter_map(conversation).collect();
        let threads = self.store.threads_by_id(&ids).await?;
        let alerts: Vec<AlertId> = wakes
            .iter()
            .filter(|wake| wake.kind == "alert")
            .filter_map(|wake| wake.subject.parse().ok())
            .collect();
        let unseen = self.store.unseen_alerts(&alerts).await?;
        let mut work = Work::new(self, self.now());
        self.load_slots(&mut work, threads.iter()).await?;
        self.load_siblings(&mut work, threads.iter()).await?;
        let mut threads: HashMap<ConversationId, Thread> = threads
            .into_iter()
            .map(|thread| (thread.id, thread))
            .collect();
        let moved = catch_unwind(AssertUnwindSafe(|| {
            let mut places: HashMap<ConversationId, usize> = HashMap::new();
            for wake in wakes {
                work.changes.fired.push(wake.id);
                let Some(id) = conversation(wake) else {
                    continue;
                };
                let at = match (places.get(&id), threads.remove(&id)) {
                    (Some(at), _) => *at,
                    (None, Some(thread)) => {
                        let at = work.add(thread);
                        places.insert(id, at);
                        at
                    }
                    // Erased meanwhile.
                    (None, None) => continue,
                };
                work.share_contact(at);
                match wake.kind.as_str() {
                    WINDOW => work.out_of_reach(at),
                    HANDSET => work.is_shared(at),
                    "schedule" => work.scheduled(at, wake),
                    "handoff" => untaken(&mut work, at, wake),
                    "alert"
                        if wake
                            .subject
                            .parse()
                            .is_ok_and(|alert| unseen.contains(&alert)) =>
                    {
                        let team = wake.payload.split(' ').nth(1).unwrap_or("lead");
                        call(&mut work, at, team, "nobody saw the alert");
                    }
                    _ => {}
                }
            }
        }));
        moved.map_err(|_| Failure::Panic)?;
        Ok(self.commit(work).await?)
    }
}

/// The conversation that a timer is about.
fn conversation(wake: &Wake) -> Option<ConversationId> {
    match wake.kind.as_str() {
        "schedule" => wake.subject.split('/').next()?.parse().ok(),
        "handoff" | WINDOW | HANDSET => wake.subject.parse().ok(),
        "alert" => wake.payload.split(' ').next()?.parse().ok(),
        _ => None,
    }
}

fn wake_run(work: &mut Work<'_>, at: usize) {
    let thread = &mut work.changes.threads[at];
    let silent = thread.controller != Controller::Flow || !thread.is_reachable();
    let run = thread
        .run
        .as_ref()
        .and_then(|state| serde_json::from_str(&state.json).ok());
    match run {
        Some(run) if !silent => work.step(at, run, &Input::Wake, &Occurrence::default()),
        // A person holds the pen or nobody can be reached: the script does not even count the time.
        Some(_) => {
            if let Some(state) = thread.run.as_mut() {
                state.wake_at = Some(work.now.plus(Span::hours(1)));
            }
        }
        None => work.end_run(at),
    }
}

/// Nobody took a handoff in time. Payload: the handoff, the next team.
fn untaken(work: &mut Work<'_>, at: usize, wake: &Wake) {
    let mut parts = wake.payload.split(' ');
    let (Some(handoff), Some(team)) = (parts.next(), parts.next()) else {
        return;
    };
    let thread = &work.changes.threads[at];
    let open = thread
        .handoff
        .is_some_and(|open| open.to_string() == handoff);
    if thread.controller == Controller::Waiting && open {
        call(work, at, team, "nobody took the handoff");
    }
}

fn call(work: &mut Work<'_>, at: usize, team: &str, why: &str) {
    let urgency = level(Urgency::Now);
    let team = work.team(at, team);
    let thread = &mut work.changes.threads[at];
    thread.urgency = thread.urgency.max(urgency);
    let id = work.service.store().ids().next(work.now);
    work.changes.alerts.push(NewAlert {
        id,
        thread: at,
        team,
        urgency,
        category: "unanswered".to_owned(),
        rule: why.to_owned(),
        message: None,
    });
}
