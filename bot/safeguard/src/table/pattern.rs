//! Patterns: folded as messages are folded, with the classes put in.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use regex::Regex;
use regex_syntax::hir::{Hir, HirKind};

use super::Script;
use crate::fold::{is_stretch, plain};

/// The largest pattern, as [`size`] counts; the shipped ones stay below a quarter of it.
const LARGEST: usize = 20_000;

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

/// A pattern that is compiled when a message first needs it: most rows never meet a message that does.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// Reads a pattern.
    pub(super) fn read(source: &str) -> Result<Self, String> {
        look_at(source)?;
        Ok(Self {
            source: source.to_owned(),
            regex: OnceLock::new(),
        })
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn find_iter<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Range<usize>> {
        let regex = self.regex();
        regex
            .into_iter()
            .flat_map(|regex| regex.find_iter(text))
            .map(|hit| hit.range())
    }

    /// What [`look_at`] let pass can be compiled.
    fn regex(&self) -> Option<&Regex> {
        let build = || Regex::new(&self.source).ok();
        self.regex.get_or_init(build).as_ref()
    }
}

/// Reads a pattern without compiling it, and answers how short a find can be.
pub(super) fn look_at(source: &str) -> Result<usize, String> {
    let hir = regex_syntax::parse(source)
        .map_err(|error| format!("the pattern cannot be read: {error}"))?;
    if size(&hir) > LARGEST {
        return Err("the pattern cannot be read: it is too large".to_owned());
    }
    Ok(hir.properties().minimum_len().unwrap_or(0))
}

/// How many letters a pattern can spell, all alternatives together: keeps a slip such as `.{0,9000}` from eating the machine.
fn size(hir: &Hir) -> usize {
    match hir.kind() {
        HirKind::Empty | HirKind::Look(_) => 0,
        HirKind::Literal(literal) => literal.0.len(),
        HirKind::Class(_) => 4,
        HirKind::Repetition(repetition) => {
            let times = repetition.max.unwrap_or(repetition.min.saturating_add(1));
            size(&repetition.sub).saturating_mul(times as usize)
        }
        HirKind::Capture(capture) => size(&capture.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts
            .iter()
            .fold(0, |sum, part| sum.saturating_add(size(part))),
    }
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
