//! What a person sent, fetched in two steps: where the file is, then the file.

use std::time::Duration;

use serde_json::json;

use super::Telegram;
use super::answer::answer;
use crate::http::{cause, header, read_up_to};
use crate::json::Fields;
use crate::{Content, SendError};

/// How long fetching a film may take in all.
const FETCH: Duration = Duration::from_secs(60);

/// What a file is, by the ending that Telegram gives it: it serves them all as the same nameless bytes.
const ENDINGS: [(&str, &str); 11] = [
    ("jpg", "image/jpeg"),
    ("jpeg", "image/jpeg"),
    ("png", "image/png"),
    ("gif", "image/gif"),
    ("webp", "image/webp"),
    ("mp4", "video/mp4"),
    ("mov", "video/quicktime"),
    ("oga", "audio/ogg"),
    ("mp3", "audio/mpeg"),
    ("m4a", "audio/mp4"),
    ("pdf", "application/pdf"),
];

impl Telegram {
    /// Fetches a file by its id. Telegram gives bots files of up to 20 MB.
    pub(super) async fn fetch(&self, file_id: &str, limit: usize) -> Result<Content, SendError> {
        let told = self
            .ask("getFile", &json!({ "file_id": file_id }), None)
            .await?;
        if !told.is_ok() {
            return match told.status {
                400 if told.says(&["too big"]) => Ok(Content::TooLarge),
                400 => Ok(Content::Gone),
                _ => Err(told.error()),
            };
        }
        let file = told.result.unwrap_or_default();
        let file = Fields::read(&file).unwrap_or_default();
        let too_large = |size| usize::try_from(size).is_ok_and(|size| size > limit);
        if file.integer("file_size").is_some_and(too_large) {
            return Ok(Content::TooLarge);
        }
        let Some(path) = file.word("file_path").filter(|path| is_plain(path)) else {
            return Ok(Content::Gone);
        };
        let parts: Vec<&str> = path.split('/').collect();
        let url = self.below(&self.files, &["file"], &parts);
        let mut response = self
            .http
            .get(url)
            .timeout(FETCH)
            .send()
            .await
            .map_err(|error| cause(&error))?;
        match response.status().as_u16() {
            200 => {}
            404 | 410 => return Ok(Content::Gone),
            _ => return Err(answer(response).await.error()),
        }
        let served = header(&response, "content-type")
            .filter(|kind| !kind.starts_with("application/octet-stream"));
        let read = read_up_to(&mut response, limit).await;
        let Some(bytes) = read.map_err(|error| cause(&error))? else {
            return Ok(Content::TooLarge);
        };
        Ok(Content::Ready {
            content_type: served.unwrap_or_else(|| by_ending(&path).to_owned()),
            bytes,
        })
    }
}

/// A path below the bot's own files and nowhere else.
fn is_plain(path: &str) -> bool {
    path.len() <= 512
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != "..")
}

fn by_ending(path: &str) -> &'static str {
    let ending = path.rsplit('.').next().unwrap_or_default();
    ENDINGS
        .iter()
        .find(|(known, _)| ending.eq_ignore_ascii_case(known))
        .map_or("application/octet-stream", |(_, kind)| kind)
}
