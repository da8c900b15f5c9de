//! Delivering: carries queued requests to the platforms. At least once, with one key per message for life.

use std::collections::HashSet;
use std::sync::{Arc, Weak};
use std::time::Duration;

use tokio::sync::mpsc;
use tokio::time::Instant;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_model::{AreaId, Timestamp};
use tsunagi_store::{Changes, Claimed, Error, Past, QueueRow, Settled};

use crate::Service;
use crate::gate::{IN_FLIGHT, Place, URGENT, Way};

/// Requests claimed or settled in one commit.
const GROUP: usize = 128;
/// How long the loop rests after the store failed.
const REST: Duration = Duration::from_millis(200);
/// How often is looked for requests whose time has passed while they waited.
const EXPIRY: Duration = Duration::from_secs(20);
/// The longest nap of the loop: the safety net under the notices.
const NAP: Duration = Duration::from_secs(1);
/// Notices within this time after a look are one: hundreds come in a second while much is under way.
const GAP: Duration = Duration::from_millis(4);
/// What ends within this time after a request is recorded with it.
const MOMENT: Duration = Duration::from_millis(4);

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
/// It does not wait for the loop, which may be busy with a broadcast, and keeps nothing alive that shall end.
pub(crate) struct Express {
    service: Weak<Service>,
    tasks: TaskTracker,
    done: mpsc::WeakSender<Settled>,
}

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
        _ = self.express.set(Express {
            service: Arc::downgrade(self),
            tasks: tasks.clone(),
            done: done.downgrade(),
        });
        let mut turn = 0;
        let mut lost = Instant::now();
        while !stop.is_cancelled() {
            let looked = Instant::now();
            if turn == 0 || lost.elapsed() >= NAP {
                lost = looked;
                if let Err(error) = self.store.take_back_lost(self.now()).await {
                    tracing::error!(error = %error, "what others had under way cannot be taken up; trying again");
                }
            }
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
                        let ticket = Ticket {
                            claimed,
                            place,
                            wait,
                        };
                        self.start(ticket, tasks, done.clone());
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
                    () = self.queue.notified() => {
                        let soon = nap.deadline().min(looked + GAP);
                        nap.as_mut().reset(soon);
                    }
                    () = stop.cancelled() => break,
                    () = &mut nap => break,
                }
            }
        }
    }

    /// Sends one request when its moment has come, and reports.
    fn start(self: &Arc<Self>, ticket: Ticket, tasks: &TaskTracker, done: mpsc::Sender<Settled>) {
        let service = Arc::clone(self);
        tasks.spawn(async move {
            if !ticket.wait.is_zero() {
                tokio::time::sleep(ticket.wait).await;
            }
            let settled = service.send(&ticket.claimed).await;
            drop(ticket.place);
            _ = done.send(settled).await;
        });
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
        let Some(express) = self.express.get() else {
            return;
        };
        for ticket in tickets.0 {
            // If the loop has ended, the claim runs out and the next start takes it up.
            if let (Some(service), Some(done)) = (express.service.upgrade(), express.done.upgrade())
            {
                service.start(ticket, &express.tasks, done);
            }
        }
    }

    async fn settle_loop(&self, mut outcomes: mpsc::Receiver<Settled>) {
        let mut group = Vec::with_capacity(GROUP);
        while outcomes.recv_many(&mut group, GROUP).await > 0 {
            tokio::time::sleep(MOMENT).await;
            while group.len() < GROUP
                && let Ok(settled) = outcomes.try_recv()
            {
                group.push(settled);
            }
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
        self.store.take_back_lost(now).await?;
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
}
