//! SMS, through Twilio; the same account may carry WhatsApp and others, told apart by the scheme of the address
//! (`whatsapp:+81…`), which stays part of a person's id.
//!
//! A short message has no buttons: options are written out and answered in words. Every message costs, so that the bubbles of a
//! turn travel together.

mod account;
mod answer;
mod content;
mod form;
mod read;
mod render;
mod send;
mod split;
mod unwrap;
mod verify;

use std::sync::Arc;

use async_trait::async_trait;
use reqwest::Url;
use secrecy::{ExposeSecret, SecretString};
use tsunagi_model::{ChannelKind, Inbound, Turn};

use crate::{
    Capabilities, Channel, ChannelConfig, ConfigError, Content, Finding, Payload, RawEvent,
    Receipt, Send, SendError, Unreadable, Unverified, WebhookRequest,
};

/// What Twilio takes and a telephone shows.
static CAPABILITIES: Capabilities = Capabilities {
    choices: 0,
    label: 20,
    data: 0,
    text: render::TEXT,
    cards: 0,
    card_choices: 0,
    messages: 1,
    sender: false,
    reply_window: None,
    window: None,
    metered: false,
    // What Twilio passes on from one long number; beyond that it queues for us.
    requests_per_second: 1,
    per_person: None,
    staff_window: None,
    keyed: false,
};

/// One number or messaging service of a Twilio account.
struct Sms {
    /// The account's auth token: signatures are made with it.
    secret: SecretString,
    /// The account's SID: `AC…`.
    sid: String,
    /// Who we are to the API, and how we prove it.
    user: String,
    password: SecretString,
    /// Our number, name or messaging service (`MG…`).
    account: String,
    http: reqwest::Client,
    api: String,
    /// Where messaging services are looked after.
    services: String,
    /// Where events come, as Twilio knows the address.
    webhook: Option<Url>,
}

/// Opens the account that `config` describes; no request is made.
pub(crate) fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    let secret = config
        .secret
        .clone()
        .filter(|secret| !secret.expose_secret().is_empty())
        .ok_or_else(|| config.missing("secret"))?;
    let account = config
        .account
        .as_deref()
        .map(plain)
        .filter(|account| !account.is_empty())
        .ok_or_else(|| config.missing("account"))?;
    let token = config
        .access_token
        .as_ref()
        .map(ExposeSecret::expose_secret);
    let (name, key) = match token.map(|token| token.split_once(':').unwrap_or((token, ""))) {
        // An account or an API key by name, with or without what proves it.
        Some((name, key)) if name.starts_with("AC") || name.starts_with("SK") => {
            (Some(name), Some(key).filter(|key| !key.is_empty()))
        }
        Some(_) => (None, token),
        None => (None, None),
    };
    let sid = [config.channel_id.as_deref(), name]
        .into_iter()
        .flatten()
        .find(|sid| sid.starts_with("AC"))
        .ok_or_else(|| config.missing("channel_id"))?;
    let usual = |usual| config.base(config.api_base.as_ref(), usual, "api_base");
    Ok(Arc::new(Sms {
        user: name.unwrap_or(sid).to_owned(),
        password: key.map_or_else(|| secret.clone(), SecretString::from),
        sid: sid.to_owned(),
        secret,
        account,
        http: http.clone(),
        api: usual("https://api.twilio.com")?,
        services: usual("https://messaging.twilio.com")?,
        webhook: config
            .webhook_url
            .as_deref()
            .and_then(|url| Url::parse(url).ok()),
    }))
}

/// An address as Twilio writes it, without what people put between the digits.
fn plain(address: &str) -> String {
    address
        .chars()
        .filter(|letter| !letter.is_whitespace() && !matches!(letter, '-' | '(' | ')'))
        .collect()
}

/// The address without the scheme of the messenger it belongs to.
fn without_scheme(address: &str) -> &str {
    address.split_once(':').map_or(address, |(_, rest)| rest)
}

#[async_trait]
impl Channel for Sms {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Sms
    }

    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        let webhook = self.webhook.as_ref().ok_or(Unverified::Wrong)?;
        verify::signature(self.secret.expose_secret(), webhook, request)?;
        verify::destination(&self.account, request.body)
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        split::split(body, None)
    }

    fn split_request(&self, request: &WebhookRequest<'_>) -> Result<Vec<RawEvent>, Unreadable> {
        split::split(request.body, split::key_in(request.path_and_query))
    }

    fn read(&self, raw: &str) -> Inbound {
        read::read(raw, &self.api)
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
