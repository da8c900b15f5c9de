//! Drafts: opening, saving with what one had before one's eyes, merging, throwing away.

use std::collections::BTreeMap;

use tsunagi_model::Timestamp;
use tsunagi_store::{Draft, DraftChange, Error, Scope};

use super::files::{flow_of, text_of};
use super::merge::{Clash, Pick, merge};
use super::{AuthorError, Files, Force, LARGEST, lately, reader, writer};
use crate::Service;

/// How often a saving that met another one is decided again.
const TRIES: u32 = 6;

/// A set as an editor opens it.
#[derive(Debug, Clone)]
pub struct Opened {
    /// Its files, the flow first, then texts by language, then the rest.
    pub files: Vec<OpenFile>,
    /// Who else saved something lately, and when.
    pub others: Vec<(String, Timestamp)>,
    /// The version that is in force; 0 for a flow that was never published.
    pub version: u32,
}

/// A file as an editor opens it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OpenFile {
    /// Its path.
    pub path: String,
    /// The revision that is shown; it goes with the saving.
    pub rev: i64,
    /// The draft, or what is in force.
    pub text: String,
    /// What is in force; empty for a new file.
    pub published: String,
    /// Who drafted it and when.
    pub drafted: Option<(String, Timestamp)>,
}

impl OpenFile {
    /// Whether the draft says something else than what is in force.
    pub fn is_changed(&self) -> bool {
        self.text != self.published
    }
}

/// One file that is saved.
#[derive(Debug, Clone, Default)]
pub struct Edit {
    /// Its path.
    pub path: String,
    /// The revision it was made from.
    pub rev: i64,
    /// The text.
    pub text: String,
    /// What was chosen for parts that clashed.
    pub picks: BTreeMap<String, Pick>,
    /// The other's revision that was shown when that was chosen; a newer one is shown anew.
    pub against: i64,
}

/// One file as it stands after a saving.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saved {
    /// Its path.
    pub path: String,
    /// Its revision now.
    pub rev: i64,
    /// The revision that says exactly what was sent; what is typed on from there is merged from there.
    pub mine: i64,
    /// The text now.
    pub text: String,
    /// Whose changes are in it besides one's own.
    pub merged_with: Option<String>,
}

/// A file that two people changed in the same part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clashing {
    /// Its path.
    pub path: String,
    /// The revision that the saving was made from.
    pub rev: i64,
    /// What was sent, whole.
    pub mine: String,
    /// Who saved before.
    pub by: String,
    /// When.
    pub at: Timestamp,
    /// The revision of what they saved.
    pub against: i64,
    /// The parts.
    pub clashes: Vec<Clash>,
}

/// What a file says now: the draft or what is in force.
pub(super) struct Now<'a> {
    pub draft: Option<&'a Draft>,
    pub rev: i64,
    pub text: &'a str,
}

/// The drafts of a set and the revisions of its files, at one moment.
pub(super) struct Desk {
    pub drafts: Vec<Draft>,
    revisions: BTreeMap<String, i64>,
}

impl Desk {
    pub fn now<'a>(&'a self, path: &str, force: &'a Force) -> Now<'a> {
        let draft = self.drafts.iter().find(|draft| draft.path == path);
        Now {
            draft,
            rev: draft.map_or_else(
                || self.revisions.get(path).copied().unwrap_or(0),
                |draft| draft.rev,
            ),
            text: draft.map_or_else(|| force.files.get(path).unwrap_or(""), |draft| &draft.text),
        }
    }

    /// What is in force with the drafts laid over it.
    pub fn over(&self, files: &Files) -> Files {
        let mut files = files.clone();
        for draft in &self.drafts {
            files.put(&draft.path, &draft.text);
        }
        files
    }
}

impl Service {
    pub(super) async fn author_desk(&self, set: &str) -> Result<Desk, Error> {
        Ok(Desk {
            drafts: self.store.drafts_of(set).await?,
            revisions: self.store.draft_revisions().await?,
        })
    }

    /// Opens a set: its files with what somebody drafted.
    pub async fn open_flow(&self, scope: &Scope, set: &str) -> Result<Opened, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let desk = self.author_desk(set).await?;
        let files = desk.over(&force.files);
        let mut paths = files.set(set);
        if paths.is_empty() {
            return Err(AuthorError::NotFound);
        }
        if flow_of(&format!("{set}.yml")).is_some() {
            // A language without texts of this flow is there to be written in.
            for language in files.languages() {
                let path = format!("{language}/{set}.ftl");
                if !paths.contains(&path) {
                    paths.push(path);
                }
            }
        }
        let languages = files.languages();
        paths.sort_by_key(|path| {
            let text = text_of(path).map(|(language, _)| language);
            let place = languages
                .iter()
                .position(|known| Some(known.as_str()) == text);
            (
                flow_of(path).is_none(),
                text.is_none() && flow_of(path).is_none(),
                place,
                path.clone(),
            )
        });
        let opened = paths.into_iter().map(|path| {
            let now = desk.now(&path, &force);
            OpenFile {
                rev: now.rev,
                text: now.text.to_owned(),
                published: force.files.get(&path).unwrap_or("").to_owned(),
                drafted: now.draft.map(|draft| (draft.by_name.clone(), draft.at)),
                path,
            }
        });
        let mut others: BTreeMap<&str, Timestamp> = BTreeMap::new();
        let now = self.now();
        for draft in &desk.drafts {
            if draft.by != scope.staff && lately(draft.at, now) {
                let latest = others.entry(&draft.by_name).or_insert(draft.at);
                *latest = (*latest).max(draft.at);
            }
        }
        Ok(Opened {
            files: opened.collect(),
            others: others
                .into_iter()
                .map(|(name, at)| (name.to_owned(), at))
                .collect(),
            version: self.author_version(&force, set).await?,
        })
    }

    /// The version of a set that is in force.
    pub(super) async fn author_version(&self, force: &Force, set: &str) -> Result<u32, Error> {
        if let Some((version, _)) = force.program.newest(set) {
            return Ok(version);
        }
        let newest = self.store.newest_publications().await?;
        Ok(newest.get(set).map_or(0, |newest| newest.version))
    }

    /// Saves files of a set. What somebody else saved meanwhile is merged by steps, messages and rows.
    ///
    /// # Errors
    /// [`AuthorError::Clash`] when both changed the same part: then nothing is saved, and a person chooses.
    pub async fn save_draft(
        &self,
        scope: &Scope,
        set: &str,
        edits: &[Edit],
    ) -> Result<Vec<Saved>, AuthorError> {
        self.save_as(scope, set, edits, "draft").await
    }

    pub(super) async fn save_as(
        &self,
        scope: &Scope,
        set: &str,
        edits: &[Edit],
        action: &'static str,
    ) -> Result<Vec<Saved>, AuthorError> {
        writer(scope)?;
        let force = self.in_force();
        for _ in 0..TRIES {
            let desk = self.author_desk(set).await?;
            let (saved, changes) = self.decide_saving(&force, &desk, set, edits).await?;
            if changes.is_empty() {
                return Ok(saved);
            }
            let written = self
                .store
                .save_drafts(set, &changes, action, scope.staff, self.now());
            match written.await {
                Ok(()) => return Ok(saved),
                Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Conflict.into())
    }

    /// What a saving comes to, as the drafts stand.
    async fn decide_saving(
        &self,
        force: &Force,
        desk: &Desk,
        set: &str,
        edits: &[Edit],
    ) -> Result<(Vec<Saved>, Vec<DraftChange>), AuthorError> {
        let over = desk.over(&force.files);
        let (mut saved, mut changes, mut clashing) = (Vec::new(), Vec::new(), Vec::new());
        for edit in edits {
            if !belongs(&over, set, edit) {
                return Err(AuthorError::NotFound);
            }
            let mine = tidy(&edit.text)?;
            let now = desk.now(&edit.path, force);
            let mut file = Saved {
                path: edit.path.clone(),
                rev: now.rev,
                mine: now.rev,
                text: mine.clone(),
                merged_with: None,
            };
            let mut texts = Vec::new();
            if edit.rev == now.rev {
                if mine != now.text {
                    texts.push(mine);
                }
            } else if mine != now.text {
                let base = self.store.draft_revision(&edit.path, edit.rev).await?;
                let base = base.unwrap_or_default();
                let none = BTreeMap::new();
                let picks = if edit.against == now.rev {
                    &edit.picks
                } else {
                    &none
                };
                let merged = merge(&edit.path, &base, &mine, now.text, picks);
                if !merged.clashes.is_empty() {
                    let (by, at) = match now.draft {
                        Some(draft) => (draft.by_name.clone(), draft.at),
                        None => (String::new(), self.now()),
                    };
                    clashing.push(Clashing {
                        path: edit.path.clone(),
                        rev: edit.rev,
                        mine,
                        by,
                        at,
                        against: now.rev,
                        clashes: merged.clashes,
                    });
                    continue;
                }
                file.merged_with = (merged.text != mine)
                    .then(|| now.draft.map(|draft| draft.by_name.clone()))
                    .flatten();
                file.text.clone_from(&merged.text);
                // What was sent is a state of its own: the page may have been typed in since.
                if merged.text != mine {
                    texts.push(mine);
                }
                texts.push(merged.text);
            }
            if let Some(more) = i64::try_from(texts.len()).ok().filter(|more| *more > 0) {
                file.rev = now.rev + more;
                file.mine = now.rev + 1;
                changes.push(DraftChange {
                    path: edit.path.clone(),
                    seen: now.rev,
                    begins: now
                        .draft
                        .is_none()
                        .then(|| (force.version(&edit.path), now.text.to_owned())),
                    texts,
                });
            }
            saved.push(file);
        }
        if clashing.is_empty() {
            Ok((saved, changes))
        } else {
            Err(AuthorError::Clash(clashing))
        }
    }

    /// Throws the drafts of a set away, as far as they stand where the page showed them.
    pub async fn discard_draft(
        &self,
        scope: &Scope,
        set: &str,
        seen: &[(String, i64)],
    ) -> Result<(), AuthorError> {
        writer(scope)?;
        let drafts = self.store.drafts_of(set).await?;
        let stand: Vec<_> = drafts
            .iter()
            .map(|draft| (draft.path.clone(), draft.rev))
            .collect();
        if stand.iter().any(|one| !seen.contains(one)) {
            return Err(AuthorError::Moved);
        }
        if stand.is_empty() {
            return Ok(());
        }
        let thrown = self
            .store
            .discard_drafts(set, &stand, scope.staff, self.now());
        match thrown.await {
            Err(Error::Conflict) => Err(AuthorError::Moved),
            other => Ok(other?),
        }
    }
}

/// Whether a file may be saved with a set: one of its own, or a new text or test of a flow.
fn belongs(files: &Files, set: &str, edit: &Edit) -> bool {
    if let Some((language, name)) = text_of(&edit.path)
        && name == set
    {
        return files.languages().iter().any(|known| known == language);
    }
    if files.set_of(&edit.path).as_deref() == Some(set) {
        return true;
    }
    let mut with = Files::default();
    with.put(&edit.path, &edit.text);
    edit.path.starts_with("tests/") && with.set_of(&edit.path).as_deref() == Some(set)
}

/// Line ends as files have them.
fn tidy(text: &str) -> Result<String, AuthorError> {
    if text.len() > LARGEST * 2 {
        return Err(AuthorError::TooLong);
    }
    let mut text = text.replace("\r\n", "\n").replace(['\r', '\0'], "");
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    if text.len() > LARGEST {
        return Err(AuthorError::TooLong);
    }
    Ok(text)
}
