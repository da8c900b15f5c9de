//! What the script answers to an act of the person: who holds the pen, a code, a run that goes on, a start, or "a person will read it".

use std::sync::Arc;

use tsunagi_flow::{Busy, Input, Labels as _, Occasion, Run, TriggerKind};
use tsunagi_model::{Controller, InboundKind, Risk, Span};

use crate::speak;
use crate::turn::{Occurrence, Work};

impl Work<'_> {
    /// Lets the script answer, if it holds the pen.
    pub(crate) fn answer(&mut self, at: usize, kind: &InboundKind, occurrence: &Occurrence) {
        if matches!(kind, InboundKind::Postback { data, .. } if data.is_empty()) {
            // Turning to another menu answers nothing and asks nothing.
            return;
        }
        let danger = occurrence
            .risk
            .as_ref()
            .is_some_and(|(verdict, _)| verdict.risk == Risk::Alert);
        let thread = &self.changes.threads[at];
        let silent = match thread.controller {
            Controller::Human => true,
            Controller::Waiting => !danger,
            Controller::Flow => false,
        };
        if silent {
            if kind.is_act() {
                self.unanswered(at);
            }
            return;
        }
        let risk = occurrence
            .risk
            .as_ref()
            .map_or(Risk::None, |(verdict, _)| verdict.risk);
        let run = self.run_of(at);
        if let InboundKind::Text(text) = kind
            && risk != Risk::Alert
        {
            if self.take_code(at, text, occurrence) {
                return;
            }
            if let Some(run) = &run
                && risk == Risk::None
                && self.take_keyword(at, run, text, occurrence)
            {
                return;
            }
        }
        if let Some(run) = run {
            let input = match kind {
                InboundKind::Text(text) => Input::Text { text, risk },
                InboundKind::Postback { data, .. } => Input::Choice { data },
                kind if kind.is_act() && !matches!(kind, InboundKind::Edited { .. }) => {
                    Input::Other {
                        kind: kind.as_str(),
                    }
                }
                _ => return,
            };
            return self.step(at, run, &input, occurrence);
        }
        let program = Arc::clone(&self.program);
        match kind {
            InboundKind::Follow { referral, .. } => {
                // A letter's code may have come with the link that is printed beside it.
                if referral
                    .as_ref()
                    .is_some_and(|tag| self.take_code(at, tag, occurrence))
                {
                    return;
                }
                let occasion = match referral {
                    Some(tag) => Occasion::Referral(tag.clone()),
                    None => Occasion::Follow,
                };
                let occasion = if program.start_for(&occasion).is_some() {
                    occasion
                } else {
                    Occasion::Follow
                };
                self.start(at, &occasion, occurrence);
            }
            InboundKind::Text(text) => {
                let keyword = Occasion::Keyword(text.clone());
                let memory = self.changes.threads[at]
                    .contact
                    .as_ref()
                    .map(|contact| contact.memory.clone())
                    .unwrap_or_default();
                if let Some(run) = tsunagi_flow::interrupt(&program, &memory, text, risk) {
                    let known = self.is_known(at);
                    self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
                    if !known
                        && risk != Risk::Alert
                        && self.changes.threads[at].run.is_none()
                        && self.changes.threads[at].controller == Controller::Flow
                    {
                        self.start(at, &Occasion::Follow, occurrence);
                    }
                } else if program.start_for(&keyword).is_some() {
                    self.start(at, &keyword, occurrence);
                } else if self.is_known(at) {
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            InboundKind::Postback { data, .. } => {
                if let Some(run) = program.tapped(data) {
                    self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
                } else if self.is_known(at) {
                    // The question is over; the answer is still read by a person.
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            kind if kind.is_act() && !matches!(kind, InboundKind::Edited { .. }) => {
                if self.is_known(at) {
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            _ => {}
        }
    }

    /// Words outside any flow: a person will read them. Said at most twice a day, because a machine that thanks for each line is rude.
    pub(crate) fn received(&mut self, at: usize, occurrence: &Occurrence) {
        self.unanswered(at);
        let thread = &mut self.changes.threads[at];
        thread.urgency = thread.urgency.max(1);
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        let last = contact
            .memory
            .history
            .get("said.received")
            .and_then(|past| past.last())
            .map(|(at, _)| *at);
        if last.is_some_and(|last| self.now.since(last) < Span::hours(12)) {
            return;
        }
        contact.memory.record("said.received", "yes", self.now);
        thread.contact_changed = true;
        let say = self.with_person_button("anytime-received");
        self.say(at, &[say], occurrence);
    }

    /// A text with the button that leads to a person, as it does under the question it is borrowed from.
    pub(crate) fn with_person_button(&self, text: &str) -> tsunagi_flow::Say {
        let person = tsunagi_flow::SayChoice {
            key: "person".to_owned(),
            data: "anytime/lost/person".to_owned(),
            label: tsunagi_flow::SayLabel::Key {
                text: "anytime-lost".to_owned(),
                key: "person".to_owned(),
            },
        };
        tsunagi_flow::Say {
            text: text.to_owned(),
            choices: vec![person],
            ..tsunagi_flow::Say::default()
        }
    }

    /// A keyword of another flow in the middle of a run: `busy: switch` leaves the run for it, `queue` lets it start when the run is
    /// over and says nothing now. What is an answer to the question, or a rule of the anytime flow, is not taken from them.
    fn take_keyword(&mut self, at: usize, run: &Run, text: &str, occurrence: &Occurrence) -> bool {
        let program = Arc::clone(&self.program);
        let keyword = Occasion::Keyword(text.to_owned());
        let Some(flow) = program.start_for(&keyword) else {
            return false;
        };
        let Some((_, definition)) = program.newest(flow) else {
            return false;
        };
        let answers = run.question(&program).is_some_and(|question| {
            let options: Vec<&str> = question.options.iter().map(String::as_str).collect();
            let labels = speak::Labels(&self.texts);
            labels.option(&question.text, &options, text).is_some()
                || question.words.contains(&tsunagi_flow::fold(text))
        });
        let memory = self.changes.threads[at].contact.as_ref();
        let rule = memory.is_some_and(|contact| {
            tsunagi_flow::interrupt(&program, &contact.memory, text, Risk::None).is_some()
        });
        if flow == run.flow() || answers || rule {
            return false;
        }
        match definition.busy {
            Busy::Switch => {
                self.start(at, &keyword, occurrence);
                true
            }
            Busy::Queue => {
                let index = definition
                    .starts
                    .iter()
                    .position(|start| matches!(start.kind, TriggerKind::Keyword(_)));
                if let Some(index) = index {
                    let flow = flow.to_owned();
                    self.queue_start(at, &flow, index, self.now);
                }
                // The run hears the words too: its question still stands, and is put again.
                false
            }
            Busy::Keep | Busy::Skip => false,
        }
    }

    pub(crate) fn unanswered(&mut self, at: usize) {
        let thread = &mut self.changes.threads[at];
        thread.unanswered_since = thread.unanswered_since.or(Some(self.now));
    }

    /// Whether any flow ever began for this contact.
    pub(crate) fn is_known(&self, at: usize) -> bool {
        self.changes.threads[at]
            .contact
            .as_ref()
            .is_some_and(|contact| {
                contact
                    .memory
                    .history
                    .keys()
                    .any(|key| key.starts_with("run."))
            })
    }
}
