//! Typed words made comparable: width, case, kana and marks at the ends do not matter.

use unicode_normalization::UnicodeNormalization;

/// NFKC, lower case, katakana as hiragana, single spaces, no marks or spaces at either end, and no readings in brackets, which
/// easy Japanese puts behind kanji: whoever copies the words that a text offers means the words.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut gap = false;
    for letter in text.nfkc().flat_map(char::to_lowercase) {
        if letter.is_whitespace() || letter.is_control() {
            gap = true;
            continue;
        }
        if std::mem::take(&mut gap) && !folded.is_empty() {
            folded.push(' ');
        }
        folded.push(hiragana(letter));
    }
    without_readings(&folded).trim_matches(is_mark).to_owned()
}

/// `人(ひと)と話(はな)したい` without what stands in brackets, where that is hiragana only and follows something.
fn without_readings(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('(') {
        plain.push_str(before);
        rest = match after.split_once(')') {
            Some((reading, behind))
                if !plain.is_empty()
                    && !reading.is_empty()
                    && reading
                        .chars()
                        .all(|letter| matches!(letter, 'ぁ'..='ゖ' | 'ー')) =>
            {
                behind
            }
            _ => {
                plain.push('(');
                after
            }
        };
    }
    plain.push_str(rest);
    plain
}

/// Katakana letters have hiragana twins 0x60 below them.
fn hiragana(letter: char) -> char {
    match letter {
        'ァ'..='ヶ' => char::from_u32(u32::from(letter) - 0x60).unwrap_or(letter),
        other => other,
    }
}

fn is_mark(letter: char) -> bool {
    letter.is_whitespace()
        || letter.is_ascii_punctuation()
        || matches!(
            letter,
            '。' | '、' | '「' | '」' | '・' | '…' | '〜' | '～' | '♪' | '☆'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn width_case_kana_and_marks_do_not_matter() {
        assert_eq!(fold("　ｽｷｯﾌﾟ！！ "), fold("すきっぷ"));
        assert_eq!(fold("STOP."), "stop");
        assert_eq!(fold("Talk  to a\nperson"), "talk to a person");
        assert_eq!(fold("!!!"), "");
        assert_eq!(fold("人（ひと）と話（はな）したい"), "人と話したい");
        assert_eq!(fold("(はい)と(yes)と(未"), "はい)と(yes)と(未");
    }
}
