//! What a bystander counts of one turn.

use tsunagi_model::Span;

use super::person::{Life, Next};
use super::tally::Tally;
use crate::drive::Turn;
use crate::effect::Effect;

impl Life<'_> {
    pub fn count(&mut self, turn: &Turn, tally: &mut Tally) {
        if let Some(flow) = &turn.flow {
            let passage = tally.passage(flow);
            passage.entered += u64::from(turn.began);
            for effect in &turn.effects {
                if let Effect::Ended(end) = effect {
                    *passage
                        .ended
                        .entry(format!("{end:?}").to_lowercase())
                        .or_default() += 1;
                    let answered = u64::from(turn.answered);
                    passage.answered += answered;
                    passage.silent += 1 - answered;
                }
            }
        }
        for effect in &turn.effects {
            match effect {
                Effect::Alert { urgency, .. } => {
                    *tally.alerts.entry(urgency.as_str().to_owned()).or_default() += 1;
                }
                Effect::Handoff { .. } => {
                    tally.handoffs += 1;
                    self.staff_come();
                }
                Effect::Held { why, .. } => {
                    *tally.held.entry(why.as_str().to_owned()).or_default() += 1;
                }
                Effect::Save { field, value } if field == "meeting.at" => {
                    if let Some(at) = self.driver.calendar.read(value) {
                        self.plans.retain(|(_, next)| *next != Next::Meeting);
                        self.plans.push((at.plus(Span::hours(1)), Next::Meeting));
                    }
                }
                _ => {}
            }
        }
    }
}
