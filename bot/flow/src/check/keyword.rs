//! E08: a keyword belongs to one flow, and to nothing else that may be typed.

use std::collections::BTreeMap;

use super::Context;
use super::facts::spellings;
use crate::fold;
use crate::problem::{Place, Problem};
use crate::yaml::Node;

/// E08: keywords of this flow that are claimed elsewhere, and labels of this flow that are keywords of others.
pub(super) fn claimed(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let mine = &context.flow.flow;
    let mut seen: BTreeMap<String, Place> = BTreeMap::new();
    for node in keywords(context) {
        let word = node.text().unwrap_or_default();
        let folded = fold(word);
        if folded.is_empty() {
            continue;
        }
        let mut say = |message: String| problems.push(context.problem("E08", node.at, message));
        if seen.insert(folded.clone(), node.at).is_some() {
            say(format!("the keyword `{word}` stands here twice"));
        }
        let others = context
            .facts
            .keywords
            .get(folded.as_str())
            .into_iter()
            .flatten();
        for other in others.filter(|other| *other != mine) {
            say(format!(
                "the keyword `{word}` also starts the flow `{other}`"
            ));
        }
        if let Some(rule) = context.facts.anytime.get(folded.as_str()) {
            say(format!(
                "the keyword `{word}` is already a word of the anytime rule `{rule}`, which is read first"
            ));
        }
    }
    problems.extend(labels(context));
    problems
}

/// The keywords of a flow, each where it stands.
fn keywords<'a>(context: &Context<'a>) -> impl Iterator<Item = &'a Node> {
    let starts = context.words.starts().iter();
    starts
        .filter_map(|start| start.get("keyword"))
        .flat_map(Node::items)
}

/// Labels of this flow's options that start another flow when somebody types them.
fn labels(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    if context.facts.keywords.is_empty() {
        return problems;
    }
    let languages = context.texts.languages();
    spellings(
        context.flow,
        context.texts,
        &languages,
        |step, key, language, folded| {
            let Some(flows) = context.facts.keywords.get(folded.as_str()) else {
                return;
            };
            for other in flows.iter().filter(|other| **other != context.flow.flow) {
                let at = context
                    .words
                    .part(step, "options")
                    .and_then(Node::entries)
                    .and_then(|options| options.iter().find(|(name, _)| name.text() == Some(key)))
                    .map_or_else(|| context.words.name(step), |(name, _)| name.at);
                let whose = if language.is_empty() {
                    "one of the words".to_owned()
                } else {
                    format!("the label in `{language}`")
                };
                problems.push(context.problem(
                "E08",
                at,
                format!("{whose} of the option `{key}` is a keyword of the flow `{other}`: whoever types it would start that flow"),
            ));
            }
        },
    );
    problems
}
