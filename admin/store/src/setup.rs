//! What an installation is made of: areas, channels, flows, settings.

use tsunagi_model::{AreaId, Audience, ChannelKind, StaffId, Timestamp};

use crate::db::args;
use crate::{Error, Store};

/// A municipality or a part of one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Area {
    /// The row.
    pub id: AreaId,
    /// The short name in files and configuration.
    pub slug: String,
    /// The name people read.
    pub name: String,
    /// prefecture, city or ward.
    pub kind: String,
    /// The area above it.
    pub parent: Option<AreaId>,
}

/// A configured connection.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelRow {
    /// Its name in URLs.
    pub slug: String,
    /// The messenger.
    pub kind: ChannelKind,
    /// Whose it is.
    pub area: AreaId,
    /// Whom it is for.
    pub audience: Audience,
    /// Sending is stopped until then.
    pub paused_until: Option<Timestamp>,
    /// Why.
    pub paused_why: Option<String>,
}

/// A published flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FlowVersion {
    /// Its name.
    pub flow: String,
    /// 1, 2, …
    pub version: u32,
    /// The YAML.
    pub source: String,
}

impl Store {
    /// The area with this slug; made if there is none yet. A name other than the slug replaces the one that is stored.
    pub async fn ensure_area(
        &self,
        slug: &str,
        name: &str,
        kind: &str,
        parent: Option<AreaId>,
        now: Timestamp,
    ) -> Result<AreaId, Error> {
        let id: AreaId = self.ids.next(now);
        self.db
            .execute(
                "insert into area (id, slug, name, kind, parent) values ($1, $2, $3, $4, $5)
                 on conflict (slug) do update set name = excluded.name where excluded.name <> excluded.slug",
                args![id.to_string(), slug, name, kind, parent.map(|id| id.to_string())],
            )
            .await?;
        let areas = self.areas().await?;
        areas
            .iter()
            .find(|area| area.slug == slug)
            .map(|area| area.id)
            .ok_or(Error::Inconsistent { what: "area" })
    }

    /// All areas, by name.
    pub async fn areas(&self) -> Result<Vec<Area>, Error> {
        let rows = self
            .db
            .all(
                "select id, slug, name, kind, parent from area order by slug",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Area {
                    id: row.parse(0)?,
                    slug: row.text(1)?,
                    name: row.text(2)?,
                    kind: row.text(3)?,
                    parent: row.opt_parse(4)?,
                })
            })
            .collect()
    }

    /// Records a configured channel; its area and audience follow the configuration.
    pub async fn ensure_channel(
        &self,
        slug: &str,
        kind: ChannelKind,
        area: AreaId,
        audience: Audience,
    ) -> Result<(), Error> {
        self.db
            .execute(
                "insert into channel (slug, kind, area, audience) values ($1, $2, $3, $4)
                 on conflict (slug) do update set kind = excluded.kind, area = excluded.area, audience = excluded.audience",
                args![slug, kind.as_str(), area.to_string(), audience.as_str()],
            )
            .await?;
        Ok(())
    }

    /// All channels.
    pub async fn channels(&self) -> Result<Vec<ChannelRow>, Error> {
        let rows = self.db.all("select slug, kind, area, audience, paused_until, paused_why from channel order by slug", args![]).await?;
        rows.iter()
            .map(|row| {
                Ok(ChannelRow {
                    slug: row.text(0)?,
                    kind: row.parse(1)?,
                    area: row.parse(2)?,
                    audience: row.parse(3)?,
                    paused_until: row.opt_at(4)?,
                    paused_why: row.opt_text(5)?,
                })
            })
            .collect()
    }

    /// Every published version of every flow, oldest first.
    pub async fn flow_versions(&self) -> Result<Vec<FlowVersion>, Error> {
        let rows = self
            .db
            .all(
                "select flow, version, source from flow_version order by flow, version",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(FlowVersion {
                    flow: row.text(0)?,
                    version: u32::try_from(row.int(1)?).unwrap_or(0),
                    source: row.text(2)?,
                })
            })
            .collect()
    }

    /// Publishes the next version of a flow.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody else published it first.
    pub async fn publish_flow(
        &self,
        version: &FlowVersion,
        note: &str,
        by: Option<StaffId>,
        now: Timestamp,
    ) -> Result<(), Error> {
        self.db
            .execute(
                "insert into flow_version (flow, version, source, note, published_by, published_at) values ($1, $2, $3, $4, $5, $6)",
                args![
                    version.flow.as_str(),
                    i64::from(version.version),
                    version.source.as_str(),
                    note,
                    by.map(|id| id.to_string()),
                    now
                ],
            )
            .await?;
        Ok(())
    }

    /// A setting of the installation.
    pub async fn setting(&self, key: &str) -> Result<Option<String>, Error> {
        self.db
            .one("select value from setting where key = $1", args![key])
            .await?
            .map(|row| row.text(0))
            .transpose()
    }

    /// Sets it.
    pub async fn set_setting(&self, key: &str, value: &str) -> Result<(), Error> {
        self.db
            .execute(
                "insert into setting (key, value) values ($1, $2) on conflict (key) do update set value = excluded.value",
                args![key, value],
            )
            .await?;
        Ok(())
    }
}
