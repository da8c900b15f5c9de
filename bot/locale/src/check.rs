//! Finds faults in authored texts: what is missing, too long, or worded against the rules.

use std::collections::{BTreeMap, BTreeSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unicode_segmentation::UnicodeSegmentation;

use crate::compare::{compare, find};
use crate::fold::fold;
use crate::language::{SOURCE, primary};
use crate::source::{Message, Source, Tags};
use crate::wording;
use crate::{Problem, Severity, TextFile};

/// What a platform takes as a label, in graphemes, and what reads well.
const LABEL: usize = 20;
const GOOD_LABEL: usize = 10;
/// The attribute that is a card's title, and what a card shows of it.
const TITLE: &str = "title";
const CARD_TITLE: usize = 40;
/// What a platform takes as a text, in UTF-16 units.
const TEXT: usize = 5_000;

/// All problems of all files, in the order of files, lines and columns.
///
/// Japanese (`ja`) is the source: other languages are held against it, and its comments (`audience:`, `push:`, …) hold for all.
/// A file that a language does not have at all is not its problem if the Japanese file says `### languages: …` without it.
pub fn check(files: &[TextFile]) -> Vec<Problem> {
    let mut sources: Vec<Source<'_>> = files.iter().map(Source::read).collect();
    inherit_tags(&mut sources);
    let mut problems: Vec<Problem> = sources
        .iter_mut()
        .flat_map(|source| std::mem::take(&mut source.problems))
        .collect();
    for source in &sources {
        check_twice(source, &sources, &mut problems);
        for message in &source.messages {
            check_message(source, message, &sources, &mut problems);
        }
    }
    check_languages(&sources, &mut problems);
    check_alike(&sources, &mut problems);
    let order = |path: &str| files.iter().position(|file| file.path == path);
    problems.sort_by_key(|problem| {
        (
            order(&problem.file),
            problem.line,
            problem.column,
            problem.code,
        )
    });
    problems
}

/// What a Japanese message's comments say holds for its translations, unless they say otherwise.
fn inherit_tags(sources: &mut [Source<'_>]) {
    let japanese: BTreeMap<String, Tags> = sources
        .iter()
        .filter(|source| source.file.language == SOURCE)
        .flat_map(|source| {
            source
                .messages
                .iter()
                .map(|message| (message.id.to_owned(), message.tags.clone()))
        })
        .collect();
    for source in sources
        .iter_mut()
        .filter(|source| source.file.language != SOURCE)
    {
        for message in &mut source.messages {
            let Some(tags) = japanese.get(message.id) else {
                continue;
            };
            message.tags.audience = message.tags.audience.or(tags.audience);
            message.tags.push |= tags.push;
        }
    }
}

fn check_twice(source: &Source<'_>, sources: &[Source<'_>], problems: &mut Vec<Problem>) {
    let earlier = sources
        .iter()
        .take_while(|other| !std::ptr::eq(*other, source))
        .filter(|other| other.file.language == source.file.language);
    let mut seen: BTreeSet<&str> = earlier
        .flat_map(|other| other.messages.iter().map(|message| message.id))
        .collect();
    for message in &source.messages {
        if !seen.insert(message.id) {
            problems.push(source.problem(
                "E32",
                Severity::Error,
                message.at,
                format!(
                    "`{}` が2回あります。後のほうは使われません（defined twice）",
                    message.id
                ),
            ));
        }
        let mut keys = BTreeSet::new();
        for attribute in &message.attributes {
            if !keys.insert(attribute.id.name) {
                let at = source.offset(attribute.id.name);
                problems.push(source.problem(
                    "E32",
                    Severity::Error,
                    at,
                    format!("`.{}` が2回あります（defined twice）", attribute.id.name),
                ));
            }
        }
    }
}

/// The rules for one message by itself, and against its Japanese source.
fn check_message(
    source: &Source<'_>,
    message: &Message<'_>,
    sources: &[Source<'_>],
    problems: &mut Vec<Problem>,
) {
    let language = source.file.language.as_str();
    if let Some(pattern) = &message.value {
        for reading in wording::readings(source, pattern) {
            let units: usize = reading.letters.iter().map(|(c, _)| c.len_utf16()).sum();
            if units > TEXT {
                problems.push(source.problem(
                    "E12",
                    Severity::Error,
                    message.at,
                    format!("文が{units}字あります。{TEXT}字までに（text too long）"),
                ));
                break;
            }
        }
    }
    for attribute in &message.attributes {
        check_label(source, attribute.id.name, &attribute.value, problems);
    }
    if primary(language) == "ja" {
        let has_kana = find(sources, "ja-Hira", message.id).is_some();
        let findings = wording::check_text(source, message, has_kana);
        problems.extend(
            findings
                .into_iter()
                .map(|(code, severity, at, text)| source.problem(code, severity, at, text)),
        );
    }
    if language != SOURCE {
        compare(source, message, sources, problems);
    }
}

fn check_label(
    source: &Source<'_>,
    key: &str,
    pattern: &Pattern<&str>,
    problems: &mut Vec<Problem>,
) {
    let at = source.offset(key);
    let is_plain = pattern.elements.iter().all(|element| match element {
        PatternElement::TextElement { .. } => true,
        PatternElement::Placeable { expression } => matches!(
            expression,
            Expression::Inline(InlineExpression::StringLiteral { .. })
        ),
    });
    if !is_plain {
        problems.push(source.problem(
            "E13",
            Severity::Error,
            at,
            format!("選択肢 `.{key}` に変数や選び分けは使えません（labels are plain words）"),
        ));
        return;
    }
    let label = plain(pattern);
    let length = label.graphemes(true).count();
    let shown = label
        .graphemes(true)
        .filter(|letter| !letter.trim().is_empty())
        .count();
    let longest = if key == TITLE { CARD_TITLE } else { LABEL };
    if length > longest {
        let text = format!("選択肢が{length}字あります。{longest}字までに（label too long）");
        problems.push(source.problem("E12", Severity::Error, at, text));
    } else if shown > GOOD_LABEL && key != TITLE && primary(&source.file.language) == "ja" {
        let text =
            format!("選択肢が{shown}字あります。{GOOD_LABEL}字までが読みやすいです（label long）");
        problems.push(source.problem("W33", Severity::Warning, at, text));
    }
}

/// What is missing in each language's files.
fn check_languages(sources: &[Source<'_>], problems: &mut Vec<Problem>) {
    let languages: BTreeSet<&str> = sources
        .iter()
        .map(|source| source.file.language.as_str())
        .collect();
    for origin in sources
        .iter()
        .filter(|source| source.file.language == SOURCE)
    {
        for language in languages.iter().filter(|language| **language != SOURCE) {
            if origin
                .tags
                .languages
                .as_ref()
                .is_some_and(|only| !only.iter().any(|name| name == language))
            {
                continue;
            }
            let Some(file) = sources.iter().find(|source| {
                source.file.language == *language && source.file.name == origin.file.name
            }) else {
                problems.push(origin.problem(
                    "W14",
                    Severity::Warning,
                    0,
                    format!(
                        "`{language}` に {}.ftl がありません（file missing）",
                        origin.file.name
                    ),
                ));
                continue;
            };
            for message in &origin.messages {
                if find(sources, language, message.id).is_none() {
                    problems.push(origin.problem(
                        "E13",
                        Severity::Error,
                        message.at,
                        format!(
                            "`{}` が {} にありません（text missing）",
                            message.id, file.file.path
                        ),
                    ));
                }
            }
        }
    }
}

/// Two options of one question that cannot be told apart when they are typed, in one language or across two.
fn check_alike(sources: &[Source<'_>], problems: &mut Vec<Problem>) {
    let mut taken: BTreeMap<(&str, String), &str> = BTreeMap::new();
    for source in sources {
        for message in &source.messages {
            let options = message
                .attributes
                .iter()
                .filter(|attribute| attribute.id.name != TITLE);
            for attribute in options {
                let key = attribute.id.name;
                let spelling = fold(&plain(&attribute.value));
                if spelling.is_empty() {
                    continue;
                }
                let first = *taken.entry((message.id, spelling)).or_insert(key);
                if first != key {
                    let text = format!(
                        "選択肢 `.{key}` は `.{first}` と見分けがつきません（labels too alike）"
                    );
                    let at = source.offset(key);
                    problems.push(source.problem("E37", Severity::Error, at, text));
                }
            }
        }
    }
}

/// The plain words of a label.
fn plain(pattern: &Pattern<&str>) -> String {
    let words = pattern.elements.iter().map(|element| match element {
        PatternElement::TextElement { value } => *value,
        PatternElement::Placeable { .. } => "",
    });
    words.collect()
}
