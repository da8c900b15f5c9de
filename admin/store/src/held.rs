//! What the script kept to itself, and why, and what went wrong with it, as staff read it. No words of anybody.

use tsunagi_model::{ContactId, ConversationId, HeldId, Timestamp};

use crate::db::{Row, args};
use crate::rows::ids;
use crate::{Error, Scope, Store};

/// One time that the script kept to itself what it had to say.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldRow {
    /// The row.
    pub id: HeldId,
    /// Where.
    pub conversation: ConversationId,
    /// Whom it was for.
    pub contact: Option<ContactId>,
    /// The area's name.
    pub area: String,
    /// The flow that would have spoken.
    pub flow: String,
    /// Where in it.
    pub step: Option<String>,
    /// A stable word for why.
    pub why: String,
    /// When it was kept back.
    pub at: Timestamp,
    /// When it may be said; none if it will not be said any more.
    pub until: Option<Timestamp>,
}

macro_rules! held_columns {
    () => {
        "select h.id, h.conversation, h.contact, a.name, h.flow, h.step, h.why, h.at, h.until from held h join area a on a.id = h.area "
    };
}

impl Store {
    /// Forgets what was kept back before an instant; how many rows there were.
    pub async fn forget_held(&self, before: Timestamp) -> Result<u64, Error> {
        // Ids sort by the time they were made.
        let oldest = HeldId::new(before, [0; 10]);
        self.db
            .execute("delete from held where id < $1", args![oldest.to_string()])
            .await
    }
}

/// Something about flows, tables or teams that went wrong while they ran.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Trouble {
    /// The area's name.
    pub area: String,
    /// What, and behind a colon the name of the table, flow or team.
    pub what: String,
    /// How often.
    pub count: i64,
    /// When last.
    pub last: Timestamp,
}

impl Scope {
    /// What the team `coordinator` was told since `since`, the latest first; nothing about whom it happened to.
    pub async fn troubles(&self, since: Timestamp, limit: i64) -> Result<Vec<Trouble>, Error> {
        let rows = self
            .store
            .db
            .all(
                "select r.name, a.rule, count(*), max(a.opened_at) from alert a join area r on r.id = a.area
                 where a.team = 'coordinator' and a.area in (select value->>0 from json_each($1)) and a.opened_at >= $2
                 group by r.name, a.rule order by max(a.opened_at) desc, a.rule limit $3",
                args![self.followed_rows(), since, limit],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Trouble {
                    area: row.text(0)?,
                    what: row.text(1)?,
                    count: row.int(2)?,
                    last: row.at(3)?,
                })
            })
            .collect()
    }

    /// What was kept back in one conversation, newest first; nothing outside the grants.
    pub async fn held_in(
        &self,
        conversation: ConversationId,
        limit: i64,
    ) -> Result<Vec<HeldRow>, Error> {
        let rows = self
            .store
            .db
            .all(
                concat!(
                    held_columns!(),
                    "where h.conversation = $1 and h.area in (select value->>0 from json_each($2)) order by h.id desc limit $3"
                ),
                args![conversation.to_string(), self.area_rows(), limit],
            )
            .await?;
        rows.iter().map(held).collect()
    }

    /// What was kept back before `before`, newest first; `why` narrows to one reason.
    pub async fn held(
        &self,
        why: Option<&str>,
        before: Option<HeldId>,
        limit: i64,
    ) -> Result<Vec<HeldRow>, Error> {
        let rows = self
            .store
            .db
            .all(
                concat!(
                    held_columns!(),
                    "where h.area in (select value->>0 from json_each($1)) and ($2 = '' or h.why = $2) and h.id < $3
                     order by h.id desc limit $4"
                ),
                args![
                    self.followed_rows(),
                    why.unwrap_or_default(),
                    // Every id is below a letter that no hexadecimal digit reaches.
                    before.map_or_else(|| "g".to_owned(), |id| id.to_string()),
                    limit
                ],
            )
            .await?;
        rows.iter().map(held).collect()
    }

    /// How often each reason kept something back since `since`, most often first.
    pub async fn held_counts(&self, since: Timestamp) -> Result<Vec<(String, i64)>, Error> {
        let rows = self
            .store
            .db
            .all(
                "select why, count(*) from held where area in (select value->>0 from json_each($1)) and at >= $2
                 group by why order by count(*) desc, why",
                args![self.followed_rows(), since],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.int(1)?)))
            .collect()
    }

    /// The areas whose conversations or flows this person follows, as rows.
    fn followed_rows(&self) -> String {
        ids(self.followed_areas())
    }
}

fn held(row: &Row) -> Result<HeldRow, Error> {
    Ok(HeldRow {
        id: row.parse(0)?,
        conversation: row.parse(1)?,
        contact: row.opt_parse(2)?,
        area: row.text(3)?,
        flow: row.text(4)?,
        step: row.opt_text(5)?,
        why: row.text(6)?,
        at: row.at(7)?,
        until: row.opt_at(8)?,
    })
}
