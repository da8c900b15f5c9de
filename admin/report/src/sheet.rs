//! Reads a table that somebody brings: CSV in UTF-8, UTF-16 or CP932, or an Excel file; every row keeps its number in the file.

use std::io::Cursor;

use calamine::{Data, Reader};
use unicode_normalization::UnicodeNormalization;

/// How far down the row of headings may stand: cities put a title and a date above it.
const HEADING_WITHIN: usize = 20;

/// A file that cannot be read at all.
#[derive(Debug, thiserror::Error)]
pub enum ReadError {
    /// Neither UTF-8, nor UTF-16, nor CP932.
    #[error("the file is neither UTF-8 nor CP932 (Shift JIS) text nor an Excel file")]
    Encoding,
    /// A CSV that is broken off or badly quoted.
    #[error("the CSV cannot be read")]
    Csv(#[from] csv::Error),
    /// A workbook that cannot be read.
    #[error("the Excel file cannot be read")]
    Excel(#[from] calamine::Error),
    /// No row has the headings.
    #[error("no row of headings was found; expected the columns: {expected}")]
    NoHeading {
        /// The columns that must be there.
        expected: String,
    },
}

/// A column that a file may have.
pub(crate) struct Heading {
    /// The name in `interface.md`.
    pub(crate) key: &'static str,
    /// What else cities call it, in the form of [`plain`].
    pub(crate) aliases: &'static [&'static str],
    /// Whether a file without it is refused.
    pub(crate) required: bool,
}

/// A table with headings.
pub(crate) struct Sheet {
    /// For each heading, the place of its column.
    columns: Vec<Option<usize>>,
    headings: &'static [Heading],
    /// Headings of the file that nobody knows.
    pub(crate) unknown: Vec<String>,
    rows: Vec<(u64, Vec<String>)>,
}

/// One row; cells are NFKC and trimmed.
pub(crate) struct Line<'a> {
    /// Its number in the file, from 1.
    pub(crate) number: u64,
    sheet: &'a Sheet,
    cells: &'a [String],
}

impl Line<'_> {
    /// The cell under a heading; empty where the file has no such column.
    pub(crate) fn cell(&self, key: &str) -> &str {
        let place = self
            .sheet
            .headings
            .iter()
            .position(|heading| heading.key == key);
        let column = place.and_then(|place| self.sheet.columns.get(place).copied().flatten());
        column
            .and_then(|column| self.cells.get(column))
            .map_or("", String::as_str)
    }
}

impl Sheet {
    /// Reads the bytes of a file.
    pub(crate) fn read(bytes: &[u8], headings: &'static [Heading]) -> Result<Self, ReadError> {
        let rows =
            if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
                excel(bytes)?
            } else {
                csv(bytes)?
            };
        let rows: Vec<_> = rows
            .into_iter()
            .filter(|(_, cells)| cells.iter().any(|cell| !cell.is_empty()))
            .collect();
        for (place, (_, cells)) in rows.iter().take(HEADING_WITHIN).enumerate() {
            let names: Vec<String> = cells.iter().map(|cell| plain(cell)).collect();
            let columns: Vec<_> = headings
                .iter()
                .map(|heading| {
                    names.iter().position(|name| {
                        name == heading.key || heading.aliases.contains(&name.as_str())
                    })
                })
                .collect();
            if headings
                .iter()
                .zip(&columns)
                .any(|(heading, column)| heading.required && column.is_none())
            {
                continue;
            }
            let unknown = cells
                .iter()
                .enumerate()
                .filter(|(place, cell)| !cell.is_empty() && !columns.contains(&Some(*place)))
                .map(|(_, cell)| cell.clone())
                .collect();
            let rows = rows.get(place + 1..).unwrap_or_default().to_vec();
            return Ok(Self {
                columns,
                headings,
                unknown,
                rows,
            });
        }
        let expected = headings
            .iter()
            .filter(|heading| heading.required)
            .map(|heading| heading.key)
            .collect::<Vec<_>>()
            .join(", ");
        Err(ReadError::NoHeading { expected })
    }

    /// The rows under the headings.
    pub(crate) fn lines(&self) -> impl ExactSizeIterator<Item = Line<'_>> {
        self.rows.iter().map(|(number, cells)| Line {
            number: *number,
            sheet: self,
            cells,
        })
    }
}

/// A heading as it is compared: without case, spaces, line breaks and what stands in brackets.
pub(crate) fn plain(heading: &str) -> String {
    let folded: String = heading.nfkc().collect::<String>().to_lowercase();
    let head = folded.split('(').next().unwrap_or_default();
    head.chars()
        .filter(|c| !c.is_whitespace() && !matches!(c, '※' | '・' | '、'))
        .collect::<String>()
}

fn tidy(cell: &str) -> String {
    cell.nfkc().collect::<String>().trim().to_owned()
}

fn csv(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, ReadError> {
    let text = decode(bytes)?.replace("\r\n", "\n");
    let first = text.lines().next().unwrap_or_default();
    let delimiter = if first.contains('\t') && !first.contains(',') {
        b'\t'
    } else {
        b','
    };
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let mut rows = Vec::new();
    let mut number = 0;
    for record in reader.records() {
        let record = record?;
        // The number that Excel shows: empty lines are rows too, and a cell of several lines is in one row.
        let start = record
            .position()
            .and_then(|position| usize::try_from(position.byte()).ok())
            .unwrap_or(0);
        let skipped = text
            .as_bytes()
            .get(start..)
            .unwrap_or_default()
            .iter()
            .take_while(|byte| **byte == b'\n')
            .count();
        number += 1 + skipped as u64;
        rows.push((number, record.iter().map(tidy).collect()));
    }
    Ok(rows)
}

fn decode(bytes: &[u8]) -> Result<String, ReadError> {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        let (text, malformed) =
            encoding.decode_without_bom_handling(bytes.get(mark..).unwrap_or_default());
        return if malformed {
            Err(ReadError::Encoding)
        } else {
            Ok(text.into_owned())
        };
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        return Ok(text.to_owned());
    }
    let (text, malformed) = encoding_rs::SHIFT_JIS.decode_without_bom_handling(bytes);
    if malformed {
        Err(ReadError::Encoding)
    } else {
        Ok(text.into_owned())
    }
}

fn excel(bytes: &[u8]) -> Result<Vec<(u64, Vec<String>)>, ReadError> {
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))?;
    let Some(range) = book.worksheet_range_at(0) else {
        return Ok(Vec::new());
    };
    let range = range?;
    let top = u64::from(range.start().map_or(0, |(row, _)| row));
    Ok(range
        .rows()
        .zip(top + 1..)
        .map(|(cells, number)| (number, cells.iter().map(text).collect()))
        .collect())
}

fn text(cell: &Data) -> String {
    match cell {
        // Excel holds every number as a fraction.
        Data::Float(number) if number.fract() == 0.0 && number.abs() < 1e15 => {
            format!("{number:.0}")
        }
        other => tidy(&other.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Heading, ReadError, Sheet};

    const HEADINGS: &[Heading] = &[
        Heading {
            key: "case",
            aliases: &["ケース番号"],
            required: true,
        },
        Heading {
            key: "area",
            aliases: &["区"],
            required: true,
        },
        Heading {
            key: "phone",
            aliases: &["電話"],
            required: false,
        },
    ];

    fn cells(bytes: &[u8]) -> Vec<(u64, String, String, String)> {
        let sheet = Sheet::read(bytes, HEADINGS).unwrap();
        sheet
            .lines()
            .map(|line| {
                (
                    line.number,
                    line.cell("case").into(),
                    line.cell("area").into(),
                    line.cell("phone").into(),
                )
            })
            .collect()
    }

    #[test]
    fn every_encoding_reads_the_same() {
        let text = "令和2年度 一覧\n ケース番号 ,区,電話(延べ),備考\n１２,北区,３,あ\n\n13,\"中\n区\",,\n14,東区,0,\n";
        let expected: Vec<(u64, String, String, String)> = vec![
            (3, "12".into(), "北区".into(), "3".into()),
            (5, "13".into(), "中\n区".into(), String::new()),
            (6, "14".into(), "東区".into(), "0".into()),
        ];
        let (cp932, _, _) = encoding_rs::SHIFT_JIS.encode(text);
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(text.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        for bytes in [
            text.as_bytes().to_vec(),
            format!("\u{feff}{text}").into_bytes(),
            cp932.into_owned(),
            utf16,
        ] {
            assert_eq!(cells(&bytes), expected);
            assert_eq!(Sheet::read(&bytes, HEADINGS).unwrap().unknown, ["備考"]);
        }
    }

    #[test]
    fn an_excel_file_keeps_its_row_numbers() {
        let mut book = rust_xlsxwriter::Workbook::new();
        let sheet = book.add_worksheet();
        sheet.write(1, 1, "ケース番号").unwrap();
        sheet.write(1, 2, "区").unwrap();
        sheet.write(1, 3, "電話").unwrap();
        sheet.write(3, 1, 12).unwrap();
        sheet.write(3, 2, "北区").unwrap();
        sheet.write(3, 3, 2.5).unwrap();
        assert_eq!(
            cells(&book.save_to_buffer().unwrap()),
            [(4, "12".to_owned(), "北区".to_owned(), "2.5".to_owned())]
        );
    }

    #[test]
    fn a_file_that_is_no_table_says_what_it_should_be() {
        assert!(
            matches!(Sheet::read(b"a,b\n1,2\n", HEADINGS), Err(ReadError::NoHeading { expected }) if expected == "case, area")
        );
        assert!(matches!(
            Sheet::read(&[0x81, 0x00, 0xff, 0xff], HEADINGS),
            Err(ReadError::Encoding)
        ));
        assert!(matches!(
            Sheet::read(b"PK\x03\x04broken", HEADINGS),
            Err(ReadError::Excel(_))
        ));
        assert!(matches!(
            Sheet::read(b"", HEADINGS),
            Err(ReadError::NoHeading { .. })
        ));
    }
}
