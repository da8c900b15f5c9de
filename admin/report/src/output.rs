//! The report as a table for the terminal, as CSV, as an Excel file and as JSON.

mod csv;
mod json;
mod table;
mod xlsx;

pub use csv::csv;
pub use json::json;
pub use table::table;
pub use xlsx::xlsx;

use crate::{Report, Row, Words};

/// A row's name as people read it.
fn name(row: &Row, words: Words<'_>) -> String {
    row.name
        .clone()
        .unwrap_or_else(|| words.say(&format!("report-row-{}", row.key)))
}

/// The notes under a report: what concerns all rows, then each row's own, with its name.
fn notes(report: &Report, words: Words<'_>) -> Vec<(Option<String>, String)> {
    let mut notes: Vec<_> = report
        .warnings
        .iter()
        .map(|warning| (None, warning.text(words)))
        .collect();
    for row in &report.rows {
        let name = name(row, words);
        notes.extend(
            row.warnings
                .iter()
                .map(|warning| (Some(name.clone()), warning.text(words))),
        );
        notes.extend(
            row.checks
                .iter()
                .filter(|check| !check.closes())
                .map(|check| (Some(name.clone()), check.text(words))),
        );
    }
    notes
}

/// Every option as people read it.
fn options(report: &Report, words: Words<'_>) -> Vec<(String, String)> {
    report
        .options
        .pairs()
        .into_iter()
        .map(|(name, word)| {
            let title = words.say(&format!("report-option-{}", name.replace('_', "-")));
            let word = match name {
                "model_areas" => word,
                _ => words.say(&format!(
                    "report-option-{}-{}",
                    name.replace('_', "-"),
                    word.replace('_', "-")
                )),
            };
            (title, word)
        })
        .collect()
}

/// Numbers beside the thirty columns: Fluent id and value.
fn beside(row: &Row) -> Vec<(&'static str, i64)> {
    let beside = &row.beside;
    let mut list = vec![
        ("report-beside-not-needed", beside.not_needed),
        ("report-beside-formula", beside.reached_by_formula),
        ("report-beside-messages", beside.messages),
        ("report-beside-refused-contacts", beside.refused_contacts),
        ("report-beside-refused-children", beside.refused_children),
        ("report-beside-bot-only", beside.bot_only),
        ("report-beside-better", beside.better),
        (
            "report-beside-better-not-connected",
            beside.better_not_connected,
        ),
    ];
    if let Some(own) = beside.contractor {
        let ids = [
            "report-beside-own-reached",
            "report-beside-own-unreached",
            "report-beside-own-not-attempted",
            "report-beside-own-preparing",
        ];
        list.extend(ids.into_iter().zip(own));
    }
    list
}
