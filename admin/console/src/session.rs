//! Who is looking: the session cookie, and what its owner may see.

use axum::extract::{FromRequestParts, OptionalFromRequestParts};
use axum::http::Method;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use axum_extra::extract::cookie::{Cookie, SameSite};
use tsunagi_store::{Scope, Staff};

use crate::failure::Failure;
use crate::words::{LANGUAGES, Words};
use crate::{App, ConsoleOptions};

const LANGUAGE_COOKIE: &str = "tsunagi-language";

/// A member of staff who is signed in.
pub(crate) struct Visitor {
    pub staff: Staff,
    pub scope: Scope,
    pub words: Words,
}

fn session_cookie(options: &ConsoleOptions) -> &'static str {
    // The prefix makes browsers refuse the cookie unless it is Secure, host-only and for the whole path.
    if options.secure_cookies {
        "__Host-tsunagi"
    } else {
        "tsunagi"
    }
}

fn cookie(name: &'static str, value: String, options: &ConsoleOptions) -> Cookie<'static> {
    Cookie::build((name, value))
        .path("/")
        .http_only(true)
        .same_site(SameSite::Lax)
        .secure(options.secure_cookies)
        .build()
}

/// The cookie of a new session; it ends with the browser, the store ends it earlier.
pub(crate) fn begin(jar: CookieJar, token: String, options: &ConsoleOptions) -> CookieJar {
    jar.add(cookie(session_cookie(options), token, options))
}

/// Takes the session cookie away.
pub(crate) fn end(jar: CookieJar, options: &ConsoleOptions) -> CookieJar {
    let mut gone = cookie(session_cookie(options), String::new(), options);
    gone.make_removal();
    jar.add(gone)
}

/// The session's token, if the browser sent one.
pub(crate) fn token(jar: &CookieJar, options: &ConsoleOptions) -> Option<String> {
    jar.get(session_cookie(options))
        .map(|cookie| cookie.value().to_owned())
}

/// Remembers the language for pages before the sign-in and for error pages.
pub(crate) fn remember_language(
    jar: CookieJar,
    language: &'static str,
    options: &ConsoleOptions,
) -> CookieJar {
    jar.add(cookie(LANGUAGE_COOKIE, language.to_owned(), options))
}

/// The words for somebody of whom only the browser is known: what they chose before, else what the browser asks for.
pub(crate) fn words_of_browser(app: &App, headers: &axum::http::HeaderMap) -> Words {
    let jar = CookieJar::from_headers(headers);
    let chosen = jar
        .get(LANGUAGE_COOKIE)
        .map(|cookie| cookie.value().to_owned());
    let asked = headers
        .get("accept-language")
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    // The first language of the header that the console is written in; its weights are nearly always in falling order.
    let asked = asked
        .split(',')
        .filter_map(|part| part.trim().get(..2))
        .find(|tag| LANGUAGES.contains(tag));
    let language = chosen.as_deref().or(asked).unwrap_or(LANGUAGES[0]);
    Words::new(
        app.service.texts(),
        language,
        app.service.zone(),
        app.service.now(),
    )
}

/// Only ways within the console are followed after a form: never to another site.
pub(crate) fn inside(path: &str) -> &str {
    let ours = path == "/console" || path.starts_with("/console/") || path.starts_with("/console?");
    if ours && !path.contains(['\\', '\r', '\n']) {
        path
    } else {
        "/console"
    }
}

impl FromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Response> {
        let visitor =
            <Self as OptionalFromRequestParts<App>>::from_request_parts(parts, app).await?;
        visitor.ok_or_else(|| {
            let wanted = parts
                .uri
                .path_and_query()
                .map_or("/console", |path| path.as_str());
            let back = if parts.method == Method::GET && parts.uri.path() != "/console/events" {
                inside(wanted)
            } else {
                "/console"
            };
            let back: String = back
                .bytes()
                .map(|b| {
                    if b.is_ascii_alphanumeric() || b"/-._".contains(&b) {
                        char::from(b).to_string()
                    } else {
                        format!("%{b:02X}")
                    }
                })
                .collect();
            Redirect::to(&format!("/console/sign-in?next={back}")).into_response()
        })
    }
}

impl OptionalFromRequestParts<App> for Visitor {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Option<Self>, Response> {
        let Some(token) = token(&CookieJar::from_headers(&parts.headers), &app.options) else {
            return Ok(None);
        };
        let (store, now) = (app.service.store(), app.service.now());
        let Some(staff) = store
            .session(&token, parts.headers.get("x-page").is_none(), now)
            .await
            .map_err(|error| Failure::from(error).into_response())?
        else {
            return Ok(None);
        };
        let scope = store
            .scope(staff.id, now)
            .await
            .map_err(|error| Failure::from(error).into_response())?;
        let words = Words::new(
            app.service.texts(),
            &staff.language,
            app.service.zone(),
            now,
        );
        Ok(Some(Self {
            staff,
            scope,
            words,
        }))
    }
}

#[cfg(test)]
mod tests {
    use super::inside;

    #[test]
    fn a_form_never_leads_to_another_site() {
        assert_eq!(inside("/console/c/1?x=2"), "/console/c/1?x=2");
        for away in [
            "https://evil.example",
            "//evil.example",
            "/console.evil.example",
            "/consoleX",
            "/console/\\evil",
            "",
            "javascript:alert(1)",
        ] {
            assert_eq!(inside(away), "/console", "{away}");
        }
    }
}
