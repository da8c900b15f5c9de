//! What surrounds every page: title, way around, who is signed in; and the headers that go with it.

use askama::Template;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::{Html, IntoResponse, Response};

use crate::failure::Failure;
use crate::icon;
use crate::session::Visitor;
use crate::words::Words;
use crate::{App, asset};

/// What `layout.html` needs of every page.
pub(crate) struct Frame {
    pub w: Words,
    pub title: String,
    /// Who is signed in; none on the pages before the sign-in.
    pub me: Option<String>,
    /// `today`, `inbox`, `flows`, `report`, `more` or nothing.
    pub current: &'static str,
    /// Whether there is an inbox for this visitor.
    pub inbox: bool,
    /// Whether there are reports for this visitor.
    pub reports: bool,
    /// How many conversations wait for a person.
    pub waiting: i64,
    /// Whether there are scripts for this visitor.
    pub flows: bool,
    /// Whether the page needs the editor's own style and script.
    pub editor: bool,
    pub demo: bool,
    /// Where the page's script listens for changes; none where nothing changes.
    pub events: Option<String>,
    /// How often a page without a script is fetched again, in seconds; none where nothing moves by itself.
    pub poll: Option<u32>,
    /// Where this page is, for the language switch and for pages without a script.
    pub here: String,
}

impl Frame {
    /// For a page nobody is signed in to.
    pub fn bare(w: Words, title: String) -> Self {
        Self {
            w,
            title,
            me: None,
            current: "",
            inbox: false,
            reports: false,
            waiting: 0,
            flows: false,
            editor: false,
            demo: false,
            events: None,
            poll: None,
            here: "/console".to_owned(),
        }
    }

    /// For a page of a visitor.
    pub async fn of(
        visitor: &Visitor,
        app: &App,
        current: &'static str,
        title: String,
        here: String,
    ) -> Result<Self, Failure> {
        let inbox = !visitor.scope.conversation_areas().is_empty();
        let waiting = if inbox {
            visitor.scope.inbox_counts().await?.0
        } else {
            0
        };
        Ok(Self {
            w: visitor.words.clone(),
            title,
            me: Some(visitor.staff.name.clone()),
            current,
            inbox,
            reports: !visitor.scope.report_areas().is_empty(),
            waiting,
            flows: visitor.scope.reads_flows(),
            editor: false,
            demo: app.options.demo,
            events: None,
            poll: None,
            here,
        })
    }

    /// A text of the console.
    pub fn t(&self, id: &str) -> String {
        self.w.t(id)
    }

    /// An icon that says nothing by itself: words always stand beside it.
    pub fn icon(&self, name: &str) -> &'static str {
        icon::svg(name)
    }

    /// A robot for the script, a person for everybody else.
    pub fn holder_icon(&self, controller: &str) -> &'static str {
        self.icon(if controller == "flow" {
            "robot"
        } else {
            "person"
        })
    }

    /// How many wait, in words.
    pub fn waiting_words(&self) -> String {
        self.w.count("console-waiting-count", self.waiting)
    }

    /// The address of a static file, which changes with its contents.
    pub fn asset(&self, name: &str) -> String {
        asset::address(name)
    }

    /// `aria-current` for the way around.
    pub fn is(&self, page: &str) -> bool {
        self.current == page
    }

    /// The language one could switch to: its tag and its own name.
    pub fn other_language(&self) -> (&'static str, String) {
        let tag = if self.w.language == "ja" { "en" } else { "ja" };
        let name = self.w.texts().text(tag, "console-language-name", &[]).text;
        (tag, name)
    }
}

/// A page as a response.
pub(crate) fn html(page: &impl Template) -> Result<Response, Failure> {
    Ok(Html(page.render()?).into_response())
}

/// Nothing of a page is kept by a browser or a proxy, runs code that is not ours, or shows inside another site.
pub(crate) async fn guard_headers(request: Request, next: Next) -> Response {
    const HEADERS: [(HeaderName, &str); 7] = [
        (header::CACHE_CONTROL, "no-store"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'; \
             base-uri 'none'; frame-ancestors 'none'",
        ),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_FRAME_OPTIONS, "DENY"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), microphone=(), geolocation=()",
        ),
    ];
    let mut response = next.run(request).await;
    for (name, value) in HEADERS {
        // What guards itself more closely stays as it is.
        response
            .headers_mut()
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}
