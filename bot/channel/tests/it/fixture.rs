//! Channels on doubles, and short ways to write turns.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, ChannelConfig, WebhookRequest, http, line};
use tsunagi_double::{LineDouble, Webhook};
use tsunagi_model::{Bubble, Card, ChannelKind, Choice, OutMedia, Turn};

/// A person, a group and a room as LINE names them.
pub(crate) const USER: &str = "U0123456789abcdef0123456789abcdef";
pub(crate) const OTHER: &str = "Ufedcba9876543210fedcba9876543210";
pub(crate) const GROUP: &str = "C0123456789abcdef0123456789abcdef";
pub(crate) const ROOM: &str = "R0123456789abcdef0123456789abcdef";

/// A payload.
pub(crate) const HELLO: &str = r#"[{"type":"text","text":"こんにちは"}]"#;

/// The configuration of a channel on a double.
pub(crate) fn config(double: &LineDouble) -> ChannelConfig {
    let served = double.config();
    let mut config = ChannelConfig::new("line", ChannelKind::Line);
    config.secret = Some(served.channel_secret.into());
    config.access_token = Some(served.access_token.into());
    config.account = Some(served.bot_user_id);
    config.api_base = Some(double.base_url().to_owned());
    config.data_api_base = Some(double.base_url().to_owned());
    config
}

/// A channel on a double that gives up on an answer after `patience`.
pub(crate) fn channel_with(config: &ChannelConfig, patience: Duration) -> Arc<dyn Channel> {
    tsunagi_channel::open(config, &http::client_with(patience).unwrap()).unwrap()
}

/// A channel on a double.
pub(crate) fn channel(double: &LineDouble) -> Arc<dyn Channel> {
    tsunagi_channel::open(&config(double), &http::client().unwrap()).unwrap()
}

/// A channel on nothing, for what needs no network.
pub(crate) fn unconnected() -> line::Line {
    let mut config = ChannelConfig::new("line", ChannelKind::Line);
    config.secret = Some("double-channel-secret".into());
    config.access_token = Some("token".into());
    line::Line::open(&config, &http::client().unwrap()).unwrap()
}

/// A webhook as the server hands it on.
pub(crate) fn verify(
    channel: &dyn Channel,
    webhook: &Webhook,
    header: &str,
) -> Result<(), tsunagi_channel::Unverified> {
    channel.verify(&WebhookRequest {
        method: "POST",
        path_and_query: "/webhook/line",
        headers: &[
            ("content-type", b"application/json"),
            (header, webhook.signature.as_bytes()),
        ],
        body: &webhook.body,
    })
}

/// A turn of the script.
pub(crate) fn turn(bubbles: Vec<Bubble>) -> Turn {
    Turn {
        author: tsunagi_model::Author::Flow,
        sender: None,
        bubbles,
    }
}

pub(crate) fn text(text: &str) -> Bubble {
    Bubble {
        text: text.to_owned(),
        ..Bubble::default()
    }
}

pub(crate) fn choice(label: &str, data: &str) -> Choice {
    Choice {
        label: label.to_owned(),
        data: data.to_owned(),
    }
}

pub(crate) fn card(title: &str, text: &str, choices: Vec<Choice>) -> Card {
    Card {
        title: title.to_owned(),
        text: text.to_owned(),
        image_url: None,
        choices,
    }
}

pub(crate) fn media(kind: tsunagi_model::MediaKind, url: &str, preview_url: &str) -> OutMedia {
    OutMedia {
        kind,
        url: url.to_owned(),
        preview_url: preview_url.to_owned(),
    }
}

/// One picture, film, sound or file of a person's.
pub(crate) fn sent(
    kind: tsunagi_model::MediaKind,
    source: tsunagi_model::MediaSource,
) -> tsunagi_model::InboundKind {
    tsunagi_model::InboundKind::Media {
        attachments: vec![tsunagi_model::Attachment {
            kind,
            source,
            name: None,
        }],
        caption: None,
    }
}
