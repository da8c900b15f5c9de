//! A fault in authored content: where it is, what is wrong, and what to do, for a person who is not a programmer.

use std::fmt;

use serde::Serialize;

/// A file of authored content as it was read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Source {
    /// Its path, for messages; the file name tells tables apart.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

impl Source {
    /// A file with this path and text.
    pub fn new(path: &str, text: &str) -> Self {
        Self {
            path: path.to_owned(),
            text: text.to_owned(),
        }
    }

    /// The file name without folders and ending: `tips` for `flows/tables/tips.csv`.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit(['/', '\\']).next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

/// A place in a file; both numbers count from 1. The default, 0:0, means "the file as a whole".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord)]
pub struct Place {
    /// Line.
    pub line: u32,
    /// Column in characters.
    pub column: u32,
}

/// Whether a problem blocks publishing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Blocks publishing.
    Error,
    /// Needs a click and a reason.
    Warning,
}

/// One fault.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Problem {
    /// The code in the table of checks: `E01` … `W20`.
    pub code: &'static str,
    /// Whether it blocks publishing.
    pub severity: Severity,
    /// The file.
    pub file: String,
    /// Line from 1; 0 when it concerns the file as a whole.
    pub line: u32,
    /// Column from 1.
    pub column: u32,
    /// What is wrong, in one English sentence.
    pub message: String,
    /// What to do about this kind of fault, in Japanese, for coordinators.
    pub hint: &'static str,
    /// The line of the file.
    pub excerpt: String,
}

impl Problem {
    /// A problem at a place of a file; codes that begin with `W` are warnings.
    pub fn new(code: &'static str, source: &Source, at: Place, message: impl Into<String>) -> Self {
        let severity = if code.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        };
        let excerpt = (at.line as usize)
            .checked_sub(1)
            .and_then(|line| source.text.lines().nth(line))
            .unwrap_or("");
        Self {
            code,
            severity,
            file: source.path.clone(),
            line: at.line,
            column: at.column,
            message: message.into(),
            hint: hint(code),
            excerpt: excerpt.trim_end().chars().take(200).collect(),
        }
    }
}

impl fmt::Display for Problem {
    /// `file:line:column: error[E04] message`, as the command line prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let word = if self.severity == Severity::Error {
            "error"
        } else {
            "warning"
        };
        write!(
            f,
            "{}:{}:{}: {word}[{}] {}",
            self.file, self.line, self.column, self.code, self.message
        )
    }
}

/// What helps with each kind of fault.
fn hint(code: &str) -> &'static str {
    match code {
        "E00" => "ファイルの書き方（字下げ、コロン、かっこ、引用符）を確かめてください。",
        "E01" => {
            "名前のつづりを確かめてください。名前の付いた段階・流れ・表・列は、どこかに書かれている必要があります。"
        }
        "E02" => {
            "書き方を確かめてください。使えない名前、同じ名前の繰り返し、決まりと違う書き方のどれかです。名前には小文字の英字・数字・下線が使えます。"
        }
        "E03" => "`when` の最後に `else` を書き、`random` の割合は合計を100にしてください。",
        "E04" => "どこからもたどり着けない段階です。つなぐか、消してください。",
        "E05" => "待つところのない輪になっています。質問か `wait` を間に入れてください。",
        "E06" => "返事がないときの行き先（`no_answer`）を、質問か流れの最初に書いてください。",
        "E07" => "行き止まりです。`then: end` や担当者への引き継ぎを書いてください。",
        "E08" => "同じ合言葉が二つの流れにあります。どちらかを変えてください。",
        "E13" => "文章かボタンの言葉が足りません。`locales/` のファイルに書き足してください。",
        _ => "この行を確かめてください。",
    }
}
