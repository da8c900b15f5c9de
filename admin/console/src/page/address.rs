//! The addresses of a contact: where they can be written to, which one comes first, linking and unlinking.

use std::collections::HashMap;

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use tsunagi_dispatch::LinkError;
use tsunagi_model::{ChannelKind, ConversationId};
use tsunagi_store::{AddressState, Thread};

use crate::App;
use crate::action::to;
use crate::failure::Failure;
use crate::page::conversation::{From, Unsent, id_of, page};
use crate::page::row::channel_name;
use crate::session::Visitor;
use crate::words::Words;

/// One address of a contact.
pub(crate) struct AddressView {
    pub id: String,
    pub channel: String,
    /// Whether it can be written to, in words.
    pub state: String,
    /// It is the one whose page this is.
    pub here: bool,
    pub preferred: bool,
    /// It came from another contact and can go back.
    pub joined: bool,
}

impl AddressView {
    /// The addresses of the contact of a conversation.
    pub fn all(
        w: &Words,
        kinds: &HashMap<String, ChannelKind>,
        here: ConversationId,
        threads: &[Thread],
    ) -> Vec<Self> {
        let view = |thread: &Thread| Self {
            id: thread.id.to_string(),
            channel: channel_name(w, kinds, &thread.channel),
            state: w.t(match thread.state {
                AddressState::Ok => "console-address-ok",
                AddressState::Blocked => "console-address-blocked",
                AddressState::Left => "console-address-left",
            }),
            here: thread.id == here,
            preferred: thread.preferred && thread.state == AddressState::Ok,
            joined: thread.first_contact().is_some(),
        };
        threads.iter().map(view).collect()
    }
}

/// The other conversation, as its address (copied from the browser) or its id.
#[derive(Deserialize)]
pub(crate) struct Other {
    other: String,
}

/// 同じ人としてまとめる: this conversation stays, the other one joins its contact.
pub(crate) async fn link(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(other): Form<Other>,
) -> Result<Response, Failure> {
    let id: ConversationId = id_of(&id)?;
    let Some(other) = conversation_in(&other.other) else {
        let problem = visitor.words.t("console-link-not-found");
        return again(&app, &visitor, id, problem).await;
    };
    let done = app.service.link(&visitor.scope, id, other).await;
    answered(&app, &visitor, id, done).await
}

/// 分ける.
pub(crate) async fn unlink(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ConversationId = id_of(&id)?;
    let done = app.service.unlink(&visitor.scope, id).await;
    answered(&app, &visitor, id, done).await
}

/// ここを先にする.
pub(crate) async fn prefer(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id: ConversationId = id_of(&id)?;
    let done = app.service.prefer(&visitor.scope, id).await;
    answered(&app, &visitor, id, done).await
}

async fn answered(
    app: &App,
    visitor: &Visitor,
    id: ConversationId,
    done: Result<(), LinkError>,
) -> Result<Response, Failure> {
    let text = match done {
        Ok(()) => return Ok(to(id)),
        Err(LinkError::Store(error)) => return Err(error.into()),
        Err(LinkError::NotFound) => "console-link-not-found",
        Err(LinkError::Nothing) => "console-link-nothing",
        Err(LinkError::OtherArea) => "console-link-other-area",
        Err(LinkError::OtherAudience) => "console-link-other-audience",
        Err(LinkError::OtherCase) => "console-link-other-case",
    };
    again(app, visitor, id, visitor.words.t(text)).await
}

async fn again(
    app: &App,
    visitor: &Visitor,
    id: ConversationId,
    problem: String,
) -> Result<Response, Failure> {
    let unsent = Unsent {
        problem: Some(problem),
        ..Unsent::default()
    };
    page(app, visitor, id, &From::default(), unsent).await
}

/// The conversation that a pasted address names.
fn conversation_in(text: &str) -> Option<ConversationId> {
    let text = text.trim();
    let text = text.split(['?', '#']).next().unwrap_or_default();
    let mut parts = text.trim_end_matches('/').rsplit('/');
    parts.next()?.parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_conversation_is_read_from_what_a_browser_shows() {
        let id = "01890000-0000-7000-8000-000000000001";
        let known: ConversationId = id.parse().unwrap();
        for text in [
            id.to_owned(),
            format!(" /console/c/{id} "),
            format!("https://a.example/console/c/{id}?before=x#latest"),
            format!("https://a.example/console/c/{id}/"),
        ] {
            assert_eq!(conversation_in(&text), Some(known), "{text}");
        }
        for text in ["", "https://a.example/console/inbox", "ひばり 42"] {
            assert_eq!(conversation_in(text), None, "{text}");
        }
    }
}
