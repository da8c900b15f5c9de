//! E01: fields that nothing saves, so that a condition on them could never come true.

use std::collections::BTreeSet;

use super::Context;
use super::facts::{conditions, field_of, is_field};
use super::place::Words;
use super::refer::selection;
use crate::definition::Definition;
use crate::near::suggestion;
use crate::problem::{MOST, Place, Problem};
use crate::yaml::Node;

/// For how many fields it is guessed what was meant.
const GUESSES: usize = 50;

/// E01: unknown fields.
pub(super) fn unknown(context: &Context) -> Vec<Problem> {
    let known = &context.facts.fields;
    let read = read(context.flow, &context.words).into_iter();
    let unknown = read.filter(|(field, _)| !known.contains(field.as_str()));
    unknown
        .take(MOST + 1)
        .enumerate()
        .map(|(place, (field, node))| {
            let at = spot(&context.words, node, &field);
            // Guessing a hundred times helps nobody.
            let near = if place < GUESSES {
                suggestion(&field, known.iter().copied())
            } else {
                String::new()
            };
            let message = format!("nothing saves the field `{field}`{near}; a field kept by staff stands in flows/tables/fields.csv");
            context.problem("E01", at, message)
        })
        .collect()
}

/// The fields that a flow reads.
pub(super) fn reads(flow: &Definition) -> BTreeSet<String> {
    let read = read(flow, &Words::new(flow)).into_iter();
    read.map(|(field, _)| field).collect()
}

/// The fields that a flow reads, each with the words it stands in.
fn read<'a>(flow: &'a Definition, words: &Words<'a>) -> Vec<(String, &'a Node)> {
    let mut read: Vec<(String, &Node)> = Vec::new();
    for (node, condition) in conditions(flow) {
        condition.visit(&mut |operand| {
            if let Some(field) = field_of(operand) {
                read.push((field.to_owned(), node));
            }
        });
    }
    for (index, step) in flow.steps.iter().enumerate() {
        if let (Some(selection), Some(from)) = (selection(step), words.part(index, "from"))
            && let Some(filter) = &selection.filter
        {
            filter.visit(&mut |operand| {
                if let Some(field) = field_of(operand) {
                    read.push((field.to_owned(), from));
                }
            });
        }
        read.extend(of_step(words, index));
    }
    let starts = words.starts().iter();
    read.extend(starts.filter_map(|start| plain(start.get("on")?)));
    let uses = words.head("uses").map(Node::items).unwrap_or_default();
    read.extend(uses.iter().filter_map(plain));
    read
}

/// What a step reads without a condition: `set: a = b.c`, `with: {a.b: c.d}`, `wait: {until: …}`.
fn of_step<'a>(words: &Words<'a>, index: usize) -> Vec<(String, &'a Node)> {
    let mut read = Vec::new();
    for item in words
        .part(index, "set")
        .map(Node::items)
        .unwrap_or_default()
    {
        let value = item.text().and_then(|text| text.split_once('='));
        if let Some(field) = value.map(|(_, value)| value.trim()).filter(|v| is_field(v)) {
            read.push((field.to_owned(), item));
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

fn plain(node: &Node) -> Option<(String, &Node)> {
    let field = node.text().filter(|text| is_field(text))?;
    Some((field.to_owned(), node))
}

/// Where a condition names a field; short names (`role`) have no dot.
fn spot(words: &Words<'_>, node: &Node, field: &str) -> Place {
    let short = field.trim_start_matches("contact.");
    words
        .find(node.at, field)
        .or_else(|| words.find(node.at, short))
        .unwrap_or(node.at)
}
