//! What the script answers to an act of the person: who holds the pen, a run that goes on, a keyword, a start, or "a person will
//! read it".

use tsunagi_model::{Risk, Span, Urgency};

use super::{Act, Cause, Driver, Pen, Turn};
use crate::definition::Busy;
use crate::effect::Effect;
use crate::fold::fold;
use crate::guest::leaves;
use crate::run::{Input, Occasion, Run};
use crate::start::TriggerKind;
use crate::step::{heard, interrupt};
use crate::wordless::{RECEIPT, receipt};

impl<'a> Driver<'a> {
    /// The person does something.
    pub fn act(&mut self, act: &Act) -> Turn {
        let mut effects = Vec::new();
        let rests = self.memory.get("contact.paused_until") == Some("forever");
        if heard(&mut self.memory) && rests {
            effects.push(Effect::Save {
                field: "contact.paused_until".to_owned(),
                value: String::new(),
            });
            self.reschedule();
        }
        let risk = self.risk(act);
        let silent = match self.pen {
            Pen::Staff => true,
            Pen::Waiting => risk != Risk::Alert,
            Pen::Script => false,
        };
        if !silent {
            effects.extend(self.answer(act, risk));
        }
        let called = effects
            .iter()
            .any(|effect| matches!(effect, Effect::Alert { .. }));
        if risk != Risk::None && !called {
            effects.push(call(risk));
        }
        self.turn(Cause::Person, effects)
    }

    fn risk(&self, act: &Act) -> Risk {
        let Act::Write { text, risk } = act else {
            return Risk::None;
        };
        let asked = || {
            let run = self.run.as_ref()?;
            Some(run.question(self.stage.program)?.text)
        };
        risk.unwrap_or_else(|| (self.stage.classify)(text, asked().as_deref()))
    }

    /// Lets the script answer.
    fn answer(&mut self, act: &Act, risk: Risk) -> Vec<Effect> {
        if let Act::Code { letter } = act {
            return self.code(letter);
        }
        if let Act::Tap { data } = act
            && let Some((flow, _)) = self.stage.program.begun_by(data)
        {
            return self.ask_for(flow, &Occasion::Menu);
        }
        if let (Act::Write { text, .. }, Some(run), Risk::None) = (act, &self.run, risk)
            && let Some((flow, index, busy)) = self.keyword_in(run, text)
        {
            if busy != Busy::Queue {
                return self.ask_for(flow, &Occasion::Keyword(text.clone()));
            }
            // The run hears the words too: its question still stands, and is put again.
            if flow != run.flow() {
                self.queue.push_back((flow.to_owned(), index));
            }
        }
        let input = match act {
            Act::Write { text, .. } => Some(Input::Text { text, risk }),
            Act::Tap { data } => Some(Input::Choice { data }),
            Act::Send { kind } => Some(Input::Other { kind }),
            // Whoever adds the account again in the middle of a conversation goes on with it.
            Act::Follow { .. } | Act::Code { .. } => None,
        };
        if let Some(run) = self.run.take() {
            let Some(input) = input else {
                self.run = Some(run);
                return Vec::new();
            };
            return self.step(run, &input);
        }
        self.answer_without_run(act, risk)
    }

    /// A flow that the person asks for, whatever is under way.
    fn ask_for(&mut self, flow: &str, occasion: &Occasion) -> Vec<Effect> {
        match self.run.take() {
            Some(run) if !leaves(self.stage.program, &run, flow) => {
                self.step(run, &Input::Begin { flow })
            }
            _ => self.begin(flow, occasion),
        }
    }

    fn answer_without_run(&mut self, act: &Act, risk: Risk) -> Vec<Effect> {
        let program = self.stage.program;
        match act {
            Act::Follow { referral } => {
                let occasion = referral.clone().map(Occasion::Referral);
                let occasion = occasion
                    .filter(|occasion| program.start_for(occasion).is_some())
                    .unwrap_or(Occasion::Follow);
                self.begin_for(&occasion)
            }
            Act::Write { text, .. } => {
                let keyword = Occasion::Keyword(text.clone());
                if let Some(run) = interrupt(program, &self.memory, text, risk) {
                    let known = self.is_known();
                    let mut effects = self.step(run, &Input::Start(Occasion::Ask));
                    let idle = self.run.is_none() && self.pen == Pen::Script;
                    if !known && risk != Risk::Alert && idle {
                        effects.extend(self.begin_for(&Occasion::Follow));
                    }
                    effects
                } else if program.start_for(&keyword).is_some() {
                    self.begin_for(&keyword)
                } else {
                    self.outside(None)
                }
            }
            Act::Tap { data } => match program.tapped(data) {
                Some(run) => self.step(run, &Input::Start(Occasion::Ask)),
                None => self.outside(None),
            },
            Act::Send { kind } => self.outside(Some(kind)),
            Act::Code { .. } => self.outside(None),
        }
    }

    /// A letter's code that is good; its fields are remembered before the flow begins.
    fn code(&mut self, letter: &str) -> Vec<Effect> {
        self.memory
            .save("contact.came_from", &format!("letter:{letter}"), self.now);
        let occasion = Occasion::Code(letter.to_owned());
        let known = self.stage.program.start_for(&occasion).is_some();
        self.begin_for(if known { &occasion } else { &Occasion::Follow })
    }

    /// The flow that a keyword names in the middle of another's run, and what it does then. What is an answer to the question, or
    /// a rule of the anytime flow, is not taken from them.
    fn keyword_in(&self, run: &Run, text: &str) -> Option<(&'a str, usize, Busy)> {
        let program = self.stage.program;
        let flow = program.start_for(&Occasion::Keyword(text.to_owned()))?;
        let (_, definition) = program.newest(flow)?;
        let answers = run.question(program).is_some_and(|question| {
            let options: Vec<&str> = question.options.iter().map(String::as_str).collect();
            let labels = self.stage.labels;
            labels.option(&question.text, &options, text).is_some()
                || question.words.contains(&fold(text))
        });
        if answers || interrupt(program, &self.memory, text, Risk::None).is_some() {
            return None;
        }
        let keyword = |kind: &TriggerKind| matches!(kind, TriggerKind::Keyword(_));
        let index = definition
            .starts
            .iter()
            .position(|start| keyword(&start.kind))?;
        Some((flow, index, definition.busy))
    }

    /// Words, or something without, outside any flow: somebody new is welcomed, others get a receipt now and then.
    fn outside(&mut self, kind: Option<&str>) -> Vec<Effect> {
        if !self.is_known() {
            return self.begin_for(&Occasion::Follow);
        }
        let last = self.memory.history.get("said.received");
        let last = last.and_then(|past| past.last()).map(|(at, _)| *at);
        if last.is_some_and(|last| self.now.since(last) < RECEIPT) {
            return Vec::new();
        }
        self.memory.record("said.received", "yes", self.now);
        let Some((_, always)) = self.stage.program.always() else {
            return Vec::new();
        };
        let say = receipt(&always.flow, kind);
        self.buttons.clone_from(&say.choices);
        vec![Effect::Say(say)]
    }

    fn is_known(&self) -> bool {
        let begun = |key: &String| key.starts_with("run.");
        self.known || self.memory.history.keys().any(begun)
    }

    /// Begins the flow of something that the person did.
    fn begin_for(&mut self, occasion: &Occasion) -> Vec<Effect> {
        match self.stage.program.start_for(occasion) {
            Some(flow) => self.begin(flow, occasion),
            None => Vec::new(),
        }
    }
}

/// Danger that no step of the script called a person for.
fn call(risk: Risk) -> Effect {
    let alert = risk == Risk::Alert;
    Effect::Alert {
        team: if alert { "duty" } else { "case_worker" }.to_owned(),
        urgency: if alert { Urgency::Now } else { Urgency::Today },
        unanswered: alert.then(|| (Span::minutes(15), "lead".to_owned())),
        why: None,
    }
}
