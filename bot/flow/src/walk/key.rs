//! What tells two states of a walk apart.

use std::collections::BTreeSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use crate::condition::{Condition, Operand, instant};
use crate::definition::{QuestionKind, Setting, Step, Until, Verb};
use crate::drive::Driver;
use crate::program::Program;
use crate::start::TriggerKind;

/// The fields whose value can change what happens: those that some condition, wait or start of some flow reads.
pub(super) fn read_fields(program: &Program) -> BTreeSet<String> {
    let mut fields: BTreeSet<String> = ["contact.role", "consent.messages", "contact.paused_until"]
        .map(str::to_owned)
        .into();
    for (_, definition) in program.newest_all() {
        for start in &definition.starts {
            start.who.iter().for_each(|who| collect(who, &mut fields));
            if let TriggerKind::On { field, .. } = &start.kind {
                fields.insert(field.clone());
            }
        }
        for step in &definition.steps {
            of_step(step, &mut fields);
        }
    }
    fields
}

fn of_step(step: &Step, fields: &mut BTreeSet<String>) {
    step.skip_if.iter().for_each(|test| collect(test, fields));
    for (_, setting) in &step.set {
        if let Setting::Field(field) = setting {
            fields.insert(field.clone());
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
                fields.insert(field.clone());
            }
        }
        Verb::Run(run) => {
            for (_, setting) in &run.with {
                if let Setting::Field(field) = setting {
                    fields.insert(field.clone());
                }
            }
        }
        Verb::None | Verb::Random(_) | Verb::Handoff(_) => {}
    }
}

fn collect(condition: &Condition, fields: &mut BTreeSet<String>) {
    condition.visit(&mut |operand| match operand {
        Operand::Field(field) | Operand::Last(field) | Operand::DaysSince(field) => {
            fields.insert(field.clone());
        }
        Operand::Age => {
            fields.insert("contact.age".to_owned());
        }
        _ => {}
    });
}

/// One number for where somebody stands; the same number means that the same can happen next.
pub(super) fn of(driver: &Driver, read: &BTreeSet<String>) -> u64 {
    let mut hasher = DefaultHasher::new();
    driver.pen.hash(&mut hasher);
    driver.slots.len().hash(&mut hasher);
    driver.memory.role().hash(&mut hasher);
    for frame in driver.run.iter().flat_map(|run| &run.stack) {
        (&frame.flow, &frame.step, frame.nudges, frame.misses).hash(&mut hasher);
        (&frame.rule, &frame.word, &frame.visits, frame.handed).hash(&mut hasher);
        std::mem::discriminant(&frame.state).hash(&mut hasher);
    }
    for (field, value) in &driver.memory.fields {
        field.hash(&mut hasher);
        if read.contains(field) {
            match instant(value) {
                Some(at) => (at > driver.now).hash(&mut hasher),
                None => value.hash(&mut hasher),
            }
        }
    }
    hasher.finish()
}
