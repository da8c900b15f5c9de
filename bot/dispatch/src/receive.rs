//! Receiving: verify, take apart, make durable, answer. Many requests share one commit ([`crate::away`] makes it).

use std::time::Duration;

use tokio::sync::oneshot;
use tsunagi_channel::WebhookRequest;
use tsunagi_store::{NewIntake, Thread};

use crate::Service;
use crate::away::Append;

/// Why a webhook is not taken. The platform is told the number and nothing else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// 404.
    #[error("no such channel")]
    UnknownChannel,
    /// 401.
    #[error("the signature is missing or wrong")]
    Unverified,
    /// 400.
    #[error("signed, but not readable")]
    Unreadable,
    /// 413: more events in one body than any platform sends; none of them is recorded.
    #[error("too many events at once")]
    TooMany,
    /// 503: it could not be made durable, neither in the store nor in the spool; the platform will bring it again.
    #[error("the store is away")]
    Away,
}

/// How long a webhook waits for its commit: for the store, then for the spool. LINE gives up after one to two seconds.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// Events that one request may carry: LINE sends a hundred at the most, Meta a thousand. A signed body of two million bytes could be a
/// million events, and whoever comes after it would wait for all of them.
const MOST: usize = 10_000;

impl Service {
    /// Takes a webhook: how many events it carried, once they are durable.
    pub async fn receive(
        &self,
        slug: &str,
        request: &WebhookRequest<'_>,
    ) -> Result<usize, Refusal> {
        let line = self.lines.get(slug).ok_or(Refusal::UnknownChannel)?;
        line.channel
            .verify(request)
            .map_err(|_| Refusal::Unverified)?;
        let events = line
            .channel
            .split_request(request)
            .map_err(|_| Refusal::Unreadable)?;
        let received_at = self.now();
        let events = events.into_iter().map(|event| NewIntake {
            channel: slug.to_owned(),
            dedupe: event.key,
            thread: event.thread,
            raw: event.raw,
            received_at,
        });
        self.append(events.collect()).await
    }

    /// Takes events of our own web chat, whose session the server has checked.
    pub async fn receive_web(
        &self,
        slug: &str,
        session: &str,
        events: Vec<String>,
    ) -> Result<usize, Refusal> {
        let line = self.lines.get(slug).ok_or(Refusal::UnknownChannel)?;
        let received_at = self.now();
        let mut rows = Vec::with_capacity(events.len());
        for event in events {
            let split = line
                .channel
                .split(event.as_bytes())
                .map_err(|_| Refusal::Unreadable)?;
            rows.extend(split.into_iter().map(|event| NewIntake {
                channel: slug.to_owned(),
                dedupe: event.key,
                thread: web_thread(session),
                raw: event.raw,
                received_at,
            }));
        }
        self.append(rows).await
    }

    /// The conversation of a web session, once it has one.
    pub async fn web_thread(
        &self,
        slug: &str,
        session: &str,
    ) -> Result<Option<Thread>, tsunagi_store::Error> {
        let thread = self.store.thread_hash(slug, &web_thread(session));
        let mut found = self.store.threads(&[(slug, &thread)]).await?;
        Ok(found.remove(&(slug.to_owned(), thread)))
    }

    async fn append(&self, events: Vec<NewIntake>) -> Result<usize, Refusal> {
        let count = events.len();
        if count == 0 {
            return Ok(0);
        }
        if count > MOST {
            metrics::counter!("tsunagi_events_too_many").increment(count as u64);
            let channel = events.first().map_or("", |event| &event.channel);
            tracing::error!(
                channel,
                events = count,
                "one request has more events than are taken; it is refused"
            );
            return Err(Refusal::TooMany);
        }
        let (done, answer) = oneshot::channel();
        let durable = async {
            self.intake.send(Append { events, done }).await.ok()?;
            answer.await.ok()
        };
        match tokio::time::timeout(PATIENCE, durable).await {
            Ok(Some(true)) => {
                metrics::counter!("tsunagi_events_received").increment(count as u64);
                Ok(count)
            }
            _ => {
                metrics::counter!("tsunagi_events_refused").increment(count as u64);
                Err(Refusal::Away)
            }
        }
    }
}

/// The thread of a web session, as the channel names it.
pub(crate) fn web_thread(session: &str) -> String {
    format!("user:{session}")
}
