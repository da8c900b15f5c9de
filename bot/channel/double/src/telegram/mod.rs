//! Telegram's side: the methods that we use, with Telegram's rules for each, and its updates.

mod check;
mod update;

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use crate::stage::{Asked, Platform, Said};
use check::{Objection, check};

pub use check::check_telegram;
pub use update::{TelegramHook, TelegramUpdate};

/// A bot on Telegram. Who wrote to it or is in [`Telegram::started`] can be written to.
pub struct Telegram {
    /// The bot's token.
    pub token: String,
    /// What `setWebhook` last said, as `getWebhookInfo` tells it.
    pub webhook: Value,
    /// Chats that the bot may write to; none given means any.
    pub started: Option<BTreeSet<i64>>,
    /// People who blocked the bot.
    pub blocked: BTreeSet<i64>,
    /// Groups that have another number now.
    pub migrated: BTreeMap<i64, i64>,
    /// Addresses that Telegram cannot fetch.
    pub unfetchable: BTreeSet<String>,
    /// Files by id: their path and bytes.
    pub files: BTreeMap<String, (String, Vec<u8>)>,
    /// What was taken: the method and its parameters.
    pub sent: Vec<(String, Value)>,
    /// Taps that were answered, in order.
    pub answered: Vec<String>,
    next: i64,
}

impl Default for Telegram {
    fn default() -> Self {
        Self {
            token: "110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw".to_owned(),
            webhook: json!({ "url": "", "has_custom_certificate": false, "pending_update_count": 0 }),
            started: None,
            blocked: BTreeSet::new(),
            migrated: BTreeMap::new(),
            unfetchable: BTreeSet::new(),
            files: BTreeMap::new(),
            sent: Vec::new(),
            answered: Vec::new(),
            next: 1,
        }
    }
}

impl Platform for Telegram {
    const NAME: &'static str = "Telegram";

    fn answer(&mut self, request: &Asked) -> Said {
        if let Some(path) = request.path.strip_prefix("/file/bot") {
            return self.file(path);
        }
        let Some((token, method)) = request
            .path
            .strip_prefix("/bot")
            .and_then(|path| path.split_once('/'))
        else {
            return wrong(404, "Not Found");
        };
        if token != self.token {
            return wrong(401, "Unauthorized");
        }
        let body = request.json();
        if request.method != "POST" || !body.is_object() {
            return wrong(400, "Bad Request: no parameters").refused("methods take a JSON object");
        }
        match check(method, &body) {
            Ok(()) => self.act(method, body),
            Err(Objection { description, why }) => {
                wrong(400, &format!("Bad Request: {description}")).refused(why)
            }
        }
    }

    fn trouble(&self, status: u16, words: Option<&str>) -> Said {
        let words = words.unwrap_or(match status {
            400 => "Bad Request",
            401 => "Unauthorized",
            403 => "Forbidden",
            429 => "Too Many Requests: retry after 1",
            _ => "Internal Server Error",
        });
        wrong(status, words)
    }
}

impl Telegram {
    fn act(&mut self, method: &str, body: Value) -> Said {
        let chat = body["chat_id"].as_i64();
        if let Some(chat) = chat
            && let Some(said) = self.shut(chat)
        {
            return said;
        }
        match method {
            "getMe" => ok(json!({
                "id": 110_201_543, "is_bot": true, "first_name": "つなぎ", "username": "tsunagi_bot",
                "can_join_groups": false, "can_read_all_group_messages": false
            })),
            "getWebhookInfo" => ok(self.webhook.clone()),
            "setWebhook" => {
                for name in ["url", "allowed_updates", "max_connections"] {
                    self.webhook[name] = body[name].clone();
                }
                self.sent.push((method.to_owned(), body));
                ok(true.into())
            }
            "answerCallbackQuery" => {
                let id = body["callback_query_id"].as_str().unwrap_or_default();
                if self.answered.iter().any(|answered| answered == id) {
                    return wrong(
                        400,
                        "Bad Request: query is too old and response timeout expired or query ID is invalid",
                    );
                }
                self.answered.push(id.to_owned());
                ok(true.into())
            }
            "sendChatAction" => ok(true.into()),
            "getChat" => ok(json!({
                "id": chat, "type": "private", "first_name": "さくら", "last_name": "山田",
                "accent_color_id": 0, "max_reaction_count": 11
            })),
            "getFile" => self.find(body["file_id"].as_str().unwrap_or_default()),
            _ => self.take(method, body),
        }
    }

    /// Why nothing can be said in a chat.
    fn shut(&self, chat: i64) -> Option<Said> {
        if let Some(moved) = self.migrated.get(&chat) {
            let mut said = json!({
                "ok": false, "error_code": 400,
                "description": "Bad Request: group chat was upgraded to a supergroup chat"
            });
            said["parameters"] = json!({ "migrate_to_chat_id": moved });
            return Some(Said::json(400, &said));
        }
        if self.blocked.contains(&chat) {
            return Some(wrong(403, "Forbidden: bot was blocked by the user"));
        }
        let strange = |started: &BTreeSet<i64>| !started.contains(&chat);
        self.started
            .as_ref()
            .is_some_and(strange)
            .then(|| wrong(400, "Bad Request: chat not found"))
    }

    fn take(&mut self, method: &str, body: Value) -> Said {
        let fetched = ["photo", "video", "audio", "document"]
            .into_iter()
            .find_map(|name| body[name].as_str());
        if fetched.is_some_and(|url| self.unfetchable.contains(url)) {
            return wrong(400, "Bad Request: failed to get HTTP URL content");
        }
        let id = self.next;
        self.next += 1;
        let mut message = json!({ "message_id": id, "date": 1_790_000_000, "chat": { "id": body["chat_id"], "type": "private" } });
        message["text"] = body["text"].clone();
        self.sent.push((method.to_owned(), body));
        ok(message)
    }

    fn find(&self, file_id: &str) -> Said {
        match self.files.get(file_id) {
            Some((_, bytes)) if bytes.len() > 20 * 1024 * 1024 => {
                wrong(400, "Bad Request: file is too big")
            }
            Some((path, bytes)) => ok(json!({
                "file_id": file_id, "file_unique_id": "AgADBQ", "file_size": bytes.len(), "file_path": path
            })),
            None => wrong(
                400,
                "Bad Request: wrong file_id or the file is temporarily unavailable",
            ),
        }
    }

    fn file(&self, path: &str) -> Said {
        let found = path
            .split_once('/')
            .filter(|(token, _)| *token == self.token)
            .and_then(|(_, path)| self.files.values().find(|(known, _)| known == path));
        match found {
            Some((_, bytes)) => Said {
                status: 200,
                content_type: Some("application/octet-stream".to_owned()),
                body: bytes.clone(),
                ..Said::default()
            },
            None => wrong(404, "Not Found"),
        }
    }
}

fn ok(result: Value) -> Said {
    let mut said = json!({ "ok": true });
    said["result"] = result;
    Said::json(200, &said)
}

fn wrong(status: u16, description: &str) -> Said {
    let mut said = json!({ "ok": false, "error_code": status, "description": description });
    if let Some(seconds) = description.strip_prefix("Too Many Requests: retry after ") {
        said["parameters"] = json!({ "retry_after": seconds.parse::<i64>().unwrap_or(1) });
    }
    Said::json(status, &said)
}
