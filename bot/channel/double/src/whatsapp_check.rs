//! WhatsApp's rules for a message object, by hand: Meta publishes them as prose. Lengths are counted in UTF-16 units, which is
//! never less strict than any other way to count characters.

use serde_json::{Map, Value};

/// One thing that WhatsApp would object to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Meta's number for it.
    pub code: i64,
    /// Where and what.
    pub what: String,
}

/// Everything WhatsApp would object to in the body of a request to send.
pub fn check(body: &Value) -> Vec<Objection> {
    let mut found = Found::default();
    let Some(fields) = found.object("", body) else {
        return found.0;
    };
    let kind = found.text("", fields, "type", 1, 20).unwrap_or_default();
    found.only(
        "",
        fields,
        &[
            "messaging_product",
            "recipient_type",
            "to",
            "recipient",
            "biz_opaque_callback_data",
            "type",
            kind,
        ],
    );
    found.want(
        text(fields, "messaging_product") == Some("whatsapp"),
        100,
        "messaging_product",
    );
    found.want(
        matches!(text(fields, "recipient_type"), None | Some("individual")),
        100,
        "recipient_type",
    );
    found.address(fields);
    if fields.contains_key("biz_opaque_callback_data") {
        found.text("", fields, "biz_opaque_callback_data", 1, 512);
    }
    let own = fields.get(kind).unwrap_or(&Value::Null);
    match kind {
        "text" => {
            if let Some(own) = found.object("text", own) {
                found.only("text", own, &["body", "preview_url"]);
                found.text("text", own, "body", 1, 4_096);
                let preview = own.get("preview_url");
                found.want(
                    preview.is_none_or(Value::is_boolean),
                    100,
                    "text.preview_url",
                );
            }
        }
        "image" | "video" => found.media(kind, own, &["link", "caption"]),
        "audio" => found.media(kind, own, &["link"]),
        "document" => found.media(kind, own, &["link", "caption", "filename"]),
        "interactive" => found.interactive(own),
        "template" => found.template(own),
        _ => found.want(false, 131_051, "type"),
    }
    found.0
}

fn text<'a>(fields: &'a Map<String, Value>, name: &str) -> Option<&'a str> {
    fields.get(name).and_then(Value::as_str)
}

#[derive(Default)]
struct Found(Vec<Objection>);

impl Found {
    fn want(&mut self, is_so: bool, code: i64, what: &str) {
        if !is_so {
            self.0.push(Objection {
                code,
                what: what.to_owned(),
            });
        }
    }

    fn object<'a>(&mut self, place: &str, value: &'a Value) -> Option<&'a Map<String, Value>> {
        self.want(
            value.is_object(),
            131_008,
            &format!("{place} must be an object"),
        );
        value.as_object()
    }

    fn list<'a>(
        &mut self,
        place: &str,
        value: Option<&'a Value>,
        range: std::ops::RangeInclusive<usize>,
    ) -> &'a [Value] {
        let list = value
            .and_then(Value::as_array)
            .map_or(&[][..], Vec::as_slice);
        self.want(
            range.contains(&list.len()),
            131_009,
            &format!("{place} has {} entries", list.len()),
        );
        list
    }

    fn only(&mut self, place: &str, fields: &Map<String, Value>, allowed: &[&str]) {
        for name in fields.keys() {
            self.want(
                allowed.contains(&name.as_str()),
                100,
                &format!("Unexpected key {name} on param {place}"),
            );
        }
    }

    /// A string of so many units that is not blank.
    fn text<'a>(
        &mut self,
        place: &str,
        fields: &'a Map<String, Value>,
        name: &str,
        least: usize,
        most: usize,
    ) -> Option<&'a str> {
        let Some(words) = text(fields, name) else {
            self.want(false, 131_008, &format!("{place}.{name} is required"));
            return None;
        };
        let length = words.encode_utf16().count();
        self.want(
            (least..=most).contains(&length) && !(least > 0 && words.trim().is_empty()),
            131_009,
            &format!("{place}.{name} length should be min {least} and max {most}, not {length}"),
        );
        Some(words)
    }

    /// A number in `to`, or an id of Meta's making in `recipient`; not both.
    fn address(&mut self, fields: &Map<String, Value>) {
        let is_right = match (text(fields, "to"), text(fields, "recipient")) {
            (Some(to), None) => {
                let digits = to.strip_prefix('+').unwrap_or(to);
                (4..=20).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit())
            }
            (None, Some(id)) => {
                let bytes = id.as_bytes();
                matches!(bytes, [a, b, b'.', _, ..] if a.is_ascii_uppercase() && b.is_ascii_uppercase())
                    && bytes
                        .iter()
                        .all(|byte| byte.is_ascii_alphanumeric() || *byte == b'.')
            }
            _ => false,
        };
        self.want(is_right, 131_009, "to");
    }

    fn media(&mut self, place: &str, value: &Value, allowed: &[&str]) {
        let Some(fields) = self.object(place, value) else {
            return;
        };
        self.only(place, fields, allowed);
        let link = self
            .text(place, fields, "link", 1, 2_048)
            .unwrap_or_default();
        let is_address = link.starts_with("https://") && link.is_ascii() && !link.contains(' ');
        self.want(
            is_address,
            131_009,
            &format!("{place}.link is no https address"),
        );
        if fields.contains_key("caption") {
            self.text(place, fields, "caption", 1, 1_024);
        }
        if fields.contains_key("filename") {
            self.text(place, fields, "filename", 1, 240);
        }
    }

    fn interactive(&mut self, value: &Value) {
        let Some(fields) = self.object("interactive", value) else {
            return;
        };
        self.only("interactive", fields, &["type", "header", "body", "action"]);
        if let Some(body) = fields
            .get("body")
            .and_then(|body| self.object("interactive.body", body))
        {
            self.only("interactive.body", body, &["text"]);
            self.text("interactive.body", body, "text", 1, 1_024);
        } else {
            self.want(false, 131_008, "interactive.body is required");
        }
        let action = fields.get("action").unwrap_or(&Value::Null);
        let Some(action) = self.object("interactive.action", action) else {
            return;
        };
        match text(fields, "type") {
            Some("button") => {
                if let Some(header) = fields.get("header") {
                    self.header(header);
                }
                self.buttons(action);
            }
            Some("list") => {
                self.want(
                    !fields.contains_key("header"),
                    131_009,
                    "a list has no picture above it",
                );
                self.rows(action);
            }
            _ => self.want(false, 131_009, "interactive.type"),
        }
    }

    fn header(&mut self, value: &Value) {
        let Some(fields) = self.object("interactive.header", value) else {
            return;
        };
        let kind = text(fields, "type").unwrap_or_default();
        self.only("interactive.header", fields, &["type", kind]);
        let own = fields.get(kind).unwrap_or(&Value::Null);
        match kind {
            "image" | "video" => self.media("interactive.header", own, &["link"]),
            "document" => self.media("interactive.header", own, &["link", "filename"]),
            _ => self.want(false, 131_009, "interactive.header.type"),
        }
    }

    fn buttons(&mut self, action: &Map<String, Value>) {
        self.only("interactive.action", action, &["buttons"]);
        let mut ids = Vec::new();
        let mut titles = Vec::new();
        for button in self.list("interactive.action.buttons", action.get("buttons"), 1..=3) {
            let reply = button.get("reply").unwrap_or(&Value::Null);
            self.want(
                button.get("type").and_then(Value::as_str) == Some("reply"),
                131_009,
                "button.type",
            );
            let Some(reply) = self.object("button.reply", reply) else {
                continue;
            };
            self.only("button.reply", reply, &["id", "title"]);
            ids.extend(self.text("button.reply", reply, "id", 1, 256));
            titles.extend(self.text("button.reply", reply, "title", 1, 20));
        }
        self.apart("button.reply.id", &ids);
        self.apart("button.reply.title", &titles);
    }

    fn rows(&mut self, action: &Map<String, Value>) {
        self.only("interactive.action", action, &["button", "sections"]);
        self.text("interactive.action", action, "button", 1, 20);
        let sections = self.list(
            "interactive.action.sections",
            action.get("sections"),
            1..=10,
        );
        let mut ids = Vec::new();
        let mut count = 0;
        for section in sections {
            let Some(section) = self.object("section", section) else {
                continue;
            };
            self.only("section", section, &["title", "rows"]);
            if section.contains_key("title") || sections.len() > 1 {
                self.text("section", section, "title", 1, 24);
            }
            for row in self.list("section.rows", section.get("rows"), 1..=10) {
                count += 1;
                let Some(row) = self.object("row", row) else {
                    continue;
                };
                self.only("row", row, &["id", "title", "description"]);
                ids.extend(self.text("row", row, "id", 1, 200));
                self.text("row", row, "title", 1, 24);
                if row.contains_key("description") {
                    self.text("row", row, "description", 1, 72);
                }
            }
        }
        self.want(count <= 10, 131_009, "more than 10 rows in all");
        self.apart("row.id", &ids);
    }

    fn apart(&mut self, place: &str, words: &[&str]) {
        let different: std::collections::HashSet<&&str> = words.iter().collect();
        self.want(
            different.len() == words.len(),
            131_009,
            &format!("{place} is not unique"),
        );
    }

    fn template(&mut self, value: &Value) {
        let Some(fields) = self.object("template", value) else {
            return;
        };
        self.only("template", fields, &["name", "language", "components"]);
        self.text("template", fields, "name", 1, 512);
        let code = fields
            .get("language")
            .and_then(|language| language.get("code"));
        self.want(
            code.is_some_and(Value::is_string),
            131_008,
            "template.language.code",
        );
        for component in self.list("template.components", fields.get("components"), 0..=1) {
            self.want(
                component.get("type").and_then(Value::as_str) == Some("body"),
                131_009,
                "component.type",
            );
            for parameter in self.list("parameters", component.get("parameters"), 1..=1) {
                let Some(parameter) = self.object("parameter", parameter) else {
                    continue;
                };
                self.only("parameter", parameter, &["type", "text"]);
                let words = self
                    .text("parameter", parameter, "text", 1, 1_024)
                    .unwrap_or_default();
                let is_a_line = !words.contains(['\n', '\r', '\t']) && !words.contains("    ");
                self.want(
                    is_a_line,
                    132_018,
                    "Param text cannot have new-line/tab characters or more than 4 consecutive spaces",
                );
            }
        }
    }
}
