//! What the checks of other flows must know of a flow: little enough to be kept beside it, so that one changed file is one file read.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};
use tsunagi_model::Role;

use super::loops::{at_once, entries, exits, hasty, indices};
use super::{Given, consent, facts, field, pushes, refer};
use crate::definition::{Definition, Expect, RuleWhen, Step, Target, Verb};
use crate::fold;
use crate::problem::{Place, Problem, hint};
use crate::program::Program;
use crate::start::TriggerKind;
use crate::yaml::Node;

/// A flow as the others see it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Digest {
    pub(super) audience: Vec<Role>,
    pub(super) always: bool,
    /// Whether it has a rule for risk words.
    pub(super) hears_risk: bool,
    /// Folded words of its rules, and the rule each belongs to.
    pub(super) anytime: BTreeMap<String, String>,
    /// Folded.
    pub(super) keywords: BTreeSet<String>,
    pub(super) saves: BTreeSet<String>,
    pub(super) reads: BTreeSet<String>,
    /// The flows it runs, and those it runs before it waits for the first time.
    pub(super) runs: BTreeSet<String>,
    pub(super) at_once: BTreeSet<String>,
    pub(super) shares: Vec<Share>,
    /// What it says unasked by itself, and what when another flow runs it unasked.
    pub(super) speaks: Speech,
    pub(super) entered: Speech,
}

/// What is said before a run waits for a person.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct Speech {
    pub texts: BTreeSet<String>,
    pub runs: BTreeSet<String>,
}

/// What a regular start adds to the pushes of a month.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(super) struct Share {
    pub role: Role,
    pub times: f64,
    pub nudges: f64,
    file: String,
    at: Place,
    excerpt: String,
}

impl Share {
    /// A problem at this start.
    pub fn problem(&self, code: &'static str, message: String) -> Problem {
        Problem {
            code,
            severity: crate::Severity::Warning,
            file: self.file.clone(),
            line: self.at.line,
            column: self.at.column,
            message,
            hint: hint(code),
            excerpt: self.excerpt.clone(),
        }
    }
}

impl Digest {
    /// Reads a flow in the middle of a programme's tables and calendars.
    pub fn of(flow: &Definition, program: &Program, given: &Given) -> Self {
        let (mut speaks, mut entered) = (Speech::default(), Speech::default());
        let starts = flow.starts.iter().any(|start| start.kind.is_push());
        let mut open = if starts { entries(flow) } else { Vec::new() };
        for step in &flow.steps {
            open.extend(indices(&after_time(step)));
            if let Verb::Ask(question) = &step.verb
                && question.silence.gaps.len() > 1
            {
                speaks.texts.insert(question.text.clone());
                speaks.texts.extend(question.silence.say.clone());
            }
        }
        speaks.follow(flow, program, open);
        entered.follow(flow, program, entries(flow));
        Self {
            audience: flow.audience.clone(),
            always: flow.always,
            hears_risk: flow
                .rules
                .iter()
                .any(|rule| matches!(rule.when, RuleWhen::Risk(_))),
            anytime: anytime(flow),
            keywords: keywords(flow),
            saves: saves(flow),
            reads: field::reads(flow),
            runs: refer::named_flows(flow),
            at_once: at_once(flow)
                .into_iter()
                .map(|(_, name)| name.to_owned())
                .collect(),
            shares: shares(flow, program, given),
            speaks,
            entered,
        }
    }
}

impl Speech {
    /// Collects what is said from some steps on, until somebody is waited for.
    fn follow(&mut self, flow: &Definition, program: &Program, mut open: Vec<usize>) {
        let mut seen = vec![false; flow.steps.len()];
        while let Some(index) = open.pop() {
            let Some(step) = flow.steps.get(index) else {
                continue;
            };
            if std::mem::replace(&mut seen[index], true) {
                continue;
            }
            if let Some(say) = &step.say {
                self.texts.insert(say.text.clone());
                self.texts.extend(say.closed_text.clone());
            }
            if let Verb::Ask(question) = &step.verb {
                self.texts.insert(question.text.clone());
            }
            if let Some(selection) = refer::selection(step) {
                let rows = program.tables().rows(&selection.table).iter();
                self.texts
                    .extend(rows.filter_map(|row| row.get("text").cloned()));
            }
            self.runs
                .extend(consent::run_of(&step.verb).map(str::to_owned));
            open.extend(indices(&hasty(step)));
        }
    }
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

/// The ids of all texts that may be sent unasked, over all flows.
pub fn pushed<'a>(digests: &'a BTreeMap<String, Digest>) -> BTreeSet<&'a str> {
    let mut texts: BTreeSet<&str> = BTreeSet::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut open: Vec<&str> = Vec::new();
    let mut take = |speech: &'a Speech, open: &mut Vec<&'a str>| {
        texts.extend(speech.texts.iter().map(String::as_str));
        open.extend(speech.runs.iter().map(String::as_str));
    };
    for digest in digests.values() {
        take(&digest.speaks, &mut open);
    }
    while let Some(name) = open.pop() {
        if seen.insert(name)
            && let Some(digest) = digests.get(name)
        {
            take(&digest.entered, &mut open);
        }
    }
    texts
}

fn anytime(flow: &Definition) -> BTreeMap<String, String> {
    let rules = flow.rules.iter().filter_map(|rule| match &rule.when {
        RuleWhen::Words(words) => Some((rule, words)),
        RuleWhen::Risk(_) | RuleWhen::Lost => None,
    });
    rules
        .flat_map(|(rule, words)| {
            words
                .iter()
                .map(|(word, _)| (word.clone(), rule.name.clone()))
        })
        .collect()
}

fn keywords(flow: &Definition) -> BTreeSet<String> {
    let words = flow.starts.iter().filter_map(|start| match &start.kind {
        TriggerKind::Keyword(words) => Some(words),
        _ => None,
    });
    words
        .flatten()
        .map(|word| fold(word))
        .filter(|word| !word.is_empty())
        .collect()
}

/// The fields that a flow fills: `save`, `set`, `with`, and the notes beside options.
fn saves(flow: &Definition) -> BTreeSet<String> {
    let mut fields = BTreeSet::new();
    let steps = flow.tree.get("steps").and_then(Node::entries);
    for (_, step) in steps.unwrap_or_default() {
        fields.extend(step.get_text("save"));
        let set = step.get("set").map(Node::items).unwrap_or_default();
        let set = set
            .iter()
            .filter_map(|item| Some(item.text()?.split_once('=')?.0.trim()));
        fields.extend(set);
        let with = step.get("with").and_then(Node::entries).unwrap_or_default();
        fields.extend(with.iter().filter_map(|(field, _)| field.text()));
    }
    let noted = flow.steps.iter().filter_map(|step| match &step.verb {
        Verb::Ask(question) if question.expect == Expect::Also => {
            Some(format!("{}_note", question.save.as_ref()?))
        }
        _ => None,
    });
    let mut fields: BTreeSet<String> = fields.into_iter().map(str::to_owned).collect();
    fields.extend(noted);
    fields.retain(|field| facts::is_field(field));
    fields
}

fn shares(flow: &Definition, program: &Program, given: &Given) -> Vec<Share> {
    let mut shares = Vec::new();
    for role in [Role::Child, Role::Parent] {
        if !flow.audience.is_empty() && !flow.audience.contains(&role) {
            continue;
        }
        for start in &flow.starts {
            let Some(times) = pushes::a_month(program, given, start, role) else {
                continue;
            };
            let problem = Problem::new("W19", &flow.source, start.at, "");
            shares.push(Share {
                role,
                times,
                nudges: pushes::expected_nudges(flow),
                file: problem.file,
                at: start.at,
                excerpt: problem.excerpt,
            });
        }
    }
    shares
}
