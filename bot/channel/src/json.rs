//! Reading JSON that may be anything: a field that cannot be read is missing, its neighbours are not.
//!
//! Only one level is understood at a time and the rest is skipped without recursion, so that no depth of nesting can
//! overflow the stack and no broken corner can spoil a whole event.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, MapAccess, Visitor};
use serde::{Deserialize, de};
use serde_json::value::RawValue;

/// The fields of one object. Of two fields with the same name the later one counts.
#[derive(Debug, Default)]
pub(crate) struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

impl<'a> Fields<'a> {
    /// The fields of an object; of anything else, none.
    pub(crate) fn read(text: &'a str) -> Option<Self> {
        let mut deserializer = serde_json::Deserializer::from_str(text);
        let fields = deserializer.deserialize_map(FieldsVisitor).ok()?;
        deserializer.end().ok()?;
        Some(fields)
    }

    /// The fields' names, in order.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_ref())
    }

    /// The text of a field, whatever it is.
    pub(crate) fn raw(&self, name: &str) -> Option<&'a str> {
        self.0
            .iter()
            .rev()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.get())
    }

    /// A field that is an object.
    pub(crate) fn object(&self, name: &str) -> Option<Self> {
        Self::read(self.raw(name)?)
    }

    /// A field that is a string.
    pub(crate) fn string(&self, name: &str) -> Option<String> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A field that is a string with something in it.
    pub(crate) fn word(&self, name: &str) -> Option<String> {
        self.string(name).filter(|word| !word.is_empty())
    }

    /// A field that is a whole number.
    pub(crate) fn integer(&self, name: &str) -> Option<i64> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A field that is a number.
    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        serde_json::from_str::<f64>(self.raw(name)?)
            .ok()
            .filter(|number| number.is_finite())
    }

    /// A field that is true or false.
    pub(crate) fn boolean(&self, name: &str) -> Option<bool> {
        serde_json::from_str(self.raw(name)?).ok()
    }

    /// A field that is a list, without those of its entries that are no strings.
    pub(crate) fn strings(&self, name: &str) -> Vec<String> {
        self.raw(name)
            .and_then(list)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|raw| serde_json::from_str(raw).ok())
            .collect()
    }
}

/// The entries of a list; `None` if it is no list.
pub(crate) fn list(text: &str) -> Option<Vec<&str>> {
    let entries: Vec<&RawValue> = serde_json::from_str(text).ok()?;
    Some(entries.into_iter().map(RawValue::get).collect())
}

/// The text with every half of a surrogate pair that stands alone replaced by U+FFFD, so that it can be decoded.
///
/// Platforms pass on what a phone cut in half (`"\ud800"`); JSON allows it, UTF-8 does not.
pub(crate) fn mend(text: &str) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let mut out = String::new();
    let mut copied = 0;
    let mut at = 0;
    while let Some(step) = bytes
        .get(at..)
        .and_then(|rest| rest.iter().position(|byte| *byte == b'\\'))
    {
        at += step;
        match unit(bytes, at) {
            Some(0xD800..=0xDBFF) if matches!(unit(bytes, at + 6), Some(0xDC00..=0xDFFF)) => {
                at += 12;
            }
            Some(0xD800..=0xDFFF) => {
                out.push_str(text.get(copied..at).unwrap_or_default());
                out.push_str("\\ufffd");
                at += 6;
                copied = at;
            }
            Some(_) => at += 6,
            None => at += 2,
        }
    }
    if copied == 0 {
        return Cow::Borrowed(text);
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// The UTF-16 unit that an escape at this place stands for.
fn unit(bytes: &[u8], at: usize) -> Option<u16> {
    let digits = bytes.get(at..at + 6)?.strip_prefix(b"\\u")?;
    if !digits.iter().all(u8::is_ascii_hexdigit) {
        return None;
    }
    u16::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}

struct FieldsVisitor;

impl<'de> Visitor<'de> for FieldsVisitor {
    type Value = Fields<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Fields<'de>, A::Error> {
        let mut fields = Vec::with_capacity(12);
        while let Some(Name(name)) = map.next_key()? {
            fields.push((name, map.next_value()?));
        }
        Ok(Fields(fields))
    }
}

/// A field's name, borrowed unless it is written with escapes.
struct Name<'a>(Cow<'a, str>);

impl<'de> Deserialize<'de> for Name<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct NameVisitor;
        impl<'de> Visitor<'de> for NameVisitor {
            type Value = Name<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a name")
            }
            fn visit_borrowed_str<E: de::Error>(self, name: &'de str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Borrowed(name)))
            }
            fn visit_str<E: de::Error>(self, name: &str) -> Result<Name<'de>, E> {
                Ok(Name(Cow::Owned(name.to_owned())))
            }
        }
        deserializer.deserialize_str(NameVisitor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_field_leaves_its_neighbours() {
        let fields = Fields::read(
            r#"{"a":"\u3042","b":{"c":[1,"x",null]},"n":1.5,"i":7,"t":true,"a":"later"}"#,
        )
        .unwrap();
        assert_eq!(fields.string("a").as_deref(), Some("later"));
        assert_eq!(fields.object("b").unwrap().strings("c"), ["x"]);
        assert_eq!(fields.integer("n"), None);
        assert_eq!(fields.number("n"), Some(1.5));
        assert_eq!(fields.integer("i"), Some(7));
        assert_eq!(fields.boolean("t"), Some(true));
        assert_eq!(fields.string("i"), None);
        assert!(fields.raw("missing").is_none());
    }

    #[test]
    fn only_objects_have_fields() {
        for text in ["", "1", "[]", "null", "{} x", "{\"a\"", "\"{}\""] {
            assert!(Fields::read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn a_name_may_be_escaped() {
        assert_eq!(
            Fields::read(r#"{"\u0061":"x"}"#)
                .unwrap()
                .string("a")
                .as_deref(),
            Some("x")
        );
    }

    #[test]
    fn any_depth_can_be_skipped() {
        let deep = format!(
            r#"{{"deep":{}{},"text":"still here"}}"#,
            "[".repeat(100_000),
            "]".repeat(100_000)
        );
        assert_eq!(
            Fields::read(&deep).unwrap().string("text").as_deref(),
            Some("still here")
        );
        assert_eq!(Fields::read(&deep).unwrap().string("deep"), None);
    }

    #[test]
    fn mends_only_lonely_halves() {
        for (text, mended) in [
            (r#""\ud83d\ude00""#, r#""\ud83d\ude00""#),
            (r#""a\ud800""#, r#""a\ufffd""#),
            (r#""\ud800\u0041""#, r#""\ufffd\u0041""#),
            (r#""\udc00\ud800\udc00""#, r#""\ufffd\ud800\udc00""#),
            (r#""\ud800\ud83d\ude00""#, r#""\ufffd\ud83d\ude00""#),
            (r#""\\ud800""#, r#""\\ud800""#),
            (r#""\\\ud800""#, r#""\\\ufffd""#),
            (r#""\u12""#, r#""\u12""#),
            ("あ\\", "あ\\"),
            ("\\あ\\ud8zz", "\\あ\\ud8zz"),
        ] {
            assert_eq!(mend(text), mended, "{text}");
        }
    }
}
