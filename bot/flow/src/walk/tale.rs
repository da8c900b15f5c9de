//! What a walk found, told as the conversation that led there.

use std::collections::HashSet;

use super::explore::{Explorer, MOMENT, Move, State, begin_with, carry_out, place};
use super::judge::{Fault, Rule};
use super::root::Begin;
use super::{Finding, Walked, key};
use crate::drive::Stage;
use crate::show;

impl<'a> Explorer<'a> {
    /// Keeps a finding, once for each place.
    pub(super) fn tell(&mut self, state: &State<'a>, done: Option<&Move>, fault: Fault) {
        let (rule, difference) = fault;
        let mut place = place(&state.driver);
        if place.is_empty() {
            place.clone_from(&state.at);
        }
        let step = if rule == Rule::Language || rule == Rule::Complete {
            String::new()
        } else {
            place.clone()
        };
        if !self.told.insert((rule, step, difference.clone())) {
            return;
        }
        let (file, line) = source(&self.stage, &self.flow, &place);
        self.out.findings.push(Finding {
            rule,
            flow: self.flow.clone(),
            language: self.language.clone(),
            step: place,
            file,
            line,
            difference,
            heard: self.tale(state.node, done),
        });
    }

    /// The conversation that led to a state, played once more.
    fn tale(&self, node: usize, done: Option<&Move>) -> Vec<String> {
        let mut moves: Vec<&Move> = done.into_iter().collect();
        let mut at = Some(node);
        while let Some(place) = at {
            moves.extend(self.nodes[place].done.as_ref());
            at = self.nodes[place].parent;
        }
        let (driver, _, begin) = &self.roots[self.nodes[node].root];
        let mut driver = driver.clone();
        let mut lines = Vec::new();
        if let Begin::Act(act) = begin {
            lines.push(show::act(&driver, act, &[]));
        }
        let turn = begin_with(&mut driver, &self.flow, begin);
        lines.extend(show::turn(&driver, &turn));
        for done in moves.into_iter().rev() {
            if let Move::Act(act) = done {
                let mut later = driver.clone();
                later.now = later.now.plus(MOMENT);
                lines.push(show::act(&later, act, &driver.buttons));
            }
            let here = key::of(&driver, &self.read);
            for turn in carry_out(&mut driver, done, &self.read, here) {
                lines.extend(show::turn(&driver, &turn));
            }
        }
        lines
    }

    /// What can only be said when everything was looked at: whether silence ends everywhere.
    pub fn finish(mut self) -> Walked {
        let mut ends: HashSet<u64> = HashSet::new();
        let starts: Vec<u64> = self.silent.keys().copied().collect();
        let mut circles = Vec::new();
        for start in starts {
            let mut path = Vec::new();
            let mut met = HashSet::new();
            let mut at = Some(start);
            while let Some(here) = at.filter(|here| !ends.contains(here)) {
                if !met.insert(here) {
                    circles.push(self.silent[&here].1);
                    break;
                }
                path.push(here);
                at = self.silent.get(&here).and_then(|(next, _)| *next);
            }
            ends.extend(path);
        }
        for node in circles {
            let fault = "when nobody says anything, it never ends".to_owned();
            let place = self.flow.clone();
            if self.told.insert((Rule::Ends, String::new(), fault.clone())) {
                let (file, line) = source(&self.stage, &self.flow, &place);
                let heard = self.tale(node, None);
                self.out.findings.push(Finding {
                    rule: Rule::Ends,
                    flow: self.flow.clone(),
                    language: self.language.clone(),
                    step: place,
                    file,
                    line,
                    difference: fault,
                    heard,
                });
            }
        }
        self.out
    }
}

/// The file and line of a place.
fn source(stage: &Stage, flow: &str, place: &str) -> (String, u32) {
    let (name, step) = place.split_once('/').unwrap_or((flow, ""));
    let name = if name.is_empty() { flow } else { name };
    let Some((_, definition)) = stage.program.newest(name) else {
        return (String::new(), 0);
    };
    let line = definition
        .index(step)
        .map_or(1, |index| definition.steps[index].at.line);
    (definition.source.path.clone(), line)
}
