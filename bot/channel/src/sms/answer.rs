//! What Twilio's answers mean.

use reqwest::Response;
use tsunagi_model::Span;

use crate::SendError;
use crate::http::{header, read_up_to};
use crate::json::{Fields, mend};
use crate::split::shorten;

/// The most of an answer that is read; Twilio's are a few kilobytes.
const ANSWER: usize = 256 * 1024;
/// The most of Twilio's own words that is kept of a refusal.
const DETAIL: usize = 200;

/// An answer, as far as it is of use.
#[derive(Default)]
pub(super) struct Answer {
    pub status: u16,
    /// Twilio's own id of the request, for its support.
    pub request_id: Option<String>,
    pub body: String,
    after: Option<Span>,
}

/// Reads an answer. One that breaks off after its status still tells what became of the request.
pub(super) async fn answer(mut response: Response) -> Answer {
    let status = response.status().as_u16();
    let request_id = header(&response, "twilio-request-id");
    let after = header(&response, "retry-after").and_then(|after| after.parse().ok());
    let body = read_up_to(&mut response, ANSWER)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    Answer {
        status,
        request_id,
        after: after.map(Span::seconds),
        body: mend(&String::from_utf8_lossy(&body)).into_owned(),
    }
}

impl Answer {
    /// Whether the request was done.
    pub(super) fn is_ok(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// The fields of the body; none if it is no JSON.
    pub(super) fn fields(&self) -> Fields<'_> {
        Fields::read(&self.body).unwrap_or_default()
    }

    /// What a refusal means. What concerns one number never stops the channel, and what concerns our own sender never closes a
    /// person's address.
    pub(super) fn error(&self) -> SendError {
        let fields = self.fields();
        let (status, after) = (self.status, self.after);
        match (fields.integer("code").unwrap_or(0), status) {
            (20_003 | 20_004, _) => SendError::Unauthorized,
            (20_429 | 63_018, _) => SendError::RateLimited { after },
            (63_038, _) => SendError::QuotaExceeded,
            (21_610, _) => SendError::Blocked,
            // No number, or none that has SMS.
            (21_211 | 21_614 | 21_635 | 63_003 | 63_024, _) => SendError::Gone,
            (63_016, _) => SendError::WindowClosed,
            // A queue is full; the message is not in it.
            (21_611 | 30_001, _) => SendError::Busy { after },
            // The account is closed, or the sender is not ours to use: so for everyone.
            (10_001 | 20_005 | 21_603 | 21_606 | 21_659 | 21_660 | 21_701 | 21_703 | 30_002, _) => {
                SendError::Forbidden
            }
            (_, 401) => SendError::Unauthorized,
            (0 | 20_404, 404) => SendError::Unauthorized,
            (0 | 20_403, 403) => SendError::Forbidden,
            (_, 429) => SendError::RateLimited { after },
            (_, 500..) => SendError::Platform { status, after },
            // Among them 21408 (no permission for that country), 21612 (no way from our number to that one), 21617 (too long).
            (code, _) => SendError::Refused {
                status,
                detail: detail(code, &fields.string("message").unwrap_or_default()),
            },
        }
    }
}

/// Twilio repeats the number in its words; it is left out of ours.
fn detail(code: i64, message: &str) -> String {
    let mut words = String::new();
    let mut digits = String::new();
    for letter in message.chars().chain([' ']) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        words.push_str(if digits.len() > 5 { "…" } else { &digits });
        digits.clear();
        words.push(if letter.is_control() { ' ' } else { letter });
    }
    shorten(format!("{code}: {}", words.trim()).trim(), DETAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, code: i64, message: &str) -> SendError {
        Answer {
            status,
            body: format!(r#"{{"code":{code},"message":"{message}","status":{status}}}"#),
            after: Some(Span::seconds(3)),
            ..Answer::default()
        }
        .error()
    }

    #[test]
    fn tells_every_answer_apart() {
        let after = Some(Span::seconds(3));
        for (status, code, meaning) in [
            (401, 20_003, SendError::Unauthorized),
            (404, 20_404, SendError::Unauthorized),
            (403, 20_403, SendError::Forbidden),
            (429, 20_429, SendError::RateLimited { after }),
            (429, 0, SendError::RateLimited { after }),
            (429, 63_038, SendError::QuotaExceeded),
            (400, 21_610, SendError::Blocked),
            (400, 21_211, SendError::Gone),
            (400, 21_614, SendError::Gone),
            (400, 63_016, SendError::WindowClosed),
            (400, 30_001, SendError::Busy { after }),
            (400, 21_606, SendError::Forbidden),
            (400, 30_002, SendError::Forbidden),
            (503, 20_503, SendError::Platform { status: 503, after }),
        ] {
            assert_eq!(judged(status, code, "x"), meaning, "{code}");
        }
        for code in [21_408, 21_612, 21_617, 21_602, 99_999] {
            let error = judged(400, code, "x");
            assert!(
                matches!(error, SendError::Refused { status: 400, .. }),
                "{code}"
            );
            assert!(!error.pauses_channel() && !error.ends_address(), "{code}");
        }
    }

    #[test]
    fn a_number_in_their_words_is_not_in_ours() {
        let error = judged(
            400,
            21_612,
            "Message cannot be sent with the combination To: +819012345678 and From: +1 (415) 5550100, see 21612.",
        );
        let told = format!("{error}");
        assert!(
            !told.contains("9012345678") && !told.contains("5550100"),
            "{told}"
        );
        assert!(told.contains("21612: Message cannot be sent"), "{told}");
    }

    #[test]
    fn what_is_not_twilios_own_word_is_believed_by_its_number() {
        let strange = |status| {
            Answer {
                status,
                body: "<html>".to_owned(),
                ..Answer::default()
            }
            .error()
        };
        assert_eq!(strange(401), SendError::Unauthorized);
        assert_eq!(strange(403), SendError::Forbidden);
        assert!(matches!(strange(400), SendError::Refused { .. }));
        assert_eq!(
            strange(502),
            SendError::Platform {
                status: 502,
                after: None
            }
        );
    }
}
