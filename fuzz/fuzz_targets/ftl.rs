//! Any text as Fluent, in two languages: read, checked, said.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_locale::{Catalogue, Rules, TextFile, Word, check_with};

fuzz_target!(|text: &str| {
    let half = (0..=text.len() / 2)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0);
    let file = |language: &str, text: &str| TextFile {
        language: language.to_owned(),
        name: "x".to_owned(),
        path: format!("{language}/x.ftl"),
        text: text.to_owned(),
    };
    let files = [
        file("ja", &text[..half]),
        file("ja-easy", &text[half..]),
        file("en", text),
    ];
    let rules = Rules {
        words: Word::new("promise", "*", "a", "b").into_iter().collect(),
        ..Rules::default()
    };
    check_with(&files, &rules);
    let (catalogue, _) = Catalogue::load(&files);
    catalogue.bubbles("en", "a", &[]);
});
