//! Texts: load, negotiate, fall back, render, check.
//!
//! [`Catalogue`] answers "what do we say, in this language, to this person"; [`check`] answers "which authored texts are wrong,
//! and where". Three invariants: nothing here reads a file or a clock, no authored text makes it panic, and what reaches a person
//! holds no invisible marks and no unresolved placeholder.

mod catalogue;
mod check;
mod compare;
mod easy;
mod fold;
mod kanji;
mod language;
mod rules;
mod shelf;
mod source;
mod wording;
mod words;

pub use catalogue::{Catalogue, Rendered};
pub use check::{check, check_with};
pub use fold::fold;
pub use kanji::grade;
pub use rules::{Rules, Whom, Word};
pub use shelf::Shelf;

/// One Fluent file as it was read: `locales/<language>/<name>.ftl`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TextFile {
    /// The folder: `ja`, `ja-Hira`, `en`, …
    pub language: String,
    /// The file's name without `.ftl`: `invite`.
    pub name: String,
    /// What problems call the file.
    pub path: String,
    /// Its contents.
    pub text: String,
}

/// A value that a text may use as `{ $name }`.
#[derive(Debug, Clone, PartialEq)]
pub enum Arg {
    /// Words, shown as they are.
    Text(String),
    /// A number, which selectors can also match.
    Number(f64),
}

impl From<&str> for Arg {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Arg {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<f64> for Arg {
    fn from(number: f64) -> Self {
        Self::Number(number)
    }
}

/// The values of one rendering, by name without `$`.
pub type Args<'a> = Vec<(&'a str, Arg)>;

/// How bad a problem is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Blocks publishing.
    Error,
    /// Needs a look.
    Warning,
}

/// A fault in an authored text, with its place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The rule, as `locales/README.md` lists it: `E13`.
    pub code: &'static str,
    /// How bad it is.
    pub severity: Severity,
    /// The file's path.
    pub file: String,
    /// From 1.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// What is wrong and what to do, in a sentence.
    pub message: String,
    /// The line it is on.
    pub excerpt: String,
}
