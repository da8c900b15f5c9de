//! What every messenger can do for us, in our own words.

use std::ops::Range;

use async_trait::async_trait;
use tsunagi_model::{Author, ChannelKind, ExternalId, Inbound, Span, Status, Turn};
use uuid::Uuid;

use crate::{Finding, SendError};

/// A configured connection to one account on one messenger.
#[async_trait]
pub trait Channel: std::marker::Send + Sync {
    /// The messenger behind it.
    fn kind(&self) -> ChannelKind;

    /// Whether the request comes from the platform and is meant for this account: 401 if not.
    ///
    /// Compares in constant time, over the raw bytes and before anything of them is parsed.
    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified>;

    /// The answer to a `GET` by which the platform asks whether the address is ours; `None` where platforms do not ask.
    ///
    /// The one place where something of a request is given back, and only after its token was compared in constant time.
    fn challenge(&self, _request: &WebhookRequest<'_>) -> Option<Result<String, Unverified>> {
        None
    }

    /// Takes a verified body apart, one entry per event: 400 if even that is impossible.
    ///
    /// Cheap, because it runs before the platform gets its answer. An event that nobody can read is an entry too.
    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable>;

    /// The same for a whole request: where a platform brings back in the address what we put there, it belongs to the events.
    fn split_request(&self, request: &WebhookRequest<'_>) -> Result<Vec<RawEvent>, Unreadable> {
        self.split(request.body)
    }

    /// What an entry of [`Channel::split`] says. Total: what is unknown or broken becomes `InboundKind::Other`.
    fn read(&self, raw: &str) -> Inbound;

    /// What the platform can show and how much of it.
    fn capabilities(&self) -> &Capabilities;

    /// A turn as the requests that carry it, in order. Nothing of it is dropped; an empty turn is no request.
    fn render(&self, turn: &Turn) -> Vec<Payload>;

    /// A turn in the only form that the platform takes outside its window, in a language of ours (`ja`, `pt-BR`); `None` where
    /// there is no such form. Nothing of it is dropped.
    fn render_outside_window(&self, _turn: &Turn, _language: &str) -> Option<Vec<Payload>> {
        None
    }

    /// Carries one payload to one person.
    ///
    /// `Ok` means the platform has taken it, now or at an earlier try with the same key; nothing more is known then.
    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError>;

    /// Tells the person that a human being has read up to the message this token came with ([`Inbound::read_token`]).
    async fn mark_as_read(&self, _to: &ExternalId, _token: &str) -> Result<(), SendError> {
        Err(SendError::Unsupported)
    }

    /// Shows the person that an answer is being written.
    async fn show_typing(&self, _to: &ExternalId) -> Result<(), SendError> {
        Err(SendError::Unsupported)
    }

    /// Tells the platform that a tapped button has been heard ([`Inbound::tap_token`]).
    async fn answer_tap(&self, _token: &str) -> Result<(), SendError> {
        Err(SendError::Unsupported)
    }

    /// Shows the person the standing menu of this name in place of the usual one; the usual one again if none.
    async fn show_menu(&self, _to: &ExternalId, _menu: Option<&str>) -> Result<(), SendError> {
        Err(SendError::Unsupported)
    }

    /// What the person shows of themselves on the platform. Nothing may depend on it.
    async fn profile(&self, _of: &ExternalId) -> Result<Profile, SendError> {
        Err(SendError::Unsupported)
    }

    /// How many paid messages the account may send this month and how many it has sent.
    async fn quota(&self) -> Result<Quota, SendError> {
        Err(SendError::Unsupported)
    }

    /// Fetches what a person sent ([`tsunagi_model::MediaSource::Platform`]); at most `limit` bytes of it.
    async fn content(&self, _reference: &str, _limit: usize) -> Result<Content, SendError> {
        Err(SendError::Unsupported)
    }

    /// Whether [`Channel::login_address`] leads anywhere.
    fn has_login(&self) -> bool {
        false
    }

    /// The platform's page on which a person proves which account is theirs; it leads back to [`Login::redirect`].
    fn login_address(&self, _login: &Login<'_>) -> Option<String> {
        None
    }

    /// Whom a login proved: `code` is what the person's browser brought back. What a browser says of itself proves nothing.
    async fn login(&self, _login: &Login<'_>, _code: &str) -> Result<Proven, SendError> {
        Err(SendError::Unsupported)
    }

    /// Whether [`Channel::link_address`] and [`Channel::link_dialog`] lead anywhere.
    fn has_account_link(&self) -> bool {
        false
    }

    /// `page` of ours with the right to join this person's account with whom they prove to be there, good for some minutes.
    async fn link_address(&self, _to: &ExternalId, _page: &str) -> Result<String, SendError> {
        Err(SendError::Unsupported)
    }

    /// The platform's last step after [`Channel::link_address`]: `nonce` is ours, of one use, and comes back as
    /// [`InboundKind::AccountLink`](tsunagi_model::InboundKind::AccountLink). None if either cannot be what it should be.
    fn link_dialog(&self, _link_token: &str, _nonce: &str) -> Option<String> {
        None
    }

    /// Looks at the account with the platform's own test calls, for `tsunagi doctor`. `webhook` is where events should come.
    async fn examine(&self, _webhook: Option<&str>) -> Vec<Finding> {
        Vec::new()
    }

    /// Tells the platform where events should come, where that can be told by a request.
    async fn connect(&self, _webhook: &str) -> Result<(), SendError> {
        Err(SendError::Unsupported)
    }
}

/// One login of a person: the same at its beginning and at its end. Everything but `redirect` is ours, random and of one use.
#[derive(Clone, Copy)]
pub struct Login<'a> {
    /// Our page to which the platform leads the browser back.
    pub redirect: &'a str,
    /// Comes back in that page's address.
    pub state: &'a str,
    /// Comes back in what the platform signs.
    pub nonce: &'a str,
    /// Shown to the platform only together with the code, so that a code alone is worth nothing.
    pub verifier: &'a str,
}

/// Somebody whom a platform has confirmed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proven {
    /// Who.
    pub id: ExternalId,
    /// Whether our account there can write to them.
    pub reachable: bool,
}

/// What a person shows of themselves.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Profile {
    /// A name they chose; not an identity.
    pub name: Option<String>,
    /// BCP 47.
    pub language: Option<String>,
}

/// A request as it came over the wire.
#[derive(Debug, Clone, Copy)]
pub struct WebhookRequest<'a> {
    /// `POST` or `GET`.
    pub method: &'a str,
    /// The path with its query.
    pub path_and_query: &'a str,
    /// Every header; names in any case.
    pub headers: &'a [(&'a str, &'a [u8])],
    /// The bytes, untouched.
    pub body: &'a [u8],
}

impl<'a> WebhookRequest<'a> {
    /// The first header of this name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&'a [u8]> {
        self.headers
            .iter()
            .find(|(key, _)| key.eq_ignore_ascii_case(name))
            .map(|(_, value)| *value)
    }
}

/// Why a request is not believed. For counters; the sender is told nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Unverified {
    /// No signature.
    #[error("no signature")]
    Missing,
    /// A signature that cannot be one.
    #[error("malformed signature")]
    Malformed,
    /// A signature of another body or by another key.
    #[error("wrong signature")]
    Wrong,
    /// Rightly signed, but for another account.
    #[error("meant for another account")]
    OtherAccount,
}

/// A verified body that has no events in it where there should be some, even if only an empty list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no list of events in the body")]
pub struct Unreadable;

/// One event before it is understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawEvent {
    /// The same for every delivery of this event and for no other of the channel; at most 128 bytes.
    pub key: String,
    /// Whose conversation it belongs to: `user:…`, `group:…`, `room:…`, or `-` for the account itself; at most 128
    /// bytes. Personal, because it contains the platform's id.
    pub thread: String,
    /// The event as the platform wrote it, valid UTF-8.
    pub raw: String,
}

/// What a platform can show and how much of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Capabilities {
    /// Buttons under a message.
    pub choices: usize,
    /// Graphemes on a button.
    pub label: usize,
    /// Bytes of data behind a button.
    pub data: usize,
    /// UTF-16 units in one message.
    pub text: usize,
    /// Cards side by side.
    pub cards: usize,
    /// Buttons on a card.
    pub card_choices: usize,
    /// Messages in one request.
    pub messages: usize,
    /// Whether the name of who speaks can be shown.
    pub sender: bool,
    /// How long a reply token can be relied on, counted from when the event arrived; `None` where there is none.
    pub reply_window: Option<Span>,
    /// How long after the person's last message we may write of our own accord; `None` means always.
    pub window: Option<Span>,
    /// Whether writing of our own accord counts against a monthly limit.
    pub metered: bool,
    /// Requests a second the platform takes for each kind of route.
    pub requests_per_second: u32,
    /// The least time between two messages to one person; `None` where nobody counts.
    pub per_person: Option<Span>,
    /// How long after the person's last message a human being may still write; `None` where `window` says it all.
    pub staff_window: Option<Span>,
    /// Whether the platform knows a request again by its retry key. Where it does not, a request of which nobody knows whether it
    /// arrived is never made a second time.
    pub keyed: bool,
}

/// One request's worth of messages.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Payload {
    /// The platform's own form, opaque to everyone else.
    pub body: String,
    /// The bubbles of the turn that it carries, whole or in part: a long one is in two payloads.
    pub bubbles: Range<usize>,
}

/// One request to be made.
#[derive(Debug, Clone, Copy)]
pub struct Send<'a> {
    /// To whom.
    pub to: &'a ExternalId,
    /// By which way.
    pub route: Route<'a>,
    /// The same at every try of this payload, and at no other.
    pub retry_key: Uuid,
    /// [`Payload::body`].
    pub payload: &'a str,
    /// Who speaks: some platforms let a human being write when a script may not.
    pub author: Author,
    /// Whether the person wrote so lately that we may write of our own accord ([`Capabilities::window`]).
    pub window_open: bool,
}

/// The way a payload takes.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Route<'a> {
    /// With the one-time right that came with an event; free, and there is no second try.
    Reply(&'a str),
    /// Of our own accord.
    Push,
}

impl std::fmt::Debug for Route<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::Reply(_) => "Reply(…)",
            Self::Push => "Push",
        })
    }
}

/// What the platform said when it took a payload.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Receipt {
    /// What is known now.
    pub status: Status,
    /// The platform's ids of the messages, in order; empty if it gave none.
    pub platform_ids: Vec<String>,
    /// The platform's id of the request, for asking its support; at a repeated try that of the first.
    pub request_id: Option<String>,
}

/// A month's paid messages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quota {
    /// The most the account may send; `None` is unlimited.
    pub limit: Option<u64>,
    /// How many it has sent, approximately.
    pub used: u64,
}

/// Something fetched from the platform.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Content {
    /// Here it is.
    Ready {
        /// As the platform names it, for example `image/jpeg`.
        content_type: String,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// The platform is still preparing it: ask again.
    NotYet,
    /// It was never there, was taken back, or has been deleted.
    Gone,
    /// It is larger than wanted.
    TooLarge,
}
