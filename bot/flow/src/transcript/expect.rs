//! What must be true when a transcript is over.

use chrono::Timelike;

use super::play::Player;
use super::read::Expect;
use crate::effect::Effect;

impl Player<'_> {
    /// Holds the conversation against what was expected; the error is the first thing that is otherwise.
    pub fn expect(&mut self, expect: &Expect) -> Result<(), String> {
        self.called(expect)?;
        self.spoken(expect)?;
        self.kept(expect)?;
        self.pushed(expect)
    }

    fn any(&self, wanted: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(wanted)
    }

    fn called(&self, expect: &Expect) -> Result<(), String> {
        for team in &expect.alerts {
            let alert = |effect: &Effect| matches!(effect, Effect::Alert { team: called, .. } if called == team || team == "none");
            some("alert", team, self.any(alert) != (team == "none"))?;
        }
        for team in &expect.handoffs {
            let handoff = |effect: &Effect| matches!(effect, Effect::Handoff { team: asked, .. } if asked == team || team == "none");
            some("handoff", team, self.any(handoff) != (team == "none"))?;
        }
        Ok(())
    }

    fn spoken(&self, expect: &Expect) -> Result<(), String> {
        for text in &expect.said {
            some("said", text, self.all_said.contains(&self.id(text)))?;
        }
        for text in &expect.not_said {
            some("not_said", text, !self.all_said.contains(&self.id(text)))?;
        }
        Ok(())
    }

    fn kept(&self, expect: &Expect) -> Result<(), String> {
        for words in &expect.logged {
            let log = |effect: &Effect| matches!(effect, Effect::Log { what } if what == words);
            some("logged", words, self.any(log))?;
        }
        for why in &expect.held {
            let held = |effect: &Effect| matches!(effect, Effect::Held { why: known, .. } if known.as_str() == why || why == "none");
            some("held", why, self.any(held) != (why == "none"))?;
        }
        for flow in &expect.begins {
            let will = |effect: &Effect| matches!(effect, Effect::Begin { flow: begun, .. } if begun == flow);
            some("begins", flow, self.begun.contains(flow) || self.any(will))?;
        }
        if let Some(word) = &expect.result {
            let told = self.driver.result.as_deref().unwrap_or("nothing");
            let wanted = format!("{word}, but it is {told}");
            some("result", &wanted, told == word)?;
        }
        for (field, value) in &expect.saved {
            let held = self.driver.memory.get(field).unwrap_or("nothing");
            let wanted = format!("{field} = {value}, but it is {held}");
            some("saved", &wanted, held == value)?;
        }
        if let Some(end) = &expect.ended {
            let how = self.end();
            some("ended", &format!("{end}, but it is {how}"), how == *end)?;
        }
        Ok(())
    }

    fn pushed(&self, expect: &Expect) -> Result<(), String> {
        if let Some(pushes) = expect.pushes {
            let wanted = format!("{pushes}, but there were {}", self.pushes.len());
            some("pushes", &wanted, self.pushes.len() == pushes)?;
        }
        let Some((from, until)) = expect.not_sent_between else {
            return Ok(());
        };
        for at in &self.pushes {
            let local = self.driver.calendar.local(*at);
            let minute = local.hour() * 60 + local.minute();
            let inside = if from <= until {
                (from..until).contains(&minute)
            } else {
                minute >= from || minute < until
            };
            let wanted = format!("but something was sent at {local}");
            some("not_sent_between", &wanted, !inside)?;
        }
        Ok(())
    }
}

fn some(what: &str, wanted: &str, found: bool) -> Result<(), String> {
    if found {
        Ok(())
    } else {
        Err(format!("expected {what}: {wanted}"))
    }
}
