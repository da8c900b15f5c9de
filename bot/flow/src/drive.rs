//! One person and the engine under a clock of its own: the one thing that transcripts, walks, the terminal and the simulated year drive.
//!
//! It does what dispatch does with an event or a timer, in the same order, without a store and without sending; what it shows
//! is therefore what a person would meet. It never looks at the machine's clock: time passes only through [`Driver::pass`].

mod answer;
mod starts;

use std::collections::VecDeque;

use tsunagi_model::{Memory, Risk, Span, Timestamp};
use uuid::Uuid;

use crate::calendar::Calendar;
use crate::effect::{Effect, Say, SayChoice};
use crate::program::Program;
use crate::run::{Input, Labels, Run, Slot, World};
use crate::start::Event;
use crate::step::step;
use crate::voice::Voice;

pub(crate) use starts::Timer;

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

    /// A person of the staff takes the pen, or writes while holding it.
    pub fn staff_writes(&mut self) {
        self.pen = Pen::Staff;
        self.last_human = Some(self.now);
    }

    /// Staff give the pen back; a handoff that was open is closed, and the flows that wait for that get their turn.
    pub fn close(&mut self, how: Close) -> Turn {
        let closed = self.pen != Pen::Script;
        self.pen = Pen::Script;
        // Whoever closes a handoff has talked with the person.
        self.last_human = Some(self.now);
        let effects = match (how, self.run.take()) {
            (Close::Resume, Some(run)) => self.step(run, &Input::HandoffClosed),
            _ => Vec::new(),
        };
        self.release();
        if closed {
            self.event(Event::HandoffClosed);
        }
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
        // A start that conduct held back begins when its run is woken.
        let asked = match input {
            Input::Begin { flow } => Some(*flow),
            _ => None,
        };
        let begins = asked.is_some() || matches!(input, Input::Start(_)) || run.step().is_none();
        let begun = asked.unwrap_or(run.flow());
        let came_again = begins && self.came_again(begun);
        let before = begins.then(|| self.memory.clone());
        let fresh = self.memory.history.is_empty();
        if begins {
            let history = format!("run.{begun}");
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
        self.began |= begins;
        if let Some(before) = before
            && run.step().is_none()
            && run.ended().is_none()
        {
            // It did not begin after all.
            self.memory = before;
            self.began = false;
        }
        self.answered = run.answered;
        let result = run
            .stack
            .iter()
            .rev()
            .find_map(|frame| frame.result.clone());
        self.result = result.or(self.result.take());
        self.run = run.ended().is_none().then_some(run);
        self.note(&effects, fresh);
        effects
    }

    /// Whether the person has been through a flow within its `again.after`.
    fn came_again(&self, flow: &str) -> bool {
        let past = self.memory.history.get(&format!("run.{flow}"));
        let last = past.and_then(|past| past.last()).map(|(at, _)| *at);
        let again = self
            .stage
            .program
            .newest(flow)
            .and_then(|(_, flow)| flow.again);
        last.zip(again)
            .is_some_and(|(last, again)| self.now.since(last) < again.after)
    }

    /// What dispatch would do about these effects, as far as it changes what happens next.
    fn note(&mut self, effects: &[Effect], fresh: bool) {
        let mut rescheduled = fresh;
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
                Effect::Begin { flow, index, at } => self.set_start(flow, *index, *at),
                Effect::Log { .. }
                | Effect::Look
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
