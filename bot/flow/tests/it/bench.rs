//! One contact in one run, moved by hand.

use tsunagi_flow::{Effect, Input, Occasion, Program, Run, Source, Standing, Tables, World, step};
use tsunagi_model::{Memory, Timestamp};
use uuid::Uuid;

use crate::{Keys, program};

/// 2026-11-18 is a Wednesday and a school day.
pub fn jst(text: &str) -> Timestamp {
    chrono::DateTime::parse_from_rfc3339(&format!("{text}:00+09:00"))
        .unwrap()
        .into()
}

pub fn flow(text: &str) -> Source {
    Source::new("t.yml", &format!("flow: t\n{text}"))
}

/// One contact in one run.
pub struct Bench {
    pub program: Program,
    pub memory: Memory,
    pub run: Run,
    pub now: Timestamp,
    pub conversation: u128,
    pub standing: Standing,
}

impl Bench {
    pub fn new(text: &str) -> Self {
        Self::of(program(Tables::default(), &[flow(text)]), "t")
    }

    pub fn of(program: Program, flow: &str) -> Self {
        let now = jst("2026-11-18T16:00");
        Self {
            program,
            memory: Memory::default(),
            run: Run::begin(flow, 1, now),
            now,
            conversation: 1,
            standing: Standing::default(),
        }
    }

    pub fn input(&mut self, input: &Input) -> Vec<Effect> {
        let world = World {
            now: self.now,
            calendar: self.program.calendar(""),
            labels: &Keys,
            slots: &[],
            conversation: Uuid::from_u128(self.conversation),
            came_again: false,
            standing: self.standing,
        };
        step(
            &self.program,
            &mut self.run,
            &mut self.memory,
            input,
            &world,
        )
    }

    /// The clock moves on by itself: everything that is due until then happens, at its time.
    pub fn pass(&mut self, until: Timestamp) -> Vec<(Timestamp, Vec<Effect>)> {
        let mut happened = Vec::new();
        while let Some(wake) = self.run.next_wake().filter(|wake| *wake <= until) {
            assert!(happened.len() < 1_000, "it wakes again and again");
            self.now = self.now.max(wake);
            happened.push((self.now, self.input(&Input::Wake)));
        }
        self.now = until;
        happened
    }

    /// The flow begins as its first start would, by the clock.
    pub fn regular(&mut self) -> Vec<Effect> {
        self.input(&Input::Start(Occasion::Schedule { index: 0 }))
    }

    pub fn start(&mut self) -> Vec<String> {
        said(&self.input(&Input::Start(Occasion::Ask)))
    }

    pub fn tap(&mut self, data: &str) -> Vec<String> {
        said(&self.input(&Input::Choice { data }))
    }
}

pub fn said(effects: &[Effect]) -> Vec<String> {
    let text = |effect: &Effect| {
        if let Effect::Say(say) = effect {
            Some(say.text.clone())
        } else {
            None
        }
    };
    effects.iter().filter_map(text).collect()
}
