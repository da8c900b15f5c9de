//! Writing the rest of [`Changes`]: the work of staff, and what the script kept to itself.

use tsunagi_model::{HandoffState, Timestamp};

use crate::changes::Changes;
use crate::db::{Tx, args};
use crate::rows::Values;
use crate::{Error, Store};

impl Store {
    pub(crate) async fn write_staff_work(
        &self,
        tx: &mut Tx,
        changes: &Changes,
        now: Timestamp,
    ) -> Result<(), Error> {
        for handoff in &changes.handoffs {
            let thread = &changes.threads[handoff.thread];
            tx.execute(
                "insert into handoff (id, conversation, area, team, why, urgency, state, opened_at) \
                 values ($1, $2, $3, $4, $5, $6, 'open', $7)",
                args![
                    handoff.id.to_string(),
                    thread.id.to_string(),
                    thread.area.to_string(),
                    handoff.team.as_str(),
                    handoff.why.as_str(),
                    handoff.urgency,
                    now
                ],
            )
            .await?;
        }
        for change in &changes.handoff_changes {
            let sql = if change.state == HandoffState::Closed {
                "update handoff set state = $2, closed_by = $3, closed_at = $4, closed_how = $5 where id = $1 and state <> 'closed'"
            } else {
                "update handoff set state = $2, taken_by = $3, taken_at = $4, closed_how = $5 where id = $1 and state <> 'closed'"
            };
            tx.execute(
                sql,
                args![
                    change.id.to_string(),
                    change.state.as_str(),
                    change.by.to_string(),
                    now,
                    change.how.clone()
                ],
            )
            .await?;
        }
        for alert in &changes.alerts {
            let thread = &changes.threads[alert.thread];
            tx.execute(
                "insert into alert (id, conversation, contact, area, team, urgency, category, rule, message, opened_at)
                 values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)",
                args![
                    alert.id.to_string(),
                    thread.id.to_string(),
                    thread.contact.as_ref().map(|contact| contact.id.to_string()),
                    thread.area.to_string(),
                    alert.team.as_str(),
                    alert.urgency,
                    alert.category.as_str(),
                    alert.rule.as_str(),
                    alert.message.map(|id| id.to_string()),
                    now
                ],
            )
            .await?;
        }
        for note in &changes.notes {
            let thread = &changes.threads[note.thread];
            let Some(key) = &thread.key else { continue };
            let id = note.id.to_string();
            tx.execute(
                "insert into note (id, conversation, contact, area, staff, body, written_at) values ($1, \
                 $2, $3, $4, $5, $6, $7)",
                args![
                    id.as_str(),
                    thread.id.to_string(),
                    thread.contact.as_ref().map(|contact| contact.id.to_string()),
                    thread.area.to_string(),
                    note.staff.to_string(),
                    key.seal(&id, note.text.as_bytes()),
                    now
                ],
            )
            .await?;
        }
        for case in &changes.cases {
            let thread = &changes.threads[case.thread];
            let Some(contact) = &thread.contact else {
                continue;
            };
            let (id, area) = (case.id.to_string(), thread.area.to_string());
            tx.execute(
                "insert into child_case (id, area, number, fiscal_year, assessment, assessed_at, opened_at, source)
                 values ($1, $2, $3, $4, 'needed', $5, $5, 'staff')",
                args![id.as_str(), area.as_str(), case.number.as_str(), case.fiscal_year, now],
            )
            .await?;
            // Nobody at school has tried yet: that is known, and it is the ward that supports.
            tx.execute(
                "insert into case_state (child_case, actor, state, at) values ($1, 'school', 'not_attempted', $2)",
                args![id.as_str(), now],
            )
            .await?;
            if case.sibling {
                let own = contact.case.map(|own| own.to_string());
                for case in own.iter().chain([&id]) {
                    tx.execute(
                        "insert into case_spoken_for (contact, child_case) values ($1, $2) on conflict (contact, child_case) do nothing",
                        args![contact.id.to_string(), case.as_str()],
                    )
                    .await?;
                }
                continue;
            }
            tx.execute(
                "update encounter set child_case = $1 where contact = $2 and child_case is null",
                args![id.as_str(), contact.id.to_string()],
            )
            .await?;
        }
        let mut consents = Values::default();
        for consent in &changes.consents {
            consents
                .row()
                .id(consent.id)
                .id(consent.contact)
                .id(consent.area)
                .text(consent.scope.as_str())
                .text(consent.state.as_str())
                .text(consent.version.as_str())
                .text(consent.method.as_str())
                .int(now.0);
        }
        consents
            .insert(
                tx,
                "insert into consent (id, contact, area, scope, state, version, method, at)",
                "",
            )
            .await?;
        for (slot, contact) in &changes.slots {
            let taken = tx
                .execute(
                    "update slot set contact = $2 where id = $1 and contact is null",
                    args![slot.as_str(), contact.to_string()],
                )
                .await?;
            if taken == 0 {
                return Err(Error::Conflict);
            }
        }
        Ok(())
    }
}
