//! Requests to the Bot API.

use std::time::Duration;

use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::{Map, Value, json};
use tsunagi_model::{ExternalId, Status};

use super::Telegram;
use super::answer::{Answer, answer};
use super::render::{as_words, set};
use super::update::id;
use crate::http::cause;
use crate::json::Fields;
use crate::{Profile, Receipt, Send, SendError};

/// How long a tap that is answered waits for Telegram's word.
const TAP: Duration = Duration::from_secs(5);

impl Telegram {
    /// Sends one message.
    pub(super) async fn deliver(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        let payload: Map<String, Value> =
            serde_json::from_str(send.payload).map_err(|_| unreadable())?;
        let answer = self.say(&payload, send.to).await?;
        if answer.is_ok() {
            return Ok(receipt(&answer));
        }
        if let Some(moved) = answer.moved_to {
            let to = ExternalId(moved.to_string());
            return taken(&self.say(&payload, &to).await?);
        }
        // A picture that Telegram cannot fetch or show must not take its words with it.
        if answer.status == 400
            && !answer.error().ends_address()
            && let Some(Value::Object(words)) = as_words(&payload)
        {
            return taken(&self.say(&words, send.to).await?);
        }
        Err(answer.error())
    }

    async fn say(
        &self,
        payload: &Map<String, Value>,
        to: &ExternalId,
    ) -> Result<Answer, SendError> {
        let mut body = addressed(to);
        for (name, value) in payload.iter().filter(|(name, _)| *name != "method") {
            set(&mut body, name, value.clone());
        }
        let method = payload.get("method").and_then(Value::as_str);
        self.ask(method.ok_or_else(unreadable)?, &body, None).await
    }

    /// Shows that an answer is being written, for up to five seconds.
    pub(super) async fn tell_typing(&self, to: &ExternalId) -> Result<(), SendError> {
        let mut body = addressed(to);
        set(&mut body, "action", "typing".into());
        self.result("sendChatAction", &body).await.map(|_| ())
    }

    /// Lets a tapped button stop showing that it waits.
    pub(super) async fn stop_waiting(&self, tap: &str) -> Result<(), SendError> {
        let body = json!({ "callback_query_id": tap });
        let answer = self.ask("answerCallbackQuery", &body, Some(TAP)).await?;
        if answer.is_ok() {
            Ok(())
        } else {
            Err(answer.error())
        }
    }

    /// The name that a person shows.
    pub(super) async fn ask_profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        let mut body = addressed(of);
        if let Some(body) = body.as_object_mut() {
            body.remove("business_connection_id");
        }
        let chat = self.result("getChat", &body).await?;
        let chat = Fields::read(&chat).unwrap_or_default();
        let parts = [chat.word("first_name"), chat.word("last_name")];
        let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
        Ok(Profile {
            name: (!name.is_empty()).then_some(name),
            language: None,
        })
    }

    /// The `result` of a method, as JSON.
    pub(super) async fn result(&self, method: &str, body: &Value) -> Result<String, SendError> {
        let answer = self.ask(method, body, None).await?;
        if answer.is_ok() {
            Ok(answer.result.unwrap_or_default())
        } else {
            Err(answer.error())
        }
    }

    /// One exchange. Its address holds the token and is forgotten with it.
    pub(super) async fn ask(
        &self,
        method: &str,
        body: &Value,
        patience: Option<Duration>,
    ) -> Result<Answer, SendError> {
        let url = self.below(&self.api, &[], &[method]);
        let mut request = self.http.post(url).json(body);
        if let Some(patience) = patience {
            request = request.timeout(patience);
        }
        let response = request.send().await.map_err(|error| cause(&error))?;
        Ok(answer(response).await)
    }

    /// The address `{base}/{before…}/bot{token}/{after…}`.
    pub(super) fn below(&self, base: &Url, before: &[&str], after: &[&str]) -> Url {
        let mut url = base.clone();
        // The base was checked when the channel was opened: it has a host and therefore a path.
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty()
                .extend(before)
                .push(&format!("bot{}", self.token.expose_secret()))
                .extend(after);
        }
        url
    }
}

/// Whom a request is for, as the fields that say so.
fn addressed(to: &ExternalId) -> Value {
    let number = |text: &str| text.parse::<i64>().ok();
    if let Some((chat, connection)) = to.0.split_once('@')
        && let Some(chat) = number(chat)
    {
        return json!({ "chat_id": chat, "business_connection_id": connection });
    }
    match number(&to.0) {
        Some(chat) => json!({ "chat_id": chat }),
        None => json!({ "chat_id": to.0 }),
    }
}

fn taken(answer: &Answer) -> Result<Receipt, SendError> {
    if answer.is_ok() {
        Ok(receipt(answer))
    } else {
        Err(answer.error())
    }
}

/// Telegram tells that it has taken a message and under which number; nothing about telephones.
fn receipt(answer: &Answer) -> Receipt {
    let message = answer.result.as_deref().and_then(Fields::read);
    Receipt {
        status: Status::Accepted,
        platform_ids: message
            .and_then(|message| id(&message, "message_id"))
            .into_iter()
            .collect(),
        request_id: None,
    }
}

/// Not a payload of ours.
fn unreadable() -> SendError {
    SendError::Refused {
        status: 0,
        detail: "not a payload of this channel".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_recipient_is_a_number_or_a_number_at_a_connection() {
        for (to, fields) in [
            ("3527065", json!({ "chat_id": 3_527_065 })),
            ("-1001", json!({ "chat_id": -1001 })),
            (
                "3527065@cM1_x",
                json!({ "chat_id": 3_527_065, "business_connection_id": "cM1_x" }),
            ),
            ("@channel", json!({ "chat_id": "@channel" })),
        ] {
            assert_eq!(addressed(&ExternalId(to.to_owned())), fields);
        }
    }
}
