//! E04 steps that nobody reaches, E05 circles without a wait, E07 paths that never come to an end.

use super::Context;
use crate::definition::{Definition, QuestionKind, Step, Target, Until, Verb};
use crate::problem::Problem;

/// Where a step can lead, and whether the run waits before.
fn exits(step: &Step) -> (Vec<Target>, bool) {
    let mut targets: Vec<Target> = step.at_most.iter().map(|(_, target)| *target).collect();
    if step.skip_if.is_some() {
        targets.push(step.next);
    }
    let waits = match &step.verb {
        Verb::None => {
            targets.push(step.next);
            false
        }
        Verb::Run(run) => {
            targets.extend(run.options.iter().map(|(_, target)| *target));
            targets.push(step.next);
            false
        }
        Verb::When(branches) => {
            targets.extend(branches.iter().map(|(_, target)| *target));
            false
        }
        Verb::Random(weights) => {
            targets.extend(weights.iter().map(|(_, target)| *target));
            false
        }
        Verb::Wait(wait) => {
            targets.extend(wait.missed);
            targets.push(step.next);
            true
        }
        Verb::Handoff(handoff) => {
            targets.push(handoff.when_closed.unwrap_or(step.next));
            handoff.when_closed.is_some()
        }
        Verb::Ask(question) => {
            targets.extend(question.options.iter().map(|option| option.target));
            targets.extend(question.no_match.iter().map(|(_, target)| *target));
            targets.push(question.silence.then);
            let falls_through = match &question.kind {
                QuestionKind::Slots { none_free } => {
                    targets.push(*none_free);
                    true
                }
                QuestionKind::Cards(_) => true,
                QuestionKind::Plain => question.expect != crate::definition::Expect::Options,
            };
            if falls_through {
                targets.push(step.next);
            }
            true
        }
    };
    (targets, waits)
}

/// Targets that are taken without waiting: a question that is skipped, a table without rows.
fn hasty(step: &Step) -> Vec<Target> {
    let (targets, waits) = exits(step);
    if !waits {
        return targets;
    }
    let mut targets: Vec<Target> = step.at_most.iter().map(|(_, target)| *target).collect();
    if step.skip_if.is_some() {
        targets.push(step.next);
    }
    match &step.verb {
        Verb::Ask(question) => match &question.kind {
            QuestionKind::Slots { none_free } => targets.push(*none_free),
            QuestionKind::Cards(_) => targets.push(step.next),
            QuestionKind::Plain => {}
        },
        // A wait until a date that is not known, or past, is no wait.
        Verb::Wait(wait) if matches!(wait.until, Until::Field { .. }) => {
            targets.extend(wait.missed);
            targets.push(step.next);
        }
        _ => {}
    }
    targets
}

fn indices(targets: &[Target]) -> impl Iterator<Item = usize> {
    targets.iter().filter_map(|target| {
        if let Target::Step(index) = target {
            Some(*index)
        } else {
            None
        }
    })
}

/// The steps at which a run can begin.
fn entries(flow: &Definition) -> Vec<usize> {
    let mut entries: Vec<usize> = flow.rules.iter().map(|rule| rule.step).collect();
    if flow.rules.is_empty() {
        entries.push(0);
    }
    entries.extend(indices(
        &flow
            .again
            .iter()
            .map(|again| again.otherwise)
            .collect::<Vec<_>>(),
    ));
    entries
}

fn reached(flow: &Definition) -> Vec<bool> {
    let mut reached = vec![false; flow.steps.len()];
    let mut open = entries(flow);
    while let Some(index) = open.pop() {
        if flow.steps.get(index).is_some() && !std::mem::replace(&mut reached[index], true) {
            open.extend(indices(&exits(&flow.steps[index]).0));
        }
    }
    reached
}

/// E04.
pub(super) fn unreachable(context: &Context) -> Vec<Problem> {
    let reached = reached(context.flow);
    let lost = context
        .flow
        .steps
        .iter()
        .zip(reached)
        .filter(|(step, reached)| !reached && !step.retired);
    lost.map(|(step, _)| {
        context.at(
            "E04",
            step,
            format!(
                "no one can reach the step `{}`; connect it, or mark it `retired: true`",
                step.name
            ),
        )
    })
    .collect()
}

/// E05: a step that comes back to itself without waiting.
pub(super) fn without_wait(context: &Context) -> Vec<Problem> {
    let steps = &context.flow.steps;
    let comes_back = |start: usize| {
        let mut seen = vec![false; steps.len()];
        let mut open: Vec<usize> = indices(&hasty(&steps[start])).collect();
        while let Some(index) = open.pop() {
            if index == start {
                return true;
            }
            if !std::mem::replace(&mut seen[index], true) {
                open.extend(indices(&hasty(&steps[index])));
            }
        }
        false
    };
    let reached = reached(context.flow);
    let circles = (0..steps.len()).filter(|index| reached[*index] && comes_back(*index));
    circles
        .map(|index| {
            context.at(
                "E05",
                &steps[index],
                format!(
                    "`{}` leads back to itself without a question or a wait",
                    steps[index].name
                ),
            )
        })
        .collect()
}

/// E07: a reachable step from which no path ends.
pub(super) fn dead_ends(context: &Context) -> Vec<Problem> {
    let steps = &context.flow.steps;
    let mut ends: Vec<bool> = steps
        .iter()
        .map(|step| {
            exits(step)
                .0
                .iter()
                .any(|target| !matches!(target, Target::Step(_)))
        })
        .collect();
    while let Some(index) = (0..steps.len())
        .find(|index| !ends[*index] && indices(&exits(&steps[*index]).0).any(|next| ends[next]))
    {
        ends[index] = true;
    }
    let reached = reached(context.flow);
    let stuck = (0..steps.len()).filter(|index| reached[*index] && !ends[*index]);
    stuck
        .map(|index| {
            context.at(
                "E07",
                &steps[index],
                format!("from `{}` no path comes to an end", steps[index].name),
            )
        })
        .collect()
}
