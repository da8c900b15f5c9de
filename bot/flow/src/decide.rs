//! Whether a start that the clock or an event brings begins a conversation: the same answer for the service, a play and a simulation.

use std::collections::BTreeSet;

use tsunagi_model::{Memory, Span, Timestamp};

use crate::calendar::Calendar;
use crate::condition::is_paused;
use crate::conduct::{Leave, Standing, Why, has_refused};
use crate::definition::{Busy, Definition, Missed, Suspended};
use crate::program::Program;
use crate::run::Run;
use crate::start::{Event, Trigger, TriggerKind};

/// Fields on which every timed start depends: who they are, what they agreed to, when they rest, which time is theirs.
const ALWAYS: [&str; 5] = [
    "contact.role",
    "consent.messages",
    "contact.paused_until",
    "contact.checkin_day",
    "contact.checkin_time",
];

/// Somebody for whom a start is due.
#[derive(Clone, Copy)]
pub struct Person<'a> {
    /// What is remembered of them.
    pub memory: &'a Memory,
    /// The calendar of their area.
    pub calendar: &'a Calendar,
    /// What else is known of the conversation.
    pub standing: Standing,
    /// The conversation that is under way.
    pub run: Option<&'a Run>,
    /// A person has the conversation, or shall take it.
    pub waiting_for_staff: bool,
    /// Their address works.
    pub reachable: bool,
}

/// What becomes of a start.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Decision {
    /// It begins.
    Start,
    /// Its timer stays and comes again at this instant; when it was due stays as it is.
    Later(Timestamp, Why),
    /// It begins when the conversation that is under way is over.
    Queue,
    /// This occasion is passed over.
    Skip(Why),
}

impl Missed {
    /// How late something may come: some minutes even where late means never, because clocks are not exact.
    pub(crate) fn limit(self) -> Option<Span> {
        match self {
            Self::Skip => Some(Span::minutes(15)),
            Self::SendLate(limit) => limit,
        }
    }

    /// Whether an instant is later than it may be.
    pub(crate) fn is_late(self, due: Timestamp, at: Timestamp) -> bool {
        self.limit().is_some_and(|limit| at.since(due) > limit)
    }
}

impl Program {
    /// What becomes of a start that was due at an instant. What stands in the way is told by the weightiest reason.
    pub fn decide_start(
        &self,
        flow: &str,
        index: usize,
        person: &Person,
        due: Timestamp,
        now: Timestamp,
    ) -> Decision {
        let found = self
            .newest(flow)
            .and_then(|(_, definition)| Some((definition, definition.starts.get(index)?)));
        let Some((definition, trigger)) = found else {
            return Decision::Skip(Why::NotMeant);
        };
        if let Some(why) = self.speaks_against(definition, trigger, person, now) {
            return Decision::Skip(why);
        }
        let missed = definition.missed;
        let too_late = |at: Timestamp| {
            missed.is_late(due, at) || is_over(trigger, person.memory, person.calendar, at)
        };
        if too_late(now) {
            return Decision::Skip(Why::Late);
        }
        let held = person.waiting_for_staff || person.run.is_some_and(Run::awaits_person);
        match definition.busy {
            Busy::Queue if held || person.run.is_some() => return Decision::Queue,
            _ if held => return Decision::Skip(Why::Handoff),
            Busy::Keep | Busy::Skip if person.run.is_some() => {
                return Decision::Skip(Why::Busy);
            }
            _ => {}
        }
        match self.may_push(flow, person.memory, person.standing, person.calendar, now) {
            Leave::Now => Decision::Start,
            Leave::Later(at, why) if too_late(at) => Decision::Skip(why),
            Leave::Later(at, why) => Decision::Later(at, why),
            Leave::Never(why) => Decision::Skip(why),
        }
    }

    fn speaks_against(
        &self,
        definition: &Definition,
        trigger: &Trigger,
        person: &Person,
        now: Timestamp,
    ) -> Option<Why> {
        if !person.reachable {
            return Some(Why::Unreachable);
        }
        if has_refused(person.memory) {
            return Some(Why::Refused);
        }
        if !self.who_matches(trigger, person.memory, person.calendar, now) {
            let rests = is_paused(person.memory, now);
            return Some(if rests { Why::Paused } else { Why::NotMeant });
        }
        // What happened to somebody, the suspension itself among it, is told also while the programme is suspended.
        let regular = !matches!(trigger.kind, TriggerKind::Event { .. });
        if person.standing.suspended && regular && definition.suspended == Suspended::Skip {
            return Some(Why::Suspended);
        }
        match person.calendar.date_of(trigger, person.memory) {
            None if matches!(trigger.kind, TriggerKind::On { .. }) => Some(Why::NotMeant),
            // The date was moved after the timer was set; the new date has its own.
            Some(date) if date > now => Some(Why::NotMeant),
            _ => None,
        }
    }

    /// The starts that an event brings, and how long after it.
    pub fn starts_on(&self, event: &Event) -> Vec<(&str, usize, Span)> {
        self.triggers()
            .filter_map(|(flow, index, trigger)| match &trigger.kind {
                TriggerKind::Event {
                    event: wanted,
                    after,
                } if wanted == event => Some((flow, index, *after)),
                _ => None,
            })
            .collect()
    }

    /// The fields whose change can move a timed start.
    pub fn timer_fields(&self) -> &BTreeSet<String> {
        &self.timer_fields
    }

    pub(crate) fn find_timer_fields(&self) -> BTreeSet<String> {
        let mut fields: BTreeSet<String> = ALWAYS.iter().map(|field| (*field).to_owned()).collect();
        let timed = self
            .triggers()
            .filter(|(_, _, trigger)| trigger.kind.is_timed());
        for (_, _, trigger) in timed {
            if let TriggerKind::On { field, .. } = &trigger.kind {
                fields.insert(field.clone());
            }
            if let Some(who) = &trigger.who {
                who.visit(&mut |operand| fields.extend(operand.field().map(str::to_owned)));
            }
        }
        fields
    }
}

/// Whether words before a date would come after it.
fn is_over(trigger: &Trigger, memory: &Memory, calendar: &Calendar, at: Timestamp) -> bool {
    let TriggerKind::On { field, .. } = &trigger.kind else {
        return false;
    };
    let date = memory.get(field).and_then(|date| calendar.read(date));
    let planned = calendar.date_of(trigger, memory);
    planned
        .zip(date)
        .is_some_and(|(planned, date)| planned < date && at >= date)
}
