//! Restricting: what only who leads may open from now on, with the call to them in the same commit.

use tsunagi_model::{AttachmentId, ConversationId, Urgency};
use tsunagi_store::{Error, NewAlert, Scope};

use crate::Service;
use crate::desk::{DeskError, TRIES};
use crate::turn::{Work, level};

impl Service {
    /// Keeps an attachment for those who lead and calls them (`restrict`), which whoever reads the conversation may do; or gives it
    /// back to all, which only they may. The conversation it is in.
    pub async fn restrict(
        &self,
        scope: &Scope,
        attachment: AttachmentId,
        restrict: bool,
    ) -> Result<ConversationId, DeskError> {
        for _ in 0..TRIES {
            let (conversation, message, restricted) = scope
                .attachment_place(attachment)
                .await?
                .ok_or(DeskError::NotFound)?;
            if restricted == restrict {
                // A second press of the same finger.
                return Ok(conversation);
            }
            let thread = scope
                .thread(conversation)
                .await?
                .filter(|thread| restrict || scope.leads_in(thread.area))
                .ok_or(DeskError::NotFound)?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            let by = restrict.then_some(scope.staff);
            work.changes.restrictions.push((attachment, by));
            if restrict {
                let urgency = level(Urgency::Today);
                let team = work.team(at, "lead");
                let id = self.store.ids().next(work.now);
                let thread = &mut work.changes.threads[at];
                thread.urgency = thread.urgency.max(urgency);
                work.changes.alerts.push(NewAlert {
                    id,
                    thread: at,
                    team,
                    urgency,
                    category: "restricted".to_owned(),
                    rule: "staff".to_owned(),
                    message: Some(message),
                });
            }
            let action = if restrict { "restrict" } else { "unrestrict" };
            self.note_action(&mut work, at, scope, action, Some(attachment.to_string()));
            if self.desk_commit(work).await? {
                return Ok(conversation);
            }
        }
        Err(Error::Conflict.into())
    }
}
