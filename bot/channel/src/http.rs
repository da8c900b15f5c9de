//! Outgoing HTTP: the one place that builds clients, so that none lacks a timeout or follows a redirect with a token, and that reads
//! answers, so that none fills the memory.

use std::time::Duration;

use reqwest::Response;
use reqwest::redirect::Policy;

use crate::SendError;

/// How long to wait for a connection.
const CONNECT: Duration = Duration::from_secs(3);
/// How long to wait for an answer as a whole.
const TOTAL: Duration = Duration::from_secs(10);
/// Idle connections kept to one platform: enough for 2,000 requests a second of 100 ms each, with room.
const IDLE: usize = 256;

/// A client that cannot be built, for example without any root certificates.
#[derive(Debug, thiserror::Error)]
#[error("cannot build an HTTP client")]
pub struct HttpError(#[from] reqwest::Error);

/// A client for platforms: 3 s to connect, 10 s in all, no redirects, bounded pool.
pub fn client() -> Result<reqwest::Client, HttpError> {
    client_with(TOTAL)
}

/// The same with another bound on the whole exchange, for tests and for the bench.
pub fn client_with(total: Duration) -> Result<reqwest::Client, HttpError> {
    Ok(reqwest::Client::builder()
        .user_agent(concat!("tsunagi/", env!("CARGO_PKG_VERSION")))
        .connect_timeout(CONNECT.min(total))
        .timeout(total)
        .redirect(Policy::none())
        .referer(false)
        .tcp_nodelay(true)
        .pool_max_idle_per_host(IDLE)
        .pool_idle_timeout(Duration::from_secs(60))
        .build()?)
}

/// The body, or `None` if it is longer than `limit`.
pub(crate) async fn read_up_to(
    response: &mut Response,
    limit: usize,
) -> Result<Option<Vec<u8>>, reqwest::Error> {
    if response
        .content_length()
        .is_some_and(|length| length > limit as u64)
    {
        return Ok(None);
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > limit {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}

/// A header, if it is text.
pub(crate) fn header(response: &Response, name: &str) -> Option<String> {
    response
        .headers()
        .get(name)
        .and_then(|value| value.to_str().ok())
        .map(str::to_owned)
}

/// Why there is no answer.
pub(crate) fn cause(error: &reqwest::Error) -> SendError {
    if error.is_connect() {
        SendError::Connect
    } else if error.is_timeout() {
        SendError::Timeout
    } else {
        SendError::Broken
    }
}
