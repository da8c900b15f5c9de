//! Any text in parts of any size: each fits, none is blank, and nothing is lost but white space at the cuts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_channel::split::{shorten_units, split, units};

fuzz_target!(|data: (u16, &str)| {
    let (limit, text) = data;
    let limit = usize::from(limit).max(2);
    let parts = split(text, limit);
    let letters = |text: &str| text.chars().filter(|letter| !letter.is_whitespace()).collect::<String>();
    assert_eq!(letters(&parts.concat()), letters(text));
    for part in parts {
        assert!(units(part) <= limit && !part.trim().is_empty());
    }
    assert!(units(&shorten_units(text, limit)) <= limit);
});
