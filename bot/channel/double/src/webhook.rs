//! Webhooks as LINE sends them, rightly signed.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use serde_json::{Value, json};
use sha2::Sha256;
use tsunagi_model::{Clock, Timestamp};

use crate::event::{event, message};
use crate::memory::Person;
use crate::server::Shared;

/// Numbers for ids, over all builders of the process.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A webhook on its way.
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// The body's bytes.
    pub body: Vec<u8>,
    /// The value of the `x-line-signature` header.
    pub signature: String,
    /// The events in the body.
    pub events: Vec<Value>,
}

/// Collects events. Those who act are told apart by the first letter of their id: `U` a person, `C` a group, `R` a room.
#[derive(Clone)]
pub struct WebhookBuilder {
    secret: String,
    destination: String,
    clock: Arc<dyn Clock>,
    events: Vec<Value>,
    shared: Option<Arc<Shared>>,
}

/// The base64 of HMAC-SHA256 over a body.
pub fn sign(secret: &str, body: &[u8]) -> String {
    let Ok(mut mac) = Hmac::<Sha256>::new_from_slice(secret.as_bytes()) else {
        return String::new();
    };
    mac.update(body);
    STANDARD.encode(mac.finalize().into_bytes())
}

/// 32 hexadecimal digits that were not given before.
pub(crate) fn fresh_reply_token() -> String {
    let number = u128::from(NEXT.fetch_add(1, Ordering::Relaxed));
    // An odd factor keeps them different and makes them look alike less.
    format!(
        "{:032x}",
        number.wrapping_mul(0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835)
    )
}

impl WebhookBuilder {
    /// Webhooks for an account, signed with its secret; nobody but the caller knows of them.
    pub fn new(secret: &str, destination: &str, clock: Arc<dyn Clock>) -> Self {
        let (secret, destination) = (secret.to_owned(), destination.to_owned());
        Self {
            secret,
            destination,
            clock,
            events: Vec::new(),
            shared: None,
        }
    }

    pub(crate) fn known_to(self, shared: Arc<Shared>) -> Self {
        Self {
            shared: Some(shared),
            ..self
        }
    }

    /// Signs it; the double whose it is takes note of what happened.
    pub fn build(self) -> Webhook {
        let body = json!({ "destination": self.destination, "events": self.events })
            .to_string()
            .into_bytes();
        if let Some(shared) = &self.shared {
            let mut memory = shared.memory();
            for event in &self.events {
                let text = |pointer: &str| event.pointer(pointer).and_then(Value::as_str);
                let id = ["/source/groupId", "/source/roomId", "/source/userId"]
                    .iter()
                    .find_map(|name| text(name));
                let (Some(id), Some(kind)) = (id, text("/type")) else {
                    continue;
                };
                match kind {
                    "follow" => memory.set_person(id, Person::Friend),
                    "unfollow" => memory.set_person(id, Person::Blocked),
                    _ => {}
                }
                if let Some(token) = text("/replyToken") {
                    let at = event
                        .get("timestamp")
                        .and_then(Value::as_i64)
                        .map_or_else(|| memory.now(), Timestamp::from_millis);
                    memory.give_reply_token(token, id, at);
                }
            }
        }
        Webhook {
            signature: sign(&self.secret, &body),
            body,
            events: self.events,
        }
    }

    /// Any event, as it is.
    pub fn event(mut self, event: Value) -> Self {
        self.events.push(event);
        self
    }

    fn add(self, kind: &str, from: Option<&str>, gives_token: bool, mut own: Value) -> Self {
        if let (true, Some(own)) = (gives_token, own.as_object_mut()) {
            own.insert("replyToken".to_owned(), fresh_reply_token().into());
        }
        let event = event(
            kind,
            from,
            self.clock.now(),
            NEXT.fetch_add(1, Ordering::Relaxed),
            own,
        );
        self.event(event)
    }

    fn say(self, from: &str, kind: &str, own: Value) -> Self {
        let message = message(kind, NEXT.fetch_add(1, Ordering::Relaxed), own);
        self.add("message", Some(from), true, message)
    }

    /// Written words.
    pub fn text(self, from: &str, text: &str) -> Self {
        self.say(from, "text", json!({ "text": text, "quoteToken": "quote" }))
    }

    /// A picture that LINE holds.
    pub fn image(self, from: &str) -> Self {
        self.say(
            from,
            "image",
            json!({ "contentProvider": { "type": "line" }, "quoteToken": "quote" }),
        )
    }

    /// A film that LINE holds.
    pub fn video(self, from: &str) -> Self {
        self.say(from, "video", json!({ "duration": 60_000, "contentProvider": { "type": "line" }, "quoteToken": "quote" }))
    }

    /// A sound that LINE holds.
    pub fn audio(self, from: &str) -> Self {
        self.say(
            from,
            "audio",
            json!({ "duration": 60_000, "contentProvider": { "type": "line" } }),
        )
    }

    /// A picture that somebody else holds.
    pub fn external_image(self, from: &str, url: &str) -> Self {
        self.say(from, "image", json!({ "contentProvider": { "type": "external", "originalContentUrl": url, "previewImageUrl": url }, "quoteToken": "quote" }))
    }

    /// A file.
    pub fn file(self, from: &str, name: &str) -> Self {
        self.say(from, "file", json!({ "fileName": name, "fileSize": 2_138 }))
    }

    /// A place.
    pub fn location(
        self,
        from: &str,
        title: &str,
        address: &str,
        latitude: f64,
        longitude: f64,
    ) -> Self {
        self.say(from, "location", json!({ "title": title, "address": address, "latitude": latitude, "longitude": longitude }))
    }

    /// A sticker.
    pub fn sticker(self, from: &str, keywords: &[&str]) -> Self {
        self.say(from, "sticker", json!({ "packageId": "446", "stickerId": "1988", "stickerResourceType": "STATIC", "keywords": keywords, "quoteToken": "quote" }))
    }

    /// A button was tapped.
    pub fn postback(self, from: &str, data: &str) -> Self {
        self.add(
            "postback",
            Some(from),
            true,
            json!({ "postback": { "data": data } }),
        )
    }

    /// A button was tapped and a `date`, `time` or `datetime` picked.
    pub fn postback_picking(self, from: &str, data: &str, mode: &str, picked: &str) -> Self {
        self.add(
            "postback",
            Some(from),
            true,
            json!({ "postback": { "data": data, "params": { (mode): picked } } }),
        )
    }

    /// The account was added.
    pub fn follow(self, from: &str, unblocked: bool) -> Self {
        self.add(
            "follow",
            Some(from),
            true,
            json!({ "follow": { "isUnblocked": unblocked } }),
        )
    }

    /// The account was blocked.
    pub fn unfollow(self, from: &str) -> Self {
        self.add("unfollow", Some(from), false, json!({}))
    }

    /// A message was taken back.
    pub fn unsend(self, from: &str, message_id: &str) -> Self {
        self.add(
            "unsend",
            Some(from),
            false,
            json!({ "unsend": { "messageId": message_id } }),
        )
    }

    /// A message was changed.
    pub fn edited(self, from: &str, message_id: &str, text: &str) -> Self {
        let message =
            json!({ "type": "text", "id": message_id, "text": text, "quoteToken": "quote" });
        self.add(
            "messageEdited",
            Some(from),
            true,
            json!({ "message": message }),
        )
    }

    /// The account joined a group or room.
    pub fn join(self, group: &str) -> Self {
        self.add("join", Some(group), true, json!({}))
    }

    /// The account was removed from a group or room.
    pub fn leave(self, group: &str) -> Self {
        self.add("leave", Some(group), false, json!({}))
    }

    /// Someone joined a group or room.
    pub fn member_joined(self, group: &str, user: &str) -> Self {
        self.add(
            "memberJoined",
            Some(group),
            true,
            json!({ "joined": { "members": [{ "type": "user", "userId": user }] } }),
        )
    }

    /// Someone left a group or room.
    pub fn member_left(self, group: &str, user: &str) -> Self {
        self.add(
            "memberLeft",
            Some(group),
            false,
            json!({ "left": { "members": [{ "type": "user", "userId": user }] } }),
        )
    }

    /// A film was watched to its end.
    pub fn video_play_complete(self, from: &str, tracking_id: &str) -> Self {
        self.add(
            "videoPlayComplete",
            Some(from),
            true,
            json!({ "videoPlayComplete": { "trackingId": tracking_id } }),
        )
    }

    /// A beacon was near.
    pub fn beacon(self, from: &str) -> Self {
        self.add(
            "beacon",
            Some(from),
            true,
            json!({ "beacon": { "hwid": "d41d8cd98f", "type": "enter" } }),
        )
    }

    /// An account was linked; a failure names nobody.
    pub fn account_link(self, from: Option<&str>, nonce: &str) -> Self {
        let result = if from.is_some() { "ok" } else { "failed" };
        self.add(
            "accountLink",
            from,
            from.is_some(),
            json!({ "link": { "result": result, "nonce": nonce } }),
        )
    }

    /// A membership began.
    pub fn membership(self, from: &str) -> Self {
        self.add(
            "membership",
            Some(from),
            true,
            json!({ "membership": { "type": "joined", "membershipId": 3_189 } }),
        )
    }

    /// A module channel was attached.
    pub fn module(self) -> Self {
        let own = json!({ "module": { "type": "attached", "botId": self.destination, "scopes": ["message:send"] } });
        self.add("module", None, false, own)
    }

    /// This module has the chat.
    pub fn activated(self, from: &str) -> Self {
        self.add(
            "activated",
            Some(from),
            false,
            json!({ "chatControl": { "expireAt": 1_700_000_000_000_i64 } }),
        )
    }

    /// This module no longer has the chat.
    pub fn deactivated(self, from: &str) -> Self {
        self.add("deactivated", Some(from), false, json!({}))
    }

    /// The account was suspended.
    pub fn bot_suspended(self) -> Self {
        self.add("botSuspended", None, false, json!({}))
    }

    /// The account is back.
    pub fn bot_resumed(self) -> Self {
        self.add("botResumed", None, false, json!({}))
    }

    /// A notification message reached a phone.
    pub fn delivery(self, from: &str, data: &str) -> Self {
        self.add(
            "delivery",
            Some(from),
            false,
            json!({ "delivery": { "data": data } }),
        )
    }

    /// Changes the event that was added last.
    pub fn with(mut self, change: impl FnOnce(&mut Value)) -> Self {
        if let Some(event) = self.events.last_mut() {
            change(event);
        }
        self
    }

    /// Gives the last event another field, or takes one away with `null`.
    pub fn set(self, name: &str, value: Value) -> Self {
        self.with(|event| {
            let Some(event) = event.as_object_mut() else {
                return;
            };
            if value.is_null() {
                event.remove(name);
            } else {
                event.insert(name.to_owned(), value);
            }
        })
    }

    /// The last event happened then.
    pub fn at(self, at: Timestamp) -> Self {
        self.set("timestamp", at.as_millis().into())
    }

    /// The last event came while another service holds the chat.
    pub fn standby(self) -> Self {
        self.set("mode", "standby".into())
            .set("replyToken", Value::Null)
    }

    /// The last event was somebody's in a group.
    pub fn in_group(self, group: &str, user: Option<&str>) -> Self {
        let mut source = crate::event::source(group);
        if let (Some(source), Some(user)) = (source.as_object_mut(), user) {
            source.insert("userId".to_owned(), user.into());
        }
        self.set("source", source)
    }
}
