//! What staff do in a conversation. Each action checks the scope, changes the state, takes back what the script had queued and writes
//! the audit row in one transaction; whoever saw an older conversation decides again.

use tsunagi_flow::{Event, Input};
use tsunagi_model::{
    Author, Bubble, Controller, ConversationId, HandBack, HandoffState, Span, Turn,
};
use tsunagi_store::{Entry, Error, HandoffChange, NewCase, NewNote, Scope, Thread};

use crate::Service;
use crate::record::Sending;
use crate::turn::{Occurrence, Work};

/// Nobody else may take the pen from a person who wrote within this time, unless they lead.
const LEASE: Span = Span::minutes(15);
/// The longest message of a person of the staff, in characters.
const LONGEST: usize = 5_000;
/// How often an action that met a newer conversation is decided again.
pub(crate) const TRIES: u32 = 5;

/// Why an action was not done.
#[derive(Debug, thiserror::Error)]
pub enum DeskError {
    /// There is no such conversation within the grants.
    #[error("no such conversation")]
    NotFound,
    /// Somebody else holds the pen.
    #[error("{by} holds this conversation")]
    Held {
        /// Their name.
        by: String,
    },
    /// There are no words.
    #[error("there are no words")]
    Empty,
    /// Too many words.
    #[error("longer than {limit} characters")]
    TooLong {
        /// The limit.
        limit: usize,
    },
    /// There is a case with this number already, or the contact has one.
    #[error("there is a case already")]
    Taken,
    /// The contact has no case that it could belong to.
    #[error("the contact has no case")]
    NoCase,
    /// Somebody else has recorded it already.
    #[error("not there any more")]
    Gone,
    /// The person blocked us or was erased.
    #[error("the person cannot be reached")]
    Unreachable,
    /// The person has not written for so long that the platform takes nothing from us.
    #[error("the messaging window is closed")]
    WindowClosed,
    /// The platform does not answer.
    #[error("the platform does not answer")]
    Away,
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

impl Service {
    /// Takes the pen. The script falls silent in the same transaction.
    pub async fn take(&self, scope: &Scope, conversation: ConversationId) -> Result<(), DeskError> {
        for _ in 0..TRIES {
            let thread = self.held_by_me_or_free(scope, conversation, true).await?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread.clone());
            take(&mut work, at, scope);
            if self.desk_commit(work).await? {
                self.shows_typing(&thread);
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Says something as a person, taking the pen if it is free.
    pub async fn reply(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        text: &str,
    ) -> Result<(), DeskError> {
        let text = words(text)?;
        for _ in 0..TRIES {
            let thread = self.held_by_me_or_free(scope, conversation, false).await?;
            if !thread.is_reachable() || !self.lines.contains_key(&thread.channel) {
                return Err(DeskError::Unreachable);
            }
            let name = self.store.staff_name(scope.staff).await?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            take(&mut work, at, scope);
            let turn = Turn {
                author: Author::Staff,
                sender: name,
                bubbles: vec![Bubble {
                    text: text.to_owned(),
                    ..Bubble::default()
                }],
            };
            let language = work.language(at);
            let closed = !self.window_open(&work.changes.threads[at], Author::Staff, work.now);
            if closed && work.is_out_of_reach(at) {
                return Err(DeskError::WindowClosed);
            }
            let sending = Sending {
                priority: 0,
                staff: Some(scope.staff),
                reply: None,
                answers: false,
            };
            work.queue(at, &turn, &language, sending);
            let thread = &mut work.changes.threads[at];
            thread.last_human_at = Some(work.now);
            thread.unanswered_since = None;
            self.note_action(&mut work, at, scope, "reply", None);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Gives the pen back to the script.
    pub async fn hand_back(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        how: HandBack,
    ) -> Result<(), DeskError> {
        for _ in 0..TRIES {
            let thread = self.held_by_me_or_free(scope, conversation, false).await?;
            let mut work = Work::new(self, self.now());
            self.load_slots(&mut work, std::iter::once(&thread)).await?;
            let at = work.add(thread);
            let urgency = self.store.open_urgency(conversation).await?;
            hand_back(&mut work, at, scope, how, urgency);
            self.note_action(
                &mut work,
                at,
                scope,
                "hand_back",
                Some(how.as_str().to_owned()),
            );
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Writes a remark that only staff see.
    pub async fn note(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        text: &str,
    ) -> Result<(), DeskError> {
        let text = words(text)?;
        for _ in 0..TRIES {
            let thread = scope
                .thread(conversation)
                .await?
                .ok_or(DeskError::NotFound)?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            let id = self.store.ids().next(work.now);
            work.changes.notes.push(NewNote {
                id,
                thread: at,
                staff: scope.staff,
                text: text.to_owned(),
            });
            self.note_action(&mut work, at, scope, "note", None);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// Opens a case for the contact, so that their contacts count in the city's report.
    pub async fn open_case(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        number: &str,
    ) -> Result<(), DeskError> {
        let number = words(number)?;
        if number.chars().count() > 40 {
            return Err(DeskError::TooLong { limit: 40 });
        }
        for _ in 0..TRIES {
            let thread = scope
                .thread(conversation)
                .await?
                .ok_or(DeskError::NotFound)?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            let id = self.store.ids().next(work.now);
            let thread = &mut work.changes.threads[at];
            let Some(contact) = thread.contact.as_mut() else {
                return Err(DeskError::Unreachable);
            };
            if contact.case.is_some() {
                return Err(DeskError::Taken);
            }
            contact.case = Some(id);
            thread.contact_changed = true;
            if let Some(encounter) = thread.encounter.as_mut() {
                encounter.case = Some(id);
            }
            work.changes.cases.push(NewCase {
                id,
                thread: at,
                number: number.to_owned(),
                fiscal_year: self.fiscal_year(),
                sibling: false,
            });
            self.note_action(&mut work, at, scope, "open_case", None);
            match self.commit(work).await {
                Ok(()) => return Ok(()),
                // Either somebody was faster or the number is in use: only the second stays so.
                Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(DeskError::Taken)
    }

    /// Asks for a person on behalf of the contact: the script falls silent, the conversation waits.
    pub async fn ask_person(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        why: &str,
    ) -> Result<(), DeskError> {
        let why = words(why)?;
        for _ in 0..TRIES {
            let thread = scope
                .thread(conversation)
                .await?
                .ok_or(DeskError::NotFound)?;
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            let id = work.changes.threads[at].id;
            work.changes.silence.push(id);
            work.hand_off(at, "staff", why, None, &Occurrence::default());
            self.note_action(&mut work, at, scope, "ask_person", None);
            if self.desk_commit(work).await? {
                return Ok(());
            }
        }
        Err(Error::Conflict.into())
    }

    /// The conversation, unless somebody else holds it. Who leads may take it from them, but only by taking it: a reply from a page that is
    /// out of date must not.
    async fn held_by_me_or_free(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        taking: bool,
    ) -> Result<Thread, DeskError> {
        let thread = scope
            .thread(conversation)
            .await?
            .ok_or(DeskError::NotFound)?;
        let now = self.now();
        if let Some(holder) = thread
            .staff
            .filter(|holder| *holder != scope.staff && thread.controller == Controller::Human)
        {
            let live = thread.lease_until.is_some_and(|until| until > now);
            if live && !(taking && scope.leads_in(thread.area)) {
                let by = self.store.staff_name(holder).await?.unwrap_or_default();
                return Err(DeskError::Held { by });
            }
        }
        Ok(thread)
    }

    pub(crate) fn note_action(
        &self,
        work: &mut Work<'_>,
        at: usize,
        scope: &Scope,
        action: &'static str,
        detail: Option<String>,
    ) {
        let thread = &work.changes.threads[at];
        work.changes.audit.push(Entry {
            staff: Some(scope.staff),
            area: Some(thread.area),
            action,
            object: format!("conversation/{}", thread.id),
            detail,
        });
    }

    /// Whether it was committed; `false` means that somebody else was faster.
    pub(crate) async fn desk_commit(&self, work: Work<'_>) -> Result<bool, DeskError> {
        match self.commit(work).await {
            Ok(()) => Ok(true),
            Err(Error::Conflict) => Ok(false),
            Err(error) => Err(error.into()),
        }
    }
}

fn take(work: &mut Work<'_>, at: usize, scope: &Scope) {
    let now = work.now;
    let thread = &mut work.changes.threads[at];
    let mine = thread.controller == Controller::Human && thread.staff == Some(scope.staff);
    thread.controller = Controller::Human;
    thread.staff = Some(scope.staff);
    thread.lease_until = Some(now.plus(LEASE));
    let (id, area, handoff) = (thread.id, thread.area, thread.handoff);
    if mine {
        return;
    }
    // Either the script speaks or a person does, never both.
    work.changes.silence.push(id);
    if let Some(handoff) = handoff {
        work.changes.handoff_changes.push(HandoffChange {
            id: handoff,
            state: HandoffState::Taken,
            by: scope.staff,
            how: None,
        });
    }
    work.changes
        .unwakes
        .push(("handoff".to_owned(), id.to_string()));
    work.changes.audit.push(Entry {
        staff: Some(scope.staff),
        area: Some(area),
        action: "take",
        object: format!("conversation/{id}"),
        detail: None,
    });
}

fn hand_back(work: &mut Work<'_>, at: usize, scope: &Scope, how: HandBack, urgency: i64) {
    let mut closed = false;
    let thread = &mut work.changes.threads[at];
    thread.controller = Controller::Flow;
    thread.staff = None;
    thread.lease_until = None;
    // An alert that nobody has closed keeps the conversation on top.
    thread.urgency = urgency;
    thread.unanswered_since = None;
    let conversation = thread.id;
    if let Some(handoff) = thread.handoff.take() {
        closed = true;
        work.changes.handoff_changes.push(HandoffChange {
            id: handoff,
            state: HandoffState::Closed,
            by: scope.staff,
            how: Some(how.as_str().to_owned()),
        });
    }
    work.changes
        .unwakes
        .push(("handoff".to_owned(), conversation.to_string()));
    let thread = &mut work.changes.threads[at];
    match how {
        HandBack::Resume => {
            let run = thread
                .run
                .as_ref()
                .and_then(|state| serde_json::from_str(&state.json).ok());
            if let Some(run) = run {
                work.step(at, run, &Input::HandoffClosed, &Occurrence::default());
            }
        }
        HandBack::FollowUp => {
            work.end_run(at);
            work.start_flow(
                at,
                "followup",
                tsunagi_flow::Occasion::Ask,
                &Occurrence::default(),
            );
        }
        HandBack::Silent => work.end_run(at),
    }
    // Nobody holds the pen any more: what waited for its turn may look again.
    work.changes.run_over.push(conversation);
    if closed {
        work.happened(at, Event::HandoffClosed);
    }
}

fn words(text: &str) -> Result<&str, DeskError> {
    let text = text.trim();
    if text.is_empty() {
        return Err(DeskError::Empty);
    }
    if text.chars().count() > LONGEST {
        return Err(DeskError::TooLong { limit: LONGEST });
    }
    Ok(text)
}
