//! What is said: a step's words, a question with its buttons or cards, a nudge.

use crate::definition::{Definition, FieldKind, Question, QuestionKind, SaySpec, Step};
use crate::effect::{Arg, Effect, Say, SayCard, SayChoice, SayLabel};
use crate::table::Row;
use crate::turn::Turn;

/// How many free times are offered at once.
const SLOTS: usize = 8;
/// Said before a question is put again because the answer fitted nothing; `<flow>-not_understood` of the anytime flow.
pub(crate) const NOT_UNDERSTOOD: &str = "not_understood";

impl<'a> Turn<'a, '_> {
    /// A step's words.
    pub fn say(&mut self, definition: &'a Definition, spec: &'a SaySpec) {
        let closed = spec
            .closed_text
            .as_ref()
            .filter(|_| !self.world.calendar.open_at(self.world.now));
        let mut say = Say {
            text: closed.unwrap_or(&spec.text).clone(),
            args: self.args(definition),
            media: spec.media.clone(),
            urgent: spec.urgent,
            ..Say::default()
        };
        if closed.is_some() {
            // Until somebody is there, others can be called.
            say.rows = self
                .program
                .hotlines(self.memory, self.world.calendar, self.world.now);
        }
        if let Some(selection) = &spec.from {
            let scope = self.scope();
            say.rows = selection
                .rows(self.program.tables(), &scope)
                .into_iter()
                .cloned()
                .collect();
            if say.rows.is_empty() {
                self.tell_coordinator("a table has no row for this person", &selection.table);
            }
            if let (true, [row]) = (selection.next_unseen, &say.rows[..]) {
                say.args.extend(row_args(row));
                if let Some(id) = row.get("id").cloned() {
                    self.save(&selection.seen_field(), &id);
                }
            } else if selection.next_unseen {
                // Words around a row that is not there would make no sense.
                return;
            }
        }
        self.effects.push(Effect::Say(say));
    }

    /// A question with its buttons.
    pub fn put(&mut self, definition: &'a Definition, step: &'a Step, question: &'a Question) {
        let args = self.args(definition);
        let mut say = Say {
            text: question.text.clone(),
            args,
            media: question.media.clone(),
            ..Say::default()
        };
        match &question.kind {
            QuestionKind::Plain => say.choices = choices(question),
            QuestionKind::Cards(selection) => {
                let rows = selection.rows(self.program.tables(), &self.scope());
                say.cards = rows.into_iter().map(|row| card(row, question)).collect();
            }
            QuestionKind::Slots { .. } => {
                let from = self
                    .world
                    .slots
                    .iter()
                    .filter(|slot| slot.at > self.world.now)
                    .take(SLOTS);
                say.choices = from
                    .map(|slot| SayChoice {
                        key: slot.id.clone(),
                        data: format!("{}/{}/at/{}", definition.flow, step.name, slot.id),
                        label: SayLabel::Instant(slot.at),
                    })
                    .collect();
                say.choices.extend(choices(question));
            }
        }
        self.effects.push(Effect::Say(say));
    }

    /// A gentle line and the question again, as one turn.
    pub fn nudge(&mut self, step: &'a Step, question: &'a Question) {
        let Some(definition) = self.definition() else {
            return;
        };
        if let Some(text) = &question.silence.say {
            let say = Say {
                text: text.clone(),
                args: self.args(definition),
                ..Say::default()
            };
            self.effects.push(Effect::Say(say));
        }
        self.put(definition, step, question);
    }

    /// Says that the answer was not understood.
    pub fn not_understood(&mut self) {
        let Some((_, always)) = self.program.always() else {
            return;
        };
        let say = Say {
            text: format!("{}-{NOT_UNDERSTOOD}", always.flow),
            ..Say::default()
        };
        self.effects.push(Effect::Say(say));
    }

    /// The fields that this flow knows, as arguments: `meeting.at` becomes `$meeting_at`.
    fn args(&self, definition: &Definition) -> Vec<(String, Arg)> {
        let known = |(field, kind): &(String, FieldKind)| {
            let value = self.memory.get(field)?;
            let arg = match kind {
                FieldKind::Instant => Arg::Instant(self.world.calendar.read(value)?),
                FieldKind::Number => Arg::Number(value.parse().ok()?),
                FieldKind::Text => Arg::Text(value.to_owned()),
                FieldKind::Any => self
                    .world
                    .calendar
                    .read(value)
                    .map_or_else(|| Arg::Text(value.to_owned()), Arg::Instant),
            };
            Some((field.replace('.', "_"), arg))
        };
        definition.fields.iter().filter_map(known).collect()
    }
}

fn choices(question: &Question) -> Vec<SayChoice> {
    let choice = |option: &crate::definition::Choice| SayChoice {
        key: option.key.clone(),
        data: option.data.clone(),
        label: SayLabel::Key {
            text: question.text.clone(),
            key: option.key.clone(),
        },
    };
    question.options.iter().map(choice).collect()
}

fn card(row: &Row, question: &Question) -> SayCard {
    let id = row.get("id").map_or("", String::as_str);
    let mut choices = choices(question);
    for choice in &mut choices {
        choice.data.push('/');
        choice.data.push_str(id);
    }
    SayCard {
        row: row.clone(),
        choices,
    }
}

/// A row's cells as arguments; `text` is the id of a text.
fn row_args(row: &Row) -> impl Iterator<Item = (String, Arg)> {
    row.iter().map(|(column, cell)| {
        let arg = if column == "text" {
            Arg::Message(cell.clone())
        } else {
            Arg::Text(cell.clone())
        };
        (column.clone(), arg)
    })
}
