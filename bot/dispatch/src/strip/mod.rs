//! Stripping: what people send loses what was recorded with it (place, time, telephone, names) before it is kept. Pure.
//!
//! Pictures are never decoded here. They are taken apart into their blocks and put together again from those that make up the
//! picture; everything else, known or not, stays behind, and so does whatever follows the picture in the file. What does not come
//! apart as its format says is kept as a file, which no page shows.

mod film;
mod gif;
mod jpeg;
mod png;
mod webp;

use tsunagi_model::MediaKind;

/// The most pixels of a picture that a page shows: no browser of the staff shall be made to unfold more.
const MOST_PIXELS: u64 = 64_000_000;
/// Its longest side.
const LONGEST_SIDE: u32 = 16_384;

/// What is kept of something that was sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stripped {
    /// What it is.
    pub kind: MediaKind,
    /// What it is served as: a word of ours, never the sender's.
    pub content_type: &'static str,
    /// Whether what was recorded with it may still be in it.
    pub tells_place: bool,
    pub bytes: Vec<u8>,
}

/// A picture without anything but itself.
struct Picture {
    width: u32,
    height: u32,
    bytes: Vec<u8>,
}

/// How a kind of picture is stripped; none if it is not what it says.
type Strip = fn(&[u8]) -> Option<Picture>;

/// Strips what was sent. `sniffed` is what its first bytes say, `claimed` what the platform calls it.
pub(crate) fn strip(claimed: MediaKind, sniffed: &str, mut bytes: Vec<u8>) -> Stripped {
    let picture: Option<(&'static str, Strip)> = match sniffed {
        "image/jpeg" => Some(("image/jpeg", jpeg::strip)),
        "image/png" => Some(("image/png", png::strip)),
        "image/webp" => Some(("image/webp", webp::strip)),
        "image/gif" => Some(("image/gif", gif::strip)),
        _ => None,
    };
    if let Some((content_type, strip)) = picture {
        let shown = strip(&bytes).filter(Picture::is_bearable);
        return match shown {
            Some(picture) => Stripped {
                kind: MediaKind::Image,
                content_type,
                tells_place: false,
                bytes: picture.bytes,
            },
            None => file("application/octet-stream", true, bytes),
        };
    }
    let (kind, content_type) = match (sniffed, claimed) {
        // A sound can come in the same boxes as a film.
        ("video/mp4", MediaKind::Audio) | ("audio/m4a" | "audio/mp4", _) => {
            (MediaKind::Audio, "audio/mp4")
        }
        ("video/mp4" | "video/x-m4v" | "video/3gpp", _) => (MediaKind::Video, "video/mp4"),
        ("video/quicktime", _) => (MediaKind::Video, "video/quicktime"),
        ("video/webm", MediaKind::Audio) => (MediaKind::Audio, "audio/webm"),
        ("video/webm", _) => (MediaKind::Video, "video/webm"),
        ("audio/mpeg", _) => (MediaKind::Audio, "audio/mpeg"),
        ("audio/aac", _) => (MediaKind::Audio, "audio/aac"),
        ("audio/ogg" | "audio/opus" | "application/ogg", _) => (MediaKind::Audio, "audio/ogg"),
        ("audio/x-wav" | "audio/wav", _) => (MediaKind::Audio, "audio/wav"),
        ("audio/amr", _) => (MediaKind::Audio, "audio/amr"),
        ("application/pdf", _) => return file("application/pdf", false, bytes),
        // Other pictures (HEIC above all) keep what was recorded with them in ways that cannot be undone reliably.
        _ => {
            let tells = sniffed.starts_with("image/");
            return file("application/octet-stream", tells, bytes);
        }
    };
    let boxes = matches!(content_type, "video/mp4" | "video/quicktime" | "audio/mp4");
    let tells_place = boxes && !film::blank(&mut bytes);
    Stripped {
        kind,
        content_type,
        tells_place,
        bytes,
    }
}

fn file(content_type: &'static str, tells_place: bool, bytes: Vec<u8>) -> Stripped {
    Stripped {
        kind: MediaKind::File,
        content_type,
        tells_place,
        bytes,
    }
}

impl Picture {
    fn is_bearable(&self) -> bool {
        let (width, height) = (self.width, self.height);
        width > 0
            && height > 0
            && width.max(height) <= LONGEST_SIDE
            && u64::from(width) * u64::from(height) <= MOST_PIXELS
    }
}

/// Bytes that are taken off from the front; none when there are too few.
#[derive(Clone, Copy)]
struct Left<'a>(&'a [u8]);

impl<'a> Left<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, left) = self.0.split_at_checked(count)?;
        self.0 = left;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1).map(|byte| byte[0])
    }

    fn array<const N: usize>(&mut self) -> Option<[u8; N]> {
        self.take(N)?.try_into().ok()
    }
}

#[cfg(test)]
mod tests;
