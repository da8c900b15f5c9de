//! The web chat for people who have no messenger or must not use one, and the demonstration's front page.
//!
//! The page posts events, which go the same way as any platform's, and reads its lines from the store. Invariants: nobody is asked who
//! they are and nothing about the device is stored; a session opens its own conversation and nothing else; no answer to a script says
//! why it was refused; help lines and the way out are on every page, also without a script.

mod assets;
mod demo;
mod limit;
mod line;
mod page;
mod stream;
mod token;
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{DefaultBodyLimit, Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use serde::{Deserialize, Serialize};
use tsunagi_dispatch::{Refusal, Service};
use tsunagi_model::{ChannelKind, MessageId, Span, Timestamp};

pub use demo::{Demo, DemoClock, DemoLogin, demo_router};
use limit::{Limit, Streams};
use line::News;
use token::Signer;

/// The longest message, in characters.
const LONGEST: usize = 2_000;
/// The largest body: the longest message with every character escaped.
const BODY: usize = 32 * 1024;
/// How many lines the page gets at once.
const LINES: i64 = 50;
/// How old an unsent message may be and still keep the time it was written.
const OFFLINE: Span = Span::days(30);

/// What the installation decides about its web chat.
#[derive(Debug, Clone, Default)]
pub struct ChatOptions {
    /// Where the installation is reached from outside, for the script that other sites include.
    pub public_url: Option<String>,
    /// Whether it is served over https.
    pub secure: bool,
    /// Other sites that may show the chat in a frame, as origins (`https://school.example.jp`).
    pub frame_ancestors: Vec<String>,
}

/// What every handler of the web chat holds.
pub(crate) struct Chat {
    service: Arc<Service>,
    options: ChatOptions,
    signer: Signer,
    /// Beginnings per channel: a whole school may begin within a minute, a script may not go on for an hour.
    begins: Limit,
    /// Requests per session.
    asks: Limit,
    /// Messages per session.
    sends: Limit,
    streams: Streams,
}

/// The pages and endpoints under `/chat`, their static files, and the neutral page that "hide" leads to.
///
/// A `CancellationToken` in the requests' extensions ends open streams when the server stops; without one they are cut off.
pub fn router(service: Arc<Service>, options: ChatOptions) -> Router {
    let signer = Signer::new(service.store().signing_key("web chat"));
    let chat = Chat {
        service,
        options,
        signer,
        begins: Limit::new(120, Duration::from_secs(60)),
        asks: Limit::new(120, Duration::from_secs(60)),
        sends: Limit::new(30, Duration::from_secs(30)),
        streams: Streams::new(4_000, 4),
    };
    Router::new()
        .route("/chat/{slug}", get(page::chat))
        .route("/chat/{slug}/embed.js", get(page::embed))
        .route("/chat/{slug}/session", post(begin))
        .route("/chat/{slug}/send", post(send))
        .route("/chat/{slug}/messages", get(messages))
        .route("/chat/{slug}/stream-ticket", post(ticket))
        .route("/chat/{slug}/events", get(stream::events))
        .route("/calendar", get(page::calendar))
        .route("/static/chat/{file}", get(assets::file))
        .layer(DefaultBodyLimit::max(BODY))
        .with_state(Arc::new(chat))
}

impl Chat {
    /// The name of the municipality whose web chat `slug` is; none if it is no web chat.
    fn area(&self, slug: &str) -> Option<String> {
        let line = self.service.lines().get(slug)?;
        (line.channel.kind() == ChannelKind::Web).then(|| line.area_name.clone())
    }

    /// The session that a request speaks for, within its allowance.
    fn session(&self, slug: &str, headers: &HeaderMap) -> Result<String, StatusCode> {
        let session = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
            .and_then(|token| self.signer.session(slug, token))
            .ok_or(StatusCode::UNAUTHORIZED)?;
        if self.asks.take(&session, Instant::now()) {
            Ok(session)
        } else {
            Err(StatusCode::TOO_MANY_REQUESTS)
        }
    }
}

/// What the page says when it begins.
#[derive(Deserialize, Default)]
struct Beginning {
    /// The language of the page.
    lang: Option<String>,
    /// The code of an invitation.
    code: Option<String>,
}

#[derive(Serialize)]
struct Begun {
    token: String,
    now: i64,
}

/// A new session; its first event is a `follow`, so that the invitation starts by itself.
async fn begin(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, StatusCode> {
    let body = body.map_err(|refused| refused.status())?;
    let beginning: Beginning =
        serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    if !chat.begins.take(&slug, Instant::now()) {
        return Err(StatusCode::TOO_MANY_REQUESTS);
    }
    if chat.area(&slug).is_none() {
        return Err(StatusCode::NOT_FOUND);
    }
    let (session, token) = chat.signer.begin(&slug, rand::random());
    let now = chat.service.now().as_millis();
    let event = Event {
        id: "follow",
        kind: "follow",
        session: &session,
        text: None,
        data: beginning.code.as_deref().filter(|code| is_code(code)),
        at: now,
        lang: beginning.lang.as_deref().filter(|lang| is_code(lang)),
    };
    chat.service
        .receive_web(&slug, &session, vec![event.json()?])
        .await
        .map_err(refused)?;
    Ok(fresh(Json(Begun { token, now })))
}

/// What the page posts.
#[derive(Deserialize)]
struct Post {
    id: String,
    #[serde(rename = "type")]
    kind: String,
    text: Option<String>,
    data: Option<String>,
    at: Option<i64>,
    lang: Option<String>,
}

impl Post {
    /// Why it cannot be taken, if it cannot.
    fn problem(&self) -> Option<StatusCode> {
        let words = self.text.as_deref().unwrap_or_default();
        let data = self.data.as_deref().unwrap_or_default();
        if words.chars().count() > LONGEST {
            return Some(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let whole = match self.kind.as_str() {
            "text" => !words.trim().is_empty(),
            "choice" | "unsend" => !data.is_empty() && data.chars().count() <= 300,
            _ => false,
        };
        (!whole || !is_code(&self.id)).then_some(StatusCode::BAD_REQUEST)
    }
}

/// One event as the web channel reads it.
#[derive(Serialize)]
struct Event<'a> {
    id: &'a str,
    #[serde(rename = "type")]
    kind: &'a str,
    session: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a str>,
    at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    lang: Option<&'a str>,
}

impl Event<'_> {
    fn json(&self) -> Result<String, StatusCode> {
        serde_json::to_string(self).map_err(|_| StatusCode::BAD_REQUEST)
    }
}

/// Takes one event; 200 means it is on disk.
async fn send(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, StatusCode> {
    let session = chat.session(&slug, &headers)?;
    let body = body.map_err(|refused| refused.status())?;
    let post: Post = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    if let Some(problem) = post.problem() {
        return Err(problem);
    }
    if !chat.sends.take(&session, Instant::now()) {
        return Err(StatusCode::TOO_MANY_REQUESTS);
    }
    let event = Event {
        id: &post.id,
        kind: &post.kind,
        session: &session,
        text: post.text.as_deref(),
        data: post.data.as_deref(),
        at: written_at(post.at, chat.service.now()),
        lang: post.lang.as_deref().filter(|lang| is_code(lang)),
    };
    chat.service
        .receive_web(&slug, &session, vec![event.json()?])
        .await
        .map_err(refused)?;
    Ok(StatusCode::OK)
}

#[derive(Deserialize)]
struct After {
    after: Option<String>,
}

/// The lines the person may see, after one they have seen.
async fn messages(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let session = chat.session(&slug, &headers)?;
    let after = match query.after.as_deref() {
        None | Some("") => None,
        Some(id) => Some(
            id.parse::<MessageId>()
                .map_err(|_| StatusCode::BAD_REQUEST)?,
        ),
    };
    let thread = chat
        .service
        .web_thread(&slug, &session)
        .await
        .map_err(|error| away(&error))?;
    let lines = match &thread {
        Some(thread) => chat
            .service
            .store()
            .person_lines(thread, after, LINES, chat.service.now())
            .await
            .map_err(|error| away(&error))?,
        None => Vec::new(),
    };
    Ok(fresh(Json(News::new(
        chat.service.now().as_millis(),
        thread.as_ref(),
        lines,
    ))))
}

#[derive(Serialize)]
struct Ticket {
    ticket: String,
}

/// A ticket for the stream, because an address cannot carry the bearer token safely.
async fn ticket(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let session = chat.session(&slug, &headers)?;
    Ok(fresh(Json(Ticket {
        ticket: chat.signer.ticket(&slug, &session, chat.service.now()),
    })))
}

/// The page's own time of writing, in milliseconds, as far as it can be believed: it may have been offline, but not in the future.
fn written_at(at: Option<i64>, now: Timestamp) -> i64 {
    let now = now.as_millis();
    let oldest = now.saturating_sub(OFFLINE.0 / 1_000);
    at.filter(|at| (oldest..=now.saturating_add(60_000)).contains(at))
        .unwrap_or(now)
}

/// Ids, languages and invitation codes: short, and nothing that means anything anywhere.
fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

fn fresh(answer: impl IntoResponse) -> Response {
    (
        [
            (header::CACHE_CONTROL, "no-store"),
            (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        ],
        answer,
    )
        .into_response()
}

fn away(error: &tsunagi_store::Error) -> StatusCode {
    tracing::error!(%error, "web chat cannot read the store");
    StatusCode::SERVICE_UNAVAILABLE
}

fn refused(refusal: Refusal) -> StatusCode {
    match refusal {
        Refusal::UnknownChannel => StatusCode::NOT_FOUND,
        Refusal::Unverified => StatusCode::UNAUTHORIZED,
        Refusal::Unreadable => StatusCode::BAD_REQUEST,
        Refusal::Away => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests;
