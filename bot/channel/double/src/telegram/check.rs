//! What Telegram would say against a request. Stricter than Telegram in one thing: a parameter that no method knows is an error,
//! because it is a mistake of ours.

use serde_json::Value;

/// An objection: in Telegram's words, and in plain ones.
#[derive(Debug)]
pub(super) struct Objection {
    pub description: String,
    pub why: String,
}

type Checked = Result<(), Objection>;

/// What Telegram would say against the parameters of a method, in plain words.
pub fn check_telegram(method: &str, body: &Value) -> Result<(), String> {
    check(method, body).map_err(|objection| objection.why)
}

/// Parameters that a method needs, and those it may have.
fn parameters(method: &str) -> Option<(&'static [&'static str], &'static [&'static str])> {
    Some(match method {
        "getMe" | "getWebhookInfo" => (&[], &[]),
        "setWebhook" => (
            &["url"],
            &["secret_token", "allowed_updates", "max_connections"],
        ),
        "answerCallbackQuery" => (&["callback_query_id"], &["text", "show_alert"]),
        "sendChatAction" => (&["chat_id", "action"], &["business_connection_id"]),
        "getChat" => (&["chat_id"], &[]),
        "getFile" => (&["file_id"], &[]),
        "sendMessage" => (
            &["chat_id", "text"],
            &[
                "business_connection_id",
                "link_preview_options",
                "reply_markup",
            ],
        ),
        "sendPhoto" => (&["chat_id", "photo"], MEDIA),
        "sendVideo" => (&["chat_id", "video"], MEDIA),
        "sendAudio" => (&["chat_id", "audio"], MEDIA),
        "sendDocument" => (&["chat_id", "document"], MEDIA),
        _ => return None,
    })
}

const MEDIA: &[&str] = &["business_connection_id", "caption", "reply_markup"];

pub(super) fn check(method: &str, body: &Value) -> Checked {
    let Some((needed, allowed)) = parameters(method) else {
        return no("method not found", format!("no method `{method}`"));
    };
    for name in needed {
        if body.get(name).is_none_or(Value::is_null) {
            return no(&format!("{name} is empty"), format!("`{name}` is missing"));
        }
    }
    let fields = body.as_object().into_iter().flatten();
    for (name, value) in fields {
        if !needed.contains(&name.as_str()) && !allowed.contains(&name.as_str()) {
            return no("unknown parameter", format!("`{method}` knows no `{name}`"));
        }
        parameter(name, value)?;
    }
    Ok(())
}

fn parameter(name: &str, value: &Value) -> Checked {
    match name {
        "chat_id" if !value.is_i64() && !value.is_string() => {
            no("chat_id is empty", "`chat_id` is no id")
        }
        "text" => text(name, value, 1..=4_096),
        "caption" => text(name, value, 0..=1_024),
        "photo" | "video" | "audio" | "document" => address(name, value, false),
        "url" => address(name, value, true),
        "link_preview_options" if value["is_disabled"] != true => {
            no("previews", "previews are not off")
        }
        "secret_token" => {
            let plain = |letter: char| letter.is_ascii_alphanumeric() || "_-".contains(letter);
            match value.as_str() {
                Some(secret) if (1..=256).contains(&secret.len()) && secret.chars().all(plain) => {
                    Ok(())
                }
                _ => no(
                    "secret token contains unallowed characters",
                    "a secret that Telegram does not take",
                ),
            }
        }
        "max_connections" if !(1..=100).contains(&value.as_i64().unwrap_or(0)) => {
            no("max_connections", "1 to 100 connections")
        }
        "action" if value != "typing" => no("wrong parameter action in request", "an odd action"),
        "reply_markup" => markup(value),
        _ => Ok(()),
    }
}

/// Telegram trims what it is given and counts as UTF-16 does.
fn text(name: &str, value: &Value, range: std::ops::RangeInclusive<usize>) -> Checked {
    let Some(text) = value.as_str() else {
        return no("can't parse", format!("`{name}` is no text"));
    };
    let length = text.trim().encode_utf16().count();
    if length < *range.start() {
        return no("message text is empty", format!("`{name}` is empty"));
    }
    if length > *range.end() {
        return no(
            "message is too long",
            format!("`{name}` has {length} units"),
        );
    }
    Ok(())
}

fn address(name: &str, value: &Value, secure: bool) -> Checked {
    let url = value.as_str().unwrap_or_default();
    let scheme = url.starts_with("https://") || (!secure && url.starts_with("http://"));
    if !scheme || !url.is_ascii() || url.contains(char::is_whitespace) {
        return no(
            "wrong file identifier/HTTP URL specified",
            format!("`{name}` is no address that Telegram takes"),
        );
    }
    Ok(())
}

/// One kind of keyboard, with words and data that fit.
fn markup(value: &Value) -> Checked {
    let rows = match (
        value["inline_keyboard"].as_array(),
        value["keyboard"].as_array(),
    ) {
        (Some(rows), None) => rows,
        (None, Some(rows)) => rows,
        _ => {
            return no(
                "object expected as reply markup",
                "not exactly one kind of keyboard",
            );
        }
    };
    let inline = value.get("inline_keyboard").is_some();
    let known: &[&str] = if inline {
        &["inline_keyboard"]
    } else {
        &["keyboard", "resize_keyboard", "one_time_keyboard"]
    };
    if let Some(name) = value
        .as_object()
        .into_iter()
        .flat_map(|fields| fields.keys())
        .find(|name| !known.contains(&name.as_str()))
    {
        return no("reply markup", format!("a keyboard knows no `{name}`"));
    }
    let mut count = 0;
    for row in rows {
        let keys = row.as_array().map(Vec::as_slice).unwrap_or_default();
        if keys.is_empty() || keys.len() > 8 {
            return no("reply markup", "a row has 1 to 8 keys");
        }
        for key in keys {
            count += 1;
            button(key, inline)?;
        }
    }
    if count == 0 || count > 100 {
        return no("reply markup is too long", format!("{count} keys"));
    }
    Ok(())
}

fn button(key: &Value, inline: bool) -> Checked {
    let words = key["text"].as_str().unwrap_or_default();
    if words.trim().is_empty() {
        return no(
            "text buttons are allowed to be non-empty only",
            "an empty key",
        );
    }
    let fields = key.as_object().map_or(0, serde_json::Map::len);
    match (inline, key["callback_data"].as_str()) {
        (true, Some(data)) if (1..=64).contains(&data.len()) && fields == 2 => Ok(()),
        (true, _) => no("BUTTON_DATA_INVALID", "a key's data has 1 to 64 bytes"),
        (false, None) if fields == 1 => Ok(()),
        (false, _) => no("reply markup", "a key of words has words only"),
    }
}

fn no(description: &str, why: impl Into<String>) -> Checked {
    Err(Objection {
        description: description.to_owned(),
        why: why.into(),
    })
}
