//! What is in force: published versions of flows, tables and texts, who published them and why, and who waits on which version.

use std::collections::BTreeMap;

use tsunagi_model::{Span, StaffId, Timestamp};

use crate::audit::Entry;
use crate::db::args;
use crate::{Error, Store};

/// How long a revision of a draft is kept after it was published, for a page that is still open somewhere.
const KEPT: Span = Span::days(30);
/// How often a write that met another one's audit row is tried.
const TRIES: u32 = 8;

/// A version that is about to be published.
#[derive(Debug, Clone)]
pub struct NewPublication {
    /// The set: `invite`, `tables.tips`.
    pub set: String,
    /// Its next version.
    pub version: u32,
    /// What changed and why, in the coordinator's words.
    pub note: String,
    /// Why it is published in spite of warnings.
    pub reason: Option<String>,
    /// The drafts that are published: path, the revision that was looked at, its text.
    pub files: Vec<(String, i64, String)>,
    /// The flow's YAML, changed or not, when the set is a flow: each version of a flow is one of its words too.
    pub flow: Option<String>,
}

/// A published version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publication {
    /// 1, 2, …
    pub version: u32,
    /// What changed and why.
    pub note: String,
    /// Why it was published in spite of warnings.
    pub reason: Option<String>,
    /// Who; none for what the installation brought.
    pub by: Option<String>,
    /// When.
    pub at: Timestamp,
}

/// A published file other than a flow.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileVersion {
    /// Its path: `ja/invite.ftl`, `tables/tips.csv`.
    pub path: String,
    /// The version of its set that brought it.
    pub version: u32,
    /// Its text.
    pub text: String,
}

/// How many people wait at a step of a version of a flow. Counts only.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Waiting {
    /// The flow.
    pub flow: String,
    /// The version they are on; 0 where another flow runs this one.
    pub version: u32,
    /// The step; empty where they are in a flow that this one runs.
    pub step: String,
    /// How many.
    pub people: i64,
    /// When the version after theirs was published, if one was.
    pub outdated_since: Option<Timestamp>,
}

fn version(number: i64) -> u32 {
    u32::try_from(number).unwrap_or(0)
}

impl Store {
    /// Publishes the drafts of a set: files, version, note and audit row together. Other instances are told.
    ///
    /// # Errors
    /// [`Error::Conflict`] when somebody saved or published meanwhile: look again before publishing.
    pub async fn publish(
        &self,
        publication: &NewPublication,
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), Error> {
        let set = publication.set.as_str();
        let number = i64::from(publication.version);
        let mut tx = self.db.begin().await?;
        for (path, rev, text) in &publication.files {
            let taken = tx
                .execute(
                    "delete from draft where path = $1 and rev = $2",
                    args![path.as_str(), *rev],
                )
                .await?;
            if taken != 1 {
                return Err(Error::Conflict);
            }
            if publication.flow.is_none() || !path.ends_with(".yml") || path.contains('/') {
                tx.execute(
                    "insert into file_version (path, version, file_set, source) values ($1, $2, $3, $4)",
                    args![path.as_str(), number, set, text.as_str()],
                )
                .await?;
            }
        }
        let left = tx
            .one(
                "select path from draft where file_set = $1 limit 1",
                args![set],
            )
            .await?;
        if left.is_some() {
            return Err(Error::Conflict);
        }
        tx.execute(
            "insert into publication (file_set, version, note, reason, published_by, published_at) values ($1, $2, $3, $4, $5, $6)",
            args![set, number, publication.note.as_str(), publication.reason.clone(), by.to_string(), now],
        )
        .await?;
        if let Some(source) = &publication.flow {
            tx.execute(
                "insert into flow_version (flow, version, source, note, published_by, published_at) values ($1, $2, $3, $4, $5, $6)",
                args![set, number, source.as_str(), publication.note.as_str(), by.to_string(), now],
            )
            .await?;
        }
        tx.execute(
            "delete from draft_revision where edited_at < $1 and path not in (select path from draft)
                 and rev < (select max(rev) from draft_revision n where n.path = draft_revision.path)",
            args![now.plus(Span(-KEPT.0))],
        )
        .await?;
        let warned = if publication.reason.is_some() {
            ", in spite of warnings"
        } else {
            ""
        };
        let entry = Entry {
            staff: Some(by),
            area: None,
            action: "publish",
            object: format!("flow/{set}"),
            detail: Some(format!(
                "version {number}, {} files{warned}",
                publication.files.len()
            )),
        };
        self.write_audit(&mut tx, &[entry], now).await?;
        tx.notify("program").await?;
        tx.commit().await
    }

    /// The history of a set, newest first.
    pub async fn publications(&self, set: &str) -> Result<Vec<Publication>, Error> {
        let rows = self
            .db
            .all(
                "select v.version, v.note, p.reason, s.name, v.published_at from flow_version v
                     left join publication p on p.file_set = v.flow and p.version = v.version
                     left join staff s on s.id = v.published_by where v.flow = $1
                 union all
                 select p.version, p.note, p.reason, s.name, p.published_at from publication p
                     left join staff s on s.id = p.published_by
                     where p.file_set = $1 and not exists (select 1 from flow_version v where v.flow = p.file_set and v.version = p.version)
                 order by 1 desc",
                args![set],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(Publication {
                    version: version(row.int(0)?),
                    note: row.text(1)?,
                    reason: row.opt_text(2)?,
                    by: row.opt_text(3)?,
                    at: row.at(4)?,
                })
            })
            .collect()
    }

    /// The newest publication of each set, with its name.
    pub async fn newest_publications(&self) -> Result<BTreeMap<String, Publication>, Error> {
        let rows = self
            .db
            .all(
                "select v.flow, v.version, v.note, s.name, v.published_at from flow_version v left join staff s on s.id = v.published_by
                     where v.version = (select max(n.version) from flow_version n where n.flow = v.flow)
                 union all
                 select p.file_set, p.version, p.note, s.name, p.published_at from publication p left join staff s on s.id = p.published_by
                     where p.version = (select max(n.version) from publication n where n.file_set = p.file_set)
                     and not exists (select 1 from flow_version v where v.flow = p.file_set)",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                let publication = Publication {
                    version: version(row.int(1)?),
                    note: row.text(2)?,
                    reason: None,
                    by: row.opt_text(3)?,
                    at: row.at(4)?,
                };
                Ok((row.text(0)?, publication))
            })
            .collect()
    }

    /// The newest published state of each file other than a flow.
    pub async fn newest_files(&self) -> Result<Vec<FileVersion>, Error> {
        let rows = self
            .db
            .all(
                "select f.path, f.version, f.source from file_version f
                 where f.version = (select max(n.version) from file_version n where n.path = f.path) order by f.path",
                args![],
            )
            .await?;
        rows.iter()
            .map(|row| {
                Ok(FileVersion {
                    path: row.text(0)?,
                    version: version(row.int(1)?),
                    text: row.text(2)?,
                })
            })
            .collect()
    }

    /// The files of a set other than a flow as they were at a version: path and text. What is not there was as the installation ships it.
    pub async fn files_at(&self, set: &str, at: u32) -> Result<BTreeMap<String, String>, Error> {
        let rows = self
            .db
            .all(
                "select f.path, f.source from file_version f where f.file_set = $1
                     and f.version = (select max(n.version) from file_version n where n.path = f.path and n.version <= $2)",
                args![set, i64::from(at)],
            )
            .await?;
        rows.iter()
            .map(|row| Ok((row.text(0)?, row.text(1)?)))
            .collect()
    }

    /// The YAML of a version of a flow.
    pub async fn flow_source(&self, flow: &str, version: u32) -> Result<Option<String>, Error> {
        self.db
            .one(
                "select source from flow_version where flow = $1 and version = $2",
                args![flow, i64::from(version)],
            )
            .await?
            .map(|row| row.text(0))
            .transpose()
    }

    /// How many people are in the middle of each flow, by version and step. Who is in a flow that another one runs is in both.
    pub async fn waiting(&self) -> Result<Vec<Waiting>, Error> {
        let rows = self
            .db
            .all(
                "select c.run_flow, c.run_version, coalesce(c.run_step, ''), count(*), max(v.published_at) from conversation c
                     left join flow_version v on v.flow = c.run_flow and v.version = c.run_version + 1
                 where c.run_flow is not null group by c.run_flow, c.run_version, coalesce(c.run_step, '') order by 1, 2, 3",
                args![],
            )
            .await?;
        let mut waiting = Vec::new();
        for row in &rows {
            let mut here = Waiting {
                flow: row.text(0)?,
                version: version(row.int(1)?),
                step: row.text(2)?,
                people: row.int(3)?,
                outdated_since: row.opt_at(4)?,
            };
            let above = here.step.split_once('/');
            if let Some((flow, step)) = above.map(|(flow, step)| (flow.to_owned(), step.to_owned()))
            {
                here.step.clear();
                waiting.push(Waiting {
                    flow,
                    version: 0,
                    step,
                    people: here.people,
                    outdated_since: None,
                });
            }
            waiting.push(here);
        }
        Ok(waiting)
    }

    /// The flows that begin for nobody any more.
    pub async fn retired_flows(&self) -> Result<Vec<String>, Error> {
        let rows = self
            .db
            .all("select flow from flow_retired order by flow", args![])
            .await?;
        rows.iter().map(|row| row.text(0)).collect()
    }

    /// Says whether a flow may begin for anybody. Other instances are told.
    pub async fn retire_flow(
        &self,
        flow: &str,
        retired: bool,
        by: StaffId,
        now: Timestamp,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let mut tx = self.db.begin().await?;
            let changed = if retired {
                tx.execute(
                    "insert into flow_retired (flow, retired_by, retired_at) values ($1, $2, $3) on conflict (flow) do nothing",
                    args![flow, by.to_string(), now],
                )
                .await?
            } else {
                tx.execute("delete from flow_retired where flow = $1", args![flow])
                    .await?
            };
            if changed == 0 {
                return Ok(());
            }
            let entry = Entry {
                staff: Some(by),
                area: None,
                action: if retired {
                    "retire_flow"
                } else {
                    "revive_flow"
                },
                object: format!("flow/{flow}"),
                detail: None,
            };
            match self.write_audit(&mut tx, &[entry], now).await {
                Ok(()) => {
                    tx.notify("program").await?;
                    return tx.commit().await;
                }
                Err(Error::Conflict) => {}
                Err(error) => return Err(error),
            }
        }
        Err(Error::Conflict)
    }
}
