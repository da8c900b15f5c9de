//! Taking messages: who may get them, by which right, and what is left of it.

use axum::http::HeaderMap;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::answer::Answer;
use crate::check::check_body;
use crate::memory::{Accepted, Memory, Person};

/// LINE's answer to too many requests.
pub(crate) const RATE: &str = "The API rate limit has been exceeded. Try again later.";
const MONTHLY: &str = "You have reached your monthly limit.";
const SAME_USER: &str = "You have sent too many messages to the same user. Try again later.";
const BAD_TO: &str = "The property, 'to', in the request body is invalid (line: -, column: -)";

/// The way of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Route {
    Reply,
    Push,
    Multicast,
    Narrowcast,
    Broadcast,
}

impl Route {
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Reply => "reply",
            Self::Push => "push",
            Self::Multicast => "multicast",
            Self::Narrowcast => "narrowcast",
            Self::Broadcast => "broadcast",
        }
    }
}

/// Takes messages for one, for many or for all.
pub(crate) fn send(
    memory: &mut Memory,
    route: Route,
    headers: &HeaderMap,
    body: &Value,
    request_id: &str,
) -> Answer {
    if !memory.is_in_rate(route) {
        memory.counts.limited += 1;
        return Answer::error(429, RATE).with("retry-after", "1".to_owned());
    }
    let key = match retry_key(route, headers) {
        Ok(key) => key,
        Err(answer) => return *answer,
    };
    let allowed: &[&str] = match route {
        Route::Reply => &["replyToken", "messages", "notificationDisabled"],
        Route::Push | Route::Multicast => &[
            "to",
            "messages",
            "notificationDisabled",
            "customAggregationUnits",
        ],
        Route::Narrowcast => &[
            "messages",
            "recipient",
            "filter",
            "limit",
            "notificationDisabled",
        ],
        Route::Broadcast => &["messages", "notificationDisabled"],
    };
    let objections = check_body(body, allowed);
    if !objections.is_empty() {
        return Answer::objections(&objections);
    }
    if let Some(accepted) = key.and_then(|key| memory.accepted(key)) {
        memory.counts.repeated += 1;
        return repeated(route, &accepted);
    }
    let messages = body.get("messages").unwrap_or(&Value::Null);
    let ids: Vec<String> = (0..messages.as_array().map_or(0, Vec::len))
        .map(|_| (500_000_000_000_000_000 + memory.number()).to_string())
        .collect();
    let mut answer = match route {
        Route::Reply => reply(memory, body, messages, &ids),
        Route::Push => push(memory, body, messages, &ids),
        Route::Multicast => multicast(memory, body, messages, &ids),
        Route::Narrowcast => Answer::json(202, "{}".to_owned()),
        Route::Broadcast => {
            memory.deliver("*", route.as_str(), messages, &ids);
            Answer::json(200, "{}".to_owned())
        }
    };
    if answer.is_ok() {
        match key {
            Some(key) => memory.accept(
                key,
                Accepted {
                    request_id: request_id.to_owned(),
                    ids,
                },
            ),
            None if route != Route::Reply => {
                answer.refusal = Some(
                    "no X-Line-Retry-Key: this request could never be tried again safely"
                        .to_owned(),
                );
            }
            None => {}
        }
    }
    answer
}

/// The retry key, which a reply must not have.
fn retry_key(route: Route, headers: &HeaderMap) -> Result<Option<Uuid>, Box<Answer>> {
    let Some(key) = headers.get("x-line-retry-key") else {
        return Ok(None);
    };
    if route == Route::Reply {
        return Err(Box::new(Answer::refuse(
            400,
            "The retry key is not supported by this endpoint",
        )));
    }
    let key = key
        .to_str()
        .ok()
        .filter(|key| key.len() == 36)
        .and_then(|key| Uuid::try_parse(key).ok());
    key.map(Some)
        .ok_or_else(|| Box::new(Answer::refuse(400, "The retry key is invalid")))
}

fn repeated(route: Route, accepted: &Accepted) -> Answer {
    let mut body = json!({ "message": "The retry key is already accepted" });
    if let (Route::Push, Some(body)) = (route, body.as_object_mut()) {
        body.insert("sentMessages".to_owned(), sent(&accepted.ids));
    }
    Answer::json(409, body.to_string())
        .with("x-line-accepted-request-id", accepted.request_id.clone())
}

fn sent(ids: &[String]) -> Value {
    ids.iter()
        .map(|id| json!({ "id": id, "quoteToken": format!("quote-{id}") }))
        .collect()
}

fn taken(ids: &[String]) -> Answer {
    Answer::json(200, json!({ "sentMessages": sent(ids) }).to_string())
}

/// Free, once, and only for a while.
fn reply(memory: &mut Memory, body: &Value, messages: &Value, ids: &[String]) -> Answer {
    let Some(token) = body.get("replyToken").and_then(Value::as_str) else {
        return Answer::refuse(
            400,
            "The property, 'replyToken', in the request body is invalid (line: -, column: -)",
        );
    };
    let Some(to) = memory.reply_to(token) else {
        memory.counts.stale_tokens += 1;
        return Answer::error(400, "Invalid reply token");
    };
    memory.use_reply_token(token);
    memory.counts.replies += 1;
    arrive(memory, &to, "reply", messages, ids);
    taken(ids)
}

/// Counted, to anyone who is a friend.
fn push(memory: &mut Memory, body: &Value, messages: &Value, ids: &[String]) -> Answer {
    let Some(to) = body
        .get("to")
        .and_then(Value::as_str)
        .filter(|to| is_id(to, &['U', 'C', 'R']))
    else {
        return Answer::refuse(400, BAD_TO);
    };
    if memory.person(to) == Person::Unknown {
        return Answer::error(400, "Failed to send messages");
    }
    if !memory.is_bearable(to) {
        memory.counts.limited += 1;
        return Answer::error(429, SAME_USER);
    }
    if memory
        .config
        .monthly_limit
        .is_some_and(|limit| memory.used >= limit)
    {
        memory.counts.limited += 1;
        return Answer::error(429, MONTHLY);
    }
    memory.counts.pushes += 1;
    if arrive(memory, to, "push", messages, ids) {
        memory.used += 1;
    }
    taken(ids)
}

/// To up to 500; who has blocked the account or is unknown is passed over in silence.
fn multicast(memory: &mut Memory, body: &Value, messages: &Value, ids: &[String]) -> Answer {
    let list = body
        .get("to")
        .and_then(Value::as_array)
        .map(Vec::as_slice)
        .unwrap_or_default();
    let people: Vec<&str> = list
        .iter()
        .filter_map(Value::as_str)
        .filter(|to| is_id(to, &['U']))
        .collect();
    if people.len() != list.len() || !(1..=500).contains(&people.len()) {
        return Answer::refuse(400, BAD_TO);
    }
    if memory
        .config
        .monthly_limit
        .is_some_and(|limit| memory.used + people.len() as u64 > limit)
    {
        memory.counts.limited += 1;
        return Answer::error(429, MONTHLY);
    }
    for to in people {
        if arrive(memory, to, "multicast", messages, ids) {
            memory.used += 1;
        }
    }
    Answer::json(200, "{}".to_owned())
}

/// Puts messages on a phone, unless its owner has blocked the account: nobody is told.
fn arrive(
    memory: &mut Memory,
    to: &str,
    route: &'static str,
    messages: &Value,
    ids: &[String],
) -> bool {
    let is_friend = memory.person(to) == Person::Friend || !to.starts_with('U') || route == "reply";
    if is_friend && memory.person(to) != Person::Blocked {
        memory.deliver(to, route, messages, ids);
        return true;
    }
    memory.counts.unseen += 1;
    false
}

/// Whether it is a letter and 32 lower-case hexadecimal digits.
pub(crate) fn is_id(id: &str, letters: &[char]) -> bool {
    id.strip_prefix(letters).is_some_and(|rest| {
        rest.len() == 32
            && rest
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}
