//! How a text reads in Japanese: kanji by school year, lengths, and words to avoid.
//!
//! Where a rule counts characters, values such as `{ $next_open }` count nothing, and spaces count nothing either, because kana
//! text is written with spaces between words.

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement, VariantKey};

use crate::fold::is_picture;
use crate::kanji::{grade, is_kana, is_kanji};
use crate::language::{SOURCE, primary};
use crate::source::{Audience, Message, Source};
use crate::{Rules, Severity, easy, words};

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
/// How many letters are looked at in all ways together.
const LETTERS: usize = 1 << 20;

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

/// What the wording rules say about a message's own text; all but the words to avoid look at Japanese only.
pub(crate) fn check_text(
    source: &Source<'_>,
    message: &Message<'_>,
    has_kana: bool,
    pushed: bool,
    rules: &Rules,
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
        let language = source.file.language.as_str();
        if primary(language) == SOURCE {
            check_kanji(source, message, reading, audience, has_kana, &mut found);
            check_lengths(source, reading, audience, &mut found);
            easy::check(source, reading, &mut found);
        }
        words::check(reading, audience, pushed, language, rules, &mut found);
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
                // A long text with many variants would fill the memory.
                let letters: usize = all.iter().map(|reading| reading.letters.len()).sum();
                all.truncate(if letters > LETTERS { 1 } else { COMBINATIONS });
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
                || "is not taught in primary school".to_owned(),
                |grade| format!("is taught in year {grade}"),
            );
            let limit = if limit == 0 {
                "here every kanji needs its reading".to_owned()
            } else {
                format!("the reader knows year {limit}")
            };
            let message =
                format!("`{c}` {year}, {limit}: write kana, or add the reading in brackets");
            found.push(("W15", Severity::Warning, at, message));
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
                "the text makes {} bubbles; {BUBBLES} are the most",
                bubbles.len()
            ),
        );
    }
    for second in questions(&reading.letters).get(1..).unwrap_or_default() {
        warn(
            *second,
            "the text asks more than one thing; ask one at a time".to_owned(),
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
                    "the bubble has {length} characters; {longest_bubble} are the most for its reader"
                ),
            );
        }
        if bubble.iter().filter(|(c, _)| is_picture(*c)).count() > PICTURES {
            warn(
                start,
                format!("the bubble has more than {PICTURES} pictures"),
            );
        }
        if let Some(pair) = bubble
            .windows(2)
            .find(|pair| pair.iter().all(|(c, _)| matches!(c, '！' | '!')))
        {
            warn(pair[0].1, "exclamation marks stand in a row".to_owned());
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
                        "the sentence has {count} characters; {longest_sentence} are the most for its reader"
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

/// Where each question begins; one that only gives the choice (「それとも…」) belongs to the one before.
fn questions(letters: &[(char, usize)]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut start = 0;
    for (place, (c, _)) in letters.iter().enumerate() {
        if matches!(c, '。' | '！' | '？' | '!' | '?' | '\n') {
            let sentence = &letters[start..place];
            let mut words = sentence.iter().filter(|(c, _)| !c.is_whitespace());
            let begins: String = words.clone().take(4).map(|(c, _)| c).collect();
            // The same question in another language beside it is no second one.
            let japanese = sentence.iter().any(|(c, _)| is_kana(*c) || is_kanji(*c));
            if matches!(c, '？' | '?')
                && japanese
                && begins != "それとも"
                && let Some((_, at)) = words.next()
            {
                found.push(*at);
            }
            start = place + 1;
        }
    }
    found
}

/// How long it is to read: without spaces, and without the readings in brackets after kanji, which only help.
fn length(letters: &[(char, usize)]) -> usize {
    let mut count = 0;
    let mut rest = letters;
    let mut after_kanji = false;
    while let Some(((c, _), later)) = rest.split_first() {
        rest = later;
        if *c == '（' && after_kanji {
            let inside = later.iter().take_while(|(c, _)| *c != '）').count();
            if later[..inside].iter().all(|(c, _)| is_kana(*c)) {
                rest = later.get(inside + 1..).unwrap_or_default();
                continue;
            }
        }
        after_kanji = is_kanji(*c) || *c == '々';
        count += usize::from(!c.is_whitespace());
    }
    count
}

/// How many bubbles a text makes.
pub(crate) fn count_bubbles(reading: &Reading<'_>) -> usize {
    bubbles(&reading.letters).len()
}
