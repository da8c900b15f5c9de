//! Recording: events and words as messages, words as requests to the platform, moments in the ledger.

use tsunagi_model::{
    Author, ChannelKind, Choice, Direction, Inbound, InboundKind, Memory, MessageId, OutboxId,
    Span, StaffId, Timestamp, Turn,
};
use tsunagi_store::{Body, NewMessage};

use crate::ledger::{self, Moment, Whose};
use crate::speak;
use crate::turn::{Occurrence, Work};

/// A queued message of the script is not sent later than this. What it says of its own accord is not sent on another day than the one
/// it was meant for either: staff see it as "not sent: its time had passed".
const STALE: Span = Span::hours(12);
/// A person's own words to somebody wait longer.
const STALE_STAFF: Span = Span::days(3);
/// The priority of what the script says by itself.
const OWN_ACCORD: i64 = 2;
/// What is said to many comes after everything that is said to one.
pub(crate) const MANY: i64 = 3;

/// How a turn is sent.
pub(crate) struct Sending {
    /// 0 crisis and people, 1 replies, 2 what the script sends by itself, 3 broadcasts.
    pub priority: i64,
    /// Which person of the staff speaks.
    pub staff: Option<StaffId>,
    /// A one-time right to reply, and until when it is worth trying.
    pub reply: Option<(String, Timestamp)>,
    /// It answers what the person just did: no window can be closed.
    pub answers: bool,
}

impl Work<'_> {
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

    pub(crate) fn put_encounter(&mut self, encounter: tsunagi_store::Encounter) {
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

    /// Records an event as a message of the conversation.
    pub(crate) fn record(
        &mut self,
        at: usize,
        event: &Inbound,
        received_at: Timestamp,
    ) -> MessageId {
        let id = self.service.store().ids().next(received_at);
        let body = match &event.kind {
            InboundKind::Text(text)
            | InboundKind::Shared { text, .. }
            | InboundKind::Echo { text, .. }
            | InboundKind::Media {
                caption: Some(text),
                ..
            }
            | InboundKind::Reaction {
                emoji: Some(text), ..
            } => Some(Body {
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
                let begun = self.program.begun_by(data);
                let label = speak::label_of(&self.texts, &language, data)
                    .or_else(|| begun.map(|(_, word)| word.to_owned()))
                    .or_else(|| picked.clone())
                    .unwrap_or_else(|| data.clone());
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
        // What came back from elsewhere was said by a person of ours.
        let echo = matches!(event.kind, InboundKind::Echo { .. });
        let (direction, author, kind) = if echo {
            (Direction::Out, Author::Staff, "text")
        } else {
            (Direction::In, Author::Contact, event.kind.as_str())
        };
        self.changes.messages.push(NewMessage {
            id,
            thread: at,
            direction,
            author,
            staff: None,
            kind: kind.to_owned(),
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
            quotes: match &event.kind {
                InboundKind::Reaction { platform_id, .. } => Some(platform_id.clone()),
                _ => event.quotes.clone(),
            },
        });
        if let InboundKind::Media { attachments, .. } = &event.kind {
            self.attach(at, id, attachments, received_at);
        }
        id
    }

    /// Records something that the person did without words and without a platform's event.
    pub(crate) fn act_without_words(&mut self, at: usize, kind: &str) {
        let (id, now) = (self.service.store().ids().next(self.now), self.now);
        self.changes.messages.push(NewMessage {
            id,
            thread: at,
            direction: Direction::In,
            author: Author::Contact,
            staff: None,
            kind: kind.to_owned(),
            body: None,
            platform_id: None,
            event_id: None,
            quotes: None,
            outbox: None,
            occurred_at: None,
            received_at: now,
        });
    }

    /// Words of the script: one turn, rendered for the platform, recorded and queued.
    pub(crate) fn say(&mut self, at: usize, says: &[tsunagi_flow::Say], occurrence: &Occurrence) {
        if says.is_empty() || !self.changes.threads[at].is_reachable() {
            return;
        }
        let language = self.language(at);
        let turn = self.spoken(at, says, &language);
        let urgent = says.iter().any(|say| say.urgent);
        let priority = if urgent {
            0
        } else if occurrence.by_person {
            1
        } else {
            OWN_ACCORD
        };
        let sending = Sending {
            priority,
            staff: None,
            reply: occurrence.reply.clone(),
            answers: occurrence.by_person,
        };
        self.queue(at, &turn, &language, sending);
    }

    /// Records a turn as messages and queues the requests that carry it.
    pub(crate) fn queue(
        &mut self,
        at: usize,
        turn: &tsunagi_model::Turn,
        language: &str,
        sending: Sending,
    ) {
        let service = self.service;
        let Some(line) = service.lines().get(&self.changes.threads[at].channel) else {
            return;
        };
        let Sending {
            priority,
            staff,
            mut reply,
            answers,
        } = sending;
        let thread = &self.changes.threads[at];
        let open = answers || service.window_open(thread, turn.author, self.now);
        let window_until = if answers {
            line.channel
                .capabilities()
                .window
                .map(|window| self.now.plus(window))
        } else {
            service.window_until(thread, Author::Flow)
        };
        let payloads = if open {
            line.channel.render(turn)
        } else {
            match line.channel.render_outside_window(turn, language) {
                Some(payloads) => payloads,
                None => return self.out_of_reach(at),
            }
        };
        let ids = service.store().ids();
        let stale = if staff.is_some() { STALE_STAFF } else { STALE };
        let mut expires_at = self.now.plus(stale);
        if priority == OWN_ACCORD {
            expires_at = expires_at.min(end_of_day(service.zone(), self.now));
        }
        // Whatever is part of a broadcast goes by its rules, also what a flow says that it began.
        let priority = match &self.label {
            Some(label) => {
                expires_at = label.until;
                MANY
            }
            None => priority,
        };
        let mut first = 0;
        for payload in payloads {
            let outbox: OutboxId = ids.next(self.now);
            if reply.is_none() && line.channel.capabilities().metered {
                let channel = self.changes.threads[at].channel.clone();
                *self.pushes.entry(channel).or_default() += 1;
            }
            self.changes.outbox.push(tsunagi_store::NewOutbox {
                id: outbox,
                thread: at,
                priority,
                author: turn.author,
                staff,
                payload: payload.body,
                // A token is good for one request; what is left of a long turn is pushed.
                reply: reply.take(),
                window_until,
                due_at: self.now,
                claimed: false,
                expires_at,
                broadcast: self.label.as_ref().map(|label| label.id),
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
                    quotes: None,
                });
            }
            first = payload.bubbles.end.max(first);
        }
        let flow = self.changes.threads[at]
            .run
            .as_ref()
            .map(|run| run.flow.clone())
            .or_else(|| self.label.as_ref().map(|_| "broadcast".to_owned()));
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

    /// What the flow wants said, in words.
    fn spoken(&self, at: usize, says: &[tsunagi_flow::Say], language: &str) -> Turn {
        let thread = &self.changes.threads[at];
        let nothing = Memory::default();
        let line = self.service.lines().get(&thread.channel);
        let reader = speak::Reader {
            texts: &self.texts,
            program: &self.program,
            calendar: self.service.calendar(&self.program, &thread.channel),
            zone: self.service.zone(),
            now: self.now,
            language,
            memory: thread
                .contact
                .as_ref()
                .map_or(&nothing, |contact| &contact.memory),
            area: line.map_or("", |line| line.area_name.as_str()),
            // Our own page finds files beside itself; platforms need the public address.
            media_base: self.service.media_base.as_deref().or_else(|| {
                line.filter(|line| line.channel.kind() == ChannelKind::Web)
                    .map(|_| "/media")
            }),
        };
        let spoken = reader.turn(says);
        for text in &spoken.incomplete {
            // Said as well as it can be; the operator sees the number, the person never sees a placeholder.
            metrics::counter!("tsunagi_texts_incomplete", "text" => text.clone()).increment(1);
            tracing::error!(%text, language, "a text did not come out whole");
        }
        spoken.turn
    }
}

/// The end of the local day that an instant is in.
fn end_of_day(zone: chrono_tz::Tz, at: Timestamp) -> Timestamp {
    let midnight = at
        .utc()
        .with_timezone(&zone)
        .date_naive()
        .succ_opt()
        .and_then(|day| day.and_hms_opt(0, 0, 0));
    // Where the clocks jump over midnight, the day begins when they have jumped.
    let begins = |hours| {
        (midnight? + chrono::TimeDelta::hours(hours))
            .and_local_timezone(zone)
            .earliest()
    };
    begins(0)
        .or_else(|| begins(1))
        .map_or(at.plus(STALE), Timestamp::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_its_own_midnight() {
        let at =
            |text: &str| Timestamp::from(text.parse::<chrono::DateTime<chrono::Utc>>().unwrap());
        let tokyo = chrono_tz::Asia::Tokyo;
        assert_eq!(
            end_of_day(tokyo, at("2026-11-20T14:59:59Z")),
            at("2026-11-20T15:00:00Z")
        );
        assert_eq!(
            end_of_day(tokyo, at("2026-11-20T15:00:00Z")),
            at("2026-11-21T15:00:00Z")
        );
        // Midnight of 2026-09-06 does not exist in Santiago.
        let santiago = chrono_tz::America::Santiago;
        assert_eq!(
            end_of_day(santiago, at("2026-09-05T20:00:00Z")),
            at("2026-09-06T04:00:00Z")
        );
    }
}
