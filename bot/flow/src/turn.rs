//! The work of one input: steps are entered one after the other until the run waits or ends.

use tsunagi_model::{Memory, Span, Urgency};

use crate::condition::{Scope, log_field};
use crate::definition::{
    Definition, HandoffSpec, Length, Question, QuestionKind, Setting, Step, Target, Verb,
};
use crate::effect::{Effect, End};
use crate::program::Program;
use crate::run::{Run, State, World};

/// How many steps one input may cause.
const STEPS: u32 = 50;

/// The work of one input.
pub(crate) struct Turn<'a, 'w> {
    pub program: &'a Program,
    pub run: &'w mut Run,
    pub memory: &'w mut Memory,
    pub world: &'w World<'w>,
    pub effects: Vec<Effect>,
    steps: u32,
    /// Words that called for concern and are still to be taken as the answer.
    pub unread: Option<String>,
    /// What the words came with, as long as nothing has understood them.
    pub beside: Option<String>,
    /// Time passed, nobody wrote: an interrupted question is not repeated.
    pub silent: bool,
}

impl<'a, 'w> Turn<'a, 'w> {
    /// A turn that has done nothing yet.
    pub fn new(
        program: &'a Program,
        run: &'w mut Run,
        memory: &'w mut Memory,
        world: &'w World<'w>,
    ) -> Self {
        Self {
            program,
            run,
            memory,
            world,
            effects: Vec::new(),
            steps: 0,
            unread: None,
            beside: None,
            silent: false,
        }
    }

    /// The flow on top.
    pub fn definition(&self) -> Option<&'a Definition> {
        let top = self.run.stack.last()?;
        self.program.version(&top.flow, top.version)
    }

    /// The step on top.
    pub fn here(&self) -> Option<(&'a Definition, &'a Step)> {
        let definition = self.definition()?;
        let step = definition
            .steps
            .get(definition.index(&self.run.stack.last()?.step)?)?;
        Some((definition, step))
    }

    /// The question that waits on top.
    pub fn question(&self) -> Option<(&'a Step, &'a Question)> {
        self.run
            .stack
            .last()
            .filter(|top| top.state == State::Question)?;
        match self.here()? {
            (
                _,
                step @ Step {
                    verb: Verb::Ask(question),
                    ..
                },
            ) => Some((step, question)),
            _ => None,
        }
    }

    pub fn scope(&self) -> Scope<'_> {
        Scope {
            memory: self.memory,
            now: self.world.now,
            calendar: self.world.calendar,
            flow: self.run.own_flow(),
            row: None,
        }
    }

    /// Goes on until the run waits or ends.
    pub fn go(&mut self, target: Target) {
        let mut next = Some(target);
        while let Some(target) = next {
            self.steps += 1;
            if self.steps > STEPS {
                return self.fail(
                    End::Loop,
                    "lead",
                    Urgency::Today,
                    "a flow went round in circles and was stopped",
                );
            }
            next = match target {
                Target::Step(index) => self.enter(index),
                Target::End | Target::Return => self.leave(),
                Target::Hold => {
                    self.hold();
                    None
                }
            };
        }
    }

    /// Enters a step; the answer is where to go next, `None` means it waits.
    fn enter(&mut self, index: usize) -> Option<Target> {
        let Some((definition, step)) = self
            .definition()
            .and_then(|flow| Some((flow, flow.steps.get(index)?)))
        else {
            return Some(Target::End);
        };
        let top = self.run.stack.last_mut()?;
        top.step.clone_from(&step.name);
        (top.held, top.unput) = (None, false);
        if let Some((times, otherwise)) = step.at_most {
            let visits = top.visits.entry(step.name.clone()).or_default();
            if *visits >= times {
                return Some(otherwise);
            }
            *visits += 1;
        }
        if step
            .skip_if
            .as_ref()
            .is_some_and(|condition| condition.holds(&self.scope()))
        {
            return Some(step.next);
        }
        self.effects_of(definition, step);
        match &step.verb {
            Verb::None => Some(step.next),
            Verb::Ask(question) => self.ask(definition, step, question),
            Verb::When(branches) => {
                let scope = self.scope();
                let branch = branches.iter().find(|(condition, _)| {
                    condition
                        .as_ref()
                        .is_none_or(|condition| condition.holds(&scope))
                });
                Some(branch.map_or(step.next, |(_, target)| *target))
            }
            Verb::Random(weights) => Some(self.chance(definition, step, weights)),
            Verb::Wait(wait) => self.wait(step, wait),
            Verb::Run(run) => self.call(step, run),
            Verb::Handoff(handoff) => self.hand_off(step, handoff),
        }
    }

    /// What a step does before its verb, in the fixed order: set, log, alert, say.
    pub fn effects_of(&mut self, definition: &'a Definition, step: &'a Step) {
        for (field, setting) in &step.set {
            self.set(field, setting);
        }
        if let Some(what) = &step.log {
            let field = log_field(self.run.own_flow());
            self.memory.record(&field, what, self.world.now);
            self.effects.push(Effect::Log { what: what.clone() });
        }
        if let (Some(result), Some(top)) = (&step.result, self.run.stack.last_mut()) {
            top.result = Some(result.clone());
        }
        if let Some(alert) = &step.alert {
            let unanswered = self.in_time(alert.unanswered.as_ref());
            self.effects.push(Effect::Alert {
                team: alert.team.clone(),
                urgency: alert.urgency,
                unanswered,
                why: alert.why.clone(),
            });
        }
        if let Some(say) = &step.say {
            self.say(definition, say);
        }
    }

    /// Whom to call if nobody comes within this time.
    pub fn in_time(&self, unanswered: Option<&(Length, String)>) -> Option<(Span, String)> {
        let (length, team) = unanswered?;
        let span = self.world.calendar.span(self.world.now, *length);
        Some((span, team.clone()))
    }

    /// Puts a question and waits, unless there is nothing to choose from.
    pub fn ask(
        &mut self,
        definition: &'a Definition,
        step: &'a Step,
        question: &'a Question,
    ) -> Option<Target> {
        match &question.kind {
            QuestionKind::Slots { none_free }
                if !self.world.slots.iter().any(|slot| slot.at > self.world.now) =>
            {
                return Some(*none_free);
            }
            QuestionKind::Cards(selection)
                if selection
                    .rows(self.program.tables(), &self.scope())
                    .is_empty() =>
            {
                self.tell_coordinator("a table has no row for this person", &selection.table);
                return Some(step.next);
            }
            _ => {}
        }
        self.put(definition, step, question);
        let now = self.world.now;
        let top = self.run.stack.last_mut()?;
        top.state = State::Question;
        (top.since, top.asked, top.nudges, top.misses, top.until) = (now, now, 0, 0, None);
        (top.held, top.unput) = (None, false);
        None
    }

    fn hand_off(&mut self, step: &Step, handoff: &HandoffSpec) -> Option<Target> {
        let unanswered = self.in_time(handoff.unanswered.as_ref());
        self.effects.push(Effect::Handoff {
            team: handoff.team.clone(),
            why: handoff.why.clone(),
            unanswered,
        });
        let top = self.run.stack.last_mut()?;
        if handoff.when_closed.is_none() {
            top.handed = true;
            return Some(step.next);
        }
        top.state = State::Person;
        None
    }

    /// Ends the run with a call for help, because something is wrong with its flow.
    pub fn fail(&mut self, end: End, team: &str, urgency: Urgency, why: &str) {
        self.effects.push(Effect::Alert {
            team: team.to_owned(),
            urgency,
            unanswered: None,
            why: Some(why.to_owned()),
        });
        self.end(end);
    }

    /// Something about the authored content that the checks could not know: what, and the name of the table or flow.
    pub fn tell_coordinator(&mut self, what: &str, name: &str) {
        let alert = Effect::Alert {
            team: "coordinator".to_owned(),
            urgency: Urgency::Week,
            unanswered: None,
            why: Some(format!("{what}: {name}")),
        };
        self.effects.push(alert);
    }

    pub fn end(&mut self, end: End) {
        self.run.ended = Some(end);
        if matches!(end, End::Done | End::Expired) {
            self.count_silence();
        }
        self.effects.push(Effect::Ended(end));
    }

    /// Puts into a field what a step says; what is not known stays as it is.
    pub fn set(&mut self, field: &str, setting: &Setting) {
        let value = match setting {
            Setting::Literal(value) => Some(value.clone()),
            Setting::Word => self.run.stack.last().and_then(|top| top.word.clone()),
            Setting::Field(other) => self.memory.get(other).map(str::to_owned),
            Setting::Now => Some(self.world.now.to_string()),
            Setting::After(length) => Some(self.later(*length)),
        };
        if let Some(value) = value {
            self.save(field, &value);
        }
    }

    /// Forgets a field.
    pub fn clear(&mut self, field: &str) {
        if self.memory.get(field).is_some() {
            self.memory.clear(field);
            self.effects.push(Effect::Save {
                field: field.to_owned(),
                value: String::new(),
            });
        }
    }

    pub fn save(&mut self, field: &str, value: &str) {
        self.memory.save(field, value, self.world.now);
        self.effects.push(Effect::Save {
            field: field.to_owned(),
            value: value.to_owned(),
        });
    }

    /// The instant at the end of a length of time, as memory keeps it.
    pub fn later(&self, length: Length) -> String {
        self.world
            .calendar
            .after(self.world.now, length)
            .map_or_else(|| "forever".to_owned(), |at| at.to_string())
    }
}
