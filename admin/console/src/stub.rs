//! Stands in for dispatch until that room compiles.

use std::sync::Arc;
use tsunagi_model::{ConversationId, HandBack, Timestamp, Clock, TestClock};
use tsunagi_store::{Scope, Store};

pub struct Service { pub store: Store, pub clock: TestClock, pub texts: Arc<tsunagi_locale::Catalogue> }
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    #[error("nf")] NotFound, #[error("held")] Held { by: String }, #[error("empty")] Empty, #[error("long")] TooLong { limit: usize }, #[error("unreachable")] Unreachable, #[error("store")] Store(#[from] tsunagi_store::Error),
}
impl Service {
    pub fn store(&self) -> &Store { &self.store }
    pub fn now(&self) -> Timestamp { self.clock.now() }
    pub fn zone(&self) -> chrono_tz::Tz { chrono_tz::Asia::Tokyo }
    pub fn texts(&self) -> Arc<tsunagi_locale::Catalogue> { self.texts.clone() }
    pub async fn take(&self, _scope: &Scope, _c: ConversationId) -> Result<(), DeskError> { Ok(()) }
    pub async fn reply(&self, _scope: &Scope, _c: ConversationId, _text: &str) -> Result<(), DeskError> { Ok(()) }
    pub async fn hand_back(&self, _scope: &Scope, _c: ConversationId, _how: HandBack) -> Result<(), DeskError> { Ok(()) }
    pub async fn note(&self, _scope: &Scope, _c: ConversationId, _text: &str) -> Result<(), DeskError> { Ok(()) }
    pub async fn ask_person(&self, _scope: &Scope, _c: ConversationId, _why: &str) -> Result<(), DeskError> { Ok(()) }
}
