//! Delivering: carries queued requests to the platforms. At least once, with one key per message for life.
//!
//! A reply has no retry key. If a try of a reply ended without an answer, the platform may have carried it; "invalid reply token" at the
//! next try then means that it did, and it is **not** pushed as well: we would rather leave one ambiguous message unsaid than say it
//! twice. A reply whose token ran out before any try is pushed.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_channel::{Route, Send, SendError};
use tsunagi_model::{AreaId, Span, Timestamp};
use tsunagi_store::{AddressState, Changes, Claimed, Error, Outcome, Past, QueueRow, Settled};

use crate::Service;
use crate::gate::{IN_FLIGHT, Place, URGENT, Way};

/// Requests claimed or settled in one commit.
const GROUP: usize = 128;
/// How long the loop rests after the store failed.
const REST: Duration = Duration::from_millis(200);
/// How often is looked for requests whose time has passed while they waited.
const EXPIRY: Duration = Duration::from_secs(20);
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
/// The longest nap of the loop: the safety net under the notices.
const NAP: Duration = Duration::from_secs(1);

/// A request on its way, with its place among those under way and how long it waits for its moment.
struct Ticket {
    claimed: Claimed,
    place: Place,
    wait: Duration,
}

/// Requests that leave as soon as what they belong to is committed.
#[derive(Default)]
pub(crate) struct Tickets(Vec<Ticket>);

impl Tickets {
    pub(crate) fn len(&self) -> usize {
        self.0.len()
    }
}

/// The short way from a commit to the platform: what can go at once is committed as claimed and handed over in memory.
pub(crate) struct Express(mpsc::UnboundedSender<Ticket>);

/// How a channel's messages go out, as operators read it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChannelState {
    /// Whose it is; none if it is not configured any more.
    pub area: Option<AreaId>,
    /// Pace, circuit and what is under way in this instance.
    pub way: Way,
    /// What waits, and whether the channel is paused.
    pub queue: QueueRow,
}

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
        // Unbounded by type, bounded by the places that the tickets hold.
        let (express, mut tickets) = mpsc::unbounded_channel();
        _ = self.express.set(Express(express));
        let start = |ticket: Ticket| {
            let (service, done) = (Arc::clone(self), done.clone());
            tasks.spawn(async move {
                if !ticket.wait.is_zero() {
                    tokio::time::sleep(ticket.wait).await;
                }
                let settled = service.send(&ticket.claimed).await;
                drop(ticket.place);
                _ = done.send(settled).await;
            });
        };
        let mut turn = 0;
        while !stop.is_cancelled() {
            let allowances = self.gate.allowances(Instant::now(), self.now());
            turn += 1;
            let claimed = self
                .store
                .claim_outbox(self.now(), &allowances, GROUP, turn)
                .await;
            match claimed {
                Ok(claimed) if !claimed.is_empty() => {
                    for claimed in claimed {
                        let (place, wait) = self.gate.enter(
                            &claimed.channel,
                            claimed.priority,
                            Instant::now(),
                            self.now(),
                        );
                        start(Ticket {
                            claimed,
                            place,
                            wait,
                        });
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(error = %error, "the queue cannot be read; trying again");
                    tokio::time::sleep(REST).await;
                    continue;
                }
            }
            let nap = self
                .gate
                .wait(Instant::now(), self.now())
                .map_or(NAP, |wait| wait.min(NAP));
            let nap = tokio::time::sleep(nap);
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

    /// Settles from time to time what waited for so long that it is not said any more, until the token says stop.
    pub(crate) async fn expire_loop(&self, stop: &CancellationToken) {
        while !stop.is_cancelled() {
            match self.store.expire_outbox(self.now()).await {
                Ok(0) => {}
                Ok(count) => {
                    metrics::counter!("tsunagi_messages_expired").increment(count);
                    continue;
                }
                Err(error) => {
                    tracing::error!(error = %error, "what waited too long cannot be settled; trying again");
                }
            }
            tokio::select! {
                () = stop.cancelled() => {}
                () = tokio::time::sleep(EXPIRY) => {}
            }
        }
    }

    /// Takes from new requests those that can go at once: due, first in their conversation, with a place free among those under way.
    /// Broadcasts take their turn in the queue.
    pub(crate) fn reserve(&self, changes: &mut Changes, now: Timestamp) -> Tickets {
        let mut tickets = Tickets::default();
        if self.express.get().is_none() {
            return tickets;
        }
        let mut first = HashSet::new();
        for outbox in &mut changes.outbox {
            let thread = &changes.threads[outbox.thread];
            if outbox.priority > URGENT + 1
                || !first.insert(outbox.thread)
                || thread.pending
                || outbox.due_at > now
            {
                continue;
            }
            let place = self.gate.express(
                (&thread.channel, thread.id),
                (outbox.priority, outbox.reply.is_some()),
                Instant::now(),
                now,
            );
            let place = match place {
                Ok(place) => place,
                Err(Some(next)) => {
                    outbox.due_at = next;
                    continue;
                }
                Err(None) => continue,
            };
            outbox.claimed = true;
            let claimed = Claimed {
                id: outbox.id,
                conversation: thread.id,
                channel: thread.channel.clone(),
                author: outbox.author,
                priority: outbox.priority,
                to: thread.external.clone(),
                payload: outbox.payload.clone(),
                reply: outbox.reply.clone(),
                window_until: outbox.window_until,
                tries: 1,
                past: Past::Clear,
                expires_at: outbox.expires_at,
            };
            tickets.0.push(Ticket {
                claimed,
                place,
                wait: Duration::ZERO,
            });
        }
        tickets
    }

    /// Sends reserved requests after their commit.
    pub(crate) fn dispatch(&self, tickets: Tickets) {
        if let Some(express) = self.express.get() {
            for ticket in tickets.0 {
                // If the loop has ended, the claim runs out and the next start takes it up.
                _ = express.0.send(ticket);
            }
        }
    }

    async fn settle_loop(&self, mut outcomes: mpsc::Receiver<Settled>) {
        let mut group = Vec::with_capacity(GROUP);
        while outcomes.recv_many(&mut group, GROUP).await > 0 {
            // A settlement that cannot be written is tried until it can: forgetting it would send again after the lease.
            while let Err(error) = self.store.settle_outbox(&group, self.now()).await {
                tracing::error!(error = %error, "what was sent cannot be recorded; trying again");
                tokio::time::sleep(REST).await;
            }
            group.clear();
            self.queue.notify_one();
        }
    }

    /// Sends what is due, one after another; how many there were.
    pub(crate) async fn deliver_once(&self) -> Result<usize, Error> {
        let now = self.now();
        while self.store.expire_outbox(now).await? > 0 {}
        let allowances = self.gate.unhurried(now, GROUP);
        let claimed = self.store.claim_outbox(now, &allowances, GROUP, 0).await?;
        let mut settled = Vec::with_capacity(claimed.len());
        for claimed in &claimed {
            let (_place, _) =
                self.gate
                    .enter(&claimed.channel, claimed.priority, Instant::now(), now);
            settled.push(self.send(claimed).await);
        }
        if !settled.is_empty() {
            self.store.settle_outbox(&settled, self.now()).await?;
        }
        Ok(settled.len())
    }

    /// Sets how many requests a second a channel's platform gets from this instance, instead of what the platform takes. Before
    /// [`Service::run`].
    pub fn limit_channel(&self, slug: &str, requests_per_second: u32) {
        self.gate.limit(slug, requests_per_second);
    }

    /// How each channel's messages go out.
    pub async fn channel_states(&self) -> Result<Vec<ChannelState>, Error> {
        let queues = self.store.queues().await?;
        Ok(queues
            .into_iter()
            .map(|queue| ChannelState {
                area: self.lines.get(&queue.channel).map(|line| line.area),
                way: self.gate.way(&queue.channel),
                queue,
            })
            .collect())
    }

    async fn send(&self, claimed: &Claimed) -> Settled {
        let outcome = self.try_to_send(claimed).await;
        let next = self
            .gate
            .per_person(&claimed.channel)
            .map(|least| self.now().plus(least));
        Settled {
            id: claimed.id,
            outcome,
            next,
        }
    }

    async fn try_to_send(&self, claimed: &Claimed) -> Outcome {
        let now = self.now();
        let unsure = || Outcome::Failed {
            problem: "unsure".to_owned(),
        };
        let maybe = matches!(claimed.past, Past::MaybeReplied | Past::MaybePushed);
        if claimed.expires_at < now {
            // Of what may have arrived nobody says that it was not sent.
            return if maybe { unsure() } else { Outcome::Expired };
        }
        let Some(line) = self.lines.get(&claimed.channel) else {
            return Outcome::Failed {
                problem: "no_such_channel".to_owned(),
            };
        };
        let keyed = line.channel.capabilities().keyed;
        if maybe && !keyed && (claimed.reply.is_none() || claimed.past == Past::MaybePushed) {
            // The platform would not know it again: rather one message unsaid than one said twice. A receipt may still tell.
            return unsure();
        }
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
            Past::Pushed | Past::MaybePushed => None,
        };
        let route = reply.map_or(Route::Push, |(token, _)| Route::Reply(token));
        let result = line.channel.send(&attempt(route)).await;
        self.gate.came_back(
            (&claimed.channel, claimed.conversation),
            result.as_ref().map(|_| ()),
            (Instant::now(), self.now()),
        );
        match result {
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
            Err(error) if error.may_have_arrived() && reply.is_none() && !keyed => {
                metrics::counter!("tsunagi_sends_failed", "problem" => error.code()).increment(1);
                tracing::warn!(channel = %claimed.channel, outbox = %claimed.id, problem = error.code(), "nobody knows whether a request was taken");
                unsure()
            }
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
        let past = match (claimed.past, replied, error.may_have_arrived()) {
            (Past::Clear, true, true) => Past::MaybeReplied,
            (Past::Clear, false, false) => Past::Pushed,
            (Past::Clear | Past::Pushed, false, true) => Past::MaybePushed,
            (past, ..) => past,
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
