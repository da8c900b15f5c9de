//! What travels between a platform and the script: events that came in, turns that go out, and what became of them.

use serde::{Deserialize, Serialize};

use uuid::Uuid;

use crate::{Author, Status, Timestamp};

/// A platform's own id of a person, a group or a room. Personal: never logged, only stored sealed or hashed.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ExternalId(pub String);

impl std::fmt::Debug for ExternalId {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("ExternalId(…)")
    }
}

/// Where an event came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Source {
    /// One person.
    Person(ExternalId),
    /// A group or room; the sender is not kept.
    Group(ExternalId),
    /// The account itself, or a person the platform does not name.
    Channel,
}

/// One event from a platform, read tolerantly: what is missing is `None`, what is unknown is [`InboundKind::Other`].
#[derive(Debug, Clone, PartialEq)]
pub struct Inbound {
    /// The platform's id of the event, if it has one.
    pub event_id: Option<String>,
    /// The platform's id of the message, if it is one.
    pub platform_id: Option<String>,
    /// When it happened by the platform's clock. For display; order is the order of arrival.
    pub occurred_at: Option<Timestamp>,
    /// Who sent it.
    pub source: Source,
    /// A one-time right to reply for free, if the platform gives one.
    pub reply_token: Option<String>,
    /// What the channel wants to see so that a tapped button stops waiting, if it does wait.
    pub tap_token: Option<String>,
    /// Another service holds this chat: record, but send nothing.
    pub standby: bool,
    /// The language in which the person reads the page, where the channel knows it.
    pub language: Option<String>,
    /// The name the person chose on the platform. For staff to see; never an identity.
    pub name: Option<String>,
    /// Other ids by which the platform knows the same person (WhatsApp: number and business-scoped id).
    pub also: Vec<ExternalId>,
    /// The platform's id of the message that this one answers or quotes.
    pub quotes: Option<String>,
    /// What the channel wants to see when a human being has read up to here.
    pub read_token: Option<String>,
    /// The platform's word that with this event the person has opted out (`true`) or in again (`false`).
    pub opt_out: Option<bool>,
    /// What it is.
    pub kind: InboundKind,
}

impl Inbound {
    /// An event of which nothing is known but where it came from and what it is.
    pub fn new(source: Source, kind: InboundKind) -> Self {
        Self {
            event_id: None,
            platform_id: None,
            occurred_at: None,
            source,
            reply_token: None,
            tap_token: None,
            standby: false,
            language: None,
            name: None,
            also: Vec::new(),
            quotes: None,
            read_token: None,
            opt_out: None,
            kind,
        }
    }

    /// What stands for an event that nobody can read: of the account itself, under the name `unreadable`.
    pub fn unreadable() -> Self {
        Self::new(Source::Channel, InboundKind::other("unreadable"))
    }
}

/// The longest name of an unknown kind that is kept, in letters.
const LONGEST_NAME: usize = 64;

/// What an event is.
#[derive(Debug, Clone, PartialEq)]
pub enum InboundKind {
    /// Written words.
    Text(String),
    /// A sticker; its keywords are all that can be known of it.
    Sticker(Vec<String>),
    /// Pictures, films, sounds or files that must be fetched, with the words beneath them.
    Media {
        /// At least one, in order.
        attachments: Vec<Attachment>,
        /// The words that came with them: read for danger like any others.
        caption: Option<String>,
    },
    /// A place. The address is not kept.
    Location {
        /// Its name, if one was given.
        title: Option<String>,
        /// Degrees north.
        latitude: f64,
        /// Degrees east.
        longitude: f64,
    },
    /// A button of ours was tapped; `data` is what we put there.
    Postback {
        /// Our data: see [`Choice::data`].
        data: String,
        /// A date or time that was picked with it.
        picked: Option<String>,
    },
    /// The person added or unblocked the account.
    Follow {
        /// The platform's word for "unblocked", which is not always right.
        unblocked: Option<bool>,
        /// The invitation code or link tag they came with.
        referral: Option<String>,
    },
    /// The person blocked the account.
    Unfollow,
    /// The person took a message back: its words must be destroyed.
    Unsend {
        /// The platform's id of the message.
        platform_id: String,
    },
    /// The person changed a message; the largest `occurred_at` wins.
    Edited {
        /// The platform's id of the message.
        platform_id: String,
        /// The new words.
        text: String,
    },
    /// The person marked a message with an emoji, or took the mark back.
    Reaction {
        /// The platform's id of the message.
        platform_id: String,
        /// The emoji; none when it was taken back.
        emoji: Option<String>,
    },
    /// The person sent something that no script reads (a contact card, a vote, an order), in words where it has any.
    Shared {
        /// The platform's word for it.
        what: String,
        /// What it says.
        text: String,
    },
    /// Our side's own words come back: said through us, or by a person in the platform's own inbox.
    Echo {
        /// The words.
        text: String,
        /// The retry key that we sent along; without one a person wrote elsewhere.
        key: Option<Uuid>,
    },
    /// What became of messages of ours. Never a message itself.
    Receipt(DeliveryReceipt),
    /// The person came back from linking their account; `nonce` is ours and proves who they are.
    AccountLink {
        /// Ours, of one use; none if the linking failed.
        nonce: Option<String>,
    },
    /// Our account was added to a group or room.
    Join,
    /// Our account was removed from a group or room.
    Leave,
    /// Anything else the platform sends, by the platform's own name; stored and counted, never an error.
    Other(String),
}

impl InboundKind {
    /// An event of a kind that means nothing to us, by the platform's name: bounded, without control characters.
    pub fn other(name: &str) -> Self {
        Self::Other(
            name.chars()
                .filter(|letter| !letter.is_control())
                .take(LONGEST_NAME)
                .collect(),
        )
    }

    /// The person's own words in it, as they must be read for danger.
    pub fn words(&self) -> Option<&str> {
        match self {
            Self::Text(text) | Self::Edited { text, .. } | Self::Shared { text, .. } => {
                Some(text.as_str())
            }
            Self::Media { caption, .. } => caption.as_deref(),
            _ => None,
        }
        .filter(|words| !words.trim().is_empty())
    }

    /// The word for this kind in tables and exports.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Text(_) => "text",
            Self::Sticker(_) => "sticker",
            Self::Media { attachments, .. } => attachments
                .first()
                .map_or("media", |attachment| attachment.kind.as_str()),
            Self::Location { .. } => "location",
            Self::Postback { .. } => "postback",
            Self::Follow { .. } => "follow",
            Self::Unfollow => "unfollow",
            Self::Unsend { .. } => "unsend",
            Self::Edited { .. } => "edited",
            Self::Reaction { .. } => "reaction",
            Self::Shared { what, .. } => what,
            Self::Echo { .. } => "echo",
            Self::Receipt(_) => "receipt",
            Self::AccountLink { .. } => "account_link",
            Self::Join => "join",
            Self::Leave => "leave",
            Self::Other(name) => name,
        }
    }

    /// Whether this is an act of the person that counts as "reached".
    pub fn is_act(&self) -> bool {
        matches!(
            self,
            Self::Text(_)
                | Self::Sticker(_)
                | Self::Media { .. }
                | Self::Location { .. }
                | Self::Postback { .. }
                | Self::Edited { .. }
                | Self::Reaction { emoji: Some(_), .. }
                | Self::Shared { .. }
        )
    }
}

/// The kinds of media.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    /// A still picture.
    Image,
    /// A film.
    Video,
    /// A sound.
    Audio,
    /// Any other file.
    File,
    /// A sticker whose picture can be fetched.
    Sticker,
}

impl MediaKind {
    /// All of them.
    pub const ALL: &'static [Self] = &[
        Self::Image,
        Self::Video,
        Self::Audio,
        Self::File,
        Self::Sticker,
    ];

    /// The word in tables and exports.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Image => "image",
            Self::Video => "video",
            Self::Audio => "audio",
            Self::File => "file",
            Self::Sticker => "sticker",
        }
    }
}

impl std::str::FromStr for MediaKind {
    type Err = ();

    fn from_str(word: &str) -> Result<Self, ()> {
        Self::ALL
            .iter()
            .copied()
            .find(|kind| kind.as_str() == word)
            .ok_or(())
    }
}

/// One picture, film, sound or file that a person sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// What it is.
    pub kind: MediaKind,
    /// Where it is.
    pub source: MediaSource,
    /// Its file name, as the person's telephone called it.
    pub name: Option<String>,
}

/// What became of messages of ours, by the platform's word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeliveryReceipt {
    /// The platform's ids of the messages.
    pub platform_ids: Vec<String>,
    /// The retry key that we sent along with one of them.
    pub key: Option<Uuid>,
    /// Everything said to the person up to this time.
    pub up_to: Option<Timestamp>,
    /// `Accepted`, `Delivered`, `Read` or `Failed`.
    pub status: Status,
    /// Why it failed: a stable word ([`Self::WINDOW_CLOSED`], [`Self::BLOCKED`]) or the platform's number.
    pub problem: Option<String>,
}

impl DeliveryReceipt {
    /// The person has not written for so long that the platform takes nothing from us.
    pub const WINDOW_CLOSED: &str = "window_closed";
    /// The person has shut us out.
    pub const BLOCKED: &str = "blocked";
    /// The address does not exist.
    pub const GONE: &str = "gone";

    /// That some messages, named by the platform's ids, have come so far.
    pub fn of(platform_ids: Vec<String>, status: Status) -> Self {
        Self {
            platform_ids,
            key: None,
            up_to: None,
            status,
            problem: None,
        }
    }
}

/// Where media can be fetched.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum MediaSource {
    /// From the platform, with our token, by this reference (`Channel::content`).
    Platform(String),
    /// From a third party, never with our token.
    External(String),
    /// The platform did not say.
    Unknown,
}

/// One turn of the conversation to a person: what is said at once, by one speaker.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Who speaks. The script is never mistaken for a person.
    pub author: Author,
    /// The name shown beside the words, where the platform can show one.
    pub sender: Option<String>,
    /// What is said, in order.
    pub bubbles: Vec<Bubble>,
}

/// One bubble of a turn.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Bubble {
    /// The words. Empty only beside media or cards.
    pub text: String,
    /// Options offered under the words. Only the last bubble of a turn carries any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub choices: Vec<Choice>,
    /// A picture or film shown with the words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub media: Option<OutMedia>,
    /// Cards shown under the words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cards: Vec<Card>,
}

/// A button.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Choice {
    /// What the person reads: at most 20 characters.
    pub label: String,
    /// What comes back when it is tapped: at most 300 characters, opaque to the channel.
    pub data: String,
}

/// A picture or film to show.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OutMedia {
    /// What it is.
    pub kind: MediaKind,
    /// Where the platform can fetch it: an https address.
    pub url: String,
    /// A small still of it.
    pub preview_url: String,
}

/// A card: picture, title, words, buttons.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Card {
    /// At most 40 characters.
    pub title: String,
    /// At most 60 characters.
    pub text: String,
    /// A picture, as an https address.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub image_url: Option<String>,
    /// At most 3.
    pub choices: Vec<Choice>,
}

#[cfg(test)]
mod tests {
    use super::MediaKind;

    #[test]
    fn every_kind_of_media_is_read_as_it_is_written() {
        for kind in MediaKind::ALL {
            assert_eq!(kind.as_str().parse(), Ok(*kind));
        }
        assert_eq!("hologram".parse::<MediaKind>(), Err(()));
    }
}
