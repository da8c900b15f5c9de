//! What starts a flow: an act of the person, the clock, or something that happened to them.

use std::str::FromStr;

use chrono::{NaiveTime, Weekday};
use cron::Schedule;
use tsunagi_model::Span;

use crate::condition::Condition;
use crate::problem::Place;

/// One way in which a flow starts.
#[derive(Debug, Clone)]
pub struct Trigger {
    /// What starts it.
    pub kind: TriggerKind,
    /// Whom it starts for.
    pub(crate) who: Option<Condition>,
    pub(crate) at: Place,
}

/// The kinds of starts.
#[derive(Debug, Clone, PartialEq)]
pub enum TriggerKind {
    /// The person added the account.
    Follow,
    /// They came by a link; `*` stands for any end.
    Referral(String),
    /// They wrote an invitation code of this letter; `*` stands for any.
    Code(String),
    /// They wrote one of these words and nothing else.
    Keyword(Vec<String>),
    /// Regularly.
    Every {
        /// How often.
        period: Period,
        /// On which day, unless the contact has its own.
        day: Day,
        /// At what time in the programme's zone, unless the contact has its own.
        time: NaiveTime,
        /// The same for all: the contact's own day and time do not count.
        fixed: bool,
    },
    /// Regularly by a pattern, the same for all.
    Cron(Pattern),
    /// Relative to a date that is remembered of the contact.
    On {
        /// The field that holds the date.
        field: String,
        /// Days after it; before it if negative.
        days: i64,
        /// At what time, unless at the field's own.
        at: Option<NaiveTime>,
    },
    /// Something happened.
    Event {
        /// What.
        event: Event,
        /// How long after.
        after: Span,
    },
    /// Regular conversations of another flow ended without an answer.
    Missed {
        /// Of which flow.
        flow: String,
        /// How many in a row.
        times: u32,
    },
}

impl TriggerKind {
    /// Whether the clock starts it: every, cron, or relative to a date.
    pub fn is_timed(&self) -> bool {
        matches!(self, Self::Every { .. } | Self::Cron(_) | Self::On { .. })
    }

    /// Whether it starts without the person having just acted.
    pub fn is_push(&self) -> bool {
        self.is_timed() || matches!(self, Self::Event { .. } | Self::Missed { .. })
    }
}

/// A cron pattern with its words.
#[derive(Debug, Clone, PartialEq)]
pub struct Pattern {
    /// As it is written.
    pub text: String,
    pub(crate) schedule: Box<Schedule>,
}

/// How often.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Period {
    /// Every day.
    Day,
    /// Once a week.
    Week,
    /// Once a month.
    Month,
}

/// A day within a period.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Day {
    /// Every such weekday.
    Weekday(Weekday),
    /// The first (1) to fifth such weekday of the month; 0 is the last.
    Nth(u8, Weekday),
    /// A day of the month, or the month's last day where it is shorter.
    Date(u8),
    /// Any day.
    Any,
}

/// What can happen to a contact or to the programme, so that flows start.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Event {
    /// Staff closed a handoff.
    HandoffClosed,
    /// Support began.
    SupportStarted,
    /// Support ended.
    SupportEnded,
    /// They did not come to a meeting.
    MeetingMissed,
    /// A meeting took place.
    MeetingDone,
    /// The programme was suspended.
    ProgrammeSuspended,
    /// The programme goes on.
    ProgrammeResumed,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::HandoffClosed,
        Self::SupportStarted,
        Self::SupportEnded,
        Self::MeetingMissed,
        Self::MeetingDone,
        Self::ProgrammeSuspended,
        Self::ProgrammeResumed,
    ];

    /// As it is written in a flow.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HandoffClosed => "handoff closed",
            Self::SupportStarted => "support started",
            Self::SupportEnded => "support ended",
            Self::MeetingMissed => "meeting missed",
            Self::MeetingDone => "meeting done",
            Self::ProgrammeSuspended => "programme suspended",
            Self::ProgrammeResumed => "programme resumed",
        }
    }
}

impl FromStr for Event {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let known = Self::ALL.into_iter().find(|event| event.as_str() == text);
        known.ok_or(())
    }
}
