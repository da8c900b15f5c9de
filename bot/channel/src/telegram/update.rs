//! An update as Telegram sends it: a number, and one field that says what it is and holds it.

use tsunagi_model::{ExternalId, Source};

use crate::json::Fields;

/// One update.
#[derive(Default)]
pub(super) struct Update<'a> {
    /// Counts up; the same at every delivery.
    pub id: Option<i64>,
    /// The field's name: `message`, `callback_query`, … Empty if there is none.
    pub name: String,
    /// What it holds.
    pub fields: Fields<'a>,
}

/// Whose conversation an update belongs to.
pub(super) enum Place {
    /// One person's, by the id that answers go to.
    Person(String),
    /// A group's or channel's: never mixed with a person's own.
    Group(String),
    /// The bot itself.
    Nowhere,
}

impl<'a> Update<'a> {
    /// Reads the outermost level; `None` if it is no object.
    pub(super) fn read(text: &'a str) -> Option<Self> {
        let fields = Fields::read(text)?;
        let name = fields
            .names()
            .find(|name| *name != "update_id" && fields.object(name).is_some())
            .unwrap_or_default()
            .to_owned();
        Some(Self {
            id: fields.integer("update_id"),
            fields: fields.object(&name).unwrap_or_default(),
            name,
        })
    }

    /// Where it happened.
    pub(super) fn place(&self) -> Place {
        match self.name.as_str() {
            // A guest is asked in a chat that is not ours, even where two people share it.
            "guest_message" => self.chat(&self.fields).map_or(Place::Nowhere, Place::Group),
            "callback_query" => {
                let message = self.fields.object("message").unwrap_or_default();
                self.in_chat(&message)
                    .or_else(|| user(&self.fields, "from"))
                    .unwrap_or(Place::Nowhere)
            }
            "poll_answer" => match self.fields.object("voter_chat") {
                Some(chat) => id(&chat, "id").map_or(Place::Nowhere, Place::Group),
                None => user(&self.fields, "user").unwrap_or(Place::Nowhere),
            },
            _ => self.in_chat(&self.fields).unwrap_or(Place::Nowhere),
        }
    }

    fn chat(&self, holder: &Fields<'a>) -> Option<String> {
        id(&holder.object("chat")?, "id")
    }

    fn in_chat(&self, holder: &Fields<'a>) -> Option<Place> {
        let chat = self.chat(holder)?;
        let kind = holder.object("chat")?.word("type");
        // Telegram gives people positive numbers and everything else negative ones.
        let private = kind.map_or(!chat.starts_with('-'), |kind| kind == "private");
        if !private {
            return Some(Place::Group(chat));
        }
        Some(Place::Person(match holder.word("business_connection_id") {
            Some(connection) => format!("{chat}@{connection}"),
            None => chat,
        }))
    }
}

impl Place {
    /// The thread of [`crate::RawEvent`], not yet bounded.
    pub(super) fn thread(&self) -> String {
        match self {
            Self::Person(id) => format!("user:{id}"),
            Self::Group(id) => format!("group:{id}"),
            Self::Nowhere => "-".to_owned(),
        }
    }

    /// The same in our words.
    pub(super) fn source(self) -> Source {
        match self {
            Self::Person(id) => Source::Person(ExternalId(id)),
            Self::Group(id) => Source::Group(ExternalId(id)),
            Self::Nowhere => Source::Channel,
        }
    }
}

/// A number that names something, as text.
pub(super) fn id(fields: &Fields<'_>, name: &str) -> Option<String> {
    fields.integer(name).map(|id| id.to_string())
}

fn user(fields: &Fields<'_>, name: &str) -> Option<Place> {
    id(&fields.object(name)?, "id").map(Place::Person)
}
