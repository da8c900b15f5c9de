//! Any text as a table and as a calendar.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_flow::{Program, Source, Tables};

fuzz_target!(|text: &str| {
    let (tables, _) = Tables::load(&[Source::new("hotlines.csv", text)]);
    let mut program = Program::new(tables);
    program.read_calendars(&[Source::new("default.csv", text)]);
});
