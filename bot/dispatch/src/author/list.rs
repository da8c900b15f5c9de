//! All sets at a glance: what is in force, what is drafted, who is in the middle.

use std::collections::BTreeMap;

use tsunagi_flow::{Entrance, Source, script};
use tsunagi_model::{Span, Timestamp};
use tsunagi_store::{Scope, Waiting};

use super::files::flow_of;
use super::{AuthorError, reader, writer};
use crate::Service;

/// How long somebody may be on a version that is not the newest before the editor is asked to decide.
const TOO_LONG: Span = Span::days(30);

/// What a set is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A flow with its texts and tests.
    Flow,
    /// Texts that several flows use.
    Texts,
    /// A table.
    Table,
    /// A calendar.
    Calendar,
}

impl Kind {
    /// What a set's name says it is.
    pub fn of(set: &str) -> Self {
        match set.split_once('.') {
            Some(("texts", _)) => Self::Texts,
            Some(("tables", _)) => Self::Table,
            Some(("calendar", _)) => Self::Calendar,
            _ => Self::Flow,
        }
    }
}

/// One set in the list.
#[derive(Debug, Clone)]
pub struct Head {
    /// Its name.
    pub set: String,
    /// What it is.
    pub kind: Kind,
    /// A flow's title; else the name within its kind.
    pub title: String,
    /// Whom a flow is for.
    pub audience: Vec<String>,
    /// A flow's ways in.
    pub starts: Vec<Entrance>,
    /// It is read before every waiting step.
    pub always: bool,
    /// The version in force; 0 where nothing was published yet, or only shipped.
    pub version: u32,
    /// When that was published, and by whom.
    pub published: Option<(Timestamp, Option<String>)>,
    /// Who drafts something, and when they last saved.
    pub drafted: Option<(String, Timestamp)>,
    /// How many people are in the middle of it.
    pub waiting: i64,
    /// How many of them have been on an older version for more than 30 days.
    pub stuck: i64,
    /// It begins for nobody any more.
    pub retired: bool,
}

/// People who have been on an older version for more than 30 days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Stuck {
    /// The version.
    pub version: u32,
    /// The step.
    pub step: String,
    /// How many.
    pub people: i64,
    /// When a newer version came.
    pub since: Timestamp,
}

impl Service {
    /// Every set that coordinators work on, flows first.
    pub async fn flow_list(&self, scope: &Scope) -> Result<Vec<Head>, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let mut files = force.files.clone();
        let drafts = self.store.drafts().await?;
        for draft in &drafts {
            if files.get(&draft.path).is_none() {
                files.put(&draft.path, &draft.text);
            }
        }
        let newest = self.store.newest_publications().await?;
        let waiting = self.store.waiting().await?;
        let mut heads: BTreeMap<String, Head> = BTreeMap::new();
        for path in files.paths() {
            let Some(set) = files.set_of(path) else {
                continue;
            };
            if heads.contains_key(&set) {
                continue;
            }
            let kind = Kind::of(&set);
            let read = (kind == Kind::Flow)
                .then(|| {
                    let path = format!("{set}.yml");
                    script(&Source::new(&path, files.get(&path)?))
                })
                .flatten()
                .unwrap_or_default();
            let own = |row: &&Waiting| row.flow == set;
            let late = |row: &&Waiting| is_late(row, self.now());
            let drafted = drafts
                .iter()
                .filter(|draft| draft.set == set)
                .max_by_key(|draft| draft.at);
            let publication = newest.get(&set);
            let name = set.split_once('.').map_or(set.as_str(), |(_, name)| name);
            let head = Head {
                kind,
                title: Some(read.title)
                    .filter(|title| !title.is_empty())
                    .unwrap_or_else(|| name.to_owned()),
                audience: read.audience,
                starts: read.starts,
                always: read.always,
                version: publication.map_or(0, |newest| newest.version),
                published: publication.map(|newest| (newest.at, newest.by.clone())),
                drafted: drafted.map(|draft| (draft.by_name.clone(), draft.at)),
                waiting: waiting.iter().filter(own).map(|row| row.people).sum(),
                stuck: waiting
                    .iter()
                    .filter(own)
                    .filter(late)
                    .map(|row| row.people)
                    .sum(),
                retired: force.retired.contains(&set),
                set: set.clone(),
            };
            heads.insert(set, head);
        }
        let mut heads: Vec<_> = heads.into_values().collect();
        heads.sort_by_key(|head| (head.kind, head.retired, head.always, head.set.clone()));
        Ok(heads)
    }

    /// How many people wait at each step of a flow, over all versions.
    pub async fn flow_waiting(
        &self,
        scope: &Scope,
        set: &str,
    ) -> Result<BTreeMap<String, i64>, AuthorError> {
        reader(scope)?;
        let mut steps = BTreeMap::new();
        for row in self.store.waiting().await? {
            if row.flow == set {
                *steps.entry(row.step).or_insert(0) += row.people;
            }
        }
        Ok(steps)
    }

    /// Who has been on an older version of a flow for more than 30 days.
    pub async fn flow_stuck(&self, scope: &Scope, set: &str) -> Result<Vec<Stuck>, AuthorError> {
        reader(scope)?;
        let now = self.now();
        let rows = self.store.waiting().await?.into_iter();
        let stuck = rows
            .filter(|row| row.flow == set && is_late(row, now))
            .map(|row| Stuck {
                version: row.version,
                step: row.step,
                people: row.people,
                since: row.outdated_since.unwrap_or(now),
            });
        Ok(stuck.collect())
    }

    /// Ends or reopens the ways into a flow. Who is in the middle goes on.
    pub async fn retire_flow(
        &self,
        scope: &Scope,
        set: &str,
        retired: bool,
    ) -> Result<(), AuthorError> {
        writer(scope)?;
        let force = self.in_force();
        let known = force.program.newest(set);
        // The flow that listens for danger is not switched off from a page.
        if flow_of(&format!("{set}.yml")).is_none()
            || known.is_none_or(|(_, definition)| definition.always)
        {
            return Err(AuthorError::NotFound);
        }
        self.store
            .retire_flow(set, retired, scope.staff, self.now())
            .await?;
        self.reload().await?;
        Ok(self.reschedule_everybody().await?)
    }
}

fn is_late(row: &Waiting, now: Timestamp) -> bool {
    row.outdated_since
        .is_some_and(|since| now.since(since) > TOO_LONG)
}
