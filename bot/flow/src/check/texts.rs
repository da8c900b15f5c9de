//! E13 texts, labels and values that a flow needs and a language lacks, W14 variants for which another text is shown.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_model::Role;

use super::{Context, refer};
use crate::definition::{Definition, Verb};
use crate::near::suggestion;
use crate::problem::{Place, Problem};
use crate::program::Program;
use crate::say::NOT_UNDERSTOOD;
use crate::wordless::{ARRIVED, RECEIVED, SENT};
use crate::yaml::Node;

/// Values that every text may use.
const ALWAYS: &[&str] = &["role", "service", "open", "next_open", "person", "hotlines"];

/// A text that a flow needs, the labels on it, and the values it is given beside those of the flow.
struct Need<'a> {
    id: String,
    labels: Vec<(&'a str, Place)>,
    row: Vec<&'a str>,
    at: Place,
}

impl Need<'_> {
    fn new(id: &str, at: Place) -> Self {
        Self {
            id: id.to_owned(),
            labels: Vec::new(),
            row: Vec::new(),
            at,
        }
    }
}

fn needs<'a>(context: &Context<'a>) -> Vec<Need<'a>> {
    let flow = context.flow;
    let words = &context.words;
    let mut needs = Vec::new();
    for (index, step) in flow.steps.iter().enumerate() {
        let selection = refer::selection(step);
        if let Some(say) = &step.say {
            needs.push(Need::new(&say.text, words.place(index, &["say"])));
            if let Some(closed) = &say.closed_text {
                needs.push(Need::new(closed, words.place(index, &["closed_say"])));
            }
        }
        if let Verb::Ask(question) = &step.verb {
            let verb = ["ask", "cards", "pick_slot"]
                .into_iter()
                .find(|verb| words.part(index, verb).is_some());
            let at = words.place(index, &[verb.unwrap_or("ask")]);
            let asked = needs.len();
            needs.push(Need::new(&question.text, at));
            if let Some(nudge) = question
                .silence
                .say
                .as_ref()
                .filter(|_| question.silence.gaps.len() > 1)
            {
                let own = words.place(index, &["no_answer", "say"]);
                let head = words.head("no_answer").and_then(|node| node.get("say"));
                let stated = words
                    .part(index, "no_answer")
                    .is_some_and(|node| node.get("say").is_some());
                let at = head.filter(|_| !stated).map_or(own, |node| node.at);
                needs.push(Need::new(nudge, at));
            }
            let entries = words.part(index, "options").and_then(Node::entries);
            let written: BTreeMap<&str, Place> = entries
                .unwrap_or_default()
                .iter()
                .filter_map(|(key, _)| Some((key.text()?, key.at)))
                .collect();
            let labels = question.options.iter().map(|option| {
                let at = written.get(option.key.as_str()).copied().unwrap_or(at);
                (option.key.as_str(), at)
            });
            if let Some(need) = needs.get_mut(asked) {
                need.labels.extend(labels);
            }
        }
        if let Some(selection) = selection {
            let at = words.place(index, &["from"]);
            let tables = context.program.tables();
            if selection.next_unseen
                && let Some(say) = &step.say
                && let Some(need) = needs.iter_mut().rev().find(|need| need.id == say.text)
            {
                let columns = tables.columns(&selection.table).iter();
                need.row.extend(columns.map(String::as_str));
            }
            let cards = matches!(step.verb, Verb::Ask(_));
            let rows = tables.rows(&selection.table).iter();
            for text in rows.filter_map(|row| row.get("text")) {
                needs.push(Need {
                    id: text.clone(),
                    labels: if cards {
                        vec![("title", at)]
                    } else {
                        Vec::new()
                    },
                    row: Vec::new(),
                    at,
                });
            }
        }
    }
    if flow.always {
        let at = words.head("always");
        let at = at.map_or(Place { line: 1, column: 1 }, |node| node.at);
        needs.extend(unwritten(flow).map(|(id, row)| Need {
            row: row.to_vec(),
            ..Need::new(&id, at)
        }));
    }
    needs
}

/// What the flow that is read before every step says without a step of its own, with the values that are given to it.
fn unwritten(flow: &Definition) -> impl Iterator<Item = (String, &'static [&'static str])> {
    let texts: [(&str, &[&str]); 3] = [(NOT_UNDERSTOOD, &[]), (ARRIVED, &[SENT]), (RECEIVED, &[])];
    texts
        .into_iter()
        .map(|(text, values)| (format!("{}-{text}", flow.flow), values))
}

/// The ids of all texts that a flow may say.
pub(super) fn said(program: &Program, flow: &Definition) -> Vec<String> {
    let mut ids = BTreeSet::new();
    for step in &flow.steps {
        if let Some(say) = &step.say {
            ids.insert(say.text.clone());
            ids.extend(say.closed_text.clone());
        }
        if let Verb::Ask(question) = &step.verb {
            ids.insert(question.text.clone());
            ids.extend(question.silence.say.clone());
        }
        if let Some(selection) = refer::selection(step) {
            let rows = program.tables().rows(&selection.table).iter();
            ids.extend(rows.filter_map(|row| row.get("text").cloned()));
        }
    }
    if flow.always {
        ids.extend(unwritten(flow).map(|(id, _)| id));
    }
    ids.into_iter().collect()
}

/// E13 and W14. A text must be there in every language that its readers use, so that nobody reads a foreign one by accident.
pub(super) fn missing(context: &Context) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let needs = needs(context);
    for language in context.texts.languages() {
        let own = needs
            .iter()
            .any(|need| context.texts.has(&language, &need.id));
        let (code, instead) = severity(context, &language);
        if !own && !needs.is_empty() {
            let message = format!(
                "the flow `{}` has no text at all in `{language}`{instead}; it would be locales/{language}/{}.ftl",
                context.flow.flow, context.flow.flow
            );
            let at = context
                .words
                .head("flow")
                .map_or(Place { line: 1, column: 1 }, |node| node.at);
            problems.push(context.problem(code, at, message));
            continue;
        }
        for need in &needs {
            if !context.texts.has(&language, &need.id) {
                let message = format!("the text `{}` is missing in `{language}`{instead}", need.id);
                problems.push(context.problem(code, need.at, message));
                continue;
            }
            for (key, at) in &need.labels {
                if !context.texts.has_label(&language, &need.id, key) {
                    let message = format!(
                        "the label `.{key}` of `{}` is missing in `{language}`{instead}",
                        need.id
                    );
                    problems.push(context.problem(code, *at, message));
                }
            }
        }
    }
    problems
}

/// A variant of Japanese that the flow's readers do not need falls back without harm; everything else is missed by somebody.
fn severity(context: &Context, language: &str) -> (&'static str, String) {
    let audience = &context.flow.audience;
    let children = audience.is_empty()
        || audience
            .iter()
            .any(|role| matches!(role, Role::Child | Role::Unknown));
    match language {
        "ja-Hira" | "ja-easy" if !children => ("W14", "; `ja` is shown instead".to_owned()),
        _ => ("E13", String::new()),
    }
}

/// E13: values that a text uses and this flow does not provide.
pub(super) fn variables(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let fields: BTreeSet<String> = context
        .flow
        .fields
        .iter()
        .map(|(field, _)| field.replace('.', "_"))
        .collect();
    let mut used: BTreeSet<String> = BTreeSet::new();
    for need in needs(context) {
        let mut told: BTreeSet<String> = BTreeSet::new();
        for language in context.texts.languages() {
            for name in context.texts.variables(&language, &need.id) {
                let known = ALWAYS.contains(&name.as_str())
                    || fields.contains(&name)
                    || need.row.contains(&name.as_str());
                used.insert(name.clone());
                if known || !told.insert(name.clone()) {
                    continue;
                }
                let known = ALWAYS
                    .iter()
                    .copied()
                    .chain(fields.iter().map(String::as_str))
                    .chain(need.row.iter().copied());
                let near = suggestion(&name, known);
                let message = format!(
                    "the text `{}` in `{language}` uses `${name}`, which this flow does not provide{near}; a field that others keep is named at the head, `uses: [contact.place]`",
                    need.id
                );
                problems.push(context.problem("E13", need.at, message));
            }
        }
    }
    let uses = context
        .words
        .head("uses")
        .map(Node::items)
        .unwrap_or_default();
    for node in uses {
        let field = node.text().unwrap_or_default();
        // These go by a shorter name as well.
        if field
            .strip_prefix("contact.")
            .is_some_and(|short| ALWAYS.contains(&short))
        {
            continue;
        }
        if !used.contains(&field.replace('.', "_")) && context.texts.knows_variables() {
            let message = format!("no text of this flow uses `{field}`");
            problems.push(context.problem("E13", node.at, message));
        }
    }
    problems
}
