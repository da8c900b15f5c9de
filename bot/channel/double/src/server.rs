//! The double on the wire: one request, one lock, one answer, or one of the ways in which there is none.

use std::convert::Infallible;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::request::Parts;
use axum::http::{HeaderMap, Response};
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::JoinSet;

use crate::Fault;
use crate::answer::Answer;
use crate::endpoint::{self, Endpoint};
use crate::login;
use crate::memory::{Exchange, Memory, Standing, keep};
use crate::sending::RATE;

/// LINE takes no longer body.
const BODY: usize = 2 * 1024 * 1024;

/// What the handle and the connections share.
pub(crate) struct Shared {
    memory: Mutex<Memory>,
    /// Counts up after every request, for those who wait for one.
    pub changed: watch::Sender<u64>,
}

impl Shared {
    pub fn new(memory: Memory) -> Self {
        Self {
            memory: Mutex::new(memory),
            changed: watch::Sender::new(0),
        }
    }

    /// The memory; a panic elsewhere does not spoil it.
    pub fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub fn note_change(&self) {
        self.changed.send_modify(|count| *count += 1);
    }
}

/// What becomes of an answer.
enum Fate {
    Heard(Duration),
    Lost,
}

/// The connection is closed without an answer.
#[derive(Debug)]
struct Silence;

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("no answer, as was asked for")
    }
}

impl std::error::Error for Silence {}

/// Serves until it is dropped, and all its connections with it.
pub(crate) async fn serve(listener: TcpListener, shared: Arc<Shared>) -> Infallible {
    let mut connections = JoinSet::new();
    loop {
        tokio::select! {
            accepted = listener.accept() => {
                let Ok((stream, _)) = accepted else { continue };
                // A small answer must not wait for a full packet.
                let _ = stream.set_nodelay(true);
                let shared = Arc::clone(&shared);
                connections.spawn(async move {
                    let service = service_fn(|request| respond(&shared, request));
                    // An error is a caller that went away, or a silence that was asked for.
                    let _ = http1::Builder::new()
                        .timer(TokioTimer::new())
                        .serve_connection(TokioIo::new(stream), service)
                        .await;
                });
            }
            Some(_) = connections.join_next() => {}
        }
    }
}

async fn respond(
    shared: &Shared,
    request: axum::http::Request<Incoming>,
) -> Result<Response<Body>, Silence> {
    let (parts, body) = request.into_parts();
    let announced = parts
        .headers
        .get("content-length")
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    let body = if announced.is_some_and(|length| length > BODY) {
        None
    } else {
        to_bytes(Body::new(body), BODY).await.ok()
    };
    let (answer, fate, request_id) = handle(&mut shared.memory(), &parts, body.as_deref());
    shared.note_change();
    match fate {
        Fate::Lost => Err(Silence),
        Fate::Heard(wait) => {
            if !wait.is_zero() {
                tokio::time::sleep(wait).await;
            }
            Ok(answer.into_response(&request_id))
        }
    }
}

/// The whole of a request under one lock.
fn handle(memory: &mut Memory, parts: &Parts, body: Option<&[u8]>) -> (Answer, Fate, String) {
    memory.counts.requests += 1;
    let number = memory.number();
    let request_id = format!(
        "{:08x}-0000-4000-8000-{:012x}",
        number >> 48,
        number & 0xffff_ffff_ffff
    );
    let path = parts.uri.path();
    let (answer, fate) = match (Endpoint::at(path), body) {
        (_, None) => (Answer::refuse(413, "Payload Too Large"), None),
        (None, _) => (Answer::refuse(404, "Not found"), None),
        (Some((_, methods)), _) if !methods.contains(&parts.method) => {
            (Answer::refuse(405, "Method not allowed"), None)
        }
        (Some((endpoint, _)), Some(body)) => match admit(memory, &endpoint, parts) {
            Some(answer) => (answer, None),
            None => act(memory, &endpoint, parts, body, &request_id),
        },
    };
    if let Some(why) = &answer.refusal {
        let body = String::from_utf8_lossy(body.unwrap_or_default()).into_owned();
        memory.refuse(format!("{} {path}", parts.method), &body, why);
    }
    if memory.config.keep > 0 {
        let exchange = Exchange {
            at: memory.now(),
            method: parts.method.to_string(),
            path: path.to_owned(),
            headers: headers(&parts.headers),
            body: String::from_utf8_lossy(body.unwrap_or_default()).into_owned(),
            status: answer.status,
            answer: String::from_utf8_lossy(&answer.body).into_owned(),
        };
        keep(&mut memory.exchanges, memory.config.keep, exchange);
    }
    let fate = fate.unwrap_or(Fate::Heard(memory.config.delay));
    (answer, fate, request_id)
}

/// The door: an access token that is good, and a body of the right kind.
fn admit(memory: &Memory, endpoint: &Endpoint<'_>, parts: &Parts) -> Option<Answer> {
    const WHY: &str = "Authentication failed. Confirm that the access token in the authorization header is valid.";
    if endpoint.is_guarded() {
        let token = parts
            .headers
            .get("authorization")
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        match token.map_or(Standing::Never, |token| memory.standing(token)) {
            Standing::Good => {}
            Standing::Past => return Some(Answer::error(401, WHY)),
            Standing::Never => return Some(Answer::refuse(401, WHY)),
        }
    }
    let kind = parts
        .headers
        .get("content-type")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    if endpoint.takes_json(&parts.method) && !kind.starts_with("application/json") {
        return Some(Answer::refuse(415, "Unsupported media type"));
    }
    None
}

/// Acts on a request, or does what was asked of the double instead.
fn act(
    memory: &mut Memory,
    endpoint: &Endpoint<'_>,
    parts: &Parts,
    body: &[u8],
    request_id: &str,
) -> (Answer, Option<Fate>) {
    let path = parts.uri.path();
    let fault = memory
        .fault_at
        .take_if(|(end, _)| path.ends_with(*end))
        .map(|(_, fault)| fault)
        .or_else(|| memory.faults.pop_front())
        .or_else(|| by_chance(memory, endpoint));
    if fault.is_some() {
        memory.counts.faults += 1;
    }
    let go = |memory: &mut Memory| {
        if *endpoint == Endpoint::LoginPage {
            return login::authorize(memory, parts.uri.query().unwrap_or_default());
        }
        endpoint::answer(
            memory,
            endpoint,
            &parts.method,
            &parts.headers,
            body,
            request_id,
        )
    };
    match fault {
        None => (go(memory), None),
        Some(Fault::Status(429)) => {
            memory.counts.limited += 1;
            (Answer::error(429, RATE), None)
        }
        Some(Fault::Status(status)) => (Answer::error(status, "Internal error"), None),
        Some(Fault::Says(status, message, after)) => {
            let answer = Answer::error(status, &message);
            let answer = after.into_iter().fold(answer, |answer, after| {
                answer.with("retry-after", after.to_string())
            });
            (answer, None)
        }
        Some(Fault::Hang(wait)) => (go(memory), Some(Fate::Heard(wait))),
        Some(Fault::DropAfterReading) => (Answer::empty(0), Some(Fate::Lost)),
        Some(Fault::DropAfterActing) => (go(memory), Some(Fate::Lost)),
        Some(Fault::FailAfterActing) => {
            go(memory);
            (Answer::error(500, "Internal error"), None)
        }
        Some(Fault::Malformed) => {
            let answer = go(memory);
            (
                Answer {
                    body: b"{\"sentMessages\":[{\"id\":".to_vec(),
                    ..answer
                },
                None,
            )
        }
    }
}

/// The fate that chance has for a request to send.
fn by_chance(memory: &mut Memory, endpoint: &Endpoint<'_>) -> Option<Fault> {
    let odds = memory.config.odds;
    if !matches!(endpoint, Endpoint::Send(_))
        || odds.p429 + odds.p500 + odds.hanging + odds.dropped <= 0.0
    {
        return None;
    }
    let mut chance = memory.chance();
    let fates = [
        (odds.p429, Fault::Status(429)),
        (odds.p500, Fault::Status(500)),
        (odds.hanging, Fault::Hang(odds.hang)),
        (odds.dropped, Fault::DropAfterActing),
    ];
    for (odds, fault) in fates {
        if chance < odds {
            return Some(fault);
        }
        chance -= odds;
    }
    None
}

fn headers(headers: &HeaderMap) -> Vec<(String, String)> {
    headers
        .iter()
        .map(|(name, value)| {
            (
                name.as_str().to_owned(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
        .collect()
}
