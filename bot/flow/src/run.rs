//! A run: one passage of a contact through a flow, small enough to be stored after every message.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use tsunagi_model::{Risk, Timestamp};
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::conduct::Standing;
use crate::definition::{After, Definition, Rule, Target, Verb};
use crate::effect::End;
use crate::program::Program;

/// Where a contact is in a flow, and in what interrupted it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Run {
    /// The flow that was started, then what runs on top of it; never empty.
    pub(crate) stack: Vec<Frame>,
    /// When it began.
    pub(crate) began: Timestamp,
    /// When the person or the start last moved it; it expires counting from here.
    pub(crate) moved: Timestamp,
    /// The person has answered something.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) answered: bool,
    /// The person did anything at all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) acted: bool,
    /// Its regular time started it.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) regular: bool,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) wake: Option<Timestamp>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) ended: Option<End>,
}

/// One flow within a run.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Frame {
    pub flow: String,
    pub version: u32,
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub step: String,
    pub state: State,
    /// When the present question was asked or the wait began.
    pub since: Timestamp,
    /// When the question was last put, by a nudge or at first.
    pub asked: Timestamp,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub nudges: u32,
    #[serde(default, skip_serializing_if = "is_zero")]
    pub misses: u32,
    /// The end of a wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<Timestamp>,
    /// Conduct holds back what comes next (a start, a nudge, the end of a wait, the words after a handoff) until then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub held: Option<Timestamp>,
    /// The question was never put, because its words had to wait.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unput: bool,
    /// The anytime rule that put this frame here.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// What the matched words of the rule stand for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub word: Option<String>,
    /// What it tells the flow that runs it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub result: Option<String>,
    /// It asked for a person: the script does not go on before that is closed.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub handed: bool,
    /// The person asked for it in the middle of what lies below.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub guest: bool,
    /// How often steps with `at_most` were entered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub visits: BTreeMap<String, u32>,
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

/// What a frame waits for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum State {
    /// Nothing: it has not begun.
    Ready,
    /// An answer.
    Question,
    /// Time to pass.
    Wait,
    /// A handoff to be closed, then its own `when_closed`.
    Person,
    /// A handoff to be closed, then what it was at.
    Held,
    /// The frame above it.
    Below,
}

impl Frame {
    fn new(flow: &str, version: u32, at: Timestamp) -> Self {
        Self {
            flow: flow.to_owned(),
            version,
            step: String::new(),
            state: State::Ready,
            since: at,
            asked: at,
            nudges: 0,
            misses: 0,
            until: None,
            held: None,
            unput: false,
            rule: None,
            word: None,
            result: None,
            handed: false,
            guest: false,
            visits: BTreeMap::new(),
        }
    }

    /// A frame for a flow that another runs.
    pub(crate) fn called(flow: &str, version: u32, at: Timestamp) -> Self {
        Self::new(flow, version, at)
    }

    /// A frame that begins at a rule's step.
    pub(crate) fn at_rule(
        definition: &Definition,
        version: u32,
        rule: &Rule,
        word: Option<String>,
        at: Timestamp,
    ) -> Self {
        let step = definition
            .steps
            .get(rule.step)
            .map(|step| step.name.clone())
            .unwrap_or_default();
        Self {
            step,
            rule: Some(rule.name.clone()),
            word,
            ..Self::new(&definition.flow, version, at)
        }
    }

    /// The time of the question that waits is counted from now.
    pub(crate) fn ask_anew(&mut self, now: Timestamp) {
        (self.since, self.asked, self.nudges) = (now, now, 0);
        (self.until, self.held) = (None, None);
    }

    /// What follows this frame, if a rule or the person put it here.
    pub(crate) fn after(&self, program: &Program) -> Option<After> {
        if self.guest {
            return Some(Target::Return);
        }
        let rule = self.rule.as_deref()?;
        let rules = program
            .version(&self.flow, self.version)
            .map_or(&[][..], |definition| &definition.rules);
        Some(
            rules
                .iter()
                .find(|known| known.name == rule)
                .map_or(Target::Return, |rule| rule.then),
        )
    }
}

impl Run {
    /// A run that has not begun: call [`crate::step`] with [`Input::Start`].
    pub fn begin(flow: &str, version: u32, at: Timestamp) -> Self {
        Self::with(Frame::new(flow, version, at))
    }

    /// A run of an anytime flow that has not begun, at a rule's step.
    pub(crate) fn at_rule(
        definition: &Definition,
        version: u32,
        rule: &Rule,
        word: Option<String>,
    ) -> Self {
        Self::with(Frame::at_rule(
            definition,
            version,
            rule,
            word,
            Timestamp::default(),
        ))
    }

    fn with(frame: Frame) -> Self {
        let at = frame.since;
        Self {
            stack: vec![frame],
            began: at,
            moved: at,
            answered: false,
            acted: false,
            regular: false,
            wake: None,
            ended: None,
        }
    }

    /// The flow that was started.
    pub fn flow(&self) -> &str {
        self.stack.first().map_or("", |frame| &frame.flow)
    }

    /// The version it stays on.
    pub fn version(&self) -> u32 {
        self.stack.first().map_or(0, |frame| frame.version)
    }

    /// Every flow and version that this run needs until it ends.
    pub fn versions(&self) -> impl Iterator<Item = (&str, u32)> {
        self.stack
            .iter()
            .map(|frame| (frame.flow.as_str(), frame.version))
    }

    /// The step it stands at, in whatever flow is on top.
    pub fn step(&self) -> Option<&str> {
        self.stack
            .last()
            .map(|frame| frame.step.as_str())
            .filter(|step| !step.is_empty() && self.ended.is_none())
    }

    /// When it began.
    pub fn began(&self) -> Timestamp {
        self.began
    }

    /// How it ended, if it did.
    pub fn ended(&self) -> Option<End> {
        self.ended
    }

    /// The one earliest instant at which it wants [`Input::Wake`], already out of quiet hours.
    pub fn next_wake(&self) -> Option<Timestamp> {
        self.wake.filter(|_| self.ended.is_none())
    }

    /// A handoff is open: only [`Input::HandoffClosed`] or danger moves it.
    pub fn awaits_person(&self) -> bool {
        self.ended.is_none()
            && self.stack.last().is_some_and(|frame| {
                matches!(frame.state, State::Person | State::Held) && frame.held.is_none()
            })
    }

    /// The question that waits for an answer.
    pub fn question(&self, program: &Program) -> Option<Question> {
        let frame = self
            .stack
            .last()
            .filter(|frame| frame.state == State::Question && !frame.unput)
            .filter(|_| self.ended.is_none())?;
        let definition = program.version(&frame.flow, frame.version)?;
        let step = definition.steps.get(definition.index(&frame.step)?)?;
        let Verb::Ask(question) = &step.verb else {
            return None;
        };
        Some(Question {
            text: question.text.clone(),
            options: question
                .options
                .iter()
                .map(|option| option.key.clone())
                .collect(),
            words: question
                .options
                .iter()
                .flat_map(|option| option.words.iter().cloned())
                .collect(),
        })
    }
}

/// A question that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// Its Fluent id.
    pub text: String,
    /// The keys of its options.
    pub options: Vec<String>,
    /// Words that mean one of them besides their labels, folded.
    pub words: Vec<String>,
}

/// What happened to a run.
#[derive(Debug, Clone, PartialEq)]
pub enum Input<'a> {
    /// It begins.
    Start(Occasion),
    /// The person wrote.
    Text {
        /// What.
        text: &'a str,
        /// What the safeguard room read in it.
        risk: Risk,
    },
    /// The person tapped a button.
    Choice {
        /// Our data.
        data: &'a str,
    },
    /// The person sent something without words.
    Other {
        /// `sticker`, `image`, `location`, ….
        kind: &'a str,
    },
    /// The person sent something with words beneath it.
    Captioned {
        /// `image`, `video`, ….
        kind: &'a str,
        /// The words.
        text: &'a str,
        /// What the safeguard room read in them.
        risk: Risk,
    },
    /// The person asks for another flow in the middle of this run; only where [`crate::leaves`] says no.
    Begin {
        /// Which.
        flow: &'a str,
    },
    /// [`Run::next_wake`] has come.
    Wake,
    /// Staff closed the handoff and let the script go on.
    HandoffClosed,
}

/// What starts a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Occasion {
    /// The person added the account.
    Follow,
    /// They came by a link.
    Referral(String),
    /// They wrote an invitation code of this letter.
    Code(String),
    /// They wrote a keyword.
    Keyword(String),
    /// They tapped a button that begins it.
    Menu,
    /// Its regular time came.
    Schedule {
        /// Which of the flow's starts.
        index: usize,
    },
    /// Staff or another flow started it.
    Ask,
}

/// What a step may know besides the run and the memory.
#[derive(Clone, Copy)]
pub struct World<'a> {
    /// The present instant.
    pub now: Timestamp,
    /// The calendar of the conversation's area: [`Program::calendar`].
    pub calendar: &'a Calendar,
    /// Matches typed words with labels.
    pub labels: &'a dyn Labels,
    /// Free times that can be chosen.
    pub slots: &'a [Slot],
    /// Decides `random`, the same way for the same conversation.
    pub conversation: Uuid,
    /// The contact has been through this flow within `again.after`.
    pub came_again: bool,
    /// What else is known of the conversation, for the limits of conduct.
    pub standing: Standing,
}

/// The labels of all languages.
pub trait Labels {
    /// The option whose label, in any language, equals what was typed.
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize>;
}

/// A free time for a meeting.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Slot {
    /// Its id, without `/`.
    pub id: String,
    /// When it begins.
    pub at: Timestamp,
}
