//! What Telegram posts, believed only with our secret: every kind of message, read in our words.

use std::sync::Arc;

use serde_json::{Value, json};
use tsunagi_channel::{Channel, ChannelConfig, RawEvent, Unverified, WebhookRequest, http};
use tsunagi_double::{TelegramHook, TelegramUpdate};
use tsunagi_model::{
    Attachment, ChannelKind, ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source,
    Timestamp,
};

pub(crate) const PERSON: i64 = 3_527_065;
pub(crate) const GROUP: i64 = -1_001_234_567_890;
pub(crate) const SECRET: &str = "s3cret_token-1";

/// A channel on nothing.
pub(crate) fn bot() -> Arc<dyn Channel> {
    let mut config = ChannelConfig::new("telegram", ChannelKind::Telegram);
    config.secret = Some(SECRET.into());
    config.access_token = Some("110201543:AAHdqTcvCH1vGWJxfSeofSAs0K5PALDsaw".into());
    tsunagi_channel::open(&config, &http::client().unwrap()).unwrap()
}

pub(crate) fn chat() -> TelegramUpdate {
    TelegramUpdate::private(SECRET, PERSON)
}

pub(crate) fn events(hook: &TelegramHook) -> Vec<RawEvent> {
    bot().split(&hook.body).unwrap()
}

/// The one event of an update.
pub(crate) fn read(hook: &TelegramHook) -> Inbound {
    let events = events(hook);
    assert_eq!(events.len(), 1);
    bot().read(&events[0].raw)
}

fn kind(fields: &Value) -> InboundKind {
    read(&chat().message(fields)).kind
}

pub(crate) fn person() -> Source {
    Source::Person(ExternalId(PERSON.to_string()))
}

pub(crate) fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

pub(crate) fn shared(what: &str, text: &str) -> InboundKind {
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
    assert_eq!(kind(&json!({ "text": long })), InboundKind::Text(long));
    let group = TelegramUpdate::group(SECRET, GROUP, PERSON);
    assert_eq!(
        read(&group.text("/start K7")).kind,
        InboundKind::Text("/start K7".to_owned())
    );
}
