//! When something happens by itself: nudges, the end of a wait, expiry.

use tsunagi_model::{Span, Timestamp};

use crate::run::State;
use crate::step::Turn;

impl Turn<'_, '_> {
    /// The earliest instant at which something happens by itself.
    pub fn due(&self) -> Option<Timestamp> {
        let top = self.run.stack.last().filter(|_| self.run.ended.is_none())?;
        match top.state {
            State::Wait => top.until,
            State::Question => {
                let ladder = self.ladder_due();
                match (ladder, self.expiry()) {
                    (Some(ladder), Some(expiry)) => Some(ladder.min(expiry)),
                    (ladder, expiry) => ladder.or(expiry),
                }
            }
            _ => None,
        }
    }

    /// When the next nudge, or the end of the ladder, is due: out of quiet hours.
    pub fn ladder_due(&self) -> Option<Timestamp> {
        let (_, question) = self.question()?;
        let top = self.run.stack.last()?;
        let gap = question
            .silence
            .gaps
            .get(top.nudges as usize)
            .copied()
            .unwrap_or(Span::days(1));
        Some(
            self.world
                .calendar
                .shift(top.asked.plus(gap), self.memory.role())
                .max(top.until.unwrap_or(top.asked)),
        )
    }

    /// When the run ends by itself; the end of a ladder that would come first without quiet hours still comes first.
    pub fn expiry(&self) -> Option<Timestamp> {
        let bottom = self.run.stack.first()?;
        let span = self
            .program
            .version(&bottom.flow, bottom.version)?
            .expires?;
        let expiry = self.run.moved.plus(span);
        let top = self.run.stack.last()?;
        let (_, question) = self.question()?;
        let total = Span(
            question
                .silence
                .gaps
                .iter()
                .fold(0_i64, |sum, gap| sum.saturating_add(gap.0)),
        );
        let ladder_fits = top.since.plus(total) <= expiry;
        match self.ladder_due() {
            Some(due) if ladder_fits => Some(expiry.max(due)),
            _ => Some(expiry),
        }
    }
}
