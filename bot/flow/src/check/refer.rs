//! E01: names of tables, columns, flows, teams, media, roles and channels that lead nowhere.

use std::collections::BTreeSet;

use tsunagi_model::{ChannelKind, Role, StaffRole};

use super::facts::conditions;
use super::place::Words;
use super::{Context, Whole};
use crate::condition::{Condition, Operand};
use crate::definition::{Definition, QuestionKind, Step, Verb};
use crate::near::suggestion;
use crate::problem::{MOST, Place, Problem};
use crate::table::Selection;
use crate::yaml::Node;

/// E01: tables and columns.
pub(super) fn tables(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let tables = context.program.tables();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Some(selection) = selection(step) else {
            continue;
        };
        let word = |word: &str| {
            context
                .words
                .part(index, "from")
                .map_or(selection.place, |from| context.words.within(from, word))
        };
        let table = &selection.table;
        if !tables.has(table) {
            let near = suggestion(table, tables.names());
            let message =
                format!("there is no table `{table}`; it would be flows/tables/{table}.csv{near}");
            problems.push(context.problem("E01", word(table), message));
            continue;
        }
        let Some(filter) = &selection.filter else {
            continue;
        };
        filter.visit(&mut |operand| {
            if let Operand::Column(column) = operand
                && !tables.has_column(table, column)
            {
                let near = suggestion(column, tables.columns(table).iter().map(String::as_str));
                let message = format!("the table `{table}` has no column `{column}`{near}");
                problems.push(context.problem("E01", word(column), message));
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

/// E01: flows that are run by others, or that others have missed.
pub(super) fn flows(context: &Context) -> Vec<Problem> {
    let known = context.facts.flows;
    let named = flow_names(context.flow, &context.words).into_iter();
    let unknown = named.filter(|node| node.text().is_none_or(|flow| !known.contains_key(flow)));
    unknown
        .take(MOST + 1)
        .map(|node| {
            let name = node.text().unwrap_or_default();
            let near = suggestion(name, known.keys().map(String::as_str));
            context.problem("E01", node.at, format!("there is no flow `{name}`{near}"))
        })
        .collect()
}

/// The other flows that a flow names, each where it stands.
pub(super) fn flow_names<'a>(flow: &'a Definition, words: &Words<'a>) -> Vec<&'a Node> {
    let run = (0..flow.steps.len()).filter_map(|index| words.part(index, "run"));
    let starts = words.starts().iter();
    run.chain(starts.filter_map(|start| start.get("missed")))
        .collect()
}

/// The same as names.
pub(super) fn named_flows(flow: &Definition) -> BTreeSet<String> {
    let nodes = flow_names(flow, &Words::new(flow)).into_iter();
    nodes
        .filter_map(|node| node.text().map(str::to_owned))
        .collect()
}

/// The teams that a flow calls, each where it stands.
pub(super) fn called<'a>(context: &Context<'a>) -> Vec<&'a Node> {
    called_in(context.flow, &context.words)
}

/// The same, without a programme around it.
pub(super) fn called_in<'a>(flow: &Definition, words: &Words<'a>) -> Vec<&'a Node> {
    let steps = 0..flow.steps.len();
    steps
        .flat_map(|index| {
            let unanswered = words
                .part(index, "unanswered")
                .and_then(|node| node.get("alert"));
            [
                words.part(index, "alert"),
                words.part(index, "handoff"),
                unanswered,
            ]
        })
        .flatten()
        .collect()
}

/// E01: teams that nobody has put together.
pub(super) fn teams(context: &Context) -> Vec<Problem> {
    let Some(teams) = &context.facts.teams else {
        return Vec::new();
    };
    let named = called(context).into_iter();
    named
        .filter(|node| !node.text().is_some_and(|team| teams.contains_key(team)))
        .take(MOST + 1)
        .filter_map(|node| {
            let team = node.text().unwrap_or_default();
            if teams.contains_key(team) {
                return None;
            }
            let near = suggestion(team, teams.keys().copied());
            let message = format!("there is no team `{team}` in flows/tables/teams.csv{near}");
            Some(context.problem("E01", node.at, message))
        })
        .collect()
}

/// E01: pictures and films that are not in `flows/media/`.
pub(super) fn media(context: &Context) -> Vec<Problem> {
    let Some(there) = &context.given.media else {
        return Vec::new();
    };
    let steps = 0..context.flow.steps.len();
    let named = steps.filter_map(|index| context.words.part(index, "media"));
    named
        .filter(|node| !node.text().is_some_and(|file| there.contains(file)))
        .take(MOST + 1)
        .filter_map(|node| {
            let file = node.text().unwrap_or_default();
            if there.contains(file) {
                return None;
            }
            let near = suggestion(file, there.iter().map(String::as_str));
            let message = format!("there is no file `{file}` in flows/media/{near}");
            Some(context.problem("E01", node.at, message))
        })
        .collect()
}

/// E01: pictures that rows of tables name.
pub(super) fn pictures(whole: &Whole) -> Vec<Problem> {
    let Some(there) = &whole.given.media else {
        return Vec::new();
    };
    let tables = whole.program.tables();
    let mut names: Vec<&str> = tables.names().collect();
    names.sort_unstable();
    let mut problems = Vec::new();
    for table in names {
        for (row, cells) in tables.rows(table).iter().enumerate() {
            if let Some(file) = cells.get("image").filter(|file| !file.is_empty())
                && !there.contains(file)
            {
                let near = suggestion(file, there.iter().map(String::as_str));
                let message = format!("there is no file `{file}` in flows/media/{near}");
                problems.extend(whole.in_table("E01", table, row, "image", message));
                if problems.len() == MOST {
                    return problems;
                }
            }
        }
    }
    problems
}

/// E01: the staff role of a team.
pub(super) fn staff(whole: &Whole) -> Vec<Problem> {
    let rows = whole.program.tables().rows("teams").iter().enumerate();
    rows.filter_map(|(row, cells)| {
        let role = cells.get("role").filter(|role| !role.is_empty())?;
        if role.parse::<StaffRole>().is_ok() {
            return None;
        }
        let near = suggestion(role, StaffRole::ALL.iter().map(|role| role.as_str()));
        let message = format!("there is no staff role `{role}`{near}");
        whole.in_table("E01", "teams", row, "role", message)
    })
    .take(MOST)
    .collect()
}

/// E01: words of closed lists that conditions compare with: roles and channels.
pub(super) fn words(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (node, condition) in conditions(context.flow) {
        compared(&condition, &mut |field, word| {
            let near = match field {
                "contact.role" if word.parse::<Role>().is_err() => {
                    suggestion(word, Role::ALL.iter().map(|role| role.as_str()))
                }
                "contact.channel" if word.parse::<ChannelKind>().is_err() => {
                    suggestion(word, ChannelKind::ALL.iter().map(|kind| kind.as_str()))
                }
                _ => return,
            };
            let what = field.trim_start_matches("contact.");
            problems.push(context.problem(
                "E01",
                context.words.within(node, word),
                format!("there is no {what} `{word}`{near}"),
            ));
        });
    }
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Some(filter) = selection(step).and_then(|selection| selection.filter.as_ref()) else {
            continue;
        };
        let at = context
            .words
            .part(index, "from")
            .map_or(Place::default(), |node| node.at);
        compared(filter, &mut |field, word| {
            if field == "contact.role" && word.parse::<Role>().is_err() {
                let near = suggestion(word, Role::ALL.iter().map(|role| role.as_str()));
                let at = context.words.find(at, word).unwrap_or(at);
                problems.push(context.problem(
                    "E01",
                    at,
                    format!("there is no role `{word}`{near}"),
                ));
            }
        });
    }
    problems
}

/// Every field that is compared with a plain word.
pub(super) fn compared<'c>(condition: &'c Condition, each: &mut dyn FnMut(&'c str, &'c str)) {
    match condition {
        Condition::Or(parts) | Condition::And(parts) => {
            parts.iter().for_each(|part| compared(part, each));
        }
        Condition::Not(part) => compared(part, each),
        Condition::Compare(Operand::Field(field), _, Operand::Literal(word)) => each(field, word),
        // The column of that name holds the same words.
        Condition::Compare(Operand::Column(column), _, Operand::Literal(word))
            if column == "role" =>
        {
            each("contact.role", word);
        }
        Condition::In(Operand::Field(field), list) => {
            for operand in list {
                if let Operand::Literal(word) = operand {
                    each(field, word);
                }
            }
        }
        _ => {}
    }
}
