//! What a person said, and what our own side said elsewhere.
//!
//! An address that came with a location is dropped: it is not needed and it is where a child is.

use serde_json::Value;
use tsunagi_model::{Attachment, InboundKind, MediaKind, MediaSource};

use crate::json::{Fields, list};

/// What stands before the words of a button whose own data WhatsApp would not have carried: see [`super::render`].
pub(super) const WORDS: &str = "words:";

/// The kinds of media, by WhatsApp's word.
fn media_kind(name: &str) -> Option<MediaKind> {
    match name {
        "image" => Some(MediaKind::Image),
        "sticker" => Some(MediaKind::Sticker),
        "video" => Some(MediaKind::Video),
        "audio" | "voice" => Some(MediaKind::Audio),
        "document" => Some(MediaKind::File),
        _ => None,
    }
}

/// What a message says.
pub(super) fn said(message: &Fields<'_>) -> InboundKind {
    let name = message.word("type").unwrap_or_default();
    let own = message.object(&name).unwrap_or_default();
    let known = match name.as_str() {
        "text" => own.string("body").map(InboundKind::Text),
        "location" => place(&own),
        "contacts" => message.raw("contacts").map(contacts),
        "button" => tapped(own.string("payload"), own.word("text")),
        "interactive" => answered(&own),
        "reaction" => own
            .word("message_id")
            .map(|platform_id| InboundKind::Reaction {
                platform_id,
                emoji: own.word("emoji"),
            }),
        "order" => Some(InboundKind::Shared {
            what: name.clone(),
            text: own.string("text").unwrap_or_default(),
        }),
        "edit" => edited(&own),
        "revoke" => own
            .word("original_message_id")
            .map(|platform_id| InboundKind::Unsend { platform_id }),
        "request_welcome" => Some(InboundKind::Follow {
            unblocked: None,
            referral: message
                .object("referral")
                .and_then(|referral| referral.word("source_id").or(referral.word("ctwa_clid"))),
        }),
        "system" => own.word("type").map(|kind| InboundKind::other(&kind)),
        _ => media_kind(&name).map(|kind| media(kind, &own)),
    };
    known.unwrap_or_else(|| unknown(&name, message, &own))
}

/// What our own side wrote in WhatsApp's app on a telephone that shares the number.
pub(super) fn echoed(echo: &Fields<'_>) -> InboundKind {
    let name = echo.word("type").unwrap_or_default();
    let own = echo.object(&name).unwrap_or_default();
    let text = match name.as_str() {
        "revoke" => return InboundKind::other("echo/revoke"),
        "edit" => own.object("message").and_then(|message| words_of(&message)),
        _ => words_of(echo),
    };
    InboundKind::Echo {
        text: text.unwrap_or_default(),
        key: echo
            .word("biz_opaque_callback_data")
            .and_then(|key| key.parse().ok()),
    }
}

/// The words of a message, whatever it is.
fn words_of(message: &Fields<'_>) -> Option<String> {
    let own = message.object(&message.word("type")?)?;
    ["body", "caption", "text", "name", "filename"]
        .iter()
        .find_map(|name| own.word(name))
        .or_else(|| own.object("body")?.word("text"))
}

fn media(kind: MediaKind, own: &Fields<'_>) -> InboundKind {
    InboundKind::Media {
        attachments: vec![Attachment {
            kind,
            source: own
                .word("id")
                .map_or(MediaSource::Unknown, MediaSource::Platform),
            name: own.word("filename"),
        }],
        caption: own.word("caption"),
    }
}

fn place(own: &Fields<'_>) -> Option<InboundKind> {
    Some(InboundKind::Location {
        title: own.word("name"),
        latitude: own.number("latitude")?,
        longitude: own.number("longitude")?,
    })
}

/// Names and numbers, a line for each card.
fn contacts(raw: &str) -> InboundKind {
    let cards = list(raw).unwrap_or_default();
    let lines: Vec<String> = cards
        .into_iter()
        .filter_map(Fields::read)
        .map(|card| {
            let name = card.object("name").unwrap_or_default();
            let name = name
                .word("formatted_name")
                .or_else(|| name.word("first_name"));
            let phones = card.raw("phones").and_then(list).unwrap_or_default();
            let phones = phones
                .into_iter()
                .filter_map(Fields::read)
                .filter_map(|phone| phone.word("phone").or_else(|| phone.word("wa_id")));
            name.into_iter().chain(phones).collect::<Vec<_>>().join(" ")
        })
        .collect();
    InboundKind::Shared {
        what: "contacts".to_owned(),
        text: lines.join("\n"),
    }
}

/// A button of ours: its data, or its words where it had none that WhatsApp carries.
fn tapped(data: Option<String>, title: Option<String>) -> Option<InboundKind> {
    match data {
        Some(data) => Some(match data.strip_prefix(WORDS) {
            Some(words) => InboundKind::Text(words.to_owned()),
            None => InboundKind::Postback { data, picked: None },
        }),
        None => title.map(InboundKind::Text),
    }
}

fn answered(own: &Fields<'_>) -> Option<InboundKind> {
    let name = own.word("type")?;
    let reply = own.object(&name)?;
    match name.as_str() {
        "button_reply" | "list_reply" => tapped(reply.string("id"), reply.word("title")),
        "nfm_reply" => Some(InboundKind::Shared {
            text: filled_in(&reply),
            what: name,
        }),
        _ => None,
    }
}

/// The answers of a form, a line for each; the token is ours and says nothing.
fn filled_in(reply: &Fields<'_>) -> String {
    let json = reply.string("response_json").unwrap_or_default();
    let Ok(Value::Object(answers)) = serde_json::from_str(&json) else {
        return if json.is_empty() {
            reply.string("body").unwrap_or_default()
        } else {
            json
        };
    };
    answers
        .iter()
        .filter(|(name, _)| *name != "flow_token")
        .map(|(name, answer)| match answer {
            Value::String(words) => format!("{name}: {words}"),
            other => format!("{name}: {other}"),
        })
        .collect::<Vec<_>>()
        .join("\n")
}

/// The new words of a message or under a picture; they may have been taken away.
fn edited(own: &Fields<'_>) -> Option<InboundKind> {
    let message = own.object("message")?;
    Some(InboundKind::Edited {
        platform_id: own.word("original_message_id")?,
        text: words_of(&message).or_else(|| message.word("type").map(|_| String::new()))?,
    })
}

/// A kind that we do not know, or that WhatsApp does not pass on. If words came with it they are read like any others.
fn unknown(name: &str, message: &Fields<'_>, own: &Fields<'_>) -> InboundKind {
    let body = message.object("text").and_then(|text| text.word("body"));
    if let Some(body) = body {
        return InboundKind::Text(body);
    }
    let words = ["body", "caption", "text", "title", "name"]
        .iter()
        .find_map(|field| own.word(field));
    if let Some(text) = words {
        return InboundKind::Shared {
            what: InboundKind::other(name).as_str().to_owned(),
            text,
        };
    }
    let error = message
        .raw("errors")
        .and_then(list)
        .unwrap_or_default()
        .into_iter()
        .filter_map(Fields::read)
        .find_map(|error| error.integer("code"));
    InboundKind::other(&match (own.word("type"), error) {
        (_, Some(code)) => format!("message/{name}/{code}"),
        (Some(kind), None) => format!("message/{name}/{kind}"),
        (None, None) => format!("message/{name}"),
    })
}
