//! One contract for all messengers, then one module for each.
//!
//! A room that receives or delivers holds an `Arc<dyn Channel>` and never sees a platform's JSON, header names or
//! limits. Three invariants: [`Channel::verify`] looks at raw bytes before anything is parsed; [`Channel::split`] and
//! [`Channel::read`] never lose one event because of another and never fail on an event; [`Channel::render`] drops no
//! words.

mod config;
mod contract;
pub mod http;
mod json;
pub mod line;
mod send_error;
pub mod split;
pub mod web;

use std::sync::Arc;

pub use config::{ChannelConfig, ConfigError};
pub use contract::{
    Capabilities, Channel, Content, Payload, Quota, RawEvent, Receipt, Route, Send, Unreadable,
    Unverified, WebhookRequest,
};
pub use send_error::SendError;
use tsunagi_model::ChannelKind;

/// Opens the channel that `config` describes. No request is made.
pub fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    match config.kind {
        ChannelKind::Line => Ok(Arc::new(line::Line::open(config, http)?)),
        ChannelKind::Web => Ok(Arc::new(web::Web::new())),
        ChannelKind::Messenger
        | ChannelKind::Instagram
        | ChannelKind::Whatsapp
        | ChannelKind::Telegram
        | ChannelKind::Sms => Err(ConfigError::NotYet(config.kind)),
    }
}
