//! Lines of text that fit a box: East Asian letters count twice as wide as Latin ones.

use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// Signs that never begin a line in Japanese.
const NEVER_FIRST: &str =
    "、。，．・：；？！」』）］｝〉》】ー…々ゃゅょっぁぃぅぇぉャュョッァィゥェォ,.:;?!)]}";
/// Signs that never end one.
const NEVER_LAST: &str = "「『（［｛〈《【([{";

/// How wide a text is, in halves of a Japanese letter.
pub(super) fn columns(text: &str) -> usize {
    text.width()
}

/// Cuts a text to so many columns, with `…` where something is missing.
pub(super) fn cut(text: &str, most: usize) -> String {
    if columns(text) <= most {
        return text.to_owned();
    }
    let mut width = 0;
    let mut short: String = text
        .chars()
        .take_while(|letter| {
            width += letter.width().unwrap_or(0);
            width + 2 <= most
        })
        .collect();
    short.truncate(short.trim_end().len());
    short.push('…');
    short
}

/// Breaks a text into lines of at most so many columns: between Japanese letters, or at spaces. One sign may hang over.
pub(super) fn wrap(text: &str, most: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for word in pieces(text) {
        let hangs = word.chars().all(|letter| NEVER_FIRST.contains(letter));
        let fits = columns(&line) + columns(word.trim_end()) <= most + if hangs { 2 } else { 0 };
        if !fits && !line.trim().is_empty() {
            // An opening bracket goes over to the words that it opens.
            let kept = line
                .trim_end_matches(|letter| NEVER_LAST.contains(letter))
                .len();
            let carried = line.split_off(if kept == 0 { line.len() } else { kept });
            lines.push(line.trim().to_owned());
            line = carried;
        }
        if line.is_empty() {
            line.push_str(word.trim_start());
        } else {
            line.push_str(word);
        }
        while columns(&line) > most + 2 {
            let mut width = 0;
            let at = line
                .char_indices()
                .find(|(_, letter)| {
                    width += letter.width().unwrap_or(0);
                    width > most
                })
                .map_or(line.len(), |(at, _)| at.max(1));
            let rest = line.split_off(at);
            lines.push(std::mem::replace(&mut line, rest));
        }
    }
    if !line.trim().is_empty() {
        lines.push(line.trim().to_owned());
    }
    lines
}

/// The same with lines about equally long, so that no line is left with a single letter.
pub(super) fn balanced(text: &str, most: usize) -> Vec<String> {
    let lines = wrap(text, most);
    let fits = |narrow: &usize| wrap(text, *narrow).len() == lines.len();
    match (most / 2..most).find(fits) {
        Some(narrow) => wrap(text, narrow),
        None => lines,
    }
}

/// Where a text may be broken: around every wide letter, after every space, never inside a Latin word, nor between a number
/// and what it counts.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let end = at + letter.len_utf8();
        let wide = letter.width().unwrap_or(0) > 1;
        let before_wide = letters
            .peek()
            .is_some_and(|(_, next)| next.width().unwrap_or(0) > 1);
        if wide || letter == ' ' || before_wide && !letter.is_ascii_digit() {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    pieces.push(&text[start..]);
    pieces.retain(|piece| !piece.is_empty());
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn japanese_breaks_between_letters_and_english_between_words() {
        assert_eq!(
            wrap("いま、何さい？数字だけで大丈夫。", 14),
            ["いま、何さい？", "数字だけで大丈", "夫。"]
        );
        assert_eq!(
            wrap("How was your week so far", 10),
            ["How was", "your week", "so far"]
        );
        assert_eq!(
            wrap("会議「あした」です", 6),
            ["会議", "「あし", "た」で", "す"]
        );
        assert!(
            wrap("averyveryverylongword", 8)
                .iter()
                .all(|line| columns(line) <= 10)
        );
        assert_eq!(wrap("返事を3日まつ", 8), ["返事を", "3日まつ"]);
        assert!(wrap("  ", 8).is_empty());
    }

    #[test]
    fn a_cut_counts_wide_letters_twice() {
        assert_eq!(cut("このメッセージを読んでいる", 12), "このメッセ…");
        assert_eq!(cut("short", 12), "short");
        assert!(columns(&cut("あいうえおかきくけこ", 9)) <= 9);
    }
}
