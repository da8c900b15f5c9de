//! E10: what may not be removed because it is used; W20: people who wait where a draft has nothing any more.

use super::place::Words;
use super::refer;
use super::texts::said;
use crate::condition::Condition;
use crate::definition::Definition;
use crate::problem::{Place, Problem};
use crate::program::Program;
use crate::yaml::Node;

/// Something that flows refer to by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part<'n> {
    /// A flow.
    Flow(&'n str),
    /// A table, without `.csv`.
    Table(&'n str),
    /// A team of `tables/teams.csv`.
    Team(&'n str),
    /// A field.
    Field(&'n str),
}

/// E10: every place that still needs what is to be removed.
pub fn check_removal(program: &Program, part: Part<'_>) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (_, flow) in program.newest_all() {
        let words = Words::new(flow);
        let mut used = |at: Place, what: &str, name: &str| {
            let message = format!("`{}` still needs the {what} `{name}`", flow.flow);
            problems.push(Problem::new("E10", &flow.source, at, message));
        };
        match part {
            Part::Flow(name) if name != flow.flow => {
                for node in refer::flow_names(flow, &words) {
                    if node.text() == Some(name) {
                        used(node.at, "flow", name);
                    }
                }
            }
            Part::Flow(_) => {}
            Part::Table(name) => {
                for (index, step) in flow.steps.iter().enumerate() {
                    if refer::selection(step).is_some_and(|rows| rows.table == name) {
                        used(words.place(index, &["from"]), "table", name);
                    }
                }
            }
            Part::Team(name) => {
                for node in refer::called_in(flow, &words) {
                    if node.text() == Some(name) {
                        used(node.at, "team", name);
                    }
                }
            }
            Part::Field(name) => {
                for at in reads(flow, &words, name) {
                    used(at, "field", name);
                }
            }
        }
    }
    problems
}

/// The places at which a flow reads a field.
fn reads(flow: &Definition, words: &Words<'_>, name: &str) -> Vec<Place> {
    let mut places: Vec<Place> = super::facts::conditions(flow)
        .iter()
        .filter(|(_, condition)| reads_field(condition, name))
        .map(|(node, _)| words.within(node, name))
        .collect();
    for index in 0..flow.steps.len() {
        let until = words.part(index, "wait").and_then(|wait| wait.get("until"));
        let on = until.filter(|node| node.text() == Some(name));
        places.extend(on.map(|node| node.at));
    }
    let on = words.starts().iter().filter_map(|start| start.get("on"));
    let uses = words.head("uses").map(Node::items).unwrap_or_default();
    places.extend(
        on.chain(uses)
            .filter(|node| node.text() == Some(name))
            .map(|node| node.at),
    );
    places
}

fn reads_field(condition: &Condition, name: &str) -> bool {
    let mut found = false;
    condition.visit(&mut |operand| found |= super::facts::field_of(operand) == Some(name));
    found
}

/// W20: steps at which people wait, by name with their number, that a draft no longer has, not even under a former name.
pub fn check_waiting(draft: &Definition, waiting: &[(&str, u64)]) -> Vec<Problem> {
    let at = draft
        .tree
        .entries()
        .and_then(|entries| entries.iter().find(|(key, _)| key.text() == Some("steps")))
        .map_or(Place { line: 1, column: 1 }, |(key, _)| key.at);
    let gone = waiting
        .iter()
        .filter(|(step, count)| *count > 0 && draft.index(step).is_none());
    gone.map(|(step, count)| {
        let people = if *count == 1 {
            "1 person waits".to_owned()
        } else {
            format!("{count} people wait")
        };
        let message = format!(
            "{people} at `{step}`, which this draft removes: keep the old version for them, name the step that follows it (`was: [{step}]`), or end kindly"
        );
        Problem::new("W20", &draft.source, at, message)
    })
    .collect()
}

/// The ids of all texts that a flow may say, labels aside.
pub fn texts_of(program: &Program, flow: &Definition) -> Vec<String> {
    said(program, flow)
}
