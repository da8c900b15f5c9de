//! What an import will do before it does it: every row that will not go in, and why.

use serde::Serialize;

use crate::Words;

/// How an import goes about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// Good rows go in, bad rows stay out and are named.
    #[default]
    GoodRows,
    /// Nothing goes in unless every row is good.
    AllOrNothing,
    /// Nothing goes in: the preview only.
    DryRun,
}

/// Told how many rows of how many are done.
pub type Progress<'a> = &'a mut (dyn FnMut(usize, usize) + Send);

/// What an import will do.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Preview {
    /// Rows under the headings.
    pub rows: usize,
    /// Rows that go in.
    pub good: usize,
    /// Why the others do not.
    pub problems: Vec<RowProblem>,
    /// Rows that go in, though something should be looked at.
    pub remarks: Vec<RowProblem>,
    /// Areas that are new and will be made.
    pub new_areas: Vec<String>,
    /// Columns that nobody knows and that are left out.
    pub unknown_columns: Vec<String>,
}

/// A cell that is not what it should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct RowProblem {
    /// The row's number in the file, from 1.
    pub row: u64,
    /// The column, by its name in the manual.
    pub column: &'static str,
    /// What stands there, at most 40 characters of it.
    pub found: String,
    /// What is wrong.
    pub why: Why,
}

/// What is wrong with a cell.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Why {
    /// Nothing stands there.
    Empty,
    /// Not a whole number up to a limit.
    NotACount {
        /// The limit.
        most: i64,
    },
    /// Not a fiscal year.
    NotAYear,
    /// Not a word of the list.
    NotAWord {
        /// The list.
        expected: String,
    },
    /// Nearly the name of an area that is there.
    AreaMisspelt {
        /// Its name.
        meant: String,
    },
    /// The row of sums.
    Sum,
    /// The same case stands further up.
    Twice {
        /// In which row.
        first: u64,
    },
    /// No assessment: the case goes in, but is in no column.
    NotAssessed,
    /// No state: the case goes in, and waits on the list of what must be filled in.
    NoState,
    /// Support without a destination: it goes in as "other".
    NoDestination,
}

impl RowProblem {
    pub(crate) fn new(row: u64, column: &'static str, found: &str, why: Why) -> Self {
        Self {
            row,
            column,
            found: found.chars().take(40).collect(),
            why,
        }
    }

    /// As a sentence.
    pub fn text(&self, words: Words<'_>) -> String {
        let (id, value) = match &self.why {
            Why::Empty => ("report-import-empty", String::new()),
            Why::NotACount { most } => ("report-import-count", most.to_string()),
            Why::NotAYear => ("report-import-year", String::new()),
            Why::NotAWord { expected } => ("report-import-word", expected.clone()),
            Why::AreaMisspelt { meant } => ("report-import-area", meant.clone()),
            Why::Sum => ("report-import-sum", String::new()),
            Why::Twice { first } => ("report-import-twice", first.to_string()),
            Why::NotAssessed => ("report-import-not-assessed", String::new()),
            Why::NoState => ("report-import-no-state", String::new()),
            Why::NoDestination => ("report-import-no-destination", String::new()),
        };
        let values = [
            ("row", self.row.to_string()),
            ("column", self.column.to_owned()),
            ("found", self.found.clone()),
            ("value", value),
        ];
        words.say_with(id, &values)
    }
}

impl Preview {
    /// As lines for a person: the sums first, then every row that stays out, then what should be looked at.
    pub fn text(&self, words: Words<'_>) -> String {
        let bad = self.rows - self.good;
        let sums = [
            ("rows", self.rows.to_string()),
            ("good", self.good.to_string()),
            ("bad", bad.to_string()),
        ];
        let mut lines = vec![words.say_with("report-import-sums", &sums)];
        if !self.new_areas.is_empty() {
            lines.push(words.say_with(
                "report-import-new-areas",
                &[("areas", self.new_areas.join(", "))],
            ));
        }
        if !self.unknown_columns.is_empty() {
            lines.push(words.say_with(
                "report-import-unknown-columns",
                &[("columns", self.unknown_columns.join(", "))],
            ));
        }
        lines.extend(self.problems.iter().map(|problem| problem.text(words)));
        lines.extend(self.remarks.iter().map(|remark| remark.text(words)));
        lines.join("\n") + "\n"
    }
}
