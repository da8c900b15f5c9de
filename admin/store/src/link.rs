//! Where a child was led on to, as staff record it beside a conversation.

use tsunagi_model::{CaseId, ContactId, LinkId, Timestamp};

use crate::db::args;
use crate::{Destination, Error, LinkState, Store};

/// One onward path of a case.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Link {
    /// The row.
    pub id: LinkId,
    /// Where to.
    pub destination: Destination,
    /// How far it has come.
    pub state: LinkState,
    /// Since when.
    pub started_at: Timestamp,
}

impl Link {
    /// Whether it can still end.
    pub fn is_open(&self) -> bool {
        !matches!(self.state, LinkState::Ended | LinkState::Declined)
    }
}

impl Store {
    /// The cases that a contact speaks for, with their numbers: one, or those of siblings on one account.
    pub async fn cases_of(&self, contact: ContactId) -> Result<Vec<(CaseId, String)>, Error> {
        let rows = self
            .db
            .all(
                "select k.id, k.number from child_case k where k.id in (
                     select child_case from contact where id = $1 and child_case is not null
                     union select child_case from case_spoken_for where contact = $1) order by k.id",
                args![contact.to_string()],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.parse(0)?, row.text(1)?)))
            .collect()
    }

    /// The onward paths of a case, newest first.
    pub async fn links(&self, case: CaseId) -> Result<Vec<Link>, Error> {
        let rows = self
            .db
            .all(
                "select id, destination, state, started_at from support_link where child_case = $1
                 order by started_at desc, id desc limit 50",
                args![case.to_string()],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Link {
                    id: row.parse(0)?,
                    destination: row.parse(1)?,
                    state: row.parse(2)?,
                    started_at: row.at(3)?,
                })
            })
            .collect()
    }
}
