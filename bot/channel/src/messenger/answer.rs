//! What Meta's answers to the Send API mean.

use serde_json::Value;
use tsunagi_model::{Span, Status};

use crate::meta::{Answer, Fault};
use crate::split::shorten;
use crate::{Receipt, SendError};

/// The most of Meta's own words that is kept of a refusal.
const DETAIL: usize = 200;
/// Outside the window, in the words of Messenger (two of them) and of Instagram.
const OUTSIDE: [i64; 3] = [2018065, 2018278, 2534022];
/// The person takes nothing from us: blocked, or switched off.
const DEAF: [i64; 2] = [1545041, 2018108];
/// Nobody of this id, on Messenger and on Instagram.
const NOBODY: [i64; 2] = [2018001, 2534014];
/// "Invalid reply" after all was sent, as Meta's own list of errors says.
const SENT_ALL_THE_SAME: i64 = 1357046;

/// What an answer means.
pub(super) fn judge(answer: &Answer) -> Result<Receipt, SendError> {
    let after = answer.after.map(Span::seconds);
    let status = answer.status;
    if let Some(fault) = answer.fault() {
        return Err(blame(&fault, status, after));
    }
    match status {
        200..=299 => Ok(receipt(answer)),
        401 => Err(SendError::Unauthorized),
        403 => Err(SendError::Forbidden),
        429 => Err(SendError::RateLimited { after }),
        500.. => Err(SendError::Platform { status, after }),
        _ => Err(SendError::Refused {
            status,
            detail: String::new(),
        }),
    }
}

/// What Meta finds fault with. The number decides, not the HTTP status, which is 400 for nearly everything.
fn blame(fault: &Fault, status: u16, after: Option<Span>) -> SendError {
    let is = |known: &[i64]| known.contains(&fault.subcode);
    match fault.code {
        102 | 190 => SendError::Unauthorized,
        551 => SendError::Blocked,
        10 | 200 if is(&DEAF) => SendError::Blocked,
        10 | 100 | 200 if is(&OUTSIDE) => SendError::WindowClosed,
        10 | 100 if is(&NOBODY) => SendError::Gone,
        3 | 10 | 200..=299 | 368 => SendError::Forbidden,
        4 | 9 | 17 | 32 | 341 | 613 | 80_001 | 80_002 | 80_006 => SendError::RateLimited { after },
        1 if is(&[SENT_ALL_THE_SAME]) => SendError::Platform { status, after },
        1 | 2 | 1_200 => SendError::Busy { after },
        _ if fault.transient => SendError::Busy { after },
        _ if status == 401 => SendError::Unauthorized,
        _ if status == 429 => SendError::RateLimited { after },
        _ if status >= 500 => SendError::Platform { status, after },
        _ => SendError::Refused {
            status,
            detail: shorten(
                &format!("{}/{}: {}", fault.code, fault.subcode, fault.message)
                    .replace(char::is_control, " "),
                DETAIL,
            ),
        },
    }
}

/// "Accepted" is what Meta tells now; whether it came and was read it tells later.
fn receipt(answer: &Answer) -> Receipt {
    let id = answer.body.get("message_id").and_then(Value::as_str);
    Receipt {
        status: Status::Accepted,
        platform_ids: id.map(str::to_owned).into_iter().collect(),
        request_id: answer.trace.clone(),
    }
}
