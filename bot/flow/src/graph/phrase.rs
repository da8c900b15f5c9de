//! What the language writes as `7d`, `streak(…) >= 2` or `first tue`, in words.

use chrono::{NaiveTime, Weekday};
use tsunagi_model::Span;

use super::GraphWords;
use super::wrap::cut;
use crate::condition::{Comparison, Condition, History, Operand};
use crate::definition::{Definition, Length, Until, Verb};
use crate::effect::Arg;
use crate::start::{Day, Pattern, Trigger, TriggerKind};

/// How wide one quoted value may get, in halves of a Japanese letter.
const VALUE: usize = 24;

/// The words of one picture.
pub(super) struct Phrases<'a> {
    pub words: &'a dyn GraphWords,
    pub language: &'a str,
    pub definition: &'a Definition,
}

impl Phrases<'_> {
    /// A word of the picture; its id if the language does not have it.
    pub fn word(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.words
            .word(self.language, id, args)
            .unwrap_or_else(|| id.to_owned())
    }

    /// A word with one piece of text in it.
    pub fn with(&self, id: &str, name: &str, text: impl Into<String>) -> String {
        self.word(id, &[(name, Arg::Text(text.into()))])
    }

    /// A word with a number in it.
    pub fn number(&self, id: &str, n: impl Into<f64>) -> String {
        self.word(id, &[("n", Arg::Number(n.into()))])
    }

    /// Alternatives, side by side.
    pub fn list(&self, items: impl IntoIterator<Item = String>) -> String {
        let items: Vec<String> = items.into_iter().collect();
        items.join(&self.separator())
    }

    /// One of several.
    fn any(&self, items: impl Iterator<Item = String>) -> String {
        items
            .reduce(|a, b| self.word("any", &[("a", Arg::Text(a)), ("b", Arg::Text(b))]))
            .unwrap_or_default()
    }

    pub fn separator(&self) -> String {
        match self.word("separator", &[]).as_str() {
            "separator" => ", ".to_owned(),
            // Fluent trims the ends of a text, so that a separator with blanks around it stands between two marks.
            word => word.trim_matches('|').to_owned(),
        }
    }

    pub fn team(&self, key: &str) -> String {
        self.words
            .team(self.language, key)
            .unwrap_or_else(|| key.to_owned())
    }

    pub fn length(&self, length: Length) -> String {
        match length {
            Length::Span(span) => self.span(span),
            Length::Months(n) => self.number("months", n),
            Length::Workdays(n) => self.number("workdays", n),
            Length::Forever => self.word("forever", &[]),
        }
    }

    /// In the largest unit that comes out whole.
    pub fn span(&self, span: Span) -> String {
        let seconds = span.as_seconds();
        let units = [("days", 86_400), ("hours", 3_600), ("minutes", 60)];
        let (unit, size) = units
            .into_iter()
            .find(|(_, size)| seconds % size == 0)
            .unwrap_or(("seconds", 1));
        self.number(unit, whole(seconds / size))
    }

    pub fn weekday(&self, weekday: Weekday) -> String {
        let id = format!("value-{}", weekday.to_string().to_lowercase());
        self.word(&id, &[])
    }

    pub fn time(time: NaiveTime) -> String {
        let text = time.format("%H:%M").to_string();
        text.strip_prefix('0')
            .map_or_else(|| text.clone(), str::to_owned)
    }

    /// What a field holds, in words.
    pub fn field(&self, field: &str) -> String {
        let id = format!("field-{}", field.replace('.', "-"));
        self.words
            .word(self.language, &id, &[])
            .unwrap_or_else(|| field.to_owned())
    }

    /// A value as people see it: the label of the option that saves it here, or a word of the picture.
    pub fn value(&self, field: Option<&str>, value: &str) -> String {
        let label = self
            .definition
            .steps
            .iter()
            .find_map(|step| match &step.verb {
                Verb::Ask(question) if field.is_some() && question.save.as_deref() == field => {
                    self.words.label(self.language, &question.text, value)
                }
                _ => None,
            });
        let id = format!("value-{}", value.replace([' ', '_'], "-"));
        let text = label
            .or_else(|| self.words.word(self.language, &id, &[]))
            .unwrap_or_else(|| value.to_owned());
        cut(&text, VALUE)
    }

    pub fn condition(&self, condition: &Condition) -> String {
        match condition {
            Condition::And(parts) => self.joined("and", parts),
            Condition::Or(parts) => self.joined("or", parts),
            Condition::Not(inner) => match &**inner {
                Condition::Set(operand) => self.with("unset", "left", self.operand(operand)),
                Condition::Paused => self.word("not-paused", &[]),
                Condition::In(left, values) => {
                    self.compared("not-in", left, &self.values(left, values))
                }
                inner => self.with("not", "condition", self.condition(inner)),
            },
            Condition::Set(operand) => self.with("set", "left", self.operand(operand)),
            Condition::Paused => self.word("paused", &[]),
            Condition::OpenNow => self.word("open-now", &[]),
            Condition::In(left, values) => self.compared("in", left, &self.values(left, values)),
            Condition::Compare(left, comparison, right) => {
                self.comparison(left, *comparison, right)
            }
        }
    }

    fn joined(&self, id: &str, parts: &[Condition]) -> String {
        parts
            .iter()
            .map(|part| self.condition(part))
            .reduce(|a, b| self.word(id, &[("a", Arg::Text(a)), ("b", Arg::Text(b))]))
            .unwrap_or_default()
    }

    fn comparison(&self, left: &Operand, comparison: Comparison, right: &Operand) -> String {
        if let (Operand::Streak(history) | Operand::Count(history), Operand::Number(n)) =
            (left, right)
            && comparison == Comparison::GreaterOrEqual
        {
            let id = if matches!(left, Operand::Streak(_)) {
                "streak"
            } else {
                "count"
            };
            return self.word(
                id,
                &[
                    ("what", Arg::Text(self.history(history))),
                    ("n", Arg::Number(*n)),
                ],
            );
        }
        if let (Operand::Drop(drop), Operand::Number(n), Comparison::GreaterOrEqual) =
            (left, right, comparison)
        {
            let field = Arg::Text(self.field(&drop.field));
            return self.word("drop", &[("field", field), ("n", Arg::Number(*n))]);
        }
        let id = match comparison {
            Comparison::Equal => "equal",
            Comparison::Unequal => "unequal",
            Comparison::Less => "less",
            Comparison::LessOrEqual => "at-most-value",
            Comparison::Greater => "greater",
            Comparison::GreaterOrEqual => "at-least",
        };
        self.compared(id, left, &self.right(left, right))
    }

    fn compared(&self, id: &str, left: &Operand, right: &str) -> String {
        self.word(
            id,
            &[
                ("left", Arg::Text(self.operand(left))),
                ("right", Arg::Text(right.to_owned())),
            ],
        )
    }

    fn values(&self, left: &Operand, values: &[Operand]) -> String {
        self.any(values.iter().map(|value| self.right(left, value)))
    }

    fn right(&self, left: &Operand, right: &Operand) -> String {
        match (left, right) {
            (Operand::Field(field) | Operand::Last(field), Operand::Literal(value)) => {
                self.value(Some(field), value)
            }
            (_, Operand::Literal(value)) => self.value(None, value),
            _ => self.operand(right),
        }
    }

    fn operand(&self, operand: &Operand) -> String {
        match operand {
            Operand::Literal(text) => self.value(None, text),
            Operand::Number(number) => number.to_string(),
            Operand::Field(field) => self.field(field),
            Operand::Column(column) => column.clone(),
            Operand::DaysSince(field) => self.with("days-since", "field", self.field(field)),
            Operand::Last(field) => self.with("last", "field", self.field(field)),
            Operand::Age => self.word("field-contact-age", &[]),
            Operand::Today => self.word("today", &[]),
            Operand::Streak(history) => self.with("streak-length", "what", self.history(history)),
            Operand::Count(history) => self.with("count-length", "what", self.history(history)),
            Operand::Drop(drop) => self.with("drop-length", "field", self.field(&drop.field)),
        }
    }

    fn history(&self, history: &History) -> String {
        let values = self.any(
            history
                .values
                .iter()
                .map(|value| self.value(history.field.as_deref(), value)),
        );
        match &history.field {
            None => values,
            Some(field) => self.word(
                "history",
                &[
                    ("field", Arg::Text(self.field(field))),
                    ("values", Arg::Text(values)),
                ],
            ),
        }
    }

    pub fn wait(&self, until: &Until) -> String {
        match until {
            Until::Length(length) => self.with("wait-for", "length", self.length(*length)),
            Until::Field { field, days, time } => {
                self.with("wait-until", "moment", self.moment(field, *days, *time))
            }
        }
    }

    /// A moment around a date: `the day before, 18:00`.
    pub fn moment(&self, field: &str, days: i64, time: Option<NaiveTime>) -> String {
        let id = match days {
            0 if time.is_none() => "moment-itself",
            0 => "moment-day",
            ..0 => "moment-before",
            _ => "moment-after",
        };
        let moment = self.word(
            id,
            &[
                ("field", Arg::Text(self.field(field))),
                ("n", Arg::Number(whole(days.abs()))),
            ],
        );
        match time {
            None => moment,
            Some(time) => self.word(
                "moment-time",
                &[
                    ("moment", Arg::Text(moment)),
                    ("time", Arg::Text(Self::time(time))),
                ],
            ),
        }
    }

    /// What starts a flow.
    pub fn start(&self, trigger: &Trigger) -> String {
        match &trigger.kind {
            TriggerKind::Follow => self.word("start-follow", &[]),
            TriggerKind::Referral(tag) if tag == "*" => self.word("start-referral-any", &[]),
            TriggerKind::Referral(tag) => self.with("start-referral", "tag", tag),
            TriggerKind::Code(letter) if letter == "*" => self.word("start-code-any", &[]),
            TriggerKind::Code(letter) => self.with("start-code", "letter", letter),
            TriggerKind::Keyword(words) => self.keywords(words.iter().map(String::as_str)),
            TriggerKind::Every { day, time, .. } => self.every(&self.day(*day), *time),
            TriggerKind::Cron(pattern) => self.cron(pattern),
            TriggerKind::On { field, days, at } => self.moment(field, *days, *at),
            TriggerKind::Event { event, after } => {
                let id = format!("event-{}", event.as_str().replace(' ', "-"));
                let event = Arg::Text(self.word(&id, &[]));
                match after {
                    Span(0) => self.word("start-event", &[("event", event)]),
                    after => self.word(
                        "start-event-after",
                        &[("event", event), ("length", Arg::Text(self.span(*after)))],
                    ),
                }
            }
            TriggerKind::Missed { flow, times } => {
                let title = self.words.title(self.language, flow);
                self.word(
                    "start-missed",
                    &[
                        ("flow", Arg::Text(title.unwrap_or_else(|| flow.clone()))),
                        ("n", Arg::Number((*times).into())),
                    ],
                )
            }
        }
    }

    fn every(&self, day: &str, time: NaiveTime) -> String {
        self.word(
            "start-every",
            &[
                ("day", Arg::Text(day.to_owned())),
                ("time", Arg::Text(Self::time(time))),
            ],
        )
    }

    /// A cron pattern in words where it is a plain one, or else as it is written.
    fn cron(&self, pattern: &Pattern) -> String {
        let parts: Vec<&str> = pattern.text.split_whitespace().collect();
        let plain = match parts[..] {
            [_, minute, hour, day, month, weekday] => {
                let time = minute.parse().ok().zip(hour.parse().ok());
                let time = time.and_then(|(minute, hour)| NaiveTime::from_hms_opt(hour, minute, 0));
                let date = day.parse().ok();
                let day = match (date, month, weekday) {
                    (None, "*", "*") if day == "*" => Some(self.day(Day::Any)),
                    (None, "*", name) if day == "*" => {
                        name.parse().ok().map(|name| self.day(Day::Weekday(name)))
                    }
                    (Some(date), "*", "*") => Some(self.day(Day::Date(date))),
                    (Some(date), month, "*") => month.parse::<u8>().ok().map(|month| {
                        self.word(
                            "every-year",
                            &[
                                ("month", Arg::Number(month.into())),
                                ("n", Arg::Number(date.into())),
                            ],
                        )
                    }),
                    _ => None,
                };
                day.zip(time)
            }
            _ => None,
        };
        match plain {
            Some((day, time)) => self.every(&day, time),
            None => self.with("start-cron", "pattern", &pattern.text),
        }
    }

    /// The first few of the words that someone may write.
    pub fn keywords<'w>(&self, words: impl Iterator<Item = &'w str>) -> String {
        let words: Vec<String> = words
            .map(|word| self.with("quoted", "word", cut(word, VALUE)))
            .collect();
        let shown = if words.len() > 4 { 3 } else { words.len() };
        let mut text = words[..shown].concat();
        if let Ok(more @ 1..) = u32::try_from(words.len() - shown) {
            text.push_str(&self.number("more", more));
        }
        self.with("start-keyword", "words", text)
    }

    fn day(&self, day: Day) -> String {
        let weekday = |id: &str, n: u8, weekday| {
            self.word(
                id,
                &[
                    ("weekday", Arg::Text(self.weekday(weekday))),
                    ("n", Arg::Number(n.into())),
                ],
            )
        };
        match day {
            Day::Any => self.word("every-day", &[]),
            Day::Weekday(day) => weekday("every-week", 0, day),
            Day::Nth(0, day) => weekday("every-month-last", 0, day),
            Day::Nth(n, day) => weekday("every-month-nth", n, day),
            Day::Date(n) => self.number("every-month-date", n),
        }
    }
}

/// A small whole number as texts take it.
fn whole(number: i64) -> f64 {
    f64::from(i32::try_from(number).unwrap_or(i32::MAX))
}
