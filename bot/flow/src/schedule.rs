//! When a timed start is due next: the flow's day and time, the contact's own, a pattern or a date, in the programme's zone and
//! out of quiet hours.

use std::str::FromStr;

use chrono::{DateTime, Datelike, NaiveTime, Timelike, Weekday};
use chrono_tz::Tz;
use cron::Schedule;
use tsunagi_model::{Memory, Span, Timestamp};

use crate::calendar::{Calendar, minute};
use crate::start::{Day, Period, Trigger, TriggerKind};

/// How many occurrences are looked at before giving up: ten years of weeks with slack.
const LOOK: usize = 600;
/// How many days an occurrence may be moved and still be found.
const MOVED: i64 = 8;

impl Calendar {
    /// The first instant after `after` at which a timed start is due for a contact; `None` for other kinds of starts, and where
    /// the date it counts from is unknown or over.
    ///
    /// `contact.checkin_day` (`wed`, `first tue`, `15`) and `contact.checkin_time` (`17:00`) replace the flow's own where
    /// they fit its period, unless it is `fixed`.
    pub fn next_due(
        &self,
        trigger: &Trigger,
        memory: &Memory,
        after: Timestamp,
    ) -> Option<Timestamp> {
        let role = memory.role();
        let (day, pattern) = match &trigger.kind {
            TriggerKind::Every {
                period,
                day,
                time,
                fixed,
            } => {
                let own = |field| memory.get(field).filter(|_| !fixed);
                let day = own("contact.checkin_day")
                    .and_then(parse_day)
                    .and_then(|own| fit(*period, own))
                    .unwrap_or(*day);
                let time = own("contact.checkin_time")
                    .and_then(parse_time)
                    .unwrap_or(*time);
                (day, &Schedule::from_str(&pattern(day, time)).ok()?)
            }
            TriggerKind::Cron(pattern) => (Day::Any, &*pattern.schedule),
            TriggerKind::On { .. } => {
                let due = self.shift(self.date_of(trigger, memory)?, role);
                return Some(due).filter(|due| *due > after);
            }
            _ => return None,
        };
        // An occurrence may have been moved past `after` by closed days, so the search begins some days earlier.
        let from = self.wall(after.plus(Span::days(-MOVED)));
        let occurrences = schedule_after(pattern, &from)
            .filter(|at| is_nth(day, at.day(), days_in_month(at.year(), at.month())));
        occurrences
            .map(|at| self.shift(Timestamp::from(at), role))
            .find(|at| *at > after)
    }

    /// The occurrences of a regular start between two instants, before they are moved out of quiet hours; at most as many as tell
    /// a pattern.
    pub(crate) fn unmoved(
        &self,
        trigger: &Trigger,
        from: Timestamp,
        until: Timestamp,
    ) -> Vec<Timestamp> {
        const ENOUGH: usize = 60;
        let (day, pattern) = match &trigger.kind {
            TriggerKind::Every { day, time, .. } => {
                match Schedule::from_str(&pattern(*day, *time)) {
                    Ok(schedule) => (*day, schedule),
                    Err(_) => return Vec::new(),
                }
            }
            TriggerKind::Cron(pattern) => (Day::Any, Schedule::clone(&pattern.schedule)),
            _ => return Vec::new(),
        };
        schedule_after(&pattern, &self.wall(from))
            .filter(|at| is_nth(day, at.day(), days_in_month(at.year(), at.month())))
            .map(Timestamp::from)
            .take_while(|at| *at <= until)
            .take(ENOUGH)
            .collect()
    }

    /// The instant that a start relative to a date means, before it is moved out of quiet hours.
    pub(crate) fn date_of(&self, trigger: &Trigger, memory: &Memory) -> Option<Timestamp> {
        let TriggerKind::On { field, days, at } = &trigger.kind else {
            return None;
        };
        let date = self.read(memory.get(field)?)?;
        Some(self.day_at(date, *days, *at))
    }
}

/// The next occurrences, as many as are worth looking at.
fn schedule_after<'s>(
    schedule: &'s Schedule,
    from: &DateTime<Tz>,
) -> impl Iterator<Item = DateTime<Tz>> + 's {
    schedule.after(from).take(LOOK)
}

/// The cron pattern (second minute hour day month weekday); weekdays by name, because numbers mean different days elsewhere.
fn pattern(day: Day, time: NaiveTime) -> String {
    let (date, weekday) = match day {
        Day::Any | Day::Date(29..) => ("*".to_owned(), "*"),
        Day::Date(date) => (date.to_string(), "*"),
        Day::Weekday(weekday) | Day::Nth(_, weekday) => ("*".to_owned(), name(weekday)),
    };
    format!("0 {} {} {date} * {weekday}", time.minute(), time.hour())
}

fn name(weekday: Weekday) -> &'static str {
    match weekday {
        Weekday::Mon => "Mon",
        Weekday::Tue => "Tue",
        Weekday::Wed => "Wed",
        Weekday::Thu => "Thu",
        Weekday::Fri => "Fri",
        Weekday::Sat => "Sat",
        Weekday::Sun => "Sun",
    }
}

/// Whether a date that the pattern gave is the one that is meant.
fn is_nth(day: Day, date: u32, last: u32) -> bool {
    match day {
        Day::Nth(0, _) => date + 7 > last,
        Day::Nth(nth, _) => date.div_ceil(7) == u32::from(nth),
        Day::Date(wanted @ 29..) => date == u32::from(wanted).min(last),
        Day::Any | Day::Weekday(_) | Day::Date(_) => true,
    }
}

fn days_in_month(year: i32, month: u32) -> u32 {
    let next = if month == 12 {
        (year + 1, 1)
    } else {
        (year, month + 1)
    };
    chrono::NaiveDate::from_ymd_opt(next.0, next.1, 1)
        .and_then(|first| first.pred_opt())
        .map_or(28, |last| last.day())
}

/// A contact's own day as far as it makes sense for the period.
fn fit(period: Period, day: Day) -> Option<Day> {
    match (period, day) {
        (Period::Week, Day::Weekday(_)) | (Period::Month, Day::Nth(..) | Day::Date(_)) => Some(day),
        (Period::Week, Day::Nth(_, weekday)) => Some(Day::Weekday(weekday)),
        (Period::Month, Day::Weekday(weekday)) => Some(Day::Nth(1, weekday)),
        _ => None,
    }
}

/// `sun`, `first tue`, `last fri`, `15`.
pub(crate) fn parse_day(text: &str) -> Option<Day> {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [word] => match word.parse::<u8>() {
            Ok(date @ 1..=31) => Some(Day::Date(date)),
            Ok(_) => None,
            Err(_) => word.parse().ok().map(Day::Weekday),
        },
        [nth, weekday] => {
            let nth = ["last", "first", "second", "third", "fourth", "fifth"]
                .iter()
                .position(|word| *word == nth)?;
            Some(Day::Nth(u8::try_from(nth).ok()?, weekday.parse().ok()?))
        }
        _ => None,
    }
}

/// `17:00`.
pub(crate) fn parse_time(text: &str) -> Option<NaiveTime> {
    let minute = minute(text)?;
    NaiveTime::from_hms_opt(minute / 60, minute % 60, 0)
}
