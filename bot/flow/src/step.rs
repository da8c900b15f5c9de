//! The engine: one input moves a run until it waits or ends. Deterministic; time and chance arrive in [`World`].

use tsunagi_model::{Memory, Risk, Urgency};
use uuid::Uuid;

use crate::condition::{Scope, log_field};
use crate::definition::{
    Definition, HandoffSpec, Question, QuestionKind, RuleWhen, Setting, Step, Target, Until, Verb,
    Wait,
};
use crate::effect::{Effect, End};
use crate::program::Program;
use crate::run::{Input, Occasion, Run, State, World};

/// How many steps one input may cause.
const STEPS: u32 = 50;

/// Moves a run by one input; changes run and memory and returns what is to be done, in order.
pub fn step(
    program: &Program,
    run: &mut Run,
    memory: &mut Memory,
    input: &Input,
    world: &World,
) -> Vec<Effect> {
    if run.ended.is_some() || run.stack.is_empty() {
        return Vec::new();
    }
    let mut turn = Turn {
        program,
        run,
        memory,
        world,
        effects: Vec::new(),
        steps: 0,
        unread: None,
        silent: false,
    };
    if turn.definition().is_none() {
        turn.fail(
            End::Gone,
            "coordinator",
            Urgency::Today,
            "a conversation lost the version of its flow",
        );
    } else {
        turn.hear(input);
        turn.take(input);
    }
    turn.run.wake = turn.due();
    turn.effects
}

/// The run that answers a text when no run is active, if a rule of the anytime flow fires: call [`step`] with [`Input::Start`].
///
/// Rules do not look at the contact yet; `_memory` keeps room for rules that are for some only.
pub fn interrupt(program: &Program, _memory: &Memory, text: &str, risk: Risk) -> Option<Run> {
    let (version, definition) = program.always()?;
    let (rule, word) = crate::anytime::matching(definition, text, risk)?;
    Some(Run::at_rule(definition, version, rule, word))
}

/// The run that answers words for which no run, rule or keyword listens, so that nobody writes into silence: it offers a person.
pub fn lost(program: &Program) -> Option<Run> {
    let (version, definition) = program.always()?;
    let rule = definition
        .rules
        .iter()
        .find(|rule| rule.when == RuleWhen::Lost)?;
    Some(Run::at_rule(definition, version, rule, None))
}

/// To be called for every act of the person, also without a run: whoever wanted quiet "until I write" has written.
///
/// [`step`] calls it too. Answers whether the memory changed.
pub fn heard(memory: &mut Memory) -> bool {
    let rests = memory.get("contact.paused_until") == Some("forever");
    if rests {
        memory.clear("contact.paused_until");
    }
    rests
}

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
    /// Time passed, nobody wrote: an interrupted question is not repeated.
    pub silent: bool,
}

impl<'a> Turn<'a, '_> {
    /// Ends a rest that was to last until the person writes.
    fn hear(&mut self, input: &Input) {
        let acts = match input {
            Input::Text { .. } | Input::Choice { .. } | Input::Other { .. } => true,
            Input::Start(occasion) => matches!(occasion, Occasion::Follow | Occasion::Keyword(_)),
            Input::Wake | Input::HandoffClosed => false,
        };
        if acts && heard(self.memory) {
            self.effects.push(Effect::Save {
                field: "contact.paused_until".to_owned(),
                value: String::new(),
            });
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
            flow: self.run.flow(),
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
    fn effects_of(&mut self, definition: &'a Definition, step: &'a Step) {
        for (field, setting) in &step.set {
            self.set(field, setting);
        }
        if let Some(what) = &step.log {
            let field = log_field(self.run.flow());
            self.memory.record(&field, what, self.world.now);
            self.effects.push(Effect::Log { what: what.clone() });
        }
        if let (Some(result), Some(top)) = (&step.result, self.run.stack.last_mut()) {
            top.result = Some(result.clone());
        }
        if let Some(alert) = &step.alert {
            let unanswered = alert.unanswered.as_ref().map(|(length, team)| {
                (
                    self.world.calendar.span(self.world.now, *length),
                    team.clone(),
                )
            });
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

    /// Puts a question and waits, unless there is nothing to choose from.
    pub fn ask(
        &mut self,
        definition: &'a Definition,
        step: &'a Step,
        question: &'a Question,
    ) -> Option<Target> {
        match &question.kind {
            QuestionKind::Slots { none_free } if self.world.slots.is_empty() => {
                return Some(*none_free);
            }
            QuestionKind::Cards(selection)
                if selection
                    .rows(self.program.tables(), &self.scope())
                    .is_empty() =>
            {
                self.tell_coordinator("a table has no row for this person");
                return Some(step.next);
            }
            _ => {}
        }
        self.put(definition, step, question);
        let now = self.world.now;
        let top = self.run.stack.last_mut()?;
        top.state = State::Question;
        (top.since, top.asked, top.nudges, top.misses, top.until) = (now, now, 0, 0, None);
        None
    }

    fn wait(&mut self, step: &Step, wait: &Wait) -> Option<Target> {
        let now = self.world.now;
        let calendar = self.world.calendar;
        let until = match &wait.until {
            Until::Length(length) => calendar.after(now, *length)?,
            Until::Field { field, days, time } => {
                match self.memory.get(field).and_then(|at| calendar.read(at)) {
                    Some(at) => calendar.day_at(at, *days, *time),
                    None => return Some(step.next),
                }
            }
        };
        if until <= now {
            return Some(wait.missed.unwrap_or(step.next));
        }
        let until = calendar.shift(until, self.memory.role());
        let top = self.run.stack.last_mut()?;
        top.state = State::Wait;
        (top.since, top.until, top.misses) = (now, Some(until), 0);
        None
    }

    fn hand_off(&mut self, step: &Step, handoff: &HandoffSpec) -> Option<Target> {
        let unanswered = handoff.unanswered.as_ref().map(|(length, team)| {
            (
                self.world.calendar.span(self.world.now, *length),
                team.clone(),
            )
        });
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

    /// The same choice for the same conversation, whatever else happens.
    fn chance(&self, definition: &Definition, step: &Step, weights: &[(u32, Target)]) -> Target {
        let total: u32 = weights.iter().map(|(weight, _)| weight).sum();
        let mut left = hash(self.world.conversation, &definition.flow, &step.name) % total.max(1);
        for (weight, target) in weights {
            if left < *weight {
                return *target;
            }
            left -= weight;
        }
        step.next
    }

    /// Ends the run with a call for help, because something is wrong with its flow.
    fn fail(&mut self, end: End, team: &str, urgency: Urgency, why: &str) {
        self.effects.push(Effect::Alert {
            team: team.to_owned(),
            urgency,
            unanswered: None,
            why: Some(why.to_owned()),
        });
        self.end(end);
    }

    pub fn tell_coordinator(&mut self, why: &str) {
        let alert = Effect::Alert {
            team: "coordinator".to_owned(),
            urgency: Urgency::Week,
            unanswered: None,
            why: Some(why.to_owned()),
        };
        self.effects.push(alert);
    }

    pub fn end(&mut self, end: End) {
        self.run.ended = Some(end);
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
    pub fn later(&self, length: crate::definition::Length) -> String {
        self.world
            .calendar
            .after(self.world.now, length)
            .map_or_else(|| "forever".to_owned(), |at| at.to_string())
    }
}

/// FNV-1a over the conversation, the flow and the step.
fn hash(conversation: Uuid, flow: &str, step: &str) -> u32 {
    let bytes = conversation
        .as_bytes()
        .iter()
        .chain(flow.as_bytes())
        .chain(b"/")
        .chain(step.as_bytes());
    let hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    u32::try_from(hash >> 33).unwrap_or(0)
}
