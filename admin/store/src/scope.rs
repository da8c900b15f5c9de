//! What one member of staff may see: every list, count and conversation goes through here, narrowed by grant, and every reading of
//! words leaves an audit row in the same transaction.

use tsunagi_model::{
    AreaId, Audience, ContactId, Controller, ConversationId, Role, StaffId, StaffRole, Timestamp,
};

use crate::db::args;
use crate::rows::ids;
use crate::{Error, Store, Thread};

/// A member of staff with what they were granted, at one moment.
#[derive(Clone)]
pub struct Scope {
    pub(crate) store: Store,
    /// Who.
    pub staff: StaffId,
    grants: Vec<(AreaId, StaffRole)>,
}

/// Which conversations a list shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Filter {
    /// Where a person of the staff is awaited or in danger.
    Waiting,
    /// Which I hold.
    Mine,
    /// All.
    All,
}

/// One conversation in a list. No words of the person.
#[derive(Debug, Clone)]
pub struct InboxRow {
    /// The conversation.
    pub conversation: ConversationId,
    /// The contact.
    pub contact: Option<ContactId>,
    /// The channel's slug.
    pub channel: String,
    /// The area's name.
    pub area: String,
    /// Whom it is for.
    pub audience: Audience,
    /// Who the contact said they are.
    pub role: Role,
    /// Who holds the pen.
    pub controller: Controller,
    /// The name of the person who does.
    pub holder: Option<String>,
    /// 0 none, 1 this week, 2 today, 3 now.
    pub urgency: i64,
    /// Since when words wait for an answer of a person.
    pub unanswered_since: Option<Timestamp>,
    /// Last words of the person.
    pub last_in_at: Option<Timestamp>,
    /// Why a person was asked for.
    pub why: Option<String>,
    /// The flow and step under way.
    pub run: Option<(String, Option<String>)>,
}

impl Store {
    /// What a member of staff may see now; nothing for one who was disabled or has no grant.
    pub async fn scope(&self, staff: StaffId, now: Timestamp) -> Result<Scope, Error> {
        let rows = self
            .db
            .all(
                "with recursive reach(area, role) as (
                     select g.area, g.role from staff_grant g join staff s on s.id = g.staff
                     where g.staff = $1 and g.valid_from <= $2 and (g.valid_to is null or g.valid_to > $2) and s.disabled_at is null
                     union select a.id, r.role from area a join reach r on a.parent = r.area)
                 select area, role from reach",
                args![staff.to_string(), now],
            )
            .await?;
        let grants = rows
            .iter()
            .map(|row| Ok((row.parse(0)?, row.parse(1)?)))
            .collect::<Result<_, Error>>()?;
        Ok(Scope {
            store: self.clone(),
            staff,
            grants,
        })
    }
}

impl Scope {
    /// Whether this person may act in conversations of an area.
    pub fn converses_in(&self, area: AreaId) -> bool {
        self.grants
            .iter()
            .any(|(granted, role)| *granted == area && role.reads_conversations())
    }

    /// Whether this person leads in an area.
    pub fn leads_in(&self, area: AreaId) -> bool {
        self.grants
            .iter()
            .any(|(granted, role)| *granted == area && *role == StaffRole::Lead)
    }

    /// The areas whose reports this person may read.
    pub fn report_areas(&self) -> Vec<AreaId> {
        self.areas(StaffRole::reads_reports)
    }

    /// The areas whose conversations this person may read.
    pub fn conversation_areas(&self) -> Vec<AreaId> {
        self.areas(StaffRole::reads_conversations)
    }

    /// Whether this person may read the scripts. Scripts belong to the whole installation, so a grant anywhere is enough.
    pub fn reads_flows(&self) -> bool {
        self.grants.iter().any(|(_, role)| role.reads_flows())
    }

    /// Whether this person may change and publish them.
    pub fn writes_flows(&self) -> bool {
        self.grants.iter().any(|(_, role)| role.writes_flows())
    }

    /// The roles this person has anywhere.
    pub fn roles(&self) -> Vec<StaffRole> {
        let mut roles: Vec<_> = self.grants.iter().map(|(_, role)| *role).collect();
        roles.sort();
        roles.dedup();
        roles
    }

    pub(crate) fn areas(&self, may: impl Fn(StaffRole) -> bool) -> Vec<AreaId> {
        let mut areas: Vec<_> = self
            .grants
            .iter()
            .filter(|(_, role)| may(*role))
            .map(|(area, _)| *area)
            .collect();
        areas.sort();
        areas.dedup();
        areas
    }

    pub(crate) fn area_rows(&self) -> String {
        ids(self.conversation_areas())
    }

    /// Conversations, most urgent and longest waiting first. `after` rows are skipped.
    pub async fn inbox(
        &self,
        filter: Filter,
        skip: i64,
        limit: i64,
    ) -> Result<Vec<InboxRow>, Error> {
        macro_rules! list {
            ($filter:literal, $order:literal) => {
                concat!(
                    "select c.id, c.contact, c.channel, a.name, c.audience, p.role, c.controller, s.name, c.urgency, c.unanswered_since,
                         c.last_in_at, h.why, c.run_flow, c.run_step
                     from conversation c join area a on a.id = c.area
                         left join contact p on p.id = c.contact left join staff s on s.id = c.staff left join handoff h on h.id = c.handoff
                     where c.area in (select value->>0 from json_each($1)) and c.kind = 'person' and $2 = $2 and ",
                    $filter,
                    " order by ",
                    $order,
                    " limit $3 offset $4"
                )
            };
        }
        const URGENT: &str = list!(
            "(c.urgency > 0 or c.controller = 'waiting')",
            "c.urgency desc, case when c.unanswered_since is null then 1 else 0 end, c.unanswered_since, c.id"
        );
        const MINE: &str = list!(
            "c.staff = $2",
            "c.urgency desc, case when c.unanswered_since is null then 1 else 0 end, c.unanswered_since, c.id"
        );
        const ALL: &str = list!("1 = 1", "c.last_in_at desc, c.id");
        let sql = match filter {
            Filter::Waiting => URGENT,
            Filter::Mine => MINE,
            Filter::All => ALL,
        };
        let rows = self
            .store
            .db
            .all(
                sql,
                args![self.area_rows(), self.staff.to_string(), limit, skip],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(InboxRow {
                    conversation: row.parse(0)?,
                    contact: row.opt_parse(1)?,
                    channel: row.text(2)?,
                    area: row.text(3)?,
                    audience: row.parse(4)?,
                    role: row.opt_parse(5)?.unwrap_or(Role::Unknown),
                    controller: row.parse(6)?,
                    holder: row.opt_text(7)?,
                    urgency: row.int(8)?,
                    unanswered_since: row.opt_at(9)?,
                    last_in_at: row.opt_at(10)?,
                    why: row.opt_text(11)?,
                    run: row
                        .opt_text(12)?
                        .map(|flow| Ok::<_, Error>((flow, row.opt_text(13)?)))
                        .transpose()?,
                })
            })
            .collect()
    }

    /// How many conversations each list has: waiting, mine, all.
    pub async fn inbox_counts(&self) -> Result<(i64, i64, i64), Error> {
        let row = self
            .store
            .db
            .one(
                "select count(case when c.urgency > 0 or c.controller = 'waiting' then 1 end), count(case when c.staff = $2 then 1 end), count(*)
                 from conversation c where c.area in (select value->>0 from json_each($1)) and c.kind = 'person'",
                args![self.area_rows(), self.staff.to_string()],
            )
            .await?;
        match row {
            Some(row) => Ok((row.int(0)?, row.int(1)?, row.int(2)?)),
            None => Ok((0, 0, 0)),
        }
    }

    /// A conversation's state without its words: for taking over and handing back. None outside the grants.
    pub async fn thread(&self, conversation: ConversationId) -> Result<Option<Thread>, Error> {
        Ok(self
            .store
            .thread(conversation)
            .await?
            .filter(|thread| self.converses_in(thread.area)))
    }
}
