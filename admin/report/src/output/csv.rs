//! The report as CSV: `row` and the thirty keys, integers only, UTF-8 with BOM so that Excel opens it.

use std::io::Write;

use crate::{Column, Error, Report};

/// Writes the report as CSV.
///
/// # Errors
/// When `out` refuses.
pub fn csv(report: &Report, mut out: impl Write) -> Result<(), Error> {
    out.write_all("\u{feff}".as_bytes())?;
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(out);
    writer.write_record(
        std::iter::once("row".to_owned()).chain(Column::all().map(|column| column.to_string())),
    )?;
    for row in &report.rows {
        writer.write_record(
            std::iter::once(row.key.clone())
                .chain(Column::all().map(|column| row.value(column).to_string())),
        )?;
    }
    writer.flush()?;
    Ok(())
}
