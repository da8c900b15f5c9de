//! E01: fields that nothing saves, so that a condition on them could never come true.

use super::Context;
use super::facts::{conditions, field_of};
use super::refer::selection;
use crate::near::suggestion;
use crate::problem::{Place, Problem};
use crate::yaml::Node;

/// E01: unknown fields.
pub(super) fn unknown(context: &Context) -> Vec<Problem> {
    let mut read: Vec<(String, Place)> = Vec::new();
    for (node, condition) in conditions(context.flow) {
        condition.visit(&mut |operand| {
            if let Some(field) = field_of(operand) {
                read.push((field.to_owned(), spot(context, node, field)));
            }
        });
    }
    for (index, step) in context.flow.steps.iter().enumerate() {
        if let (Some(selection), Some(from)) = (selection(step), context.words.part(index, "from"))
            && let Some(filter) = &selection.filter
        {
            filter.visit(&mut |operand| {
                if let Some(field) = field_of(operand) {
                    read.push((field.to_owned(), spot(context, from, field)));
                }
            });
        }
        read.extend(of_step(context, index));
    }
    let starts = context.words.starts().iter();
    read.extend(starts.filter_map(|start| plain(start.get("on")?)));
    let uses = context
        .words
        .head("uses")
        .map(Node::items)
        .unwrap_or_default();
    read.extend(uses.iter().filter_map(plain));
    let known = &context.facts.fields;
    let unknown = read
        .into_iter()
        .filter(|(field, _)| !known.contains(field.as_str()));
    unknown
        .map(|(field, at)| {
            let near = suggestion(&field, known.iter().copied());
            let message = format!("nothing saves the field `{field}`{near}; a field kept by staff stands in flows/tables/fields.csv");
            context.problem("E01", at, message)
        })
        .collect()
}

/// What a step reads without a condition: `set: a = b.c`, `with: {a.b: c.d}`, `wait: {until: …}`.
fn of_step(context: &Context, index: usize) -> Vec<(String, Place)> {
    let mut read = Vec::new();
    let words = &context.words;
    for item in words
        .part(index, "set")
        .map(Node::items)
        .unwrap_or_default()
    {
        let value = item.text().and_then(|text| text.split_once('='));
        if let Some(field) = value.map(|(_, value)| value.trim()).filter(|v| is_field(v)) {
            read.push((field.to_owned(), words.within(item, field)));
        }
    }
    let with = words.part(index, "with").and_then(Node::entries);
    for (_, value) in with.unwrap_or_default() {
        read.extend(plain(value).filter(|_| !value.is_quoted()));
    }
    read.extend(
        words
            .part(index, "wait")
            .and_then(|wait| plain(wait.get("until")?)),
    );
    read
}

fn plain(node: &Node) -> Option<(String, Place)> {
    let field = node.text().filter(|text| is_field(text))?;
    Some((field.to_owned(), node.at))
}

/// Whether a word is written like a field.
fn is_field(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.chars().all(|letter| {
                    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
                })
        })
}

/// Where a condition names a field; short names (`role`) have no dot.
fn spot(context: &Context, node: &Node, field: &str) -> Place {
    let short = field.trim_start_matches("contact.");
    let words = &context.words;
    words
        .find(node.at, field)
        .or_else(|| words.find(node.at, short))
        .unwrap_or(node.at)
}
