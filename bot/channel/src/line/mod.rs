//! LINE's Messaging API.
//!
//! Facts about the platform stand in the file that needs them; the numbers stand in [`Line::capabilities`] and beside the
//! code that keeps to them.

mod account;
mod answer;
mod card;
mod examine;
mod identity;
mod menu;
mod menu_rule;
mod picture;
mod read;
mod render;
mod send;
mod shelf;
mod split;
mod token;
mod verify;

use async_trait::async_trait;
use secrecy::{ExposeSecret, SecretString};
use tsunagi_model::{ChannelKind, ExternalId, Inbound, Span, Turn};

use crate::{
    Capabilities, Channel, ChannelConfig, ConfigError, Content, Finding, Login, Payload, Profile,
    Proven, Quota, RawEvent, Receipt, Send, SendError, Unreadable, Unverified, WebhookRequest,
};
pub use account::BotInfo;
use identity::LoginChannel;
pub use menu::{Menu, MenuAction, MenuArea};
pub use menu_rule::{MenuFault, MenuPart, missing_tabs};
pub use shelf::MenuStep;
use token::Tokens;

/// What LINE takes and shows.
static CAPABILITIES: Capabilities = Capabilities {
    choices: render::CHOICES,
    label: render::LABEL,
    data: render::DATA,
    text: render::TEXT,
    cards: card::BUBBLES,
    card_choices: card::COLUMN_ACTIONS,
    messages: render::MESSAGES,
    sender: true,
    // LINE says one minute from receipt, and that it may change; our own way to the wire takes a part of it.
    reply_window: Some(Span::seconds(50)),
    window: None,
    metered: true,
    requests_per_second: 2_000,
    per_person: None,
    staff_window: None,
    keyed: true,
};

/// One LINE Official Account.
pub struct Line {
    secret: SecretString,
    account: Option<String>,
    http: reqwest::Client,
    api: String,
    data_api: String,
    tokens: Tokens,
    /// Where LINE shows pages to people.
    pages: String,
    login: Option<LoginChannel>,
    icon_base: Option<String>,
}

impl Line {
    /// Opens the account that `config` describes; no request is made.
    pub fn open(config: &ChannelConfig, http: &reqwest::Client) -> Result<Self, ConfigError> {
        let secret = config
            .secret
            .clone()
            .ok_or_else(|| config.missing("secret"))?;
        let api = config.base(config.api_base.as_ref(), "https://api.line.me", "api_base")?;
        let data_api = config.base(
            config.data_api_base.as_ref(),
            "https://api-data.line.me",
            "data_api_base",
        )?;
        let pages = config.base(
            config.login_base.as_ref(),
            "https://access.line.me",
            "login_base",
        )?;
        let tokens = match (&config.access_token, &config.channel_id) {
            (Some(token), _) => Tokens::fixed(token.clone()),
            (None, Some(id)) => Tokens::issued(id.clone(), secret.clone()),
            (None, None) => return Err(config.missing("access_token")),
        };
        Ok(Self {
            secret,
            account: config.account.clone(),
            http: http.clone(),
            api,
            data_api,
            tokens,
            pages,
            login: LoginChannel::of(config),
            icon_base: config
                .icon_base
                .as_ref()
                .map(|base| base.trim_end_matches('/').to_owned()),
        })
    }
}

#[async_trait]
impl Channel for Line {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Line
    }

    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        let signature = request
            .header("x-line-signature")
            .ok_or(Unverified::Missing)?;
        verify::signature(self.secret.expose_secret(), request.body, signature)?;
        match &self.account {
            Some(account) => verify::destination(account, request.body),
            None => Ok(()),
        }
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
        render::render(turn, self.icon_base.as_deref())
    }

    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        self.deliver(send).await
    }

    async fn mark_as_read(&self, _to: &ExternalId, token: &str) -> Result<(), SendError> {
        self.tell_read(token).await
    }

    async fn show_typing(&self, to: &ExternalId) -> Result<(), SendError> {
        self.tell_typing(to).await
    }

    async fn show_menu(&self, to: &ExternalId, menu: Option<&str>) -> Result<(), SendError> {
        self.show_own_menu(to, menu).await
    }

    async fn profile(&self, of: &ExternalId) -> Result<Profile, SendError> {
        self.ask_profile(of).await
    }

    async fn quota(&self) -> Result<Quota, SendError> {
        self.ask_quota().await
    }

    async fn content(&self, reference: &str, limit: usize) -> Result<Content, SendError> {
        self.fetch(reference, limit).await
    }

    fn has_login(&self) -> bool {
        self.login.is_some()
    }

    fn has_account_link(&self) -> bool {
        true
    }

    fn login_address(&self, login: &Login<'_>) -> Option<String> {
        self.page_for_login(login)
    }

    async fn login(&self, login: &Login<'_>, code: &str) -> Result<Proven, SendError> {
        self.prove(login, code).await
    }

    async fn link_address(&self, to: &ExternalId, page: &str) -> Result<String, SendError> {
        self.page_for_linking(to, page).await
    }

    fn link_dialog(&self, link_token: &str, nonce: &str) -> Option<String> {
        self.dialog(link_token, nonce)
    }

    async fn examine(&self, webhook: Option<&str>) -> Vec<Finding> {
        self.look(webhook).await
    }

    async fn connect(&self, webhook: &str) -> Result<(), SendError> {
        self.set_endpoint(webhook).await
    }
}
