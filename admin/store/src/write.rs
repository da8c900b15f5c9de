//! Writing [`Changes`]: one transaction, one statement a table.

use std::collections::BTreeSet;

use tsunagi_model::Timestamp;

use crate::changes::{Body, Changes, OutboxBody};
use crate::db::{Tx, args};
use crate::outbox::LEASE;
use crate::rows::{Rows, Values};
use crate::{Error, Store};

impl Store {
    /// Makes all of it durable, or none.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a conversation was changed by somebody else since it was read.
    pub async fn commit(&self, changes: &Changes, now: Timestamp) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        self.write(&mut tx, changes, now).await?;
        if !changes.outbox.is_empty() {
            tx.notify("outbox").await?;
        }
        for area in changes
            .threads
            .iter()
            .map(|thread| thread.area)
            .collect::<BTreeSet<_>>()
        {
            tx.notify(&format!("area {area}")).await?;
        }
        tx.commit().await?;
        for thread in &changes.threads {
            self.changed(thread.area, Some(thread.id));
        }
        Ok(())
    }

    pub(crate) async fn write(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.write_contacts(tx, changes).await?;
        self.write_conversations(tx, changes).await?;
        self.write_silence(tx, changes, now).await?;
        self.write_messages(tx, changes).await?;
        self.write_outbox(tx, changes, now).await?;
        self.write_encounters(tx, changes).await?;
        self.write_staff_work(tx, changes, now).await?;
        self.write_timers(tx, changes, now).await?;
        if !changes.done.is_empty() {
            let mut rows = Rows::default();
            for id in &changes.done {
                rows.row().id(id);
            }
            let done = tx
                .execute(
                    "update intake set state = 'done', payload = null
                     where state = 'new' and id in (select value->>0 from json_each($1))",
                    args![rows.json()],
                )
                .await?;
            // Another instance did the same work first: its effects stand, ours must not.
            if done != changes.done.len() as u64 {
                return Err(Error::Conflict);
            }
        }
        self.write_audit(tx, &changes.audit, now).await
    }

    async fn write_contacts(&self, tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        let mut contacts = Values::default();
        let mut addresses = Values::default();
        for thread in &changes.threads {
            let Some(key) = &thread.key else { continue };
            if let Some(contact) = thread.contact.as_ref().filter(|_| thread.contact_changed) {
                let id = contact.id.to_string();
                let memory =
                    serde_json::to_vec(&contact.memory).map_err(|_| Error::Inconsistent {
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
                    .int(contact.created_at.0);
            }
            if thread.address_changed {
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
                    );
            }
        }
        contacts
            .insert(
                tx,
                "insert into contact (id, area, key, role, memory, child_case, created_at)",
                "on conflict (id) do update set role = excluded.role, memory = excluded.memory, \
                 child_case = excluded.child_case where contact.key is not null",
            )
            .await?;
        addresses.insert(tx, "insert into address (id, channel, area, thread, kind, external, contact, state, state_at)", "on conflict (id) do update set contact = excluded.contact, external = excluded.external, \
                 state = excluded.state, state_at = excluded.state_at").await?;
        Ok(())
    }

    async fn write_conversations(&self, tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        if changes.threads.is_empty() {
            return Ok(());
        }
        let mut rows = Values::default();
        for thread in &changes.threads {
            let run = match (&thread.run, &thread.key) {
                (Some(run), Some(key)) => {
                    Some(key.seal(&format!("run/{}", thread.id), run.json.as_bytes()))
                }
                _ => None,
            };
            let state = thread.run.as_ref();
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
                .int(thread.last_human_at.map(|at| at.0));
        }
        let count = rows.count();
        let written = rows.insert(tx, "insert into conversation (id, channel, area, contact, kind, audience, rev, controller, \
                 staff, lease_until, handoff, urgency, unanswered_since, run, run_flow, run_version, \
                 run_step, wake_at, encounter, last_in_at, last_out_at, last_human_at)", "on conflict (id) do update set contact = excluded.contact, rev = excluded.rev, \
                 controller = excluded.controller, staff = excluded.staff, lease_until = \
                 excluded.lease_until, handoff = excluded.handoff, urgency = excluded.urgency, \
                 unanswered_since = excluded.unanswered_since, run = excluded.run, run_flow = \
                 excluded.run_flow, run_version = excluded.run_version, run_step = excluded.run_step, \
                 wake_at = excluded.wake_at, encounter = excluded.encounter, last_in_at = \
                 excluded.last_in_at, last_out_at = excluded.last_out_at, last_human_at = \
                 excluded.last_human_at where conversation.rev = excluded.rev - 1").await?;
        if written == count {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }

    async fn write_silence(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut silence = Rows::default();
        for conversation in &changes.silence {
            silence.row().id(conversation);
        }
        if !silence.is_empty() {
            tx.execute(
                "update outbox set state = 'cancelled', payload = null, done_at = $2
                 where state = 'queued' and author = 'flow' and conversation in (select value->>0 from json_each($1))",
                args![silence.json(), now],
            )
            .await?;
        }
        Ok(())
    }

    async fn write_messages(&self, tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
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
                .int(message.received_at.0);
        }
        rows.insert(
            tx,
            "insert into message (id, conversation, area, direction, author, staff, kind, body, \
                 platform_id, event_id, outbox, occurred_at, received_at)",
            "",
        )
        .await?;
        for (conversation, platform_id) in &changes.unsend {
            tx.execute(
                "update message set body = null, erased_at = (select max(received_at) from message where conversation = $1)
                 where conversation = $1 and platform_id = $2 and direction = 'in' and kind <> 'unsend'",
                args![conversation.to_string(), platform_id.as_str()],
            )
            .await?;
        }
        for (thread, platform_id, text) in &changes.edits {
            let thread = &changes.threads[*thread];
            let Some(key) = &thread.key else { continue };
            let found = tx
                .one(
                    "select id from message where conversation = $1 and platform_id = $2 and direction = 'in' and erased_at is null and kind = 'text'",
                    args![thread.id.to_string(), platform_id.as_str()],
                )
                .await?;
            if let Some(row) = found {
                let id = row.text(0)?;
                let body = Body {
                    text: text.clone(),
                    ..Body::default()
                };
                let plain = serde_json::to_vec(&body)
                    .map_err(|_| Error::Inconsistent { what: "message" })?;
                tx.execute(
                    "update message set body = $2 where id = $1",
                    args![id.as_str(), key.seal(&id, &plain)],
                )
                .await?;
            }
        }
        Ok(())
    }

    async fn write_outbox(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        if changes.outbox.is_empty() {
            return Ok(());
        }
        let mut rows = Values::default();
        for outbox in &changes.outbox {
            let thread = &changes.threads[outbox.thread];
            let Some(key) = &thread.key else { continue };
            let body = OutboxBody {
                to: thread.external.0.clone(),
                payload: outbox.payload.clone(),
                reply: outbox.reply.clone(),
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
                .int(i64::from(outbox.claimed));
        }
        rows.insert(tx, "insert into outbox (id, conversation, channel, area, priority, author, staff, payload, \
                 due_at, expires_at, created_at, state, lease_until, tries)", "").await?;
        Ok(())
    }

    pub(crate) async fn write_encounters(
        &self,
        tx: &mut Tx,
        changes: &Changes,
    ) -> Result<(), Error> {
        if changes.encounters.is_empty() {
            return Ok(());
        }
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
        rows.insert(tx, "insert into encounter (id, area, child_case, contact, conversation, target, actor, \
                 staff, flow, flow_only, direction, method, started_at, ended_at, result, reached, \
                 counted, messages_in, messages_out, rule, source, voids, voided_by, recorded_at)", "on conflict (id) do update set child_case = excluded.child_case, staff = excluded.staff, \
                 flow = excluded.flow, flow_only = excluded.flow_only, ended_at = excluded.ended_at, \
                 result = excluded.result, reached = excluded.reached, messages_in = \
                 excluded.messages_in, messages_out = excluded.messages_out, voided_by = \
                 excluded.voided_by").await?;
        Ok(())
    }
}
