//! Delivering: carries queued requests to the platforms. At least once, with one key per message for life.
//!
//! A reply has no retry key. If a try of a reply ended without an answer, the platform may have carried it; "invalid reply token" at the
//! next try then means that it did, and it is **not** pushed as well: we would rather leave one ambiguous message unsaid than say it
//! twice. A reply whose token ran out before any try is pushed.

use std::collections::HashSet;
use std::sync::Arc;

use tokio::sync::mpsc;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_channel::{Route, Send, SendError};
use tsunagi_model::{OutboxId, Span, Timestamp};
use tsunagi_store::{AddressState, Changes, Claimed, Error, Outcome, Past};

use crate::Service;

/// Requests under way at once.
pub(crate) const IN_FLIGHT: usize = 512;
/// Requests claimed or settled in one commit.
const GROUP: usize = 128;
/// Waits before the tries after the first; then it has failed.
const RETRIES: [Span; 8] = [
    Span::seconds(1),
    Span::seconds(5),
    Span::seconds(30),
    Span::minutes(2),
    Span::minutes(10),
    Span::minutes(30),
    Span::hours(2),
    Span::hours(6),
];
/// A channel whose credentials are refused rests this long before the next try.
const PAUSE: Span = Span::minutes(5);

/// A request on its way, with its place among those under way.
type Ticket = (Claimed, tokio::sync::OwnedSemaphorePermit);

/// The short way from a commit to the platform: what can go at once is committed as claimed and handed over in memory.
pub(crate) struct Express(mpsc::UnboundedSender<Ticket>);

impl Service {
    pub(crate) async fn deliver_loop(
        self: &Arc<Self>,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) {
        let (done, outcomes) = mpsc::channel(IN_FLIGHT * 2);
        let service = Arc::clone(self);
        // Ends when the last send has reported, which is after the loop below has dropped its sender.
        tasks.spawn(async move { service.settle_loop(outcomes).await });
        // Unbounded by type, bounded by the permits that each ticket carries.
        let (express, mut tickets) = mpsc::unbounded_channel();
        _ = self.express.set(Express(express));
        let start = |(claimed, permit): Ticket| {
            let (service, done) = (Arc::clone(self), done.clone());
            tasks.spawn(async move {
                let outcome = service.send(&claimed).await;
                drop(permit);
                _ = done.send((claimed.id, outcome)).await;
            });
        };
        while !stop.is_cancelled() {
            let free = self.sending.available_permits();
            let claimed = if free < IN_FLIGHT / 8 {
                Ok(Vec::new())
            } else {
                self.store
                    .claim_outbox(self.now(), free.min(GROUP) as i64)
                    .await
            };
            match claimed {
                Ok(claimed) if !claimed.is_empty() => {
                    for claimed in claimed {
                        let Ok(permit) = Arc::clone(&self.sending).acquire_owned().await else {
                            return;
                        };
                        start((claimed, permit));
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(error = %error, "the queue cannot be read; trying again");
                    tokio::time::sleep(std::time::Duration::from_millis(200)).await;
                    continue;
                }
            }
            let nap = tokio::time::sleep(std::time::Duration::from_secs(1));
            tokio::pin!(nap);
            loop {
                tokio::select! {
                    Some(ticket) = tickets.recv() => start(ticket),
                    () = self.queue.notified() => break,
                    () = stop.cancelled() => break,
                    () = &mut nap => break,
                }
            }
        }
    }

    /// Takes from new requests those that can go at once: due, first in their conversation, with a place free among those under way.
    pub(crate) fn reserve(&self, changes: &mut Changes, now: Timestamp) -> Vec<Ticket> {
        if self.express.get().is_none() {
            return Vec::new();
        }
        let mut first = HashSet::new();
        let mut tickets = Vec::new();
        for outbox in &mut changes.outbox {
            let thread = &changes.threads[outbox.thread];
            if !first.insert(outbox.thread) || thread.pending || outbox.due_at > now {
                continue;
            }
            let Ok(permit) = Arc::clone(&self.sending).try_acquire_owned() else {
                break;
            };
            outbox.claimed = true;
            let claimed = Claimed {
                id: outbox.id,
                conversation: thread.id,
                channel: thread.channel.clone(),
                author: outbox.author,
                to: thread.external.clone(),
                payload: outbox.payload.clone(),
                reply: outbox.reply.clone(),
                window_until: outbox.window_until,
                tries: 1,
                past: Past::Clear,
                expires_at: outbox.expires_at,
            };
            tickets.push((claimed, permit));
        }
        tickets
    }

    /// Sends reserved requests after their commit.
    pub(crate) fn dispatch(&self, tickets: Vec<Ticket>) {
        if let Some(express) = self.express.get() {
            for ticket in tickets {
                // If the loop has ended, the claim runs out and the next start takes it up.
                _ = express.0.send(ticket);
            }
        }
    }

    async fn settle_loop(&self, mut outcomes: mpsc::Receiver<(OutboxId, Outcome)>) {
        let mut group = Vec::with_capacity(GROUP);
        while outcomes.recv_many(&mut group, GROUP).await > 0 {
            // A settlement that cannot be written is tried until it can: forgetting it would send again after the lease.
            while let Err(error) = self.store.settle_outbox(&group, self.now()).await {
                tracing::error!(error = %error, "what was sent cannot be recorded; trying again");
                tokio::time::sleep(std::time::Duration::from_millis(200)).await;
            }
            group.clear();
            self.queue.notify_one();
        }
    }

    /// Sends what is due, one after another; how many there were.
    pub(crate) async fn deliver_once(&self) -> Result<usize, Error> {
        let claimed = self.store.claim_outbox(self.now(), GROUP as i64).await?;
        let mut outcomes = Vec::with_capacity(claimed.len());
        for claimed in &claimed {
            outcomes.push((claimed.id, self.send(claimed).await));
        }
        if !outcomes.is_empty() {
            self.store.settle_outbox(&outcomes, self.now()).await?;
        }
        Ok(outcomes.len())
    }

    async fn send(&self, claimed: &Claimed) -> Outcome {
        let now = self.now();
        if claimed.expires_at < now {
            return Outcome::Expired;
        }
        let Some(line) = self.lines.get(&claimed.channel) else {
            return Outcome::Failed {
                problem: "no_such_channel".to_owned(),
            };
        };
        let attempt = |route| Send {
            to: &claimed.to,
            route,
            retry_key: claimed.id.uuid(),
            payload: &claimed.payload,
            author: claimed.author,
            window_open: claimed.window_until.is_none_or(|until| until > now),
        };
        let reply = match claimed.past {
            Past::Clear => claimed.reply.as_ref().filter(|(_, until)| *until >= now),
            Past::MaybeReplied => claimed.reply.as_ref(),
            Past::Pushed => None,
        };
        let route = reply.map_or(Route::Push, |(token, _)| Route::Reply(token));
        match line.channel.send(&attempt(route)).await {
            Ok(receipt) => {
                metrics::counter!("tsunagi_messages_sent").increment(1);
                if matches!(route, Route::Push) && claimed.reply.is_some() {
                    // A reply that had to be pushed was not counted when it was committed.
                    self.count_pushed(&claimed.channel, 1);
                }
                if line.channel.kind() == tsunagi_model::ChannelKind::Web {
                    // The page fetches the words from the store: tell it that there are some.
                    self.store.changed(line.area, Some(claimed.conversation));
                }
                Outcome::Accepted {
                    platform_ids: receipt.platform_ids,
                    request_id: receipt.request_id,
                    followed: line.channel.kind().tells_of_delivery(),
                }
            }
            Err(SendError::InvalidReplyToken) if claimed.past == Past::MaybeReplied => {
                metrics::counter!("tsunagi_replies_presumed_sent").increment(1);
                Outcome::Accepted {
                    platform_ids: Vec::new(),
                    request_id: None,
                    followed: false,
                }
            }
            // That it is pushed from now on must be on disk before it is.
            Err(SendError::InvalidReplyToken) => Outcome::Retry {
                at: now,
                problem: SendError::InvalidReplyToken.code().to_owned(),
                past: Past::Pushed,
            },
            Err(error) => self.failed(claimed, &error, now, reply.is_some()).await,
        }
    }

    async fn failed(
        &self,
        claimed: &Claimed,
        error: &SendError,
        now: Timestamp,
        replied: bool,
    ) -> Outcome {
        let problem = error.code().to_owned();
        metrics::counter!("tsunagi_sends_failed", "problem" => error.code()).increment(1);
        tracing::warn!(channel = %claimed.channel, outbox = %claimed.id, problem, tries = claimed.tries, "a request was not taken");
        let past = match claimed.past {
            Past::Clear if replied && error.may_have_arrived() => Past::MaybeReplied,
            Past::Clear if !replied => Past::Pushed,
            past => past,
        };
        if error.pauses_channel() {
            if let Err(error) = self
                .store
                .pause_channel(&claimed.channel, now.plus(PAUSE), &problem)
                .await
            {
                tracing::error!(error = %error, "the channel cannot be paused");
            }
            return Outcome::Retry {
                at: now.plus(PAUSE),
                problem,
                past,
            };
        }
        if matches!(error, SendError::QuotaExceeded)
            && let Err(error) = self.quota_is_used_up(&claimed.channel).await
        {
            tracing::error!(error = %error, "that the month's quota is used up cannot be recorded");
        }
        if matches!(error, SendError::WindowClosed)
            && let Err(error) = self.tell_window_closed(claimed).await
        {
            tracing::error!(error = %error, "that a window is closed cannot be recorded");
        }
        if error.ends_address() {
            if let Err(error) = self
                .store
                .close_address(claimed.conversation, AddressState::Left, now)
                .await
            {
                tracing::error!(error = %error, "the address cannot be closed");
            }
            return Outcome::Failed { problem };
        }
        let tried = usize::try_from(claimed.tries).unwrap_or(1).max(1);
        match RETRIES.get(tried - 1).filter(|_| error.is_retryable()) {
            Some(wait) => {
                let wait = error.retry_after().unwrap_or(*wait);
                Outcome::Retry {
                    at: now.plus(jitter(wait)),
                    problem,
                    past,
                }
            }
            None => Outcome::Failed { problem },
        }
    }
}

/// Up to a quarter more, so that requests that failed together do not come back together.
fn jitter(wait: Span) -> Span {
    Span(wait.0 + (rand::random::<f64>() * 0.25 * wait.0 as f64) as i64)
}
