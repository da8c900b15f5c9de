//! What Messenger and Instagram put around an event: entries, standby, echoes, codes, quotes, times, changes.

use serde_json::{Value, json};
use tsunagi_double::{MetaSide, MetaWebhook};
use tsunagi_model::{ExternalId, InboundKind, Source, Timestamp};
use uuid::Uuid;

use crate::messenger::{AT, OTHER, PAGE, PERSON, SIDES, event, events, hook, other, unconnected};
use crate::messenger_inbound::{follow, text};

#[test]
fn many_entries_with_many_items_are_many_events_in_their_order() {
    for side in SIDES {
        let channel = unconnected(side);
        let webhook = hook(side)
            .text(PERSON, "m_1", "一")
            .text(OTHER, "m_2", "二")
            .entry(match side {
                MetaSide::Page => PAGE,
                MetaSide::Instagram => crate::messenger::ACCOUNT,
            })
            .text(PERSON, "m_3", "三")
            .standby()
            .text(OTHER, "m_4", "四")
            .build();
        let found = events(&*channel, &webhook);
        let seen: Vec<_> = found
            .iter()
            .map(|(raw, event)| {
                (
                    raw.thread.as_str(),
                    event.kind.words().unwrap(),
                    event.standby,
                )
            })
            .collect();
        let (person, friend) = (format!("user:{PERSON}"), format!("user:{OTHER}"));
        assert_eq!(
            seen,
            [
                (person.as_str(), "一", false),
                (friend.as_str(), "二", false),
                (person.as_str(), "三", false),
                (friend.as_str(), "四", true)
            ]
        );
        assert_eq!(
            found[3].1.read_token, None,
            "nothing is shown while another app holds the conversation"
        );
    }
}

#[test]
fn an_echo_is_ours_if_it_brings_our_key_back_and_a_persons_if_not() {
    let page = unconnected(MetaSide::Page);
    let key = Uuid::from_u128(7);
    let echo = |key, text: &str| InboundKind::Echo {
        text: text.to_owned(),
        key,
    };
    for (extra, kind) in [
        (
            json!({ "app_id": 1, "metadata": key.to_string() }),
            echo(Some(key), "はい"),
        ),
        (
            json!({ "app_id": 1, "metadata": "of another kind" }),
            echo(None, "はい"),
        ),
        (
            json!({ "app_id": 263_902_037_430_900_i64 }),
            echo(None, "はい"),
        ),
        (json!({}), echo(None, "はい")),
        (json!({ "is_deleted": true }), other("echo/deleted")),
    ] {
        let webhook = hook(MetaSide::Page)
            .echo(PERSON, "m_5", "はい", &extra)
            .build();
        let found = event(&*page, &webhook);
        assert_eq!(found.kind, kind, "{extra}");
        assert_eq!(found.source, Source::Person(ExternalId(PERSON.to_owned())));
        assert_eq!(
            (found.platform_id.as_deref(), found.read_token),
            (Some("m_5"), None)
        );
    }
    // A picture from our side has no words; a card has some.
    let sent = |attachment: Value| {
        let message = json!({ "mid": "m_5", "is_echo": true, "attachments": [attachment] });
        let item =
            json!({ "sender": { "id": PAGE }, "recipient": { "id": PERSON }, "message": message });
        event(&*page, &hook(MetaSide::Page).raw(item).build()).kind
    };
    assert_eq!(
        sent(json!({ "type": "image", "payload": {} })),
        echo(None, "")
    );
    assert_eq!(
        sent(json!({ "type": "template", "title": "予定" })),
        echo(None, "予定")
    );
    // Some test suites write the person as the sender of an echo.
    let item = json!({
        "sender": { "id": PERSON }, "recipient": { "id": PAGE }, "message": { "mid": "m_5", "is_echo": true, "text": "x" }
    });
    let found = event(&*page, &hook(MetaSide::Page).raw(item).build());
    assert_eq!(
        (found.kind, found.source),
        (
            echo(None, "x"),
            Source::Person(ExternalId(PERSON.to_owned()))
        )
    );
    // An account that writes to itself is no person.
    let item = json!({ "sender": { "id": PAGE }, "recipient": { "id": PAGE }, "message": { "mid": "m_5", "text": "x" } });
    assert_eq!(
        event(&*page, &hook(MetaSide::Page).raw(item).build()).source,
        Source::Channel
    );
}

#[test]
fn a_code_that_comes_inside_a_message_counts_like_its_words() {
    let page = unconnected(MetaSide::Page);
    let about = json!({ "mid": "m_1", "text": "こんにちは", "referral": { "ref": "INV-7", "source": "SHORTLINK" } });
    let webhook = hook(MetaSide::Page).act(PERSON, "message", &about).build();
    let found = events(&*page, &webhook);
    assert_eq!(found.len(), 2);
    assert_eq!(
        (&found[0].1.kind, &found[1].1.kind),
        (&follow(Some("INV-7")), &text("こんにちは"))
    );
    assert_ne!(found[0].0.key, found[1].0.key);
    assert_eq!(found[0].0.thread, found[1].0.thread);
    // With a tap on a button of ours both count as well; the tap that begins a conversation says nothing else.
    let referral = json!({ "ref": "INV-7", "source": "SHORTLINK" });
    let about = json!({ "title": "はい", "payload": "flow/yes", "referral": referral });
    let webhook = hook(MetaSide::Page).act(PERSON, "postback", &about).build();
    let found = events(&*page, &webhook);
    assert_eq!(
        found
            .iter()
            .map(|(_, found)| &found.kind)
            .collect::<Vec<_>>(),
        [
            &follow(Some("INV-7")),
            &InboundKind::Postback {
                data: "flow/yes".to_owned(),
                picked: None
            }
        ]
    );
    // What an advertisement adds is no code.
    let about = json!({ "mid": "m_1", "text": "こんにちは", "referral": { "source": "ADS" } });
    let webhook = hook(MetaSide::Page).act(PERSON, "message", &about).build();
    assert_eq!(event(&*page, &webhook).kind, text("こんにちは"));
}

#[test]
fn an_answer_names_what_it_answers_and_a_story_is_no_message() {
    let channel = unconnected(MetaSide::Instagram);
    let reply = |to: Value| {
        let about = json!({ "mid": "m_1", "text": "x", "reply_to": to });
        event(
            &*channel,
            &hook(MetaSide::Instagram)
                .act(PERSON, "message", &about)
                .build(),
        )
    };
    assert_eq!(
        reply(json!({ "mid": "m_0" })).quotes.as_deref(),
        Some("m_0")
    );
    let story = reply(json!({ "story": { "id": "1", "url": "https://example.com/s" } }));
    assert_eq!((story.kind, story.quotes), (text("x"), None));
}

#[test]
fn seconds_numbers_in_quotes_and_numbers_as_ids_are_understood() {
    let page = unconnected(MetaSide::Page);
    for (timestamp, at) in [
        (json!(1_701_599_111), Some(1_701_599_111_000)),
        (json!("1701599111"), Some(1_701_599_111_000)),
        (json!(1_701_599_111_123_i64), Some(1_701_599_111_123)),
        (json!("2021-09-08T06:34:04+0000"), None),
        (json!(0), None),
        (json!(null), None),
    ] {
        let item = json!({
            "sender": { "id": 5678 }, "recipient": { "id": 108_000_000_000_001_i64 }, "timestamp": timestamp,
            "message": { "mid": "m_1", "text": "x" }
        });
        let found = event(&*page, &hook(MetaSide::Page).raw(item).build());
        assert_eq!(
            found.occurred_at,
            at.map(Timestamp::from_millis),
            "{timestamp}"
        );
        assert_eq!(found.source, Source::Person(ExternalId("5678".to_owned())));
        assert_eq!(found.kind, text("x"));
    }
}

#[test]
fn a_change_that_holds_an_item_is_that_item() {
    let mut config = crate::messenger::config(MetaSide::Instagram);
    let value = json!({
        "sender": { "id": "12334" }, "recipient": { "id": "23245" }, "timestamp": "1527459824",
        "message": { "mid": "random_mid", "text": "random_text" }
    });
    let test = MetaWebhook::new(MetaSide::Instagram, "double-app-secret", "0", AT)
        .change("messages", &value)
        .build();
    // What an operator tries in Meta's console is between people who do not exist: noted, and nobody's words.
    let ours = crate::messenger::open(&config, std::time::Duration::from_secs(1));
    assert_eq!(event(&*ours, &test).kind, other("message/other_account"));
    config.account = None;
    let any = crate::messenger::open(&config, std::time::Duration::from_secs(1));
    assert_eq!(event(&*any, &test).kind, text("random_text"));
}
