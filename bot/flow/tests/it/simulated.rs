//! A small simulated year: the same seed gives the same year, everything ends, and a bystander counts what is wrong.

use tsunagi_flow::simulate::{Plan, Tally, family};
use tsunagi_flow::{Ids, Stage};
use tsunagi_model::{Risk, Timestamp};

use crate::{Keys, shipped};

fn simulated(families: u64, days: u32, seed: u64) -> Tally {
    let program = shipped();
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    let from = Timestamp::from_millis(1_775_000_000_000);
    let plan = Plan::new(seed, from, days);
    let mut sum = Tally::default();
    for number in 0..families {
        sum.add(family(&stage, &plan, number));
    }
    sum
}

#[test]
fn the_same_seed_gives_the_same_year() {
    let one = serde_json::to_value(simulated(20, 60, 5)).unwrap();
    assert_eq!(one, serde_json::to_value(simulated(20, 60, 5)).unwrap());
    assert_ne!(one, serde_json::to_value(simulated(20, 60, 6)).unwrap());
}

#[test]
fn every_conversation_of_a_simulated_spring_ends() {
    let tally = simulated(200, 120, 1);
    assert_eq!(tally.families, 200);
    assert!(tally.people > 200 && tally.pushes > 100 && tally.handoffs > 10 && tally.refusals > 10);
    let (broken, examples) = (&tally.broken, &tally.examples);
    assert_eq!(tally.violations(), 0, "{broken:?} {examples:#?}");
}
