//! The channels against the messengers' doubles: what comes in, what goes out, and what becomes of it.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on says so")]

mod account;
mod cards;
mod conformance;
mod fixture;
mod hostile;
mod inbound;
mod instagram;
mod login;
mod menus;
mod messenger;
mod messenger_account;
mod messenger_envelope;
mod messenger_hostile;
mod messenger_inbound;
mod messenger_rendering;
mod messenger_sending;
mod outbound;
mod properties;
mod rendering;
mod sms;
mod sms_events;
mod sms_send;
mod telegram;
mod telegram_events;
mod telegram_render;
mod telegram_send;
mod web;
mod whatsapp;
mod whatsapp_hostile;
mod whatsapp_inbound;
mod whatsapp_messages;
mod whatsapp_outbound;
mod whatsapp_properties;
mod whatsapp_rendering;
