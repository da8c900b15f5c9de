//! What coordinators do with flows and texts: open, draft, check, try, publish, compare, restore. The console calls only this.
//!
//! A *set* is what is edited and published together: a flow with its texts and tests (`invite`), a table (`tables.tips`), a calendar,
//! shared texts (`texts.common`). Invariants: what was published is never changed, only followed by a newer version; a saving that
//! met somebody else's is merged or shown, and never wins in silence; what has errors is not published.

mod check;
mod difference;
mod draft;
mod files;
mod force;
mod history;
mod keep;
mod list;
mod make;
mod merge;
mod parts;
mod publish;
mod rehearse;
mod script;

use std::sync::Arc;

use tsunagi_model::Timestamp;
use tsunagi_store::{Error, Scope};

use crate::Service;

pub use check::{Check, Finding};
pub use difference::{Difference, PartChange};
pub use draft::{Clashing, Edit, OpenFile, Opened, Saved};
pub use files::Files;
pub use force::{Force, ForceError};
pub use history::Compared;
pub use keep::{Keep, Leaving};
pub use list::{Head, Kind, Stuck};
pub use make::Model;
pub use merge::{Clash, Pick};
pub use publish::{Readiness, Trial};
pub use rehearse::{Act, Heard, Rehearsal, Said, Setting};
pub use script::Page;
pub use tsunagi_flow::{Change, Cue, Entrance, Scene, Silence};

/// The longest file that can be edited, in bytes.
pub const LARGEST: usize = 256 * 1024;
/// The longest note or reason, in characters.
pub const LONGEST_NOTE: usize = 1_000;

/// Why something was not done.
#[derive(Debug, thiserror::Error)]
pub enum AuthorError {
    /// There is no such set, file or version, or it is not for this person.
    #[error("no such flow")]
    NotFound,
    /// A file is too long.
    #[error("longer than {LARGEST} bytes")]
    TooLong,
    /// Two people changed the same part; nothing was saved.
    #[error("somebody else changed the same part")]
    Clash(Vec<Clashing>),
    /// Somebody saved or published since the page was shown.
    #[error("changed since it was looked at")]
    Moved,
    /// There are errors.
    #[error("there are errors")]
    Faulty,
    /// There are warnings or failing tests and no reason why it is published all the same.
    #[error("warnings need a reason")]
    Unexplained,
    /// There is no note.
    #[error("a note is missing")]
    NoNote,
    /// Nothing is different from what is published.
    #[error("nothing has changed")]
    Nothing,
    /// There is a draft already.
    #[error("{by} has a draft")]
    Begun {
        /// Whose.
        by: String,
    },
    /// A flow cannot be called this, or one is.
    #[error("this name cannot be used")]
    Name,
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Service {
    /// Reads flows and texts anew and uses them from the next message on. Conversations under way keep the version they are on.
    pub async fn reload(&self) -> Result<(), Error> {
        // One after the other: the one that began last must not be overtaken by an older reading.
        let _turn = self.reloading.lock().await;
        let shipped = self.force.load().shipped.clone();
        let force = Force::read(&self.store, shipped, self.zone).await?;
        self.program.store(Arc::clone(&force.program));
        self.texts.store(Arc::clone(&force.texts));
        self.force.store(Arc::new(force));
        // Other starts have other times: the timers of everybody follow in the background.
        self.timers_follow_program().await
    }

    /// What is in force.
    pub(crate) fn in_force(&self) -> Arc<Force> {
        self.force.load_full()
    }
}

/// Only who may read scripts.
fn reader(scope: &Scope) -> Result<(), AuthorError> {
    scope
        .reads_flows()
        .then_some(())
        .ok_or(AuthorError::NotFound)
}

/// Only who may change them.
fn writer(scope: &Scope) -> Result<(), AuthorError> {
    scope
        .writes_flows()
        .then_some(())
        .ok_or(AuthorError::NotFound)
}

/// Whether a draft was touched lately enough that its writer may still be at it.
fn lately(at: Timestamp, now: Timestamp) -> bool {
    now.since(at) < tsunagi_model::Span::minutes(10)
}
