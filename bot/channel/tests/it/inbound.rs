//! Every kind of event, from the signed bytes to our own words.

use std::sync::Arc;

use crate::fixture::sent;
use tsunagi_channel::Channel;
use tsunagi_double::WebhookBuilder;
use tsunagi_model::{
    ExternalId, Inbound, InboundKind, MediaKind, MediaSource, Source, TestClock, Timestamp,
};

use crate::fixture::{GROUP, ROOM, USER, unconnected, verify};

const AT: Timestamp = Timestamp(1_790_000_000_000_000);

fn hook() -> WebhookBuilder {
    WebhookBuilder::new(
        "double-channel-secret",
        "U00000000000000000000000000000b07",
        Arc::new(TestClock::at(AT)),
    )
}

/// The single event of a webhook, with its thread.
fn one(hook: WebhookBuilder) -> (Inbound, String) {
    let line = unconnected();
    let webhook = hook.build();
    assert_eq!(verify(&line, &webhook, "x-line-signature"), Ok(()));
    let events = line.split(&webhook.body).unwrap();
    assert_eq!(events.len(), 1);
    let event = &events[0];
    let inbound = line.read(&event.raw);
    assert_eq!(
        inbound.event_id.as_ref(),
        Some(&event.key),
        "LINE's own id is the key"
    );
    (inbound, event.thread.clone())
}

fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

fn person() -> Source {
    Source::Person(ExternalId(USER.to_owned()))
}

#[test]
fn every_kind_of_event_is_understood() {
    use InboundKind::{
        Edited, Follow, Join, Leave, Location, Postback, Sticker, Text, Unfollow, Unsend,
    };
    let picked = |data: &str, picked: &str| Postback {
        data: data.to_owned(),
        picked: Some(picked.to_owned()),
    };
    let url = "https://example.com/cat.jpg";
    for (hook, kind, can_reply) in [
        (
            hook().text(USER, "こんにちは😀"),
            Text("こんにちは😀".to_owned()),
            true,
        ),
        (hook().text(USER, ""), Text(String::new()), true),
        (
            hook().image(USER),
            sent(MediaKind::Image, MediaSource::Platform("id".to_owned())),
            true,
        ),
        (
            hook().video(USER),
            sent(MediaKind::Video, MediaSource::Platform("id".to_owned())),
            true,
        ),
        (
            hook().audio(USER),
            sent(MediaKind::Audio, MediaSource::Platform("id".to_owned())),
            true,
        ),
        (
            hook().external_image(USER, url),
            sent(MediaKind::Image, MediaSource::External(url.to_owned())),
            true,
        ),
        (
            hook().file(USER, "診断書.pdf"),
            sent(MediaKind::File, MediaSource::Platform("id".to_owned())),
            true,
        ),
        (
            hook().location(USER, "図書館", "愛媛県宇和島市…", 33.223, 132.56),
            Location {
                title: Some("図書館".to_owned()),
                latitude: 33.223,
                longitude: 132.56,
            },
            true,
        ),
        (
            hook().sticker(USER, &["happy", "smile"]),
            Sticker(vec!["happy".to_owned(), "smile".to_owned()]),
            true,
        ),
        (
            hook().postback(USER, "checkin/mood/good"),
            Postback {
                data: "checkin/mood/good".to_owned(),
                picked: None,
            },
            true,
        ),
        (
            hook().postback_picking(USER, "d", "date", "2026-11-20"),
            picked("d", "2026-11-20"),
            true,
        ),
        (
            hook().postback_picking(USER, "d", "time", "17:30"),
            picked("d", "17:30"),
            true,
        ),
        (
            hook().postback_picking(USER, "d", "datetime", "2026-11-20T17:30"),
            picked("d", "2026-11-20T17:30"),
            true,
        ),
        (
            hook().postback_picking(USER, "menu", "newRichMenuAliasId", "parent"),
            Postback {
                data: "menu".to_owned(),
                picked: None,
            },
            true,
        ),
        (
            hook().follow(USER, false),
            Follow {
                unblocked: Some(false),
                referral: None,
            },
            true,
        ),
        (
            hook().follow(USER, true),
            Follow {
                unblocked: Some(true),
                referral: None,
            },
            true,
        ),
        (
            hook()
                .follow(USER, true)
                .set("follow", serde_json::Value::Null),
            Follow {
                unblocked: None,
                referral: None,
            },
            true,
        ),
        (hook().unfollow(USER), Unfollow, false),
        (
            hook().unsend(USER, "444"),
            Unsend {
                platform_id: "444".to_owned(),
            },
            false,
        ),
        (
            hook().video_play_complete(USER, "track"),
            other("videoPlayComplete"),
            true,
        ),
        (hook().beacon(USER), other("beacon"), true),
        (
            hook().account_link(Some(USER), "nonce"),
            InboundKind::AccountLink {
                nonce: Some("nonce".to_owned()),
            },
            true,
        ),
        (hook().membership(USER), other("membership"), true),
        (hook().activated(USER), other("activated"), false),
        (hook().deactivated(USER), other("deactivated"), false),
        (hook().delivery(USER, "tag"), other("delivery"), false),
        (
            hook().text(USER, "x").set("type", "things".into()),
            other("things"),
            true,
        ),
        (
            hook().text(USER, "x").set(
                "message",
                serde_json::json!({ "id": "1", "type": "hologram" }),
            ),
            other("message/hologram"),
            true,
        ),
    ] {
        let (mut inbound, thread) = one(hook);
        if let InboundKind::Media { attachments, .. } = &mut inbound.kind {
            for attachment in attachments {
                attachment.name = None;
                if let MediaSource::Platform(reference) = &mut attachment.source {
                    assert_eq!(Some(&*reference), inbound.platform_id.as_ref());
                    *reference = "id".to_owned();
                }
            }
        }
        assert_eq!(inbound.kind, kind);
        assert_eq!(inbound.source, person(), "{kind:?}");
        assert_eq!(thread, format!("user:{USER}"), "{kind:?}");
        assert_eq!(inbound.reply_token.is_some(), can_reply, "{kind:?}");
        assert_eq!(inbound.occurred_at, Some(AT), "{kind:?}");
        assert!(!inbound.standby, "{kind:?}");
    }
    let group = Source::Group(ExternalId(GROUP.to_owned()));
    let room = Source::Group(ExternalId(ROOM.to_owned()));
    for (hook, kind, source, thread, can_reply) in [
        (
            hook().join(GROUP),
            Join,
            group.clone(),
            format!("group:{GROUP}"),
            true,
        ),
        (
            hook().join(ROOM),
            Join,
            room.clone(),
            format!("room:{ROOM}"),
            true,
        ),
        (
            hook().leave(GROUP),
            Leave,
            group.clone(),
            format!("group:{GROUP}"),
            false,
        ),
        (
            hook().member_joined(GROUP, USER),
            other("memberJoined"),
            group.clone(),
            format!("group:{GROUP}"),
            true,
        ),
        (
            hook().member_left(ROOM, USER),
            other("memberLeft"),
            room.clone(),
            format!("room:{ROOM}"),
            false,
        ),
        (
            hook().text(USER, "x").in_group(GROUP, Some(USER)),
            Text("x".to_owned()),
            group.clone(),
            format!("group:{GROUP}"),
            true,
        ),
        (
            hook().text(USER, "x").in_group(ROOM, None),
            Text("x".to_owned()),
            room,
            format!("room:{ROOM}"),
            true,
        ),
        (
            hook().edited(GROUP, "444", "やっぱり"),
            Edited {
                platform_id: "444".to_owned(),
                text: "やっぱり".to_owned(),
            },
            group,
            format!("group:{GROUP}"),
            true,
        ),
        (
            hook().account_link(None, "nonce"),
            InboundKind::AccountLink { nonce: None },
            Source::Channel,
            "-".to_owned(),
            false,
        ),
        (
            hook().module(),
            other("module"),
            Source::Channel,
            "-".to_owned(),
            false,
        ),
        (
            hook().bot_suspended(),
            other("botSuspended"),
            Source::Channel,
            "-".to_owned(),
            false,
        ),
        (
            hook().bot_resumed(),
            other("botResumed"),
            Source::Channel,
            "-".to_owned(),
            false,
        ),
        (
            hook()
                .text(USER, "x")
                .set("source", serde_json::json!({ "type": "user" })),
            Text("x".to_owned()),
            Source::Channel,
            "-".to_owned(),
            true,
        ),
    ] {
        let (inbound, found) = one(hook);
        assert_eq!(
            (inbound.kind, inbound.source, found),
            (kind.clone(), source, thread)
        );
        assert_eq!(inbound.reply_token.is_some(), can_reply, "{kind:?}");
    }
}

#[test]
fn a_message_has_its_id_and_an_address_is_not_kept() {
    let (inbound, _) = one(hook().location(USER, "家", "愛媛県宇和島市曙町1番地", 33.2, 132.5));
    assert!(inbound.platform_id.is_some_and(|id| id.starts_with('4')));
    assert!(!format!("{:?}", inbound.kind).contains("曙町"));
}

#[test]
fn words_on_a_sticker_come_first() {
    let (inbound, _) = one(hook()
        .sticker(USER, &["sad"])
        .with(|event| event["message"]["text"] = "つらい".into()));
    assert_eq!(
        inbound.kind,
        InboundKind::Sticker(vec!["つらい".to_owned(), "sad".to_owned()])
    );
}

#[test]
fn nothing_may_be_said_while_another_service_holds_the_chat() {
    let (inbound, _) = one(hook().text(USER, "x").standby());
    assert!(inbound.standby && inbound.reply_token.is_none());
    // Even if a token came along.
    let (inbound, _) = one(hook().text(USER, "x").set("mode", "standby".into()));
    assert!(inbound.standby && inbound.reply_token.is_none());
}

#[test]
fn the_consoles_old_test_events_are_kept_without_their_tokens() {
    for (token, is_usable) in [
        ("0".repeat(32), false),
        ("f".repeat(32), false),
        ("0".repeat(31), true),
    ] {
        let (inbound, _) = one(hook()
            .text(USER, "Hello, world")
            .set("replyToken", token.clone().into()));
        assert_eq!(inbound.kind, InboundKind::Text("Hello, world".to_owned()));
        assert_eq!(inbound.reply_token.is_some(), is_usable, "{token}");
    }
}
