//! The pages' words: one language's texts with what all of them may mention, and phone numbers that can be called.

use std::sync::Arc;

use axum::http::{HeaderMap, header};
use tsunagi_locale::{Arg, Catalogue};

use super::is_code;

/// The words that the page's script says by itself.
pub(super) const SCRIPT_WORDS: &[&str] = &[
    "chat-automatic",
    "chat-cards-label",
    "chat-choices-label",
    "chat-chosen",
    "chat-code-have",
    "chat-code-joined",
    "chat-discard",
    "chat-failed",
    "chat-gone",
    "chat-key-refused",
    "chat-lock-again",
    "chat-lock-change",
    "chat-lock-choose",
    "chat-lock-closed",
    "chat-lock-count",
    "chat-lock-differs",
    "chat-lock-is-off",
    "chat-lock-is-set",
    "chat-lock-repeat",
    "chat-lock-set",
    "chat-lock-told",
    "chat-lock-wait",
    "chat-lock-wrong",
    "chat-menu",
    "chat-now-automatic",
    "chat-now-person",
    "chat-now-waiting",
    "chat-offline",
    "chat-online",
    "chat-person",
    "chat-person-unnamed",
    "chat-picture",
    "chat-picture-mine",
    "chat-picture-refused",
    "chat-reconnecting",
    "chat-retry",
    "chat-room-yours",
    "chat-sending",
    "chat-too-long",
    "chat-trouble",
    "chat-unsend",
    "chat-unsent",
    "chat-video",
    "chat-you",
];

/// The words of one language, with what all of them may mention.
pub(super) struct Words {
    /// All texts.
    pub texts: Arc<Catalogue>,
    /// The language the page is in.
    pub language: String,
    /// The municipality the page belongs to.
    area: String,
}

impl Words {
    /// In the language that was asked for, else the browser's first, else Japanese.
    pub fn new(texts: Arc<Catalogue>, asked: Option<&str>, headers: &HeaderMap) -> Self {
        let browser = headers
            .get(header::ACCEPT_LANGUAGE)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        let first = browser
            .split([',', ';'])
            .next()
            .map(str::trim)
            .filter(|first| is_code(first));
        let language = texts
            .negotiate(
                asked
                    .filter(|asked| is_code(asked))
                    .or(first)
                    .unwrap_or("ja"),
            )
            .to_owned();
        Self {
            texts,
            language,
            area: String::new(),
        }
    }

    /// The same for a page of one municipality.
    pub fn of(mut self, area: String) -> Self {
        self.area = area;
        self
    }

    /// A text without values of its own.
    pub fn say(&self, id: &str) -> String {
        self.with(id, &[])
    }

    /// A text with one value.
    pub fn say1(&self, id: &str, name: &str, value: &str) -> String {
        self.with(id, &[(name, value.into())])
    }

    /// A text with values.
    pub fn with(&self, id: &str, values: &[(&str, Arg)]) -> String {
        let area = [("area", Arg::from(self.area.as_str()))];
        let service = self
            .texts
            .text(&self.language, "common-service", &area)
            .text;
        // The script puts names and numbers where the page cannot know them yet.
        let mut args = vec![
            ("service", Arg::Text(service)),
            ("role", "child".into()),
            ("person", "{name}".into()),
            ("count", "{count}".into()),
        ];
        args.extend(values.iter().cloned());
        self.texts.text(&self.language, id, &args).text
    }
}

/// A part of a text; with a number to call, a link.
#[derive(Debug, PartialEq)]
pub(super) struct Piece {
    /// What is shown.
    pub text: String,
    /// The digits to call.
    pub tel: Option<String>,
}

/// The script's words as JSON that can stand inside a page.
pub(super) fn script_words(words: &Words) -> String {
    let said: serde_json::Map<String, serde_json::Value> = SCRIPT_WORDS
        .iter()
        .map(|key| ((*key).to_owned(), words.say(key).into()))
        .collect();
    serde_json::Value::Object(said)
        .to_string()
        .replace('<', "\\u003c")
}

/// Cuts a text at the numbers that can be called: three-digit emergency numbers and numbers with a leading zero. The number in the name
/// of a help line (`子どもの人権110番 0120-…`) is none: it would call the police.
pub(super) fn pieces(text: &str) -> Vec<Piece> {
    let mut pieces = vec![Piece {
        text: String::new(),
        tel: None,
    }];
    let mut rest = text;
    while !rest.is_empty() {
        let run = rest
            .find(|c: char| !c.is_ascii_digit() && c != '-')
            .unwrap_or(rest.len());
        let (number, tail) = rest.split_at(run.max(rest.chars().next().map_or(0, char::len_utf8)));
        let digits: String = number.chars().filter(char::is_ascii_digit).collect();
        let calls = (matches!(digits.as_str(), "110" | "118" | "119" | "188" | "189")
            || (digits.starts_with('0') && (9..=11).contains(&digits.len())))
            && !is_name(tail);
        match pieces.last_mut() {
            Some(last) if !calls && last.tel.is_none() => last.text.push_str(number),
            _ => pieces.push(Piece {
                text: number.to_owned(),
                tel: calls.then_some(digits),
            }),
        }
        rest = tail;
    }
    pieces.retain(|piece| !piece.text.is_empty());
    pieces
}

/// Whether what follows a number makes it part of a name: `番`, and the number to call at the end of the line.
fn is_name(tail: &str) -> bool {
    tail.starts_with('番')
        && tail
            .lines()
            .next()
            .is_some_and(|line| line.trim_end().ends_with(|c: char| c.is_ascii_digit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<(String, Option<String>)> {
        pieces(text)
            .into_iter()
            .map(|piece| (piece.text, piece.tel))
            .collect()
    }

    #[test]
    fn the_number_in_a_help_lines_name_does_not_call_the_police() {
        let called = |text| {
            pieces(text)
                .into_iter()
                .filter_map(|piece| piece.tel)
                .collect::<Vec<_>>()
        };
        assert_eq!(called("子どもの人権110番 0120-007-110"), ["0120007110"]);
        assert_eq!(called("110番（警察）か119番（救急）へ"), ["110", "119"]);
    }

    #[test]
    fn numbers_that_can_be_called_become_links_and_others_do_not() {
        let link = |text: &str, tel: &str| (text.to_owned(), Some(tel.to_owned()));
        let plain = |text: &str| (text.to_owned(), None);
        assert_eq!(
            shown("けいさつは110、24時間は0120-0-78310です"),
            [
                plain("けいさつは"),
                link("110", "110"),
                plain("、24時間は"),
                link("0120-0-78310", "0120078310"),
                plain("です")
            ]
        );
        assert_eq!(
            shown("2026年11月20日 - 3-4"),
            [plain("2026年11月20日 - 3-4")]
        );
        assert_eq!(shown(""), []);
    }
}
