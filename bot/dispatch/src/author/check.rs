//! What is wrong with a draft: flows and texts checked together, as they would be after publishing.

use std::collections::BTreeSet;

use chrono_tz::Tz;
use tsunagi_locale::Catalogue;
use tsunagi_store::Scope;

use super::draft::Edit;
use super::force::trial;
use super::{AuthorError, Files, LARGEST, reader};
use crate::Service;

/// One fault, whichever room found it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// `E04`, `W15`, …
    pub code: &'static str,
    /// Whether it blocks publishing.
    pub error: bool,
    /// The file.
    pub path: String,
    /// From 1; 0 when it concerns the file as a whole.
    pub line: u32,
    /// What is wrong.
    pub message: String,
    /// What to do, in Japanese; empty where the message says it.
    pub hint: &'static str,
    /// The line it is on.
    pub excerpt: String,
    /// It was there before: it concerns what is in force as well.
    pub old: bool,
}

/// What a check found.
#[derive(Debug, Clone, Default)]
pub struct Check {
    /// In the files of the set.
    pub here: Vec<Finding>,
    /// In other files, because of this draft.
    pub elsewhere: Vec<Finding>,
}

impl Check {
    /// Whether publishing is blocked.
    pub fn is_faulty(&self) -> bool {
        self.here.iter().chain(&self.elsewhere).any(|one| one.error)
    }

    /// Warnings that the draft brings.
    pub fn warnings(&self) -> usize {
        let all = self.here.iter().chain(&self.elsewhere);
        all.filter(|one| !one.error && !one.old).count()
    }

    /// How many errors and new warnings there are.
    pub fn counts(&self) -> (usize, usize) {
        let all = self.here.iter().chain(&self.elsewhere);
        (all.filter(|one| one.error).count(), self.warnings())
    }
}

/// What tells two faults apart: lines move, so they do not count.
pub(super) type Mark = (&'static str, String, String, String);

impl Finding {
    fn mark(&self) -> Mark {
        (
            self.code,
            self.path.clone(),
            self.message.clone(),
            self.excerpt.trim().to_owned(),
        )
    }
}

impl Service {
    /// Checks a set as drafted, with what is being typed on top.
    pub async fn check_draft(
        &self,
        scope: &Scope,
        set: &str,
        typed: &[Edit],
    ) -> Result<Check, AuthorError> {
        reader(scope)?;
        let force = self.in_force();
        let mut files = self.author_desk(set).await?.over(&force.files);
        for edit in typed {
            if edit.text.len() > LARGEST * 2 {
                return Err(AuthorError::TooLong);
            }
            files.put(&edit.path, &edit.text.replace("\r\n", "\n"));
        }
        self.check_files(set, files).await
    }

    pub(super) async fn check_files(&self, set: &str, files: Files) -> Result<Check, AuthorError> {
        let (force, set, zone) = (self.in_force(), set.to_owned(), self.zone);
        let checked = tokio::task::spawn_blocking(move || {
            let known = force.known(zone);
            let mut check = Check::default();
            for mut finding in findings(&files, zone) {
                finding.old = known.contains(&finding.mark());
                if files.set_of(&finding.path).as_deref() == Some(&set) {
                    check.here.push(finding);
                } else if !finding.old {
                    check.elsewhere.push(finding);
                }
            }
            let order = |one: &Finding| (!one.error, one.old, one.path.clone(), one.line);
            check.here.sort_by_key(order);
            check.elsewhere.sort_by_key(order);
            check
        });
        let ended = |_| tsunagi_store::Error::Inconsistent { what: "check" };
        Ok(checked.await.map_err(ended)?)
    }
}

/// The marks of everything that is wrong with some files.
pub(super) fn marks(files: &Files, zone: Tz) -> BTreeSet<Mark> {
    findings(files, zone).iter().map(Finding::mark).collect()
}

/// Everything that is wrong with some files.
fn findings(files: &Files, zone: Tz) -> Vec<Finding> {
    let (program, mut problems) = trial(files, zone);
    let texts = files.texts();
    let (catalogue, _) = Catalogue::load(&texts);
    problems.extend(tsunagi_flow::check(&program, &Known(&catalogue)));
    let flows = problems.into_iter().map(|problem| Finding {
        code: problem.code,
        error: problem.severity == tsunagi_flow::Severity::Error,
        path: problem.file,
        line: problem.line,
        message: problem.message,
        hint: problem.hint,
        excerpt: problem.excerpt,
        old: false,
    });
    let words = tsunagi_locale::check(&texts)
        .into_iter()
        .map(|problem| Finding {
            code: problem.code,
            error: problem.severity == tsunagi_locale::Severity::Error,
            path: problem.file,
            line: problem.line,
            message: problem.message,
            hint: tsunagi_flow::hint(problem.code),
            excerpt: problem.excerpt,
            old: false,
        });
    flows.chain(words).collect()
}

struct Known<'a>(&'a Catalogue);

impl tsunagi_flow::Texts for Known<'_> {
    fn languages(&self) -> Vec<String> {
        self.0.languages().to_vec()
    }
    fn has(&self, language: &str, id: &str) -> bool {
        self.0.has(language, id)
    }
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.0.own_label(language, id, key)
    }
}
