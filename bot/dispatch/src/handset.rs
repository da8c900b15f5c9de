//! The same telephone on several channels: a child and a guardian who share one, or one person who writes in two places. Platforms give a
//! person the same id on all accounts of one provider; that is the only sign.

use std::collections::HashMap;

use tsunagi_model::{Audience, ChannelKind, ConversationId, Inbound, Source, Urgency};
use tsunagi_store::{Error, Intake, Thread, Wake};

use crate::Service;
use crate::turn::{Occurrence, Work};

/// The field that flows and staff see.
pub(crate) const FIELD: &str = "contact.shared_device";
/// The kind of timer by which the other conversation learns of it.
pub(crate) const HANDSET: &str = "handset";

/// Conversations that were begun from the same telephone on other channels, by handset.
pub(crate) type Handsets = HashMap<String, Vec<(ConversationId, Audience)>>;

impl Service {
    /// What a person's id looks like on all channels of its provider; none where an id is of one channel only.
    pub(crate) fn handset(&self, channel: &str, inbound: &Inbound) -> Option<String> {
        let kind = self.lines.get(channel)?.channel.kind();
        let Source::Person(id) = &inbound.source else {
            return None;
        };
        let alike = |other: ChannelKind| match kind {
            ChannelKind::Sms | ChannelKind::Whatsapp => {
                matches!(other, ChannelKind::Sms | ChannelKind::Whatsapp)
            }
            kind => other == kind,
        };
        let others = self
            .lines
            .iter()
            .filter(|(slug, line)| slug.as_str() != channel && alike(line.channel.kind()));
        // With one account of its kind there is nothing to compare.
        others.count().checked_sub(1)?;
        let id = match kind {
            ChannelKind::Line => format!("line:{}", id.0),
            ChannelKind::Telegram => format!("telegram:{}", id.0),
            ChannelKind::Sms | ChannelKind::Whatsapp => {
                let digits: String = id.0.chars().filter(char::is_ascii_digit).collect();
                (digits.len() >= 8).then(|| format!("tel:{digits}"))?
            }
            // Ids of a page or an account of its own.
            ChannelKind::Messenger | ChannelKind::Instagram | ChannelKind::Web => return None,
        };
        Some(self.store.handset_hash(&id))
    }

    /// Which of those who are new to a channel are known from another one. Mostly nobody is new, and nothing is asked.
    pub(crate) async fn known_handsets(
        &self,
        events: &[Intake],
        inbounds: &[Inbound],
        threads: &HashMap<(String, String), Thread>,
    ) -> Result<Handsets, Error> {
        let mut wanted = Vec::new();
        for (event, inbound) in events.iter().zip(inbounds) {
            if !threads.contains_key(&(event.channel.clone(), event.thread.clone())) {
                wanted.extend(self.handset(&event.channel, inbound));
            }
        }
        if wanted.is_empty() {
            return Ok(Handsets::new());
        }
        self.store.handsets(&wanted).await
    }
}

impl Work<'_> {
    /// Notes that somebody new writes from a telephone that is known from elsewhere. If the other one is of the other audience, both
    /// conversations are marked as shared and staff are told: words on that telephone are read by somebody else too.
    pub(crate) fn notice_handset(&mut self, at: usize, handset: Option<String>) {
        let Some(handset) = handset else { return };
        let others = self.handsets.get(&handset).cloned().unwrap_or_default();
        let thread = &mut self.changes.threads[at];
        thread.handset = Some(handset);
        let (id, audience, area) = (thread.id, thread.audience, thread.area);
        let apart = others.iter().filter(|(other, whose)| {
            *other != id
                && *whose != audience
                && audience != Audience::Any
                && *whose != Audience::Any
        });
        let apart: Vec<ConversationId> = apart.map(|(other, _)| *other).collect();
        if apart.is_empty() {
            return;
        }
        self.is_shared(at);
        for other in apart {
            self.changes.wakes.push(Wake {
                id: self.service.store().ids().next(self.now),
                kind: HANDSET.to_owned(),
                subject: other.to_string(),
                area,
                due_at: self.now,
                since: None,
                waits_for: None,
                payload: String::new(),
            });
        }
    }

    /// Marks a conversation as one on a shared telephone, and tells staff once.
    pub(crate) fn is_shared(&mut self, at: usize) {
        let thread = &mut self.changes.threads[at];
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        if contact.memory.get(FIELD) == Some("yes") {
            return;
        }
        contact.memory.save(FIELD, "yes", self.now);
        thread.contact_changed = true;
        self.alert(
            at,
            "case_worker",
            Urgency::Week,
            "shared telephone",
            None,
            &Occurrence::default(),
        );
    }
}
