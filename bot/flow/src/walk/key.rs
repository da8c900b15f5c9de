//! What tells two states of a walk apart.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::condition::{Condition, Operand, instant};
use crate::definition::{QuestionKind, Setting, Step, Until, Verb};
use crate::drive::Driver;
use crate::program::Program;
use crate::run::State;

/// Fields by name, and whether their value matters or only that they have one.
pub(super) type Read = BTreeMap<String, bool>;

/// The fields that can change what happens in a flow: those that some condition or wait reads, in it, in the flows it runs
/// and in the one that is read before every step.
pub(super) fn read_fields(program: &Program, flow: &str) -> Read {
    let mut fields: Read = ["contact.role", "consent.messages"]
        .map(|field| (field.to_owned(), true))
        .into();
    let always = program.always().map(|(_, always)| always.flow.clone());
    let mut open: Vec<String> = always.into_iter().chain([flow.to_owned()]).collect();
    let mut met = BTreeSet::new();
    while let Some(name) = open.pop() {
        let Some((_, definition)) = program.newest(&name) else {
            continue;
        };
        if !met.insert(name) {
            continue;
        }
        for step in &definition.steps {
            of_step(step, &mut fields);
            if let Verb::Run(run) = &step.verb {
                open.push(run.flow.clone());
            }
        }
    }
    fields
}

fn of_step(step: &Step, fields: &mut Read) {
    step.skip_if.iter().for_each(|test| collect(test, fields));
    for (_, setting) in &step.set {
        if let Setting::Field(field) = setting {
            fields.entry(field.clone()).or_default();
        }
    }
    let mut selection = |selection: &crate::table::Selection| {
        selection
            .filter
            .iter()
            .for_each(|test| collect(test, fields));
    };
    if let Some(from) = step.say.as_ref().and_then(|say| say.from.as_ref()) {
        selection(from);
    }
    match &step.verb {
        Verb::Ask(question) => {
            if let QuestionKind::Cards(from) = &question.kind {
                selection(from);
            }
        }
        Verb::When(branches) => {
            for test in branches.iter().filter_map(|(test, _)| test.as_ref()) {
                collect(test, fields);
            }
        }
        Verb::Wait(wait) => {
            if let Until::Field { field, .. } = &wait.until {
                fields.insert(field.clone(), true);
            }
        }
        Verb::Run(run) => {
            for (_, setting) in &run.with {
                if let Setting::Field(field) = setting {
                    fields.entry(field.clone()).or_default();
                }
            }
        }
        Verb::None | Verb::Random(_) | Verb::Handoff(_) => {}
    }
}

fn collect(condition: &Condition, fields: &mut Read) {
    condition.visit(&mut |operand| match operand {
        Operand::Field(field) | Operand::Last(field) | Operand::DaysSince(field) => {
            fields.insert(field.clone(), true);
        }
        Operand::Age => {
            fields.insert("contact.age".to_owned(), true);
        }
        _ => {}
    });
}

/// One number for where somebody stands; the same number means that the same can happen next.
pub(super) fn of(driver: &Driver, read: &Read) -> u64 {
    let mut hasher = DefaultHasher::new();
    driver.pen.hash(&mut hasher);
    driver.slots.len().hash(&mut hasher);
    driver.memory.role().hash(&mut hasher);
    for frame in driver.run.iter().flat_map(|run| &run.stack) {
        (&frame.flow, &frame.step, &frame.visits).hash(&mut hasher);
        (
            &frame.rule,
            &frame.word,
            frame.handed,
            frame.unput,
            frame.guest,
        )
            .hash(&mut hasher);
        std::mem::discriminant(&frame.state).hash(&mut hasher);
        // What a frame counts means something only while its question or wait stands.
        match frame.state {
            State::Question => (frame.nudges, frame.misses).hash(&mut hasher),
            State::Wait => frame.misses.hash(&mut hasher),
            _ => {}
        }
    }
    for (field, by_value) in read {
        let Some(value) = driver.memory.get(field) else {
            continue;
        };
        field.hash(&mut hasher);
        if field == "contact.language" {
            // Wishes that the same texts serve are the same.
            driver.language().hash(&mut hasher);
        } else if *by_value {
            match instant(value) {
                Some(at) => (at > driver.now).hash(&mut hasher),
                None => value.hash(&mut hasher),
            }
        }
    }
    hasher.finish()
}

/// One number for where somebody stands in the flows, and whether they agreed, whatever else is remembered.
pub(super) fn place(driver: &Driver) -> u64 {
    let mut hasher = DefaultHasher::new();
    (driver.pen, driver.memory.role()).hash(&mut hasher);
    driver.memory.get("consent.messages").hash(&mut hasher);
    for frame in driver.run.iter().flat_map(|run| &run.stack) {
        (&frame.flow, &frame.step, &frame.rule).hash(&mut hasher);
        std::mem::discriminant(&frame.state).hash(&mut hasher);
    }
    hasher.finish()
}
