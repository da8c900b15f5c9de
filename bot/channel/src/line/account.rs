//! What LINE knows of the account and of those who write to it.

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use tsunagi_model::ExternalId;

use super::Line;
use super::send::understood;
use crate::{Profile, Quota, SendError};

/// How long the sign that an answer is being written may stay; LINE takes it away with the next message. A multiple of 5, at
/// most 60.
const TYPING_SECONDS: u8 = 20;
/// The longest address LINE takes events to.
pub(super) const WEBHOOK_URL: usize = 500;

/// What LINE says about the account.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct BotInfo {
    /// The bot's user id: what webhooks name as their destination.
    pub user_id: String,
    /// The name people see.
    #[serde(default)]
    pub display_name: String,
    /// `chat` if staff can write in LINE's own manager, `bot` if not.
    #[serde(default)]
    pub chat_mode: String,
    /// `manual` if marking as read is ours to do.
    #[serde(default)]
    pub mark_as_read_mode: String,
}

/// Where LINE takes events to.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(super) struct Endpoint {
    pub endpoint: String,
    pub active: bool,
}

/// How LINE's own try of an address went.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Trial {
    #[serde(default)]
    pub success: bool,
    #[serde(default)]
    pub status_code: i32,
    #[serde(default)]
    pub reason: String,
    #[serde(default)]
    pub detail: String,
}

#[derive(Deserialize)]
struct Limit {
    value: Option<u64>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Consumption {
    total_usage: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Shown {
    display_name: Option<String>,
    language: Option<String>,
}

impl Line {
    /// What LINE says about the account; also the cheapest proof that the token is good.
    pub async fn bot_info(&self) -> Result<BotInfo, SendError> {
        self.get("/v2/bot/info").await
    }

    /// The month's quota and how much of it is used.
    pub(super) async fn ask_quota(&self) -> Result<Quota, SendError> {
        let limit: Limit = self.get("/v2/bot/message/quota").await?;
        let used: Consumption = self.get("/v2/bot/message/quota/consumption").await?;
        Ok(Quota {
            limit: limit.value,
            used: used.total_usage,
        })
    }

    /// Marks a chat as read up to the message that the token came with.
    pub(super) async fn tell_read(&self, token: &str) -> Result<(), SendError> {
        let body = json!({ "markAsReadToken": token });
        self.tell(Method::POST, "/v2/bot/chat/markAsRead", Some(&body))
            .await
            .map(drop)
    }

    /// Shows that an answer is being written; LINE shows it to single persons only.
    pub(super) async fn tell_typing(&self, to: &ExternalId) -> Result<(), SendError> {
        if !is_person(&to.0) {
            return Err(SendError::Unsupported);
        }
        let body = json!({ "chatId": to.0, "loadingSeconds": TYPING_SECONDS });
        self.tell(Method::POST, "/v2/bot/chat/loading/start", Some(&body))
            .await
            .map(drop)
    }

    /// What a person shows of themselves: nothing if they are no friend, block us or have not agreed to it, which LINE does not tell
    /// apart.
    pub(super) async fn ask_profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        if !is_person(&of.0) {
            return Ok(Profile::default());
        }
        match self
            .get::<Shown>(&format!("/v2/bot/profile/{}", of.0))
            .await
        {
            Ok(shown) => Ok(Profile {
                name: shown.display_name.filter(|name| !name.is_empty()),
                language: shown.language,
            }),
            Err(SendError::Refused { status: 404, .. }) => Ok(Profile::default()),
            Err(error) => Err(error),
        }
    }

    /// Where LINE takes events to; none if no address is set.
    pub(super) async fn ask_endpoint(&self) -> Result<Option<Endpoint>, SendError> {
        match self.get("/v2/bot/channel/webhook/endpoint").await {
            Ok(endpoint) => Ok(Some(endpoint)),
            Err(SendError::Refused { status: 404, .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Tells LINE where to take events. Whether it does is a switch in its console that no request can turn.
    pub(super) async fn set_endpoint(&self, webhook: &str) -> Result<(), SendError> {
        let body = json!({ "endpoint": webhook });
        self.tell(Method::PUT, "/v2/bot/channel/webhook/endpoint", Some(&body))
            .await
            .map(drop)
    }

    /// Lets LINE try an address, or the one it has; it allows this 60 times an hour.
    pub(super) async fn try_endpoint(&self, webhook: Option<&str>) -> Result<Trial, SendError> {
        let body = webhook.map_or_else(
            || Value::Object(serde_json::Map::new()),
            |webhook| json!({ "endpoint": webhook }),
        );
        let body = self
            .tell(Method::POST, "/v2/bot/channel/webhook/test", Some(&body))
            .await?;
        understood(&body)
    }
}

/// Whether it is the id of a single person: `U` and 32 hexadecimal digits.
pub(super) fn is_person(id: &str) -> bool {
    id.strip_prefix('U').is_some_and(|rest| {
        rest.len() == 32
            && rest
                .bytes()
                .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'))
    })
}
