//! サインイン: in, out, and the language of the console.

use askama::Template;
use axum::Form;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum_extra::extract::CookieJar;
use serde::Deserialize;
use tsunagi_store::SignIn;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::{self, Visitor, inside};
use crate::words::{LANGUAGES, Words};

#[derive(Template)]
#[template(path = "sign_in.html")]
pub(crate) struct SignInPage {
    pub f: Frame,
    pub login: String,
    pub next: String,
    pub problem: Option<String>,
}

impl SignInPage {
    pub fn new(w: &Words, demo: bool, login: String, next: &str, problem: Option<String>) -> Self {
        let mut f = Frame::bare(w.clone(), w.t("console-sign-in"));
        f.demo = demo;
        f.here = "/console/sign-in".to_owned();
        Self {
            f,
            login,
            next: inside(next).to_owned(),
            problem,
        }
    }
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Next {
    #[serde(default)]
    next: String,
}

/// What was typed.
#[derive(Deserialize)]
pub(crate) struct Credentials {
    login: String,
    password: String,
    #[serde(default)]
    next: String,
}

#[derive(Deserialize)]
pub(crate) struct Language {
    language: String,
    #[serde(default)]
    back: String,
}

/// The form; somebody who is signed in is already where they want to be.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Option<Visitor>,
    headers: HeaderMap,
    Query(Next { next }): Query<Next>,
) -> Result<Response, Failure> {
    if visitor.is_some() {
        return Ok(Redirect::to(inside(&next)).into_response());
    }
    html(&SignInPage::new(
        &session::words_of_browser(&app, &headers),
        app.options.demo,
        String::new(),
        &next,
        None,
    ))
}

/// Checks name and password.
pub(crate) async fn enter(
    State(app): State<App>,
    jar: CookieJar,
    headers: HeaderMap,
    Form(typed): Form<Credentials>,
) -> Result<Response, Failure> {
    let now = app.service.now();
    let w = session::words_of_browser(&app, &headers);
    let login = typed.login.trim();
    let (status, problem) = match app
        .service
        .store()
        .sign_in(login, &typed.password, now)
        .await?
    {
        SignIn::Welcome { token, staff } => {
            let language = LANGUAGES
                .into_iter()
                .find(|known| *known == staff.language)
                .unwrap_or(LANGUAGES[0]);
            let jar = session::remember_language(
                session::begin(jar, token, &app.options),
                language,
                &app.options,
            );
            return Ok((jar, Redirect::to(inside(&typed.next))).into_response());
        }
        SignIn::Wrong => (StatusCode::UNAUTHORIZED, w.t("console-sign-in-wrong")),
        SignIn::Locked { until } => (
            StatusCode::TOO_MANY_REQUESTS,
            w.t1("console-sign-in-locked", "time", w.time(until)),
        ),
    };
    let page = SignInPage::new(
        &w,
        app.options.demo,
        login.to_owned(),
        &typed.next,
        Some(problem),
    );
    Ok((status, html(&page)?).into_response())
}

/// Ends the session, here and in the store.
pub(crate) async fn leave(State(app): State<App>, jar: CookieJar) -> Result<Response, Failure> {
    if let Some(token) = session::token(&jar, &app.options) {
        app.service.store().sign_out(&token).await?;
    }
    Ok((
        session::end(jar, &app.options),
        Redirect::to("/console/sign-in"),
    )
        .into_response())
}

/// Switches the language, for good if somebody is signed in.
pub(crate) async fn language(
    State(app): State<App>,
    visitor: Option<Visitor>,
    jar: CookieJar,
    Form(wanted): Form<Language>,
) -> Result<Response, Failure> {
    let language = LANGUAGES
        .into_iter()
        .find(|known| *known == wanted.language)
        .unwrap_or(LANGUAGES[0]);
    if let Some(visitor) = visitor {
        app.service
            .store()
            .set_staff_language(visitor.staff.id, language)
            .await?;
    }
    Ok((
        session::remember_language(jar, language, &app.options),
        Redirect::to(inside(&wanted.back)),
    )
        .into_response())
}
