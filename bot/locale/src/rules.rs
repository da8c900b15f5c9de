//! What the people who run the service decide about wording: words to avoid, and which texts are sent unasked.

use std::collections::BTreeSet;

use crate::language::primary;

/// What a check holds texts against.
#[derive(Debug, Clone, Default)]
pub struct Rules {
    /// Leave out what is missing in a language altogether; the checks of the flows say so where it is needed.
    pub without_missing: bool,
    /// Words that hurt, press, tell or promise too much.
    pub words: Vec<Word>,
    /// The ids of texts that are sent unasked, besides those with the tag `push: yes`.
    pub pushed: BTreeSet<String>,
}

/// Whom a word is kept from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Whom {
    /// Children.
    Child,
    /// Guardians.
    Parent,
    /// Whoever sees a lock screen.
    Lock,
    /// Everybody, unless the text also says when it does not hold.
    Promise,
}

/// A word to avoid.
#[derive(Debug, Clone)]
pub struct Word {
    /// Whom it is kept from.
    pub whom: Whom,
    /// The language it belongs to, without script or country; `*` for all.
    pub language: String,
    /// Its letters, lower case.
    pub(crate) letters: Vec<char>,
    /// Words that make it right.
    pub(crate) unless: Vec<Vec<char>>,
}

impl Word {
    /// Reads a row of the table `avoid_words`; `None` if it says nothing.
    pub fn new(who: &str, language: &str, word: &str, unless: &str) -> Option<Self> {
        let whom = match who.trim() {
            "child" => Whom::Child,
            "parent" => Whom::Parent,
            "lock" => Whom::Lock,
            "promise" => Whom::Promise,
            _ => return None,
        };
        let letters = letters_of(word);
        (!letters.is_empty()).then(|| Self {
            whom,
            language: language.trim().to_owned(),
            letters,
            unless: unless
                .split(';')
                .map(letters_of)
                .filter(|word| !word.is_empty())
                .collect(),
        })
    }

    pub(crate) fn is_of(&self, language: &str) -> bool {
        matches!(self.language.as_str(), "" | "*") || primary(&self.language) == primary(language)
    }
}

fn letters_of(word: &str) -> Vec<char> {
    word.trim().chars().flat_map(char::to_lowercase).collect()
}
