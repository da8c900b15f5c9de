//! Telegram's Bot API.
//!
//! A bot's token stands in every address that we ask, so no address ever leaves this module: not in an error, not in a log.
//! A person in a private chat is known by the chat's number; in a chat of a Telegram Business account to which the bot is
//! connected, by `number@connection`, because answers must name the connection.

mod account;
mod answer;
mod content;
mod message;
mod read;
mod render;
mod send;
mod split;
mod update;
mod words;

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use subtle::ConstantTimeEq;
use tsunagi_model::{ChannelKind, ExternalId, Inbound, Span, Turn};

use crate::{
    Capabilities, Channel, ChannelConfig, ConfigError, Content, Finding, Payload, Profile,
    RawEvent, Receipt, Send, SendError, Unreadable, Unverified, WebhookRequest,
};

/// What Telegram takes and shows.
static CAPABILITIES: Capabilities = Capabilities {
    choices: render::BUTTONS,
    label: render::LABEL,
    data: render::DATA,
    text: render::TEXT,
    cards: 10,
    card_choices: render::BUTTONS,
    messages: 1,
    sender: false,
    reply_window: None,
    window: None,
    metered: false,
    requests_per_second: 30,
    per_person: Some(Span::seconds(1)),
    staff_window: None,
    keyed: false,
};

/// One bot.
struct Telegram {
    secret: SecretString,
    token: SecretString,
    http: reqwest::Client,
    /// Where methods are, without the token.
    api: Url,
    /// Where files are, without the token.
    files: Url,
}

/// Opens the account that `config` describes; no request is made.
pub(crate) fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    let set = |value: &Option<SecretString>, field| {
        value
            .clone()
            .filter(|value| !value.expose_secret().is_empty())
            .ok_or_else(|| config.missing(field))
    };
    let base = |chosen: Option<&String>, field| {
        let base = config.base(chosen, "https://api.telegram.org", field)?;
        Url::parse(&base).map_err(|_| ConfigError::BadAddress {
            slug: config.slug.clone(),
            field,
        })
    };
    Ok(Arc::new(Telegram {
        secret: set(&config.secret, "secret")?,
        token: set(&config.access_token, "access_token")?,
        http: http.clone(),
        api: base(config.api_base.as_ref(), "api_base")?,
        files: base(
            config.data_api_base.as_ref().or(config.api_base.as_ref()),
            "data_api_base",
        )?,
    }))
}

#[async_trait]
impl Channel for Telegram {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Telegram
    }

    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        let said = request
            .header("x-telegram-bot-api-secret-token")
            .ok_or(Unverified::Missing)?;
        let same: bool = said.ct_eq(self.secret.expose_secret().as_bytes()).into();
        if same { Ok(()) } else { Err(Unverified::Wrong) }
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        split::split(body)
    }

    fn read(&self, raw: &str) -> Inbound {
        read::read(raw)
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn render(&self, turn: &Turn) -> Vec<Payload> {
        render::render(turn)
    }

    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        self.deliver(send).await
    }

    async fn show_typing(&self, to: &ExternalId) -> Result<(), SendError> {
        self.tell_typing(to).await
    }

    async fn answer_tap(&self, token: &str) -> Result<(), SendError> {
        self.stop_waiting(token).await
    }

    async fn profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        self.ask_profile(of).await
    }

    async fn content(&self, reference: &str, limit: usize) -> Result<Content, SendError> {
        self.fetch(reference, limit).await
    }

    async fn examine(&self, webhook: Option<&str>) -> Vec<Finding> {
        self.look(webhook).await
    }

    async fn connect(&self, webhook: &str) -> Result<(), SendError> {
        self.point_to(webhook).await
    }
}
