//! Plays a transcript against the engine, row by row, with a driver's clock.

use chrono::{Datelike, Days, NaiveDate, Timelike};
use tsunagi_model::{Memory, Span, Timestamp};

use super::read::{Line, Script, They, Time};
use crate::drive::{Act, Close, Driver, Stage, Turn};
use crate::effect::{Effect, End, SayChoice};
use crate::run::Slot;
use crate::show;
use crate::start::{Trigger, TriggerKind};

/// How many things may happen by themselves between two rows.
const EVENTS: usize = 1_000;

/// The first difference.
pub(super) struct Failed {
    pub line: u32,
    pub heard: Vec<String>,
    pub difference: String,
    pub written: String,
}

/// Plays all rows.
pub(super) fn play(script: &Script, stage: &Stage) -> Result<(), Box<Failed>> {
    let mut player = Player::new(script, stage);
    let failed = |player: Player, line: u32, written: &str, difference: String| {
        Box::new(Failed {
            line,
            heard: player.heard,
            difference,
            written: written.to_owned(),
        })
    };
    for (index, row) in script.rows.iter().enumerate() {
        if let Err(difference) = player.row(index, row) {
            return Err(failed(player, row.line, &row.written, difference));
        }
    }
    match player.expect(&script.expect) {
        Err(difference) => Err(failed(
            player,
            script.expect.line,
            &script.expect.written,
            difference,
        )),
        Ok(()) => Ok(()),
    }
}

pub(super) struct Player<'a> {
    pub driver: Driver<'a>,
    flow: &'a str,
    /// Texts said since the person last did something.
    said: Vec<String>,
    /// Every text that was ever said.
    pub all_said: Vec<String>,
    pub effects: Vec<Effect>,
    pub pushes: Vec<Timestamp>,
    pub ended: Option<End>,
    /// Flows that began.
    pub begun: Vec<String>,
    heard: Vec<String>,
}

impl<'a> Player<'a> {
    fn new(script: &'a Script, stage: &Stage<'a>) -> Self {
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
        let mut driver = Driver::new(*stage, calendar, memory, now);
        driver.known = true;
        driver.slots = script.slots.iter().enumerate().map(slot).collect();
        Self {
            driver,
            flow: &script.flow,
            said: Vec::new(),
            all_said: Vec::new(),
            effects: Vec::new(),
            pushes: Vec::new(),
            ended: None,
            begun: Vec::new(),
            heard: Vec::new(),
        }
    }

    fn row(&mut self, index: usize, row: &Line) -> Result<(), String> {
        if let Some(time) = &row.time {
            self.move_to(self.instant(time), row.late.unwrap_or_default())?;
        }
        if let Some(event) = row.event {
            self.heard.push(show::happened(&self.driver, event));
            self.driver.event(event);
            self.move_to(self.driver.now, Span::default())?;
        }
        if let Some(letter) = &row.code {
            let letter = letter.clone();
            self.act(&Act::Code { letter });
        }
        if self.driver.run.is_none()
            && row.event.is_none()
            && (index == 0 || row.time.is_some())
            && !row.bot.is_empty()
            && self.said.is_empty()
        {
            self.start();
        }
        if row.closed {
            self.nothing_more()?;
            let turn = self.driver.close(Close::Resume);
            self.hear(turn);
        }
        self.compare(&row.bot)?;
        match &row.they {
            Some(They::Tap(key)) => self.tap(key, row.card.as_deref()),
            Some(They::Type(text)) => {
                self.act(&Act::Write {
                    text: text.clone(),
                    risk: row.risk,
                });
                Ok(())
            }
            Some(They::Send(kind)) => {
                self.act(&Act::Send { kind: kind.clone() });
                Ok(())
            }
            None => Ok(()),
        }
    }

    /// Starts the flow as its first kind of start would.
    fn start(&mut self) {
        let Some((_, definition)) = self.driver.stage.program.newest(self.flow) else {
            return;
        };
        let driver = &mut self.driver;
        let regular = |start: &Trigger| start.kind.is_push();
        if definition.starts.iter().any(regular) && driver.memory.get("consent.messages").is_none()
        {
            // Nobody else is written to regularly, so most transcripts do not say it.
            let fields = &mut driver.memory.fields;
            fields.insert("consent.messages".to_owned(), "agree".to_owned());
        }
        for start in &definition.starts {
            if let TriggerKind::On { field, days, .. } = &start.kind {
                // A date that the transcript does not tell is the one that makes the start due now.
                let date = driver.now.plus(Span::days(-days)).to_string();
                let fields = &mut driver.memory.fields;
                fields.entry(field.clone()).or_insert(date);
            }
        }
        let starts = definition.starts.iter().enumerate();
        let regular: Vec<(usize, &Trigger)> = starts.filter(|(_, start)| regular(start)).collect();
        let meant = regular.iter().find(|(_, start)| {
            let program = driver.stage.program;
            program.who_matches(start, &driver.memory, driver.calendar, driver.now)
        });
        let regular = meant.or(regular.first()).map(|(index, _)| *index);
        let turn = self.driver.begin_as(self.flow, regular);
        self.hear(turn);
    }

    fn act(&mut self, act: &Act) {
        let line = show::act(&self.driver, act, &self.driver.buttons);
        self.heard.push(line);
        let turn = self.driver.act(act);
        self.hear(turn);
    }

    /// Takes note of a turn.
    fn hear(&mut self, turn: Turn) {
        self.heard.extend(show::turn(&self.driver, &turn));
        self.begun.extend(turn.flow.clone().filter(|_| turn.began));
        if turn.is_push() {
            self.pushes.push(turn.at);
        }
        for say in turn.says() {
            self.said.push(say.text.clone());
            self.all_said.push(say.text.clone());
        }
        for effect in turn.effects {
            if let Effect::Ended(end) = &effect {
                self.ended = Some(*end);
            }
            self.effects.push(effect);
        }
    }

    fn tap(&mut self, key: &str, card: Option<&str>) -> Result<(), String> {
        let fits = |choice: &&SayChoice| {
            choice.key == key && card.is_none_or(|card| choice.data.ends_with(&format!("/{card}")))
        };
        let Some(choice) = self.driver.buttons.iter().find(fits) else {
            let keys: Vec<_> = self
                .driver
                .buttons
                .iter()
                .map(|choice| choice.key.as_str())
                .collect();
            return Err(format!(
                "there is no button `{key}`; the last question had: {}",
                keys.join(", ")
            ));
        };
        let data = choice.data.clone();
        self.act(&Act::Tap { data });
        Ok(())
    }

    /// Lets time pass; what is due on the way happens.
    fn move_to(&mut self, target: Timestamp, late: Span) -> Result<(), String> {
        for _ in 0..EVENTS {
            match self.driver.pass(target, late) {
                Some(turn) => self.hear(turn),
                None => return Ok(()),
            }
        }
        Err("the flow wakes up again and again".to_owned())
    }

    fn instant(&self, time: &Time) -> Timestamp {
        let (calendar, now) = (self.driver.calendar, self.driver.now);
        let today = calendar.local(now).date();
        let next = |wanted: &dyn Fn(NaiveDate) -> bool, minute: u32| {
            let days = (0..8)
                .filter_map(|ahead| today.checked_add_days(Days::new(ahead)))
                .filter(|day| wanted(*day));
            days.map(|day| calendar.instant(day, minute))
                .find(|at| *at >= now)
                .unwrap_or(now)
        };
        match time {
            Time::After(span) => now.plus(*span),
            Time::Date(at) => calendar.instant(at.date(), at.hour() * 60 + at.minute()),
            Time::Daily(minute) => next(&|_| true, *minute),
            Time::Weekday(weekday, minute) => next(&|day| day.weekday() == *weekday, *minute),
        }
    }

    /// A text's id; the flow's own are written without its name.
    pub fn id(&self, key: &str) -> String {
        if key.contains('-') {
            key.to_owned()
        } else {
            format!("{}-{key}", self.flow)
        }
    }

    fn compare(&mut self, bot: &[String]) -> Result<(), String> {
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
            "here the bot says {}, but the test says {}",
            list(&said),
            list(&wanted)
        ))
    }

    fn nothing_more(&mut self) -> Result<(), String> {
        self.compare(&[])
    }

    /// How the run stands: `open`, `done`, `stopped`, ….
    pub fn end(&self) -> String {
        match (&self.driver.run, self.ended) {
            (None, Some(end)) => format!("{end:?}").to_lowercase(),
            _ => "open".to_owned(),
        }
    }
}
