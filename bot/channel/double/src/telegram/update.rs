//! Updates as Telegram posts them.

use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::{Value, json};

/// Numbers of updates and messages, over all of the process.
static NEXT: AtomicI64 = AtomicI64::new(174_114_370);

/// A request on its way to a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct TelegramHook {
    /// The value of `X-Telegram-Bot-Api-Secret-Token`.
    pub secret: String,
    /// The body's bytes.
    pub body: Vec<u8>,
}

/// Makes updates of one chat.
#[derive(Debug, Clone)]
pub struct TelegramUpdate {
    secret: String,
    chat: Value,
    from: Value,
    date: i64,
}

impl TelegramUpdate {
    /// Updates from a person's own chat with the bot.
    pub fn private(secret: &str, person: i64) -> Self {
        let name = json!({ "first_name": "さくら", "last_name": "山田", "username": "sakura" });
        let (mut chat, mut from) = (name.clone(), name);
        (chat["id"], chat["type"]) = (person.into(), "private".into());
        (from["id"], from["is_bot"]) = (person.into(), false.into());
        from["language_code"] = "ja".into();
        Self {
            secret: secret.to_owned(),
            chat,
            from,
            date: 1_790_000_000,
        }
    }

    /// Updates from a group in which a person writes.
    pub fn group(secret: &str, group: i64, person: i64) -> Self {
        Self {
            chat: json!({ "id": group, "type": "supergroup", "title": "組" }),
            ..Self::private(secret, person)
        }
    }

    /// Any update.
    pub fn update(&self, name: &str, held: &Value) -> TelegramHook {
        let mut update = json!({ "update_id": NEXT.fetch_add(1, Ordering::Relaxed) });
        update[name] = held.clone();
        TelegramHook {
            secret: self.secret.clone(),
            body: update.to_string().into_bytes(),
        }
    }

    /// A message with these fields besides the usual ones.
    pub fn message(&self, fields: &Value) -> TelegramHook {
        self.update("message", &self.envelope(fields))
    }

    /// Words.
    pub fn text(&self, text: &str) -> TelegramHook {
        self.message(&json!({ "text": text }))
    }

    /// A message changed to these words.
    pub fn edited(&self, message_id: i64, text: &str) -> TelegramHook {
        let fields = json!({ "message_id": message_id, "edit_date": self.date + 60, "text": text });
        self.update("edited_message", &self.envelope(&fields))
    }

    /// A tap on a button under a message of the bot's.
    pub fn tap(&self, id: &str, message_id: i64, data: &str) -> TelegramHook {
        let message = json!({
            "message_id": message_id, "date": self.date, "chat": self.chat,
            "from": { "id": 110_201_543, "is_bot": true, "first_name": "つなぎ" }, "text": "？"
        });
        let query = json!({
            "id": id, "from": self.from, "message": message, "chat_instance": "-3321", "data": data
        });
        self.update("callback_query", &query)
    }

    /// The bot's standing in the chat changed.
    pub fn standing(&self, old: &str, new: &str) -> TelegramHook {
        let bot = json!({ "id": 110_201_543, "is_bot": true, "first_name": "つなぎ" });
        let change = json!({
            "chat": self.chat, "from": self.from, "date": self.date,
            "old_chat_member": { "user": bot, "status": old },
            "new_chat_member": { "user": bot, "status": new, "until_date": 0 }
        });
        self.update("my_chat_member", &change)
    }

    /// The marks on a message changed.
    pub fn reaction(&self, message_id: i64, old: &[&str], new: &[&str]) -> TelegramHook {
        let marks = |marks: &[&str]| -> Vec<Value> {
            let mark = |emoji: &&str| json!({ "type": "emoji", "emoji": emoji });
            marks.iter().map(mark).collect()
        };
        let change = json!({
            "chat": self.chat, "user": self.from, "date": self.date, "message_id": message_id,
            "old_reaction": marks(old), "new_reaction": marks(new)
        });
        self.update("message_reaction", &change)
    }

    /// Messages of a business account's chat were deleted.
    pub fn deleted(&self, connection: &str, message_ids: &[i64]) -> TelegramHook {
        let gone = json!({
            "business_connection_id": connection, "chat": self.chat, "message_ids": message_ids
        });
        self.update("deleted_business_messages", &gone)
    }

    fn envelope(&self, fields: &Value) -> Value {
        let mut message = json!({
            "message_id": NEXT.fetch_add(1, Ordering::Relaxed),
            "from": self.from, "chat": self.chat, "date": self.date
        });
        for (name, value) in fields.as_object().into_iter().flatten() {
            message[name] = value.clone();
        }
        message
    }
}
