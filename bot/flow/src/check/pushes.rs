//! What reaches people unasked: W19, how much of it, and which texts may appear on a lock screen.

use std::collections::BTreeSet;

use tsunagi_model::{Role, Span};

use super::loops::{entries, exits, hasty, indices, may_hold};
use super::{Whole, consent};
use crate::definition::{Definition, Step, Target, Verb};
use crate::problem::Problem;
use crate::program::Program;
use crate::start::{Period, Trigger, TriggerKind};

/// Weeks and days in a mean month.
const WEEKS: f64 = 4.35;
const DAYS: f64 = 30.4;
/// How many of those who are asked something let it pass, so that the next nudge is sent.
const SILENT: f64 = 0.5;

/// W19: too many pushes for one person in a month.
pub(super) fn budget(whole: &Whole) -> Vec<Problem> {
    let mut problems = Vec::new();
    for role in [Role::Child, Role::Parent] {
        let mut parts: Vec<(f64, String, &Definition, &Trigger)> = Vec::new();
        for (_, flow) in whole.program.newest_all() {
            if !flow.audience.is_empty() && !flow.audience.contains(&role) {
                continue;
            }
            for start in &flow.starts {
                let meant = start
                    .who
                    .as_ref()
                    .is_none_or(|who| may_hold(who, role, true));
                let Some(times) = a_month(whole, start).filter(|_| meant) else {
                    continue;
                };
                let nudges = expected_nudges(flow);
                let sum = times * (1.0 + nudges);
                let words = format!("{} {times:.1} × (1 + {nudges:.1} nudges)", flow.flow);
                parts.push((sum, words, flow, start));
            }
        }
        let total: f64 = parts.iter().map(|part| part.0).sum();
        if total <= whole.given.budget {
            continue;
        }
        parts.sort_by(|a, b| b.0.total_cmp(&a.0));
        let Some((_, _, flow, start)) = parts.first() else {
            continue;
        };
        let mut sums: Vec<&str> = parts.iter().map(|part| part.1.as_str()).collect();
        let more = if sums.len() > 5 {
            format!(" + {} more", sums.len() - 5)
        } else {
            String::new()
        };
        sums.truncate(5);
        let message = format!(
            "a {role} is sent about {total:.1} pushes a month, {} are planned: {}{more} (if half of them let each question pass)",
            whole.given.budget,
            sums.join(" + ")
        );
        problems.push(Problem::new("W19", &flow.source, start.at, message));
    }
    problems
}

/// How often a start comes in a month.
fn a_month(whole: &Whole, start: &Trigger) -> Option<f64> {
    Some(match &start.kind {
        TriggerKind::Every { period, .. } => match period {
            Period::Day => DAYS,
            Period::Week => WEEKS,
            Period::Month => 1.0,
        },
        TriggerKind::Cron(_) => {
            let now = whole.given.now?;
            let quarter = now.plus(Span::days(91));
            let calendar = whole.program.calendar("");
            // A quarter, so that seasons do not decide; a daily pattern is cut off and counts as one.
            let count = calendar.unmoved(start, now, quarter).len();
            if count >= 60 {
                DAYS
            } else {
                count as f64 / 3.0
            }
        }
        TriggerKind::On { .. } => 1.0,
        _ => return None,
    })
}

/// How many nudges follow the first question on average.
fn expected_nudges(flow: &Definition) -> f64 {
    let mut seen = vec![false; flow.steps.len()];
    let mut open = entries(flow);
    let mut most = 0.0_f64;
    while let Some(index) = open.pop() {
        let Some(step) = flow.steps.get(index) else {
            continue;
        };
        if std::mem::replace(&mut seen[index], true) {
            continue;
        }
        if let Verb::Ask(question) = &step.verb {
            let rungs = question.silence.gaps.len().saturating_sub(1).min(20);
            let nudges = (1..=rungs).map(|rung| SILENT.powi(i32::try_from(rung).unwrap_or(20)));
            most = most.max(nudges.sum());
        }
        open.extend(indices(&hasty(step)));
    }
    most
}

/// The ids of all texts that may be pushed: said by a start, a wait, a nudge or a closed handoff, not in reply to the person.
pub fn pushed(program: &Program) -> BTreeSet<String> {
    let mut texts = BTreeSet::new();
    let mut seen: BTreeSet<(&str, usize)> = BTreeSet::new();
    let mut open: Vec<(&Definition, usize)> = Vec::new();
    for (_, flow) in program.newest_all() {
        if flow.starts.iter().any(|start| start.kind.is_push()) {
            open.extend(entries(flow).into_iter().map(|index| (flow, index)));
        }
        for step in &flow.steps {
            let later = after_time(step);
            open.extend(indices(&later).map(|index| (flow, index)));
            if let Verb::Ask(question) = &step.verb
                && question.silence.gaps.len() > 1
            {
                texts.insert(question.text.clone());
                texts.extend(question.silence.say.clone());
            }
        }
    }
    while let Some((flow, index)) = open.pop() {
        let Some(step) = flow.steps.get(index) else {
            continue;
        };
        if !seen.insert((&flow.flow, index)) {
            continue;
        }
        if let Some(say) = &step.say {
            texts.insert(say.text.clone());
            texts.extend(say.closed_text.clone());
            texts.extend(rows_said(program, step));
        }
        if let Verb::Ask(question) = &step.verb {
            texts.insert(question.text.clone());
            texts.extend(rows_said(program, step));
        }
        if let Some((_, other)) = consent::run_of(&step.verb).and_then(|name| program.newest(name))
        {
            open.extend(entries(other).into_iter().map(|index| (other, index)));
        }
        open.extend(indices(&hasty(step)).map(|index| (flow, index)));
    }
    texts
}

/// Where a step leads when time passes or staff close a handoff.
fn after_time(step: &Step) -> Vec<Target> {
    match &step.verb {
        Verb::Wait(_) => exits(step).0,
        Verb::Ask(question) => vec![question.silence.then],
        Verb::Handoff(handoff) => vec![handoff.when_closed.unwrap_or(step.next)],
        _ => Vec::new(),
    }
}

fn rows_said(program: &Program, step: &Step) -> Vec<String> {
    let Some(selection) = super::refer::selection(step) else {
        return Vec::new();
    };
    let rows = program.tables().rows(&selection.table).iter();
    rows.filter_map(|row| row.get("text").cloned()).collect()
}
