//! Receiving: verify, take apart, make durable, answer. Many requests share one commit.

use std::time::Duration;

use tokio::sync::{mpsc, oneshot};
use tsunagi_channel::WebhookRequest;
use tsunagi_store::{NewIntake, Thread};

use crate::Service;

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
    /// 503: it could not be made durable; the platform will bring it again.
    #[error("the store is away")]
    Away,
}

/// Events that wait for the next commit, and where to say that it happened.
pub(crate) struct Append {
    events: Vec<NewIntake>,
    done: oneshot::Sender<bool>,
}

/// How long a webhook waits for its commit. LINE gives up after one to two seconds.
const PATIENCE: Duration = Duration::from_millis(900);
/// How often the loop looks how far the script is behind.
const LOOK: Duration = Duration::from_millis(500);
/// This many events may wait for the script before webhooks are slowed down, so that what waits stays bounded.
const BEHIND: i64 = 5_000;
/// The longest a group of webhooks is held back; well within what LINE waits.
const LONGEST_PAUSE: i64 = 400;
/// The most requests that share one commit.
const GROUP: usize = 512;

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
            .split(request.body)
            .map_err(|_| Refusal::Unreadable)?;
        let events = events.into_iter().map(|event| NewIntake {
            channel: slug.to_owned(),
            dedupe: event.key,
            thread: event.thread,
            raw: event.raw,
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

    /// Commits groups of waiting events until every sender is gone. The natural group is what arrived during the last commit.
    pub(crate) async fn append_loop(&self, mut appends: mpsc::Receiver<Append>) {
        let mut group = Vec::with_capacity(GROUP);
        let mut looked = tokio::time::Instant::now();
        let mut pause = Duration::ZERO;
        while appends.recv_many(&mut group, GROUP).await > 0 {
            let events: Vec<NewIntake> = group
                .iter_mut()
                .flat_map(|append: &mut Append| std::mem::take(&mut append.events))
                .collect();
            let stored = self.store.append_intake(&events, self.now()).await;
            if let Err(error) = &stored {
                tracing::error!(error = %error, events = events.len(), "events could not be made durable");
            } else {
                self.work.notify_one();
            }
            for append in group.drain(..) {
                // A webhook that no longer waits is answered by its redelivery.
                _ = append.done.send(stored.is_ok());
            }
            if looked.elapsed() > LOOK {
                looked = tokio::time::Instant::now();
                let behind = self
                    .store
                    .intake_backlog()
                    .await
                    .map_or(0, |(count, _)| count);
                pause = if behind > BEHIND {
                    Duration::from_millis((behind / 250).min(LONGEST_PAUSE).unsigned_abs())
                } else {
                    Duration::ZERO
                };
            }
            if !pause.is_zero() {
                tokio::time::sleep(pause).await;
            }
        }
    }
}

fn web_thread(session: &str) -> String {
    format!("user:{session}")
}
