//! Reads a transcript file.

use chrono::{NaiveDate, NaiveDateTime, Weekday};
use tsunagi_model::{Risk, Span};

use crate::calendar::minute;
use crate::parse::words;
use crate::problem::{MOST, Problem, Source, finish};
use crate::start::Event;
use crate::yaml::{self, Node};

/// A transcript.
pub(super) struct Script {
    pub name: String,
    pub flow: String,
    pub who: Vec<(String, String)>,
    pub slots: Vec<NaiveDateTime>,
    pub rows: Vec<Line>,
    pub expect: Expect,
}

/// One row of the talk.
#[derive(Default)]
pub(super) struct Line {
    pub written: String,
    /// Where the row stands in the file.
    pub line: u32,
    pub time: Option<Time>,
    /// Something happens to the person or the programme.
    pub event: Option<Event>,
    /// They write an invitation code of this letter.
    pub code: Option<String>,
    /// The service was down: what was due on the way came this much later.
    pub late: Option<Span>,
    pub bot: Vec<String>,
    pub they: Option<They>,
    /// Staff close the handoff before the bot speaks.
    pub closed: bool,
    pub card: Option<String>,
    pub risk: Option<Risk>,
}

pub(super) enum Time {
    /// The next such weekday and time.
    Weekday(Weekday, u32),
    /// The next such time of day.
    Daily(u32),
    Date(NaiveDateTime),
    After(Span),
}

pub(super) enum They {
    Tap(String),
    Type(String),
    Send(String),
}

/// What must be true at the end.
#[derive(Default)]
pub(super) struct Expect {
    pub line: u32,
    pub written: String,
    pub alerts: Vec<String>,
    pub handoffs: Vec<String>,
    pub said: Vec<String>,
    pub not_said: Vec<String>,
    pub logged: Vec<String>,
    pub held: Vec<String>,
    pub begins: Vec<String>,
    pub result: Option<String>,
    pub saved: Vec<(String, String)>,
    pub ended: Option<String>,
    pub pushes: Option<usize>,
    pub not_sent_between: Option<(u32, u32)>,
}

pub(crate) const KEYS: &[&str] = &["test", "flow", "who", "slots", "talk", "expect", "note"];
pub(crate) const ROW: &[&str] = &[
    "at", "after", "late", "event", "code", "bot", "they", "sends", "staff", "card", "risk", "note",
];
pub(crate) const EXPECT: &[&str] = &[
    "alert",
    "handoff",
    "said",
    "not_said",
    "logged",
    "held",
    "begins",
    "result",
    "saved",
    "ended",
    "pushes",
    "not_sent_between",
];

struct Reader<'s> {
    source: &'s Source,
    problems: Vec<Problem>,
}

pub(super) fn read(source: &Source) -> Result<Script, Vec<Problem>> {
    let root = yaml::read(source).map_err(|problem| vec![*problem])?;
    let mut reader = Reader {
        source,
        problems: Vec::new(),
    };
    let script = reader.script(&root);
    if reader.problems.is_empty() {
        Ok(script)
    } else {
        finish(&mut reader.problems, source);
        Err(reader.problems)
    }
}

impl Reader<'_> {
    fn problem(&mut self, node: &Node, message: impl Into<String>) {
        if self.problems.len() <= MOST {
            self.problems
                .push(Problem::bare("E02", self.source, node.at, message));
        }
    }

    fn keys(&mut self, node: &Node, known: &[&str]) {
        let Some(entries) = node.entries() else {
            return self.problem(node, format!("here stand keys: {}", known.join(", ")));
        };
        for (key, _) in entries {
            if !key.text().is_some_and(|key| known.contains(&key)) {
                self.problem(key, format!("this key is not one of: {}", known.join(", ")));
            }
        }
    }

    fn script(&mut self, root: &Node) -> Script {
        self.keys(root, KEYS);
        for key in ["test", "flow", "talk"] {
            if root.get(key).is_none() {
                self.problem(root, format!("a transcript has `{key}:`"));
            }
        }
        let slots = root.get("slots").map(Node::items).unwrap_or_default();
        let slots = slots.iter().filter_map(|slot| {
            let at = slot.text().and_then(date_time);
            if at.is_none() {
                self.problem(slot, "a free time is like \"2026-12-02 17:00\"");
            }
            at
        });
        let slots = slots.collect();
        Script {
            name: root.get_text("test").unwrap_or_default().to_owned(),
            flow: root.get_text("flow").unwrap_or_default().to_owned(),
            who: pairs(root.get("who")),
            slots,
            rows: root
                .get("talk")
                .map(Node::items)
                .unwrap_or_default()
                .iter()
                .map(|row| self.row(row))
                .collect(),
            expect: root
                .get("expect")
                .map(|expect| self.expect(expect))
                .unwrap_or_default(),
        }
    }

    fn row(&mut self, row: &Node) -> Line {
        self.keys(row, ROW);
        let late = row.get("late").and_then(|late| {
            let span = late.text().and_then(words::span);
            if span.is_none() {
                self.problem(late, "`late` is a length of time like 7h");
            }
            span
        });
        let event = row.get("event").and_then(|event| {
            let known = event.text().and_then(|event| event.parse().ok());
            if known.is_none() {
                let all: Vec<_> = Event::ALL.iter().map(|event| event.as_str()).collect();
                self.problem(event, format!("`event` is one of: {}", all.join(", ")));
            }
            known
        });
        let they = row.get("they").and_then(|they| {
            let words = they.text()?.to_owned();
            Some(if they.is_quoted() {
                They::Type(words)
            } else {
                They::Tap(words)
            })
        });
        let sends = row
            .get_text("sends")
            .map(|kind| They::Send(kind.to_owned()));
        let risk = row.get("risk").and_then(|risk| {
            let read = risk.text().and_then(|risk| risk.parse().ok());
            if read.is_none() {
                self.problem(risk, "`risk` is alert, watch or none");
            }
            read
        });
        Line {
            written: self.written(row),
            line: row.at.line,
            time: self.time(row),
            late,
            event,
            code: row.get_text("code").map(str::to_owned),
            bot: texts(row.get("bot")),
            they: they.or(sends),
            closed: row.get("staff").is_some(),
            card: row.get_text("card").map(str::to_owned),
            risk,
        }
    }

    /// The line of the file on which a node begins.
    fn written(&self, node: &Node) -> String {
        let line = (node.at.line as usize).checked_sub(1);
        line.and_then(|line| self.source.text.lines().nth(line))
            .unwrap_or("")
            .trim()
            .trim_start_matches("- ")
            .to_owned()
    }

    fn time(&mut self, row: &Node) -> Option<Time> {
        if let Some(after) = row.get("after") {
            let span = after.text().and_then(words::span);
            if span.is_none() {
                self.problem(after, "`after` is a length of time like 7d");
            }
            return span.map(Time::After);
        }
        let at = row.get("at")?;
        let text = at.text().unwrap_or_default();
        let time = match text.split_once(' ') {
            Some((day, time)) => day
                .parse()
                .ok()
                .zip(minute(time))
                .map(|(day, minute)| Time::Weekday(day, minute)),
            None => minute(text).map(Time::Daily),
        };
        let time = time.or_else(|| date_time(text).map(Time::Date));
        if time.is_none() {
            self.problem(at, "`at` is like sun 17:00, \"17:00\" or 2026-12-02 17:00");
        }
        time
    }

    fn expect(&mut self, node: &Node) -> Expect {
        self.keys(node, EXPECT);
        let between = node
            .get("not_sent_between")
            .map(Node::items)
            .unwrap_or_default();
        let not_sent_between = match between {
            [from, until] => from
                .text()
                .and_then(minute)
                .zip(until.text().and_then(minute)),
            _ => None,
        };
        if !between.is_empty() && not_sent_between.is_none() {
            self.problem(node, "write `not_sent_between: [\"20:00\", \"8:00\"]`");
        }
        Expect {
            line: node.at.line,
            written: self.written(node),
            alerts: texts(node.get("alert")),
            handoffs: texts(node.get("handoff")),
            said: texts(node.get("said")),
            not_said: texts(node.get("not_said")),
            logged: texts(node.get("logged")),
            held: texts(node.get("held")),
            begins: texts(node.get("begins")),
            result: node.get_text("result").map(str::to_owned),
            saved: pairs(node.get("saved")),
            ended: node.get_text("ended").map(str::to_owned),
            pushes: node
                .get_text("pushes")
                .and_then(|pushes| pushes.parse().ok()),
            not_sent_between,
        }
    }
}

fn texts(node: Option<&Node>) -> Vec<String> {
    node.map(Node::items)
        .unwrap_or_default()
        .iter()
        .filter_map(Node::text)
        .map(str::to_owned)
        .collect()
}

fn pairs(node: Option<&Node>) -> Vec<(String, String)> {
    let entries = node.and_then(Node::entries).unwrap_or_default();
    entries
        .iter()
        .filter_map(|(key, value)| Some((key.text()?.to_owned(), value.text()?.to_owned())))
        .collect()
}

fn date_time(text: &str) -> Option<NaiveDateTime> {
    let (date, time) = text.split_once(' ')?;
    let date: NaiveDate = date.parse().ok()?;
    let minute = minute(time).filter(|minute| *minute < 24 * 60)?;
    date.and_hms_opt(minute / 60, minute % 60, 0)
}
