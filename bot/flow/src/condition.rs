//! Conditions: comparisons of remembered fields, no code. `role = child and not paused`, `streak(checkin.mood, low or bad) >= 2`.

use std::cmp::Ordering;

use chrono::{DateTime, Datelike, NaiveDate};
use tsunagi_model::{Memory, Timestamp};

use crate::calendar::Calendar;
use crate::table::{Row, fits_cell};

/// A compiled condition.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Condition {
    Or(Vec<Self>),
    And(Vec<Self>),
    Not(Box<Self>),
    Compare(Operand, Comparison, Operand),
    In(Operand, Vec<Operand>),
    Set(Operand),
    /// The contact is resting: `contact.paused_until` lies ahead.
    Paused,
    /// The row's opening hours include now.
    OpenNow,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Unequal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Operand {
    Literal(String),
    Number(f64),
    Field(String),
    /// A column of the table whose rows are being chosen.
    Column(String),
    DaysSince(String),
    Age,
    Today,
    Last(String),
    Streak(History),
    Count(History),
    Drop(Drop),
}

/// How far the newest answer lies below the person's own usual.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Drop {
    pub field: String,
    /// The answers from the worst to the best.
    pub order: Vec<String>,
}

/// Past values that are counted: of a field, or of the log of the conversation's flow.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct History {
    /// `None` means the log.
    pub field: Option<String>,
    /// Any value if empty.
    pub values: Vec<String>,
}

/// What a condition is held against.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub memory: &'a Memory,
    pub now: Timestamp,
    pub calendar: &'a Calendar,
    /// The flow whose log `streak(no answer)` means.
    pub flow: &'a str,
    pub row: Option<&'a Row>,
}

impl<'a> Scope<'a> {
    pub fn with_row(self, row: &'a Row) -> Self {
        Self {
            row: Some(row),
            ..self
        }
    }

    fn field(&self, name: &str) -> Option<&'a str> {
        self.memory.get(name).filter(|value| !value.is_empty())
    }

    fn past(&self, history: &History) -> &'a [(Timestamp, String)] {
        let past = match &history.field {
            Some(field) => self.memory.history.get(field),
            None => self.memory.history.get(&log_field(self.flow)),
        };
        past.map_or(&[], Vec::as_slice)
    }
}

/// Where a flow's log is remembered.
pub(crate) fn log_field(flow: &str) -> String {
    format!("log.{flow}")
}

/// Whether the contact asked for quiet that has not ended.
pub(crate) fn is_paused(memory: &Memory, now: Timestamp) -> bool {
    match memory.get("contact.paused_until") {
        None | Some("") => false,
        Some("forever") => true,
        Some(until) => instant(until).is_some_and(|until| until > now),
    }
}

/// The words that `today` is compared with, besides weekdays and dates.
pub(crate) const TODAY: [&str; 6] = [
    "holiday",
    "schoolday",
    "workday",
    "risk_week",
    "school_break",
    "term",
];

/// Reads an instant as memory keeps it.
pub(crate) fn instant(text: &str) -> Option<Timestamp> {
    DateTime::parse_from_rfc3339(text).ok().map(Timestamp::from)
}

impl Condition {
    /// Whether it is true now.
    pub fn holds(&self, scope: &Scope) -> bool {
        match self {
            Self::Or(parts) => parts.iter().any(|part| part.holds(scope)),
            Self::And(parts) => parts.iter().all(|part| part.holds(scope)),
            Self::Not(part) => !part.holds(scope),
            Self::Compare(left, comparison, right) => comparison.holds(left, right, scope),
            Self::In(left, list) => list
                .iter()
                .any(|right| Comparison::Equal.holds(left, right, scope)),
            Self::Set(operand) => operand.value(scope).is_some(),
            Self::Paused => is_paused(scope.memory, scope.now),
            Self::OpenNow => scope
                .row
                .is_some_and(|row| scope.calendar.row_open(row, scope.now)),
        }
    }

    /// Calls `visit` with every operand, for the checks.
    pub fn visit(&self, visit: &mut dyn FnMut(&Operand)) {
        match self {
            Self::Or(parts) | Self::And(parts) => parts.iter().for_each(|part| part.visit(visit)),
            Self::Not(part) => part.visit(visit),
            Self::Compare(left, _, right) => {
                visit(left);
                visit(right);
            }
            Self::In(left, list) => {
                visit(left);
                list.iter().for_each(visit);
            }
            Self::Set(operand) => visit(operand),
            Self::Paused => visit(&Operand::Field("contact.paused_until".to_owned())),
            Self::OpenNow => {}
        }
    }
}

impl Comparison {
    /// A comparison with something that is not known is false, except that it is unequal to everything.
    fn holds(self, left: &Operand, right: &Operand, scope: &Scope) -> bool {
        if let Operand::Today = left {
            return self.holds_today(right, scope);
        }
        let (Some(a), Some(b)) = (left.value(scope), right.value(scope)) else {
            return self == Self::Unequal;
        };
        let order = match (a.number(), b.number()) {
            (Some(a), Some(b)) => a.partial_cmp(&b),
            _ => match (a.text(), b.text()) {
                (Some(a), Some(b)) if matches!(left, Operand::Column(_)) => {
                    Some(if fits_cell(a, b) {
                        Ordering::Equal
                    } else {
                        a.cmp(b)
                    })
                }
                (Some(a), Some(b)) => Some(a.cmp(b)),
                _ => None,
            },
        };
        order.map_or(self == Self::Unequal, |order| self.accepts(order))
    }

    /// `today = sun`, `today = holiday`, `today >= 2027-04-01`.
    fn holds_today(self, right: &Operand, scope: &Scope) -> bool {
        let today = scope.calendar.local(scope.now).date();
        let Some(Found::Text(word)) = right.value(scope) else {
            return self == Self::Unequal;
        };
        if let Ok(date) = NaiveDate::parse_from_str(word, "%Y-%m-%d") {
            return self.accepts(today.cmp(&date));
        }
        let is = match word {
            "holiday" => scope.calendar.is_holiday(today),
            "schoolday" => scope.calendar.is_school_day(today),
            "workday" => scope.calendar.is_workday(today),
            "risk_week" => scope.calendar.is_risk_day(today),
            "school_break" => scope.calendar.is_break(today),
            "term" => scope.calendar.is_term(today),
            day => day.parse() == Ok(today.weekday()),
        };
        if self == Self::Equal {
            is
        } else {
            self == Self::Unequal && !is
        }
    }

    fn accepts(self, order: Ordering) -> bool {
        match self {
            Self::Equal => order == Ordering::Equal,
            Self::Unequal => order != Ordering::Equal,
            Self::Less => order == Ordering::Less,
            Self::LessOrEqual => order != Ordering::Greater,
            Self::Greater => order == Ordering::Greater,
            Self::GreaterOrEqual => order != Ordering::Less,
        }
    }
}

/// What an operand stands for now.
enum Found<'a> {
    Text(&'a str),
    Number(f64),
}

impl<'a> Found<'a> {
    fn number(&self) -> Option<f64> {
        match self {
            Self::Number(number) => Some(*number),
            Self::Text(text) => text.parse().ok().filter(|number: &f64| number.is_finite()),
        }
    }

    fn text(&self) -> Option<&'a str> {
        match self {
            Self::Text(text) => Some(text),
            Self::Number(_) => None,
        }
    }
}

impl Operand {
    /// The remembered field that it looks at.
    pub fn field(&self) -> Option<&str> {
        match self {
            Self::Field(field) | Self::DaysSince(field) | Self::Last(field) => Some(field),
            Self::Streak(history) | Self::Count(history) => history.field.as_deref(),
            Self::Drop(drop) => Some(&drop.field),
            Self::Age => Some("contact.age"),
            Self::Literal(_) | Self::Number(_) | Self::Column(_) | Self::Today => None,
        }
    }

    fn value<'a>(&'a self, scope: &Scope<'a>) -> Option<Found<'a>> {
        Some(match self {
            Self::Literal(text) => Found::Text(text),
            Self::Number(number) => Found::Number(*number),
            Self::Field(field) if field == "contact.role" => {
                Found::Text(scope.memory.role().as_str())
            }
            Self::Field(field) => Found::Text(scope.field(field)?),
            Self::Column(column) => Found::Text(scope.row?.get(column)?),
            Self::DaysSince(field) => Found::Number(days_since(field, scope)?),
            Self::Age => Found::Text(scope.field("contact.age")?),
            Self::Today => return None,
            Self::Last(field) => Found::Text(&scope.memory.history.get(field)?.last()?.1),
            Self::Streak(history) => {
                let past = scope.past(history).iter().rev();
                Found::Number(past.take_while(|(_, value)| history.fits(value)).count() as f64)
            }
            Self::Count(history) => Found::Number(
                scope
                    .past(history)
                    .iter()
                    .filter(|(_, value)| history.fits(value))
                    .count() as f64,
            ),
            Self::Drop(drop) => Found::Number(drop.size(scope)?),
        })
    }
}

/// How many earlier answers make the usual.
const USUAL: usize = 4;

impl Drop {
    /// Ranks between the median of up to four earlier answers and the newest; unknown with fewer than two, or when the
    /// newest has no rank ("skip").
    fn size(&self, scope: &Scope) -> Option<f64> {
        let rank =
            |value: &String| Some(self.order.iter().position(|known| known == value)? as f64);
        let past = scope.memory.history.get(&self.field)?;
        let ((_, newest), earlier) = past.split_last()?;
        let newest = rank(newest)?;
        let mut usual: Vec<f64> = earlier
            .iter()
            .rev()
            .filter_map(|(_, value)| rank(value))
            .take(USUAL)
            .collect();
        usual.sort_by(f64::total_cmp);
        let median = match usual.len() {
            0 | 1 => return None,
            odd if odd % 2 == 1 => usual[odd / 2],
            even => f64::midpoint(usual[even / 2 - 1], usual[even / 2]),
        };
        Some(median - newest)
    }
}

impl History {
    fn fits(&self, value: &str) -> bool {
        self.values.is_empty() || self.values.iter().any(|wanted| wanted == value)
    }
}

/// Whole days since the instant a field holds, or since it was last saved.
fn days_since(field: &str, scope: &Scope) -> Option<f64> {
    let held = scope.field(field).and_then(instant);
    let saved = || {
        scope
            .memory
            .history
            .get(field)
            .and_then(|past| past.last())
            .map(|(at, _)| *at)
    };
    let then = scope.calendar.local(held.or_else(saved)?).date();
    Some(
        scope
            .calendar
            .local(scope.now)
            .date()
            .signed_duration_since(then)
            .num_days() as f64,
    )
}
