//! One person in the web chat and on a messenger: they prove themselves to the platform, by its login or from the chat there
//! ([`crate::account_link`]), and the two conversations are one person's from then on. Neither shows what was said in the other.

use tsunagi_channel::{Channel, Login, SendError};
use tsunagi_model::{Audience, ConversationId, ExternalId, Role, Span};
use tsunagi_store::{AddressState, Contact, Error, LinkWay, NewLinkKey, Thread};

use crate::desk::TRIES;
use crate::link::{LinkError, are_apart};
use crate::{Line, Service};

/// How long a person may take on the platform's pages. A link token of LINE's lives as long.
const PATIENCE: Span = Span::minutes(10);

/// A person who is sent to the platform's login.
pub struct Departure {
    /// What their browser keeps and shows when it comes back; nobody else may see it.
    pub secret: String,
    /// The platform's page.
    pub address: String,
}

/// Why the conversations of somebody are not joined.
#[derive(Debug, thiserror::Error)]
pub enum BridgeError {
    /// There is no account of a messenger that could be joined.
    #[error("no account of a messenger fits")]
    NoWay,
    /// Nothing was said yet, or nothing that tells which of several accounts it could be.
    #[error("too early to tell")]
    TooEarly,
    /// The secret is unknown, used, too old, or of another browser.
    #[error("not a login that this browser began")]
    Stale,
    /// The person would rather not, or the platform says so in their name.
    #[error("the platform brought no proof")]
    Declined,
    /// The platform does not confirm it.
    #[error("the platform does not confirm who it is")]
    Unproven,
    /// The platform does not answer.
    #[error("the platform does not answer")]
    Away,
    /// A child's and a guardian's, of two municipalities, or of two cases.
    #[error("the addresses are not one person's: {0}")]
    Apart(LinkError),
    /// The store.
    #[error(transparent)]
    Store(#[from] Error),
}

impl From<LinkError> for BridgeError {
    fn from(error: LinkError) -> Self {
        match error {
            LinkError::Store(error) => Self::Store(error),
            LinkError::NotFound => Self::Stale,
            error => Self::Apart(error),
        }
    }
}

impl Service {
    /// Whether people in this web chat can go on in a messenger by themselves.
    pub fn leads_on(&self, slug: &str) -> bool {
        self.lines.get(slug).is_some_and(|room| {
            self.lines.values().any(|line| {
                line.channel.has_login()
                    && line.area == room.area
                    && !are_apart(line.audience, room.audience)
            })
        })
    }

    /// Sends the person of a session of the web chat to a messenger's login, which leads back to `redirect`.
    pub async fn begin_login(
        &self,
        slug: &str,
        session: &str,
        redirect: &str,
    ) -> Result<Departure, BridgeError> {
        let web = self.web_thread(slug, session).await?;
        let web = web.ok_or(BridgeError::TooEarly)?;
        let (channel, line) = self.partner(&web, |channel| channel.has_login())?;
        let secret = secret();
        let proofs = self.store.login_proofs(&secret);
        let login = Login {
            redirect,
            state: &proofs.state,
            nonce: &proofs.nonce,
            verifier: &proofs.verifier,
        };
        let address = line
            .channel
            .login_address(&login)
            .ok_or(BridgeError::NoWay)?;
        self.keep_link_key(LinkWay::Login, &secret, &web, channel)
            .await?;
        Ok(Departure { secret, address })
    }

    /// Ends a login: `secret` is what the browser kept, `state` and `code` stand in the address by which it came back, no code where the
    /// platform had none to give. Whether the account can write to the person already; if not, it can once they have added it.
    pub async fn finish_login(
        &self,
        redirect: &str,
        secret: &str,
        state: &str,
        code: Option<&str>,
    ) -> Result<bool, BridgeError> {
        let proofs = self.store.login_proofs(secret);
        if !proofs.knows(state) {
            return Err(BridgeError::Stale);
        }
        let hash = self.store.link_key_hash(LinkWay::Login, secret);
        let (web, slug) = self
            .store
            .use_link_key(&hash, self.now())
            .await?
            .ok_or(BridgeError::Stale)?;
        let code = code.ok_or(BridgeError::Declined)?;
        let line = self.lines.get(&slug).ok_or(BridgeError::NoWay)?;
        let login = Login {
            redirect,
            state: &proofs.state,
            nonce: &proofs.nonce,
            verifier: &proofs.verifier,
        };
        let proven = line.channel.login(&login, code).await.map_err(|error| {
            tracing::warn!(%error, channel = slug, "a login could not be confirmed");
            match error {
                SendError::Refused { .. } => BridgeError::Unproven,
                _ => BridgeError::Away,
            }
        })?;
        if !proven.reachable {
            tracing::warn!(
                channel = slug,
                "somebody proved a login whom the account does not know: they did not add it, or the login channel is another provider's"
            );
        }
        self.unite(web, &slug, &proven.id, proven.reachable).await?;
        Ok(proven.reachable)
    }

    /// Makes a conversation of the web chat and an address of a messenger one person's.
    pub(crate) async fn unite(
        &self,
        web: ConversationId,
        slug: &str,
        id: &ExternalId,
        reachable: bool,
    ) -> Result<(), BridgeError> {
        let mut tries = TRIES;
        let joined = loop {
            let joined = match self.join_address(web, slug, id, reachable).await {
                // Their first words there may have come in between.
                Err(BridgeError::Store(Error::Conflict)) if tries > 1 => {
                    tries -= 1;
                    continue;
                }
                joined => joined?,
            };
            break joined;
        };
        if joined {
            self.arrived(web, "linked").await?;
            metrics::counter!("tsunagi_messengers_joined").increment(1);
        }
        Ok(())
    }

    /// Whether there was anything to join.
    async fn join_address(
        &self,
        web: ConversationId,
        slug: &str,
        id: &ExternalId,
        reachable: bool,
    ) -> Result<bool, BridgeError> {
        let web = self.store.thread(web).await?.ok_or(BridgeError::Stale)?;
        let mine = web.contact.as_ref().ok_or(BridgeError::Stale)?;
        if let Some(there) = self.address(slug, id).await? {
            let theirs = there.contact.as_ref().ok_or(BridgeError::Stale)?;
            let (kept, joined) = if is_known_better(theirs, mine) {
                (there.id, web.id)
            } else {
                (web.id, there.id)
            };
            match self.link_by_person(kept, joined).await {
                Ok(()) => {}
                Err(LinkError::Nothing) => return Ok(false),
                Err(error) => return Err(error.into()),
            }
        } else {
            let state = if reachable {
                AddressState::Ok
            } else {
                AddressState::Left
            };
            self.add_address(slug, &person(id), id, mine.id, state)
                .await?;
        }
        // They asked for it to go on there; where nothing can be written yet, it comes first once it can.
        if let Some(there) = self.address(slug, id).await? {
            self.put_first(&there, None).await?;
        }
        Ok(true)
    }

    /// The conversation of an address of a messenger.
    pub(crate) async fn address(
        &self,
        slug: &str,
        id: &ExternalId,
    ) -> Result<Option<Thread>, Error> {
        let hash = self.store.thread_hash(slug, &person(id));
        let mut found = self.store.threads(&[(slug, &hash)]).await?;
        Ok(found.remove(&(slug.to_owned(), hash)))
    }

    pub(crate) async fn keep_link_key(
        &self,
        way: LinkWay,
        secret: &str,
        web: &Thread,
        channel: &str,
    ) -> Result<(), Error> {
        let now = self.now();
        let key = NewLinkKey {
            hash: &self.store.link_key_hash(way, secret),
            conversation: web.id,
            channel,
            expires_at: now.plus(PATIENCE),
        };
        self.store.add_link_key(&key, now).await
    }

    /// The account of a messenger that the person of a web chat may go on with: for people like them, or for anybody.
    pub(crate) fn partner(
        &self,
        web: &Thread,
        fits: impl Fn(&dyn Channel) -> bool,
    ) -> Result<(&str, &Line), BridgeError> {
        let who = match web.role() {
            Role::Child => Audience::Child,
            Role::Parent => Audience::Guardian,
            _ => web.audience,
        };
        let mut lines: Vec<_> = self
            .lines
            .iter()
            .filter(|(_, line)| {
                line.area == web.area
                    && !are_apart(line.audience, who)
                    && fits(line.channel.as_ref())
            })
            .map(|(slug, line)| (slug.as_str(), line))
            .collect();
        lines.sort_by_key(|(slug, line)| (line.audience != who, *slug));
        let (first, rest) = lines.split_first().ok_or(BridgeError::NoWay)?;
        // Whoever has not said who they are is led to a child's account or a guardian's only where there is no choice.
        if rest
            .iter()
            .any(|(_, line)| are_apart(line.audience, first.1.audience))
        {
            return Err(BridgeError::TooEarly);
        }
        Ok(*first)
    }
}

/// Staff know the person by the contact that has a case, else by the older one: that one stays.
fn is_known_better(one: &Contact, other: &Contact) -> bool {
    (one.case.is_none(), one.created_at) < (other.case.is_none(), other.created_at)
}

/// The thread of a person, as the messenger's channel names it.
fn person(id: &ExternalId) -> String {
    format!("user:{}", id.0)
}

/// 256 bits that nobody guesses.
pub(crate) fn secret() -> String {
    format!(
        "{:032x}{:032x}",
        rand::random::<u128>(),
        rand::random::<u128>()
    )
}
