//! Patterns: folded as messages are folded, with the classes put in.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};

use super::Script;
use crate::fold::{is_stretch, plain};

/// What patterns are built from: named classes, and words that are also written in kana.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    pub(super) classes: BTreeMap<String, String>,
    /// Written form and kana, the longest written form first.
    readings: Vec<(String, String)>,
}

impl Blocks {
    /// Takes in `殴=なぐ|蹴=け`.
    pub(super) fn read_readings(&mut self, pairs: &str) -> Result<(), String> {
        for pair in pairs.split('|') {
            match pair.split_once('=') {
                Some((written, kana)) if !written.is_empty() && !kana.is_empty() => {
                    self.readings.push((written.to_owned(), kana.to_owned()));
                }
                _ => return Err(format!("`{pair}` is not of the form 殴=なぐ")),
            }
        }
        self.readings
            .sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
        Ok(())
    }

    /// The pattern with `(?:殴|なぐ)` for 殴; what stands in brackets is left as it is.
    fn with_readings(&self, pattern: &str) -> String {
        let mut with = String::with_capacity(pattern.len() * 2);
        let mut rest = pattern;
        let mut in_set = false;
        while let Some(c) = rest.chars().next() {
            in_set = (in_set || c == '[') && c != ']';
            let reading = self
                .readings
                .iter()
                .find(|(written, _)| !in_set && rest.starts_with(written.as_str()));
            if let Some((written, kana)) = reading {
                with.push_str(&format!("(?:{written}|{kana})"));
                rest = &rest[written.len()..];
            } else {
                with.push(c);
                rest = &rest[c.len_utf8()..];
            }
        }
        with
    }
}

pub(super) fn compile(source: &str) -> Result<Regex, String> {
    // The size limit keeps a slip such as `.{0,9000}` from eating the machine.
    RegexBuilder::new(source)
        .size_limit(1 << 20)
        .build()
        .map_err(|error| format!("the pattern cannot be read: {error}"))
}

/// Whole words only, where words are told apart by spaces.
pub(super) fn bounded(folded: &str, script: Script) -> String {
    match script {
        Script::Words => format!(r"(?-u:\b)(?:{folded})(?-u:\b)"),
        Script::Squeezed | Script::Marks => folded.to_owned(),
    }
}

/// Folds a pattern as messages are folded, and puts the classes in for `{name}`.
pub(super) fn fold_pattern(
    pattern: &str,
    script: Script,
    blocks: &Blocks,
) -> Result<String, String> {
    let mut folded = String::with_capacity(pattern.len());
    let pattern = match script {
        Script::Squeezed => blocks.with_readings(pattern),
        Script::Words | Script::Marks => pattern.to_owned(),
    };
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            // Words are folded to plain Latin letters; all of Unicode would cost a hundred times as much.
            '\\' => match rest.next() {
                Some('w') if script == Script::Words => folded.push_str("[a-z0-9]"),
                Some('d') => folded.push_str("[0-9]"),
                next => {
                    folded.push(c);
                    folded.extend(next);
                }
            },
            '{' => {
                let name: String = rest.by_ref().take_while(|&c| c != '}').collect();
                match blocks.classes.get(&name) {
                    Some(class) => folded.push_str(&format!("(?:{class})")),
                    None if name.chars().all(|c| c.is_ascii_digit() || c == ',') => {
                        folded.push_str(&format!("{{{name}}}"));
                    }
                    None => return Err(format!("there is no class `{name}` above this row")),
                }
            }
            ' ' if script == Script::Squeezed => {}
            _ if is_stretch(c) => {}
            _ => folded.extend(unaccented(c).to_lowercase().map(plain)),
        }
    }
    Ok(folded)
}

/// The letter without its accent; kana keep their voicing.
fn unaccented(c: char) -> char {
    let mut base = c;
    if c.is_alphabetic() && !matches!(c, '\u{3040}'..='\u{30FF}' | '一'..='龯') {
        let mut first = true;
        unicode_normalization::char::decompose_compatible(c, |part| {
            if std::mem::take(&mut first) {
                base = part;
            }
        });
    }
    base
}
