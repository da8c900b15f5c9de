//! What each of LINE's endpoints does with a request that got past the door.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};

use crate::answer::Answer;
use crate::check::check_messages;
use crate::memory::{Content, Memory, Person};
use crate::oauth;
use crate::sending::{Route, is_id, send};

/// An address of LINE's API.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Endpoint<'p> {
    Send(Route),
    Validate,
    Quota,
    Consumption,
    Info,
    Profile(&'p str),
    MarkAsRead,
    Loading,
    WebhookAddress,
    Content(&'p str),
    Preview(&'p str),
    Transcoding(&'p str),
    StatelessToken,
    ShortLivedToken,
}

impl<'p> Endpoint<'p> {
    /// The endpoint at a path, and the methods it has.
    pub fn at(path: &'p str) -> Option<(Self, &'static [Method])> {
        const POST: &[Method] = &[Method::POST];
        const GET: &[Method] = &[Method::GET];
        Some(match path {
            "/v2/bot/message/reply" => (Self::Send(Route::Reply), POST),
            "/v2/bot/message/push" => (Self::Send(Route::Push), POST),
            "/v2/bot/message/multicast" => (Self::Send(Route::Multicast), POST),
            "/v2/bot/message/narrowcast" => (Self::Send(Route::Narrowcast), POST),
            "/v2/bot/message/broadcast" => (Self::Send(Route::Broadcast), POST),
            "/v2/bot/message/quota" => (Self::Quota, GET),
            "/v2/bot/message/quota/consumption" => (Self::Consumption, GET),
            "/v2/bot/info" => (Self::Info, GET),
            "/v2/bot/chat/markAsRead" => (Self::MarkAsRead, POST),
            "/v2/bot/chat/loading/start" => (Self::Loading, POST),
            "/v2/bot/channel/webhook/endpoint" => {
                (Self::WebhookAddress, &[Method::GET, Method::PUT])
            }
            "/oauth2/v3/token" => (Self::StatelessToken, POST),
            "/v2/oauth/accessToken" => (Self::ShortLivedToken, POST),
            _ => {
                let parts: Vec<&str> = path.trim_start_matches('/').split('/').collect();
                match parts.as_slice() {
                    [
                        "v2",
                        "bot",
                        "message",
                        "validate",
                        "reply" | "push" | "multicast" | "narrowcast" | "broadcast",
                    ] => (Self::Validate, POST),
                    ["v2", "bot", "profile", user] => (Self::Profile(user), GET),
                    ["v2", "bot", "message", id, "content"] => (Self::Content(id), GET),
                    ["v2", "bot", "message", id, "content", "preview"] => (Self::Preview(id), GET),
                    ["v2", "bot", "message", id, "content", "transcoding"] => {
                        (Self::Transcoding(id), GET)
                    }
                    _ => return None,
                }
            }
        })
    }

    /// Whether a request needs an access token.
    pub fn is_guarded(&self) -> bool {
        !matches!(self, Self::StatelessToken | Self::ShortLivedToken)
    }

    /// Whether a request has a JSON body.
    pub fn takes_json(&self, method: &Method) -> bool {
        self.is_guarded() && *method != Method::GET
    }
}

/// Answers a request.
pub(crate) fn answer(
    memory: &mut Memory,
    endpoint: &Endpoint<'_>,
    method: &Method,
    headers: &HeaderMap,
    body: &[u8],
    request_id: &str,
) -> Answer {
    match endpoint {
        Endpoint::StatelessToken => return oauth::issue(memory, body, oauth::STATELESS),
        Endpoint::ShortLivedToken => return oauth::issue(memory, body, oauth::SHORT_LIVED),
        _ => {}
    }
    let json = if endpoint.takes_json(method) {
        match serde_json::from_slice::<Value>(body) {
            Ok(json) => json,
            Err(_) => return Answer::refuse(400, "The request body could not be parsed as JSON"),
        }
    } else {
        Value::Null
    };
    match endpoint {
        Endpoint::Send(route) => send(memory, *route, headers, &json, request_id),
        Endpoint::Validate => {
            let objections = check_messages(json.get("messages").unwrap_or(&Value::Null));
            if objections.is_empty() {
                Answer::json(200, "{}".to_owned())
            } else {
                Answer { refusal: None, ..Answer::objections(&objections) }
            }
        }
        Endpoint::Quota => Answer::json(
            200,
            match memory.config.monthly_limit {
                Some(limit) => json!({ "type": "limited", "value": limit }),
                None => json!({ "type": "none" }),
            }
            .to_string(),
        ),
        Endpoint::Consumption => Answer::json(200, json!({ "totalUsage": memory.used }).to_string()),
        Endpoint::Info => Answer::json(
            200,
            json!({ "userId": memory.config.bot_user_id, "basicId": "@000double", "displayName": "Double",
                "chatMode": "chat", "markAsReadMode": "manual" })
            .to_string(),
        ),
        Endpoint::Profile(user) => match memory.person(user) {
            Person::Friend if is_id(user, &['U']) => {
                Answer::json(200, json!({ "userId": user, "displayName": "ともだち", "language": "ja" }).to_string())
            }
            _ => Answer::error(404, "Not found"),
        },
        Endpoint::MarkAsRead => mark_as_read(memory, &json),
        Endpoint::Loading => loading(&json),
        Endpoint::WebhookAddress => webhook_endpoint(memory, method, &json),
        Endpoint::Content(id) | Endpoint::Preview(id) => match memory.contents.get(*id) {
            Some(Content::Ready(content_type, bytes)) => {
                Answer { body: bytes.clone(), content_type: Some(content_type.clone()), ..Answer::empty(200) }
            }
            Some(Content::Preparing) => Answer::empty(202),
            Some(Content::Gone) => Answer::error(410, "The content is gone"),
            None => Answer::error(404, "Not found"),
        },
        Endpoint::Transcoding(id) => match memory.contents.get(*id) {
            Some(Content::Ready(..)) => Answer::json(200, json!({ "status": "succeeded" }).to_string()),
            Some(Content::Preparing) => Answer::json(200, json!({ "status": "processing" }).to_string()),
            Some(Content::Gone) => Answer::json(200, json!({ "status": "failed" }).to_string()),
            None => Answer::error(404, "Not found"),
        },
        Endpoint::StatelessToken | Endpoint::ShortLivedToken => Answer::error(404, "Not found"),
    }
}

fn mark_as_read(memory: &mut Memory, body: &Value) -> Answer {
    match body
        .get("markAsReadToken")
        .and_then(Value::as_str)
        .filter(|token| !token.is_empty())
    {
        Some(token) => {
            memory.marked_read.push(token.to_owned());
            Answer::json(200, "{}".to_owned())
        }
        None => Answer::refuse(
            400,
            "The property, 'markAsReadToken', in the request body is invalid (line: -, column: -)",
        ),
    }
}

fn loading(body: &Value) -> Answer {
    let seconds = body.get("loadingSeconds").map_or(Some(20), Value::as_i64);
    let is_good = body
        .get("chatId")
        .and_then(Value::as_str)
        .is_some_and(|id| is_id(id, &['U']))
        && seconds.is_some_and(|seconds| (5..=60).contains(&seconds) && seconds % 5 == 0);
    if is_good {
        Answer::json(202, "{}".to_owned())
    } else {
        Answer::refuse(400, "The request body is invalid")
    }
}

fn webhook_endpoint(memory: &mut Memory, method: &Method, body: &Value) -> Answer {
    if *method == Method::GET {
        return match &memory.endpoint {
            Some(endpoint) => Answer::json(
                200,
                json!({ "endpoint": endpoint, "active": true }).to_string(),
            ),
            None => Answer::error(404, "Webhook endpoint not found"),
        };
    }
    match body
        .get("endpoint")
        .and_then(Value::as_str)
        .filter(|url| url.starts_with("https://") && url.len() <= 500)
    {
        Some(url) => {
            memory.endpoint = Some(url.to_owned());
            Answer::json(200, "{}".to_owned())
        }
        None => Answer::refuse(400, "Invalid webhook endpoint URL"),
    }
}
