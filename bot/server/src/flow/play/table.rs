//! One conversation at the table: what the person typed becomes what happens next, and every step can be taken back.

use std::io::{Result, Write};

use tsunagi_flow::{Act, Close, Driver, Event, Turn};
use tsunagi_locale::Arg;
use tsunagi_model::{Span, Timestamp};

use super::screen::Screen;

/// How many things may happen while time passes once.
const EVENTS: usize = 200;

/// A conversation that goes on, and those before each step.
pub struct Table<'a> {
    driver: Driver<'a>,
    pushes: usize,
    flow: String,
    before: Vec<(Driver<'a>, usize)>,
    screen: Screen<'a>,
}

impl<'a> Table<'a> {
    pub fn new(driver: Driver<'a>, screen: Screen<'a>, flow: &str) -> Self {
        Self {
            driver,
            pushes: 0,
            flow: flow.to_owned(),
            before: Vec::new(),
            screen,
        }
    }

    /// Starts the flow as its first start would that is meant for this person, or else as if they had just come.
    pub fn begin(&mut self, out: &mut dyn Write) -> Result<()> {
        let flow = [("flow", Arg::from(self.flow.as_str()))];
        self.screen.note(out, "play-begin", &flow)?;
        let turn = self.driver.begin_any(&self.flow);
        let begun = self.driver.run.is_some() || turn.says().next().is_some();
        self.show(out, &turn)?;
        if !begun {
            self.screen.note(out, "play-unheld", &[])?;
            let turn = self.driver.begin_as(&self.flow, None);
            self.show(out, &turn)?;
        }
        self.ahead(out)
    }

    /// Takes one line; false ends the conversation.
    pub fn take(&mut self, line: &str, out: &mut dyn Write) -> Result<bool> {
        let line = line.trim();
        if line.is_empty() {
            return Ok(true);
        }
        let (command, rest) = line.split_once(' ').unwrap_or((line, ""));
        let rest = rest.trim();
        match command {
            "/quit" => return Ok(false),
            "/help" => self.screen.note(out, "play-help", &[])?,
            "/back" => return self.back(out).map(|()| true),
            "/who" => self.who(out)?,
            "/fields" => self.fields(out)?,
            _ => {
                self.before.push((self.driver.clone(), self.pushes));
                self.happens(command, rest, line, out)?;
                self.ahead(out)?;
            }
        }
        Ok(true)
    }

    fn happens(
        &mut self,
        command: &str,
        rest: &str,
        line: &str,
        out: &mut dyn Write,
    ) -> Result<()> {
        match command {
            "/wait" => match span(rest) {
                Some(span) => self.pass(out, self.driver.now.plus(span)),
                None => self.screen.note(out, "play-span", &[]),
            },
            "/silence" => match self.driver.next_due() {
                Some(due) => {
                    let turn = self.driver.pass(due, Span::default());
                    turn.map_or(Ok(()), |turn| self.show(out, &turn))
                }
                None => Ok(()),
            },
            "/sticker" => self.act(
                out,
                &Act::Send {
                    kind: "sticker".to_owned(),
                },
            ),
            "/staff" => self.staff(out, rest),
            "/event" => match rest.parse::<Event>() {
                Ok(event) => {
                    self.driver.event(event);
                    Ok(())
                }
                Err(()) => {
                    let events: Vec<&str> = Event::ALL.iter().map(|event| event.as_str()).collect();
                    let args = [("events", Arg::from(events.join(", ")))];
                    self.screen.note(out, "play-event", &args)
                }
            },
            "/role" => self.set(out, "contact.role", rest),
            "/language" => self.set(out, "contact.language", rest),
            "/age" => self.set(out, "contact.age", rest),
            "/set" => {
                let (field, value) = rest.split_once(' ').unwrap_or((rest, ""));
                self.set(out, field, value.trim())
            }
            _ if command.starts_with('/') => self.screen.note(out, "play-unknown", &[]),
            _ => self.words(out, line),
        }
    }

    /// A number taps a button where there is one; anything else is written.
    fn words(&mut self, out: &mut dyn Write, line: &str) -> Result<()> {
        let button = line
            .parse::<usize>()
            .ok()
            .and_then(|number| number.checked_sub(1));
        let button = button.and_then(|place| self.driver.buttons.get(place));
        let act = match button {
            Some(button) => Act::Tap {
                data: button.data.clone(),
            },
            None => Act::Write {
                text: line.to_owned(),
                risk: None,
            },
        };
        self.act(out, &act)
    }

    fn act(&mut self, out: &mut dyn Write, act: &Act) -> Result<()> {
        let turn = self.driver.act(act);
        self.show(out, &turn)
    }

    fn staff(&mut self, out: &mut dyn Write, what: &str) -> Result<()> {
        match what {
            "write" | "take" => {
                self.driver.staff_writes();
                self.screen.note(out, "play-staff", &[])
            }
            "close" | "silent" => {
                self.screen.note(out, "play-closed", &[])?;
                let how = if what == "close" {
                    Close::Resume
                } else {
                    Close::Silent
                };
                let turn = self.driver.close(how);
                self.show(out, &turn)
            }
            _ => self.screen.note(out, "play-unknown", &[]),
        }
    }

    fn set(&mut self, out: &mut dyn Write, field: &str, value: &str) -> Result<()> {
        let memory = &mut self.driver.memory;
        if value.is_empty() {
            memory.clear(field);
        } else {
            memory.fields.insert(field.to_owned(), value.to_owned());
        }
        let args = [("field", Arg::from(field)), ("value", Arg::from(value))];
        self.screen.note(out, "play-set", &args)
    }

    fn pass(&mut self, out: &mut dyn Write, until: Timestamp) -> Result<()> {
        for _ in 0..EVENTS {
            match self.driver.pass(until, Span::default()) {
                Some(turn) => self.show(out, &turn)?,
                None => break,
            }
        }
        Ok(())
    }

    fn show(&mut self, out: &mut dyn Write, turn: &Turn) -> Result<()> {
        self.pushes += usize::from(turn.is_push());
        self.screen.turn(out, &self.driver, turn, self.pushes)
    }

    /// What comes next by itself.
    fn ahead(&self, out: &mut dyn Write) -> Result<()> {
        match self.driver.next_due() {
            Some(due) => {
                let args = [("time", Arg::from(self.screen.time(due)))];
                self.screen.note(out, "play-waits", &args)
            }
            None => self.screen.note(out, "play-quiet", &[]),
        }
    }

    fn back(&mut self, out: &mut dyn Write) -> Result<()> {
        match self.before.pop() {
            Some((driver, pushes)) => {
                (self.driver, self.pushes) = (driver, pushes);
                self.screen.note(out, "play-back", &[])?;
                self.now(out)
            }
            None => self.screen.note(out, "play-no-back", &[]),
        }
    }

    fn now(&self, out: &mut dyn Write) -> Result<()> {
        let pushes = Arg::from(self.pushes.to_string());
        let time = Arg::from(self.screen.time(self.driver.now));
        self.screen
            .note(out, "play-time", &[("time", time), ("pushes", pushes)])
    }

    fn who(&self, out: &mut dyn Write) -> Result<()> {
        let memory = &self.driver.memory;
        let age = memory.get("contact.age").unwrap_or("–");
        let args = [
            ("role", Arg::from(memory.role().as_str())),
            ("language", Arg::from(self.driver.language())),
            ("age", Arg::from(age)),
        ];
        self.screen.note(out, "play-who", &args)?;
        self.now(out)
    }

    fn fields(&self, out: &mut dyn Write) -> Result<()> {
        if self.driver.memory.fields.is_empty() {
            return self.screen.note(out, "play-no-fields", &[]);
        }
        for (field, value) in &self.driver.memory.fields {
            writeln!(out, "    {field} = {value}")?;
        }
        Ok(())
    }
}

/// `30m`, `3h`, `1d`, `2w`.
fn span(text: &str) -> Option<Span> {
    let unit = text.chars().last()?;
    let number: i64 = text.strip_suffix(unit)?.trim().parse().ok()?;
    let number = (0..=5_000).contains(&number).then_some(number)?;
    match unit {
        'm' => Some(Span::minutes(number)),
        'h' => Some(Span::hours(number)),
        'd' => Some(Span::days(number)),
        'w' => Some(Span::days(number * 7)),
        _ => None,
    }
}
