//! Meta's rules for the body of a request to the Send API, checked by hand.

use serde_json::{Map, Value};

use crate::MetaSide;

/// Graphemes count one here and four there; the stricter measure is kept.
fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The first thing that Meta would object to in the body of a request to the Send API.
pub fn check_meta(side: MetaSide, body: &Value) -> Result<(), String> {
    let fields = object(
        body,
        "body",
        &[
            "recipient",
            "messaging_type",
            "tag",
            "message",
            "sender_action",
        ],
    )?;
    let recipient = object(get(fields, "recipient")?, "recipient", &["id"])?;
    string(recipient, "id", 1, 64)?;
    if let Some(action) = fields.get("sender_action") {
        if fields.contains_key("message") {
            return Err("Cannot send both message and state at the same time".to_owned());
        }
        return match action.as_str() {
            Some("mark_seen" | "typing_on" | "typing_off") => Ok(()),
            _ => Err("sender_action is none".to_owned()),
        };
    }
    match (
        get(fields, "messaging_type")?.as_str(),
        fields.get("tag").map(Value::as_str),
    ) {
        (Some("RESPONSE" | "UPDATE"), None) | (Some("MESSAGE_TAG"), Some(Some("HUMAN_AGENT"))) => {}
        _ => {
            return Err(
                "messaging_type and tag do not go together, or are no longer taken".to_owned(),
            );
        }
    }
    message(side, get(fields, "message")?)
}

fn message(side: MetaSide, value: &Value) -> Result<(), String> {
    let is_page = side == MetaSide::Page;
    let mut allowed = vec!["text", "attachment", "quick_replies"];
    if is_page {
        allowed.push("metadata");
    }
    let fields = object(value, "message", &allowed)?;
    match (fields.get("text"), fields.get("attachment")) {
        (Some(text), None) => {
            let text = text.as_str().ok_or("text must be a string")?;
            if text.trim().is_empty() {
                return Err("text is empty".to_owned());
            }
            if is_page && units(text) > 2_000 {
                return Err("text is longer than 2,000".to_owned());
            }
            if !is_page && text.len() > 1_000 {
                return Err("text is longer than 1,000 bytes".to_owned());
            }
        }
        (None, Some(attachment)) => attached(side, attachment)?,
        _ => return Err("either text or attachment".to_owned()),
    }
    if fields.contains_key("metadata") {
        string(fields, "metadata", 1, 1_000)?;
    }
    let Some(replies) = fields.get("quick_replies") else {
        return Ok(());
    };
    if !is_page && !fields.contains_key("text") {
        return Err("quick replies stand under a text".to_owned());
    }
    for reply in list(replies, "quick_replies", 13)? {
        let reply = object(reply, "quick reply", &["content_type", "title", "payload"])?;
        if get(reply, "content_type")?.as_str() != Some("text") {
            return Err("content_type must be text".to_owned());
        }
        button(reply)?;
    }
    Ok(())
}

fn attached(side: MetaSide, value: &Value) -> Result<(), String> {
    let fields = object(value, "attachment", &["type", "payload"])?;
    let kind = get(fields, "type")?.as_str().unwrap_or_default();
    let payload = get(fields, "payload")?;
    match (kind, side) {
        ("template", _) => return template(payload),
        ("image" | "video" | "audio", _) | ("file", MetaSide::Page) => {}
        _ => return Err(format!("no attachment of type {kind}")),
    }
    let allowed: &[&str] = match side {
        MetaSide::Page => &["url", "is_reusable"],
        MetaSide::Instagram => &["url"],
    };
    let fields = object(payload, "payload", allowed)?;
    if fields
        .get("is_reusable")
        .is_some_and(|value| !value.is_boolean())
    {
        return Err("is_reusable must be a boolean".to_owned());
    }
    address(fields, "url")
}

fn template(payload: &Value) -> Result<(), String> {
    match payload.get("template_type").and_then(Value::as_str) {
        Some("generic") => {
            let fields = object(payload, "payload", &["template_type", "elements"])?;
            for element in list(get(fields, "elements")?, "elements", 10)? {
                let element = object(
                    element,
                    "element",
                    &["title", "subtitle", "image_url", "buttons"],
                )?;
                string(element, "title", 1, 80)?;
                if element.len() < 2 {
                    return Err("an element needs something besides its title".to_owned());
                }
                if element.contains_key("subtitle") {
                    string(element, "subtitle", 1, 80)?;
                }
                if element.contains_key("image_url") {
                    address(element, "image_url")?;
                }
                if let Some(buttons) = element.get("buttons") {
                    postbacks(buttons)?;
                }
            }
            Ok(())
        }
        Some("button") => {
            let fields = object(payload, "payload", &["template_type", "text", "buttons"])?;
            string(fields, "text", 1, 640)?;
            postbacks(get(fields, "buttons")?)
        }
        _ => Err("template_type is none that we use".to_owned()),
    }
}

fn postbacks(buttons: &Value) -> Result<(), String> {
    for postback in list(buttons, "buttons", 3)? {
        let postback = object(postback, "button", &["type", "title", "payload"])?;
        if get(postback, "type")?.as_str() != Some("postback") {
            return Err("type must be postback".to_owned());
        }
        button(postback)?;
    }
    Ok(())
}

fn button(fields: &Map<String, Value>) -> Result<(), String> {
    string(fields, "title", 1, 20)?;
    string(fields, "payload", 1, 1_000)
}

fn address(fields: &Map<String, Value>, name: &str) -> Result<(), String> {
    let address = get(fields, name)?.as_str().unwrap_or_default();
    if address.starts_with("https://") && address.is_ascii() && address.len() <= 2_000 {
        Ok(())
    } else {
        Err(format!("{name} must be an https address"))
    }
}

fn string(fields: &Map<String, Value>, name: &str, min: usize, max: usize) -> Result<(), String> {
    let text = get(fields, name)?.as_str();
    let length = units(text.ok_or_else(|| format!("{name} must be a string"))?);
    if (min..=max).contains(&length) {
        Ok(())
    } else {
        Err(format!(
            "{name} must be {min} to {max} long and is {length}"
        ))
    }
}

fn list<'v>(value: &'v Value, name: &str, max: usize) -> Result<&'v Vec<Value>, String> {
    value
        .as_array()
        .filter(|list| (1..=max).contains(&list.len()))
        .ok_or_else(|| format!("{name} must be 1 to {max}"))
}

fn get<'v>(fields: &'v Map<String, Value>, name: &str) -> Result<&'v Value, String> {
    fields.get(name).ok_or_else(|| format!("{name} is missing"))
}

fn object<'v>(
    value: &'v Value,
    name: &str,
    allowed: &[&str],
) -> Result<&'v Map<String, Value>, String> {
    let fields = value
        .as_object()
        .ok_or_else(|| format!("{name} must be an object"))?;
    match fields.keys().find(|key| !allowed.contains(&key.as_str())) {
        Some(key) => Err(format!("{name} has no {key}")),
        None => Ok(fields),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn said(side: MetaSide, message: &Value) -> Result<(), String> {
        let body =
            json!({ "recipient": { "id": "1" }, "messaging_type": "RESPONSE", "message": message });
        check_meta(side, &body)
    }

    fn text(text: &str) -> Value {
        json!({ "text": text })
    }

    fn replies(count: usize, title: &str, payload: &str) -> Value {
        let reply = json!({ "content_type": "text", "title": title, "payload": payload });
        json!({ "text": "?", "quick_replies": vec![reply; count] })
    }

    fn elements(count: usize, element: &Value) -> Value {
        json!({ "attachment": { "type": "template", "payload": {
            "template_type": "generic", "elements": vec![element.clone(); count] } } })
    }

    #[test]
    fn lengths_are_taken_up_to_the_limit_and_no_further() {
        for side in [MetaSide::Page, MetaSide::Instagram] {
            let (most, more) = match side {
                MetaSide::Page => ("あ".repeat(2_000), "あ".repeat(2_001)),
                MetaSide::Instagram => (
                    format!("{}a", "あ".repeat(333)),
                    format!("{}ab", "あ".repeat(333)),
                ),
            };
            let card =
                |title: &str, subtitle: &str| json!({ "title": title, "subtitle": subtitle });
            for (good, bad) in [
                (text(&most), text(&more)),
                (replies(13, "a", "b"), replies(14, "a", "b")),
                (
                    replies(1, &"あ".repeat(20), "b"),
                    replies(1, &"あ".repeat(21), "b"),
                ),
                (
                    replies(1, &"😀".repeat(10), "b"),
                    replies(1, &"😀".repeat(11), "b"),
                ),
                (
                    replies(1, "a", &"x".repeat(1_000)),
                    replies(1, "a", &"x".repeat(1_001)),
                ),
                (elements(10, &card("a", "b")), elements(11, &card("a", "b"))),
                (
                    elements(1, &card(&"あ".repeat(80), "b")),
                    elements(1, &card(&"あ".repeat(81), "b")),
                ),
                (
                    elements(1, &card("a", &"あ".repeat(80))),
                    elements(1, &card("a", &"あ".repeat(81))),
                ),
                (text("a"), text(" ")),
                (
                    json!({ "attachment": { "type": "image", "payload": { "url": "https://example.com/a" } } }),
                    json!({ "attachment": { "type": "image", "payload": { "url": "http://example.com/a" } } }),
                ),
                (
                    elements(1, &card("a", "b")),
                    elements(1, &json!({ "title": "a" })),
                ),
            ] {
                assert_eq!(said(side, &good), Ok(()));
                assert!(said(side, &bad).is_err(), "{bad}");
            }
        }
    }

    #[test]
    fn only_what_meta_still_takes_is_taken() {
        for (kind, tag, good) in [
            (Some("RESPONSE"), None, true),
            (Some("UPDATE"), None, true),
            (Some("MESSAGE_TAG"), Some("HUMAN_AGENT"), true),
            (None, None, false),
            (Some("MESSAGE_TAG"), None, false),
            (Some("MESSAGE_TAG"), Some("ACCOUNT_UPDATE"), false),
            (Some("RESPONSE"), Some("HUMAN_AGENT"), false),
        ] {
            let mut body = json!({ "recipient": { "id": "1" }, "message": { "text": "a" } });
            if let Some(kind) = kind {
                body["messaging_type"] = kind.into();
            }
            if let Some(tag) = tag {
                body["tag"] = tag.into();
            }
            assert_eq!(check_meta(MetaSide::Page, &body).is_ok(), good, "{body}");
        }
        let action = json!({ "recipient": { "id": "1" }, "sender_action": "typing_on" });
        assert_eq!(check_meta(MetaSide::Page, &action), Ok(()));
        for body in [
            json!({ "recipient": { "id": "1" }, "sender_action": "dance" }),
            json!({ "recipient": { "id": "1" }, "sender_action": "typing_on", "message": { "text": "a" } }),
            json!({ "recipient": {}, "sender_action": "typing_on" }),
        ] {
            assert!(check_meta(MetaSide::Page, &body).is_err(), "{body}");
        }
        let marked = json!({ "text": "a", "metadata": "x" });
        assert_eq!(said(MetaSide::Page, &marked), Ok(()));
        assert!(said(MetaSide::Instagram, &marked).is_err());
        assert!(said(MetaSide::Page, &json!({ "text": "a", "attachment": {} })).is_err());
    }
}
