//! Everything that is remembered; the only room that knows SQL.
//!
//! Invariants: every change goes through one transaction that also carries the messages it causes ([`Changes`]); words of people
//! are sealed before they reach a statement; staff read through [`Scope`], which narrows by grant and writes the audit row.

mod address;
mod attachment;
mod attachment_erase;
mod attachment_scope;
mod audit;
mod broadcast;
mod broadcast_lane;
mod case_word;
mod changes;
mod db;
mod dialogue;
mod draft;
mod encounter;
mod error;
mod export;
mod forget;
mod held;
mod ids;
mod import;
mod intake;
mod invitation;
mod link;
mod link_key;
mod outbox;
mod publication;
mod queue;
mod quote;
mod receipt;
mod report;
mod rows;
mod scope;
mod seal;
mod sealed;
mod setup;
mod slot;
mod staff;
mod standing;
mod thread;
mod thread_query;
mod timer;
mod web_key;
mod web_lock;
mod web_upload;
mod write;
mod write_broadcast;
mod write_conduct;
mod write_unsent;
mod write_work;

use std::path::Path;
use std::sync::Arc;

use tokio::sync::broadcast as notice;
use tsunagi_model::{AreaId, ConversationId};

pub use attachment::{Fetched, NewAttachment, WaitingAttachment};
pub use attachment_scope::{AttachmentRow, OpenAttachment};
pub use audit::{AuditRow, Entry};
pub use broadcast::{BroadcastRow, BroadcastState};
pub use broadcast_lane::Lane;
pub use case_word::{Assessment, CaseOutcome, CaseState, Destination, LinkState};
pub use changes::{
    Body, BroadcastStep, Changes, Edit, HandoffChange, LinkChange, NewAlert, NewCase, NewConsent,
    NewHandoff, NewHeld, NewMessage, NewNote, NewOutbox, NewReceipt,
};
pub use db::{Held, fresh_postgres};
pub use dialogue::{AlertRow, Dialogue, Line, NoteRow};
pub use draft::{Draft, DraftChange};
pub use encounter::Encounter;
pub use error::Error;
pub use export::{ExportedEncounter, ExportedMessage};
pub use held::{HeldRow, Trouble};
pub use ids::Ids;
pub use import::{Imported, ImportedCase};
pub use intake::{Intake, NewIntake};
pub use invitation::Invitation;
pub use link::Link;
pub use link_key::{LinkWay, LoginProofs, NewLinkKey};
pub use outbox::{Claimed, Outcome, Past, Settled};
pub use publication::{FileVersion, NewPublication, Publication, Waiting};
pub use queue::{Allowance, QueueRow};
pub use report::{CaseFact, EncounterFact, ExportedCase, Facts, LinkFact, Period, StateFact};
pub use scope::{Filter, InboxRow, Scope};
pub use setup::{Area, ChannelRow, FlowVersion};
pub use slot::{BookedSlot, FreeSlot};
pub use staff::{Grant, SignIn, Staff};
pub use standing::{ChannelQuota, Suspension};
pub use thread::{AddressState, Contact, Extent, NewThread, RunState, Thread};
pub use timer::Wake;
pub use web_key::{NewWebKey, WebKeyKind};
pub use web_lock::{Unlocking, WebLock};
pub use web_upload::{NewWebUpload, WebUpload};

/// A notice that something changed, for pages that are open. Carries ids only.
#[derive(Debug, Clone, Copy)]
pub struct Change {
    /// In which municipality.
    pub area: AreaId,
    /// In which conversation, if it is one of this instance.
    pub conversation: Option<ConversationId>,
}

/// The store. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) db: db::Db,
    pub(crate) keys: Arc<seal::Keyring>,
    pub(crate) ids: Arc<Ids>,
    changes: notice::Sender<Change>,
}

impl Store {
    /// Opens the database and the key file, creating both if need be, and brings the tables up to date.
    ///
    /// # Errors
    /// When either cannot be opened, when the key is not the one the database was written with, or when a newer version wrote it.
    pub async fn open(database_url: &str, key_file: &Path) -> Result<Self, Error> {
        let keys = seal::Keyring::open(key_file)?;
        let db = db::Db::open(database_url).await?;
        let store = Self {
            db,
            keys: Arc::new(keys),
            ids: Arc::default(),
            changes: notice::channel(1024).0,
        };
        let fingerprint = store.keys.fingerprint();
        match store.setting("key").await? {
            Some(known) if known != fingerprint => return Err(Error::WrongKey),
            Some(_) => {}
            None => store.set_setting("key", &fingerprint).await?,
        }
        Ok(store)
    }

    /// Makes new ids.
    pub fn ids(&self) -> &Ids {
        &self.ids
    }

    /// `sqlite` or `postgres`.
    pub fn engine(&self) -> &'static str {
        self.db.engine()
    }

    /// Notices of changes from now on; a slow listener misses some and must read again.
    pub fn watch(&self) -> notice::Receiver<Change> {
        self.changes.subscribe()
    }

    /// A key for signing short-lived tokens of one purpose (web chat sessions, form tokens).
    pub fn signing_key(&self, purpose: &str) -> [u8; 32] {
        self.keys.signing_key(purpose)
    }

    /// Whether the database answers.
    pub async fn ping(&self) -> Result<(), Error> {
        self.db.one("select 1", Vec::new()).await.map(|_| ())
    }

    /// Notices of other instances on the same database, until the connection ends; `None` where there are no others.
    pub async fn notices(&self) -> Result<Option<Notices>, Error> {
        Ok(self.db.listen().await?.map(Notices))
    }

    /// Tells open pages of this instance that something changed.
    pub fn changed(&self, area: AreaId, conversation: Option<ConversationId>) {
        // Nobody listening is no error.
        _ = self.changes.send(Change { area, conversation });
    }

    /// Closes every connection.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

/// Notices of other instances.
pub struct Notices(sqlx::postgres::PgListener);

impl Notices {
    /// The next notice: `intake`, `outbox`, `standing`, `program` or `area <id>`.
    pub async fn next(&mut self) -> Result<String, Error> {
        Ok(self.0.recv().await?.payload().to_owned())
    }
}
