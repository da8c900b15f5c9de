//! Starts that nobody present causes: timers, and what becomes of one that is due.

use tsunagi_model::Timestamp;

use super::{Cause, Driver, Pen, Turn};
use crate::conduct::{Standing, Why};
use crate::decide::{Decision, Person};
use crate::effect::Effect;
use crate::run::{Input, Occasion, Run};
use crate::start::{Event, Trigger};

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
        self.queue.clear();
    }

    /// Whether the change of a field can move a regular start.
    pub(super) fn moves_timers(&self, field: &str) -> bool {
        self.stage.program.timer_fields().contains(field)
    }

    /// Sets the timers of regular starts anew, as the fields now say.
    pub(super) fn reschedule(&mut self) {
        if !self.regular {
            return;
        }
        self.timers.retain(|timer| timer.once);
        for (flow, index, trigger) in self.stage.program.triggers() {
            self.schedule(flow, index, trigger);
        }
    }

    fn schedule(&mut self, flow: &str, index: usize, trigger: &Trigger) {
        if !trigger.kind.is_timed() {
            return;
        }
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
    pub(super) fn begin_later(&mut self, flow: &str, index: usize, at: Timestamp, due: Timestamp) {
        self.timers.push(Timer {
            at,
            due,
            flow: flow.to_owned(),
            index,
            once: true,
        });
    }

    /// Something happened to the person or to the programme: the flows that wait for it get a timer.
    pub fn event(&mut self, happened: Event) {
        for (flow, index, after) in self.stage.program.starts_on(&happened) {
            let at = self.now.plus(after);
            let due = self.calendar.shift(at, self.memory.role());
            self.begin_later(flow, index, due, due);
        }
    }

    /// A timer fires.
    pub(super) fn timer(&mut self, place: usize) -> Turn {
        let timer = self.timers.swap_remove(place);
        let trigger = self
            .stage
            .program
            .triggers()
            .find(|(flow, index, _)| *flow == timer.flow && *index == timer.index);
        if let Some((flow, index, trigger)) = trigger.filter(|_| !timer.once) {
            self.schedule(flow, index, trigger);
        }
        self.begin_regular(&timer.flow, timer.index, timer.due)
    }

    /// A start that is due: begins the flow if nothing speaks against it.
    pub fn begin_regular(&mut self, flow: &str, index: usize, due: Timestamp) -> Turn {
        let person = Person {
            memory: &self.memory,
            calendar: self.calendar,
            standing: self.standing(),
            run: self.run.as_ref(),
            waiting_for_staff: self.pen != Pen::Script,
            reachable: self.reachable,
        };
        let decision = self
            .stage
            .program
            .decide_start(flow, index, &person, due, self.now);
        let effects = match decision {
            Decision::Start => {
                self.run = None;
                self.begin(flow, &Occasion::Schedule { index })
            }
            Decision::Later(at, why) => {
                self.begin_later(flow, index, at, due);
                vec![Effect::Held {
                    why,
                    until: Some(at),
                }]
            }
            Decision::Queue => {
                self.queue.push_back((flow.to_owned(), index));
                vec![Effect::Held {
                    why: Why::Busy,
                    until: None,
                }]
            }
            Decision::Skip(why) => vec![Effect::Held { why, until: None }],
        };
        let flow = flow.to_owned();
        self.turn(Cause::Start { flow }, effects)
    }

    /// What waited for the end of another conversation is due when there is none.
    pub(super) fn release(&mut self) {
        if self.run.is_none()
            && self.pen == Pen::Script
            && let Some((flow, index)) = self.queue.pop_front()
        {
            self.begin_later(&flow, index, self.now, self.now);
        }
    }

    /// What the limits of conduct must know besides the memory.
    pub(super) fn standing(&self) -> Standing {
        Standing {
            last_human_at: self.last_human,
            quota_open: self.quota_open,
            suspended: self.suspended,
        }
    }

    /// Begins a flow as its first start would that is meant for this person; those that nobody present causes count if there is
    /// no other. The turn is empty where nothing begins.
    pub fn begin_any(&mut self, flow: &str) -> Turn {
        let program = self.stage.program;
        let starts = program
            .newest(flow)
            .map_or(&[][..], |(_, found)| &found.starts);
        let by_person = starts.is_empty() || starts.iter().any(|start| !start.kind.is_push());
        let meant = starts.iter().position(|start| {
            start.kind.is_push()
                && program.who_matches(start, &self.memory, self.calendar, self.now)
        });
        match meant {
            Some(index) => self.begin_as(flow, Some(index)),
            None if by_person => self.begin_as(flow, None),
            None => {
                let flow = flow.to_owned();
                self.turn(Cause::Start { flow }, Vec::new())
            }
        }
    }

    /// Begins a flow as if its start number `index` were due now, or else as if the person had just come; for trying.
    pub fn begin_as(&mut self, flow: &str, index: Option<usize>) -> Turn {
        if let Some(index) = index {
            return self.begin_regular(flow, index, self.now);
        }
        let effects = self.begin(flow, &Occasion::Follow);
        self.turn(Cause::Person, effects)
    }

    /// Staff or another flow start it.
    pub fn begin_asked(&mut self, flow: &str) -> Turn {
        let effects = self.begin(flow, &Occasion::Ask);
        let flow = flow.to_owned();
        self.turn(Cause::Start { flow }, effects)
    }

    /// Begins the flow of something that the person did.
    pub(super) fn begin_for(&mut self, occasion: &Occasion) -> Vec<Effect> {
        match self.stage.program.start_for(occasion) {
            Some(flow) => self.begin(flow, occasion),
            None => Vec::new(),
        }
    }

    /// Begins a flow by name.
    fn begin(&mut self, flow: &str, occasion: &Occasion) -> Vec<Effect> {
        let Some((version, _)) = self.stage.program.newest(flow) else {
            return Vec::new();
        };
        let run = Run::begin(flow, version, self.now);
        self.step(run, &Input::Start(occasion.clone()))
    }
}
