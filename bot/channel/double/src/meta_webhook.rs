//! Webhooks as Meta sends them for Messenger and Instagram, rightly signed.

use serde_json::{Value, json};
use tsunagi_model::Timestamp;

use crate::{MetaSide, Webhook, sign_for_meta};

/// Collects items. Each method adds one; [`MetaWebhook::entry`] and [`MetaWebhook::standby`] say where the next ones stand.
#[derive(Debug, Clone)]
pub struct MetaWebhook {
    secret: String,
    account: String,
    at: i64,
    object: &'static str,
    entries: Vec<Value>,
    list: &'static str,
}

impl MetaWebhook {
    /// Webhooks for an account, signed with the app's secret.
    pub fn new(side: MetaSide, secret: &str, account: &str, at: Timestamp) -> Self {
        Self {
            secret: secret.to_owned(),
            account: account.to_owned(),
            at: at.as_millis(),
            object: match side {
                MetaSide::Page => "page",
                MetaSide::Instagram => "instagram",
            },
            entries: Vec::new(),
            list: "messaging",
        }
        .entry(account)
    }

    /// The next items stand in an entry of this account.
    pub fn entry(mut self, account: &str) -> Self {
        self.entries.push(json!({ "id": account, "time": self.at }));
        account.clone_into(&mut self.account);
        self.list = "messaging";
        self
    }

    /// The next items come because we listen, while another app holds the conversation.
    pub fn standby(self) -> Self {
        Self {
            list: "standby",
            ..self
        }
    }

    /// Anything at all, as an item.
    pub fn raw(mut self, item: Value) -> Self {
        if let Some(entry) = self.entries.last_mut().and_then(Value::as_object_mut) {
            let list = entry.entry(self.list).or_insert_with(|| json!([]));
            if let Some(list) = list.as_array_mut() {
                list.push(item);
            }
        }
        self
    }

    /// Something a person did; `what` is its name and `about` the rest.
    pub fn act(self, person: &str, what: &str, about: &Value) -> Self {
        let item = json!({
            "sender": { "id": person }, "recipient": { "id": self.account }, "timestamp": self.at, what: about
        });
        self.raw(item)
    }

    /// Words.
    pub fn text(self, person: &str, mid: &str, text: &str) -> Self {
        self.act(person, "message", &json!({ "mid": mid, "text": text }))
    }

    /// A tapped quick reply.
    pub fn quick_reply(self, person: &str, mid: &str, title: &str, payload: &str) -> Self {
        let about = json!({ "mid": mid, "text": title, "quick_reply": { "payload": payload } });
        self.act(person, "message", &about)
    }

    /// Things of these kinds at these addresses, with words beneath.
    pub fn media(
        self,
        person: &str,
        mid: &str,
        media: &[(&str, &str)],
        text: Option<&str>,
    ) -> Self {
        let attachments: Vec<Value> = media
            .iter()
            .map(|(kind, url)| json!({ "type": kind, "payload": { "url": url } }))
            .collect();
        let mut about = json!({ "mid": mid, "attachments": attachments });
        if let (Some(fields), Some(text)) = (about.as_object_mut(), text) {
            fields.insert("text".to_owned(), text.into());
        }
        self.act(person, "message", &about)
    }

    /// A message of one attachment, whatever it is.
    pub fn attachment(self, person: &str, mid: &str, attachment: &Value) -> Self {
        let about = json!({ "mid": mid, "attachments": [attachment] });
        self.act(person, "message", &about)
    }

    /// A tapped button of a card or of the menu.
    pub fn postback(self, person: &str, mid: &str, title: &str, payload: &str) -> Self {
        let about = json!({ "mid": mid, "title": title, "payload": payload });
        self.act(person, "postback", &about)
    }

    /// A conversation opened by a link with a code.
    pub fn get_started(self, person: &str, code: Option<&str>) -> Self {
        let mut about = json!({ "title": "Get Started", "payload": "GET_STARTED" });
        if let (Some(fields), Some(code)) = (about.as_object_mut(), code) {
            let referral = json!({ "ref": code, "source": "SHORTLINK", "type": "OPEN_THREAD" });
            fields.insert("referral".to_owned(), referral);
        }
        self.act(person, "postback", &about)
    }

    /// A link with a code, in a conversation that is open already.
    pub fn referral(self, person: &str, code: &str) -> Self {
        let about = json!({ "ref": code, "source": "SHORTLINK", "type": "OPEN_THREAD" });
        self.act(person, "referral", &about)
    }

    /// A mark put on a message, or taken back.
    pub fn reaction(self, person: &str, mid: &str, emoji: Option<&str>) -> Self {
        let about = match emoji {
            Some(emoji) => {
                json!({ "mid": mid, "action": "react", "reaction": "other", "emoji": emoji })
            }
            None => json!({ "mid": mid, "action": "unreact" }),
        };
        self.act(person, "reaction", &about)
    }

    /// A message changed.
    pub fn edit(self, person: &str, mid: &str, text: &str, times: u32) -> Self {
        let about = json!({ "mid": mid, "text": text, "num_edit": times });
        self.act(person, "message_edit", &about)
    }

    /// A message taken back.
    pub fn unsend(self, person: &str, mid: &str) -> Self {
        self.act(
            person,
            "message",
            &json!({ "mid": mid, "is_deleted": true }),
        )
    }

    /// What went from the account to a person, by whatever hand; `extra` are further fields of the message.
    pub fn echo(self, person: &str, mid: &str, text: &str, extra: &Value) -> Self {
        let mut message = json!({ "mid": mid, "text": text, "is_echo": true });
        if let (Some(fields), Value::Object(extra)) = (message.as_object_mut(), extra) {
            fields.extend(extra.clone());
        }
        let item = json!({
            "sender": { "id": self.account }, "recipient": { "id": person }, "timestamp": self.at, "message": message
        });
        self.raw(item)
    }

    /// Messages came to the person's telephone.
    pub fn delivery(self, person: &str, mids: &[&str], up_to: i64) -> Self {
        self.act(
            person,
            "delivery",
            &json!({ "mids": mids, "watermark": up_to }),
        )
    }

    /// The person has read: Messenger tells up to when, Instagram which message.
    pub fn read(self, person: &str, about: &Value) -> Self {
        self.act(person, "read", about)
    }

    /// A change of the account, as comments and tests of the console come.
    pub fn change(mut self, field: &str, value: &Value) -> Self {
        self.list = "changes";
        self.raw(json!({ "field": field, "value": value }))
    }

    /// Signs it.
    pub fn build(self) -> Webhook {
        let body = json!({ "object": self.object, "entry": self.entries }).to_string();
        Webhook {
            signature: sign_for_meta(&self.secret, body.as_bytes()),
            body: body.into_bytes(),
            events: self.entries,
        }
    }
}
