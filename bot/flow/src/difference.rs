//! What changed between two versions of a flow, as a coordinator sees it: steps, options, words, times, starts.

use std::collections::{BTreeMap, HashMap, HashSet};

use serde::Serialize;

use crate::definition::Definition;
use crate::yaml::{Node, Value};

/// The longest value that is shown.
const LONGEST: usize = 200;
/// Keys whose change moves something in time.
const TIMES: [&str; 7] = [
    "wait",
    "no_answer",
    "unanswered",
    "missed",
    "expires",
    "again",
    "quiet",
];
/// Keys that name texts.
const TEXTS: [&str; 5] = ["say", "ask", "cards", "pick_slot", "closed_say"];
/// Keys that are told in their own way, or that change nothing for anybody.
const APART: [&str; 8] = [
    "steps", "start", "rules", "options", "note", "was", "version", "flow",
];

/// The kinds of changes; each has a text `flows-change-<kind>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// Something at the head of the flow (`name`): audience, purpose, title, ….
    Head,
    /// A start (`name`) was added (`to`).
    StartAdded,
    /// A start was removed (`from`).
    StartRemoved,
    /// A start is another one now.
    StartChanged,
    /// A rule (`name`) of an anytime flow was added.
    RuleAdded,
    /// A rule was removed.
    RuleRemoved,
    /// A rule listens for or leads to something else.
    RuleChanged,
    /// A step is new.
    StepAdded,
    /// A step is gone.
    StepRemoved,
    /// A step has another name (`from`, `to`).
    StepRenamed,
    /// A step stands elsewhere among the others.
    StepMoved,
    /// An option (`name`) was added, leading to `to`.
    OptionAdded,
    /// An option was removed.
    OptionRemoved,
    /// An option leads elsewhere.
    OptionChanged,
    /// Other words are said (`name` tells which key).
    Text,
    /// Something happens at another time (`name`: wait, no_answer, …).
    Time,
    /// The next step is another one.
    Next,
    /// Anything else about a step (`name`).
    Setting,
}

impl ChangeKind {
    /// Its word in the ids of texts.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Head => "head",
            Self::StartAdded => "start-added",
            Self::StartRemoved => "start-removed",
            Self::StartChanged => "start-changed",
            Self::RuleAdded => "rule-added",
            Self::RuleRemoved => "rule-removed",
            Self::RuleChanged => "rule-changed",
            Self::StepAdded => "step-added",
            Self::StepRemoved => "step-removed",
            Self::StepRenamed => "step-renamed",
            Self::StepMoved => "step-moved",
            Self::OptionAdded => "option-added",
            Self::OptionRemoved => "option-removed",
            Self::OptionChanged => "option-changed",
            Self::Text => "text",
            Self::Time => "time",
            Self::Next => "next",
            Self::Setting => "setting",
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Change {
    /// What kind.
    pub kind: ChangeKind,
    /// At which step, by its name now (before, if it is gone).
    pub step: Option<String>,
    /// Which option, key, rule or kind of start.
    pub name: Option<String>,
    /// What stood there, as it was written.
    pub from: Option<String>,
    /// What stands there now.
    pub to: Option<String>,
}

/// Everything that changed, in the order of the new file; what was removed comes where it stood.
pub fn difference(old: &Definition, new: &Definition) -> Vec<Change> {
    let mut changes = Changes(Vec::new());
    changes.keys(None, Some(&old.tree), Some(&new.tree));
    changes.starts(old, new);
    changes.rules(old, new);
    changes.steps(old, new);
    changes.0
}

struct Changes(Vec<Change>);

impl Changes {
    fn add(
        &mut self,
        kind: ChangeKind,
        step: Option<&str>,
        name: Option<&str>,
        (from, to): (Option<String>, Option<String>),
    ) {
        self.0.push(Change {
            kind,
            step: step.map(str::to_owned),
            name: name.map(str::to_owned),
            from,
            to,
        });
    }

    /// The keys of a step, or of the head of the flow.
    fn keys(&mut self, step: Option<&str>, old: Option<&Node>, new: Option<&Node>) {
        let mut seen = HashSet::new();
        let keys = entries(new).iter().chain(entries(old));
        for key in keys.filter_map(|(key, _)| key.text()) {
            if APART.contains(&key) || !seen.insert(key) {
                continue;
            }
            let get = |node: Option<&Node>| node.and_then(|node| node.get(key)).map(written);
            let (from, to) = (get(old), get(new));
            if from == to {
                continue;
            }
            let kind = match key {
                _ if TIMES.contains(&key) => ChangeKind::Time,
                _ if step.is_none() => ChangeKind::Head,
                _ if TEXTS.contains(&key) => ChangeKind::Text,
                "then" => ChangeKind::Next,
                _ => ChangeKind::Setting,
            };
            self.add(kind, step, Some(key), (from, to));
        }
    }

    fn starts(&mut self, old: &Definition, new: &Definition) {
        let starts = |definition: &Definition| -> Vec<(String, String)> {
            let node = definition.tree.get("start");
            let items = node.map(Node::items).unwrap_or_default();
            items
                .iter()
                .map(|item| (first_key(item), written(item)))
                .collect()
        };
        let (mut before, mut after) = (starts(old), starts(new));
        before.retain(|start| match after.iter().position(|now| now == start) {
            Some(same) => {
                after.remove(same);
                false
            }
            None => true,
        });
        for (kind, to) in after {
            let other = before.iter().position(|(was, _)| *was == kind);
            let from = other.map(|place| before.remove(place).1);
            let change = if from.is_some() {
                ChangeKind::StartChanged
            } else {
                ChangeKind::StartAdded
            };
            self.add(change, None, Some(&kind), (from, Some(to)));
        }
        for (kind, from) in before {
            self.add(
                ChangeKind::StartRemoved,
                None,
                Some(&kind),
                (Some(from), None),
            );
        }
    }

    fn rules(&mut self, old: &Definition, new: &Definition) {
        let (old, new) = (old.tree.get("rules"), new.tree.get("rules"));
        let kinds = [
            ChangeKind::RuleAdded,
            ChangeKind::RuleRemoved,
            ChangeKind::RuleChanged,
        ];
        self.entries(kinds, None, old, new);
    }

    /// The entries of a map that may come, go and change.
    fn entries(
        &mut self,
        [added, removed, changed]: [ChangeKind; 3],
        step: Option<&str>,
        old: Option<&Node>,
        new: Option<&Node>,
    ) {
        let get = |node: Option<&Node>, key: &str| node.and_then(|node| node.get(key)).map(written);
        let mut seen = HashSet::new();
        for key in entries(new).iter().filter_map(|(key, _)| key.text()) {
            if !seen.insert(key) {
                continue;
            }
            match (get(old, key), get(new, key)) {
                (None, to) => self.add(added, step, Some(key), (None, to)),
                (from, to) if from != to => self.add(changed, step, Some(key), (from, to)),
                _ => {}
            }
        }
        for key in entries(old).iter().filter_map(|(key, _)| key.text()) {
            if seen.insert(key) {
                self.add(removed, step, Some(key), (get(old, key), None));
            }
        }
    }

    fn steps(&mut self, old: &Definition, new: &Definition) {
        let nodes = |definition: &Definition| -> HashMap<String, Node> {
            entries(definition.tree.get("steps"))
                .iter()
                .filter_map(|(key, node)| Some((key.text()?.to_owned(), node.clone())))
                .collect()
        };
        let (before, after) = (nodes(old), nodes(new));
        // Where each old step is now; several may have become one.
        let mut was: BTreeMap<usize, usize> = BTreeMap::new();
        for (place, step) in old.steps.iter().enumerate() {
            match new.index(&step.name) {
                Some(now) => {
                    was.entry(now).or_insert(place);
                    let name = &new.steps[now].name;
                    if *name != step.name {
                        let names = (Some(step.name.clone()), Some(name.clone()));
                        self.add(ChangeKind::StepRenamed, Some(name), None, names);
                    }
                }
                None => self.add(
                    ChangeKind::StepRemoved,
                    Some(&step.name),
                    None,
                    (None, None),
                ),
            }
        }
        let kept: Vec<usize> = was.values().copied().collect();
        let in_order = longest_rise(&kept);
        for (place, step) in new.steps.iter().enumerate() {
            let Some(former) = was.get(&place) else {
                self.add(ChangeKind::StepAdded, Some(&step.name), None, (None, None));
                continue;
            };
            if !in_order.contains(former) {
                self.add(ChangeKind::StepMoved, Some(&step.name), None, (None, None));
            }
            let (old, new) = (before.get(&old.steps[*former].name), after.get(&step.name));
            self.keys(Some(&step.name), old, new);
            let kinds = [
                ChangeKind::OptionAdded,
                ChangeKind::OptionRemoved,
                ChangeKind::OptionChanged,
            ];
            let options = |node: Option<&Node>| node.and_then(|node| node.get("options")).cloned();
            let (old, new) = (options(old), options(new));
            self.entries(kinds, Some(&step.name), old.as_ref(), new.as_ref());
        }
    }
}

fn entries(node: Option<&Node>) -> &[(Node, Node)] {
    node.and_then(Node::entries).unwrap_or_default()
}

/// What kind of start a start is.
fn first_key(item: &Node) -> String {
    let first = item.entries().and_then(|entries| entries.first());
    let word = first.map_or(item.text(), |(key, _)| key.text());
    word.unwrap_or_default().to_owned()
}

/// A value as a coordinator wrote it, on one line; notes are left out.
fn written(node: &Node) -> String {
    fn write(node: &Node, to: &mut String) {
        if to.len() > LONGEST * 4 {
            return;
        }
        match &node.value {
            Value::Text { text, .. } => to.push_str(text.trim()),
            Value::List(items) => {
                for (place, item) in items.iter().enumerate() {
                    to.push_str(if place > 0 { ", " } else { "" });
                    write(item, to);
                }
            }
            Value::Map(entries) => {
                let entries = entries.iter().filter(|(key, _)| key.text() != Some("note"));
                for (place, (key, value)) in entries.enumerate() {
                    to.push_str(if place > 0 { ", " } else { "" });
                    write(key, to);
                    to.push_str(": ");
                    write(value, to);
                }
            }
        }
    }
    let mut text = String::new();
    write(node, &mut text);
    if text.chars().count() > LONGEST {
        text = text.chars().take(LONGEST).chain(['…']).collect();
    }
    text
}

/// The longest part of a row that rises: what is not in it has moved.
fn longest_rise(row: &[usize]) -> HashSet<usize> {
    // For each length, where the rise of that length with the smallest end ends; and what came before each place.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::new();
    for (place, value) in row.iter().enumerate() {
        let length = ends.partition_point(|end| row[*end] < *value);
        before.push(length.checked_sub(1).map(|shorter| ends[shorter]));
        match ends.get_mut(length) {
            Some(end) => *end = place,
            None => ends.push(place),
        }
    }
    let mut rise = HashSet::new();
    let mut next = ends.last().copied();
    while let Some(place) = next {
        rise.insert(row[place]);
        next = before[place];
    }
    rise
}
