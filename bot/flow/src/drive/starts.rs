//! Starts that nobody present causes: timers, and what becomes of one that is due.

use tsunagi_model::{Span, Timestamp, Urgency};

use super::{Cause, Driver, Pen, Turn};
use crate::conduct::{Standing, Why};
use crate::decide::{Decision, Person};
use crate::effect::Effect;
use crate::run::{Input, Occasion, Run};
use crate::start::{Event, Trigger, TriggerKind};

/// A start that waits for another conversation is looked at again after this long at the latest.
const LOOK_AGAIN: Span = Span::days(1);

/// A start that will be due; a person has one timer for each start of each flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Timer {
    /// When it is looked at.
    pub at: Timestamp,
    /// When it was due at first, if it was put off since.
    pub since: Option<Timestamp>,
    pub flow: String,
    pub index: usize,
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

    /// Sets the timers of timed starts anew, as the fields now say. Starts that were put off stay.
    pub(super) fn reschedule(&mut self) {
        if !self.regular {
            return;
        }
        for (flow, index, trigger) in self.stage.program.triggers() {
            if trigger.kind.is_timed() {
                self.set_timer(flow, index, trigger);
            }
        }
    }

    fn set_timer(&mut self, flow: &str, index: usize, trigger: &Trigger) {
        let put_off =
            |timer: &Timer| timer.flow == flow && timer.index == index && timer.since.is_some();
        if self.timers.iter().any(put_off) {
            return;
        }
        match self.next_start(flow, trigger) {
            Some(at) => self.set_start(flow, index, at),
            None => self.take_back(flow, index),
        }
    }

    /// When a timed start is due next for somebody for whom it is or may become meant.
    fn next_start(&self, flow: &str, trigger: &Trigger) -> Option<Timestamp> {
        let program = self.stage.program;
        let (_, definition) = program.newest(flow)?;
        let role = self.memory.role();
        if !definition.audience.is_empty() && !definition.audience.contains(&role) {
            return None;
        }
        let due = self.calendar.next_due(trigger, &self.memory, self.now)?;
        let open = self
            .memory
            .get("consent.messages")
            .is_some_and(|said| !matches!(said, "withdrawn" | "decline"));
        (open || program.who_matches(trigger, &self.memory, self.calendar, due)).then_some(due)
    }

    fn take_back(&mut self, flow: &str, index: usize) {
        self.timers
            .retain(|timer| timer.flow != flow || timer.index != index);
    }

    /// Sets a start for an instant.
    pub(super) fn set_start(&mut self, flow: &str, index: usize, at: Timestamp) {
        self.put_start(flow, index, at, None);
    }

    fn put_start(&mut self, flow: &str, index: usize, at: Timestamp, since: Option<Timestamp>) {
        self.take_back(flow, index);
        self.timers.push(Timer {
            at,
            since,
            flow: flow.to_owned(),
            index,
        });
    }

    /// Something happened to the person or to the programme: the flows that wait for it get a timer.
    pub fn event(&mut self, happened: Event) {
        for (flow, index, after) in self.stage.program.starts_on(&happened) {
            self.set_start(flow, index, self.now.plus(after));
        }
    }

    /// A timer fires.
    pub(super) fn timer(&mut self, place: usize) -> Turn {
        let timer = self.timers.swap_remove(place);
        self.queue
            .retain(|(flow, index)| *flow != timer.flow || *index != timer.index);
        let due = timer.since.unwrap_or(timer.at);
        let mut turn = self.begin_regular(&timer.flow, timer.index, due);
        // It is not for them: nothing was kept from anybody.
        turn.effects.retain(|effect| {
            !matches!(
                effect,
                Effect::Held {
                    why: Why::NotMeant,
                    ..
                }
            )
        });
        let waits = |other: &Timer| other.flow == timer.flow && other.index == timer.index;
        let trigger = self.stage.program.newest(&timer.flow);
        let trigger = trigger.and_then(|(_, definition)| definition.starts.get(timer.index));
        if let Some(trigger) = trigger.filter(|trigger| trigger.kind.is_timed() && self.regular)
            && !self.timers.iter().any(waits)
        {
            self.set_timer(&timer.flow, timer.index, trigger);
        }
        turn
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
        let program = self.stage.program;
        let effects = match program.decide_start(flow, index, &person, due, self.now) {
            Decision::Start => {
                self.run = None;
                self.begin(flow, &Occasion::Schedule { index })
            }
            Decision::Later(at, why) => {
                self.put_start(flow, index, at, Some(due));
                let until = Some(at);
                vec![Effect::Held { why, until }]
            }
            Decision::Queue => {
                self.put_start(flow, index, self.now.plus(LOOK_AGAIN), Some(due));
                self.queue.push_back((flow.to_owned(), index));
                Vec::new()
            }
            Decision::Skip(why) => {
                let mut effects = vec![Effect::Held { why, until: None }];
                effects.extend(self.tell_of_reminder(flow, index, why));
                effects
            }
        };
        let flow = flow.to_owned();
        self.turn(Cause::Start { flow }, effects)
    }

    /// A reminder of a date that could not be sent in time: somebody of the staff may want to call.
    fn tell_of_reminder(&self, flow: &str, index: usize, why: Why) -> Option<Effect> {
        let theirs = matches!(
            why,
            Why::Refused | Why::Paused | Why::Suspended | Why::Unreachable | Why::NotMeant
        );
        let (_, definition) = self.stage.program.newest(flow)?;
        let kind = &definition.starts.get(index)?.kind;
        (!theirs && matches!(kind, TriggerKind::On { .. })).then(|| Effect::Alert {
            team: "case_worker".to_owned(),
            urgency: Urgency::Today,
            unanswered: None,
            why: Some("a reminder could not be sent".to_owned()),
        })
    }

    /// What waited for the end of another conversation is looked at again when there is none.
    pub(super) fn release(&mut self) {
        if self.run.is_some() || self.pen != Pen::Script {
            return;
        }
        for (flow, index) in std::mem::take(&mut self.queue) {
            let timer = self.timers.iter_mut();
            let mut waiting = timer.filter(|timer| timer.flow == flow && timer.index == index);
            match waiting.next() {
                Some(timer) => timer.at = self.now,
                None => self.put_start(&flow, index, self.now, Some(self.now)),
            }
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

    /// Begins a flow by name.
    pub(super) fn begin(&mut self, flow: &str, occasion: &Occasion) -> Vec<Effect> {
        let Some((version, _)) = self.stage.program.newest(flow) else {
            return Vec::new();
        };
        let run = Run::begin(flow, version, self.now);
        self.step(run, &Input::Start(occasion.clone()))
    }
}
