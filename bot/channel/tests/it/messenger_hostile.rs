//! Webhooks of Messenger and Instagram that are broken or strange; and anything at all.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_double::MetaSide;
use tsunagi_model::{InboundKind, Source};

use crate::messenger::{ACCOUNT, PAGE, PERSON, SIDES, other, unconnected};

#[test]
fn a_broken_neighbour_costs_itself_only() {
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let item = |rest: &str| {
        format!(
            r#"{{"sender":{{"id":"{PERSON}"}},"recipient":{{"id":"{PAGE}"}},"timestamp":1790000000000,{rest}}}"#
        )
    };
    let body = format!(
        r#"{{"object":"page","entry":[17,null,"x",{deep},{{"id":"{PAGE}","messaging":[{},{deep},5,{},{},{},{}]}},{{"id":"{PAGE}","messaging":7}},{{"id":"{PAGE}","messaging":[{}]}}]}}"#,
        item(r#""message":{"mid":"m_1","text":"a\ud800b"}"#),
        item(&format!(
            r#""message":{{"mid":"m_2","text":"x","new":{deep}}}"#
        )),
        item(&format!(
            r#""message":{{"mid":"m_3","attachments":[{deep},{{"type":"image","payload":{{"url":"https://x.test/a","new":{deep}}}}}]}}"#
        )),
        item(r#""message":["mid"]"#),
        item(r#""message":{"mid":"m_4","text":"a\u0000b"}"#),
        item(r#""message":{"mid":"m_5","text":"still here"}"#),
    );
    let page = unconnected(MetaSide::Page);
    let found: Vec<_> = page
        .split(body.as_bytes())
        .unwrap()
        .iter()
        .map(|raw| page.read(&raw.raw))
        .collect();
    let kinds: Vec<&str> = found.iter().map(|event| event.kind.as_str()).collect();
    assert_eq!(
        kinds,
        [
            "unreadable",
            "unreadable",
            "unreadable",
            "unreadable",
            "text",
            "unreadable",
            "unreadable",
            "text",
            "image",
            "message",
            "text",
            "unreadable",
            "text"
        ]
    );
    let words: Vec<_> = found
        .iter()
        .filter_map(|event| event.kind.words())
        .collect();
    assert_eq!(words, ["a\u{fffd}b", "x", "a\0b", "still here"]);
}

#[test]
fn what_is_of_another_type_is_missing_and_nothing_else() {
    let page = unconnected(MetaSide::Page);
    let read = |item: Value| page.read(&json!({ "id": PAGE, "messaging": [item] }).to_string());
    let from = |rest: Value| {
        let mut item = json!({ "sender": { "id": PERSON }, "recipient": { "id": PAGE } });
        item.as_object_mut()
            .unwrap()
            .extend(rest.as_object().unwrap().clone());
        read(item).kind
    };
    for (rest, kind) in [
        (
            json!({ "message": { "mid": 5, "text": "x" } }),
            InboundKind::Text("x".to_owned()),
        ),
        (json!({ "message": { "text": ["x"] } }), other("message")),
        (
            json!({ "message": { "text": "x", "quick_reply": "p" } }),
            InboundKind::Text("x".to_owned()),
        ),
        (
            json!({ "message": { "text": "x", "attachments": "y" } }),
            InboundKind::Text("x".to_owned()),
        ),
        (
            json!({ "message": { "text": "x", "is_echo": "true" } }),
            InboundKind::Text("x".to_owned()),
        ),
        (json!({ "message": null }), other("message")),
        (
            json!({ "message": { "is_deleted": true } }),
            other("message/deleted"),
        ),
        (
            json!({ "message": { "attachments": [{ "type": 7 }] } }),
            InboundKind::Shared {
                what: "attachment".to_owned(),
                text: String::new(),
            },
        ),
        (json!({ "postback": {} }), other("postback")),
        (
            json!({ "reaction": { "action": "react" } }),
            other("reaction"),
        ),
        (
            json!({ "message_edit": { "mid": "m" } }),
            other("message_edit"),
        ),
        (
            json!({ "read": 7 }),
            InboundKind::Receipt(tsunagi_model::DeliveryReceipt::of(
                vec![],
                tsunagi_model::Status::Read,
            )),
        ),
        (
            json!({ "new": 1, "message": { "text": "x" } }),
            InboundKind::Text("x".to_owned()),
        ),
    ] {
        assert_eq!(from(rest.clone()), kind, "{rest}");
    }
    for raw in ["", "null", "7", "[]", "{\"id\":\"1\""] {
        assert_eq!(page.read(raw).kind, other("unreadable"), "{raw}");
    }
    assert_eq!(page.read("{}").kind, other("entry"));
    assert_eq!(
        read(json!({ "sender": PERSON, "message": { "text": "x" } })).source,
        Source::Channel
    );
}

#[test]
fn a_crowd_in_one_webhook_takes_no_more_than_it_brings() {
    let mut config = crate::messenger::config(MetaSide::Page);
    config.account = None;
    let page = crate::messenger::open(&config, std::time::Duration::from_secs(1));
    let long = "9".repeat(500_000);
    let items = vec![json!({ "message": { "text": "x" } }); 2_000];
    let body =
        json!({ "object": "page", "entry": [{ "id": long, "messaging": items }] }).to_string();
    let found = page.split(body.as_bytes()).unwrap();
    assert_eq!(found.len(), 2_000);
    let whole: usize = found.iter().map(|event| event.raw.len()).sum();
    assert!(whole < 2 * body.len(), "{whole} bytes");
}

#[test]
fn keys_and_threads_are_bounded_and_plain() {
    let page = unconnected(MetaSide::Page);
    let long = "x".repeat(5_000);
    for (id, mid) in [
        (long.as_str(), long.as_str()),
        ("a\0b", "a\0b"),
        ("a\nb", "m"),
    ] {
        let body = json!({ "entry": [{ "messaging": [{
            "sender": { "id": id }, "recipient": { "id": PAGE }, "message": { "mid": mid, "text": "x" } }] }] });
        let found = page.split(body.to_string().as_bytes()).unwrap();
        for text in [&found[0].key, &found[0].thread] {
            assert!(
                text.len() <= 128 && !text.contains(char::is_control),
                "{text}"
            );
        }
    }
}

/// Things that look like webhooks, with parts missing, added and broken.
fn mutated() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![
            Just(PAGE),
            Just(ACCOUNT),
            Just(PERSON),
            Just("image"),
            Just("fallback")
        ]
        .prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("sender"),
        Just("recipient"),
        Just("id"),
        Just("message"),
        Just("mid"),
        Just("text"),
        Just("attachments"),
        Just("type"),
        Just("payload"),
        Just("url"),
        Just("postback"),
        Just("reaction"),
        Just("referral"),
        Just("ref"),
        Just("read"),
        Just("delivery"),
        Just("watermark"),
        Just("value"),
        Just("field"),
        Just("is_echo"),
    ];
    leaf.prop_recursive(5, 64, 6, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..5).prop_map(Value::from),
            vec((name.clone(), inner), 0..7).prop_map(|fields| {
                Value::Object(
                    fields
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #[test]
    fn no_webhook_is_too_strange(items in vec(mutated(), 0..6), list in 0..3_usize) {
        let list = ["messaging", "standby", "changes"][list];
        let body = json!({ "object": "page", "entry": [{ "id": PAGE, list: items }] }).to_string();
        for side in SIDES {
            let channel = unconnected(side);
            let found = channel.split(body.as_bytes()).unwrap();
            if side == MetaSide::Page {
                prop_assert!(found.len() >= items.len());
            }
            for raw in found {
                prop_assert!(raw.key.len() <= 128 && raw.thread.len() <= 128);
                let event = channel.read(&raw.raw);
                // Whoever it is from, it is in their thread.
                if let Source::Person(person) = &event.source {
                    let theirs = format!("user:{}", person.0);
                    let is_theirs = raw.thread == theirs || raw.thread.starts_with("sha256:");
                    prop_assert!(is_theirs);
                } else {
                    prop_assert_eq!(raw.thread.as_str(), "-");
                }
            }
        }
    }

    #[test]
    fn no_bytes_are_too_strange(bytes in vec(any::<u8>(), 0..200), text in "\\PC{0,200}") {
        let page = unconnected(MetaSide::Page);
        let _ = page.split(&bytes);
        let _ = page.read(&text);
    }
}
