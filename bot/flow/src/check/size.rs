//! E11: more than a messenger shows at once; E12: words that do not fit on a card.

use std::collections::BTreeMap;

use tsunagi_model::Role;

use super::consent::chooses_role;
use super::loops::{entries, exits, hasty, indices};
use super::{Context, refer};
use crate::definition::{QuestionKind, Step, Verb};
use crate::problem::Problem;
use crate::table::{Selection, fits_cell};
use crate::yaml::Node;

/// Quick replies below a turn.
const REPLIES: usize = 13;
/// Buttons on a card, and cards in a row.
const CARD_BUTTONS: usize = 3;
const CARDS: usize = 10;
/// Letters of a card's text beside its title.
const CARD_TEXT: usize = 60;
/// Messages in one send.
const MESSAGES: usize = 5;
/// Free times that are offered at once, beside the options.
const SLOTS: usize = 8;

/// E11: buttons.
pub(super) fn buttons(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let Verb::Ask(question) = &step.verb else {
            continue;
        };
        let (most, what) = match question.kind {
            QuestionKind::Plain => (REPLIES, "buttons below a message"),
            QuestionKind::Cards(_) => (CARD_BUTTONS, "buttons on a card"),
            QuestionKind::Slots { .. } => (REPLIES - SLOTS, "buttons beside the free times"),
        };
        let count = question.options.len();
        if count <= most {
            continue;
        }
        let options = context.words.part(index, "options").and_then(Node::entries);
        let at = options
            .and_then(|options| options.get(most))
            .map_or_else(|| context.words.name(index), |(key, _)| key.at);
        let message = format!("`{}` has {count} {what}; {most} are the most", step.name);
        problems.push(context.problem("E11", at, message));
    }
    problems
}

/// E11: cards.
pub(super) fn cards(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let (Verb::Ask(_), Some(selection)) = (&step.verb, refer::selection(step)) else {
            continue;
        };
        let count = most_rows(context, selection);
        if count > CARDS {
            let at = context.words.place(index, &["from"]);
            let message = format!(
                "`{}` may show {count} cards; write `at most {CARDS}`",
                step.name
            );
            problems.push(context.problem("E11", at, message));
        }
    }
    problems
}

/// E12: words on a card with a title or a picture.
pub(super) fn card_texts(context: &Context) -> Vec<Problem> {
    let mut problems = Vec::new();
    let languages = context.texts.languages();
    for (index, step) in context.flow.steps.iter().enumerate() {
        let (Verb::Ask(_), Some(selection)) = (&step.verb, refer::selection(step)) else {
            continue;
        };
        let rows = context.program.tables().rows(&selection.table).iter();
        for id in rows.filter_map(|row| row.get("text")) {
            for language in &languages {
                let units = context.texts.units(language, id);
                if units > CARD_TEXT {
                    let at = context.words.place(index, &["from"]);
                    let message = format!(
                        "the card text `{id}` has {units} characters in `{language}`; {CARD_TEXT} are shown beside a title"
                    );
                    problems.push(context.problem("E12", at, message));
                }
            }
        }
    }
    problems
}

/// How many rows somebody may be shown.
fn most_rows(context: &Context, selection: &Selection) -> usize {
    let rows = context.program.tables().rows(&selection.table);
    let by_role = selection.filter.as_ref().is_some_and(chooses_role);
    let count = if by_role {
        let fits = |role: &Role| {
            rows.iter()
                .filter(|row| {
                    row.get("role")
                        .is_none_or(|cell| fits_cell(cell, role.as_str()))
                })
                .count()
        };
        Role::ALL.iter().map(fits).max().unwrap_or(0)
    } else {
        rows.len()
    };
    count.min(selection.at_most.unwrap_or(usize::MAX))
}

/// E11: messages in one turn.
pub(super) fn messages(context: &Context) -> Vec<Problem> {
    let steps = &context.flow.steps;
    let languages = context.texts.languages();
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    let weights: Vec<usize> = steps
        .iter()
        .map(|step| {
            said(step)
                .map(|id| {
                    *counted.entry(id).or_insert_with(|| {
                        let bubbles = languages
                            .iter()
                            .map(|language| context.texts.bubbles(language, id));
                        bubbles.max().unwrap_or(1)
                    })
                })
                .sum::<usize>()
                + media(step)
        })
        .collect();
    let mut before = vec![0; steps.len()];
    let mut reached = vec![false; steps.len()];
    let mut open: Vec<(usize, usize)> = entries(context.flow)
        .into_iter()
        .chain(steps.iter().flat_map(|step| {
            let (targets, waits) = exits(step);
            indices(&targets).filter(|_| waits).collect::<Vec<_>>()
        }))
        .map(|index| (index, 0))
        .collect();
    let mut too_many = vec![false; steps.len()];
    while let Some((index, count)) = open.pop() {
        let Some(step) = steps.get(index) else {
            continue;
        };
        if reached[index] && count <= before[index] {
            continue;
        }
        (reached[index], before[index]) = (true, count);
        let after = count + weights[index];
        if after > MESSAGES {
            // What follows is too much as well; saying so once is enough.
            too_many[index] = true;
            continue;
        }
        // A question that is passed over says nothing.
        let asks = matches!(step.verb, Verb::Ask(_));
        let ways = hasty(step);
        open.extend(indices(&ways).map(|to| (to, if asks { count } else { after })));
    }
    (0..steps.len())
        .filter(|index| too_many[*index])
        .map(|index| {
            let message = format!(
                "{} messages are sent at once when `{}` is reached; {MESSAGES} are the most",
                before[index] + weights[index],
                steps[index].name
            );
            let key = if steps[index].say.is_some() {
                "say"
            } else {
                "ask"
            };
            context.problem("E11", context.words.place(index, &[key]), message)
        })
        .collect()
}

/// The texts that a step says.
fn said(step: &Step) -> impl Iterator<Item = &str> {
    let question = match &step.verb {
        Verb::Ask(question) => Some(question.text.as_str()),
        _ => None,
    };
    step.say.iter().map(|say| say.text.as_str()).chain(question)
}

fn media(step: &Step) -> usize {
    let shown = step.say.as_ref().is_some_and(|say| say.media.is_some());
    let asked = match &step.verb {
        Verb::Ask(question) => usize::from(question.media.is_some()),
        _ => 0,
    };
    usize::from(shown) + asked
}
