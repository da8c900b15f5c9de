//! Searches one reading of a message for every rule that looks at it.

use std::ops::Range;

use regex::bytes::{Regex, RegexBuilder};

use crate::fold::Reading;

/// The rules that look at one reading. Each is searched for by itself: one automaton for all of them would grow too
/// large to be kept, and most of them are told apart by their first letters anyway.
#[derive(Debug, Default)]
pub(crate) struct Finder(Vec<(usize, Regex)>);

impl Finder {
    pub(crate) fn new<'a>(sources: impl Iterator<Item = (usize, &'a str)>) -> Self {
        // The table compiled every source once, so that none is lost here.
        let built = sources.filter_map(|(rule, source)| {
            Some((
                rule,
                RegexBuilder::new(&any_byte(source))
                    .dfa_size_limit(2 << 20)
                    .build()
                    .ok()?,
            ))
        });
        Self(built.collect())
    }

    pub(crate) fn find(&self, reading: &Reading, mut found: impl FnMut(usize, Range<usize>)) {
        if reading.text.is_empty() {
            return;
        }
        for (rule, regex) in &self.0 {
            for hit in regex.find_iter(reading.text.as_bytes()) {
                let (mut start, mut end) = (hit.start(), hit.end());
                while !reading.text.is_char_boundary(start) {
                    start -= 1;
                }
                while !reading.text.is_char_boundary(end) {
                    end += 1;
                }
                found(*rule, start..end);
            }
        }
    }
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
