//! What the script answers to an act of the person: who holds the pen, a code, a run that goes on, a start, or "a person will read it".

use std::sync::Arc;

use tsunagi_flow::{Arg, Busy, Input, Labels as _, Occasion, RECEIPT, Run, TriggerKind};
use tsunagi_model::{Controller, InboundKind, Risk};

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
        let program = Arc::clone(&self.program);
        if let InboundKind::Postback { data, .. } = kind
            && let Some((flow, _)) = program.begun_by(data)
        {
            return self.ask_for(at, flow, Occasion::Menu, occurrence);
        }
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
                InboundKind::Edited { .. } => return,
                kind if kind.is_act() => match (kind.as_str(), kind.words()) {
                    (kind, Some(text)) => Input::Captioned { kind, text, risk },
                    (kind, None) => Input::Other { kind },
                },
                _ => return,
            };
            return self.step(at, run, &input, occurrence);
        }
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
                if self.take_rule(at, text, risk, occurrence) {
                    return;
                }
                if program.start_for(&keyword).is_some() {
                    self.start(at, &keyword, occurrence);
                } else {
                    self.outside(at, None, occurrence);
                }
            }
            InboundKind::Postback { data, .. } => {
                if let Some(run) = program.tapped(data) {
                    self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
                } else {
                    // The question is over; the answer is still read by a person.
                    self.outside(at, None, occurrence);
                }
            }
            // A mark on a message wants no answer.
            InboundKind::Reaction { .. } if self.is_known(at) => {}
            InboundKind::Edited { .. } => {}
            kind if kind.is_act() => {
                let ruled = kind
                    .words()
                    .is_some_and(|words| self.take_rule(at, words, risk, occurrence));
                if !ruled {
                    self.outside(at, Some(kind.as_str()), occurrence);
                }
            }
            _ => {}
        }
    }

    /// Words that a rule of the anytime flow answers, outside any run. Somebody new is welcomed after it.
    fn take_rule(&mut self, at: usize, text: &str, risk: Risk, occurrence: &Occurrence) -> bool {
        let known = self.is_known(at);
        let Some(contact) = &self.changes.threads[at].contact else {
            return false;
        };
        let rule = tsunagi_flow::interrupt(&self.program, &contact.memory, text, risk);
        let Some(run) = rule else {
            return false;
        };
        self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
        let thread = &self.changes.threads[at];
        let idle = thread.run.is_none() && thread.controller == Controller::Flow;
        if !known && risk != Risk::Alert && idle {
            self.start(at, &Occasion::Follow, occurrence);
        }
        true
    }

    /// A flow that the person asks for: what is under way goes on after it, or is left, as the flows say.
    fn ask_for(&mut self, at: usize, flow: &str, occasion: Occasion, occurrence: &Occurrence) {
        match self.run_of(at) {
            Some(run) if !tsunagi_flow::leaves(&self.program, &run, flow) => {
                self.step(at, run, &Input::Begin { flow }, occurrence);
            }
            _ => self.start_flow(at, flow, occasion, occurrence),
        }
    }

    /// What nothing listens for: somebody new is welcomed, others are told that it arrived.
    fn outside(&mut self, at: usize, kind: Option<&str>, occurrence: &Occurrence) {
        if self.is_known(at) {
            self.received(at, kind, occurrence);
        } else {
            self.start(at, &Occasion::Follow, occurrence);
        }
    }

    /// Words outside any flow, or something of a kind without words: a person will see it. Said at most twice a day, because a machine
    /// that thanks for each line is rude.
    pub(crate) fn received(&mut self, at: usize, kind: Option<&str>, occurrence: &Occurrence) {
        self.wants_eyes(at);
        let thread = &mut self.changes.threads[at];
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        let last = contact
            .memory
            .history
            .get("said.received")
            .and_then(|past| past.last())
            .map(|(at, _)| *at);
        if last.is_some_and(|last| self.now.since(last) < RECEIPT) {
            return;
        }
        contact.memory.record("said.received", "yes", self.now);
        thread.contact_changed = true;
        let mut say = self.with_person_button(match kind {
            None => "anytime-received",
            Some(_) => "anytime-arrived",
        });
        let sent = kind.map(|kind| ("sent".to_owned(), Arg::Text(kind.to_owned())));
        say.args.extend(sent);
        self.say(at, &[say], occurrence);
    }

    /// It belongs before the eyes of a person.
    pub(crate) fn wants_eyes(&mut self, at: usize) {
        self.unanswered(at);
        let thread = &mut self.changes.threads[at];
        thread.urgency = thread.urgency.max(1);
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

    /// A keyword in the middle of a run: `busy: queue` lets its flow start when the run is over and says nothing now; any other begins
    /// at once. What is an answer to the question, or a rule of the anytime flow, is not taken from them.
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
        if answers || rule {
            return false;
        }
        if definition.busy != Busy::Queue {
            self.ask_for(at, flow, keyword, occurrence);
            return true;
        }
        let index = definition
            .starts
            .iter()
            .position(|start| matches!(start.kind, TriggerKind::Keyword(_)));
        if let Some(index) = index.filter(|_| flow != run.flow()) {
            self.queue_start(at, flow, index, self.now);
        }
        // The run hears the words too: its question still stands, and is put again.
        false
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
