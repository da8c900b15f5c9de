//! Stopping a broadcast, and what follows for those whom it did not reach any more.
//!
//! Whoever a broadcast is queued for is remembered as written to in the same commit, so that sending needs no second write a person.
//! That is not true of those whose requests were taken back when it was stopped, or waited past their time: a sweep gives them their place
//! in the week back, page by page, and ends the run of a flow whose first words they never saw.

use std::collections::HashMap;

use tsunagi_model::{BroadcastId, ConversationId, Span, StaffId, Timestamp};
use tsunagi_store::{BroadcastRow, Error, Store, Wake};

use super::desk::entry;
use crate::Service;
use crate::sweep::{BEGINNING, PAGE, payload, sweep_row};
use crate::turn::Work;

/// What the sweep's row says that it does.
pub(crate) const SWEEP: &str = "unsaid";
/// What was under way when a broadcast was stopped has its outcome by then.
const UNDER_WAY: Span = Span::seconds(30);

/// Stops a broadcast: nothing more is queued, what waits is taken back. How many requests that were; none if it had come to an end.
pub async fn stop(
    store: &Store,
    row: &BroadcastRow,
    by: Option<StaffId>,
    now: Timestamp,
) -> Result<Option<u64>, Error> {
    let Some(area) = row.areas.first().copied() else {
        return Ok(None);
    };
    let entry = entry(row, by, "broadcast_stop", None);
    let sweep = sweep_row(
        store,
        &row.id.to_string(),
        area,
        payload(BEGINNING, SWEEP),
        now,
    );
    store.stop_broadcast(row.id, by, &entry, &sweep).await
}

impl Service {
    /// One page of those whom a broadcast did not reach; the sweep goes on with another page, or comes again while requests are
    /// under way.
    pub(crate) async fn sweep_unsaid(
        &self,
        work: &mut Work<'_>,
        wake: &Wake,
        after: &str,
    ) -> Result<(), Error> {
        let Ok(id) = wake.subject.parse::<BroadcastId>() else {
            return Ok(());
        };
        let page = self.store.broadcast_unsaid(id, after, PAGE).await?;
        let conversations: Vec<ConversationId> = page.iter().map(|(known, _)| *known).collect();
        let said = self.store.broadcast_said(id, &conversations).await?;
        let unsaid: HashMap<ConversationId, Timestamp> = page
            .into_iter()
            .filter(|(conversation, _)| !said.contains(conversation))
            .collect();
        let wanted: Vec<ConversationId> = unsaid.keys().copied().collect();
        for thread in self.store.threads_by_id(&wanted).await? {
            let Some(at) = unsaid.get(&thread.id) else {
                continue;
            };
            work.unsaid(thread, *at);
        }
        match conversations.last() {
            Some(last) if conversations.len() as i64 == PAGE => {
                let next = self.sweep_wake(&wake.subject, wake.area, SWEEP, &last.to_string());
                work.changes.wakes.push(next);
            }
            _ => {
                let requests = self.store.broadcast_requests(id).await?;
                if requests.iter().any(|(_, state, _)| state == "sending") {
                    let mut again = self.sweep_wake(&wake.subject, wake.area, SWEEP, BEGINNING);
                    again.due_at = work.now.plus(UNDER_WAY);
                    work.changes.wakes.push(again);
                }
            }
        }
        Ok(())
    }
}

impl Work<'_> {
    /// What was queued for somebody at `queued` was never sent.
    fn unsaid(&mut self, mut thread: tsunagi_store::Thread, queued: Timestamp) {
        let Some(contact) = thread.contact.as_mut() else {
            return;
        };
        if !tsunagi_flow::unsaid(&mut contact.memory, queued) {
            return;
        }
        thread.contact_changed = true;
        let at = self.add(thread);
        self.share_contact(at);
        if self.run_of(at).is_some_and(|run| run.began() == queued) {
            self.end_run(at);
        }
    }
}
