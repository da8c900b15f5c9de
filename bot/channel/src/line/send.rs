//! Requests to LINE and what its answers mean.

use std::time::Duration;

use reqwest::{RequestBuilder, Response};
use secrecy::ExposeSecret;
use serde::Deserialize;
use tsunagi_model::{Span, Status};

use super::Line;
use crate::split::shorten;
use crate::{Content, Quota, Receipt, Route, Send, SendError};

/// The most of an answer that is read; LINE's are a few hundred bytes.
const ANSWER: usize = 64 * 1024;
/// The most of LINE's own words that is kept of a refusal.
const DETAIL: usize = 200;
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

/// An answer, as far as it is of use.
struct Answer {
    status: u16,
    request_id: Option<String>,
    /// Of the earlier request with the same retry key.
    accepted_id: Option<String>,
    after: Option<Span>,
    body: Vec<u8>,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Told {
    message: String,
    details: Vec<Detail>,
    sent_messages: Vec<Sent>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Detail {
    message: String,
    property: String,
}

#[derive(Deserialize)]
struct Sent {
    id: String,
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

/// Reads an answer. One that breaks off after its status still tells what became of the request.
async fn answer(mut response: Response) -> Result<Answer, SendError> {
    let status = response.status().as_u16();
    let request_id = header(&response, "x-line-request-id");
    let accepted_id = header(&response, "x-line-accepted-request-id");
    let after = header(&response, "retry-after")
        .and_then(|after| after.parse().ok())
        .map(Span::seconds);
    let body = read_up_to(&mut response, ANSWER)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    Ok(Answer {
        status,
        request_id,
        accepted_id,
        after,
        body,
    })
}

/// The body, or `None` if it is longer than `limit`.
async fn read_up_to(
    response: &mut Response,
    limit: usize,
) -> Result<Option<Vec<u8>>, reqwest::Error> {
    if response
        .content_length()
        .is_some_and(|length| length > limit as u64)
    {
        return Ok(None);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

fn header(response: &Response, name: &str) -> Option<String> {
    response
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// Why there is no answer.
fn cause(error: &reqwest::Error) -> SendError {
    if error.is_connect() {
        SendError::Connect
    } else if error.is_timeout() {
        SendError::Timeout
    } else {
        SendError::Broken
    }
}

/// What an answer means. `keyed` says whether the request carried a retry key.
fn judge(answer: Answer, keyed: bool) -> Result<Receipt, SendError> {
    let told: Told = serde_json::from_slice(&answer.body).unwrap_or_default();
    let Answer { status, after, .. } = answer;
    match status {
        200..=299 => Ok(receipt(told, answer.request_id)),
        409 if keyed => Ok(receipt(told, answer.accepted_id.or(answer.request_id))),
        400 if told.message.contains("Invalid reply token") => Err(SendError::InvalidReplyToken),
        // The id is unknown to this account or provider, or is no id at all.
        400 if told.message.contains("Failed to send messages")
            || told.message.contains("'to'") =>
        {
            Err(SendError::Gone)
        }
        401 => Err(SendError::Unauthorized),
        403 => Err(SendError::Forbidden),
        429 => Err(too_many(&told.message, after)),
        500.. => Err(SendError::Platform { status, after }),
        _ => Err(SendError::Refused {
            status,
            detail: detail(&told),
        }),
    }
}

/// 429 has three meanings, told apart by its words alone.
fn too_many(message: &str, after: Option<Span>) -> SendError {
    if message.contains("monthly limit") {
        SendError::QuotaExceeded
    } else if message.contains("same user") {
        SendError::TooManyToUser { after }
    } else {
        SendError::RateLimited { after }
    }
}

/// "Accepted" is all that LINE tells: whether a phone showed it, and even a block, stays unknown.
fn receipt(told: Told, request_id: Option<String>) -> Receipt {
    Receipt {
        status: Status::Accepted,
        platform_ids: told.sent_messages.into_iter().map(|sent| sent.id).collect(),
        request_id,
    }
}

fn detail(told: &Told) -> String {
    let mut detail = told.message.clone();
    if let Some(first) = told.details.first() {
        detail = format!("{detail} ({}: {})", first.property, first.message);
    }
    shorten(&detail.replace(char::is_control, " "), DETAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, keyed: bool, body: &str) -> Result<Receipt, SendError> {
        judge(
            Answer {
                status,
                request_id: Some("now".to_owned()),
                accepted_id: Some("then".to_owned()),
                after: Some(Span::seconds(3)),
                body: body.as_bytes().to_vec(),
            },
            keyed,
        )
    }

    fn accepted(ids: &[&str], request_id: &str) -> Result<Receipt, SendError> {
        let platform_ids = ids.iter().map(|id| (*id).to_owned()).collect();
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids,
            request_id: Some(request_id.to_owned()),
        })
    }

    #[test]
    fn tells_every_answer_apart() {
        let after = Some(Span::seconds(3));
        let refused = |status, detail: &str| {
            Err(SendError::Refused {
                status,
                detail: detail.to_owned(),
            })
        };
        for (status, keyed, body, meaning) in [
            (
                200,
                true,
                r#"{"sentMessages":[{"id":"1","quoteToken":"q"},{"id":"2"}]}"#,
                accepted(&["1", "2"], "now"),
            ),
            (200, true, "{}", accepted(&[], "now")),
            (200, true, "<html>", accepted(&[], "now")),
            (
                409,
                true,
                r#"{"message":"The retry key is already accepted","sentMessages":[{"id":"1"}]}"#,
                accepted(&["1"], "then"),
            ),
            (409, false, r#"{"message":"x"}"#, refused(409, "x")),
            (
                400,
                false,
                r#"{"message":"Invalid reply token"}"#,
                Err(SendError::InvalidReplyToken),
            ),
            (
                400,
                true,
                r#"{"message":"Failed to send messages"}"#,
                Err(SendError::Gone),
            ),
            (
                400,
                true,
                r#"{"message":"The property, 'to', in the request body is invalid"}"#,
                Err(SendError::Gone),
            ),
            (
                400,
                true,
                r#"{"message":"The request body has 1 error(s)","details":[{"message":"May not be empty","property":"messages[0].text"}]}"#,
                refused(
                    400,
                    "The request body has 1 error(s) (messages[0].text: May not be empty)",
                ),
            ),
            (400, true, "junk", refused(400, "")),
            (302, true, "", refused(302, "")),
            (413, true, "", refused(413, "")),
            (401, true, "", Err(SendError::Unauthorized)),
            (403, true, "", Err(SendError::Forbidden)),
            (
                429,
                true,
                r#"{"message":"The API rate limit has been exceeded. Try again later."}"#,
                Err(SendError::RateLimited { after }),
            ),
            (429, true, "", Err(SendError::RateLimited { after })),
            (
                429,
                true,
                r#"{"message":"You have reached your monthly limit."}"#,
                Err(SendError::QuotaExceeded),
            ),
            (
                429,
                true,
                r#"{"message":"You have sent too many messages to the same user."}"#,
                Err(SendError::TooManyToUser { after }),
            ),
            (
                500,
                true,
                "",
                Err(SendError::Platform { status: 500, after }),
            ),
            (
                503,
                false,
                "<html>",
                Err(SendError::Platform { status: 503, after }),
            ),
        ] {
            assert_eq!(judged(status, keyed, body), meaning, "{status} {body}");
        }
    }

    #[test]
    fn an_envelope_quotes_what_it_is_given() {
        let to = tsunagi_model::ExternalId("U\"1".to_owned());
        let send = |route| Send {
            to: &to,
            route,
            retry_key: uuid::Uuid::nil(),
            payload: "[1]",
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

    #[test]
    fn a_refusal_is_kept_short_and_clean() {
        let told = Told {
            message: format!("a\n{}", "x".repeat(500)),
            ..Told::default()
        };
        let detail = detail(&told);
        assert!(
            detail.chars().count() <= DETAIL && !detail.contains('\n'),
            "{detail}"
        );
    }
}
