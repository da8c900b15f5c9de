//! In which school year a character is taught.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The 1,026 characters of the table of 2017 (in force since 2020), one line per school year.
static TABLE: &str = include_str!("../data/kyoiku.txt");

static GRADES: LazyLock<HashMap<char, u8>> = LazyLock::new(|| {
    (1..)
        .zip(TABLE.lines())
        .flat_map(|(grade, line)| line.chars().map(move |c| (c, grade)))
        .collect()
});

/// The school year (1 to 6) in which a kanji is taught; `None` when primary school does not teach it.
pub fn grade(kanji: char) -> Option<u8> {
    GRADES.get(&kanji).copied()
}

/// Whether a character is a kanji. The repetition mark and the zero count as read with what they stand by.
pub(crate) fn is_kanji(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{323AF}')
}

/// Whether a character is hiragana or katakana, with the long-vowel mark.
pub(crate) fn is_kana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' | 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_has_the_official_counts_and_no_character_twice() {
        let counts: Vec<usize> = TABLE.lines().map(|line| line.chars().count()).collect();
        assert_eq!(counts, [80, 160, 200, 202, 193, 191]);
        assert_eq!(GRADES.len(), 1_026);
        assert!(GRADES.keys().all(|&c| is_kanji(c)));
    }

    #[test]
    fn characters_moved_in_2017_are_in_their_new_year() {
        for (kanji, expected) in [
            ('学', Some(1)),
            ('話', Some(2)),
            ('相', Some(3)),
            ('潟', Some(4)),
            ('賀', Some(4)),
            ('殺', Some(5)),
            ('胃', Some(6)),
            ('誰', None),
        ] {
            assert_eq!(grade(kanji), expected, "{kanji}");
        }
    }
}
