//! Requests to LINE.

use std::time::Duration;

use reqwest::{Method, RequestBuilder, Response};
use secrecy::ExposeSecret;
use serde::Deserialize;
use serde_json::Value;

use super::Line;
use super::answer::{Answer, answer, judge};
use crate::http::{cause, header, read_up_to};
use crate::{Content, Receipt, Route, Send, SendError};

/// How long fetching a film or bringing a picture may take in all.
pub(super) const FETCH: Duration = Duration::from_secs(60);

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

    /// What LINE says at a path, as far as it can be read.
    pub(super) async fn get<T: for<'de> Deserialize<'de>>(
        &self,
        path: &str,
    ) -> Result<T, SendError> {
        let body = self
            .call(|| self.http.get(format!("{}{path}", self.api)))
            .await?;
        understood(&body)
    }

    /// Asks LINE to do something, with a JSON body or none; the body of its answer.
    pub(super) async fn tell(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Vec<u8>, SendError> {
        self.call(|| {
            let request = self
                .http
                .request(method.clone(), format!("{}{path}", self.api));
            match body {
                Some(body) => request.json(body),
                None => request,
            }
        })
        .await
    }

    /// The body of the answer to a request that LINE has taken.
    pub(super) async fn call(
        &self,
        request: impl Fn() -> RequestBuilder + std::marker::Send + Sync,
    ) -> Result<Vec<u8>, SendError> {
        let mut answer = self.ask(request).await?;
        let body = std::mem::take(&mut answer.body);
        if (200..300).contains(&answer.status) {
            return Ok(body);
        }
        answer.body = body;
        judge(answer, false).map(|_| Vec::new())
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

/// An answer in the form that LINE documents; anything else is LINE's failure.
pub(super) fn understood<T: for<'de> Deserialize<'de>>(body: &[u8]) -> Result<T, SendError> {
    serde_json::from_slice(body).map_err(|_| SendError::Platform {
        status: 200,
        after: None,
    })
}

/// The payload in the envelope of its route; the payload itself is not read again.
fn envelope(send: &Send<'_>) -> String {
    let (field, value) = match send.route {
        Route::Reply(token) => ("replyToken", token),
        Route::Push => ("to", send.to.0.as_str()),
    };
    format!(
        r#"{{"{field}":{},"messages":{}}}"#,
        Value::from(value),
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
