//! The door that a link opens, and the code that says who one is. Looking at the door uses nothing up, because messengers look at every
//! address they carry; only the button does.

use std::sync::Arc;

use axum::Form;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use tsunagi_dispatch::WebCode;

use super::page::{Wish, room};
use super::plain::{self, cross_site};
use super::talk::{Post, Way};
use super::{Chat, away, is_code};

/// Shows the door; whether the key opens anything is not looked at.
pub(super) async fn door(
    State(chat): State<Arc<Chat>>,
    Path((slug, key)): Path<(String, String)>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let key = is_code(&key).then_some(key.as_str());
    room(&chat, &slug, &wish, key, &headers)
}

/// What the door's form carries.
#[derive(Deserialize)]
pub(super) struct Enter {
    lang: Option<String>,
}

/// Opens the door without a script: the plain room, or one sentence that is the same for every key that opens nothing.
pub(super) async fn enter(
    State(chat): State<Arc<Chat>>,
    Path((slug, key)): Path<(String, String)>,
    headers: HeaderMap,
    Form(enter): Form<Enter>,
) -> Result<Response, StatusCode> {
    if cross_site(&headers) {
        return Err(StatusCode::FORBIDDEN);
    }
    let lang = enter.lang.as_deref();
    match chat.begin(&slug, lang, Way::Key(&key)).await {
        Ok(begun) => Ok(plain::welcome(&chat, &slug, lang, &begun).await),
        Err(status @ (StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS)) => Ok(
            plain::refused_door(&chat, &slug, lang, &headers, status, "key"),
        ),
        Err(status) => Err(status),
    }
}

/// A code that is typed in the middle of a talk.
#[derive(Deserialize)]
struct Typed {
    typed: String,
    /// The page's id, should it be a letter's code: then it is a message like any other.
    id: String,
}

/// Says who one is: 200 when the code was right, 202 when the invitation will answer, 403 for all others.
pub(super) async fn join(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    let body = body.map_err(|refused| refused.status())?;
    let Typed { typed, id } = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    chat.may_try(&slug)?;
    let found = chat.service.join_web_code(&slug, &typed, &session).await;
    match found.map_err(|error| away(&error))? {
        WebCode::Room => Ok(StatusCode::OK),
        WebCode::Letter(code) => {
            let post = Post {
                id,
                kind: "text".to_owned(),
                text: Some(code),
                data: None,
                at: None,
                lang: None,
            };
            chat.take(&slug, &session, &post).await?;
            Ok(StatusCode::ACCEPTED)
        }
        WebCode::Unknown => Err(StatusCode::FORBIDDEN),
    }
}
