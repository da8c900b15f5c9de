//! A messenger's side of the conversation that enforces the messenger's rules; for tests, benchmarks and trying the
//! product without an account anywhere.
//!
//! [`LineDouble`] listens on the loopback and answers as LINE does. What LINE would refuse it refuses, and remembers, so
//! that a test can end with [`LineDouble::assert_clean`]. [`WebhookBuilder`] makes the signed webhooks of every kind that
//! LINE sends. [`SendApi`] stands on a [`Stage`] and answers as Meta does for Messenger and Instagram; [`MetaWebhook`] makes
//! its webhooks. The double knows nothing of our own code, so that a mistake in one is not repeated in the other.

mod account;
mod answer;
mod check;
mod config;
mod endpoint;
mod event;
mod line_double;
mod login;
mod memory;
mod menu;
mod meta;
mod meta_check;
mod meta_webhook;
mod oauth;
mod sending;
mod server;
mod stage;
mod telegram;
mod twilio;
mod webhook;
mod whatsapp;
mod whatsapp_account;
mod whatsapp_check;
mod whatsapp_hook;

pub use account::WebhookTest;
pub use check::{Objection, check_menu, check_messages};
pub use config::{DoubleConfig, Fault, Odds};
pub use line_double::LineDouble;
pub use login::Visitor;
pub use memory::{Content, Counts, Delivery, Exchange, Refusal};
pub use meta::{MetaPerson, MetaSide, SendApi};
pub use meta_check::check_meta;
pub use meta_webhook::MetaWebhook;
pub use stage::{Asked, Platform, Said, Stage};
pub use telegram::{Telegram, TelegramHook, TelegramUpdate, check_telegram};
pub use twilio::{Twilio, TwilioHook, TwilioNumber, TwilioWebhook, check_twilio};
pub use webhook::{Webhook, WebhookBuilder, sign};
pub use whatsapp::{WhatsApp, WhatsAppDouble};
pub use whatsapp_check::Objection as WhatsAppObjection;
pub use whatsapp_check::check as check_whatsapp;
pub use whatsapp_hook::{WhatsAppHook, sign_for_meta};
