//! One item in our own words.
//!
//! Meta leaves out what has no value and adds fields, kinds and attachments without notice, so nothing here is required
//! and nothing fails.

use tsunagi_model::{DeliveryReceipt, ExternalId, Inbound, InboundKind, Source, Status, Timestamp};

use super::attachment;
use super::event::{Between, Event, LISTS, millis};
use crate::json::{Fields, list, mend};
use uuid::Uuid;

/// Messages that one receipt may name.
const RECEIPTS: usize = 1_000;
/// What Meta sends when a person taps the button that opens a conversation, unless the page has chosen something else.
const GET_STARTED: &str = "get_started";
/// Stands for a read token: Meta marks a whole conversation as seen and wants no token.
const SEEN: &str = "seen";

/// Whose an echo is.
pub(super) enum Voice {
    /// Ours, with the retry key that was sent along.
    Ours(Uuid),
    /// Of some app, as our own are, and nothing says which request it was.
    App,
    /// A person wrote in Meta's own inbox, or on the telephone.
    Person,
}

/// An echo before it is known whose it is.
pub(super) struct Heard<'a> {
    /// To whom.
    pub to: &'a str,
    /// The fields of the message.
    pub message: &'a Fields<'a>,
}

/// What an item says. `whose` decides about echoes.
pub(super) fn read(
    raw: &str,
    account: Option<&str>,
    whose: impl Fn(&Heard<'_>) -> Voice,
) -> Inbound {
    let mended = mend(raw);
    let Some(event) = Event::read(&mended) else {
        let is_empty = |entry: &Fields<'_>| LISTS.iter().all(|list| entry.raw(list).is_none());
        return match Fields::read(&mended).filter(is_empty) {
            Some(_) => Inbound::new(Source::Channel, InboundKind::other("entry")),
            None => Inbound::unreadable(),
        };
    };
    let name = event.name();
    let about = event.fields.object(&name).unwrap_or_default();
    let (source, kind) = match event.between(account) {
        Between::From(person) => (person_source(&person), said(&name, &about)),
        Between::To(person) => (
            person_source(&person),
            echoed(&name, &about, &person, whose),
        ),
        Between::Nobody => (Source::Channel, InboundKind::other(&name)),
        Between::Others => (
            Source::Channel,
            InboundKind::other(&format!("{name}/other_account")),
        ),
    };
    let is_message = matches!(name.as_str(), "message" | "postback");
    let is_new = !matches!(kind, InboundKind::Unsend { .. });
    let is_theirs = is_new && !matches!(kind, InboundKind::Echo { .. } | InboundKind::Other(_));
    Inbound {
        platform_id: about.word("mid").filter(|_| is_message && is_new),
        occurred_at: event.millis().map(Timestamp::from_millis),
        standby: event.standby,
        quotes: about
            .object("reply_to")
            .and_then(|quoted| quoted.word("mid")),
        read_token: (is_message && is_theirs && !event.standby).then(|| SEEN.to_owned()),
        ..Inbound::new(source, kind)
    }
}

fn person_source(id: &str) -> Source {
    Source::Person(ExternalId(id.to_owned()))
}

/// What came from a person.
fn said(name: &str, about: &Fields<'_>) -> InboundKind {
    let known = match name {
        "message" => return message(about),
        "postback" => tapped(about),
        "message_edit" => edited(about),
        "reaction" => reacted(about),
        "referral" => invited(about),
        "optin" => match about.word("type") {
            // The right to send news later, which is nothing that we do.
            Some(kind) => Some(InboundKind::other(&format!("optin/{kind}"))),
            None => invited(about),
        },
        "delivery" => Some(receipt(about, Status::Delivered)),
        "read" => Some(receipt(about, Status::Read)),
        "account_linking" => Some(InboundKind::AccountLink {
            nonce: about
                .word("authorization_code")
                .filter(|_| about.string("status").as_deref() == Some("linked")),
        }),
        "message_unsend" => about
            .word("mid")
            .map(|platform_id| InboundKind::Unsend { platform_id }),
        // pass_thread_control, take_thread_control, request_thread_control, app_roles, policy_enforcement, and what Meta
        // invents next: kept and counted under Meta's own name.
        _ => None,
    };
    known.unwrap_or_else(|| InboundKind::other(name))
}

/// What a person sent.
fn message(message: &Fields<'_>) -> InboundKind {
    if message.boolean("is_deleted") == Some(true) {
        return message.word("mid").map_or_else(
            || InboundKind::other("message/deleted"),
            |platform_id| InboundKind::Unsend { platform_id },
        );
    }
    let text = message.string("text").filter(|text| !text.is_empty());
    let data = message
        .object("quick_reply")
        .and_then(|reply| reply.word("payload"));
    if let Some(data) = data {
        return answer(data, text);
    }
    let attachments = message
        .raw("attachments")
        .and_then(list)
        .unwrap_or_default();
    if let Some(kind) = attachment::read(&attachments, text.clone()) {
        return kind;
    }
    if let Some(text) = text {
        return InboundKind::Text(text);
    }
    InboundKind::other(if message.boolean("is_unsupported") == Some(true) {
        "message/unsupported"
    } else {
        "message"
    })
}

/// A tapped button. One whose data did not fit carries its own words instead: then they are what was said.
fn answer(data: String, title: Option<String>) -> InboundKind {
    match title {
        Some(title) if title == data => InboundKind::Text(title),
        _ => InboundKind::Postback { data, picked: None },
    }
}

fn tapped(postback: &Fields<'_>) -> Option<InboundKind> {
    let data = postback
        .word("payload")
        .or_else(|| postback.word("title"))?;
    if begins(postback) {
        return Some(InboundKind::Follow {
            unblocked: None,
            referral: postback
                .object("referral")
                .and_then(|referral| referral.word("ref")),
        });
    }
    Some(answer(data, postback.word("title")))
}

/// Whether a tap is the one by which a conversation begins: it says nothing else, only which link the person came by.
pub(super) fn begins(postback: &Fields<'_>) -> bool {
    let data = postback.word("payload");
    data.is_some_and(|data| data.eq_ignore_ascii_case(GET_STARTED))
}

fn edited(edit: &Fields<'_>) -> Option<InboundKind> {
    Some(InboundKind::Edited {
        platform_id: edit.word("mid")?,
        text: edit.word("text")?,
    })
}

/// An emoji, or where Meta names it only: `love`, `sad`, `other`.
fn reacted(reaction: &Fields<'_>) -> Option<InboundKind> {
    let emoji = reaction
        .word("emoji")
        .or_else(|| reaction.word("reaction"))
        .unwrap_or_else(|| "other".to_owned());
    Some(InboundKind::Reaction {
        platform_id: reaction.word("mid")?,
        emoji: (reaction.string("action").as_deref() != Some("unreact")).then_some(emoji),
    })
}

/// A link of ours with a code. One without a code says nothing: the person has not come to us by it for the first time.
fn invited(referral: &Fields<'_>) -> Option<InboundKind> {
    Some(InboundKind::Follow {
        unblocked: None,
        referral: Some(referral.word("ref")?),
    })
}

fn receipt(about: &Fields<'_>, status: Status) -> InboundKind {
    let mut platform_ids = about.strings("mids");
    platform_ids.extend(about.word("mid"));
    platform_ids.truncate(RECEIPTS);
    InboundKind::Receipt(DeliveryReceipt {
        up_to: millis(about, "watermark").map(Timestamp::from_millis),
        ..DeliveryReceipt::of(platform_ids, status)
    })
}

/// What went from us to a person, by whatever hand.
fn echoed(
    name: &str,
    message: &Fields<'_>,
    to: &str,
    whose: impl Fn(&Heard<'_>) -> Voice,
) -> InboundKind {
    if name != "message" {
        return InboundKind::other(&format!("echo/{name}"));
    }
    if message.boolean("is_deleted") == Some(true) {
        return InboundKind::other("echo/deleted");
    }
    let attachments = message
        .raw("attachments")
        .and_then(list)
        .unwrap_or_default();
    let text = message
        .string("text")
        .unwrap_or_else(|| attachment::words(&attachments));
    match whose(&Heard { to, message }) {
        Voice::Ours(key) => InboundKind::Echo {
            text,
            key: Some(key),
        },
        Voice::App => InboundKind::other("echo/app"),
        Voice::Person => InboundKind::Echo { text, key: None },
    }
}
