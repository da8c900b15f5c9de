//! The style sheet and the script of every page, those of the editor, and the mark on the browser's tab, inside the binary.

use std::hash::{DefaultHasher, Hash, Hasher};

use axum::Router;
use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::App;

fn find(name: &str) -> Option<(&'static str, &'static str)> {
    match name {
        "console.css" => Some((
            "text/css; charset=utf-8",
            include_str!("../static/console.css"),
        )),
        "console.js" => Some((
            "text/javascript; charset=utf-8",
            include_str!("../static/console.js"),
        )),
        "flows.css" => Some((
            "text/css; charset=utf-8",
            include_str!("../static/flows.css"),
        )),
        "flows.js" => Some((
            "text/javascript; charset=utf-8",
            include_str!("../static/flows.js"),
        )),
        "icon.svg" => Some(("image/svg+xml", include_str!("../static/icon.svg"))),
        _ => None,
    }
}

/// A file's address with a mark of its contents, so that it can be cached for good.
pub(crate) fn address(name: &str) -> String {
    let mut hasher = DefaultHasher::new();
    find(name).map(|(_, text)| text).hash(&mut hasher);
    format!("/console/static/{name}?{:x}", hasher.finish())
}

/// Serves them; nothing personal is in them.
pub(crate) fn router() -> Router<App> {
    Router::new().route("/console/static/{name}", get(serve))
}

async fn serve(Path(name): Path<String>) -> Response {
    let Some((kind, text)) = find(&name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, kind),
        (header::CACHE_CONTROL, "public, max-age=31536000, immutable"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ];
    (headers, text).into_response()
}
