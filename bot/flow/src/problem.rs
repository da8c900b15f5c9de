//! A fault in authored content: where it is, what is wrong, and what to do, for a person who is not a programmer.

use std::fmt;

use serde::{Deserialize, Serialize};

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
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, PartialOrd, Ord, Serialize, Deserialize)]
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
        Self {
            excerpt: excerpt(&source.text, at.line),
            ..Self::bare(code, source, at, message)
        }
    }

    /// The same without the line, which [`finish`] adds for all problems of a file at once.
    pub(crate) fn bare(
        code: &'static str,
        source: &Source,
        at: Place,
        message: impl Into<String>,
    ) -> Self {
        let severity = if code.starts_with('W') {
            Severity::Warning
        } else {
            Severity::Error
        };
        Self {
            code,
            severity,
            file: source.path.clone(),
            line: at.line,
            column: at.column,
            message: message.into(),
            hint: hint(code),
            excerpt: String::new(),
        }
    }
}

/// The largest file of authored content that is read, in bytes.
pub(crate) const LARGEST: usize = 1 << 20;
/// How many problems of one file are listed; nobody mends more at a sitting, and listing them must not take forever.
pub(crate) const MOST: usize = 500;

/// Shortens a list of a file's problems that would never be read to its end, and adds the lines they are on.
pub(crate) fn finish(problems: &mut Vec<Problem>, source: &Source) {
    if problems.len() > MOST {
        problems.truncate(MOST);
        let message = format!("only the first {MOST} problems of this file are listed");
        problems.push(Problem::bare("E00", source, Place::default(), message));
    }
    let last = problems.iter().map(|problem| problem.line).max();
    let lines: Vec<&str> = source
        .text
        .lines()
        .take(last.unwrap_or(0) as usize)
        .collect();
    for problem in problems.iter_mut().filter(|problem| problem.line > 0) {
        let line = lines.get(problem.line as usize - 1);
        problem.excerpt = line.map_or_else(String::new, |line| shown(line));
    }
}

/// As much of a line as is shown.
fn shown(line: &str) -> String {
    line.trim_end().chars().take(EXCERPT).collect()
}

/// How much of a line is shown.
const EXCERPT: usize = 200;

/// A line of a file, shortened; empty when there is none.
fn excerpt(text: &str, line: u32) -> String {
    let line = (line as usize)
        .checked_sub(1)
        .and_then(|line| text.lines().nth(line));
    line.map_or_else(String::new, shown)
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

/// What helps with each kind of fault, in Japanese, for coordinators; also for the codes of texts.
pub fn hint(code: &str) -> &'static str {
    match code {
        "E00" => {
            "ファイルの書き方（字下げ、コロン、かっこ、引用符）と大きさ（1つ1メガバイトまで）を確かめてください。"
        }
        "E01" => {
            "名前のつづりを確かめてください。段階・流れ・表・列・項目・チーム・写真・経路は、どこかに書かれている必要があります。"
        }
        "E02" => {
            "書き方を確かめてください。使えない名前、同じ名前の繰り返し、決まりと違う書き方のどれかです。名前には小文字の英字・数字・下線が使えます。"
        }
        "E03" => "`when` の最後に `else` を書き、`random` の割合は合計を100にしてください。",
        "E04" => {
            "どこからもたどり着けない段階です。つなぐか、消すか、`retired: true` と書いてください。"
        }
        "E05" => "待つところのない輪になっています。質問か `wait` を間に入れてください。",
        "E06" => {
            "返事がないときの行き先（`no_answer`）を、質問か流れの最初に書いてください。返事がない人に、いつまでも送り続けないようにします。"
        }
        "E07" => "行き止まりです。`then: end` や担当者への引き継ぎを書いてください。",
        "E08" => {
            "同じ言葉が、ほかの流れの合言葉・ボタン・「いつでも」の言葉にもあります。どちらかを変えてください。"
        }
        "W09" => {
            "送れない時間や休日に当たります。自動で次に送れる時間まで待ちますが、はじめから送れる時間にするのが親切です。"
        }
        "E10" => "まだ使われています。使っている所を先に直してから消してください。",
        "E11" => {
            "一度に出せる数をこえています（ボタン13、カード10、カードのボタン3、吹き出し5）。分けるか、減らしてください。"
        }
        "E12" => "長すぎて、画面で切れるか送れません。短くしてください。",
        "E13" => {
            "文やボタンの言葉、または文の中の値（変数）が足りないか、合っていません。`locales/` のファイルと流れの両方を確かめてください。"
        }
        "W14" => "訳がないため、近い言語の文が出ます。訳を書き足してください。",
        "W15" => "読む人の学年より難しい漢字です。ひらがなにするか、よみ（　）を付けてください。",
        "E16" => {
            "同意していない人や、対象でない人に届いてしまいます。`who:` に `consent.messages = agree` や `role = child` を書き足してください。"
        }
        "E17" => {
            "自由に書ける質問には「いつでも」の危ない言葉の決まりが必要です。電話番号は半年ごとに確かめ、`verified_on` を新しくしてください。"
        }
        "E18" => {
            "時間外の言葉（`closed_say`）と、呼ばれるチームの担当と電話番号（`tables/teams.csv`）を書いてください。"
        }
        "W18" => "仮の電話番号です。本当の番号に直してから使い始めてください。",
        "W19" => "一人に送る回数が月の目安をこえます。間隔をあけるか、声かけを減らしてください。",
        "W20" => {
            "いま待っている人がいる段階です。前の版を続ける、別の段階に移す（`was:`）、静かに終える、のどれかを選んでください。"
        }
        "E31" => "Fluentの書き方を確かめてください（`=`、かっこ、行の始まりの空白）。",
        "E32" => "同じ名前が2回あります。どちらかを消してください。",
        "W33" => "読みやすい長さや数をこえています。短く区切り、聞くことは1回に1つにしてください。",
        "E34" => "読む人を追いつめる言葉です。言いかえてください。",
        "E35" => "画面ロック中に家族などに見えて困る言葉です。こちらから送る文では使いません。",
        "W36" => "知らない印です。`locales/README.md` の表を確かめてください。",
        "E37" => "2つのボタンが、言葉で書かれたときに見分けられません。どちらかを変えてください。",
        "W38" => {
            "やさしい日本語・ひらがなの書き方から外れています（分かち書き、午前・午後、「から」、西暦、ローマ字なし）。"
        }
        "W39" => "守れない約束に見えます。いつそうでなくなるかも書くか、言いかえてください。",
        "E40" => {
            "メニューがLINEの決まりに合っていません。大きさ、写真、字の数、場所を確かめてください（`flows/menus/README.md`）。"
        }
        "E41" => {
            "メニューを押しても何も起こりません。会話の合言葉か「いつでも」の言葉を書いてください。人につながる所も1つ必要です。"
        }
        _ => "この行を確かめてください。",
    }
}
