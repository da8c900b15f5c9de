//! WhatsApp, through Meta's Cloud API.
//!
//! A person is known by the number they write from, by an id that Meta makes for this business alone (`JP.…`), or by both:
//! [`event`] decides which one is the thread. Facts about the platform stand in the file that needs them.

mod edge;
mod event;
mod examine;
mod media;
mod message;
mod receipt;
mod render;
mod send;
mod split;
mod template;

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;
use tsunagi_model::{ChannelKind, ExternalId, Inbound, Span, Turn};

use crate::meta::{self, Graph};
use crate::{
    Capabilities, Channel, ChannelConfig, ConfigError, Content, Finding, Payload, RawEvent,
    Receipt, Send, SendError, Unreadable, Unverified, WebhookRequest,
};

/// Where Meta is.
const GRAPH: &str = "https://graph.facebook.com";

/// What WhatsApp takes and shows.
static CAPABILITIES: Capabilities = Capabilities {
    choices: render::ROWS,
    label: render::ROW_TITLE,
    data: render::ROW_ID,
    text: render::TEXT,
    cards: 1,
    card_choices: render::BUTTONS,
    messages: 1,
    sender: false,
    reply_window: None,
    window: Some(Span::hours(24)),
    // Prices are per message and without a limit by the month.
    metered: false,
    requests_per_second: 80,
    // The pair rate is ten messages a minute, but a burst of 45 is lent: a turn need not wait, and whoever is over it is told so.
    per_person: None,
    staff_window: None,
    // `biz_opaque_callback_data` comes back with receipts; a second request with it is a second message.
    keyed: false,
};

/// One business phone number.
struct WhatsApp {
    secret: SecretString,
    verify_token: Option<SecretString>,
    access_token: SecretString,
    /// The phone number id.
    account: String,
    /// The template that carries words outside the window.
    template: Option<String>,
    graph: Graph,
    http: reqwest::Client,
    /// Whose addresses our token may be shown to, besides Meta's own.
    bases: Vec<reqwest::Url>,
}

/// Opens the account that `config` describes; no request is made.
pub(crate) fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    let needed =
        |value: &Option<SecretString>, field| value.clone().ok_or_else(|| config.missing(field));
    let graph = config.base(config.api_base.as_ref(), GRAPH, "api_base")?;
    let data = config.base(config.data_api_base.as_ref(), &graph, "data_api_base")?;
    Ok(Arc::new(WhatsApp {
        secret: needed(&config.secret, "secret")?,
        verify_token: config.verify_token.clone(),
        access_token: needed(&config.access_token, "access_token")?,
        account: config
            .account
            .clone()
            .ok_or_else(|| config.missing("account"))?,
        template: config.template.clone(),
        graph: Graph::open(config, http, GRAPH)?,
        http: http.clone(),
        bases: [graph, data]
            .iter()
            .filter_map(|base| reqwest::Url::parse(base).ok())
            .collect(),
    }))
}

#[async_trait]
impl Channel for WhatsApp {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Whatsapp
    }

    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        meta::verify(&self.secret, request)?;
        edge::is_ours(&self.account, request.body)
    }

    fn challenge(&self, request: &WebhookRequest<'_>) -> Option<Result<String, Unverified>> {
        Some(meta::challenge(self.verify_token.as_ref(), request))
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        split::split(&self.account, body)
    }

    fn read(&self, raw: &str) -> Inbound {
        event::read(raw)
    }

    fn capabilities(&self) -> &Capabilities {
        &CAPABILITIES
    }

    fn render(&self, turn: &Turn) -> Vec<Payload> {
        render::render(turn)
    }

    fn render_outside_window(&self, turn: &Turn, language: &str) -> Option<Vec<Payload>> {
        let name = self.template.as_deref()?;
        Some(template::render(turn, name, language))
    }

    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        self.deliver(send).await
    }

    async fn mark_as_read(&self, _to: &ExternalId, token: &str) -> Result<(), SendError> {
        self.tell_read(token).await
    }

    // No `show_typing`: WhatsApp shows it only together with the read marks of a message, and those say that a person has read.

    async fn content(&self, reference: &str, limit: usize) -> Result<Content, SendError> {
        self.fetch(reference, limit).await
    }

    async fn examine(&self, webhook: Option<&str>) -> Vec<Finding> {
        self.look(webhook).await
    }

    async fn connect(&self, webhook: &str) -> Result<(), SendError> {
        self.subscribe(webhook).await
    }
}
