//! Facebook Messenger; and what Instagram's direct messages have in common with it, which is nearly everything.
//!
//! Both take the same webhooks, the same Send API and the same window: 24 hours after the person last wrote, and for a
//! human being seven days. What differs stands in [`Surface`].

mod account;
mod answer;
mod attachment;
mod event;
mod read;
mod render;
mod send;
mod sent;
mod split;

use std::sync::Arc;

use async_trait::async_trait;
use secrecy::SecretString;
use tsunagi_model::{ChannelKind, ExternalId, Inbound, Span, Turn};

use crate::meta::{self, Graph};
use crate::{
    Capabilities, Channel, ChannelConfig, ConfigError, Finding, Payload, Profile, RawEvent,
    Receipt, Send, SendError, Unreadable, Unverified, WebhookRequest,
};
use sent::Sent;

/// Facebook Messenger.
static MESSENGER: Surface = Surface {
    kind: ChannelKind::Messenger,
    object: "page",
    split: |text| crate::split::split(text, render::TEXT),
    files: true,
    reusable: true,
    metadata: true,
    by_account: true,
    fields: &[
        "messages",
        "messaging_postbacks",
        "messaging_referrals",
        "messaging_optins",
        "message_deliveries",
        "message_reads",
        "message_echoes",
        "message_edits",
        "message_reactions",
        "messaging_account_linking",
        "messaging_handovers",
        "standby",
    ],
    identity: "id,name",
    name: "first_name,last_name,name",
    permissions: &["pages_messaging", "pages_manage_metadata"],
    capabilities: capabilities(render::TEXT),
};

/// Where Messenger and Instagram differ.
pub(crate) struct Surface {
    /// Which of the two.
    pub kind: ChannelKind,
    /// What a webhook's `object` is called.
    pub object: &'static str,
    /// A text in as many parts as the platform takes at once.
    pub split: fn(&str) -> Vec<&str>,
    /// Whether sounds and files can be sent as such.
    pub files: bool,
    /// Whether media can be asked to be kept for another time.
    pub reusable: bool,
    /// Whether a word of ours comes back with an echo.
    pub metadata: bool,
    /// Whether requests name the account; otherwise they say `me`, because the account is not what the token stands for.
    pub by_account: bool,
    /// What must be subscribed to.
    pub fields: &'static [&'static str],
    /// What an account tells of itself.
    pub identity: &'static str,
    /// What a person shows of themselves.
    pub name: &'static str,
    /// What the token must be allowed.
    pub permissions: &'static [&'static str],
    /// What both can show.
    pub capabilities: Capabilities,
}

/// What either can show; they differ in the length of a text.
pub(crate) const fn capabilities(text: usize) -> Capabilities {
    Capabilities {
        choices: render::CHOICES,
        label: render::LABEL,
        data: render::DATA,
        text,
        cards: render::CARDS,
        card_choices: render::CARD_CHOICES,
        messages: 1,
        sender: false,
        reply_window: None,
        window: Some(Span::hours(24)),
        metered: false,
        requests_per_second: 300,
        per_person: None,
        staff_window: Some(Span::hours(7 * 24)),
        keyed: false,
    }
}

/// One page, or one Instagram account.
pub(crate) struct Messenger {
    surface: &'static Surface,
    secret: SecretString,
    verify_token: Option<SecretString>,
    account: Option<String>,
    graph: Graph,
    sent: Sent,
}

/// Opens the page that `config` describes; no request is made.
pub(crate) fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    Ok(Arc::new(Messenger::open(config, http, &MESSENGER)?))
}

impl Messenger {
    /// Opens the account that `config` describes; no request is made.
    pub(crate) fn open(
        config: &ChannelConfig,
        http: &reqwest::Client,
        surface: &'static Surface,
    ) -> Result<Self, ConfigError> {
        Ok(Self {
            surface,
            secret: config
                .secret
                .clone()
                .ok_or_else(|| config.missing("secret"))?,
            verify_token: config.verify_token.clone(),
            account: config.account.clone(),
            graph: Graph::open(config, http, "https://graph.facebook.com")?,
            sent: Sent::default(),
        })
    }

    /// The account as requests name it.
    fn node(&self) -> &str {
        match &self.account {
            Some(account) if self.surface.by_account => account,
            _ => "me",
        }
    }
}

#[async_trait]
impl Channel for Messenger {
    fn kind(&self) -> ChannelKind {
        self.surface.kind
    }

    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        meta::verify(&self.secret, request)?;
        split::check(self.surface.object, self.account.as_deref(), request.body)
    }

    fn challenge(&self, request: &WebhookRequest<'_>) -> Option<Result<String, Unverified>> {
        Some(meta::challenge(self.verify_token.as_ref(), request))
    }

    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        split::split(self.account.as_deref(), body)
    }

    fn read(&self, raw: &str) -> Inbound {
        read::read(raw, self.account.as_deref(), |echo| self.key(echo))
    }

    fn capabilities(&self) -> &Capabilities {
        &self.surface.capabilities
    }

    fn render(&self, turn: &Turn) -> Vec<Payload> {
        render::render(self.surface, turn)
    }

    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        self.deliver(send).await
    }

    async fn mark_as_read(&self, to: &ExternalId, _token: &str) -> Result<(), SendError> {
        self.act(to, "mark_seen").await
    }

    async fn show_typing(&self, to: &ExternalId) -> Result<(), SendError> {
        self.act(to, "typing_on").await
    }

    async fn profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        self.ask_profile(of).await
    }

    async fn examine(&self, _webhook: Option<&str>) -> Vec<Finding> {
        self.look().await
    }

    async fn connect(&self, _webhook: &str) -> Result<(), SendError> {
        self.subscribe().await
    }
}
