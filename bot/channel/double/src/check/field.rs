//! The fields of a JSON object against rules, with the place of every fault.

use serde_json::{Map, Value};
use unicode_segmentation::UnicodeSegmentation;

use super::Objection;

/// What was found so far, and where we are.
#[derive(Default)]
pub(super) struct Check {
    place: Vec<Step>,
    pub found: Vec<Objection>,
}

enum Step {
    Name(&'static str),
    Index(usize),
}

/// How LINE counts a length.
#[derive(Clone, Copy)]
pub(super) enum Count {
    /// UTF-16 units.
    Units,
    /// What a reader sees as one character.
    Graphemes,
}

impl Count {
    fn of(self, text: &str) -> usize {
        match self {
            Self::Units => text.chars().map(char::len_utf16).sum(),
            Self::Graphemes => text.graphemes(true).count(),
        }
    }
}

/// The rule for a string.
#[derive(Clone, Copy)]
pub(super) struct Text {
    pub required: bool,
    pub min: usize,
    pub max: usize,
    pub count: Count,
}

impl Text {
    /// Must be there, with something in it.
    pub const fn required(max: usize) -> Self {
        Self {
            required: true,
            min: 1,
            max,
            count: Count::Units,
        }
    }

    /// May be left out, but not empty.
    pub const fn optional(max: usize) -> Self {
        Self {
            required: false,
            min: 1,
            max,
            count: Count::Units,
        }
    }

    /// Counted in graphemes.
    pub const fn graphemes(self) -> Self {
        Self {
            count: Count::Graphemes,
            ..self
        }
    }

    /// May be empty.
    pub const fn or_empty(self) -> Self {
        Self { min: 0, ..self }
    }
}

impl Check {
    /// Looks at a field.
    pub fn inside(&mut self, name: &'static str, look: impl FnOnce(&mut Self)) {
        self.place.push(Step::Name(name));
        look(self);
        self.place.pop();
    }

    /// Looks at an entry of a list.
    pub fn entry(&mut self, index: usize, look: impl FnOnce(&mut Self)) {
        self.place.push(Step::Index(index));
        look(self);
        self.place.pop();
    }

    /// Objects to the present place.
    pub fn object_to(&mut self, message: impl Into<String>) {
        let mut property = String::new();
        for step in &self.place {
            match step {
                Step::Name(name) if property.is_empty() => property.push_str(name),
                Step::Name(name) => property.push_str(&format!(".{name}")),
                Step::Index(index) => property.push_str(&format!("[{index}]")),
            }
        }
        self.found.push(Objection {
            property,
            message: message.into(),
        });
    }

    /// The present place as an object that has only these fields.
    pub fn object<'v>(
        &mut self,
        value: &'v Value,
        allowed: &[&str],
    ) -> Option<&'v Map<String, Value>> {
        let Some(object) = value.as_object() else {
            self.object_to("Must be an object");
            return None;
        };
        for name in object
            .keys()
            .filter(|name| !allowed.contains(&name.as_str()))
        {
            self.object_to(format!("Unknown property: {name}"));
        }
        Some(object)
    }

    /// The present place as a list of so many entries.
    pub fn list<'v>(&mut self, value: &'v Value, min: usize, max: usize) -> &'v [Value] {
        let Some(list) = value.as_array() else {
            self.object_to("Must be an array");
            return &[];
        };
        if !(min..=max).contains(&list.len()) {
            self.object_to(format!("Size must be between {min} and {max}"));
        }
        list
    }

    /// A string, if it is there and follows the rule.
    pub fn text<'v>(
        &mut self,
        object: &'v Map<String, Value>,
        name: &'static str,
        rule: Text,
    ) -> Option<&'v str> {
        let text = match object.get(name) {
            None if !rule.required => return None,
            None => return self.fault(name, "May not be null"),
            Some(Value::String(text)) => text.as_str(),
            Some(_) => return self.fault(name, "Must be a string"),
        };
        if text.is_empty() && rule.min > 0 {
            return self.fault(name, "May not be empty");
        }
        // A unit and a grapheme are at least one byte each.
        if text.len() > rule.max && rule.count.of(text) > rule.max {
            return self.fault(
                name,
                format!(
                    "Length must be between {} and {}",
                    rule.min.saturating_sub(1),
                    rule.max
                ),
            );
        }
        Some(text)
    }

    /// A string out of a closed list.
    pub fn word<'v>(
        &mut self,
        object: &'v Map<String, Value>,
        name: &'static str,
        required: bool,
        words: &[&str],
    ) -> Option<&'v str> {
        let rule = Text {
            required,
            ..Text::required(100)
        };
        let word = self.text(object, name, rule)?;
        if words.contains(&word) {
            Some(word)
        } else {
            self.fault(name, format!("Must be one of {}", words.join(", ")))
        }
    }

    /// An https address.
    pub fn address(&mut self, object: &Map<String, Value>, name: &'static str, required: bool) {
        let rule = Text {
            required,
            ..Text::required(2_000)
        };
        let Some(address) = self.text(object, name, rule) else {
            return;
        };
        let is_https = address
            .strip_prefix("https://")
            .is_some_and(|rest| !rest.is_empty());
        if !is_https || !address.bytes().all(|byte| byte.is_ascii_graphic()) {
            self.fault::<()>(name, "Must be a valid HTTPS URL");
        }
    }

    /// A whole number in a range.
    pub fn integer(
        &mut self,
        object: &Map<String, Value>,
        name: &'static str,
        required: bool,
        min: i64,
        max: i64,
    ) {
        match object.get(name) {
            None if !required => {}
            Some(value)
                if value
                    .as_i64()
                    .is_some_and(|number| (min..=max).contains(&number)) => {}
            _ => {
                self.fault::<()>(name, format!("Must be an integer between {min} and {max}"));
            }
        }
    }

    /// A number in a range.
    pub fn number(&mut self, object: &Map<String, Value>, name: &'static str, min: f64, max: f64) {
        if !object
            .get(name)
            .and_then(Value::as_f64)
            .is_some_and(|number| (min..=max).contains(&number))
        {
            self.fault::<()>(name, format!("Must be a number between {min} and {max}"));
        }
    }

    /// Objects to a field.
    pub fn fault<T>(&mut self, name: &'static str, message: impl Into<String>) -> Option<T> {
        self.inside(name, |check| check.object_to(message));
        None
    }
}
