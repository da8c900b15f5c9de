//! Writing the rest of [`Changes`]: what was kept back, used codes, meetings, onward paths, programmes that rest.

use tsunagi_model::Timestamp;

use crate::changes::{Changes, LinkChange};
use crate::db::{Tx, args};
use crate::rows::Values;
use crate::{Error, Store};

impl Store {
    pub(crate) async fn write_conduct(
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut held = Values::default();
        for row in &changes.held {
            let thread = &changes.threads[row.thread];
            held.row()
                .id(row.id)
                .id(thread.area)
                .id(thread.id)
                .opt_id(thread.contact.as_ref().map(|contact| contact.id))
                .text(row.flow.as_str())
                .text(row.step.as_deref())
                .text(row.why.as_str())
                .int(now.0)
                .int(row.until.map(|at| at.0));
        }
        held.insert(
            tx,
            "insert into held (id, area, conversation, contact, flow, step, why, at, until)",
            "",
        )
        .await?;
        for (hash, contact) in &changes.codes {
            let used = tx
                .execute(
                    "update invitation set used_at = $2, contact = $3 where hash = $1 and used_at is null",
                    args![hash.as_str(), now, contact.to_string()],
                )
                .await?;
            // A code is good once: somebody else was faster.
            if used == 0 {
                return Err(Error::Conflict);
            }
        }
        for (slot, outcome, staff) in &changes.met {
            let marked = tx
                .execute(
                    "update slot set outcome = $2, outcome_by = $3, outcome_at = $4
                     where id = $1 and contact is not null and outcome is null",
                    args![slot.as_str(), *outcome, staff.to_string(), now],
                )
                .await?;
            if marked == 0 {
                return Err(Error::Conflict);
            }
        }
        Self::write_links(tx, changes, now).await?;
        for (area, note, staff) in &changes.suspensions {
            match note {
                Some(note) => {
                    tx.execute(
                        "insert into suspension (area, since, note, staff) values ($1, $2, $3, $4) on conflict (area) do nothing",
                        args![area.to_string(), now, note.as_str(), staff.map(|id| id.to_string())],
                    )
                    .await?
                }
                None => {
                    tx.execute(
                        "delete from suspension where area = $1",
                        args![area.to_string()],
                    )
                    .await?
                }
            };
            tx.notify("standing").await?;
        }
        Ok(())
    }

    async fn write_links(tx: &mut Tx, changes: &Changes, now: Timestamp) -> Result<(), Error> {
        for link in &changes.links {
            let written = match link {
                LinkChange::Begin {
                    id,
                    case,
                    area,
                    destination,
                } => {
                    tx.execute(
                        "insert into support_link (id, child_case, area, destination, state, started_at)
                         values ($1, $2, $3, $4, 'in_use', $5)",
                        args![id.to_string(), case.to_string(), area.to_string(), destination.as_str(), now],
                    )
                    .await?
                }
                LinkChange::End { id, case } => {
                    tx.execute(
                        "update support_link set state = 'ended', ended_at = $3
                         where id = $1 and child_case = $2 and state <> 'ended'",
                        args![id.to_string(), case.to_string(), now],
                    )
                    .await?
                }
            };
            if written == 0 {
                return Err(Error::Conflict);
            }
        }
        Ok(())
    }
}
