//! Requests to WhatsApp, and what its answers mean.

use serde_json::{Value, json};
use tsunagi_model::{Span, Status};

use super::WhatsApp;
use crate::json::Fields;
use crate::meta::{Answer, Fault};
use crate::split::shorten;
use crate::{Receipt, Send, SendError};

/// The most of Meta's own words that is kept of a refusal.
const DETAIL: usize = 200;
/// Longer runs of digits in Meta's words are somebody's number.
const NUMBER: usize = 6;
/// How long after one message to a person WhatsApp takes the next.
const PAIR: Span = Span::seconds(6);

impl WhatsApp {
    /// Sends one message object. What may not be said outside the window is not even asked.
    pub(super) async fn deliver(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        let payload = Fields::read(send.payload).ok_or_else(|| nothing("no message object"))?;
        let is_template = payload.string("type").as_deref() == Some("template");
        if !send.window_open && !is_template {
            return Err(SendError::WindowClosed);
        }
        let body = envelope(send).ok_or(SendError::Gone)?;
        let path = format!("/{}/messages", self.account);
        judge(self.graph.post(&path, &body).await?)
    }

    /// Marks a chat as read up to a message.
    pub(super) async fn tell_read(&self, message_id: &str) -> Result<(), SendError> {
        let body = json!({
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": message_id,
        });
        let path = format!("/{}/messages", self.account);
        judge(self.graph.post(&path, &body.to_string()).await?).map(|_| ())
    }
}

/// The payload with the address before it; the payload itself is not written anew. `None` if the address can be nobody's.
fn envelope(send: &Send<'_>) -> Option<String> {
    let to = send.to.0.as_str();
    let digits = to.strip_prefix('+').unwrap_or(to);
    let field = if is_number(digits) {
        "to"
    } else if is_scoped(to) {
        "recipient"
    } else {
        return None;
    };
    let to = if field == "to" { digits } else { to };
    let payload = send.payload.trim_start().strip_prefix('{')?;
    Some(format!(
        r#"{{"messaging_product":"whatsapp","recipient_type":"individual","{field}":"{to}","biz_opaque_callback_data":"{}",{payload}"#,
        send.retry_key
    ))
}

fn is_number(id: &str) -> bool {
    (1..=20).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_digit())
}

/// A country, a point, and up to 128 letters and digits, in parts.
fn is_scoped(id: &str) -> bool {
    let Some((country, rest)) = id.split_once('.') else {
        return false;
    };
    country.len() == 2
        && country.bytes().all(|byte| byte.is_ascii_uppercase())
        && (1..=140).contains(&rest.len())
        && rest
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || byte == b'.')
}

/// What an answer means.
pub(super) fn judge(answer: Answer) -> Result<Receipt, SendError> {
    if let Some(fault) = answer.fault() {
        let after = answer.after.map(Span::seconds);
        return Err(refusal(answer.status, &fault, after));
    }
    let after = answer.after.map(Span::seconds);
    match answer.status {
        200..=299 => Ok(receipt(answer)),
        401 => Err(SendError::Unauthorized),
        403 => Err(SendError::Forbidden),
        429 => Err(SendError::RateLimited { after }),
        status @ 500.. => Err(SendError::Platform { status, after }),
        status => Err(SendError::Refused {
            status,
            detail: String::new(),
        }),
    }
}

/// "Accepted" is all that is known now; the rest comes as statuses.
fn receipt(answer: Answer) -> Receipt {
    let messages = answer.body.get("messages").and_then(Value::as_array);
    let ids = messages
        .into_iter()
        .flatten()
        .filter_map(|message| message.get("id")?.as_str().map(str::to_owned));
    Receipt {
        status: Status::Accepted,
        platform_ids: ids.collect(),
        request_id: answer.trace,
    }
}

/// Meta's numbers. The HTTP status says less and is not always the same for one number.
fn refusal(status: u16, fault: &Fault, after: Option<Span>) -> SendError {
    match fault.code {
        // 0: the app's user could not be authenticated; 190: the token is expired or revoked.
        0 | 190 => SendError::Unauthorized,
        // Permissions; policy; the account is locked, unpaid, unregistered, or its name is not approved.
        3 | 10 | 200..=299 | 368 | 131_005 | 131_031 | 131_037 | 131_042 | 131_045 | 133_010 => {
            SendError::Forbidden
        }
        4 | 80_007 | 130_429 | 131_048 | 133_016 => SendError::RateLimited { after },
        131_056 => SendError::TooManyToUser {
            after: after.or(Some(PAIR)),
        },
        131_047 => SendError::WindowClosed,
        // Not on WhatsApp or takes nothing from businesses; not on the list of a test number; ourselves.
        131_026 | 131_030 | 131_021 => SendError::Gone,
        131_050 => SendError::Blocked,
        // Meta says of these that nothing was done and that a later try can help.
        1 | 2 | 131_000 | 131_016 | 131_053 | 131_057 | 133_004 => SendError::Busy { after },
        _ => match status {
            401 => SendError::Unauthorized,
            429 => SendError::RateLimited { after },
            500.. => SendError::Platform { status, after },
            _ => SendError::Refused {
                status,
                detail: clean(&fault.message),
            },
        },
    }
}

fn nothing(why: &str) -> SendError {
    SendError::Refused {
        status: 0,
        detail: why.to_owned(),
    }
}

/// Meta's words, short and without anybody's number.
fn clean(message: &str) -> String {
    let mut told = String::new();
    let mut digits = String::new();
    for letter in message.chars().chain(std::iter::once(' ')) {
        if letter.is_ascii_digit() {
            digits.push(letter);
            continue;
        }
        told.push_str(if digits.len() > NUMBER {
            "…"
        } else {
            &digits
        });
        digits.clear();
        told.push(if letter.is_control() { ' ' } else { letter });
    }
    shorten(told.trim_end(), DETAIL)
}

#[cfg(test)]
mod tests {
    use tsunagi_model::{Author, ExternalId};

    use super::*;
    use crate::Route;

    fn enveloped(to: &str) -> Option<Value> {
        let to = ExternalId(to.to_owned());
        let envelope = envelope(&Send {
            to: &to,
            route: Route::Push,
            retry_key: uuid::Uuid::nil(),
            payload: r#"{"type":"text","text":{"body":"x"}}"#,
            author: Author::Flow,
            window_open: true,
        })?;
        Some(serde_json::from_str(&envelope).unwrap())
    }

    #[test]
    fn an_id_is_addressed_by_its_shape() {
        let sent = enveloped("819012345678").unwrap();
        assert_eq!(sent["to"], "819012345678");
        assert_eq!(sent["recipient_type"], "individual");
        assert_eq!(
            sent["biz_opaque_callback_data"],
            "00000000-0000-0000-0000-000000000000"
        );
        assert_eq!(sent["text"]["body"], "x");
        assert_eq!(enveloped("+819012345678").unwrap()["to"], "819012345678");
        for scoped in ["JP.13491208655302741918", "US.ENT.11815799212886844830"] {
            let sent = enveloped(scoped).unwrap();
            assert_eq!(sent["recipient"], scoped);
            assert!(sent.get("to").is_none());
        }
        for nobody in ["", "bla", "J.1", "jp.1", "JP.", "JP.\"1", "8190-1"] {
            assert_eq!(enveloped(nobody), None, "{nobody}");
        }
    }

    fn judged(status: u16, body: &str, after: Option<i64>) -> Result<Receipt, SendError> {
        judge(Answer {
            status,
            body: serde_json::from_str(body).unwrap_or(Value::Null),
            trace: Some("trace".to_owned()),
            after,
        })
    }

    #[test]
    fn every_number_of_metas_has_its_meaning() {
        let limited = SendError::RateLimited { after: None };
        let busy = SendError::Busy { after: None };
        let pair = SendError::TooManyToUser {
            after: Some(Span::seconds(6)),
        };
        let refused = SendError::Refused {
            status: 400,
            detail: "no".to_owned(),
        };
        for (codes, error) in [
            (&[0, 190][..], SendError::Unauthorized),
            (
                &[3, 10, 200, 299, 368, 131_031, 131_042],
                SendError::Forbidden,
            ),
            (&[4, 80_007, 130_429, 131_048, 133_016], limited),
            (&[131_056], pair),
            (&[131_047], SendError::WindowClosed),
            (&[131_026, 131_030, 131_021], SendError::Gone),
            (&[131_050], SendError::Blocked),
            (&[1, 2, 131_000, 131_016, 131_053], busy),
            (
                &[100, 131_008, 131_009, 132_000, 132_001, 132_005, 132_015],
                refused,
            ),
        ] {
            for code in codes {
                let body = format!(r#"{{"error":{{"code":{code},"message":"no"}}}}"#);
                assert_eq!(judged(400, &body, None), Err(error.clone()), "{code}");
            }
        }
    }

    #[test]
    fn the_rest_is_told_by_the_status() {
        let after = Some(Span::seconds(3));
        let says = r#"{"error":{"code":999,"message":"?"}}"#;
        for (status, body, error) in [
            (401, "", SendError::Unauthorized),
            (403, "", SendError::Forbidden),
            (429, "<html>", SendError::RateLimited { after }),
            (429, says, SendError::RateLimited { after }),
            (500, "<html>", SendError::Platform { status: 500, after }),
            (503, says, SendError::Platform { status: 503, after }),
            (
                302,
                "",
                SendError::Refused {
                    status: 302,
                    detail: String::new(),
                },
            ),
        ] {
            assert_eq!(judged(status, body, Some(3)), Err(error), "{status} {body}");
        }
        let told = judged(
            200,
            r#"{"messages":[{"id":"wamid.1"},{"id":7}],"contacts":null}"#,
            None,
        );
        assert_eq!(told.unwrap().platform_ids, ["wamid.1"]);
        assert!(judged(200, "{", None).unwrap().platform_ids.is_empty());
    }

    #[test]
    fn a_refusal_names_nobody() {
        let detail = clean("(#131009) Parameter 'to' 819012345678 is\nbad");
        assert_eq!(detail, "(#131009) Parameter 'to' … is bad");
        assert!(clean(&"x".repeat(500)).chars().count() <= DETAIL);
    }
}
