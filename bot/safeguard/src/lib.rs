//! Reads a message for danger: alert, watch or none, with the rule that fired; pure.
//!
//! # How a lead edits the table
//!
//! Everything that is looked for stands in `flows/tables/risk_words.csv`. Lines that begin with `#` are comments.
//!
//! | column | what to write |
//! |---|---|
//! | `id` | a name of your own, once in the file; it is shown with every alert. Ids that begin alike belong together |
//! | `language` | `ja`, `zh` · `ja-Latn` (romaji), `en`, `pt`, `es`, `vi`, `fil`, `id` (whole words) · `*` (marks of any language) |
//! | `category` | for rules: one of [`CATEGORIES`]. For contexts: what they are about: categories, `id*`, `*` for all, `-id*` for not |
//! | `level` | for rules: `high` (a person is called now) or `watch`. For contexts: `none` (the rule is dropped), `watch` (no more than that), `high` (a watch becomes an alert) |
//! | `kind` | rules: `phrase`, `pattern`. Contexts: `mask`, `before`, `after`, `near`, `anywhere`, `asked`. Building blocks: `class`, `reading`. Counting: `together`, `weight`, `scale` |
//! | `pattern` | what to find. Alternatives are parted by a bar |
//! | `unless` | when not, parted by `;` — `<x` after x, `>x` before x, plain `x` when the sentence has x |
//! | `note` | for people |
//!
//! **Write words plainly.** Message and table are folded alike: katakana, half-width, small vowels, accents, capitals, long
//! marks, spaces, emoji and invisible characters make no difference, so `しにたい` also finds 「シ・ﾆ た〜い」. A `phrase`
//! is found letter by letter. A `pattern` is a regular expression: `(a|b)` either, `x?` perhaps, `.{0,8}` up to eight
//! letters; `{name}` stands for the `class` of that id, such as `{die}`, which lists the spellings of 死 in one place.
//! A class must stand above the rows that use it. A `reading` such as `殴=なぐ` lets every pattern below it find the word
//! in kana as well.
//!
//! **Contexts** change what rules mean. A `mask` over the same letters hides them (死ぬほど, 起立性調節障害); `before` and
//! `after` touch the rule's words; `near` is in the same sentence; `anywhere` in the message (a joking mark); `asked`
//! looks at the id of the question that was just asked.
//!
//! **The second look.** A `together` row counts: when no single row gave an alert, but as many different watches as its
//! `pattern` says (a number) hold in one message, each in words of its own and none lowered by a context, it is an alert.
//! Its verdict names the counting row and the rows it counted: `sum-despair:hopeless+goodbye`.
//!
//! **The last look** weighs letters, for words that no row foresaw. `weight` rows give runs of up to five letters their
//! hundredths (`level`), learnt from labelled messages; more speak for danger, fewer against it. They are added up,
//! divided by the root of the message's length, and held against the `scale`: a watch, enough to make a rule's watch an
//! alert, or an alert by itself. Jokes, games and things of the past keep it at a watch. Its verdict names the weightiest
//! runs: `letters:いなくな+もう`.
//!
//! **Long marks fold away too**: ー and 〜 are dropped on both sides, so 「シーン」 is the same as 「しん」 and 「ビール」 as
//! 「びる」. Guard short kana words with `unless` or a `mask`.
//!
//! A row that cannot be read is left out and reported with its line ([`Problem`]); the others keep working. After an edit
//! run `cargo test -p tsunagi-safeguard`: it measures the table on the labelled sets in `tests/`. The
//! `version` of a verdict changes with every edit, so that an old alert can be traced to the words of its day.

mod finder;
mod fold;
mod judge;
mod letters;
mod table;

use std::ops::Range;
use std::sync::Arc;

use tsunagi_model::Risk;

pub use table::{CATEGORIES, Problem};

/// The table, ready to read messages. Cheap to share, never changes.
#[derive(Debug)]
pub struct Classifier {
    judge: judge::Judge,
    version: Arc<str>,
}

/// What a message was read as, and why.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verdict {
    /// Whether a person is called now, looks within a working day, or not.
    pub risk: Risk,
    /// What it is about: one of [`CATEGORIES`], or `-`.
    pub category: &'static str,
    /// The id of the row that fired, or `-`.
    pub rule: String,
    /// The bytes of the message that it found.
    pub span: Option<Range<usize>>,
    /// The version of the table that was used.
    pub version: Arc<str>,
}

impl Classifier {
    /// Reads the table. Rows that cannot be read are reported and left out; there is always a classifier.
    pub fn load(risk_words_csv: &str) -> (Self, Vec<Problem>) {
        let (table, problems) = table::Table::read(risk_words_csv);
        let judge = judge::Judge::new(table);
        (
            Self {
                judge,
                version: version(risk_words_csv),
            },
            problems,
        )
    }

    /// Reads one message. `asked` is the id of the question that it answers, if one was open.
    pub fn classify(&self, text: &str, asked: Option<&str>) -> Verdict {
        match self.judge.read(text, asked) {
            Some(reason) => Verdict {
                risk: reason.risk,
                category: reason.category,
                rule: reason.rule,
                span: Some(reason.span),
                version: self.version.clone(),
            },
            None => Verdict {
                risk: Risk::None,
                category: "-",
                rule: "-".to_owned(),
                span: None,
                version: self.version.clone(),
            },
        }
    }

    /// The version of the table: it changes with every edit.
    pub fn version(&self) -> &str {
        &self.version
    }
}

/// Sixteen hexadecimal digits of the table's text (FNV-1a: it names an edit, it protects nothing).
fn version(text: &str) -> Arc<str> {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("{hash:016x}").into()
}
