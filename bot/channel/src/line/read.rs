//! One event in our own words.
//!
//! LINE leaves out what has no value and adds fields, kinds and sticker types without notice, so nothing here is required
//! and nothing fails. An address that came with a location is dropped: it is not needed and it is where a child is.

use tsunagi_model::{
    Attachment, ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source, Timestamp,
};

use crate::json::{Fields, mend};

/// What an event is called that is no event at all.
const UNREADABLE: &str = "unreadable";

/// What an event says.
pub(super) fn read(raw: &str) -> Inbound {
    let mended = mend(raw);
    let Some(fields) = Fields::read(&mended) else {
        return Inbound::unreadable();
    };
    let standby = fields.string("mode").as_deref() == Some("standby");
    let message = fields.object("message").unwrap_or_default();
    Inbound {
        event_id: fields.word("webhookEventId"),
        platform_id: message.word("id"),
        occurred_at: fields.integer("timestamp").map(Timestamp::from_millis),
        reply_token: fields
            .word("replyToken")
            .filter(|token| !standby && is_usable(token)),
        standby,
        quotes: message.word("quotedMessageId"),
        read_token: message.word("markAsReadToken"),
        ..Inbound::new(source(&fields), kind(&fields, &message))
    }
}

/// LINE's console used to verify a webhook with events whose tokens are all `0` or all `f`; using one always fails.
fn is_usable(token: &str) -> bool {
    !(token.len() == 32
        && (token.bytes().all(|byte| byte == b'0') || token.bytes().all(|byte| byte == b'f')))
}

/// Who it is from. In a group or room the sender is not kept.
fn source(fields: &Fields<'_>) -> Source {
    let Some(source) = fields.object("source") else {
        return Source::Channel;
    };
    let id = |name| source.word(name).map(ExternalId);
    match source.string("type").as_deref() {
        Some("user") => id("userId").map_or(Source::Channel, Source::Person),
        Some("group") => id("groupId").map_or(Source::Channel, Source::Group),
        Some("room") => id("roomId").map_or(Source::Channel, Source::Group),
        _ => Source::Channel,
    }
}

fn kind(fields: &Fields<'_>, message: &Fields<'_>) -> InboundKind {
    let name = fields.word("type").unwrap_or_else(|| UNREADABLE.to_owned());
    let known = match name.as_str() {
        "message" => return said(message),
        "messageEdited" => edited(message),
        "unsend" => fields
            .object("unsend")
            .and_then(|unsend| unsend.word("messageId"))
            .map(|platform_id| InboundKind::Unsend { platform_id }),
        "follow" => Some(InboundKind::Follow {
            unblocked: fields
                .object("follow")
                .and_then(|follow| follow.boolean("isUnblocked")),
            referral: None,
        }),
        "unfollow" => Some(InboundKind::Unfollow),
        "join" => Some(InboundKind::Join),
        "leave" => Some(InboundKind::Leave),
        "postback" => fields
            .object("postback")
            .and_then(|postback| tapped(&postback)),
        "accountLink" => Some(InboundKind::AccountLink {
            nonce: fields
                .object("link")
                .filter(|link| link.string("result").as_deref() == Some("ok"))
                .and_then(|link| link.word("nonce")),
        }),
        // memberJoined, memberLeft, videoPlayComplete, beacon, membership, module, activated, deactivated,
        // botSuspended, botResumed, delivery, and what LINE invents next: kept and counted under LINE's own name.
        _ => None,
    };
    known.unwrap_or_else(|| InboundKind::other(&name))
}

/// What a person sent.
fn said(message: &Fields<'_>) -> InboundKind {
    let name = message.word("type").unwrap_or_default();
    let known = match name.as_str() {
        "text" => message.string("text").map(InboundKind::Text),
        "sticker" => Some(InboundKind::Sticker(keywords(message))),
        "image" => Some(media(MediaKind::Image, message)),
        "video" => Some(media(MediaKind::Video, message)),
        "audio" => Some(media(MediaKind::Audio, message)),
        "file" => Some(media(MediaKind::File, message)),
        "location" => place(message),
        _ => None,
    };
    known.unwrap_or_else(|| InboundKind::other(&format!("message/{name}")))
}

/// Only text can be edited, and so far only in groups.
fn edited(message: &Fields<'_>) -> Option<InboundKind> {
    Some(InboundKind::Edited {
        platform_id: message.word("id")?,
        text: message.string("text")?,
    })
}

/// The picture cannot be fetched: what was written on it and LINE's keywords are all that can be known.
fn keywords(message: &Fields<'_>) -> Vec<String> {
    message
        .word("text")
        .into_iter()
        .chain(message.strings("keywords"))
        .collect()
}

fn media(kind: MediaKind, message: &Fields<'_>) -> InboundKind {
    InboundKind::Media {
        attachments: vec![Attachment {
            kind,
            source: provider(message),
            name: message.word("fileName"),
        }],
        caption: None,
    }
}

fn provider(message: &Fields<'_>) -> MediaSource {
    let ours = || {
        message
            .word("id")
            .map_or(MediaSource::Unknown, MediaSource::Platform)
    };
    // A file names no provider: it is always LINE's.
    let Some(provider) = message.object("contentProvider") else {
        return ours();
    };
    match provider.string("type").as_deref() {
        Some("line") => ours(),
        Some("external") => provider
            .word("originalContentUrl")
            .map_or(MediaSource::Unknown, MediaSource::External),
        _ => MediaSource::Unknown,
    }
}

fn place(message: &Fields<'_>) -> Option<InboundKind> {
    Some(InboundKind::Location {
        title: message.word("title"),
        latitude: message.number("latitude")?,
        longitude: message.number("longitude")?,
    })
}

fn tapped(postback: &Fields<'_>) -> Option<InboundKind> {
    let params = postback.object("params").unwrap_or_default();
    let picked = ["datetime", "date", "time"]
        .iter()
        .find_map(|name| params.word(name));
    Some(InboundKind::Postback {
        data: postback.string("data")?,
        picked,
    })
}
