//! What people sent besides words: covered until somebody wishes to see it, opened on record, kept for those who lead where it must be.

use axum::Form;
use axum::body::Body;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tsunagi_dispatch::DeskError;
use tsunagi_model::{AttachmentId, MediaKind};
use tsunagi_store::{AttachmentRow, OpenAttachment};

use crate::App;
use crate::action::to_entry;
use crate::failure::Failure;
use crate::page::conversation::id_of;
use crate::session::Visitor;
use crate::words::Words;

/// One picture, film, sound or file in a timeline.
#[derive(Default)]
pub(crate) struct AttachmentView {
    pub id: String,
    /// `covered`, `picture`, `film`, `sound`, `file`, `kept` (only who leads may open it) or `words` (there is nothing to open).
    pub shows: &'static str,
    /// Kind and size in words.
    pub title: String,
    /// What the person's telephone called a file.
    pub name: Option<String>,
    /// What became of it, where it is not here.
    pub state: String,
    /// Whether the place may still be in it.
    pub tells_place: bool,
    pub restricted: bool,
    /// Whether this visitor leads.
    pub leads: bool,
}

impl AttachmentView {
    /// `shown` is the attachment that the visitor wishes to see uncovered.
    pub fn new(w: &Words, row: &AttachmentRow, leads: bool, shown: Option<AttachmentId>) -> Self {
        let ready = row.state == "ready";
        let shows = match (ready, row.kind) {
            (false, _) => "words",
            (true, _) if row.restricted && !leads => "kept",
            (true, MediaKind::Image | MediaKind::Sticker | MediaKind::Video)
                if shown != Some(row.id) =>
            {
                "covered"
            }
            (true, MediaKind::Image | MediaKind::Sticker) => "picture",
            (true, MediaKind::Video) => "film",
            (true, MediaKind::Audio) if row.restricted && shown != Some(row.id) => "covered",
            (true, MediaKind::Audio) => "sound",
            (true, MediaKind::File) => "file",
        };
        let kind = w.named("kind", row.kind.as_str());
        Self {
            id: row.id.to_string(),
            shows,
            title: match row.bytes.filter(|_| ready) {
                Some(bytes) => w.with(
                    "attachment-title",
                    &[("kind", kind.into()), ("size", size(w, bytes).into())],
                ),
                None => kind,
            },
            name: row.name.clone().filter(|_| row.kind == MediaKind::File),
            state: state(w, row),
            tells_place: ready && row.tells_place,
            restricted: row.restricted,
            leads,
        }
    }

    /// Whether it is open before the visitor's eyes.
    pub fn is_open(&self) -> bool {
        matches!(self.shows, "picture" | "film" | "sound" | "file")
    }

    /// Whether it was uncovered and can be covered again.
    pub fn is_uncovered(&self) -> bool {
        matches!(self.shows, "picture" | "film") || self.shows == "sound" && self.restricted
    }
}

/// What became of it, in words.
fn state(w: &Words, row: &AttachmentRow) -> String {
    let problem = row.problem.as_deref().unwrap_or_default();
    match row.state.as_str() {
        "ready" => String::new(),
        "waiting" => w.t("attachment-waiting"),
        "gone" => w.t("attachment-gone"),
        "too_large" => w.t1(
            "attachment-too-large",
            "size",
            size(w, row.bytes.unwrap_or(0)),
        ),
        "erased" if problem == "old" => w.t("attachment-old"),
        "erased" => w.t("attachment-erased"),
        _ => match problem {
            "too_many" => w.t("attachment-too-many"),
            "too_many_today" => w.t("attachment-too-many-today"),
            "private_address" | "not_https" | "redirect" | "redirects" | "address" | "port" => {
                w.t("attachment-unsafe")
            }
            _ => w.t("attachment-refused"),
        },
    }
}

/// `840KB`, `1.2MB`.
fn size(w: &Words, bytes: i64) -> String {
    #[expect(
        clippy::cast_precision_loss,
        reason = "sizes of files are far below 2^52"
    )]
    let bytes = bytes as f64;
    let mega = bytes / f64::from(1 << 20);
    let (id, number) = if mega >= 1.0 {
        let tenths = (mega * 10.0).round() / 10.0;
        ("attachment-size-mb", tenths.to_string())
    } else {
        let kilo = (bytes / 1024.0).ceil().max(1.0);
        ("attachment-size-kb", kilo.to_string())
    };
    w.t1(id, "number", number)
}

/// How it is wished for.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct How {
    /// To be kept as a file on the visitor's machine.
    #[serde(default)]
    keep: Option<String>,
}

/// The bytes, or a part of them. Not even a page of ours may run them; what only who leads may see is shown inside our page and nowhere else.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(how): Query<How>,
    headers: HeaderMap,
) -> Result<Response, Failure> {
    let id: AttachmentId = id_of(&id)?;
    let for_page = headers
        .get("sec-fetch-dest")
        .is_some_and(|to| ["image", "video", "audio"].iter().any(|kind| to == kind));
    // What is not asked for by a page of ours ends up on the visitor's machine.
    let keeps = how.keep.is_some() || !for_page;
    let Some(open) = visitor
        .scope
        .attachment(id, keeps, visitor.words.now)
        .await?
    else {
        return Err(Failure::NotFound);
    };
    let wished = headers
        .get(header::RANGE)
        .and_then(|range| range.to_str().ok())
        .and_then(|range| http_range_header::parse_range_header(range).ok());
    let (status, first, last) = match wished.map(|wished| wished.validate(open.bytes)) {
        None => (StatusCode::OK, 0, open.bytes.saturating_sub(1)),
        Some(Ok(ranges)) => match &ranges[..] {
            [one] => (StatusCode::PARTIAL_CONTENT, *one.start(), *one.end()),
            _ => (StatusCode::OK, 0, open.bytes.saturating_sub(1)),
        },
        Some(Err(_)) => {
            let range = format!("bytes */{}", open.bytes);
            return Ok((
                StatusCode::RANGE_NOT_SATISFIABLE,
                [(header::CONTENT_RANGE, range)],
            )
                .into_response());
        }
    };
    let bytes = app.service.store().attachment_bytes(&open, first, last);
    let Some(bytes) = bytes.await? else {
        return Err(Failure::NotFound);
    };
    let mut response = (status, GUARD, Body::from(bytes)).into_response();
    let head = response.headers_mut();
    if status == StatusCode::PARTIAL_CONTENT
        && let Ok(range) =
            HeaderValue::from_str(&format!("bytes {first}-{last}/{total}", total = open.bytes))
    {
        head.insert(header::CONTENT_RANGE, range);
    }
    let name = format!(
        "attachment; filename=\"{}\"",
        file_name(&visitor.words, &open)
    );
    if let Ok(name) = HeaderValue::from_str(&name) {
        head.insert(header::CONTENT_DISPOSITION, name);
    }
    if let Ok(kind) = HeaderValue::from_str(&open.content_type) {
        head.insert(header::CONTENT_TYPE, kind);
    }
    Ok(response)
}

/// On top of what every page carries.
const GUARD: [(HeaderName, &str); 4] = [
    (header::CACHE_CONTROL, "no-store"),
    (
        header::CONTENT_SECURITY_POLICY,
        "sandbox; default-src 'none'; frame-ancestors 'none'",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (header::ACCEPT_RANGES, "bytes"),
];

/// A name that says nothing about anyone: the person's own could.
fn file_name(w: &Words, open: &OpenAttachment) -> String {
    let ending = match open.content_type.as_str() {
        "image/jpeg" => "jpg",
        "image/png" => "png",
        "image/webp" => "webp",
        "image/gif" => "gif",
        "video/mp4" => "mp4",
        "video/quicktime" => "mov",
        "video/webm" | "audio/webm" => "webm",
        "audio/mp4" => "m4a",
        "audio/mpeg" => "mp3",
        "audio/aac" => "aac",
        "audio/ogg" => "ogg",
        "audio/wav" => "wav",
        "audio/amr" => "amr",
        "application/pdf" => "pdf",
        _ => "bin",
    };
    let at = w.stamp(open.received_at);
    format!("{}-{at}.{ending}", open.kind.as_str())
}

/// What is to happen to it.
#[derive(Deserialize)]
pub(crate) struct Restriction {
    /// `leads` or `all`.
    who: String,
}

/// リーダーだけが開けるようにする, and back.
pub(crate) async fn restrict(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Restriction>,
) -> Result<Response, Failure> {
    let id: AttachmentId = id_of(&id)?;
    let restrict = form.who != "all";
    match app.service.restrict(&visitor.scope, id, restrict).await {
        Ok(conversation) => Ok(to_entry(conversation, &format!("a-{id}"))),
        Err(DeskError::Store(error)) => Err(error.into()),
        Err(_) => Err(Failure::NotFound),
    }
}
