//! What a step wants done: the engine's answer to an input, carried out by dispatch in this order.

use serde::{Deserialize, Serialize};
use tsunagi_model::{Span, Timestamp, Urgency};

use crate::conduct::Why;
use crate::table::Row;

/// One thing to be done.
#[derive(Debug, Clone, PartialEq)]
pub enum Effect {
    /// Say something to the person.
    Say(Say),
    /// A field was saved; the memory that was passed in already has it.
    Save {
        /// Dotted name.
        field: String,
        /// Option key, digits, RFC 3339 instant or typed words.
        value: String,
    },
    /// Something worth counting happened.
    Log {
        /// In the coordinator's words.
        what: String,
    },
    /// Call a person.
    Alert {
        /// Which team: `duty`, `lead`, `case_worker`, `outreach`, `coordinator`.
        team: String,
        /// How soon.
        urgency: Urgency,
        /// If nobody takes it within this time, whom to call next.
        unanswered: Option<(Span, String)>,
        /// Why, in the coordinator's words.
        why: Option<String>,
    },
    /// Ask for a person to take over.
    Handoff {
        /// Which team.
        team: String,
        /// Why, in the coordinator's words.
        why: String,
        /// If nobody takes it within this time, whom to call.
        unanswered: Option<(Span, String)>,
    },
    /// Something came that only a person can understand: it belongs before their eyes.
    Look,
    /// The person chose this free time.
    BookSlot {
        /// The slot's id.
        id: String,
    },
    /// Words were held back by the limits of conduct.
    Held {
        /// Why.
        why: Why,
        /// When they come; `None` means never, because what came with them could not wait or the run is over.
        until: Option<Timestamp>,
    },
    /// Another flow shall begin: nobody answered so many regular conversations in a row.
    Begin {
        /// Which flow.
        flow: String,
        /// Which of its starts.
        index: usize,
        /// When.
        at: Timestamp,
    },
    /// The run is over; nothing follows.
    Ended(End),
}

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum End {
    /// It came to its end.
    Done,
    /// The person's words ended it: stop, pause, skip.
    Stopped,
    /// Its time ran out.
    Expired,
    /// It went round in circles and was stopped; the lead is told.
    Loop,
    /// Its definition is not there any more; the coordinator is told.
    Gone,
}

/// Something to say, as ids that the texts turn into words.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Say {
    /// Fluent id.
    pub text: String,
    /// Arguments beside those that are always given.
    pub args: Vec<(String, Arg)>,
    /// Buttons under the words.
    pub choices: Vec<SayChoice>,
    /// Cards under the words; each row's `text` is a Fluent id with the attribute `.title`.
    pub cards: Vec<SayCard>,
    /// Name of a media file.
    pub media: Option<String>,
    /// Rows of a table that belong to the words (hotlines); one row's cells are also arguments.
    pub rows: Vec<Row>,
    /// Must not wait for the end of quiet hours.
    pub urgent: bool,
}

/// The value of an argument.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Words or an option key, as they are.
    Text(String),
    /// A number.
    Number(f64),
    /// An instant, to be written in the reader's language and zone.
    Instant(Timestamp),
    /// The Fluent id of a text to be rendered first.
    Message(String),
}

/// A button.
#[derive(Debug, Clone, PartialEq)]
pub struct SayChoice {
    /// Option key, or the id of a slot.
    pub key: String,
    /// What comes back when it is tapped: `<flow>/<step>/<option>` or `<flow>/<step>/<option>/<row or slot>`.
    pub data: String,
    /// What the person reads.
    pub label: SayLabel,
}

/// What stands on a button.
#[derive(Debug, Clone, PartialEq)]
pub enum SayLabel {
    /// The attribute `key` of the text `text`.
    Key {
        /// Fluent id; that of the question, also where a nudge carries its buttons.
        text: String,
        /// Attribute.
        key: String,
    },
    /// A time.
    Instant(Timestamp),
    /// These words.
    Literal(String),
}

/// A card: one row of a table with buttons.
#[derive(Debug, Clone, PartialEq)]
pub struct SayCard {
    /// The row: `id`, `text` (Fluent id, title in its attribute `.title`), `image`, ….
    pub row: Row,
    /// Buttons on the card.
    pub choices: Vec<SayChoice>,
}
