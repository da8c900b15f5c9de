//! Carrying out what the script wants besides words: consent, alerts, handoffs, refusal.

use tsunagi_flow::Effect;
use tsunagi_model::{Controller, Direction, EncounterResult, Risk, Span, Timestamp, Urgency};
use tsunagi_store::{AddressState, NewAlert, NewConsent, NewHandoff, Wake};

use crate::turn::{Occurrence, Work, level};

impl Work<'_> {
    /// Carries out effects in their order; consecutive words become one turn.
    pub(crate) fn carry_out(
        &mut self,
        at: usize,
        flow: &str,
        effects: Vec<Effect>,
        occurrence: &Occurrence,
    ) {
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
                    if urgency == Urgency::Now {
                        self.alarmed(at);
                    }
                    self.alert(at, &team, urgency, &why, unanswered, occurrence);
                }
                Effect::Handoff {
                    team,
                    why,
                    unanswered,
                } => self.hand_off(at, &team, &why, unanswered, occurrence),
                Effect::Held { why, until } => self.hold(at, flow, why, until),
                Effect::Begin {
                    flow,
                    index,
                    at: due_at,
                } => self.set_start(at, &flow, index, due_at),
                Effect::Look => self.wants_eyes(at),
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
        let team = self.team(at, team);
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
                since: None,
                waits_for: None,
                payload: format!("{id} {team}"),
            });
        }
        self.changes.handoffs.push(NewHandoff {
            id,
            thread: at,
            team,
            why: why.to_owned(),
            urgency,
        });
    }

    /// Calls a person.
    pub(crate) fn alert(
        &mut self,
        at: usize,
        team: &str,
        urgency: Urgency,
        why: &str,
        unanswered: Option<(Span, String)>,
        occurrence: &Occurrence,
    ) {
        let level = level(urgency);
        let team = self.team(at, team);
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
                since: None,
                waits_for: None,
                payload: format!("{conversation} {next_team}"),
            });
        }
        self.changes.alerts.push(NewAlert {
            id,
            thread: at,
            team,
            urgency: level,
            category,
            rule,
            message,
        });
        metrics::counter!("tsunagi_alerts", "urgency" => urgency.as_str()).increment(1);
    }

    /// Danger that no step of the script called a person for (a person of the staff holds the pen, the flow forgot): called here.
    pub(crate) fn call_if_uncalled(
        &mut self,
        at: usize,
        occurrence: &Occurrence,
        alerts_before: usize,
    ) {
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
    pub(crate) fn refused(&mut self, at: usize) {
        let conversation = self.changes.threads[at].id;
        self.changes.silence.push(conversation);
        self.unsay(at);
        self.mark(at, EncounterResult::Refused);
    }

    /// The person shut us out: nothing more is sent, staff can see it, the record says so.
    pub(crate) fn blocked(&mut self, at: usize, received_at: Timestamp) {
        let thread = &mut self.changes.threads[at];
        thread.state = AddressState::Blocked;
        thread.address_changed = true;
        let conversation = thread.id;
        self.end_run(at);
        self.changes.silence.push(conversation);
        self.unsay(at);
        self.unschedule(at);
        self.count(at, Direction::In, false, None, None, received_at);
        self.mark(at, EncounterResult::Blocked);
    }

    /// Danger was read: whatever the script still had to say, however cheerful, is not said any more, and the answer to danger comes
    /// first. Words of urgency that were queued before stay.
    pub(crate) fn alarmed(&mut self, at: usize) {
        let conversation = self.changes.threads[at].id;
        self.changes.alarmed.push(conversation);
        self.unsay(at);
    }

    /// Takes back what the script was about to say in this commit: earlier events of the same group led to it. Nobody has seen it, so it
    /// is not recorded either.
    fn unsay(&mut self, at: usize) {
        let script = |author| author == tsunagi_model::Author::Flow;
        let changes = &mut self.changes;
        let channel = &changes.threads[at].channel;
        changes.outbox.retain(|outbox| {
            let unsaid = outbox.thread == at && script(outbox.author) && outbox.priority > 0;
            if unsaid {
                changes
                    .messages
                    .retain(|message| message.outbox != Some(outbox.id));
                if outbox.reply.is_none()
                    && let Some(pushes) = self.pushes.get_mut(channel)
                {
                    *pushes -= 1;
                }
            }
            !unsaid
        });
    }

    pub(crate) fn mark(&mut self, at: usize, result: EncounterResult) {
        let Some(encounter) = self.changes.threads[at].encounter.as_mut() else {
            return;
        };
        encounter.result = result;
        let encounter = encounter.clone();
        self.put_encounter(encounter);
    }
}
