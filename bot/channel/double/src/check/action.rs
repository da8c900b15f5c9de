//! LINE's action objects: what a button does.

use serde_json::Value;

use super::field::{Check, Text};

/// Where an action stands; its label and its kinds depend on it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    QuickReply,
    Template,
    ImageCarousel,
    /// The tap on a picture or bubble itself.
    Bare,
    Flex,
    Menu,
}

const EVERYWHERE: &[&str] = &["postback", "message", "uri", "datetimepicker", "clipboard"];
const QUICK_REPLY: &[&str] = &[
    "postback",
    "message",
    "uri",
    "datetimepicker",
    "clipboard",
    "camera",
    "cameraRoll",
    "location",
];
const MENU: &[&str] = &[
    "postback",
    "message",
    "uri",
    "datetimepicker",
    "clipboard",
    "richmenuswitch",
];
const OPTIONS: &[&str] = &["closeRichMenu", "openRichMenu", "openKeyboard", "openVoice"];

/// An action at the present place.
pub(super) fn action(check: &mut Check, value: &Value, place: Place) {
    let kinds = match place {
        Place::QuickReply => QUICK_REPLY,
        Place::Menu => MENU,
        _ => EVERYWHERE,
    };
    let Some(kind) = value
        .as_object()
        .and_then(|object| check.word(object, "type", true, kinds))
    else {
        if !value.is_object() {
            check.object_to("Must be an object");
        }
        return;
    };
    let allowed: &[&str] = match kind {
        "postback" => &[
            "type",
            "label",
            "data",
            "displayText",
            "text",
            "inputOption",
            "fillInText",
        ],
        "message" => &["type", "label", "text"],
        "uri" => &["type", "label", "uri", "altUri"],
        "datetimepicker" => &["type", "label", "data", "mode", "initial", "max", "min"],
        "clipboard" => &["type", "label", "clipboardText"],
        "richmenuswitch" => &["type", "label", "richMenuAliasId", "data"],
        _ => &["type", "label"],
    };
    let Some(object) = check.object(value, allowed) else {
        return;
    };
    let label = match place {
        Place::QuickReply | Place::Template => Text::required(20).graphemes(),
        Place::ImageCarousel => Text::required(12).graphemes(),
        Place::Bare | Place::Menu => Text::optional(20).graphemes(),
        Place::Flex => Text::optional(40).graphemes(),
    };
    check.text(object, "label", label);
    match kind {
        "postback" => {
            check.text(object, "data", Text::required(300).or_empty());
            let shown = check.text(object, "displayText", Text::optional(300));
            let said = check.text(object, "text", Text::optional(300));
            if shown.is_some() && said.is_some() {
                check.object_to("displayText and text cannot both be set");
            }
            let option = check.word(object, "inputOption", false, OPTIONS);
            if check
                .text(object, "fillInText", Text::optional(300))
                .is_some()
                && option != Some("openKeyboard")
            {
                check.fault::<()>("fillInText", "Needs inputOption openKeyboard");
            }
        }
        "message" => {
            check.text(object, "text", Text::required(300));
        }
        "uri" => {
            let uri = check.text(object, "uri", Text::required(1_000));
            if uri.is_some_and(|uri| {
                !["https:", "http:", "line:", "tel:"]
                    .iter()
                    .any(|scheme| uri.starts_with(scheme))
            }) {
                check.fault::<()>("uri", "Invalid URI scheme");
            }
            if let Some(alt) = object.get("altUri") {
                check.inside("altUri", |check| {
                    if let Some(alt) = check.object(alt, &["desktop"]) {
                        check.text(alt, "desktop", Text::required(1_000));
                    }
                });
            }
        }
        "datetimepicker" => {
            check.text(object, "data", Text::required(300).or_empty());
            check.word(object, "mode", true, &["date", "time", "datetime"]);
            for bound in ["initial", "max", "min"] {
                check.text(object, bound, Text::optional(16));
            }
        }
        "richmenuswitch" => {
            check.text(object, "richMenuAliasId", Text::required(32));
            check.text(object, "data", Text::required(300).or_empty());
        }
        "clipboard" => {
            check.text(object, "clipboardText", Text::required(1_000));
        }
        _ => {}
    }
}
