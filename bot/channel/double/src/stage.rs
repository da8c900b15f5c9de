//! The stage on which doubles of platforms other than LINE stand: one HTTP server on the loopback, a journal of what was asked, a
//! list of what the platform would refuse, and fates for requests to come. What a platform says is the [`Platform`]'s own.

use std::convert::Infallible;
use std::io;
use std::net::{Ipv4Addr, SocketAddr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::Response;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::TcpListener;
use tokio::sync::watch;
use tokio::task::{JoinHandle, JoinSet};

use crate::{Exchange, Fault, Refusal};

/// The longest body that is read.
const BODY: usize = 64 * 1024 * 1024;
/// How many requests are kept to look at.
const KEEP: usize = 10_000;
/// How long waiting for something may take before it is called off.
const PATIENCE: Duration = Duration::from_secs(10);

/// One platform's rules.
pub trait Platform: Send + 'static {
    /// Its name, for messages.
    const NAME: &'static str;

    /// Answers a request; whatever the real platform would refuse carries its reason in [`Said::refusal`].
    fn answer(&mut self, request: &Asked) -> Said;

    /// What it says with this status when nothing is wrong with the request (429, 500).
    fn trouble(&self, status: u16, words: Option<&str>) -> Said;
}

/// A request as the platform sees it.
#[derive(Debug, Clone)]
pub struct Asked {
    /// `GET`, `POST`, …
    pub method: String,
    /// Without the query.
    pub path: String,
    /// Without the question mark.
    pub query: String,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    /// The bytes.
    pub body: Vec<u8>,
}

impl Asked {
    /// A header by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The body as JSON; null if it is none.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap_or(serde_json::Value::Null)
    }
}

/// An answer.
#[derive(Debug, Clone, Default)]
pub struct Said {
    /// The HTTP status.
    pub status: u16,
    /// Besides the content type.
    pub headers: Vec<(String, String)>,
    /// `application/json` unless it says something else.
    pub content_type: Option<String>,
    /// The bytes.
    pub body: Vec<u8>,
    /// Why the real platform would refuse this request; none where it would not, or where that is what was asked for.
    pub refusal: Option<String>,
}

impl Said {
    /// JSON with a status.
    pub fn json(status: u16, body: &serde_json::Value) -> Self {
        Self {
            status,
            body: body.to_string().into_bytes(),
            ..Self::default()
        }
    }

    /// The same, and why the platform refuses.
    pub fn refused(mut self, why: impl Into<String>) -> Self {
        self.refusal = Some(why.into());
        self
    }
}

struct Shared<P> {
    state: Mutex<State<P>>,
    changed: watch::Sender<u64>,
}

struct State<P> {
    platform: P,
    faults: std::collections::VecDeque<Fault>,
    journal: std::collections::VecDeque<Exchange>,
    refusals: Vec<Refusal>,
    delay: Duration,
}

/// A platform on its stage. Stops when it is dropped.
pub struct Stage<P: Platform> {
    base_url: String,
    shared: Arc<Shared<P>>,
    server: JoinHandle<Infallible>,
}

impl<P: Platform> Drop for Stage<P> {
    fn drop(&mut self) {
        self.server.abort();
    }
}

impl<P: Platform> Stage<P> {
    /// Starts on the present runtime, on a free port of the loopback.
    pub async fn start(platform: P) -> io::Result<Self> {
        let listener = TcpListener::bind(SocketAddr::from((Ipv4Addr::LOCALHOST, 0))).await?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let shared = Arc::new(Shared {
            state: Mutex::new(State {
                platform,
                faults: std::collections::VecDeque::new(),
                journal: std::collections::VecDeque::new(),
                refusals: Vec::new(),
                delay: Duration::ZERO,
            }),
            changed: watch::Sender::new(0),
        });
        let server = tokio::spawn(serve(listener, Arc::clone(&shared)));
        Ok(Self {
            base_url,
            shared,
            server,
        })
    }

    /// What `api_base` must be.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Looks at the platform, or changes it.
    pub fn with<T>(&self, look: impl FnOnce(&mut P) -> T) -> T {
        let seen = look(&mut self.shared.state().platform);
        self.shared.changed.send_modify(|count| *count += 1);
        seen
    }

    /// Gives the next `count` requests a fate.
    pub fn fail_next(&self, count: usize, fault: &Fault) {
        let faults = std::iter::repeat_n(fault.clone(), count);
        self.shared.state().faults.extend(faults);
    }

    /// Changes how long every answer takes.
    pub fn set_delay(&self, delay: Duration) {
        self.shared.state().delay = delay;
    }

    /// The requests that are kept, oldest first.
    pub fn journal(&self) -> Vec<Exchange> {
        self.shared.state().journal.iter().cloned().collect()
    }

    /// The requests that the real platform would have refused.
    pub fn refusals(&self) -> Vec<Refusal> {
        self.shared.state().refusals.clone()
    }

    /// Waits until the platform satisfies `is_enough`; `false` if that takes more than ten seconds.
    pub async fn wait_until(&self, is_enough: impl Fn(&P) -> bool) -> bool {
        let mut changes = self.shared.changed.subscribe();
        let wait = async {
            while !is_enough(&self.shared.state().platform) {
                if changes.changed().await.is_err() {
                    return;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.is_ok()
    }

    /// Panics if there was any request that the real platform would refuse, and says which.
    ///
    /// # Panics
    /// That is its purpose.
    pub fn assert_clean(&self) {
        let refusals = self.refusals();
        assert!(
            refusals.is_empty(),
            "{} would refuse {} request(s): {refusals:#?}",
            P::NAME,
            refusals.len()
        );
    }
}

impl<P> Shared<P> {
    fn state(&self) -> MutexGuard<'_, State<P>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

async fn serve<P: Platform>(listener: TcpListener, shared: Arc<Shared<P>>) -> Infallible {
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

async fn respond<P: Platform>(
    shared: &Shared<P>,
    request: axum::http::Request<Incoming>,
) -> Result<Response<Body>, io::Error> {
    let (parts, body) = request.into_parts();
    let body = to_bytes(Body::new(body), BODY).await.unwrap_or_default();
    let headers = parts.headers.iter().map(|(name, value)| {
        let value = String::from_utf8_lossy(value.as_bytes()).into_owned();
        (name.as_str().to_owned(), value)
    });
    let asked = Asked {
        method: parts.method.to_string(),
        path: parts.uri.path().to_owned(),
        query: parts.uri.query().unwrap_or_default().to_owned(),
        headers: headers.collect(),
        body: body.to_vec(),
    };
    let (said, wait) = handle(&mut shared.state(), &asked);
    shared.changed.send_modify(|count| *count += 1);
    let Some(said) = said else {
        return Err(io::Error::other("no answer, as was asked for"));
    };
    if !wait.is_zero() {
        tokio::time::sleep(wait).await;
    }
    let mut response = Response::builder().status(said.status).header(
        "content-type",
        said.content_type.as_deref().unwrap_or("application/json"),
    );
    for (name, value) in said.headers {
        response = response.header(name, value);
    }
    response
        .body(Body::from(said.body))
        .map_err(io::Error::other)
}

/// The whole of a request under one lock: its answer, if there shall be one, and after how long.
fn handle<P: Platform>(state: &mut State<P>, asked: &Asked) -> (Option<Said>, Duration) {
    let fault = state.faults.pop_front();
    let mut wait = state.delay;
    let said = match fault {
        None => Some(state.platform.answer(asked)),
        Some(Fault::Status(status)) => Some(state.platform.trouble(status, None)),
        Some(Fault::Says(status, words, after)) => {
            let mut said = state.platform.trouble(status, Some(&words));
            said.headers
                .extend(after.map(|after| ("retry-after".to_owned(), after.to_string())));
            Some(said)
        }
        Some(Fault::Hang(hang)) => {
            wait = hang;
            Some(state.platform.answer(asked))
        }
        Some(Fault::DropAfterReading) => None,
        Some(Fault::DropAfterActing) => {
            let said = state.platform.answer(asked);
            note(state, asked, &said);
            return (None, Duration::ZERO);
        }
        Some(Fault::FailAfterActing) => {
            let _ = state.platform.answer(asked);
            Some(Said {
                status: 500,
                body: b"<html>".to_vec(),
                ..Said::default()
            })
        }
        Some(Fault::Malformed) => Some(Said {
            body: b"{\"ok\":".to_vec(),
            ..state.platform.answer(asked)
        }),
    };
    if let Some(said) = &said {
        note(state, asked, said);
    }
    (said, wait)
}

fn note<P>(state: &mut State<P>, asked: &Asked, said: &Said) {
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    if let Some(why) = &said.refusal {
        state.refusals.push(Refusal {
            request: format!("{} {}", asked.method, asked.path),
            body: body.clone(),
            why: why.clone(),
        });
    }
    state.journal.push_back(Exchange {
        at: tsunagi_model::Timestamp(0),
        method: asked.method.clone(),
        path: asked.path.clone(),
        headers: asked.headers.clone(),
        body,
        status: said.status,
        answer: String::from_utf8_lossy(&said.body).into_owned(),
    });
    if state.journal.len() > KEEP {
        state.journal.pop_front();
    }
}
