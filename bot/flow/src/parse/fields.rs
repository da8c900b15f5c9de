//! The fields that the texts of a flow may show: all that it saves, sets, is given, reads, or names in `uses`.

use std::collections::HashMap;

use crate::condition::Condition;
use crate::definition::{Definition, Expect, FieldKind, QuestionKind, Setting, Step, Until, Verb};
use crate::start::TriggerKind;

/// Each field once; what the flow itself writes tells its kind.
pub(super) fn of(definition: &Definition) -> Vec<(String, FieldKind)> {
    let mut known = Known::default();
    for step in &definition.steps {
        known.written(step);
    }
    for step in &definition.steps {
        known.read(step);
    }
    for start in &definition.starts {
        if let TriggerKind::On { field, .. } = &start.kind {
            known.add(field, FieldKind::Any);
        }
        known.condition(start.who.as_ref());
    }
    for field in &definition.uses {
        known.add(field, FieldKind::Any);
    }
    known.fields
}

#[derive(Default)]
struct Known {
    fields: Vec<(String, FieldKind)>,
    /// Where each stands in the list.
    places: HashMap<String, usize>,
}

impl Known {
    fn add(&mut self, field: &str, kind: FieldKind) {
        let place = self.places.get(field).copied();
        match place.and_then(|place| self.fields.get_mut(place)) {
            None => {
                self.places.insert(field.to_owned(), self.fields.len());
                self.fields.push((field.to_owned(), kind));
            }
            // Two steps that write different kinds: what stands there decides each time.
            Some((_, first)) if kind != FieldKind::Any && *first != kind => *first = FieldKind::Any,
            Some(_) => {}
        }
    }

    fn setting(&mut self, field: &str, setting: &Setting) {
        let kind = match setting {
            Setting::Word | Setting::Literal(_) => FieldKind::Text,
            Setting::Now => FieldKind::Instant,
            Setting::After(_) | Setting::Field(_) => FieldKind::Any,
        };
        self.add(field, kind);
        if let Setting::Field(other) = setting {
            self.add(other, FieldKind::Any);
        }
    }

    fn written(&mut self, step: &Step) {
        for (field, setting) in &step.set {
            self.setting(field, setting);
        }
        match &step.verb {
            Verb::Ask(question) => {
                let kind = match (&question.kind, &question.expect) {
                    (QuestionKind::Slots { .. }, _) => FieldKind::Instant,
                    (_, Expect::Number(..)) => FieldKind::Number,
                    _ if question.options.iter().any(|option| option.value.is_some()) => {
                        FieldKind::Any
                    }
                    _ => FieldKind::Text,
                };
                if let Some(field) = &question.save {
                    self.add(field, kind);
                    if question.expect == Expect::Also {
                        self.add(&format!("{field}_note"), FieldKind::Text);
                    }
                }
            }
            Verb::Run(run) => {
                for (field, setting) in &run.with {
                    self.setting(field, setting);
                }
                if let Some(field) = &run.save {
                    self.add(field, FieldKind::Text);
                }
            }
            _ => {}
        }
    }

    fn read(&mut self, step: &Step) {
        self.condition(step.skip_if.as_ref());
        match &step.verb {
            Verb::When(branches) => {
                for (condition, _) in branches {
                    self.condition(condition.as_ref());
                }
            }
            Verb::Wait(wait) => {
                if let Until::Field { field, .. } = &wait.until {
                    self.add(field, FieldKind::Any);
                }
            }
            _ => {}
        }
    }

    fn condition(&mut self, condition: Option<&Condition>) {
        let Some(condition) = condition else { return };
        condition.visit(&mut |operand| {
            if let Some(field) = operand.field() {
                self.add(field, FieldKind::Any);
            }
        });
    }
}
