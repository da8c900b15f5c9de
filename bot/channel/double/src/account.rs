//! What belongs to the account or to one person rather than to a message: the webhook's address, typing, linking, ID tokens.

use axum::http::Method;
use serde_json::{Value, json};
use tsunagi_model::{Span, Timestamp};

use crate::answer::Answer;
use crate::memory::{Memory, Person};
use crate::oauth::fields;
use crate::sending::is_id;

/// A link token's life.
const LINK_LIFE: Span = Span::minutes(10);
/// An ID token's life.
const ID_LIFE: Span = Span::hours(1);
/// The longest webhook address.
const ADDRESS: usize = 500;

/// What LINE finds when it tries the webhook's address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WebhookTest {
    /// Whether it got there and was answered 200.
    pub success: bool,
    /// The answer's status; 0 without one.
    pub status: i32,
    /// `OK`, `COULD_NOT_CONNECT`, `REQUEST_TIMEOUT`, `ERROR_STATUS_CODE` or `UNCLASSIFIED`.
    pub reason: String,
    /// More of the same.
    pub detail: String,
}

impl Default for WebhookTest {
    fn default() -> Self {
        Self {
            success: true,
            status: 200,
            reason: "OK".to_owned(),
            detail: "200".to_owned(),
        }
    }
}

/// The right to link an account, on its way through a person's browser.
#[derive(Debug, Clone)]
pub(crate) struct LinkToken {
    pub user: String,
    pub until: Timestamp,
}

/// What an ID token says.
#[derive(Debug, Clone)]
pub(crate) struct IdToken {
    pub user: String,
    pub channel: String,
    pub nonce: Option<String>,
    pub issued: Timestamp,
}

pub(crate) fn mark_as_read(memory: &mut Memory, body: &Value) -> Answer {
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

pub(crate) fn loading(memory: &mut Memory, body: &Value) -> Answer {
    let seconds = body.get("loadingSeconds").map_or(Some(20), Value::as_i64);
    let user = body
        .get("chatId")
        .and_then(Value::as_str)
        .filter(|id| is_id(id, &['U']));
    let is_good = seconds.is_some_and(|seconds| (5..=60).contains(&seconds) && seconds % 5 == 0);
    match user.filter(|_| is_good) {
        Some(user) => {
            memory.typing.push(user.to_owned());
            Answer::json(202, "{}".to_owned())
        }
        None => Answer::refuse(400, "The request body is invalid"),
    }
}

/// The address of the webhook, read or set. Setting it does not switch it on.
pub(crate) fn webhook_address(memory: &mut Memory, method: &Method, body: &Value) -> Answer {
    if *method == Method::GET {
        return match &memory.endpoint {
            Some(endpoint) => {
                let body = json!({ "endpoint": endpoint, "active": memory.endpoint_active });
                Answer::json(200, body.to_string())
            }
            None => Answer::error(404, "Webhook endpoint not found"),
        };
    }
    match address(body) {
        Some(url) => {
            memory.endpoint = Some(url.to_owned());
            Answer::json(200, "{}".to_owned())
        }
        None => Answer::refuse(400, "Invalid webhook endpoint URL"),
    }
}

/// LINE's own try of an address: of the one that is named, or of the one that is set.
pub(crate) fn webhook_test(memory: &Memory, body: &Value) -> Answer {
    if body.get("endpoint").is_some() && address(body).is_none() {
        return Answer::refuse(400, "Invalid webhook endpoint URL");
    }
    if body.get("endpoint").is_none() && memory.endpoint.is_none() {
        return Answer::error(404, "Webhook endpoint not found");
    }
    let found = &memory.webhook_test;
    let body = json!({
        "success": found.success,
        "timestamp": memory.now().utc().to_rfc3339(),
        "statusCode": found.status,
        "reason": found.reason,
        "detail": found.detail,
    });
    Answer::json(200, body.to_string())
}

fn address(body: &Value) -> Option<&str> {
    let url = body.get("endpoint")?.as_str()?;
    (url.starts_with("https://") && url.len() <= ADDRESS).then_some(url)
}

/// A token with which a person may link their account, once and within ten minutes.
pub(crate) fn link_token(memory: &mut Memory, user: &str) -> Answer {
    if !is_id(user, &['U']) || memory.person(user) == Person::Unknown {
        return Answer::refuse(400, "The user ID is invalid");
    }
    let token = format!("link-token-{}", memory.number());
    let until = memory.now().plus(LINK_LIFE);
    let user = user.to_owned();
    memory
        .link_tokens
        .insert(token.clone(), LinkToken { user, until });
    Answer::json(200, json!({ "linkToken": token }).to_string())
}

/// Signs an ID token for a page inside LINE; who holds it proves to be the person.
pub(crate) fn issue_id_token(
    memory: &mut Memory,
    user: &str,
    channel: &str,
    nonce: Option<&str>,
) -> String {
    let token = format!("header.id-token-{}.signature", memory.number());
    let issued = IdToken {
        user: user.to_owned(),
        channel: channel.to_owned(),
        nonce: nonce.map(str::to_owned),
        issued: memory.now(),
    };
    memory.id_tokens.insert(token.clone(), issued);
    token
}

/// What an ID token says, to who knows the channel it is meant for.
pub(crate) fn verify_id_token(memory: &Memory, form: &[u8]) -> Answer {
    let form = fields(&String::from_utf8_lossy(form));
    let field = |name: &str| {
        form.iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    // A browser may send anything, so that these are no mistakes of the caller.
    let refuse = |description: &str| {
        let body = json!({ "error": "invalid_request", "error_description": description });
        Answer::json(400, body.to_string())
    };
    let (Some(token), Some(channel)) = (field("id_token"), field("client_id")) else {
        return Answer::refuse(400, "id_token and client_id are required");
    };
    let Some(token) = memory.id_tokens.get(token) else {
        return refuse("Invalid IdToken.");
    };
    if token.channel != channel {
        return refuse("Invalid IdToken Audience.");
    }
    if memory.now().since(token.issued) >= ID_LIFE {
        return refuse("IdToken expired.");
    }
    if field("nonce").is_some_and(|nonce| token.nonce.as_deref() != Some(nonce)) {
        return refuse("Invalid IdToken Nonce.");
    }
    let mut told = json!({
        "iss": "https://access.line.me",
        "sub": token.user,
        "aud": token.channel,
        "exp": token.issued.plus(ID_LIFE).as_millis() / 1_000,
        "iat": token.issued.as_millis() / 1_000,
        "amr": ["linesso"],
        "name": "ともだち",
    });
    if let (Some(told), Some(nonce)) = (told.as_object_mut(), &token.nonce) {
        told.insert("nonce".to_owned(), nonce.as_str().into());
    }
    Answer::json(200, told.to_string())
}
