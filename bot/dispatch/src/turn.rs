//! One event on one conversation: what is recorded, who holds the pen, what the script does. No I/O: everything lands in [`Work`],
//! which one commit makes durable.

use std::collections::HashMap;
use std::sync::Arc;

use tsunagi_flow::{Input, Occasion, Program, Run, Slot, World};
use tsunagi_locale::Catalogue;
use tsunagi_model::{
    Controller, Direction, Inbound, InboundKind, IntakeId, MessageId, Risk, Span, ThreadKind,
    Timestamp, Urgency,
};
use tsunagi_store::{AddressState, Changes, RunState, Thread};

use crate::{Service, speak};

/// A reply token is worth trying for this long after its event arrived (LINE: one minute).
const REPLY_WINDOW: Span = Span::seconds(50);
/// Fields whose change can alter when a regular start is due.
const SCHEDULE_FIELDS: [&str; 5] = [
    "contact.role",
    "consent.messages",
    "contact.paused_until",
    "contact.checkin_day",
    "contact.checkin_time",
];

/// Events of one commit, applied in order to conversations in memory.
pub(crate) struct Work<'a> {
    pub service: &'a Service,
    pub program: Arc<Program>,
    pub texts: Arc<Catalogue>,
    pub now: Timestamp,
    pub changes: Changes,
    pub slots: HashMap<tsunagi_model::AreaId, Vec<Slot>>,
}

/// What one event brings with it besides its words.
#[derive(Default)]
pub(crate) struct Occurrence {
    /// A one-time right to reply.
    pub reply: Option<(String, Timestamp)>,
    /// What the safeguard room read, and in which message.
    pub risk: Option<(tsunagi_safeguard::Verdict, MessageId)>,
    /// The person moved the script; otherwise time did, and what it says is a push.
    pub by_person: bool,
}

impl<'a> Work<'a> {
    pub(crate) fn new(service: &'a Service, now: Timestamp) -> Self {
        Self {
            service,
            program: service.program(),
            texts: service.texts(),
            now,
            changes: Changes::default(),
            slots: HashMap::new(),
        }
    }

    /// Adds a conversation to the commit; its place is used by everything below.
    pub(crate) fn add(&mut self, thread: Thread) -> usize {
        self.changes.threads.push(thread);
        self.changes.threads.len() - 1
    }

    /// An event of the platform.
    pub(crate) fn inbound(
        &mut self,
        at: usize,
        intake: IntakeId,
        received_at: Timestamp,
        event: &Inbound,
    ) {
        self.changes.done.push(intake);
        let message = self.record(at, event, received_at);
        let thread = &mut self.changes.threads[at];
        let conversation = thread.id;
        match &event.kind {
            InboundKind::Unsend { platform_id } => self
                .changes
                .unsend
                .push((conversation, platform_id.clone())),
            InboundKind::Edited { platform_id, text } => {
                self.changes
                    .edits
                    .push((at, platform_id.clone(), text.clone()));
            }
            InboundKind::Leave => {
                thread.state = AddressState::Left;
                thread.address_changed = true;
            }
            _ => {}
        }
        if thread.kind != ThreadKind::Person || thread.contact.is_none() {
            return;
        }
        match &event.kind {
            InboundKind::Unfollow => return self.blocked(at, received_at),
            InboundKind::Follow { .. } if thread.state != AddressState::Ok => {
                thread.state = AddressState::Ok;
                thread.address_changed = true;
            }
            _ => {}
        }
        if let Some(language) = &event.language {
            reads_in(thread, language, self.now);
        }
        if event.kind.is_act() {
            thread.last_in_at = Some(received_at);
            if thread.state == AddressState::Blocked {
                // Who writes is not blocking us, whatever order the events came in.
                thread.state = AddressState::Ok;
                thread.address_changed = true;
            }
            if let Some(contact) = thread.contact.as_mut() {
                thread.contact_changed |= tsunagi_flow::heard(&mut contact.memory);
            }
            let flow = thread.run.as_ref().map(|run| run.flow.clone());
            self.count(at, Direction::In, true, None, flow, received_at);
        }
        let words = match &event.kind {
            InboundKind::Text(text) | InboundKind::Edited { text, .. } => Some(text.as_str()),
            _ => None,
        };
        let risk = words
            .map(|words| self.classify(at, words))
            .filter(|verdict| verdict.risk != Risk::None);
        let occurrence = Occurrence {
            reply: event
                .reply_token
                .clone()
                .map(|token| (token, received_at.plus(REPLY_WINDOW))),
            risk: risk.map(|verdict| (verdict, message)),
            by_person: true,
        };
        if event.standby {
            // Another service holds this chat: nothing is said, but danger still calls a person.
            return self.call_if_uncalled(at, &occurrence, 0);
        }
        let alerts = self.changes.alerts.len();
        self.answer(at, &event.kind, &occurrence);
        self.call_if_uncalled(at, &occurrence, alerts);
    }

    /// Lets the script answer, if it holds the pen.
    pub(crate) fn answer(&mut self, at: usize, kind: &InboundKind, occurrence: &Occurrence) {
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
        if let Some(run) = self.run_of(at) {
            let input = match kind {
                InboundKind::Text(text) => Input::Text { text, risk },
                InboundKind::Postback { data, .. } => Input::Choice { data },
                kind if kind.is_act() && !matches!(kind, InboundKind::Edited { .. }) => {
                    Input::Other {
                        kind: kind.as_str(),
                    }
                }
                _ => return,
            };
            return self.step(at, run, &input, occurrence);
        }
        let program = Arc::clone(&self.program);
        match kind {
            InboundKind::Follow { referral, .. } => {
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
                let memory = self.changes.threads[at]
                    .contact
                    .as_ref()
                    .map(|contact| contact.memory.clone())
                    .unwrap_or_default();
                if let Some(run) = tsunagi_flow::interrupt(&program, &memory, text, risk) {
                    let known = self.is_known(at);
                    self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
                    if !known
                        && risk != Risk::Alert
                        && self.changes.threads[at].run.is_none()
                        && self.changes.threads[at].controller == Controller::Flow
                    {
                        self.start(at, &Occasion::Follow, occurrence);
                    }
                } else if program.start_for(&keyword).is_some() {
                    self.start(at, &keyword, occurrence);
                } else if self.is_known(at) {
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            InboundKind::Postback { data, .. } => {
                if let Some(run) = program.tapped(data) {
                    self.step(at, run, &Input::Start(Occasion::Ask), occurrence);
                } else if self.is_known(at) {
                    // The question is over; the answer is still read by a person.
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            kind if kind.is_act() && !matches!(kind, InboundKind::Edited { .. }) => {
                if self.is_known(at) {
                    self.received(at, occurrence);
                } else {
                    self.start(at, &Occasion::Follow, occurrence);
                }
            }
            _ => {}
        }
    }

    /// Words outside any flow: a person will read them. Said at most twice a day, because a machine that thanks for each line is rude.
    pub(crate) fn received(&mut self, at: usize, occurrence: &Occurrence) {
        self.unanswered(at);
        let thread = &mut self.changes.threads[at];
        thread.urgency = thread.urgency.max(1);
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        let last = contact
            .memory
            .history
            .get("said.received")
            .and_then(|past| past.last())
            .map(|(at, _)| *at);
        if last.is_some_and(|last| self.now.since(last) < Span::hours(12)) {
            return;
        }
        contact.memory.record("said.received", "yes", self.now);
        thread.contact_changed = true;
        // The button leads to a person, as it does under the question it is borrowed from.
        let person = tsunagi_flow::SayChoice {
            key: "person".to_owned(),
            data: "anytime/lost/person".to_owned(),
            label: tsunagi_flow::SayLabel::Key {
                text: "anytime-lost".to_owned(),
                key: "person".to_owned(),
            },
        };
        let say = tsunagi_flow::Say {
            text: "anytime-received".to_owned(),
            choices: vec![person],
            ..tsunagi_flow::Say::default()
        };
        self.say(at, &[say], occurrence);
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

    pub(crate) fn run_of(&self, at: usize) -> Option<Run> {
        let state = self.changes.threads[at].run.as_ref()?;
        serde_json::from_str(&state.json).ok()
    }

    /// Begins the flow of an occasion.
    pub(crate) fn start(&mut self, at: usize, occasion: &Occasion, occurrence: &Occurrence) {
        let program = Arc::clone(&self.program);
        let Some(flow) = program.start_for(occasion) else {
            return;
        };
        let flow = flow.to_owned();
        self.start_flow(at, &flow, occasion.clone(), occurrence);
    }

    /// Begins a flow by name.
    pub(crate) fn start_flow(
        &mut self,
        at: usize,
        flow: &str,
        occasion: Occasion,
        occurrence: &Occurrence,
    ) {
        let program = Arc::clone(&self.program);
        let Some((version, _)) = program.newest(flow) else {
            return;
        };
        let run = Run::begin(flow, version, self.now);
        self.step(at, run, &Input::Start(occasion), occurrence);
    }

    /// Moves a run and carries out what it wants.
    pub(crate) fn step(
        &mut self,
        at: usize,
        mut run: Run,
        input: &Input<'_>,
        occurrence: &Occurrence,
    ) {
        let program = Arc::clone(&self.program);
        let texts = Arc::clone(&self.texts);
        let labels = speak::Labels(&texts);
        let thread = &mut self.changes.threads[at];
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        let history = format!("run.{}", run.flow());
        let begins = matches!(input, Input::Start(_));
        let last = contact
            .memory
            .history
            .get(&history)
            .and_then(|past| past.last())
            .map(|(at, _)| *at);
        let again = program
            .newest(run.flow())
            .and_then(|(_, definition)| definition.again.map(|again| again.after));
        let came_again = last
            .zip(again)
            .is_some_and(|(last, after)| self.now.since(last) < after);
        let before = SCHEDULE_FIELDS.map(|field| contact.memory.get(field).map(str::to_owned));
        let memory_before = contact.memory.clone();
        if begins {
            contact.memory.record(&history, "begun", self.now);
        }
        let slots = self.slots.get(&thread.area).map_or(&[][..], Vec::as_slice);
        let world = World {
            now: self.now,
            calendar: self.service.calendar(&program, &thread.channel),
            labels: &labels,
            slots,
            conversation: thread.id.uuid(),
            came_again,
            standing: tsunagi_flow::Standing {
                last_human_at: thread.last_human_at,
                ..tsunagi_flow::Standing::default()
            },
        };
        let effects = tsunagi_flow::step(&program, &mut run, &mut contact.memory, input, &world);
        thread.contact_changed |= contact.memory != memory_before;
        let rescheduled =
            before != SCHEDULE_FIELDS.map(|field| contact.memory.get(field).map(str::to_owned));
        let flow = run.flow().to_owned();
        thread.run = run.ended().is_none().then(|| RunState {
            flow: flow.clone(),
            version: run.version(),
            step: run.step().map(str::to_owned),
            wake_at: run.next_wake(),
            json: serde_json::to_string(&run).unwrap_or_default(),
        });
        self.carry_out(at, &flow, effects, occurrence);
        if rescheduled {
            self.reschedule(at);
        }
    }

    pub(crate) fn classify(&self, at: usize, words: &str) -> tsunagi_safeguard::Verdict {
        let asked = self
            .run_of(at)
            .and_then(|run| run.question(&self.program))
            .map(|question| question.text);
        self.service.classifier.classify(words, asked.as_deref())
    }
}

/// The number that orders lists.
pub(crate) fn level(urgency: Urgency) -> i64 {
    match urgency {
        Urgency::Week => 1,
        Urgency::Today => 2,
        Urgency::Now => 3,
    }
}

/// Follows the language of the page: an explicit choice there is a choice here. Japanese is what the page shows unasked, so it chooses
/// nothing until the person has switched to it.
fn reads_in(thread: &mut Thread, language: &str, now: Timestamp) {
    let Some(contact) = thread.contact.as_mut() else {
        return;
    };
    let shown = contact.memory.get("page.language").unwrap_or("ja");
    if shown != language {
        contact.memory.save("page.language", language, now);
        let key = language.replace('-', "_").to_lowercase();
        contact.memory.save("contact.language", &key, now);
        thread.contact_changed = true;
    }
}
