//! The engine: one input moves a run until it waits or ends. Deterministic; time and chance arrive in [`World`].

use tsunagi_model::{Memory, Risk, Urgency};

use crate::conduct::{self, Leave, Why, has_refused};
use crate::definition::RuleWhen;
use crate::effect::{Effect, End};
use crate::program::Program;
use crate::run::{Input, Occasion, Run, State, World};
use crate::start::TriggerKind;
use crate::turn::Turn;

/// Moves a run by one input; changes run and memory and returns what is to be done, in order.
///
/// What would be said although the person did not just act is held against the limits of conduct first ([`Program::may_push`]):
/// if it must wait, nothing has happened but that the run waits longer.
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
    run.follow(program);
    if let Input::Start(Occasion::Schedule { index }) = input {
        run.regular = is_regular(program, run, *index);
    }
    if !is_push(program, run, input) {
        return advance(program, run, memory, input, world);
    }
    let (mut moved, mut remembered) = (run.clone(), memory.clone());
    let effects = advance(program, &mut moved, &mut remembered, input, world);
    if !effects.iter().any(can_wait) {
        (*run, *memory) = (moved, remembered);
        return effects;
    }
    let leave = program.may_push(
        run.flow(),
        memory,
        world.standing,
        world.calendar,
        world.now,
    );
    match leave {
        // Whoever refuses within the turn is not told so by a push.
        Leave::Now if !has_refused(&remembered) => {
            program.remember_push(run.flow(), &mut remembered, world.now);
            (*run, *memory) = (moved, remembered);
            effects
        }
        Leave::Now => {
            (*run, *memory) = (moved, remembered);
            without_words(effects, Why::Refused)
        }
        Leave::Later(until, why) if effects.iter().any(cannot_wait) => {
            (*run, *memory) = (moved, remembered);
            if let Some(top) = run.stack.last_mut()
                && (top.state, top.asked) == (State::Question, world.now)
            {
                // The question was among the words: it is put when words may leave.
                (top.unput, top.held) = (true, Some(until));
                run.wake = Turn::new(program, run, memory, world).due();
            }
            without_words(effects, why)
        }
        Leave::Later(until, why) => {
            if let Some(top) = run.stack.last_mut() {
                top.held = Some(until);
            }
            run.wake = Turn::new(program, run, memory, world).due();
            let until = Some(until);
            vec![Effect::Held { why, until }]
        }
        Leave::Never(why) => {
            let urgent = effects.iter().any(cannot_wait);
            if urgent {
                (*run, *memory) = (moved, remembered);
            }
            let mut left = if urgent { effects } else { Vec::new() };
            left.retain(|effect| !matches!(effect, Effect::Ended(_)));
            let mut left = without_words(left, why);
            (run.ended, run.wake) = (Some(End::Stopped), None);
            left.push(Effect::Ended(End::Stopped));
            left
        }
    }
}

/// Whether a start comes again and again, so that silences can be counted in a row.
fn is_regular(program: &Program, run: &Run, index: usize) -> bool {
    program
        .version(run.flow(), run.version())
        .and_then(|definition| definition.starts.get(index))
        .is_some_and(|start| matches!(start.kind, TriggerKind::Every { .. } | TriggerKind::Cron(_)))
}

/// Whether an input is not an act of the person, so that words after it are a push.
fn is_push(program: &Program, run: &Run, input: &Input) -> bool {
    match input {
        Input::Wake | Input::HandoffClosed | Input::Start(Occasion::Schedule { .. }) => true,
        // A rule of the anytime flow answers what the person wrote; other flows are asked for by staff.
        Input::Start(Occasion::Ask) => {
            let top = run.stack.last();
            let answers = |top: &crate::run::Frame| {
                top.rule.is_some()
                    || program
                        .version(&top.flow, top.version)
                        .is_some_and(|definition| definition.always)
            };
            !top.is_some_and(answers)
        }
        Input::Start(_)
        | Input::Begin { .. }
        | Input::Text { .. }
        | Input::Captioned { .. }
        | Input::Choice { .. }
        | Input::Other { .. } => false,
    }
}

/// Words that conduct may hold back.
fn can_wait(effect: &Effect) -> bool {
    matches!(effect, Effect::Say(say) if !say.urgent)
}

/// What must happen at once even when words may not.
fn cannot_wait(effect: &Effect) -> bool {
    match effect {
        Effect::Alert { .. } | Effect::Handoff { .. } => true,
        Effect::Say(say) => say.urgent,
        _ => false,
    }
}

fn without_words(mut effects: Vec<Effect>, why: Why) -> Vec<Effect> {
    effects.retain(|effect| !can_wait(effect));
    let over = matches!(effects.last(), Some(Effect::Ended(_)));
    let place = effects.len() - usize::from(over);
    effects.insert(place, Effect::Held { why, until: None });
    effects
}

fn advance(
    program: &Program,
    run: &mut Run,
    memory: &mut Memory,
    input: &Input,
    world: &World,
) -> Vec<Effect> {
    let mut turn = Turn::new(program, run, memory, world);
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

/// To be called for every act of the person, also without a run: whoever wanted quiet "until I write" has written, and an
/// invitation that nobody answered is answered.
///
/// [`step`] calls it too. Answers whether the memory changed.
pub fn heard(memory: &mut Memory) -> bool {
    conduct::acted(memory) | wakes_up(memory)
}

fn wakes_up(memory: &mut Memory) -> bool {
    let rests = memory.get("contact.paused_until") == Some("forever");
    if rests {
        memory.clear("contact.paused_until");
    }
    rests
}

impl Turn<'_, '_> {
    /// An act of the person ends a rest that was to last until they write.
    fn hear(&mut self, input: &Input) {
        let acts = match input {
            Input::Begin { .. }
            | Input::Text { .. }
            | Input::Captioned { .. }
            | Input::Choice { .. }
            | Input::Other { .. } => {
                self.run.acted = true;
                true
            }
            Input::Start(occasion) => {
                !matches!(occasion, Occasion::Schedule { .. } | Occasion::Ask)
            }
            Input::Wake | Input::HandoffClosed => false,
        };
        if !acts {
            return;
        }
        // Whoever does anything is in the conversation: it does not run out over their heads.
        self.run.moved = self.world.now;
        conduct::acted(self.memory);
        if wakes_up(self.memory) {
            self.effects.push(Effect::Save {
                field: "contact.paused_until".to_owned(),
                value: String::new(),
            });
        }
    }
}
