//! Trying a draft: the same engine as for families, with a clock of its own. Nothing is stored; the whole way is walked again each time.

use chrono::Days;
use tsunagi_flow::{Calendar, Close, Driver, Effect, End, Pen, Say, Slot, Trigger, Turn};
use tsunagi_locale::Catalogue;
use tsunagi_model::{Memory, Span, Timestamp};
use tsunagi_store::Scope;

use super::force::trial;
use super::{AuthorError, reader};
use crate::Service;
use crate::speak::Reader;
use crate::voice::Texts;

/// The longest way that is walked.
const ACTS: usize = 200;
/// How often a flow may wake by itself on the way.
const WAKES: usize = 400;
const DAY: Span = Span::days(1);

/// Who sits in front of the phone.
#[derive(Debug, Clone, Default)]
pub struct Setting {
    /// `child`, `parent`, …; empty for somebody who has not said it.
    pub role: String,
    /// A shipped language; empty for somebody who has not chosen one.
    pub language: String,
    /// In years; empty where it is not known.
    pub age: String,
    /// They agreed to be written to.
    pub agreed: bool,
    /// When it begins.
    pub from: Timestamp,
}

/// What the person in front of the phone does, or what time does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Taps a button with these data.
    Tap(String),
    /// Writes.
    Write(String),
    /// Sends a sticker.
    Sticker,
    /// A day passes.
    Day,
    /// Nobody answers until the flow wakes by itself.
    Silence,
    /// A person of the staff closes the handoff.
    Closed,
}

impl Act {
    /// One line of a form.
    pub fn line(&self) -> String {
        match self {
            Self::Tap(data) => format!("tap {data}"),
            Self::Write(words) => format!("write {}", words.replace(['\n', '\r'], " ")),
            Self::Sticker => "sticker".to_owned(),
            Self::Day => "day".to_owned(),
            Self::Silence => "silence".to_owned(),
            Self::Closed => "closed".to_owned(),
        }
    }

    /// Reads such a line.
    pub fn read(line: &str) -> Option<Self> {
        let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
        match word {
            "tap" if !rest.is_empty() => Some(Self::Tap(rest.to_owned())),
            "write" if !rest.trim().is_empty() => Some(Self::Write(rest.to_owned())),
            "sticker" => Some(Self::Sticker),
            "day" => Some(Self::Day),
            "silence" => Some(Self::Silence),
            "closed" => Some(Self::Closed),
            _ => None,
        }
    }
}

/// One thing on the phone or beside it.
#[derive(Debug, Clone)]
pub struct Heard {
    /// When.
    pub at: Timestamp,
    /// What.
    pub said: Said,
}

/// What it is.
#[derive(Debug, Clone)]
pub enum Said {
    /// The script speaks; whether it did so unasked.
    Bot(tsunagi_model::Turn, bool),
    /// The person.
    You(Act, String),
    /// Something that staff see: `log`, `alert`, `handoff`, `booked`, `held`, with words.
    Aside(&'static str, String),
    /// It is over: `done`, `stopped`, `expired`, `loop`, `gone`.
    End(&'static str),
}

/// How a try went.
#[derive(Debug, Clone, Default)]
pub struct Rehearsal {
    /// Everything in order.
    pub heard: Vec<Heard>,
    /// What the clock says.
    pub now: Timestamp,
    /// The flow and step it stands at.
    pub step: Option<(String, String)>,
    /// A person of the staff must come before the script goes on.
    pub person: bool,
    /// When it wakes by itself.
    pub wakes: Option<Timestamp>,
    /// What is remembered of the person.
    pub fields: Vec<(String, String)>,
}

impl Service {
    /// Walks a flow as drafted: as somebody, doing this and that.
    pub async fn rehearse(
        &self,
        scope: &Scope,
        set: &str,
        setting: &Setting,
        acts: &[Act],
    ) -> Result<Rehearsal, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let files = self.author_desk(set).await?.over(&force.files);
        if files.get(&format!("{set}.yml")).is_none() {
            return Err(AuthorError::NotFound);
        }
        let (zone, classifier) = (self.zone, std::sync::Arc::clone(&self.classifier));
        // Flows belong to all areas; the one with the first name lends its calendar and its name.
        let line = self.lines.values().min_by_key(|line| &line.area_slug);
        let (slug, area) = line.map_or_else(Default::default, |line| {
            (line.area_slug.clone(), line.area_name.clone())
        });
        let (set, setting) = (set.to_owned(), setting.clone());
        let acts = acts[..acts.len().min(ACTS)].to_vec();
        let walked = tokio::task::spawn_blocking(move || {
            let (program, _) = trial(&files, zone);
            let (texts, _) = Catalogue::load(&files.texts());
            let texts = Texts {
                catalogue: &texts,
                program: &program,
                zone,
                area: &area,
            };
            let classify = |text: &str, asked: Option<&str>| classifier.classify(text, asked).risk;
            let stage = texts.stage(&classify);
            let calendar = program.calendar(&slug);
            let mut driver = Driver::new(stage, calendar, remembered(&setting), setting.from);
            driver.slots = free_times(calendar, setting.from);
            let mut walk = Walk {
                driver,
                texts: &texts,
                language: &setting.language,
                heard: Vec::new(),
                wakes: 0,
            };
            walk.begin(&set);
            for act in &acts {
                walk.act(act);
            }
            walk.finish()
        });
        let ended = |_| tsunagi_store::Error::Inconsistent { what: "rehearsal" };
        Ok(walked.await.map_err(ended)?)
    }
}

fn remembered(setting: &Setting) -> Memory {
    let mut memory = Memory::default();
    let mut keep = |field: &str, value: &str| {
        if !value.is_empty() {
            memory.save(field, value, setting.from);
        }
    };
    keep("contact.role", &setting.role);
    keep("contact.age", &setting.age);
    keep(
        "contact.language",
        &setting.language.replace('-', "_").to_lowercase(),
    );
    keep(
        "consent.messages",
        if setting.agreed { "agree" } else { "" },
    );
    memory
}

/// Three free times, so that there is something to choose.
fn free_times(calendar: &Calendar, from: Timestamp) -> Vec<Slot> {
    let today = calendar.local(from).date();
    let times = (1..=3_u64).filter_map(|number| {
        let day = today.checked_add_days(Days::new(number * 2 + 1))?;
        Some(Slot {
            id: format!("slot{number}"),
            at: calendar.instant(day, 16 * 60),
        })
    });
    times.collect()
}

struct Walk<'a> {
    driver: Driver<'a>,
    texts: &'a Texts<'a>,
    language: &'a str,
    heard: Vec<Heard>,
    wakes: usize,
}

impl Walk<'_> {
    /// Starts the flow as its first regular start would, else as a first message does.
    fn begin(&mut self, flow: &str) {
        let Some((_, definition)) = self.texts.program.newest(flow) else {
            return;
        };
        let regular = definition.starts.iter().position(is_regular);
        let turn = self.driver.begin_as(flow, regular);
        let turn = if turn.says().next().is_none() && self.driver.run.is_none() {
            // It is not meant for this person, or not now: shown all the same, for whoever writes it.
            self.note(self.driver.now, Said::Aside("not-now", String::new()));
            self.driver.begin_as(flow, None)
        } else {
            turn
        };
        self.take(turn);
    }

    fn act(&mut self, act: &Act) {
        let person = match act {
            Act::Tap(data) => tsunagi_flow::Act::Tap { data: data.clone() },
            Act::Write(text) => tsunagi_flow::Act::Write {
                text: text.clone(),
                risk: None,
            },
            Act::Sticker => tsunagi_flow::Act::Send {
                kind: "sticker".to_owned(),
            },
            Act::Day => return self.pass(self.driver.now.plus(DAY)),
            Act::Silence => {
                if let Some(due) = self.driver.next_due() {
                    self.pass(due);
                }
                return;
            }
            Act::Closed => {
                let turn = self.driver.close(Close::Resume);
                return self.take(turn);
            }
        };
        let words = match act {
            Act::Tap(data) => self.label(data),
            Act::Write(text) => text.clone(),
            _ => String::new(),
        };
        self.note(self.driver.now, Said::You(act.clone(), words));
        let turn = self.driver.act(&person);
        self.take(turn);
    }

    /// Lets time pass; what is due on the way happens.
    fn pass(&mut self, until: Timestamp) {
        while let Some(turn) = self.driver.pass(until, Span(0)) {
            self.take(turn);
            self.wakes += 1;
            if self.wakes > WAKES {
                break;
            }
        }
    }

    fn take(&mut self, turn: Turn) {
        let says: Vec<Say> = turn.says().cloned().collect();
        let pushed = turn.is_push();
        if !says.is_empty() {
            let wanted = self.driver.memory.language();
            let wanted = wanted.as_deref().unwrap_or(self.language);
            let reader = Reader {
                texts: self.texts.catalogue,
                program: self.texts.program,
                calendar: self.driver.calendar,
                zone: self.texts.zone,
                now: turn.at,
                language: self.texts.catalogue.negotiate(wanted),
                memory: &self.driver.memory,
                area: self.texts.area,
                media_base: Some("/media"),
            };
            let spoken = reader.turn(&says).turn;
            self.note(turn.at, Said::Bot(spoken, pushed));
        }
        for effect in turn.effects {
            let said = match effect {
                Effect::Log { what } => Said::Aside("log", what),
                Effect::Alert { team, .. } => Said::Aside("alert", team),
                Effect::Handoff { team, .. } => Said::Aside("handoff", team),
                Effect::Held { why, .. } => Said::Aside("held", why.as_str().to_owned()),
                Effect::Ended(end) => Said::End(end_word(end)),
                _ => continue,
            };
            self.note(turn.at, said);
        }
    }

    /// What stands on the button that was tapped.
    fn label(&self, data: &str) -> String {
        let turns = self
            .heard
            .iter()
            .rev()
            .filter_map(|heard| match &heard.said {
                Said::Bot(turn, _) => Some(turn),
                _ => None,
            });
        let bubbles = turns.flat_map(|turn| &turn.bubbles);
        let mut choices = bubbles.flat_map(|bubble| {
            let cards = bubble.cards.iter().flat_map(|card| &card.choices);
            bubble.choices.iter().chain(cards)
        });
        choices
            .find(|choice| choice.data == data)
            .map_or_else(String::new, |choice| choice.label.clone())
    }

    fn note(&mut self, at: Timestamp, said: Said) {
        self.heard.push(Heard { at, said });
    }

    fn finish(self) -> Rehearsal {
        let run = self.driver.run.as_ref();
        let step = run.and_then(|run| {
            let (flow, _) = run.versions().last()?;
            Some((flow.to_owned(), run.step()?.to_owned()))
        });
        Rehearsal {
            step,
            person: self.driver.pen != Pen::Script,
            wakes: self.driver.next_due(),
            now: self.driver.now,
            fields: self.driver.memory.fields.clone().into_iter().collect(),
            heard: self.heard,
        }
    }
}

/// A start that comes by itself at a time.
fn is_regular(start: &Trigger) -> bool {
    start.kind.is_timed()
}

fn end_word(end: End) -> &'static str {
    match end {
        End::Done => "done",
        End::Stopped => "stopped",
        End::Expired => "expired",
        End::Loop => "loop",
        End::Gone => "gone",
    }
}

#[cfg(test)]
mod tests {
    use super::Act;

    #[test]
    fn an_act_is_a_line_and_back() {
        for act in [
            Act::Tap("invite/who/child".to_owned()),
            Act::Write("a b".to_owned()),
            Act::Sticker,
            Act::Day,
            Act::Silence,
            Act::Closed,
        ] {
            assert_eq!(Act::read(&act.line()), Some(act));
        }
        for nothing in ["", "tap", "write  ", "jump 3"] {
            assert_eq!(Act::read(nothing), None);
        }
    }
}
