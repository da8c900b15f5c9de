//! What a simulated person is like, and what they do when they do something.

use tsunagi_model::Risk;

use super::dice::Dice;
use super::person::Life;
use super::tally::Tally;
use crate::conduct::has_refused;
use crate::drive::{Act, Pen};
use crate::start::TriggerKind;

/// What somebody is like, in times of a thousand.
pub(super) struct Manner {
    pub answers: u64,
    /// Writes without being asked, on average every so many days.
    pub writes_every: i64,
    /// Hours until an answer, at most.
    pub slow: i64,
    pub stops: u64,
    pub blocks: u64,
    pub rests: u64,
    pub asks: u64,
    pub danger: u64,
    pub returns: u64,
}

impl Manner {
    pub fn of(dice: &mut Dice) -> Self {
        let answers = match dice.below(10) {
            0..=2 => 0,
            3..=5 => 250,
            6..=7 => 600,
            _ => 950,
        };
        Self {
            answers,
            writes_every: dice.between(6, 90),
            slow: *dice.one_of(&[1, 8, 30, 120]).unwrap_or(&8),
            stops: *dice.one_of(&[0, 5, 20, 60]).unwrap_or(&5),
            blocks: *dice.one_of(&[0, 0, 2, 15]).unwrap_or(&0),
            rests: *dice.one_of(&[0, 10, 40]).unwrap_or(&10),
            asks: *dice.one_of(&[5, 30, 80]).unwrap_or(&30),
            danger: *dice.one_of(&[0, 3, 15]).unwrap_or(&3),
            returns: *dice.one_of(&[0, 100, 400]).unwrap_or(&100),
        }
    }
}

impl Life<'_> {
    /// The person does something, because they were asked or by themselves.
    pub fn does_something(&mut self, tally: &mut Tally) {
        let refused = has_refused(&self.driver.memory);
        let manner = &self.manner;
        let dice = &mut self.dice;
        let write = |text: String, risk: Risk| Act::Write {
            text,
            risk: Some(risk),
        };
        if dice.in_thousand(manner.blocks) {
            tally.blocks += 1;
            self.gone = true;
            return;
        }
        let act = if dice.in_thousand(manner.danger) {
            write("…".to_owned(), Risk::Alert)
        } else if dice.in_thousand(manner.stops) {
            let word = dice.one_of(&self.words.stop).cloned().unwrap_or_default();
            tally.refusals += 1;
            self.acts(&write(word, Risk::None), tally);
            if self.driver.pen == Pen::Script {
                self.law.refuses();
            }
            return self.plan_own();
        } else if dice.in_thousand(manner.rests) {
            write(
                dice.one_of(&self.words.other).cloned().unwrap_or_default(),
                Risk::None,
            )
        } else if dice.in_thousand(manner.asks) {
            write(
                dice.one_of(&self.words.person).cloned().unwrap_or_default(),
                Risk::None,
            )
        } else if refused && dice.in_thousand(manner.returns) {
            write(self.keyword().unwrap_or_default(), Risk::None)
        } else if !self.driver.buttons.is_empty() && dice.in_thousand(800) {
            let data = dice
                .one_of(&self.driver.buttons)
                .map(|button| button.data.clone());
            Act::Tap {
                data: data.unwrap_or_default(),
            }
        } else {
            match dice.below(4) {
                0 => Act::Send {
                    kind: "sticker".to_owned(),
                },
                1 => write("13".to_owned(), Risk::None),
                _ => write(
                    "qzx vww".to_owned(),
                    if dice.in_thousand(10) {
                        Risk::Watch
                    } else {
                        Risk::None
                    },
                ),
            }
        };
        let relents = refused || matches!(&act, Act::Tap { data } if !data.ends_with("/stop"));
        self.acts(&act, tally);
        let refused = has_refused(&self.driver.memory);
        if relents && !refused {
            self.law.relents();
        }
        self.plan_own();
    }

    /// A word that starts a flow.
    fn keyword(&mut self) -> Option<String> {
        let triggers = self.driver.stage.program.triggers();
        let words: Vec<&String> = triggers
            .filter_map(|(_, _, trigger)| match &trigger.kind {
                TriggerKind::Keyword(words) => words.first(),
                _ => None,
            })
            .collect();
        self.dice.one_of(&words).map(|word| (*word).clone())
    }
}
