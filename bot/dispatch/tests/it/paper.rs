//! A made-up messenger with everything that LINE does not have: a window, receipts, echoes, other names of a person. Events are written as
//! `{"id", "from", …}`; what is sent is kept to look at.

use std::sync::Mutex;

use async_trait::async_trait;
use serde_json::Value;
use tsunagi_channel::{
    Capabilities, Channel, Payload, Profile, RawEvent, Receipt, Send, SendError, Unreadable,
    Unverified, WebhookRequest,
};
use tsunagi_model::{
    ChannelKind, DeliveryReceipt, ExternalId, Inbound, InboundKind, Source, Span, Status,
    Timestamp, Turn,
};

/// One message that left.
#[derive(Debug, Clone, PartialEq)]
pub struct Left {
    pub to: String,
    pub words: String,
    pub key: String,
    pub window_open: bool,
}

/// The messenger.
pub struct Paper {
    capabilities: Capabilities,
    left: Mutex<Vec<Left>>,
    next_error: Mutex<Option<SendError>>,
    pub marked: Mutex<Vec<String>>,
    /// Taps that were answered.
    pub answered: Mutex<Vec<String>>,
    /// What people call themselves, and whose name was asked for.
    pub name: Mutex<Option<Result<Profile, SendError>>>,
    pub named: Mutex<Vec<String>>,
    /// The keys of requests that ended badly.
    pub failed: Mutex<Vec<String>>,
}

impl Paper {
    pub fn new() -> Self {
        Self {
            capabilities: Capabilities {
                choices: 3,
                label: 20,
                data: 200,
                text: 1_000,
                cards: 0,
                card_choices: 0,
                messages: 1,
                sender: false,
                reply_window: None,
                window: Some(Span::days(1)),
                metered: false,
                requests_per_second: 1_000,
                per_person: None,
                staff_window: Some(Span::days(7)),
                keyed: false,
            },
            left: Mutex::default(),
            next_error: Mutex::default(),
            marked: Mutex::default(),
            answered: Mutex::default(),
            name: Mutex::default(),
            named: Mutex::default(),
            failed: Mutex::default(),
        }
    }

    pub fn left(&self) -> Vec<Left> {
        self.left.lock().unwrap().clone()
    }

    /// What somebody has seen, in order.
    pub fn seen(&self, whom: &str) -> Vec<String> {
        let left = self.left();
        let theirs = left.into_iter().filter(|left| left.to == whom);
        theirs.map(|left| left.words).collect()
    }

    /// The next request ends like this.
    pub fn fail_next(&self, error: SendError) {
        *self.next_error.lock().unwrap() = Some(error);
    }
}

#[async_trait]
impl Channel for Paper {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Whatsapp
    }

    fn verify(&self, _request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        Ok(())
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        let event: Value = serde_json::from_slice(body).map_err(|_| Unreadable)?;
        Ok(vec![RawEvent {
            key: event["id"].as_str().unwrap_or_default().to_owned(),
            thread: format!("user:{}", event["from"].as_str().unwrap_or_default()),
            raw: event.to_string(),
        }])
    }

    fn read(&self, raw: &str) -> Inbound {
        let event: Value = serde_json::from_str(raw).unwrap();
        let word = |name: &str| event[name].as_str().map(str::to_owned);
        let from = Source::Person(ExternalId(word("from").unwrap()));
        let status: Option<Status> = word("status").map(|status| status.parse().unwrap());
        let kind = if let Some(status) = status {
            InboundKind::Receipt(DeliveryReceipt {
                key: word("key").and_then(|key| key.parse().ok()),
                up_to: event["up_to"].as_i64().map(Timestamp),
                problem: word("problem"),
                ..DeliveryReceipt::of(Vec::from_iter(word("of")), status)
            })
        } else if let Some(text) = word("echo") {
            let key = word("key").and_then(|key| key.parse().ok());
            InboundKind::Echo { text, key }
        } else if let Some(platform_id) = word("unsend") {
            InboundKind::Unsend { platform_id }
        } else if let Some(platform_id) = word("edit") {
            let text = word("text").unwrap();
            InboundKind::Edited { platform_id, text }
        } else if let Some(platform_id) = word("reacts_to") {
            let emoji = word("emoji");
            InboundKind::Reaction { platform_id, emoji }
        } else if let Some(caption) = word("caption") {
            InboundKind::Media {
                attachments: Vec::new(),
                caption: Some(caption),
            }
        } else if let Some(data) = word("tap") {
            InboundKind::Postback { data, picked: None }
        } else if let Some(platform_id) = word("marks") {
            let emoji = Some("❤".to_owned());
            InboundKind::Reaction { platform_id, emoji }
        } else {
            InboundKind::Text(word("text").unwrap_or_default())
        };
        Inbound {
            event_id: word("id"),
            platform_id: word("message").or_else(|| word("id")),
            occurred_at: event["at"].as_i64().map(Timestamp),
            name: word("name"),
            also: word("also").into_iter().map(ExternalId).collect(),
            read_token: word("read"),
            tap_token: word("token"),
            opt_out: event["opt_out"].as_bool(),
            ..Inbound::new(from, kind)
        }
    }

    fn capabilities(&self) -> &Capabilities {
        &self.capabilities
    }

    fn render(&self, turn: &Turn) -> Vec<Payload> {
        let bubbles = turn.bubbles.iter().enumerate();
        bubbles
            .map(|(index, bubble)| Payload {
                body: bubble.text.clone(),
                bubbles: index..index + 1,
            })
            .collect()
    }

    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        if let Some(error) = self.next_error.lock().unwrap().take() {
            self.failed.lock().unwrap().push(send.retry_key.to_string());
            return Err(error);
        }
        let mut left = self.left.lock().unwrap();
        left.push(Left {
            to: send.to.0.clone(),
            words: send.payload.to_owned(),
            key: send.retry_key.to_string(),
            window_open: send.window_open,
        });
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids: vec![format!("paper-{}", left.len())],
            request_id: None,
        })
    }

    async fn answer_tap(&self, token: &str) -> Result<(), SendError> {
        self.answered.lock().unwrap().push(token.to_owned());
        Ok(())
    }

    async fn profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        self.named.lock().unwrap().push(of.0.clone());
        let name = self.name.lock().unwrap().clone();
        name.unwrap_or(Err(SendError::Unsupported))
    }

    async fn mark_as_read(&self, _to: &ExternalId, token: &str) -> Result<(), SendError> {
        self.marked.lock().unwrap().push(token.to_owned());
        Ok(())
    }
}
