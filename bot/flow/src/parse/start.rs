//! What starts a flow, as it is written.

use chrono::{TimeDelta, TimeZone, Utc};
use cron::Schedule;
use tsunagi_model::Span;

use super::Parser;
use super::keys::{EVERY_START, STARTS};
use super::words::{self, is_field, is_name};
use crate::fold::fold;
use crate::schedule::{parse_day, parse_time};
use crate::start::{Day, Event, Pattern, Period, Trigger, TriggerKind};
use crate::yaml::Node;

/// A pattern that does not come within so many days, from one leap year to the next over the turn of a century, never comes.
const NEVER: i64 = 366 * 9;

impl Parser<'_> {
    pub(super) fn starts(&mut self, node: &Node) -> Vec<Trigger> {
        node.items()
            .iter()
            .filter_map(|item| self.start(item))
            .collect()
    }

    fn start(&mut self, item: &Node) -> Option<Trigger> {
        let who = item.get("who").and_then(|node| self.condition(node));
        let kind = self.start_kind(item)?;
        Some(Trigger {
            kind,
            who,
            at: item.at,
        })
    }

    fn start_kind(&mut self, item: &Node) -> Option<TriggerKind> {
        if item.text() == Some("follow") {
            return Some(TriggerKind::Follow);
        }
        let kind = STARTS.iter().find(|(kind, _)| item.get(kind).is_some());
        let Some((kind, keys)) = kind else {
            self.problem(
                "E02",
                item,
                "a start is `follow`, `referral:`, `code:`, `keyword:`, `every:`, `cron:`, `on:`, `event:` or `missed:`",
            );
            return None;
        };
        let known: Vec<&str> = std::iter::once(*kind)
            .chain(EVERY_START.iter().copied())
            .chain(keys.iter().copied())
            .collect();
        self.check_keys(item.entries().unwrap_or_default(), &known, "a start");
        let value = item.get(kind)?;
        match *kind {
            "referral" => Some(TriggerKind::Referral(self.word_of(value, "referral")?)),
            "code" => Some(TriggerKind::Code(self.word_of(value, "code")?)),
            "keyword" => Some(self.keyword(item, value)),
            "every" => self.every(item, value),
            "cron" => self.cron(value),
            "on" => self.on(item, value),
            "event" => self.event(item, value),
            _ => self.missed_start(item, value),
        }
    }

    fn word_of(&mut self, node: &Node, kind: &str) -> Option<String> {
        let word = node.text().map(str::trim).filter(|word| !word.is_empty());
        if word.is_none() {
            self.problem(
                "E02",
                node,
                format!("write `{kind}: letter`, or `{kind}: \"*\"` for any"),
            );
        }
        word.map(str::to_owned)
    }

    fn keyword(&mut self, item: &Node, words: &Node) -> TriggerKind {
        let words: Vec<String> = words
            .items()
            .iter()
            .filter_map(|word| word.text())
            .map(str::to_owned)
            .collect();
        if words.is_empty() || words.iter().any(|word| fold(word).is_empty()) {
            self.problem("E02", item, "a keyword has letters");
        }
        TriggerKind::Keyword(words)
    }

    fn every(&mut self, item: &Node, every: &Node) -> Option<TriggerKind> {
        let period = match every.text() {
            Some("day") => Period::Day,
            Some("week") => Period::Week,
            Some("month") => Period::Month,
            _ => {
                self.problem("E02", every, "`every` is day, week or month");
                return None;
            }
        };
        let fixed = match item.get("fixed").map(|node| (node, node.text())) {
            None | Some((_, Some("false"))) => false,
            Some((_, Some("true"))) => true,
            Some((node, _)) => {
                self.problem("E02", node, "`fixed: true` means the same time for all");
                true
            }
        };
        let defaults = item.get("default").map(Node::items).unwrap_or_default();
        let (day, time) = match defaults {
            [time] if period == Period::Day => (Some(Day::Any), time.text()),
            [day, time] => (day.text().and_then(parse_day), time.text()),
            _ => (None, None),
        };
        let fits = match period {
            Period::Day => day == Some(Day::Any),
            Period::Week => matches!(day, Some(Day::Weekday(_))),
            Period::Month => matches!(day, Some(Day::Nth(..) | Day::Date(_))),
        };
        let (Some(day), Some(time), true) = (day, time.and_then(parse_time), fits) else {
            self.problem("E02", item, "the default is like `[sun, \"17:00\"]` for a week and `[first tue, \"12:15\"]` for a month");
            return None;
        };
        Some(TriggerKind::Every {
            period,
            day,
            time,
            fixed,
        })
    }

    fn cron(&mut self, node: &Node) -> Option<TriggerKind> {
        match pattern(node.text().unwrap_or_default()) {
            Ok(pattern) => Some(TriggerKind::Cron(pattern)),
            Err(message) => {
                self.problem("E02", node, message);
                None
            }
        }
    }

    fn on(&mut self, item: &Node, value: &Node) -> Option<TriggerKind> {
        let field = value.text().filter(|field| is_field(field));
        let days = item.get("days").map_or(Some(0), words::days);
        let at = item.get("at").map(|at| at.text().and_then(parse_time));
        let (Some(field), Some(days), false) = (field, days, at == Some(None)) else {
            self.problem(
                "E02",
                item,
                "write `on: meeting.at`, with `days: -1` and `at: \"18:00\"` if it is another day or time",
            );
            return None;
        };
        Some(TriggerKind::On {
            field: field.to_owned(),
            days,
            at: at.flatten(),
        })
    }

    fn event(&mut self, item: &Node, value: &Node) -> Option<TriggerKind> {
        let Some(Ok(event)) = value.text().map(str::parse) else {
            let known = Event::ALL.map(Event::as_str).join(", ");
            self.problem("E02", value, format!("`event` is one of: {known}"));
            return None;
        };
        let after = match item.get("after") {
            Some(after) => self.span(after)?,
            None => Span(0),
        };
        Some(TriggerKind::Event { event, after })
    }

    fn missed_start(&mut self, item: &Node, value: &Node) -> Option<TriggerKind> {
        let flow = value.text().filter(|flow| is_name(flow));
        let times = item.get_text("times").and_then(|times| times.parse().ok());
        let (Some(flow), Some(times @ 1..=20)) = (flow, times) else {
            self.problem("E02", item, "write `missed: checkin` and `times: 3`");
            return None;
        };
        Some(TriggerKind::Missed {
            flow: flow.to_owned(),
            times,
        })
    }
}

/// Reads a cron pattern: six parts, weekdays by name, at most once a day, and it must come at all.
fn pattern(text: &str) -> Result<Pattern, String> {
    let parts: Vec<&str> = text.split_whitespace().collect();
    let [second, minute, hour, _, _, weekday] = parts[..] else {
        return Err("a pattern has six parts: second, minute, hour, day of the month, month, weekday, like `0 0 17 * * Sun`".to_owned());
    };
    if weekday.contains(|letter: char| letter.is_ascii_digit()) {
        return Err("weekdays are written by name (Sun, Mon, …), because 1 means Sunday to some programs and Monday to others".to_owned());
    }
    if [second, minute, hour]
        .iter()
        .any(|part| part.parse::<u8>().is_err())
    {
        return Err(
            "a pattern comes at most once a day: second, minute and hour are one number each"
                .to_owned(),
        );
    }
    let schedule: Schedule = text
        .parse()
        .map_err(|_| "this pattern is not understood; write it like `0 0 17 * * Sun`".to_owned())?;
    let first = Utc.with_ymd_and_hms(2026, 1, 1, 0, 0, 0).single();
    let next = first.and_then(|first| schedule.after(&first).next());
    let comes = first
        .zip(next)
        .zip(TimeDelta::try_days(NEVER))
        .is_some_and(|((first, next), never)| next - first <= never);
    if !comes {
        return Err("this pattern never comes: there is no such day".to_owned());
    }
    Ok(Pattern {
        text: parts.join(" "),
        schedule: Box::new(schedule),
    })
}
