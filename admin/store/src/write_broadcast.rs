//! Writing the part of [`Changes`] that a page of a broadcast brings: how far it has come, and for whom it was decided.

use crate::changes::Changes;
use crate::db::{Tx, args};
use crate::rows::{Rows, Values};
use crate::thread::Extent;
use crate::{Error, Store, Thread};

impl Store {
    /// First of its transaction: whoever stops the broadcast meanwhile waits for this page, or this page meets what they did.
    pub(crate) async fn write_broadcast(tx: &mut Tx, changes: &Changes) -> Result<(), Error> {
        let Some(step) = &changes.broadcast else {
            return Ok(());
        };
        let lane = &step.lane;
        let left_out = serde_json::to_string(&lane.left_out)
            .map_err(|_| Error::Inconsistent { what: "broadcast" })?;
        let moved = tx
            .execute(
                "update broadcast_lane set rev = rev + 1, place = $4, next_at = $5, again_at = $6, queued = $7, left_out = $8, done = $9
                 where broadcast = $1 and channel = $2 and rev = $3
                   and exists (select 1 from broadcast b where b.id = $1 and b.state = 'sending')",
                args![
                    step.id.to_string(),
                    lane.channel.as_str(),
                    lane.rev,
                    lane.place.as_str(),
                    lane.next_at,
                    lane.again_at.map(|at| at.0),
                    lane.queued,
                    left_out,
                    i64::from(lane.done)
                ],
            )
            .await?;
        if moved == 0 {
            return Err(Error::Conflict);
        }
        let mut recipients = Values::default();
        for (thread, why) in &step.recipients {
            let thread = &changes.threads[*thread];
            let Some(contact) = &thread.contact else {
                continue;
            };
            recipients
                .row()
                .id(step.id)
                .id(thread.id)
                .id(contact.id)
                .text(*why);
        }
        let count = recipients.count();
        let written = recipients
            .insert(
                tx,
                "insert into broadcast_recipient (broadcast, conversation, contact, why)",
                "on conflict do nothing",
            )
            .await?;
        // Two addresses were found to be one person's meanwhile: the page is decided again without the second.
        if written == count {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }

    /// Conversations in which nothing changed but that something was said: no index of theirs is touched.
    pub(crate) async fn write_said(tx: &mut Tx, threads: &[Thread]) -> Result<(), Error> {
        let mut rows = Rows::default();
        for thread in threads
            .iter()
            .filter(|thread| thread.extent == Extent::Said)
        {
            rows.row()
                .id(thread.id)
                .int(thread.rev)
                .int(thread.last_out_at.map(|at| at.0))
                .opt_id(thread.encounter.as_ref().map(|encounter| encounter.id));
        }
        if rows.is_empty() {
            return Ok(());
        }
        let count = rows.count();
        let written = tx
            .execute(
                "update conversation set rev = conversation.rev + 1, last_out_at = cast(v.value->>2 as bigint), encounter = v.value->>3
                 from json_each($1) as v
                 where conversation.id = v.value->>0 and conversation.rev = cast(v.value->>1 as bigint)",
                args![rows.json()],
            )
            .await?;
        if written == count {
            Ok(())
        } else {
            Err(Error::Conflict)
        }
    }
}
