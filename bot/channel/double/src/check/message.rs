//! LINE's message objects.

use serde_json::{Map, Value};

use super::action::{Place, action};
use super::field::{Check, Text};
use super::{flex, template};

/// 400 in LINE's older documents, 1,500 in the newer: the stricter holds under both.
const ALT: Text = Text::required(400);
/// Every kind that a bot can send. There is no `file`.
const KINDS: &[&str] = &[
    "text", "textV2", "sticker", "image", "video", "audio", "location", "imagemap", "template",
    "flex", "coupon",
];

/// The messages of a request at the present place.
pub(super) fn messages(check: &mut Check, value: &Value) {
    for (index, value) in check.list(value, 1, 5).iter().enumerate() {
        check.entry(index, |check| message(check, value));
    }
}

fn message(check: &mut Check, value: &Value) {
    let Some(object) = value.as_object() else {
        return check.object_to("Must be an object");
    };
    let Some(kind) = check.word(object, "type", true, KINDS) else {
        return;
    };
    let own: &[&str] = match kind {
        "text" => &["text", "emojis", "quoteToken"],
        "textV2" => &["text", "substitution", "quoteToken"],
        "sticker" => &["packageId", "stickerId", "quoteToken"],
        "image" => &["originalContentUrl", "previewImageUrl"],
        "video" => &["originalContentUrl", "previewImageUrl", "trackingId"],
        "audio" => &["originalContentUrl", "duration"],
        "location" => &["title", "address", "latitude", "longitude"],
        "imagemap" => &["baseUrl", "altText", "baseSize", "actions", "video"],
        "template" => &["altText", "template"],
        "flex" => &["altText", "contents"],
        _ => &["couponId", "deliveryTag"],
    };
    for name in object
        .keys()
        .filter(|name| !["type", "quickReply", "sender"].contains(&name.as_str()))
    {
        if !own.contains(&name.as_str()) {
            check.object_to(format!("Unknown property: {name}"));
        }
    }
    match kind {
        "text" => text(check, object),
        "textV2" => {
            check.text(object, "text", Text::required(5_000));
        }
        "sticker" => {
            check.text(object, "packageId", Text::required(20));
            check.text(object, "stickerId", Text::required(20));
        }
        "image" | "video" => {
            check.address(object, "originalContentUrl", true);
            check.address(object, "previewImageUrl", true);
            check.text(object, "trackingId", Text::optional(100));
        }
        "audio" => {
            check.address(object, "originalContentUrl", true);
            check.integer(object, "duration", true, 1, i64::MAX);
        }
        "location" => {
            check.text(object, "title", Text::required(100));
            check.text(object, "address", Text::required(100));
            check.number(object, "latitude", -90.0, 90.0);
            check.number(object, "longitude", -180.0, 180.0);
        }
        "imagemap" => imagemap(check, object),
        "template" => {
            check.text(object, "altText", ALT);
            required(check, object, "template", template::template);
        }
        "flex" => {
            check.text(object, "altText", ALT);
            required(check, object, "contents", flex::flex);
        }
        _ => {
            check.text(object, "couponId", Text::required(100));
        }
    }
    if let Some(quick_reply) = object.get("quickReply") {
        check.inside("quickReply", |check| quick_replies(check, quick_reply));
    }
    if let Some(value) = object.get("sender") {
        check.inside("sender", |check| sender(check, value));
    }
}

fn text(check: &mut Check, object: &Map<String, Value>) {
    check.text(object, "text", Text::required(5_000));
    let Some(emojis) = object.get("emojis") else {
        return;
    };
    check.inside("emojis", |check| {
        for (index, emoji) in check.list(emojis, 0, 20).iter().enumerate() {
            check.entry(index, |check| {
                let Some(emoji) = check.object(emoji, &["index", "productId", "emojiId"]) else {
                    return;
                };
                check.integer(emoji, "index", true, 0, 4_999);
                check.text(emoji, "productId", Text::required(50));
                check.text(emoji, "emojiId", Text::required(20));
            });
        }
    });
}

fn imagemap(check: &mut Check, object: &Map<String, Value>) {
    check.address(object, "baseUrl", true);
    check.text(object, "altText", ALT);
    required(check, object, "baseSize", |check, size| {
        if let Some(size) = check.object(size, &["width", "height"]) {
            check.integer(size, "width", true, 1_040, 1_040);
            check.integer(size, "height", true, 1, i64::MAX);
        }
    });
    required(check, object, "actions", |check, actions| {
        check.list(actions, 0, 50);
    });
}

fn quick_replies(check: &mut Check, value: &Value) {
    let Some(object) = check.object(value, &["items"]) else {
        return;
    };
    required(check, object, "items", |check, items| {
        for (index, item) in check.list(items, 1, 13).iter().enumerate() {
            check.entry(index, |check| {
                let Some(item) = check.object(item, &["type", "imageUrl", "action"]) else {
                    return;
                };
                check.word(item, "type", true, &["action"]);
                check.address(item, "imageUrl", false);
                required(check, item, "action", |check, value| {
                    action(check, value, Place::QuickReply);
                });
            });
        }
    });
}

fn sender(check: &mut Check, value: &Value) {
    let Some(object) = check.object(value, &["name", "iconUrl"]) else {
        return;
    };
    let name = check.text(object, "name", Text::optional(20));
    check.address(object, "iconUrl", false);
    let mut words = name
        .unwrap_or_default()
        .split(|letter: char| !letter.is_ascii_alphabetic());
    if words.any(|word| word.eq_ignore_ascii_case("line")) {
        check.fault::<()>("name", "Contains a word that may not be used");
    }
}

/// A field that must be there, looked at.
pub(super) fn required(
    check: &mut Check,
    object: &Map<String, Value>,
    name: &'static str,
    look: impl FnOnce(&mut Check, &Value),
) {
    match object.get(name) {
        Some(value) => check.inside(name, |check| look(check, value)),
        None => {
            check.fault::<()>(name, "May not be null");
        }
    }
}
