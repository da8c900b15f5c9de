//! Somebody whom a start is meant for, made up from its condition; and somebody with some hard weeks behind them.

use tsunagi_model::{Memory, Span, Timestamp};

use crate::condition::{Comparison, Condition, Operand, log_field};
use crate::definition::{Definition, Verb};

/// Changes what is remembered so that a condition is likely to hold.
pub(super) fn satisfy(condition: &Condition, memory: &mut Memory, now: Timestamp) {
    match condition {
        Condition::And(parts) => parts.iter().for_each(|part| satisfy(part, memory, now)),
        Condition::Or(parts) => parts
            .iter()
            .take(1)
            .for_each(|part| satisfy(part, memory, now)),
        Condition::Compare(Operand::Field(field), Comparison::Equal, right) => {
            put(memory, field, right);
        }
        Condition::Compare(left, comparison, Operand::Number(number)) => {
            satisfy_number(left, *comparison, *number, memory, now);
        }
        Condition::In(Operand::Field(field), list) => {
            if let Some(first) = list.first() {
                put(memory, field, first);
            }
        }
        Condition::Set(Operand::Field(field)) => {
            let later = now.plus(Span::days(3)).to_string();
            memory.fields.entry(field.clone()).or_insert(later);
        }
        Condition::Not(inner) => match &**inner {
            Condition::Set(Operand::Field(field)) => memory.clear(field),
            Condition::Paused => memory.clear("contact.paused_until"),
            _ => {}
        },
        Condition::Paused => {
            let until = now.plus(Span::days(7)).to_string();
            memory
                .fields
                .insert("contact.paused_until".to_owned(), until);
        }
        _ => {}
    }
}

fn put(memory: &mut Memory, field: &str, value: &Operand) {
    if let Operand::Literal(value) = value {
        memory.fields.insert(field.to_owned(), value.clone());
    }
}

fn satisfy_number(
    left: &Operand,
    comparison: Comparison,
    number: f64,
    memory: &mut Memory,
    now: Timestamp,
) {
    let step = match comparison {
        Comparison::Less => -1.0,
        Comparison::Greater | Comparison::Unequal => 1.0,
        _ => 0.0,
    };
    let wanted = number + step;
    match left {
        Operand::Field(field) => {
            memory.fields.insert(field.clone(), wanted.to_string());
        }
        Operand::Age => {
            memory
                .fields
                .insert("contact.age".to_owned(), wanted.to_string());
        }
        Operand::DaysSince(field) => {
            #[expect(clippy::cast_possible_truncation, reason = "days written by people")]
            let past = now.plus(Span::days(-(wanted as i64)));
            memory.fields.insert(field.clone(), past.to_string());
        }
        _ => {}
    }
}

/// Puts hard weeks into the past: whatever a flow counts has happened three times, whatever falls was high before.
pub(super) fn season(definition: &Definition, memory: &mut Memory, now: Timestamp) -> bool {
    let mut past: Vec<(String, String)> = Vec::new();
    let mut look = |condition: &Condition| {
        condition.visit(&mut |operand| match operand {
            Operand::Streak(history) | Operand::Count(history) => {
                let field = history.field.clone();
                let field = field.unwrap_or_else(|| log_field(&definition.flow));
                if let Some(value) = history.values.first() {
                    past.push((field, value.clone()));
                }
            }
            Operand::Drop(drop) => {
                if let Some(best) = drop.order.last() {
                    past.push((drop.field.clone(), best.clone()));
                }
            }
            _ => {}
        });
    };
    for step in &definition.steps {
        step.skip_if.iter().for_each(&mut look);
        if let Verb::When(branches) = &step.verb {
            branches
                .iter()
                .filter_map(|(test, _)| test.as_ref())
                .for_each(&mut look);
        }
    }
    for (field, value) in &past {
        for weeks in [4, 3, 2, 1] {
            memory.record(field, value, now.plus(Span::days(-7 * weeks)));
        }
    }
    !past.is_empty()
}
