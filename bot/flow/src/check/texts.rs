//! E13 texts and labels that a flow names and a language lacks.

use super::{Context, refer};
use crate::definition::{Definition, Verb};
use crate::problem::{Place, Problem};

/// A text that a flow needs, and the labels on it.
struct Need {
    id: String,
    labels: Vec<String>,
    at: Place,
}

fn needs(context: &Context) -> Vec<Need> {
    let flow: &Definition = context.flow;
    let mut needs = Vec::new();
    for step in &flow.steps {
        let mut need = |id: &str, labels: Vec<String>| {
            needs.push(Need {
                id: id.to_owned(),
                labels,
                at: step.at,
            });
        };
        if let Some(say) = &step.say {
            need(&say.text, Vec::new());
            if let Some(closed) = &say.closed_text {
                need(closed, Vec::new());
            }
        }
        if let Verb::Ask(question) = &step.verb {
            need(
                &question.text,
                question
                    .options
                    .iter()
                    .map(|option| option.key.clone())
                    .collect(),
            );
            if let Some(nudge) = question
                .silence
                .say
                .as_ref()
                .filter(|_| question.silence.gaps.len() > 1)
            {
                need(nudge, Vec::new());
            }
        }
        if let Some(selection) = refer::selection(step) {
            let labels = if matches!(step.verb, Verb::Ask(_)) {
                vec!["title".to_owned()]
            } else {
                Vec::new()
            };
            for text in context
                .program
                .tables()
                .rows(&selection.table)
                .iter()
                .filter_map(|row| row.get("text"))
            {
                need(text, labels.clone());
            }
        }
    }
    if flow.always {
        needs.push(Need {
            id: format!("{}-not_understood", flow.flow),
            labels: Vec::new(),
            at: Place { line: 1, column: 1 },
        });
    }
    needs
}

/// E13. A text must be there in every language that is shipped, so that nobody reads a foreign one by accident.
pub(super) fn missing(context: &Context) -> Vec<Problem> {
    let mut problems: Vec<Problem> = Vec::new();
    let languages = context.texts.languages();
    for need in needs(context) {
        for language in &languages {
            if !context.texts.has(language, &need.id) {
                problems.push(context.problem(
                    "E13",
                    need.at,
                    format!("the text `{}` is missing in `{language}`", need.id),
                ));
                continue;
            }
            for key in need
                .labels
                .iter()
                .filter(|key| context.texts.label(language, &need.id, key).is_none())
            {
                problems.push(context.problem(
                    "E13",
                    need.at,
                    format!(
                        "the label `.{key}` of `{}` is missing in `{language}`",
                        need.id
                    ),
                ));
            }
        }
    }
    problems.sort_by(|a, b| (a.line, &a.message).cmp(&(b.line, &b.message)));
    problems.dedup();
    problems
}
