//! Searches one reading of a message for every rule that looks at it.

use std::ops::Range;
use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickBuilder, AhoCorasickKind};
use regex::bytes::{Regex, RegexBuilder};
use regex_syntax::hir::Hir;
use regex_syntax::hir::literal::{ExtractKind, Extractor};

use crate::fold::Reading;

/// The rules that look at one reading. Each is searched for by itself: one automaton for all of them would grow too
/// large to be kept. One look for the letters with which they begin tells which of them have to be searched for at all;
/// a rule is compiled when that first happens, so that the hundreds that no message resembles cost next to nothing.
#[derive(Debug, Default)]
pub(crate) struct Finder {
    rules: Vec<Lazy>,
    /// Finds the letters with which a rule's words can begin.
    beginnings: Option<AhoCorasick>,
    /// Whose letters they are, as places in `rules`.
    owners: Vec<usize>,
    /// Rules that may begin with anything.
    always: Vec<usize>,
}

#[derive(Debug)]
struct Lazy {
    rule: usize,
    source: String,
    regex: OnceLock<Option<Regex>>,
}

impl Finder {
    pub(crate) fn new<'a>(sources: impl Iterator<Item = (usize, &'a str)>) -> Self {
        let mut finder = Self::default();
        let mut letters: Vec<Vec<u8>> = Vec::new();
        for (rule, source) in sources {
            let source = any_byte(source);
            let place = finder.rules.len();
            match beginnings(&source) {
                Some(found) => {
                    finder.owners.extend(found.iter().map(|_| place));
                    letters.extend(found);
                }
                None => finder.always.push(place),
            }
            finder.rules.push(Lazy {
                rule,
                source,
                regex: OnceLock::new(),
            });
        }
        finder.beginnings = AhoCorasickBuilder::new()
            .kind(Some(AhoCorasickKind::ContiguousNFA))
            .build(&letters)
            .ok();
        if finder.beginnings.is_none() {
            finder.always = (0..finder.rules.len()).collect();
        }
        finder
    }

    pub(crate) fn find(&self, reading: &Reading, mut found: impl FnMut(usize, Range<usize>)) {
        if reading.text.is_empty() {
            return;
        }
        for place in self.candidates(&reading.text) {
            let lazy = &self.rules[place];
            let Some(regex) = lazy.regex() else { continue };
            for hit in regex.find_iter(reading.text.as_bytes()) {
                let (mut start, mut end) = (hit.start(), hit.end());
                while !reading.text.is_char_boundary(start) {
                    start -= 1;
                }
                while !reading.text.is_char_boundary(end) {
                    end += 1;
                }
                found(lazy.rule, start..end);
            }
        }
    }

    /// The rules of which at least the beginning stands in the text.
    fn candidates(&self, text: &str) -> Vec<usize> {
        let mut places = self.always.clone();
        if let Some(beginnings) = &self.beginnings {
            let hits = beginnings.find_overlapping_iter(text);
            places.extend(hits.map(|hit| self.owners[hit.pattern().as_usize()]));
        }
        places.sort_unstable();
        places.dedup();
        places
    }
}

impl Lazy {
    fn regex(&self) -> Option<&Regex> {
        let build = || {
            RegexBuilder::new(&self.source)
                .dfa_size_limit(2 << 20)
                .build()
                .ok()
        };
        self.regex.get_or_init(build).as_ref()
    }
}

/// Letters with one of which every find begins; none if it may begin with anything.
fn beginnings(source: &str) -> Option<Vec<Vec<u8>>> {
    let hir: Hir = regex_syntax::ParserBuilder::new()
        .utf8(false)
        .build()
        .parse(source)
        .ok()?;
    let mut extractor = Extractor::new();
    extractor
        .kind(ExtractKind::Prefix)
        .limit_class(40)
        .limit_total(600);
    let mut found = extractor.extract(&hir);
    // Short beginnings are found as often as long ones, and there are fewer of them.
    found.keep_first_bytes(9);
    found.dedup();
    let literals = found.literals()?;
    let telling = literals.iter().all(|literal| literal.len() > 1);
    telling.then(|| {
        literals
            .iter()
            .map(|literal| literal.as_bytes().to_vec())
            .collect()
    })
}

/// The same pattern with `.` standing for a byte: three bytes for a letter where kana and kanji are written. An automaton that tells
/// letters from halves of letters at every `.{0,12}` is ten times as large, and nothing is gained by it.
fn any_byte(source: &str) -> String {
    let mut out = String::with_capacity(source.len() * 2);
    let mut chars = source.chars().peekable();
    let mut class = 0;
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                out.push(c);
                out.extend(chars.next());
            }
            '[' => {
                class += 1;
                out.push(c);
            }
            ']' if class > 0 => {
                class -= 1;
                out.push(c);
            }
            '.' if class == 0 => {
                out.push_str("(?s-u:.)");
                if chars.peek() == Some(&'{') {
                    chars.next();
                    let count: String = chars.by_ref().take_while(|c| *c != '}').collect();
                    let times: Vec<String> = count
                        .split(',')
                        .map(|n| {
                            n.parse::<u32>()
                                .map_or(String::new(), |n| (n * 3).to_string())
                        })
                        .collect();
                    out.push_str(&format!("{{{}}}", times.join(",")));
                }
            }
            _ => out.push(c),
        }
    }
    out
}
