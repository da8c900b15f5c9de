//! Any bytes as an export of RapidPro.
#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    _ = tsunagi_import::rapidpro(bytes);
});
