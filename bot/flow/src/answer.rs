//! What becomes of an input: which option it means, and what happens when it means none.

use tsunagi_model::{Risk, Urgency};
use unicode_normalization::UnicodeNormalization;

use crate::anytime;
use crate::condition::log_field;
use crate::definition::{
    Choice, Definition, Expect, Question, QuestionKind, Rule, RuleWhen, Step, Target, Verb,
};
use crate::effect::{Effect, End};
use crate::fold::fold;
use crate::run::{Frame, Input, Slot, State};
use crate::turn::Turn;

/// How much of a typed answer is kept as a field.
const NOTE: usize = 1_000;

impl<'a> Turn<'a, '_> {
    /// Takes one input.
    pub fn take(&mut self, input: &Input) {
        let Some(state) = self.run.stack.last().map(|top| top.state) else {
            return;
        };
        match input {
            Input::Start(_) if state == State::Ready => self.start(),
            Input::Start(_) => {}
            Input::Begin { flow } => self.receive(flow),
            Input::Text { text, risk } | Input::Captioned { text, risk, .. }
                if self.is_held_back(state) =>
            {
                self.read_held_back(state, text, *risk);
            }
            Input::Choice { data } if self.is_held_back(state) => {
                if self.is_on_screen(data) {
                    self.tap(data);
                } else {
                    self.go_on(state);
                }
            }
            Input::Other { .. } if self.is_held_back(state) => self.go_on(state),
            Input::Text { risk, .. } | Input::Captioned { risk, .. }
                if matches!(state, State::Person | State::Held) =>
            {
                self.hear_danger(*risk);
            }
            Input::Text { text, risk } => self.read(text, *risk),
            Input::Captioned { kind, text, risk } => {
                self.beside = Some((*kind).to_owned());
                self.read(text, *risk);
            }
            Input::Choice { data } if matches!(state, State::Question | State::Wait) => {
                self.tap(data);
            }
            Input::Other { kind } => self.arrives(state, kind),
            Input::Wake => self.wake(state),
            Input::HandoffClosed => self.closed(),
            Input::Choice { .. } => {}
        }
    }

    pub fn start(&mut self) {
        let Some(definition) = self.definition() else {
            return;
        };
        let now = self.world.now;
        (self.run.began, self.run.moved) = (now, now);
        let first = match definition.again {
            Some(again) if self.world.came_again => again.otherwise,
            _ => Target::Step(0),
        };
        let step = self
            .run
            .stack
            .last()
            .and_then(|top| definition.index(&top.step));
        self.go(step.map_or(first, Target::Step));
    }

    /// Whether a frame waits at the question of a step, by its name or a former one: buttons outlive a renaming.
    pub fn waits_at(&self, frame: &Frame, flow: &str, step: &str) -> bool {
        frame.state == State::Question
            && frame.flow == flow
            && (frame.step == step
                || self
                    .program
                    .version(&frame.flow, frame.version)
                    .and_then(|definition| Some(&definition.steps[definition.index(step)?].name))
                    == Some(&frame.step))
    }

    /// Typed words: danger first, then the answers, then the other rules, then free text.
    fn read(&mut self, text: &str, risk: Risk) {
        let always = self.program.always();
        if risk == Risk::Alert
            && let Some((version, definition)) = always
            && let Some(rule) = anytime::danger(definition)
        {
            return self.fire(definition, version, rule, None);
        }
        let question = self.question();
        if let Some((step, question)) = question
            && let Some(choice) = self.typed_option(question, text)
        {
            return self.choose(step, question, choice, None);
        }
        if let Some((version, definition)) = always
            && let Some((rule, word)) = anytime::matching(definition, text, risk)
        {
            // Words that only worry us are still the answer to the question.
            self.unread = (rule.then == Target::Return && matches!(rule.when, RuleWhen::Risk(_)))
                .then(|| text.to_owned());
            return self.fire(definition, version, rule, word);
        }
        let Some((step, question)) = question else {
            return self.unasked();
        };
        match self.accept_words(step, question, text) {
            Some(target) => self.go(target),
            None => self.no_match(step, question),
        }
    }

    /// Words while the script waits for time to pass: the second time they get an answer that offers a person.
    fn unasked(&mut self) {
        if let Some(kind) = self.beside.take() {
            return self.receipt(&kind);
        }
        let Some(top) = self.run.stack.last_mut() else {
            return;
        };
        top.misses = top.misses.saturating_add(1);
        if top.misses > 1 {
            top.misses = 0;
            self.fire_lost();
        }
    }

    /// While a person has the conversation, only danger is heard; the script does not speak again about the same.
    fn hear_danger(&mut self, risk: Risk) {
        let Some((version, definition)) = self.program.always() else {
            return;
        };
        let Some(rule) = anytime::danger(definition).filter(|_| risk == Risk::Alert) else {
            return;
        };
        if self
            .run
            .stack
            .iter()
            .any(|frame| frame.rule.as_deref() == Some(&rule.name))
        {
            return self.call_again(definition, rule);
        }
        self.fire(definition, version, rule, None);
    }

    fn call_again(&mut self, definition: &Definition, rule: &Rule) {
        let Some(alert) = definition
            .steps
            .get(rule.step)
            .and_then(|step| step.alert.as_ref())
        else {
            return;
        };
        let unanswered = self.in_time(alert.unanswered.as_ref());
        self.effects.push(Effect::Alert {
            team: alert.team.clone(),
            urgency: Urgency::Now,
            unanswered,
            why: alert.why.clone(),
        });
    }

    /// The option that was typed: a label in any language, or one of its words.
    pub fn typed_option(&self, question: &'a Question, text: &str) -> Option<&'a Choice> {
        if question.options.is_empty() {
            return None;
        }
        let keys: Vec<&str> = question
            .options
            .iter()
            .map(|option| option.key.as_str())
            .collect();
        if let Some(index) = self.world.labels.option(&question.text, &keys, text) {
            return question.options.get(index);
        }
        let typed = fold(text);
        question
            .options
            .iter()
            .find(|option| option.words.contains(&typed))
    }

    /// Takes words that are not an option as the answer, where the question allows it.
    pub fn accept_words(
        &mut self,
        step: &'a Step,
        question: &'a Question,
        text: &str,
    ) -> Option<Target> {
        match question.expect {
            Expect::Options => return None,
            Expect::Number(least, most) => {
                let number = number(text).filter(|number| (least..=most).contains(number))?;
                self.answered();
                if let Some(field) = &question.save {
                    self.save(field, &number.to_string());
                }
            }
            Expect::Text => {
                self.answered();
                if let Some(field) = &question.save {
                    self.save(field, &note(text));
                }
            }
            Expect::Also => {
                self.answered();
                if let Some(field) = &question.save {
                    self.save(&format!("{field}_note"), &note(text));
                }
            }
        }
        Some(step.next)
    }

    /// A tap, on the question that waits or on an older one.
    fn tap(&mut self, data: &str) {
        let mut parts = data.splitn(4, '/');
        let (flow, step, key, item) = (
            parts.next().unwrap_or(""),
            parts.next().unwrap_or(""),
            parts.next().unwrap_or(""),
            parts.next(),
        );
        // The question below an interruption is still on the screen.
        let on_screen = |frame: &Frame| self.waits_at(frame, flow, step);
        if let Some(place) = self.run.stack.iter().rposition(on_screen) {
            self.run.stack.truncate(place + 1);
        }
        let same_flow = self.run.stack.last().is_some_and(|top| top.flow == flow);
        if let Some((here, question)) = self.question().filter(|_| same_flow) {
            let same_step = self
                .run
                .stack
                .last()
                .is_some_and(|top| self.waits_at(top, flow, step));
            if same_step && key == "at" && matches!(question.kind, QuestionKind::Slots { .. }) {
                return self.choose_slot(here, question, item.unwrap_or(""));
            }
            if let Some(choice) = question.options.iter().find(|option| option.key == key) {
                return self.choose(here, question, choice, item.filter(|_| same_step));
            }
        }
        // An old button is not an answer, but one that led to a person still does.
        if self.program.led_to_person(data) {
            self.call_person();
        }
    }

    fn call_person(&mut self) {
        let Some((version, definition)) = self.program.always() else {
            return;
        };
        let rule = definition
            .rules
            .iter()
            .find(|rule| rule.calls_person && matches!(rule.when, RuleWhen::Words(_)));
        if let Some(rule) = rule {
            self.fire(definition, version, rule, None);
        }
    }

    pub fn choose(
        &mut self,
        step: &Step,
        question: &Question,
        choice: &Choice,
        item: Option<&str>,
    ) {
        self.answered();
        if let Some(field) = &question.save {
            let value = match (&question.kind, item, choice.value) {
                (_, _, Some(length)) => Some(self.later(length)),
                (QuestionKind::Cards(_), item, _) => item.map(str::to_owned),
                (QuestionKind::Slots { .. }, ..) => None,
                (QuestionKind::Plain, ..) => Some(choice.key.clone()),
            };
            if let Some(value) = value {
                self.save(field, &value);
            }
        }
        let in_anytime = self.run.stack.last().is_some_and(|top| top.rule.is_some());
        if in_anytime && step.next != Target::Return {
            if choice.target == Target::Return {
                return self.go_back();
            }
            if let Some((definition, only)) = self.only_remembers(choice.target) {
                self.effects_of(definition, only);
                return self.go_back();
            }
        }
        self.go(choice.target);
    }

    /// A step that remembers something and returns, without a word.
    fn only_remembers(&self, target: Target) -> Option<(&'a Definition, &'a Step)> {
        let Target::Step(index) = target else {
            return None;
        };
        let definition = self.definition()?;
        let step = definition.steps.get(index)?;
        let silent = step.say.is_none() && matches!(step.verb, Verb::None);
        (silent && step.next == Target::Return).then_some((definition, step))
    }

    /// An option that says `return`, or leads there by a step that only remembers something, goes back to what was interrupted,
    /// whatever its rule says would follow.
    fn go_back(&mut self) {
        if self.run.stack.len() == 1 {
            return self.end(End::Done);
        }
        self.run.stack.pop();
        if let Some(target) = self.resume() {
            self.go(target);
        }
    }

    fn choose_slot(&mut self, step: &'a Step, question: &'a Question, id: &str) {
        self.answered();
        let free = |slot: &&Slot| slot.id == id && slot.at > self.world.now;
        let Some(slot) = self.world.slots.iter().find(free) else {
            // Somebody else was quicker: the times that are left are offered.
            let here = self
                .definition()
                .and_then(|definition| definition.index(&step.name));
            return self.go(here.map_or(step.next, Target::Step));
        };
        let at = slot.at.to_string();
        if let Some(field) = &question.save {
            self.save(field, &at);
        }
        self.effects.push(Effect::BookSlot { id: id.to_owned() });
        self.go(step.next);
    }

    /// An answer came: it breaks a row of silences, once in a run of its own.
    pub fn answered(&mut self) {
        self.run.moved = self.world.now;
        let first = !std::mem::replace(&mut self.run.answered, true);
        if first || self.run.own_flow() != self.run.flow() {
            let field = log_field(self.run.own_flow());
            self.memory.record(&field, "answered", self.world.now);
        }
    }

    /// The answer was none of the answers.
    fn no_match(&mut self, step: &'a Step, question: &'a Question) {
        if let Some(kind) = self.beside.take() {
            return self.arrived(step, question, &kind);
        }
        let now = self.world.now;
        self.run.moved = now;
        let Some(top) = self.run.stack.last_mut() else {
            return;
        };
        top.misses = top.misses.saturating_add(1);
        top.ask_anew(now);
        let misses = top.misses;
        match question.no_match {
            Some((retry, then)) if misses > retry => return self.go(then),
            None if misses > 1 => {
                top.misses = 0;
                if self.fire_lost() {
                    return;
                }
            }
            _ => {}
        }
        self.not_understood();
        if let Some(definition) = self.definition() {
            self.put(definition, step, question);
        }
    }
}

/// The one number in what was typed: `12`, `１２歳`, `I'm 12`.
fn number(text: &str) -> Option<i64> {
    let plain: String = text.nfkc().collect();
    let mut numbers = plain
        .split(|letter: char| !letter.is_ascii_digit())
        .filter(|digits| !digits.is_empty());
    let number = numbers.next()?.parse().ok()?;
    numbers.next().is_none().then_some(number)
}

fn note(text: &str) -> String {
    text.trim().chars().take(NOTE).collect()
}
