//! A webhook body as one entry per event.

use crate::json::{Fields, list, mend};
use crate::key::{bounded, hash};
use crate::{RawEvent, Unreadable};

/// Takes the body apart. Any body that is an object with a list of events is readable, whatever the events are.
pub(super) fn split(body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
    // A byte that is no UTF-8 costs the one word it is in, not the webhook.
    let text = String::from_utf8_lossy(body);
    let fields = Fields::read(text.trim_start_matches('\u{feff}')).ok_or(Unreadable)?;
    let events = fields.raw("events").and_then(list).ok_or(Unreadable)?;
    Ok(events.into_iter().map(entry).collect())
}

fn entry(raw: &str) -> RawEvent {
    let mended = mend(raw);
    let fields = Fields::read(&mended).unwrap_or_default();
    let thread = thread(&fields);
    RawEvent {
        key: key(&fields, &thread, raw),
        thread: bounded(thread),
        raw: raw.to_owned(),
    }
}

/// Whose conversation it is. Groups and rooms are never mixed with a person's own thread.
fn thread(fields: &Fields<'_>) -> String {
    let Some(source) = fields.object("source") else {
        return "-".to_owned();
    };
    let kind = source.string("type");
    let (prefix, id) = match kind.as_deref() {
        Some("user") => ("user", source.word("userId")),
        Some("group") => ("group", source.word("groupId")),
        Some("room") => ("room", source.word("roomId")),
        _ => return "-".to_owned(),
    };
    id.map_or_else(|| "-".to_owned(), |id| format!("{prefix}:{id}"))
}

/// The same for every delivery: LINE's event id; else the message's; else what cannot differ between deliveries.
///
/// A redelivered event differs from the first in `deliveryContext` only, so the bytes as a whole are no key.
fn key(fields: &Fields<'_>, thread: &str, raw: &str) -> String {
    if let Some(id) = fields.word("webhookEventId") {
        return bounded(id);
    }
    let kind = fields.string("type").unwrap_or_default();
    let message = fields
        .object("message")
        .and_then(|message| message.word("id"));
    match (message, fields.raw("timestamp")) {
        (Some(id), _) if kind == "message" => bounded(format!("message:{id}")),
        // One message can be edited many times.
        (Some(id), Some(timestamp)) => hash(&[&kind, thread, timestamp, &id]),
        // Two buttons can be tapped in one moment: what the event is about stands under its own name.
        (None, Some(timestamp)) => {
            let about = fields.raw(&kind).unwrap_or_default();
            hash(&[&kind, thread, timestamp, about])
        }
        (_, None) => hash(&[raw]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(body: &str) -> Vec<String> {
        split(body.as_bytes())
            .unwrap()
            .into_iter()
            .map(|event| event.key)
            .collect()
    }

    #[test]
    fn keeps_the_event_as_it_was_written() {
        let body = r#"{"destination":"U0","events":[ {"type":"x", "new": [1, 2] } , null]}"#;
        let events = split(body.as_bytes()).unwrap();
        assert_eq!(events[0].raw, r#"{"type":"x", "new": [1, 2] }"#);
        assert_eq!(events[1].raw, "null");
    }

    #[test]
    fn an_empty_list_is_readable_and_no_list_is_not() {
        assert_eq!(split(br#"{"destination":"U0","events":[]}"#), Ok(vec![]));
        for body in [
            &b""[..],
            b"not json",
            b"[]",
            b"{}",
            br#"{"events":null}"#,
            br#"{"events":{}}"#,
            br#"{"events":[}"#,
            br#"{"events":[]}}"#,
            br#"{"events":["a"b]}"#,
        ] {
            assert_eq!(
                split(body),
                Err(Unreadable),
                "{:?}",
                String::from_utf8_lossy(body)
            );
        }
    }

    #[test]
    fn threads_never_mix() {
        let body = r#"{"events":[
            {"source":{"type":"user","userId":"U1"}},
            {"source":{"type":"group","groupId":"C1","userId":"U1"}},
            {"source":{"type":"room","roomId":"R1","userId":"U1"}},
            {"source":{"type":"user"}},{"source":{"type":"user","userId":""}},{"source":{"type":"planet","userId":"U1"}},{"source":7},{}]}"#;
        let threads: Vec<_> = split(body.as_bytes())
            .unwrap()
            .into_iter()
            .map(|event| event.thread)
            .collect();
        assert_eq!(
            threads,
            ["user:U1", "group:C1", "room:R1", "-", "-", "-", "-", "-"]
        );
    }

    #[test]
    fn the_key_is_the_event_id_then_the_message_id_then_a_hash() {
        let found = keys(
            r#"{"events":[
            {"webhookEventId":"01H","type":"message","message":{"id":"7"}},
            {"type":"message","message":{"id":"7"}},
            {"type":"unsend","timestamp":5,"source":{"type":"user","userId":"U1"}}]}"#,
        );
        assert_eq!(found[0], "01H");
        assert_eq!(found[1], "message:7");
        assert!(found[2].starts_with("sha256:"), "{}", found[2]);
    }

    #[test]
    fn a_hash_key_survives_redelivery_and_tells_others_apart() {
        let event = |kind: &str, user: &str, at: u64, again: bool| {
            format!(
                r#"{{"events":[{{"type":"{kind}","timestamp":{at},"source":{{"type":"user","userId":"{user}"}},"deliveryContext":{{"isRedelivery":{again}}}}}]}}"#
            )
        };
        let first = keys(&event("follow", "U1", 5, false));
        assert_eq!(first, keys(&event("follow", "U1", 5, true)));
        assert_ne!(first, keys(&event("unfollow", "U1", 5, false)));
        assert_ne!(first, keys(&event("follow", "U2", 5, false)));
        assert_ne!(first, keys(&event("follow", "U1", 6, false)));
        let tap = |data: &str| {
            keys(&format!(
                r#"{{"events":[{{"type":"postback","timestamp":5,"source":{{"type":"user","userId":"U1"}},"postback":{{"data":"{data}"}}}}]}}"#
            ))
        };
        assert_ne!(tap("a"), tap("b"));
        assert_ne!(
            keys(r#"{"events":[{"a":1}]}"#),
            keys(r#"{"events":[{"a":2}]}"#)
        );
    }

    #[test]
    fn keys_and_threads_are_bounded() {
        let body = format!(
            r#"{{"events":[{{"webhookEventId":"{0}","source":{{"type":"user","userId":"{0}"}}}},{{"webhookEventId":"a\u0000b"}}]}}"#,
            "x".repeat(5_000)
        );
        for event in split(body.as_bytes()).unwrap() {
            assert!(
                event.key.len() <= 128 && event.key.starts_with("sha256:"),
                "{}",
                event.key
            );
            assert!(event.thread.len() <= 128, "{}", event.thread);
        }
    }

    #[test]
    fn a_bad_event_leaves_its_neighbours() {
        let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
        let body = format!(
            r#"{{"events":[{{"webhookEventId":"A","message":{{"text":"\ud800"}}}},{deep},{{"webhookEventId":"B","x":{deep}}},17,{{"webhookEventId":"C","message":{{"text":"a\u0000b"}}}},{{"webhookEventId":["D"]}},{{"webhookEventId":"E"}}]}}"#
        );
        let found = keys(&body);
        assert_eq!(found.len(), 7);
        assert_eq!(
            (
                found[0].as_str(),
                found[2].as_str(),
                found[4].as_str(),
                found[6].as_str()
            ),
            ("A", "B", "C", "E")
        );
    }

    #[test]
    fn bytes_that_are_no_utf8_cost_one_word_only() {
        let mut body = br#"{"events":[{"webhookEventId":"A","message":{"text":"x"#.to_vec();
        body.push(0xff);
        body.extend_from_slice(br#""}},{"webhookEventId":"B"}]}"#);
        let events = split(&body).unwrap();
        assert_eq!(events.len(), 2);
        assert!(events[0].raw.contains("x\u{fffd}"));
        assert_eq!(events[1].key, "B");
    }
}
