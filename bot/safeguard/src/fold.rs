//! Folds what a person typed into plain letters, and remembers where each letter came from.
//!
//! Two readings are made of every text. The *squeezed* reading keeps letters only (kana as hiragana, no width, no
//! marks, no spaces, no accents), so that 「シ・ﾆ　た〜い」 and 「しにたい」 are the same string. The *spaced* reading
//! keeps one space between words, for languages that are written with them and for marks such as 「笑」 at a word's end.

mod letter;
mod reading;

use unicode_normalization::char::{decompose_compatible, is_combining_mark};

use letter::{is_censor, is_cjk_mark, is_invisible, standing_for_letter};
pub(crate) use letter::{is_stretch, plain};
pub(crate) use reading::Reading;

/// How many characters of one message are read. No messenger of ours delivers more than 5,000.
pub(crate) const READ_AT_MOST: usize = 10_000;

/// What stands for a letter somebody blotted out (死○たい).
const BLOT: char = '○';

/// Every reading of one text.
#[derive(Debug, Default)]
pub(crate) struct Folded {
    /// Letters only.
    pub(crate) squeezed: Reading,
    /// Words with one space between them; emoji stay.
    pub(crate) spaced: Reading,
    /// The words of `spaced` run together; only when there are Latin words.
    pub(crate) joined: Reading,
    /// Squeezed readings without blots, and without a letter strewn between the others; rarely any.
    pub(crate) variants: Vec<Reading>,
    /// Byte offsets of the original at which a sentence ends.
    sentence_ends: Vec<usize>,
}

impl Folded {
    pub(crate) fn new(text: &str) -> Self {
        let mut folded = Self::default();
        let mut before = ' ';
        let mut letters = text.char_indices().take(READ_AT_MOST).peekable();
        while let Some((start, c)) = letters.next() {
            let end = start + c.len_utf8();
            let after = letters.peek().map_or(' ', |&(_, next)| next);
            let c = standing_for_letter(before, c, after);
            folded.take(c, start, end);
            before = c;
        }
        if folded
            .spaced
            .text
            .bytes()
            .filter(u8::is_ascii_alphabetic)
            .count()
            >= 7
        {
            folded.joined = folded.spaced.without(|_, c| c == ' ');
        }
        folded.vary();
        folded
    }

    /// Reads one character of the original.
    fn take(&mut self, c: char, start: usize, end: usize) {
        match c {
            '゛' | '\u{3099}' | 'ﾞ' => self.voice('\u{3099}', end),
            '゜' | '\u{309A}' | 'ﾟ' => self.voice('\u{309A}', end),
            // The common case without a table look-up.
            'ぁ'..='ん' | 'ァ'..='ヶ' | '一'..='龯' | 'a'..='z' | '0'..='9' => {
                self.letter(c, start, end);
            }
            _ if is_censor(c) => self.letter(BLOT, start, end),
            _ => decompose_compatible(c, |part| match part {
                '\u{3099}' | '\u{309A}' => self.voice(part, end),
                _ if is_combining_mark(part) => {}
                _ => part
                    .to_lowercase()
                    .for_each(|lower| self.letter(lower, start, end)),
            }),
        }
    }

    fn voice(&mut self, mark: char, end: usize) {
        // Both readings end in the same letter unless a space came between.
        self.squeezed.voice(mark, end);
        self.spaced.voice(mark, end);
    }

    fn letter(&mut self, c: char, start: usize, end: usize) {
        if matches!(c, '。' | '.' | '!' | '?' | '\n' | '…' | '।') {
            self.sentence_ends.push(start);
        }
        if is_stretch(c) || matches!(c, '\'' | '’' | '`' | '´' | '\u{ad}') || is_invisible(c) {
            return;
        }
        let c = plain(c);
        if c.is_alphanumeric() || c == BLOT {
            self.squeezed.push(c, start, end);
            let tail = self.spaced.text.as_bytes();
            // "dieeee" and "kkkkk": three of a kind are as good as two.
            let stretched = c.is_ascii_alphabetic()
                && tail.len() > 1
                && tail[tail.len() - 2..].iter().all(|&b| b == c as u8);
            if !stretched {
                self.spaced.push(c, start, end);
            }
        } else if !c.is_ascii() && !c.is_whitespace() && !is_cjk_mark(c) {
            self.space(start);
            self.spaced.push(c, start, end);
            self.space(end);
        } else {
            self.space(start);
        }
    }

    fn space(&mut self, at: usize) {
        if !self.spaced.text.is_empty() && !self.spaced.text.ends_with(' ') {
            self.spaced.push(' ', at, at);
        }
    }

    /// Adds the readings of somebody who hides a word: 「し○に○たい」, 「しxにxたxい」.
    fn vary(&mut self) {
        let squeezed: Vec<char> = self.squeezed.text.chars().collect();
        if squeezed.contains(&BLOT) {
            self.variants.push(self.squeezed.without(|_, c| c == BLOT));
        }
        let strewn: Vec<bool> = (0..squeezed.len())
            .map(|at| is_strewn(&squeezed, at))
            .collect();
        if strewn.contains(&true) {
            self.variants
                .push(self.squeezed.without(|at, _| strewn[at]));
        }
    }

    /// The bounds, in bytes of the original, of the sentence that holds `span`.
    pub(crate) fn sentence(&self, span: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let start = self.sentence_ends.partition_point(|&end| end <= span.start);
        let end = self.sentence_ends.partition_point(|&end| end < span.end);
        let start = start
            .checked_sub(1)
            .and_then(|at| self.sentence_ends.get(at))
            .copied()
            .unwrap_or(0);
        start..self.sentence_ends.get(end).copied().unwrap_or(usize::MAX)
    }
}

/// Whether the letter at `at` is one of three or more equal letters set between others: a1b1c1d.
fn is_strewn(letters: &[char], at: usize) -> bool {
    let same =
        |other: Option<usize>| other.and_then(|other| letters.get(other)) == Some(&letters[at]);
    let lone =
        |other: Option<usize>| other.and_then(|other| letters.get(other)) != Some(&letters[at]);
    let (back, back2) = (at.checked_sub(2), at.checked_sub(4));
    lone(at.checked_sub(1))
        && lone(Some(at + 1))
        && ((same(back) && same(back2))
            || (same(back) && same(Some(at + 2)))
            || (same(Some(at + 2)) && same(Some(at + 4))))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn squeezed(text: &str) -> String {
        Folded::new(text).squeezed.text
    }

    #[test]
    fn width_kana_marks_and_spaces_fold_away() {
        for spelt in [
            "しにたい",
            "シニタイ",
            "ｼﾆﾀｲ",
            "し・に・た・い",
            "し に　た\u{200B}い",
            "しーにーたーい",
            "し😀に\nた。い",
            "しにたぃ",
        ] {
            assert_eq!(squeezed(spelt), "しにたい", "{spelt}");
        }
        assert_eq!(squeezed("ｼﾞｻﾂ"), "じさつ");
        assert_eq!(squeezed("か゛く"), "がく");
        assert_eq!(squeezed("Ｃhết đi"), "chetdi");
    }

    #[test]
    fn hidden_letters_have_their_own_readings() {
        let readings = |text: &str| {
            Folded::new(text)
                .variants
                .into_iter()
                .map(|reading| reading.text)
                .collect::<Vec<_>>()
        };
        assert_eq!(readings("し○に○たい"), ["しにたい"]);
        assert_eq!(readings("しxにxたxい"), ["しにたい"]);
        assert!(readings("しにたい").is_empty());
    }

    #[test]
    fn words_keep_one_space_and_lose_accents() {
        let spaced = |text: &str| Folded::new(text).spaced.text;
        assert_eq!(spaced("I don't  WANT, to k1ll"), "i dont want to kill");
        assert_eq!(spaced("não agüento"), "nao aguento");
        assert_eq!(spaced("dieeeee kkkkk"), "diee kk");
        assert_eq!(spaced("死にたい😂"), "死にたい 😂 ");
    }

    #[test]
    fn spans_lead_back_to_the_original() {
        let text = "もう ｼ.ﾞにたい";
        let folded = Folded::new(text);
        let at = folded.squeezed.text.find("たい").unwrap();
        assert_eq!(
            &text[folded.squeezed.original(at..at + "たい".len())],
            "たい"
        );
    }

    #[test]
    fn sentences_end_at_their_marks() {
        let text = "ゲームで死んだ。もう死にたい";
        let folded = Folded::new(text);
        let second = text.find("もう").unwrap();
        assert_eq!(
            folded.sentence(&(second..second + 3)).start,
            text.find('。').unwrap()
        );
        assert_eq!(folded.sentence(&(0..3)).end, text.find('。').unwrap());
    }
}
