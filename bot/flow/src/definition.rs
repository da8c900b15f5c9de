//! A compiled flow: steps in order with their targets as indices, and everything a step needs prepared.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};
use tsunagi_model::{Risk, Role, Span, Urgency};

use crate::condition::Condition;
use crate::problem::{Place, Source};
use crate::start::Trigger;
use crate::table::Selection;
use crate::yaml::Node;

/// One version of one flow.
#[derive(Debug, Clone)]
pub struct Definition {
    /// Its name, equal to the file's.
    pub flow: String,
    /// Its title for coordinators.
    pub title: String,
    /// Whom it is for; empty means everybody.
    pub audience: Vec<Role>,
    /// What its words are for, if it says so.
    pub purpose: Option<Purpose>,
    /// Fields that its texts use although it neither saves nor reads them.
    pub uses: Vec<String>,
    /// What its regular starts do while the programme is suspended.
    pub suspended: Suspended,
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
    /// Fields that it saves, sets, reads or names, given to its texts.
    pub(crate) fields: Vec<(String, FieldKind)>,
    pub(crate) source: Source,
    /// The file as it was read, so that every check can point at the word it means.
    pub(crate) tree: Arc<Node>,
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

/// What the words of a flow are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Purpose {
    /// To win somebody over; such ladders end, and they may begin before consent.
    Invitation,
    /// To ask how somebody is.
    Checkin,
    /// To tell something once: a reminder, a change.
    Notice,
    /// To do what the person asked for.
    Service,
}

impl Purpose {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Invitation, Self::Checkin, Self::Notice, Self::Service];

    /// As it is written in a flow.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invitation => "invitation",
            Self::Checkin => "checkin",
            Self::Notice => "notice",
            Self::Service => "service",
        }
    }
}

/// What regular starts do while the programme is suspended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Suspended {
    /// They are passed over.
    #[default]
    Skip,
    /// They go on.
    Run,
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
    /// Kept by others: an instant if it reads as one, else words.
    Any,
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
    /// What the flow that runs this one is told.
    pub result: Option<String>,
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
    Run(Box<RunSpec>),
    Handoff(Box<HandoffSpec>),
}

#[derive(Debug, Clone)]
pub(crate) struct HandoffSpec {
    pub team: String,
    pub why: String,
    pub unanswered: Option<(Length, String)>,
    pub when_closed: Option<Target>,
}

/// Another flow, run to its end before this one goes on.
#[derive(Debug, Clone)]
pub(crate) struct RunSpec {
    pub flow: String,
    /// Fields that it is given.
    pub with: Vec<(String, Setting)>,
    /// Where its result is kept.
    pub save: Option<String>,
    /// Where each result leads; others lead to the next step.
    pub options: Vec<(String, Target)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Wait {
    pub until: Until,
    /// Where to go when its time has passed already, or long ago.
    pub missed: Option<Target>,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Until {
    /// A length of time has passed.
    Length(Length),
    /// The instant that a field holds, moved.
    Field {
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
