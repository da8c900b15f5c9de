//! The programme's calendar: its zone, quiet hours by role, office hours, holidays and school days. Pure, and total for every instant.

use std::collections::BTreeSet;

use chrono::{
    DateTime, Datelike, Days, Months, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, TimeZone,
    Timelike, Weekday,
};
use chrono_tz::Tz;
use tsunagi_model::{Role, Span, Timestamp};

use crate::definition::Length;
use crate::table::{Row, Tables};

/// Minutes in a day.
const DAY: u32 = 24 * 60;
/// How far ahead an opening is looked for, in days.
const HORIZON: u64 = 60;
/// The instants the calendar can write down: the years 1900 to 2200; others are moved to the nearest.
const FIRST: i64 = -2_208_988_800_000_000;
const LAST: i64 = 7_258_118_400_000_000;

/// Zone, quiet hours, office hours and days.
#[derive(Debug, Clone)]
pub struct Calendar {
    zone: Tz,
    /// For everybody who is not a child.
    pub quiet: Quiet,
    /// For children.
    pub quiet_child: Quiet,
    /// On school days children are not written to before this minute of the day.
    pub after_school: u32,
    /// Opening and closing minute by weekday from Monday.
    office: [Option<(u32, u32)>; 7],
    holidays: BTreeSet<NaiveDate>,
    closed: BTreeSet<NaiveDate>,
    breaks: Vec<(NaiveDate, NaiveDate)>,
}

/// Hours in which nothing is pushed: from a minute of the evening to a minute of the morning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Quiet {
    /// The first quiet minute of the evening.
    pub from: u32,
    /// The first minute of the morning that is not quiet.
    pub until: u32,
}

impl Calendar {
    /// The default hours in a zone: quiet 20:00–8:00, for children 21:00–9:00 and before 15:30 on school days; office Monday to Friday 9–17.
    pub fn new(zone: Tz) -> Self {
        let weekday = Some((9 * 60, 17 * 60));
        Self {
            zone,
            quiet: Quiet {
                from: 20 * 60,
                until: 8 * 60,
            },
            quiet_child: Quiet {
                from: 21 * 60,
                until: 9 * 60,
            },
            after_school: 15 * 60 + 30,
            office: [weekday, weekday, weekday, weekday, weekday, None, None],
            holidays: BTreeSet::new(),
            closed: BTreeSet::new(),
            breaks: Vec::new(),
        }
    }

    /// With office hours from the table `office_hours` (day, opens, closes) and days from `holidays` (date, until, kind).
    pub fn from_tables(zone: Tz, tables: &Tables) -> Self {
        let mut calendar = Self::new(zone);
        if tables.has("office_hours") {
            calendar.office = [None; 7];
        }
        for row in tables.rows("office_hours") {
            let hours = cell(row, "opens")
                .and_then(minute)
                .zip(cell(row, "closes").and_then(minute));
            for day in cell(row, "day").map(weekdays).unwrap_or_default() {
                calendar.office[day.num_days_from_monday() as usize] = hours;
            }
        }
        for row in tables.rows("holidays") {
            let Some(date) = cell(row, "date").and_then(|text| text.parse::<NaiveDate>().ok())
            else {
                continue;
            };
            let until = cell(row, "until")
                .and_then(|text| text.parse().ok())
                .unwrap_or(date);
            match cell(row, "kind") {
                Some("school_break") => calendar.breaks.push((date, until)),
                Some("closed") => calendar
                    .closed
                    .extend(date.iter_days().take_while(|day| *day <= until).take(366)),
                _ => calendar
                    .holidays
                    .extend(date.iter_days().take_while(|day| *day <= until).take(366)),
            }
        }
        calendar
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
        !weekend
            && !self.is_holiday(day)
            && !self
                .breaks
                .iter()
                .any(|(first, last)| (*first..=*last).contains(&day))
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
            .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
            .find_map(|day| {
                let (opens, _) = self.office_hours(day)?;
                Some(self.instant(day, opens)).filter(|opening| *opening > at)
            })
    }

    /// The first instant from `at` on at which someone in this role may be written to unasked.
    pub fn shift(&self, at: Timestamp, role: Role) -> Timestamp {
        let local = self.local(at);
        let (today, now) = (local.date(), minute_of(local));
        let quiet = if role == Role::Child {
            self.quiet_child
        } else {
            self.quiet
        };
        let morning = |day: NaiveDate| {
            let school = role == Role::Child && self.is_school_day(day);
            if school {
                quiet.until.max(self.after_school)
            } else {
                quiet.until
            }
        };
        if now < morning(today) {
            return self.instant(today, morning(today)).max(at);
        }
        match today.succ_opt() {
            Some(tomorrow) if now >= quiet.from => {
                self.instant(tomorrow, morning(tomorrow)).max(at)
            }
            _ => at,
        }
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
fn cell<'r>(row: &'r Row, column: &str) -> Option<&'r str> {
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
fn weekdays(text: &str) -> Vec<Weekday> {
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
