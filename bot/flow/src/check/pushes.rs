//! W19: how much reaches people unasked.

use tsunagi_model::{Role, Span};

use super::digest::Share;
use super::loops::{entries, hasty, indices, may_hold};
use super::{Given, Whole};
use crate::definition::{Definition, Verb};
use crate::problem::Problem;
use crate::program::Program;
use crate::start::{Period, Trigger, TriggerKind};

/// Weeks and days in a mean month.
const WEEKS: f64 = 4.35;
const DAYS: f64 = 30.4;
/// How many of those who are asked something let it pass, so that the next nudge is sent.
const SILENT: f64 = 0.5;
/// How many flows the sum is explained with.
const EXPLAINED: usize = 5;

/// W19: too many pushes for one person in a month.
pub(super) fn budget(whole: &Whole) -> Vec<Problem> {
    let sum = |share: &Share| share.times * (1.0 + share.nudges);
    let mut problems = Vec::new();
    for role in [Role::Child, Role::Parent] {
        let mut parts: Vec<(&str, &Share)> = whole
            .facts
            .flows
            .iter()
            .flat_map(|(name, flow)| flow.shares.iter().map(move |share| (name.as_str(), share)))
            .filter(|(_, share)| share.role == role)
            .collect();
        let total: f64 = parts.iter().map(|(_, share)| sum(share)).sum();
        if total <= whole.given.budget {
            continue;
        }
        parts.sort_by(|a, b| sum(b.1).total_cmp(&sum(a.1)));
        let Some((_, first)) = parts.first() else {
            continue;
        };
        let explained: Vec<String> = parts
            .iter()
            .take(EXPLAINED)
            .map(|(name, share)| {
                format!(
                    "{name} {:.1} × (1 + {:.1} nudges)",
                    share.times, share.nudges
                )
            })
            .collect();
        let more = match parts.len().saturating_sub(EXPLAINED) {
            0 => String::new(),
            more => format!(" + {more} more"),
        };
        let message = format!(
            "a {role} is sent about {total:.1} pushes a month, {} are planned: {}{more} (if half of them let each question pass)",
            whole.given.budget,
            explained.join(" + ")
        );
        problems.push(first.problem("W19", message));
    }
    problems
}

/// How often a start comes in a month for someone in a role; `None` if it never does by the clock.
pub(super) fn a_month(
    program: &Program,
    given: &Given,
    start: &Trigger,
    role: Role,
) -> Option<f64> {
    if !start
        .who
        .as_ref()
        .is_none_or(|who| may_hold(who, role, true))
    {
        return None;
    }
    Some(match &start.kind {
        TriggerKind::Every { period, .. } => match period {
            Period::Day => DAYS,
            Period::Week => WEEKS,
            Period::Month => 1.0,
        },
        TriggerKind::Cron(_) => {
            let now = given.now?;
            let quarter = now.plus(Span::days(91));
            // A quarter, so that seasons do not decide; a daily pattern is cut off and counts as one.
            let count = program.calendar("").unmoved(start, now, quarter).len();
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
pub(super) fn expected_nudges(flow: &Definition) -> f64 {
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
