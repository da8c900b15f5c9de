//! Words that arrive packed: some carriers hand a long message on as base64, and nobody would read a cry for help in it.
//!
//! Genuine text must never be garbled, so only what cannot be anything else is unpacked: at least sixty letters of base64 without a
//! space, whose bytes are flawless text without a control character. Ordinary words without spaces (a long laugh, a long address)
//! decode to bytes that are not.

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};

/// Shorter texts are never unpacked: carriers pack only what is too long for one message.
const SHORTEST: usize = 60;

/// Packed text may have lost its end.
const PACKED: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

/// The words in it, if it is packed.
pub(super) fn unwrapped(text: &str) -> Option<String> {
    let text = text.trim();
    if text.len() < SHORTEST {
        return None;
    }
    // A remainder of one letter is no byte.
    let whole = text.len() - usize::from(text.trim_end_matches('=').len() % 4 == 1);
    let bytes = PACKED.decode(text.get(..whole)?).ok()?;
    utf8(&bytes)
        .or_else(|| utf16(&bytes, u16::from_be_bytes))
        .or_else(|| utf16(&bytes, u16::from_le_bytes))
}

/// UTF-8 to the last letter, which may be cut.
fn utf8(bytes: &[u8]) -> Option<String> {
    let text = match std::str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(bytes.get(..error.valid_up_to())?).ok()?
        }
        Err(_) => return None,
    };
    text.chars().all(is_written).then(|| text.to_owned())
}

/// UTF-16. Nearly any bytes are some: only everyday letters count, among them one that every Japanese or Western text has.
fn utf16(bytes: &[u8], order: fn([u8; 2]) -> u16) -> Option<String> {
    let units = bytes.chunks_exact(2).map(|pair| match pair {
        [one, two] => order([*one, *two]),
        _ => 0,
    });
    let text: String = char::decode_utf16(units).collect::<Result<_, _>>().ok()?;
    let text = text.trim_start_matches('\u{feff}');
    let everyday = |letter: char| {
        matches!(letter, '\u{20}'..='\u{7e}' | '\u{a0}'..='\u{17f}' | '\u{2010}'..='\u{2030}' | '\u{3000}'..='\u{30ff}'
            | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff9f}' | '\u{1f300}'..='\u{1faff}' | '\n' | '\r')
    };
    let common =
        |letter: char| matches!(letter, ' ' | '\u{3001}'..='\u{3002}' | '\u{3041}'..='\u{3093}');
    (text.chars().all(everyday) && text.chars().any(common)).then(|| text.to_owned())
}

fn is_written(letter: char) -> bool {
    !letter.is_control() || matches!(letter, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use base64::engine::general_purpose::STANDARD;

    use super::*;

    #[test]
    fn packed_words_come_out() {
        let words = "もう つかれた。だれか はなしを きいてください。\nよる ねむれない。";
        assert_eq!(unwrapped(&STANDARD.encode(words)).as_deref(), Some(words));
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_be_bytes).collect();
        assert_eq!(unwrapped(&STANDARD.encode(units)).as_deref(), Some(words));
        let units: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(unwrapped(&STANDARD.encode(units)).as_deref(), Some(words));
    }

    #[test]
    fn a_lost_end_costs_the_last_letter() {
        let packed = STANDARD.encode("a long message that ends inside “");
        assert!(packed.len() < SHORTEST);
        let packed = STANDARD.encode("a long message of more than forty-five letters “あいう");
        for cut in 0..6 {
            let cut = &packed[..packed.len() - cut];
            let words = unwrapped(cut).unwrap();
            assert!(
                words.starts_with("a long message of more than forty-five letters"),
                "{cut}"
            );
        }
    }

    #[test]
    fn genuine_words_stay_as_they_are() {
        for text in [
            "tasukete".repeat(20),
            "haha".repeat(40),
            "a".repeat(60),
            "www".repeat(30),
            "0123456789".repeat(8),
            "Z".repeat(64),
            "Pneumonoultramicroscopicsilicovolcanoconiosis".repeat(2),
            "これは とても ながい ことばで、さいごまで よんでください。".repeat(3),
            "https://example.com/a/very/long/path/that/goes/on/and/on/without/any/space".to_owned(),
            STANDARD.encode("short"),
        ] {
            assert_eq!(unwrapped(&text), None, "{text}");
        }
    }
}
