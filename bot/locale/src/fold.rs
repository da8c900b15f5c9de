//! One spelling for everything a person may type for the same label.

use unicode_normalization::UnicodeNormalization;

/// Folds what was typed or a label to one spelling: NFKC (half-width kana, full-width letters), lower case, hiragana, no spaces,
/// no marks or emoji at either end. Text of marks alone (a face, a sun) keeps them.
pub fn fold(text: &str) -> String {
    let spelled = spell(text);
    let bare = spelled.trim_matches(|c: char| !c.is_alphanumeric());
    if bare.is_empty() || bare.len() == spelled.len() {
        spelled
    } else {
        bare.to_owned()
    }
}

/// The marks before and after the words of a label, each folded, so that the picture on a button alone also matches it.
pub(crate) fn marks(label: &str) -> impl Iterator<Item = String> {
    let spelled = spell(label);
    let words = |c: char| c.is_alphanumeric();
    let ends = match (spelled.find(words), spelled.rfind(words)) {
        (Some(first), Some(last)) => {
            let after = spelled[last..]
                .chars()
                .next()
                .map_or(spelled.len(), |c| last + c.len_utf8());
            [spelled[..first].to_owned(), spelled[after..].to_owned()]
        }
        _ => [String::new(), String::new()],
    };
    ends.into_iter().filter(|mark| mark.chars().any(is_picture))
}

/// Whether a character is a picture rather than a letter or a mark of punctuation.
pub(crate) fn is_picture(c: char) -> bool {
    matches!(c, '\u{1F000}'..='\u{1FAFF}' | '\u{2600}'..='\u{27BF}' | '\u{2B00}'..='\u{2BFF}' | '\u{2300}'..='\u{23FF}')
}

fn spell(text: &str) -> String {
    if text.is_ascii() {
        return text
            .bytes()
            .filter(|b| !b.is_ascii_whitespace())
            .map(|b| char::from(b.to_ascii_lowercase()))
            .collect();
    }
    // Composed once more at the end: a letter may now stand beside a mark that a space or its capital kept apart.
    let folded = text
        .nfkc()
        .filter(|&c| !is_unseen(c))
        .flat_map(char::to_lowercase);
    folded.map(hiragana).nfc().collect()
}

fn is_unseen(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2060}'..='\u{2069}' | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{1F3FB}'..='\u{1F3FF}')
}

fn hiragana(c: char) -> char {
    match c {
        '\u{30A1}'..='\u{30F6}' | '\u{30FD}'..='\u{30FE}' => {
            char::from_u32(u32::from(c) - 0x60).unwrap_or(c)
        }
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_label_fold_alike() {
        for (typed, label) in [
            ("ひとと　はなす。", "ヒトトハナス"),
            ("ﾊﾟｽ", "パス"),
            ("ＯＫ！！", "ok"),
            ("あとで🙂", "あとで"),
            (" Talk to a person. ", "talk to a person"),
            ("☀", "☀️"),
            ("👍🏽", "👍"),
            ("①", "1"),
        ] {
            assert_eq!(fold(typed), fold(label), "{typed}");
        }
        assert_ne!(fold("はい"), fold("いいえ"));
        assert_eq!(fold("　"), "");
    }

    #[test]
    fn the_picture_on_a_button_stands_for_it() {
        assert_eq!(marks("☀️ はれ").collect::<Vec<_>>(), ["☀"]);
        assert_eq!(marks("「はれ」").count(), 0);
        assert_eq!(marks("☀️").count(), 0);
    }
}
