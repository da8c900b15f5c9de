//! Joining from a messenger's side: the platform's account link. Staff send the invitation, the person confirms it in their room of the web
//! chat, and the platform proves in an event who did.

use std::collections::HashMap;

use tsunagi_channel::SendError;
use tsunagi_model::{
    Controller, ConversationId, ExternalId, Inbound, InboundKind, IntakeId, Source, Timestamp,
};
use tsunagi_store::{Error, Intake, LinkWay, Scope, Thread};

use crate::Service;
use crate::bridge::{BridgeError, secret};
use crate::desk::DeskError;
use crate::turn::{Occurrence, Work};

impl Service {
    /// Sends the person of a session of the web chat, who came with a link token from a messenger's chat, back there: the platform's
    /// last page.
    pub async fn begin_account_link(
        &self,
        slug: &str,
        session: &str,
        link_token: &str,
    ) -> Result<String, BridgeError> {
        let web = self.web_thread(slug, session).await?;
        let web = web.ok_or(BridgeError::TooEarly)?;
        let nonce = secret();
        let (channel, line) = self.partner(&web, |channel| channel.has_account_link())?;
        let address = line
            .channel
            .link_dialog(link_token, &nonce)
            .ok_or(BridgeError::NoWay)?;
        self.keep_link_key(LinkWay::Account, &nonce, &web, channel)
            .await?;
        Ok(address)
    }

    /// Whether the person of a messenger's conversation can be invited to join it with a room of theirs in the web chat.
    pub fn may_link(&self, thread: &Thread) -> bool {
        let line = self.lines.get(&thread.channel);
        line.is_some_and(|line| line.channel.has_account_link()) && self.web_room(thread).is_some()
    }

    /// Sends the person of a messenger's conversation the address by which they join it with their room in the web chat.
    pub async fn invite_to_link(
        &self,
        scope: &Scope,
        conversation: ConversationId,
        base: &str,
    ) -> Result<(), DeskError> {
        let thread = scope
            .thread(conversation)
            .await?
            .ok_or(DeskError::NotFound)?;
        let (Some(room), Some(line)) = (self.web_room(&thread), self.lines.get(&thread.channel))
        else {
            return Err(DeskError::Unreachable);
        };
        if !thread.is_reachable() {
            return Err(DeskError::Unreachable);
        }
        let texts = self.texts();
        let wanted = thread
            .contact
            .as_ref()
            .and_then(|contact| contact.memory.language());
        let language = texts.negotiate(wanted.as_deref().unwrap_or("ja"));
        let page = format!("{base}/chat/{room}?lang={language}");
        let address = line
            .channel
            .link_address(&thread.external, &page)
            .await
            .map_err(|error| match error {
                SendError::Unsupported | SendError::Gone | SendError::Blocked => {
                    DeskError::Unreachable
                }
                _ => DeskError::Away,
            })?;
        let role = thread.role().as_str().into();
        let args = [("address", address.as_str().into()), ("role", role)];
        let text = texts.text(language, "link-invite", &args).text;
        self.reply(scope, conversation, &text).await
    }

    /// Joins the conversations that people linked from a messenger's chat, and whether it was done, by event. Done before the events are
    /// worked on: whoever decides them again finds it done.
    pub(crate) async fn link_accounts(
        &self,
        events: &[Intake],
        inbounds: &[Inbound],
    ) -> Result<HashMap<IntakeId, bool>, Error> {
        let mut done = HashMap::new();
        for (event, inbound) in events.iter().zip(inbounds) {
            let InboundKind::AccountLink { nonce } = &inbound.kind else {
                continue;
            };
            let (Source::Person(id), Some(line)) =
                (&inbound.source, self.lines.get(&event.channel))
            else {
                continue;
            };
            if !line.channel.has_account_link() {
                continue;
            }
            let linked = match nonce {
                Some(nonce) => {
                    self.link_account(&event.channel, id, nonce, event.received_at)
                        .await?
                }
                None => false,
            };
            done.insert(event.id, linked);
        }
        Ok(done)
    }

    async fn link_account(
        &self,
        slug: &str,
        id: &ExternalId,
        nonce: &str,
        at: Timestamp,
    ) -> Result<bool, Error> {
        let hash = self.store.link_key_hash(LinkWay::Account, nonce);
        let Some((web, _)) = self.store.use_link_key(&hash, at).await? else {
            // An earlier try of the same event may have done it.
            let Some(web) = self.store.used_link_key(&hash).await? else {
                return Ok(false);
            };
            let (web, there) = (self.store.thread(web).await?, self.address(slug, id).await?);
            let contact = |thread: &Thread| thread.contact.as_ref().map(|contact| contact.id);
            let ids = (
                web.as_ref().and_then(contact),
                there.as_ref().and_then(contact),
            );
            return Ok(ids.0.is_some() && ids.0 == ids.1);
        };
        match self.unite(web, slug, id, true).await {
            Ok(()) => Ok(true),
            Err(BridgeError::Store(error)) => {
                self.store.return_link_key(&hash).await?;
                Err(error)
            }
            Err(error) => {
                tracing::warn!(%error, channel = slug, "an account could not be linked");
                Ok(false)
            }
        }
    }
}

impl Work<'_> {
    /// What became of linking an account: staff see it, and the script says it where it holds the pen.
    pub(crate) fn account_linked(&mut self, at: usize, done: bool, occurrence: &Occurrence) {
        let (kind, text) = if done {
            ("linked", "link-done")
        } else {
            ("link_failed", "link-failed")
        };
        if let Some(message) = self.changes.messages.last_mut() {
            kind.clone_into(&mut message.kind);
        }
        if self.changes.threads[at].controller == Controller::Flow {
            let say = tsunagi_flow::Say {
                text: text.to_owned(),
                ..tsunagi_flow::Say::default()
            };
            self.say(at, &[say], occurrence);
        }
    }
}
