//! When something does not work: the log gets the cause with a reference, the reader gets kind words and the same reference.

use askama::Template;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::App;
use crate::frame::{Frame, html};
use crate::session::words_of_browser;
use crate::words::Words;

/// Why a page cannot be shown.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// It does not exist, or not for this visitor; the two are never told apart.
    #[error("not found")]
    NotFound,
    /// The store.
    #[error(transparent)]
    Store(#[from] tsunagi_store::Error),
    /// A report.
    #[error(transparent)]
    Report(#[from] tsunagi_report::Error),
    /// A background task that did not come back.
    #[error("a background task ended early")]
    Gone,
    /// The page.
    #[error(transparent)]
    Page(#[from] askama::Error),
}

/// The name under which staff can ask about a failure; also in the log.
#[derive(Clone)]
struct Reference(String);

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        if matches!(self, Self::NotFound) {
            return StatusCode::NOT_FOUND.into_response();
        }
        let reference = format!("{:08x}", rand::random::<u32>());
        let status = match &self {
            Self::Store(error) if error.is_retryable() => StatusCode::SERVICE_UNAVAILABLE,
            _ => StatusCode::INTERNAL_SERVER_ERROR,
        };
        tracing::error!(
            reference,
            error = &self as &dyn std::error::Error,
            "a console page failed"
        );
        let mut response = status.into_response();
        response.extensions_mut().insert(Reference(reference));
        response
    }
}

#[derive(Template)]
#[template(path = "error.html")]
pub(crate) struct ErrorPage {
    pub f: Frame,
    pub kind: &'static str,
    pub reference: Option<String>,
}

impl ErrorPage {
    /// The page for a status.
    pub fn new(words: Words, status: StatusCode, reference: Option<String>) -> Self {
        let kind = match status.as_u16() {
            404 | 405 => "missing",
            403 => "refused",
            503 => "busy",
            400..500 => "unreadable",
            _ => "broken",
        };
        let title = words.t(&format!("console-error-{kind}"));
        Self {
            f: Frame::bare(words, title),
            kind,
            reference,
        }
    }

    /// What happened and what to do, in a sentence.
    pub fn advice(&self) -> String {
        self.f.t(&format!("console-error-{}-advice", self.kind))
    }
}

/// Puts a page of our own in place of every bare refusal, whichever layer it came from, so that nothing internal shows.
pub(crate) async fn explain(State(app): State<App>, request: Request, next: Next) -> Response {
    let words = words_of_browser(&app, request.headers());
    let response = next.run(request).await;
    let status = response.status();
    let ours = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    if ours || status.as_u16() < 400 {
        return response;
    }
    let reference = response
        .extensions()
        .get::<Reference>()
        .map(|reference| reference.0.clone());
    let page = ErrorPage::new(words, status, reference);
    let mut answer = html(&page).unwrap_or_else(|_| Response::new(Body::empty()));
    *answer.status_mut() = status;
    if status == StatusCode::SERVICE_UNAVAILABLE {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
    }
    answer
}
