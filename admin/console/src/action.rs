//! What staff do in a conversation: each a plain form, answered with the way back to the page.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::DeskError;
use tsunagi_model::{AlertId, ConversationId, HandBack};

use crate::App;
use crate::failure::Failure;
use crate::page::conversation::{From, REASONS, Unsent, id_of, page};
use crate::session::{Visitor, inside};

/// Words to the person.
#[derive(Deserialize)]
pub(crate) struct Reply {
    text: String,
}

/// Words among staff; a type of its own, so that no handler can take one for the other.
#[derive(Deserialize)]
pub(crate) struct Note {
    note: String,
}

#[derive(Deserialize)]
pub(crate) struct How {
    how: String,
}

#[derive(Deserialize)]
pub(crate) struct Why {
    why: String,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    number: String,
}

#[derive(Deserialize)]
pub(crate) struct Back {
    #[serde(default)]
    back: String,
}

pub(crate) fn to(id: ConversationId) -> Response {
    Redirect::to(&format!("/console/c/{id}#latest")).into_response()
}

/// The way back to one entry of the conversation.
pub(crate) fn to_entry(id: ConversationId, entry: &str) -> Response {
    Redirect::to(&format!("/console/c/{id}#{entry}")).into_response()
}

/// Shows the conversation again with what went wrong, and with the words that were typed.
pub(crate) async fn refused(
    app: &App,
    visitor: &Visitor,
    id: ConversationId,
    error: DeskError,
    mut unsent: Unsent,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    unsent.problem = Some(match error {
        DeskError::NotFound => return Err(Failure::NotFound),
        DeskError::Store(error) if !error.is_retryable() => return Err(error.into()),
        DeskError::Store(_) => w.t("console-problem-busy"),
        DeskError::Held { by } => w.t1("console-problem-held", "name", by),
        DeskError::Empty => w.t("console-problem-empty"),
        DeskError::TooLong { limit } => {
            w.t1("console-problem-too-long", "limit", limit.to_string())
        }
        DeskError::Taken => w.t("console-problem-case-taken"),
        DeskError::WindowClosed => w.t("console-problem-window-closed"),
        DeskError::Unreachable => w.t("console-problem-unreachable"),
        DeskError::NoCase => w.t("console-problem-no-case"),
        DeskError::Gone => w.t("console-problem-gone"),
        DeskError::Away => w.t("webroom-link-away"),
    });
    page(app, visitor, id, &From::default(), unsent).await
}

/// 引き受ける.
pub(crate) async fn take(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    match app.service.take(&visitor.scope, id).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// 返事.
pub(crate) async fn reply(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(reply): Form<Reply>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    // Browsers send line ends as CRLF; the person gets what was typed.
    let text = reply.text.replace("\r\n", "\n");
    match app.service.reply(&visitor.scope, id, text.trim()).await {
        Ok(()) => Ok(to(id)),
        Err(error) => {
            refused(
                &app,
                &visitor,
                id,
                error,
                Unsent {
                    reply: text,
                    ..Unsent::default()
                },
            )
            .await
        }
    }
}

/// 会話を戻す.
pub(crate) async fn hand_back(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(how): Form<How>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    // Whatever is not one of the three words: the one that sends nothing.
    let how = how.how.parse().unwrap_or(HandBack::Silent);
    match app.service.hand_back(&visitor.scope, id, how).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// メモ.
pub(crate) async fn note(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(note): Form<Note>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let text = note.note.replace("\r\n", "\n");
    match app.service.note(&visitor.scope, id, text.trim()).await {
        Ok(()) => Ok(to(id)),
        Err(error) => {
            refused(
                &app,
                &visitor,
                id,
                error,
                Unsent {
                    note: text,
                    ..Unsent::default()
                },
            )
            .await
        }
    }
}

/// 人を呼ぶ.
pub(crate) async fn ask_person(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(why): Form<Why>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let why = REASONS
        .into_iter()
        .find(|reason| *reason == why.why)
        .unwrap_or(REASONS[0]);
    match app.service.ask_person(&visitor.scope, id, why).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// ケースにする.
pub(crate) async fn open_case(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(case): Form<Case>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    match app
        .service
        .open_case(&visitor.scope, id, &case.number)
        .await
    {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// 確認しました. A second click of the same finger, or a colleague who was faster, is no error.
pub(crate) async fn acknowledge(
    visitor: Visitor,
    Path(id): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Failure> {
    let id: AlertId = id_of(&id)?;
    visitor.scope.acknowledge(id, visitor.words.now).await?;
    Ok(Redirect::to(inside(&back.back)).into_response())
}

/// 対応を終える.
pub(crate) async fn close_alert(
    visitor: Visitor,
    Path(id): Path<String>,
    Form(back): Form<Back>,
) -> Result<Response, Failure> {
    let id: AlertId = id_of(&id)?;
    visitor.scope.close_alert(id, visitor.words.now).await?;
    Ok(Redirect::to(inside(&back.back)).into_response())
}
