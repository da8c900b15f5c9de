//! One event on one conversation: what is recorded, who holds the pen, what the script does. No I/O: everything lands in [`Work`],
//! which one commit makes durable.

use std::collections::HashMap;
use std::sync::Arc;

use tsunagi_flow::{Calendar, Input, Occasion, Program, Run, Slot, World};
use tsunagi_locale::Catalogue;
use tsunagi_model::{
    ContactId, Direction, EncounterResult, Inbound, InboundKind, IntakeId, MessageId, Risk, Span,
    ThreadKind, Timestamp, Urgency,
};
use tsunagi_store::{AddressState, Changes, Edit, Invitation, RunState, Thread};

use crate::broadcast::Label;
use crate::handset::Handsets;
use crate::hearsay::Hearsay;
use crate::menu::{MenuKey, menu_key};
use crate::name::{Unnamed, calls_themselves, unnamed};
use crate::standing::Standings;
use crate::window::Sibling;
use crate::{Service, speak};

/// A reply token is worth trying for this long after its event arrived (LINE: one minute).
const REPLY_WINDOW: Span = Span::seconds(50);
/// Events of one commit, applied in order to conversations in memory.
pub(crate) struct Work<'a> {
    pub service: &'a Service,
    pub program: Arc<Program>,
    pub texts: Arc<Catalogue>,
    pub now: Timestamp,
    pub changes: Changes,
    pub slots: HashMap<tsunagi_model::AreaId, Vec<Slot>>,
    /// What conduct depends on besides the people.
    pub standings: Arc<Standings>,
    /// Codes of letters that were typed, by hash, as the store knows them.
    pub codes: HashMap<String, Invitation>,
    /// Accounts that people linked, by event: whether it was done.
    pub links: HashMap<IntakeId, bool>,
    /// Pushes of this work by channel.
    pub pushes: HashMap<String, i64>,
    /// What is known of our own words that came back, and of words that are taken back.
    pub hearsay: Hearsay,
    /// Conversations from telephones from which somebody new writes.
    pub handsets: Handsets,
    /// Other conversations of contacts whom a channel does not let us write to, the person's favourite first.
    pub siblings: HashMap<ContactId, Vec<Sibling>>,
    /// Which conversation of this work last had a contact in hand: they share it.
    holders: HashMap<ContactId, usize>,
    /// What the menus of `changes.threads` depended on when these were added.
    menu_keys: Vec<MenuKey>,
    /// People of whom staff know no name yet.
    pub unnamed: Vec<Unnamed>,
    /// The broadcast that is being said.
    pub label: Option<Label>,
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
            standings: service.standings.load_full(),
            hearsay: Hearsay::default(),
            handsets: Handsets::new(),
            siblings: HashMap::new(),
            holders: HashMap::new(),
            codes: HashMap::new(),
            links: HashMap::new(),
            pushes: HashMap::new(),
            menu_keys: Vec::new(),
            unnamed: Vec::new(),
            label: None,
        }
    }

    /// Adds a conversation to the commit; its place is used by everything below.
    pub(crate) fn add(&mut self, thread: Thread) -> usize {
        self.menu_keys.push(menu_key(&thread));
        self.changes.threads.push(thread);
        self.changes.threads.len() - 1
    }

    /// People whose menus may have changed since they were added: those of whom something else is true, or who can be reached again.
    pub(crate) fn menus_changed(&self) -> Vec<ContactId> {
        self.changes
            .threads
            .iter()
            .zip(&self.menu_keys)
            .filter(|(thread, key)| {
                menu_key(thread) != **key || (thread.address_changed && !thread.fresh)
            })
            .filter_map(|(thread, _)| Some(thread.contact.as_ref()?.id))
            .collect()
    }

    /// Conversations of one contact share what is remembered of them: whoever comes next in this work goes on from the last.
    pub(crate) fn share_contact(&mut self, at: usize) {
        let Some(id) = self.changes.threads[at]
            .contact
            .as_ref()
            .map(|contact| contact.id)
        else {
            return;
        };
        if let Some(other) = self.holders.insert(id, at).filter(|other| *other != at) {
            let other = &mut self.changes.threads[other];
            let contact = other.contact.clone();
            let changed = std::mem::take(&mut other.contact_changed);
            let thread = &mut self.changes.threads[at];
            thread.contact = contact;
            thread.contact_changed |= changed;
        }
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
        self.share_contact(at);
        self.name_aliases(at, event);
        match &event.kind {
            InboundKind::Receipt(receipt) => return self.told(at, receipt),
            InboundKind::Echo { text, key } => {
                return self.came_back(at, event, text, *key, received_at);
            }
            _ => {}
        }
        let message = self.record(at, event, received_at);
        let thread = &mut self.changes.threads[at];
        let conversation = thread.id;
        match &event.kind {
            InboundKind::Unsend { platform_id } => {
                self.changes
                    .unsend
                    .push((conversation, platform_id.clone()));
                self.forget_words(at, platform_id);
            }
            InboundKind::Edited { platform_id, text } => self.changes.edits.push(Edit {
                thread: at,
                platform_id: platform_id.clone(),
                text: text.clone(),
                at: event.occurred_at.unwrap_or(received_at),
            }),
            InboundKind::Leave => {
                thread.state = AddressState::Left;
                thread.address_changed = true;
            }
            _ => {}
        }
        let thread = &mut self.changes.threads[at];
        if thread.kind != ThreadKind::Person || thread.contact.is_none() {
            return;
        }
        calls_themselves(thread, event.name.as_deref(), self.now);
        self.unnamed
            .extend(unnamed(thread, &event.kind, received_at));
        let mut back = false;
        match &event.kind {
            InboundKind::Unfollow => return self.blocked(at, received_at),
            InboundKind::Follow { .. } if thread.state != AddressState::Ok => {
                thread.state = AddressState::Ok;
                thread.address_changed = true;
                back = true;
            }
            _ if event.opt_out == Some(false) && thread.state == AddressState::Blocked => {
                thread.state = AddressState::Ok;
                thread.address_changed = true;
                back = true;
            }
            _ => {}
        }
        if let Some(language) = &event.language {
            reads_in(thread, language, self.now);
        }
        if event.kind.is_act() {
            thread.last_in_at = Some(received_at);
            if event.read_token.is_some() {
                thread.read_mark.clone_from(&event.read_token);
            }
            if thread.state != AddressState::Ok {
                // Who writes is there and not blocking us, whatever order the events came in and whatever a platform said.
                thread.state = AddressState::Ok;
                thread.address_changed = true;
                back = true;
            }
            if let Some(contact) = thread.contact.as_mut() {
                thread.contact_changed |= tsunagi_flow::heard(&mut contact.memory);
            }
            let flow = thread.run.as_ref().map(|run| run.flow.clone());
            self.count(at, Direction::In, true, None, flow, received_at);
        }
        if back {
            // What was taken back when they left is set again.
            self.reschedule(at);
        }
        let risk = event
            .kind
            .words()
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
        if occurrence
            .risk
            .as_ref()
            .is_some_and(|(verdict, _)| verdict.risk == Risk::Alert)
        {
            self.alarmed(at);
        }
        if event.opt_out == Some(true) {
            // No is an answer, and not even "understood" may follow it here; danger in the same words still calls a person.
            self.blocked(at, received_at);
            self.mark(at, EncounterResult::Refused);
            return self.call_if_uncalled(at, &occurrence, 0);
        }
        if event.standby {
            // Another service holds this chat: nothing is said, but danger still calls a person.
            return self.call_if_uncalled(at, &occurrence, 0);
        }
        if let Some(done) = self.links.get(&intake).copied() {
            return self.account_linked(at, done, &occurrence);
        }
        let alerts = self.changes.alerts.len();
        self.answer(at, &event.kind, &occurrence);
        self.call_if_uncalled(at, &occurrence, alerts);
    }

    pub(crate) fn run_of(&self, at: usize) -> Option<Run> {
        let state = self.changes.threads[at].run.as_ref()?;
        serde_json::from_str(&state.json).ok()
    }

    /// The calendar of a conversation's area.
    pub(crate) fn calendar(&self, at: usize) -> &Calendar {
        self.service
            .calendar(&self.program, &self.changes.threads[at].channel)
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
        let standing = self.standing(&self.changes.threads[at]);
        let thread = &mut self.changes.threads[at];
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        let asked = match input {
            Input::Begin { flow } => Some(*flow),
            _ => None,
        };
        // A start that conduct held back begins when its run is woken.
        let begins = asked.is_some() || matches!(input, Input::Start(_)) || run.step().is_none();
        let begun = asked.unwrap_or(run.flow());
        let history = format!("run.{begun}");
        let last = contact
            .memory
            .history
            .get(&history)
            .and_then(|past| past.last())
            .map(|(at, _)| *at);
        let again = program
            .newest(begun)
            .and_then(|(_, definition)| definition.again.map(|again| again.after));
        let came_again = last
            .zip(again)
            .is_some_and(|(last, after)| self.now.since(last) < after);
        let fresh = contact.memory.history.is_empty();
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
            standing,
        };
        let effects = tsunagi_flow::step(&program, &mut run, &mut contact.memory, input, &world);
        if begins && run.step().is_none() && run.ended().is_none() {
            // It did not begin after all.
            contact.memory.clone_from(&memory_before);
        }
        let moved = fresh
            || program
                .timer_fields()
                .iter()
                .any(|field| contact.memory.get(field) != memory_before.get(field));
        thread.contact_changed |= contact.memory != memory_before;
        let flow = run.flow().to_owned();
        let busy = thread.run.is_some();
        thread.run = run.ended().is_none().then(|| RunState {
            flow: flow.clone(),
            version: run.version(),
            step: place(&run),
            wake_at: run.next_wake(),
            json: serde_json::to_string(&run).unwrap_or_default(),
        });
        if busy && thread.run.is_none() {
            self.changes.run_over.push(thread.id);
        }
        self.carry_out(at, &flow, effects, occurrence);
        if moved {
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

/// Where a run waits: its step, with the flow before it where that is not the one that was started.
fn place(run: &Run) -> Option<String> {
    let step = run.step()?;
    let (flow, _) = run.versions().last()?;
    Some(if flow == run.flow() {
        step.to_owned()
    } else {
        format!("{flow}/{step}")
    })
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
