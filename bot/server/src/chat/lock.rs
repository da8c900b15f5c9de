//! The lock of pictures: a session whose device others use too opens only to somebody who touches the right pictures in the right order.
//!
//! What was chosen travels in the body of a request and nowhere else: not in an address, not in an answer, not in a log.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::{Deserialize, Serialize};
use tsunagi_store::Unlocking;

use super::talk::Post;
use super::{Chat, away, fresh};

/// The pictures, in the order in which they are shown; their drawings are in `chat_pictures.svg`, their names in the texts.
pub(super) const PICTURES: [&str; 12] = [
    "sun", "moon", "star", "flower", "tree", "apple", "fish", "cat", "house", "boat", "umbrella",
    "ball",
];
/// How many are touched, one after the other.
const LENGTH: std::ops::RangeInclusive<usize> = 3..=4;

/// Pictures in the order in which they were touched.
#[derive(Deserialize)]
struct Chosen {
    pictures: Vec<String>,
}

impl Chosen {
    /// Reads what the page posts; nothing of it is ever repeated.
    fn read(body: &[u8]) -> Result<String, StatusCode> {
        let chosen: Self = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
        let known = chosen
            .pictures
            .iter()
            .all(|picture| PICTURES.contains(&picture.as_str()));
        if known && LENGTH.contains(&chosen.pictures.len()) {
            Ok(chosen.pictures.join("-"))
        } else {
            Err(StatusCode::BAD_REQUEST)
        }
    }
}

/// What the page shows with every request while the room is open to it.
#[derive(Serialize)]
struct Pass {
    pass: String,
}

impl Chat {
    fn pass(&self, slug: &str, session: &str, epoch: i64) -> Response {
        let now = self.service.now();
        fresh(Json(Pass {
            pass: self.signer.pass(slug, session, epoch, now),
        }))
    }
}

/// Puts a lock on the room, or other pictures on its lock.
pub(super) async fn set(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    let chosen = Chosen::read(&body.map_err(|refused| refused.status())?)?;
    let epoch = chat
        .service
        .set_web_lock(&slug, &session, &chosen)
        .await
        .map_err(|error| away(&error))?;
    Ok(chat.pass(&slug, &session, epoch))
}

/// Everything else that is done with a lock.
pub(super) async fn act(
    State(chat): State<Arc<Chat>>,
    Path((slug, act)): Path<(String, String)>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, StatusCode> {
    let body = body.map_err(|refused| refused.status())?;
    match act.as_str() {
        "open" => open(&chat, &slug, &headers, &body).await,
        "stay" => stay(&chat, &slug, &headers).await,
        "off" => off(&chat, &slug, &headers).await,
        "shut" => shut(&chat, &slug, &headers).await,
        "forgot" => forgot(&chat, &slug, &headers, &body).await,
        _ => Err(StatusCode::NOT_FOUND),
    }
}

/// Tries pictures: 403 for wrong ones, with the seconds to wait if there is a wait; 429 before it is over; 401 when it opens no more.
async fn open(
    chat: &Chat,
    slug: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, StatusCode> {
    let session = chat.session(slug, headers)?;
    let chosen = Chosen::read(body)?;
    let now = chat.service.now();
    let tried = chat
        .service
        .try_web_lock(slug, &session, &chosen)
        .await
        .map_err(|error| away(&error))?;
    let (status, until) = match tried {
        Unlocking::Open { epoch } => return Ok(chat.pass(slug, &session, epoch)),
        Unlocking::Closed => return Err(StatusCode::UNAUTHORIZED),
        Unlocking::Wrong { wait } => (StatusCode::FORBIDDEN, wait),
        Unlocking::Wait { until } => (StatusCode::TOO_MANY_REQUESTS, Some(until)),
    };
    let mut response = fresh(status);
    if let Some(until) = until {
        let seconds = until.since(now).as_seconds().max(1);
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, seconds.into());
    }
    Ok(response)
}

/// Somebody is at the page: it stays open for another while.
async fn stay(chat: &Chat, slug: &str, headers: &HeaderMap) -> Result<Response, StatusCode> {
    let session = chat.guest(slug, headers).await?;
    let lock = chat
        .service
        .web_lock(slug, &session)
        .await
        .map_err(|error| away(&error))?;
    match lock {
        Some(lock) => Ok(chat.pass(slug, &session, lock.epoch)),
        None => Err(StatusCode::NOT_FOUND),
    }
}

async fn off(chat: &Chat, slug: &str, headers: &HeaderMap) -> Result<Response, StatusCode> {
    let session = chat.guest(slug, headers).await?;
    chat.service
        .remove_web_lock(slug, &session)
        .await
        .map_err(|error| away(&error))?;
    Ok(StatusCode::OK.into_response())
}

/// Locks the room now; whoever holds the session may, whether it is open or not.
async fn shut(chat: &Chat, slug: &str, headers: &HeaderMap) -> Result<Response, StatusCode> {
    let session = chat.session(slug, headers)?;
    chat.service
        .shut_web_lock(slug, &session)
        .await
        .map_err(|error| away(&error))?;
    Ok(StatusCode::OK.into_response())
}

/// Somebody does not know the pictures any more: the conversation asks for a person, who can make a new link. Nothing of it is shown.
async fn forgot(
    chat: &Chat,
    slug: &str,
    headers: &HeaderMap,
    body: &[u8],
) -> Result<Response, StatusCode> {
    #[derive(Deserialize)]
    struct Asking {
        id: String,
    }
    let session = chat.session(slug, headers)?;
    let asking: Asking = serde_json::from_slice(body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let post = Post {
        id: asking.id,
        kind: "choice".to_owned(),
        text: None,
        data: Some("anytime/lost/person".to_owned()),
        at: None,
        lang: None,
    };
    chat.take(slug, &session, &post).await?;
    Ok(StatusCode::OK.into_response())
}
