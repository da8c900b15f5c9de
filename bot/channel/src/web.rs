//! Our own web chat: a page of ours that posts events and fetches messages from the store.
//!
//! An event is `{"id":"…","type":"text","session":"…","text":"…","data":"…","at":1700000000000}` with a type of `text`,
//! `choice`, `image`, `follow`, `unfollow` or `unsend`; `id` is made by the page, once per event, so that posting it twice is
//! one event; `data` is what came with the button, the reference of a picture that the server keeps, the id of a message to
//! take back, or the code of an invitation. A body is one event or `{"events":[…]}`.
//!
//! Who is speaking is decided by the server, which checks the page's cookie and writes `session` itself before the body
//! comes here: a session that the browser sent is never to be trusted. So [`Channel::verify`] has nothing to check and
//! accepts; it must only be reached through that server.

use async_trait::async_trait;
use serde_json::{Value, json};
use tsunagi_model::{
    Attachment, Author, Card, ChannelKind, Choice, ExternalId, Inbound, InboundKind, MediaKind,
    MediaSource, Source, Status, Timestamp, Turn,
};

use crate::json::{Fields, list, mend};
use crate::key::{bounded, hash};
use crate::{
    Capabilities, Channel, Payload, RawEvent, Receipt, Send, SendError, Unreadable, Unverified,
    WebhookRequest,
};

/// The page is ours, so these are what reads well rather than what is possible.
static CAPABILITIES: Capabilities = Capabilities {
    choices: 30,
    label: 60,
    data: 300,
    text: 20_000,
    cards: 20,
    card_choices: 6,
    messages: usize::MAX,
    sender: true,
    reply_window: None,
    window: None,
    metered: false,
    requests_per_second: u32::MAX,
    per_person: None,
    staff_window: None,
    keyed: true,
};

/// The web chat.
#[derive(Debug, Default)]
pub struct Web;

impl Web {
    /// There is nothing to set.
    pub fn new() -> Self {
        Self
    }
}

#[async_trait]
impl Channel for Web {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Web
    }

    fn verify(&self, _request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        Ok(())
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        let text = String::from_utf8_lossy(body);
        let fields = Fields::read(&text).ok_or(Unreadable)?;
        match fields.raw("events") {
            Some(events) => Ok(list(events)
                .ok_or(Unreadable)?
                .into_iter()
                .map(entry)
                .collect()),
            None => Ok(vec![entry(text.trim())]),
        }
    }

    fn read(&self, raw: &str) -> Inbound {
        let mended = mend(raw);
        let fields = Fields::read(&mended).unwrap_or_default();
        let id = fields.word("id");
        Inbound {
            event_id: id.clone(),
            platform_id: id,
            occurred_at: fields.integer("at").map(Timestamp::from_millis),
            language: fields.word("lang"),
            ..Inbound::new(
                fields.word("session").map_or(Source::Channel, |session| {
                    Source::Person(ExternalId(session))
                }),
                kind(&fields),
            )
        }
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn render(&self, turn: &Turn) -> Vec<Payload> {
        if turn.bubbles.is_empty() {
            return Vec::new();
        }
        let bubbles: Vec<Value> = turn
            .bubbles
            .iter()
            .map(|bubble| {
                let mut shown = json!({ "text": bubble.text });
                let cards: Vec<Value> = bubble.cards.iter().map(card).collect();
                set(&mut shown, "choices", !bubble.choices.is_empty(), choices(&bubble.choices));
                set(&mut shown, "cards", !cards.is_empty(), cards.into());
                if let Some(media) = &bubble.media {
                    let media = json!({ "kind": media.kind.as_str(), "url": media.url, "preview": media.preview_url });
                    set(&mut shown, "media", true, media);
                }
                shown
            })
            .collect();
        let author = match turn.author {
            Author::Flow => "flow",
            Author::Staff => "staff",
            Author::Contact => "contact",
        };
        let body =
            json!({ "author": author, "sender": turn.sender, "bubbles": bubbles }).to_string();
        vec![Payload {
            body,
            bubbles: 0..turn.bubbles.len(),
        }]
    }

    /// Nothing to do: the message is in the store and the page fetches it there.
    async fn send(&self, _send: &Send<'_>) -> Result<Receipt, SendError> {
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids: Vec::new(),
            request_id: None,
        })
    }
}

fn entry(raw: &str) -> RawEvent {
    let mended = mend(raw);
    let fields = Fields::read(&mended).unwrap_or_default();
    let session = fields.word("session");
    let thread = session.as_deref().map_or_else(
        || "-".to_owned(),
        |session| bounded(format!("user:{session}")),
    );
    // Two browsers may make the same id, one browser never does: the session is part of the key.
    let key = match fields.word("id") {
        Some(id) => hash(&[&thread, &id]),
        None => hash(&[raw]),
    };
    RawEvent {
        key,
        thread,
        raw: raw.to_owned(),
    }
}

fn kind(fields: &Fields<'_>) -> InboundKind {
    let name = fields
        .word("type")
        .unwrap_or_else(|| "unreadable".to_owned());
    let known = match name.as_str() {
        "text" => fields.word("text").map(InboundKind::Text),
        "choice" => fields
            .string("data")
            .map(|data| InboundKind::Postback { data, picked: None }),
        "image" => fields.word("data").map(|reference| InboundKind::Media {
            attachments: vec![Attachment {
                kind: MediaKind::Image,
                source: MediaSource::Platform(reference),
                name: None,
            }],
            caption: fields.word("text"),
        }),
        "follow" => Some(InboundKind::Follow {
            unblocked: None,
            referral: fields.word("data"),
        }),
        "unfollow" => Some(InboundKind::Unfollow),
        "unsend" => fields
            .word("data")
            .map(|platform_id| InboundKind::Unsend { platform_id }),
        _ => None,
    };
    known.unwrap_or_else(|| InboundKind::other(&name))
}

fn choices(choices: &[Choice]) -> Value {
    choices
        .iter()
        .map(|choice| json!({ "label": choice.label, "data": choice.data }))
        .collect()
}

fn card(card: &Card) -> Value {
    let mut shown =
        json!({ "title": card.title, "text": card.text, "choices": choices(&card.choices) });
    set(
        &mut shown,
        "image",
        card.image_url.is_some(),
        card.image_url.clone().into(),
    );
    shown
}

fn set(object: &mut Value, name: &str, when: bool, value: Value) {
    if let (true, Some(object)) = (when, object.as_object_mut()) {
        object.insert(name.to_owned(), value);
    }
}
