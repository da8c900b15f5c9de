//! The texts of reports and previews, in one language.

use tsunagi_locale::{Arg, Catalogue};

/// The texts of reports and previews, in one language.
#[derive(Clone, Copy)]
pub struct Words<'a> {
    texts: &'a Catalogue,
    language: &'a str,
}

impl<'a> Words<'a> {
    /// From this catalogue, in this language.
    pub fn new(texts: &'a Catalogue, language: &'a str) -> Self {
        Self { texts, language }
    }

    /// A text without values.
    pub fn say(&self, id: &str) -> String {
        self.say_with(id, &[])
    }

    /// A text with values. A missing text shows as its id, so that nobody misses that it is missing.
    pub fn say_with(&self, id: &str, values: &[(&str, String)]) -> String {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, Arg::Text(value.clone())))
            .collect();
        let said = self.texts.text(self.language, id, &values).text;
        if said.is_empty() { id.to_owned() } else { said }
    }
}
