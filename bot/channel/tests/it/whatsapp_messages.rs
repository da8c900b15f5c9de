//! Every kind of message that a person can send over WhatsApp.

use serde_json::json;
use tsunagi_model::{
    Attachment, ExternalId, InboundKind, MediaKind, MediaSource, Source, Timestamp,
};

use crate::whatsapp::{AT, PERSON, hook, one};

fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

fn shared(what: &str, text: &str) -> InboundKind {
    InboundKind::Shared {
        what: what.to_owned(),
        text: text.to_owned(),
    }
}

fn postback(data: &str) -> InboundKind {
    InboundKind::Postback {
        data: data.to_owned(),
        picked: None,
    }
}

fn media(kind: MediaKind, name: Option<&str>, caption: Option<&str>) -> InboundKind {
    InboundKind::Media {
        attachments: vec![Attachment {
            kind,
            source: MediaSource::Platform("m1".to_owned()),
            name: name.map(str::to_owned),
        }],
        caption: caption.map(str::to_owned),
    }
}

#[test]
fn every_kind_of_message_is_understood() {
    let text = |words: &str| InboundKind::Text(words.to_owned());
    let id = "wamid.HBgM";
    for (kind, own, meaning) in [
        (
            "text",
            json!({ "text": { "body": "こんにちは😀" } }),
            text("こんにちは😀"),
        ),
        ("text", json!({ "text": { "body": "" } }), text("")),
        (
            "image",
            json!({ "image": { "caption": "みて", "id": "m1", "mime_type": "image/jpeg", "sha256": "x" } }),
            media(MediaKind::Image, None, Some("みて")),
        ),
        (
            "image",
            json!({ "image": { "id": "m1" } }),
            media(MediaKind::Image, None, None),
        ),
        (
            "video",
            json!({ "video": { "id": "m1", "caption": "c" } }),
            media(MediaKind::Video, None, Some("c")),
        ),
        (
            "audio",
            json!({ "audio": { "id": "m1", "voice": true } }),
            media(MediaKind::Audio, None, None),
        ),
        (
            "voice",
            json!({ "voice": { "id": "m1", "file": "/usr/x" } }),
            media(MediaKind::Audio, None, None),
        ),
        (
            "sticker",
            json!({ "sticker": { "id": "m1", "animated": false } }),
            media(MediaKind::Sticker, None, None),
        ),
        (
            "document",
            json!({ "document": { "id": "m1", "filename": "診断書.pdf", "caption": "これ" } }),
            media(MediaKind::File, Some("診断書.pdf"), Some("これ")),
        ),
        (
            "location",
            json!({ "location": { "latitude": 33.2, "longitude": 132.5, "name": "図書館", "address": "宇和島市…" } }),
            InboundKind::Location {
                title: Some("図書館".to_owned()),
                latitude: 33.2,
                longitude: 132.5,
            },
        ),
        (
            "contacts",
            json!({ "contacts": [
                { "name": { "formatted_name": "佐藤" }, "phones": [{ "phone": "+81 90", "wa_id": "8190" }, { "wa_id": "8191" }] },
                { "name": { "first_name": "まま" } },
                { "vcard": "BEGIN:VCARD", "phones": [{ "phone": "080" }] },
            ] }),
            shared("contacts", "佐藤 +81 90 8191\nまま\n080"),
        ),
        (
            "button",
            json!({ "button": { "payload": "f/s/yes", "text": "はい" } }),
            postback("f/s/yes"),
        ),
        (
            "button",
            json!({ "button": { "text": "はい" } }),
            text("はい"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "button_reply", "button_reply": { "id": "f/s/o", "title": "うん" } } }),
            postback("f/s/o"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "list_reply", "list_reply": { "id": "f/s/o", "title": "うん", "description": "d" } } }),
            postback("f/s/o"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "list_reply", "list_reply": { "id": "words:長いことば", "title": "長い…" } } }),
            text("長いことば"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "nfm_reply", "nfm_reply": { "name": "flow", "body": "Sent", "response_json": "{\"flow_token\":\"t\",\"age\":12,\"name\":\"はる\"}" } } }),
            shared("nfm_reply", "age: 12\nname: はる"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "nfm_reply", "nfm_reply": { "response_json": "[\"a\"]" } } }),
            shared("nfm_reply", "[\"a\"]"),
        ),
        (
            "interactive",
            json!({ "interactive": { "type": "call_permission_reply", "call_permission_reply": { "response": "accept" } } }),
            other("message/interactive/call_permission_reply"),
        ),
        (
            "reaction",
            json!({ "reaction": { "message_id": id, "emoji": "👍" } }),
            InboundKind::Reaction {
                platform_id: id.to_owned(),
                emoji: Some("👍".to_owned()),
            },
        ),
        (
            "reaction",
            json!({ "reaction": { "message_id": id } }),
            InboundKind::Reaction {
                platform_id: id.to_owned(),
                emoji: None,
            },
        ),
        (
            "reaction",
            json!({ "reaction": { "message_id": id, "emoji": "" } }),
            InboundKind::Reaction {
                platform_id: id.to_owned(),
                emoji: None,
            },
        ),
        (
            "order",
            json!({ "order": { "catalog_id": "1", "text": "2つください", "product_items": [] } }),
            shared("order", "2つください"),
        ),
        (
            "edit",
            json!({ "edit": { "original_message_id": id, "message": { "context": { "id": "M0" }, "type": "text", "text": { "body": "直した" } } } }),
            InboundKind::Edited {
                platform_id: id.to_owned(),
                text: "直した".to_owned(),
            },
        ),
        (
            "edit",
            json!({ "edit": { "original_message_id": id, "message": { "type": "image", "image": { "id": "m1", "caption": "下" } } } }),
            InboundKind::Edited {
                platform_id: id.to_owned(),
                text: "下".to_owned(),
            },
        ),
        (
            "revoke",
            json!({ "revoke": { "original_message_id": id } }),
            InboundKind::Unsend {
                platform_id: id.to_owned(),
            },
        ),
        (
            "request_welcome",
            json!({}),
            InboundKind::Follow {
                unblocked: None,
                referral: None,
            },
        ),
        (
            "request_welcome",
            json!({ "referral": { "source_id": "ad-7", "source_type": "ad" } }),
            InboundKind::Follow {
                unblocked: None,
                referral: Some("ad-7".to_owned()),
            },
        ),
        (
            "text",
            json!({ "text": { "body": "広告から" }, "referral": { "source_url": "https://fb.me/x", "source_id": "1", "headline": "h" } }),
            text("広告から"),
        ),
        (
            "system",
            json!({ "system": { "type": "customer_identity_changed", "customer": PERSON, "identity": "x", "body": "…" } }),
            other("customer_identity_changed"),
        ),
        (
            "unsupported",
            json!({ "errors": [{ "code": 131051, "title": "Unsupported message type" }] }),
            other("message/unsupported/131051"),
        ),
        // Words that came with it are words all the same.
        (
            "unsupported",
            json!({ "text": { "body": "たすけて" }, "errors": [{ "code": 131051 }] }),
            text("たすけて"),
        ),
        (
            "poll",
            json!({ "poll": { "title": "どっち？" } }),
            shared("poll", "どっち？"),
        ),
        ("dance", json!({ "dance": 7 }), other("message/dance")),
        (
            "text",
            json!({ "text": { "body": ["x"] } }),
            other("message/text"),
        ),
        (
            "image",
            json!({ "image": 7 }),
            InboundKind::Media {
                attachments: vec![Attachment {
                    kind: MediaKind::Image,
                    source: MediaSource::Unknown,
                    name: None,
                }],
                caption: None,
            },
        ),
        (
            "location",
            json!({ "location": { "latitude": 1 } }),
            other("message/location"),
        ),
    ] {
        let (thread, inbound) = one(hook().message(PERSON, kind, own.clone()));
        assert_eq!(inbound.kind, meaning, "{own}");
        assert_eq!(thread, format!("user:{PERSON}"));
        assert_eq!(
            inbound.source,
            Source::Person(ExternalId(PERSON.to_owned()))
        );
        assert_eq!(inbound.name.as_deref(), Some("はる"));
        assert_eq!(
            inbound.occurred_at,
            Some(Timestamp::from_millis(AT.as_millis()))
        );
        assert!(inbound.read_token.is_some() && inbound.read_token == inbound.platform_id);
    }
}
