//! Publishing: what must be known before, and the one step that makes a draft the newest version.

use std::sync::Arc;

use tsunagi_flow::transcript::{self, Outcome};
use tsunagi_locale::Catalogue;
use tsunagi_store::{Error, NewPublication, Scope};

use super::check::Check;
use super::difference::{Difference, difference};
use super::draft::OpenFile;
use super::files::flow_of;
use super::force::trial;
use super::keep::Leaving;
use super::list::Kind;
use super::{AuthorError, Files, LONGEST_NOTE, reader, writer};
use crate::Service;
use crate::voice::Texts;

/// What the conversations of `tests/` came to.
#[derive(Debug, Clone, Default)]
pub struct Trial {
    /// How many went as written.
    pub passed: usize,
    /// Those that did not: name, file, the conversation with the first difference marked.
    pub failed: Vec<(String, String, String)>,
}

/// What must be known before a draft is published.
#[derive(Debug, Clone)]
pub struct Readiness {
    /// The files that differ from what is in force.
    pub files: Vec<OpenFile>,
    /// What differs.
    pub difference: Difference,
    /// What is wrong.
    pub check: Check,
    /// What the tests say; only tests that go wrong because of the draft.
    pub trial: Trial,
    /// Who stands at steps that the draft takes away.
    pub leaving: Vec<Leaving>,
    /// The version that it becomes.
    pub version: u32,
}

impl Readiness {
    /// What the page shows, so that nothing else is published: path and revision.
    pub fn seen(&self) -> Vec<(String, i64)> {
        let files = self.files.iter();
        files.map(|file| (file.path.clone(), file.rev)).collect()
    }

    /// Whether a reason must be given.
    pub fn needs_reason(&self) -> bool {
        self.check.warnings() > 0 || !self.trial.failed.is_empty() || !self.leaving.is_empty()
    }
}

impl Service {
    /// What must be known before the draft of a set is published.
    pub async fn readiness(&self, scope: &Scope, set: &str) -> Result<Readiness, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let desk = self.author_desk(set).await?;
        let opened = self.open_flow(scope, set).await?;
        let over = desk.over(&force.files);
        let check = self.check_files(set, over.clone()).await?;
        let trial = if check.is_faulty() {
            // What cannot be published need not be tried.
            Trial::default()
        } else {
            self.try_out(force.files.clone(), over.clone()).await?
        };
        Ok(Readiness {
            files: opened
                .files
                .into_iter()
                .filter(|file| file.drafted.is_some())
                .collect(),
            difference: difference(set, &force.files, &over),
            check,
            trial,
            leaving: self.leaving(set, &over).await?,
            version: opened.version + 1,
        })
    }

    /// Plays every test with the draft. One that fails with what is in force as well is not the draft's fault.
    async fn try_out(&self, before: Files, after: Files) -> Result<Trial, Error> {
        let (classifier, zone) = (Arc::clone(&self.classifier), self.zone);
        let played = tokio::task::spawn_blocking(move || {
            let classify = |text: &str, asked: Option<&str>| classifier.classify(text, asked).risk;
            let play = |files: &Files| {
                let (program, _) = trial(files, zone);
                let (texts, _) = Catalogue::load(&files.texts());
                let texts = Texts {
                    catalogue: &texts,
                    program: &program,
                    zone,
                    area: "",
                };
                let stage = texts.stage(&classify);
                let mut trial = Trial::default();
                for source in files.tests() {
                    let (name, failure) = match transcript::play(&source, &stage) {
                        Ok(Outcome { name, failure }) => (name, failure.map(|one| one.to_string())),
                        Err(problems) => {
                            let first = problems.first().map(ToString::to_string);
                            (source.path.clone(), Some(first.unwrap_or_default()))
                        }
                    };
                    match failure {
                        None => trial.passed += 1,
                        Some(report) => trial.failed.push((name, source.path, report)),
                    }
                }
                trial
            };
            let mut trial = play(&after);
            if !trial.failed.is_empty() {
                let old = play(&before);
                trial
                    .failed
                    .retain(|(_, path, _)| !old.failed.iter().any(|(_, known, _)| known == path));
            }
            trial
        });
        played
            .await
            .map_err(|_| Error::Inconsistent { what: "test" })
    }

    /// Publishes the draft of a set as the page showed it; the new version.
    ///
    /// # Errors
    /// [`AuthorError::Moved`] when somebody saved since, [`AuthorError::Faulty`] with errors, [`AuthorError::Unexplained`] when there
    /// are new warnings, failing tests or people at removed steps and no reason.
    pub async fn publish_draft(
        &self,
        scope: &Scope,
        set: &str,
        note: &str,
        reason: &str,
        seen: &[(String, i64)],
    ) -> Result<u32, AuthorError> {
        writer(scope)?;
        let (note, reason) = (words(note), words(reason));
        let ready = self.readiness(scope, set).await?;
        if ready.seen() != seen {
            return Err(AuthorError::Moved);
        }
        if ready.difference.is_empty() {
            return Err(AuthorError::Nothing);
        }
        if ready.check.is_faulty() {
            return Err(AuthorError::Faulty);
        }
        let note = note.ok_or(AuthorError::NoNote)?;
        if ready.needs_reason() && reason.is_none() {
            return Err(AuthorError::Unexplained);
        }
        let force = self.in_force();
        let own = format!("{set}.yml");
        let drafted = ready.files.iter().find(|file| file.path == own);
        let flow = flow_of(&own).and_then(|_| {
            let published = force.files.get(&own).map(str::to_owned);
            drafted.map(|file| file.text.clone()).or(published)
        });
        let publication = NewPublication {
            set: set.to_owned(),
            version: ready.version,
            note,
            reason: reason.filter(|_| ready.needs_reason()),
            files: ready
                .files
                .into_iter()
                .map(|file| (file.path, file.rev, file.text))
                .collect(),
            flow,
        };
        let published = self
            .store
            .publish(&publication, scope.staff, self.now())
            .await;
        match published {
            Err(Error::Conflict) => return Err(AuthorError::Moved),
            other => other?,
        }
        self.reload().await?;
        if publication.flow.is_some() || Kind::of(set) == Kind::Calendar {
            // Regular starts may lie at other times now.
            self.reschedule_everybody().await?;
        }
        Ok(publication.version)
    }
}

/// What somebody wrote, if anything.
fn words(text: &str) -> Option<String> {
    let text: String = text.trim().chars().take(LONGEST_NOTE).collect();
    (!text.is_empty()).then_some(text)
}
