//! The rules that a walk holds up, each with a name of its own.

use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

use serde::Serialize;
use tsunagi_model::Urgency;

use crate::drive::{Driver, Turn};
use crate::effect::{Arg, Effect, End, Say, SayLabel};
use crate::law::Breach;
use crate::voice::Hearer;

/// What no flow may break.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Rule {
    /// A conversation in which nobody says anything more ends, or waits for a person.
    Ends,
    /// Whoever asks for a person gets one, in every language, from everywhere.
    Person,
    /// After a no, nothing more is sent.
    Refusal,
    /// Silence is answered by the ladder that is written, not by more.
    Silence,
    /// Danger calls a person in the same turn, and the script falls silent.
    Danger,
    /// While a person has been asked for, the script is silent.
    Handover,
    /// The limits of conduct.
    Conduct,
    /// Every text exists in the language that the person reads.
    Language,
    /// Every text comes out whole.
    Complete,
    /// A label that is typed means its button.
    Label,
}

impl Rule {
    /// In one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ends => "ends",
            Self::Person => "person",
            Self::Refusal => "refusal",
            Self::Silence => "silence",
            Self::Danger => "danger",
            Self::Handover => "handover",
            Self::Conduct => "conduct",
            Self::Language => "language",
            Self::Complete => "complete",
            Self::Label => "label",
        }
    }
}

/// Something that breaks a rule: which, and in words.
pub(super) type Fault = (Rule, String);

/// Whether a turn ended because something was wrong with the flow.
pub(super) fn broke(turn: &Turn) -> Option<Fault> {
    turn.effects.iter().find_map(|effect| match effect {
        Effect::Ended(End::Loop) => Some((Rule::Ends, "it goes round in circles".to_owned())),
        Effect::Ended(End::Gone) => {
            Some((Rule::Ends, "it has lost the version of its flow".to_owned()))
        }
        _ => None,
    })
}

/// Neither over nor waiting for anything.
pub(super) fn stuck(driver: &Driver) -> Option<Fault> {
    let stuck = driver.run.is_some()
        && driver.pen == crate::drive::Pen::Script
        && driver.next_due().is_none();
    stuck.then(|| {
        (
            Rule::Ends,
            "it is neither over nor waiting for a person, an answer or a time".to_owned(),
        )
    })
}

/// The limits of conduct that a push broke.
pub(super) fn conduct(breaches: &[Breach]) -> impl Iterator<Item = Fault> + '_ {
    breaches.iter().map(|breach| {
        let rule = if *breach == Breach::Refused {
            Rule::Refusal
        } else {
            Rule::Conduct
        };
        (rule, format!("{} ({})", breach.says(), breach.as_str()))
    })
}

/// Danger calls somebody now.
pub(super) fn calls(turn: &Turn) -> bool {
    turn.effects.iter().any(|effect| {
        matches!(
            effect,
            Effect::Alert {
                urgency: Urgency::Now,
                ..
            }
        )
    })
}

/// Somebody was asked for.
pub(super) fn hands_over(turn: &Turn) -> bool {
    let handoff = |effect: &Effect| matches!(effect, Effect::Handoff { .. });
    turn.effects.iter().any(handoff)
}

/// The ids of all texts that a say needs.
fn texts(say: &Say) -> impl Iterator<Item = &String> {
    let cards = say.cards.iter().filter_map(|card| card.row.get("text"));
    let args = say.args.iter().filter_map(|(_, arg)| match arg {
        Arg::Message(id) => Some(id),
        _ => None,
    });
    std::iter::once(&say.text).chain(cards).chain(args)
}

/// Texts that were heard before and need no second look.
#[derive(Default)]
pub(super) struct Heard(HashSet<u64>);

impl Heard {
    /// What is wrong with the words of a turn in the language that the person reads now.
    pub fn faults(&mut self, driver: &Driver, turn: &Turn) -> Vec<Fault> {
        let mut faults = Vec::new();
        for say in turn.says() {
            if self.0.insert(fingerprint(driver, say)) {
                judge(driver, turn, say, &mut faults);
            }
        }
        faults
    }
}

/// Equal for says that read the same as far as it matters: the same texts with values for the same variables.
fn fingerprint(driver: &Driver, say: &Say) -> u64 {
    let mut hasher = DefaultHasher::new();
    (driver.memory.get("contact.language"), driver.memory.role()).hash(&mut hasher);
    driver.calendar.open_at(driver.now).hash(&mut hasher);
    for id in texts(say) {
        id.hash(&mut hasher);
    }
    for (name, _) in &say.args {
        name.hash(&mut hasher);
    }
    for choice in &say.choices {
        choice.key.hash(&mut hasher);
    }
    hasher.finish()
}

fn judge(driver: &Driver, turn: &Turn, say: &Say, faults: &mut Vec<Fault>) {
    let language = driver.language();
    let voice = driver.stage.voice;
    for id in texts(say).filter(|id| !voice.own(&language, id)) {
        faults.push((
            Rule::Language,
            format!("the text `{id}` is not there in {language}"),
        ));
    }
    let cards = say.cards.iter().flat_map(|card| &card.choices);
    for choice in say.choices.iter().chain(cards) {
        if let SayLabel::Key { text, key } = &choice.label
            && voice.label(&language, text, key).is_none()
        {
            let missing = format!("the label `{text}.{key}` is not there in {language}");
            faults.push((Rule::Language, missing));
        }
    }
    let hearer = Hearer {
        language: &language,
        memory: &driver.memory,
        calendar: driver.calendar,
        now: turn.at,
    };
    let words = voice.speak(say, &hearer);
    for id in words.incomplete {
        if voice.own(&language, &id) {
            faults.push((
                Rule::Complete,
                format!(
                    "the text `{id}` does not come out whole in {language}: a value is missing"
                ),
            ));
        }
    }
}
