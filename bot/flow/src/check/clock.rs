//! W09: starts and nudges that would come in quiet hours or on a holiday, and when they come instead.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDateTime, Weekday};
use tsunagi_model::{Role, Span, Timestamp};

use super::consent::requires;
use super::loops::{entries, hasty, indices};
use super::{Context, silence};
use crate::calendar::Calendar;
use crate::condition::Condition;
use crate::definition::{Definition, Length, Step, Until, Verb};
use crate::problem::{Place, Problem};
use crate::start::{Trigger, TriggerKind};

/// How far ahead is looked.
const YEAR: i64 = 366;
/// How many days are tried for words that come at a time of day.
const DAYS: i64 = 14;

/// W09: regular starts.
pub(super) fn starts(context: &Context) -> Vec<Problem> {
    let Some(now) = context.given.now else {
        return Vec::new();
    };
    let calendar = context.program.calendar("");
    let until = now.plus(Span::days(YEAR));
    let mut problems = Vec::new();
    for start in &context.flow.starts {
        let times = planned(calendar, start, now, until);
        for role in readers(context.flow, start.who.as_ref()) {
            // A date of the person's own falls on any day.
            let regular = !matches!(start.kind, TriggerKind::On { .. });
            let holiday = || on_holiday(calendar, role, &times).filter(|_| regular);
            if let Some(message) = moved(calendar, role, &times, "this start").or_else(holiday) {
                problems.push(context.problem("W09", time_of(context, start), message));
            }
        }
    }
    problems
}

/// The instants that a start means, before anything is moved.
fn planned(
    calendar: &Calendar,
    start: &Trigger,
    now: Timestamp,
    until: Timestamp,
) -> Vec<Timestamp> {
    match &start.kind {
        TriggerKind::On { at: Some(time), .. } => (0..DAYS)
            .map(|days| calendar.day_at(now, days, Some(*time)))
            .collect(),
        _ => calendar.unmoved(start, now, until),
    }
}

/// Where a start says its time.
fn time_of(context: &Context, start: &Trigger) -> Place {
    let item = context
        .words
        .starts()
        .iter()
        .find(|item| item.at == start.at);
    let node = item.and_then(|item| {
        item.get("default")
            .and_then(|default| default.items().last())
            .or_else(|| item.get("cron"))
            .or_else(|| item.get("at"))
    });
    node.map_or(start.at, |node| node.at)
}

/// The roles that are written to: a start may name them, or else the flow.
fn readers(flow: &Definition, who: Option<&Condition>) -> Vec<Role> {
    let both = [Role::Child, Role::Parent];
    let named =
        |role: &Role| who.is_some_and(|who| requires(who, "contact.role", &[role.as_str()]));
    if let Some(role) = Role::ALL.iter().find(|role| named(role)) {
        return vec![*role];
    }
    both.into_iter()
        .filter(|role| flow.audience.is_empty() || flow.audience.contains(role))
        .collect()
}

/// What is said of instants of which some are moved out of quiet hours.
fn moved(calendar: &Calendar, role: Role, times: &[Timestamp], what: &str) -> Option<String> {
    let first = times.iter().find(|at| calendar.is_quiet(**at, role))?;
    let count = times
        .iter()
        .filter(|at| calendar.is_quiet(**at, role))
        .count();
    let often = if count == times.len() {
        "always".to_owned()
    } else {
        format!("{count} of {} times", times.len())
    };
    Some(format!(
        "{what} comes in quiet hours for a {role} ({often}): {} is moved to {}",
        shown(calendar.local(*first)),
        shown(calendar.local(calendar.shift(*first, role)))
    ))
}

/// What is said of a start that comes on a weekday that is a holiday; weekends are chosen on purpose.
fn on_holiday(calendar: &Calendar, role: Role, times: &[Timestamp]) -> Option<String> {
    let first = times.iter().map(|at| calendar.local(*at)).find(|at| {
        calendar.is_holiday(at.date()) && !matches!(at.weekday(), Weekday::Sat | Weekday::Sun)
    })?;
    Some(format!(
        "this start comes on a holiday, {}: it is sent to a {role} all the same, and nobody may be there to answer",
        shown(first)
    ))
}

fn shown(at: NaiveDateTime) -> String {
    at.format("%a %Y-%m-%d %H:%M").to_string()
}

/// W09: nudges and waits.
pub(super) fn ladders(context: &Context) -> Vec<Problem> {
    let Some(now) = context.given.now else {
        return Vec::new();
    };
    let calendar = context.program.calendar("");
    let known = asked_at(context, calendar, now);
    let roles = readers(context.flow, None);
    let any: BTreeMap<Role, Vec<Timestamp>> = roles
        .iter()
        .map(|role| (*role, any_hour(calendar, *role, now)))
        .collect();
    // Most ladders of a flow are the same.
    let mut hopeless: BTreeMap<(Role, i64), bool> = BTreeMap::new();
    let mut problems = Vec::new();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let rungs = rungs(step);
        if rungs.is_empty() {
            continue;
        }
        for role in roles.iter().copied() {
            let from = known[index].as_ref().or_else(|| any.get(&role));
            for (number, rung) in rungs.iter().enumerate() {
                let after = |at: &Timestamp| calendar.shift(*at, role).plus(*rung);
                let quiet = |at: Timestamp| calendar.is_quiet(at, role);
                let from = from.map(Vec::as_slice).unwrap_or_default();
                if known[index].is_none()
                    && !*hopeless
                        .entry((role, rung.0))
                        .or_insert_with(|| from.iter().all(|at| quiet(after(at))))
                {
                    continue;
                }
                let times: Vec<Timestamp> = from.iter().map(after).collect();
                let what = match &step.verb {
                    Verb::Wait(_) => format!("the wait of `{}`", step.name),
                    _ => format!("nudge {} of `{}`", number + 1, step.name),
                };
                if let Some(message) = moved(calendar, role, &times, &what) {
                    let at = rung_at(context, index, number);
                    problems.push(context.problem("W09", at, message));
                }
            }
        }
        if let Verb::Wait(wait) = &step.verb
            && let Until::Field {
                time: Some(time), ..
            } = &wait.until
        {
            let times: Vec<Timestamp> = (0..DAYS)
                .map(|days| calendar.day_at(now, days, Some(*time)))
                .collect();
            for role in roles.iter().copied() {
                let what = format!("the wait of `{}`", step.name);
                if let Some(message) = moved(calendar, role, &times, &what) {
                    let at = context.words.place(index, &["wait", "at"]);
                    problems.push(context.problem("W09", at, message));
                }
            }
        }
    }
    problems
}

/// How long after the question each nudge comes; how long a wait is, if less than a day.
fn rungs(step: &Step) -> Vec<Span> {
    match &step.verb {
        Verb::Ask(question) => {
            let gaps = question.silence.gaps.split_last();
            let gaps = gaps.map(|(_, gaps)| gaps).unwrap_or_default();
            gaps.iter()
                .scan(0_i64, |sum, gap| {
                    *sum = sum.saturating_add(gap.0);
                    Some(Span(*sum))
                })
                .take(20)
                .collect()
        }
        Verb::Wait(wait) => match wait.until {
            Until::Length(Length::Span(span)) => vec![span],
            // The time of day is looked at by itself.
            Until::Field { time: Some(_), .. } => vec![],
            _ => vec![],
        },
        _ => vec![],
    }
}

fn rung_at(context: &Context, index: usize, number: usize) -> Place {
    if context.words.part(index, "wait").is_some() {
        return context.words.place(index, &["wait"]);
    }
    let own = context.words.part(index, "no_answer");
    let ladder = own
        .and_then(|node| node.get("nudge"))
        .or_else(|| context.words.head("no_answer")?.get("nudge"));
    ladder
        .and_then(|ladder| ladder.items().get(number))
        .map_or_else(|| silence::ladder(context, index), |rung| rung.at)
}

/// When a question is put, if the clock leads to it: after a regular start, or after a wait until a time of day.
fn asked_at(context: &Context, calendar: &Calendar, now: Timestamp) -> Vec<Option<Vec<Timestamp>>> {
    let flow = context.flow;
    let mut known: Vec<Option<Vec<Timestamp>>> = vec![None; flow.steps.len()];
    let until = now.plus(Span::days(YEAR));
    let regular: Vec<Timestamp> = flow
        .starts
        .iter()
        .flat_map(|start| planned(calendar, start, now, until))
        .take(60)
        .collect();
    if !regular.is_empty() {
        spread(flow, entries(flow), &regular, &mut known);
    }
    for step in &flow.steps {
        let Verb::Wait(wait) = &step.verb else {
            continue;
        };
        let Until::Field {
            time: Some(time), ..
        } = &wait.until
        else {
            continue;
        };
        let times: Vec<Timestamp> = (0..DAYS)
            .map(|days| calendar.day_at(now, days, Some(*time)))
            .collect();
        spread(flow, indices(&[step.next]).collect(), &times, &mut known);
    }
    known
}

/// Marks every step that is reached without waiting.
fn spread(
    flow: &Definition,
    mut open: Vec<usize>,
    times: &[Timestamp],
    known: &mut [Option<Vec<Timestamp>>],
) {
    while let Some(index) = open.pop() {
        let Some(place) = known.get_mut(index).filter(|place| place.is_none()) else {
            continue;
        };
        *place = Some(times.to_vec());
        open.extend(indices(&hasty(&flow.steps[index])));
    }
}

/// Every half hour of a week at which something may be sent.
fn any_hour(calendar: &Calendar, role: Role, now: Timestamp) -> Vec<Timestamp> {
    (0..48 * 7)
        .map(|half| now.plus(Span::minutes(half * 30)))
        .filter(|at| !calendar.is_quiet(*at, role))
        .collect()
}
