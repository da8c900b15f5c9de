//! One update in our own words.
//!
//! Telegram leaves out what has no value and adds kinds several times a year, so nothing here is required and nothing fails.

use tsunagi_model::{Inbound, InboundKind, Source, Timestamp};

use super::message;
use super::split::deleted;
use super::update::{Update, id};
use crate::json::{Fields, list, mend};

/// What an update says.
pub(super) fn read(raw: &str) -> Inbound {
    let mended = mend(raw);
    let Some(update) = Update::read(&mended) else {
        return Inbound::unreadable();
    };
    let source = update.place().source();
    let person = matches!(source, Source::Person(_));
    let event_id = update.id.map(|id| id.to_string());
    let fields = &update.fields;
    let seconds = |name| fields.integer(name).and_then(|at| at.checked_mul(1_000));
    let at = |name| seconds(name).map(Timestamp::from_millis);
    let mut inbound = match update.name.as_str() {
        name @ ("message" | "channel_post" | "guest_message" | "business_message") => Inbound {
            platform_id: id(fields, "message_id"),
            occurred_at: at("date"),
            quotes: fields
                .object("reply_to_message")
                .and_then(|quoted| id(&quoted, "message_id")),
            ..Inbound::new(source, message::said(name, fields, person))
        },
        name @ ("edited_message" | "edited_channel_post" | "edited_business_message") => Inbound {
            platform_id: id(fields, "message_id"),
            occurred_at: at("edit_date").or_else(|| at("date")),
            ..Inbound::new(source, message::edited(name, fields))
        },
        "callback_query" => Inbound {
            tap_token: fields.word("id"),
            quotes: fields
                .object("message")
                .and_then(|message| id(&message, "message_id")),
            ..Inbound::new(source, tapped(fields))
        },
        name => Inbound {
            occurred_at: at("date"),
            ..Inbound::new(source, other(name, fields, person))
        },
    };
    inbound.event_id = event_id;
    if matches!(inbound.kind, InboundKind::Echo { .. }) {
        // A message's number is its own in one chat only; whether words are ours is asked of the whole channel.
        inbound.platform_id = None;
        return inbound;
    }
    // In a group the sender is not kept.
    if person {
        inbound.name = ["from", "user"]
            .iter()
            .find_map(|name| full_name(&fields.object(name)?));
    }
    inbound
}

/// What is neither a message nor a tap.
fn other(name: &str, fields: &Fields<'_>, person: bool) -> InboundKind {
    let known = match name {
        "my_chat_member" => member(fields, person),
        "message_reaction" => reaction(fields),
        "deleted_business_messages" => {
            deleted(fields).map(|platform_id| InboundKind::Unsend { platform_id })
        }
        "poll_answer" => Some(InboundKind::Shared {
            what: name.to_owned(),
            text: String::new(),
        }),
        _ => None,
    };
    known.unwrap_or_else(|| InboundKind::other(if name.is_empty() { "unreadable" } else { name }))
}

/// A button was tapped. It shows that it waits until the tap is answered, for about a minute.
fn tapped(fields: &Fields<'_>) -> InboundKind {
    fields.string("data").map_or_else(
        || InboundKind::other("callback_query"),
        |data| InboundKind::Postback { data, picked: None },
    )
}

/// What became of the bot in a chat. In a person's own chat that is all there is of blocking.
fn member(fields: &Fields<'_>, person: bool) -> Option<InboundKind> {
    let status = |name| fields.object(name).and_then(|who| who.word("status"));
    let (old, new) = (status("old_chat_member"), status("new_chat_member")?);
    let outside = |status: &str| matches!(status, "left" | "kicked");
    let was_outside = old.as_deref().is_none_or(outside);
    match (person, outside(&new)) {
        (true, true) => Some(InboundKind::Unfollow),
        (true, false) => Some(InboundKind::Follow {
            unblocked: old.map(|old| outside(&old)),
            referral: None,
        }),
        (false, true) => Some(InboundKind::Leave),
        (false, false) if was_outside => Some(InboundKind::Join),
        (false, false) => None,
    }
}

/// The mark that is new; of several the last.
fn reaction(fields: &Fields<'_>) -> Option<InboundKind> {
    let marks = |name| -> Vec<String> {
        let marks = fields.raw(name).and_then(list).unwrap_or_default();
        marks.into_iter().filter_map(mark).collect()
    };
    let old = marks("old_reaction");
    let new = marks("new_reaction");
    let fresh = new.iter().rev().find(|mark| !old.contains(mark));
    Some(InboundKind::Reaction {
        platform_id: id(fields, "message_id")?,
        emoji: fresh.or(new.last()).cloned(),
    })
}

/// An emoji, or the name of what is none.
fn mark(raw: &str) -> Option<String> {
    let fields = Fields::read(raw)?;
    fields.word("emoji").or_else(|| fields.word("type"))
}

fn full_name(user: &Fields<'_>) -> Option<String> {
    let parts = [user.word("first_name"), user.word("last_name")];
    let name = parts.into_iter().flatten().collect::<Vec<_>>().join(" ");
    (!name.is_empty()).then_some(name)
}
