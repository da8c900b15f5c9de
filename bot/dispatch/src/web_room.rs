//! What a session of the web chat has besides its conversation: a lock of pictures, and pictures on their way into the conversation.

use tsunagi_model::Span;
use tsunagi_store::{Error, NewWebUpload, Unlocking, WebLock, WebUpload};

use crate::receive::web_thread;
use crate::{Refusal, Service};

/// What was not fetched into its conversation within this time is destroyed.
const WAITING: Span = Span::days(7);

impl Service {
    /// The lock of a session's room, if it has one.
    pub async fn web_lock(&self, slug: &str, session: &str) -> Result<Option<WebLock>, Error> {
        self.store
            .web_lock(slug, &self.web_hash(slug, session))
            .await
    }

    /// Puts a lock on it, or other pictures on its lock; the new epoch.
    pub async fn set_web_lock(
        &self,
        slug: &str,
        session: &str,
        pictures: &str,
    ) -> Result<i64, Error> {
        self.store
            .set_web_lock(slug, &self.web_hash(slug, session), pictures, self.now())
            .await
    }

    /// Takes the lock off.
    pub async fn remove_web_lock(&self, slug: &str, session: &str) -> Result<(), Error> {
        self.store
            .remove_web_lock(slug, &self.web_hash(slug, session))
            .await
    }

    /// Locks the room.
    pub async fn shut_web_lock(&self, slug: &str, session: &str) -> Result<(), Error> {
        self.store
            .shut_web_lock(slug, &self.web_hash(slug, session))
            .await
    }

    /// Tries to open it.
    pub async fn try_web_lock(
        &self,
        slug: &str,
        session: &str,
        pictures: &str,
    ) -> Result<Unlocking, Error> {
        let thread = self.web_hash(slug, session);
        let tried = self
            .store
            .try_web_lock(slug, &thread, pictures, self.now())
            .await?;
        if tried == Unlocking::Closed {
            metrics::counter!("tsunagi_web_rooms_closed").increment(1);
        }
        Ok(tried)
    }

    /// Keeps a picture until it is fetched into the conversation; the reference by which its event names it.
    pub async fn keep_web_picture(
        &self,
        slug: &str,
        session: &str,
        event: &str,
        content_type: &str,
        bytes: &[u8],
    ) -> Result<String, Refusal> {
        let now = self.now();
        let new = NewWebUpload {
            channel: slug,
            thread: &self.web_hash(slug, session),
            event,
            content_type,
            bytes,
        };
        let kept = async {
            self.store
                .purge_web_uploads(now.plus(Span(-WAITING.0)))
                .await?;
            self.store.add_web_upload(&new, now).await
        };
        kept.await.map_err(|error| {
            tracing::error!(%error, "a picture could not be kept");
            Refusal::Away
        })
    }

    /// A picture that the person of a session sent themselves, wherever it is on its way.
    pub async fn web_picture(
        &self,
        slug: &str,
        session: &str,
        event: &str,
    ) -> Result<Option<WebUpload>, Error> {
        self.store
            .web_upload_of(slug, &self.web_hash(slug, session), event)
            .await
    }

    fn web_hash(&self, slug: &str, session: &str) -> String {
        self.store.thread_hash(slug, &web_thread(session))
    }
}
