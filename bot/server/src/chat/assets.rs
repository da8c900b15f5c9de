//! The page's own files, carried in the binary. Nothing is loaded from anywhere else.

use std::sync::LazyLock;

use axum::extract::{Path, RawQuery};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use sha2::{Digest, Sha256};

macro_rules! files {
    ($($name:literal $kind:literal)*) => {
        &[$(($name, $kind, include_bytes!(concat!("../../static/chat/", $name)) as &[u8])),*]
    };
}

/// Name, content type, bytes.
static FILES: &[(&str, &str, &[u8])] = files! {
    "chat.js" "text/javascript; charset=utf-8"
    "draw.js" "text/javascript; charset=utf-8"
    "picture.js" "text/javascript; charset=utf-8"
    "queue.js" "text/javascript; charset=utf-8"
    "room.js" "text/javascript; charset=utf-8"
    "shelf.js" "text/javascript; charset=utf-8"
    "demo.js" "text/javascript; charset=utf-8"
    "chat.css" "text/css; charset=utf-8"
    "demo.css" "text/css; charset=utf-8"
    "plain.css" "text/css; charset=utf-8"
    "calendar.css" "text/css; charset=utf-8"
    "mark.svg" "image/svg+xml"
    "hello.svg" "image/svg+xml"
    "robot.svg" "image/svg+xml"
    "person.svg" "image/svg+xml"
    "robot.png" "image/png"
    "person.png" "image/png"
};

static VERSION: LazyLock<String> = LazyLock::new(|| {
    let mut hasher = Sha256::new();
    for (_, _, bytes) in FILES {
        hasher.update(bytes);
    }
    hasher
        .finalize()
        .iter()
        .take(6)
        .map(|byte| format!("{byte:02x}"))
        .collect()
});

/// Changes when any file does; an address that carries it may be kept for a year.
pub(super) fn version() -> &'static str {
    &VERSION
}

/// One file.
pub(super) async fn file(
    Path(name): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let Some((_, kind, bytes)) = FILES.iter().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let tag = format!("\"{}\"", version());
    let dated = query.is_some_and(|query| query == format!("v={}", version()));
    let keep = if dated {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    let known = headers
        .get(header::IF_NONE_MATCH)
        .is_some_and(|seen| seen.as_bytes() == tag.as_bytes());
    let head = [
        (header::CONTENT_TYPE, (*kind).to_owned()),
        (header::CACHE_CONTROL, keep.to_owned()),
        (header::ETAG, tag),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    if known {
        (StatusCode::NOT_MODIFIED, head).into_response()
    } else {
        (head, *bytes).into_response()
    }
}
