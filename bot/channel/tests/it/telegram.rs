//! What Telegram posts, read in our words: every kind, and what is no kind at all.

use std::sync::Arc;

use serde_json::{Value, json};
use tsunagi_channel::{
    Channel, ChannelConfig, RawEvent, Unreadable, Unverified, WebhookRequest, http,
};
use tsunagi_double::{TelegramHook, TelegramUpdate};
use tsunagi_model::{
    Attachment, ChannelKind, ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source,
    Timestamp,
};

const PERSON: i64 = 3_527_065;
const GROUP: i64 = -1_001_234_567_890;
const SECRET: &str = "s3cret_token-1";

/// A channel on nothing.
fn bot() -> Arc<dyn Channel> {
    let mut config = ChannelConfig::new("telegram", ChannelKind::Telegram);
    config.secret = Some(SECRET.into());
    config.access_token = Some("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw".into());
    tsunagi_channel::open(&config, &http::client().unwrap()).unwrap()
}

fn chat() -> TelegramUpdate {
    TelegramUpdate::private(SECRET, PERSON)
}

fn events(hook: &TelegramHook) -> Vec<RawEvent> {
    bot().split(&hook.body).unwrap()
}

/// The one event of an update.
fn read(hook: &TelegramHook) -> Inbound {
    let events = events(hook);
    assert_eq!(events.len(), 1);
    bot().read(&events[0].raw)
}

fn kind(fields: &Value) -> InboundKind {
    read(&chat().message(fields)).kind
}

fn person() -> Source {
    Source::Person(ExternalId(PERSON.to_string()))
}

fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

fn shared(what: &str, text: &str) -> InboundKind {
    InboundKind::Shared {
        what: what.to_owned(),
        text: text.to_owned(),
    }
}

fn one(kind: MediaKind, file: &str, name: Option<&str>, caption: Option<&str>) -> InboundKind {
    InboundKind::Media {
        attachments: vec![Attachment {
            kind,
            source: MediaSource::Platform(file.to_owned()),
            name: name.map(str::to_owned),
        }],
        caption: caption.map(str::to_owned),
    }
}

fn verify(headers: &[(&str, &[u8])]) -> Result<(), Unverified> {
    bot().verify(&WebhookRequest {
        method: "POST",
        path_and_query: "/webhook/telegram",
        headers,
        body: b"{}",
    })
}

#[test]
fn only_the_secret_is_believed() {
    let name = "X-Telegram-Bot-Api-Secret-Token";
    assert_eq!(verify(&[(name, SECRET.as_bytes())]), Ok(()));
    assert_eq!(verify(&[("content-type", b"x")]), Err(Unverified::Missing));
    for wrong in ["", "s3cret_token", "s3cret_token-12", "S3cret_token-1"] {
        assert_eq!(
            verify(&[(name, wrong.as_bytes())]),
            Err(Unverified::Wrong),
            "{wrong}"
        );
    }
}

#[test]
fn a_bot_without_a_secret_or_token_is_not_opened() {
    let http = http::client().unwrap();
    for (secret, token, field) in [
        (None, Some("1:x"), "secret"),
        (Some(""), Some("1:x"), "secret"),
        (Some("s"), None, "access_token"),
    ] {
        let mut config = ChannelConfig::new("telegram", ChannelKind::Telegram);
        config.secret = secret.map(Into::into);
        config.access_token = token.map(Into::into);
        let error = tsunagi_channel::open(&config, &http).err().unwrap();
        assert!(error.to_string().contains(field), "{error}");
    }
}

#[test]
fn words_with_who_when_and_what_they_answer() {
    let hook = chat().message(&json!({
        "message_id": 41, "text": "たすけて",
        "reply_to_message": { "message_id": 40, "text": "どうした？" }
    }));
    let events = events(&hook);
    let inbound = bot().read(&events[0].raw);
    assert_eq!(events[0].thread, format!("user:{PERSON}"));
    assert_eq!(Some(&events[0].key), inbound.event_id.as_ref());
    assert_eq!(inbound.kind, InboundKind::Text("たすけて".to_owned()));
    assert_eq!(inbound.source, person());
    assert_eq!(inbound.platform_id.as_deref(), Some("41"));
    assert_eq!(inbound.quotes.as_deref(), Some("40"));
    assert_eq!(inbound.name.as_deref(), Some("さくら 山田"));
    assert_eq!(inbound.language, None, "a phone's language is no choice");
    assert_eq!(
        inbound.occurred_at,
        Some(Timestamp::from_millis(1_790_000_000_000))
    );
    assert_eq!(inbound.reply_token, None);
}

#[test]
fn every_kind_of_message() {
    let sizes = json!([
        { "file_id": "small", "file_unique_id": "a", "width": 90, "height": 51, "file_size": 1140 },
        { "file_id": "large", "file_unique_id": "b", "width": 1280, "height": 720, "file_size": 99_000 },
        { "file_id": "middle", "file_unique_id": "c", "width": 320, "height": 180, "file_size": 12_138 }
    ]);
    let file = |more: &Value| {
        let mut file = json!({ "file_id": "F1", "file_unique_id": "u", "file_size": 3 });
        for (name, value) in more.as_object().unwrap() {
            file[name] = value.clone();
        }
        file
    };
    let place = json!({ "latitude": 35.71, "longitude": 139.81 });
    let here = |title: Option<&str>| InboundKind::Location {
        title: title.map(str::to_owned),
        latitude: 35.71,
        longitude: 139.81,
    };
    for (fields, expected) in [
        (json!({ "text": "" }), InboundKind::Text(String::new())),
        (
            json!({ "photo": sizes, "caption": "しにたい" }),
            one(MediaKind::Image, "large", None, Some("しにたい")),
        ),
        (
            json!({ "photo": sizes, "media_group_id": "1", "caption": "" }),
            one(MediaKind::Image, "large", None, None),
        ),
        (
            json!({ "video": file(&json!({ "file_name": "v.mp4" })) }),
            one(MediaKind::Video, "F1", Some("v.mp4"), None),
        ),
        (
            json!({ "video_note": file(&json!({ "length": 240 })) }),
            one(MediaKind::Video, "F1", None, None),
        ),
        (
            json!({ "voice": file(&json!({ "duration": 4, "mime_type": "audio/ogg" })) }),
            one(MediaKind::Audio, "F1", None, None),
        ),
        (
            json!({ "audio": file(&json!({ "file_name": "song.mp3" })), "caption": "きいて" }),
            one(MediaKind::Audio, "F1", Some("song.mp3"), Some("きいて")),
        ),
        (
            json!({ "document": file(&json!({ "file_name": "手紙.pdf" })) }),
            one(MediaKind::File, "F1", Some("手紙.pdf"), None),
        ),
        (
            json!({ "document": { "file_id": "as document" }, "animation": file(&json!({})) }),
            one(MediaKind::Video, "F1", None, None),
        ),
        (
            json!({ "sticker": file(&json!({ "emoji": "😭", "set_name": "x", "type": "regular" })) }),
            InboundKind::Sticker(vec!["😭".to_owned()]),
        ),
        (
            json!({ "sticker": file(&json!({ "thumb": {} })) }),
            InboundKind::Sticker(vec![]),
        ),
        (json!({ "location": place }), here(None)),
        (
            json!({ "location": { "latitude": 35.71, "longitude": 139.81, "live_period": 900 } }),
            here(None),
        ),
        (
            json!({ "location": place, "venue": { "location": place, "title": "公園", "address": "番地" } }),
            here(Some("公園")),
        ),
        (
            json!({ "contact": { "phone_number": "+819012345678", "first_name": "母" } }),
            shared("contact", "母 +819012345678"),
        ),
        (
            json!({ "poll": { "id": "5", "question": "どっち？", "options": [
                { "text": "しぬ", "voter_count": 0 }, { "text": "いきる", "voter_count": 0 } ] } }),
            shared("poll", "どっち？\nしぬ\nいきる"),
        ),
        (
            json!({ "checklist": { "title": "きょう", "tasks": [{ "id": 1, "text": "おきる" }] } }),
            shared("checklist", "きょう\nおきる"),
        ),
        (
            json!({ "dice": { "emoji": "🎲", "value": 4 } }),
            shared("dice", "🎲 4"),
        ),
        (
            json!({ "story": { "chat": { "id": 1, "type": "private" }, "id": 7 } }),
            shared("story", ""),
        ),
        (
            json!({ "game": { "title": "あそび", "description": "たのしい" } }),
            shared("game", "あそび\nたのしい"),
        ),
        (
            json!({ "paid_media": { "star_count": 1, "paid_media": [
                { "type": "photo", "photo": sizes } ] }, "caption": "うりもの" }),
            one(MediaKind::Image, "large", None, Some("うりもの")),
        ),
        (
            json!({ "rich_message": { "blocks": [
                { "type": "heading", "text": "いまの きもち", "size": 1 },
                { "type": "paragraph", "text": ["とても ", { "type": "bold", "text": "つらい" }] },
                { "type": "list", "items": [{ "label": "1.", "blocks": [
                    { "type": "paragraph", "text": "ねむれない" }] }] } ] } }),
            InboundKind::Text("いまの きもち\nとても つらい\n1.\nねむれない".to_owned()),
        ),
        (
            json!({ "pinned_message": { "message_id": 1 } }),
            other("message/pinned_message"),
        ),
        (
            json!({ "successful_payment": { "currency": "XTR" } }),
            other("message/successful_payment"),
        ),
        (json!({}), other("message/")),
    ] {
        assert_eq!(kind(&fields), expected, "{fields}");
    }
}

#[test]
fn a_kind_that_is_new_keeps_its_words() {
    let InboundKind::Media {
        attachments,
        caption,
    } = kind(&json!({ "hologram": { "file_id": "h" }, "caption": "きえたい" }))
    else {
        panic!("the words are gone");
    };
    assert_eq!(caption.as_deref(), Some("きえたい"));
    assert_eq!(attachments[0].source, MediaSource::Unknown);
    assert_eq!(kind(&json!({ "hologram": {} })), other("message/hologram"));
    let live = json!({ "live_photo": { "file_id": "film", "photo": [{ "file_id": "still", "width": 1, "height": 1 }] },
        "photo": [{ "file_id": "still", "width": 1, "height": 1 }] });
    let InboundKind::Media { attachments, .. } = kind(&live) else {
        panic!("no picture");
    };
    let files: Vec<_> = attachments.into_iter().map(|one| one.source).collect();
    assert_eq!(
        files,
        ["still", "film"].map(|file| MediaSource::Platform(file.to_owned()))
    );
}

#[test]
fn start_brings_the_invitation_and_nothing_else_is_a_code() {
    let follow = |code: Option<&str>| InboundKind::Follow {
        unblocked: None,
        referral: code.map(str::to_owned),
    };
    for (text, expected) in [
        ("/start", follow(None)),
        ("/start ABCD-2345_x", follow(Some("ABCD-2345_x"))),
        ("/start@tsunagi_bot  K7", follow(Some("K7"))),
        (
            "/start しにたい",
            InboundKind::Text("/start しにたい".to_owned()),
        ),
        ("/start a b", InboundKind::Text("/start a b".to_owned())),
        ("/started", InboundKind::Text("/started".to_owned())),
        ("/help", InboundKind::Text("/help".to_owned())),
        ("/stop", InboundKind::Text("/stop".to_owned())),
    ] {
        assert_eq!(kind(&json!({ "text": text })), expected, "{text}");
    }
    let long = format!("/start {}", "a".repeat(65));
    assert_eq!(
        kind(&json!({ "text": long })),
        InboundKind::Text(long.clone())
    );
    let group = TelegramUpdate::group(SECRET, GROUP, PERSON);
    assert_eq!(
        read(&group.text("/start K7")).kind,
        InboundKind::Text("/start K7".to_owned())
    );
}

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
    assert_eq!(inbound.reply_token.as_deref(), Some("4382bfdwdsb323b2d9"));
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
