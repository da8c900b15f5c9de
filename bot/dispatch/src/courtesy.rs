//! Small signs to the person: that a human being has read their words, that an answer is being written. Nothing depends on them.

use std::sync::Arc;

use tsunagi_channel::SendError;
use tsunagi_store::Thread;

use crate::Service;

impl Service {
    /// A person of the staff has the newest words before their eyes: the platform may show them as read. In the background, because the
    /// page must not wait for a platform.
    pub fn was_read(self: &Arc<Self>, thread: &Thread) {
        let (Some(mark), Some(line)) = (thread.read_mark.clone(), self.lines.get(&thread.channel))
        else {
            return;
        };
        let (service, channel) = (Arc::clone(self), Arc::clone(&line.channel));
        let (to, conversation, rev) = (thread.external.clone(), thread.id, thread.rev);
        tokio::spawn(async move {
            match channel.mark_as_read(&to, &mark).await {
                // Tried once more when the page is opened the next time.
                Err(error) if error.is_retryable() => return,
                Err(error) if !matches!(error, SendError::Unsupported) => {
                    tracing::debug!(%conversation, problem = error.code(), "a message cannot be marked as read");
                }
                Ok(()) | Err(_) => {}
            }
            if let Err(error) = service.store.clear_read_mark(conversation, rev).await {
                tracing::warn!(%error, "that a message was read cannot be recorded");
            }
        });
    }

    /// Shows the person that somebody is writing to them.
    pub(crate) fn shows_typing(&self, thread: &Thread) {
        if !thread.is_reachable() {
            return;
        }
        if let Some(line) = self.lines.get(&thread.channel) {
            let (channel, to) = (Arc::clone(&line.channel), thread.external.clone());
            tokio::spawn(async move {
                // A sign that does not arrive is no loss.
                _ = channel.show_typing(&to).await;
            });
        }
    }
}
