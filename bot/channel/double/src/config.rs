//! What the double pretends to be and how badly it behaves.

use std::net::{Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use tsunagi_model::{Clock, SystemClock};

/// What the double pretends to be. The default is a friendly LINE with an unlimited plan.
#[derive(Clone)]
pub struct DoubleConfig {
    /// Where to listen; port 0 picks a free one.
    pub listen: SocketAddr,
    /// The key that webhooks are signed with.
    pub channel_secret: String,
    /// The channel's id, for short-lived tokens.
    pub channel_id: String,
    /// The LINE Login channel of the same provider.
    pub login_channel_id: String,
    /// Its secret.
    pub login_channel_secret: String,
    /// The callback addresses that are registered with it; empty takes any that LINE would register.
    pub login_callbacks: Vec<String>,
    /// The long-lived token that is accepted.
    pub access_token: String,
    /// The account's own user id: the destination of webhooks.
    pub bot_user_id: String,
    /// `bot`, or `chat` where staff can write in LINE's own manager.
    pub chat_mode: &'static str,
    /// The time by which tokens and keys expire and limits refill.
    pub clock: Arc<dyn Clock>,
    /// Paid messages a month; `None` is unlimited.
    pub monthly_limit: Option<u64>,
    /// Requests a second for each endpoint; `None` is unlimited. LINE allows 2,000.
    pub requests_per_second: Option<u32>,
    /// Messages a minute to one person by push; `None` is unlimited.
    pub per_user_per_minute: Option<u32>,
    /// Whether only those who followed are friends; otherwise every well-formed id is one.
    pub friends_only: bool,
    /// How many requests and deliveries are kept to look at; with 0 they are only counted.
    pub keep: usize,
    /// How long every answer takes.
    pub delay: Duration,
    /// How often it fails by itself.
    pub odds: Odds,
}

impl Default for DoubleConfig {
    fn default() -> Self {
        Self {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            channel_secret: "double-channel-secret".to_owned(),
            channel_id: "1650000000".to_owned(),
            login_channel_id: "1650000001".to_owned(),
            login_channel_secret: "double-login-secret".to_owned(),
            login_callbacks: Vec::new(),
            access_token: "double-access-token".to_owned(),
            bot_user_id: "U00000000000000000000000000000b07".to_owned(),
            chat_mode: "bot",
            clock: Arc::new(SystemClock),
            monthly_limit: None,
            requests_per_second: None,
            per_user_per_minute: None,
            friends_only: false,
            keep: 10_000,
            delay: Duration::ZERO,
            odds: Odds::default(),
        }
    }
}

/// How often, from 0 to 1, a request to send meets each fate. The same seed gives the same fates in the same order.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Odds {
    /// Answered 429 without acting.
    pub p429: f64,
    /// Answered 500 without acting.
    pub p500: f64,
    /// Acted on, answered after [`Odds::hang`].
    pub hanging: f64,
    /// Acted on, never answered: the connection breaks.
    pub dropped: f64,
    /// How long a hanging answer takes.
    pub hang: Duration,
    /// Where chance begins.
    pub seed: u64,
}

/// A fate for requests to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Answers this status without acting.
    Status(u16),
    /// Answers this status with these words and, if given, a `Retry-After` of so many seconds, without acting.
    Says(u16, String, Option<u32>),
    /// Acts, and answers after so long: the caller may have given up by then.
    Hang(Duration),
    /// Reads the request, does nothing, and closes the connection.
    DropAfterReading,
    /// Acts, and closes the connection without an answer.
    DropAfterActing,
    /// Acts, and answers 500 all the same.
    FailAfterActing,
    /// Acts, and answers its status with a body that is no JSON.
    Malformed,
}
