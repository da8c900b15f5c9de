//! The gate: who may leave for a platform now. It holds the places among requests under way, and each channel's pace and circuit.
//!
//! The loop that claims from the queue and the short way from a commit go through the same gate. Of the places, and of each channel's
//! pace, a part is kept for what somebody waits for (priority 0 and 1): a broadcast never takes it. One channel never holds all places:
//! a platform that hangs must not keep the others waiting.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::time::Instant;
use tsunagi_channel::SendError;
use tsunagi_model::{ConversationId, Span, Timestamp};
use tsunagi_store::Allowance;

use crate::Line;
use crate::circuit::{Circuit, CircuitState, May, is_platforms_fault};
use crate::pace::Pace;

/// Requests under way at once.
pub(crate) const IN_FLIGHT: usize = 1_024;
/// Of these, what the script sends by itself and broadcasts may hold together; and on one channel.
const OTHERS: usize = IN_FLIGHT / 8 * 7;
const OTHERS_OF_ONE: usize = IN_FLIGHT / 2;
/// What one channel may hold in all.
const OF_ONE: usize = IN_FLIGHT / 4 * 3;
/// How long a channel rests after "too many requests" where the platform does not say.
const TOO_MANY: Duration = Duration::from_secs(1);
/// So many people are remembered for the least time between two messages to one of them.
const REMEMBERED: usize = 10_000;

/// The last priority that somebody waits for.
pub(crate) const URGENT: i64 = 1;

/// What is known of a channel's way out in this instance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Way {
    /// Requests a second that the platform takes, or that the configuration allows.
    pub requests_per_second: u32,
    /// Where the circuit stands.
    pub circuit: CircuitState,
    /// Requests under way.
    pub under_way: usize,
    /// When the platform last took a request.
    pub last_success: Option<Timestamp>,
    /// When it last did not, and why.
    pub last_failure: Option<(Timestamp, &'static str)>,
}

struct Lane {
    per_second: u32,
    push: Pace,
    /// Replies have a limit of their own where there are reply tokens.
    reply: Option<Pace>,
    per_person: Option<Span>,
    /// When somebody was last written to, where that matters.
    written: HashMap<ConversationId, Timestamp>,
    circuit: Circuit,
    under_way: usize,
    others: usize,
    last_success: Option<Timestamp>,
    last_failure: Option<(Timestamp, &'static str)>,
}

#[derive(Default)]
struct Inner {
    lanes: HashMap<String, Lane>,
    under_way: usize,
    others: usize,
}

pub(crate) struct Gate(Mutex<Inner>);

/// A place among the requests under way.
pub(crate) struct Place {
    gate: Arc<Gate>,
    channel: String,
    other: bool,
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut inner = self.gate.inner();
        let other = usize::from(self.other);
        inner.under_way -= 1;
        inner.others -= other;
        if let Some(lane) = inner.lanes.get_mut(&self.channel) {
            lane.under_way -= 1;
            lane.others -= other;
        }
    }
}

impl Gate {
    pub(crate) fn new<'l>(lines: impl Iterator<Item = (&'l String, &'l Line)>) -> Arc<Self> {
        let now = Instant::now();
        let lanes = lines.map(|(slug, line)| {
            let can = line.channel.capabilities();
            let lane = Lane {
                per_second: can.requests_per_second,
                push: Pace::new(can.requests_per_second, now),
                reply: can
                    .reply_window
                    .map(|_| Pace::new(can.requests_per_second, now)),
                per_person: can.per_person,
                written: HashMap::new(),
                circuit: Circuit::default(),
                under_way: 0,
                others: 0,
                last_success: None,
                last_failure: None,
            };
            (slug.clone(), lane)
        });
        Arc::new(Self(Mutex::new(Inner {
            lanes: lanes.collect(),
            ..Inner::default()
        })))
    }

    fn inner(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Another limit than the platform's.
    pub(crate) fn limit(&self, slug: &str, per_second: u32) {
        if let Some(lane) = self.inner().lanes.get_mut(slug) {
            let now = Instant::now();
            lane.per_second = per_second;
            lane.push = Pace::new(per_second, now);
            lane.reply = lane.reply.as_ref().map(|_| Pace::new(per_second, now));
        }
    }

    /// What may be claimed from the queue now, by channel; a channel that may have nothing is not in it.
    pub(crate) fn allowances(&self, now: Instant, at: Timestamp) -> Vec<Allowance> {
        let mut inner = self.inner();
        let places = IN_FLIGHT - inner.under_way;
        let others = OTHERS.saturating_sub(inner.others);
        let allowances = inner.lanes.iter_mut().filter_map(|(slug, lane)| {
            let total = match lane.circuit.may(at) {
                May::All => OF_ONE.saturating_sub(lane.under_way).min(places),
                May::One => 1.min(places),
                May::Nothing => 0,
            };
            let (urgent, others_now) = lane.push.worth(now);
            let allowance = Allowance {
                channel: slug.clone(),
                urgent: urgent.min(total),
                others: others_now
                    .min(total)
                    .min(others)
                    .min(OTHERS_OF_ONE.saturating_sub(lane.others)),
                total: total.min(urgent),
            };
            (allowance.urgent + allowance.others > 0).then_some(allowance)
        });
        allowances.collect()
    }

    /// What may be claimed when somebody sends by hand, one after another: everything, except where the platform rests.
    pub(crate) fn unhurried(&self, at: Timestamp, most: usize) -> Vec<Allowance> {
        let inner = self.inner();
        let allowances = inner.lanes.iter().filter_map(|(slug, lane)| {
            let total = match lane.circuit.may(at) {
                May::All => most,
                May::One => 1,
                May::Nothing => return None,
            };
            Some(Allowance {
                channel: slug.clone(),
                urgent: total,
                others: total,
                total,
            })
        });
        allowances.collect()
    }

    /// How long until a channel that may have nothing now may have something; none if there is no such channel.
    pub(crate) fn wait(&self, now: Instant, at: Timestamp) -> Option<Duration> {
        let mut inner = self.inner();
        let waits = inner.lanes.values_mut().filter_map(|lane| {
            let rest = lane
                .circuit
                .wait(at)
                .and_then(|rest| u64::try_from(rest.0).ok())
                .map(Duration::from_micros);
            rest.max(lane.push.wait(now))
        });
        waits.min()
    }

    /// A place for a claimed request, and how long it waits until it leaves.
    pub(crate) fn enter(
        self: &Arc<Self>,
        slug: &str,
        priority: i64,
        now: Instant,
        at: Timestamp,
    ) -> (Place, Duration) {
        let mut inner = self.inner();
        let mut wait = Duration::ZERO;
        if let Some(lane) = inner.lanes.get_mut(slug) {
            lane.circuit.leaves(at);
            if priority <= URGENT && lane.push.urgent_room(now) > 0 {
                lane.push.leave(now);
            } else {
                wait = lane.push.book(now);
            }
        }
        (self.seat(&mut inner, slug, priority), wait)
    }

    /// A place for a new request that could leave at once, or why it must go through the queue: `Some` is when it may leave.
    pub(crate) fn express(
        self: &Arc<Self>,
        (slug, conversation): (&str, ConversationId),
        (priority, replies): (i64, bool),
        now: Instant,
        at: Timestamp,
    ) -> Result<Place, Option<Timestamp>> {
        let mut inner = self.inner();
        let full = inner.under_way >= IN_FLIGHT || (priority > URGENT && inner.others >= OTHERS);
        let Some(lane) = inner.lanes.get_mut(slug) else {
            return Err(None);
        };
        let full =
            full || lane.under_way >= OF_ONE || (priority > URGENT && lane.others >= OTHERS_OF_ONE);
        if full || lane.circuit.may(at) != May::All {
            return Err(None);
        }
        let early = lane.per_person.and_then(|least| {
            let next = lane.written.get(&conversation)?.plus(least);
            (next > at).then_some(next)
        });
        if early.is_some() {
            return Err(early);
        }
        let pace = match &mut lane.reply {
            Some(reply) if replies => reply,
            _ => &mut lane.push,
        };
        let may = if priority <= URGENT {
            pace.urgent_room(now) > 0
        } else {
            pace.is_idle(now)
        };
        if !may {
            return Err(None);
        }
        pace.leave(now);
        Ok(self.seat(&mut inner, slug, priority))
    }

    /// What became of a request; the platform's silence and its "too many" have consequences for those that follow.
    pub(crate) fn came_back(
        &self,
        (slug, conversation): (&str, ConversationId),
        result: Result<(), &SendError>,
        (now, at): (Instant, Timestamp),
    ) {
        let mut inner = self.inner();
        let Some(lane) = inner.lanes.get_mut(slug) else {
            return;
        };
        match result {
            Err(error) if is_platforms_fault(error) => {
                if lane.circuit.failed(at, rand::random()) {
                    metrics::counter!("tsunagi_channel_rests", "channel" => slug.to_owned())
                        .increment(1);
                    tracing::warn!(channel = slug, problem = error.code(), circuit = ?lane.circuit.state(), "the platform fails; its channel rests");
                }
            }
            _ => {
                if lane.circuit.answered() {
                    tracing::warn!(channel = slug, "the platform is back");
                }
            }
        }
        match result {
            Ok(()) => lane.last_success = Some(at),
            Err(error) => lane.last_failure = Some((at, error.code())),
        }
        if let Err(SendError::RateLimited { after }) = result {
            let wait = after
                .and_then(|after| u64::try_from(after.0).ok())
                .map_or(TOO_MANY, Duration::from_micros);
            lane.push.hold(now, wait);
            if let Some(reply) = &mut lane.reply {
                reply.hold(now, wait);
            }
        }
        if let Some(least) = lane.per_person {
            if lane.written.len() >= REMEMBERED {
                lane.written.retain(|_, written| at.since(*written) < least);
            }
            if lane.written.len() < REMEMBERED {
                lane.written.insert(conversation, at);
            }
        }
    }

    /// The least time between two messages to one person on a channel.
    pub(crate) fn per_person(&self, slug: &str) -> Option<Span> {
        self.inner().lanes.get(slug)?.per_person
    }

    /// What is known of a channel's way out.
    pub(crate) fn way(&self, slug: &str) -> Way {
        let inner = self.inner();
        inner.lanes.get(slug).map_or_else(Way::default, |lane| Way {
            requests_per_second: lane.per_second,
            circuit: lane.circuit.state(),
            under_way: lane.under_way,
            last_success: lane.last_success,
            last_failure: lane.last_failure,
        })
    }

    fn seat(self: &Arc<Self>, inner: &mut Inner, slug: &str, priority: i64) -> Place {
        let other = priority > URGENT;
        inner.under_way += 1;
        inner.others += usize::from(other);
        if let Some(lane) = inner.lanes.get_mut(slug) {
            lane.under_way += 1;
            lane.others += usize::from(other);
        }
        Place {
            gate: Arc::clone(self),
            channel: slug.to_owned(),
            other,
        }
    }
}
