//! What LINE's answers mean.

use reqwest::Response;
use tsunagi_model::{Span, Status};

use crate::http::{header, read_up_to};
use crate::json::{Fields, list};
use crate::split::shorten;
use crate::{Receipt, SendError};

/// The most of an answer that is read; LINE's are a few hundred bytes.
const ANSWER: usize = 64 * 1024;
/// The most of LINE's own words that is kept of a refusal.
const DETAIL: usize = 200;

/// An answer, as far as it is of use.
pub(super) struct Answer {
    pub status: u16,
    request_id: Option<String>,
    /// Of the earlier request with the same retry key.
    accepted_id: Option<String>,
    after: Option<Span>,
    pub body: Vec<u8>,
}

/// What LINE says in its own words.
#[derive(Default)]
struct Told {
    message: String,
    /// The first place it finds fault with, and why.
    detail: Option<(String, String)>,
    sent: Vec<String>,
}

impl Told {
    /// Reads tolerantly: a part that is missing or strange leaves the others.
    fn read(body: &[u8]) -> Self {
        let body = String::from_utf8_lossy(body);
        let Some(fields) = Fields::read(&body) else {
            return Self::default();
        };
        let objects = |name| {
            fields
                .raw(name)
                .and_then(list)
                .unwrap_or_default()
                .into_iter()
                .filter_map(Fields::read)
        };
        let said = |fields: &Fields<'_>, name| fields.string(name).unwrap_or_default();
        Self {
            message: said(&fields, "message"),
            detail: objects("details")
                .next()
                .map(|first| (said(&first, "property"), said(&first, "message"))),
            sent: objects("sentMessages")
                .filter_map(|sent| sent.word("id"))
                .collect(),
        }
    }
}

/// Reads an answer. One that breaks off after its status still tells what became of the request.
pub(super) async fn answer(mut response: Response) -> Result<Answer, SendError> {
    let status = response.status().as_u16();
    let request_id = header(&response, "x-line-request-id");
    let accepted_id = header(&response, "x-line-accepted-request-id");
    let after = header(&response, "retry-after")
        .and_then(|after| after.parse().ok())
        .map(Span::seconds);
    let body = read_up_to(&mut response, ANSWER)
        .await
        .ok()
        .flatten()
        .unwrap_or_default();
    Ok(Answer {
        status,
        request_id,
        accepted_id,
        after,
        body,
    })
}

/// What an answer means. `keyed` says whether the request carried a retry key.
pub(super) fn judge(answer: Answer, keyed: bool) -> Result<Receipt, SendError> {
    let told = Told::read(&answer.body);
    let Answer { status, after, .. } = answer;
    match status {
        200..=299 => Ok(receipt(told, answer.request_id)),
        409 if keyed => Ok(receipt(told, answer.accepted_id.or(answer.request_id))),
        400 if told.message.contains("Invalid reply token") => Err(SendError::InvalidReplyToken),
        // The id is unknown to this account or provider, or is no id at all.
        400 if told.message.contains("Failed to send messages")
            || told.message.contains("'to'") =>
        {
            Err(SendError::Gone)
        }
        401 => Err(SendError::Unauthorized),
        403 => Err(SendError::Forbidden),
        429 => Err(too_many(&told.message, after)),
        500.. => Err(SendError::Platform { status, after }),
        _ => Err(SendError::Refused {
            status,
            detail: detail(&told),
        }),
    }
}

/// 429 has three meanings, told apart by its words alone.
fn too_many(message: &str, after: Option<Span>) -> SendError {
    if message.contains("monthly limit") {
        SendError::QuotaExceeded
    } else if message.contains("same user") {
        SendError::TooManyToUser { after }
    } else {
        SendError::RateLimited { after }
    }
}

/// "Accepted" is all that LINE tells: whether a phone showed it, and even a block, stays unknown.
fn receipt(told: Told, request_id: Option<String>) -> Receipt {
    Receipt {
        status: Status::Accepted,
        platform_ids: told.sent,
        request_id,
    }
}

fn detail(told: &Told) -> String {
    let mut detail = told.message.clone();
    if let Some((property, message)) = &told.detail {
        detail = format!("{detail} ({property}: {message})");
    }
    shorten(&detail.replace(char::is_control, " "), DETAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judged(status: u16, keyed: bool, body: &str) -> Result<Receipt, SendError> {
        judge(
            Answer {
                status,
                request_id: Some("now".to_owned()),
                accepted_id: Some("then".to_owned()),
                after: Some(Span::seconds(3)),
                body: body.as_bytes().to_vec(),
            },
            keyed,
        )
    }

    fn accepted(ids: &[&str], request_id: &str) -> Result<Receipt, SendError> {
        let platform_ids = ids.iter().map(|id| (*id).to_owned()).collect();
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids,
            request_id: Some(request_id.to_owned()),
        })
    }

    #[test]
    fn tells_every_answer_apart() {
        let after = Some(Span::seconds(3));
        let refused = |status, detail: &str| {
            Err(SendError::Refused {
                status,
                detail: detail.to_owned(),
            })
        };
        for (status, keyed, body, meaning) in [
            (
                200,
                true,
                r#"{"sentMessages":[{"id":"1","quoteToken":"q"},{"id":"2"}]}"#,
                accepted(&["1", "2"], "now"),
            ),
            (200, true, "{}", accepted(&[], "now")),
            (200, true, "<html>", accepted(&[], "now")),
            (
                409,
                true,
                r#"{"message":"The retry key is already accepted","sentMessages":[{"id":"1"}]}"#,
                accepted(&["1"], "then"),
            ),
            (409, false, r#"{"message":"x"}"#, refused(409, "x")),
            (
                400,
                false,
                r#"{"message":"Invalid reply token"}"#,
                Err(SendError::InvalidReplyToken),
            ),
            (
                400,
                true,
                r#"{"message":"Failed to send messages"}"#,
                Err(SendError::Gone),
            ),
            (
                400,
                true,
                r#"{"message":"The property, 'to', in the request body is invalid"}"#,
                Err(SendError::Gone),
            ),
            (
                400,
                true,
                r#"{"message":"The request body has 1 error(s)","details":[{"message":"May not be empty","property":"messages[0].text"}]}"#,
                refused(
                    400,
                    "The request body has 1 error(s) (messages[0].text: May not be empty)",
                ),
            ),
            (
                400,
                false,
                r#"{"message":"Invalid reply token","details":null,"sentMessages":7}"#,
                Err(SendError::InvalidReplyToken),
            ),
            (400, true, "junk", refused(400, "")),
            (302, true, "", refused(302, "")),
            (413, true, "", refused(413, "")),
            (401, true, "", Err(SendError::Unauthorized)),
            (403, true, "", Err(SendError::Forbidden)),
            (
                429,
                true,
                r#"{"message":"The API rate limit has been exceeded. Try again later."}"#,
                Err(SendError::RateLimited { after }),
            ),
            (429, true, "", Err(SendError::RateLimited { after })),
            (
                429,
                true,
                r#"{"message":"You have reached your monthly limit."}"#,
                Err(SendError::QuotaExceeded),
            ),
            (
                429,
                true,
                r#"{"message":"You have sent too many messages to the same user."}"#,
                Err(SendError::TooManyToUser { after }),
            ),
            (
                500,
                true,
                "",
                Err(SendError::Platform { status: 500, after }),
            ),
            (
                503,
                false,
                "<html>",
                Err(SendError::Platform { status: 503, after }),
            ),
        ] {
            assert_eq!(judged(status, keyed, body), meaning, "{status} {body}");
        }
    }

    #[test]
    fn a_refusal_is_kept_short_and_clean() {
        let told = Told {
            message: format!("a\n{}", "x".repeat(500)),
            ..Told::default()
        };
        let detail = detail(&told);
        assert!(
            detail.chars().count() <= DETAIL && !detail.contains('\n'),
            "{detail}"
        );
    }
}
