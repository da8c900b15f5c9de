//! How a text reads in Japanese: kanji by school year, lengths, and words to avoid.
//!
//! Where a rule counts characters, values such as `{ $next_open }` count nothing, and spaces count nothing either, because kana
//! text is written with spaces between words.

use std::sync::LazyLock;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use crate::Severity;
use crate::fold::is_picture;
use crate::kanji::{grade, is_kana, is_kanji};
use crate::source::{Audience, Message, Source};

/// Longest sentence for a child, in kanji and kana and in kana alone.
const CHILD_SENTENCE: usize = 25;
const CHILD_SENTENCE_KANA: usize = 20;
/// Longest bubble for a child and for others.
const CHILD_BUBBLE: usize = 60;
const ADULT_BUBBLE: usize = 120;
/// Most bubbles said at once, and pictures in one of them.
const BUBBLES: usize = 3;
const PICTURES: usize = 2;
/// How many combinations of variants are looked at; more would be an unreadable text.
const COMBINATIONS: usize = 64;

static AVOID: LazyLock<Vec<(&str, Vec<char>)>> = LazyLock::new(|| {
    include_str!("../data/avoid.txt")
        .lines()
        .filter_map(|line| line.split_once('\t'))
        .map(|(who, word)| (who, word.chars().collect()))
        .collect()
});

/// One way a text can come out: for one role, as characters with their byte offsets in the file.
#[derive(Debug, Clone, Default)]
pub(crate) struct Reading<'a> {
    role: Option<&'a str>,
    pub(crate) letters: Vec<(char, usize)>,
}

/// A finding: code, severity, byte offset, message.
pub(crate) type Finding = (&'static str, Severity, usize, String);

/// All ways a pattern can come out.
pub(crate) fn readings<'a>(source: &Source<'a>, pattern: &Pattern<&'a str>) -> Vec<Reading<'a>> {
    extend(source, vec![Reading::default()], pattern)
}

/// What the wording rules say about a message's own text in a Japanese variant.
pub(crate) fn check_text(
    source: &Source<'_>,
    message: &Message<'_>,
    has_kana: bool,
) -> Vec<Finding> {
    let Some(pattern) = &message.value else {
        return Vec::new();
    };
    let readings = readings(source, pattern);
    let child_has_own = readings.iter().any(|reading| reading.role == Some("child"));
    let mut found = Vec::new();
    for reading in &readings {
        let audience = match reading.role {
            Some("child" | "unknown") => Audience::Child,
            Some("parent") => Audience::Parent,
            Some("teacher" | "someone") => Audience::Adult,
            Some(_) if child_has_own => Audience::Adult,
            _ => message
                .tags
                .audience
                .unwrap_or(if source.file.language == "ja-Hira" {
                    Audience::Child
                } else {
                    Audience::Adult
                }),
        };
        check_kanji(source, message, reading, audience, has_kana, &mut found);
        check_lengths(source, reading, audience, &mut found);
        check_words(reading, audience, message.tags.push, &mut found);
    }
    found.sort_by(|a, b| (a.2, a.0).cmp(&(b.2, b.0)));
    found.dedup_by(|a, b| a.0 == b.0 && a.2 == b.2);
    found
}

fn extend<'a>(
    source: &Source<'a>,
    mut readings: Vec<Reading<'a>>,
    pattern: &Pattern<&'a str>,
) -> Vec<Reading<'a>> {
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => append(source, &mut readings, value),
            PatternElement::Placeable { expression } => {
                readings = extend_placeable(source, readings, expression);
            }
        }
    }
    readings
}

fn extend_placeable<'a>(
    source: &Source<'a>,
    mut readings: Vec<Reading<'a>>,
    expression: &Expression<&'a str>,
) -> Vec<Reading<'a>> {
    match expression {
        Expression::Inline(InlineExpression::StringLiteral { value }) => {
            append(source, &mut readings, value);
        }
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            return extend_placeable(source, readings, expression);
        }
        Expression::Inline(_) => {}
        Expression::Select { selector, variants } => {
            let by_role =
                matches!(selector, InlineExpression::VariableReference { id } if id.name == "role");
            let mut all = Vec::new();
            for variant in variants {
                let (VariantKey::Identifier { name } | VariantKey::NumberLiteral { value: name }) =
                    variant.key;
                let fitting = readings
                    .iter()
                    .filter(|reading| !by_role || reading.role.is_none_or(|role| role == name));
                let chosen = fitting.map(|reading| Reading {
                    role: if by_role { Some(name) } else { reading.role },
                    ..reading.clone()
                });
                all.extend(extend(source, chosen.collect(), &variant.value));
                all.truncate(COMBINATIONS);
            }
            // A second selector by role without this role's variant: what was read so far stands.
            if !all.is_empty() {
                readings = all;
            }
        }
    }
    readings
}

fn append<'a>(source: &Source<'a>, readings: &mut [Reading<'a>], text: &'a str) {
    let start = source.offset(text);
    for reading in readings {
        reading
            .letters
            .extend(text.char_indices().map(|(at, c)| (c, start + at)));
    }
}

fn check_kanji(
    source: &Source<'_>,
    message: &Message<'_>,
    reading: &Reading<'_>,
    audience: Audience,
    has_kana: bool,
    found: &mut Vec<Finding>,
) {
    let limit = match (source.file.language.as_str(), message.tags.grade) {
        (_, Some(grade)) => grade,
        ("ja-Hira" | "ja-easy", None) => 0,
        _ if audience == Audience::Child && !has_kana => 6,
        _ => return,
    };
    let letters = &reading.letters;
    for (place, &(c, at)) in letters.iter().enumerate() {
        if is_kanji(c)
            && grade(c).is_none_or(|grade| grade > limit)
            && !is_read_out(&letters[place..])
        {
            let year = grade(c).map_or_else(
                || "小学校では習わない漢字".to_owned(),
                |grade| format!("小{grade}の漢字"),
            );
            found.push(("W15", Severity::Warning, at, format!("「{c}」は{year}です。かなで書くか、よみ（　）を付けてください（kanji above the reader's grade）")));
        }
    }
}

/// Whether a run of kanji is followed by its reading in full-width parentheses.
fn is_read_out(letters: &[(char, usize)]) -> bool {
    let mut rest = letters
        .iter()
        .map(|letter| letter.0)
        .skip_while(|&c| is_kanji(c) || c == '々');
    rest.next() == Some('（') && {
        let inside: Vec<char> = rest.take_while(|&c| c != '）').collect();
        !inside.is_empty() && inside.iter().all(|&c| is_kana(c))
    }
}

fn check_lengths(
    source: &Source<'_>,
    reading: &Reading<'_>,
    audience: Audience,
    found: &mut Vec<Finding>,
) {
    let (longest_sentence, longest_bubble) = match audience {
        Audience::Child if source.file.language == "ja-Hira" => (CHILD_SENTENCE_KANA, CHILD_BUBBLE),
        Audience::Child => (CHILD_SENTENCE, CHILD_BUBBLE),
        Audience::Parent | Audience::Adult => (usize::MAX, ADULT_BUBBLE),
    };
    let mut warn = |at: usize, message: String| found.push(("W33", Severity::Warning, at, message));
    let bubbles = bubbles(&reading.letters);
    if let Some(surplus) = bubbles.get(BUBBLES).and_then(|bubble| bubble.first()) {
        warn(
            surplus.1,
            format!(
                "吹き出しが{}つあります。{BUBBLES}つまでに（too many bubbles）",
                bubbles.len()
            ),
        );
    }
    for bubble in &bubbles {
        let Some(&(_, start)) = bubble.first() else {
            continue;
        };
        let length = length(bubble);
        if length > longest_bubble {
            warn(
                start,
                format!(
                    "吹き出しが{length}字あります。{longest_bubble}字までに（bubble too long）"
                ),
            );
        }
        if bubble.iter().filter(|(c, _)| is_picture(*c)).count() > PICTURES {
            warn(
                start,
                format!("絵文字は1つの吹き出しに{PICTURES}つまでに（too many emoji）"),
            );
        }
        if let Some(pair) = bubble
            .windows(2)
            .find(|pair| pair.iter().all(|(c, _)| matches!(c, '！' | '!')))
        {
            warn(
                pair[0].1,
                "「！」を並べないでください（no rows of exclamation marks）".to_owned(),
            );
        }
        for sentence in bubble.split(|(c, _)| matches!(c, '。' | '！' | '？' | '!' | '?' | '\n'))
        {
            let japanese = sentence.iter().any(|(c, _)| is_kana(*c) || is_kanji(*c));
            let count = if japanese { self::length(sentence) } else { 0 };
            if let (Some(first), true) = (
                sentence.iter().find(|(c, _)| !c.is_whitespace()),
                count > longest_sentence,
            ) {
                warn(
                    first.1,
                    format!(
                        "一文が{count}字あります。{longest_sentence}字までに（sentence too long）"
                    ),
                );
            }
        }
    }
}

fn bubbles(letters: &[(char, usize)]) -> Vec<Vec<(char, usize)>> {
    let mut bubbles = vec![Vec::new()];
    for line in letters.split_inclusive(|(c, _)| *c == '\n') {
        let blank = line.iter().all(|(c, _)| c.is_whitespace());
        match bubbles.last_mut() {
            Some(bubble) if !blank => bubble.extend_from_slice(line),
            Some(bubble) if bubble.is_empty() => {}
            _ => bubbles.push(Vec::new()),
        }
    }
    bubbles.retain(|bubble: &Vec<_>| !bubble.is_empty());
    bubbles
}

fn length(letters: &[(char, usize)]) -> usize {
    letters.iter().filter(|(c, _)| !c.is_whitespace()).count()
}

fn check_words(reading: &Reading<'_>, audience: Audience, push: bool, found: &mut Vec<Finding>) {
    let close: Vec<(char, usize)> = reading
        .letters
        .iter()
        .copied()
        .filter(|(c, _)| !c.is_whitespace())
        .collect();
    for (who, word) in AVOID.iter() {
        let (code, applies) = match *who {
            "lock" => ("E35", push),
            "child" => ("E34", audience == Audience::Child),
            _ => ("E34", audience == Audience::Parent),
        };
        if !applies {
            continue;
        }
        // A short word is looked for within the words as they are spaced; run together, its letters may belong to two others.
        let letters = if word.len() <= 3 {
            &reading.letters
        } else {
            &close
        };
        for (place, letter) in letters.iter().enumerate() {
            let here = letters
                .get(place..place + word.len())
                .is_some_and(|window| window.iter().zip(word).all(|((c, _), w)| c == w));
            let must = letters
                .get(place + word.len())
                .is_some_and(|(c, _)| *c == 'も');
            if here && !(must && word.iter().collect::<String>() == "どうして") {
                let word: String = word.iter().collect();
                let why = if code == "E35" {
                    "画面ロック中に見えても困らない言葉に（not on a lock screen）"
                } else {
                    "読む人を追いつめます。言いかえてください（word to avoid）"
                };
                found.push((
                    code,
                    Severity::Error,
                    letter.1,
                    format!("「{word}」: {why}"),
                ));
            }
        }
    }
}
