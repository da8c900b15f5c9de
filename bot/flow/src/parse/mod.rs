//! From a file to a compiled flow: every problem at once, never a panic.

mod fields;
mod head;
pub(crate) mod keys;
mod question;
mod rule;
mod start;
mod step;
pub(crate) mod words;

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use tsunagi_model::Span;

use crate::definition::{Definition, Target};
use crate::expression;
use crate::near::suggestion;
use crate::problem::{MOST, Problem, Source, finish};
use crate::yaml::{self, Node};
use question::Head;
use words::{FORBIDDEN, RESERVED, is_name};

/// Reads one flow. There is a definition whenever the file has steps at all; it may only be published without errors.
pub fn parse(source: &Source) -> (Option<Definition>, Vec<Problem>) {
    let mut parser = Parser {
        source,
        problems: Vec::new(),
        names: HashMap::new(),
        steps: 0,
        flow: String::new(),
        always: false,
    };
    let definition = match yaml::read(source) {
        Ok(root) => parser.flow(&Arc::new(root)),
        Err(problem) => {
            parser.problems.push(*problem);
            None
        }
    };
    parser
        .problems
        .sort_by_key(|problem| (problem.line, problem.column));
    finish(&mut parser.problems, source);
    (definition, parser.problems)
}

/// For how many problems of a file it is guessed what was meant.
const GUESSES: usize = 50;

struct Parser<'s> {
    source: &'s Source,
    problems: Vec<Problem>,
    /// Step name → index, former names included.
    names: HashMap<String, usize>,
    /// How many steps there are.
    steps: usize,
    flow: String,
    always: bool,
}

impl Parser<'_> {
    fn problem(&mut self, code: &'static str, node: &Node, message: impl Into<String>) {
        // One more than are shown, so that the list can say that it goes on.
        if self.problems.len() <= MOST {
            self.problems
                .push(Problem::bare(code, self.source, node.at, message));
        }
    }

    fn flow(&mut self, root: &Arc<Node>) -> Option<Definition> {
        let Some(entries) = root.entries() else {
            self.problem("E02", root, "a flow begins with `flow:` and has `steps:`");
            return None;
        };
        self.check_keys(entries, keys::HEAD, "a flow");
        self.flow = self.name_of_flow(root);
        if let Some(version) = root
            .get("version")
            .filter(|version| version.text() != Some("1"))
        {
            self.problem(
                "E02",
                version,
                "this service reads `version: 1` of the flow language",
            );
        }
        self.always = root.get_text("always") == Some("true");
        let Some(steps) = root.get("steps").and_then(Node::entries) else {
            self.problem("E02", root, "a flow has `steps:`, a list of named steps");
            return None;
        };
        self.collect_names(steps);
        let silence = root
            .get("no_answer")
            .map(|node| self.silence_parts(node, None));
        let head = Head { silence };
        let steps: Vec<_> = steps
            .iter()
            .enumerate()
            .map(|(index, (name, node))| self.step(index, name, node, &head))
            .collect();
        if steps.is_empty() {
            self.problem("E02", root, "a flow has at least one step");
            return None;
        }
        let mut definition = Definition {
            flow: self.flow.clone(),
            title: root.get_text("title").unwrap_or(&self.flow).to_owned(),
            audience: self.audience(root),
            purpose: self.purpose(root),
            uses: self.uses(root),
            suspended: self.suspended(root),
            starts: root
                .get("start")
                .map(|node| self.starts(node))
                .unwrap_or_default(),
            again: root.get("again").and_then(|node| self.again(node)),
            busy: self.busy(root),
            missed: self.missed(root),
            expires: root.get("expires").and_then(|node| self.span(node)),
            always: self.always,
            rules: Vec::new(),
            steps,
            names: std::mem::take(&mut self.names),
            fields: Vec::new(),
            source: self.source.clone(),
            tree: Arc::clone(root),
        };
        definition.fields = fields::of(&definition);
        self.names.clone_from(&definition.names);
        if let Some(rules) = root.get("rules") {
            definition.rules = self.rules(rules, &definition);
        }
        Some(definition)
    }

    fn name_of_flow(&mut self, root: &Node) -> String {
        let stem = self.source.stem().to_owned();
        match root.get("flow") {
            Some(node) if node.text().is_some_and(is_name) => {
                let name = node.text().unwrap_or_default().to_owned();
                if name != stem && !stem.is_empty() {
                    self.problem(
                        "E02",
                        node,
                        format!("the file is called `{stem}`, so this is `flow: {stem}`"),
                    );
                }
                name
            }
            Some(node) => {
                self.problem(
                    "E02",
                    node,
                    "a flow's name is made of small letters, digits and underscores",
                );
                stem
            }
            None => {
                self.problem(
                    "E02",
                    root,
                    format!("the first line is missing: `flow: {stem}`"),
                );
                stem
            }
        }
    }

    /// Unknown and duplicate keys of a map.
    fn check_keys(&mut self, entries: &[(Node, Node)], known: &[&str], whose: &str) {
        let mut seen = HashSet::new();
        for (key, _) in entries {
            let Some(name) = key.text() else {
                self.problem("E02", key, format!("a key of {whose} is a word"));
                continue;
            };
            if !seen.insert(name) {
                self.problem("E02", key, format!("`{name}` stands here twice"));
            }
            if !known.is_empty() && !known.contains(&name) {
                let near = if self.problems.len() < GUESSES {
                    suggestion(name, known.iter().copied())
                } else {
                    String::new()
                };
                self.problem(
                    "E02",
                    key,
                    format!("`{name}` is not a key of {whose}{near}"),
                );
            }
        }
    }

    /// A name that a person made up: a step, an option, a rule.
    fn check_name(&mut self, key: &Node, what: &str, reserved: bool) -> String {
        let name = key.text().unwrap_or_default().to_owned();
        if FORBIDDEN.contains(&name.as_str()) {
            self.problem(
                "E02",
                key,
                format!(
                    "`{name}` cannot name {what}, because some readers take it for true or false"
                ),
            );
        } else if reserved && RESERVED.contains(&name.as_str()) {
            self.problem(
                "E02",
                key,
                format!("`{name}` cannot name {what}, because it says where to go"),
            );
        } else if !is_name(&name) {
            self.problem(
                "E02",
                key,
                format!("the name of {what} is made of small letters, digits and underscores"),
            );
        }
        name
    }

    fn collect_names(&mut self, steps: &[(Node, Node)]) {
        self.steps = steps.len();
        for (index, (key, node)) in steps.iter().enumerate() {
            let name = self.check_name(key, "a step", true);
            if self.names.insert(name.clone(), index).is_some() {
                self.problem("E02", key, format!("there is already a step `{name}`"));
            }
            for former in node.get("was").map(Node::items).unwrap_or_default() {
                self.names
                    .entry(former.text().unwrap_or_default().to_owned())
                    .or_insert(index);
            }
        }
    }

    /// Where a word leads; `next` is where the step itself leads.
    fn target(&mut self, node: &Node, next: Target) -> Target {
        match node.text() {
            Some("next") => next,
            Some("end") => Target::End,
            Some("return") => Target::Return,
            Some("hold") => Target::Hold,
            Some(name) => match self.names.get(name) {
                Some(index) => Target::Step(*index),
                None => {
                    let near = if self.problems.len() < GUESSES {
                        suggestion(name, self.names.keys().map(String::as_str))
                    } else {
                        String::new()
                    };
                    self.problem("E01", node, format!("there is no step `{name}`{near}"));
                    Target::End
                }
            },
            None => {
                self.problem(
                    "E01",
                    node,
                    "here stands the name of a step, or `next`, `end`, `return`, `hold`",
                );
                Target::End
            }
        }
    }

    fn span(&mut self, node: &Node) -> Option<Span> {
        let span = node.text().and_then(words::span);
        if span.is_none() {
            self.problem(
                "E02",
                node,
                "this is not a length of time; write `15m`, `3h`, `2d`, `1w`",
            );
        }
        span
    }

    fn condition(&mut self, node: &Node) -> Option<crate::condition::Condition> {
        match expression::condition(node.text().unwrap_or_default()) {
            Ok(condition) => Some(condition),
            Err(message) => {
                self.problem(
                    "E02",
                    node,
                    format!("this condition is not understood: {message}"),
                );
                None
            }
        }
    }
}
