//! The report as an Excel file, ready to print: the table under the city's own headings, how it was counted, and every row behind it.

use std::collections::HashMap;
use std::io::Write;

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Workbook, Worksheet};
use tsunagi_model::{AreaId, CaseId};

use crate::{Behind, Column, Error, Report, Words};

/// The lines of headings above the figures: title, wide, narrow, own, key.
const HEAD: u32 = 5;

/// Writes the report as an Excel file: the table, how it was counted, and the rows behind every figure (without names).
///
/// # Errors
/// When the file cannot be made or `out` refuses.
pub fn xlsx(report: &Report, words: Words<'_>, mut out: impl Write) -> Result<(), Error> {
    let mut book = Workbook::new();
    table(report, words, book.add_worksheet())?;
    how(report, words, book.add_worksheet())?;
    behind(report, words, book.add_worksheet_with_constant_memory()?)?;
    out.write_all(&book.save_to_buffer()?)?;
    Ok(())
}

fn column(column: Column) -> u16 {
    u16::from(column.number())
}

fn table(report: &Report, words: Words<'_>, sheet: &mut Worksheet) -> Result<(), Error> {
    let head = Format::new()
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
        .set_text_wrap()
        .set_background_color(0xE8_EE_F4)
        .set_font_size(9);
    let number = Format::new()
        .set_border(FormatBorder::Thin)
        .set_num_format("#,##0");
    let label = Format::new().set_border(FormatBorder::Thin).set_text_wrap();
    sheet.set_name(words.say("report-sheet-table"))?;
    let year = [
        ("year", report.year.0.to_string()),
        ("era", report.year.era()),
    ];
    sheet.write_with_format(
        0,
        0,
        words.say_with("report-osaka-title", &year),
        &Format::new().set_bold().set_font_size(14),
    )?;
    headings(words, sheet, &head)?;
    for (row, line) in report.rows.iter().zip(HEAD..) {
        sheet.write_with_format(line, 0, super::name(row, words), &label)?;
        for at in Column::all() {
            // Excel's own number is a fraction; these are far below where it would lose one.
            #[expect(
                clippy::cast_precision_loss,
                reason = "counts of people stay far below 2^53"
            )]
            sheet.write_number_with_format(line, column(at), row.value(at) as f64, &number)?;
        }
    }
    sheet.set_column_width(0, 18)?;
    for at in Column::all() {
        sheet.set_column_width(column(at), 8.5)?;
    }
    sheet.set_row_height(3, 62)?;
    sheet.set_freeze_panes(HEAD, 1)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.3, 0.3, 0.5, 0.5, 0.2, 0.2);
    sheet.set_repeat_rows(0, HEAD - 1)?;
    sheet.set_repeat_columns(0, 0)?;
    sheet.set_footer("&C&P / &N");
    Ok(())
}

/// The headings as the city prints them: equal neighbours are one cell.
fn headings(words: Words<'_>, sheet: &mut Worksheet, head: &Format) -> Result<(), Error> {
    sheet.merge_range(1, 0, HEAD - 1, 0, &words.say("report-row"), head)?;
    let all: Vec<Column> = Column::all().collect();
    let mut first = 0;
    while let Some(&at) = all.get(first) {
        let [wide, _] = at.headings();
        let last = first
            + all[first..]
                .iter()
                .take_while(|other| wide.is_some() && other.headings()[0] == wide)
                .count()
                .max(1)
            - 1;
        if let (Some(wide), Some(&end)) = (wide, all.get(last)) {
            sheet.merge_range(1, column(at), 1, column(end), &words.say(wide), head)?;
        }
        first = last + 1;
    }
    let mut first = 0;
    while let Some(&at) = all.get(first) {
        let [wide, narrow] = at.headings();
        let last = first
            + all[first..]
                .iter()
                .take_while(|other| narrow.is_some() && other.headings()[1] == narrow)
                .count()
                .max(1)
            - 1;
        match (wide, narrow, all.get(last)) {
            (_, Some(narrow), Some(&end)) => {
                sheet.merge_range(2, column(at), 2, column(end), &words.say(narrow), head)?;
                for part in &all[first..=last] {
                    sheet.write_with_format(3, column(*part), words.say(&part.title()), head)?;
                }
            }
            (wide, ..) => {
                let top = if wide.is_some() { 2 } else { 1 };
                sheet.merge_range(
                    top,
                    column(at),
                    3,
                    column(at),
                    &words.say(&at.title()),
                    head,
                )?;
            }
        }
        first = last + 1;
    }
    for at in all {
        sheet.write_with_format(HEAD - 1, column(at), at.to_string(), head)?;
    }
    Ok(())
}

fn how(report: &Report, words: Words<'_>, sheet: &mut Worksheet) -> Result<(), Error> {
    let bold = Format::new().set_bold();
    sheet.set_name(words.say("report-sheet-how"))?;
    let mut lines: Vec<(Option<&Format>, [String; 3])> = Vec::new();
    let heading = |id: &str| (Some(&bold), [words.say(id), String::new(), String::new()]);
    lines.push(heading("report-options"));
    lines.extend(
        super::options(report, words)
            .into_iter()
            .map(|(name, word)| (None, [name, word, String::new()])),
    );
    lines.push((
        None,
        [
            words.say("report-made-at"),
            report.made_at.to_string(),
            String::new(),
        ],
    ));
    lines.push((
        None,
        [
            words.say("report-high-water"),
            report.high_water.clone().unwrap_or_default(),
            String::new(),
        ],
    ));
    lines.push(heading("report-checks"));
    for row in &report.rows {
        lines.extend(row.checks.iter().map(|check| {
            (
                None,
                [
                    super::name(row, words),
                    check.text(words),
                    check.rule.to_owned(),
                ],
            )
        }));
    }
    lines.push(heading("report-notes"));
    lines.extend(
        super::notes(report, words)
            .into_iter()
            .map(|(row, note)| (None, [row.unwrap_or_default(), note, String::new()])),
    );
    lines.push(heading("report-beside"));
    for row in &report.rows {
        lines.extend(super::beside(row).into_iter().map(|(id, value)| {
            (
                None,
                [super::name(row, words), words.say(id), value.to_string()],
            )
        }));
    }
    let missing: Vec<_> = report.rows.iter().flat_map(|row| &row.missing).collect();
    lines.push((
        Some(&bold),
        [
            words.say_with("report-missing", &[("count", missing.len().to_string())]),
            String::new(),
            String::new(),
        ],
    ));
    for missing in missing {
        lines.push((
            None,
            [
                missing.area.clone(),
                missing.number.clone(),
                words.say(&format!("report-actor-{}", missing.actor)),
            ],
        ));
    }
    for ((format, cells), line) in lines.into_iter().zip(0..) {
        for (cell, column) in cells.iter().zip(0..) {
            match format {
                Some(format) => sheet.write_with_format(line, column, cell, format)?,
                None => sheet.write(line, column, cell)?,
            };
        }
    }
    sheet.set_column_width(0, 30)?;
    sheet.set_column_width(1, 80)?;
    sheet
        .set_landscape()
        .set_paper_size(9)
        .set_print_fit_to_pages(1, 0);
    Ok(())
}

fn behind(report: &Report, words: Words<'_>, sheet: &mut Worksheet) -> Result<(), Error> {
    sheet.set_name(words.say("report-sheet-behind"))?;
    sheet.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (id, column) in ["row", "column", "kind", "id", "area", "case", "date"]
        .into_iter()
        .zip(0..)
    {
        sheet.write_with_format(0, column, words.say(&format!("report-behind-{id}")), &bold)?;
    }
    let cases: HashMap<CaseId, (AreaId, &str)> = report
        .facts
        .cases
        .iter()
        .map(|case| (case.id, (case.area, case.number.as_str())))
        .collect();
    let place = |case: CaseId| {
        cases
            .get(&case)
            .map_or(("", ""), |(area, number)| (report.slug(*area), *number))
    };
    let encounters: HashMap<_, _> = report
        .facts
        .encounters
        .iter()
        .map(|fact| (fact.id, fact))
        .collect();
    let links: HashMap<&str, _> = report
        .facts
        .links
        .iter()
        .map(|fact| (fact.id.as_str(), fact))
        .collect();
    let mut line = 0;
    let mut write = |row: &str,
                     column: Column,
                     kind: &str,
                     id: String,
                     (area, case): (&str, &str),
                     at: String|
     -> Result<(), Error> {
        // A workbook's last line; the JSON has the rest.
        if line + 1 < 1_048_576 {
            line += 1;
            for (cell, place) in [
                row,
                &column.to_string(),
                &words.say(kind),
                &id,
                area,
                case,
                &at,
            ]
            .into_iter()
            .zip(0..)
            {
                sheet.write(line, place, cell)?;
            }
        }
        Ok(())
    };
    for row in &report.rows {
        for column in Column::all() {
            match row.rows_behind(column) {
                Some(Behind::Cases(ids)) => {
                    for id in ids {
                        write(
                            &row.key,
                            column,
                            "report-kind-case",
                            id.to_string(),
                            place(*id),
                            String::new(),
                        )?;
                    }
                }
                Some(Behind::Encounters(ids)) => {
                    for id in ids {
                        let fact = encounters.get(id);
                        let at = fact.map_or_else(String::new, |fact| fact.started_at.to_string());
                        write(
                            &row.key,
                            column,
                            "report-kind-encounter",
                            id.to_string(),
                            fact.map_or(("", ""), |fact| place(fact.case)),
                            at,
                        )?;
                    }
                }
                Some(Behind::Links(ids)) => {
                    for id in ids {
                        let fact = links.get(id.as_str());
                        let at = fact.map_or_else(String::new, |fact| fact.started_at.to_string());
                        write(
                            &row.key,
                            column,
                            "report-kind-link",
                            id.clone(),
                            fact.map_or(("", ""), |fact| place(fact.case)),
                            at,
                        )?;
                    }
                }
                Some(Behind::Pupils(areas)) => {
                    for area in areas {
                        write(
                            &row.key,
                            column,
                            "report-kind-pupils",
                            area.to_string(),
                            (report.slug(*area), ""),
                            String::new(),
                        )?;
                    }
                }
                None => {}
            }
        }
    }
    Ok(())
}
