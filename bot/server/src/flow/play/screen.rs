//! What the terminal shows: bubbles with numbered buttons, the clock, and what the service would do besides.

use std::io::{Result, Write};

use tsunagi_flow::{Cause, Driver, Effect, Hearer, Say, Turn, Voice};
use tsunagi_locale::Arg;
use tsunagi_model::{Timestamp, Urgency};

use tsunagi_dispatch::voice::Texts;

/// Draws.
pub struct Screen<'a> {
    texts: &'a Texts<'a>,
    ui: &'a str,
    colours: bool,
    /// When the clock was shown last.
    shown: Option<Timestamp>,
}

impl<'a> Screen<'a> {
    pub fn new(texts: &'a Texts<'a>, ui: &'a str, colours: bool) -> Self {
        Self {
            texts,
            ui,
            colours,
            shown: None,
        }
    }

    /// Words about the conversation.
    pub fn words(&self, id: &str, args: &[(&str, Arg)]) -> String {
        self.texts.catalogue.text(self.ui, id, args).text
    }

    /// An instant in words.
    pub fn time(&self, at: Timestamp) -> String {
        self.texts.catalogue.date_time(self.ui, at, self.texts.zone)
    }

    /// A line about the conversation.
    pub fn note(&self, out: &mut dyn Write, id: &str, args: &[(&str, Arg)]) -> Result<()> {
        for line in self.words(id, args).lines() {
            if self.colours {
                writeln!(out, "  \u{1b}[2m{line}\u{1b}[0m")?;
            } else {
                writeln!(out, "  · {line}")?;
            }
        }
        Ok(())
    }

    /// The clock, where it has moved.
    fn clock(&mut self, out: &mut dyn Write, at: Timestamp) -> Result<()> {
        if self.shown.replace(at) == Some(at) {
            return Ok(());
        }
        writeln!(out, "── {} ──", self.time(at))
    }

    /// A turn: what is said as on a phone, and what is done in small print.
    pub fn turn(
        &mut self,
        out: &mut dyn Write,
        driver: &Driver,
        turn: &Turn,
        pushes: usize,
    ) -> Result<()> {
        self.clock(out, turn.at)?;
        if turn.is_push() {
            let count = Arg::Number(f64::from(u32::try_from(pushes).unwrap_or(u32::MAX)));
            self.note(out, "play-pushed", &[("count", count)])?;
        }
        let mut number = 0;
        for effect in &turn.effects {
            match effect {
                Effect::Say(say) => number = self.say(out, driver, turn.at, say, number)?,
                other => self.done(out, other)?,
            }
        }
        if turn.effects.is_empty() && turn.cause == Cause::Person {
            self.note(out, "play-nothing", &[])?;
        }
        Ok(())
    }

    /// Bubbles, then buttons; buttons of the last words count, as on a phone.
    fn say(
        &self,
        out: &mut dyn Write,
        driver: &Driver,
        at: Timestamp,
        say: &Say,
        _before: usize,
    ) -> Result<usize> {
        let language = driver.language();
        let hearer = Hearer {
            language: &language,
            memory: &driver.memory,
            calendar: driver.calendar,
            now: at,
        };
        let words = self.texts.speak(say, &hearer);
        for bubble in &words.bubbles {
            for (place, line) in bubble.lines().enumerate() {
                let edge = if place == 0 { "╭" } else { "│" };
                writeln!(out, "  {edge} {line}")?;
            }
        }
        if let Some(media) = &say.media {
            writeln!(out, "  ╭ [{media}]")?;
        }
        for (place, label) in words.buttons.iter().enumerate() {
            writeln!(out, "      {}) {label}", place + 1)?;
        }
        for text in &words.incomplete {
            writeln!(out, "  !! {text}")?;
        }
        Ok(words.buttons.len())
    }

    /// What is done besides speaking.
    fn done(&self, out: &mut dyn Write, effect: &Effect) -> Result<()> {
        let text = |words: &str| Arg::from(words);
        match effect {
            Effect::Say(_) => Ok(()),
            Effect::Save { field, value } if value.is_empty() => {
                self.note(out, "play-forgotten", &[("field", text(field))])
            }
            Effect::Save { field, value } => self.note(
                out,
                "play-saved",
                &[("field", text(field)), ("value", text(value))],
            ),
            Effect::Log { what } => self.note(out, "play-counted", &[("what", text(what))]),
            Effect::Alert {
                team, urgency, why, ..
            } => {
                let when = match urgency {
                    Urgency::Now => "play-now",
                    Urgency::Today => "play-today",
                    Urgency::Week => "play-week",
                };
                let args = [
                    ("team", text(team)),
                    ("when", Arg::from(self.words(when, &[]))),
                    ("why", text(why.as_deref().unwrap_or_default())),
                ];
                self.note(out, "play-alert", &args)
            }
            Effect::Handoff { team, why, .. } => self.note(
                out,
                "play-handoff",
                &[("team", text(team)), ("why", text(why))],
            ),
            Effect::Look => self.note(out, "play-look", &[]),
            Effect::BookSlot { id } => self.note(out, "play-booked", &[("slot", text(id))]),
            Effect::Held { why, until } => {
                let why = self.words(&format!("play-why-{}", why.as_str()), &[]);
                match until {
                    Some(at) => {
                        let args = [("why", Arg::from(why)), ("time", Arg::from(self.time(*at)))];
                        self.note(out, "play-held-until", &args)
                    }
                    None => self.note(out, "play-held", &[("why", Arg::from(why))]),
                }
            }
            Effect::Begin { flow, at, .. } => {
                let args = [("flow", text(flow)), ("time", Arg::from(self.time(*at)))];
                self.note(out, "play-begins", &args)
            }
            Effect::Ended(_) => self.note(out, "play-ended", &[]),
        }
    }
}
