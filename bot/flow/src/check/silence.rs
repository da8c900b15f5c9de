//! E06: questions that say nothing about silence, and ladders that never end.

use super::Context;
use super::loops::{exits, indices};
use crate::definition::{Definition, Step, Target, Verb};
use crate::problem::{Place, Problem};

/// E06: every question says what happens when nobody answers.
pub(super) fn unstated(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        if !question.silence.stated {
            let message = format!(
                "the question `{}` does not say what happens without an answer (`no_answer`)",
                step.name
            );
            problems.push(context.problem("E06", context.words.name(index), message));
        } else if question.silence.gaps.len() > 1 && question.silence.say.is_none() {
            let message = format!(
                "the ladder of `{}` does not say which words are sent (`say`)",
                step.name
            );
            problems.push(context.problem("E06", ladder(context, index), message));
        }
    }
    problems
}

/// Where the ladder of a question stands: with the question, or at the head of the flow.
pub(super) fn ladder(context: &Context, index: usize) -> Place {
    let own = context.words.part(index, "no_answer");
    let node = own
        .filter(|node| node.get("nudge").is_some())
        .or_else(|| context.words.head("no_answer"))
        .or(own);
    node.map_or_else(
        || context.words.name(index),
        |node| node.get("nudge").unwrap_or(node).at,
    )
}

/// E06: somebody who never answers comes to the same question again and again.
pub(super) fn endless(context: &Context) -> Vec<Problem> {
    let flow: &Definition = context.flow;
    if flow.expires.is_some() {
        // Silence ends such a flow by itself.
        return Vec::new();
    }
    let circle = super::loops::circles(flow.steps.len(), |index| {
        indices(&silent(&flow.steps[index])).collect()
    });
    let speaks = |step: &Step| {
        step.say.is_some() && matches!(step.verb, Verb::Wait(_))
            || matches!(step.verb, Verb::Ask(_))
    };
    let mut problems = Vec::new();
    for (index, step) in flow.steps.iter().enumerate() {
        if !circle[index] || !speaks(step) {
            continue;
        }
        let own = context.words.part(index, "no_answer");
        let then = own
            .and_then(|node| node.get("then"))
            .or_else(|| context.words.head("no_answer")?.get("then"))
            .or_else(|| context.words.part(index, "then"))
            .map_or_else(|| context.words.name(index), |node| node.at);
        let message = format!(
            "the ladder of `{}` never ends: who does not answer comes back to it again and again; let `then` lead to an end, or limit it with `at_most`",
            step.name
        );
        problems.push(context.problem("E06", then, message));
    }
    problems
}

/// Where somebody is led who never does anything.
fn silent(step: &Step) -> Vec<Target> {
    if step.at_most.is_some() {
        return Vec::new();
    }
    match &step.verb {
        Verb::Ask(question) => vec![question.silence.then],
        Verb::Handoff(_) => Vec::new(),
        _ => exits(step).0,
    }
}
