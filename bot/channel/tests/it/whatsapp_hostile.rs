//! Keys, and what on WhatsApp is not to be believed, cannot be read, or is too much.

use serde_json::{Value, json};
use tsunagi_channel::{Unreadable, Unverified, WebhookRequest};
use tsunagi_model::{InboundKind, Source};

use crate::whatsapp::{PERSON, config, hook, one, open, signed, unconnected, verify};

#[test]
fn a_change_without_a_name_is_read_by_what_is_in_it() {
    for field in [json!(null), json!(7), json!("")] {
        let message = json!({ "id": "M", "from": PERSON, "type": "text", "text": { "body": "x" } });
        let change = json!({ "field": field, "value": { "messages": [message] } });
        let (thread, inbound) = one(hook().change(change));
        assert_eq!(thread, format!("user:{PERSON}"));
        assert_eq!(inbound.kind, InboundKind::Text("x".to_owned()));
    }
}

#[test]
fn keys_are_the_same_again_and_never_anothers() {
    let key = |own: Value| {
        let webhook = signed(hook().field("messages", json!({ "messages": [own] })));
        unconnected().split(&webhook.body).unwrap().remove(0).key
    };
    let text = json!({ "id": "M", "type": "text", "timestamp": "1", "text": { "body": "x" } });
    assert_eq!(key(text.clone()), key(text.clone()));
    // An edit, a revocation, a reaction may carry the id of the message that they are about.
    let keys: std::collections::HashSet<String> = [
        text,
        json!({ "id": "M", "type": "edit", "timestamp": "1", "edit": {} }),
        json!({ "id": "M", "type": "edit", "timestamp": "2", "edit": {} }),
        json!({ "id": "M", "type": "revoke", "timestamp": "2", "revoke": {} }),
        json!({ "id": "M", "type": "reaction", "timestamp": "2", "reaction": {} }),
        json!({ "id": "M", "type": "unsupported", "timestamp": "1" }),
    ]
    .into_iter()
    .map(key)
    .collect();
    assert_eq!(keys.len(), 6);
    let status = |status: &str, at: &str| {
        let item = json!({ "id": "M", "status": status, "timestamp": at, "recipient_id": "1" });
        let webhook = signed(hook().field("messages", json!({ "statuses": [item] })));
        unconnected().split(&webhook.body).unwrap().remove(0).key
    };
    assert_eq!(status("sent", "1"), status("sent", "1"));
    assert_ne!(status("sent", "1"), status("read", "1"));
    let long = key(json!({ "id": "x".repeat(4_000), "type": "text" }));
    assert!(long.len() <= 128 && long.starts_with("sha256:"));
}

#[test]
fn only_meta_is_believed_and_only_for_this_number() {
    let channel = unconnected();
    let webhook = signed(hook().text(PERSON, "x"));
    assert_eq!(verify(&*channel, &webhook), Ok(()));
    let mut changed = webhook.clone();
    changed.body.push(b' ');
    assert_eq!(verify(&*channel, &changed), Err(Unverified::Wrong));
    let forged = hook().text(PERSON, "x").sign("another-secret");
    assert_eq!(verify(&*channel, &forged), Err(Unverified::Wrong));
    let mut other = config("http://127.0.0.1:9");
    other.account = Some("another number".to_owned());
    assert_eq!(
        verify(&*open(&other), &webhook),
        Err(Unverified::OtherAccount)
    );
    for (query, answer) in [
        (
            "hub.mode=subscribe&hub.verify_token=vt&hub.challenge=42",
            Ok("42".to_owned()),
        ),
        (
            "hub.mode=subscribe&hub.verify_token=no&hub.challenge=42",
            Err(Unverified::Wrong),
        ),
    ] {
        let request = WebhookRequest {
            method: "GET",
            path_and_query: &format!("/webhook/wa?{query}"),
            headers: &[],
            body: b"",
        };
        assert_eq!(channel.challenge(&request), Some(answer), "{query}");
    }
}

#[test]
fn what_has_no_list_of_entries_is_unreadable_and_all_else_is_read() {
    let channel = unconnected();
    for body in [
        &b""[..],
        b"x",
        b"[]",
        b"{}",
        br#"{"entry":7}"#,
        br#"{"entry":[}"#,
    ] {
        assert_eq!(
            channel.split(body),
            Err(Unreadable),
            "{}",
            String::from_utf8_lossy(body)
        );
    }
    assert_eq!(channel.split(br#"{"entry":[]}"#), Ok(vec![]));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for entry in [
        "7",
        "null",
        "{}",
        r#"{"changes":[7]}"#,
        r#"{"changes":[{"field":1}]}"#,
        &deep,
    ] {
        let body = format!(r#"{{"entry":[{entry}]}}"#);
        let events = channel.split(body.as_bytes()).unwrap();
        assert_eq!(events.len(), 1, "{}", entry.get(..20).unwrap_or(entry));
        assert_eq!(
            (
                events[0].thread.as_str(),
                channel.read(&events[0].raw).source
            ),
            ("-", Source::Channel)
        );
    }
    let hostile = format!(
        r#"{{"entry":[{{"changes":[{{"field":"messages","value":{{"new":{deep},"messages":[{{"id":"A","from":"1","type":"text","text":{{"body":"a\ud800b\u0000"}}}},{deep},{{"id":"B","from":"1","type":"text","x":{deep},"text":{{"body":"{}"}}}}]}}}}]}}]}}"#,
        "😀".repeat(100_000)
    );
    let events = channel.split(hostile.as_bytes()).unwrap();
    assert_eq!(events.len(), 3);
    assert_eq!(
        channel.read(&events[0].raw).kind,
        InboundKind::Text("a\u{fffd}b\0".to_owned())
    );
    assert_eq!(
        channel.read(&events[2].raw).kind.words().map(str::len),
        Some(400_000)
    );
}

#[test]
fn a_crowd_in_one_webhook_takes_neither_time_nor_memory() {
    let crowd: Vec<Value> = (0..20_000).map(|n| json!({ "id": n.to_string(), "from": n.to_string(), "type": "text", "text": { "body": "x" } })).collect();
    let mut contacts: Vec<Value> = (0..20_000)
        .map(|n| json!({ "wa_id": (19_999 - n).to_string() }))
        .collect();
    contacts[0]["profile"] = json!({ "name": "n".repeat(500_000) });
    contacts[0]["new"] = "n".repeat(500_000).into();
    let change = json!({
        "field": "f".repeat(100_000),
        "value": { "contacts": contacts, "messages": crowd },
    });
    let webhook = signed(hook().change(change));
    let events = unconnected().split(&webhook.body).unwrap();
    assert_eq!(events.len(), 20_000);
    let kept: usize = events.iter().map(|event| event.raw.len()).sum();
    assert!(kept < 2 * webhook.body.len() + 2_000_000, "{kept}");
}
