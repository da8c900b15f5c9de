//! Event objects as LINE writes them.

use serde_json::{Value, json};
use tsunagi_model::Timestamp;

/// An event of a kind with everything that events share.
pub(crate) fn event(
    kind: &str,
    from: Option<&str>,
    at: Timestamp,
    number: u64,
    own: Value,
) -> Value {
    let mut event = json!({
        "type": kind,
        "mode": "active",
        "timestamp": at.as_millis(),
        "webhookEventId": ulid(at, number),
        "deliveryContext": { "isRedelivery": false },
    });
    if let (Some(event), Some(from)) = (event.as_object_mut(), from) {
        event.insert("source".to_owned(), source(from));
    }
    if let (Some(event), Value::Object(own)) = (event.as_object_mut(), own) {
        event.extend(own);
    }
    event
}

/// A source by the first letter of its id.
pub(crate) fn source(id: &str) -> Value {
    match id.chars().next() {
        Some('C') => json!({ "type": "group", "groupId": id }),
        Some('R') => json!({ "type": "room", "roomId": id }),
        _ => json!({ "type": "user", "userId": id }),
    }
}

/// A message object with what messages share.
pub(crate) fn message(kind: &str, number: u64, own: Value) -> Value {
    let id = message_id(number);
    let mut message = json!({ "type": kind, "id": id, "markAsReadToken": format!("read-{id}") });
    if let (Some(message), Value::Object(own)) = (message.as_object_mut(), own) {
        message.extend(own);
    }
    json!({ "message": message })
}

/// A message id: digits only.
pub(crate) fn message_id(number: u64) -> String {
    format!("4{number:017}")
}

/// 26 letters that sort by time, then by number.
fn ulid(at: Timestamp, number: u64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    let millis = u128::try_from(at.as_millis()).unwrap_or(0) & 0xffff_ffff_ffff;
    let bits = (millis << 80) | u128::from(number);
    (0..26)
        .rev()
        .map(|place| char::from(LETTERS[(bits >> (place * 5)) as usize & 31]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_time_then_by_number() {
        let (early, late) = (
            Timestamp::from_millis(1_700_000_000_000),
            Timestamp::from_millis(1_700_000_000_001),
        );
        let ids = [ulid(early, 1), ulid(early, 2), ulid(late, 1)];
        assert!(
            ids.is_sorted() && ids.iter().all(|id| id.len() == 26),
            "{ids:?}"
        );
        assert_eq!(ids[0], "01HF7YAT000000000000000001");
    }
}
