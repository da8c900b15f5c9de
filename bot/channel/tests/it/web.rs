//! Our own web chat.

use tsunagi_channel::{Channel, Route, Send, Unreadable, WebhookRequest, web::Web};
use tsunagi_model::{
    Bubble, ExternalId, Inbound, InboundKind, MediaKind, Source, Status, Timestamp,
};
use uuid::Uuid;

use crate::fixture::{card, choice, media, text, turn};

fn read(body: &str) -> Inbound {
    let web = Web::new();
    let events = web.split(body.as_bytes()).unwrap();
    assert_eq!(events.len(), 1, "{body}");
    web.read(&events[0].raw)
}

#[test]
fn every_event_of_the_page_is_understood() {
    for (own, kind) in [
        (
            r#""type":"text","text":"こんにちは""#,
            InboundKind::Text("こんにちは".to_owned()),
        ),
        (
            r#""type":"text","text":"a\ud800""#,
            InboundKind::Text("a\u{fffd}".to_owned()),
        ),
        (
            r#""type":"choice","data":"f/s/o""#,
            InboundKind::Postback {
                data: "f/s/o".to_owned(),
                picked: None,
            },
        ),
        (
            r#""type":"follow""#,
            InboundKind::Follow {
                unblocked: None,
                referral: None,
            },
        ),
        (
            r#""type":"follow","data":"K7QX""#,
            InboundKind::Follow {
                unblocked: None,
                referral: Some("K7QX".to_owned()),
            },
        ),
        (r#""type":"unfollow""#, InboundKind::Unfollow),
        (
            r#""type":"unsend","data":"m1""#,
            InboundKind::Unsend {
                platform_id: "m1".to_owned(),
            },
        ),
        (r#""type":"text""#, InboundKind::Other("text".to_owned())),
        (r#""type":"dance""#, InboundKind::Other("dance".to_owned())),
        (r#""x":1"#, InboundKind::Other("unreadable".to_owned())),
    ] {
        let inbound = read(&format!(
            r#"{{"id":"e1","session":"s1","at":1790000000000,{own}}}"#
        ));
        assert_eq!(inbound.kind, kind, "{own}");
        assert_eq!(inbound.source, Source::Person(ExternalId("s1".to_owned())));
        assert_eq!(inbound.event_id.as_deref(), Some("e1"));
        assert_eq!(
            inbound.occurred_at,
            Some(Timestamp::from_millis(1_790_000_000_000))
        );
        assert_eq!(inbound.reply_token, None);
    }
}

#[test]
fn the_same_event_of_the_same_page_has_the_same_key() {
    let web = Web::new();
    let key = |body: &str| web.split(body.as_bytes()).unwrap()[0].key.clone();
    let first = key(r#"{"id":"e1","session":"s1","type":"text","text":"x"}"#);
    assert_eq!(
        first,
        key(r#"{"text":"x","type":"text","session":"s1","id":"e1"}"#)
    );
    assert_ne!(
        first,
        key(r#"{"id":"e2","session":"s1","type":"text","text":"x"}"#)
    );
    assert_ne!(
        first,
        key(r#"{"id":"e1","session":"s2","type":"text","text":"x"}"#),
        "another browser may make the same id"
    );
    assert!(first.len() <= 128);
}

#[test]
fn several_events_or_one_and_nothing_else() {
    let web = Web::new();
    let events = web
        .split(br#"{"events":[{"id":"1","session":"s"},7,{"id":"2"}]}"#)
        .unwrap();
    let threads: Vec<&str> = events.iter().map(|event| event.thread.as_str()).collect();
    assert_eq!(threads, ["user:s", "-", "-"]);
    for body in [&b""[..], b"[]", b"x", br#"{"events":1}"#] {
        assert_eq!(web.split(body), Err(Unreadable));
    }
    assert_eq!(web.read("junk").source, Source::Channel);
}

#[tokio::test]
async fn a_turn_is_one_payload_and_sending_it_is_nothing_to_do() {
    let web = Web::new();
    let request = WebhookRequest {
        method: "POST",
        path_and_query: "/",
        headers: &[],
        body: b"",
    };
    assert_eq!(web.verify(&request), Ok(()));
    let mut shown = turn(vec![
        text("どれがいい？"),
        Bubble {
            text: "えらんでね".to_owned(),
            choices: vec![choice("はい", "f/s/yes")],
            media: Some(media(
                MediaKind::Image,
                "https://example.com/a.jpg",
                "https://example.com/b.jpg",
            )),
            cards: vec![card("図書館", "しずか", vec![choice("ここ", "f/s/lib")])],
        },
    ]);
    shown.sender = Some("ハル".to_owned());
    let payloads = web.render(&shown);
    assert_eq!(payloads.len(), 1);
    assert_eq!(payloads[0].bubbles, 0..2);
    insta::assert_snapshot!(payloads[0].body, @r#"{"author":"flow","bubbles":[{"text":"どれがいい？"},{"cards":[{"choices":[{"data":"f/s/lib","label":"ここ"}],"text":"しずか","title":"図書館"}],"choices":[{"data":"f/s/yes","label":"はい"}],"media":{"kind":"image","preview":"https://example.com/b.jpg","url":"https://example.com/a.jpg"},"text":"えらんでね"}],"sender":"ハル"}"#);
    let to = ExternalId("s1".to_owned());
    let send = Send {
        to: &to,
        route: Route::Push,
        retry_key: Uuid::nil(),
        payload: &payloads[0].body,
        author: tsunagi_model::Author::Flow,
        window_open: true,
    };
    let receipt = web.send(&send).await.unwrap();
    assert_eq!(
        (receipt.status, receipt.platform_ids.len()),
        (Status::Accepted, 0)
    );
    assert!(web.render(&turn(vec![])).is_empty());
}
