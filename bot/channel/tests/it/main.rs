//! The channels against the messengers' doubles: what comes in, what goes out, and what becomes of it.

#[cfg(test)]
mod account;
#[cfg(test)]
mod cards;
#[cfg(test)]
mod conformance;
#[cfg(test)]
mod fixture;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod inbound;
#[cfg(test)]
mod instagram;
#[cfg(test)]
mod login;
#[cfg(test)]
mod menus;
#[cfg(test)]
mod messenger;
#[cfg(test)]
mod messenger_account;
#[cfg(test)]
mod messenger_envelope;
#[cfg(test)]
mod messenger_hostile;
#[cfg(test)]
mod messenger_inbound;
#[cfg(test)]
mod messenger_rendering;
#[cfg(test)]
mod messenger_sending;
#[cfg(test)]
mod outbound;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod rendering;
#[cfg(test)]
mod sms;
#[cfg(test)]
mod sms_events;
#[cfg(test)]
mod sms_send;
#[cfg(test)]
mod telegram;
#[cfg(test)]
mod telegram_events;
#[cfg(test)]
mod telegram_render;
#[cfg(test)]
mod telegram_send;
#[cfg(test)]
mod web;
#[cfg(test)]
mod whatsapp;
#[cfg(test)]
mod whatsapp_hostile;
#[cfg(test)]
mod whatsapp_inbound;
#[cfg(test)]
mod whatsapp_messages;
#[cfg(test)]
mod whatsapp_outbound;
#[cfg(test)]
mod whatsapp_properties;
#[cfg(test)]
mod whatsapp_rendering;
