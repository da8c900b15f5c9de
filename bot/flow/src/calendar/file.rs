//! Calendars as coordinators keep them: `calendar/default.csv`, and a file for each area that differs.

use std::collections::{BTreeSet, HashMap};
use std::str::FromStr;

use chrono::NaiveDate;
use chrono_tz::Tz;
use tsunagi_model::Role;

use super::{Calendar, Days, Window, WindowDays, cell, minute, weekdays};
use crate::problem::{MOST, Place, Problem, Source, finish};
use crate::table::{self, Row};

/// The calendar that areas without a file of their own have.
const DEFAULT: &str = "default";
/// The columns that every calendar has.
const COLUMNS: [&str; 8] = [
    "kind", "from", "until", "days", "opens", "closes", "who", "name",
];
/// The longest row of days: a break or a closure of more than two years is a mistake.
const LONGEST: i64 = 732;

/// The default calendar and those of areas.
#[derive(Debug, Clone)]
pub(crate) struct Calendars {
    default: Calendar,
    areas: HashMap<String, Calendar>,
}

impl Calendars {
    /// Calendars with the default hours and without holidays.
    pub fn new(zone: Tz) -> Self {
        Self {
            default: Calendar::new(zone),
            areas: HashMap::new(),
        }
    }

    /// Reads all files; a row that does not fit is a problem and is left out.
    pub fn load(zone: Tz, sources: &[Source]) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let files: Vec<(&str, Vec<Entry>)> = sources
            .iter()
            .map(|source| (source.stem(), entries(source, &mut problems)))
            .collect();
        let default = files
            .iter()
            .find(|(name, _)| *name == DEFAULT)
            .map_or(&[][..], |(_, entries)| entries);
        let areas = files.iter().filter(|(name, _)| *name != DEFAULT);
        let calendars = Self {
            default: build(zone, default.iter()),
            areas: areas
                .map(|(name, own)| {
                    // An area's rows of a kind stand instead of the default's.
                    let kept = default
                        .iter()
                        .filter(|entry| !own.iter().any(|own| own.kind() == entry.kind()));
                    ((*name).to_owned(), build(zone, kept.chain(own)))
                })
                .collect(),
        };
        (calendars, problems)
    }

    /// The calendar of an area, by its slug.
    pub fn of(&self, area: &str) -> &Calendar {
        self.areas.get(area).unwrap_or(&self.default)
    }
}

/// A row that makes sense.
#[derive(Debug, Clone, PartialEq)]
enum Entry {
    Holiday(Days),
    Closed(Days),
    Term(Days),
    Break(Days),
    Risk(Days),
    Office(Vec<chrono::Weekday>, u32, u32),
    Send(Window),
}

impl Entry {
    fn kind(&self) -> std::mem::Discriminant<Self> {
        std::mem::discriminant(self)
    }
}

fn build<'e>(zone: Tz, entries: impl Iterator<Item = &'e Entry>) -> Calendar {
    let mut calendar = Calendar::new(zone);
    let (mut office, mut send) = ([None; 7], Vec::new());
    let (mut has_office, mut has_send) = (false, false);
    let each = |days: &Days| {
        days.start()
            .iter_days()
            .take_while({
                let last = *days.end();
                move |day| *day <= last
            })
            .collect::<BTreeSet<NaiveDate>>()
    };
    for entry in entries {
        match entry {
            Entry::Holiday(days) => calendar.holidays.extend(each(days)),
            Entry::Closed(days) => calendar.closed.extend(each(days)),
            Entry::Term(days) => calendar.terms.push(days.clone()),
            Entry::Break(days) => calendar.breaks.push(days.clone()),
            Entry::Risk(days) => calendar.risk.push(days.clone()),
            Entry::Office(days, opens, closes) => {
                has_office = true;
                for day in days {
                    office[day.num_days_from_monday() as usize] = Some((*opens, *closes));
                }
            }
            Entry::Send(window) => {
                has_send = true;
                send.push(window.clone());
            }
        }
    }
    // Without a row of their kind the hours are the usual ones; with one, what is not named is closed.
    if has_office {
        calendar.office = office;
    }
    if has_send {
        calendar.send = send;
    }
    calendar
}

fn entries(source: &Source, problems: &mut Vec<Problem>) -> Vec<Entry> {
    let (columns, rows) = table::read(source, problems);
    let missing: Vec<&str> = COLUMNS
        .into_iter()
        .filter(|column| !columns.iter().any(|known| known == column))
        .collect();
    let mut found = Vec::new();
    if !missing.is_empty() {
        found.push(Problem::bare(
            "E01",
            source,
            Place { line: 1, column: 1 },
            format!("the calendar has no column `{}`", missing.join("`, `")),
        ));
    }
    let mut entries = Vec::new();
    for (place, row) in rows {
        match entry(&row) {
            Ok(entry) => entries.push(entry),
            Err(message) if found.len() <= MOST => {
                found.push(Problem::bare("E02", source, place, message));
            }
            Err(_) => {}
        }
    }
    finish(&mut found, source);
    problems.append(&mut found);
    entries
}

fn entry(row: &Row) -> Result<Entry, String> {
    Ok(match cell(row, "kind").unwrap_or("") {
        "holiday" => Entry::Holiday(days(row)?),
        "closed" => Entry::Closed(days(row)?),
        "term" => Entry::Term(days(row)?),
        "break" => Entry::Break(days(row)?),
        "risk" => Entry::Risk(days(row)?),
        "office" => {
            let (opens, closes) = hours(row)?;
            Entry::Office(named_weekdays(row)?, opens, closes)
        }
        "send" => {
            let (opens, closes) = hours(row)?;
            Entry::Send(Window {
                days: match cell(row, "days") {
                    Some("school") => WindowDays::School,
                    Some("free") => WindowDays::Free,
                    _ => WindowDays::Weekdays(named_weekdays(row)?),
                },
                opens,
                closes,
                who: who(row)?,
            })
        }
        other => {
            return Err(format!(
                "`{other}` is not a kind; there are holiday, closed, term, break, office, send, risk"
            ));
        }
    })
}

fn days(row: &Row) -> Result<Days, String> {
    let date = |column: &str| {
        let text = cell(row, column)?;
        Some(
            NaiveDate::from_str(text)
                .map_err(|_| format!("`{text}` is not a date; write `2027-04-08`")),
        )
    };
    let first = date("from").ok_or("`from` holds the first day, like `2027-04-08`")??;
    let last = date("until").unwrap_or(Ok(first))?;
    let length = last.signed_duration_since(first).num_days();
    if !(0..LONGEST).contains(&length) {
        return Err("`until` lies before `from`, or more than two years after it".to_owned());
    }
    Ok(first..=last)
}

fn hours(row: &Row) -> Result<(u32, u32), String> {
    let hour = |column: &str| cell(row, column).and_then(minute);
    match (hour("opens"), hour("closes")) {
        (Some(opens), Some(closes)) if opens < closes => Ok((opens, closes)),
        _ => Err("`opens` and `closes` are times of one day, like `09:00` and `17:00`".to_owned()),
    }
}

fn named_weekdays(row: &Row) -> Result<Vec<chrono::Weekday>, String> {
    let text = cell(row, "days").unwrap_or("");
    let days = weekdays(text);
    if days.is_empty() {
        return Err(format!(
            "`{text}` names no days; write `mon-fri`, `sat;sun` or `daily` (for `send` also `school` or `free`)"
        ));
    }
    Ok(days)
}

fn who(row: &Row) -> Result<Vec<Role>, String> {
    let text = cell(row, "who").unwrap_or("*");
    if text == "*" {
        return Ok(Vec::new());
    }
    text.split(';')
        .map(|one| {
            one.trim().parse().map_err(|_| {
                format!(
                    "`{one}` is nobody; `who` is child, parent, teacher, someone, unknown, or `*`"
                )
            })
        })
        .collect()
}
