//! Words to avoid: what presses or blames, what must not show on a lock screen, what promises too much.

use crate::Severity;
use crate::kanji::{is_kana, is_kanji};
use crate::rules::{Rules, Whom, Word};
use crate::source::Audience;
use crate::wording::{Finding, Reading};

/// Looks for every word in one reading of a text.
pub(crate) fn check(
    reading: &Reading<'_>,
    audience: Audience,
    pushed: bool,
    language: &str,
    rules: &Rules,
    found: &mut Vec<Finding>,
) {
    let meant = |word: &&Word| {
        word.is_of(language)
            && match word.whom {
                Whom::Child => audience == Audience::Child,
                Whom::Parent => audience == Audience::Parent,
                Whom::Lock => pushed,
                Whom::Promise => true,
            }
    };
    let words: Vec<&Word> = rules.words.iter().filter(meant).collect();
    if words.is_empty() {
        return;
    }
    let lower = |(c, at): &(char, usize)| (c.to_lowercase().next().unwrap_or(*c), *at);
    let spaced: Vec<(char, usize)> = reading.letters.iter().map(lower).collect();
    let close: Vec<(char, usize)> = spaced
        .iter()
        .copied()
        .filter(|(c, _)| !c.is_whitespace())
        .collect();
    for word in words {
        let (code, severity, why) = match word.whom {
            Whom::Child => (
                "E34",
                Severity::Error,
                "is a word that presses or blames a child",
            ),
            Whom::Parent => (
                "E34",
                Severity::Error,
                "is a word that presses or blames a parent",
            ),
            Whom::Lock => (
                "E35",
                Severity::Error,
                "would show on a lock screen: this text is sent unasked",
            ),
            Whom::Promise => (
                "W39",
                Severity::Warning,
                "promises more than can be kept; say when it does not hold",
            ),
        };
        // Japanese may put spaces anywhere. A short word, or one of another language, is looked for within the words as they are
        // spaced; run together, its letters may belong to two others.
        let as_spaced = word.letters.len() <= 3
            || word.letters.contains(&' ')
            || !word.letters.iter().any(|c| is_japanese(*c));
        let letters = if as_spaced { &spaced } else { &close };
        if word.whom == Whom::Promise && word.unless.iter().any(|other| contains(&close, other)) {
            continue;
        }
        for at in places(letters, word) {
            let shown: String = word.letters.iter().collect();
            found.push((code, severity, at, format!("`{shown}` {why}")));
        }
    }
}

/// The byte offsets of a word, where it is not part of another that is meant well.
fn places(letters: &[(char, usize)], word: &Word) -> Vec<usize> {
    let size = word.letters.len();
    let mut found = Vec::new();
    for (start, window) in letters.windows(size).enumerate() {
        if !window.iter().zip(&word.letters).all(|((c, _), w)| c == w) {
            continue;
        }
        let before = start.checked_sub(1).and_then(|at| letters.get(at));
        let inside = before.is_some_and(|(c, _)| c.is_alphanumeric() && !is_japanese(*c))
            && window
                .first()
                .is_some_and(|(c, _)| c.is_alphanumeric() && !is_japanese(*c));
        let meant_well = word
            .unless
            .iter()
            .any(|other| is_within(letters, start, size, other));
        if !inside && !meant_well {
            found.push(window[0].1);
        }
    }
    found
}

/// Whether a longer word covers the one that was found.
fn is_within(letters: &[(char, usize)], start: usize, size: usize, other: &[char]) -> bool {
    if other.len() < size {
        return false;
    }
    let first = (start + size).saturating_sub(other.len());
    (first..=start).any(|at| {
        letters
            .get(at..at + other.len())
            .is_some_and(|window| window.iter().zip(other).all(|((c, _), w)| c == w))
    })
}

fn contains(letters: &[(char, usize)], word: &[char]) -> bool {
    letters
        .windows(word.len().max(1))
        .any(|window| window.iter().zip(word).all(|((c, _), w)| c == w))
}

fn is_japanese(c: char) -> bool {
    is_kana(c) || is_kanji(c)
}
