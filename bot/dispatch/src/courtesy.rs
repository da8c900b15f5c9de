//! What is asked of platforms beside the path of the words: small signs to the person (their tap was heard, a human being has read their
//! words, an answer is being written), and by which name they go there. Nothing depends on any of it, and it fails in silence.

use std::sync::Arc;
use std::time::Duration;

use tokio::sync::mpsc;
use tsunagi_channel::{Profile, SendError};
use tsunagi_model::{ConversationId, ExternalId, Inbound, InboundKind, Span, Timestamp};
use tsunagi_store::{Error, Intake, Thread};

use crate::Service;
use crate::turn::Work;

/// Where the name is remembered that a person goes by on the platform.
const NAME: &str = "platform.name";
/// The longest name that is kept, in letters.
const LONGEST: usize = 80;
/// Whoever has no name is asked for again when they come after so long.
const AGAIN: Span = Span::days(1);
/// How many names may be waited for; what comes beyond is asked when those people come again.
const WAITING: usize = 1_024;
/// How long a platform has to tell a name.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a name is put to a conversation that was changed meanwhile.
const TRIES: usize = 5;
/// A tap older than this has stopped waiting by itself.
const TAP: Span = Span::seconds(50);

/// What a group of events calls for besides its answers.
pub(crate) struct Courtesies {
    /// Taps that still wait: channel and token.
    taps: Vec<(String, String)>,
    unnamed: Vec<Unnamed>,
}

impl Courtesies {
    pub(crate) fn of(
        events: &[Intake],
        inbounds: &[Inbound],
        unnamed: Vec<Unnamed>,
        now: Timestamp,
    ) -> Self {
        let taps = events.iter().zip(inbounds).filter_map(|(event, inbound)| {
            let token = inbound.tap_token.clone()?;
            (now.since(event.received_at) < TAP).then(|| (event.channel.clone(), token))
        });
        Self {
            taps: taps.collect(),
            unnamed,
        }
    }
}

/// Somebody of whom staff know no name.
pub(crate) struct Unnamed {
    conversation: ConversationId,
    channel: String,
    external: ExternalId,
}

/// Both ends of the line in which people wait for their names.
pub(crate) struct Names {
    line: mpsc::Sender<Unnamed>,
    next: tokio::sync::Mutex<mpsc::Receiver<Unnamed>>,
}

impl Names {
    pub(crate) fn new() -> Self {
        let (line, next) = mpsc::channel(WAITING);
        Self {
            line,
            next: tokio::sync::Mutex::new(next),
        }
    }
}

/// The name that a person goes by on the platform: for staff to see, and no identity.
pub(crate) fn calls_themselves(thread: &mut Thread, name: Option<&str>, now: Timestamp) {
    if let (Some(contact), Some(name)) = (thread.contact.as_mut(), name)
        && contact.memory.get(NAME) != Some(name)
    {
        contact.memory.save(NAME, name, now);
        thread.contact_changed = true;
    }
}

/// Whose name is to be asked for: somebody who is met for the first time, adds the account or comes after a day, and has none.
pub(crate) fn unnamed(thread: &Thread, kind: &InboundKind, at: Timestamp) -> Option<Unnamed> {
    let meets = match kind {
        InboundKind::Follow { .. } => true,
        kind => kind.is_act() && thread.last_in_at.is_none_or(|last| at.since(last) >= AGAIN),
    };
    (meets && has_no_name(thread)).then(|| Unnamed {
        conversation: thread.id,
        channel: thread.channel.clone(),
        external: thread.external.clone(),
    })
}

fn has_no_name(thread: &Thread) -> bool {
    let contact = thread.contact.as_ref();
    contact.is_some_and(|contact| contact.memory.get(NAME).is_none())
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
            // Where the line is full, they are asked for when they come again.
            _ = self.names.line.try_send(unnamed);
        }
    }

    /// Asks for one name after the other, for as long as the service runs.
    pub(crate) async fn name_loop(&self) {
        let mut next = self.names.next.lock().await;
        while let Some(unnamed) = next.recv().await {
            self.name(&unnamed).await;
        }
    }

    /// Asks for the names that are waited for now; how many there were.
    pub(crate) async fn name_once(&self) -> usize {
        let Ok(mut next) = self.names.next.try_lock() else {
            return 0;
        };
        let mut count = 0;
        while let Ok(unnamed) = next.try_recv() {
            self.name(&unnamed).await;
            count += 1;
        }
        count
    }

    async fn name(&self, unnamed: &Unnamed) {
        let Some(line) = self.lines.get(&unnamed.channel) else {
            return;
        };
        // Who was erased or named meanwhile is not asked about.
        match self.store.thread(unnamed.conversation).await {
            Ok(Some(thread)) if has_no_name(&thread) => {}
            _ => return,
        }
        let asked = line.channel.profile(&unnamed.external);
        let name = match tokio::time::timeout(PATIENCE, asked).await {
            Ok(Ok(Profile { name, .. })) => name.unwrap_or_default(),
            Ok(Err(error)) => {
                let (conversation, problem) = (unnamed.conversation, error.code());
                tracing::debug!(%conversation, problem, "the platform tells no name");
                return;
            }
            Err(_) => return,
        };
        let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
        let name: String = name.trim().chars().take(LONGEST).collect();
        if name.is_empty() {
            return;
        }
        for _ in 0..TRIES {
            match self.keep_name(unnamed.conversation, &name).await {
                Err(Error::Conflict) => {}
                Err(error) => {
                    tracing::warn!(%error, "a person's name on the platform cannot be kept");
                    return;
                }
                Ok(()) => return,
            }
        }
    }

    async fn keep_name(&self, conversation: ConversationId, name: &str) -> Result<(), Error> {
        let Some(thread) = self.store.thread(conversation).await? else {
            return Ok(());
        };
        let now = self.now();
        let mut work = Work::new(self, now);
        let at = work.add(thread);
        let thread = &mut work.changes.threads[at];
        calls_themselves(thread, Some(name), now);
        if thread.contact_changed {
            self.commit(work).await?;
        }
        Ok(())
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
