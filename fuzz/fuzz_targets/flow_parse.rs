//! Any text as a flow: read, checked, put in canonical form.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_flow::{Program, Source, Tables, Texts, check, parse};

struct AllTexts;

impl Texts for AllTexts {
    fn languages(&self) -> Vec<String> {
        vec!["ja".to_owned()]
    }
    fn has(&self, _language: &str, _id: &str) -> bool {
        true
    }
    fn label(&self, _language: &str, _id: &str, key: &str) -> Option<String> {
        Some(key.to_owned())
    }
}

fuzz_target!(|text: &str| {
    let source = Source::new("x.yml", text);
    let (definition, _) = parse(&source);
    if let Some(definition) = definition {
        let mut program = Program::new(Tables::default());
        program.add(1, definition);
        check(&program, &AllTexts);
    }
    _ = tsunagi_flow::format(&source);
});
