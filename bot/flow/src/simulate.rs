//! A simulated year: families who answer, are silent, refuse, rest, talk with people, book, block and write at night, against the
//! flows as they are, with outages of the service; and what the limits of conduct let through, counted by a bystander.
//!
//! Each person is simulated alone and forgotten, so that the number of families costs time and no memory. Everything follows from
//! the seed.

mod count;
mod dice;
mod manner;
mod person;
mod tally;

use tsunagi_model::{Span, Timestamp};

use crate::drive::Stage;
use dice::Dice;
pub use tally::{Passage, Tally};

/// How many times a year the service is down.
const OUTAGES: i64 = 8;

/// What is simulated.
#[derive(Debug, Clone)]
pub struct Plan {
    /// Where chance begins.
    pub seed: u64,
    /// The first instant.
    pub from: Timestamp,
    /// The last instant.
    pub until: Timestamp,
    /// When the service was down: nothing is answered or sent until the end of it.
    pub outages: Vec<(Timestamp, Timestamp)>,
    /// When the programme is suspended.
    pub suspended: (Timestamp, Timestamp),
    /// The person whose conversation is written down.
    pub watch: Option<u64>,
    /// When the quota of the month is used up, but for the reserve.
    pub without_quota: Vec<(Timestamp, Timestamp)>,
}

impl Plan {
    /// A plan for so many days.
    pub fn new(seed: u64, from: Timestamp, days: u32) -> Self {
        let days = i64::from(days);
        let mut dice = Dice::of(seed, u64::MAX);
        let mut outages: Vec<_> = (0..(OUTAGES * days / 365).max(1))
            .map(|_| {
                let begins = from.plus(Span::minutes(dice.between(0, days * 1_440)));
                (
                    begins,
                    begins.plus(Span::minutes(dice.between(30, 40 * 60))),
                )
            })
            .collect();
        outages.sort();
        let from_day = |day: i64| from.plus(Span::days(day));
        Self {
            seed,
            from,
            until: from_day(days),
            outages,
            watch: None,
            suspended: (from_day(days * 6 / 10), from_day(days * 6 / 10 + 10)),
            without_quota: vec![
                (from_day(days / 3), from_day(days / 3 + 5)),
                (from_day(days * 3 / 4), from_day(days * 3 / 4 + 3)),
            ],
        }
    }

    /// When something that is due at this instant really happens.
    fn really(&self, at: Timestamp) -> Timestamp {
        let down = self
            .outages
            .iter()
            .find(|(from, until)| (*from..*until).contains(&at));
        down.map_or(at, |(_, until)| *until)
    }
}

/// Simulates one family.
pub fn family(stage: &Stage, plan: &Plan, number: u64) -> Tally {
    let mut tally = Tally {
        families: 1,
        ..Tally::default()
    };
    let mut dice = Dice::of(plan.seed, number);
    let (child, guardian) = match dice.below(10) {
        0..=3 => (true, false),
        4..=6 => (false, true),
        _ => (true, true),
    };
    for (there, who) in [
        (child, person::Who::Child),
        (guardian, person::Who::Guardian),
    ] {
        if there {
            person::simulate(
                stage,
                plan,
                number * 2 + u64::from(who == person::Who::Child),
                who,
                &mut tally,
            );
        }
    }
    tally
}
