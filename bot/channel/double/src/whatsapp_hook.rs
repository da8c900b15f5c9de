//! Webhooks as Meta sends them for WhatsApp, rightly signed. Those who act are known by their number, or by an id of Meta's
//! making (`JP.…`) if they hide it.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Map, Value, json};
use sha2::Sha256;
use tsunagi_model::{Clock, Timestamp};

use crate::Webhook;

/// Numbers for ids, over all webhooks of the process.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Collects the changes of one webhook.
#[derive(Clone)]
pub struct WhatsAppHook {
    waba: String,
    account: String,
    clock: Arc<dyn Clock>,
    changes: Vec<Value>,
    pub(crate) wrote: Vec<String>,
}

/// `sha256=` and the hexadecimal HMAC-SHA256 over a body.
pub fn sign_for_meta(secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(body);
    let digits = mac.finalize().into_bytes();
    let hex: String = digits.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("sha256={hex}")
}

impl WhatsAppHook {
    /// Webhooks of a number.
    pub fn new(waba: &str, account: &str, clock: Arc<dyn Clock>) -> Self {
        Self {
            waba: waba.to_owned(),
            account: account.to_owned(),
            clock,
            changes: Vec::new(),
            wrote: Vec::new(),
        }
    }

    /// The body, signed; the `events` are its changes.
    pub fn sign(self, secret: &str) -> Webhook {
        let body = json!({
            "object": "whatsapp_business_account",
            "entry": [{ "id": self.waba, "changes": self.changes }],
        })
        .to_string()
        .into_bytes();
        Webhook {
            signature: sign_for_meta(secret, &body),
            body,
            events: self.changes,
        }
    }

    /// Any change, as it is.
    pub fn change(mut self, change: Value) -> Self {
        self.changes.push(change);
        self
    }

    /// A change of this number: a field with lists in its value.
    pub fn field(self, field: &str, own: Value) -> Self {
        let mut value = json!({
            "messaging_product": "whatsapp",
            "metadata": { "display_phone_number": "815000000000", "phone_number_id": self.account },
        });
        if let (Some(value), Value::Object(own)) = (value.as_object_mut(), own) {
            value.extend(own);
        }
        self.change(json!({ "field": field, "value": value }))
    }

    fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// A message of any type; `own` is what stands under the name of the type, and beside it.
    pub fn message(mut self, from: &str, kind: &str, own: Value) -> Self {
        self.wrote.push(from.to_owned());
        let mut message = Map::new();
        message.insert("id".to_owned(), fresh_id().into());
        message.insert("timestamp".to_owned(), seconds(self.now()).into());
        message.insert("type".to_owned(), kind.into());
        let contact = if is_number(from) {
            message.insert("from".to_owned(), from.into());
            json!({ "profile": { "name": "はる" }, "wa_id": from })
        } else {
            message.insert("from_user_id".to_owned(), from.into());
            json!({ "profile": { "name": "はる", "username": "haru" }, "user_id": from })
        };
        if let Value::Object(own) = own {
            message.extend(own);
        }
        self.field(
            "messages",
            json!({ "contacts": [contact], "messages": [message] }),
        )
    }

    /// Written words.
    pub fn text(self, from: &str, body: &str) -> Self {
        self.message(from, "text", json!({ "text": { "body": body } }))
    }

    /// A picture that WhatsApp holds, with words under it if there are any.
    pub fn image(self, from: &str, media_id: &str, caption: Option<&str>) -> Self {
        let mut image = json!({ "id": media_id, "mime_type": "image/jpeg", "sha256": "x" });
        if let Some(caption) = caption {
            image["caption"] = caption.into();
        }
        self.message(from, "image", json!({ "image": image }))
    }

    /// A button under a message of ours was tapped.
    pub fn button_reply(self, from: &str, id: &str, title: &str) -> Self {
        let reply = json!({ "type": "button_reply", "button_reply": { "id": id, "title": title } });
        self.message(from, "interactive", json!({ "interactive": reply }))
    }

    /// A row of a list of ours was chosen.
    pub fn list_reply(self, from: &str, id: &str, title: &str) -> Self {
        let reply = json!({ "type": "list_reply", "list_reply": { "id": id, "title": title } });
        self.message(from, "interactive", json!({ "interactive": reply }))
    }

    /// A message was taken back.
    pub fn revoke(self, from: &str, message_id: &str) -> Self {
        let revoke = json!({ "revoke": { "original_message_id": message_id } });
        self.message(from, "revoke", revoke)
    }

    /// A message was changed.
    pub fn edit(self, from: &str, message_id: &str, body: &str) -> Self {
        let message = json!({ "type": "text", "text": { "body": body } });
        let edit = json!({ "original_message_id": message_id, "message": message });
        self.message(from, "edit", json!({ "edit": edit }))
    }

    /// What became of a message of ours; `key` is what we sent along, `code` why it failed.
    pub fn status(
        self,
        to: &str,
        message_id: &str,
        status: &str,
        key: Option<&str>,
        code: Option<i64>,
    ) -> Self {
        let mut item = json!({
            "id": message_id,
            "status": status,
            "timestamp": seconds(self.now()),
        });
        let name = if is_number(to) {
            "recipient_id"
        } else {
            "recipient_user_id"
        };
        item[name] = to.into();
        if let Some(key) = key {
            item["biz_opaque_callback_data"] = key.into();
        }
        if let Some(code) = code {
            item["errors"] = json!([{ "code": code, "title": "failed" }]);
        }
        self.field("messages", json!({ "statuses": [item] }))
    }

    /// Our side wrote in WhatsApp's app.
    pub fn echo(self, to: &str, body: &str) -> Self {
        let echo = json!({
            "from": "815000000000",
            "to": to,
            "id": fresh_id(),
            "timestamp": seconds(self.now()),
            "type": "text",
            "text": { "body": body },
        });
        self.field("smb_message_echoes", json!({ "message_echoes": [echo] }))
    }

    /// Somebody wants no offers any more (`stop`), or wants them again (`resume`).
    pub fn preference(self, from: &str, value: &str) -> Self {
        let item = json!({
            "wa_id": from,
            "detail": "User requested a change",
            "category": "marketing_messages",
            "value": value,
            "timestamp": self.now().as_millis() / 1_000,
        });
        let contact = json!({ "profile": { "name": "はる" }, "wa_id": from });
        self.field(
            "user_preferences",
            json!({ "contacts": [contact], "user_preferences": [item] }),
        )
    }
}

fn is_number(id: &str) -> bool {
    id.bytes().all(|byte| byte.is_ascii_digit())
}

fn fresh_id() -> String {
    format!("wamid.IN{:020}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn seconds(at: Timestamp) -> String {
    (at.as_millis() / 1_000).to_string()
}
