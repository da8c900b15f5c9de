//! Where exported rows go: JSON lines, CSV or Excel, one row at a time.

use std::io::Write;

use rust_xlsxwriter::Workbook;
use serde_json::Value;
use tsunagi_model::Timestamp;

use crate::Error;

/// Rows of one Excel sheet, less its heading.
const SHEET: u32 = 1_000_000;

/// How an export is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// One JSON object per line.
    Jsonl,
    /// CSV in UTF-8 with BOM.
    Csv,
    /// An Excel file.
    Xlsx,
}

impl std::str::FromStr for Format {
    type Err = Error;
    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "jsonl" => Ok(Self::Jsonl),
            "csv" => Ok(Self::Csv),
            "xlsx" => Ok(Self::Xlsx),
            _ => Err(Error::UnknownOption {
                word: text.to_owned(),
                expected: "jsonl | csv | xlsx".to_owned(),
            }),
        }
    }
}

/// Where rows go.
pub(crate) enum Sink<'a> {
    Jsonl {
        out: &'a mut (dyn Write + Send),
        names: &'static [&'static str],
        rows: u64,
    },
    Csv {
        out: Box<csv::Writer<&'a mut (dyn Write + Send)>>,
        rows: u64,
    },
    Xlsx {
        out: &'a mut (dyn Write + Send),
        book: Box<Workbook>,
        names: &'static [&'static str],
        rows: u64,
        line: u32,
    },
}

impl<'a> Sink<'a> {
    /// Begins the file.
    pub(crate) fn open(
        format: Format,
        names: &'static [&'static str],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self, Error> {
        Ok(match format {
            Format::Jsonl => Self::Jsonl {
                out,
                names,
                rows: 0,
            },
            Format::Csv => {
                out.write_all("\u{feff}".as_bytes())?;
                let mut writer = csv::WriterBuilder::new()
                    .terminator(csv::Terminator::CRLF)
                    .from_writer(out);
                writer.write_record(names)?;
                Self::Csv {
                    out: Box::new(writer),
                    rows: 0,
                }
            }
            Format::Xlsx => Self::Xlsx {
                out,
                book: Box::default(),
                names,
                rows: 0,
                line: SHEET,
            },
        })
    }

    /// Writes one row.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) -> Result<(), Error> {
        match self {
            Self::Jsonl { out, names, rows } => {
                *rows += 1;
                let object: serde_json::Map<String, Value> = names
                    .iter()
                    .zip(cells)
                    .map(|(name, cell)| ((*name).to_owned(), cell.json()))
                    .collect();
                serde_json::to_writer(&mut *out, &object)?;
                out.write_all(b"\n")?;
            }
            Self::Csv { out, rows } => {
                *rows += 1;
                out.write_record(cells.into_iter().map(Cell::csv))?;
            }
            Self::Xlsx {
                book,
                names,
                rows,
                line,
                ..
            } => {
                if *line >= SHEET {
                    let sheet = book.add_worksheet_with_constant_memory()?;
                    for (name, column) in names.iter().zip(0..) {
                        sheet.write(0, column, *name)?;
                    }
                    *line = 0;
                }
                *rows += 1;
                *line += 1;
                let place = book.worksheets().len() - 1;
                let sheet = book.worksheet_from_index(place)?;
                for (cell, column) in cells.into_iter().zip(0..) {
                    match cell {
                        Cell::None => {}
                        Cell::Int(number) => _ = sheet.write(*line, column, number)?,
                        Cell::Flag(flag) => _ = sheet.write(*line, column, flag)?,
                        // A cell of Excel holds 32,767 characters.
                        Cell::Text(text) => {
                            _ = sheet.write_string(
                                *line,
                                column,
                                text.chars().take(32_000).collect::<String>(),
                            )?;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    /// Ends the file; the number of rows.
    pub(crate) fn close(self) -> Result<u64, Error> {
        match self {
            Self::Jsonl { out, rows, .. } => {
                out.flush()?;
                Ok(rows)
            }
            Self::Csv { mut out, rows } => {
                out.flush()?;
                Ok(rows)
            }
            Self::Xlsx {
                out,
                mut book,
                names,
                rows,
                ..
            } => {
                if rows == 0 {
                    let sheet = book.add_worksheet();
                    for (name, column) in names.iter().zip(0..) {
                        sheet.write(0, column, *name)?;
                    }
                }
                out.write_all(&book.save_to_buffer()?)?;
                out.flush()?;
                Ok(rows)
            }
        }
    }
}

/// A cell of an export.
pub(crate) enum Cell {
    None,
    Int(i64),
    Flag(bool),
    Text(String),
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}
impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}
impl From<i64> for Cell {
    fn from(number: i64) -> Self {
        Self::Int(number)
    }
}
impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}
impl From<Timestamp> for Cell {
    fn from(at: Timestamp) -> Self {
        Self::Text(at.to_string())
    }
}
impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::None, Into::into)
    }
}

/// One row of cells.
macro_rules! cells {
    ($($value:expr),* $(,)?) => { vec![$($crate::sink::Cell::from($value)),*] };
}
pub(crate) use cells;

impl Cell {
    fn json(self) -> Value {
        match self {
            Self::None => Value::Null,
            Self::Int(number) => number.into(),
            Self::Flag(flag) => flag.into(),
            Self::Text(text) => text.into(),
        }
    }

    fn csv(self) -> String {
        match self {
            Self::None => String::new(),
            Self::Int(number) => number.to_string(),
            Self::Flag(flag) => i64::from(flag).to_string(),
            Self::Text(text) => guarded(text),
        }
    }
}

/// Keeps a spreadsheet from running what somebody wrote to us; a plain number stays a number.
fn guarded(text: String) -> String {
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let number = text.strip_prefix(['+', '-']).is_some_and(|rest| {
        !rest.is_empty()
            && rest.starts_with(|c: char| c.is_ascii_digit())
            && rest.bytes().all(|b| b.is_ascii_digit() || b == b'.')
    });
    if formula && !number {
        format!("'{text}")
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::guarded;

    #[test]
    fn formulas_are_disarmed_and_numbers_stay() {
        for (text, expected) in [
            ("=1+1", "'=1+1"),
            ("+SUM(A1)", "'+SUM(A1)"),
            ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"),
            ("@x", "'@x"),
            ("\tx", "'\tx"),
            ("-5", "-5"),
            ("+819012345678", "+819012345678"),
            ("-1.5", "-1.5"),
            ("-", "'-"),
            ("ふつうの文", "ふつうの文"),
            ("1-2", "1-2"),
        ] {
            assert_eq!(guarded(text.to_owned()), expected);
        }
    }
}
