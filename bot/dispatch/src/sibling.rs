//! Siblings on one account: several children, one telephone. Each has a case of their own, and what is said now counts for the one who
//! speaks. A contact that was counted for the wrong child is corrected as in a ledger: the row stays and a second one voids it.

use chrono::Datelike;
use tsunagi_model::{CaseId, ConversationId};
use tsunagi_store::{Error, NewCase, Scope};

use crate::Service;
use crate::desk::{DeskError, TRIES};
use crate::turn::Work;

impl Service {
    /// Opens a case for another child who uses the same account.
    pub async fn add_sibling(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        number: &str,
    ) -> Result<(), DeskError> {
        let number = number.trim();
        if number.is_empty() {
            return Err(DeskError::Empty);
        }
        if number.chars().count() > 40 {
            return Err(DeskError::TooLong { limit: 40 });
        }
        for _ in 0..TRIES {
            let mut work = Work::new(self, self.now());
            let at = self.desk_thread(&mut work, scope, conversation).await?;
            let contact = work.changes.threads[at].contact.as_ref();
            contact
                .and_then(|contact| contact.case)
                .ok_or(DeskError::NoCase)?;
            let id = self.store.ids().next(work.now);
            work.changes.cases.push(NewCase {
                id,
                thread: at,
                number: number.to_owned(),
                fiscal_year: self.fiscal_year(),
                sibling: true,
            });
            self.note_action(&mut work, at, scope, "add_sibling", None);
            match self.commit(work).await {
                Ok(()) => return Ok(()),
                // Either somebody was faster or the number is in use: only the second stays so.
                Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Taken)
    }

    /// Says which child speaks: from now on, and in the contact that is under way, words count for that case.
    pub async fn speaks_for(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        case: CaseId,
    ) -> Result<(), DeskError> {
        for _ in 0..TRIES {
            let mut work = Work::new(self, self.now());
            let at = self.desk_thread(&mut work, scope, conversation).await?;
            let thread = &mut work.changes.threads[at];
            let contact = thread.contact.as_mut().ok_or(DeskError::Unreachable)?;
            let known = self.store.cases_of(contact.id).await?;
            if !known.iter().any(|(id, _)| *id == case) {
                return Err(DeskError::NoCase);
            }
            if contact.case == Some(case) {
                return Ok(());
            }
            contact.case = Some(case);
            thread.contact_changed = true;
            if let Some(counted) = thread.encounter.take() {
                let corrected = tsunagi_store::Encounter {
                    id: self.store.ids().next(work.now),
                    case: Some(case),
                    voids: Some(counted.id),
                    recorded_at: work.now,
                    ..counted.clone()
                };
                thread.encounter = Some(corrected.clone());
                work.put_encounter(tsunagi_store::Encounter {
                    voided_by: Some(corrected.id),
                    ..counted
                });
                work.put_encounter(corrected);
            }
            let detail = Some(case.to_string());
            self.note_action(&mut work, at, scope, "speaks_for", detail);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// The fiscal year of today, which begins in April.
    pub(crate) fn fiscal_year(&self) -> i64 {
        let today = self.now().utc().with_timezone(&self.zone()).date_naive();
        i64::from(if today.month() < 4 {
            today.year() - 1
        } else {
            today.year()
        })
    }
}
