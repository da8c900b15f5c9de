//! In which order the keys of each kind of map stand, and how the map is written.

use super::read::{Body, Item};
use crate::parse::keys::{
    AGAIN, AT_MOST, BRANCH, EVERY_START, HEAD, NO_MATCH, OPTION, RULE, SILENCE, STARTS, UNANSWERED,
    VERB_NAMES, WAIT,
};

/// What a map or list is, which says how it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Head,
    Steps,
    Step,
    Starts,
    Start,
    Rules,
    Rule,
    Branches,
    /// Keys that people made up, with small maps of these keys in them.
    Named(&'static [&'static str]),
    /// These keys.
    Keys(&'static [&'static str]),
    /// Anything.
    Other,
}

/// The keys of a step; what may stand at two places is put there by [`step`].
const BEFORE: &[&str] = &[
    "note", "was", "retired", "skip_if", "at_most", "set", "log", "alert", "level",
];
const REASON: &[&str] = &["why", "unanswered"];
const SAY: &[&str] = &["result", "say", "closed_say"];
const SHOWN: &[&str] = &["from", "media", "quiet"];
const AFTER: &[&str] = &[
    "with",
    "save",
    "expect",
    "also",
    "options",
    "missed",
    "none_fits",
    "none_free",
    "no_match",
    "no_answer",
    "when_closed",
    "then",
];

/// The order of a step's keys: why and by when belong to the alert if there is one, or else to the handoff; rows and pictures
/// to the words if there are any, or else to the question.
pub(super) fn step(has: impl Fn(&str) -> bool) -> Vec<&'static str> {
    let (alert, say) = (has("alert"), has("say"));
    let parts = [
        (true, BEFORE),
        (alert, REASON),
        (true, SAY),
        (say, SHOWN),
        (true, &VERB_NAMES),
        (!say, SHOWN),
        (!alert, REASON),
        (true, AFTER),
    ];
    let here = parts.into_iter().filter(|(here, _)| *here);
    here.flat_map(|(_, keys)| keys.iter().copied()).collect()
}

/// The order of a start's keys: its kind, what belongs to kinds, and what any may have.
pub(super) fn start() -> Vec<&'static str> {
    let kinds = STARTS.iter().map(|(kind, _)| *kind);
    let beside = STARTS.iter().flat_map(|(_, keys)| keys.iter().copied());
    kinds
        .chain(beside)
        .chain(EVERY_START.iter().copied())
        .collect()
}

impl Kind {
    /// What the value of a key is.
    pub fn of(self, key: &str) -> Self {
        match (self, key) {
            (Self::Head, "steps") => Self::Steps,
            (Self::Head, "start") => Self::Starts,
            (Self::Head, "rules") => Self::Rules,
            (Self::Head, "again") => Self::Keys(AGAIN),
            (Self::Head | Self::Step, "no_answer") => Self::Keys(SILENCE),
            (Self::Steps, _) => Self::Step,
            (Self::Rules, _) => Self::Rule,
            (Self::Step, "at_most") => Self::Keys(AT_MOST),
            (Self::Step, "no_match") => Self::Keys(NO_MATCH),
            (Self::Step, "unanswered") => Self::Keys(UNANSWERED),
            (Self::Step, "wait") => Self::Keys(WAIT),
            (Self::Step, "when") => Self::Branches,
            (Self::Step, "options") => Self::Named(OPTION),
            (Self::Named(keys), _) => Self::Keys(keys),
            _ => Self::Other,
        }
    }

    /// What an item of a list is.
    pub fn item(self) -> Self {
        match self {
            Self::Starts => Self::Start,
            Self::Branches => Self::Keys(BRANCH),
            _ => Self::Other,
        }
    }

    /// The items of a map in their order; what people named stays as it is, what is unknown goes last.
    pub fn sorted(self, items: &[Item]) -> Vec<&Item> {
        let name = |item: &Item| {
            item.key
                .as_ref()
                .map_or("", |key| key.text.as_str())
                .to_owned()
        };
        let order = match self {
            Self::Head => HEAD.to_vec(),
            Self::Start => start(),
            Self::Rule => RULE.to_vec(),
            Self::Keys(keys) => keys.to_vec(),
            Self::Step => step(|key| items.iter().any(|item| name(item) == key)),
            _ => Vec::new(),
        };
        let mut sorted: Vec<&Item> = items.iter().collect();
        if !order.is_empty() {
            sorted.sort_by_key(|item| {
                let name = name(item);
                order
                    .iter()
                    .position(|key| *key == name)
                    .unwrap_or(order.len())
            });
        }
        sorted
    }

    /// Whether it may stand on one line if it fits: never the large parts, and a step only if it holds nothing but words.
    pub fn fits_a_line(self, value: &Body) -> bool {
        match (self, value) {
            (
                Self::Head
                | Self::Steps
                | Self::Rules
                | Self::Starts
                | Self::Start
                | Self::Branches,
                Body::Map(items) | Body::List(items),
            ) => items.is_empty(),
            (Self::Step, Body::Map(items)) => items
                .iter()
                .all(|item| matches!(item.value, Body::Scalar(_))),
            _ => true,
        }
    }

    /// Whether blank lines between its items are kept: they group steps.
    pub fn keeps_blank_lines(self) -> bool {
        matches!(self, Self::Head | Self::Steps | Self::Rules)
    }
}
