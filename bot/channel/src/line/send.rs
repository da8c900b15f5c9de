//! Requests to LINE.

use std::time::Duration;

use reqwest::{RequestBuilder, Response};
use secrecy::ExposeSecret;
use serde::Deserialize;

use super::Line;
use super::answer::{Answer, answer, judge};
use crate::http::{cause, header, read_up_to};
use crate::{Content, Quota, Receipt, Route, Send, SendError};

/// How long fetching a film may take in all.
const FETCH: Duration = Duration::from_secs(60);

/// What LINE says about the account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BotInfo {
    /// The bot's user id: what webhooks name as their destination.
    pub user_id: String,
    /// The name people see.
    #[serde(default)]
    pub display_name: String,
    /// `chat` if staff can write in LINE's own manager, `bot` if not.
    #[serde(default)]
    pub chat_mode: String,
    /// `manual` if marking as read is ours to do.
    #[serde(default)]
    pub mark_as_read_mode: String,
}

#[derive(Deserialize)]
struct Limit {
    value: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consumption {
    total_usage: u64,
}

impl Line {
    /// Sends by reply or push. A reply carries no retry key: LINE knows none there.
    pub(super) async fn deliver(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        let body = envelope(send);
        let answer = self
            .ask(|| {
                let (path, key) = match send.route {
                    Route::Reply(_) => ("reply", None),
                    Route::Push => ("push", Some(send.retry_key.to_string())),
                };
                let request = self
                    .http
                    .post(format!("{}/v2/bot/message/{path}", self.api))
                    .header("content-type", "application/json")
                    .body(body.clone());
                match key {
                    Some(key) => request.header("x-line-retry-key", key),
                    None => request,
                }
            })
            .await?;
        judge(answer, matches!(send.route, Route::Push))
    }

    /// Marks a chat as read up to the message that the token came with.
    pub(super) async fn tell_read(&self, token: &str) -> Result<(), SendError> {
        let body = serde_json::json!({ "markAsReadToken": token });
        let answer = self
            .ask(|| {
                self.http
                    .post(format!("{}/v2/bot/chat/markAsRead", self.api))
                    .json(&body)
            })
            .await?;
        judge(answer, false).map(|_| ())
    }

    /// The month's quota and how much of it is used.
    pub(super) async fn ask_quota(&self) -> Result<Quota, SendError> {
        let limit: Limit = self.get("/v2/bot/message/quota").await?;
        let used: Consumption = self.get("/v2/bot/message/quota/consumption").await?;
        Ok(Quota {
            limit: limit.value,
            used: used.total_usage,
        })
    }

    /// What LINE says about the account; also the cheapest proof that the token is good.
    pub async fn bot_info(&self) -> Result<BotInfo, SendError> {
        self.get("/v2/bot/info").await
    }

    /// Fetches what a person sent.
    pub(super) async fn fetch(&self, message_id: &str, limit: usize) -> Result<Content, SendError> {
        if message_id.is_empty() || !message_id.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return Ok(Content::Gone);
        }
        let url = format!("{}/v2/bot/message/{message_id}/content", self.data_api);
        let mut response = self.exchange(|| self.http.get(&url).timeout(FETCH)).await?;
        match response.status().as_u16() {
            200 => {
                let content_type = header(&response, "content-type")
                    .unwrap_or_else(|| "application/octet-stream".to_owned());
                match read_up_to(&mut response, limit)
                    .await
                    .map_err(|error| cause(&error))?
                {
                    Some(bytes) => Ok(Content::Ready {
                        content_type,
                        bytes,
                    }),
                    None => Ok(Content::TooLarge),
                }
            }
            // LINE has not finished preparing a film or sound; the answer has no body.
            202 => Ok(Content::NotYet),
            404 | 410 => Ok(Content::Gone),
            _ => judge(answer(response).await?, false).and(Ok(Content::NotYet)),
        }
    }

    async fn get<T: for<'de> Deserialize<'de>>(&self, path: &str) -> Result<T, SendError> {
        let answer = self
            .ask(|| self.http.get(format!("{}{path}", self.api)))
            .await?;
        let status = answer.status;
        let body = answer.body.clone();
        judge(answer, false)?;
        serde_json::from_slice(&body).map_err(|_| SendError::Platform {
            status,
            after: None,
        })
    }

    async fn ask(
        &self,
        request: impl Fn() -> RequestBuilder + std::marker::Send + Sync,
    ) -> Result<Answer, SendError> {
        answer(self.exchange(request).await?).await
    }

    /// One exchange; a second one with another token if LINE refuses ours, which it does before it acts.
    async fn exchange(
        &self,
        request: impl Fn() -> RequestBuilder + std::marker::Send + Sync,
    ) -> Result<Response, SendError> {
        let token = self.tokens.get(&self.http, &self.api).await?;
        let response = request()
            .bearer_auth(token.expose_secret())
            .send()
            .await
            .map_err(|error| cause(&error))?;
        if response.status().as_u16() != 401 {
            return Ok(response);
        }
        match self.tokens.renew(&self.http, &self.api, &token).await? {
            Some(token) => request()
                .bearer_auth(token.expose_secret())
                .send()
                .await
                .map_err(|error| cause(&error)),
            None => Ok(response),
        }
    }
}

/// The payload in the envelope of its route; the payload itself is not read again.
fn envelope(send: &Send<'_>) -> String {
    let (field, value) = match send.route {
        Route::Reply(token) => ("replyToken", token),
        Route::Push => ("to", send.to.0.as_str()),
    };
    format!(
        r#"{{"{field}":{},"messages":{}}}"#,
        serde_json::Value::from(value),
        send.payload
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_envelope_quotes_what_it_is_given() {
        let to = tsunagi_model::ExternalId("U\"1".to_owned());
        let send = |route| Send {
            to: &to,
            route,
            retry_key: uuid::Uuid::nil(),
            payload: "[1]",
            author: tsunagi_model::Author::Flow,
            window_open: true,
        };
        assert_eq!(
            envelope(&send(Route::Push)),
            r#"{"to":"U\"1","messages":[1]}"#
        );
        assert_eq!(
            envelope(&send(Route::Reply("a\\b"))),
            r#"{"replyToken":"a\\b","messages":[1]}"#
        );
    }
}
