//! How what is said reads: this room knows texts by their ids only, so whoever has the texts lends it a voice.

use tsunagi_model::{Memory, Timestamp};

use crate::calendar::Calendar;
use crate::effect::{Say, SayLabel};

/// Who hears the words, and when.
#[derive(Clone, Copy)]
pub struct Hearer<'a> {
    /// A shipped language.
    pub language: &'a str,
    /// What is remembered of the person.
    pub memory: &'a Memory,
    /// The calendar of the person's area.
    pub calendar: &'a Calendar,
    /// The present instant.
    pub now: Timestamp,
}

/// Words as they stand on the screen.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Words {
    /// Bubbles in order; a card is a bubble of its own.
    pub bubbles: Vec<String>,
    /// What stands on each button, in the order of the say's choices and then of its cards' choices.
    pub buttons: Vec<String>,
    /// Texts and labels that did not come out whole.
    pub incomplete: Vec<String>,
}

/// The texts of all languages, as far as trying a flow needs them.
pub trait Voice {
    /// The languages that are shipped.
    fn languages(&self) -> Vec<String>;
    /// The shipped language that serves a wish best.
    fn negotiate(&self, wanted: &str) -> String;
    /// Whether this very language has the text.
    fn own(&self, language: &str, id: &str) -> bool;
    /// What stands on an option's button in this very language.
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String>;
    /// The words of a say.
    fn speak(&self, say: &Say, hearer: &Hearer) -> Words;
}

/// A voice without texts: each text reads as its id, each button as its key, in Japanese only.
#[derive(Debug, Clone, Copy, Default)]
pub struct Ids;

impl Voice for Ids {
    fn languages(&self) -> Vec<String> {
        vec!["ja".to_owned()]
    }

    fn negotiate(&self, _wanted: &str) -> String {
        "ja".to_owned()
    }

    fn own(&self, _language: &str, _id: &str) -> bool {
        true
    }

    fn label(&self, _language: &str, _id: &str, key: &str) -> Option<String> {
        Some(key.to_owned())
    }

    fn speak(&self, say: &Say, _hearer: &Hearer) -> Words {
        let cards = say.cards.iter();
        let rows = cards.clone().filter_map(|card| card.row.get("text"));
        let choices = say
            .choices
            .iter()
            .chain(cards.flat_map(|card| &card.choices));
        Words {
            bubbles: std::iter::once(&say.text).chain(rows).cloned().collect(),
            buttons: choices
                .map(|choice| match &choice.label {
                    SayLabel::Key { key, .. } => key.clone(),
                    SayLabel::Instant(at) => at.to_string(),
                    SayLabel::Literal(words) => words.clone(),
                })
                .collect(),
            incomplete: Vec::new(),
        }
    }
}
