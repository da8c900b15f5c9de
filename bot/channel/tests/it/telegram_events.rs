//! What Telegram posts that is no new message: taps, edits, marks, votes, blocks, deletions, other people's chats; and what is
//! broken, strange, or comes twice.

use serde_json::{Value, json};
use tsunagi_channel::Unreadable;
use tsunagi_double::TelegramUpdate;
use tsunagi_model::{
    Attachment, ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source, Timestamp,
};

use crate::telegram::{GROUP, PERSON, SECRET, bot, chat, events, other, person, read, shared};

#[test]
fn a_tap_brings_its_data_and_the_right_to_answer_it() {
    let inbound = read(&chat().tap("4382bfdwdsb323b2d9", 12, "checkin/mood/good"));
    assert_eq!(
        inbound.kind,
        InboundKind::Postback {
            data: "checkin/mood/good".to_owned(),
            picked: None
        }
    );
    assert_eq!(inbound.source, person());
    assert_eq!(inbound.tap_token.as_deref(), Some("4382bfdwdsb323b2d9"));
    assert_eq!(inbound.reply_token, None);
    assert_eq!(inbound.quotes.as_deref(), Some("12"));
    assert_eq!(inbound.platform_id, None);
    let group = TelegramUpdate::group(SECRET, GROUP, PERSON);
    let inbound = read(&group.tap("1", 12, "d"));
    assert_eq!(inbound.source, Source::Group(ExternalId(GROUP.to_string())));
    let inline =
        json!({ "id": "9", "from": { "id": PERSON }, "inline_message_id": "x", "data": "d" });
    assert_eq!(
        read(&chat().update("callback_query", &inline)).source,
        person()
    );
    let game = json!({ "id": "9", "from": { "id": PERSON }, "game_short_name": "x" });
    assert_eq!(
        read(&chat().update("callback_query", &game)).kind,
        other("callback_query")
    );
}

#[test]
fn edits_marks_votes_and_blocks() {
    let inbound = read(&chat().edited(41, "やっぱり だいじょうぶ"));
    assert_eq!(
        inbound.kind,
        InboundKind::Edited {
            platform_id: "41".to_owned(),
            text: "やっぱり だいじょうぶ".to_owned()
        }
    );
    assert_eq!(
        inbound.occurred_at,
        Some(Timestamp::from_millis(1_790_000_060_000))
    );
    let moving = json!({ "message_id": 5, "chat": { "id": PERSON, "type": "private" },
        "location": { "latitude": 1.0, "longitude": 2.0, "live_period": 900 } });
    let moving = read(&chat().update("edited_message", &moving));
    assert_eq!(moving.kind, other("edited_message/location"));
    assert!(!moving.kind.is_act(), "a place that moves is no act");
    let reaction = |emoji: Option<&str>| InboundKind::Reaction {
        platform_id: "7".to_owned(),
        emoji: emoji.map(str::to_owned),
    };
    for (old, new, emoji) in [
        (&[][..], &["👍"][..], Some("👍")),
        (&["👍"], &["👍", "😢"], Some("😢")),
        (&["👍"], &["😢"], Some("😢")),
        (&["👍", "😢"], &["👍"], Some("👍")),
        (&["👍"], &[], None),
    ] {
        assert_eq!(read(&chat().reaction(7, old, new)).kind, reaction(emoji));
    }
    let custom = json!({ "chat": { "id": PERSON, "type": "private" }, "message_id": 7, "date": 1,
        "old_reaction": [], "new_reaction": [{ "type": "custom_emoji", "custom_emoji_id": "5" }] });
    assert_eq!(
        read(&chat().update("message_reaction", &custom)).kind,
        reaction(Some("custom_emoji"))
    );
    let vote =
        json!({ "poll_id": "1", "user": { "id": PERSON, "first_name": "さ" }, "option_ids": [0] });
    let vote = read(&chat().update("poll_answer", &vote));
    assert_eq!(
        (vote.kind, vote.source),
        (shared("poll_answer", ""), person())
    );
    let follow = InboundKind::Follow {
        unblocked: Some(true),
        referral: None,
    };
    for (old, new, expected) in [
        ("member", "kicked", InboundKind::Unfollow),
        ("kicked", "member", follow),
    ] {
        assert_eq!(read(&chat().standing(old, new)).kind, expected, "{new}");
    }
}

#[test]
fn groups_and_channels_never_become_a_persons_thread() {
    let group = TelegramUpdate::group(SECRET, GROUP, PERSON);
    let source = Source::Group(ExternalId(GROUP.to_string()));
    for (hook, kind) in [
        (group.text("みんな"), InboundKind::Text("みんな".to_owned())),
        (group.standing("left", "member"), InboundKind::Join),
        (
            group.standing("member", "administrator"),
            other("my_chat_member"),
        ),
        (
            group.standing("administrator", "kicked"),
            InboundKind::Leave,
        ),
        (group.standing("member", "left"), InboundKind::Leave),
    ] {
        assert_eq!(events(&hook)[0].thread, format!("group:{GROUP}"));
        let inbound = read(&hook);
        assert_eq!((inbound.kind, &inbound.source), (kind, &source));
        assert_eq!(inbound.name, None, "who wrote in a group is not kept");
    }
    // Someone asks the bot for something in a chat of two other people.
    let guest = json!({ "message_id": 1, "chat": { "id": 77, "type": "private" },
        "from": { "id": PERSON }, "text": "@bot？", "guest_query_id": "q" });
    let inbound = read(&chat().update("guest_message", &guest));
    assert_eq!(inbound.source, Source::Group(ExternalId("77".to_owned())));
    let post =
        json!({ "message_id": 1, "chat": { "id": -100, "type": "channel" }, "text": "おしらせ" });
    let inbound = read(&chat().update("channel_post", &post));
    assert_eq!(inbound.source, Source::Group(ExternalId("-100".to_owned())));
    let old = json!({ "message_id": 1, "chat": { "id": -5 }, "text": "種類なし" });
    let inbound = read(&chat().update("message", &old));
    assert_eq!(inbound.source, Source::Group(ExternalId("-5".to_owned())));
}

#[test]
fn a_business_chat_is_a_conversation_of_its_own() {
    let said = |from: i64, more: Value| {
        let mut message = json!({ "business_connection_id": "cM", "message_id": 3, "text": "はい",
            "chat": { "id": PERSON, "type": "private" }, "from": { "id": from, "first_name": "x" } });
        for (name, value) in more.as_object().unwrap() {
            message[name] = value.clone();
        }
        chat().update("business_message", &message)
    };
    let hook = said(PERSON, json!({}));
    assert_eq!(events(&hook)[0].thread, format!("user:{PERSON}@cM"));
    assert_eq!(read(&hook).kind, InboundKind::Text("はい".to_owned()));
    let owner = read(&said(9, json!({})));
    assert_eq!(
        owner.kind,
        InboundKind::Echo {
            text: "はい".to_owned(),
            key: None
        }
    );
    assert_eq!(owner.name, None, "the owner's name is not the person's");
    assert_eq!(
        owner.platform_id, None,
        "numbers of other chats are the same"
    );
    assert_eq!(
        owner.source,
        Source::Person(ExternalId(format!("{PERSON}@cM")))
    );
    let ours = read(&said(
        9,
        json!({ "sender_business_bot": { "id": 110_201_543 } }),
    ));
    assert_eq!(ours.kind, other("business_message/from_bot"));
}

#[test]
fn several_deletions_are_several_events() {
    let found = events(&chat().deleted("cM", &[3, 4, 5]));
    let gone: Vec<_> = found
        .iter()
        .map(|event| bot().read(&event.raw).kind)
        .collect();
    let unsend = |id: &str| InboundKind::Unsend {
        platform_id: id.to_owned(),
    };
    assert_eq!(gone, ["3", "4", "5"].map(unsend));
    let keys: std::collections::BTreeSet<_> = found.iter().map(|event| &event.key).collect();
    assert_eq!(keys.len(), 3);
    assert!(
        found
            .iter()
            .all(|event| event.thread == format!("user:{PERSON}@cM"))
    );
    assert_eq!(read(&chat().deleted("cM", &[8])).kind, unsend("8"));
    let many: Vec<i64> = (0..5_000).collect();
    let found = events(&chat().deleted("cM", &many));
    assert_eq!(found.len(), 1_001);
    assert!(
        found[1_000].raw.contains("4999"),
        "the rest is kept together"
    );
    assert_eq!(
        bot().read(&found[1_000].raw).kind,
        other("deleted_business_messages")
    );
}

#[test]
fn bots_and_what_is_unknown_are_kept_and_counted() {
    let machine = json!({ "message_id": 1, "from": { "id": 8, "is_bot": true, "first_name": "b" },
        "chat": { "id": PERSON, "type": "private" }, "text": "x" });
    assert_eq!(
        read(&chat().update("message", &machine)).kind,
        other("message/from_bot")
    );
    for name in ["inline_query", "business_connection", "quantum_update"] {
        let inbound = read(&chat().update(name, &json!({ "id": "1" })));
        assert_eq!(
            (inbound.kind, inbound.source),
            (other(name), Source::Channel)
        );
    }
    let event = &bot().split(br#"{"update_id":174114370}"#).unwrap()[0];
    assert_eq!(
        (event.key.as_str(), event.thread.as_str()),
        ("174114370", "-")
    );
    assert_eq!(bot().read(&event.raw).kind, other("unreadable"));
}

#[test]
fn a_redelivery_has_the_same_key_and_another_update_another() {
    let hook = chat().text("x");
    assert_eq!(events(&hook), events(&hook));
    assert_ne!(events(&hook)[0].key, events(&chat().text("x"))[0].key);
    let keyless = |body: &[u8]| bot().split(body).unwrap()[0].key.clone();
    let one = keyless(br#"{"message":{"text":"a"}}"#);
    assert!(one.starts_with("sha256:"), "{one}");
    assert_ne!(one, keyless(br#"{"message":{"text":"b"}}"#));
}

#[test]
fn broken_and_hostile_bodies_cost_no_more_than_themselves() {
    let bot = bot();
    for body in [
        &b""[..],
        b"x",
        b"[]",
        b"[{}]",
        b"null",
        b"\"{}\"",
        b"{\"a\"",
        b"{} {}",
        b"\xff",
    ] {
        assert_eq!(bot.split(body), Err(Unreadable), "{body:?}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let chat = r#""chat":{"id":5,"type":"private"}"#;
    for (held, expected) in [
        (
            format!(r#""message":{{{chat},"text":"a\ud800b\u0000c","x":{deep}}}"#),
            InboundKind::Text("a\u{fffd}b\0c".to_owned()),
        ),
        (
            format!(r#""message":{{{chat},"text":{deep}}}"#),
            other("message/text"),
        ),
        (
            format!(r#""message":{{{chat},"rich_message":{{"blocks":{deep}}}}}"#),
            other("message/rich_message"),
        ),
        (
            format!(r#""message":{{{chat},"photo":{deep},"caption":"w"}}"#),
            InboundKind::Media {
                attachments: vec![Attachment {
                    kind: MediaKind::Image,
                    source: MediaSource::Unknown,
                    name: None,
                }],
                caption: Some("w".to_owned()),
            },
        ),
        (format!(r#""message":{deep}"#), other("unreadable")),
        (
            format!(r#""message":{{{chat},"location":{{"latitude":1}}}}"#),
            other("message/location"),
        ),
        (
            format!(r#""callback_query":{{"from":{{"id":"5"}},"message":{{{chat}}},"data":7}}"#),
            other("callback_query"),
        ),
        (
            format!(r#""message_reaction":{{{chat},"new_reaction":5}}"#),
            other("message_reaction"),
        ),
        (
            format!(r#""my_chat_member":{{{chat},"new_chat_member":[]}}"#),
            other("my_chat_member"),
        ),
        (
            format!(r#""message":{{{chat},"date":9223372036854775807,"text":"t"}}"#),
            InboundKind::Text("t".to_owned()),
        ),
    ] {
        let body = format!(r#"{{"update_id":1,{held}}}"#);
        let events = bot.split(body.as_bytes()).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(bot.read(&events[0].raw).kind, expected, "{}", &body[..80]);
    }
    let huge = format!(
        r#"{{"update_id":1,"message":{{{chat},"text":"{}"}}}}"#,
        "😀".repeat(500_000)
    );
    let events = bot.split(huge.as_bytes()).unwrap();
    assert!(
        matches!(bot.read(&events[0].raw).kind, InboundKind::Text(text) if text.len() == 2_000_000)
    );
    let long = json!({ "message_id": 1, "business_connection_id": "c".repeat(5_000),
        "chat": { "id": 5, "type": "private" }, "text": "x" });
    let hook = TelegramUpdate::private(SECRET, 5).update("business_message", &long);
    let events = bot.split(&hook.body).unwrap();
    assert!(events[0].thread.len() <= 128 && events[0].key.len() <= 128);
    for raw in ["", "null", "7", "[", "{\"message\":{\"chat\":"] {
        assert_eq!(bot.read(raw), Inbound::unreadable(), "{raw}");
    }
}
