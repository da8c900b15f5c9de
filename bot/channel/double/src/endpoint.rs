//! What each of LINE's endpoints does with a request that got past the door.

use axum::http::{HeaderMap, Method};
use serde_json::{Value, json};
use tsunagi_model::Span;

use crate::answer::Answer;
use crate::check::check_messages;
use crate::memory::{Content, Memory, Person};
use crate::menu::MenuEndpoint;
use crate::sending::{RATE, Route, is_id, send};
use crate::{account, login, menu, oauth};

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
    WebhookTest,
    LinkToken(&'p str),
    Menu(MenuEndpoint<'p>),
    Content(&'p str),
    Preview(&'p str),
    Transcoding(&'p str),
    StatelessToken,
    ShortLivedToken,
    IdToken,
    LoginPage,
    LoginToken,
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
            "/v2/bot/channel/webhook/test" => (Self::WebhookTest, POST),
            "/oauth2/v2.1/verify" => (Self::IdToken, POST),
            "/oauth2/v2.1/authorize" => (Self::LoginPage, GET),
            "/oauth2/v2.1/token" => (Self::LoginToken, POST),
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
                    ["v2", "bot", "user", user, "linkToken"] => (Self::LinkToken(user), POST),
                    parts => {
                        let (menu, methods) = MenuEndpoint::at(parts)?;
                        (Self::Menu(menu), methods)
                    }
                }
            }
        })
    }

    /// Whether a request needs an access token.
    pub fn is_guarded(&self) -> bool {
        !matches!(
            self,
            Self::StatelessToken
                | Self::ShortLivedToken
                | Self::IdToken
                | Self::LoginPage
                | Self::LoginToken
        )
    }

    /// Whether a request has a JSON body.
    pub fn takes_json(&self, method: &Method) -> bool {
        match self {
            Self::Menu(menu) => menu.takes_json(method),
            Self::LinkToken(_) => false,
            _ => self.is_guarded() && *method != Method::GET,
        }
    }

    /// The name of its own limit, and how many requests it takes in so long. Sending keeps to the configured limit instead.
    fn limit(&self, method: &Method) -> Option<(&'static str, u32, Span)> {
        match self {
            Self::WebhookTest => Some(("webhook test", 60, Span::hours(1))),
            Self::WebhookAddress => Some(("webhook address", 1_000, Span::minutes(1))),
            Self::Loading => Some(("loading", 100, Span::seconds(1))),
            Self::Menu(MenuEndpoint::List) => Some(("list menus", 10, Span::seconds(1))),
            Self::Menu(menu) => {
                let (name, count) = menu.hourly(method)?;
                Some((name, count, Span::hours(1)))
            }
            Self::StatelessToken | Self::ShortLivedToken => Some(("token", 370, Span::seconds(1))),
            _ => None,
        }
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
    if let Some((name, count, span)) = endpoint.limit(method)
        && !memory.takes(name, count, span)
    {
        memory.counts.limited += 1;
        return Answer::error(429, RATE);
    }
    match endpoint {
        Endpoint::LoginToken => return login::exchange(memory, body),
        Endpoint::IdToken => return account::verify_id_token(memory, body),
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
                "chatMode": memory.config.chat_mode,
                "markAsReadMode": if memory.config.chat_mode == "chat" { "manual" } else { "auto" } })
            .to_string(),
        ),
        Endpoint::Profile(user) => match memory.person(user) {
            Person::Friend if is_id(user, &['U']) => {
                Answer::json(200, json!({ "userId": user, "displayName": "ともだち", "language": "ja" }).to_string())
            }
            _ => Answer::error(404, "Not found"),
        },
        Endpoint::MarkAsRead => account::mark_as_read(memory, &json),
        Endpoint::Loading => account::loading(memory, &json),
        Endpoint::WebhookAddress => account::webhook_address(memory, method, &json),
        Endpoint::WebhookTest => account::webhook_test(memory, &json),
        Endpoint::LinkToken(user) => account::link_token(memory, user),
        Endpoint::Menu(endpoint) => menu::answer(memory, endpoint, method, headers, body, &json),
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
        Endpoint::StatelessToken
        | Endpoint::ShortLivedToken
        | Endpoint::IdToken
        | Endpoint::LoginPage
        | Endpoint::LoginToken => Answer::error(404, "Not found"),
    }
}
