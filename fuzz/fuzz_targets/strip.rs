//! Any bytes as a picture or film that somebody sent: no panic, and what is kept as a picture is not larger than it was and comes apart
//! again as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tsunagi_model::MediaKind;

// The room that strips is no library of others; its module stands alone.
#[path = "../../bot/dispatch/src/strip/mod.rs"]
mod strip;

fuzz_target!(|data: (u8, &[u8])| {
    let (kind, bytes) = data;
    let sniffed = [
        "image/jpeg",
        "image/png",
        "image/webp",
        "image/gif",
        "video/mp4",
        "text/html",
    ][usize::from(kind) % 6];
    let kept = strip::strip(MediaKind::Image, sniffed, bytes.to_vec());
    assert!(kept.bytes.len() <= bytes.len() + 64);
    if kept.kind == MediaKind::Image {
        let again = strip::strip(MediaKind::Image, kept.content_type, kept.bytes.clone());
        assert_eq!(again, kept);
    }
});
