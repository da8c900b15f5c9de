//! Where walks begin: every start of a flow, for every role that it is for, by day and on a night between the years.

use chrono::NaiveDate;
use tsunagi_model::{Memory, Role, Span, Timestamp};
use uuid::Uuid;

use super::made_up::{satisfy, season};
use crate::chance::hash;
use crate::definition::{Definition, FieldKind, Question, QuestionKind, RuleWhen, Step, Verb};
use crate::drive::{Act, Driver, Stage};
use crate::law::Law;
use crate::run::Slot;
use crate::start::{Trigger, TriggerKind};

/// How many conversations are looked at to find one for each branch of chance.
const CHANCES: u128 = 64;

/// Somebody to whom something is about to happen.
pub(super) struct Root<'a> {
    pub driver: Driver<'a>,
    pub law: Law,
    pub begin: Begin,
}

/// How it begins.
#[derive(Clone)]
pub(super) enum Begin {
    /// The person does something.
    Act(Act),
    /// A start without them is due.
    Due(usize),
    /// Another flow or staff start it.
    Asked,
}

#[derive(Default)]
pub(super) struct Roots<'a> {
    pub roots: Vec<Root<'a>>,
    pub left_out: Vec<String>,
}

/// All beginnings of a flow in a language.
pub(super) fn roots<'a>(stage: &Stage<'a>, flow: &str, language: &str) -> Roots<'a> {
    let mut found = Roots::default();
    let Some((_, definition)) = stage.program.newest(flow) else {
        return found;
    };
    let first = stage
        .voice
        .languages()
        .first()
        .is_some_and(|first| first == language);
    let day = instant(stage, 2026, 11, 25, 16 * 60);
    let night = instant(stage, 2026, 12, 29, 22 * 60 + 30);
    let mut times = vec![day];
    if first {
        // What hours do does not depend on the language.
        times.push(night);
    }
    for at in times {
        let maker = Maker {
            stage,
            definition,
            language,
            at,
            first: first && at == day,
        };
        maker.all(&mut found);
    }
    found
}

struct Maker<'s, 'a> {
    stage: &'s Stage<'a>,
    definition: &'a Definition,
    language: &'s str,
    at: Timestamp,
    /// The one time and language in which what does not depend on them is tried.
    first: bool,
}

impl<'a> Maker<'_, 'a> {
    fn all(&self, found: &mut Roots<'a>) {
        if self.definition.always {
            return self.words(found);
        }
        for role in self.roles() {
            if self.definition.starts.is_empty() {
                self.variants(found, &self.memory(role), &Begin::Asked);
            }
            for (index, start) in self.definition.starts.iter().enumerate() {
                self.start(found, role, index, start);
            }
        }
    }

    fn roles(&self) -> Vec<Role> {
        if self.definition.audience.is_empty() {
            return vec![Role::Child, Role::Parent, Role::Unknown];
        }
        self.definition.audience.clone()
    }

    /// Each rule of an anytime flow, for somebody who is in no conversation.
    fn words(&self, found: &mut Roots<'a>) {
        for role in [Role::Child, Role::Parent, Role::Unknown] {
            for rule in &self.definition.rules {
                if let RuleWhen::Words(words) = &rule.when
                    && let Some((text, _)) = words.first()
                {
                    let begin = Begin::Act(Act::Write {
                        text: text.clone(),
                        risk: Some(tsunagi_model::Risk::None),
                    });
                    self.push(found, self.memory(role), begin);
                }
            }
        }
    }

    fn start(&self, found: &mut Roots<'a>, role: Role, index: usize, start: &Trigger) {
        let tag = |pattern: &String| pattern.trim_end_matches('*').to_owned() + "a";
        let act = match &start.kind {
            TriggerKind::Follow => Act::Follow { referral: None },
            TriggerKind::Referral(pattern) => Act::Follow {
                referral: Some(tag(pattern)),
            },
            TriggerKind::Code(letter) => Act::Code {
                letter: letter.replace('*', "letter"),
            },
            TriggerKind::Keyword(words) => Act::Write {
                text: words.first().cloned().unwrap_or_default(),
                risk: Some(tsunagi_model::Risk::None),
            },
            _ => return self.due(found, role, index, start),
        };
        let memory = self.memory(role);
        if self.first {
            let mut stranger = memory.clone();
            stranger.clear("contact.language");
            self.push(found, stranger, Begin::Act(act.clone()));
        }
        self.variants(found, &memory, &Begin::Act(act));
    }

    /// A start that nobody present causes, for somebody whom it is meant for.
    fn due(&self, found: &mut Roots<'a>, role: Role, index: usize, start: &Trigger) {
        let mut memory = self.memory(role);
        memory
            .fields
            .insert("consent.messages".to_owned(), "agree".to_owned());
        if let TriggerKind::On { field, days, .. } = &start.kind {
            let date = self.at.plus(Span::days(3 - days));
            memory.fields.insert(field.clone(), date.to_string());
        }
        let calendar = self.stage.program.calendar("");
        let meant = |memory: &Memory| {
            self.stage
                .program
                .who_matches(start, memory, calendar, self.at)
        };
        if !meant(&memory)
            && let Some(who) = &start.who
        {
            satisfy(who, &mut memory, self.at);
        }
        if memory.role() != role || !meant(&memory) {
            // It may be meant for other roles only; nobody at all is worth a word.
            let others = self.roles().into_iter().any(|other| {
                let mut memory = self.memory(other);
                memory
                    .fields
                    .insert("consent.messages".to_owned(), "agree".to_owned());
                start
                    .who
                    .iter()
                    .for_each(|who| satisfy(who, &mut memory, self.at));
                memory.role() == other && meant(&memory)
            });
            if !others && self.first {
                found.left_out.push(format!(
                    "{}: nobody could be made up for its start number {}",
                    self.definition.flow,
                    index + 1
                ));
            }
            return;
        }
        self.variants(found, &memory, &Begin::Due(index));
    }

    /// The same with and without free times, by each branch of chance, and after some hard weeks.
    fn variants(&self, found: &mut Roots<'a>, memory: &Memory, begin: &Begin) {
        for conversation in self.chances() {
            let mut root = self.root(memory.clone(), begin.clone());
            root.driver.conversation = conversation;
            found.roots.push(root);
        }
        if !self.first {
            return;
        }
        let mut seasoned = memory.clone();
        if season(self.definition, &mut seasoned, self.at) {
            self.push(found, seasoned, begin.clone());
        }
        let slots = |question: &Question| matches!(question.kind, QuestionKind::Slots { .. });
        let asks = |step: &Step| matches!(&step.verb, Verb::Ask(question) if slots(question));
        if self.definition.steps.iter().any(asks) {
            let mut root = self.root(memory.clone(), begin.clone());
            root.driver.slots.clear();
            found.roots.push(root);
        }
    }

    fn push(&self, found: &mut Roots<'a>, memory: Memory, begin: Begin) {
        found.roots.push(self.root(memory, begin));
    }

    fn root(&self, memory: Memory, begin: Begin) -> Root<'a> {
        let calendar = self.stage.program.calendar("");
        let mut driver = Driver::new(*self.stage, calendar, memory, self.at);
        driver.known = self.definition.always;
        let slot = |days: i64| Slot {
            id: format!("slot{days}"),
            at: self.at.plus(Span::days(days)),
        };
        driver.slots = vec![slot(4), slot(6)];
        Root {
            driver,
            law: Law::default(),
            begin,
        }
    }

    /// What is remembered of somebody in a role.
    fn memory(&self, role: Role) -> Memory {
        let mut memory = Memory::default();
        let mut put = |field: &str, value: &str| {
            memory.fields.insert(field.to_owned(), value.to_owned());
        };
        put("contact.language", self.language);
        if role != Role::Unknown {
            put("contact.role", role.as_str());
        }
        for field in &self.definition.uses {
            let kind = self
                .definition
                .fields
                .iter()
                .find(|(name, _)| name == field);
            let instant = matches!(kind, Some((_, FieldKind::Instant))) || field.ends_with("at");
            let value = if instant {
                self.at.plus(Span::days(3)).to_string()
            } else if matches!(kind, Some((_, FieldKind::Number))) {
                "12".to_owned()
            } else {
                "words".to_owned()
            };
            put(field, &value);
        }
        memory
    }

    /// Conversations that together meet every branch of chance.
    fn chances(&self) -> Vec<Uuid> {
        let mut wanted: Vec<(usize, usize)> = Vec::new();
        let steps = self.definition.steps.iter().enumerate();
        for (place, step) in steps.clone() {
            if let Verb::Random(weights) = &step.verb {
                wanted.extend((0..weights.len()).map(|branch| (place, branch)));
            }
        }
        let mut chosen = Vec::new();
        for number in 1..=CHANCES {
            let conversation = Uuid::from_u128(number);
            let before = wanted.len();
            wanted.retain(|(place, branch)| {
                let step = &self.definition.steps[*place];
                taken(conversation, self.definition, step) != Some(*branch)
            });
            if wanted.len() < before || chosen.is_empty() {
                chosen.push(conversation);
            }
            if wanted.is_empty() {
                break;
            }
        }
        chosen
    }
}

/// Which branch a step with `random` takes in a conversation.
fn taken(conversation: Uuid, definition: &Definition, step: &Step) -> Option<usize> {
    let Verb::Random(weights) = &step.verb else {
        return None;
    };
    let total: u32 = weights.iter().map(|(weight, _)| weight).sum();
    let mut left = hash(conversation, &definition.flow, &step.name) % total.max(1);
    weights.iter().position(|(weight, _)| {
        let here = left < *weight;
        left = left.saturating_sub(*weight);
        here
    })
}

fn instant(stage: &Stage, year: i32, month: u32, day: u32, minute: u32) -> Timestamp {
    let calendar = stage.program.calendar("");
    NaiveDate::from_ymd_opt(year, month, day)
        .map_or(Timestamp::default(), |date| calendar.instant(date, minute))
}
