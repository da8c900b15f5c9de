//! Waking: runs that waited, regular starts, and requests for a person that nobody took. The same path as for events.

use tsunagi_flow::{Busy, Input, Missed, Occasion, Program};
use tsunagi_model::{Controller, Span, ThreadKind, Urgency};
use tsunagi_store::{Error, NewAlert, Thread, Wake};

use crate::Service;
use crate::turn::{Occurrence, Work, level};

/// Timers in one commit.
const GROUP: i64 = 128;

impl Service {
    /// Works on timers that are due; how many there were.
    pub(crate) async fn wake(&self) -> Result<usize, Error> {
        Ok(self.wake_runs().await? + self.wake_timers().await?)
    }

    async fn wake_runs(&self) -> Result<usize, Error> {
        let threads = self.store.due_runs(self.now(), GROUP).await?;
        let count = threads.len();
        if count == 0 {
            return Ok(0);
        }
        let mut work = Work::new(self, self.now());
        self.load_slots(&mut work, threads.iter()).await?;
        for thread in threads {
            let at = work.add(thread);
            wake_run(&mut work, at);
        }
        match self.commit(work).await {
            // The person wrote in the same moment: the next look decides again.
            Err(Error::Conflict) | Ok(()) => Ok(count),
            Err(error) => Err(error),
        }
    }

    async fn wake_timers(&self) -> Result<usize, Error> {
        let wakes = self.store.due_wakes(self.now(), GROUP).await?;
        let count = wakes.len();
        for wake in wakes {
            match self.wake_timer(&wake).await {
                Ok(()) | Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Ok(count)
    }

    async fn wake_timer(&self, wake: &Wake) -> Result<(), Error> {
        let mut work = Work::new(self, self.now());
        work.changes.fired.push(wake.id);
        let mut parts = wake.payload.split(' ');
        match wake.kind.as_str() {
            "schedule" => {
                let (Some(conversation), Some(flow), Some(index)) =
                    (parts.next(), parts.next(), parts.next())
                else {
                    return self.commit(work).await;
                };
                let thread = match conversation.parse() {
                    Ok(id) => self.store.thread(id).await?,
                    Err(_) => None,
                };
                if let Some(thread) = thread {
                    self.load_slots(&mut work, std::iter::once(&thread)).await?;
                    scheduled(&mut work, thread, flow, index.parse().unwrap_or(0), wake);
                }
            }
            "handoff" => {
                // Payload: handoff, next team. Subject: the conversation.
                let (Some(handoff), Some(team)) = (parts.next(), parts.next()) else {
                    return self.commit(work).await;
                };
                let thread = match wake.subject.parse() {
                    Ok(id) => self.store.thread(id).await?,
                    Err(_) => None,
                };
                if let Some(thread) = thread
                    && thread.controller == Controller::Waiting
                    && thread
                        .handoff
                        .is_some_and(|open| open.to_string() == handoff)
                {
                    let at = work.add(thread);
                    call(&mut work, at, team, "nobody took the handoff");
                }
            }
            "alert" => {
                // Payload: conversation, next team. Subject: the alert.
                let (Some(conversation), Some(team)) = (parts.next(), parts.next()) else {
                    return self.commit(work).await;
                };
                let open = match wake.subject.parse() {
                    Ok(alert) => self.store.alert_is_unseen(alert).await?,
                    Err(_) => false,
                };
                if open
                    && let Ok(id) = conversation.parse()
                    && let Some(thread) = self.store.thread(id).await?
                {
                    let at = work.add(thread);
                    call(&mut work, at, team, "nobody saw the alert");
                }
            }
            _ => {}
        }
        self.commit(work).await
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
        None => thread.run = None,
    }
}

/// A regular start: begins the flow if the contact still qualifies and nothing speaks against it, and sets the next timer.
fn scheduled(work: &mut Work<'_>, thread: Thread, flow: &str, index: usize, wake: &Wake) {
    let program: std::sync::Arc<Program> = std::sync::Arc::clone(&work.program);
    let at = work.add(thread);
    work.reschedule(at);
    let thread = &work.changes.threads[at];
    let Some((_, definition)) = program.newest(flow) else {
        return;
    };
    let Some((_, _, trigger)) = program
        .triggers()
        .find(|(name, place, _)| *name == flow && *place == index)
    else {
        return;
    };
    let Some(contact) = &thread.contact else {
        return;
    };
    let late = work.now.since(wake.due_at);
    let in_time = match definition.missed {
        Missed::SendLate(None) => true,
        Missed::SendLate(Some(limit)) => late <= limit,
        Missed::Skip => late <= Span::minutes(15),
    };
    let free = thread.run.is_none() || definition.busy == Busy::Switch;
    let talked = thread
        .last_human_at
        .is_some_and(|last| work.now.since(last) < Span::hours(24));
    let calendar = work.service.calendar(&program, &thread.channel);
    let quiet = calendar.is_quiet(work.now, thread.role());
    if thread.kind == ThreadKind::Person
        && thread.controller == Controller::Flow
        && thread.is_reachable()
        && free
        && in_time
        && !talked
        && !quiet
        && program.who_matches(trigger, &contact.memory, calendar, work.now)
    {
        work.start_flow(
            at,
            flow,
            Occasion::Schedule { index },
            &Occurrence::default(),
        );
    } else {
        metrics::counter!("tsunagi_starts_skipped", "flow" => flow.to_owned()).increment(1);
    }
}

fn call(work: &mut Work<'_>, at: usize, team: &str, why: &str) {
    let urgency = level(Urgency::Now);
    let thread = &mut work.changes.threads[at];
    thread.urgency = thread.urgency.max(urgency);
    let id = work.service.store().ids().next(work.now);
    work.changes.alerts.push(NewAlert {
        id,
        thread: at,
        team: team.to_owned(),
        urgency,
        category: "unanswered".to_owned(),
        rule: why.to_owned(),
        message: None,
    });
}
