//! `import denominators`: the numbers of pupils from the school survey, per area and fiscal year.

use std::collections::HashMap;

use tsunagi_model::{StaffId, Timestamp};
use tsunagi_store::Store;

use crate::areas::Places;
use crate::cell::count;
use crate::preview::{Mode, Preview, RowProblem, Why};
use crate::sheet::{Heading, Sheet};
use crate::{Error, FiscalYear};

/// More pupils than any prefecture has.
const MOST: i64 = 5_000_000;

const HEADINGS: &[Heading] = &[
    Heading {
        key: "area",
        aliases: &["区", "区名", "行政区"],
        required: true,
    },
    Heading {
        key: "fiscal_year",
        aliases: &["年度", "fiscalyear"],
        required: true,
    },
    Heading {
        key: "pupils",
        aliases: &["児童生徒数", "児童生徒数学校基本調査", "人数"],
        required: true,
    },
];

/// What an import of denominators did or would do.
#[derive(Debug, Clone)]
pub struct DenominatorImport {
    /// Every row that stays out, and why.
    pub preview: Preview,
    /// Whether the good rows were written.
    pub written: bool,
}

/// Brings numbers of pupils in, all good rows in one commit; a later file replaces an earlier one's numbers.
///
/// # Errors
/// When the file is no table, or the store fails.
pub async fn import_denominators(
    store: &Store,
    bytes: &[u8],
    mode: Mode,
    by: Option<StaffId>,
    now: Timestamp,
) -> Result<DenominatorImport, Error> {
    let sheet = Sheet::read(bytes, HEADINGS)?;
    let mut places = Places::load(store).await?;
    let mut preview = Preview {
        unknown_columns: sheet.unknown.clone(),
        ..Preview::default()
    };
    let mut good = Vec::new();
    let mut seen: HashMap<(String, i64), u64> = HashMap::new();
    for line in sheet.lines() {
        preview.rows += 1;
        let problem = |column, why| RowProblem::new(line.number, column, line.cell(column), why);
        let before = preview.problems.len();
        let year = FiscalYear::read(line.cell("fiscal_year"));
        let pupils = if line.cell("pupils").is_empty() {
            None
        } else {
            count(line.cell("pupils"), MOST)
        };
        if year.is_none() {
            preview.problems.push(problem("fiscal_year", Why::NotAYear));
        }
        if pupils.is_none() {
            preview
                .problems
                .push(problem("pupils", Why::NotACount { most: MOST }));
        }
        let (Some(year), Some(pupils)) = (year, pupils) else {
            continue;
        };
        if let Err(why) = places.check(line.cell("area")) {
            preview.problems.push(problem("area", why));
        } else if let Some(first) =
            seen.insert((places.key(line.cell("area")), year.0), line.number)
        {
            preview.problems.push(problem("area", Why::Twice { first }));
        }
        if preview.problems.len() == before {
            preview.good += 1;
            good.push((line.cell("area").to_owned(), year.0, pupils));
        }
    }
    places.keep(good.iter().map(|(area, ..)| area.as_str()));
    preview.new_areas.clone_from(&places.new);
    if mode == Mode::DryRun || (mode == Mode::AllOrNothing && !preview.problems.is_empty()) {
        return Ok(DenominatorImport {
            preview,
            written: false,
        });
    }
    places.make(store, now).await?;
    let rows: Vec<_> = good
        .into_iter()
        .filter_map(|(area, year, pupils)| places.id(&area).map(|id| (id, year, pupils)))
        .collect();
    store.import_denominators(&rows, by, now).await?;
    Ok(DenominatorImport {
        preview,
        written: true,
    })
}
