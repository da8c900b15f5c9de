//! Tables: rows of words that coordinators keep in spreadsheets, and the rows a step chooses from them.

use std::collections::{BTreeMap, HashMap};

use tsunagi_model::Memory;

use crate::condition::{Condition, Scope};
use crate::problem::{LARGEST, MOST, Place, Problem, Source, finish};

/// A row: column → words. Several values in one cell are separated by `;`, and `*` fits everything.
pub type Row = BTreeMap<String, String>;

/// Whether a cell names a value, or everything.
pub(crate) fn fits_cell(cell: &str, value: &str) -> bool {
    cell.split(';')
        .map(str::trim)
        .any(|one| one == value || one == "*")
}

/// All tables by name.
#[derive(Debug, Clone, Default)]
pub struct Tables {
    tables: HashMap<String, Table>,
}

#[derive(Debug, Clone, Default)]
struct Table {
    columns: Vec<String>,
    rows: Vec<Row>,
    /// The line of each row in the file.
    lines: Vec<u32>,
    source: Source,
}

impl Tables {
    /// Reads tables from CSV with a header row; a row that does not fit is a problem and is left out.
    pub fn load(sources: &[Source]) -> (Self, Vec<Problem>) {
        let mut tables = Self::default();
        let mut problems = Vec::new();
        for source in sources {
            let (columns, rows) = read(source, &mut problems);
            let (lines, rows) = rows.into_iter().map(|(at, row)| (at.line, row)).unzip();
            let table = Table {
                columns,
                rows,
                lines,
                source: source.clone(),
            };
            tables.tables.insert(source.stem().to_owned(), table);
        }
        (tables, problems)
    }

    /// The rows of a table; none if there is no such table.
    pub fn rows(&self, name: &str) -> &[Row] {
        self.tables.get(name).map_or(&[], |table| &table.rows)
    }

    /// Whether there is such a table.
    pub fn has(&self, name: &str) -> bool {
        self.tables.contains_key(name)
    }

    /// The names of all tables.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        self.tables.keys().map(String::as_str)
    }

    /// The columns of a table.
    pub(crate) fn columns(&self, name: &str) -> &[String] {
        self.tables.get(name).map_or(&[], |table| &table.columns)
    }

    /// The file of a table, and the line of each of its rows.
    pub(crate) fn file(&self, name: &str) -> Option<(&Source, &[u32])> {
        let table = self.tables.get(name)?;
        Some((&table.source, &table.lines))
    }

    /// Whether a table has a column.
    pub(crate) fn has_column(&self, name: &str, column: &str) -> bool {
        self.tables
            .get(name)
            .is_some_and(|table| table.columns.iter().any(|known| known == column))
    }
}

/// Reads CSV with a header row: the columns, and each row with its line.
pub(crate) fn read(
    source: &Source,
    problems: &mut Vec<Problem>,
) -> (Vec<String>, Vec<(Place, Row)>) {
    let mut found = Vec::new();
    let table = rows(source, &mut found);
    finish(&mut found, source);
    problems.append(&mut found);
    table
}

fn rows(source: &Source, problems: &mut Vec<Problem>) -> (Vec<String>, Vec<(Place, Row)>) {
    let mut problem = |line, message: String| {
        if problems.len() <= MOST {
            problems.push(Problem::bare(
                "E00",
                source,
                Place { line, column: 1 },
                message,
            ));
        }
    };
    if source.text.len() > LARGEST {
        let message = format!(
            "the file is larger than {} KiB; divide the table",
            LARGEST / 1024
        );
        problem(1, message);
        return (Vec::new(), Vec::new());
    }
    let line_of = |position: Option<&csv::Position>| {
        position.map_or(0, |at| u32::try_from(at.line()).unwrap_or(0))
    };
    let text = source.text.trim_start_matches('\u{feff}');
    let mut reader = csv::ReaderBuilder::new()
        .flexible(true)
        .comment(Some(b'#'))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = match reader.headers() {
        Ok(names) => names.iter().map(str::to_owned).collect(),
        Err(error) => {
            problem(1, format!("this is not readable as CSV: {error}"));
            return (Vec::new(), Vec::new());
        }
    };
    let mut rows = Vec::new();
    for record in reader.records() {
        match record {
            Ok(record) if record.len() == columns.len() => {
                let line = line_of(record.position());
                let cells = record.iter().map(str::to_owned);
                rows.push((
                    Place { line, column: 1 },
                    columns.iter().cloned().zip(cells).collect(),
                ));
            }
            Ok(record) => {
                let message = format!(
                    "this row has {} cells, the table has {} columns",
                    record.len(),
                    columns.len()
                );
                problem(line_of(record.position()), message);
            }
            Err(error) => problem(
                line_of(error.position()),
                format!("this row is not readable: {error}"),
            ),
        }
    }
    (columns, rows)
}

/// Which rows of a table a step takes.
#[derive(Debug, Clone)]
pub(crate) struct Selection {
    pub table: String,
    pub place: Place,
    pub filter: Option<Condition>,
    pub at_most: Option<usize>,
    pub next_unseen: bool,
}

impl Selection {
    /// The field in which the rows already shown are remembered.
    pub fn seen_field(&self) -> String {
        format!("seen.{}", self.table)
    }

    /// The rows that are meant now, in the table's order.
    pub fn rows<'t>(&self, tables: &'t Tables, scope: &Scope) -> Vec<&'t Row> {
        let fits = |row: &&Row| {
            self.filter
                .as_ref()
                .is_none_or(|filter| filter.holds(&scope.with_row(row)))
        };
        let mut rows: Vec<&Row> = tables.rows(&self.table).iter().filter(fits).collect();
        if self.next_unseen {
            return self.unseen(&rows, scope.memory).into_iter().collect();
        }
        rows.truncate(self.at_most.unwrap_or(usize::MAX));
        rows
    }

    /// The first row never shown, or else the one shown longest ago.
    fn unseen<'t>(&self, rows: &[&'t Row], memory: &Memory) -> Option<&'t Row> {
        let seen = memory
            .history
            .get(&self.seen_field())
            .map_or(&[][..], Vec::as_slice);
        let last_seen = |row: &Row| seen.iter().rposition(|(_, id)| Some(id) == row.get("id"));
        rows.iter()
            .copied()
            .min_by_key(|row| last_seen(row).map_or(0, |position| position + 1))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_read_and_uneven_rows_are_problems() {
        let source = Source::new(
            "flows/tables/tips.csv",
            "\u{feff}id,role\n# note\na,child\nb\nc,child;parent\n",
        );
        let (tables, problems) = Tables::load(&[source]);
        assert_eq!(tables.rows("tips").len(), 2);
        assert_eq!(tables.rows("tips")[1]["role"], "child;parent");
        assert_eq!(
            problems
                .iter()
                .map(|problem| problem.line)
                .collect::<Vec<_>>(),
            [4]
        );
        assert!(tables.has("tips") && !tables.has("places") && tables.rows("places").is_empty());
    }
}
