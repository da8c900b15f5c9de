//! What happens to a programme and to the people in it outside the chat: it rests and goes on, meetings take place or do not, support
//! begins and ends. Each is recorded with who said so, and starts the flows that wait for it.

use tsunagi_flow::Event;
use tsunagi_model::{AreaId, ConversationId, LinkId, StaffId};
use tsunagi_store::{Changes, Destination, Entry, Error, LinkChange, Scope};

use crate::Service;
use crate::desk::{DeskError, TRIES};
use crate::turn::Work;

impl Service {
    /// Lets the programme of an area and everything below it rest, or go on; whether that was a change. Regular starts then do what
    /// their flow's `suspended:` says, and everybody's starts for this occasion are set in the background.
    pub async fn suspend(
        &self,
        area: AreaId,
        on: bool,
        note: &str,
        by: Option<StaffId>,
    ) -> Result<bool, Error> {
        let rests = self
            .store
            .suspensions()
            .await?
            .iter()
            .any(|row| row.area == area);
        if rests == on {
            return Ok(false);
        }
        let now = self.now();
        let below = self.store.areas_below(area).await?;
        let people = self.store.count_reachable(&below).await?;
        let event = if on {
            Event::ProgrammeSuspended
        } else {
            Event::ProgrammeResumed
        };
        let changes = Changes {
            suspensions: vec![(area, on.then(|| note.to_owned()), by)],
            wakes: vec![self.event_sweep(area, event)],
            audit: vec![Entry {
                staff: by,
                area: Some(area),
                action: if on { "suspend" } else { "resume" },
                object: format!("area/{area}"),
                detail: Some(format!("{people} people")),
            }],
            ..Changes::default()
        };
        self.store.commit(&changes, now).await?;
        self.read_standing().await?;
        self.timers.notify_one();
        Ok(true)
    }

    /// How many people a suspension of this area is about.
    pub async fn people_in(&self, area: AreaId) -> Result<i64, Error> {
        let below = self.store.areas_below(area).await?;
        self.store.count_reachable(&below).await
    }

    /// Records what became of a booked time: they met, or the person did not come.
    pub async fn met(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        slot: &str,
        done: bool,
    ) -> Result<(), DeskError> {
        let word = if done { "done" } else { "missed" };
        for _ in 0..TRIES {
            let mut work = Work::new(self, self.now());
            let at = self.desk_thread(&mut work, scope, conversation).await?;
            let Some(contact) = work.changes.threads[at].contact.as_ref() else {
                return Err(DeskError::Unreachable);
            };
            let booked = self.store.booked_slots(contact.id, 50).await?;
            if !booked
                .iter()
                .any(|booked| booked.id == slot && booked.outcome.is_none())
            {
                return Err(DeskError::Gone);
            }
            work.changes.met.push((slot.to_owned(), word, scope.staff));
            work.happened(
                at,
                if done {
                    Event::MeetingDone
                } else {
                    Event::MeetingMissed
                },
            );
            self.note_action(&mut work, at, scope, "met", Some(word.to_owned()));
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Records that support of a kind began for the contact's case.
    pub async fn begin_support(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        destination: Destination,
    ) -> Result<(), DeskError> {
        for _ in 0..TRIES {
            let mut work = Work::new(self, self.now());
            let at = self.desk_thread(&mut work, scope, conversation).await?;
            let now = work.now;
            let id = self.store.ids().next(now);
            let thread = &mut work.changes.threads[at];
            let area = thread.area;
            let Some(contact) = thread.contact.as_mut() else {
                return Err(DeskError::Unreachable);
            };
            let case = contact.case.ok_or(DeskError::NoCase)?;
            contact
                .memory
                .save("support.started_at", &now.to_string(), now);
            thread.contact_changed = true;
            work.changes.links.push(LinkChange::Begin {
                id,
                case,
                area,
                destination,
            });
            work.reschedule(at);
            work.happened(at, Event::SupportStarted);
            let detail = Some(destination.as_str().to_owned());
            self.note_action(&mut work, at, scope, "begin_support", detail);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Records that one support of the contact's case ended.
    pub async fn end_support(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        link: LinkId,
    ) -> Result<(), DeskError> {
        for _ in 0..TRIES {
            let mut work = Work::new(self, self.now());
            let at = self.desk_thread(&mut work, scope, conversation).await?;
            let contact = work.changes.threads[at].contact.as_ref();
            let case = contact
                .and_then(|contact| contact.case)
                .ok_or(DeskError::NoCase)?;
            let links = self.store.links(case).await?;
            let Some(link) = links
                .iter()
                .find(|known| known.id == link && known.is_open())
            else {
                return Err(DeskError::Gone);
            };
            work.changes
                .links
                .push(LinkChange::End { id: link.id, case });
            work.happened(at, Event::SupportEnded);
            let detail = Some(link.destination.as_str().to_owned());
            self.note_action(&mut work, at, scope, "end_support", detail);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// The conversation of a desk action, in the work.
    pub(crate) async fn desk_thread(
        &self,
        work: &mut Work<'_>,
        scope: &Scope,
        conversation: ConversationId,
    ) -> Result<usize, DeskError> {
        let thread = scope
            .thread(conversation)
            .await?
            .ok_or(DeskError::NotFound)?;
        Ok(work.add(thread))
    }
}
