//! The person acts while conduct holds something back: what was to be said becomes an answer, but their words are none to it.

use tsunagi_model::Risk;

use crate::anytime;
use crate::run::{Frame, State};
use crate::turn::Turn;

impl Turn<'_, '_> {
    /// Whether something was to be said and had to wait: a start, the words after a handoff, or a question that was never put.
    pub fn is_held_back(&self, state: State) -> bool {
        self.run.stack.last().is_some_and(|top| match state {
            State::Ready | State::Person | State::Held => top.held.is_some(),
            State::Question => top.unput,
            State::Wait | State::Below => false,
        })
    }

    /// Whether a button belongs to a question that was put and waits below.
    pub fn is_on_screen(&self, data: &str) -> bool {
        let mut parts = data.split('/');
        let (flow, step) = (parts.next(), parts.next());
        let (flow, step) = (flow.unwrap_or(""), step.unwrap_or(""));
        let shown = |frame: &Frame| !frame.unput && self.waits_at(frame, flow, step);
        self.run.stack.iter().any(shown)
    }

    /// The person writes while something is held back: their words are no answer to what was not said, but rules hear them.
    pub fn read_held_back(&mut self, state: State, text: &str, risk: Risk) {
        let rule = self.program.always().and_then(|(version, definition)| {
            let danger = anytime::danger(definition).filter(|_| risk == Risk::Alert);
            let (rule, word) = danger
                .map(|rule| (rule, None))
                .or_else(|| anytime::matching(definition, text, risk))?;
            Some((definition, version, rule, word))
        });
        match rule {
            Some((definition, version, rule, word)) => self.fire(definition, version, rule, word),
            None if state == State::Held && self.answers_below(text) => {}
            None => self.go_on(state),
        }
    }

    /// Takes words that are an option of the question below a closed handoff, which is still on the screen.
    fn answers_below(&mut self, text: &str) -> bool {
        let Some(over) = self.run.stack.pop() else {
            return false;
        };
        let choice = self
            .question()
            .filter(|_| self.run.stack.last().is_some_and(|top| !top.unput))
            .and_then(|(step, question)| {
                Some((step, question, self.typed_option(question, text)?))
            });
        let Some((step, question, choice)) = choice else {
            self.run.stack.push(over);
            return false;
        };
        self.choose(step, question, choice, None);
        true
    }

    /// Says what was held back: it is an answer now.
    pub fn go_on(&mut self, state: State) {
        match state {
            State::Ready => self.start(),
            State::Person | State::Held => self.closed(),
            State::Question => self.put_now(),
            State::Wait | State::Below => {}
        }
    }
}
