//! The chat as plain forms, for browsers without a script: the same conversation, read and written page by page.
//!
//! The session is a cookie that no script can read, that goes to this chat only and dies with the browser; "hide" ends it at once.

use std::fmt::Write as _;
use std::sync::Arc;
use std::time::{Duration, Instant};

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tsunagi_model::{Choice, Controller};
use tsunagi_store::Change;

use super::line::Shown;
use super::page::{Language, emergency, hotlines, html, languages};
use super::talk::{Beginning, Post, Way};
use super::words::{Piece, Words, pieces};
use super::{Chat, assets, is_code};

/// How long a page waits for what it is to show.
const PATIENCE: Duration = Duration::from_millis(1_500);

/// The way to the plain room.
pub(super) fn address(slug: &str) -> String {
    format!("/chat/{slug}/plain")
}

/// The page's id of a message: the time it was written and the session, so that it is known again without being kept anywhere.
pub(super) fn page_id(at: i64, session: &str) -> String {
    let time = format!("{at:012x}");
    let (front, back) = time.split_at_checked(8).unwrap_or((&time, ""));
    format!(
        "{front}-{back}-7000-8000-{}",
        session.get(..12).unwrap_or(session)
    )
}

/// Whether another site sent this form.
pub(super) fn cross_site(headers: &HeaderMap) -> bool {
    headers
        .get("sec-fetch-site")
        .is_some_and(|site| !matches!(site.as_bytes(), b"same-origin" | b"none"))
}

fn cookie_name(slug: &str) -> String {
    format!("room-{slug}")
}

fn cookie(chat: &Chat, slug: &str, token: String) -> Cookie<'static> {
    Cookie::build((cookie_name(slug), token))
        .path(format!("/chat/{slug}"))
        .http_only(true)
        .secure(chat.options.secure)
        .same_site(SameSite::Strict)
        .build()
}

/// Into the plain room with a new session, once there is something to read in it, or at once in a room of somebody we know.
pub(super) async fn welcome(
    chat: &Chat,
    slug: &str,
    lang: Option<&str>,
    begun: &Beginning,
) -> Response {
    let token = &begun.token;
    if let Some(session) = chat.signer.session(slug, token).filter(|_| !begun.known) {
        let changes = chat.service.store().watch();
        chat.until(slug, &session, changes, |lines| !lines.is_empty())
            .await;
    }
    let jar = CookieJar::new().add(cookie(chat, slug, token.clone()));
    (jar, back(slug, lang, "last")).into_response()
}

/// The door again, with why it did not open.
pub(super) fn refused_door(
    chat: &Chat,
    slug: &str,
    lang: Option<&str>,
    headers: &HeaderMap,
    status: StatusCode,
    why: &str,
) -> Response {
    let words = Words::new(chat.service.texts(), lang, headers);
    let page = Room::new(chat, slug, words, notice(why));
    (status, html(chat, &page)).into_response()
}

fn back(slug: &str, lang: Option<&str>, place: &str) -> Redirect {
    let mut to = address(slug);
    if let Some(lang) = lang.filter(|lang| is_code(lang)) {
        // Writing to a string cannot fail.
        _ = write!(to, "?lang={lang}");
    }
    _ = write!(to, "#{place}");
    Redirect::to(&to)
}

impl Chat {
    /// Waits until the service has worked on what was just taken, so that the next page shows it; not for long.
    async fn until(
        &self,
        slug: &str,
        session: &str,
        mut changes: Receiver<Change>,
        enough: impl Fn(&[Shown]) -> bool,
    ) {
        let looked = async {
            loop {
                if let Ok((_, lines)) = self.lines(slug, session, None).await {
                    let lines: Vec<Shown> = lines.into_iter().filter_map(Shown::new).collect();
                    if enough(&lines) {
                        return;
                    }
                }
                if let Err(RecvError::Closed) = changes.recv().await {
                    return;
                }
            }
        };
        _ = tokio::time::timeout(PATIENCE, looked).await;
    }

    /// The session of a visitor without a script, if its room is open. A locked room is for the page with its script.
    pub(super) async fn visitor(
        &self,
        slug: &str,
        headers: &HeaderMap,
    ) -> Result<String, StatusCode> {
        if cross_site(headers) {
            return Err(StatusCode::FORBIDDEN);
        }
        let session = CookieJar::from_headers(headers)
            .get(&cookie_name(slug))
            .and_then(|cookie| self.signer.session(slug, cookie.value()))
            .ok_or(StatusCode::UNAUTHORIZED)?;
        if !self.asks.take(&session, Instant::now()) {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        self.admit(slug, &session, None).await?;
        Ok(session)
    }
}

/// A line as the template writes it.
struct PlainLine {
    from: &'static str,
    who: String,
    time: String,
    text: Vec<Piece>,
    lang: Option<String>,
    gone: bool,
    /// Where the person's own picture is.
    picture: Option<String>,
    /// A picture or film that was shown to them.
    media: Option<String>,
    cards: Vec<(String, String)>,
    /// By which id it can be taken back.
    take_back: Option<String>,
}

#[derive(Template)]
#[template(path = "chat_plain.html")]
struct Room<'a> {
    words: Words,
    slug: &'a str,
    version: &'static str,
    languages: Vec<Language>,
    emergency: Vec<Piece>,
    hotlines: Vec<Vec<Piece>>,
    notice: Option<String>,
    /// Whether there is a session; the door otherwise.
    open: bool,
    state: Option<String>,
    lines: Vec<PlainLine>,
    choices: Vec<Choice>,
    /// Whether one can go on in LINE from here.
    leads_on: bool,
    /// The right to join a LINE account, by which somebody came.
    link_token: Option<String>,
    /// Makes the address of another look another address: a browser that is there already would not ask again.
    now: i64,
}

/// The sentence for why something was not done.
fn notice(why: &str) -> Option<&'static str> {
    match why {
        "key" => Some("chat-key-refused"),
        "long" => Some("chat-too-long"),
        "picture" => Some("chat-picture-refused"),
        "trouble" => Some("chat-trouble"),
        _ => None,
    }
}

impl<'a> Room<'a> {
    fn new(chat: &Chat, slug: &'a str, words: Words, notice: Option<&'static str>) -> Self {
        let words = words.of(chat.area(slug).unwrap_or_default());
        Self {
            slug,
            version: assets::version(),
            languages: languages(&words, &[]),
            emergency: emergency(&words),
            hotlines: hotlines(chat, &words),
            notice: notice.map(|notice| words.say(notice)),
            open: false,
            state: None,
            lines: Vec::new(),
            choices: Vec::new(),
            leads_on: super::bridge::leads_on(chat, slug),
            link_token: None,
            now: chat.service.now().as_millis(),
            words,
        }
    }
}

/// What an address may ask of this page.
#[derive(Deserialize)]
pub(super) struct Wish {
    lang: Option<String>,
    no: Option<String>,
    #[serde(rename = "linkToken")]
    link_token: Option<String>,
}

/// The door or the room.
pub(super) async fn show(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    if chat.area(&slug).is_none() {
        return Err(StatusCode::NOT_FOUND);
    }
    let words = Words::new(chat.service.texts(), wish.lang.as_deref(), &headers);
    let mut room = Room::new(&chat, &slug, words, wish.no.as_deref().and_then(notice));
    room.link_token = wish.link_token.filter(|token| is_code(token));
    room.languages = languages(&room.words, &[("linkToken", room.link_token.as_deref())]);
    match chat.visitor(&slug, &headers).await {
        Ok(session) => fill(&chat, &mut room, &session).await?,
        // Who comes from another site sees the door; what is behind it stays there.
        Err(StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN | StatusCode::LOCKED) => {}
        Err(status) => return Err(status),
    }
    Ok(html(&chat, &room))
}

async fn fill(chat: &Chat, room: &mut Room<'_>, session: &str) -> Result<(), StatusCode> {
    let (thread, lines) = chat.lines(room.slug, session, None).await?;
    let controller = thread.map_or(Controller::Flow, |thread| thread.controller);
    room.open = true;
    room.state = match controller {
        Controller::Flow => None,
        Controller::Waiting => Some(room.words.say("chat-now-waiting")),
        Controller::Human => Some(room.words.say("chat-now-person")),
    };
    let lines: Vec<Shown> = lines.into_iter().filter_map(Shown::new).collect();
    room.choices = open_choices(&lines);
    room.lines = lines
        .into_iter()
        .map(|line| plain_line(chat, room.slug, &room.words, session, line))
        .collect();
    Ok(())
}

/// What can still be chosen: what was asked since the person last said something.
fn open_choices(lines: &[Shown]) -> Vec<Choice> {
    let since = lines
        .iter()
        .rposition(|line| line.from == "me")
        .map_or(0, |own| own + 1);
    lines
        .iter()
        .skip(since)
        .flat_map(|line| {
            let cards = line.cards.iter().flat_map(|card| &card.choices);
            line.choices.iter().chain(cards).cloned()
        })
        .collect()
}

fn plain_line(chat: &Chat, slug: &str, words: &Words, session: &str, line: Shown) -> PlainLine {
    let id = page_id(line.at, session);
    let at = tsunagi_model::Timestamp::from_millis(line.at);
    let mine = line.from == "me";
    PlainLine {
        who: match (line.from, &line.name) {
            ("me", _) => words.say("chat-you"),
            ("auto", _) => words.say("chat-automatic"),
            (_, Some(name)) => words.say1("chat-person", "person", name),
            (_, None) => words.say("chat-person-unnamed"),
        },
        time: words
            .texts
            .date_time(&words.language, at, chat.service.zone()),
        text: if mine {
            vec![Piece {
                text: line.text.clone(),
                tel: None,
            }]
        } else {
            pieces(&line.text)
        },
        lang: line.lang,
        picture: (line.picture && !line.gone).then(|| format!("/chat/{slug}/picture/{id}")),
        media: line.media.map(|media| media.preview_url),
        cards: line
            .cards
            .into_iter()
            .map(|card| (card.title, card.text))
            .collect(),
        take_back: (mine && !line.gone && line.chosen.is_none()).then_some(id),
        from: line.from,
        gone: line.gone,
    }
}

/// What a form of this page carries.
#[derive(Deserialize)]
pub(super) struct Act {
    act: String,
    lang: Option<String>,
    #[serde(default)]
    text: String,
    #[serde(default)]
    data: String,
}

/// Does what a form asks for and comes back to the page.
pub(super) async fn act(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Act>,
) -> Result<Response, StatusCode> {
    let lang = form.lang.as_deref();
    if chat.area(&slug).is_none() {
        return Err(StatusCode::NOT_FOUND);
    }
    if cross_site(&headers) {
        return Err(StatusCode::FORBIDDEN);
    }
    let way = match form.act.as_str() {
        "hide" => {
            let gone = Cookie::build((cookie_name(&slug), ""))
                .path(format!("/chat/{slug}"))
                .removal();
            let jar = CookieJar::new().add(gone);
            let head = [(header::CACHE_CONTROL, "no-store")];
            return Ok((jar, head, Redirect::to("/calendar")).into_response());
        }
        "begin" => Some(Way::Anonymous(None)),
        "code" => Some(Way::Typed(&form.text)),
        _ => None,
    };
    if let Some(way) = way {
        return match chat.begin(&slug, lang, way).await {
            Ok(begun) => Ok(welcome(&chat, &slug, lang, &begun).await),
            Err(status @ (StatusCode::FORBIDDEN | StatusCode::TOO_MANY_REQUESTS)) => {
                Ok(refused_door(&chat, &slug, lang, &headers, status, "key"))
            }
            Err(status) => Err(status),
        };
    }
    let session = match chat.visitor(&slug, &headers).await {
        Ok(session) => session,
        // The session is over: the door says so by being there.
        Err(StatusCode::UNAUTHORIZED | StatusCode::LOCKED) => {
            return Ok(back(&slug, lang, "door").into_response());
        }
        Err(status) => return Err(status),
    };
    let now = chat.service.now().as_millis();
    let (kind, text, data) = match form.act.as_str() {
        // Browsers send line ends as CRLF.
        "say" => ("text", Some(form.text.replace("\r\n", "\n")), None),
        "choose" => ("choice", None, Some(form.data)),
        "take-back" => ("unsend", None, Some(form.data)),
        _ => return Err(StatusCode::BAD_REQUEST),
    };
    let post = Post {
        id: match kind {
            // By this it is taken back.
            "text" => page_id(now, &session),
            // Said and taken back within one instant are two events.
            act => format!("{}-{act}", page_id(now, &session)),
        },
        kind: kind.to_owned(),
        text,
        data,
        at: Some(now),
        lang: form.lang.clone(),
    };
    let changes = chat.service.store().watch();
    Ok(match chat.take(&slug, &session, &post).await {
        Ok(()) => {
            let taken_back = post.data.as_deref().filter(|_| kind == "unsend");
            chat.until(&slug, &session, changes, |lines| {
                lines.iter().any(|line| match taken_back {
                    Some(id) => line.gone && page_id(line.at, &session) == id,
                    None => line.from == "me" && line.at == now,
                })
            })
            .await;
            back(&slug, lang, "last").into_response()
        }
        // Nothing to say is nothing said.
        Err(StatusCode::BAD_REQUEST) => back(&slug, lang, "last").into_response(),
        Err(StatusCode::PAYLOAD_TOO_LARGE) => {
            let words = Words::new(chat.service.texts(), lang, &headers);
            let mut room = Room::new(&chat, &slug, words, notice("long"));
            fill(&chat, &mut room, &session).await?;
            (StatusCode::PAYLOAD_TOO_LARGE, html(&chat, &room)).into_response()
        }
        Err(status) => return Err(status),
    })
}
