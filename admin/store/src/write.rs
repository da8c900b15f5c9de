//! Writing [`Changes`]: one transaction, one statement a table.

use std::collections::BTreeSet;

use tsunagi_model::Timestamp;

use crate::changes::Changes;
use crate::db::{Tx, args};
use crate::rows::{Rows, Values, ids};
use crate::sealed::Sealed;
use crate::{Error, Store};

impl Store {
    /// Makes all of it durable, or none.
    ///
    /// # Errors
    /// [`Error::Conflict`] when a conversation was changed by somebody else since it was read, or rows of this were wanted by others in
    /// another order and the database let this give way: what was decided is decided again.
    pub async fn commit(&self, changes: &Changes, now: Timestamp) -> Result<(), Error> {
        match self.try_commit(changes, now).await {
            Err(error) if error.gave_way() => Err(Error::Conflict),
            done => done,
        }
    }

    async fn try_commit(&self, changes: &Changes, now: Timestamp) -> Result<(), Error> {
        let sealed = Sealed::new(changes, now)?;
        let mut tx = self.db.begin().await?;
        self.write(&mut tx, changes, sealed, now).await?;
        if !changes.outbox.is_empty() {
            tx.notify("outbox").await?;
        }
        // Thousands who are written to at once are no news for open pages; who answers is.
        let told = if changes.broadcast.is_some() {
            &[][..]
        } else {
            &changes.threads
        };
        for area in told
            .iter()
            .map(|thread| thread.area)
            .collect::<BTreeSet<_>>()
        {
            tx.notify(&format!("area {area}")).await?;
        }
        tx.commit().await?;
        for thread in told {
            self.changed(thread.area, Some(thread.id));
        }
        Ok(())
    }

    async fn write(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        sealed: Sealed,
        now: Timestamp,
    ) -> Result<(), Error> {
        Self::write_broadcast(tx, changes).await?;
        Self::write_people(tx, sealed.contacts, sealed.addresses).await?;
        Self::write_conversations(tx, sealed.conversations).await?;
        Self::write_said(tx, &changes.threads).await?;
        Self::write_touched(tx, &changes.threads).await?;
        self.write_silence(tx, changes, now).await?;
        Self::write_attachments(tx, sealed.attachments).await?;
        self.write_messages(tx, changes, sealed.messages).await?;
        Self::erase_unsent_attachments(tx, changes, now).await?;
        Self::write_restrictions(tx, changes, now).await?;
        Self::write_outbox(tx, changes, sealed.outbox, now).await?;
        self.write_receipts(tx, &changes.receipts, now).await?;
        Self::write_aliases(tx, changes).await?;
        Self::write_encounters(tx, sealed.encounters).await?;
        self.write_staff_work(tx, changes, now).await?;
        Self::write_conduct(tx, changes, now).await?;
        Self::write_timers(tx, changes, now).await?;
        if !changes.done.is_empty() {
            let done = tx
                .execute(
                    "update intake set state = 'done', payload = null
                     where state = 'new' and id in (select value->>0 from json_each($1))",
                    args![ids(&changes.done)],
                )
                .await?;
            // Another instance did the same work first: its effects stand, ours must not.
            if done != changes.done.len() as u64 {
                return Err(Error::Conflict);
            }
        }
        self.write_audit(tx, &changes.audit, now).await
    }

    async fn write_people(tx: &mut Tx, contacts: Values, addresses: Values) -> Result<(), Error> {
        let count = contacts.count();
        let written = contacts
            .insert(
                tx,
                "insert into contact (id, area, key, role, memory, child_case, created_at, rev)",
                "on conflict (id) do update set role = excluded.role, memory = excluded.memory, \
                 child_case = excluded.child_case, rev = excluded.rev \
                 where contact.key is not null and contact.rev = excluded.rev - 1",
            )
            .await?;
        if written != count {
            // Another conversation of the same contact was faster, or they were erased.
            return Err(Error::Conflict);
        }
        addresses.insert(tx, "insert into address (id, channel, area, thread, kind, external, contact, state, state_at, keeper, handset)", "on conflict (id) do update set contact = excluded.contact, external = excluded.external, \
                 state = excluded.state, state_at = excluded.state_at").await?;
        Ok(())
    }

    async fn write_aliases(tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        let mut rows = Values::default();
        for (thread, alias) in &changes.aliases {
            let thread = &changes.threads[*thread];
            rows.row()
                .text(thread.channel.as_str())
                .id(alias)
                .id(thread.id);
        }
        rows.insert(
            tx,
            "insert into address_alias (channel, thread, address)",
            "on conflict (channel, thread) do nothing",
        )
        .await?;
        Ok(())
    }

    async fn write_conversations(tx: &mut Tx, rows: Values) -> Result<(), Error> {
        let count = rows.count();
        let written = rows.insert(tx, "insert into conversation (id, channel, area, contact, kind, audience, rev, controller, \
                 staff, lease_until, handoff, urgency, unanswered_since, run, run_flow, run_version, \
                 run_step, wake_at, encounter, last_in_at, last_out_at, last_human_at, read_mark)", "on conflict (id) do update set contact = excluded.contact, rev = excluded.rev, \
                 controller = excluded.controller, staff = excluded.staff, lease_until = \
                 excluded.lease_until, handoff = excluded.handoff, urgency = excluded.urgency, \
                 unanswered_since = excluded.unanswered_since, run = excluded.run, run_flow = \
                 excluded.run_flow, run_version = excluded.run_version, run_step = excluded.run_step, \
                 wake_at = excluded.wake_at, encounter = excluded.encounter, last_in_at = \
                 excluded.last_in_at, last_out_at = excluded.last_out_at, last_human_at = \
                 excluded.last_human_at, read_mark = excluded.read_mark where conversation.rev = excluded.rev - 1").await?;
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
        for (conversations, urgent) in [(&changes.silence, 1), (&changes.alarmed, 0)] {
            for conversation in conversations {
                silence.row().id(conversation).int(urgent);
            }
        }
        if !silence.is_empty() {
            // A request under way cannot be called back, but if it fails it is not tried again: its time is over.
            tx.execute(
                "update outbox set
                     state = case when state = 'queued' then 'cancelled' else state end,
                     payload = case when state = 'queued' then null else payload end,
                     done_at = case when state = 'queued' then cast($2 as bigint) end,
                     expires_at = case when state = 'queued' then expires_at else 0 end
                 from json_each($1) as v
                 where outbox.conversation = v.value->>0 and outbox.state in ('queued', 'sending')
                   and (outbox.author = 'flow' or outbox.priority = 3)
                   and (outbox.priority > 0 or cast(v.value->>1 as bigint) = 1)",
                args![silence.json(), now],
            )
            .await?;
        }
        Ok(())
    }

    async fn write_messages(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        rows: Values,
    ) -> Result<(), Error> {
        rows.insert(
            tx,
            "insert into message (id, conversation, area, direction, author, staff, kind, body, \
                 platform_id, event_id, outbox, occurred_at, received_at, quotes)",
            "",
        )
        .await?;
        self.write_unsent(tx, changes).await?;
        Self::write_edits(tx, changes).await
    }

    async fn write_outbox(
        tx: &mut Tx,
        changes: &Changes,
        rows: Values,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut waited_for = Rows::default();
        for outbox in &changes.outbox {
            let thread = &changes.threads[outbox.thread];
            if outbox.priority <= 1 && thread.pending {
                waited_for.row().id(thread.id);
            }
        }
        if !waited_for.is_empty() {
            // Somebody is there and waits: what the script had still to say before this answer is as urgent as the answer itself, and
            // what had failed is tried at once.
            tx.execute(
                "update outbox set priority = 1, due_at = case when problem is not null and due_at > $2 then $2 else due_at end
                 where state = 'queued' and priority in (1, 2) and conversation in (select value->>0 from json_each($1))",
                args![waited_for.json(), now],
            )
            .await?;
        }
        rows.insert(tx, "insert into outbox (id, conversation, channel, area, priority, author, staff, payload, \
                 due_at, expires_at, created_at, state, lease_until, tries, broadcast)", "").await?;
        Ok(())
    }

    pub(crate) async fn write_encounters(tx: &mut Tx, rows: Values) -> Result<(), Error> {
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
