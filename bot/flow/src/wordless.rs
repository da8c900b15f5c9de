//! What comes without words: a sticker, a picture, a voice, a place. It has arrived and a person will see it; it is never a wrong answer.

use tsunagi_model::Span;

use crate::definition::{Expect, Question, Step};
use crate::effect::{Arg, Effect, Say, SayChoice, SayLabel};
use crate::run::State;
use crate::turn::Turn;

/// Pictures that are sent at once come one by one within this time; the first is answered.
const TOGETHER: Span = Span::seconds(20);
/// How long a receipt for what nobody asked for is not repeated: a machine that thanks for each line is rude.
pub const RECEIPT: Span = Span::hours(12);
/// A mark on a message of ours: it is heard, and wants no answer.
const MARK: &str = "reaction";
/// Said of what arrived; `<flow>-arrived` of the anytime flow.
pub(crate) const ARRIVED: &str = "arrived";
/// Said of words that nobody asked for.
pub(crate) const RECEIVED: &str = "received";
/// What [`ARRIVED`] is told: what was sent.
pub(crate) const SENT: &str = "sent";

impl<'a> Turn<'a, '_> {
    /// Something without words.
    pub fn arrives(&mut self, state: State, kind: &str) {
        match (state, self.question()) {
            _ if kind == MARK => {}
            (State::Question, Some((step, question))) => {
                self.answer_without_words(step, question, kind);
            }
            (State::Wait, _) => self.receipt(kind),
            _ => {}
        }
    }

    /// It answers a question that takes free words, but says nothing about options.
    fn answer_without_words(&mut self, step: &'a Step, question: &'a Question, kind: &str) {
        match question.expect {
            Expect::Text => {
                self.answered();
                if let Some(field) = &question.save {
                    self.save(field, kind);
                }
                self.go(step.next);
            }
            Expect::Also => {
                self.answered();
                self.go(step.next);
            }
            Expect::Options | Expect::Number(..) => self.arrived(step, question, kind),
        }
    }

    /// Says that it arrived, and puts the question again.
    pub fn arrived(&mut self, step: &'a Step, question: &'a Question, kind: &str) {
        const SAID: &str = "said.arrived";
        self.effects.push(Effect::Look);
        if self.said_within(SAID, TOGETHER) {
            return;
        }
        let now = self.world.now;
        self.memory.record(SAID, kind, now);
        if let Some((_, always)) = self.program.always() {
            self.effects.push(Effect::Say(Say {
                text: format!("{}-{ARRIVED}", always.flow),
                args: vec![(SENT.to_owned(), Arg::Text(kind.to_owned()))],
                ..Say::default()
            }));
        }
        if let Some(top) = self.run.stack.last_mut() {
            top.ask_anew(now);
        }
        if let Some(definition) = self.definition() {
            self.put(definition, step, question);
        }
    }

    /// Says that it arrived while the script waits for time to pass.
    pub fn receipt(&mut self, kind: &str) {
        const SAID: &str = "said.received";
        self.effects.push(Effect::Look);
        if self.said_within(SAID, RECEIPT) {
            return;
        }
        self.memory.record(SAID, "yes", self.world.now);
        if let Some((_, always)) = self.program.always() {
            let say = receipt(&always.flow, Some(kind));
            self.effects.push(Effect::Say(say));
        }
    }

    fn said_within(&self, field: &str, span: Span) -> bool {
        let past = self.memory.history.get(field);
        let last = past.and_then(|past| past.last());
        last.is_some_and(|(at, _)| self.world.now.since(*at) < span)
    }
}

/// The answer to what comes outside any question (words, or a kind of something else), with the button that leads to a person.
pub(crate) fn receipt(always: &str, kind: Option<&str>) -> Say {
    let person = SayChoice {
        key: "person".to_owned(),
        data: format!("{always}/lost/person"),
        label: SayLabel::Key {
            text: format!("{always}-lost"),
            key: "person".to_owned(),
        },
    };
    let sent = kind.map(|kind| (SENT.to_owned(), Arg::Text(kind.to_owned())));
    Say {
        text: format!("{always}-{}", kind.map_or(RECEIVED, |_| ARRIVED)),
        args: sent.into_iter().collect(),
        choices: vec![person],
        ..Say::default()
    }
}
