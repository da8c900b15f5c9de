//! Fetching: what people send besides words is fetched at once, because platforms keep it for a while only.
//!
//! A row waits from the commit of its message on. Whoever claims it asks the platform, strips what it gets and settles; "not ready
//! yet" and failures are asked for again with growing waits, and in the end the row says why there is nothing. An empty answer is
//! never taken for what the person sent.

use std::collections::HashSet;
use std::sync::Arc;
use std::time::Duration;

use futures_util::StreamExt;
use futures_util::stream;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_channel::{Content, External, ExternalError, SendError};
use tsunagi_model::{Attachment, ChannelKind, MediaSource, MessageId, Span, Timestamp};
use tsunagi_store::{Error, Fetched, NewAttachment, WaitingAttachment};

use crate::turn::Work;
use crate::{Line, Service, strip};

/// Attachments under way at once: each may fill the memory with a few times its own size.
const AT_ONCE: usize = 4;
/// Attachments of one message that are fetched.
const OF_A_MESSAGE: usize = 10;
/// Attachments of one conversation that are kept in a day, and their bytes.
const OF_A_DAY: (i64, i64) = (200, 500 << 20);
/// The longest a platform may take for one. Shorter than the claim.
const LONGEST: Duration = Duration::from_secs(90);
/// How long the loop rests when there is nothing to fetch.
const NAP: Duration = Duration::from_secs(1);
/// Waits before the tries after the first; then it is given up. The first are for films that a platform still prepares, the last for
/// platforms that are away.
const WAITS: [Span; 15] = [
    Span::seconds(1),
    Span::seconds(2),
    Span::seconds(4),
    Span::seconds(8),
    Span::seconds(15),
    Span::seconds(30),
    Span::minutes(1),
    Span::minutes(2),
    Span::minutes(5),
    Span::minutes(10),
    Span::minutes(30),
    Span::hours(1),
    Span::hours(2),
    Span::hours(6),
    Span::hours(12),
];

/// What is kept of attachments, and for how long.
#[derive(Debug, Clone)]
pub struct AttachmentRules {
    /// The most bytes of one.
    pub limit: usize,
    /// How long they are kept.
    pub keep: Span,
    /// Channels whose platform is a stand-in on this machine: only for them things may lie there that others hold.
    pub local: HashSet<String>,
}

impl Default for AttachmentRules {
    fn default() -> Self {
        Self {
            limit: 20 << 20,
            keep: Span::days(365),
            local: HashSet::new(),
        }
    }
}

impl Work<'_> {
    /// Notes what came with a message besides words, to be fetched after the commit.
    pub(crate) fn attach(
        &mut self,
        at: usize,
        message: MessageId,
        attachments: &[Attachment],
        received_at: Timestamp,
    ) {
        for (position, attachment, refused) in wanted(attachments) {
            self.changes.attachments.push(NewAttachment {
                id: self.service.store().ids().next(received_at),
                message,
                thread: at,
                position,
                kind: attachment.kind,
                name: attachment.name.clone(),
                source: attachment.source.clone(),
                refused,
                received_at,
            });
        }
    }
}

/// Which of a message's attachments are noted, each with why it is not even fetched. One more than are fetched stands for all the rest.
fn wanted(
    attachments: &[Attachment],
) -> impl Iterator<Item = (i64, &Attachment, Option<&'static str>)> {
    let noted = attachments.iter().take(OF_A_MESSAGE + 1);
    noted.zip(0..).map(|(attachment, position)| {
        let refused = match attachment.source {
            _ if position == OF_A_MESSAGE as i64 => Some("too_many"),
            MediaSource::Unknown => Some("nowhere"),
            _ => None,
        };
        (position, attachment, refused)
    })
}

impl Service {
    /// Fetches until the token says stop; nothing waits for the slowest.
    pub(crate) async fn fetch_loop(
        self: &Arc<Self>,
        tasks: &TaskTracker,
        stop: &CancellationToken,
    ) {
        let places = Arc::new(tokio::sync::Semaphore::new(AT_ONCE));
        while !stop.is_cancelled() {
            let free = tokio::select! {
                free = Arc::clone(&places).acquire_owned() => free,
                () = stop.cancelled() => return,
            };
            let Ok(first) = free else { return };
            let more = places.available_permits();
            match self
                .store
                .claim_attachments(self.now(), 1 + more as i64)
                .await
            {
                Ok(claimed) if !claimed.is_empty() => {
                    let mut first = Some(first);
                    for waiting in claimed {
                        let place = match first.take() {
                            Some(place) => place,
                            None => match Arc::clone(&places).acquire_owned().await {
                                Ok(place) => place,
                                Err(_) => return,
                            },
                        };
                        let service = Arc::clone(self);
                        tasks.spawn(async move {
                            service.fetch_and_settle(waiting).await;
                            drop(place);
                            service.media.notify_one();
                        });
                    }
                    continue;
                }
                Ok(_) => {}
                Err(error) => {
                    tracing::error!(error = %error, "what people sent cannot be looked up; trying again");
                }
            }
            drop(first);
            tokio::select! {
                () = self.media.notified() => {}
                () = stop.cancelled() => {}
                () = tokio::time::sleep(NAP) => {}
            }
        }
    }

    /// Fetches what is due now; how many there were.
    pub(crate) async fn fetch_once(self: &Arc<Self>) -> Result<usize, Error> {
        let claimed = self
            .store
            .claim_attachments(self.now(), AT_ONCE as i64)
            .await?;
        let count = claimed.len();
        stream::iter(claimed)
            .for_each_concurrent(AT_ONCE, |waiting| self.fetch_and_settle(waiting))
            .await;
        Ok(count)
    }

    async fn fetch_and_settle(&self, waiting: WaitingAttachment) {
        let fetched = self.fetch(&waiting).await;
        let outcome = match &fetched {
            Fetched::Ready { bytes, .. } => {
                metrics::counter!("tsunagi_attachment_bytes").increment(bytes.len() as u64);
                "ready"
            }
            Fetched::Later(_) => "later",
            Fetched::Gone => "gone",
            Fetched::TooLarge(_) => "too_large",
            Fetched::Refused(_) => "refused",
        };
        match self
            .store
            .settle_attachment(&waiting, fetched, self.now())
            .await
        {
            Ok(true) => {
                metrics::counter!("tsunagi_attachments", "outcome" => outcome).increment(1);
                if outcome == "ready" {
                    self.drop_upload(&waiting).await;
                }
            }
            // Taken back meanwhile: its bytes end here.
            Ok(false) => {}
            // Its claim runs out, and it is fetched again.
            Err(error) => {
                tracing::error!(error = %error, attachment = %waiting.id, "what was fetched cannot be kept; trying again");
            }
        }
    }

    /// What the page uploaded is in the conversation now, stripped and under the person's own key: the upload goes.
    async fn drop_upload(&self, waiting: &WaitingAttachment) {
        let web = self
            .lines
            .get(&waiting.channel)
            .is_some_and(|line| line.channel.kind() == ChannelKind::Web);
        let MediaSource::Platform(reference) = &waiting.source else {
            return;
        };
        if web && let Err(error) = self.store.drop_web_upload(reference).await {
            tracing::warn!(error = %error, attachment = %waiting.id, "an upload stays until it is a week old");
        }
    }

    async fn fetch(&self, waiting: &WaitingAttachment) -> Fetched {
        let (count, bytes) = waiting.kept;
        if count >= OF_A_DAY.0 || bytes >= OF_A_DAY.1 {
            return Fetched::Refused("too_many_today");
        }
        let Some(line) = self.lines.get(&waiting.channel) else {
            // The channel was taken out of the configuration; it may come back.
            return self.later(waiting, None, "no_such_channel");
        };
        let limit = self.attachment_rules.limit;
        let asked = tokio::time::timeout(LONGEST, self.ask(waiting, line, limit)).await;
        match asked.unwrap_or(Err(SendError::Timeout.into())) {
            Ok(Content::Ready { bytes, .. }) if !bytes.is_empty() => {
                let claimed = waiting.kind;
                let stripped = tokio::task::spawn_blocking(move || {
                    let sniffed = tsunagi_channel::sniff(&bytes);
                    strip::strip(claimed, sniffed, bytes)
                });
                match stripped.await {
                    Ok(stripped) => Fetched::Ready {
                        kind: stripped.kind,
                        content_type: stripped.content_type.to_owned(),
                        tells_place: stripped.tells_place,
                        bytes: stripped.bytes,
                    },
                    Err(_) => Fetched::Refused("unreadable"),
                }
            }
            Ok(Content::NotYet | Content::Ready { .. }) => self.later(waiting, None, "not_ready"),
            Ok(Content::Gone) => Fetched::Gone,
            Ok(Content::TooLarge) => Fetched::TooLarge(i64::try_from(limit).unwrap_or(i64::MAX)),
            Err(ExternalError::Unsafe(why)) => {
                tracing::warn!(attachment = %waiting.id, why, "an address that people sent was not followed");
                Fetched::Refused(why)
            }
            Err(ExternalError::Failed(error)) => {
                // Refused credentials are the account's trouble, not the picture's: they may be mended in time.
                if error.is_retryable() || error.pauses_channel() {
                    self.later(waiting, error.retry_after(), error.code())
                } else {
                    Fetched::Refused(error.code())
                }
            }
        }
    }

    /// Asks whoever has it.
    async fn ask(
        &self,
        waiting: &WaitingAttachment,
        line: &Line,
        limit: usize,
    ) -> Result<Content, ExternalError> {
        match (line.channel.kind(), &waiting.source) {
            (_, MediaSource::External(address)) => {
                let local = self.attachment_rules.local.contains(&waiting.channel);
                let external = if local {
                    External::with_this_machine()
                } else {
                    External::shared()
                };
                external?.fetch(address, limit).await
            }
            // What the page of the web chat uploads lies in the store already: no platform has it.
            (ChannelKind::Web, MediaSource::Platform(reference)) => {
                let upload = self.store.web_upload(waiting.conversation, reference).await;
                let upload = upload.map_err(|error| {
                    tracing::error!(error = %error, attachment = %waiting.id, "what was uploaded cannot be read");
                    SendError::Busy { after: None }
                })?;
                Ok(match upload {
                    Some(upload) if upload.bytes.len() > limit => Content::TooLarge,
                    Some(upload) => Content::Ready {
                        content_type: upload.content_type,
                        bytes: upload.bytes,
                    },
                    None => Content::Gone,
                })
            }
            (_, MediaSource::Platform(reference)) => {
                Ok(line.channel.content(reference, limit).await?)
            }
            (_, MediaSource::Unknown) => Err(ExternalError::Unsafe("nowhere")),
        }
    }

    fn later(
        &self,
        waiting: &WaitingAttachment,
        after: Option<Span>,
        why: &'static str,
    ) -> Fetched {
        let tried = usize::try_from(waiting.tries).unwrap_or(1).max(1);
        match WAITS.get(tried - 1) {
            Some(wait) => Fetched::Later(self.now().plus(after.unwrap_or(*wait))),
            None => Fetched::Refused(why),
        }
    }

    /// Once a day: destroys what has been kept long enough, and what came from people who were erased.
    pub(crate) async fn forget_attachments(&self) -> Result<(), Error> {
        let now = self.now();
        if self.tell_once("forget attachments", now) {
            let before = now.plus(Span(-self.attachment_rules.keep.0));
            let old = self.store.forget_attachments(before, now).await?;
            let orphaned = self.store.forget_attachments_of_the_erased(now).await?;
            metrics::counter!("tsunagi_attachments_forgotten").increment(old + orphaned);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use tsunagi_model::{Attachment, MediaKind, MediaSource};

    use super::wanted;

    #[test]
    fn a_message_is_fetched_up_to_a_bound_and_says_that_there_was_more() {
        let picture = |source| Attachment {
            kind: MediaKind::Image,
            source,
            name: None,
        };
        let mut many = vec![picture(MediaSource::Platform("1".to_owned())); 100_000];
        many[3] = picture(MediaSource::Unknown);
        let why: Vec<_> = wanted(&many).map(|(.., why)| why).collect();
        assert_eq!(why.len(), 11);
        assert_eq!(why[3], Some("nowhere"));
        assert_eq!(why[10], Some("too_many"));
        assert_eq!(why.iter().filter(|why| why.is_none()).count(), 9);
        assert_eq!(
            wanted(&many[..2]).map(|(at, ..)| at).collect::<Vec<_>>(),
            [0, 1]
        );
    }
}
