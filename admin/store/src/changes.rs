//! One transaction for many events: a state change and the messages it causes commit together, each table with one statement.

use serde::{Deserialize, Serialize};
use tsunagi_model::{
    AlertId, AreaId, AttachmentId, Author, BroadcastId, CaseId, ConsentId, ContactId,
    ConversationId, Direction, HandoffId, HandoffState, HeldId, IntakeId, LinkId, MessageId,
    NoteId, OutboxId, StaffId, Timestamp, WakeId,
};

use crate::audit::Entry;
use crate::{Destination, Encounter, Lane, NewAttachment, Thread, Wake};

/// A message to be recorded.
#[derive(Debug, Clone)]
pub struct NewMessage {
    /// Sorts by the order of the conversation.
    pub id: MessageId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// Which way.
    pub direction: Direction,
    /// Who wrote it.
    pub author: Author,
    /// Which person of the staff.
    pub staff: Option<StaffId>,
    /// The word of [`tsunagi_model::InboundKind::as_str`], or `text`, `cards`, `image`, … for outgoing ones.
    pub kind: String,
    /// What was said.
    pub body: Option<Body>,
    /// The platform's id.
    pub platform_id: Option<String>,
    /// The platform's id of the event.
    pub event_id: Option<String>,
    /// The request that carries it.
    pub outbox: Option<OutboxId>,
    /// When it happened by the platform's clock.
    pub occurred_at: Option<Timestamp>,
    /// When we recorded it.
    pub received_at: Timestamp,
    /// The platform's id of the message that this one answers.
    pub quotes: Option<String>,
}

/// What a message says, as it is sealed.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Body {
    /// The words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The options that were offered, or the data of the one that was tapped.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<tsunagi_model::Choice>,
    /// Cards that were shown.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<tsunagi_model::Card>,
    /// A picture or film that was shown.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<tsunagi_model::OutMedia>,
    /// The language of the words, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A request to a platform.
#[derive(Debug, Clone)]
pub struct NewOutbox {
    /// For life also the platform's retry key.
    pub id: OutboxId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// 0 crisis and people, 1 replies, 2 what the script sends by itself, 3 broadcasts.
    pub priority: i64,
    /// Who speaks.
    pub author: Author,
    /// Which person of the staff.
    pub staff: Option<StaffId>,
    /// The messages as the platform wants them.
    pub payload: String,
    /// A one-time right to reply, and until when it is worth trying.
    pub reply: Option<(String, Timestamp)>,
    /// Until when the platform lets us write of our own accord; `None` is for ever.
    pub window_until: Option<Timestamp>,
    /// Not before.
    pub due_at: Timestamp,
    /// Not after.
    pub expires_at: Timestamp,
    /// Whether this instance sends it right after the commit, so that it need not be claimed by another one.
    pub claimed: bool,
    /// The message to many that it is part of.
    pub broadcast: Option<BroadcastId>,
}

/// What an outbox row keeps sealed.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub(crate) struct OutboxBody {
    pub to: String,
    pub payload: String,
    pub reply: Option<(String, Timestamp)>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_until: Option<Timestamp>,
}

/// A request for a person.
#[derive(Debug, Clone)]
pub struct NewHandoff {
    /// The row.
    pub id: HandoffId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// Who should come.
    pub team: String,
    /// Why.
    pub why: String,
    /// 1 this week, 2 today, 3 now.
    pub urgency: i64,
}

/// How a handoff moves on.
#[derive(Debug, Clone)]
pub struct HandoffChange {
    /// The row.
    pub id: HandoffId,
    /// Where it stands now.
    pub state: HandoffState,
    /// Who did that.
    pub by: StaffId,
    /// How it was closed.
    pub how: Option<String>,
}

/// A call for a person.
#[derive(Debug, Clone)]
pub struct NewAlert {
    /// The row.
    pub id: AlertId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// Who should come.
    pub team: String,
    /// 1 this week, 2 today, 3 now.
    pub urgency: i64,
    /// What it is about: a category of the safeguard room, or `flow`.
    pub category: String,
    /// The rule or step that fired.
    pub rule: String,
    /// The message that fired it.
    pub message: Option<MessageId>,
}

/// A staff remark.
#[derive(Debug, Clone)]
pub struct NewNote {
    /// The row.
    pub id: NoteId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// Who wrote it.
    pub staff: StaffId,
    /// The words.
    pub text: String,
}

/// A recorded yes or no.
#[derive(Debug, Clone)]
pub struct NewConsent {
    /// The row.
    pub id: ConsentId,
    /// Who said it.
    pub contact: ContactId,
    /// Their municipality.
    pub area: AreaId,
    /// To what.
    pub scope: String,
    /// given, declined, withdrawn.
    pub state: String,
    /// The words that were shown.
    pub version: String,
    /// tap, typed, paper, …
    pub method: String,
}

/// A case that staff open for a contact, so that their contacts count in the report.
#[derive(Debug, Clone)]
pub struct NewCase {
    /// The row.
    pub id: CaseId,
    /// Index into [`Changes::threads`]; its contact becomes the case's child, and earlier contacts of theirs count from now on.
    pub thread: usize,
    /// The city's own number.
    pub number: String,
    /// The fiscal year whose ledger it is in.
    pub fiscal_year: i64,
    /// It is another child's who uses the contact's account: the contact's own case stays.
    pub sibling: bool,
}

/// Words that the script kept to itself, and why.
#[derive(Debug, Clone)]
pub struct NewHeld {
    /// The row.
    pub id: HeldId,
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// The flow that would have spoken.
    pub flow: String,
    /// Where in it.
    pub step: Option<String>,
    /// A stable word for why.
    pub why: String,
    /// When it may be said; none if it will not be said any more.
    pub until: Option<Timestamp>,
}

/// What a platform says of messages of ours.
#[derive(Debug, Clone)]
pub struct NewReceipt {
    /// The channel's slug.
    pub channel: String,
    /// The person's conversation, if there is one.
    pub conversation: Option<ConversationId>,
    /// What it says.
    pub receipt: tsunagi_model::DeliveryReceipt,
}

/// A message whose words were changed.
#[derive(Debug, Clone)]
pub struct Edit {
    /// Index into [`Changes::threads`].
    pub thread: usize,
    /// The platform's id of the message.
    pub platform_id: String,
    /// The new words.
    pub text: String,
    /// When they were changed, by the platform's clock: the latest wins, in whatever order edits come.
    pub at: Timestamp,
}

/// An onward path that begins or ends.
#[derive(Debug, Clone)]
pub enum LinkChange {
    /// It is in use from now on.
    Begin {
        /// The row.
        id: LinkId,
        /// Whose.
        case: CaseId,
        /// The municipality.
        area: AreaId,
        /// Where to.
        destination: Destination,
    },
    /// It is over.
    End {
        /// The row.
        id: LinkId,
        /// Whose.
        case: CaseId,
    },
}

/// A page of a broadcast.
#[derive(Debug, Clone)]
pub struct BroadcastStep {
    /// Which one.
    pub id: BroadcastId,
    /// How far it has come with this page; its revision is the one that was read.
    pub lane: Lane,
    /// For whom it was decided: index into [`Changes::threads`], and why it was not queued, if it was not.
    pub recipients: Vec<(usize, Option<&'static str>)>,
}

/// Everything that one commit changes.
#[derive(Default)]
pub struct Changes {
    /// Conversations in their new state, each at most once.
    pub threads: Vec<Thread>,
    /// Messages of both directions.
    pub messages: Vec<NewMessage>,
    /// What came with them besides words.
    pub attachments: Vec<NewAttachment>,
    /// Attachments that only who leads may open from now on, and by whose word; without one, everybody may again.
    pub restrictions: Vec<(AttachmentId, Option<StaffId>)>,
    /// Requests to platforms.
    pub outbox: Vec<NewOutbox>,
    /// Ledger rows, new or grown.
    pub encounters: Vec<Encounter>,
    /// Requests for a person.
    pub handoffs: Vec<NewHandoff>,
    /// Their progress.
    pub handoff_changes: Vec<HandoffChange>,
    /// Calls for a person.
    pub alerts: Vec<NewAlert>,
    /// Staff remarks.
    pub notes: Vec<NewNote>,
    /// Cases that are opened.
    pub cases: Vec<NewCase>,
    /// Yes and no.
    pub consents: Vec<NewConsent>,
    /// Timers that are set.
    pub wakes: Vec<Wake>,
    /// Timers that are taken back: kind and subject.
    pub unwakes: Vec<(String, String)>,
    /// Timers that fired.
    pub fired: Vec<WakeId>,
    /// Conversations whose run came to an end: what waited for that is due now.
    pub run_over: Vec<ConversationId>,
    /// What the script kept to itself.
    pub held: Vec<NewHeld>,
    /// Codes of letters that were used: hash and contact.
    pub codes: Vec<(String, ContactId)>,
    /// What became of booked times: slot, `done` or `missed`, who says so.
    pub met: Vec<(String, &'static str, StaffId)>,
    /// Onward paths that begin or end.
    pub links: Vec<LinkChange>,
    /// Areas whose programme rests from now on, with the note and who says so; or goes on.
    pub suspensions: Vec<(AreaId, Option<String>, Option<StaffId>)>,
    /// Free times that were taken: slot and contact.
    pub slots: Vec<(String, ContactId)>,
    /// Conversations whose unsent script messages are taken back before anything of this commit is queued.
    pub silence: Vec<ConversationId>,
    /// Conversations in which danger was read: the same, except for words of urgency that were queued before.
    pub alarmed: Vec<ConversationId>,
    /// Messages whose words are destroyed: conversation and the platform's message id.
    pub unsend: Vec<(ConversationId, String)>,
    /// Messages whose words were changed.
    pub edits: Vec<Edit>,
    /// What platforms say became of messages.
    pub receipts: Vec<NewReceipt>,
    /// Other names of an address: index into `threads`, the hashed thread.
    pub aliases: Vec<(usize, String)>,
    /// A page of a broadcast.
    pub broadcast: Option<BroadcastStep>,
    /// Events whose work is done with this commit.
    pub done: Vec<IntakeId>,
    /// What staff did.
    pub audit: Vec<Entry>,
}
