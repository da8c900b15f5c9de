//! One reading of a text, and the way back to what was typed.

use unicode_normalization::char::compose;

/// One reading of a text and the way back to the original.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) text: String,
    letters: Vec<Letter>,
}

/// Where one character of a reading stands there, and which bytes of the original it stands for.
#[derive(Debug, Clone, Copy)]
struct Letter {
    here: usize,
    start: usize,
    end: usize,
}

impl Reading {
    pub(super) fn push(&mut self, c: char, start: usize, end: usize) {
        self.letters.push(Letter {
            here: self.text.len(),
            start,
            end,
        });
        self.text.push(c);
    }

    /// Puts a voicing mark on the last letter. Returns false when that letter cannot take it.
    pub(super) fn voice(&mut self, mark: char, end: usize) -> bool {
        let Some(voiced) = self
            .text
            .chars()
            .next_back()
            .and_then(|last| compose(last, mark))
        else {
            return false;
        };
        self.text.pop();
        self.text.push(voiced);
        if let Some(letter) = self.letters.last_mut() {
            letter.end = end;
        }
        true
    }

    /// The bytes of the original that `here` (a non-empty range of this reading) stands for.
    pub(crate) fn original(&self, here: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let first = self
            .letters
            .partition_point(|letter| letter.here < here.start);
        let last = self
            .letters
            .partition_point(|letter| letter.here < here.end);
        let start = self.letters.get(first).map_or(0, |letter| letter.start);
        let end = last
            .checked_sub(1)
            .and_then(|at| self.letters.get(at))
            .map_or(start, |letter| letter.end);
        start..end.max(start)
    }

    /// The bytes of this reading that stand for `original`.
    pub(crate) fn here(&self, original: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |offset: usize| {
            let letter = self.letters.partition_point(|letter| letter.start < offset);
            self.letters
                .get(letter)
                .map_or(self.text.len(), |letter| letter.here)
        };
        at(original.start)..at(original.end)
    }

    /// Whether a word of this (spaced) reading begins at the byte `start` of the original.
    pub(crate) fn begins_word(&self, start: usize) -> bool {
        let here = self.here(&(start..start)).start;
        here == 0 || self.text.as_bytes().get(here - 1) == Some(&b' ')
    }

    /// Whether a word of this (spaced) reading ends at the byte `end` of the original.
    pub(crate) fn ends_word(&self, end: usize) -> bool {
        let here = self.here(&(end..end)).start;
        here == self.text.len()
            || self.text.as_bytes().get(here) == Some(&b' ')
            || self.begins_word(end)
    }

    /// How many words and letters of this (spaced) reading stand for `original`.
    pub(crate) fn words_in(&self, original: &std::ops::Range<usize>) -> (usize, usize) {
        let part = self.text.get(self.here(original)).unwrap_or_default();
        (
            part.split(' ').filter(|word| !word.is_empty()).count(),
            part.chars().filter(|&c| c != ' ').count(),
        )
    }

    /// The same reading without the letters for which `drop` (given the position and letter) says so.
    pub(super) fn without(&self, drop: impl Fn(usize, char) -> bool) -> Self {
        let mut kept = Self::default();
        for (at, (c, letter)) in self.text.chars().zip(&self.letters).enumerate() {
            if !drop(at, c) {
                kept.push(c, letter.start, letter.end);
            }
        }
        kept
    }
}
