//! Plays a transcript against the engine, minute by minute of its own clock.

use std::fmt::Write as _;

use chrono::{Datelike, Days, NaiveDate, Timelike};
use tsunagi_model::{Memory, Risk, Timestamp};
use uuid::Uuid;

use super::Stage;
use super::read::{Expect, Line, Script, They, Time};
use crate::effect::{Effect, End, SayChoice};
use crate::run::{Input, Occasion, Run, Slot, World};
use crate::start::TriggerKind;
use crate::step::{interrupt, step};

/// How many things may happen by themselves between two rows.
const EVENTS: usize = 1_000;

/// Plays all rows; the error is the conversation with the first difference marked.
pub(super) fn play(script: &Script, stage: &Stage) -> Result<(), String> {
    let mut player = Player::new(script, stage);
    let played = script
        .rows
        .iter()
        .enumerate()
        .try_for_each(|(index, row)| player.row(index, row));
    let played = played.and_then(|()| player.expect(&script.expect));
    played.map_err(|difference| {
        let mut report = format!("{}\n", player.heard);
        let _ = write!(report, ">>> {difference}");
        report
    })
}

struct Player<'a> {
    stage: &'a Stage<'a>,
    flow: &'a str,
    now: Timestamp,
    memory: Memory,
    run: Option<Run>,
    slots: Vec<Slot>,
    /// Texts said since the person last did something.
    said: Vec<String>,
    /// Everything that was ever said, logged, alerted, handed off.
    all_said: Vec<String>,
    effects: Vec<Effect>,
    choices: Vec<SayChoice>,
    pushes: Vec<Timestamp>,
    ended: Option<(Timestamp, End)>,
    heard: String,
}

impl<'a> Player<'a> {
    fn new(script: &'a Script, stage: &'a Stage<'a>) -> Self {
        let calendar = stage.program.calendar("");
        // A Wednesday morning; most tests say `at` in their first row.
        let now = NaiveDate::from_ymd_opt(2026, 11, 18)
            .map_or(Timestamp::default(), |day| calendar.instant(day, 10 * 60));
        let slot = |(index, at): (usize, &chrono::NaiveDateTime)| Slot {
            id: format!("slot{}", index + 1),
            at: calendar.instant(at.date(), at.hour() * 60 + at.minute()),
        };
        let mut memory = Memory::default();
        for (field, value) in &script.who {
            let field = if field.contains('.') {
                field.clone()
            } else {
                format!("contact.{field}")
            };
            memory.fields.insert(field, value.clone());
        }
        Self {
            stage,
            flow: &script.flow,
            now,
            memory,
            run: None,
            slots: script.slots.iter().enumerate().map(slot).collect(),
            said: Vec::new(),
            all_said: Vec::new(),
            effects: Vec::new(),
            choices: Vec::new(),
            pushes: Vec::new(),
            ended: None,
            heard: String::new(),
        }
    }

    fn row(&mut self, index: usize, row: &Line) -> Result<(), String> {
        if let Some(time) = &row.time {
            self.move_to(self.instant(time))?;
        }
        if self.run.is_none()
            && (index == 0 || row.time.is_some())
            && !row.bot.is_empty()
            && self.said.is_empty()
        {
            self.start();
        }
        if row.closed {
            self.nothing_more()?;
            self.input(&Input::HandoffClosed, false);
        }
        self.compare(&row.bot, &row.written)?;
        match &row.they {
            Some(They::Tap(key)) => self.tap(key, row.card.as_deref())?,
            Some(They::Type(text)) => self.type_in(text, row.risk),
            Some(They::Send(kind)) => {
                self.hear(&format!("     they: [{kind}]"));
                self.input(&Input::Other { kind }, false);
            }
            None => {}
        }
        Ok(())
    }

    fn hear(&mut self, line: &str) {
        let local = self.stage.program.calendar("").local(self.now);
        let _ = writeln!(self.heard, "{} {line}", local.format("%a %m-%d %H:%M"));
    }

    /// Starts the flow as its first kind of start would.
    fn start(&mut self) {
        let Some((version, definition)) = self.stage.program.newest(self.flow) else {
            return;
        };
        let regular = definition
            .starts
            .iter()
            .position(|start| matches!(start.kind, TriggerKind::Every { .. }));
        let occasion = regular.map_or(Occasion::Follow, |index| Occasion::Schedule { index });
        self.run = Some(Run::begin(self.flow, version, self.now));
        self.input(&Input::Start(occasion), regular.is_some());
    }

    fn input(&mut self, input: &Input, push: bool) {
        let Some(run) = &mut self.run else { return };
        let program = self.stage.program;
        let again = program
            .newest(run.flow())
            .and_then(|(_, definition)| definition.again);
        let came_again = again
            .zip(self.ended)
            .is_some_and(|(again, (at, _))| self.now.since(at) < again.after);
        let world = World {
            now: self.now,
            calendar: program.calendar(""),
            labels: self.stage.labels,
            slots: &self.slots,
            conversation: Uuid::from_u128(7),
            came_again,
        };
        let effects = step(program, run, &mut self.memory, input, &world);
        if let Some(end) = run.ended() {
            self.ended = Some((self.now, end));
            self.run = None;
        }
        if push
            && effects
                .iter()
                .any(|effect| matches!(effect, Effect::Say(_)))
        {
            self.pushes.push(self.now);
        }
        for effect in effects {
            match &effect {
                Effect::Say(say) => {
                    self.hear(&format!("bot: {}", say.text));
                    self.said.push(say.text.clone());
                    self.all_said.push(say.text.clone());
                    let cards = say.cards.iter().flat_map(|card| card.choices.clone());
                    self.choices = say.choices.iter().cloned().chain(cards).collect();
                }
                Effect::BookSlot { id } => self.slots.retain(|slot| slot.id != *id),
                other => self.hear(&format!("     ({other:?})")),
            }
            self.effects.push(effect);
        }
    }

    fn tap(&mut self, key: &str, card: Option<&str>) -> Result<(), String> {
        self.hear(&format!("     they: {key}"));
        let fits = |choice: &&SayChoice| {
            choice.key == key && card.is_none_or(|card| choice.data.ends_with(&format!("/{card}")))
        };
        let Some(choice) = self.choices.iter().find(fits).cloned() else {
            let keys: Vec<_> = self
                .choices
                .iter()
                .map(|choice| choice.key.as_str())
                .collect();
            return Err(format!(
                "there is no button `{key}`; the last question had: {}",
                keys.join(", ")
            ));
        };
        self.input(&Input::Choice { data: &choice.data }, false);
        Ok(())
    }

    fn type_in(&mut self, text: &str, risk: Option<Risk>) {
        self.hear(&format!("     they: \"{text}\""));
        let program = self.stage.program;
        let asked = self
            .run
            .as_ref()
            .and_then(|run| run.question(program))
            .map(|question| question.text);
        let risk = risk.unwrap_or_else(|| (self.stage.classify)(text, asked.as_deref()));
        if self.run.is_some() {
            return self.input(&Input::Text { text, risk }, false);
        }
        let keyword = Occasion::Keyword(text.to_owned());
        self.run = interrupt(program, &self.memory, text, risk).or_else(|| {
            let (version, definition) = program.newest(program.start_for(&keyword)?)?;
            Some(Run::begin(&definition.flow, version, self.now))
        });
        self.input(&Input::Start(keyword), false);
    }

    /// Lets time pass; what is due on the way happens.
    fn move_to(&mut self, target: Timestamp) -> Result<(), String> {
        for _ in 0..EVENTS {
            let Some(wake) = self
                .run
                .as_ref()
                .and_then(Run::next_wake)
                .filter(|wake| *wake <= target)
            else {
                self.now = self.now.max(target);
                return Ok(());
            };
            self.now = self.now.max(wake);
            self.input(&Input::Wake, true);
        }
        Err("the flow wakes up again and again".to_owned())
    }

    fn instant(&self, time: &Time) -> Timestamp {
        let calendar = self.stage.program.calendar("");
        let today = calendar.local(self.now).date();
        let next = |wanted: &dyn Fn(NaiveDate) -> bool, minute: u32| {
            let days = (0..8)
                .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
                .filter(|day| wanted(*day));
            days.map(|day| calendar.instant(day, minute))
                .find(|at| *at >= self.now)
                .unwrap_or(self.now)
        };
        match time {
            Time::After(span) => self.now.plus(*span),
            Time::Date(at) => calendar.instant(at.date(), at.hour() * 60 + at.minute()),
            Time::Daily(minute) => next(&|_| true, *minute),
            Time::Weekday(weekday, minute) => next(&|day| day.weekday() == *weekday, *minute),
        }
    }

    fn id(&self, key: &str) -> String {
        if key.contains('-') {
            key.to_owned()
        } else {
            format!("{}-{key}", self.flow)
        }
    }

    fn compare(&mut self, bot: &[String], written: &str) -> Result<(), String> {
        let wanted: Vec<String> = bot.iter().map(|key| self.id(key)).collect();
        let said = std::mem::take(&mut self.said);
        if said == wanted {
            return Ok(());
        }
        let list = |ids: &[String]| {
            if ids.is_empty() {
                "nothing".to_owned()
            } else {
                ids.join(", ")
            }
        };
        Err(format!(
            "here the bot says {}, but the test says {}: {written}",
            list(&said),
            list(&wanted)
        ))
    }

    fn nothing_more(&mut self) -> Result<(), String> {
        self.compare(&[], "nothing more")
    }

    fn expect(&self, expect: &Expect) -> Result<(), String> {
        let calendar = self.stage.program.calendar("");
        let some = |what: &str, wanted: &str, found: bool| {
            if found {
                Ok(())
            } else {
                Err(format!("expected {what}: {wanted}"))
            }
        };
        for team in &expect.alerts {
            let found = self.effects.iter().any(
                |effect| matches!(effect, Effect::Alert { team: called, .. } if called == team),
            );
            some(
                "alert",
                team,
                found
                    || (team == "none"
                        && !self
                            .effects
                            .iter()
                            .any(|effect| matches!(effect, Effect::Alert { .. }))),
            )?;
        }
        for team in &expect.handoffs {
            some(
                "handoff",
                team,
                self.effects.iter().any(
                    |effect| matches!(effect, Effect::Handoff { team: asked, .. } if asked == team),
                ),
            )?;
        }
        for text in &expect.said {
            some("said", text, self.all_said.contains(&self.id(text)))?;
        }
        for text in &expect.not_said {
            some("not_said", text, !self.all_said.contains(&self.id(text)))?;
        }
        for words in &expect.logged {
            some(
                "logged",
                words,
                self.effects
                    .iter()
                    .any(|effect| matches!(effect, Effect::Log { what } if what == words)),
            )?;
        }
        for (field, value) in &expect.saved {
            let held = self.memory.get(field).unwrap_or("nothing");
            some(
                "saved",
                &format!("{field} = {value}, but it is {held}"),
                held == value,
            )?;
        }
        if let Some(end) = &expect.ended {
            let how = self.ended.filter(|_| self.run.is_none()).map_or_else(
                || "open".to_owned(),
                |(_, how)| format!("{how:?}").to_lowercase(),
            );
            some("ended", &format!("{end}, but it is {how}"), how == *end)?;
        }
        if let Some(pushes) = expect.pushes {
            some(
                "pushes",
                &format!("{pushes}, but there were {}", self.pushes.len()),
                self.pushes.len() == pushes,
            )?;
        }
        if let Some((from, until)) = expect.not_sent_between {
            for at in &self.pushes {
                let local = calendar.local(*at);
                let minute = local.hour() * 60 + local.minute();
                let inside = if from <= until {
                    (from..until).contains(&minute)
                } else {
                    minute >= from || minute < until
                };
                some(
                    "not_sent_between",
                    &format!("but something was sent at {local}"),
                    !inside,
                )?;
            }
        }
        Ok(())
    }
}
