//! Letting somebody we know into the web chat: staff make a link or a code, and whoever opens it first has a conversation of that
//! contact. Nothing of the contact's other conversations is shown there.

use tsunagi_model::{
    Audience, ChannelKind, ContactId, ConversationId, Direction, ExternalId, Span, ThreadKind,
    Timestamp,
};
use tsunagi_store::{AddressState, Entry, Error, NewWebKey, Scope, Thread, WebKeyKind};

use crate::code::{self, Typed};
use crate::desk::{DeskError, TRIES};
use crate::link::LinkError;
use crate::receive::web_thread;
use crate::turn::Work;
use crate::{Line, Service};

/// A link waits this long for the person to have a quiet moment.
const LINK: Span = Span::days(7);
/// A code is read out and typed at once.
const CODE: Span = Span::minutes(30);

/// A key that was just made. Whoever sees it may use it: it is shown once and kept nowhere.
pub struct MadeWebKey {
    /// The web chat it opens.
    pub slug: String,
    /// The end of the link, or the code as it is printed.
    pub secret: String,
    /// Not after.
    pub expires_at: Timestamp,
    /// For whom.
    pub contact: ContactId,
    /// The language in which they read.
    pub language: Option<String>,
}

/// What was typed as a code.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WebCode {
    /// It opened a room of somebody we know.
    Room,
    /// It is printed on a letter: the invitation knows what to do with it.
    Letter(String),
    /// Nothing that opens anything.
    Unknown,
}

impl Service {
    /// The web chat that the person of a conversation can be let into; none where there is none for them.
    pub fn web_room(&self, thread: &Thread) -> Option<&str> {
        if thread.kind != ThreadKind::Person || thread.contact.is_none() {
            return None;
        }
        let fits = |line: &Line| {
            line.channel.kind() == ChannelKind::Web
                && line.area == thread.area
                && (line.audience == thread.audience
                    || line.audience == Audience::Any
                    || thread.audience == Audience::Any)
        };
        let mut rooms: Vec<_> = self.lines.iter().filter(|(_, line)| fits(line)).collect();
        // Their own room first, then one that is only for people like them.
        rooms.sort_by_key(|(slug, line)| {
            (
                **slug != thread.channel,
                line.audience != thread.audience,
                slug.as_str(),
            )
        });
        rooms.first().map(|(slug, _)| slug.as_str())
    }

    /// Makes a key for the person of a conversation.
    pub async fn make_web_key(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        kind: WebKeyKind,
    ) -> Result<MadeWebKey, DeskError> {
        let thread = scope
            .thread(conversation)
            .await?
            .ok_or(DeskError::NotFound)?;
        let slug = self.web_room(&thread).ok_or(DeskError::Unreachable)?;
        let known = thread.contact.as_ref().ok_or(DeskError::Unreachable)?;
        let now = self.now();
        let (secret, printed, expires_at, action) = match kind {
            WebKeyKind::Link => {
                let secret = format!("{:032x}", rand::random::<u128>());
                (secret.clone(), secret, now.plus(LINK), "web_link")
            }
            WebKeyKind::Code => {
                let secret = code::make(rand::random);
                let printed = code::printed(&secret);
                (secret, printed, now.plus(CODE), "web_code")
            }
        };
        let key = NewWebKey {
            hash: self.store.web_key_hash(slug, kind, &secret),
            contact: known.id,
            area: thread.area,
            channel: slug.to_owned(),
            kind,
            by: scope.staff,
            expires_at,
        };
        for _ in 0..TRIES {
            let audit = Entry {
                staff: Some(scope.staff),
                area: Some(thread.area),
                action,
                object: format!("conversation/{conversation}"),
                detail: Some(slug.to_owned()),
            };
            match self.store.add_web_key(&key, audit, now).await {
                Ok(()) => {
                    return Ok(MadeWebKey {
                        slug: slug.to_owned(),
                        secret: printed,
                        expires_at,
                        contact: known.id,
                        language: known
                            .memory
                            .language()
                            .map(|language| self.texts().negotiate(&language).to_owned()),
                    });
                }
                Err(Error::Conflict) => {}
                Err(error) => return Err(error.into()),
            }
        }
        Err(Error::Conflict.into())
    }

    /// Opens a room for a new session with the end of a link; whether it did. A key that opens nothing never says why.
    pub async fn open_web_link(
        &self,
        slug: &str,
        secret: &str,
        session: &str,
    ) -> Result<bool, Error> {
        let hash = self.store.web_key_hash(slug, WebKeyKind::Link, secret);
        self.open(slug, &hash, session).await
    }

    /// The same with a typed code. A letter's code is told apart, so that there is one place to type either.
    pub async fn open_web_code(
        &self,
        slug: &str,
        typed: &str,
        session: &str,
    ) -> Result<WebCode, Error> {
        let Some(Typed::Code(code)) = code::read(typed) else {
            return Ok(WebCode::Unknown);
        };
        let hash = self.store.web_key_hash(slug, WebKeyKind::Code, &code);
        if self.open(slug, &hash, session).await? {
            return Ok(WebCode::Room);
        }
        self.letter(code).await
    }

    /// Says with a code, in the middle of a conversation without a name, who one is: it is one of the contact's from now on. What was
    /// counted before stays where it was.
    pub async fn join_web_code(
        &self,
        slug: &str,
        typed: &str,
        session: &str,
    ) -> Result<WebCode, Error> {
        let Some(Typed::Code(code)) = code::read(typed) else {
            return Ok(WebCode::Unknown);
        };
        let Some(here) = self.web_thread(slug, session).await? else {
            return Ok(WebCode::Unknown);
        };
        let hash = self.store.web_key_hash(slug, WebKeyKind::Code, &code);
        let Some(contact) = self.store.use_web_key(slug, &hash, self.now()).await? else {
            return self.letter(code).await;
        };
        let joined = self.join_contact(here.id, contact).await;
        if !matches!(joined, Ok(true)) {
            self.store.return_web_key(&hash).await?;
        }
        Ok(if joined? {
            WebCode::Room
        } else {
            WebCode::Unknown
        })
    }

    async fn join_contact(&self, here: ConversationId, contact: ContactId) -> Result<bool, Error> {
        let known = self.store.threads_of(contact).await?;
        let Some(known) = known.first() else {
            return Ok(false);
        };
        match self.link_by_person(known.id, here).await {
            Ok(()) => self.arrived(here, "opened").await.map(|()| true),
            // They are known here already.
            Err(LinkError::Nothing) => Ok(true),
            Err(LinkError::Store(error)) => Err(error),
            Err(error) => {
                tracing::warn!(%error, "a code could not join a conversation to its contact");
                Ok(false)
            }
        }
    }

    /// Whether a code is one of a letter that is still good.
    async fn letter(&self, code: String) -> Result<WebCode, Error> {
        let hash = self.store.code_hash(&code);
        let known = self
            .store
            .invitations(std::slice::from_ref(&hash))
            .await?
            .remove(&hash)
            .filter(|letter| letter.used_at.is_none() && letter.expires_at > self.now());
        Ok(known.map_or(WebCode::Unknown, |_| WebCode::Letter(code)))
    }

    async fn open(&self, slug: &str, hash: &str, session: &str) -> Result<bool, Error> {
        let Some(contact) = self.store.use_web_key(slug, hash, self.now()).await? else {
            return Ok(false);
        };
        let opened = self.enter(slug, session, contact).await;
        if opened.is_err() {
            // The person did nothing wrong: their key shall still be good.
            self.store.return_web_key(hash).await?;
        }
        opened
    }

    /// Begins a conversation of a contact in a session; false when they are not there any more.
    async fn enter(&self, slug: &str, session: &str, contact: ContactId) -> Result<bool, Error> {
        let external = ExternalId(session.to_owned());
        let added = self
            .add_address(
                slug,
                &web_thread(session),
                &external,
                contact,
                AddressState::Ok,
            )
            .await;
        let conversation = match added {
            Ok(conversation) => conversation,
            Err(LinkError::Store(error)) => return Err(error),
            Err(error) => {
                tracing::warn!(%error, "a key could not open a room for its contact");
                return Ok(false);
            }
        };
        self.arrived(conversation, "opened").await?;
        metrics::counter!("tsunagi_web_keys_used").increment(1);
        Ok(true)
    }

    /// Opening a link of one's own, or joining another address, is an act: it counts, and staff see it.
    pub(crate) async fn arrived(
        &self,
        conversation: ConversationId,
        what: &str,
    ) -> Result<(), Error> {
        for _ in 0..TRIES {
            let Some(thread) = self.store.thread(conversation).await? else {
                return Ok(());
            };
            let mut work = Work::new(self, self.now());
            let at = work.add(thread);
            let now = work.now;
            work.changes.threads[at].last_in_at = Some(now);
            work.count(at, Direction::In, true, None, None, now);
            work.act_without_words(at, what);
            match self.commit(work).await {
                Err(Error::Conflict) => {}
                other => return other,
            }
        }
        Ok(())
    }
}
