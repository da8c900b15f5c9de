//! Beside a conversation, besides who it is with: what the script keeps to itself, booked times, support that began,
//! what came besides words.

use tsunagi_model::{AttachmentId, CaseId};
use tsunagi_store::{
    AttachmentRow, BookedSlot, Destination, Dialogue, HeldRow, Link, Scope, Store, Thread,
};

use crate::failure::Failure;
use crate::words::Words;

/// Rows of what was kept back that are read for one conversation.
const HELD: i64 = 50;

/// What is read for it.
#[derive(Default)]
pub(crate) struct Beside {
    pub held: Vec<HeldRow>,
    pub booked: Vec<BookedSlot>,
    pub links: Vec<Link>,
    /// The cases that the contact speaks for, with their numbers.
    pub cases: Vec<(CaseId, String)>,
    /// Every address of the contact, the one that is written to first before the others.
    pub addresses: Vec<Thread>,
    pub attachments: Vec<AttachmentRow>,
    /// The attachment that the visitor wishes to see uncovered.
    pub shown: Option<AttachmentId>,
}

impl Beside {
    /// Reads it for a conversation whose reading was recorded.
    pub async fn read(scope: &Scope, store: &Store, dialogue: &Dialogue) -> Result<Self, Failure> {
        let id = dialogue.thread.id;
        let case = dialogue
            .thread
            .contact
            .as_ref()
            .and_then(|contact| contact.case);
        Ok(Self {
            held: scope.held_in(id, HELD).await?,
            booked: scope.meetings(id).await?,
            links: match case {
                Some(case) => store.links(case).await?,
                None => Vec::new(),
            },
            cases: match &dialogue.thread.contact {
                Some(contact) => store.cases_of(contact.id).await?,
                None => Vec::new(),
            },
            addresses: match &dialogue.thread.contact {
                Some(contact) => store.threads_of(contact.id).await?,
                None => Vec::new(),
            },
            attachments: scope.attachments(dialogue).await?,
            shown: None,
        })
    }
}

/// One time that the script kept something to itself.
pub(crate) struct HeldView {
    pub conversation: String,
    pub handle: String,
    pub area: String,
    pub flow: String,
    pub why: String,
    pub at: String,
    pub machine: String,
    /// Until when, or that it will not be said any more.
    pub until: String,
    /// It still waits.
    pub waits: bool,
}

impl HeldView {
    pub fn new(w: &Words, row: &HeldRow) -> Self {
        Self {
            conversation: row.conversation.to_string(),
            handle: crate::handle::handle(w, row.contact),
            area: row.area.clone(),
            flow: w.named("flow", &row.flow),
            why: w.named("held-why", &row.why),
            at: w.date_time(row.at),
            machine: w.machine(row.at),
            until: match row.until {
                Some(until) => w.t1("console-held-until", "time", w.date_time(until)),
                None => w.t("console-held-never"),
            },
            waits: row.until.is_some_and(|until| until > w.now),
        }
    }

    /// As a mark between the lines of a conversation.
    pub fn mark(&self, w: &Words) -> String {
        w.with(
            "console-mark-held",
            &[
                ("flow", self.flow.as_str().into()),
                ("why", self.why.as_str().into()),
                ("until", self.until.as_str().into()),
            ],
        )
    }
}

/// A booked time.
pub(crate) struct BookedView {
    pub id: String,
    pub at: String,
    pub machine: String,
    pub outcome: Option<String>,
    /// It is over, and nobody has said what became of it.
    pub open: bool,
}

impl BookedView {
    pub fn new(w: &Words, slot: &BookedSlot) -> Self {
        Self {
            id: slot.id.clone(),
            at: w.date_time(slot.at),
            machine: w.machine(slot.at),
            outcome: slot.outcome.as_deref().map(|word| w.named("met", word)),
            open: slot.outcome.is_none() && slot.at <= w.now,
        }
    }
}

/// Where the child was led on to.
pub(crate) struct LinkView {
    pub id: String,
    pub destination: String,
    pub state: String,
    pub since: String,
    pub open: bool,
}

impl LinkView {
    pub fn new(w: &Words, link: &Link) -> Self {
        Self {
            id: link.id.to_string(),
            destination: w.named("destination", link.destination.as_str()),
            state: w.named("link", link.state.as_str()),
            since: w.date(link.started_at),
            open: link.is_open(),
        }
    }
}

/// The kinds of support one can choose: word and name.
pub(crate) fn destinations(w: &Words) -> Vec<(&'static str, String)> {
    Destination::ALL
        .iter()
        .map(|destination| {
            let word = destination.as_str();
            (word, w.named("destination", word))
        })
        .collect()
}
