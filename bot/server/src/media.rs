//! `/media/{name}`: the pictures and films of flows, for the web chat and for platforms that fetch them.

use std::path::PathBuf;
use std::sync::Arc;

use axum::Router;
use axum::body::Bytes;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;

use crate::assets;

/// Everybody may fetch these files: they are the same for all and say nothing about anyone.
pub fn router(flows: PathBuf) -> Router {
    Router::new()
        .route("/media/{name}", get(file))
        .with_state(Arc::new(flows))
}

async fn file(
    State(flows): State<Arc<PathBuf>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> Response {
    let kind = mime_guess::from_path(&name).first_or_octet_stream();
    let Some(bytes) = assets::media(&flows, &name).await else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let head = [
        (header::CONTENT_TYPE, kind.to_string()),
        (header::CACHE_CONTROL, "public, max-age=3600".to_owned()),
        (header::ACCEPT_RANGES, "bytes".to_owned()),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
    ];
    // Telephones play a film only from servers that can give a part of it.
    match part(headers.get(header::RANGE), &bytes) {
        None => (head, bytes).into_response(),
        Some(Ok((range, bytes))) => (
            StatusCode::PARTIAL_CONTENT,
            head,
            [(header::CONTENT_RANGE, range)],
            bytes,
        )
            .into_response(),
        Some(Err(range)) => (
            StatusCode::RANGE_NOT_SATISFIABLE,
            [(header::CONTENT_RANGE, range)],
        )
            .into_response(),
    }
}

/// The one part that is wished for; several parts at once, or what cannot be read, gets the whole file.
fn part(wished: Option<&HeaderValue>, bytes: &Bytes) -> Option<Result<(String, Bytes), String>> {
    let wished = http_range_header::parse_range_header(wished?.to_str().ok()?).ok()?;
    let length = bytes.len() as u64;
    let Ok(ranges) = wished.validate(length) else {
        return Some(Err(format!("bytes */{length}")));
    };
    let [range] = &ranges[..] else { return None };
    let (first, last) = (*range.start(), *range.end());
    let cut = usize::try_from(first).ok()?..usize::try_from(last).ok()?.checked_add(1)?;
    Some(Ok((
        format!("bytes {first}-{last}/{length}"),
        bytes.slice(cut),
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn fetch(flows: &str, name: &str) -> (StatusCode, usize) {
        let request = axum::http::Request::builder()
            .uri(format!("/media/{name}"))
            .body(axum::body::Body::empty())
            .unwrap();
        let response = tower::ServiceExt::oneshot(router(flows.into()), request)
            .await
            .unwrap();
        let status = response.status();
        let body = axum::body::to_bytes(response.into_body(), 1 << 20)
            .await
            .unwrap();
        (status, body.len())
    }

    #[tokio::test]
    async fn files_come_from_the_folder_or_from_the_binary_and_nothing_else_does() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../flows");
        for flows in [folder, "no/such/folder"] {
            for name in ["sky.jpg", "place-tour.mp4"] {
                let (status, size) = fetch(flows, name).await;
                assert!(status == StatusCode::OK && size > 1_000, "{flows} {name}");
            }
            for name in ["none.jpg", "..%2Finvite.yml", ".hidden", "a%00.jpg"] {
                assert_eq!(fetch(flows, name).await.0, StatusCode::NOT_FOUND, "{name}");
            }
        }
    }

    fn cut(range: &str) -> Option<Result<(String, Bytes), String>> {
        let value = HeaderValue::from_str(range).ok();
        part(value.as_ref(), &Bytes::from_static(b"0123456789"))
    }

    #[test]
    fn a_part_of_a_file_is_given_as_wished() {
        assert_eq!(
            cut("bytes=2-4"),
            Some(Ok(("bytes 2-4/10".to_owned(), Bytes::from_static(b"234"))))
        );
        assert_eq!(
            cut("bytes=-3"),
            Some(Ok(("bytes 7-9/10".to_owned(), Bytes::from_static(b"789"))))
        );
        assert_eq!(cut("bytes=20-"), Some(Err("bytes */10".to_owned())));
        assert_eq!(cut("bytes=0-1,4-5"), None);
        assert_eq!(cut("lines=1-2"), None);
    }
}
