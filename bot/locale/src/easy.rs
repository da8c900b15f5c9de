//! How easy Japanese and kana text are written: few kanji in a sentence, spaces between phrases, times as people say them.

use crate::Severity;
use crate::kanji::{is_kana, is_kanji};
use crate::source::Source;
use crate::wording::{Finding, Reading};

/// Most kanji in a sentence of easy Japanese.
const KANJI: usize = 13;
/// Longest run of letters without a space or a mark.
const RUN: usize = 16;
/// Two negations that make a yes; hard for learners.
const DOUBLE: &[&str] = &["ないことはな", "なくはな", "ないわけではな", "なくもな"];

/// What is against the way of writing of `ja-easy` and `ja-Hira`.
pub(crate) fn check(source: &Source<'_>, reading: &Reading<'_>, found: &mut Vec<Finding>) {
    let easy = match source.file.language.as_str() {
        "ja-easy" => true,
        "ja-Hira" => false,
        _ => return,
    };
    let letters = &reading.letters;
    let mut warn = |at: usize, message: String| found.push(("W38", Severity::Warning, at, message));
    if easy {
        for sentence in letters.split(|(c, _)| matches!(c, '。' | '！' | '？' | '\n')) {
            let kanji = sentence.iter().filter(|(c, _)| is_kanji(*c)).count();
            if let (Some(first), true) = (
                sentence.iter().find(|(c, _)| !c.is_whitespace()),
                kanji > KANJI,
            ) {
                warn(
                    first.1,
                    format!("a sentence has {kanji} kanji; {KANJI} are the most in easy Japanese"),
                );
            }
        }
        for (word, at) in latin(letters) {
            warn(
                at,
                format!("`{word}` is in Roman letters; only names are written so"),
            );
        }
    }
    for &(c, at) in letters
        .iter()
        .filter(|(c, _)| matches!(c, '~' | '〜' | '～'))
    {
        warn(at, format!("write `から` instead of `{c}`"));
    }
    for at in clocks(letters) {
        warn(
            at,
            "write the time with 午前 or 午後 (ごぜん, ごご), not by 24 hours".to_owned(),
        );
    }
    for era in ["令和", "平成", "昭和"] {
        for at in places(letters, era) {
            warn(at, "write the western year".to_owned());
        }
    }
    for double in DOUBLE {
        for at in places(letters, double) {
            warn(at, "two negations are hard to read".to_owned());
        }
    }
    for at in runs(letters) {
        warn(
            at,
            format!("more than {RUN} letters without a space; put spaces between phrases"),
        );
    }
}

/// Where some words stand.
fn places(letters: &[(char, usize)], words: &str) -> Vec<usize> {
    let words: Vec<char> = words.chars().collect();
    let windows = letters.windows(words.len());
    windows
        .filter(|window| window.iter().zip(&words).all(|((c, _), w)| c == w))
        .filter_map(|window| window.first())
        .map(|(_, at)| *at)
        .collect()
}

/// Times like `17:00` and `17時`.
fn clocks(letters: &[(char, usize)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    while start < letters.len() {
        let digits = letters[start..]
            .iter()
            .take_while(|(c, _)| c.is_ascii_digit())
            .count();
        if digits == 0 {
            start += 1;
            continue;
        }
        let number: String = letters[start..start + digits].iter().map(|l| l.0).collect();
        let hour = number.parse::<u32>().ok().filter(|_| digits <= 2);
        let next = letters.get(start + digits).map(|letter| letter.0);
        let after = letters.get(start + digits + 1).map(|letter| letter.0);
        let said = letters[..start]
            .iter()
            .rev()
            .take(3)
            .any(|(c, _)| matches!(c, '前' | '後' | 'ん' | 'ご' | '（' | '）'));
        let by_24 = matches!(next, Some(':' | '：')) && after.is_some_and(|c| c.is_ascii_digit())
            || matches!(next, Some('時')) && hour.is_some_and(|hour| (13..=24).contains(&hour));
        if hour.is_some() && by_24 && !said {
            found.push(letters[start].1);
        }
        start += digits;
    }
    found
}

/// Words in small Roman letters; a capital begins a name.
fn latin(letters: &[(char, usize)]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    for part in letters
        .split(|(c, _)| !c.is_ascii_alphanumeric() && !matches!(c, '.' | '/' | ':' | '-' | '_'))
    {
        let word: String = part.iter().map(|letter| letter.0).collect();
        let plain = word.len() >= 2 && word.chars().all(|c| c.is_ascii_lowercase());
        if let (true, Some((_, at))) = (plain, part.first()) {
            found.push((word, *at));
        }
    }
    found
}

/// Where a run of Japanese letters becomes too long to read; readings in brackets do not count.
fn runs(letters: &[(char, usize)]) -> Vec<usize> {
    let mut found = Vec::new();
    let (mut length, mut start, mut bracket) = (0, 0, false);
    for &(c, at) in letters {
        match c {
            '（' => bracket = true,
            '）' => bracket = false,
            _ if bracket => {}
            _ if is_kana(c) || is_kanji(c) => {
                if length == 0 {
                    start = at;
                }
                length += 1;
                if length == RUN + 1 {
                    found.push(start);
                }
            }
            _ => length = 0,
        }
    }
    found
}
