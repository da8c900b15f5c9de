//! Any text as a transcript of a small flow.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_flow::transcript::play;
use tsunagi_flow::{Ids, Labels, Program, Source, Stage, Tables, parse};
use tsunagi_model::Risk;

const FLOW: &str = "flow: x\nno_answer: {nudge: [1d], say: n, then: end}\nsteps:\n  a: {ask: a, save: x.a, options: {b: next, c: end}}\n  d: {wait: 7d}\n  e: {say: e}\n";

struct NoLabels;

impl Labels for NoLabels {
    fn option(&self, _text_id: &str, _options: &[&str], _typed: &str) -> Option<usize> {
        None
    }
}

fuzz_target!(|text: &str| {
    let mut program = Program::new(Tables::default());
    if let (Some(definition), _) = parse(&Source::new("x.yml", FLOW)) {
        program.add(1, definition);
    }
    let stage = Stage {
        program: &program,
        labels: &NoLabels,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    _ = play(&Source::new("t.yml", text), &stage);
});
