//! The one place that builds outgoing HTTP clients, so that none lacks a timeout or follows a redirect with a token.

use std::time::Duration;

use reqwest::redirect::Policy;

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
