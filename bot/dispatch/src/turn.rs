//! One event on one conversation: what is recorded, who holds the pen, what the script does. No I/O: everything lands in [`Work`],
//! which one commit makes durable.

use std::collections::HashMap;
use std::sync::Arc;

use tsunagi_flow::{Effect, Input, Occasion, Program, Run, Slot, World};
use tsunagi_locale::Catalogue;
use tsunagi_model::{
    Author, Choice, Controller, Direction, EncounterResult, Inbound, InboundKind, IntakeId,
    MessageId, OutboxId, Risk, Role, Span, StaffId, ThreadKind, Timestamp, Urgency,
};
use tsunagi_store::{
    AddressState, Body, Changes, NewAlert, NewConsent, NewHandoff, NewMessage, RunState, Thread,
    Wake,
};

use crate::ledger::{self, Moment, Whose};
use crate::{Service, speak};

/// A reply token is worth trying for this long after its event arrived (LINE: one minute).
const REPLY_WINDOW: Span = Span::seconds(50);
/// A queued message of the script is not sent later than this.
const STALE: Span = Span::hours(12);
/// A person's own words to somebody wait longer.
const STALE_STAFF: Span = Span::days(3);
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
        event: Inbound,
    ) {
        self.changes.done.push(intake);
        let message = self.record(at, &event, received_at);
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
                    .push((at, platform_id.clone(), text.clone()))
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
    fn answer(&mut self, at: usize, kind: &InboundKind, occurrence: &Occurrence) {
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
                } else if !self.is_known(at) {
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
    fn received(&mut self, at: usize, occurrence: &Occurrence) {
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

    fn unanswered(&mut self, at: usize) {
        let thread = &mut self.changes.threads[at];
        thread.unanswered_since = thread.unanswered_since.or(Some(self.now));
    }

    /// Whether any flow ever began for this contact.
    fn is_known(&self, at: usize) -> bool {
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

    fn run_of(&self, at: usize) -> Option<Run> {
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
            calendar: program.calendar(),
            labels: &labels,
            slots,
            conversation: thread.id.uuid(),
            came_again,
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

    /// Carries out effects in their order; consecutive words become one turn.
    fn carry_out(&mut self, at: usize, flow: &str, effects: Vec<Effect>, occurrence: &Occurrence) {
        let mut says = Vec::new();
        let method = if occurrence.by_person {
            "chat"
        } else {
            "silence"
        };
        for effect in effects {
            match effect {
                Effect::Say(say) => says.push(say),
                Effect::Save { field, value } => {
                    let thread = &self.changes.threads[at];
                    let Some(contact) = thread.contact.as_ref() else {
                        continue;
                    };
                    if let Some(scope) = field.strip_prefix("consent.") {
                        let state = match value.as_str() {
                            "agree" | "yes" => "given",
                            "withdrawn" => "withdrawn",
                            "decline" | "no" => "declined",
                            other => other,
                        };
                        let version = thread.run.as_ref().map_or(1, |run| run.version);
                        self.changes.consents.push(NewConsent {
                            id: self.service.store().ids().next(self.now),
                            contact: contact.id,
                            area: thread.area,
                            scope: scope.to_owned(),
                            state: state.to_owned(),
                            version: format!("{flow}/{version}"),
                            method: method.to_owned(),
                        });
                        if matches!(state, "withdrawn" | "declined") {
                            self.refused(at);
                        }
                    }
                }
                Effect::Log { what } => {
                    if what == "declined" {
                        self.refused(at);
                    }
                    metrics::counter!("tsunagi_flow_log", "flow" => flow.to_owned(), "what" => what).increment(1);
                }
                Effect::Alert {
                    team,
                    urgency,
                    unanswered,
                    why,
                } => {
                    let why = why.unwrap_or_else(|| flow.to_owned());
                    self.alert(at, &team, urgency, &why, unanswered, occurrence);
                }
                Effect::Handoff {
                    team,
                    why,
                    unanswered,
                } => self.hand_off(at, &team, &why, unanswered, occurrence),
                Effect::BookSlot { id } => {
                    let thread = &self.changes.threads[at];
                    if let Some(contact) = &thread.contact {
                        if let Some(slots) = self.slots.get_mut(&thread.area) {
                            slots.retain(|slot| slot.id != id);
                        }
                        self.changes.slots.push((id, contact.id));
                    }
                }
                Effect::Ended(_) => {}
            }
        }
        self.say(at, &says, occurrence);
    }

    /// Opens a handoff: from here on nobody speaks until a person comes.
    pub(crate) fn hand_off(
        &mut self,
        at: usize,
        team: &str,
        why: &str,
        unanswered: Option<(Span, String)>,
        occurrence: &Occurrence,
    ) {
        let urgency = if occurrence.risk.is_some() { 3 } else { 2 };
        let id = self.service.store().ids().next(self.now);
        let thread = &mut self.changes.threads[at];
        thread.urgency = thread.urgency.max(urgency);
        thread.unanswered_since = thread.unanswered_since.or(Some(self.now));
        if thread.handoff.is_some() {
            return;
        }
        thread.controller = Controller::Waiting;
        thread.staff = None;
        thread.handoff = Some(id);
        let (area, conversation) = (thread.area, thread.id);
        if let Some((after, team)) = unanswered {
            self.changes.wakes.push(Wake {
                id: self.service.store().ids().next(self.now),
                kind: "handoff".to_owned(),
                subject: conversation.to_string(),
                area,
                due_at: self.now.plus(after),
                payload: format!("{id} {team}"),
            });
        }
        self.changes.handoffs.push(NewHandoff {
            id,
            thread: at,
            team: team.to_owned(),
            why: why.to_owned(),
            urgency,
        });
    }

    /// Calls a person.
    fn alert(
        &mut self,
        at: usize,
        team: &str,
        urgency: Urgency,
        why: &str,
        unanswered: Option<(Span, String)>,
        occurrence: &Occurrence,
    ) {
        let level = level(urgency);
        let id: tsunagi_model::AlertId = self.service.store().ids().next(self.now);
        let (category, rule, message) = match &occurrence.risk {
            Some((verdict, message)) => (
                verdict.category.to_string(),
                verdict.rule.clone(),
                Some(*message),
            ),
            None => ("flow".to_owned(), why.to_owned(), None),
        };
        let thread = &mut self.changes.threads[at];
        thread.urgency = thread.urgency.max(level);
        let (area, conversation) = (thread.area, thread.id);
        if let Some((after, next_team)) = unanswered {
            self.changes.wakes.push(Wake {
                id: self.service.store().ids().next(self.now),
                kind: "alert".to_owned(),
                subject: id.to_string(),
                area,
                due_at: self.now.plus(after),
                payload: format!("{conversation} {next_team}"),
            });
        }
        self.changes.alerts.push(NewAlert {
            id,
            thread: at,
            team: team.to_owned(),
            urgency: level,
            category,
            rule,
            message,
        });
        metrics::counter!("tsunagi_alerts", "urgency" => urgency.as_str()).increment(1);
    }

    /// Danger that no step of the script called a person for (a person of the staff holds the pen, the flow forgot): called here.
    fn call_if_uncalled(&mut self, at: usize, occurrence: &Occurrence, alerts_before: usize) {
        let Some((verdict, _)) = &occurrence.risk else {
            return;
        };
        if self.changes.alerts[alerts_before..]
            .iter()
            .any(|alert| alert.thread == at)
        {
            return;
        }
        let (team, urgency) = if verdict.risk == Risk::Alert {
            ("duty", Urgency::Now)
        } else {
            ("case_worker", Urgency::Today)
        };
        self.alert(
            at,
            team,
            urgency,
            "danger words",
            Some((Span::minutes(15), "lead".to_owned())).filter(|_| verdict.risk == Risk::Alert),
            occurrence,
        );
        self.unanswered(at);
    }

    /// No is an answer: it is recorded, and whatever was queued or planned stops.
    fn refused(&mut self, at: usize) {
        let conversation = self.changes.threads[at].id;
        self.changes.silence.push(conversation);
        self.mark(at, EncounterResult::Refused);
    }

    /// The person shut us out: nothing more is sent, staff can see it, the record says so.
    fn blocked(&mut self, at: usize, received_at: Timestamp) {
        let thread = &mut self.changes.threads[at];
        thread.state = AddressState::Blocked;
        thread.address_changed = true;
        thread.run = None;
        let conversation = thread.id;
        self.changes.silence.push(conversation);
        self.unschedule(at);
        self.count(at, Direction::In, false, None, None, received_at);
        self.mark(at, EncounterResult::Blocked);
    }

    fn mark(&mut self, at: usize, result: EncounterResult) {
        let Some(encounter) = self.changes.threads[at].encounter.as_mut() else {
            return;
        };
        encounter.result = result;
        let encounter = encounter.clone();
        self.put_encounter(encounter);
    }

    /// Counts a moment in the ledger.
    pub(crate) fn count(
        &mut self,
        at: usize,
        direction: Direction,
        act: bool,
        staff: Option<StaffId>,
        flow: Option<String>,
        when: Timestamp,
    ) {
        let thread = &mut self.changes.threads[at];
        let (Some(contact), Some(line)) = (
            thread.contact.as_ref(),
            self.service.lines().get(&thread.channel),
        ) else {
            return;
        };
        let whose = Whose {
            area: thread.area,
            case: contact.case,
            contact: contact.id,
            conversation: thread.id,
            role: thread.role(),
            method: line.channel.kind().method(),
        };
        let moment = Moment {
            at: when,
            direction,
            act,
            staff,
            flow,
        };
        let store = self.service.store();
        let encounter = ledger::count(
            thread.encounter.as_ref(),
            &moment,
            &whose,
            self.service.zone(),
            || store.ids().next(when),
        );
        thread.encounter = Some(encounter.clone());
        self.put_encounter(encounter);
    }

    fn put_encounter(&mut self, encounter: tsunagi_store::Encounter) {
        match self
            .changes
            .encounters
            .iter_mut()
            .find(|known| known.id == encounter.id)
        {
            Some(known) => *known = encounter,
            None => self.changes.encounters.push(encounter),
        }
    }

    fn classify(&self, at: usize, words: &str) -> tsunagi_safeguard::Verdict {
        let asked = self
            .run_of(at)
            .and_then(|run| run.question(&self.program))
            .map(|question| question.text);
        self.service.classifier.classify(words, asked.as_deref())
    }

    /// Records an event as a message of the conversation.
    fn record(&mut self, at: usize, event: &Inbound, received_at: Timestamp) -> MessageId {
        let id = self.service.store().ids().next(received_at);
        let body = match &event.kind {
            InboundKind::Text(text) => Some(Body {
                text: text.clone(),
                ..Body::default()
            }),
            InboundKind::Sticker(keywords) => Some(Body {
                text: keywords.join(" "),
                ..Body::default()
            }),
            InboundKind::Location {
                title,
                latitude,
                longitude,
            } => {
                let place = format!("{latitude:.5}, {longitude:.5}");
                Some(Body {
                    text: title
                        .as_ref()
                        .map_or(place.clone(), |title| format!("{title} ({place})")),
                    ..Body::default()
                })
            }
            InboundKind::Postback { data, picked } => {
                let language = self.language(at);
                let label = speak::label_of(&self.texts, &language, data)
                    .or_else(|| picked.clone())
                    .unwrap_or_default();
                let choice = Choice {
                    label: label.clone(),
                    data: data.clone(),
                };
                Some(Body {
                    text: label,
                    choices: vec![choice],
                    ..Body::default()
                })
            }
            _ => None,
        };
        self.changes.messages.push(NewMessage {
            id,
            thread: at,
            direction: Direction::In,
            author: Author::Contact,
            staff: None,
            kind: event.kind.as_str().to_owned(),
            body,
            platform_id: match &event.kind {
                InboundKind::Unsend { platform_id } | InboundKind::Edited { platform_id, .. } => {
                    Some(platform_id.clone())
                }
                _ => event.platform_id.clone(),
            },
            event_id: event.event_id.clone(),
            outbox: None,
            occurred_at: event.occurred_at,
            received_at,
        });
        id
    }

    /// Words of the script: one turn, rendered for the platform, recorded and queued.
    pub(crate) fn say(&mut self, at: usize, says: &[tsunagi_flow::Say], occurrence: &Occurrence) {
        if says.is_empty() || !self.changes.threads[at].is_reachable() {
            return;
        }
        let language = self.language(at);
        let turn = speak::turn(self, at, says, &language);
        let urgent = says.iter().any(|say| say.urgent);
        let priority = if urgent {
            0
        } else if occurrence.by_person {
            1
        } else {
            2
        };
        self.queue(
            at,
            &turn,
            &language,
            priority,
            None,
            occurrence.reply.clone(),
        );
    }

    /// Records a turn as messages and queues the requests that carry it.
    pub(crate) fn queue(
        &mut self,
        at: usize,
        turn: &tsunagi_model::Turn,
        language: &str,
        priority: i64,
        staff: Option<StaffId>,
        mut reply: Option<(String, Timestamp)>,
    ) {
        let service = self.service;
        let Some(line) = service.lines().get(&self.changes.threads[at].channel) else {
            return;
        };
        let ids = service.store().ids();
        let mut first = 0;
        for payload in line.channel.render(turn) {
            let outbox: OutboxId = ids.next(self.now);
            self.changes.outbox.push(tsunagi_store::NewOutbox {
                id: outbox,
                thread: at,
                priority,
                author: turn.author,
                staff,
                payload: payload.body,
                // A token is good for one request; what is left of a long turn is pushed.
                reply: reply.take(),
                due_at: self.now,
                claimed: false,
                expires_at: self
                    .now
                    .plus(if staff.is_some() { STALE_STAFF } else { STALE }),
            });
            // A bubble that needs two requests is one message, carried by the request that begins it.
            for bubble in turn
                .bubbles
                .iter()
                .take(payload.bubbles.end)
                .skip(first.max(payload.bubbles.start))
            {
                self.changes.messages.push(NewMessage {
                    id: ids.next(self.now),
                    thread: at,
                    direction: Direction::Out,
                    author: turn.author,
                    staff,
                    kind: if bubble.cards.is_empty() {
                        bubble
                            .media
                            .as_ref()
                            .map_or("text", |media| media.kind.as_str())
                    } else {
                        "cards"
                    }
                    .to_owned(),
                    body: Some(Body {
                        text: bubble.text.clone(),
                        choices: bubble.choices.clone(),
                        cards: bubble.cards.clone(),
                        media: bubble.media.clone(),
                        language: Some(language.to_owned()),
                    }),
                    platform_id: None,
                    event_id: None,
                    outbox: Some(outbox),
                    occurred_at: None,
                    received_at: self.now,
                });
            }
            first = payload.bubbles.end.max(first);
        }
        let flow = self.changes.threads[at]
            .run
            .as_ref()
            .map(|run| run.flow.clone());
        self.changes.threads[at].last_out_at = Some(self.now);
        self.count(at, Direction::Out, false, staff, flow, self.now);
    }

    /// The language of a conversation.
    pub(crate) fn language(&self, at: usize) -> String {
        let wanted = self.changes.threads[at]
            .contact
            .as_ref()
            .and_then(|contact| contact.memory.language());
        self.texts
            .negotiate(wanted.as_deref().unwrap_or("ja"))
            .to_owned()
    }

    /// The role of a conversation's contact.
    pub(crate) fn role(&self, at: usize) -> Role {
        self.changes.threads[at].role()
    }

    /// Sets the timers of regular starts anew, as the contact's fields now say.
    pub(crate) fn reschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        let thread = &self.changes.threads[at];
        let Some(contact) = &thread.contact else {
            return;
        };
        for (flow, index, trigger) in program.triggers() {
            let subject = format!("{}/{flow}/{index}", thread.id);
            let due = program
                .who_matches(trigger, &contact.memory, self.now)
                .then(|| program.next_due(trigger, &contact.memory, self.now));
            match due.flatten() {
                Some(due_at) => {
                    let id = self.service.store().ids().next(self.now);
                    self.changes.wakes.retain(|wake| wake.subject != subject);
                    self.changes.wakes.push(Wake {
                        id,
                        kind: "schedule".to_owned(),
                        subject,
                        area: thread.area,
                        due_at,
                        payload: format!("{} {flow} {index}", thread.id),
                    });
                }
                None if matches!(trigger.kind, tsunagi_flow::TriggerKind::Every { .. }) => {
                    self.changes.wakes.retain(|wake| wake.subject != subject);
                    self.changes.unwakes.push(("schedule".to_owned(), subject));
                }
                None => {}
            }
        }
    }

    fn unschedule(&mut self, at: usize) {
        let program = Arc::clone(&self.program);
        let thread = self.changes.threads[at].id;
        for (flow, index, trigger) in program.triggers() {
            if matches!(trigger.kind, tsunagi_flow::TriggerKind::Every { .. }) {
                self.changes
                    .unwakes
                    .push(("schedule".to_owned(), format!("{thread}/{flow}/{index}")));
            }
        }
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
