//! LINE's flex messages: the frame, its size, and every component in it.

use serde_json::{Map, Value};

use super::action::{Place, action};
use super::field::{Check, Text};
use super::message::required;

/// A bubble of a flex message as JSON.
const BUBBLE_BYTES: usize = 30 * 1024;
/// A carousel of them.
const CAROUSEL_BYTES: usize = 50 * 1024;

/// Where every component may stand and how far from its neighbours.
const EVERY: &[&str] = &[
    "type",
    "flex",
    "margin",
    "position",
    "offsetTop",
    "offsetBottom",
    "offsetStart",
    "offsetEnd",
];
const BOX: &[&str] = &[
    "layout",
    "contents",
    "spacing",
    "backgroundColor",
    "borderColor",
    "borderWidth",
    "cornerRadius",
    "width",
    "maxWidth",
    "height",
    "maxHeight",
    "paddingAll",
    "paddingTop",
    "paddingBottom",
    "paddingStart",
    "paddingEnd",
    "action",
    "justifyContent",
    "alignItems",
    "background",
];
const TEXT: &[&str] = &[
    "text",
    "contents",
    "size",
    "align",
    "gravity",
    "color",
    "weight",
    "style",
    "decoration",
    "wrap",
    "lineSpacing",
    "action",
    "maxLines",
    "adjustMode",
    "scaling",
];
const IMAGE: &[&str] = &[
    "url",
    "align",
    "gravity",
    "size",
    "aspectRatio",
    "aspectMode",
    "backgroundColor",
    "action",
    "animated",
];
const BUTTON: &[&str] = &[
    "action",
    "color",
    "style",
    "gravity",
    "height",
    "adjustMode",
    "scaling",
];
const VIDEO: &[&str] = &["url", "previewUrl", "altContent", "aspectRatio", "action"];
const ICON: &[&str] = &["url", "size", "aspectRatio", "scaling"];
const SEPARATOR: &[&str] = &["color"];
const KINDS: &[&str] = &[
    "box",
    "text",
    "image",
    "button",
    "video",
    "icon",
    "separator",
    "filler",
];
const SIZES: &[&str] = &["nano", "micro", "deca", "hecto", "kilo", "mega", "giga"];

/// The container of a flex message at the present place.
pub(super) fn flex(check: &mut Check, value: &Value) {
    let Some(object) = value.as_object() else {
        return check.object_to("Must be an object");
    };
    match check.word(object, "type", true, &["bubble", "carousel"]) {
        Some("bubble") => bubble(check, value),
        Some(_) => {
            check.object(value, &["type", "contents"]);
            if value.to_string().len() > CAROUSEL_BYTES {
                check.object_to("Carousel is too large");
            }
            required(check, object, "contents", |check, bubbles| {
                for (index, value) in check.list(bubbles, 1, 12).iter().enumerate() {
                    check.entry(index, |check| bubble(check, value));
                }
            });
        }
        None => {}
    }
}

fn bubble(check: &mut Check, value: &Value) {
    const ALLOWED: &[&str] = &[
        "type",
        "direction",
        "styles",
        "header",
        "hero",
        "body",
        "footer",
        "size",
        "action",
    ];
    let Some(object) = check.object(value, ALLOWED) else {
        return;
    };
    check.word(object, "type", true, &["bubble"]);
    check.word(object, "size", false, SIZES);
    if value.to_string().len() > BUBBLE_BYTES {
        check.object_to("Bubble is too large");
    }
    let blocks = ["header", "hero", "body", "footer"];
    if !blocks.iter().any(|block| object.contains_key(*block)) {
        check.object_to("At least one block must be specified");
    }
    for block in ["header", "body", "footer"] {
        part(check, object, block, &["box"]);
    }
    part(check, object, "hero", &["box", "image", "video"]);
    tap(check, object);
}

/// A part of a bubble, of one of these kinds, if it is there.
fn part(check: &mut Check, object: &Map<String, Value>, name: &'static str, kinds: &[&str]) {
    if let Some(value) = object.get(name) {
        check.inside(name, |check| component(check, value, kinds));
    }
}

/// What a tap on the whole does.
fn tap(check: &mut Check, object: &Map<String, Value>) {
    if let Some(value) = object.get("action") {
        check.inside("action", |check| action(check, value, Place::Flex));
    }
}

fn component(check: &mut Check, value: &Value, kinds: &[&str]) {
    let Some(object) = value.as_object() else {
        return check.object_to("Must be an object");
    };
    let Some(kind) = check.word(object, "type", true, kinds) else {
        return;
    };
    let own = match kind {
        "box" => BOX,
        "text" => TEXT,
        "image" => IMAGE,
        "button" => BUTTON,
        "video" => VIDEO,
        "icon" => ICON,
        "separator" => SEPARATOR,
        _ => &[],
    };
    for name in object.keys() {
        if !EVERY.contains(&name.as_str()) && !own.contains(&name.as_str()) {
            check.object_to(format!("Unknown property: {name}"));
        }
    }
    match kind {
        "box" => {
            check.word(
                object,
                "layout",
                true,
                &["horizontal", "vertical", "baseline"],
            );
            required(check, object, "contents", |check, contents| {
                for (index, value) in check.list(contents, 0, 1_000).iter().enumerate() {
                    check.entry(index, |check| component(check, value, KINDS));
                }
            });
        }
        "text" if !object.contains_key("contents") => {
            check.text(object, "text", Text::required(BUBBLE_BYTES));
            check.word(object, "weight", false, &["regular", "bold"]);
        }
        "image" => {
            check.address(object, "url", true);
            check.word(object, "aspectMode", false, &["cover", "fit"]);
        }
        "video" => {
            check.address(object, "url", true);
            check.address(object, "previewUrl", true);
            part(check, object, "altContent", &["box", "image"]);
        }
        "icon" => check.address(object, "url", true),
        "button" => {
            check.word(object, "style", false, &["primary", "secondary", "link"]);
            check.word(object, "height", false, &["md", "sm"]);
            if !object.contains_key("action") {
                check.fault::<()>("action", "May not be null");
            }
        }
        _ => {}
    }
    tap(check, object);
}
