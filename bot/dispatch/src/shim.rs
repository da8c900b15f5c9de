//! What the flow room will decide when its rules of conduct are there; until then the few rules that were here before.

use tsunagi_flow::{Busy, Calendar, Event, Missed, Program, Run, Suspended, TriggerKind};
use tsunagi_model::{Memory, Span, Timestamp};

#[derive(Clone, Copy)]
pub(crate) struct Standing {
    pub last_human_at: Option<Timestamp>,
    pub quota_open: bool,
    pub suspended: bool,
}

#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Why {
    Human,
    Quota,
    Busy,
    Suspended,
    Late,
    NotMeant,
    Handoff,
    Unreachable,
}

impl Why {
    pub(crate) fn as_str(self) -> &'static str {
        match self {
            Self::Human => "human",
            Self::Quota => "quota",
            Self::Busy => "busy",
            Self::Suspended => "suspended",
            Self::Late => "late",
            Self::NotMeant => "not_meant",
            Self::Handoff => "handoff",
            Self::Unreachable => "unreachable",
        }
    }
}

pub(crate) enum Decision {
    Start,
    Later(Timestamp, Why),
    Queue,
    Skip(Why),
}

pub(crate) struct Person<'a> {
    pub memory: &'a Memory,
    pub calendar: &'a Calendar,
    pub standing: Standing,
    pub run: Option<&'a Run>,
    pub waiting_for_staff: bool,
    pub reachable: bool,
}

pub(crate) const TIMER_FIELDS: [&str; 7] = [
    "contact.role",
    "consent.messages",
    "contact.paused_until",
    "contact.checkin_day",
    "contact.checkin_time",
    "meeting.at",
    "support.started_at",
];

pub(crate) fn starts_on(program: &Program, event: Event) -> Vec<(String, usize, Span)> {
    program
        .triggers()
        .filter_map(|(flow, index, trigger)| match trigger.kind {
            TriggerKind::Event {
                event: known,
                after,
            } if known == event => Some((flow.to_owned(), index, after)),
            _ => None,
        })
        .collect()
}

pub(crate) fn decide_start(
    program: &Program,
    flow: &str,
    index: usize,
    person: &Person<'_>,
    due: Timestamp,
    now: Timestamp,
) -> Decision {
    let Some((definition, trigger)) = program
        .newest(flow)
        .and_then(|(_, definition)| Some((definition, definition.starts.get(index)?)))
    else {
        return Decision::Skip(Why::NotMeant);
    };
    let limit = match definition.missed {
        Missed::SendLate(limit) => limit,
        Missed::Skip => Some(Span::minutes(15)),
    };
    if !person.reachable {
        Decision::Skip(Why::Unreachable)
    } else if !program.who_matches(trigger, person.memory, person.calendar, now) {
        Decision::Skip(Why::NotMeant)
    } else if limit.is_some_and(|limit| now.since(due) > limit) {
        Decision::Skip(Why::Late)
    } else if person.waiting_for_staff {
        Decision::Skip(Why::Handoff)
    } else if person.standing.suspended
        && trigger.kind.is_timed()
        && definition.suspended == Suspended::Skip
    {
        Decision::Skip(Why::Suspended)
    } else if !person.standing.quota_open {
        Decision::Skip(Why::Quota)
    } else if let Some(last) = person
        .standing
        .last_human_at
        .filter(|last| now.since(*last) < Span::hours(24))
    {
        Decision::Later(last.plus(Span::hours(24)), Why::Human)
    } else if person.run.is_some() && definition.busy == Busy::Queue {
        Decision::Queue
    } else if person.run.is_some() && definition.busy != Busy::Switch {
        Decision::Skip(Why::Busy)
    } else {
        Decision::Start
    }
}
