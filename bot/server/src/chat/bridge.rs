//! From the web chat to LINE: the page that leads there, the page to which LINE's login leads back, and what became of it.
//!
//! The browser keeps one secret in a cookie that no script can read and that only this site sets. What travels in addresses is made of it
//! (state, nonce, PKCE verifier), so that an address alone, or another browser, ends nothing; the service uses each secret up once.
//! Nothing of a LINE address, code or state gets into a log, and every way ends on a page that leads back to the room.

use std::sync::Arc;
use std::time::Instant;

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::cookie::{Cookie, CookieJar, SameSite};
use serde::Deserialize;
use tsunagi_dispatch::BridgeError;

use super::page::{emergency, html};
use super::plain::cross_site;
use super::words::{Piece, Words};
use super::{Chat, assets, away, is_code, plain};

/// Whether the room of a web chat leads on to LINE.
pub(super) fn leads_on(chat: &Chat, slug: &str) -> bool {
    chat.options.base.is_some() && chat.service.leads_on(slug)
}

/// Our page to which LINE leads back; the operator registers it there.
fn callback(chat: &Chat) -> Option<String> {
    let base = chat.options.base.as_deref()?;
    Some(format!("{}/link/line", base.trim_end_matches('/')))
}

/// The room from which somebody sets out, and in which language they read.
#[derive(Clone, Copy)]
struct Home<'a> {
    slug: &'a str,
    lang: &'a str,
    plain: bool,
}

impl Home<'_> {
    /// The way back; `None` if there is no such room.
    fn address(&self, chat: &Chat) -> Option<String> {
        chat.area(self.slug)?;
        let room = if self.plain {
            plain::address(self.slug)
        } else {
            format!("/chat/{}", self.slug)
        };
        Some(format!("{room}?lang={}", self.lang))
    }

    /// What the browser keeps while the person is away; it dies with the browser, and its secret after ten minutes.
    fn cookie(&self, chat: &Chat, secret: &str) -> Cookie<'static> {
        let plain = u8::from(self.plain);
        let value = format!("{secret}.{}.{}.{plain}", self.slug, self.lang);
        Cookie::build((cookie_name(chat), value))
            .path("/")
            .http_only(true)
            .secure(chat.options.secure)
            // The way back comes from another site.
            .same_site(SameSite::Lax)
            .build()
    }

    /// The secret and the room that a cookie holds.
    fn of_cookie(value: &str) -> Option<(&str, Home<'_>)> {
        let mut parts = value.split('.').filter(|part| is_code(part));
        let (secret, slug, lang, plain) =
            (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
        let plain = plain == "1";
        Some((secret, Home { slug, lang, plain }))
    }
}

/// Over https no other host of the domain can set it (`__Host-`).
fn cookie_name(chat: &Chat) -> &'static str {
    if chat.options.secure {
        "__Host-line-login"
    } else {
        "line-login"
    }
}

#[derive(Template)]
#[template(path = "chat_line.html")]
struct LinePage {
    words: Words,
    version: &'static str,
    emergency: Vec<Piece>,
    text: String,
    /// LINE's page and what the link there says.
    go: Option<(String, &'static str)>,
    /// The room.
    back: Option<String>,
}

impl LinePage {
    fn new(words: Words, text: &str, back: Option<String>) -> Self {
        Self {
            version: assets::version(),
            emergency: emergency(&words),
            text: words.say(text),
            go: None,
            back,
            words,
        }
    }
}

/// What the button of the room sends.
#[derive(Deserialize)]
pub(super) struct Departing {
    lang: Option<String>,
    /// The room's proof where its page has a script; the plain room has a cookie.
    token: Option<String>,
    /// What opens a locked room.
    pass: Option<String>,
    /// Somebody came with it from a chat in LINE: then no login is needed.
    #[serde(rename = "linkToken")]
    link_token: Option<String>,
}

/// Says what will happen, and leads to LINE. A link and no redirect: whoever comes here by mistake has done nothing yet.
pub(super) async fn depart(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Departing>,
) -> Result<Response, StatusCode> {
    if cross_site(&headers) {
        return Err(StatusCode::FORBIDDEN);
    }
    let area = chat.area(&slug).ok_or(StatusCode::NOT_FOUND)?;
    let words = Words::new(chat.service.texts(), form.lang.as_deref(), &headers).of(area);
    let language = words.language.clone();
    let token = form.token.as_deref().filter(|token| !token.is_empty());
    let home = Home {
        slug: &slug,
        lang: &language,
        plain: token.is_none(),
    };
    let session = match token {
        Some(token) => {
            let session = chat.signer.session(&slug, token);
            let session = session.ok_or(StatusCode::UNAUTHORIZED);
            match session {
                Ok(session) => chat
                    .admit(&slug, &session, form.pass.as_deref())
                    .await
                    .map(|()| session),
                refused => refused,
            }
        }
        None => chat.visitor(&slug, &headers).await,
    };
    let back = home.address(&chat);
    let session = match session {
        Ok(session) if chat.departures.take(&session, Instant::now()) => session,
        Ok(_) => {
            return Ok(told(
                &chat,
                words,
                StatusCode::TOO_MANY_REQUESTS,
                "link-often",
                back,
            ));
        }
        Err(status @ (StatusCode::UNAUTHORIZED | StatusCode::LOCKED)) => {
            return Ok(told(&chat, words, status, "link-no-room", back));
        }
        Err(status) => return Err(status),
    };
    let way = match form.link_token.as_deref().filter(|token| is_code(token)) {
        Some(token) => chat
            .service
            .begin_account_link(&slug, &session, token)
            .await
            .map(|address| (address, None)),
        None => match callback(&chat) {
            Some(callback) => chat
                .service
                .begin_login(&slug, &session, &callback)
                .await
                .map(|begun| (begun.address, Some(begun.secret))),
            None => Err(BridgeError::NoWay),
        },
    };
    match way {
        Ok((address, secret)) => {
            let mut page = LinePage::new(words, "link-lead", back);
            page.go = Some((address, "link-go"));
            let jar = secret.map(|secret| CookieJar::new().add(home.cookie(&chat, &secret)));
            Ok((jar, html(&chat, &page)).into_response())
        }
        Err(BridgeError::Store(error)) => Err(away(&error)),
        Err(error) => {
            let text = format!("link-{}", word(&error));
            Ok(told(&chat, words, StatusCode::CONFLICT, &text, back))
        }
    }
}

fn told(
    chat: &Chat,
    words: Words,
    status: StatusCode,
    text: &str,
    back: Option<String>,
) -> Response {
    (status, html(chat, &LinePage::new(words, text, back))).into_response()
}

/// What LINE's login brings back.
#[derive(Deserialize)]
pub(super) struct Arriving {
    code: Option<String>,
    state: Option<String>,
    error: Option<String>,
}

/// Ends the login and leads on to a page whose address carries nothing of it.
pub(super) async fn arrive(
    State(chat): State<Arc<Chat>>,
    headers: HeaderMap,
    Query(arriving): Query<Arriving>,
) -> Response {
    let jar = CookieJar::from_headers(&headers);
    let kept = jar
        .get(cookie_name(&chat))
        .map(|cookie| cookie.value().to_owned());
    let kept = kept.as_deref().and_then(Home::of_cookie);
    let done = match (kept, callback(&chat)) {
        (Some((secret, _)), Some(callback)) => {
            let state = arriving.state.as_deref().unwrap_or_default();
            let code = arriving
                .code
                .as_deref()
                .filter(|_| arriving.error.is_none());
            chat.service
                .finish_login(&callback, secret, state, code)
                .await
        }
        _ => Err(BridgeError::Stale),
    };
    let outcome = match &done {
        Ok(true) => "joined",
        Ok(false) => "friend",
        Err(BridgeError::Declined) if !is_no(arriving.error.as_deref()) => "away",
        Err(BridgeError::Store(error)) => {
            tracing::error!(%error, "a login could not be ended");
            "away"
        }
        Err(error) => word(error),
    };
    let address = match kept {
        Some((_, home)) => format!(
            "/link/line/{outcome}?room={}&lang={}&plain={}",
            home.slug, home.lang, home.plain
        ),
        None => format!("/link/line/{outcome}"),
    };
    // A login that this browser did not begin ends none that it did.
    let spent = (outcome != "stale").then(|| {
        let gone = Cookie::build((cookie_name(&chat), ""))
            .path("/")
            .secure(chat.options.secure);
        CookieJar::new().add(gone.removal())
    });
    let head = [
        (header::CACHE_CONTROL, "no-store"),
        (header::REFERRER_POLICY, "no-referrer"),
    ];
    (spent, head, Redirect::to(&address)).into_response()
}

/// Whether the person said no, and not LINE.
fn is_no(error: Option<&str>) -> bool {
    error.is_some_and(|error| error.eq_ignore_ascii_case("access_denied"))
}

/// The last part of the text for it, and of the page's address.
fn word(error: &BridgeError) -> &'static str {
    match error {
        BridgeError::NoWay => "none",
        BridgeError::TooEarly => "early",
        BridgeError::Stale => "stale",
        BridgeError::Declined => "declined",
        BridgeError::Unproven => "unproven",
        BridgeError::Apart(_) => "apart",
        BridgeError::Away | BridgeError::Store(_) => "away",
    }
}

/// Where the last page leads back to.
#[derive(Deserialize)]
pub(super) struct Ended {
    room: Option<String>,
    lang: Option<String>,
    #[serde(default)]
    plain: bool,
}

/// What became of it, in the person's language, and the way back.
pub(super) async fn outcome(
    State(chat): State<Arc<Chat>>,
    Path(outcome): Path<String>,
    Query(ended): Query<Ended>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    const OUTCOMES: [&str; 8] = [
        "joined", "friend", "none", "stale", "declined", "unproven", "apart", "away",
    ];
    if !OUTCOMES.contains(&outcome.as_str()) {
        return Err(StatusCode::NOT_FOUND);
    }
    let slug = ended.room.filter(|slug| is_code(slug)).unwrap_or_default();
    let area = chat.area(&slug).unwrap_or_default();
    let words = Words::new(chat.service.texts(), ended.lang.as_deref(), &headers).of(area);
    let home = Home {
        slug: &slug,
        lang: &words.language,
        plain: ended.plain,
    };
    let back = home.address(&chat);
    let text = format!("link-{outcome}");
    Ok(told(&chat, words, StatusCode::OK, &text, back))
}
