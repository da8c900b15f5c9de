//! Starts that are rows: regular ones, those of events, those that wait for another conversation to be over.
//!
//! Whoever agreed to hear from us has a timer for every timed start of their role, also where its conditions do not hold today: they
//! can come to hold by time alone (a pause ends, a year is over), and nobody would notice. Conditions are looked at when it is due.

use std::sync::Arc;

use tsunagi_flow::{Decision, Event, Occasion, Person, Trigger, TriggerKind, Why};
use tsunagi_model::{Controller, ConversationId, Span, ThreadKind, Timestamp, Urgency};
use tsunagi_store::{NewHeld, Wake};

use crate::turn::{Occurrence, Work};

/// How far ahead is looked whether a start will be meant for somebody.
const SOON: Span = Span::days(7);
/// A start that waits for another conversation is looked at again after this long at the latest.
const LOOK_AGAIN: Span = Span::days(1);

/// Marks a start that came from a conversation of the same contact in which nothing can be said now.
const MOVED: &str = " moved";

impl Work<'_> {
    /// Sets the timers of timed starts anew, as the contact's fields now say. Starts that were put off stay.
    pub(crate) fn reschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        for (flow, index, trigger) in program.triggers() {
            if trigger.kind.is_timed() {
                self.set_timer(at, flow, index, trigger);
            }
        }
    }

    fn set_timer(&mut self, at: usize, flow: &str, index: usize, trigger: &Trigger) {
        let subject = self.subject(at, flow, index);
        let next = self.next_start(at, flow, trigger);
        let dated = matches!(trigger.kind, TriggerKind::On { .. });
        if dated && next.is_none() && self.may_hear(at) {
            // Its time is over, or no date is known: a reminder that was put off stays, and sees for itself whether its date still holds.
            return;
        }
        self.changes.wakes.retain(|wake| wake.subject != subject);
        if dated || next.is_none() {
            // A date that is still ahead replaces also what was put off: that was for another date.
            self.changes.unwakes.push(("schedule".to_owned(), subject));
        }
        if let Some(due_at) = next {
            self.set_start(at, flow, index, due_at);
        }
    }

    /// Whether a contact can be written to and has not refused.
    fn may_hear(&self, at: usize) -> bool {
        let thread = &self.changes.threads[at];
        let consent = thread
            .contact
            .as_ref()
            .and_then(|contact| contact.memory.get("consent.messages"));
        thread.is_reachable() && !matches!(consent, Some("withdrawn" | "decline"))
    }

    /// When a timed start is due next for a contact for whom it is or may become meant.
    fn next_start(&self, at: usize, flow: &str, trigger: &Trigger) -> Option<Timestamp> {
        let thread = &self.changes.threads[at];
        let contact = thread
            .contact
            .as_ref()
            .filter(|_| thread.is_reachable() && thread.kind == ThreadKind::Person)?;
        let memory = &contact.memory;
        let (_, definition) = self.program.newest(flow)?;
        let role = thread.role();
        if !definition.audience.is_empty() && !definition.audience.contains(&role) {
            return None;
        }
        // A clock that was set back must not bring an occasion twice.
        let begun = memory.history.get(&format!("run.{flow}"));
        let begun = begun.and_then(|past| past.last()).map(|(when, _)| *when);
        let after = begun.map_or(self.now, |begun| begun.max(self.now));
        let calendar = self.calendar(at);
        // Whoever said yes or "later" may come to be meant by time alone; for all others only what is meant for them soon is a row.
        let open = memory
            .get("consent.messages")
            .is_some_and(|said| !matches!(said, "withdrawn" | "decline"));
        let meant = |when| self.program.who_matches(trigger, memory, calendar, when);
        // To look is cheap, to find the next occasion is not: most starts are not meant for somebody who just came.
        if !open && !meant(self.now) && !meant(self.now.plus(SOON)) {
            return None;
        }
        let due = calendar.next_due(trigger, memory, after)?;
        (open || meant(due)).then_some(due)
    }

    /// Takes back every start of a conversation.
    pub(crate) fn unschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        let id = self.changes.threads[at].id;
        let mine = format!("{id}/");
        self.changes
            .wakes
            .retain(|wake| wake.kind != "schedule" || !wake.subject.starts_with(&mine));
        for (flow, index, _) in program.triggers() {
            let subject = self.subject(at, flow, index);
            self.changes.unwakes.push(("schedule".to_owned(), subject));
        }
    }

    /// Something happened to a contact, or to the programme: the starts that wait for that get their rows.
    pub(crate) fn happened(&mut self, at: usize, event: Event) {
        let program = Arc::clone(&self.program);
        for (flow, index, after) in program.starts_on(&event) {
            self.set_start(at, flow, index, self.now.plus(after));
        }
    }

    /// Sets a start for an instant.
    pub(crate) fn set_start(&mut self, at: usize, flow: &str, index: usize, due_at: Timestamp) {
        self.put_start(at, flow, index, (due_at, None), None);
    }

    /// Lets a start wait until the run under way is over.
    pub(crate) fn queue_start(&mut self, at: usize, flow: &str, index: usize, since: Timestamp) {
        self.put_start(
            at,
            flow,
            index,
            (self.now.plus(LOOK_AGAIN), Some(since)),
            Some(self.changes.threads[at].id),
        );
    }

    fn put_start(
        &mut self,
        at: usize,
        flow: &str,
        index: usize,
        (due_at, since): (Timestamp, Option<Timestamp>),
        waits_for: Option<tsunagi_model::ConversationId>,
    ) {
        let subject = self.subject(at, flow, index);
        let Some(kind) = self.kind_of(flow, index) else {
            return;
        };
        self.changes.wakes.retain(|wake| wake.subject != subject);
        self.changes.wakes.push(Wake {
            id: self.service.store().ids().next(self.now),
            kind: "schedule".to_owned(),
            subject,
            area: self.changes.threads[at].area,
            due_at,
            since,
            waits_for,
            payload: kind.to_owned(),
        });
    }

    /// Lets a start begin in another conversation of the same contact, beside that one's own timer.
    fn move_start(
        &mut self,
        at: usize,
        conversation: ConversationId,
        (flow, index): (&str, usize),
        (due_at, since): (Timestamp, Timestamp),
    ) {
        let Some(kind) = self.kind_of(flow, index) else {
            return;
        };
        self.changes.wakes.push(Wake {
            id: self.service.store().ids().next(self.now),
            kind: "schedule".to_owned(),
            subject: format!("{conversation}/{flow}/{index}/moved"),
            area: self.changes.threads[at].area,
            due_at,
            since: Some(since),
            waits_for: None,
            payload: format!("{kind}{MOVED}"),
        });
    }

    fn subject(&self, at: usize, flow: &str, index: usize) -> String {
        format!("{}/{flow}/{index}", self.changes.threads[at].id)
    }

    /// The kind of a start, as its timers name it: where a flow's starts changed places, a timer of the old one must not fire the new.
    fn kind_of(&self, flow: &str, index: usize) -> Option<&'static str> {
        let (_, definition) = self.program.newest(flow)?;
        Some(match definition.starts.get(index)?.kind {
            TriggerKind::Every { .. } => "every",
            TriggerKind::Cron(_) => "cron",
            TriggerKind::On { .. } => "on",
            TriggerKind::Event { .. } => "event",
            TriggerKind::Missed { .. } => "missed",
            TriggerKind::Keyword(_) => "keyword",
            TriggerKind::Follow | TriggerKind::Referral(_) | TriggerKind::Code(_) => "act",
        })
    }

    /// The time of a start has come: it begins, is put off, waits for its turn, or is passed over with the reason on record.
    pub(crate) fn scheduled(&mut self, at: usize, wake: &Wake) {
        let mut parts = wake.subject.split('/').skip(1);
        let (Some(flow), Some(index)) = (
            parts.next().map(str::to_owned),
            parts.next().and_then(|index| index.parse::<usize>().ok()),
        ) else {
            return;
        };
        let (kind, moved) = match wake.payload.strip_suffix(MOVED) {
            Some(kind) => (kind, true),
            None => (wake.payload.as_str(), false),
        };
        if self.kind_of(&flow, index) != Some(kind) {
            return;
        }
        let program = Arc::clone(&self.program);
        let due = wake.since.unwrap_or(wake.due_at);
        let decision = self.decide(at, &flow, index, due);
        match decision {
            // Who has several addresses hears a regular word once: where they like it best, or where it can reach them.
            _ if !moved && !self.changes.threads[at].preferred => {}
            Decision::Start if self.is_out_of_reach(at) => match self.elsewhere(at) {
                Some(conversation) => {
                    self.move_start(at, conversation, (&flow, index), (self.now, due));
                }
                None => self.out_of_reach(at),
            },
            Decision::Start => {
                self.start_flow(
                    at,
                    &flow,
                    Occasion::Schedule { index },
                    &Occurrence::default(),
                );
            }
            Decision::Later(until, why) => {
                self.hold(at, &flow, why, Some(until));
                if moved {
                    let conversation = self.changes.threads[at].id;
                    return self.move_start(at, conversation, (&flow, index), (until, due));
                }
                return self.put_start(at, &flow, index, (until, Some(due)), None);
            }
            Decision::Queue => return self.queue_start(at, &flow, index, due),
            // It is not for them: nothing was kept from anybody.
            Decision::Skip(Why::NotMeant) => {}
            Decision::Skip(why) => {
                self.hold(at, &flow, why, None);
                self.tell_of_reminder(at, &flow, index, why);
            }
        }
        let trigger = program
            .newest(&flow)
            .and_then(|(_, definition)| definition.starts.get(index));
        if let Some(trigger) = trigger.filter(|trigger| trigger.kind.is_timed()) {
            self.set_timer(at, &flow, index, trigger);
        }
    }

    /// A reminder of a date that could not be sent in time: somebody of ours may want to call.
    fn tell_of_reminder(&mut self, at: usize, flow: &str, index: usize, why: Why) {
        let theirs = matches!(
            why,
            Why::Refused | Why::Paused | Why::Suspended | Why::Unreachable | Why::NotMeant
        );
        if !theirs && self.kind_of(flow, index) == Some("on") {
            self.alert(
                at,
                "case_worker",
                Urgency::Today,
                "a reminder could not be sent",
                None,
                &Occurrence::default(),
            );
        }
    }

    fn decide(&self, at: usize, flow: &str, index: usize, due: Timestamp) -> Decision {
        let thread = &self.changes.threads[at];
        let Some(contact) = thread.contact.as_ref() else {
            return Decision::Skip(Why::Unreachable);
        };
        let run = self.run_of(at);
        let person = Person {
            memory: &contact.memory,
            calendar: self.calendar(at),
            standing: self.standing(thread),
            run: run.as_ref(),
            waiting_for_staff: thread.controller != Controller::Flow,
            reachable: thread.is_reachable() && self.service.lines().contains_key(&thread.channel),
        };
        self.program
            .decide_start(flow, index, &person, due, self.now)
    }

    /// Records that the script kept something to itself.
    pub(crate) fn hold(&mut self, at: usize, flow: &str, why: Why, until: Option<Timestamp>) {
        let step = self.changes.threads[at]
            .run
            .as_ref()
            .filter(|run| run.flow == flow)
            .and_then(|run| run.step.clone());
        self.keep_back(at, flow, step, why.as_str(), until);
    }

    /// Records it by the reason's word.
    pub(crate) fn keep_back(
        &mut self,
        at: usize,
        flow: &str,
        step: Option<String>,
        why: &'static str,
        until: Option<Timestamp>,
    ) {
        metrics::counter!("tsunagi_held", "why" => why).increment(1);
        self.changes.held.push(NewHeld {
            id: self.service.store().ids().next(self.now),
            thread: at,
            flow: flow.to_owned(),
            step,
            why: why.to_owned(),
            until,
        });
    }

    /// Ends the run of a conversation: what waited for that is due.
    pub(crate) fn end_run(&mut self, at: usize) {
        let thread = &mut self.changes.threads[at];
        if thread.run.take().is_some() {
            self.changes.run_over.push(thread.id);
        }
    }
}
