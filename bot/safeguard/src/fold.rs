//! Folds what a person typed into plain letters, and remembers where each letter came from.
//!
//! Two readings are made of every text. The *squeezed* reading keeps letters only (kana as hiragana, no width, no
//! marks, no spaces, no accents), so that 「シ・ﾆ　た〜い」 and 「しにたい」 are the same string. The *spaced* reading
//! keeps one space between words, for languages that are written with them and for marks such as 「笑」 at a word's end.

use unicode_normalization::char::{compose, decompose_compatible, is_combining_mark};

/// How many characters of one message are read. No messenger of ours delivers more than 5,000.
pub(crate) const READ_AT_MOST: usize = 10_000;

/// What stands for a letter somebody blotted out (死○たい).
const BLOT: char = '○';

/// One reading of a text and the way back to the original.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    pub(crate) text: String,
    letters: Vec<Letter>,
}

/// Where one character of a reading stands there, and which bytes of the original it stands for.
#[derive(Debug, Clone, Copy)]
struct Letter {
    here: usize,
    start: usize,
    end: usize,
}

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

impl Reading {
    fn push(&mut self, c: char, start: usize, end: usize) {
        self.letters.push(Letter {
            here: self.text.len(),
            start,
            end,
        });
        self.text.push(c);
    }

    /// Puts a voicing mark on the last letter. Returns false when that letter cannot take it.
    fn voice(&mut self, mark: char, end: usize) -> bool {
        let Some(voiced) = self
            .text
            .chars()
            .next_back()
            .and_then(|last| compose(last, mark))
        else {
            return false;
        };
        self.text.pop();
        self.text.push(voiced);
        if let Some(letter) = self.letters.last_mut() {
            letter.end = end;
        }
        true
    }

    /// The bytes of the original that `here` (a non-empty range of this reading) stands for.
    pub(crate) fn original(&self, here: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let first = self
            .letters
            .partition_point(|letter| letter.here < here.start);
        let last = self
            .letters
            .partition_point(|letter| letter.here < here.end);
        let start = self.letters.get(first).map_or(0, |letter| letter.start);
        let end = last
            .checked_sub(1)
            .and_then(|at| self.letters.get(at))
            .map_or(start, |letter| letter.end);
        start..end.max(start)
    }

    /// The bytes of this reading that stand for `original`.
    pub(crate) fn here(&self, original: &std::ops::Range<usize>) -> std::ops::Range<usize> {
        let at = |offset: usize| {
            let letter = self.letters.partition_point(|letter| letter.start < offset);
            self.letters
                .get(letter)
                .map_or(self.text.len(), |letter| letter.here)
        };
        at(original.start)..at(original.end)
    }

    /// Whether a word of this (spaced) reading begins at the byte `start` of the original.
    pub(crate) fn begins_word(&self, start: usize) -> bool {
        let here = self.here(&(start..start)).start;
        here == 0 || self.text.as_bytes().get(here - 1) == Some(&b' ')
    }

    /// Whether a word of this (spaced) reading ends at the byte `end` of the original.
    pub(crate) fn ends_word(&self, end: usize) -> bool {
        let here = self.here(&(end..end)).start;
        here == self.text.len()
            || self.text.as_bytes().get(here) == Some(&b' ')
            || self.begins_word(end)
    }

    /// How many words and letters of this (spaced) reading stand for `original`.
    pub(crate) fn words_in(&self, original: &std::ops::Range<usize>) -> (usize, usize) {
        let part = self.text.get(self.here(original)).unwrap_or_default();
        (
            part.split(' ').filter(|word| !word.is_empty()).count(),
            part.chars().filter(|&c| c != ' ').count(),
        )
    }

    /// The same reading without the letters for which `drop` (given the position and letter) says so.
    fn without(&self, drop: impl Fn(usize, char) -> bool) -> Self {
        let mut kept = Self::default();
        for (at, (c, letter)) in self.text.chars().zip(&self.letters).enumerate() {
            if !drop(at, c) {
                kept.push(c, letter.start, letter.end);
            }
        }
        kept
    }
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

/// Marks and digits that stand for a Latin letter between two of them: k1ll, su!cide.
fn standing_for_letter(before: char, c: char, after: char) -> char {
    let latin = |c: char| c.is_ascii_alphabetic() || matches!(c, 'ａ'..='ｚ');
    if !(latin(before) && latin(after)) {
        return c;
    }
    match c {
        '1' | '!' | '|' => 'i',
        '3' => 'e',
        '0' => 'o',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        _ => c,
    }
}

/// The plain form of one letter: hiragana, full-sized vowels, Latin for look-alikes.
pub(crate) fn plain(c: char) -> char {
    let c = match c {
        'ァ'..='ヶ' => char::from_u32(u32::from(c) - 0x60).unwrap_or(c),
        _ => c,
    };
    match c {
        'ぁ' => 'あ',
        'ぃ' => 'い',
        'ぅ' => 'う',
        'ぇ' => 'え',
        'ぉ' => 'お',
        'đ' => 'd',
        'ı' => 'i',
        'ø' => 'o',
        'а' => 'a',
        'е' => 'e',
        'о' => 'o',
        'р' => 'p',
        'с' => 'c',
        'х' => 'x',
        'у' => 'y',
        'і' => 'i',
        'ѕ' => 's',
        _ => c,
    }
}

/// Marks that only stretch a sound: シーニーターイ.
pub(crate) fn is_stretch(c: char) -> bool {
    matches!(c, 'ー' | '〜' | '～' | '~' | '∼' | '‐'..='―' | '−' | 'ｰ')
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{FEFF}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{115F}' | '\u{1160}' | '\u{3164}' | '\u{FFA0}' | '\u{180B}'..='\u{180E}'
        | '\u{E0000}'..='\u{E0FFF}')
}

fn is_censor(c: char) -> bool {
    matches!(
        c,
        '○' | '◯' | '〇' | '●' | '⚪' | '⭕' | '×' | '✕' | '✖' | '❌' | '*' | '＊'
    )
}

fn is_cjk_mark(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{303F}' | '・' | '\u{2000}'..='\u{206F}' | '«' | '»' | '¿' | '¡')
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
