//! What Telegram's answers mean.

use reqwest::Response;
use tsunagi_model::Span;

use crate::SendError;
use crate::http::{header, read_up_to};
use crate::json::{Fields, mend};
use crate::split::shorten;

/// The most of an answer that is read; a chat with all its settings is a few kilobytes.
const ANSWER: usize = 256 * 1024;
/// The most of Telegram's own words that is kept of a refusal.
const DETAIL: usize = 200;

/// An answer, as far as it is of use.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Answer {
    /// The HTTP status, or the one that Telegram names where they differ.
    pub status: u16,
    /// Whether Telegram itself speaks, rather than something in between.
    pub spoken: bool,
    /// `result`, as JSON.
    pub result: Option<String>,
    description: String,
    after: Option<Span>,
    /// The group is a supergroup now, under this number.
    pub moved_to: Option<i64>,
}

/// Reads an answer. One that breaks off after its status still tells what became of the request.
pub(super) async fn answer(mut response: Response) -> Answer {
    let status = response.status().as_u16();
    let after = header(&response, "retry-after").and_then(|after| after.parse().ok());
    let body = read_up_to(&mut response, ANSWER)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    understand(status, after, &body)
}

fn understand(status: u16, after: Option<i64>, body: &[u8]) -> Answer {
    let text = String::from_utf8_lossy(body);
    let mended = mend(&text);
    let fields = Fields::read(&mended).unwrap_or_default();
    let parameters = fields.object("parameters").unwrap_or_default();
    let ok = fields.boolean("ok");
    let named = fields
        .integer("error_code")
        .and_then(|code| u16::try_from(code).ok())
        .filter(|_| ok == Some(false));
    Answer {
        // Something that says `ok: false` with a status of success has not done it.
        status: named.unwrap_or(if ok == Some(false) && status < 300 {
            400
        } else {
            status
        }),
        spoken: ok.is_some(),
        result: fields.raw("result").map(str::to_owned),
        description: fields.string("description").unwrap_or_default(),
        after: parameters
            .integer("retry_after")
            .or(after)
            .map(Span::seconds),
        moved_to: parameters.integer("migrate_to_chat_id"),
    }
}

impl Answer {
    /// Whether the request was done.
    pub(super) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// Whether Telegram's words contain one of these.
    pub(super) fn says(&self, words: &[&str]) -> bool {
        let said = self.description.to_ascii_lowercase();
        words.iter().any(|words| said.contains(words))
    }

    /// What a refusal means.
    pub(super) fn error(&self) -> SendError {
        let Self { status, after, .. } = *self;
        match status {
            // A token that cannot be one is an address that does not exist.
            401 | 404 => SendError::Unauthorized,
            403 if self.says(&["blocked by the user"]) => SendError::Blocked,
            403 if self.says(&[
                "deactivated",
                "initiate conversation",
                "kicked",
                "not a member",
            ]) =>
            {
                SendError::Gone
            }
            // Everything else that Telegram forbids with a reason concerns this one chat.
            403 if !self.spoken || self.description == "Forbidden" => SendError::Forbidden,
            400 if self.says(&[
                "chat not found",
                "user not found",
                "peer_id_invalid",
                "deactivated",
            ]) =>
            {
                SendError::Gone
            }
            // Whether it is too much for this person or for all is not said.
            429 => SendError::RateLimited { after },
            // Told to come back, or told that it is just starting: nothing was done.
            500.. if self.spoken && (after.is_some() || self.says(&["restart"])) => {
                SendError::Busy { after }
            }
            500.. => SendError::Platform { status, after },
            _ => SendError::Refused {
                status,
                detail: shorten(&self.description.replace(char::is_control, " "), DETAIL),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, body: &str) -> SendError {
        understand(status, None, body.as_bytes()).error()
    }

    fn refusal(status: u16, words: &str) -> SendError {
        judged(
            status,
            &format!(r#"{{"ok":false,"error_code":{status},"description":"{words}"}}"#),
        )
    }

    #[test]
    fn tells_every_answer_apart() {
        let refused = |status, detail: &str| SendError::Refused {
            status,
            detail: detail.to_owned(),
        };
        for (status, words, meaning) in [
            (401, "Unauthorized", SendError::Unauthorized),
            (404, "Not Found", SendError::Unauthorized),
            (
                403,
                "Forbidden: bot was blocked by the user",
                SendError::Blocked,
            ),
            (403, "Forbidden: user is deactivated", SendError::Gone),
            (
                403,
                "Forbidden: bot can't initiate conversation with a user",
                SendError::Gone,
            ),
            (
                403,
                "Forbidden: bot was kicked from the group chat",
                SendError::Gone,
            ),
            (
                403,
                "Forbidden: bot is not a member of the channel chat",
                SendError::Gone,
            ),
            (403, "Forbidden", SendError::Forbidden),
            (
                403,
                "Forbidden: CHAT_WRITE_FORBIDDEN",
                refused(403, "Forbidden: CHAT_WRITE_FORBIDDEN"),
            ),
            (400, "Bad Request: chat not found", SendError::Gone),
            (400, "Bad Request: user not found", SendError::Gone),
            (400, "Bad Request: PEER_ID_INVALID", SendError::Gone),
            (
                400,
                "Bad Request: group chat was deactivated",
                SendError::Gone,
            ),
            (
                400,
                "Bad Request: message text is empty",
                refused(400, "Bad Request: message text is empty"),
            ),
            (
                500,
                "Internal Server Error: restart",
                SendError::Busy { after: None },
            ),
            (
                502,
                "Bad Gateway",
                SendError::Platform {
                    status: 502,
                    after: None,
                },
            ),
        ] {
            assert_eq!(refusal(status, words), meaning, "{words}");
        }
    }

    #[test]
    fn how_long_to_wait_is_in_the_words_of_the_platform() {
        let after = Some(Span::seconds(35));
        assert_eq!(
            judged(
                429,
                r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 35","parameters":{"retry_after":35}}"#
            ),
            SendError::RateLimited { after }
        );
        assert_eq!(
            understand(429, Some(35), b"<html>").error(),
            SendError::RateLimited { after }
        );
        assert_eq!(
            judged(
                503,
                r#"{"ok":false,"error_code":503,"parameters":{"retry_after":35}}"#
            ),
            SendError::Busy { after }
        );
    }

    #[test]
    fn what_is_not_telegrams_own_word_is_believed_by_its_number() {
        assert_eq!(judged(403, "<html>"), SendError::Forbidden);
        assert_eq!(
            judged(500, "<html>"),
            SendError::Platform {
                status: 500,
                after: None
            }
        );
        let odd = understand(200, None, br#"{"ok":false,"description":"no"}"#);
        assert!(!odd.is_ok());
        assert!(understand(200, None, br#"{"ok":"#).is_ok());
    }
}
