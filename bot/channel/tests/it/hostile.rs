//! Webhooks that are broken, strange, or not LINE's.

use std::sync::Arc;

use crate::fixture::sent;
use tsunagi_channel::{Channel, Unverified};
use tsunagi_double::{WebhookBuilder, sign};
use tsunagi_model::{
    ExternalId, InboundKind, MediaKind, MediaSource, Source, TestClock, Timestamp,
};

use crate::fixture::{GROUP, OTHER, USER, unconnected, verify};

const AT: Timestamp = Timestamp(1_790_000_000_000_000);

fn hook() -> WebhookBuilder {
    WebhookBuilder::new(
        "double-channel-secret",
        "U00000000000000000000000000000b07",
        Arc::new(TestClock::at(AT)),
    )
}

fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

#[test]
fn what_is_missing_or_of_another_type_is_missing_and_nothing_else() {
    let line = unconnected();
    for (raw, kind) in [
        (
            r#"{"type":"message","message":{"type":"text","text":"x"}}"#,
            InboundKind::Text("x".to_owned()),
        ),
        (
            r#"{"type":"message","message":{"type":"text"}}"#,
            other("message/text"),
        ),
        (
            r#"{"type":"message","message":{"type":"text","text":["x"]}}"#,
            other("message/text"),
        ),
        (
            r#"{"type":"message","message":{"type":"sticker"}}"#,
            InboundKind::Sticker(vec![]),
        ),
        (
            r#"{"type":"message","message":{"type":"sticker","keywords":["a",1,"b"]}}"#,
            InboundKind::Sticker(vec!["a".to_owned(), "b".to_owned()]),
        ),
        (
            r#"{"type":"message","message":{"type":"image"}}"#,
            sent(MediaKind::Image, MediaSource::Unknown),
        ),
        (
            r#"{"type":"message","message":{"type":"image","id":"7"}}"#,
            sent(MediaKind::Image, MediaSource::Platform("7".to_owned())),
        ),
        (
            r#"{"type":"message","message":{"type":"location","latitude":1}}"#,
            other("message/location"),
        ),
        (r#"{"type":"message"}"#, other("message/")),
        (r#"{"type":"postback","postback":{}}"#, other("postback")),
        (
            r#"{"type":"unsend","unsend":{"messageId":7}}"#,
            other("unsend"),
        ),
        (
            r#"{"type":"messageEdited","message":{"type":"text","text":"x"}}"#,
            other("messageEdited"),
        ),
        (
            r#"{"type":"text","type":"unfollow"}"#,
            InboundKind::Unfollow,
        ),
        (r#"{"type":"a\u0000b"}"#, other("ab")),
        (r"{}", other("unreadable")),
        (r#"{"type":5}"#, other("unreadable")),
        ("null", other("unreadable")),
        ("", other("unreadable")),
        ("{\"type\":\"unfollow\"", other("unreadable")),
    ] {
        let inbound = line.read(raw);
        assert_eq!(inbound.kind, kind, "{raw}");
        assert_eq!(
            (inbound.event_id, inbound.occurred_at, inbound.reply_token),
            (None, None, None),
            "{raw}"
        );
    }
    let inbound = line.read(r#"{"type":"unfollow","timestamp":"soon","webhookEventId":1,"source":{"type":"user","userId":"U1"}}"#);
    assert_eq!(inbound.kind, InboundKind::Unfollow);
    assert_eq!(inbound.source, Source::Person(ExternalId("U1".to_owned())));
    assert_eq!((inbound.occurred_at, inbound.event_id), (None, None));
}

#[test]
fn half_characters_nul_and_depth_cost_nothing() {
    let line = unconnected();
    let said = |text: &str| {
        line.read(&format!(
            r#"{{"type":"message","message":{{"type":"text","text":"{text}"}}}}"#
        ))
        .kind
    };
    assert_eq!(
        said(r"a\ud800b"),
        InboundKind::Text("a\u{fffd}b".to_owned())
    );
    assert_eq!(said(r"a\u0000b"), InboundKind::Text("a\0b".to_owned()));
    assert_eq!(said(r"\ud83d\ude00"), InboundKind::Text("😀".to_owned()));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let raw = format!(
        r#"{{"type":"message","new":{deep},"message":{{"type":"text","text":"x","new":{deep}}}}}"#
    );
    assert_eq!(line.read(&raw).kind, InboundKind::Text("x".to_owned()));
    assert_eq!(
        line.read(&format!(r#"{{"type":{deep}}}"#)).kind,
        other("unreadable")
    );
    let deep = "{\"a\":".repeat(100_000);
    assert_eq!(line.read(&deep).kind, other("unreadable"));
}

#[test]
fn several_people_share_a_webhook_and_keep_apart() {
    let line = unconnected();
    let webhook = hook()
        .text(USER, "わたし")
        .event(serde_json::json!({ "type": "message", "message": 7 }))
        .text(OTHER, "ぼく")
        .text(USER, "みんな")
        .in_group(GROUP, None)
        .build();
    let events = line.split(&webhook.body).unwrap();
    let threads: Vec<&str> = events.iter().map(|event| event.thread.as_str()).collect();
    assert_eq!(
        threads,
        [
            &format!("user:{USER}"),
            "-",
            &format!("user:{OTHER}"),
            &format!("group:{GROUP}")
        ]
    );
    let keys: std::collections::HashSet<&str> =
        events.iter().map(|event| event.key.as_str()).collect();
    assert_eq!(keys.len(), 4);
}

#[test]
fn only_line_is_believed_and_only_for_this_account() {
    let mut config = tsunagi_channel::ChannelConfig::new("line", tsunagi_model::ChannelKind::Line);
    config.secret = Some("double-channel-secret".into());
    config.access_token = Some("token".into());
    config.account = Some("U00000000000000000000000000000b07".to_owned());
    let line = tsunagi_channel::open(&config, &tsunagi_channel::http::client().unwrap()).unwrap();
    let webhook = hook().text(USER, "x").build();
    for header in ["x-line-signature", "X-Line-Signature", "X-LINE-SIGNATURE"] {
        assert_eq!(verify(&*line, &webhook, header), Ok(()), "{header}");
    }
    assert_eq!(
        verify(&*line, &webhook, "x-other"),
        Err(Unverified::Missing)
    );
    let mut changed = webhook.clone();
    changed.body.push(b' ');
    assert_eq!(
        verify(&*line, &changed, "x-line-signature"),
        Err(Unverified::Wrong)
    );
    let mut forged = webhook.clone();
    forged.signature = sign("another-secret", &webhook.body);
    assert_eq!(
        verify(&*line, &forged, "x-line-signature"),
        Err(Unverified::Wrong)
    );
    forged.signature = "junk".to_owned();
    assert_eq!(
        verify(&*line, &forged, "x-line-signature"),
        Err(Unverified::Malformed)
    );
    let elsewhere = WebhookBuilder::new(
        "double-channel-secret",
        "U00000000000000000000000000000bad",
        Arc::new(TestClock::at(AT)),
    );
    assert_eq!(
        verify(&*line, &elsewhere.build(), "x-line-signature"),
        Err(Unverified::OtherAccount)
    );
    let junk = b"not json".to_vec();
    let junk = tsunagi_double::Webhook {
        signature: sign("double-channel-secret", &junk),
        body: junk,
        events: vec![],
    };
    assert_eq!(
        verify(&*line, &junk, "x-line-signature"),
        Ok(()),
        "signed but unreadable is split's to say"
    );
    assert_eq!(line.split(&junk.body), Err(tsunagi_channel::Unreadable));
}
