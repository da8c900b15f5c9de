//! Server-sent events: only that something changed, never what. The page then asks for it with its own token.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::extract::{Path, Query, State};
use axum::http::{StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::{Stream, stream};
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Instant, sleep_until};
use tokio_util::sync::CancellationToken;
use tsunagi_model::{AreaId, ConversationId};
use tsunagi_store::Change;

use super::Chat;
use super::limit::Seat;

/// How long a stream lives; the page then takes a new ticket.
const LIFE: Duration = Duration::from_secs(30 * 60);
/// How often a silent stream says that it is alive.
const BREATH: Duration = Duration::from_secs(20);

#[derive(Deserialize)]
pub(super) struct Admission {
    ticket: String,
}

/// Opens the stream of the session that the ticket names.
pub(super) async fn events(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(admission): Query<Admission>,
    shutdown: Option<Extension<CancellationToken>>,
) -> Result<Response, StatusCode> {
    let session = chat
        .signer
        .admits(&slug, &admission.ticket, chat.service.now())
        .ok_or(StatusCode::UNAUTHORIZED)?;
    let seat = chat
        .streams
        .enter(&session)
        .ok_or(StatusCode::TOO_MANY_REQUESTS)?;
    let listening = Listening {
        changes: chat.service.store().watch(),
        until: Instant::now() + LIFE,
        shutdown: shutdown.map(|Extension(token)| token).unwrap_or_default(),
        thread: None,
        count: 0,
        slug,
        session,
        _seat: seat,
        chat,
    };
    let headers = [
        (header::CACHE_CONTROL.as_str(), "no-store"),
        ("x-accel-buffering", "no"),
    ];
    Ok((
        headers,
        Sse::new(listening.notices()).keep_alive(KeepAlive::new().interval(BREATH)),
    )
        .into_response())
}

/// One open stream.
struct Listening {
    chat: Arc<Chat>,
    slug: String,
    session: String,
    changes: Receiver<Change>,
    /// Unknown until the first event was processed.
    thread: Option<(ConversationId, AreaId)>,
    until: Instant,
    shutdown: CancellationToken,
    count: u64,
    _seat: Seat,
}

impl Listening {
    fn notices(self) -> impl Stream<Item = Result<Event, Infallible>> {
        stream::unfold(self, |mut listening| async move {
            // The first notice goes out at once: something may have changed while the page fetched its ticket.
            if listening.count > 0 && !listening.changed().await {
                return None;
            }
            listening.count += 1;
            let notice = Event::default()
                .event("changed")
                .data(listening.count.to_string());
            Some((Ok(notice), listening))
        })
    }

    /// Waits for a change of this conversation; false when the stream ends.
    async fn changed(&mut self) -> bool {
        loop {
            let change = tokio::select! {
                biased;
                () = self.shutdown.cancelled() => return false,
                () = sleep_until(self.until) => return false,
                change = self.changes.recv() => change,
            };
            let ours = match change {
                Err(RecvError::Closed) => return false,
                Err(RecvError::Lagged(_)) => true,
                Ok(change) => self.concerns(change).await,
            };
            if ours {
                // One notice stands for everything that is already waiting.
                self.changes = self.changes.resubscribe();
                return true;
            }
        }
    }

    async fn concerns(&mut self, change: Change) -> bool {
        if self.thread.is_none()
            && let Ok(Some(thread)) = self
                .chat
                .service
                .web_thread(&self.slug, &self.session)
                .await
        {
            self.thread = Some((thread.id, thread.area));
        }
        self.thread
            .is_some_and(|(conversation, area)| match change.conversation {
                Some(changed) => changed == conversation,
                None => change.area == area,
            })
    }
}
