//! What was in force when: the history of a set, its states, and the way back to one of them.

use tsunagi_store::{Publication, Scope};

use super::difference::{Difference, difference};
use super::draft::Edit;
use super::{AuthorError, Files, reader, writer};
use crate::Service;

/// Two states of a set, side by side.
#[derive(Debug, Clone)]
pub struct Compared {
    /// The older version.
    pub old: u32,
    /// The newer version; none for the draft.
    pub new: Option<u32>,
    /// What is different.
    pub difference: Difference,
}

impl Service {
    /// Every published version of a set, newest first.
    pub async fn flow_history(
        &self,
        scope: &Scope,
        set: &str,
    ) -> Result<Vec<Publication>, AuthorError> {
        reader(scope)?;
        Ok(self.store.publications(set).await?)
    }

    /// All files, those of the set as they were at a version.
    pub(super) async fn files_at(&self, set: &str, version: u32) -> Result<Files, AuthorError> {
        let force = self.in_force();
        let mut files = force.files.clone();
        for path in files.set(set) {
            // What was not published by then was as the installation ships it.
            files.put(&path, force.shipped.get(&path).unwrap_or(""));
        }
        for (path, text) in self.store.files_at(set, version).await? {
            files.put(&path, &text);
        }
        if let Some(source) = self.store.flow_source(set, version).await? {
            files.put(&format!("{set}.yml"), &source);
        }
        Ok(files)
    }

    /// What is different between two versions, or between a version and the draft.
    pub async fn compare_flow(
        &self,
        scope: &Scope,
        set: &str,
        old: u32,
        new: Option<u32>,
    ) -> Result<Compared, AuthorError> {
        reader(scope)?;
        let before = self.files_at(set, old).await?;
        let after = match new {
            Some(version) => self.files_at(set, version).await?,
            None => self.author_desk(set).await?.over(&self.in_force().files),
        };
        Ok(Compared {
            old,
            new,
            difference: difference(set, &before, &after),
        })
    }

    /// Begins a draft that says what a version said.
    pub async fn restore_flow(
        &self,
        scope: &Scope,
        set: &str,
        version: u32,
    ) -> Result<(), AuthorError> {
        writer(scope)?;
        let history = self.store.publications(set).await?;
        if !history.iter().any(|known| known.version == version) {
            return Err(AuthorError::NotFound);
        }
        let force = self.in_force();
        let desk = self.author_desk(set).await?;
        if let Some(draft) = desk.drafts.first() {
            // Restoring over somebody's work would be a silent win.
            return Err(AuthorError::Begun {
                by: draft.by_name.clone(),
            });
        }
        let then = self.files_at(set, version).await?;
        let edits: Vec<Edit> = then
            .set(set)
            .into_iter()
            .filter(|path| then.get(path) != force.files.get(path))
            .map(|path| Edit {
                rev: desk.now(&path, &force).rev,
                text: then.get(&path).unwrap_or("").to_owned(),
                path,
                ..Edit::default()
            })
            .collect();
        if edits.is_empty() {
            return Err(AuthorError::Nothing);
        }
        self.save_as(scope, set, &edits, "restore").await?;
        Ok(())
    }
}
