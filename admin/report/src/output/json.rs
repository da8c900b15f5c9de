//! The report as JSON, with the ids behind every figure.

use std::collections::BTreeMap;
use std::io::Write;

use serde_json::json;

use crate::{Column, Error, Report, Words};

/// Writes the report as JSON: figures, checks, warnings, what must be filled in, and the ids behind every figure.
///
/// # Errors
/// When `out` refuses.
pub fn json(report: &Report, words: Words<'_>, mut out: impl Write) -> Result<(), Error> {
    let rows: Vec<_> = report
        .rows
        .iter()
        .map(|row| {
            let figures: serde_json::Map<_, _> = Column::all().map(|column| (column.to_string(), row.value(column).into())).collect();
            let behind: BTreeMap<String, _> =
                Column::all().filter_map(|column| row.rows_behind(column).map(|behind| (column.to_string(), behind))).collect();
            let checks: Vec<_> = row
                .checks
                .iter()
                .map(|check| json!({"rule": check.rule, "sum": check.sum, "whole": check.whole, "closes": check.closes()}))
                .collect();
            let warnings: Vec<_> =
                row.warnings.iter().map(|warning| json!({"warning": warning, "text": warning.text(words)})).collect();
            json!({
                "row": row.key, "name": super::name(row, words), "figures": figures, "beside": row.beside, "checks": checks,
                "warnings": warnings, "missing": row.missing, "behind": behind,
            })
        })
        .collect();
    let report = json!({
        "report": "osaka",
        "fiscal_year": report.year,
        "from": report.year.from().to_string(),
        "to": report.year.to().to_string(),
        "group": report.group,
        "options": report.options,
        "made_at": report.made_at.to_string(),
        "ledger_up_to": report.high_water,
        "can_be_final": report.can_be_final(),
        "warnings": report.warnings.iter().map(|warning| json!({"warning": warning, "text": warning.text(words)})).collect::<Vec<_>>(),
        "rows": rows,
    });
    serde_json::to_writer_pretty(&mut out, &report)?;
    out.write_all(b"\n")?;
    Ok(())
}
