//! Any text as a condition, and as a choice of rows.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_flow::{Source, parse};

fuzz_target!(|text: &str| {
    let flow = format!(
        "flow: x\nsteps:\n  a: {{say: a, skip_if: {text:?}, from: {text:?}}}\n  b: {{when: [{{if: {text:?}, go: a}}, {{else: end}}]}}\n"
    );
    parse(&Source::new("x.yml", &flow));
});
