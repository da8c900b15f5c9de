//! The rules of conduct as a bystander checks them: written anew from the rules, without the code that keeps them, so that walks
//! and the simulated year would notice if that code were wrong.

use std::collections::VecDeque;

use chrono::Timelike;
use tsunagi_model::{Role, Span, Timestamp};

use crate::calendar::Calendar;
use crate::definition::Purpose;
use crate::drive::{Cause, Driver, Turn};
use crate::effect::Effect;

/// What was broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Breach {
    /// A third push within seven days.
    Week,
    /// Less than 48 hours after another push.
    Gap,
    /// Less than 24 hours after a person of the staff wrote.
    Human,
    /// After a refusal.
    Refused,
    /// During a rest that the person asked for.
    Paused,
    /// Outside the hours in which this person may be written to.
    Window,
    /// One invitation too many to somebody who does not answer.
    Ladder,
}

impl Breach {
    /// All of them.
    pub const ALL: [Self; 7] = [
        Self::Week,
        Self::Gap,
        Self::Human,
        Self::Refused,
        Self::Paused,
        Self::Window,
        Self::Ladder,
    ];

    /// In one word.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Week => "week",
            Self::Gap => "gap",
            Self::Human => "human",
            Self::Refused => "refused",
            Self::Paused => "paused",
            Self::Window => "window",
            Self::Ladder => "ladder",
        }
    }

    /// In a sentence.
    pub fn says(self) -> &'static str {
        match self {
            Self::Week => "this is the third push within seven days",
            Self::Gap => "this push comes less than 48 hours after the one before",
            Self::Human => "a person of the staff wrote within the last 24 hours",
            Self::Refused => "the person has refused and is still written to",
            Self::Paused => "the person asked for a rest and is still written to",
            Self::Window => "this person may not be written to at this hour",
            Self::Ladder => "this is one invitation too many to somebody who does not answer",
        }
    }
}

/// What a bystander remembers of one person.
#[derive(Debug, Clone, Default)]
pub(crate) struct Law {
    /// The last two pushes.
    last: [Option<Timestamp>; 2],
    human: Option<Timestamp>,
    refused: bool,
    /// `Some(None)` is a rest until they write.
    rests: Option<Option<Timestamp>>,
    /// Invitations since the person last did something.
    unanswered: u32,
    /// When those beyond the sixth were sent.
    late: VecDeque<Timestamp>,
    last_invitation: Option<Timestamp>,
}

impl Law {
    /// A person of the staff wrote or holds the pen.
    pub fn human(&mut self, at: Timestamp) {
        self.human = Some(at);
    }

    /// The person said no.
    pub fn refuses(&mut self) {
        self.refused = true;
    }

    /// The person did something that takes a no back.
    pub fn relents(&mut self) {
        self.refused = false;
    }

    /// Looks at what came of one thing that happened.
    pub fn see(&mut self, driver: &Driver, turn: &Turn) -> Vec<Breach> {
        let mut breaches = Vec::new();
        if turn.cause == Cause::Person {
            self.acted();
        } else if turn.says().any(|say| !say.urgent) {
            breaches = self.push(
                turn.at,
                driver.memory.role(),
                invites(driver, turn),
                driver.calendar,
            );
        }
        for effect in &turn.effects {
            if let Effect::Save { field, value } = effect {
                self.saved(driver.calendar, field, value);
            }
        }
        breaches
    }

    fn acted(&mut self) {
        self.unanswered = 0;
        self.late.clear();
        if self.rests == Some(None) {
            self.rests = None;
        }
    }

    fn saved(&mut self, calendar: &Calendar, field: &str, value: &str) {
        match (field, value) {
            ("consent.messages", "agree") => self.refused = false,
            ("consent.messages", "withdrawn" | "decline") => self.refused = true,
            ("contact.paused_until", "") => self.rests = None,
            ("contact.paused_until", "forever") => self.rests = Some(None),
            ("contact.paused_until", until) => self.rests = Some(calendar.read(until)),
            _ => {}
        }
    }

    fn push(
        &mut self,
        at: Timestamp,
        role: Role,
        invites: bool,
        calendar: &Calendar,
    ) -> Vec<Breach> {
        let within = |past: Option<Timestamp>, span| past.is_some_and(|past| at.since(past) < span);
        let mut breaches = Vec::new();
        let mut found = |broken, breach| {
            if broken {
                breaches.push(breach);
            }
        };
        found(within(self.last[0], Span::days(7)), Breach::Week);
        found(within(self.last[1], Span::hours(48)), Breach::Gap);
        found(within(self.human, Span::hours(24)), Breach::Human);
        found(self.refused, Breach::Refused);
        let rests = self
            .rests
            .is_some_and(|until| until.is_none_or(|until| until > at));
        found(rests, Breach::Paused);
        found(!in_window(at, role, calendar), Breach::Window);
        if invites {
            let postcard = self.unanswered >= 6;
            let recent = self.late.iter();
            let recent = recent.filter(|past| at.since(**past) < Span::days(365));
            let too_soon = within(self.last_invitation, Span::days(30));
            found(
                postcard && (too_soon || recent.count() >= 6),
                Breach::Ladder,
            );
            if postcard {
                self.late.push_back(at);
                if self.late.len() > 12 {
                    self.late.pop_front();
                }
            }
            self.unanswered += 1;
            self.last_invitation = Some(at);
        }
        self.last = [self.last[1], Some(at)];
        breaches
    }

    /// How many invitations went out since the person last did something.
    pub fn unanswered(&self) -> u32 {
        self.unanswered
    }
}

/// Whether the words were meant to win somebody over.
fn invites(driver: &Driver, turn: &Turn) -> bool {
    let flow = turn.flow.as_deref();
    let definition = flow.and_then(|flow| driver.stage.program.newest(flow));
    definition.is_some_and(|(_, definition)| definition.purpose == Some(Purpose::Invitation))
}

/// Children: school days 15:30 to 20:00, other days from 11:00; everybody else 8:00 to 20:00. An area may allow less, never more.
fn in_window(at: Timestamp, role: Role, calendar: &Calendar) -> bool {
    let local = calendar.local(at);
    let minute = local.hour() * 60 + local.minute();
    let opens = match role {
        Role::Child if calendar.is_school_day(local.date()) => 15 * 60 + 30,
        Role::Child => 11 * 60,
        _ => 8 * 60,
    };
    (opens..20 * 60).contains(&minute)
}
