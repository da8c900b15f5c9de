//! What a message holds. Whatever it is, its words are kept as words.

use tsunagi_model::{Attachment, InboundKind, MediaKind, MediaSource};

use super::update::id;
use super::words;
use crate::json::{Fields, list};

/// Media with one file each, by Telegram's name; an animation is a document as well and comes first.
const MEDIA: [(&str, MediaKind); 6] = [
    ("animation", MediaKind::Video),
    ("video", MediaKind::Video),
    ("video_note", MediaKind::Video),
    ("voice", MediaKind::Audio),
    ("audio", MediaKind::Audio),
    ("document", MediaKind::File),
];

/// Fields that say nothing about what a message is.
const ENVELOPE: [&str; 36] = [
    "message_id",
    "message_thread_id",
    "direct_messages_topic",
    "from",
    "sender_chat",
    "sender_boost_count",
    "sender_business_bot",
    "sender_tag",
    "date",
    "guest_query_id",
    "business_connection_id",
    "chat",
    "forward_origin",
    "forward_from",
    "forward_from_chat",
    "forward_date",
    "is_topic_message",
    "is_automatic_forward",
    "reply_to_message",
    "external_reply",
    "quote",
    "reply_to_story",
    "via_bot",
    "edit_date",
    "has_protected_content",
    "is_from_offline",
    "media_group_id",
    "author_signature",
    "entities",
    "link_preview_options",
    "effect_id",
    "caption",
    "caption_entities",
    "show_caption_above_media",
    "has_media_spoiler",
    "reply_markup",
];

/// What a message says; `person` where it is in a person's own chat.
pub(super) fn said(update: &str, fields: &Fields<'_>, person: bool) -> InboundKind {
    let from = fields.object("from").unwrap_or_default();
    let bot = from.boolean("is_bot") == Some(true) || fields.raw("sender_business_bot").is_some();
    if bot {
        return InboundKind::other(&format!("{update}/from_bot"));
    }
    let chat = fields.object("chat").unwrap_or_default();
    if update == "business_message" && person && id(&from, "id") != id(&chat, "id") {
        // The account's owner wrote on their own telephone.
        let text = written(fields).unwrap_or_default();
        return InboundKind::Echo { text, key: None };
    }
    if let Some(text) = fields.string("text") {
        let start = (update == "message" && person).then(|| start(&text));
        return start.flatten().unwrap_or(InboundKind::Text(text));
    }
    let held = media(fields).or_else(|| place(fields)).or_else(|| {
        words::shared(fields).map(|(what, text)| InboundKind::Shared {
            what: what.to_owned(),
            text,
        })
    });
    held.or_else(|| written(fields).map(InboundKind::Text))
        .unwrap_or_else(|| InboundKind::other(&format!("message/{}", what(fields))))
}

/// A message was changed. A place that moves along is the same place: what has no words is no edit of any.
pub(super) fn edited(update: &str, fields: &Fields<'_>) -> InboundKind {
    let bot = fields
        .object("from")
        .is_some_and(|from| from.boolean("is_bot") == Some(true));
    match (id(fields, "message_id"), written(fields)) {
        (Some(platform_id), Some(text)) if !bot => InboundKind::Edited { platform_id, text },
        _ => InboundKind::other(&format!("{update}/{}", what(fields))),
    }
}

/// The words of a message, whether alone, beneath a picture, or laid out.
fn written(fields: &Fields<'_>) -> Option<String> {
    fields
        .string("text")
        .or_else(|| fields.string("caption"))
        .or_else(|| words::rich(fields.raw("rich_message")?))
}

/// The first field that says what a message is.
fn what<'f>(fields: &'f Fields<'_>) -> &'f str {
    fields
        .names()
        .find(|name| !ENVELOPE.contains(name))
        .unwrap_or_default()
}

/// `/start`, with the code of the invitation that the person followed; anything else behind it is words, not a code.
fn start(text: &str) -> Option<InboundKind> {
    let text = text.trim();
    let (command, rest) = text.split_once(char::is_whitespace).unwrap_or((text, ""));
    let command = command.split_once('@').map_or(command, |(name, _)| name);
    let code = rest.trim();
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (command == "/start" && code.len() <= 64 && code.bytes().all(plain)).then(|| {
        InboundKind::Follow {
            unblocked: None,
            referral: (!code.is_empty()).then(|| code.to_owned()),
        }
    })
}

fn media(fields: &Fields<'_>) -> Option<InboundKind> {
    let caption = fields.word("caption");
    if let Some(sticker) = fields.object("sticker") {
        return Some(InboundKind::Sticker(
            sticker.word("emoji").into_iter().collect(),
        ));
    }
    let mut attachments = Vec::new();
    if let Some(live) = fields.object("live_photo") {
        attachments.extend(live.raw("photo").map(photo));
        attachments.push(file(MediaKind::Video, &live));
    } else if let Some(sizes) = fields.raw("photo") {
        attachments.push(photo(sizes));
    } else if let Some(paid) = fields.object("paid_media") {
        let items = paid.raw("paid_media").and_then(list).unwrap_or_default();
        attachments.extend(items.into_iter().take(10).map(paid_item));
    } else if let Some((name, kind)) = MEDIA.iter().find(|(name, _)| fields.raw(name).is_some()) {
        attachments.push(file(*kind, &fields.object(name).unwrap_or_default()));
    }
    if attachments.is_empty() && caption.is_some() && !what(fields).is_empty() {
        // A kind that Telegram has invented since: its words are read, and that there was more is kept.
        attachments.push(file(MediaKind::File, &Fields::default()));
    }
    (!attachments.is_empty()).then_some(InboundKind::Media {
        attachments,
        caption,
    })
}

fn paid_item(raw: &str) -> Attachment {
    let item = Fields::read(raw).unwrap_or_default();
    match (item.raw("photo"), item.object("video")) {
        (Some(sizes), _) => photo(sizes),
        (None, Some(video)) => file(MediaKind::Video, &video),
        (None, None) => file(MediaKind::File, &item),
    }
}

/// A picture comes in several sizes: the largest counts.
fn photo(sizes: &str) -> Attachment {
    let sizes = list(sizes).unwrap_or_default();
    let largest = sizes
        .into_iter()
        .filter_map(Fields::read)
        .max_by_key(|size| {
            let side = |name| size.integer(name).unwrap_or(0);
            side("width").saturating_mul(side("height"))
        });
    file(MediaKind::Image, &largest.unwrap_or_default())
}

fn file(kind: MediaKind, fields: &Fields<'_>) -> Attachment {
    Attachment {
        kind,
        source: fields
            .word("file_id")
            .map_or(MediaSource::Unknown, MediaSource::Platform),
        name: fields.word("file_name"),
    }
}

/// A place, alone or with a name; an address is not kept.
fn place(fields: &Fields<'_>) -> Option<InboundKind> {
    let venue = fields.object("venue").unwrap_or_default();
    let place = venue
        .object("location")
        .or_else(|| fields.object("location"))?;
    Some(InboundKind::Location {
        title: venue.word("title"),
        latitude: place.number("latitude")?,
        longitude: place.number("longitude")?,
    })
}
