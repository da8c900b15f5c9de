//! E16: nobody is written to before they agreed, and what is meant for children reaches no adult.

use tsunagi_model::Role;

use super::{Context, refer};
use crate::condition::{Comparison, Condition, Operand};
use crate::definition::{Purpose, Verb};
use crate::problem::Problem;
use crate::start::{Event, TriggerKind};

/// E16: a regular start is for those who agreed, unless the flow is an invitation or a service to those in support.
pub(super) fn asked(context: &Context) -> Vec<Problem> {
    if matches!(
        context.flow.purpose,
        Some(Purpose::Invitation | Purpose::Service)
    ) {
        return Vec::new();
    }
    let timed = context
        .flow
        .starts
        .iter()
        .filter(|start| is_unasked(&start.kind))
        .filter(|start| {
            !start
                .who
                .as_ref()
                .is_some_and(|who| requires(who, "consent.messages", &["agree"]))
        });
    timed
        .map(|start| {
            context.problem(
                "E16",
                start.at,
                "this start also writes to people who have not agreed: add `who: consent.messages = agree`, or say at the head that this is `purpose: invitation`".to_owned(),
            )
        })
        .collect()
}

/// Whether a start writes to somebody who neither did something nor is in touch with a person: by the clock, after silence, or to
/// all at once.
fn is_unasked(kind: &TriggerKind) -> bool {
    kind.is_timed()
        || matches!(
            kind,
            TriggerKind::Missed { .. }
                | TriggerKind::Event {
                    event: Event::ProgrammeSuspended | Event::ProgrammeResumed,
                    ..
                }
        )
}

/// E16: a flow for children only starts for children only.
pub(super) fn grown_up(context: &Context) -> Vec<Problem> {
    if !for_children(&context.flow.audience) {
        return Vec::new();
    }
    let mut problems = Vec::new();
    for start in context
        .flow
        .starts
        .iter()
        .filter(|start| is_unasked(&start.kind))
    {
        let narrow = start
            .who
            .as_ref()
            .is_some_and(|who| requires(who, "contact.role", &["child", "unknown"]));
        if !narrow {
            problems.push(context.problem(
                "E16",
                start.at,
                "this flow is for children, but the start also takes adults: add `role = child` to `who`".to_owned(),
            ));
        }
    }
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Some(selection) = refer::selection(step) else {
            continue;
        };
        let filtered = selection.filter.as_ref().is_some_and(chooses_role);
        let rows = context.program.tables().rows(&selection.table);
        let grown = rows.iter().any(|row| {
            row.get("role").is_some_and(|roles| {
                !roles
                    .split(';')
                    .any(|role| matches!(role.trim(), "" | "*" | "child" | "unknown"))
            })
        });
        if grown && !filtered {
            let message = format!(
                "children would be shown rows of `{}` that are for adults: add `where role = contact.role`",
                selection.table
            );
            problems.push(context.problem("E16", context.words.place(index, &["from"]), message));
        }
    }
    problems
}

/// Whether only children, and those who have not said who they are, are meant.
fn for_children(audience: &[Role]) -> bool {
    audience.contains(&Role::Child)
        && audience
            .iter()
            .all(|role| matches!(role, Role::Child | Role::Unknown))
}

/// E16: a flow for children is run only where a child can be.
pub(super) fn led(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let runs: Vec<(usize, &str)> = context
        .flow
        .steps
        .iter()
        .enumerate()
        .filter_map(|(index, step)| {
            let name = run_of(&step.verb)?;
            let flow = context.facts.flows.get(name)?;
            for_children(&flow.audience).then_some((index, name))
        })
        .collect();
    if runs.is_empty() {
        return problems;
    }
    let who = super::loops::roles(context.flow);
    for (index, flow) in runs {
        let grown = [Role::Parent, Role::Teacher, Role::Someone];
        if let Some(role) = grown
            .into_iter()
            .find(|role| who.get(index).is_some_and(|who| who.contains(role)))
        {
            let message = format!(
                "`{flow}` is for children, but a {role} can come here: ask for the role first, or branch with `when`"
            );
            problems.push(context.problem("E16", context.words.place(index, &["run"]), message));
        }
    }
    problems
}

/// The flow that a step runs.
pub(super) fn run_of(verb: &Verb) -> Option<&str> {
    match verb {
        Verb::Run(run) => Some(&run.flow),
        _ => None,
    }
}

/// Whether a condition can only be true if a field has one of these values.
pub(super) fn requires(condition: &Condition, field: &str, values: &[&str]) -> bool {
    let one = |operand: &Operand| matches!(operand, Operand::Literal(word) if values.contains(&word.as_str()));
    let is_field = |operand: &Operand| matches!(operand, Operand::Field(name) if name == field);
    match condition {
        Condition::And(parts) => parts.iter().any(|part| requires(part, field, values)),
        Condition::Or(parts) => parts.iter().all(|part| requires(part, field, values)),
        Condition::Compare(left, Comparison::Equal, right) => is_field(left) && one(right),
        Condition::In(left, list) => is_field(left) && list.iter().all(one),
        _ => false,
    }
}

/// Whether rows are chosen by the reader's role.
pub(super) fn chooses_role(condition: &Condition) -> bool {
    match condition {
        Condition::And(parts) => parts.iter().any(chooses_role),
        Condition::Or(parts) => parts.iter().all(chooses_role),
        Condition::Compare(Operand::Column(column), Comparison::Equal, _) => column == "role",
        Condition::In(Operand::Column(column), _) => column == "role",
        _ => false,
    }
}
