//! Rows with their sealed columns, made ready before the transaction begins: nobody waits for the writer while words are sealed.

use tsunagi_model::Timestamp;

use crate::changes::{Changes, OutboxBody};
use crate::outbox::LEASE;
use crate::rows::Values;
use crate::thread::Extent;
use crate::{Error, attachment};

/// What one commit inserts, table by table.
pub(crate) struct Sealed {
    pub contacts: Values,
    pub addresses: Values,
    pub conversations: Values,
    pub messages: Values,
    pub attachments: Values,
    pub outbox: Values,
    pub encounters: Values,
}

impl Sealed {
    /// Seals and lays out everything of `changes` that many events have in common.
    pub(crate) fn new(changes: &Changes, now: Timestamp) -> Result<Self, Error> {
        let (contacts, addresses) = people(changes)?;
        Ok(Self {
            contacts,
            addresses,
            conversations: conversations(changes),
            messages: messages(changes)?,
            attachments: attachment::rows(changes)?,
            outbox: outbox(changes, now)?,
            encounters: encounters(changes),
        })
    }
}

fn people(changes: &Changes) -> Result<(Values, Values), Error> {
    let mut contacts = Values::default();
    let mut addresses = Values::default();
    for thread in &changes.threads {
        if let (Some(contact), Some(key)) = (
            thread.contact.as_ref().filter(|_| thread.contact_changed),
            &thread.contact_key,
        ) {
            let id = contact.id.to_string();
            let memory = serde_json::to_vec(&contact.memory).map_err(|_| Error::Inconsistent {
                what: "contact's memory",
            })?;
            contacts
                .row()
                .id(&id)
                .id(thread.area)
                .blob(thread.wrapped.clone())
                .id(contact.memory.role())
                .blob(Some(key.seal(&id, &memory)))
                .opt_id(contact.case)
                .int(contact.created_at.0)
                .int(contact.rev + 1);
        }
        if let Some(key) = thread.key.as_ref().filter(|_| thread.address_changed) {
            addresses
                .row()
                .id(thread.id)
                .text(thread.channel.as_str())
                .id(thread.area)
                .id(&thread.thread)
                .id(thread.kind)
                .blob(Some(
                    key.seal(&thread.id.to_string(), thread.external.0.as_bytes()),
                ))
                .opt_id(thread.contact.as_ref().map(|contact| contact.id))
                .id(thread.state.as_str())
                .int(
                    thread
                        .last_in_at
                        .or(thread.last_out_at)
                        .map_or(0, |at| at.0),
                )
                .opt_id(thread.keeper)
                .text(thread.handset.as_deref());
        }
    }
    Ok((contacts, addresses))
}

fn conversations(changes: &Changes) -> Values {
    let mut rows = Values::default();
    for thread in changes
        .threads
        .iter()
        .filter(|thread| thread.extent == Extent::Whole)
    {
        let run = match (&thread.run, &thread.key) {
            (Some(run), Some(key)) => {
                Some(key.seal(&format!("run/{}", thread.id), run.json.as_bytes()))
            }
            _ => None,
        };
        let state = thread.run.as_ref();
        let read_mark = match (&thread.read_mark, &thread.key) {
            (Some(mark), Some(key)) => {
                Some(key.seal(&format!("read/{}", thread.id), mark.as_bytes()))
            }
            _ => None,
        };
        rows.row()
            .id(thread.id)
            .text(thread.channel.as_str())
            .id(thread.area)
            .opt_id(thread.contact.as_ref().map(|contact| contact.id))
            .id(thread.kind)
            .id(thread.audience)
            .int(thread.rev + 1)
            .id(thread.controller)
            .opt_id(thread.staff)
            .int(thread.lease_until.map(|at| at.0))
            .opt_id(thread.handoff)
            .int(thread.urgency)
            .int(thread.unanswered_since.map(|at| at.0))
            .blob(run)
            .text(state.map(|run| run.flow.as_str()))
            .int(state.map(|run| i64::from(run.version)))
            .text(state.and_then(|run| run.step.as_deref()))
            .int(state.and_then(|run| run.wake_at).map(|at| at.0))
            .opt_id(thread.encounter.as_ref().map(|encounter| encounter.id))
            .int(thread.last_in_at.map(|at| at.0))
            .int(thread.last_out_at.map(|at| at.0))
            .int(thread.last_human_at.map(|at| at.0))
            .blob(read_mark);
    }
    rows
}

fn messages(changes: &Changes) -> Result<Values, Error> {
    let mut rows = Values::default();
    for message in &changes.messages {
        let thread = &changes.threads[message.thread];
        let body = match (&message.body, &thread.key) {
            (Some(body), Some(key)) => {
                let plain = serde_json::to_vec(body)
                    .map_err(|_| Error::Inconsistent { what: "message" })?;
                Some(key.seal(&message.id.to_string(), &plain))
            }
            _ => None,
        };
        rows.row()
            .id(message.id)
            .id(thread.id)
            .id(thread.area)
            .id(message.direction)
            .id(message.author)
            .opt_id(message.staff)
            .text(message.kind.as_str())
            .blob(body)
            .text(message.platform_id.as_deref())
            .text(message.event_id.as_deref())
            .opt_id(message.outbox)
            .int(message.occurred_at.map(|at| at.0))
            .int(message.received_at.0)
            .text(message.quotes.as_deref());
    }
    Ok(rows)
}

fn outbox(changes: &Changes, now: Timestamp) -> Result<Values, Error> {
    let mut rows = Values::default();
    for outbox in &changes.outbox {
        let thread = &changes.threads[outbox.thread];
        let Some(key) = &thread.key else { continue };
        let body = OutboxBody {
            to: thread.external.0.clone(),
            payload: outbox.payload.clone(),
            reply: outbox.reply.clone(),
            window_until: outbox.window_until,
        };
        let plain =
            serde_json::to_vec(&body).map_err(|_| Error::Inconsistent { what: "outbox" })?;
        rows.row()
            .id(outbox.id)
            .id(thread.id)
            .text(thread.channel.as_str())
            .id(thread.area)
            .int(outbox.priority)
            .id(outbox.author)
            .opt_id(outbox.staff)
            .blob(Some(key.seal(&outbox.id.to_string(), &plain)))
            .int(outbox.due_at.0)
            .int(outbox.expires_at.0)
            .int(now.0)
            .id(if outbox.claimed { "sending" } else { "queued" })
            .int(outbox.claimed.then(|| now.plus(LEASE).0))
            .int(i64::from(outbox.claimed))
            .opt_id(outbox.broadcast);
    }
    Ok(rows)
}

pub(crate) fn encounters(changes: &Changes) -> Values {
    let mut rows = Values::default();
    for encounter in &changes.encounters {
        rows.row()
            .id(encounter.id)
            .id(encounter.area)
            .opt_id(encounter.case)
            .opt_id(encounter.contact)
            .opt_id(encounter.conversation)
            .id(encounter.target)
            .id(encounter.actor)
            .opt_id(encounter.staff)
            .text(encounter.flow.as_deref())
            .int(i64::from(encounter.flow_only))
            .id(encounter.direction)
            .id(encounter.method)
            .int(encounter.started_at.0)
            .int(encounter.ended_at.0)
            .id(encounter.result)
            .int(i64::from(encounter.reached))
            .int(i64::from(encounter.counted))
            .int(encounter.messages_in)
            .int(encounter.messages_out)
            .int(encounter.rule)
            .id(encounter.source)
            .opt_id(encounter.voids)
            .opt_id(encounter.voided_by)
            .int(encounter.recorded_at.0);
    }
    rows
}
