//! Searches one reading of a message for every rule that looks at it.

use std::ops::Range;

use regex::{Regex, RegexBuilder};

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
                RegexBuilder::new(source)
                    .dfa_size_limit(8 << 20)
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
            for hit in regex.find_iter(&reading.text) {
                found(*rule, hit.range());
            }
        }
    }
}
