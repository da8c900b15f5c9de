//! What staff record about a person outside the chat: whether they met, which support began and ended.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use serde::Deserialize;
use tsunagi_store::Destination;

use crate::App;
use crate::action::{refused, to};
use crate::failure::Failure;
use crate::page::conversation::{Unsent, id_of};
use crate::session::Visitor;

#[derive(Deserialize)]
pub(crate) struct Met {
    slot: String,
    /// `done` or `missed`.
    what: String,
}

#[derive(Deserialize)]
pub(crate) struct Begun {
    destination: String,
}

#[derive(Deserialize)]
pub(crate) struct Ended {
    link: String,
}

/// Another child on the same account.
#[derive(Deserialize)]
pub(crate) struct Sibling {
    number: String,
}

/// Who speaks.
#[derive(Deserialize)]
pub(crate) struct Speaks {
    case: String,
}

/// きょうだいのケースを作る.
pub(crate) async fn add_sibling(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(sibling): Form<Sibling>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    match app
        .service
        .add_sibling(&visitor.scope, id, &sibling.number)
        .await
    {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// いま話しているのは.
pub(crate) async fn speaks_for(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(speaks): Form<Speaks>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let case = id_of(&speaks.case)?;
    match app.service.speaks_for(&visitor.scope, id, case).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// 会えました / 会えませんでした.
pub(crate) async fn met(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(met): Form<Met>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let done = met.what == "done";
    match app.service.met(&visitor.scope, id, &met.slot, done).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// 支援が始まった.
pub(crate) async fn begin_support(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(begun): Form<Begun>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let destination: Destination = id_of(&begun.destination)?;
    match app
        .service
        .begin_support(&visitor.scope, id, destination)
        .await
    {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

/// 支援が終わった.
pub(crate) async fn end_support(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(ended): Form<Ended>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let link = id_of(&ended.link)?;
    match app.service.end_support(&visitor.scope, id, link).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}
