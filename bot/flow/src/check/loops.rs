//! E04 steps that nobody reaches, E05 circles without a wait, E07 paths that never come to an end.

use std::collections::BTreeSet;

use tsunagi_model::Role;

use super::Context;
use crate::condition::{Comparison, Condition, Operand};
use crate::definition::{Definition, QuestionKind, Step, Target, Until, Verb};
use crate::problem::Problem;

/// Where a step can lead, and whether the run waits before.
pub(super) fn exits(step: &Step) -> (Vec<Target>, bool) {
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
pub(super) fn hasty(step: &Step) -> Vec<Target> {
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

pub(super) fn indices(targets: &[Target]) -> impl Iterator<Item = usize> {
    targets.iter().filter_map(|target| {
        if let Target::Step(index) = target {
            Some(*index)
        } else {
            None
        }
    })
}

/// The steps at which a run can begin.
pub(super) fn entries(flow: &Definition) -> Vec<usize> {
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

pub(super) fn reached(flow: &Definition) -> Vec<bool> {
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
        .enumerate()
        .filter(|(index, step)| !reached[*index] && !step.retired);
    lost.map(|(index, step)| {
        context.problem(
            "E04",
            context.words.name(index),
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
    let circle = circles(steps.len(), |index| {
        indices(&hasty(&steps[index])).collect()
    });
    let reached = reached(context.flow);
    let circles = (0..steps.len()).filter(|index| reached[*index] && circle[*index]);
    let mut problems: Vec<Problem> = circles
        .map(|index| {
            let message = format!(
                "`{}` leads back to itself without a question or a wait",
                steps[index].name
            );
            context.problem("E05", context.words.name(index), message)
        })
        .collect();
    problems.extend(recursion(context));
    problems
}

/// E05: a flow that runs itself, or another that runs it, before anybody has answered.
fn recursion(context: &Context) -> Vec<Problem> {
    at_once(context.flow)
        .into_iter()
        .filter(|(_, flow)| context.facts.comes_back(flow, &context.flow.flow))
        .map(|(index, flow)| {
            let message = format!("running `{flow}` comes back here without a question or a wait");
            context.problem("E05", context.words.place(index, &["run"]), message)
        })
        .collect()
}

/// The flows that a flow runs before it waits for the first time, and at which step.
pub(super) fn at_once(flow: &Definition) -> Vec<(usize, &str)> {
    let mut seen = vec![false; flow.steps.len()];
    let mut open = entries(flow);
    let mut runs = Vec::new();
    while let Some(index) = open.pop() {
        let Some(step) = flow.steps.get(index) else {
            continue;
        };
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        if let Verb::Run(run) = &step.verb {
            runs.push((index, run.flow.as_str()));
        }
        open.extend(indices(&hasty(step)));
    }
    runs
}

/// Which steps lie on a circle of the given ways. Linear, and without recursion: a file may have many thousand steps.
pub(super) fn circles(count: usize, ways: impl Fn(usize) -> Vec<usize>) -> Vec<bool> {
    const UNSEEN: usize = usize::MAX;
    let mut circle = vec![false; count];
    let mut order = vec![UNSEEN; count];
    let mut low = vec![0; count];
    let mut on_stack = vec![false; count];
    let mut stack: Vec<usize> = Vec::new();
    let mut next = 0;
    for root in 0..count {
        if order[root] != UNSEEN {
            continue;
        }
        let mut path: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut enter = Some(root);
        loop {
            if let Some(index) = enter.take() {
                order[index] = next;
                low[index] = next;
                next += 1;
                stack.push(index);
                on_stack[index] = true;
                let targets: Vec<usize> =
                    ways(index).into_iter().filter(|to| *to < count).collect();
                circle[index] |= targets.contains(&index);
                path.push((index, targets));
            }
            let Some((index, targets)) = path.last_mut() else {
                break;
            };
            let index = *index;
            match targets.pop() {
                Some(to) if order[to] == UNSEEN => enter = Some(to),
                Some(to) if on_stack[to] => low[index] = low[index].min(order[to]),
                Some(_) => {}
                None => {
                    path.pop();
                    if let Some((parent, _)) = path.last() {
                        low[*parent] = low[*parent].min(low[index]);
                    }
                    if low[index] == order[index] {
                        let start = stack
                            .iter()
                            .rposition(|one| *one == index)
                            .unwrap_or(stack.len());
                        let group = stack.split_off(start);
                        for one in &group {
                            on_stack[*one] = false;
                            circle[*one] |= group.len() > 1;
                        }
                    }
                }
            }
        }
    }
    circle
}

/// E07: a reachable step from which no path ends.
pub(super) fn dead_ends(context: &Context) -> Vec<Problem> {
    let steps = &context.flow.steps;
    let mut before: Vec<Vec<usize>> = vec![Vec::new(); steps.len()];
    let mut ends = vec![false; steps.len()];
    let mut open = Vec::new();
    for (index, step) in steps.iter().enumerate() {
        let targets = exits(step).0;
        for to in indices(&targets).filter(|to| *to < steps.len()) {
            before[to].push(index);
        }
        // A person who takes over is an end as well: the script need not know a better one.
        if matches!(step.verb, Verb::Handoff(_))
            || targets
                .iter()
                .any(|target| !matches!(target, Target::Step(_)))
        {
            ends[index] = true;
            open.push(index);
        }
    }
    while let Some(index) = open.pop() {
        for from in std::mem::take(&mut before[index]) {
            if !std::mem::replace(&mut ends[from], true) {
                open.push(from);
            }
        }
    }
    let reached = reached(context.flow);
    let stuck = (0..steps.len()).filter(|index| reached[*index] && !ends[*index]);
    stuck
        .map(|index| {
            let message = format!(
                "from `{}` no path ends, returns or reaches a person",
                steps[index].name
            );
            context.problem("E07", context.words.name(index), message)
        })
        .collect()
}

/// Who can stand at each step: the audience, narrowed by `when` and by the answer to "who are you".
pub(super) fn roles(flow: &Definition) -> Vec<BTreeSet<Role>> {
    let everybody: BTreeSet<Role> = if flow.audience.is_empty() {
        Role::ALL.iter().copied().collect()
    } else {
        flow.audience.iter().copied().collect()
    };
    let mut at: Vec<BTreeSet<Role>> = vec![BTreeSet::new(); flow.steps.len()];
    let mut open: Vec<(usize, BTreeSet<Role>)> = entries(flow)
        .into_iter()
        .map(|index| (index, everybody.clone()))
        .collect();
    while let Some((index, who)) = open.pop() {
        let (Some(step), Some(here)) = (flow.steps.get(index), at.get_mut(index)) else {
            continue;
        };
        let before = here.len();
        here.extend(&who);
        if here.len() == before {
            continue;
        }
        open.extend(
            led(step, here.clone())
                .into_iter()
                .filter_map(|(target, who)| match target {
                    Target::Step(index) => Some((index, who)),
                    _ => None,
                }),
        );
    }
    at
}

/// Where a step leads whom.
fn led(step: &Step, who: BTreeSet<Role>) -> Vec<(Target, BTreeSet<Role>)> {
    match &step.verb {
        Verb::When(branches) => {
            let mut left = who;
            let mut led = Vec::new();
            for (condition, target) in branches {
                let Some(condition) = condition else {
                    led.push((*target, left.clone()));
                    continue;
                };
                let (yes, no): (BTreeSet<Role>, BTreeSet<Role>) = (
                    left.iter()
                        .copied()
                        .filter(|role| may_hold(condition, *role, true))
                        .collect(),
                    left.iter()
                        .copied()
                        .filter(|role| may_hold(condition, *role, false))
                        .collect(),
                );
                led.push((*target, yes));
                left = no;
            }
            led
        }
        Verb::Ask(question) if question.save.as_deref() == Some("contact.role") => {
            let options = question.options.iter().map(|option| {
                let said = option.key.parse::<Role>();
                let who = said.map_or_else(|_| who.clone(), |role| BTreeSet::from([role]));
                (option.target, who)
            });
            let others = exits(step)
                .0
                .into_iter()
                .filter(|target| {
                    !question
                        .options
                        .iter()
                        .any(|option| option.target == *target)
                })
                .map(|target| (target, who.clone()));
            options.chain(others).collect()
        }
        _ => exits(step)
            .0
            .into_iter()
            .map(|target| (target, who.clone()))
            .collect(),
    }
}

/// Whether a condition may be true (or false) for somebody in this role, whatever else is known of them.
pub(super) fn may_hold(condition: &Condition, role: Role, truth: bool) -> bool {
    let is_role =
        |operand: &Operand| matches!(operand, Operand::Field(field) if field == "contact.role");
    let named =
        |operand: &Operand| matches!(operand, Operand::Literal(word) if word == role.as_str());
    match condition {
        Condition::And(parts) if truth => parts.iter().all(|part| may_hold(part, role, true)),
        Condition::And(parts) => parts.iter().any(|part| may_hold(part, role, false)),
        Condition::Or(parts) if truth => parts.iter().any(|part| may_hold(part, role, true)),
        Condition::Or(parts) => parts.iter().all(|part| may_hold(part, role, false)),
        Condition::Not(part) => may_hold(part, role, !truth),
        Condition::Compare(left, Comparison::Equal, right) if is_role(left) => {
            named(right) == truth
        }
        Condition::Compare(left, Comparison::Unequal, right) if is_role(left) => {
            named(right) != truth
        }
        Condition::In(left, list) if is_role(left) => list.iter().any(named) == truth,
        _ => true,
    }
}
