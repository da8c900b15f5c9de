//! What conduct depends on besides the person: programmes that rest, the month's paid messages, who is there to answer.

use tsunagi_model::{AreaId, StaffRole, Timestamp};

use crate::db::args;
use crate::rows::ids;
use crate::{Error, Scope, Store};

/// A programme that rests.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Suspension {
    /// Where.
    pub area: AreaId,
    /// The area's name.
    pub name: String,
    /// Since when.
    pub since: Timestamp,
    /// Why, in the coordinator's words.
    pub note: String,
    /// The name of who did it.
    pub staff: Option<String>,
}

/// A channel's paid messages of the month, as the platform last told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelQuota {
    /// The channel's slug.
    pub channel: String,
    /// Whose it is.
    pub area: AreaId,
    /// How many there may be; none where nobody counts.
    pub limit: Option<i64>,
    /// How many there were.
    pub used: i64,
    /// When the platform said so.
    pub at: Timestamp,
}

impl Store {
    /// Every programme that rests.
    pub async fn suspensions(&self) -> Result<Vec<Suspension>, Error> {
        let rows = self
            .db
            .all(
                "select s.area, a.name, s.since, s.note, p.name from suspension s
                 join area a on a.id = s.area left join staff p on p.id = s.staff order by a.slug",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Suspension {
                    area: row.parse(0)?,
                    name: row.text(1)?,
                    since: row.at(2)?,
                    note: row.text(3)?,
                    staff: row.opt_text(4)?,
                })
            })
            .collect()
    }

    /// What the platforms last said of their quotas.
    pub async fn quotas(&self) -> Result<Vec<ChannelQuota>, Error> {
        let rows = self
            .db
            .all(
                "select slug, area, quota_limit, quota_used, quota_at from channel where quota_at is not null order by slug",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(ChannelQuota {
                    channel: row.text(0)?,
                    area: row.parse(1)?,
                    limit: row.opt_int(2)?,
                    used: row.opt_int(3)?.unwrap_or(0),
                    at: row.at(4)?,
                })
            })
            .collect()
    }

    /// Records what a platform says of its quota; tells other instances.
    pub async fn set_quota(
        &self,
        channel: &str,
        limit: Option<i64>,
        used: i64,
        now: Timestamp,
    ) -> Result<(), Error> {
        let mut tx = self.db.begin().await?;
        tx.execute(
            "update channel set quota_limit = $2, quota_used = $3, quota_at = $4 where slug = $1",
            args![channel, limit, used, now],
        )
        .await?;
        tx.notify("standing").await?;
        tx.commit().await
    }

    /// Each area with the roles that somebody has there now, granted there or above.
    pub async fn manned(&self, now: Timestamp) -> Result<Vec<(AreaId, StaffRole)>, Error> {
        let rows = self
            .db
            .all(
                "with recursive reach(area, role) as (
                     select g.area, g.role from staff_grant g join staff s on s.id = g.staff
                     where g.valid_from <= $1 and (g.valid_to is null or g.valid_to > $1) and s.disabled_at is null
                     union select a.id, r.role from area a join reach r on a.parent = r.area)
                 select distinct area, role from reach",
                args![now],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.parse(0)?, row.parse(1)?)))
            .collect()
    }

    /// The people of an area and everything below it who can be written to.
    pub async fn count_reachable(&self, areas: &[AreaId]) -> Result<i64, Error> {
        let row = self
            .db
            .one(
                "select count(*) from address a join contact p on p.id = a.contact
                 where a.area in (select value->>0 from json_each($1)) and a.kind = 'person' and a.state = 'ok' and p.key is not null",
                args![ids(areas)],
            )
            .await?;
        row.map_or(Ok(0), |row| row.int(0))
    }

    /// An area and everything below it.
    pub async fn areas_below(&self, area: AreaId) -> Result<Vec<AreaId>, Error> {
        let rows = self
            .db
            .all(
                "with recursive reach(area) as (
                     select id from area where id = $1 union select a.id from area a join reach r on a.parent = r.area)
                 select area from reach",
                args![area.to_string()],
            )
            .await?;
        rows.iter().map(|row| row.parse(0)).collect()
    }
}

impl Scope {
    /// The areas whose flows this person runs: suspends, resumes, plans.
    pub fn programme_areas(&self) -> Vec<AreaId> {
        self.areas(StaffRole::runs_programmes)
    }

    /// The areas whose conversations this person reads or whose flows they run: what was kept back there may be seen.
    pub fn followed_areas(&self) -> Vec<AreaId> {
        self.areas(|role| role.reads_conversations() || role.runs_programmes())
    }
}
