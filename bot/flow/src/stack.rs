//! Flows on top of flows: what interrupts, what holds, and how the interrupted goes on.

use tsunagi_model::{Timestamp, Urgency};

use crate::conduct::has_refused;
use crate::definition::{Definition, Rule, RuleWhen, RunSpec, Step, Target, Verb};
use crate::effect::{Effect, End};
use crate::run::{Frame, State};
use crate::start::TriggerKind;
use crate::turn::Turn;

/// How many flows may run each other.
const DEPTH: usize = 8;

impl Turn<'_, '_> {
    /// The flow on top is over.
    pub fn leave(&mut self) -> Option<Target> {
        let top = self.run.stack.last()?;
        // Whoever was promised a person is not asked the next thing by the script.
        let after = top.after(self.program).map(|after| {
            if top.handed && after == Target::Return {
                Target::Hold
            } else {
                after
            }
        });
        match after {
            Some(Target::End) => return self.quit(),
            Some(Target::Hold) => self.hold(),
            _ if self.run.stack.len() == 1 => self.end(End::Done),
            // Who says no to a guest is not asked by the host.
            Some(_) if top.guest && has_refused(self.memory) => self.end(End::Stopped),
            Some(_) => {
                self.run.stack.pop();
                return self.resume();
            }
            None => {
                let over = self.run.stack.pop()?;
                if let Some(caller) = self.run.stack.last_mut() {
                    // Whom the called flow promised a person, the caller did too.
                    caller.handed |= over.handed;
                }
                return self.called_back(over.result);
            }
        }
        None
    }

    /// Runs another flow on top of this one.
    pub fn call(&mut self, step: &Step, run: &RunSpec) -> Option<Target> {
        let Some((version, _)) = self.program.newest(&run.flow) else {
            self.tell_coordinator("a flow that another one runs is not there", &run.flow);
            return Some(step.next);
        };
        if self.run.stack.len() >= DEPTH {
            self.fail(
                End::Loop,
                "lead",
                Urgency::Today,
                "flows run each other without end and were stopped",
            );
            return None;
        }
        for (field, setting) in &run.with {
            // What is not known must not be what another conversation left there.
            self.clear(field);
            self.set(field, setting);
        }
        self.run.stack.last_mut()?.state = State::Below;
        self.run
            .stack
            .push(Frame::called(&run.flow, version, self.world.now));
        Some(Target::Step(0))
    }

    /// The called flow on top ends before it came to its result.
    pub fn leave_without_result(&mut self) -> Option<Target> {
        if self.run.stack.pop().is_some_and(|over| over.guest) {
            return self.resume();
        }
        self.called_back(None)
    }

    /// The flow that this one runs is over: where its result leads.
    fn called_back(&mut self, result: Option<String>) -> Option<Target> {
        let Some((_, step)) = self.here() else {
            self.fail(
                End::Gone,
                "coordinator",
                Urgency::Today,
                "a conversation lost the version of its flow",
            );
            return None;
        };
        let (Verb::Run(run), Some(result)) = (&step.verb, result) else {
            return Some(step.next);
        };
        if let Some(field) = &run.save {
            self.save(field, &result);
        }
        let chosen = run.options.iter().find(|(key, _)| *key == result);
        Some(chosen.map_or(step.next, |(_, target)| *target))
    }

    /// Goes back to what was interrupted.
    pub fn resume(&mut self) -> Option<Target> {
        let now = self.world.now;
        let (step, question) = self.question()?;
        if let Some(words) = self.unread.take()
            && let Some(target) = self.accept_words(step, question, &words)
        {
            return Some(target);
        }
        if !self.silent
            && let Some(definition) = self.definition()
        {
            return self.ask(definition, step, question);
        }
        self.run.stack.last_mut()?.ask_anew(now);
        None
    }

    /// The frame on top stays until a person is done; what lies below goes on unchanged then.
    pub fn hold(&mut self) {
        if let Some(top) = self.run.stack.last_mut() {
            top.state = State::Held;
        }
    }

    /// A regular conversation is over: if nobody answered so many in a row, other flows may begin.
    pub fn count_silence(&mut self) {
        if !self.run.regular {
            return;
        }
        let now = self.world.now;
        let flow = self.run.flow().to_owned();
        let field = format!("regular.{flow}");
        let silent = !self.run.acted;
        self.memory
            .record(&field, if silent { "silent" } else { "answered" }, now);
        if !silent {
            return;
        }
        let past = self
            .memory
            .history
            .get(&field)
            .map_or(&[][..], Vec::as_slice);
        let row = past
            .iter()
            .rev()
            .take_while(|(_, how)| how == "silent")
            .count();
        let at = self.world.calendar.shift(now, self.memory.role());
        let begins = self
            .program
            .triggers()
            .filter_map(|(begun, index, trigger)| {
                let TriggerKind::Missed { flow: of, times } = &trigger.kind else {
                    return None;
                };
                (*of == flow && *times as usize == row).then(|| Effect::Begin {
                    flow: begun.to_owned(),
                    index,
                    at,
                })
            });
        self.effects.extend(begins);
    }

    /// A handoff was closed.
    pub fn closed(&mut self) {
        let expired = self
            .expires_after_hold()
            .is_some_and(|expiry| expiry <= self.world.now);
        self.run.moved = self.world.now;
        if self.top_is(State::Held) {
            self.run.stack.pop();
            if self.run.stack.is_empty() {
                return self.end(End::Done);
            }
            if expired && self.top_is(State::Question) {
                // The talk with a person took longer than the question is worth.
                return self.end(End::Expired);
            }
            if let Some(target) = self.resume() {
                return self.go(target);
            }
        }
        if self.top_is(State::Person) {
            let target = match self.here().map(|(_, step)| (&step.verb, step.next)) {
                Some((Verb::Handoff(handoff), next)) => handoff.when_closed.unwrap_or(next),
                _ => Target::End,
            };
            self.go(target);
        }
    }

    fn top_is(&self, state: State) -> bool {
        self.run.stack.last().is_some_and(|top| top.state == state)
    }

    /// When the flow at the bottom would have ended by itself.
    fn expires_after_hold(&self) -> Option<Timestamp> {
        let bottom = self.run.stack.first()?;
        let span = self
            .program
            .version(&bottom.flow, bottom.version)?
            .expires?;
        Some(self.run.moved.plus(span))
    }

    /// Puts a rule's step on top and goes there.
    pub fn fire(
        &mut self,
        definition: &Definition,
        version: u32,
        rule: &Rule,
        word: Option<String>,
    ) {
        // One interruption, with all that it runs, replaces another; they are never nested.
        let interrupted = self.run.stack.iter().position(|frame| frame.rule.is_some());
        self.run.stack.truncate(interrupted.unwrap_or(usize::MAX));
        let frame = Frame::at_rule(definition, version, rule, word, self.world.now);
        self.run.stack.push(frame);
        self.go(Target::Step(rule.step));
    }

    /// The rule of the anytime flow that listens for nothing that fits.
    pub fn fire_lost(&mut self) -> bool {
        let Some((version, definition)) = self.program.always() else {
            return false;
        };
        let in_anytime = self.run.stack.last().is_some_and(|top| top.rule.is_some());
        let wanted = |when: &RuleWhen, person: bool| {
            if in_anytime {
                person && matches!(when, RuleWhen::Words(_))
            } else {
                *when == RuleWhen::Lost
            }
        };
        let Some(rule) = definition
            .rules
            .iter()
            .find(|rule| wanted(&rule.when, rule.calls_person))
        else {
            return false;
        };
        self.fire(definition, version, rule, None);
        true
    }
}
