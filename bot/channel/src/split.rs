//! Cutting a long text into messages, at the ends of sentences and never inside what a reader sees as one character.

use unicode_segmentation::UnicodeSegmentation;

/// Length as LINE and most messengers count it: in UTF-16 units, so that most emoji are two.
pub fn units(text: &str) -> usize {
    text.chars().map(char::len_utf16).sum()
}

/// The text in parts of at most `limit` UTF-16 units; blank parts and the white space at the cuts are left out.
///
/// Cuts, in this order of preference, after an empty line, a line, a sentence, a comma or space, a grapheme. A single
/// grapheme longer than `limit` is cut between its code points, because nothing else would arrive.
pub fn split(text: &str, limit: usize) -> Vec<&str> {
    split_by(text, limit.max(2), units)
}

/// The same with the limit in bytes of UTF-8.
pub fn split_bytes(text: &str, limit: usize) -> Vec<&str> {
    split_by(text, limit.max(4), str::len)
}

/// The same with any measure in which nothing is larger than its bytes or smaller than a third of them; `limit` has room for
/// any one code point.
fn split_by(text: &str, limit: usize, size: fn(&str) -> usize) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    // A long text need not be counted to its end to know that it is long.
    while rest.len() > limit && (rest.len() > limit * 3 || size(rest) > limit) {
        let cut = cut(rest, limit, size);
        let (part, tail) = rest.split_at(cut);
        parts.push(part.trim_end());
        rest = tail.trim_start();
    }
    parts.push(rest);
    parts.retain(|part| !part.trim().is_empty());
    parts
}

/// The text in at most `limit` graphemes, with `…` in place of what is left out.
pub fn shorten(text: &str, limit: usize) -> String {
    shorten_by(text, limit, |_| 1)
}

/// The same with the limit in UTF-16 units.
pub fn shorten_units(text: &str, limit: usize) -> String {
    shorten_by(text, limit, units)
}

fn shorten_by(text: &str, limit: usize, size: impl Fn(&str) -> usize) -> String {
    let mut used = 0;
    let mut fits = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        used += size(grapheme);
        if used > limit {
            return format!("{}…", text.get(..fits).unwrap_or_default());
        }
        // One place is kept for the ellipsis.
        if used < limit {
            fits = at + grapheme.len();
        }
    }
    text.to_owned()
}

/// How good a place is to cut after; later is better.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Grapheme,
    Phrase,
    Sentence,
    Line,
    Paragraph,
}

/// Where to cut a text that is longer than `limit`: a byte index behind at least one character.
fn cut(text: &str, limit: usize, size: fn(&str) -> usize) -> usize {
    let mut best = [0_usize; 5];
    let mut used = 0;
    let mut ends_sentence = false;
    let mut graphemes = text.grapheme_indices(true).peekable();
    while let Some((at, grapheme)) = graphemes.next() {
        used += size(grapheme);
        if used > limit {
            break;
        }
        let next = graphemes.peek().map_or("", |(_, next)| next);
        ends_sentence = closes_sentence(grapheme, next) || (ends_sentence && is_closer(grapheme));
        let place = place(grapheme, next, ends_sentence);
        // A good place too early in the text makes a stub and a long remainder: it counts as a poor one.
        let place = if used * 3 < limit {
            Place::Grapheme
        } else {
            place
        };
        if let Some(end) = best.get_mut(place as usize) {
            *end = at + grapheme.len();
        }
    }
    best.into_iter()
        .rev()
        .find(|end| *end > 0)
        .unwrap_or_else(|| inside_grapheme(text, limit, size))
}

/// What kind of place the end of `grapheme` is.
fn place(grapheme: &str, next: &str, ends_sentence: bool) -> Place {
    if is_break(grapheme) {
        return if is_break(next) {
            Place::Paragraph
        } else {
            Place::Line
        };
    }
    // Before a line break is as good as behind it: the break goes with the cut.
    if is_break(next) {
        return Place::Line;
    }
    // A bracket or a second mark that closes the sentence stays with it.
    if ends_sentence && !is_closer(next) && !closes_sentence(next, "") {
        return Place::Sentence;
    }
    if grapheme.chars().all(char::is_whitespace)
        || next.starts_with(char::is_whitespace)
        || matches!(grapheme, "、" | "，" | ",")
    {
        return Place::Phrase;
    }
    Place::Grapheme
}

fn is_break(grapheme: &str) -> bool {
    matches!(grapheme, "\n" | "\r\n" | "\r" | "\u{2028}" | "\u{2029}")
}

/// A full stop of scripts without spaces ends a sentence anywhere; a Latin one only before a space (not in 3.14).
fn closes_sentence(grapheme: &str, next: &str) -> bool {
    match grapheme {
        "。" | "！" | "？" | "．" | "｡" | "‼" | "⁉" | "…" => true,
        "." | "!" | "?" => {
            next.is_empty()
                || next.starts_with(char::is_whitespace)
                || is_closer(next)
                || matches!(next, "!" | "?")
        }
        _ => false,
    }
}

fn is_closer(grapheme: &str) -> bool {
    matches!(
        grapheme,
        "」" | "』" | "）" | "】" | "〉" | "》" | "”" | "’" | ")" | "]" | "\"" | "'"
    )
}

/// Where `limit` ends inside one grapheme that alone is longer.
fn inside_grapheme(text: &str, limit: usize, size: fn(&str) -> usize) -> usize {
    let mut used = 0;
    text.char_indices()
        .find_map(|(at, letter)| {
            used += size(letter.encode_utf8(&mut [0; 4]));
            (used > limit).then_some(at)
        })
        .unwrap_or(text.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_utf16_units() {
        assert_eq!(
            (units("a"), units("あ"), units("😀"), units("👨‍👩‍👧")),
            (1, 1, 2, 8)
        );
    }

    #[test]
    fn leaves_a_text_that_fits() {
        assert_eq!(split("こんにちは。", 6), ["こんにちは。"]);
        assert_eq!(split("", 6), Vec::<&str>::new());
        assert_eq!(split(" \n", 6), Vec::<&str>::new());
    }

    #[test]
    fn counts_bytes_where_a_platform_does() {
        assert_eq!(
            split_bytes("一文目です。二文目です。", 24),
            ["一文目です。", "二文目です。"]
        );
        assert_eq!(split_bytes("あああ", 4), ["あ", "あ", "あ"]);
        assert_eq!(split_bytes("👨‍👩‍👧", 9).concat(), "👨‍👩‍👧");
    }

    #[test]
    fn cuts_at_the_best_place() {
        for (text, limit, parts) in [
            (
                "一行目です。\n\n二行目です。三行目です。",
                16,
                vec!["一行目です。", "二行目です。三行目です。"],
            ),
            (
                "一文目です。二文目です。三文目です。",
                14,
                vec!["一文目です。二文目です。", "三文目です。"],
            ),
            (
                "「いいよ。」と言った。「うん。」",
                12,
                vec!["「いいよ。」と言った。", "「うん。」"],
            ),
            ("本当に！？そうなの。", 6, vec!["本当に！？", "そうなの。"]),
            (
                "It is 3.14 today. Fine weather.",
                20,
                vec!["It is 3.14 today.", "Fine weather."],
            ),
            ("one two three four", 9, vec!["one two", "three", "four"]),
            ("ああああああ", 4, vec!["ああああ", "ああ"]),
        ] {
            assert_eq!(split(text, limit), parts, "{text}");
        }
    }

    #[test]
    fn never_cuts_inside_a_grapheme() {
        let family = "👨‍👩‍👧";
        let text = family.repeat(10);
        for part in split(&text, 20) {
            assert_eq!(part, family.repeat(2));
        }
        assert_eq!(
            split("が\u{3099}か\u{3099}き\u{3099}", 3),
            ["が\u{3099}", "か\u{3099}", "き\u{3099}"]
        );
    }

    #[test]
    fn cuts_a_grapheme_only_if_it_alone_is_too_long() {
        let monster = format!("e{}", "\u{301}".repeat(10));
        let parts = split(&monster, 4);
        assert_eq!(parts.concat(), monster);
        assert!(parts.iter().all(|part| units(part) <= 4), "{parts:?}");
    }

    #[test]
    fn long_japanese_without_any_break_is_cut_evenly() {
        let text = "あ".repeat(7_200);
        assert_eq!(
            split(&text, 5_000)
                .iter()
                .map(|part| units(part))
                .collect::<Vec<_>>(),
            [5_000, 2_200]
        );
    }

    #[test]
    fn shortens_by_graphemes_and_by_units() {
        assert_eq!(shorten("12345", 5), "12345");
        assert_eq!(shorten("123456", 5), "1234…");
        assert_eq!(shorten("👨‍👩‍👧👨‍👩‍👧👨‍👩‍👧", 2), "👨‍👩‍👧…");
        assert_eq!(shorten_units("😀😀😀", 5), "😀😀…");
        assert_eq!(shorten_units("😀😀", 4), "😀😀");
        assert_eq!(shorten("", 5), "");
    }
}
