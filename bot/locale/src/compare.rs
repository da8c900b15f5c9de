//! Holds a translation against its Japanese source: labels, values, copies.

use std::collections::BTreeSet;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::kanji::{is_kana, is_kanji};
use crate::language::{SOURCE, primary};
use crate::source::{Message, Source};
use crate::wording::{self, Reading};
use crate::{Problem, Rules, Severity, Shelf};

/// What is wrong with a message next to the Japanese one of the same id.
pub(crate) fn compare(
    source: &Source<'_>,
    message: &Message<'_>,
    shelf: &Shelf<'_>,
    rules: &Rules,
    problems: &mut Vec<Problem>,
) {
    let language = source.file.language.as_str();
    let Some((_, origin)) = shelf.find(SOURCE, message.id) else {
        problems.push(source.problem(
            "W14",
            Severity::Warning,
            message.at,
            format!("`{}` is not in the Japanese file", message.id),
        ));
        return;
    };
    if !origin.tags.any_variables {
        check_variables(source, message, origin, problems);
    }
    for attribute in &origin.attributes {
        if !rules.without_missing
            && !message
                .attributes
                .iter()
                .any(|own| own.id.name == attribute.id.name)
        {
            problems.push(source.problem(
                "E13",
                Severity::Error,
                message.at,
                format!("`{}` lacks the label `.{}`", message.id, attribute.id.name),
            ));
        }
    }
    for attribute in &message.attributes {
        if !origin
            .attributes
            .iter()
            .any(|own| own.id.name == attribute.id.name)
        {
            let at = source.offset(attribute.id.name);
            problems.push(source.problem(
                "W14",
                Severity::Warning,
                at,
                format!(
                    "the label `.{}` is not in the Japanese file",
                    attribute.id.name
                ),
            ));
        }
    }
    if primary(language) != "ja"
        && message.value.is_some()
        && message.value == origin.value
        && is_japanese(source, message)
    {
        problems.push(source.problem(
            "W14",
            Severity::Warning,
            message.at,
            format!(
                "`{}` is a copy of the Japanese text, not translated yet",
                message.id
            ),
        ));
    }
}

fn check_variables(
    source: &Source<'_>,
    message: &Message<'_>,
    origin: &Message<'_>,
    problems: &mut Vec<Problem>,
) {
    let (own, theirs) = (variables(message), variables(origin));
    // A language may or may not need to speak differently to a role, or use the service's name.
    let differs = |name: &&&str| **name != "role";
    for name in own.difference(&theirs).filter(differs) {
        let at = source.offset(name);
        problems.push(source.problem(
            "E13",
            Severity::Error,
            at,
            format!("the Japanese text does not use `${name}`"),
        ));
    }
    for name in theirs.difference(&own).filter(differs) {
        problems.push(source.problem(
            "E13",
            Severity::Error,
            message.at,
            format!(
                "`{}` lacks the value `${name}` of the Japanese text",
                message.id
            ),
        ));
    }
}

fn is_japanese(source: &Source<'_>, message: &Message<'_>) -> bool {
    let japanese = |reading: &Reading<'_>| {
        reading
            .letters
            .iter()
            .any(|(c, _)| is_kana(*c) || is_kanji(*c))
    };
    message
        .value
        .as_ref()
        .is_some_and(|pattern| wording::readings(source, pattern).iter().any(japanese))
}

pub(crate) fn variables<'a>(message: &Message<'a>) -> BTreeSet<&'a str> {
    let mut names = BTreeSet::new();
    for pattern in message
        .value
        .iter()
        .chain(message.attributes.iter().map(|attribute| &attribute.value))
    {
        collect_pattern(pattern, &mut names);
    }
    names
}

fn collect_pattern<'a>(pattern: &Pattern<&'a str>, names: &mut BTreeSet<&'a str>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            collect(expression, names);
        }
    }
}

fn collect<'a>(expression: &Expression<&'a str>, names: &mut BTreeSet<&'a str>) {
    match expression {
        Expression::Inline(inline) => collect_inline(inline, names),
        Expression::Select { selector, variants } => {
            collect_inline(selector, names);
            variants
                .iter()
                .for_each(|variant| collect_pattern(&variant.value, names));
        }
    }
}

fn collect_inline<'a>(inline: &InlineExpression<&'a str>, names: &mut BTreeSet<&'a str>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            names.insert(id.name);
        }
        InlineExpression::Placeable { expression } => collect(expression, names),
        InlineExpression::FunctionReference { arguments, .. } => arguments
            .positional
            .iter()
            .for_each(|inline| collect_inline(inline, names)),
        _ => {}
    }
}
