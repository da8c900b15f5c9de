//! The web chat for people who have no messenger or must not use one, and the demonstration's front page.
//!
//! The page posts events, which go the same way as any platform's, and reads its lines from the store. Invariants: nobody is asked who
//! they are and nothing about the device is stored; a session opens its own conversation and nothing else, and while it is locked not
//! even that; no answer to a script says why it was refused; help lines and the way out are on every page, also without a script.

mod assets;
mod bridge;
mod demo;
mod key;
mod limit;
mod line;
mod lock;
mod page;
mod picture;
mod plain;
mod stream;
mod talk;
mod token;
mod words;

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use tokio::sync::Semaphore;
use tsunagi_dispatch::{Refusal, Service};
use tsunagi_model::{ChannelKind, Span, Timestamp};

pub use demo::{Demo, DemoClock, DemoLogin, demo_router};
use limit::{Limit, Streams};
use token::Signer;

/// The longest message, in characters.
const LONGEST: usize = 2_000;
/// The largest body: the longest message with every character escaped.
const BODY: usize = 32 * 1024;
/// How many lines the page gets at once.
const LINES: i64 = 50;
/// Pictures that are read in at once: each is held whole while it is sealed.
const UPLOADS: usize = 8;
/// Where the page shows that its locked room was opened.
const PASS: &str = "x-room-pass";
/// How old an unsent message may be and still keep the time it was written.
const OFFLINE: Span = Span::days(30);

/// What the installation decides about its web chat.
#[derive(Debug, Clone, Default)]
pub struct ChatOptions {
    /// Where the installation is reached from outside, for the script that other sites include.
    pub public_url: Option<String>,
    /// How the world reaches the page to which a messenger's login leads back; without it nobody is sent there.
    pub base: Option<String>,
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
    /// Pictures per session.
    pictures: Limit,
    /// Keys and codes that are tried, per channel: there are far too many to guess, and this keeps it so.
    tries: Limit,
    /// Ways to a messenger, per session.
    departures: Limit,
    uploads: Semaphore,
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
        pictures: Limit::new(10, Duration::from_secs(300)),
        tries: Limit::new(60, Duration::from_secs(60)),
        departures: Limit::new(10, Duration::from_secs(600)),
        uploads: Semaphore::new(UPLOADS),
        streams: Streams::new(4_000, 4),
    };
    Router::new()
        .route("/chat/{slug}", get(page::chat))
        .route("/chat/{slug}/embed.js", get(page::embed))
        .route("/chat/{slug}/session", post(talk::begin))
        .route("/chat/{slug}/send", post(talk::send))
        .route("/chat/{slug}/messages", get(talk::messages))
        .route("/chat/{slug}/stream-ticket", post(talk::ticket))
        .route("/chat/{slug}/events", get(stream::events))
        .route("/chat/{slug}/k/{key}", get(key::door).post(key::enter))
        .route("/chat/{slug}/code", post(key::join))
        .route("/chat/{slug}/lock", post(lock::set))
        .route("/chat/{slug}/lock/{act}", post(lock::act))
        .route("/chat/{slug}/plain", get(plain::show).post(plain::act))
        .route("/chat/{slug}/picture/{id}", get(picture::show))
        .route("/chat/{slug}/line", post(bridge::depart))
        .route("/link/line", get(bridge::arrive))
        .route("/link/line/{outcome}", get(bridge::outcome))
        .route("/calendar", get(page::calendar))
        .route("/static/chat/{file}", get(assets::file))
        .layer(DefaultBodyLimit::max(BODY))
        .merge(picture::router())
        .with_state(Arc::new(chat))
}

impl Chat {
    /// The name of the municipality whose web chat `slug` is; none if it is no web chat.
    fn area(&self, slug: &str) -> Option<String> {
        let line = self.service.lines().get(slug)?;
        (line.channel.kind() == ChannelKind::Web).then(|| line.area_name.clone())
    }

    /// The session that a request speaks for, if its room is open.
    async fn guest(&self, slug: &str, headers: &HeaderMap) -> Result<String, StatusCode> {
        let session = self.session(slug, headers)?;
        let pass = headers.get(PASS).and_then(|value| value.to_str().ok());
        self.admit(slug, &session, pass).await?;
        Ok(session)
    }

    /// Whether the room of a session is open: 423 while it is locked, 401 once it opens to nobody any more.
    async fn admit(&self, slug: &str, session: &str, pass: Option<&str>) -> Result<(), StatusCode> {
        let lock = self
            .service
            .web_lock(slug, session)
            .await
            .map_err(|error| away(&error))?;
        let now = self.service.now();
        match lock {
            None => Ok(()),
            Some(lock) if lock.closed => Err(StatusCode::UNAUTHORIZED),
            Some(lock)
                if pass.is_some_and(|pass| {
                    self.signer.passes(slug, session, lock.epoch, pass, now)
                }) =>
            {
                Ok(())
            }
            Some(_) => Err(StatusCode::LOCKED),
        }
    }

    /// The session that a request speaks for, within its allowance, whether its room is open or not.
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
        Refusal::TooMany => StatusCode::PAYLOAD_TOO_LARGE,
        Refusal::Away => StatusCode::SERVICE_UNAVAILABLE,
    }
}

#[cfg(test)]
mod tests;
