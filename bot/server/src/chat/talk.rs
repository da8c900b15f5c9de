//! What the page posts and asks for: a session, messages, what is new, a ticket for the stream.

use std::sync::Arc;
use std::time::Instant;

use axum::Json;
use axum::body::Bytes;
use axum::extract::rejection::BytesRejection;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use serde::{Deserialize, Serialize};
use tsunagi_dispatch::WebCode;
use tsunagi_model::MessageId;
use tsunagi_store::{Line, Thread};

use super::line::News;
use super::{Chat, LINES, LONGEST, away, fresh, is_code, refused, written_at};

/// How a session begins.
pub(super) enum Way<'a> {
    /// Nobody is asked who they are; a letter's code may have come with the address.
    Anonymous(Option<&'a str>),
    /// With the end of a link that was made for somebody.
    Key(&'a str),
    /// With a code that somebody typed.
    Typed(&'a str),
}

/// A session that began.
pub(super) struct Beginning {
    /// What proves it.
    pub token: String,
    /// Whether it is a room of somebody we know.
    pub known: bool,
}

impl Chat {
    /// A new session. 403 for every key and code that opens nothing; which of the reasons it is, nobody is told.
    pub(super) async fn begin(
        &self,
        slug: &str,
        lang: Option<&str>,
        way: Way<'_>,
    ) -> Result<Beginning, StatusCode> {
        if self.area(slug).is_none() {
            return Err(StatusCode::NOT_FOUND);
        }
        if !self.begins.take(slug, Instant::now()) {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        let (session, token) = self.signer.begin(slug, rand::random());
        let lang = lang.filter(|lang| is_code(lang));
        let letter = match way {
            Way::Anonymous(code) => code.filter(|code| is_code(code)).map(str::to_owned),
            Way::Key(key) => {
                self.may_try(slug)?;
                let opened = self.service.open_web_link(slug, key, &session).await;
                return if opened.map_err(|error| away(&error))? {
                    Ok(Beginning { token, known: true })
                } else {
                    Err(StatusCode::FORBIDDEN)
                };
            }
            Way::Typed(typed) => {
                self.may_try(slug)?;
                let found = self.service.open_web_code(slug, typed, &session).await;
                match found.map_err(|error| away(&error))? {
                    WebCode::Room => return Ok(Beginning { token, known: true }),
                    WebCode::Letter(code) => Some(code),
                    WebCode::Unknown => return Err(StatusCode::FORBIDDEN),
                }
            }
        };
        // The first event of somebody new is a `follow`, so that the invitation starts by itself.
        let event = Event {
            id: "follow",
            kind: "follow",
            session: &session,
            text: None,
            data: letter.as_deref(),
            at: self.service.now().as_millis(),
            lang,
        };
        self.receive(slug, &session, &event).await?;
        Ok(Beginning {
            token,
            known: false,
        })
    }

    /// Whether one more key or code may be tried on this channel now.
    pub(super) fn may_try(&self, slug: &str) -> Result<(), StatusCode> {
        if self.tries.take(slug, Instant::now()) {
            Ok(())
        } else {
            Err(StatusCode::TOO_MANY_REQUESTS)
        }
    }

    /// Takes what somebody wrote, chose or takes back; when this is over it is on disk.
    pub(super) async fn take(
        &self,
        slug: &str,
        session: &str,
        post: &Post,
    ) -> Result<(), StatusCode> {
        if let Some(problem) = post.problem() {
            return Err(problem);
        }
        if !self.sends.take(session, Instant::now()) {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        let event = Event {
            id: &post.id,
            kind: &post.kind,
            session,
            text: post.text.as_deref(),
            data: post.data.as_deref(),
            at: written_at(post.at, self.service.now()),
            lang: post.lang.as_deref().filter(|lang| is_code(lang)),
        };
        self.receive(slug, session, &event).await
    }

    /// Makes an event durable.
    pub(super) async fn receive(
        &self,
        slug: &str,
        session: &str,
        event: &Event<'_>,
    ) -> Result<(), StatusCode> {
        let event = serde_json::to_string(event).map_err(|_| StatusCode::BAD_REQUEST)?;
        self.service
            .receive_web(slug, session, vec![event])
            .await
            .map_err(refused)?;
        Ok(())
    }

    /// The conversation of a session and what its person may see of it, after a line they have seen.
    pub(super) async fn lines(
        &self,
        slug: &str,
        session: &str,
        after: Option<MessageId>,
    ) -> Result<(Option<Thread>, Vec<Line>), StatusCode> {
        let thread = self
            .service
            .web_thread(slug, session)
            .await
            .map_err(|error| away(&error))?;
        let lines = match &thread {
            Some(thread) => self
                .service
                .store()
                .person_lines(thread, after, LINES, self.service.now())
                .await
                .map_err(|error| away(&error))?,
            None => Vec::new(),
        };
        Ok((thread, lines))
    }
}

/// What the page says when it begins.
#[derive(Deserialize, Default)]
pub(super) struct Wish {
    /// The language of the page.
    lang: Option<String>,
    /// The code of an invitation that came with the address.
    code: Option<String>,
    /// The end of a link that was made for somebody.
    key: Option<String>,
    /// A code that was typed.
    typed: Option<String>,
}

#[derive(Serialize)]
struct Begun {
    token: String,
    now: i64,
    /// Whether this is a room of somebody we know.
    known: bool,
}

/// A new session.
pub(super) async fn begin(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, StatusCode> {
    let body = body.map_err(|refused| refused.status())?;
    let wish: Wish = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    let way = match (&wish.key, &wish.typed) {
        (Some(key), _) => Way::Key(key),
        (None, Some(typed)) => Way::Typed(typed),
        (None, None) => Way::Anonymous(wish.code.as_deref()),
    };
    let Beginning { token, known } = chat.begin(&slug, wish.lang.as_deref(), way).await?;
    let now = chat.service.now().as_millis();
    Ok(fresh(Json(Begun { token, now, known })))
}

/// What the page posts.
#[derive(Deserialize)]
pub(super) struct Post {
    pub id: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub text: Option<String>,
    pub data: Option<String>,
    pub at: Option<i64>,
    pub lang: Option<String>,
}

impl Post {
    /// Why it cannot be taken, if it cannot.
    fn problem(&self) -> Option<StatusCode> {
        let words = self.text.as_deref().unwrap_or_default();
        let data = self.data.as_deref().unwrap_or_default();
        if words.chars().count() > LONGEST {
            return Some(StatusCode::PAYLOAD_TOO_LARGE);
        }
        let whole = match self.kind.as_str() {
            "text" => !words.trim().is_empty(),
            "choice" | "unsend" => !data.is_empty() && data.chars().count() <= 300,
            _ => false,
        };
        (!whole || !is_code(&self.id)).then_some(StatusCode::BAD_REQUEST)
    }
}

/// One event as the web channel reads it.
#[derive(Serialize)]
pub(super) struct Event<'a> {
    pub id: &'a str,
    #[serde(rename = "type")]
    pub kind: &'a str,
    pub session: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<&'a str>,
    pub at: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lang: Option<&'a str>,
}

/// Takes one event; 200 means it is on disk.
pub(super) async fn send(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    body: Result<Bytes, BytesRejection>,
) -> Result<StatusCode, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    let body = body.map_err(|refused| refused.status())?;
    let post: Post = serde_json::from_slice(&body).map_err(|_| StatusCode::BAD_REQUEST)?;
    chat.take(&slug, &session, &post).await?;
    Ok(StatusCode::OK)
}

#[derive(Deserialize)]
pub(super) struct After {
    after: Option<String>,
}

/// The lines the person may see, after one they have seen.
pub(super) async fn messages(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(query): Query<After>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    let after = match query.after.as_deref() {
        None | Some("") => None,
        Some(id) => Some(
            id.parse::<MessageId>()
                .map_err(|_| StatusCode::BAD_REQUEST)?,
        ),
    };
    let (thread, lines) = chat.lines(&slug, &session, after).await?;
    let now = chat.service.now().as_millis();
    Ok(fresh(Json(News::new(now, thread.as_ref(), lines))))
}

#[derive(Serialize)]
struct Ticket {
    ticket: String,
}

/// A ticket for the stream, because an address cannot carry the bearer token safely.
pub(super) async fn ticket(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    Ok(fresh(Json(Ticket {
        ticket: chat.signer.ticket(&slug, &session, chat.service.now()),
    })))
}
