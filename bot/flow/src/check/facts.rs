//! What the checks of one flow must know of the whole programme.

use std::collections::{BTreeMap, BTreeSet};

use crate::condition::{Condition, Operand};
use crate::definition::{Definition, Expect, RuleWhen, Verb};
use crate::program::Program;
use crate::table::Row;
use crate::yaml::Node;
use crate::{expression, fold};

/// Fields that exist without a flow that saves them.
const BUILT_IN: &[&str] = &[
    "contact.role",
    "contact.language",
    "contact.age",
    "contact.gender",
    "contact.grade",
    "contact.channel",
    "contact.place",
    "contact.area",
    "contact.entry",
    "contact.came_from",
    "contact.paused_until",
    "contact.checkin_day",
    "contact.checkin_time",
    "contact.daily",
    "consent.messages",
    "page.language",
    "meeting.at",
    "support.started_at",
];

/// Facts of the programme as a whole.
pub(crate) struct Facts<'a> {
    /// Every field that anything knows or saves.
    pub fields: BTreeSet<&'a str>,
    /// The teams of `tables/teams.csv`; `None` without that table.
    pub teams: Option<BTreeMap<&'a str, &'a Row>>,
    /// Folded words of the anytime flow, and the rule each belongs to.
    pub anytime: BTreeMap<String, &'a str>,
    /// Folded keyword → the flows it starts.
    pub keywords: BTreeMap<String, BTreeSet<&'a str>>,
}

impl<'a> Facts<'a> {
    pub fn new(program: &'a Program) -> Self {
        let mut fields: BTreeSet<&str> = BUILT_IN.iter().copied().collect();
        for row in program.tables().rows("fields") {
            fields.extend(row.get("field").map(String::as_str));
        }
        for (_, flow) in program.newest_all() {
            fields.extend(saved(flow));
            fields.extend(noted(flow));
        }
        let teams = program.tables().has("teams").then(|| {
            let rows = program.tables().rows("teams").iter();
            rows.filter_map(|row| Some((row.get("team")?.as_str(), row)))
                .collect()
        });
        let mut keywords: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for (word, flow, _) in program.claims() {
            keywords.entry(word).or_default().insert(&flow.flow);
        }
        Self {
            fields,
            teams,
            anytime: program
                .always()
                .map(|(_, flow)| anytime(flow))
                .unwrap_or_default(),
            keywords,
        }
    }
}

/// The fields that a flow fills: `save`, `set`, `with`.
fn saved(flow: &Definition) -> impl Iterator<Item = &str> {
    let steps = flow.tree.get("steps").and_then(Node::entries);
    steps
        .unwrap_or_default()
        .iter()
        .flat_map(|(_, step)| {
            let save = step.get_text("save");
            let set = step.get("set").map(Node::items).unwrap_or_default();
            let set = set
                .iter()
                .filter_map(|item| Some(item.text()?.split_once('=')?.0.trim()));
            let with = step
                .get("with")
                .and_then(Node::entries)
                .unwrap_or_default()
                .iter();
            let with = with.filter_map(|(field, _)| field.text());
            save.into_iter().chain(set).chain(with)
        })
        .filter(|field| field.contains('.'))
}

/// The fields that hold typed words beside an option (`also: text`).
fn noted(flow: &Definition) -> impl Iterator<Item = &str> {
    let notes = flow.fields.iter().map(|(field, _)| field.as_str());
    notes.filter(|field| {
        field.strip_suffix("_note").is_some_and(|asked| {
            flow.steps.iter().any(|step| {
                matches!(&step.verb, Verb::Ask(question) if question.expect == Expect::Also && question.save.as_deref() == Some(asked))
            })
        })
    })
}

fn anytime(flow: &Definition) -> BTreeMap<String, &str> {
    let rules = flow.rules.iter().filter_map(|rule| match &rule.when {
        RuleWhen::Words(words) => Some((rule, words)),
        RuleWhen::Risk(_) | RuleWhen::Lost => None,
    });
    rules
        .flat_map(|(rule, words)| {
            words
                .iter()
                .map(|(word, _)| (word.clone(), rule.name.as_str()))
        })
        .collect()
}

/// The condition that a node holds, if it can be read; the parser has said so if not.
pub(crate) fn condition(node: &Node) -> Option<Condition> {
    expression::condition(node.text()?).ok()
}

/// The field that an operand reads.
pub(crate) fn field_of(operand: &Operand) -> Option<&str> {
    match operand {
        Operand::Field(field) | Operand::DaysSince(field) | Operand::Last(field) => Some(field),
        Operand::Drop(drop) => Some(&drop.field),
        Operand::Streak(history) | Operand::Count(history) => history.field.as_deref(),
        _ => None,
    }
}

/// Every condition of a flow with its node: who starts, what is skipped, where it branches.
pub(crate) fn conditions(flow: &Definition) -> Vec<(&Node, Condition)> {
    let mut nodes: Vec<&Node> = Vec::new();
    let starts = flow.tree.get("start").map(Node::items).unwrap_or_default();
    nodes.extend(starts.iter().filter_map(|start| start.get("who")));
    for (_, step) in flow
        .tree
        .get("steps")
        .and_then(Node::entries)
        .unwrap_or_default()
    {
        nodes.extend(step.get("skip_if"));
        let branches = step.get("when").map(Node::items).unwrap_or_default();
        nodes.extend(branches.iter().filter_map(|branch| branch.get("if")));
    }
    nodes
        .into_iter()
        .filter_map(|node| Some((node, condition(node)?)))
        .collect()
}

/// Folded labels of an option in every language, and its own extra words.
pub(crate) fn spellings(
    flow: &Definition,
    texts: &dyn crate::Texts,
    languages: &[String],
    mut each: impl FnMut(usize, &str, &str, String),
) {
    for (index, step) in flow.steps.iter().enumerate() {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        for option in &question.options {
            for word in &option.words {
                each(index, &option.key, "", word.clone());
            }
            for language in languages {
                if let Some(label) = texts.label(language, &question.text, &option.key) {
                    each(index, &option.key, language, fold(&label));
                }
            }
        }
    }
}
