//! Windows: some platforms take nothing from us once a person has been silent for a day. What cannot be said on one channel goes to the
//! person's next one, in a form that the platform allows, or to a person of ours; never into the void.

use tsunagi_flow::Why;
use tsunagi_model::{Author, ContactId, ConversationId, Timestamp, Turn, Urgency};
use tsunagi_store::{Claimed, Error, Thread, Wake};

use crate::Service;
use crate::turn::{Occurrence, Work};

/// The kind of timer by which a closed window is told.
pub(crate) const WINDOW: &str = "window";

/// Another conversation of the same contact.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sibling {
    pub conversation: ConversationId,
    /// Whether we may write there of our own accord now.
    pub open: bool,
}

impl Service {
    /// Until when we may write to a person of our own accord; `None` is for ever.
    pub(crate) fn window_until(&self, thread: &Thread, author: Author) -> Option<Timestamp> {
        let capabilities = self.lines().get(&thread.channel)?.channel.capabilities();
        let window = match author {
            Author::Staff => capabilities.staff_window.or(capabilities.window),
            Author::Flow | Author::Contact => capabilities.window,
        };
        let heard = thread.last_in_at.unwrap_or(Timestamp(0));
        window.map(|window| heard.plus(window))
    }

    /// Whether we may write to a person of our own accord now.
    pub(crate) fn window_open(&self, thread: &Thread, author: Author, now: Timestamp) -> bool {
        self.window_until(thread, author)
            .is_none_or(|until| until > now)
    }

    /// Whether a conversation's channel takes nothing that we begin now, in whatever form.
    pub(crate) fn is_shut(&self, thread: &Thread, now: Timestamp) -> bool {
        let nothing = Turn {
            author: Author::Flow,
            sender: None,
            bubbles: Vec::new(),
        };
        !self.window_open(thread, Author::Flow, now)
            && self
                .lines()
                .get(&thread.channel)
                .is_some_and(|line| line.channel.render_outside_window(&nothing, "ja").is_none())
    }

    /// A platform refused something because the window is closed: the conversation is looked at as soon as possible.
    pub(crate) async fn tell_window_closed(&self, claimed: &Claimed) -> Result<(), Error> {
        let Some(line) = self.lines().get(&claimed.channel) else {
            return Ok(());
        };
        let wake = Wake {
            id: self.store().ids().next(self.now()),
            kind: WINDOW.to_owned(),
            subject: claimed.conversation.to_string(),
            area: line.area,
            due_at: self.now(),
            since: None,
            waits_for: None,
            payload: String::new(),
        };
        self.store().set_wake(wake, self.now()).await?;
        self.timers.notify_one();
        Ok(())
    }

    /// The other conversations of those whose own channel takes nothing now.
    pub(crate) async fn load_siblings<'t>(
        &self,
        work: &mut Work<'_>,
        threads: impl Iterator<Item = &'t Thread>,
    ) -> Result<(), Error> {
        for thread in threads {
            let Some(contact) = thread.contact.as_ref().map(|contact| contact.id) else {
                continue;
            };
            if self.window_open(thread, Author::Flow, work.now) {
                continue;
            }
            let others = self.store().threads_of(contact).await?;
            let others = others.iter().filter(|other| other.id != thread.id);
            let siblings = others.map(|other| Sibling {
                conversation: other.id,
                open: other.is_reachable()
                    && self.lines().contains_key(&other.channel)
                    && self.window_open(other, Author::Flow, work.now),
            });
            work.siblings.insert(contact, siblings.collect());
        }
        Ok(())
    }
}

impl Work<'_> {
    /// Whether nothing that the script begins now would be taken by the conversation's channel.
    pub(crate) fn is_out_of_reach(&self, at: usize) -> bool {
        self.service.is_shut(&self.changes.threads[at], self.now)
    }

    /// The person's next conversation that we may write to.
    pub(crate) fn elsewhere(&self, at: usize) -> Option<ConversationId> {
        let contact: ContactId = self.changes.threads[at].contact.as_ref()?.id;
        let siblings = self.siblings.get(&contact)?;
        siblings
            .iter()
            .find(|sibling| sibling.open)
            .map(|sibling| sibling.conversation)
    }

    /// Nothing of ours gets through any more: a person of ours may know another way.
    pub(crate) fn out_of_reach(&mut self, at: usize) {
        let flow = self.changes.threads[at]
            .run
            .as_ref()
            .map_or_else(|| "-".to_owned(), |run| run.flow.clone());
        self.hold(at, &flow, Why::Window, None);
        self.alert(
            at,
            "case_worker",
            Urgency::Today,
            "window closed",
            None,
            &Occurrence::default(),
        );
    }
}
