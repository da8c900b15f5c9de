//! E01 names that lead nowhere, E06 questions without an end, E08 keywords claimed twice.

use super::Context;
use crate::condition::Operand;
use crate::definition::{QuestionKind, Step, Verb};
use crate::problem::Problem;
use crate::table::Selection;

/// E01: tables and columns.
pub(super) fn tables(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let tables = context.program.tables();
    for selection in context.flow.steps.iter().filter_map(selection) {
        if !tables.has(&selection.table) {
            let message = format!(
                "there is no table `{0}`; it would be flows/tables/{0}.csv",
                selection.table
            );
            problems.push(context.problem("E01", selection.place, message));
            continue;
        }
        let Some(filter) = &selection.filter else {
            continue;
        };
        filter.visit(&mut |operand| {
            if let Operand::Column(column) = operand
                && !tables.has_column(&selection.table, column)
            {
                let message = format!("the table `{}` has no column `{column}`", selection.table);
                problems.push(context.problem("E01", selection.place, message));
            }
        });
    }
    problems
}

/// The rows that a step chooses.
pub(super) fn selection(step: &Step) -> Option<&Selection> {
    match &step.verb {
        Verb::Ask(question) => match &question.kind {
            QuestionKind::Cards(selection) => Some(selection),
            QuestionKind::Plain | QuestionKind::Slots { .. } => None,
        },
        _ => step.say.as_ref().and_then(|say| say.from.as_ref()),
    }
}

/// E01: flows that are run by others.
pub(super) fn flows(context: &Context) -> Vec<Problem> {
    let missing = |step: &&Step| matches!(&step.verb, Verb::Run(run) if context.program.newest(&run.flow).is_none());
    let steps = context.flow.steps.iter().filter(missing);
    steps
        .map(|step| {
            context.at(
                "E01",
                step,
                format!("the step `{}` runs a flow that does not exist", step.name),
            )
        })
        .collect()
}

/// E06: every question says what happens when nobody answers.
pub(super) fn silence(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for step in &context.flow.steps {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        if !question.silence.stated {
            let message = format!(
                "the question `{}` does not say what happens without an answer (`no_answer`)",
                step.name
            );
            problems.push(context.at("E06", step, message));
        } else if question.silence.gaps.len() > 1 && question.silence.say.is_none() {
            problems.push(context.at(
                "E06",
                step,
                format!(
                    "the ladder of `{}` does not say which words are sent (`say`)",
                    step.name
                ),
            ));
        }
    }
    problems
}

/// E08: a keyword belongs to one flow.
pub(super) fn keywords(context: &Context) -> Vec<Problem> {
    let claims: Vec<_> = context.program.claims().collect();
    let mine = claims
        .iter()
        .filter(|(_, flow, _)| flow.flow == context.flow.flow);
    let twice = mine.filter_map(|(word, flow, trigger)| {
        let other = claims
            .iter()
            .find(|(theirs, other, _)| theirs == word && other.flow != flow.flow)?;
        Some(context.problem(
            "E08",
            trigger.at,
            format!(
                "the keyword `{word}` also starts the flow `{}`",
                other.1.flow
            ),
        ))
    });
    twice.collect()
}
