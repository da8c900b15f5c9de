//! What is tried at each place because a rule asks for it: labels typed, a person asked for, a no, danger.

use tsunagi_model::{Risk, Span};

use super::explore::{Explorer, Move, PATIENCE, State, asked, write};
use super::judge::{self, Rule};
use super::key;
use crate::conduct::has_refused;
use crate::definition::QuestionKind;
use crate::drive::{Act, Pen};
use crate::effect::SayLabel;
use crate::show;

/// How long silence is listened to after a refusal.
const YEAR: Span = Span::days(400);

impl<'a> Explorer<'a> {
    /// A label that is typed does what its button does.
    pub(super) fn labels(&mut self, state: &State<'a>) {
        let Some((_, question)) = asked(&state.driver) else {
            return;
        };
        if !matches!(question.kind, QuestionKind::Plain)
            || !self.first_time("labels", &state.driver)
        {
            return;
        }
        for button in state.driver.buttons.clone() {
            let SayLabel::Key { text, key } = &button.label else {
                continue;
            };
            let Some(label) = self.stage.voice.label(&self.language, text, key) else {
                continue;
            };
            let (tapped, _) = self.go(state, &Move::Act(Act::Tap { data: button.data }));
            let typed = Move::Act(write(&label));
            let (written, _) = self.go(state, &typed);
            let same = key::of(&tapped.driver, &self.read) == key::of(&written.driver, &self.read);
            if !same {
                let fault = format!(
                    "\u{201c}{label}\u{201d} typed does something else than its button `{key}`"
                );
                self.tell(state, Some(&typed), (Rule::Label, fault));
            }
        }
    }

    /// Asking for a person brings one within two turns, with each of the words that are understood.
    pub(super) fn ask_for_person(&mut self, state: &State<'a>) {
        let all = self.first_time("person", &state.driver);
        let words: Vec<String> = self
            .words
            .person
            .iter()
            .take(if all { usize::MAX } else { 1 })
            .cloned()
            .collect();
        for word in words {
            let wanted = Move::Act(write(&word));
            let (first, turn) = self.go(state, &wanted);
            if judge::hands_over(&turn) {
                continue;
            }
            let (_, turn) = self.go(&first, &wanted);
            if !judge::hands_over(&turn) {
                let fault = format!("\u{201c}{word}\u{201d} brings nobody within two turns");
                self.tell(&first, Some(&wanted), (Rule::Person, fault));
            }
        }
    }

    /// A no ends everything: nothing is sent in more than a year, also when the person says something else or talks with staff
    /// before they have confirmed it.
    pub(super) fn refuse(&mut self, state: &State<'a>) {
        if state.driver.pen != Pen::Script {
            return;
        }
        let all = self.first_time("stop", &state.driver);
        let most = if all { usize::MAX } else { 1 };
        let words: Vec<String> = self.words.stop.iter().take(most).cloned().collect();
        for word in words {
            let (mut next, turn) = self.go(state, &Move::Act(write(&word)));
            if judge::hands_over(&turn) {
                continue;
            }
            next.law.refuses();
            self.year_of_silence(&next);
            if let Some(person) = self.words.person.first().cloned().filter(|_| all) {
                let (asked, _) = self.go(&next, &Move::Act(write(&person)));
                let (closed, _) = self.go(&asked, &Move::Close);
                self.year_of_silence(&closed);
            }
        }
        if has_refused(&state.driver.memory) {
            let mut state = state.clone();
            state.law.refuses();
            self.year_of_silence(&state);
        }
    }

    fn year_of_silence(&mut self, state: &State<'a>) {
        let mut quiet = state.clone();
        quiet.driver.keep_timers();
        let until = quiet.driver.now.plus(YEAR);
        for _ in 0..PATIENCE {
            let Some(turn) = quiet.driver.pass(until, Span::default()) else {
                return;
            };
            if turn.is_push() {
                let said: Vec<_> = turn.says().map(|say| say.text.as_str()).collect();
                let when = show::time(quiet.driver.calendar, turn.at);
                let fault = format!(
                    "after the refusal, {} is still said on {when}",
                    said.join(", ")
                );
                return self.tell(state, None, (Rule::Refusal, fault));
            }
        }
    }

    /// Danger calls a person in one turn, whatever holds the pen, and then the script is silent.
    pub(super) fn danger(&mut self, state: &State<'a>) {
        let words = Move::Act(Act::Write {
            text: "…".to_owned(),
            risk: Some(Risk::Alert),
        });
        let (next, turn) = self.go(state, &words);
        if !judge::calls(&turn) {
            let fault = "words of danger call nobody".to_owned();
            return self.tell(state, Some(&words), (Rule::Danger, fault));
        }
        let silent = "the script goes on after words of danger".to_owned();
        if next.driver.pen == Pen::Script {
            return self.tell(state, Some(&words), (Rule::Danger, silent));
        }
        let mut later = next.clone();
        let until = later.driver.now.plus(Span::days(3));
        while let Some(turn) = later.driver.pass(until, Span::default()) {
            if turn.is_push() {
                return self.tell(&next, None, (Rule::Danger, silent));
            }
        }
    }
}
