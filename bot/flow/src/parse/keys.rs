//! Every key of the language, in one place: what the parser knows, how the formatter sorts, what the schema describes.

/// The head of a flow, in its canonical order.
pub(crate) const HEAD: &[&str] = &[
    "version",
    "flow",
    "title",
    "note",
    "purpose",
    "for",
    "start",
    "again",
    "busy",
    "missed",
    "expires",
    "suspended",
    "uses",
    "no_answer",
    "always",
    "rules",
    "steps",
];
/// Each kind of start by its first key, and the keys that may stand beside it.
pub(crate) const STARTS: &[(&str, &[&str])] = &[
    ("referral", &[]),
    ("code", &[]),
    ("keyword", &[]),
    ("every", &["default", "fixed"]),
    ("cron", &[]),
    ("on", &["days", "at"]),
    ("event", &["after"]),
    ("missed", &["times"]),
];
/// What may stand beside every start.
pub(crate) const EVERY_START: &[&str] = &["who", "note"];
/// A rule of an anytime flow.
pub(crate) const RULE: &[&str] = &["words", "do", "then", "note"];
/// Every step.
pub(crate) const STEP: &[&str] = &[
    "note",
    "was",
    "retired",
    "skip_if",
    "at_most",
    "set",
    "log",
    "result",
    "alert",
    "level",
    "why",
    "unanswered",
    "say",
    "from",
    "media",
    "quiet",
    "then",
];
/// Verbs, and the keys that belong to each.
pub(crate) const VERBS: &[(&str, &[&str])] = &[
    (
        "ask",
        &["save", "options", "expect", "also", "no_match", "no_answer"],
    ),
    (
        "cards",
        &["save", "options", "also", "no_match", "no_answer"],
    ),
    (
        "pick_slot",
        &[
            "save",
            "options",
            "none_fits",
            "none_free",
            "no_match",
            "no_answer",
        ],
    ),
    ("when", &[]),
    ("random", &["options"]),
    ("wait", &["missed"]),
    ("run", &["with", "save", "options"]),
    ("handoff", &["closed_say", "when_closed"]),
];
/// The verbs alone, in their order.
pub(crate) const VERB_NAMES: [&str; VERBS.len()] = {
    let mut names = [""; VERBS.len()];
    let mut at = 0;
    while at < names.len() {
        names[at] = VERBS[at].0;
        at += 1;
    }
    names
};
/// A branch of `when`.
pub(crate) const BRANCH: &[&str] = &["if", "go", "else", "note"];
/// An option that is more than a target.
pub(crate) const OPTION: &[&str] = &["go", "words"];
/// `no_answer`.
pub(crate) const SILENCE: &[&str] = &["nudge", "say", "after", "then"];
/// `no_match`.
pub(crate) const NO_MATCH: &[&str] = &["retry", "then"];
/// `again`.
pub(crate) const AGAIN: &[&str] = &["after", "else"];
/// `at_most`.
pub(crate) const AT_MOST: &[&str] = &["times", "then"];
/// `unanswered`.
pub(crate) const UNANSWERED: &[&str] = &["after", "alert"];
/// `wait` for a date.
pub(crate) const WAIT: &[&str] = &["until", "days", "at"];
