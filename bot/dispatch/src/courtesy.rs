//! What is told to platforms beside the path of the words: small signs to the person (their tap was heard, a human being has read their
//! words, an answer is being written). Nothing depends on any of it, and it fails in silence.

use std::sync::Arc;

use tokio::sync::mpsc;
use tsunagi_channel::SendError;
use tsunagi_model::{ContactId, Inbound, Span};
use tsunagi_store::{Intake, Thread};

use crate::Service;
use crate::name::Unnamed;
use crate::turn::Work;

/// A tap older than this has stopped waiting by itself.
const TAP: Span = Span::seconds(50);

/// Both ends of a line in which something beside the path of the words waits its turn. It is bounded: what finds no place is left undone.
pub(crate) struct Aside<T> {
    line: mpsc::Sender<T>,
    pub(crate) next: tokio::sync::Mutex<mpsc::Receiver<T>>,
}

impl<T> Aside<T> {
    pub(crate) fn new(places: usize) -> Self {
        let (line, next) = mpsc::channel(places);
        Self {
            line,
            next: tokio::sync::Mutex::new(next),
        }
    }

    pub(crate) fn add(&self, item: T) {
        _ = self.line.try_send(item);
    }
}

/// What a group of events calls for besides its answers.
pub(crate) struct Courtesies {
    /// Taps that still wait: channel and token.
    taps: Vec<(String, String)>,
    unnamed: Vec<Unnamed>,
    /// Whose menus may have changed.
    changed: Vec<ContactId>,
}

impl Courtesies {
    pub(crate) fn of(events: &[Intake], inbounds: &[Inbound], work: &mut Work<'_>) -> Self {
        let now = work.now;
        let taps = events.iter().zip(inbounds).filter_map(|(event, inbound)| {
            let token = inbound.tap_token.clone()?;
            (now.since(event.received_at) < TAP).then(|| (event.channel.clone(), token))
        });
        Self {
            taps: taps.collect(),
            unnamed: std::mem::take(&mut work.unnamed),
            changed: work.menus_changed(),
        }
    }
}

impl Service {
    /// Does what a committed group of events calls for, without anybody waiting.
    pub(crate) fn be_courteous(&self, courtesies: Courtesies) {
        for (channel, token) in courtesies.taps {
            if let Some(line) = self.lines.get(&channel) {
                let channel = Arc::clone(&line.channel);
                // A tap that is not answered stops waiting by itself.
                tokio::spawn(async move { channel.answer_tap(&token).await });
            }
        }
        for unnamed in courtesies.unnamed {
            self.names.add(unnamed);
        }
        self.menus_change(courtesies.changed);
    }

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
