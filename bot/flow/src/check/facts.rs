//! What the checks of one flow must know of the whole programme.

use std::collections::{BTreeMap, BTreeSet};

use super::digest::Digest;
use crate::condition::{Condition, Operand};
use crate::definition::{Definition, Verb};
use crate::table::{Row, Tables};
use crate::yaml::Node;
use crate::{expression, fold};

/// Fields that exist without a flow that saves them and without a row in `fields.csv`.
pub const BUILT_IN_FIELDS: &[&str] = &[
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
    /// Every flow.
    pub flows: &'a BTreeMap<String, Digest>,
    /// Every field that anything knows or saves.
    pub fields: BTreeSet<&'a str>,
    /// The teams of `tables/teams.csv`; `None` without that table.
    pub teams: Option<BTreeMap<&'a str, &'a Row>>,
    /// Folded words of the anytime flow, and the rule each belongs to.
    pub anytime: BTreeMap<&'a str, &'a str>,
    /// Whether risk words are listened for at all.
    pub hears_risk: bool,
    /// Folded keyword → the flows it starts.
    pub keywords: BTreeMap<&'a str, BTreeSet<&'a str>>,
}

impl<'a> Facts<'a> {
    pub fn new(flows: &'a BTreeMap<String, Digest>, tables: &'a Tables) -> Self {
        let mut fields: BTreeSet<&str> = BUILT_IN_FIELDS.iter().copied().collect();
        for row in tables.rows("fields") {
            fields.extend(row.get("field").map(String::as_str));
        }
        let mut keywords: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for (name, flow) in flows {
            fields.extend(flow.saves.iter().map(String::as_str));
            for word in &flow.keywords {
                keywords.entry(word).or_default().insert(name);
            }
        }
        let teams = tables.has("teams").then(|| {
            let rows = tables.rows("teams").iter();
            rows.filter_map(|row| Some((row.get("team")?.as_str(), row)))
                .collect()
        });
        // The first of several, as the programme takes it.
        let always = flows.values().find(|flow| flow.always);
        let words = always.map(|flow| &flow.anytime).into_iter().flatten();
        Self {
            flows,
            fields,
            teams,
            anytime: words
                .map(|(word, rule)| (word.as_str(), rule.as_str()))
                .collect(),
            hears_risk: always.is_some_and(|flow| flow.hears_risk),
            keywords,
        }
    }
}

impl Facts<'_> {
    /// Whether running a flow leads to another one before anybody has answered.
    pub fn comes_back(&self, from: &str, to: &str) -> bool {
        let mut seen: BTreeSet<&str> = BTreeSet::new();
        let mut open = vec![from];
        while let Some(name) = open.pop() {
            if name == to {
                return true;
            }
            if let Some((name, flow)) = self.flows.get_key_value(name)
                && seen.insert(name)
            {
                open.extend(flow.at_once.iter().map(String::as_str));
            }
        }
        false
    }
}

/// Whether a word is written like a field: names with dots between.
pub(super) fn is_field(word: &str) -> bool {
    word.contains('.')
        && word.split('.').all(|part| {
            part.starts_with(|first: char| first.is_ascii_lowercase())
                && part.chars().all(|letter| {
                    letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_'
                })
        })
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
