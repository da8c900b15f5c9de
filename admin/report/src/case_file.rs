//! `import cases`: a year of a city's own ledger, one row per child.

use std::collections::HashMap;

use tsunagi_model::{Actor, EncounterResult, Method, StaffId, Timestamp};
use tsunagi_store::{
    Assessment, CaseOutcome, CaseState, Destination, Imported, ImportedCase, LinkState, Store,
};

use crate::areas::Places;
use crate::case_column::{ASSESSMENTS, DESTINATIONS, HEADINGS, OUTCOMES, STATES, SUMS, SUPPORTS};
use crate::cell::{MOST, count, names, word};
use crate::preview::{Mode, Preview, Progress, RowProblem, Why};
use crate::sheet::{Line, Sheet, plain};
use crate::{Error, FiscalYear};

/// Rows of one commit.
const BATCH: usize = 1_000;

/// What an import of cases did or would do.
#[derive(Debug, Clone)]
pub struct CaseImport {
    /// Every row that stays out, and why.
    pub preview: Preview,
    /// What was written; none when nothing was.
    pub done: Option<Imported>,
}

/// Brings a city's ledger in. Nothing is written in [`Mode::DryRun`], nor in [`Mode::AllOrNothing`] when a row is bad.
///
/// Good rows go in 1,000 per commit ([`Mode::AllOrNothing`]: all in one), so a failure half-way leaves whole rows behind and the
/// same import can simply be repeated: it changes only what the file says differently.
///
/// # Errors
/// When the file is no table, or the store fails.
pub async fn import_cases(
    store: &Store,
    bytes: &[u8],
    mode: Mode,
    by: Option<StaffId>,
    now: Timestamp,
    progress: Progress<'_>,
) -> Result<CaseImport, Error> {
    let sheet = Sheet::read(bytes, HEADINGS)?;
    let mut places = Places::load(store).await?;
    let mut preview = Preview {
        unknown_columns: sheet.unknown.clone(),
        ..Preview::default()
    };
    let mut drafts = Vec::new();
    let mut seen: HashMap<(String, i64, String), u64> = HashMap::new();
    for line in sheet.lines() {
        preview.rows += 1;
        let mut found = Found::default();
        let draft = read(&line, &mut places, &mut found);
        let key = (places.key(&draft.area), draft.year.0, draft.number.clone());
        if found.problems.is_empty() {
            match seen.get(&key) {
                Some(first) => found.problem(&line, "case", Why::Twice { first: *first }),
                None => _ = seen.insert(key, line.number),
            }
        }
        if found.problems.is_empty() {
            preview.good += 1;
            preview.remarks.extend(found.remarks);
            drafts.push(draft);
        }
        found.problems.sort_by_key(|problem| {
            HEADINGS
                .iter()
                .position(|heading| heading.key == problem.column)
        });
        preview.problems.extend(found.problems);
    }
    places.keep(drafts.iter().map(|draft| draft.area.as_str()));
    preview.new_areas.clone_from(&places.new);
    let refused =
        mode == Mode::DryRun || (mode == Mode::AllOrNothing && !preview.problems.is_empty());
    if refused {
        return Ok(CaseImport {
            preview,
            done: None,
        });
    }
    places.make(store, now).await?;
    let cases: Vec<ImportedCase> = drafts
        .into_iter()
        .filter_map(|draft| draft.finish(&places, now))
        .collect();
    let mut done = Imported::default();
    let batch = if mode == Mode::AllOrNothing {
        cases.len().max(1)
    } else {
        BATCH
    };
    for (place, batch_cases) in cases.chunks(batch).enumerate() {
        done += store.import_cases(batch_cases, by, now).await?;
        progress(
            (place * batch + batch_cases.len()).min(cases.len()),
            cases.len(),
        );
    }
    Ok(CaseImport {
        preview,
        done: Some(done),
    })
}

/// What is wrong with one row, and what should be looked at.
#[derive(Default)]
struct Found {
    problems: Vec<RowProblem>,
    remarks: Vec<RowProblem>,
}

impl Found {
    fn problem(&mut self, line: &Line<'_>, column: &'static str, why: Why) {
        self.problems
            .push(RowProblem::new(line.number, column, line.cell(column), why));
    }

    fn remark(&mut self, line: &Line<'_>, column: &'static str, why: Why) {
        self.remarks
            .push(RowProblem::new(line.number, column, line.cell(column), why));
    }
}

/// A row that was read, before its area has an id.
struct Draft {
    area: String,
    year: FiscalYear,
    number: String,
    school: Option<String>,
    grade: Option<String>,
    found_via: Option<String>,
    assessment: Option<Assessment>,
    outcome: Option<CaseOutcome>,
    states: Vec<(Actor, CaseState)>,
    contacts: Vec<(Method, EncounterResult, u32)>,
    links: Vec<(Destination, LinkState)>,
}

fn read(line: &Line<'_>, places: &mut Places, found: &mut Found) -> Draft {
    let number = line.cell("case");
    if number.is_empty() {
        found.problem(line, "case", Why::Empty);
    } else if SUMS.contains(&plain(number).as_str()) {
        found.problem(line, "case", Why::Sum);
    }
    let year = FiscalYear::read(line.cell("fiscal_year")).unwrap_or_else(|| {
        let why = if line.cell("fiscal_year").is_empty() {
            Why::Empty
        } else {
            Why::NotAYear
        };
        found.problem(line, "fiscal_year", why);
        FiscalYear(0)
    });
    // A row that stays out must not ask for a new area.
    if found.problems.is_empty()
        && let Err(why) = places.check(line.cell("area"))
    {
        found.problem(line, "area", why);
    }
    let assessment = choose(line, "assessment", ASSESSMENTS, found);
    let school_state = choose(line, "school_state", STATES, found);
    let ward_state = choose(line, "ward_state", STATES, found);
    if assessment.is_none() {
        found.remark(line, "assessment", Why::NotAssessed);
    }
    for (column, state) in [("school_state", school_state), ("ward_state", ward_state)] {
        if state.is_none() && assessment == Some(Assessment::Needed) {
            found.remark(line, column, Why::NoState);
        }
    }
    Draft {
        area: line.cell("area").to_owned(),
        year,
        number: number.to_owned(),
        school: optional(line.cell("school")),
        grade: optional(line.cell("grade")),
        found_via: optional(line.cell("found_via")).map(|via| {
            if via.contains("スクリーニング") {
                "screening".to_owned()
            } else {
                via.to_lowercase()
            }
        }),
        assessment,
        outcome: choose(line, "outcome", OUTCOMES, found).flatten(),
        states: [(Actor::School, school_state), (Actor::Ward, ward_state)]
            .into_iter()
            .filter_map(|(actor, state)| state.map(|state| (actor, state)))
            .collect(),
        contacts: contacts(line, ward_state == Some(CaseState::Reached), found),
        links: links(line, found),
    }
}

fn optional(cell: &str) -> Option<String> {
    (!cell.is_empty()).then(|| cell.to_owned())
}

fn choose<T: Copy>(
    line: &Line<'_>,
    column: &'static str,
    list: &[(T, &[&str])],
    found: &mut Found,
) -> Option<T> {
    let cell = line.cell(column);
    if cell.is_empty() {
        return None;
    }
    let word = word(cell, list);
    if word.is_none() {
        found.problem(
            line,
            column,
            Why::NotAWord {
                expected: names(list),
            },
        );
    }
    word
}

/// Each count becomes that many ledger rows. The ledger of a city does not say which contact it was that reached the family, so
/// where the ward reached it, one row says so: the one most likely to have done it.
fn contacts(
    line: &Line<'_>,
    reached: bool,
    found: &mut Found,
) -> Vec<(Method, EncounterResult, u32)> {
    let mut number = |column: &'static str| {
        let count = count(line.cell(column), MOST).and_then(|count| u32::try_from(count).ok());
        count.unwrap_or_else(|| {
            found.problem(line, column, Why::NotACount { most: MOST });
            0
        })
    };
    let refused = number("refused");
    let counts = [
        (
            Method::HomeVisit,
            EncounterResult::Absent,
            number("home_visit"),
        ),
        (Method::Phone, EncounterResult::NoAnswer, number("phone")),
        (Method::Other, EncounterResult::NoAnswer, number("other")),
        (
            Method::Letter,
            EncounterResult::LeftMessage,
            number("letter_mail"),
        ),
    ];
    let mut met = !reached;
    let mut contacts = vec![(Method::Other, EncounterResult::Refused, refused)];
    for (method, result, count) in counts {
        let first = u32::from(!met && count > 0);
        met |= first > 0;
        contacts.extend([
            (method, EncounterResult::Reached, first),
            (method, result, count - first),
        ]);
    }
    contacts.retain(|(.., count)| *count > 0);
    contacts
}

fn links(line: &Line<'_>, found: &mut Found) -> Vec<(Destination, LinkState)> {
    let state = choose(line, "support", SUPPORTS, found).flatten();
    let mut destinations = Vec::new();
    for cell in line
        .cell("destinations")
        .split([';', '、', ',', '/'])
        .map(str::trim)
        .filter(|cell| !cell.is_empty())
    {
        match word(cell, DESTINATIONS) {
            Some(destination) => destinations.push(destination),
            None => found.problems.push(RowProblem::new(
                line.number,
                "destinations",
                cell,
                Why::NotAWord {
                    expected: names(DESTINATIONS),
                },
            )),
        }
    }
    let Some(state) = state else {
        return Vec::new();
    };
    if destinations.is_empty() {
        found.remark(line, "destinations", Why::NoDestination);
        destinations.push(Destination::Other);
    }
    destinations
        .into_iter()
        .map(|destination| (destination, state))
        .collect()
}

impl Draft {
    fn finish(self, places: &Places, now: Timestamp) -> Option<ImportedCase> {
        let (begins_at, last) = (self.year.from(), Timestamp(self.year.to().0 - 1));
        Some(ImportedCase {
            area: places.id(&self.area)?,
            fiscal_year: self.year.0,
            number: self.number,
            school: self.school,
            grade: self.grade,
            found_via: self.found_via,
            assessment: self.assessment,
            outcome: self.outcome,
            states: self.states,
            contacts: self.contacts,
            links: self.links,
            begins_at,
            // The ledger of a year that is over speaks of its end, one of the present year of today.
            states_at: now.clamp(begins_at, last),
        })
    }
}
