//! Pictures that people send, and their own pictures shown to them again. Served to their session only, kept by no cache.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::Router;
use axum::extract::multipart::Field;
use axum::extract::{DefaultBodyLimit, Multipart, Path, State};
use axum::http::{HeaderMap, HeaderName, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::post;

use super::talk::Event;
use super::{Chat, away, is_code, plain, refused, written_at};

/// The largest picture. The page makes larger ones smaller; cameras that it cannot read stay below this.
const LARGEST: usize = 10 * 1024 * 1024;
/// What stands around it in a form.
const FRAME: usize = 64 * 1024;
/// A slow telephone has this long; a script that sends a byte a minute does not.
const PATIENCE: Duration = Duration::from_secs(90);

/// The two ways in: from the page's script, and from a plain form.
pub(super) fn router() -> Router<Arc<Chat>> {
    Router::new()
        .route("/chat/{slug}/picture", post(take))
        .route("/chat/{slug}/plain/picture", post(take_plain))
        .layer(DefaultBodyLimit::max(LARGEST + FRAME))
}

/// A form with a picture in it.
#[derive(Default)]
struct Upload {
    id: String,
    at: Option<i64>,
    lang: Option<String>,
    bytes: Vec<u8>,
}

impl Upload {
    async fn read(mut form: Multipart) -> Result<Self, StatusCode> {
        let mut upload = Self::default();
        while let Some(field) = form.next_field().await.map_err(|error| error.status())? {
            match field.name() {
                Some("id") => upload.id = short(field).await?,
                Some("at") => upload.at = short(field).await?.parse().ok(),
                Some("lang") => upload.lang = Some(short(field).await?),
                Some("picture") => upload.bytes = whole(field, LARGEST).await?,
                _ => return Err(StatusCode::BAD_REQUEST),
            }
        }
        Ok(upload)
    }
}

async fn short(field: Field<'_>) -> Result<String, StatusCode> {
    String::from_utf8(whole(field, 100).await?).map_err(|_| StatusCode::BAD_REQUEST)
}

async fn whole(mut field: Field<'_>, most: usize) -> Result<Vec<u8>, StatusCode> {
    let mut bytes = Vec::new();
    while let Some(piece) = field.chunk().await.map_err(|error| error.status())? {
        if bytes.len() + piece.len() > most {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}

impl Chat {
    /// Takes a picture of a session; when this is over, it and its event are on disk.
    async fn take_picture(
        &self,
        slug: &str,
        session: &str,
        form: Multipart,
        own_id: bool,
    ) -> Result<(), StatusCode> {
        if !self.pictures.take(session, Instant::now()) {
            return Err(StatusCode::TOO_MANY_REQUESTS);
        }
        let Ok(_place) = self.uploads.try_acquire() else {
            return Err(StatusCode::SERVICE_UNAVAILABLE);
        };
        let mut upload = tokio::time::timeout(PATIENCE, Upload::read(form))
            .await
            .map_err(|_| StatusCode::REQUEST_TIMEOUT)??;
        let at = written_at(upload.at, self.service.now());
        if own_id {
            upload.id = plain::page_id(at, session);
        }
        if !is_code(&upload.id) {
            return Err(StatusCode::BAD_REQUEST);
        }
        let kind = kind(&upload.bytes).ok_or(StatusCode::UNSUPPORTED_MEDIA_TYPE)?;
        let reference = self
            .service
            .keep_web_picture(slug, session, &upload.id, kind, &upload.bytes)
            .await
            .map_err(refused)?;
        let event = Event {
            id: &upload.id,
            kind: "image",
            session,
            text: None,
            data: Some(&reference),
            at,
            lang: upload.lang.as_deref().filter(|lang| is_code(lang)),
        };
        self.receive(slug, session, &event).await
    }
}

/// From the page's script; 200 means it is on disk.
async fn take(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<StatusCode, StatusCode> {
    let session = chat.guest(&slug, &headers).await?;
    chat.take_picture(&slug, &session, form, false).await?;
    Ok(StatusCode::OK)
}

/// From a plain form.
async fn take_plain(
    State(chat): State<Arc<Chat>>,
    Path(slug): Path<String>,
    headers: HeaderMap,
    form: Multipart,
) -> Result<Response, StatusCode> {
    let session = chat.visitor(&slug, &headers).await?;
    let back = plain::address(&slug);
    Ok(match chat.take_picture(&slug, &session, form, true).await {
        Ok(()) => Redirect::to(&format!("{back}#last")),
        Err(StatusCode::PAYLOAD_TOO_LARGE | StatusCode::UNSUPPORTED_MEDIA_TYPE) => {
            Redirect::to(&format!("{back}?no=picture#last"))
        }
        Err(_) => Redirect::to(&format!("{back}?no=trouble#last")),
    }
    .into_response())
}

/// A picture that the person sent themselves.
pub(super) async fn show(
    State(chat): State<Arc<Chat>>,
    Path((slug, id)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, StatusCode> {
    let session = if headers.contains_key(header::AUTHORIZATION) {
        chat.guest(&slug, &headers).await?
    } else {
        chat.visitor(&slug, &headers).await?
    };
    let picture = chat
        .service
        .web_picture(&slug, &session, &id)
        .await
        .map_err(|error| away(&error))?
        .ok_or(StatusCode::NOT_FOUND)?;
    let head = [
        (header::CONTENT_TYPE, picture.content_type.as_str()),
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; sandbox; frame-ancestors 'none'",
        ),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ];
    Ok((head, picture.bytes).into_response())
}

/// What kind of picture it is, by its own first bytes: what the browser says of it is not believed.
fn kind(bytes: &[u8]) -> Option<&'static str> {
    let kind = tsunagi_channel::sniff(bytes);
    matches!(
        kind,
        "image/jpeg" | "image/png" | "image/webp" | "image/heif"
    )
    .then_some(kind)
}

#[cfg(test)]
mod tests {
    use super::kind;

    #[test]
    fn a_picture_is_what_its_bytes_say() {
        for (bytes, known) in [
            (&b"\xff\xd8\xff\xe0rest"[..], Some("image/jpeg")),
            (b"\x89PNG\r\n\x1a\nrest", Some("image/png")),
            (b"RIFF\0\0\0\0WEBPVP8 ", Some("image/webp")),
            (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", Some("image/heif")),
            (b"\0\0\0\x18ftypmp42\0\0\0\0mp42isom", None),
            (b"GIF89a", None),
            (b"<svg xmlns='http://www.w3.org/2000/svg'>", None),
            (b"<html>", None),
            (b"\xff\xd8", None),
            (b"", None),
        ] {
            assert_eq!(kind(bytes), known, "{bytes:?}");
        }
    }
}
