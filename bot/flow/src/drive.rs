//! One person and the engine under a clock of its own: the one thing that transcripts, walks, the terminal and the simulated year drive.
//!
//! It does what dispatch does with an event or a timer, in the same order, without a store and without sending; what it shows
//! is therefore what a person would meet. It never looks at the machine's clock: time passes only through [`Driver::pass`].

mod starts;

use std::collections::VecDeque;

use tsunagi_model::{Memory, Risk, Span, Timestamp, Urgency};
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::effect::{Effect, Say, SayChoice, SayLabel};
use crate::program::Program;
use crate::run::{Input, Labels, Occasion, Run, Slot, World};
use crate::step::{heard, interrupt, step};
use crate::voice::Voice;

pub(crate) use starts::Timer;

/// How long a receipt for words outside any flow is not repeated.
const RECEIPT: Span = Span::hours(12);

/// What is tried, and the world it is tried in.
#[derive(Clone, Copy)]
pub struct Stage<'a> {
    /// The flows.
    pub program: &'a Program,
    /// Matches typed words with labels.
    pub labels: &'a dyn Labels,
    /// What the safeguard room reads in typed words; the second argument is the question that was asked.
    pub classify: &'a dyn Fn(&str, Option<&str>) -> Risk,
    /// How texts read.
    pub voice: &'a dyn Voice,
}

/// Who holds the pen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Pen {
    /// The script.
    Script,
    /// A person was asked for and has not come yet.
    Waiting,
    /// A person of the staff.
    Staff,
}

/// What a person does.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Act {
    /// They write.
    Write {
        /// What.
        text: String,
        /// What the safeguard room reads in it; `None` asks it.
        risk: Option<Risk>,
    },
    /// They tap a button.
    Tap {
        /// The button's data.
        data: String,
    },
    /// They send something without words.
    Send {
        /// `sticker`, `image`, ….
        kind: String,
    },
    /// They write an invitation code that is good.
    Code {
        /// The letter that it came in.
        letter: String,
    },
    /// They add the account, perhaps by a link.
    Follow {
        /// The link's tag.
        referral: Option<String>,
    },
}

/// What staff do with the pen when they give it back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Close {
    /// The script goes on where it was.
    Resume,
    /// The script is silent until the person writes.
    Silent,
}

/// What moved the script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cause {
    /// The person did something.
    Person,
    /// A start that nobody present caused.
    Start {
        /// The flow.
        flow: String,
    },
    /// Time passed.
    Wake,
    /// Staff closed the handoff.
    Staff,
}

/// What came of one thing that happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Turn {
    /// When.
    pub at: Timestamp,
    /// What moved the script.
    pub cause: Cause,
    /// The flow that was moved, if one was.
    pub flow: Option<String>,
    /// Whether a run began with it.
    pub began: bool,
    /// Whether the person has answered anything in the run.
    pub answered: bool,
    /// What the script wanted done.
    pub effects: Vec<Effect>,
}

impl Turn {
    /// What was said, in order.
    pub fn says(&self) -> impl Iterator<Item = &Say> {
        self.effects.iter().filter_map(|effect| match effect {
            Effect::Say(say) => Some(say),
            _ => None,
        })
    }

    /// Whether something was said to a person who had not just done something.
    pub fn is_push(&self) -> bool {
        self.cause != Cause::Person && self.says().next().is_some()
    }
}

/// A person, what is remembered of them, their run and their timers.
#[derive(Clone)]
pub struct Driver<'a> {
    /// What is tried.
    pub stage: Stage<'a>,
    /// The calendar of the person's area.
    pub calendar: &'a Calendar,
    /// The present instant.
    pub now: Timestamp,
    /// What is remembered of the person.
    pub memory: Memory,
    /// Where they are.
    pub run: Option<Run>,
    /// Free times.
    pub slots: Vec<Slot>,
    /// Which conversation this is; decides `random`.
    pub conversation: Uuid,
    /// Who holds the pen.
    pub pen: Pen,
    /// When a person of the staff last wrote or held the pen.
    pub last_human: Option<Timestamp>,
    /// The person can be written to.
    pub reachable: bool,
    /// The channel's quota has room for more than people and crises.
    pub quota_open: bool,
    /// The programme is suspended.
    pub suspended: bool,
    /// The person has met a flow before, whatever the memory says.
    pub known: bool,
    /// The buttons on the screen.
    pub buttons: Vec<SayChoice>,
    timers: Vec<Timer>,
    /// Starts that wait for the end of the run.
    queue: VecDeque<(String, usize)>,
    /// What the flow that just moved tells.
    pub result: Option<String>,
    /// The flow that the present event moves.
    moving: Option<String>,
    began: bool,
    answered: bool,
    /// Whether regular starts come by themselves.
    regular: bool,
}

impl<'a> Driver<'a> {
    /// Somebody of whom this much is remembered; nothing starts by itself until [`Self::keep_timers`].
    pub fn new(stage: Stage<'a>, calendar: &'a Calendar, memory: Memory, now: Timestamp) -> Self {
        Self {
            stage,
            calendar,
            now,
            memory,
            run: None,
            slots: Vec::new(),
            conversation: Uuid::from_u128(7),
            pen: Pen::Script,
            last_human: None,
            reachable: true,
            quota_open: true,
            suspended: false,
            known: false,
            buttons: Vec::new(),
            timers: Vec::new(),
            queue: VecDeque::new(),
            result: None,
            moving: None,
            began: false,
            answered: false,
            regular: false,
        }
    }

    /// The language that the person reads.
    pub fn language(&self) -> String {
        self.stage
            .voice
            .negotiate(self.memory.language().as_deref().unwrap_or("ja"))
    }

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
        let program = self.stage.program;
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
        match act {
            Act::Code { letter } => {
                let mut effects = Vec::new();
                for (field, value) in [("contact.came_from", letter), ("contact.entry", letter)] {
                    self.memory.save(field, value, self.now);
                    effects.push(Effect::Save {
                        field: field.to_owned(),
                        value: value.clone(),
                    });
                }
                effects.extend(self.begin_for(&Occasion::Code(letter.clone())));
                effects
            }
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
                    if !known
                        && risk != Risk::Alert
                        && self.run.is_none()
                        && self.pen == Pen::Script
                    {
                        effects.extend(self.begin_for(&Occasion::Follow));
                    }
                    effects
                } else if program.start_for(&keyword).is_some() {
                    self.begin_for(&keyword)
                } else {
                    self.outside()
                }
            }
            Act::Tap { data } => match program.tapped(data) {
                Some(run) => self.step(run, &Input::Start(Occasion::Ask)),
                None => self.outside(),
            },
            Act::Send { .. } => self.outside(),
        }
    }

    /// Words outside any flow: somebody new is welcomed, others get a receipt now and then.
    fn outside(&mut self) -> Vec<Effect> {
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
        let lost = format!("{}-lost", always.flow);
        let person = SayChoice {
            key: "person".to_owned(),
            data: format!("{}/lost/person", always.flow),
            label: SayLabel::Key {
                text: lost,
                key: "person".to_owned(),
            },
        };
        self.buttons = vec![person.clone()];
        vec![Effect::Say(Say {
            text: format!("{}-received", always.flow),
            choices: vec![person],
            ..Say::default()
        })]
    }

    fn is_known(&self) -> bool {
        let begun = |key: &String| key.starts_with("run.");
        self.known || self.memory.history.keys().any(begun)
    }

    /// A person of the staff takes the pen, or writes while holding it.
    pub fn staff_writes(&mut self) {
        self.pen = Pen::Staff;
        self.last_human = Some(self.now);
    }

    /// Staff give the pen back.
    pub fn close(&mut self, how: Close) -> Turn {
        self.pen = Pen::Script;
        // Whoever closes a handoff has talked with the person.
        self.last_human = Some(self.now);
        let effects = match (how, self.run.take()) {
            (Close::Resume, Some(run)) => self.step(run, &Input::HandoffClosed),
            _ => Vec::new(),
        };
        self.release();
        self.turn(Cause::Staff, effects)
    }

    /// When something happens next by itself.
    pub fn next_due(&self) -> Option<Timestamp> {
        let run = self.run.as_ref().and_then(Run::next_wake);
        let run = run.filter(|_| self.pen == Pen::Script && self.reachable);
        let timer = self.timers.iter().map(|timer| timer.at).min();
        match (run, timer) {
            (Some(run), Some(timer)) => Some(run.min(timer)),
            (run, timer) => run.or(timer),
        }
    }

    /// Lets the next thing happen that is due by `until`, that much later than it should; `None` when nothing is due, and then
    /// the clock stands at `until`.
    pub fn pass(&mut self, until: Timestamp, late: Span) -> Option<Turn> {
        let Some(due) = self.next_due().filter(|due| *due <= until) else {
            self.now = self.now.max(until);
            return None;
        };
        self.now = self.now.max(due.plus(late));
        let timer = self.timers.iter().position(|timer| timer.at <= due);
        if let Some(place) = timer {
            return Some(self.timer(place));
        }
        let effects = match self.run.take() {
            Some(run) => self.step(run, &Input::Wake),
            None => Vec::new(),
        };
        Some(self.turn(Cause::Wake, effects))
    }

    /// A turn in which nothing happened.
    pub(crate) fn nothing(&mut self) -> Turn {
        self.turn(Cause::Wake, Vec::new())
    }

    fn turn(&mut self, cause: Cause, effects: Vec<Effect>) -> Turn {
        Turn {
            at: self.now,
            cause,
            flow: self.moving.take(),
            began: std::mem::take(&mut self.began),
            answered: std::mem::take(&mut self.answered),
            effects,
        }
    }

    /// Moves a run and takes note of what it wants.
    fn step(&mut self, mut run: Run, input: &Input) -> Vec<Effect> {
        let program = self.stage.program;
        let mut came_again = false;
        if matches!(input, Input::Start(_)) {
            self.began = true;
            let history = format!("run.{}", run.flow());
            let past = self.memory.history.get(&history);
            let last = past.and_then(|past| past.last()).map(|(at, _)| *at);
            let again = program.newest(run.flow()).and_then(|(_, flow)| flow.again);
            came_again = last
                .zip(again)
                .is_some_and(|(last, again)| self.now.since(last) < again.after);
            self.memory.record(&history, "begun", self.now);
        }
        if self.moving.as_deref() != Some(run.flow()) {
            self.moving = Some(run.flow().to_owned());
        }
        let world = World {
            now: self.now,
            calendar: self.calendar,
            labels: self.stage.labels,
            slots: &self.slots,
            conversation: self.conversation,
            came_again,
            standing: self.standing(),
        };
        let effects = step(program, &mut run, &mut self.memory, input, &world);
        self.answered = run.answered;
        let result = run
            .stack
            .iter()
            .rev()
            .find_map(|frame| frame.result.clone());
        self.result = result.or(self.result.take());
        self.run = run.ended().is_none().then_some(run);
        self.note(&effects);
        effects
    }

    /// What dispatch would do about these effects, as far as it changes what happens next.
    fn note(&mut self, effects: &[Effect]) {
        let mut rescheduled = false;
        for effect in effects {
            match effect {
                Effect::Say(say) => {
                    let cards = say.cards.iter().flat_map(|card| &card.choices);
                    self.buttons.clear();
                    self.buttons
                        .extend(say.choices.iter().chain(cards).cloned());
                }
                Effect::Save { field, .. } => rescheduled |= self.moves_timers(field),
                Effect::Handoff { .. } => self.pen = Pen::Waiting,
                Effect::BookSlot { id } => self.slots.retain(|slot| slot.id != *id),
                Effect::Begin { flow, index, at } => self.begin_later(flow, *index, *at, *at),
                Effect::Log { .. }
                | Effect::Alert { .. }
                | Effect::Held { .. }
                | Effect::Ended(_) => {}
            }
        }
        if rescheduled {
            self.reschedule();
        }
        self.release();
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
