//! Starts that nobody present causes: timers, and what becomes of one that is due.

use tsunagi_model::{Span, Timestamp};

use super::{Cause, Driver, Pen, Turn};
use crate::definition::{Busy, Missed};
use crate::effect::Effect;
use crate::run::{Input, Occasion, Run};
use crate::start::{Event, Trigger, TriggerKind};

/// A start that will be due.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timer {
    /// When it is looked at.
    pub at: Timestamp,
    /// When it should have started; earlier than `at` when it had to wait.
    pub due: Timestamp,
    pub flow: String,
    pub index: usize,
    /// It fires once and is not set anew.
    pub once: bool,
}

/// Whether a change of this field can move a regular start.
pub(super) fn moves_timers(field: &str) -> bool {
    matches!(
        field,
        "contact.role"
            | "consent.messages"
            | "contact.paused_until"
            | "contact.checkin_day"
            | "contact.checkin_time"
    )
}

impl Driver<'_> {
    /// From here on regular starts come by themselves.
    pub fn keep_timers(&mut self) {
        self.regular = true;
        self.reschedule();
    }

    /// From here on nothing starts by itself any more.
    pub fn drop_timers(&mut self) {
        self.regular = false;
        self.timers.clear();
    }

    /// Sets the timers of regular starts anew, as the fields now say.
    pub(super) fn reschedule(&mut self) {
        if !self.regular {
            return;
        }
        self.timers.retain(|timer| timer.once);
        let program = self.stage.program;
        for (flow, index, trigger) in program.triggers() {
            self.schedule(flow, index, trigger);
        }
    }

    fn schedule(&mut self, flow: &str, index: usize, trigger: &Trigger) {
        let program = self.stage.program;
        let due = program
            .who_matches(trigger, &self.memory, self.calendar, self.now)
            .then(|| self.calendar.next_due(trigger, &self.memory, self.now))
            .flatten();
        if let Some(due) = due {
            self.timers.push(Timer {
                at: due,
                due,
                flow: flow.to_owned(),
                index,
                once: false,
            });
        }
    }

    /// A start that comes once.
    pub(super) fn begin_later(&mut self, flow: &str, index: usize, at: Timestamp) {
        self.timers.push(Timer {
            at,
            due: at,
            flow: flow.to_owned(),
            index,
            once: true,
        });
    /// Something happened to the person or to the programme: the flows that wait for it get a timer.
    pub fn event(&mut self, happened: Event) {
        let program = self.stage.program;
        for (flow, index, trigger) in program.triggers() {
            if let TriggerKind::Event { event, after } = &trigger.kind
                && *event == happened
            {
                let due = self.now.plus(*after);
                self.timers.push(Timer {
                    at: self.calendar.shift(due, self.memory.role()),
                    due,
                    flow: flow.to_owned(),
                    index,
                    once: true,
                });
            }
        }
    }

    /// A timer fires.
    pub(super) fn timer(&mut self, place: usize) -> Turn {
        let timer = self.timers.swap_remove(place);
        let program = self.stage.program;
        let trigger = program
            .triggers()
            .find(|(flow, index, _)| *flow == timer.flow && *index == timer.index);
        if let Some((flow, index, trigger)) = trigger.filter(|_| !timer.once) {
            self.schedule(flow, index, trigger);
        }
        self.begin_regular(&timer.flow, timer.index, timer.due)
    }

    /// A start that is due: begins the flow if nothing speaks against it.
    pub fn begin_regular(&mut self, flow: &str, index: usize, due: Timestamp) -> Turn {
        let cause = Cause::Start {
            flow: flow.to_owned(),
        };
        let effects = if self.may_start(flow, index, due) {
            self.run = None;
            self.begin(flow, &Occasion::Schedule { index })
        } else {
            Vec::new()
        };
        self.turn(cause, effects)
    }

    /// Begins a flow as if its start number `index` were due now, or else as if the person had just come; for trying.
    pub fn begin_as(&mut self, flow: &str, index: Option<usize>) -> Turn {
        if let Some(index) = index {
            return self.begin_regular(flow, index, self.now);
        }
        let effects = self.begin(flow, &Occasion::Follow);
        self.turn(Cause::Person, effects)
    }

    fn may_start(&self, flow: &str, index: usize, due: Timestamp) -> bool {
        let program = self.stage.program;
        let Some((_, definition)) = program.newest(flow) else {
            return false;
        };
        let Some(trigger) = definition.starts.get(index) else {
            return false;
        };
        let late = self.now.since(due);
        let in_time = match definition.missed {
            Missed::SendLate(None) => true,
            Missed::SendLate(Some(limit)) => late <= limit,
            Missed::Skip => late <= Span::minutes(15),
        };
        let talked = self
            .last_human
            .is_some_and(|last| self.now.since(last) < Span::hours(24));
        self.pen == Pen::Script
            && self.reachable
            && (self.run.is_none() || definition.busy == Busy::Switch)
            && in_time
            && !talked
            && !self.calendar.is_quiet(self.now, self.memory.role())
            && program.who_matches(trigger, &self.memory, self.calendar, self.now)
    }

    /// Begins the flow of something that the person did.
    pub(super) fn begin_for(&mut self, occasion: &Occasion) -> Vec<Effect> {
        match self.stage.program.start_for(occasion) {
            Some(flow) => self.begin(flow, occasion),
            None => Vec::new(),
        }
    }

    /// Begins a flow by name.
    pub(super) fn begin(&mut self, flow: &str, occasion: &Occasion) -> Vec<Effect> {
        let Some((version, _)) = self.stage.program.newest(flow) else {
            return Vec::new();
        };
        let run = Run::begin(flow, version, self.now);
        self.step(run, &Input::Start(occasion.clone()))
    }
}
