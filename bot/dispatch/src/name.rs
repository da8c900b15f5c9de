//! Names: how people call themselves on a platform that does not tell with their words. For staff to see, and no identity. Asked for beside
//! the path of the words, many with one commit; nothing depends on it, and it fails in silence.

use std::collections::HashMap;
use std::time::Duration;

use futures_util::{StreamExt as _, stream};
use tsunagi_channel::Profile;
use tsunagi_model::{ConversationId, ExternalId, InboundKind, Span, Timestamp};
use tsunagi_store::{Error, Extent, Thread};

use crate::Service;
use crate::turn::Work;

/// Where the name is remembered that a person goes by on the platform.
const NAME: &str = "platform.name";
/// The longest name that is kept, in letters.
const LONGEST: usize = 80;
/// Whoever has no name is asked for again when they come after so long.
const AGAIN: Span = Span::days(1);
/// How many names may be waited for; what comes beyond is asked when those people come again.
pub(crate) const WAITING: usize = 1_024;
/// How long a platform has to tell a name.
const PATIENCE: Duration = Duration::from_secs(5);
/// How often a name is put to a conversation that was changed meanwhile.
const TRIES: usize = 5;
/// So many are asked for together, so many at once, after a moment in which more may come.
const GROUP: usize = 64;
const AT_ONCE: usize = 4;
const MOMENT: Duration = Duration::from_secs(1);

/// Somebody of whom staff know no name.
pub(crate) struct Unnamed {
    conversation: ConversationId,
    channel: String,
    external: ExternalId,
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
    /// Asks for names for as long as the service runs.
    pub(crate) async fn name_loop(&self) {
        let mut next = self.names.next.lock().await;
        let mut group = Vec::with_capacity(GROUP);
        while next.recv_many(&mut group, 1).await > 0 {
            tokio::time::sleep(MOMENT).await;
            while group.len() < GROUP
                && let Ok(unnamed) = next.try_recv()
            {
                group.push(unnamed);
            }
            self.name(std::mem::take(&mut group)).await;
        }
    }

    /// Asks for the names that are waited for now; how many there were.
    pub(crate) async fn name_once(&self) -> usize {
        let Ok(mut next) = self.names.next.try_lock() else {
            return 0;
        };
        let mut group = Vec::new();
        while let Ok(unnamed) = next.try_recv() {
            group.push(unnamed);
        }
        let count = group.len();
        if count > 0 {
            self.name(group).await;
        }
        count
    }

    async fn name(&self, group: Vec<Unnamed>) {
        let ids: Vec<_> = group.iter().map(|unnamed| unnamed.conversation).collect();
        let known = self.store.threads_by_id(&ids).await.unwrap_or_default();
        // Who was erased or named meanwhile is not asked about.
        let wanted = |unnamed: &Unnamed| {
            let thread = known.iter().find(|known| known.id == unnamed.conversation);
            thread.is_some_and(has_no_name)
        };
        let asked = group
            .into_iter()
            .filter(wanted)
            .map(|unnamed| async move { (unnamed.conversation, self.ask_name(&unnamed).await) });
        let told: Vec<_> = stream::iter(asked)
            .buffer_unordered(AT_ONCE)
            .collect()
            .await;
        let names: HashMap<_, _> = told
            .into_iter()
            .filter_map(|(conversation, name)| Some((conversation, name?)))
            .collect();
        if names.is_empty() {
            return;
        }
        for _ in 0..TRIES {
            match self.keep_names(&names).await {
                Err(Error::Conflict) => {}
                Err(error) => {
                    return tracing::warn!(%error, "people's names on a platform cannot be kept");
                }
                Ok(()) => return,
            }
        }
    }

    async fn ask_name(&self, unnamed: &Unnamed) -> Option<String> {
        let line = self.lines.get(&unnamed.channel)?;
        let asked = line.channel.profile(&unnamed.external);
        let Profile { name, .. } = match tokio::time::timeout(PATIENCE, asked).await.ok()? {
            Ok(profile) => profile,
            Err(error) => {
                let (conversation, problem) = (unnamed.conversation, error.code());
                tracing::debug!(%conversation, problem, "the platform tells no name");
                return None;
            }
        };
        let name = name?;
        let name: String = name.chars().filter(|letter| !letter.is_control()).collect();
        let name: String = name.trim().chars().take(LONGEST).collect();
        (!name.is_empty()).then_some(name)
    }

    async fn keep_names(&self, names: &HashMap<ConversationId, String>) -> Result<(), Error> {
        let now = self.now();
        let ids: Vec<_> = names.keys().copied().collect();
        let mut work = Work::new(self, now);
        for mut thread in self.store.threads_by_id(&ids).await? {
            // What is said in the conversation meanwhile does not matter to a name.
            thread.extent = Extent::Named;
            let name = names.get(&thread.id).map(String::as_str);
            let at = work.add(thread);
            work.share_contact(at);
            calls_themselves(&mut work.changes.threads[at], name, now);
        }
        self.commit(work).await
    }
}
