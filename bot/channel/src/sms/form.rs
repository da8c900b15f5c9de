//! Forms, as browsers and Twilio write them.

use crate::json::{Fields, mend};

/// The most fields that are read; Twilio sends some thirty.
const FIELDS: usize = 1_000;

/// The fields of a body.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Form(Vec<(String, String)>);

impl Form {
    /// Reads `name=value&…`; `None` if there are more fields than anyone sends. Every text is a form.
    pub(super) fn read(text: &str) -> Option<Self> {
        let mut pairs = Vec::new();
        for pair in text.split('&').filter(|pair| !pair.is_empty()) {
            if pairs.len() == FIELDS {
                return None;
            }
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            pairs.push((decoded(name), decoded(value)));
        }
        Some(Self(pairs))
    }

    /// The same of a JSON object: its texts and numbers.
    pub(super) fn of_json(text: &str) -> Option<Self> {
        let mended = mend(text);
        let fields = Fields::read(&mended)?;
        let value = |name: &str| {
            let number = || fields.integer(name).map(|number| number.to_string());
            Some((name.to_owned(), fields.string(name).or_else(number)?))
        };
        Some(Self(
            fields.names().take(FIELDS).filter_map(value).collect(),
        ))
    }

    /// The first field of this name.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0
            .iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    }

    /// The same, with something in it.
    pub(super) fn word(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.trim().is_empty())
    }

    /// What Twilio signs behind the address: names and values in the order of the names, no value of a name twice.
    pub(super) fn signed(mut self) -> String {
        self.0.sort();
        self.0.dedup();
        self.0
            .iter()
            .flat_map(|(name, value)| [name.as_str(), value.as_str()])
            .collect()
    }
}

/// Text with `%…` and `+` undone; a byte that is no UTF-8 costs the one letter it is in.
fn decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(byte) = bytes.get(at) {
        let digits = bytes.get(at + 1..at + 3).unwrap_or_default();
        let escaped = (*byte == b'%')
            .then(|| std::str::from_utf8(digits).ok())
            .flatten()
            .filter(|digits| digits.bytes().all(|digit| digit.is_ascii_hexdigit()))
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match escaped {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(if *byte == b'+' { b' ' } else { *byte });
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn undoes_what_a_browser_does() {
        for (text, plain) in [
            ("a+b%20c", "a b c"),
            ("%E3%81%82", "あ"),
            ("%e3%81%82%", "あ%"),
            ("%zz%4", "%zz%4"),
            ("%+1", "% 1"),
            ("%00", "\0"),
            ("%ff", "\u{fffd}"),
            ("100%", "100%"),
            ("あ%41", "あA"),
        ] {
            assert_eq!(decoded(text), plain, "{text}");
        }
    }

    #[test]
    fn any_text_is_a_form_but_not_one_of_a_thousand_and_one_fields() {
        let form = Form::read("a=1&&b&=c&a=2&d=x=y").unwrap();
        assert_eq!(form.get("a"), Some("1"));
        assert_eq!(form.get("b"), Some(""));
        assert_eq!(form.get("d"), Some("x=y"));
        assert_eq!(form.word("b"), None);
        assert_eq!(form.signed(), "ca1a2bdx=y");
        assert!(Form::read(&"a&".repeat(1_000)).is_some());
        assert_eq!(Form::read(&"a&".repeat(1_001)), None);
    }

    #[test]
    fn the_same_value_is_signed_once_and_others_in_order() {
        let form = Form::read("B=2&A=3&A=1&A=3").unwrap();
        assert_eq!(form.signed(), "A1A3B2");
    }
}
