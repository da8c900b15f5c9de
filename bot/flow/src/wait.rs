//! What happens by itself: the end of a wait, nudges, expiry; when each is due, and what becomes of it when it comes too late.

use tsunagi_model::{Span, Timestamp};

use crate::definition::{Missed, Question, Step, Target, Until, Verb, Wait};
use crate::effect::End;
use crate::run::State;
use crate::turn::Turn;

/// The end of a flow whose time runs out.
struct Expiry {
    at: Timestamp,
    /// Which flow of the stack.
    place: usize,
    /// The ladder of the question comes to its own end before.
    ladder_fits: bool,
}

impl<'a> Turn<'a, '_> {
    /// Waits for time to pass, unless it has.
    pub fn wait(&mut self, step: &Step, wait: &Wait) -> Option<Target> {
        let now = self.world.now;
        let calendar = self.world.calendar;
        let until = match &wait.until {
            Until::Length(length) => calendar.after(now, *length),
            Until::Field { .. } => self.planned(wait).map(|(planned, _)| planned),
        };
        // A date that is not known any more, or past, is not waited for.
        let Some(until) = until.filter(|until| *until > now) else {
            return Some(wait.missed.unwrap_or(step.next));
        };
        let until = calendar.shift(until, self.memory.role());
        let top = self.run.stack.last_mut()?;
        top.state = State::Wait;
        (top.since, top.until, top.misses, top.held) = (now, Some(until), 0, None);
        None
    }

    /// The instant that a wait for a date means now, and the date itself.
    fn planned(&self, wait: &Wait) -> Option<(Timestamp, Timestamp)> {
        let Until::Field { field, days, time } = &wait.until else {
            return None;
        };
        let calendar = self.world.calendar;
        let date = calendar.read(self.memory.get(field)?)?;
        Some((calendar.day_at(date, *days, *time), date))
    }

    /// The time came that the run waited for.
    pub fn wake(&mut self, state: State) {
        self.silent = true;
        let now = self.world.now;
        let Some(planned) = self.run.wake.filter(|wake| *wake <= now) else {
            return;
        };
        // Only an hour at which we may write counts as the hour of coming.
        let comes = self.world.calendar.shift(now, self.memory.role());
        let late = self.missed().is_late(planned, comes);
        match state {
            State::Wait => {
                let target = match self.here().map(|(_, step)| (step, &step.verb)) {
                    Some((step, Verb::Wait(wait))) => self.waited(step, wait, late),
                    Some((step, _)) => Some(step.next),
                    None => Some(Target::End),
                };
                if let Some(target) = target {
                    self.go(target);
                }
            }
            State::Question => match (self.question(), self.ladder_due()) {
                (Some((step, question)), Some(due)) if due <= now && !self.is_expired() => {
                    self.climb(step, question, late);
                }
                _ => self.expire(),
            },
            // What conduct held back: a start, or the words after a handoff.
            State::Ready => self.start(),
            State::Person | State::Held => {
                self.silent = false;
                self.closed();
            }
            State::Below => {}
        }
    }

    /// A wait is over: on to the next step, or to where `missed` says; a date that was moved meanwhile is waited for again.
    fn waited(&mut self, step: &Step, wait: &Wait, late: bool) -> Option<Target> {
        let now = self.world.now;
        let missed = Some(wait.missed.unwrap_or(step.next));
        if matches!(wait.until, Until::Field { .. }) {
            let Some((planned, date)) = self.planned(wait) else {
                return missed;
            };
            if planned > now {
                return self.wait(step, wait);
            }
            if planned < date && now >= date {
                return missed;
            }
        }
        if late { missed } else { Some(step.next) }
    }

    /// What the flow on top says of things that come late.
    fn missed(&self) -> Missed {
        self.definition()
            .map_or(Missed::SendLate(None), |definition| definition.missed)
    }

    /// Nobody answered: the next nudge, or the end of the ladder. A nudge that comes too late is left out, the ladder goes on.
    fn climb(&mut self, step: &'a Step, question: &'a Question, late: bool) {
        let now = self.world.now;
        let Some(top) = self.run.stack.last_mut() else {
            return;
        };
        (top.until, top.held) = (None, None);
        if std::mem::take(&mut top.unput) {
            // The question itself had to wait; its ladder begins now.
            return self.put_now();
        }
        if top.nudges as usize + 1 < question.silence.gaps.len() {
            top.nudges += 1;
            top.asked = now;
            if !late {
                self.nudge(step, question);
            }
        } else {
            self.go(question.silence.then);
        }
    }

    /// Puts the question on top as if its step were entered.
    pub fn put_now(&mut self) {
        if let (Some((definition, _)), Some((step, question))) = (self.here(), self.question())
            && let Some(target) = self.ask(definition, step, question)
        {
            self.go(target);
        }
    }

    /// The earliest instant at which something happens by itself; what conduct holds back does not come before that ends.
    pub fn due(&self) -> Option<Timestamp> {
        let top = self.run.stack.last().filter(|_| self.run.ended.is_none())?;
        let due = match top.state {
            State::Wait => top.until,
            State::Question => {
                let ladder = self.ladder_due();
                match (ladder, self.expiry()) {
                    (Some(ladder), Some(expiry)) => Some(ladder.min(expiry.at)),
                    (ladder, expiry) => ladder.or(expiry.map(|expiry| expiry.at)),
                }
            }
            State::Ready | State::Person | State::Held => top.held,
            State::Below => None,
        };
        due.map(|due| top.held.map_or(due, |held| due.max(held)))
    }

    /// When the next nudge, or the end of the ladder, is due: out of quiet hours.
    pub fn ladder_due(&self) -> Option<Timestamp> {
        let (_, question) = self.question()?;
        let top = self.run.stack.last()?;
        if top.unput {
            return Some(top.held.unwrap_or(top.asked));
        }
        let gap = question
            .silence
            .gaps
            .get(top.nudges as usize)
            .copied()
            .unwrap_or(Span::days(1));
        let due = self
            .world
            .calendar
            .shift(top.asked.plus(gap), self.memory.role());
        let least = top.until.max(top.held).unwrap_or(top.asked);
        Some(due.max(least))
    }

    /// When a flow of the stack ends by itself, and its place; the end of a ladder that would come first without quiet hours
    /// still comes first.
    fn expiry(&self) -> Option<Expiry> {
        let top = self.run.stack.last()?;
        let expires = |(place, frame): (usize, &crate::run::Frame)| {
            let definition = self.program.version(&frame.flow, frame.version)?;
            let span = definition.expires.filter(|_| frame.rule.is_none())?;
            // A question that was put after a wait has its own time.
            Some((self.run.moved.max(top.since).plus(span), place))
        };
        let frames = self.run.stack.iter().enumerate();
        let (expiry, place) = frames.filter_map(expires).min()?;
        let (_, question) = self.question()?;
        let total = Span(
            question
                .silence
                .gaps
                .iter()
                .fold(0_i64, |sum, gap| sum.saturating_add(gap.0)),
        );
        let ladder_fits = top.since.plus(total) <= expiry;
        let due = self.ladder_due().filter(|_| ladder_fits);
        Some(Expiry {
            at: due.map_or(expiry, |due| expiry.max(due)),
            place,
            ladder_fits,
        })
    }

    /// Woken so late that a nudge would come after the end.
    fn is_expired(&self) -> bool {
        self.expiry()
            .is_some_and(|expiry| !expiry.ladder_fits && expiry.at <= self.world.now)
    }

    /// The time of a flow ran out: the run ends; if the flow was run by another, that one goes on without a result.
    fn expire(&mut self) {
        match self.expiry() {
            Some(Expiry {
                place: place @ 1.., ..
            }) => {
                self.run.stack.truncate(place + 1);
                self.run.moved = self.world.now;
                if let Some(target) = self.leave_without_result() {
                    self.go(target);
                }
            }
            _ => self.end(End::Expired),
        }
    }
}
