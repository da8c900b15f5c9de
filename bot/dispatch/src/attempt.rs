//! One try of one request: by which way it goes, and what follows from the platform's answer.
//!
//! A reply has no retry key. If a try of a reply ended without an answer, the platform may have carried it; "invalid reply token" at the
//! next try then means that it did, and it is **not** pushed as well: we would rather leave one ambiguous message unsaid than say it
//! twice. A reply whose token ran out before any try is pushed.

use tokio::time::Instant;
use tsunagi_channel::{Route, Send, SendError};
use tsunagi_model::{Span, Timestamp};
use tsunagi_store::{AddressState, Claimed, Outcome, Past, Settled};

use crate::Service;

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

impl Service {
    /// Sends a request that has its place.
    pub(crate) async fn send(&self, claimed: &Claimed) -> Settled {
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
