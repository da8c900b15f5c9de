//! Beside a conversation: the hand-over card, what the person agreed to, how they were met, which calls are open.

use tsunagi_model::Memory;
use tsunagi_store::{AddressState, Dialogue, Thread};

use crate::page::alert::AlertView;
use crate::page::beside::{Beside, BookedView, HeldView, LinkView, destinations};
use crate::words::Words;

/// How many ledger rows are shown.
const MEETINGS: usize = 12;

/// One counted contact.
pub(crate) struct MeetingView {
    pub date: String,
    pub machine: String,
    pub method: String,
    pub result: String,
    pub reached: bool,
    pub messages: String,
}

/// The cases on one account, if there are several.
fn siblings(thread: &Thread, beside: &Beside) -> Vec<(String, String, bool)> {
    if beside.cases.len() < 2 {
        return Vec::new();
    }
    let speaks = thread.contact.as_ref().and_then(|contact| contact.case);
    let cases = beside.cases.iter();
    cases
        .map(|(id, number)| (id.to_string(), number.clone(), speaks == Some(*id)))
        .collect()
}

/// Everything beside the timeline.
pub(crate) struct Side {
    /// Why a person was asked for, and since when.
    pub why: Option<String>,
    pub since: Option<String>,
    pub waiting: Option<String>,
    /// The flow that is under way and where in it.
    pub flow: Option<String>,
    pub step: Option<String>,
    /// Last answers to the flow: what was asked and what was chosen.
    pub answers: Vec<(String, String)>,
    pub consents: Vec<(String, String)>,
    pub role: String,
    /// The name they go by on the messenger: no identity.
    pub name: Option<String>,
    pub language: Option<String>,
    /// Why nothing can be sent; none while it can.
    pub unreachable: Option<String>,
    pub alerts: Vec<AlertView>,
    pub meetings: Vec<MeetingView>,
    /// The city's number of the case.
    pub case: Option<String>,
    /// Where siblings use one account: each case with its number, and whether it is the one who speaks.
    pub siblings: Vec<(String, String, bool)>,
    /// What the script still keeps to itself.
    pub held: Vec<HeldView>,
    pub booked: Vec<BookedView>,
    pub links: Vec<LinkView>,
    /// The kinds of support that can begin; none without a case.
    pub destinations: Vec<(&'static str, String)>,
    /// Whether a case can be opened: there is a contact who has none.
    pub may_open_case: bool,
    /// Whether there is a web chat that this person can be let into.
    pub web_room: bool,
    /// Whether they can be invited to join a web room of theirs with this address.
    pub may_link: bool,
}

impl Side {
    pub fn new(w: &Words, dialogue: &Dialogue, beside: &Beside) -> Self {
        let thread = &dialogue.thread;
        let memory = thread
            .contact
            .as_ref()
            .map(|contact| contact.memory.clone())
            .unwrap_or_default();
        let mut counted: Vec<_> = dialogue
            .encounters
            .iter()
            .filter(|row| row.counted && row.voided_by.is_none())
            .collect();
        counted.sort_by_key(|row| std::cmp::Reverse(row.started_at));
        let meetings = counted
            .into_iter()
            .take(MEETINGS)
            .map(|row| MeetingView {
                date: w.date_time(row.started_at),
                machine: w.machine(row.started_at),
                method: w.named("method", row.method.as_str()),
                result: w.named("result", row.result.as_str()),
                reached: row.reached,
                messages: w.with(
                    "console-meeting-messages",
                    &[
                        ("in", row.messages_in.to_string().into()),
                        ("out", row.messages_out.to_string().into()),
                    ],
                ),
            })
            .collect();
        Self {
            why: dialogue
                .handoff
                .as_ref()
                .map(|(_, _, why, _)| w.named("why", why)),
            since: dialogue.handoff.as_ref().map(|(.., at)| w.date_time(*at)),
            waiting: thread.unanswered_since.map(|at| w.waiting(at)),
            flow: thread.run.as_ref().map(|run| w.named("flow", &run.flow)),
            step: thread.run.as_ref().and_then(|run| run.step.clone()),
            answers: answers(w, &memory),
            consents: consents(w, &memory),
            role: w.named("role-of-contact", memory.role().as_str()),
            name: memory.get("platform.name").map(str::to_owned),
            language: memory
                .language()
                .map(|language| w.named("language", &language)),
            unreachable: match (thread.contact.is_some(), thread.state) {
                (false, _) => Some(w.t("console-unreachable-erased")),
                (_, AddressState::Blocked) => Some(w.t("console-unreachable-blocked")),
                (_, AddressState::Left) => Some(w.t("console-unreachable-left")),
                (_, AddressState::Ok) => None,
            },
            alerts: dialogue
                .alerts
                .iter()
                .map(|row| AlertView::new(w, row))
                .collect(),
            meetings,
            held: beside
                .held
                .iter()
                .map(|row| HeldView::new(w, row))
                .filter(|held| held.waits)
                .take(3)
                .collect(),
            booked: beside
                .booked
                .iter()
                .map(|slot| BookedView::new(w, slot))
                .collect(),
            links: beside
                .links
                .iter()
                .map(|link| LinkView::new(w, link))
                .collect(),
            destinations: match dialogue.case {
                Some(_) => destinations(w),
                None => Vec::new(),
            },
            siblings: siblings(thread, beside),
            case: dialogue.case.clone(),
            may_open_case: dialogue.case.is_none() && thread.contact.is_some(),
            web_room: false,
            may_link: false,
        }
    }

    /// Whether any call is still open.
    pub fn has_open_alert(&self) -> bool {
        self.alerts.iter().any(|alert| alert.closed.is_none())
    }
}

/// What was agreed to; a scope nobody was asked about is not a yes.
fn consents(w: &Words, memory: &Memory) -> Vec<(String, String)> {
    let mut rows: Vec<_> = memory
        .fields
        .iter()
        .filter_map(|(field, value)| {
            field
                .strip_prefix("consent.")
                .map(|scope| (w.named("consent", scope), w.named("agreed", value)))
        })
        .collect();
    if memory.get("consent.messages").is_none() {
        rows.insert(
            0,
            (
                w.t("console-consent-messages"),
                w.t("console-agreed-unasked"),
            ),
        );
    }
    rows
}

/// What the service remembers for itself, and what has a place of its own on the card.
const NOT_ANSWERS: [&str; 8] = [
    "consent.",
    "log.",
    "run.",
    "said.",
    "page.",
    "platform.",
    "contact.language",
    "contact.role",
];

/// The three newest answers to a flow, newest first.
fn answers(w: &Words, memory: &Memory) -> Vec<(String, String)> {
    let mut rows: Vec<_> = memory
        .history
        .iter()
        .filter(|(field, _)| !NOT_ANSWERS.iter().any(|other| field.starts_with(other)))
        .filter_map(|(field, past)| past.last().map(|(at, value)| (*at, field, value)))
        .collect();
    rows.sort_by_key(|(at, ..)| std::cmp::Reverse(*at));
    rows.into_iter()
        .take(3)
        .map(|(_, field, value)| (w.named("field", field), said(w, value)))
        .collect()
}

/// A saved value as one reads it: an instant as a date, an option by its name, words as they are.
fn said(w: &Words, value: &str) -> String {
    match chrono::DateTime::parse_from_rfc3339(value) {
        Ok(at) => w.date_time(at.into()),
        Err(_) => w.named("value", value),
    }
}
