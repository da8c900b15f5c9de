//! ウェブのへや: a link or a code that lets the person of a conversation into the web chat, shown once.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use qrcode::QrCode;
use qrcode::render::svg;
use serde::Deserialize;
use tsunagi_dispatch::MadeWebKey;
use tsunagi_store::WebKeyKind;

use crate::App;
use crate::action::{refused, to};
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::handle::handle;
use crate::page::conversation::{Unsent, id_of};
use crate::session::Visitor;

/// How large the picture of a link is drawn, in pixels of the style sheet.
const PICTURE: u32 = 220;

#[derive(Template)]
#[template(path = "web_key.html")]
struct WebKeyPage {
    f: Frame,
    id: String,
    handle: String,
    code: bool,
    /// What is handed on: the link, or the code.
    secret: String,
    /// The page where a code is typed.
    page: String,
    until: String,
    /// The link as a picture, in our own SVG.
    picture: Option<String>,
}

/// Which of the two.
#[derive(Deserialize)]
pub(crate) struct Wish {
    kind: String,
}

/// Makes a key and shows it; nothing keeps it, so there is no second look.
pub(crate) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let kind = if wish.kind == "code" {
        WebKeyKind::Code
    } else {
        WebKeyKind::Link
    };
    let made = match app.service.make_web_key(&visitor.scope, id, kind).await {
        Ok(made) => made,
        Err(error) => return refused(&app, &visitor, id, error, Unsent::default()).await,
    };
    let w = &visitor.words;
    let page = format!("{}/chat/{}", base(&app, &headers), made.slug);
    let code = kind == WebKeyKind::Code;
    let secret = if code {
        made.secret.clone()
    } else {
        link(&page, &made)
    };
    let title = w.t(if code {
        "webroom-code-title"
    } else {
        "webroom-link-title"
    });
    let back = format!("/console/c/{id}");
    let f = Frame::of(&visitor, &app, "inbox", title, back).await?;
    Ok(html(&WebKeyPage {
        handle: handle(w, Some(made.contact)),
        until: w.date_time(made.expires_at),
        picture: if code { None } else { picture(&secret) },
        id: id.to_string(),
        code,
        secret,
        page,
        f,
    })?
    .into_response())
}

/// つなぐ案内: sends the address by which the person joins this conversation with a room that they have already.
pub(crate) async fn invite(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let base = base(&app, &headers);
    match app.service.invite_to_link(&visitor.scope, id, &base).await {
        Ok(()) => Ok(to(id)),
        Err(error) => refused(&app, &visitor, id, error, Unsent::default()).await,
    }
}

fn link(page: &str, made: &MadeWebKey) -> String {
    let lang = made
        .language
        .as_deref()
        .map(|language| format!("?lang={language}"))
        .unwrap_or_default();
    format!("{page}/k/{}{lang}", made.secret)
}

/// How the world reaches us; on a desk, how this browser does.
fn base(app: &App, headers: &HeaderMap) -> String {
    let host = headers
        .get(header::HOST)
        .and_then(|host| host.to_str().ok())
        .unwrap_or("localhost");
    app.options.public_url.as_deref().map_or_else(
        || format!("http://{host}"),
        |url| url.trim_end_matches('/').to_owned(),
    )
}

/// The link as a picture for the camera of another device.
fn picture(link: &str) -> Option<String> {
    let drawn = QrCode::new(link)
        .ok()?
        .render::<svg::Color>()
        .min_dimensions(PICTURE, PICTURE)
        .build();
    // Inside a page there is no place for the first line of a file.
    drawn.find("<svg").map(|at| drawn[at..].to_owned())
}

#[cfg(test)]
mod tests {
    use super::picture;

    #[test]
    fn a_link_becomes_a_picture_that_can_stand_in_a_page() {
        let drawn =
            picture("https://a.example.jp/chat/web/k/0123456789abcdef0123456789abcdef").unwrap();
        assert!(drawn.starts_with("<svg") && drawn.trim_end().ends_with("</svg>"));
        assert!(!drawn.contains("style=") && !drawn.contains("http://a"));
    }
}
