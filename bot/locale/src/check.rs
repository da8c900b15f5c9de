//! Finds faults in authored texts: what is missing, too long, or worded against the rules.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};
use unicode_segmentation::UnicodeSegmentation;

use crate::compare::compare;
use crate::fold::{fold, is_picture};
use crate::language::{SOURCE, primary};
use crate::source::{Message, Source, Tags};
use crate::wording;
use crate::{Problem, Rules, Severity, Shelf, TextFile};

/// What a platform takes as a label, in graphemes, and what reads well.
const LABEL: usize = 20;
const GOOD_LABEL: usize = 10;
/// Buttons that read well, plain and with pictures.
const BUTTONS: usize = 4;
const PICTURED_BUTTONS: usize = 7;
/// How many problems of one file are listed.
const MOST: usize = 500;
/// The attribute that is a card's title, and what a card shows of it.
const TITLE: &str = "title";
const CARD_TITLE: usize = 40;
/// What a platform takes as a text, in UTF-16 units.
const TEXT: usize = 5_000;

/// All problems of all files, in the order of files, lines and columns; words to avoid are not looked for.
///
/// Japanese (`ja`) is the source: other languages are held against it, and its comments (`audience:`, `push:`, …) hold for all.
/// A file that a language does not have at all is not its problem if the Japanese file says `### languages: …` without it.
pub fn check(files: &[TextFile]) -> Vec<Problem> {
    check_with(files, &Rules::default())
}

/// The same, with the words to avoid and the texts that are sent unasked.
pub fn check_with(files: &[TextFile], rules: &Rules) -> Vec<Problem> {
    Shelf::read(files).check(rules)
}

/// Every rule, besides what reading has said.
pub(crate) fn all(shelf: &Shelf<'_>, rules: &Rules, problems: &mut Vec<Problem>) {
    let mut seen: HashMap<&str, HashSet<&str>> = HashMap::new();
    for source in shelf.sources() {
        let mut found = Vec::new();
        let language = source.file.language.as_str();
        check_twice(source, seen.entry(language).or_default(), &mut found);
        for message in &source.messages {
            if found.len() > MOST {
                break;
            }
            check_message(source, message, shelf, rules, &mut found);
        }
        limit(source, &mut found);
        problems.append(&mut found);
    }
    if !rules.without_missing {
        check_languages(shelf, problems);
    }
    check_alike(shelf.sources(), problems);
}

/// Shortens a list of a file's problems that would never be read to its end.
fn limit(source: &Source<'_>, problems: &mut Vec<Problem>) {
    if problems.len() > MOST {
        problems.truncate(MOST);
        let message = format!("only the first {MOST} problems of this file are listed");
        problems.push(source.problem("E00", Severity::Error, 0, message));
    }
}

/// What a Japanese message's comments say holds for its translations, unless they say otherwise.
pub(crate) fn inherit_tags(sources: &mut [Source<'_>]) {
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
            message.tags.any_buttons |= tags.any_buttons;
        }
    }
}

fn check_twice<'a>(source: &Source<'a>, seen: &mut HashSet<&'a str>, problems: &mut Vec<Problem>) {
    for message in &source.messages {
        if !seen.insert(message.id) {
            problems.push(source.problem(
                "E32",
                Severity::Error,
                message.at,
                format!(
                    "`{}` is defined twice; the later one is not used",
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
                    format!("the label `.{}` is defined twice", attribute.id.name),
                ));
            }
        }
    }
}

/// The rules for one message by itself, and against its Japanese source.
fn check_message(
    source: &Source<'_>,
    message: &Message<'_>,
    shelf: &Shelf<'_>,
    rules: &Rules,
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
                    format!("the text has {units} characters; {TEXT} are the most"),
                ));
                break;
            }
        }
    }
    for attribute in &message.attributes {
        check_label(source, attribute.id.name, &attribute.value, problems);
    }
    if primary(language) == "ja" {
        check_buttons(source, message, problems);
    }
    let has_kana = shelf.find("ja-Hira", message.id).is_some();
    let pushed = message.tags.push || rules.pushed.contains(message.id);
    let findings = wording::check_text(source, message, has_kana, pushed, rules);
    problems.extend(
        findings
            .into_iter()
            .map(|(code, severity, at, text)| source.problem(code, severity, at, text)),
    );
    if language != SOURCE {
        compare(source, message, shelf, rules, problems);
    }
}

/// More buttons than are read: four, or seven where each carries a picture, as moods do.
fn check_buttons(source: &Source<'_>, message: &Message<'_>, problems: &mut Vec<Problem>) {
    if message.tags.any_buttons {
        return;
    }
    let options = message
        .attributes
        .iter()
        .filter(|attribute| attribute.id.name != TITLE);
    let labels: Vec<String> = options.map(|attribute| plain(&attribute.value)).collect();
    let pictured = labels
        .iter()
        .filter(|label| label.chars().any(is_picture))
        .count();
    let most = if pictured * 2 >= labels.len() {
        PICTURED_BUTTONS
    } else {
        BUTTONS
    };
    if labels.len() > most {
        let text = format!(
            "the question has {} buttons; {most} read well ({BUTTONS}, or {PICTURED_BUTTONS} with pictures)",
            labels.len()
        );
        problems.push(source.problem("W33", Severity::Warning, message.at, text));
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
            format!("the label `.{key}` is plain words, without values or variants"),
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
        let text = format!("the label `.{key}` has {length} characters; {longest} are the most");
        problems.push(source.problem("E12", Severity::Error, at, text));
    } else if shown > GOOD_LABEL && key != TITLE && primary(&source.file.language) == "ja" {
        let text =
            format!("the label `.{key}` has {shown} characters; up to {GOOD_LABEL} read well");
        problems.push(source.problem("W33", Severity::Warning, at, text));
    }
}

/// What is missing in each language's files.
fn check_languages(shelf: &Shelf<'_>, problems: &mut Vec<Problem>) {
    let sources = shelf.sources();
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
                        "`{language}` has no {}.ftl; another language is shown",
                        origin.file.name
                    ),
                ));
                continue;
            };
            for message in &origin.messages {
                if shelf.find(language, message.id).is_none() {
                    problems.push(origin.problem(
                        "E13",
                        Severity::Error,
                        message.at,
                        format!("`{}` is missing in {}", message.id, file.file.path),
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
                        "the labels `.{key}` and `.{first}` cannot be told apart when they are typed"
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
