//! The report as a table for the terminal: one line per column of the city's table, aligned also where a character is two cells wide.

use std::fmt::Write;

use crate::{Column, Report, Row, Words};

/// How many rows of the report stand side by side.
const BESIDE: usize = 6;
/// How many of the cases that must be filled in are named.
const NAMED: usize = 20;

/// The report as lines of text.
pub fn table(report: &Report, words: Words<'_>) -> String {
    let year = [
        ("year", report.year.0.to_string()),
        ("era", report.year.era()),
    ];
    let mut out = format!("{}\n", words.say_with("report-osaka-title", &year));
    let titles: Vec<String> = Column::all()
        .map(|column| full_title(column, words))
        .collect();
    for rows in report.rows.chunks(BESIDE) {
        out.push('\n');
        block(&mut out, rows, &titles, words);
    }
    let notes = super::notes(report, words);
    if !notes.is_empty() {
        _ = write!(out, "\n{}\n", words.say("report-notes"));
        for (row, note) in notes {
            _ = match row {
                Some(row) => writeln!(out, "- {row}: {note}"),
                None => writeln!(out, "- {note}"),
            };
        }
    }
    missing(&mut out, report, words);
    _ = write!(out, "\n{}\n", words.say("report-options"));
    for (name, word) in super::options(report, words) {
        if !word.is_empty() {
            _ = writeln!(out, "- {name}: {word}");
        }
    }
    if let Some(mark) = &report.high_water {
        _ = writeln!(out, "- {}: {mark}", words.say("report-high-water"));
    }
    out
}

fn block(out: &mut String, rows: &[Row], titles: &[String], words: Words<'_>) {
    let beside: Vec<Vec<(&str, i64)>> = rows.iter().map(super::beside).collect();
    let beside_titles: Vec<String> = beside
        .first()
        .map(|list| list.iter().map(|(id, _)| words.say(id)).collect())
        .unwrap_or_default();
    let left = titles
        .iter()
        .chain(&beside_titles)
        .map(|title| width(title))
        .max()
        .unwrap_or(0)
        + 5;
    let names: Vec<String> = rows.iter().map(|row| super::name(row, words)).collect();
    let widths: Vec<usize> = names.iter().map(|name| width(name).max(9)).collect();
    let mut line = |head: &str, title: &str, cells: &mut dyn Iterator<Item = String>| {
        let mut text = format!("{head:<5}{title}");
        text.extend(std::iter::repeat_n(
            ' ',
            left.saturating_sub(5 + width(title)),
        ));
        for (cell, wide) in cells.zip(&widths) {
            text.extend(std::iter::repeat_n(
                ' ',
                2 + wide.saturating_sub(width(&cell)),
            ));
            text.push_str(&cell);
        }
        _ = writeln!(out, "{}", text.trim_end());
    };
    line("", "", &mut names.iter().cloned());
    for (column, title) in Column::all().zip(titles) {
        line(
            &column.to_string(),
            title,
            &mut rows.iter().map(|row| grouped(row.value(column))),
        );
    }
    for (place, title) in beside_titles.iter().enumerate() {
        let mut cells = beside.iter().map(|list| {
            list.get(place)
                .map_or_else(String::new, |(_, value)| grouped(*value))
        });
        line("", title, &mut cells);
    }
}

fn missing(out: &mut String, report: &Report, words: Words<'_>) {
    let mut list: Vec<_> = report.rows.iter().flat_map(|row| &row.missing).collect();
    list.sort_by(|a, b| (&a.area, &a.number, a.actor).cmp(&(&b.area, &b.number, b.actor)));
    list.dedup();
    if list.is_empty() {
        return;
    }
    _ = write!(
        out,
        "\n{}\n",
        words.say_with("report-missing", &[("count", list.len().to_string())])
    );
    for missing in list.iter().take(NAMED) {
        let actor = words.say(&format!("report-actor-{}", missing.actor));
        _ = writeln!(out, "- {} {} {actor}", missing.area, missing.number);
    }
    if list.len() > NAMED {
        _ = writeln!(
            out,
            "- {}",
            words.say_with(
                "report-missing-more",
                &[("count", (list.len() - NAMED).to_string())]
            )
        );
    }
}

/// A heading with the narrow heading above it: without it, four columns would have the same name as four others.
fn full_title(column: Column, words: Words<'_>) -> String {
    let own = words.say(&column.title());
    match column.headings() {
        [_, Some(narrow)] if column.number() < 12 => format!("{} {own}", words.say(narrow)),
        [Some(wide), None] => format!("{} {own}", words.say(wide)),
        _ => own,
    }
}

fn grouped(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = if value < 0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// How many cells of a terminal a text takes.
fn width(text: &str) -> usize {
    text.chars().map(cells).sum()
}

/// Two for what Unicode calls wide or full-width, as far as Japanese, Chinese and Korean texts use it; one for the rest.
fn cells(c: char) -> usize {
    match u32::from(c) {
        0x3099 | 0x309a | 0x0300..=0x036f | 0x200b..=0x200f | 0xfe00..=0xfe0f => 0,
        0x1100..=0x115f
        | 0x2e80..=0x303e
        | 0x3041..=0xa4cf
        | 0xac00..=0xd7a3
        | 0xf900..=0xfaff
        | 0xfe30..=0xfe6f => 2,
        0xff01..=0xff60
        | 0xffe0..=0xffe6
        | 0x2_0000..=0x3_fffd
        | 0x1_f300..=0x1_f64f
        | 0x1_f900..=0x1_f9ff => 2,
        _ => 1,
    }
}

#[cfg(test)]
mod tests {
    use super::{grouped, width};

    #[test]
    fn japanese_is_two_cells_wide() {
        assert_eq!(width("O1 児童・生徒数"), 15 + 1 - 1);
        assert_eq!(width("ｱｲｳ"), 3);
        assert_eq!(width("（うち）"), 8);
    }

    #[test]
    fn digits_stand_in_threes() {
        assert_eq!(
            [0, 12, 999, 1000, 165_669, -1_234].map(grouped),
            ["0", "12", "999", "1,000", "165,669", "-1,234"]
        );
    }
}
