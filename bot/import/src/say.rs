//! Messages: their words in every language, with the expressions in them as values.

use serde_json::Value;

use crate::export::{list, text};
use crate::expression::{self, Meaning, Piece};
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;
use crate::texts::{BREAK, Text, Words, escape};

/// A button under a message.
#[derive(Debug, Clone)]
pub(crate) struct Reply {
    /// In the flow's own language, as it was written.
    pub raw: String,
    pub label: Words,
}

impl<'a> Maker<'a> {
    /// The words of a message in every language, and the name of its text.
    pub fn text_of(&mut self, node: usize, action: &'a Value, fallback: &str) -> String {
        let raw = text(action, "text");
        let raw = if raw.is_empty() {
            text(action, "label")
        } else {
            raw
        };
        let slug = names::slug(&plain(raw), 5, 26);
        let id = names::unique(&mut self.text_names, &names::key(&slug, fallback));
        let mut words = Words::new();
        words.insert(self.base.clone(), self.render(node, raw, None));
        for (language, translated) in self.localized(text(action, "uuid"), "text", 0) {
            let rendered = self.render(node, translated, Some(&language));
            words.insert(language, rendered);
        }
        self.texts.push(Text {
            id: id.clone(),
            words,
            labels: Vec::new(),
        });
        id
    }

    /// Labels have no values in our language; what an expression would have put there is left out.
    pub fn label(
        &mut self,
        node: usize,
        uuid: &str,
        property: &str,
        at: usize,
        raw: &str,
    ) -> Words {
        let mut label = Words::new();
        label.insert(self.base.clone(), self.plain_label(node, raw));
        for (language, translated) in self.localized(uuid, property, at) {
            let words = if property == "quick_replies" {
                plain(translated.lines().next().unwrap_or(""))
            } else {
                plain(translated)
            };
            if !words.trim().is_empty() {
                label.insert(language, words);
            }
        }
        label
    }

    fn plain_label(&mut self, node: usize, raw: &str) -> String {
        if expression::pieces(raw)
            .iter()
            .any(|piece| matches!(piece, Piece::Code(_)))
        {
            self.remark(
                node,
                Kind::Lost,
                format!("the button \"{raw}\" holds an expression"),
                "labels are plain words here: write the button's words in the .ftl file",
            );
        }
        plain(raw)
    }

    /// The buttons of a message.
    pub fn replies(&mut self, node: usize, action: &'a Value) -> Vec<Reply> {
        let mut replies: Vec<Reply> = Vec::new();
        for (at, reply) in list(action, "quick_replies").iter().enumerate() {
            let raw = reply.as_str().unwrap_or_else(|| text(reply, "text"));
            // Newer exports put a line of explanation below the words.
            let raw = raw.lines().next().unwrap_or("").trim();
            if raw.is_empty() {
                if reply.get("type").is_some() {
                    self.remark(
                        node,
                        Kind::Lost,
                        "a button that asks for the location".to_owned(),
                        "ask for the place in words, or leave it out",
                    );
                }
                continue;
            }
            if replies.iter().any(|known| known.raw == raw) {
                continue;
            }
            let label = self.label(node, text(action, "uuid"), "quick_replies", at, raw);
            replies.push(Reply {
                raw: raw.to_owned(),
                label,
            });
        }
        replies
    }

    /// The picture, sound or film of a message: its file's name.
    pub fn media(&mut self, node: usize, action: &'a Value) -> Option<String> {
        let mut media = None;
        let alone = text(action, "audio_url");
        let listed = list(action, "attachments").iter().filter_map(Value::as_str);
        for attachment in listed.chain(Some(alone).filter(|url| !url.is_empty())) {
            let (kind, place) = attachment.split_once(':').unwrap_or(("", attachment));
            let name = file_name(if kind.starts_with("http") {
                attachment
            } else {
                place
            });
            let computed = expression::pieces(attachment)
                .iter()
                .any(|piece| matches!(piece, Piece::Code(_)));
            match name {
                Some(name) if !computed && media.is_none() => {
                    self.remark(
                        node,
                        Kind::Changed,
                        format!("an attachment ({attachment})"),
                        format!("put the file into the media folder as `{name}`"),
                    );
                    media = Some(name);
                }
                _ => self.remark(
                    node,
                    Kind::Lost,
                    format!("an attachment that we cannot name ({attachment})"),
                    "add `media:` with a file of the media folder, in a step of its own",
                ),
            }
        }
        media
    }

    /// The words of a text; `language` is that of a translation.
    fn render(&mut self, node: usize, raw: &str, language: Option<&str>) -> String {
        let mut out = String::new();
        for piece in expression::pieces(raw) {
            match piece {
                Piece::Words(words) => out.push_str(&escape(&words)),
                Piece::Code(code) => {
                    for part in expression::joined(&code) {
                        let said = self.said(node, part, language);
                        if said.is_none() && language.is_none() {
                            self.remark(
                                node,
                                Kind::Lost,
                                format!("the text holds @({part})"),
                                "a `…` stands there now: say it in words, or with a field that a step sets",
                            );
                        }
                        out.push_str(said.as_deref().unwrap_or("…"));
                    }
                }
            }
        }
        out
    }

    /// A value inside a text.
    fn said(&mut self, node: usize, code: &str, language: Option<&str>) -> Option<String> {
        let field = match expression::meaning(code) {
            Meaning::Literal(words) => return Some(escape(&words)),
            Meaning::DaysSince(_) => return None,
            meaning => self.field(node, &meaning)?,
        };
        let variable = field.replace('.', "_");
        self.uses.insert(field.clone());
        let language = language.unwrap_or(&self.base);
        let mut variants = String::new();
        for entry in self.old.known(&field) {
            if let Some(label) = entry.label.get(language).or(entry.label.get(&self.base)) {
                variants.push_str(&format!(
                    "{BREAK}    [{}] {}",
                    entry.value,
                    crate::texts::line(label)
                ));
            }
        }
        Some(if variants.is_empty() {
            format!("{{ ${variable} }}")
        } else {
            // The field holds the option's key; people read its label.
            format!("{{ ${variable} ->{variants}{BREAK}   *[other] {{ ${variable} }}{BREAK}}}")
        })
    }

    /// Translations of a part of the flow, by our folders.
    pub fn localized(&self, uuid: &str, property: &str, at: usize) -> Vec<(String, &'a str)> {
        if uuid.is_empty() {
            return Vec::new();
        }
        let translations = self.localization.iter();
        translations
            .filter_map(|(folder, parts)| {
                let words = match parts.get(uuid)?.get(property)? {
                    Value::String(words) => Some(words.as_str()),
                    Value::Array(items) => items.get(at)?.as_str(),
                    _ => None,
                }?;
                (!words.trim().is_empty()).then(|| (folder.clone(), words))
            })
            .collect()
    }
}

/// The words without their expressions.
pub(crate) fn plain(raw: &str) -> String {
    let words = expression::pieces(raw)
        .into_iter()
        .map(|piece| match piece {
            Piece::Words(words) => words,
            Piece::Code(_) => "…".to_owned(),
        });
    words.collect()
}

/// The last part of an address, if it can name a file.
fn file_name(address: &str) -> Option<String> {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    let name: String = path
        .rsplit('/')
        .next()
        .unwrap_or("")
        .chars()
        .filter(|letter| letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_'))
        .take(80)
        .collect();
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.trim_matches('.').is_empty() && !ending.is_empty()).then(|| name.clone())
}
