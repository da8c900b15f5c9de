//! One contract for all messengers, then one module for each.
//!
//! A room that receives or delivers holds an `Arc<dyn Channel>` and never sees a platform's JSON, header names or
//! limits. Three invariants: [`Channel::verify`] looks at raw bytes before anything is parsed; [`Channel::split`] and
//! [`Channel::read`] never lose one event because of another and never fail on an event; [`Channel::render`] drops no
//! words.

mod config;
mod contract;
mod external;
mod finding;
pub mod http;
mod instagram;
mod json;
mod key;
pub mod line;
mod messenger;
mod meta;
mod send_error;
mod sms;
pub mod split;
mod telegram;
pub mod web;
mod whatsapp;

use std::sync::Arc;

pub use config::{ChannelConfig, ConfigError};
pub use contract::{
    Capabilities, Channel, Content, Login, Payload, Profile, Proven, Quota, RawEvent, Receipt,
    Route, Send, Unreadable, Unverified, WebhookRequest,
};
pub use external::{External, ExternalError, sniff};
pub use finding::{Finding, Remedy};
pub use send_error::SendError;
use tsunagi_model::ChannelKind;

/// Opens the channel that `config` describes. No request is made.
pub fn open(
    config: &ChannelConfig,
    http: &reqwest::Client,
) -> Result<Arc<dyn Channel>, ConfigError> {
    match config.kind {
        ChannelKind::Line => Ok(Arc::new(line::Line::open(config, http)?)),
        ChannelKind::Messenger => messenger::open(config, http),
        ChannelKind::Instagram => instagram::open(config, http),
        ChannelKind::Whatsapp => whatsapp::open(config, http),
        ChannelKind::Telegram => telegram::open(config, http),
        ChannelKind::Sms => sms::open(config, http),
        ChannelKind::Web => Ok(Arc::new(web::Web::new())),
    }
}
