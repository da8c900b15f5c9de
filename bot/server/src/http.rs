//! HTTP: webhooks, health, and the pages of the other rooms, behind deadlines that a slow or half-open client cannot outstay.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, Result};
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Path, State};
use axum::http::{Request, StatusCode};
use axum::routing::{get, post};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower_http::catch_panic::CatchPanicLayer;
use tsunagi_channel::WebhookRequest;
use tsunagi_dispatch::{Refusal, Service};

/// The largest webhook; LINE's own limit.
const LARGEST: usize = 2 * 1024 * 1024;
/// A request's head and its body must each be here within this time.
const DEADLINE: Duration = Duration::from_secs(10);
/// Connections at once; more wait in the kernel's queue.
const CONNECTIONS: usize = 4096;
/// How long connections may finish after the stop.
const FAREWELL: Duration = Duration::from_secs(5);

/// Webhooks and health. Pages are merged by the caller.
pub fn router(service: Arc<Service>) -> Router {
    Router::new()
        .route("/webhook/{slug}", post(webhook).get(webhook_get))
        .route("/healthz", get(|| async { "ok" }))
        .route("/readyz", get(ready))
        .with_state(service)
        .layer(CatchPanicLayer::custom(|_| {
            StatusCode::INTERNAL_SERVER_ERROR.into_response_empty()
        }))
}

trait Empty {
    fn into_response_empty(self) -> axum::response::Response;
}

impl Empty for StatusCode {
    fn into_response_empty(self) -> axum::response::Response {
        let mut response = axum::response::Response::new(Body::empty());
        *response.status_mut() = self;
        response
    }
}

/// Answers with a number and nothing else: what is not said cannot be learnt from.
async fn webhook(
    State(service): State<Arc<Service>>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> StatusCode {
    if !service.lines().contains_key(&slug) {
        return StatusCode::NOT_FOUND;
    }
    let (head, body) = request.into_parts();
    let announced = head
        .headers
        .get("content-length")
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if announced.is_some_and(|length| length > LARGEST) {
        return StatusCode::PAYLOAD_TOO_LARGE;
    }
    let body = match tokio::time::timeout(DEADLINE, to_bytes(body, LARGEST)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return StatusCode::PAYLOAD_TOO_LARGE,
        Err(_) => return StatusCode::REQUEST_TIMEOUT,
    };
    let headers: Vec<(&str, &[u8])> = head
        .headers
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_bytes()))
        .collect();
    let path = head.uri.path_and_query().map_or("/", |path| path.as_str());
    let request = WebhookRequest {
        method: head.method.as_str(),
        path_and_query: path,
        headers: &headers,
        body: &body,
    };
    match service.receive(&slug, &request).await {
        Ok(_) => StatusCode::OK,
        Err(Refusal::UnknownChannel) => StatusCode::NOT_FOUND,
        Err(Refusal::Unverified) => StatusCode::UNAUTHORIZED,
        Err(Refusal::Unreadable) => StatusCode::BAD_REQUEST,
        Err(Refusal::TooMany) => StatusCode::PAYLOAD_TOO_LARGE,
        Err(Refusal::Away) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

/// Some platforms ask by `GET` whether the address is ours before they send anything there.
async fn webhook_get(
    State(service): State<Arc<Service>>,
    Path(slug): Path<String>,
    request: Request<Body>,
) -> Result<String, StatusCode> {
    let line = service.lines().get(&slug).ok_or(StatusCode::NOT_FOUND)?;
    let path = request.uri().path_and_query();
    let request = WebhookRequest {
        method: "GET",
        path_and_query: path.map_or("/", |path| path.as_str()),
        headers: &[],
        body: &[],
    };
    match line.channel.challenge(&request) {
        Some(Ok(answer)) => Ok(answer),
        Some(Err(_)) => Err(StatusCode::UNAUTHORIZED),
        None => Err(StatusCode::METHOD_NOT_ALLOWED),
    }
}

/// 200 while webhooks are taken: the database answers and events do not pile up, or it is away and the spool has room. 503 otherwise.
/// The text says which it is.
async fn ready(State(service): State<Arc<Service>>) -> (StatusCode, String) {
    let check = async {
        service.store().ping().await?;
        service.store().intake_backlog().await
    };
    let answer = tokio::time::timeout(Duration::from_secs(2), check).await;
    let age = |oldest: Option<tsunagi_model::Timestamp>| {
        oldest.map_or(0, |oldest| service.now().since(oldest).as_seconds().max(0))
    };
    let spool = service.spool().unwrap_or_default();
    let waiting = if spool.events > 0 {
        format!(
            "spool {} events, {} of {} bytes, oldest {} s\n",
            spool.events,
            spool.bytes,
            spool.limit,
            age(spool.oldest)
        )
    } else {
        String::new()
    };
    let (good, database) = match answer {
        Ok(Ok((count, oldest))) => (
            age(oldest) <= 60,
            format!(
                "database ok\nevents waiting {count}\noldest {} s\n",
                age(oldest)
            ),
        ),
        _ if spool.limit == 0 => (false, "database away\n".to_owned()),
        _ if spool.refusing => (
            false,
            "database away, and the spool takes nothing more\n".to_owned(),
        ),
        _ => (true, "database away, events go to the spool\n".to_owned()),
    };
    let status = if good {
        StatusCode::OK
    } else {
        StatusCode::SERVICE_UNAVAILABLE
    };
    (status, database + &waiting)
}

/// Binds the address; the bound one is in the answer (port 0 picks a free one).
pub async fn bind(listen: &str) -> Result<(TcpListener, SocketAddr)> {
    let listener = TcpListener::bind(listen)
        .await
        .with_context(|| format!("cannot listen on {listen}"))?;
    let address = listener.local_addr()?;
    Ok((listener, address))
}

/// Serves until the token is cancelled, then lets open connections finish for a moment.
pub async fn serve(listener: TcpListener, router: Router, stop: CancellationToken) {
    let connections = TaskTracker::new();
    let places = Arc::new(tokio::sync::Semaphore::new(CONNECTIONS));
    loop {
        let Ok(place) = Arc::clone(&places).acquire_owned().await else {
            return;
        };
        let stream = tokio::select! {
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => stream,
                // Out of descriptors: a short rest lets some be closed.
                Err(_) => {
                    tokio::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            },
            () = stop.cancelled() => break,
        };
        _ = stream.set_nodelay(true);
        let service = TowerToHyperService::new(router.clone());
        let stopped = stop.clone();
        connections.spawn(async move {
            let _place = place;
            let connection = hyper::server::conn::http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(DEADLINE)
                .max_buf_size(64 * 1024)
                .serve_connection(TokioIo::new(stream), service);
            let mut connection = std::pin::pin!(connection);
            tokio::select! {
                // A client that breaks off is its own business.
                _ = connection.as_mut() => {}
                () = stopped.cancelled() => {
                    connection.as_mut().graceful_shutdown();
                    _ = tokio::time::timeout(FAREWELL, connection).await;
                }
            }
        });
    }
    connections.close();
    connections.wait().await;
}
