//! The calendar of an area: zone, hours in which we may write, office hours, holidays, school days and risk weeks. Pure, and
//! total for every instant.

mod file;

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use chrono::{
    DateTime, Datelike, Days as Ahead, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta,
    TimeZone, Timelike, Weekday,
};
use chrono_tz::Tz;
use tsunagi_model::{Role, Span, Timestamp};

use crate::definition::Length;
use crate::table::Row;

pub(crate) use file::Calendars;

/// Minutes in a day.
const DAY: u32 = 24 * 60;
/// How far ahead an opening is looked for, in days.
const HORIZON: u64 = 60;
/// The instants the calendar can write down: the years 1900 to 2200; others are moved to the nearest.
const FIRST: i64 = -2_208_988_800_000_000;
const LAST: i64 = 7_258_118_400_000_000;

/// Zone, hours in which we may write, office hours and days of one area.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: Tz,
    /// When people may be written to unasked; whoever fits none of them: daily 8:00–20:00.
    send: Vec<Window>,
    /// Opening and closing minute by weekday from Monday.
    office: [Option<(u32, u32)>; 7],
    holidays: BTreeSet<NaiveDate>,
    closed: BTreeSet<NaiveDate>,
    terms: Vec<Days>,
    breaks: Vec<Days>,
    risk: Vec<Days>,
}

/// The first and the last of some days.
pub(crate) type Days = RangeInclusive<NaiveDate>;

/// Hours of some days in which some people may be written to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Window {
    pub days: WindowDays,
    pub opens: u32,
    pub closes: u32,
    /// Everybody if empty.
    pub who: Vec<Role>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum WindowDays {
    School,
    Free,
    Weekdays(Vec<Weekday>),
}

impl Calendar {
    /// The default hours in a zone: children 15:30–20:00 on school days and 11:00–20:00 on others, everybody else 8:00–20:00;
    /// office Monday to Friday 9–17.
    pub fn new(zone: Tz) -> Self {
        let weekday = Some((9 * 60, 17 * 60));
        let child = |days, opens| Window {
            days,
            opens,
            closes: 20 * 60,
            who: vec![Role::Child],
        };
        Self {
            zone,
            send: vec![
                child(WindowDays::School, 15 * 60 + 30),
                child(WindowDays::Free, 11 * 60),
            ],
            office: [weekday, weekday, weekday, weekday, weekday, None, None],
            holidays: BTreeSet::new(),
            closed: BTreeSet::new(),
            terms: Vec::new(),
            breaks: Vec::new(),
            risk: Vec::new(),
        }
    }

    /// The programme's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// What the clock on the wall shows.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        self.wall(at).naive_local()
    }

    /// The same with its zone.
    pub(crate) fn wall(&self, at: Timestamp) -> DateTime<Tz> {
        Timestamp(at.0.clamp(FIRST, LAST))
            .utc()
            .with_timezone(&self.zone)
    }

    /// The instant at which the clock on the wall shows this; where clocks are put forward, the next time that exists.
    pub fn instant(&self, date: NaiveDate, minute: u32) -> Timestamp {
        let midnight = date.and_time(NaiveTime::MIN);
        for shift in [0, 30, 60, 90, 120, 180] {
            let local = TimeDelta::try_minutes(i64::from(minute) + shift)
                .and_then(|delta| midnight.checked_add_signed(delta));
            if let Some(at) =
                local.and_then(|local| self.zone.from_local_datetime(&local).earliest())
            {
                return at.into();
            }
        }
        Timestamp::from(midnight.and_utc())
    }

    /// Whether this is a public holiday.
    pub fn is_holiday(&self, day: NaiveDate) -> bool {
        self.holidays.contains(&day)
    }

    /// Whether the office works on this day.
    pub fn is_workday(&self, day: NaiveDate) -> bool {
        self.office_hours(day).is_some()
    }

    /// Whether children are at school on this day.
    pub fn is_school_day(&self, day: NaiveDate) -> bool {
        let weekend = matches!(day.weekday(), Weekday::Sat | Weekday::Sun);
        !weekend && !self.is_holiday(day) && !self.is_break(day)
    }

    /// Whether this is a day of the school holidays.
    pub fn is_break(&self, day: NaiveDate) -> bool {
        self.breaks.iter().any(|days| days.contains(&day))
    }

    /// Whether this is a day of a school term; where no terms are known, every day outside the school holidays.
    pub fn is_term(&self, day: NaiveDate) -> bool {
        if self.terms.is_empty() {
            return !self.is_break(day);
        }
        self.terms.iter().any(|days| days.contains(&day))
    }

    /// Whether children are in more danger than usual: two weeks before the first day of a term until ten days after it, and
    /// the weeks that the calendar names.
    pub fn is_risk_day(&self, day: NaiveDate) -> bool {
        let around = |days: &Days| {
            let since = day.signed_duration_since(*days.start()).num_days();
            (-14..=10).contains(&since)
        };
        self.terms.iter().any(around) || self.risk.iter().any(|days| days.contains(&day))
    }

    fn office_hours(&self, day: NaiveDate) -> Option<(u32, u32)> {
        if self.is_holiday(day) || self.closed.contains(&day) {
            return None;
        }
        self.office[day.weekday().num_days_from_monday() as usize]
    }

    /// Whether the office is open.
    pub fn open_at(&self, at: Timestamp) -> bool {
        let local = self.local(at);
        self.office_hours(local.date())
            .is_some_and(|(opens, closes)| (opens..closes).contains(&minute_of(local)))
    }

    /// When the office is open next: now if it is open, `None` if not within 60 days.
    pub fn next_open(&self, at: Timestamp) -> Option<Timestamp> {
        if self.open_at(at) {
            return Some(at);
        }
        let today = self.local(at).date();
        (0..HORIZON)
            .filter_map(|ahead| today.checked_add_days(Ahead::new(ahead)))
            .find_map(|day| {
                let (opens, _) = self.office_hours(day)?;
                Some(self.instant(day, opens)).filter(|opening| *opening > at)
            })
    }

    /// The first instant from `at` on at which someone in this role may be written to unasked.
    pub fn shift(&self, at: Timestamp, role: Role) -> Timestamp {
        let local = self.local(at);
        let (today, now) = (local.date(), minute_of(local));
        for ahead in 0..HORIZON {
            let Some(day) = today.checked_add_days(Ahead::new(ahead)) else {
                break;
            };
            let from = if ahead == 0 { now } else { 0 };
            if let Some(minute) = self.may_write(day, from, role) {
                // Within the same minute the instant itself stays.
                let same = ahead == 0 && minute == now;
                return if same {
                    at
                } else {
                    self.instant(day, minute).max(at)
                };
            }
        }
        at
    }

    /// The first minute of a day, from one on, at which someone in this role may be written to.
    fn may_write(&self, day: NaiveDate, from: u32, role: Role) -> Option<u32> {
        let first = |opens: u32, closes: u32| Some(from.max(opens)).filter(|at| *at < closes);
        let for_role = |window: &&Window| window.who.contains(&role);
        let for_all = |window: &&Window| window.who.is_empty();
        // Windows for the role itself replace those for everybody.
        let mine: Vec<&Window> = if self.send.iter().any(|window| for_role(&window)) {
            self.send.iter().filter(for_role).collect()
        } else {
            self.send.iter().filter(for_all).collect()
        };
        if mine.is_empty() {
            return first(8 * 60, 20 * 60);
        }
        let school = self.is_school_day(day);
        mine.into_iter()
            .filter(|window| match &window.days {
                WindowDays::School => school,
                WindowDays::Free => !school,
                WindowDays::Weekdays(days) => days.contains(&day.weekday()),
            })
            .filter_map(|window| first(window.opens, window.closes))
            .min()
    }

    /// Whether someone in this role is left in peace now.
    pub fn is_quiet(&self, at: Timestamp, role: Role) -> bool {
        self.shift(at, role) > at
    }

    /// The instant a length of time after another; `None` for "forever".
    pub(crate) fn after(&self, at: Timestamp, length: Length) -> Option<Timestamp> {
        match length {
            Length::Span(span) => Some(at.plus(span)),
            Length::Months(months) => {
                let local = self.local(at);
                let day = local.date().checked_add_months(Months::new(months))?;
                Some(self.instant(day, minute_of(local)))
            }
            Length::Workdays(count) => {
                let local = self.local(at);
                let later = local
                    .date()
                    .iter_days()
                    .skip(1)
                    .take(400)
                    .filter(|day| self.is_workday(*day));
                let day = later.take(count as usize).last()?;
                Some(self.instant(day, minute_of(local)))
            }
            Length::Forever => None,
        }
    }

    /// The first instant of the month after an instant's.
    pub(crate) fn next_month(&self, at: Timestamp) -> Timestamp {
        let today = self.local(at).date();
        let first = today.with_day(1).unwrap_or(today);
        let next = first.checked_add_months(Months::new(1)).unwrap_or(first);
        self.instant(next, 0)
    }

    /// Reads an instant as memory keeps it; a date alone is its midnight.
    pub(crate) fn read(&self, text: &str) -> Option<Timestamp> {
        let date = |text: &str| Some(self.instant(text.trim().parse().ok()?, 0));
        crate::condition::instant(text).or_else(|| date(text))
    }

    /// The day of an instant moved by days, at a time of day or at its own.
    pub(crate) fn day_at(&self, at: Timestamp, days: i64, time: Option<NaiveTime>) -> Timestamp {
        let local = self.local(at);
        let day = TimeDelta::try_days(days)
            .and_then(|delta| local.date().checked_add_signed(delta))
            .unwrap_or(local.date());
        self.instant(
            day,
            time.map_or(minute_of(local), |time| time.hour() * 60 + time.minute()),
        )
    }

    /// [`Self::after`] as a span; a length without end, or past the calendar's end, is a year.
    pub(crate) fn span(&self, at: Timestamp, length: Length) -> Span {
        self.after(at, length)
            .map_or(Span::days(366), |then| then.since(at))
    }

    /// Whether the opening hours in a row (`days`, `opens`, `closes`, `closed`) include now; an empty cell means "always".
    pub(crate) fn row_open(&self, row: &Row, at: Timestamp) -> bool {
        let local = self.local(at);
        let (day, now) = (local.date(), minute_of(local));
        let on = cell(row, "days").is_none_or(|days| weekdays(days).contains(&day.weekday()));
        let opens = cell(row, "opens").and_then(minute).unwrap_or(0);
        let closes = cell(row, "closes").and_then(minute).unwrap_or(DAY);
        let closed = cell(row, "closed").is_some_and(|closed| {
            closed.split([';', ' ']).any(|part| match part {
                "holidays" => self.is_holiday(day),
                range => in_range(range, day),
            })
        });
        on && (opens..closes).contains(&now) && !closed
    }
}

/// A cell that says something.
pub(crate) fn cell<'r>(row: &'r Row, column: &str) -> Option<&'r str> {
    row.get(column)
        .map(|text| text.trim())
        .filter(|text| !text.is_empty())
}

fn minute_of(local: NaiveDateTime) -> u32 {
    local.hour() * 60 + local.minute()
}

/// `18:00` as the minute of the day; `24:00` is the day's end.
pub(crate) fn minute(text: &str) -> Option<u32> {
    let (hours, minutes) = text.trim().split_once(':')?;
    let (hours, minutes): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    let minute = hours.checked_mul(60)?.checked_add(minutes)?;
    (minutes < 60 && minute <= DAY).then_some(minute)
}

/// `mon-fri`, `sat;sun`, `daily` as weekdays.
pub(crate) fn weekdays(text: &str) -> Vec<Weekday> {
    let mut days = Vec::new();
    for part in text.split([';', ' ', ',']).filter(|part| !part.is_empty()) {
        let (first, last) = part.split_once('-').unwrap_or((part, part));
        let (first, last) = if part == "daily" {
            ("mon", "sun")
        } else {
            (first, last)
        };
        let (Ok(mut day), Ok(last)) = (first.parse::<Weekday>(), last.parse::<Weekday>()) else {
            continue;
        };
        for _ in 0..7 {
            days.push(day);
            if day == last {
                break;
            }
            day = day.succ();
        }
    }
    days
}

/// `12-29..01-03`, month and day, also across the turn of the year.
fn in_range(range: &str, day: NaiveDate) -> bool {
    let date = |text: &str| {
        let (month, day) = text.split_once('-')?;
        Some((month.parse::<u32>().ok()?, day.parse::<u32>().ok()?))
    };
    let (first, last) = range.split_once("..").unwrap_or((range, range));
    let (Some(first), Some(last)) = (date(first), date(last)) else {
        return false;
    };
    let day = (day.month(), day.day());
    if first <= last {
        (first..=last).contains(&day)
    } else {
        day >= first || day <= last
    }
}
