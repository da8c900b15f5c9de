//! Every kind of event that Messenger and Instagram send, in our own words.

use serde_json::{Value, json};
use tsunagi_double::{MetaSide, MetaWebhook};
use tsunagi_model::{
    Attachment, DeliveryReceipt, ExternalId, InboundKind, MediaKind, MediaSource, Source, Status,
    Timestamp,
};

use crate::messenger::{AT, PAGE, PERSON, SIDES, event, events, hook, other, unconnected};

pub(crate) fn text(text: &str) -> InboundKind {
    InboundKind::Text(text.to_owned())
}

fn tapped(data: &str) -> InboundKind {
    InboundKind::Postback {
        data: data.to_owned(),
        picked: None,
    }
}

pub(crate) fn follow(referral: Option<&str>) -> InboundKind {
    InboundKind::Follow {
        unblocked: None,
        referral: referral.map(str::to_owned),
    }
}

fn media(items: &[(MediaKind, Option<&str>)], caption: Option<&str>) -> InboundKind {
    InboundKind::Media {
        attachments: items
            .iter()
            .map(|(kind, url)| Attachment {
                kind: *kind,
                source: url.map_or(MediaSource::Unknown, |url| {
                    MediaSource::External(url.to_owned())
                }),
                name: None,
            })
            .collect(),
        caption: caption.map(str::to_owned),
    }
}

fn shared(what: &str, text: &str) -> InboundKind {
    InboundKind::Shared {
        what: what.to_owned(),
        text: text.to_owned(),
    }
}

const PICTURE: &str = "https://scontent.xx.fbcdn.net/v/picture.jpg";
const FILM: &str = "https://video.xx.fbcdn.net/v/film.mp4";

#[test]
fn messages() {
    let thumb = json!({ "type": "image", "payload": { "url": PICTURE, "sticker_id": 369_239_263_222_822_i64 } });
    let named = json!({ "type": "sticker", "payload": { "url": PICTURE, "sticker_id": 126_361_874_215_276_i64 } });
    let place = json!({ "type": "location", "title": "ここ", "payload": { "coordinates": { "lat": 33.22, "long": 132.56 } } });
    let link = json!({ "type": "fallback", "title": "まとめ", "url": "https://example.com/x", "payload": null });
    let reel =
        json!({ "type": "ig_reel", "payload": { "url": "/reel/123/", "reel_video_id": 123 } });
    let card = json!({ "type": "template", "payload": { "template_type": "generic", "elements": [
        { "title": "靴", "subtitle": "たすけて", "buttons": [] } ] } });
    for side in SIDES {
        let channel = unconnected(side);
        let message = |about: Value| hook(side).act(PERSON, "message", &about);
        let with =
            |attachments: &[&Value]| message(json!({ "mid": "m_1", "attachments": attachments }));
        let cases: Vec<(MetaWebhook, InboundKind)> = vec![
            (
                hook(side).text(PERSON, "m_1", "学校 行きたくない"),
                text("学校 行きたくない"),
            ),
            (
                hook(side).quick_reply(PERSON, "m_1", "はい", "flow/step/yes"),
                tapped("flow/step/yes"),
            ),
            (
                hook(side).quick_reply(PERSON, "m_1", "はい", "はい"),
                text("はい"),
            ),
            (
                message(json!({ "mid": "m_1", "text": "はい", "quick_reply": {} })),
                text("はい"),
            ),
            (
                hook(side).media(PERSON, "m_1", &[("image", PICTURE)], None),
                media(&[(MediaKind::Image, Some(PICTURE))], None),
            ),
            (
                hook(side).media(
                    PERSON,
                    "m_1",
                    &[
                        ("image", PICTURE),
                        ("video", FILM),
                        ("audio", "https://x.test/a"),
                        ("file", "https://x.test/f"),
                    ],
                    Some("しにたい"),
                ),
                media(
                    &[
                        (MediaKind::Image, Some(PICTURE)),
                        (MediaKind::Video, Some(FILM)),
                        (MediaKind::Audio, Some("https://x.test/a")),
                        (MediaKind::File, Some("https://x.test/f")),
                    ],
                    Some("しにたい"),
                ),
            ),
            (
                with(&[&json!({ "type": "image", "payload": {} })]),
                media(&[(MediaKind::Image, None)], None),
            ),
            (
                with(&[&json!({ "type": "image" })]),
                media(&[(MediaKind::Image, None)], None),
            ),
            (
                hook(side).media(PERSON, "m_1", &[("story_mention", PICTURE)], None),
                media(&[(MediaKind::File, Some(PICTURE))], None),
            ),
            (
                hook(side).media(PERSON, "m_1", &[("share", PICTURE)], Some("これ見て")),
                media(&[(MediaKind::File, Some(PICTURE))], Some("これ見て")),
            ),
            (
                hook(side).media(PERSON, "m_1", &[("ig_reel", FILM)], None),
                media(&[(MediaKind::Video, Some(FILM))], None),
            ),
            (with(&[&reel]), shared("ig_reel", "/reel/123/")),
            (with(&[&thumb]), InboundKind::Sticker(vec!["👍".to_owned()])),
            (with(&[&named]), InboundKind::Sticker(vec![])),
            (
                with(&[
                    &json!({ "type": "image", "payload": { "url": PICTURE } }),
                    &named,
                ]),
                InboundKind::Sticker(vec![]),
            ),
            (
                with(&[&json!({ "type": "like_heart" })]),
                InboundKind::Sticker(vec!["❤️".to_owned()]),
            ),
            (
                with(&[&place]),
                InboundKind::Location {
                    title: Some("ここ".to_owned()),
                    latitude: 33.22,
                    longitude: 132.56,
                },
            ),
            (
                with(&[&link]),
                shared("link", "まとめ\nhttps://example.com/x"),
            ),
            (with(&[&json!({ "type": "fallback" })]), shared("link", "")),
            (with(&[&card]), shared("template", "靴\nたすけて")),
            (
                with(&[&json!({ "type": "hologram", "payload": { "title": "ね" } })]),
                shared("hologram", "ね"),
            ),
            (
                message(
                    json!({ "mid": "m_1", "text": "見て https://example.com/x", "attachments": [link] }),
                ),
                text("見て https://example.com/x"),
            ),
            (
                message(json!({ "mid": "m_1", "text": "ここ", "attachments": [place] })),
                text("ここ"),
            ),
            (
                message(json!({ "mid": "m_1", "is_unsupported": true })),
                other("message/unsupported"),
            ),
            (
                message(json!({ "mid": "m_1", "is_unsupported": true, "text": "あ" })),
                text("あ"),
            ),
            (message(json!({ "mid": "m_1" })), other("message")),
            (
                message(json!({ "mid": "m_1", "text": "" })),
                other("message"),
            ),
            (
                hook(side).unsend(PERSON, "m_0"),
                InboundKind::Unsend {
                    platform_id: "m_0".to_owned(),
                },
            ),
        ];
        for (webhook, kind) in cases {
            let webhook = webhook.build();
            let found = event(&*channel, &webhook);
            let is_unsend = matches!(kind, InboundKind::Unsend { .. });
            assert_eq!(found.kind, kind, "{:?}", webhook.events);
            assert_eq!(found.source, Source::Person(ExternalId(PERSON.to_owned())));
            assert_eq!(found.platform_id.as_deref(), (!is_unsend).then_some("m_1"));
            assert_eq!(found.occurred_at, Some(AT));
            assert!(!found.standby);
            let is_seen = !is_unsend && !matches!(kind, InboundKind::Other(_));
            assert_eq!(found.read_token.is_some(), is_seen);
        }
    }
}

#[test]
fn what_is_no_message() {
    let receipt = |ids: &[&str], up_to: Option<i64>, status| {
        InboundKind::Receipt(DeliveryReceipt {
            up_to: up_to.map(Timestamp::from_millis),
            ..DeliveryReceipt::of(ids.iter().map(|id| (*id).to_owned()).collect(), status)
        })
    };
    let reaction = |emoji: Option<&str>| InboundKind::Reaction {
        platform_id: "m_0".to_owned(),
        emoji: emoji.map(str::to_owned),
    };
    for side in SIDES {
        let channel = unconnected(side);
        let act = |name: &str, about: Value| hook(side).act(PERSON, name, &about);
        let cases: Vec<(MetaWebhook, InboundKind)> = vec![
            (
                hook(side).postback(PERSON, "m_1", "はい", "flow/yes"),
                tapped("flow/yes"),
            ),
            (
                hook(side).postback(PERSON, "m_1", "はい", "はい"),
                text("はい"),
            ),
            (act("postback", json!({ "title": "はい" })), text("はい")),
            (hook(side).get_started(PERSON, None), follow(None)),
            (
                act("postback", json!({ "payload": "get_started" })),
                follow(None),
            ),
            (
                hook(side).get_started(PERSON, Some("INV-7")),
                follow(Some("INV-7")),
            ),
            (hook(side).referral(PERSON, "INV-7"), follow(Some("INV-7"))),
            (
                act("referral", json!({ "source": "ADS" })),
                other("referral"),
            ),
            (
                act("optin", json!({ "ref": "INV-7" })),
                follow(Some("INV-7")),
            ),
            (
                act(
                    "optin",
                    json!({ "type": "notification_messages", "payload": "x" }),
                ),
                other("optin/notification_messages"),
            ),
            (
                hook(side).reaction(PERSON, "m_0", Some("😢")),
                reaction(Some("😢")),
            ),
            (
                act(
                    "reaction",
                    json!({ "mid": "m_0", "action": "react", "reaction": "love" }),
                ),
                reaction(Some("love")),
            ),
            (hook(side).reaction(PERSON, "m_0", None), reaction(None)),
            (
                hook(side).edit(PERSON, "m_0", "やっぱり つらい", 1),
                InboundKind::Edited {
                    platform_id: "m_0".to_owned(),
                    text: "やっぱり つらい".to_owned(),
                },
            ),
            (
                act("message_edit", json!({ "mid": "m_0", "num_edit": 0 })),
                other("message_edit"),
            ),
            (
                act("message_unsend", json!({ "mid": "m_0" })),
                InboundKind::Unsend {
                    platform_id: "m_0".to_owned(),
                },
            ),
            (
                hook(side).delivery(PERSON, &["m_8", "m_9"], 1_790_000_000_000),
                receipt(&["m_8", "m_9"], Some(1_790_000_000_000), Status::Delivered),
            ),
            (
                act("delivery", json!({ "watermark": 1_790_000_000 })),
                receipt(&[], Some(1_790_000_000_000), Status::Delivered),
            ),
            (
                hook(side).read(PERSON, &json!({ "watermark": 1_790_000_000_000_i64 })),
                receipt(&[], Some(1_790_000_000_000), Status::Read),
            ),
            (
                hook(side).read(PERSON, &json!({ "mid": "m_9" })),
                receipt(&["m_9"], None, Status::Read),
            ),
            (
                act(
                    "account_linking",
                    json!({ "status": "linked", "authorization_code": "n0nce" }),
                ),
                InboundKind::AccountLink {
                    nonce: Some("n0nce".to_owned()),
                },
            ),
            (
                act("account_linking", json!({ "status": "unlinked" })),
                InboundKind::AccountLink { nonce: None },
            ),
            (
                act("pass_thread_control", json!({ "new_owner_app_id": "1" })),
                other("pass_thread_control"),
            ),
            (
                act(
                    "take_thread_control",
                    json!({ "previous_owner_app_id": "1" }),
                ),
                other("take_thread_control"),
            ),
            (
                act("request_thread_control", json!({})),
                other("request_thread_control"),
            ),
            (act("message_request", json!({})), other("message_request")),
            (
                act("something_new", json!({ "a": 1 })),
                other("something_new"),
            ),
            (
                hook(side).raw(
                    json!({ "sender": { "id": PERSON }, "recipient": { "id": match side {
                    MetaSide::Page => PAGE,
                    MetaSide::Instagram => crate::messenger::ACCOUNT,
                } } }),
                ),
                other("nothing"),
            ),
        ];
        for (webhook, kind) in cases {
            let webhook = webhook.build();
            let found = event(&*channel, &webhook);
            assert_eq!(found.kind, kind, "{:?}", webhook.events);
            assert_eq!(found.source, Source::Person(ExternalId(PERSON.to_owned())));
        }
        // Of the account itself.
        for (webhook, name) in [
            (
                hook(side).change("feed", &json!({ "item": "comment" })),
                "changes/feed",
            ),
            (
                hook(side).raw(json!({ "app_roles": { "1": ["primary_receiver"] } })),
                "app_roles",
            ),
            (
                hook(side).raw(json!({ "optin": { "user_ref": "u", "ref": "r" } })),
                "optin",
            ),
        ] {
            let found = events(&*channel, &webhook.build());
            assert_eq!(
                (found[0].0.thread.as_str(), &found[0].1.kind),
                ("-", &other(name))
            );
        }
    }
}
