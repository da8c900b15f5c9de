//! Words that are understood at any time: those that bring a person, those that end everything, and the others.

use std::collections::HashSet;

use crate::definition::{Definition, RuleWhen, Setting, Target, Verb};
use crate::drive::Stage;

/// The words, the reader's own first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Commands {
    /// They bring a person.
    pub person: Vec<String>,
    /// They end everything.
    pub stop: Vec<String>,
    /// The first words of each other rule.
    pub other: Vec<String>,
}

impl Commands {
    /// What is understood; for a person, what a button says that leads to one is what people of this language will write.
    pub fn of(stage: &Stage, language: &str) -> Self {
        let mut found = Self::default();
        let Some((_, always)) = stage.program.always() else {
            return found;
        };
        for step in &always.steps {
            let Verb::Ask(question) = &step.verb else {
                continue;
            };
            for option in question
                .options
                .iter()
                .filter(|option| leads(always, option.target))
            {
                found
                    .person
                    .extend(stage.voice.label(language, &question.text, &option.key));
            }
        }
        for rule in &always.rules {
            let RuleWhen::Words(words) = &rule.when else {
                continue;
            };
            let words = words.iter().map(|(word, _)| word.clone());
            if rule.calls_person {
                found.person.extend(words);
            } else if withdraws(always, rule.step) {
                found.stop.extend(words);
            } else {
                found.other.extend(words.take(1));
            }
        }
        found
    }
}

/// Whether a target asks for a person.
fn leads(definition: &Definition, target: Target) -> bool {
    matches!(target, Target::Step(to) if matches!(definition.steps[to].verb, Verb::Handoff(_)))
}

/// Whether a way from this step ends in the consent being withdrawn.
fn withdraws(definition: &Definition, from: usize) -> bool {
    let mut open = vec![from];
    let mut met = HashSet::new();
    while let Some(here) = open.pop() {
        let Some(step) = definition.steps.get(here).filter(|_| met.insert(here)) else {
            continue;
        };
        let no = |(field, value): &(String, Setting)| {
            field == "consent.messages" && *value == Setting::Literal("withdrawn".to_owned())
        };
        if step.set.iter().any(no) {
            return true;
        }
        let mut to = |target: Target| {
            if let Target::Step(index) = target {
                open.push(index);
            }
        };
        match &step.verb {
            Verb::Ask(question) => {
                question.options.iter().for_each(|option| to(option.target));
                to(question.silence.then);
            }
            Verb::When(branches) => branches.iter().for_each(|(_, target)| to(*target)),
            _ => to(step.next),
        }
    }
    false
}
