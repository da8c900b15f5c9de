//! Requests to the Send API.

use serde_json::{Value, json};
use tsunagi_model::{Author, ExternalId};
use uuid::Uuid;

use super::Messenger;
use super::answer::judge;
use super::read::{Heard, Voice};
use crate::{Receipt, Send, SendError};

/// What Meta's own inbox signs as.
const INBOX: &str = "263902037430900";

impl Messenger {
    /// Sends one message.
    ///
    /// Meta knows no retry key, so that a request is made once; the key travels as `metadata` where the platform gives it
    /// back with the echo, so that our own words are never taken for a person's.
    pub(super) async fn deliver(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        let (kind, tag) = messaging(send)?;
        let mut message: Value = serde_json::from_str(send.payload).unwrap_or_default();
        if self.surface.metadata {
            if let Some(fields) = message.as_object_mut() {
                fields.insert("metadata".to_owned(), send.retry_key.to_string().into());
            }
        } else {
            let text = message.get("text").and_then(Value::as_str);
            self.sent
                .remember(send.to, text.unwrap_or_default(), send.retry_key);
        }
        let mut body = json!({ "recipient": { "id": send.to.0 } });
        if let Some(fields) = body.as_object_mut() {
            fields.insert("messaging_type".to_owned(), kind.into());
            fields.extend(tag.map(|tag| ("tag".to_owned(), tag.into())));
            fields.insert("message".to_owned(), message);
        }
        judge(&self.post(&body).await?)
    }

    /// Shows the person something that is no message.
    pub(super) async fn act(&self, to: &ExternalId, action: &str) -> Result<(), SendError> {
        let body = json!({ "recipient": { "id": to.0 }, "sender_action": action });
        judge(&self.post(&body).await?).map(|_| ())
    }

    async fn post(&self, body: &Value) -> Result<crate::meta::Answer, SendError> {
        self.graph
            .post(&format!("/{}/messages", self.node()), &body.to_string())
            .await
    }

    /// Whose an echo is: ours if it brings our key back or was sent a moment ago.
    pub(super) fn key(&self, echo: &Heard<'_>) -> Voice {
        if let Some(key) = echo
            .message
            .word("metadata")
            .and_then(|metadata| Uuid::parse_str(&metadata).ok())
        {
            return Voice::Ours(key);
        }
        if self.surface.metadata {
            return Voice::Person;
        }
        let text = echo.message.string("text").unwrap_or_default();
        if let Some(key) = self.sent.find(echo.to, &text) {
            return Voice::Ours(key);
        }
        match super::event::id(echo.message, "app_id") {
            Some(app) if app != INBOX => Voice::App,
            _ => Voice::Person,
        }
    }
}

/// By what right we write. After the window a human being may, for seven days, and says so; a script may not at all.
fn messaging(send: &Send<'_>) -> Result<(&'static str, Option<&'static str>), SendError> {
    match (send.window_open, send.author) {
        (true, _) => Ok(("RESPONSE", None)),
        (false, Author::Staff) => Ok(("MESSAGE_TAG", Some("HUMAN_AGENT"))),
        (false, _) => Err(SendError::WindowClosed),
    }
}
