//! How often we may speak first: limits of conduct over all flows, so that no flow can break them.
//!
//! A *push* is a turn that is said although the person did not just act. Words that cannot wait (`quiet: ignore`) are no push.
//! Pushes are remembered with the contact (`push`, and `push.invitation` for invitations), whichever flow said them.

use serde::{Deserialize, Serialize};
use tsunagi_model::{Memory, Span, Timestamp};

use crate::calendar::Calendar;
use crate::condition::{instant, is_paused};
use crate::definition::Purpose;
use crate::program::Program;

/// Every push, whatever its flow.
const PUSH: &str = "push";
/// Pushes of invitations, with a mark where the person acted.
const INVITATION: &str = "push.invitation";
/// What stands in the place of a flow's name for words to many.
const ANNOUNCEMENT: &str = "broadcast";
/// When flows began: this and the flow's name.
const BEGUN: &str = "run.";
/// The mark: counting begins anew.
const ACTED: &str = "acted";
/// At most so many pushes in a week …
const WEEKLY: usize = 2;
const WEEK: Span = Span::days(7);
/// … and so long between two of them.
const GAP: Span = Span::hours(48);
/// After a person of ours has spoken, the script is silent for so long.
const HUMAN: Span = Span::hours(24);
/// An invitation is pushed so often without an answer; then at most a postcard now and then.
const LADDER: usize = 6;
const POSTCARD: Span = Span::days(30);
const POSTCARDS: usize = 6;
const YEAR: Span = Span::days(365);
/// Clocks of two instances differ a little; what lies further ahead was written by a clock that was wrong.
const SKEW: Span = Span::hours(1);
/// Rules that move an instant into each other's way: far more rounds than there are rules.
const ROUNDS: usize = 32;

/// What is known of a conversation outside its memory.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Standing {
    /// When a person of ours last wrote or spoke.
    pub last_human_at: Option<Timestamp>,
    /// The channel may send this month beyond what is kept for people and crises.
    pub quota_open: bool,
    /// The programme is suspended.
    pub suspended: bool,
}

impl Default for Standing {
    fn default() -> Self {
        Self {
            last_human_at: None,
            quota_open: true,
            suspended: false,
        }
    }
}

/// Why something is not said now.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Why {
    /// Two pushes went out within a week.
    Week,
    /// One went out less than 48 hours ago.
    Gap,
    /// A person of ours spoke within a day.
    Human,
    /// They do not want messages.
    Refused,
    /// They rest.
    Paused,
    /// The invitation was sent often enough.
    Ladder,
    /// What is left of the month's quota is kept for people and crises.
    Quota,
    /// Not at this hour.
    Quiet,
    /// Another conversation is under way.
    Busy,
    /// The programme is suspended.
    Suspended,
    /// Its time has passed.
    Late,
    /// It is not meant for them (any more).
    NotMeant,
    /// A person has, or shall take, the conversation.
    Handoff,
    /// They cannot be reached.
    Unreachable,
    /// They have not written for so long that the platform takes nothing from us.
    Window,
}

impl Why {
    /// All of them.
    pub const ALL: [Self; 15] = [
        Self::Week,
        Self::Gap,
        Self::Human,
        Self::Refused,
        Self::Paused,
        Self::Ladder,
        Self::Quota,
        Self::Quiet,
        Self::Busy,
        Self::Suspended,
        Self::Late,
        Self::NotMeant,
        Self::Handoff,
        Self::Unreachable,
        Self::Window,
    ];

    /// Its word in the store and in text ids.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Gap => "gap",
            Self::Human => "human",
            Self::Refused => "refused",
            Self::Paused => "paused",
            Self::Ladder => "ladder",
            Self::Quota => "quota",
            Self::Quiet => "quiet",
            Self::Busy => "busy",
            Self::Suspended => "suspended",
            Self::Late => "late",
            Self::NotMeant => "not_meant",
            Self::Handoff => "handoff",
            Self::Unreachable => "unreachable",
            Self::Window => "window",
        }
    }
}

impl std::str::FromStr for Why {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let known = Self::ALL.into_iter().find(|why| why.as_str() == text);
        known.ok_or(())
    }
}

/// Whether words may leave.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Leave {
    /// Now.
    Now,
    /// Not before this instant.
    Later(Timestamp, Why),
    /// Not at all.
    Never(Why),
}

impl Program {
    /// Whether a flow may say something now to someone who did not just act.
    pub fn may_push(
        &self,
        flow: &str,
        memory: &Memory,
        standing: Standing,
        calendar: &Calendar,
        now: Timestamp,
    ) -> Leave {
        let rules = Rules {
            memory,
            standing,
            calendar,
            now,
            invites: self.invites(flow),
            urgent: false,
        };
        rules.leave()
    }

    fn invites(&self, flow: &str) -> bool {
        self.newest(flow)
            .is_some_and(|(_, definition)| definition.purpose == Some(Purpose::Invitation))
    }

    /// Remembers that a flow pushed something.
    pub(crate) fn remember_push(&self, flow: &str, memory: &mut Memory, now: Timestamp) {
        memory.record(PUSH, flow, now);
        if self.invites(flow) {
            memory.record(INVITATION, flow, now);
        }
    }
}

/// Whether words that belong to no flow, an announcement to many, may go to someone now. What is urgent may come sooner after other
/// words of ours; a refusal, a rest, a talk with a person, the reserve and the hours of the day hold for it as well.
pub fn may_announce(
    memory: &Memory,
    standing: Standing,
    calendar: &Calendar,
    urgent: bool,
    now: Timestamp,
) -> Leave {
    let rules = Rules {
        memory,
        standing,
        calendar,
        now,
        invites: false,
        urgent,
    };
    rules.leave()
}

/// Remembers that an announcement went out: it counts against the week like any other push.
pub fn announced(memory: &mut Memory, now: Timestamp) {
    memory.record(PUSH, ANNOUNCEMENT, now);
}

/// What was queued at `at` was never sent: it counts neither as a push nor as the beginning of a flow. Whether that changed anything.
pub fn unsaid(memory: &mut Memory, at: Timestamp) -> bool {
    let mut changed = false;
    memory.history.retain(|field, past| {
        if field == PUSH || field == INVITATION || field.starts_with(BEGUN) {
            let before = past.len();
            past.retain(|(known, value)| *known != at || value == ACTED);
            changed |= past.len() < before;
        }
        !past.is_empty()
    });
    changed
}

/// Whether a contact does not want to be written to.
pub(crate) fn has_refused(memory: &Memory) -> bool {
    matches!(
        memory.get("consent.messages"),
        Some("withdrawn" | "decline")
    )
}

/// The person acted: an invitation's ladder begins anew. Answers whether the memory changed.
pub(crate) fn acted(memory: &mut Memory) -> bool {
    let last = memory
        .history
        .get(INVITATION)
        .and_then(|past| past.last())
        .filter(|(_, value)| value != ACTED)
        .map(|(at, _)| *at);
    if let Some(at) = last {
        memory.record(INVITATION, ACTED, at);
    }
    last.is_some()
}

struct Rules<'a> {
    memory: &'a Memory,
    standing: Standing,
    calendar: &'a Calendar,
    now: Timestamp,
    invites: bool,
    /// How often we wrote lately does not matter.
    urgent: bool,
}

impl Rules<'_> {
    /// Whether and when words may leave.
    fn leave(&self) -> Leave {
        if has_refused(self.memory) {
            return Leave::Never(Why::Refused);
        }
        let mut first = None;
        let mut at = self.now;
        for _ in 0..ROUNDS {
            match self.blocks(at) {
                None => break,
                Some((None, why)) => return Leave::Never(why),
                Some((Some(later), why)) => {
                    first.get_or_insert(why);
                    at = later;
                }
            }
        }
        first.map_or(Leave::Now, |why| Leave::Later(at, why))
    }

    /// The weightiest rule that speaks against an instant, and from when on it does not; `None` means never.
    fn blocks(&self, at: Timestamp) -> Option<(Option<Timestamp>, Why)> {
        let until = |instant: Timestamp, why| (instant > at).then_some((Some(instant), why));
        let paused = is_paused(self.memory, at).then(|| {
            let end = self
                .memory
                .get("contact.paused_until")
                .and_then(instant)
                .filter(|end| *end > at);
            (end, Why::Paused)
        });
        let human = || {
            let last = self.standing.last_human_at?;
            until(last.plus(HUMAN), Why::Human).filter(|_| self.is_past(last))
        };
        let week = || {
            let pushes = self.past(PUSH);
            let second = pushes.len().checked_sub(WEEKLY)?;
            until(pushes[second].plus(WEEK), Why::Week)
        };
        let gap = || until(self.past(PUSH).last()?.plus(GAP), Why::Gap);
        let quiet = || until(self.calendar.shift(at, self.memory.role()), Why::Quiet);
        paused
            .or_else(human)
            .or_else(|| until(self.after_ladder()?, Why::Ladder))
            .or_else(|| until(self.next_quota(at)?, Why::Quota))
            .or_else(|| week().filter(|_| !self.urgent))
            .or_else(|| gap().filter(|_| !self.urgent))
            .or_else(quiet)
    }

    fn is_past(&self, instant: Timestamp) -> bool {
        instant <= self.now.plus(SKEW)
    }

    /// When pushes went out, oldest first, in the order of the clock even if it once jumped.
    fn past(&self, field: &str) -> Vec<Timestamp> {
        let past = self
            .memory
            .history
            .get(field)
            .map_or(&[][..], Vec::as_slice);
        let mut pushes: Vec<Timestamp> = past
            .iter()
            .filter(|(at, value)| value != ACTED && self.is_past(*at))
            .map(|(at, _)| *at)
            .collect();
        pushes.sort_unstable();
        pushes
    }

    /// When an invitation that nobody answers may be sent again, if it was sent often.
    fn after_ladder(&self) -> Option<Timestamp> {
        if !self.invites {
            return None;
        }
        let past = self
            .memory
            .history
            .get(INVITATION)
            .map_or(&[][..], Vec::as_slice);
        let begin = past
            .iter()
            .rposition(|(_, value)| value == ACTED)
            .map_or(0, |mark| mark + 1);
        let pushes: Vec<Timestamp> = past[begin..]
            .iter()
            .map(|(at, _)| *at)
            .filter(|at| self.is_past(*at))
            .collect();
        if pushes.len() < LADDER {
            return None;
        }
        let next = pushes.last()?.plus(POSTCARD);
        let postcards = &pushes[LADDER..];
        let sixth = postcards.len().checked_sub(POSTCARDS);
        Some(sixth.map_or(next, |sixth| next.max(postcards[sixth].plus(YEAR))))
    }

    /// The beginning of next month, if nothing but the reserve is left of this one.
    fn next_quota(&self, at: Timestamp) -> Option<Timestamp> {
        let next = self.calendar.next_month(self.now);
        (!self.standing.quota_open && at < next).then_some(next)
    }
}
