//! One person, several addresses: linking, unlinking, the order of channels. An address moves between contacts; what was said there stays
//! sealed under the key it was sealed with, so that nothing is lost either way.

use tsunagi_model::{
    Audience, ContactId, ConversationId, ExternalId, Memory, StaffId, ThreadKind, Timestamp,
};
use tsunagi_store::{AddressState, Contact, Entry, Error, Extent, NewThread, Scope, Thread};

use crate::Service;
use crate::desk::TRIES;
use crate::turn::Work;

/// Why addresses are not linked.
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// There is no such conversation, or not within the grants.
    #[error("no such conversation")]
    NotFound,
    /// They belong to one contact already, or the address is where it was at first.
    #[error("there is nothing to do")]
    Nothing,
    /// One belongs to another municipality.
    #[error("the addresses belong to different municipalities")]
    OtherArea,
    /// One is a child's, the other a guardian's: they never share a record.
    #[error("one address is a child's and the other a guardian's")]
    OtherAudience,
    /// Each has a case of its own.
    #[error("both have a case of their own")]
    OtherCase,
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Service {
    /// Makes the address of `joined` one of the contact of `kept`, as a person of the staff says.
    pub async fn link(
        &self,
        scope: &Scope,
        kept: ConversationId,
        joined: ConversationId,
    ) -> Result<(), LinkError> {
        for conversation in [kept, joined] {
            scope
                .thread(conversation)
                .await?
                .ok_or(LinkError::NotFound)?;
        }
        self.join(kept, joined, Some(scope.staff)).await
    }

    /// The same as the person's own act: they proved on `joined` that they are the contact of `kept`.
    pub async fn link_by_person(
        &self,
        kept: ConversationId,
        joined: ConversationId,
    ) -> Result<(), LinkError> {
        self.join(kept, joined, None).await
    }

    async fn join(
        &self,
        kept: ConversationId,
        joined: ConversationId,
        staff: Option<StaffId>,
    ) -> Result<(), LinkError> {
        for _ in 0..TRIES {
            let (kept, mut joined) = (self.known(kept).await?, self.known(joined).await?);
            let (Some(mine), Some(theirs)) = (&kept.contact, &joined.contact) else {
                return Err(LinkError::NotFound);
            };
            refuse(&kept, &joined, mine, theirs)?;
            let memory = both(&mine.memory, &theirs.memory);
            let (case, detail) = (mine.case.or(theirs.case), mine.id.to_string());
            joined.move_to(&kept);
            if let Some(contact) = joined.contact.as_mut() {
                contact.memory = memory;
                contact.case = case;
                joined.contact_changed = true;
            }
            if self.moved(joined, staff, "link", Some(detail)).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Gives an address back to the contact that it had at first, with everything that was remembered of them then.
    pub async fn unlink(
        &self,
        scope: &Scope,
        conversation: ConversationId,
    ) -> Result<(), LinkError> {
        for _ in 0..TRIES {
            let mut thread = scope
                .thread(conversation)
                .await?
                .ok_or(LinkError::NotFound)?;
            let first = thread.first_contact().ok_or(LinkError::Nothing)?;
            let refused = thread
                .contact
                .as_ref()
                .is_some_and(|contact| has_refused(&contact.memory));
            self.store.go_back(&mut thread, first).await?;
            if let Some(contact) = thread.contact.as_mut().filter(|_| refused) {
                // A no that was said while they were one stays a no for both.
                contact
                    .memory
                    .save("consent.messages", "withdrawn", self.now());
                thread.contact_changed = true;
            }
            let detail = Some(first.to_string());
            if self
                .moved(thread, Some(scope.staff), "unlink", detail)
                .await?
            {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Puts an address first in its contact's order of channels.
    pub async fn prefer(
        &self,
        scope: &Scope,
        conversation: ConversationId,
    ) -> Result<(), LinkError> {
        let thread = scope
            .thread(conversation)
            .await?
            .ok_or(LinkError::NotFound)?;
        self.put_first(&thread, Some(scope.staff)).await
    }

    /// The same, as staff say or as the person's own act.
    pub(crate) async fn put_first(
        &self,
        thread: &Thread,
        staff: Option<StaffId>,
    ) -> Result<(), LinkError> {
        let (conversation, contact) = (thread.id, thread.contact.as_ref());
        let contact = contact.ok_or(LinkError::NotFound)?.id;
        let entry = entry(thread, staff, "prefer", None);
        self.store
            .prefer_address(contact, conversation, &entry, self.now())
            .await?;
        // Regular words follow the person to where they are read first.
        for thread in self.store.threads_of(contact).await? {
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            work.changes.threads[at].extent = Extent::Timers;
            work.reschedule(at);
            match self.commit(work).await {
                Ok(()) | Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Ok(())
    }

    /// A new address of a known contact, found again by `thread` (`user:…`); its conversation. One that cannot be written to yet waits
    /// for the platform to say that it can.
    pub async fn add_address(
        &self,
        slug: &str,
        thread: &str,
        external: &ExternalId,
        contact: ContactId,
        state: AddressState,
    ) -> Result<ConversationId, LinkError> {
        let line = self.lines.get(slug).ok_or(LinkError::NotFound)?;
        let known = self.store.threads_of(contact).await?;
        let of = known.first().ok_or(LinkError::NotFound)?;
        if of.area != line.area {
            return Err(LinkError::OtherArea);
        }
        let audience = match line.audience {
            Audience::Any => of.audience,
            audience => audience,
        };
        if are_apart(audience, of.audience) {
            return Err(LinkError::OtherAudience);
        }
        let new = NewThread {
            channel: slug,
            area: line.area,
            kind: ThreadKind::Person,
            audience,
            external: external.clone(),
            thread: self.store.thread_hash(slug, thread),
        };
        let mut fresh = self.store.new_address(new, of, self.now());
        fresh.state = state;
        let id = fresh.id;
        if self.moved(fresh, None, "add_address", None).await? {
            Ok(id)
        } else {
            Err(Error::Conflict.into())
        }
    }

    async fn known(&self, conversation: ConversationId) -> Result<Thread, LinkError> {
        let thread = self.store.thread(conversation).await?;
        thread.ok_or(LinkError::NotFound)
    }

    /// Whether it was committed; `false` means that somebody else was faster.
    async fn moved(
        &self,
        thread: Thread,
        staff: Option<StaffId>,
        action: &'static str,
        detail: Option<String>,
    ) -> Result<bool, Error> {
        let mut work = Work::new(self, self.now());
        let at = work.add(thread);
        work.reschedule(at);
        let entry = entry(&work.changes.threads[at], staff, action, detail);
        work.changes.audit.push(entry);
        match self.commit(work).await {
            Ok(()) => Ok(true),
            Err(Error::Conflict) => Ok(false),
            Err(error) => Err(error),
        }
    }
}

fn entry(
    thread: &Thread,
    staff: Option<StaffId>,
    action: &'static str,
    detail: Option<String>,
) -> Entry {
    Entry {
        staff,
        area: Some(thread.area),
        action,
        object: format!("conversation/{}", thread.id),
        detail,
    }
}

fn refuse(
    kept: &Thread,
    joined: &Thread,
    mine: &Contact,
    theirs: &Contact,
) -> Result<(), LinkError> {
    if mine.id == theirs.id {
        Err(LinkError::Nothing)
    } else if kept.area != joined.area {
        Err(LinkError::OtherArea)
    } else if are_apart(kept.audience, joined.audience) || are_apart_by_role(kept, joined) {
        Err(LinkError::OtherAudience)
    } else if mine.case.is_some() && theirs.case.is_some() && mine.case != theirs.case {
        Err(LinkError::OtherCase)
    } else {
        Ok(())
    }
}

pub(crate) fn are_apart(one: Audience, other: Audience) -> bool {
    one != other && one != Audience::Any && other != Audience::Any
}

/// What they said of themselves counts where the channel is for anybody.
fn are_apart_by_role(one: &Thread, other: &Thread) -> bool {
    use tsunagi_model::Role::{Child, Parent};
    matches!(
        (one.role(), other.role()),
        (Child, Parent) | (Parent, Child)
    )
}

fn has_refused(memory: &Memory) -> bool {
    matches!(
        memory.get("consent.messages"),
        Some("withdrawn" | "decline" | "no")
    )
}

/// What is remembered of both: of two answers the kept contact's, but of a yes and a no to us the later one.
fn both(kept: &Memory, joined: &Memory) -> Memory {
    let said_at = |memory: &Memory, field: &str| {
        let past = memory.history.get(field).and_then(|past| past.last());
        past.map_or(Timestamp(i64::MIN), |(at, _)| *at)
    };
    let mut memory = kept.clone();
    for (field, value) in &joined.fields {
        let later = field.starts_with("consent.") && said_at(joined, field) > said_at(kept, field);
        if later || !memory.fields.contains_key(field) {
            memory.fields.insert(field.clone(), value.clone());
        }
    }
    for (field, past) in &joined.history {
        let merged = memory.history.entry(field.clone()).or_default();
        merged.extend(past.iter().cloned());
        merged.sort_by_key(|(at, _)| *at);
        let surplus = merged.len().saturating_sub(tsunagi_model::HISTORY);
        merged.drain(..surplus);
    }
    memory
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_no_outweighs_an_earlier_yes_and_nothing_else_is_overwritten() {
        let (mut kept, mut joined) = (Memory::default(), Memory::default());
        kept.save("consent.messages", "agree", Timestamp(1));
        kept.save("contact.grade", "5", Timestamp(1));
        joined.save("consent.messages", "withdrawn", Timestamp(2));
        joined.save("contact.grade", "6", Timestamp(2));
        joined.save("contact.nickname", "haru", Timestamp(2));
        let memory = both(&kept, &joined);
        assert_eq!(memory.get("consent.messages"), Some("withdrawn"));
        assert_eq!(memory.get("contact.grade"), Some("5"));
        assert_eq!(memory.get("contact.nickname"), Some("haru"));
        assert_eq!(memory.history["contact.grade"].len(), 2);
        // The other way round the earlier no gives way to the later yes.
        let mut late = kept.clone();
        late.save("consent.messages", "agree", Timestamp(3));
        assert_eq!(both(&late, &joined).get("consent.messages"), Some("agree"));
    }
}
