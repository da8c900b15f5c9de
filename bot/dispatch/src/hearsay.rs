//! Hearsay: what platforms tell of our own messages (what became of them, that they were said), and words that are taken back.

use std::collections::{HashMap, HashSet};

use tsunagi_model::{
    ConversationId, DeliveryReceipt, Direction, Inbound, InboundKind, Source, Span, Status,
    Timestamp,
};
use tsunagi_store::{AddressState, Error, Intake, NewReceipt, Thread};
use uuid::Uuid;

use crate::Service;
use crate::turn::{Occurrence, Work};

/// Our own words come back within this time, if they do.
const LATELY: Span = Span::minutes(10);

/// What must be known before events of this kind can be understood.
#[derive(Default)]
pub(crate) struct Hearsay {
    /// Messages that came back and are known to be ours: channel and the platform's id.
    ours: HashSet<(String, String)>,
    /// What was said lately in conversations from which words came back.
    said: HashMap<ConversationId, Vec<String>>,
    /// The words of messages that are taken back.
    unsent: HashMap<(ConversationId, String), String>,
}

impl Service {
    /// Looks up what the events of a group need. Hardly any group has such events, and then nothing is asked.
    pub(crate) async fn hearsay(
        &self,
        events: &[Intake],
        inbounds: &[Inbound],
        threads: &HashMap<(String, String), Thread>,
    ) -> Result<Hearsay, Error> {
        let mut hearsay = Hearsay::default();
        for (event, inbound) in events.iter().zip(inbounds) {
            let thread = threads.get(&(event.channel.clone(), event.thread.clone()));
            match (&inbound.kind, thread) {
                (InboundKind::Echo { key: None, .. }, thread) => {
                    let ids = Vec::from_iter(inbound.platform_id.clone());
                    for id in self.store.sent_ids(&event.channel, &ids).await? {
                        hearsay.ours.insert((event.channel.clone(), id));
                    }
                    if let Some(thread) = thread {
                        let since = self.now().plus(Span(-LATELY.0));
                        let said = self.store.said_lately(thread.id, since).await?;
                        hearsay.said.insert(thread.id, said);
                    }
                }
                (InboundKind::Unsend { platform_id }, Some(thread)) => {
                    let wanted = [(thread.id, platform_id.clone())];
                    for (conversation, id, words) in self.store.words_of(&wanted).await? {
                        hearsay.unsent.insert((conversation, id), words);
                    }
                }
                _ => {}
            }
        }
        Ok(hearsay)
    }
}

impl Work<'_> {
    /// What became of messages of ours. Of someone we never heard of nothing is opened.
    pub(crate) fn told(&mut self, at: usize, receipt: &DeliveryReceipt) {
        let thread = &mut self.changes.threads[at];
        self.changes.receipts.push(NewReceipt {
            channel: thread.channel.clone(),
            conversation: Some(thread.id),
            receipt: receipt.clone(),
        });
        if receipt.status != Status::Failed {
            return;
        }
        match receipt.problem.as_deref() {
            Some(DeliveryReceipt::BLOCKED) => self.blocked(at, self.now),
            Some(DeliveryReceipt::GONE) => {
                thread.state = AddressState::Left;
                thread.address_changed = true;
            }
            Some(DeliveryReceipt::WINDOW_CLOSED) => self.out_of_reach(at),
            _ => {}
        }
    }

    /// What became of a message to someone who has no conversation with us (any more).
    pub(crate) fn told_of_nobody(&mut self, event: &Intake, inbound: &Inbound) {
        self.changes.done.push(event.id);
        if let InboundKind::Receipt(receipt) = &inbound.kind {
            self.changes.receipts.push(NewReceipt {
                channel: event.channel.clone(),
                conversation: None,
                receipt: receipt.clone(),
            });
        }
    }

    /// Our side's words come back. What went through us is a receipt; anything else a person wrote in the platform's own inbox: the
    /// script falls silent, and a person of ours is asked to take over here.
    pub(crate) fn came_back(
        &mut self,
        at: usize,
        event: &Inbound,
        text: &str,
        key: Option<Uuid>,
        received_at: Timestamp,
    ) {
        let thread = &self.changes.threads[at];
        let known = event.platform_id.as_ref().is_some_and(|id| {
            self.hearsay
                .ours
                .contains(&(thread.channel.clone(), id.clone()))
        });
        let said = self
            .hearsay
            .said
            .get(&thread.id)
            .is_some_and(|said| said.iter().any(|said| said.trim() == text.trim()));
        if key.is_some() || known || said {
            let receipt = DeliveryReceipt {
                key,
                ..DeliveryReceipt::of(Vec::from_iter(event.platform_id.clone()), Status::Accepted)
            };
            return self.told(at, &receipt);
        }
        self.record(at, event, received_at);
        let thread = &mut self.changes.threads[at];
        thread.last_out_at = Some(received_at);
        thread.last_human_at = Some(received_at);
        thread.unanswered_since = None;
        let conversation = thread.id;
        self.changes.silence.push(conversation);
        self.count(at, Direction::Out, false, None, None, received_at);
        if thread_is_with_script(&self.changes.threads[at]) {
            self.hand_off(
                at,
                "staff",
                "written elsewhere",
                None,
                &Occurrence::default(),
            );
        }
    }

    /// What a flow saved of words that are taken back goes with them.
    pub(crate) fn forget_words(&mut self, at: usize, platform_id: &str) {
        let thread = &mut self.changes.threads[at];
        let Some(words) = self
            .hearsay
            .unsent
            .remove(&(thread.id, platform_id.to_owned()))
        else {
            return;
        };
        let is_it = |value: &String| value.trim() == words.trim();
        if let Some(contact) = thread.contact.as_mut() {
            let before = contact.memory.clone();
            contact.memory.fields.retain(|_, value| !is_it(value));
            for past in contact.memory.history.values_mut() {
                past.retain(|(_, value)| !is_it(value));
            }
            thread.contact_changed |= contact.memory != before;
        }
        if let Some(run) = thread.run.as_mut() {
            for spelling in [words.as_str(), words.trim()] {
                if let Ok(quoted) = serde_json::to_string(spelling) {
                    run.json = run.json.replace(&quoted, "\"\"");
                }
            }
        }
    }

    /// Remembers the other ids by which the platform knows this person.
    pub(crate) fn name_aliases(&mut self, at: usize, event: &Inbound) {
        let thread = &self.changes.threads[at];
        let store = self.service.store();
        for id in &event.also {
            let alias = store.thread_hash(&thread.channel, &format!("user:{}", id.0));
            if alias != thread.thread {
                self.changes.aliases.push((at, alias));
            }
        }
        if let Source::Person(id) = &event.source {
            // They wrote under another name than the one we know them by.
            let own = store.thread_hash(&thread.channel, &format!("user:{}", id.0));
            if own != thread.thread && *id != thread.external {
                self.changes.aliases.push((at, own));
            }
        }
    }
}

fn thread_is_with_script(thread: &Thread) -> bool {
    thread.controller == tsunagi_model::Controller::Flow
}
