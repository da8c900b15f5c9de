//! The demonstration's front page: a phone to talk with, five minutes of steps, and a clock that can be moved.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use askama::Template;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Form, Json, Router};
use serde::{Deserialize, Serialize};
use tsunagi_dispatch::Service;
use tsunagi_model::{Span, Timestamp};

use super::page::sealed;
use super::words::Words;
use super::{assets, fresh};

/// The demonstration's time.
pub trait DemoClock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
    /// Moves it forward; ready when everything that fell due meanwhile has been said.
    fn advance<'a>(&'a self, by: Span) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>>;
}

/// Someone the visitor can sign in as.
#[derive(Debug, Clone)]
pub struct DemoLogin {
    /// What to type as the name.
    pub name: String,
    /// What to type as the password.
    pub password: String,
}

/// What the page points at.
#[derive(Debug, Clone)]
pub struct Demo {
    /// The slug of the web chat in the phone.
    pub slug: String,
    /// Made-up staff.
    pub logins: Vec<DemoLogin>,
    /// The way to the console.
    pub console: String,
    /// The way to its reports.
    pub report: String,
}

struct Stage {
    service: Arc<Service>,
    clock: Arc<dyn DemoClock>,
    demo: Demo,
}

/// The page at `/` and the buttons that move its clock. For the demonstration only: anyone who reaches it can move time.
pub fn demo_router(service: Arc<Service>, clock: Arc<dyn DemoClock>, demo: Demo) -> Router {
    Router::new()
        .route("/", get(front))
        .route("/demo/clock/advance", post(advance))
        .with_state(Arc::new(Stage {
            service,
            clock,
            demo,
        }))
}

#[derive(Template)]
#[template(path = "demo.html")]
struct DemoPage<'a> {
    words: Words,
    version: &'static str,
    demo: &'a Demo,
    now: String,
    moved: bool,
}

impl DemoPage<'_> {
    fn step(&self, number: u32) -> String {
        self.words
            .with("demo-step", &[("number", f64::from(number).into())])
    }

    fn sign_in(&self, login: &DemoLogin) -> String {
        self.words.with(
            "demo-sign-in",
            &[
                ("name", login.name.as_str().into()),
                ("password", login.password.as_str().into()),
            ],
        )
    }
}

#[derive(Deserialize)]
struct Wish {
    lang: Option<String>,
    moved: Option<String>,
}

async fn front(
    State(stage): State<Arc<Stage>>,
    Query(wish): Query<Wish>,
    headers: HeaderMap,
) -> Response {
    let words = stage.words(wish.lang.as_deref(), &headers);
    let now = stage.time(&words);
    let page = DemoPage {
        words,
        version: assets::version(),
        demo: &stage.demo,
        now,
        moved: wish.moved.is_some(),
    };
    sealed(&page, "img-src 'self'; frame-src 'self'; ", "'none'", false)
}

#[derive(Deserialize)]
struct Step {
    by: String,
    lang: Option<String>,
}

#[derive(Serialize)]
struct Moved {
    now: String,
    moved: String,
}

/// Moves the clock by an hour, a day or a week; a script gets the new time, a plain form comes back to the page.
async fn advance(
    State(stage): State<Arc<Stage>>,
    headers: HeaderMap,
    Form(step): Form<Step>,
) -> Response {
    let by = match step.by.as_str() {
        "hour" => Span::hours(1),
        "day" => Span::days(1),
        "week" => Span::days(7),
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    stage.clock.advance(by).await;
    let words = stage.words(step.lang.as_deref(), &headers);
    let script = headers
        .get(header::ACCEPT)
        .is_some_and(|accepted| accepted.as_bytes() == b"application/json");
    if script {
        let time = stage.time(&words);
        return fresh(Json(Moved {
            now: words.say1("demo-clock-now", "now", &time),
            moved: words.say1("demo-clock-moved", "now", &time),
        }));
    }
    Redirect::to(&format!("/?lang={}&moved=1#clock", words.language)).into_response()
}

impl Stage {
    /// The page is written in Japanese and English only.
    fn words(&self, asked: Option<&str>, headers: &HeaderMap) -> Words {
        let mut words = Words::new(self.service.texts(), asked, headers);
        if words.language != "ja" {
            words.language = if words.language.starts_with("ja") {
                "ja"
            } else {
                "en"
            }
            .to_owned();
        }
        words
    }

    fn time(&self, words: &Words) -> String {
        self.service
            .texts()
            .date_time(&words.language, self.clock.now(), self.service.zone())
    }
}
