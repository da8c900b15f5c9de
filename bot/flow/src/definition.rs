//! A compiled flow: steps in order with their targets as indices, and everything a step needs prepared.

use std::collections::HashMap;

use chrono::{NaiveTime, Weekday};
use tsunagi_model::{Risk, Role, Span, Urgency};

use crate::condition::Condition;
use crate::problem::{Place, Source};
use crate::table::Selection;

/// One version of one flow.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name, equal to the file's.
    pub flow: String,
    /// Its title for coordinators.
    pub title: String,
    /// Whom it is for; empty means everybody.
    pub audience: Vec<Role>,
    /// What starts it.
    pub starts: Vec<Trigger>,
    /// What happens to those who have been through it.
    pub again: Option<Again>,
    /// What a start does to someone who is in another conversation.
    pub busy: Busy,
    /// What happens to a start that could not be sent in time.
    pub missed: Missed,
    /// How long it may rest unanswered before it ends silently.
    pub expires: Option<Span>,
    /// Read before every waiting step of every flow.
    pub always: bool,
    pub(crate) rules: Vec<Rule>,
    pub(crate) steps: Vec<Step>,
    pub(crate) names: HashMap<String, usize>,
    /// Fields that its steps save, given to its texts.
    pub(crate) fields: Vec<(String, FieldKind)>,
    pub(crate) source: Source,
}

impl Definition {
    /// The names of its steps in order.
    pub fn steps(&self) -> impl Iterator<Item = &str> {
        self.steps.iter().map(|step| step.name.as_str())
    }

    /// The index of a step, also under a former name.
    pub(crate) fn index(&self, name: &str) -> Option<usize> {
        self.names.get(name).copied()
    }
}

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
    /// They came by a link or code; `*` stands for any end.
    Referral(String),
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
    },
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

/// Who has been through the flow within `after` starts at another step.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Again {
    /// How long it must be ago to start from the beginning.
    pub after: Span,
    pub(crate) otherwise: Target,
}

/// What a start does to someone who is in another conversation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Busy {
    /// The other conversation stays; this one does not start.
    Keep,
    /// This occasion is passed over.
    Skip,
    /// The other conversation ends.
    Switch,
    /// It starts when the other one is over.
    Queue,
}

/// What happens to a start that could not be sent in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Missed {
    /// It is passed over.
    Skip,
    /// It is sent late, if within this time; `None` means however late.
    SendLate(Option<Span>),
}

/// What a saved field holds, so that texts can show it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    Text,
    Number,
    Instant,
}

/// Where to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    Step(usize),
    End,
    Return,
    Hold,
}

/// What follows a rule of the anytime flow.
pub(crate) type After = Target;

/// A rule of an anytime flow.
#[derive(Debug, Clone)]
pub(crate) struct Rule {
    pub name: String,
    pub when: RuleWhen,
    pub step: usize,
    pub then: After,
    /// The rule leads to a person, so its words are also found inside a short sentence.
    pub calls_person: bool,
}

/// What a rule listens for.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum RuleWhen {
    /// What the safeguard room read.
    Risk(Risk),
    /// Words (folded) and what `word` then stands for.
    Words(Vec<(String, String)>),
    /// None of the answers fitted twice.
    Lost,
}

/// One named step.
#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub name: String,
    pub at: Place,
    pub skip_if: Option<Condition>,
    pub at_most: Option<(u32, Target)>,
    pub set: Vec<(String, Setting)>,
    pub log: Option<String>,
    pub alert: Option<AlertSpec>,
    pub say: Option<SaySpec>,
    pub verb: Verb,
    pub next: Target,
    pub retired: bool,
}

/// What `set` puts into a field.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Setting {
    Word,
    Literal(String),
    Field(String),
    After(Length),
    Now,
}

#[derive(Debug, Clone)]
pub(crate) struct AlertSpec {
    pub team: String,
    pub urgency: Urgency,
    pub unanswered: Option<(Length, String)>,
    pub why: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) struct SaySpec {
    pub text: String,
    pub closed_text: Option<String>,
    pub media: Option<String>,
    pub from: Option<Selection>,
    pub urgent: bool,
}

/// The one control verb of a step.
#[derive(Debug, Clone)]
pub(crate) enum Verb {
    None,
    Ask(Box<Question>),
    When(Vec<(Option<Condition>, Target)>),
    Random(Vec<(u32, Target)>),
    Wait(Wait),
    Run(String),
    Handoff(Box<HandoffSpec>),
}

#[derive(Debug, Clone)]
pub(crate) struct HandoffSpec {
    pub team: String,
    pub why: String,
    pub unanswered: Option<(Length, String)>,
    pub when_closed: Option<Target>,
}

#[derive(Debug, Clone)]
pub(crate) enum Wait {
    For(Length),
    Until {
        field: String,
        days: i64,
        time: Option<NaiveTime>,
    },
}

/// A question: words, options, and what becomes of answers and of silence.
#[derive(Debug, Clone)]
pub(crate) struct Question {
    pub text: String,
    pub kind: QuestionKind,
    pub options: Vec<Choice>,
    pub save: Option<String>,
    pub expect: Expect,
    pub no_match: Option<(u32, Target)>,
    pub silence: Silence,
    pub media: Option<String>,
}

#[derive(Debug, Clone)]
pub(crate) enum QuestionKind {
    Plain,
    Cards(Selection),
    Slots { none_free: Target },
}

/// What may be typed besides the options.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Expect {
    /// Nothing.
    Options,
    /// A whole number.
    Number(i64, i64),
    /// Anything.
    Text,
    /// Anything, kept as a note beside the options.
    Also,
}

/// An option, with its tap data made once.
#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub key: String,
    pub data: String,
    pub target: Target,
    /// A length of time is saved as the instant at its end.
    pub value: Option<Length>,
    /// More words that mean this option (folded).
    pub words: Vec<String>,
}

/// What happens when nobody answers.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Silence {
    /// Gaps between the question, the nudges in turn, and the end.
    pub gaps: Vec<Span>,
    pub say: Option<String>,
    pub then: Target,
    /// Whether a coordinator said so here or at the head of the flow.
    pub stated: bool,
}

/// A length of time as coordinators write it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Length {
    Span(Span),
    Months(u32),
    Workdays(u32),
    Forever,
}
