//! Who WhatsApp's events are from, receipts, echoes, and what is about the account.

use serde_json::{Value, json};
use tsunagi_model::{DeliveryReceipt, ExternalId, InboundKind, Source, Status};
use uuid::Uuid;

use crate::whatsapp::{HIDDEN, PERSON, events, hook, one, signed, unconnected};

fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

#[test]
fn a_message_knows_what_it_answers() {
    let own =
        json!({ "text": { "body": "これ" }, "context": { "from": "815", "id": "wamid.OURS" } });
    let (_, inbound) = one(hook().message(PERSON, "text", own));
    assert_eq!(inbound.quotes.as_deref(), Some("wamid.OURS"));
    let forwarded = json!({ "text": { "body": "x" }, "context": { "forwarded": true } });
    assert_eq!(
        one(hook().message(PERSON, "text", forwarded)).1.quotes,
        None
    );
}

/// A change with these contacts and this message.
fn said(contacts: &Value, message: &Value) -> (String, Vec<String>, Source) {
    let own = json!({ "contacts": contacts, "messages": [message] });
    let (thread, inbound) = one(hook().field("messages", own));
    let also = inbound.also.into_iter().map(|id| id.0).collect();
    (thread, also, inbound.source)
}

#[test]
fn a_person_is_not_a_number() {
    let text = |mut own: Value| {
        own["id"] = "M".into();
        own["type"] = "text".into();
        own["text"] = json!({ "body": "x" });
        own
    };
    for (contacts, message, thread, also) in [
        (
            json!([{ "wa_id": "5678", "user_id": "US.1234", "profile": { "username": "k" } }]),
            json!({ "from": "5678", "from_user_id": "US.1234" }),
            "user:5678",
            vec!["US.1234"],
        ),
        (
            json!([{ "user_id": "US.1234", "parent_user_id": "US.ENT.5678" }]),
            json!({ "from_user_id": "US.1234", "from_parent_user_id": "US.ENT.5678" }),
            "user:US.1234",
            vec![],
        ),
        (
            json!([{ "wa_id": "US.1234", "user_id": "US.1234" }]),
            json!({ "from": "US.1234", "from_user_id": "US.1234" }),
            "user:US.1234",
            vec![],
        ),
        // The number and WhatsApp's id for it are not always spelled alike.
        (
            json!([{ "wa_id": "521555" }]),
            json!({ "from": "52555" }),
            "user:52555",
            vec!["521555"],
        ),
        (json!([{ "wa_id": "5678" }]), json!({}), "user:5678", vec![]),
        (json!([]), json!({}), "-", vec![]),
        (json!("x"), json!({ "from": 5 }), "-", vec![]),
        // Two people beside one message: neither is taken for who wrote.
        (
            json!([{ "wa_id": "1" }, { "wa_id": "2" }]),
            json!({ "from": "3" }),
            "user:3",
            vec![],
        ),
    ] {
        let (found, others, _) = said(&contacts, &text(message));
        assert_eq!(
            (found.as_str(), others),
            (thread, also.iter().map(|id| (*id).to_owned()).collect()),
            "{contacts}"
        );
    }
}

#[test]
fn a_change_of_number_or_id_ties_the_new_to_the_old() {
    let message = |system: Value, from: Option<&str>| {
        let mut message = json!({ "id": "M", "type": "system", "system": system });
        if let Some(from) = from {
            message["from"] = from.into();
        }
        message
    };
    let number = json!({ "type": "user_changed_number", "wa_id": "12195555358", "body": "…" });
    let (thread, also, _) = said(&json!([]), &message(number, Some("16505551234")));
    assert_eq!(
        (thread.as_str(), also),
        ("user:16505551234", vec!["12195555358".to_owned()])
    );
    let id = json!({ "type": "user_changed_user_id", "previous_user_id": "CO.OLD", "user_id": "CO.NEW" });
    let (thread, also, _) = said(&json!([]), &message(id, None));
    assert_eq!(
        (thread.as_str(), also),
        ("user:CO.OLD", vec!["CO.NEW".to_owned()])
    );
    let update = json!({ "user_id_update": [{ "wa_id": "8190", "user_id": { "previous": "JP.1", "current": "JP.2" } }] });
    let (thread, inbound) = one(hook().field("user_id_update", update));
    assert_eq!(thread, "user:8190");
    assert_eq!(inbound.kind, other("user_id_update"));
    assert_eq!(
        inbound.also,
        [ExternalId("JP.1".to_owned()), ExternalId("JP.2".to_owned())]
    );
}

#[test]
fn a_group_is_never_a_persons_thread() {
    let own = json!({ "group_id": "Y2FwaV9ncm91cDox", "text": { "body": "みんな" } });
    let (thread, inbound) = one(hook().message(PERSON, "text", own));
    assert_eq!(thread, "group:Y2FwaV9ncm91cDox");
    assert_eq!(
        inbound.source,
        Source::Group(ExternalId("Y2FwaV9ncm91cDox".to_owned()))
    );
    assert_eq!(
        (inbound.name, inbound.also, inbound.read_token),
        (None, vec![], None)
    );
    let status = json!({ "statuses": [
        { "id": "M", "status": "read", "recipient_type": "group", "recipient_id": "G1", "recipient_participant_id": "1" },
        { "id": "M", "status": "read", "recipient_type": "group", "recipient_id": "G1", "recipient_participant_id": "2" },
    ] });
    let webhook = signed(hook().field("messages", status));
    let events = unconnected().split(&webhook.body).unwrap();
    assert_eq!(
        (events[0].thread.as_str(), events[1].thread.as_str()),
        ("group:G1", "group:G1")
    );
    assert_ne!(events[0].key, events[1].key);
}

#[test]
fn receipts_say_what_became_of_a_message() {
    let key = Uuid::from_u128(7);
    for (status, code, meaning, problem) in [
        ("sent", None, Status::Accepted, None),
        ("delivered", None, Status::Delivered, None),
        ("read", None, Status::Read, None),
        ("played", None, Status::Read, None),
        ("deleted", None, Status::Delivered, None),
        (
            "failed",
            Some(131_047),
            Status::Failed,
            Some(DeliveryReceipt::WINDOW_CLOSED),
        ),
        (
            "failed",
            Some(131_026),
            Status::Failed,
            Some(DeliveryReceipt::GONE),
        ),
        (
            "failed",
            Some(131_050),
            Status::Failed,
            Some(DeliveryReceipt::BLOCKED),
        ),
        ("failed", Some(131_014), Status::Failed, Some("131014")),
        ("failed", None, Status::Failed, Some("unknown")),
    ] {
        for person in [PERSON, HIDDEN] {
            let hook = hook().status(person, "wamid.OURS", status, Some(&key.to_string()), code);
            let (thread, inbound) = one(hook);
            assert_eq!(thread, format!("user:{person}"));
            let receipt = DeliveryReceipt {
                key: Some(key),
                problem: problem.map(str::to_owned),
                ..DeliveryReceipt::of(vec!["wamid.OURS".to_owned()], meaning)
            };
            assert_eq!(inbound.kind, InboundKind::Receipt(receipt), "{status}");
            assert_eq!((inbound.platform_id, inbound.read_token), (None, None));
        }
    }
    let strange = one(hook().status(PERSON, "M", "in_orbit", Some("not ours"), None)).1;
    assert_eq!(strange.kind, other("status/in_orbit"));
    let foreign = one(hook().status(PERSON, "M", "sent", Some("not ours"), None)).1;
    assert!(matches!(
        foreign.kind,
        InboundKind::Receipt(DeliveryReceipt { key: None, .. })
    ));
}

#[test]
fn our_own_side_is_heard_when_it_writes_elsewhere() {
    let (thread, inbound) = one(hook().echo(PERSON, "担当の佐藤です"));
    assert_eq!(thread, format!("user:{PERSON}"));
    let echo = |text: &str| InboundKind::Echo {
        text: text.to_owned(),
        key: None,
    };
    assert_eq!(inbound.kind, echo("担当の佐藤です"));
    for (own, kind) in [
        (
            json!({ "type": "image", "image": { "id": "m", "caption": "地図" } }),
            echo("地図"),
        ),
        (json!({ "type": "audio", "audio": { "id": "m" } }), echo("")),
        (
            json!({ "type": "edit", "edit": { "original_message_id": "M", "message": { "type": "text", "text": { "body": "訂正" } } } }),
            echo("訂正"),
        ),
        (
            json!({ "type": "revoke", "revoke": { "original_message_id": "M" } }),
            other("echo/revoke"),
        ),
    ] {
        let mut echo = own.clone();
        echo["to"] = PERSON.into();
        echo["id"] = "M".into();
        let (thread, inbound) =
            one(hook().field("smb_message_echoes", json!({ "message_echoes": [echo] })));
        assert_eq!(
            (thread, inbound.kind),
            (format!("user:{PERSON}"), kind),
            "{own}"
        );
    }
}

#[test]
fn a_no_to_offers_is_a_no() {
    for (value, opt_out) in [("stop", Some(true)), ("resume", Some(false)), ("?", None)] {
        let (thread, inbound) = one(hook().preference(PERSON, value));
        assert_eq!(thread, format!("user:{PERSON}"));
        assert_eq!(
            (inbound.kind, inbound.opt_out),
            (other("user_preferences"), opt_out)
        );
    }
}

#[test]
fn what_is_about_the_account_is_the_accounts() {
    for (field, own, kind) in [
        (
            "account_update",
            json!({ "event": "VERIFIED_ACCOUNT" }),
            "account_update",
        ),
        (
            "phone_number_quality_update",
            json!({ "event": "FLAGGED" }),
            "phone_number_quality_update",
        ),
        (
            "message_template_status_update",
            json!({ "event": "APPROVED" }),
            "message_template_status_update",
        ),
        (
            "history",
            json!({ "history": [{ "threads": [] }] }),
            "history",
        ),
        ("what_comes_next", json!({}), "what_comes_next"),
        (
            "messages",
            json!({ "errors": [{ "code": 0, "title": "x" }] }),
            "messages/error 0",
        ),
        (
            "messages",
            json!({ "contacts": [{ "wa_id": "1" }] }),
            "messages",
        ),
    ] {
        let (thread, inbound) = one(hook().field(field, own));
        assert_eq!((thread.as_str(), inbound.kind), ("-", other(kind)));
        assert_eq!(inbound.source, Source::Channel);
    }
    let bare = json!({ "field": "account_alerts", "value": { "alert": 1 } });
    assert_eq!(one(hook().change(bare)).1.kind, other("account_alerts"));
    let (thread, call) = one(hook().field(
        "calls",
        json!({ "calls": [{ "id": "c", "from": PERSON, "event": "connect" }] }),
    ));
    assert_eq!(
        (thread, call.kind),
        (format!("user:{PERSON}"), other("calls"))
    );
}

#[test]
fn many_of_everything_share_a_webhook_and_keep_apart() {
    let two = json!({
        "contacts": [
            { "wa_id": "1", "profile": { "name": "一" } },
            { "wa_id": "2", "profile": { "name": "二" } },
        ],
        "messages": [
            { "id": "A", "from": "2", "type": "text", "text": { "body": "a" } },
            7,
            { "id": "B", "from": "1", "type": "text", "text": { "body": "b" } },
        ],
        "statuses": [{ "id": "C", "status": "read", "recipient_id": "1" }],
        "errors": [{ "code": 5 }],
    });
    let foreign = json!({
        "field": "messages",
        "value": { "metadata": { "phone_number_id": "other" }, "messages": [{ "id": "X", "from": "9", "type": "text", "text": { "body": "not ours" } }] },
    });
    let found = events(
        hook()
            .change(json!(7))
            .change(foreign)
            .field("messages", two)
            .text(PERSON, "c"),
    );
    let threads: Vec<&str> = found.iter().map(|(thread, _)| thread.as_str()).collect();
    let last = format!("user:{PERSON}");
    assert_eq!(
        threads,
        ["-", "user:2", "-", "user:1", "user:1", "-", &last]
    );
    assert_eq!(found[1].1.name.as_deref(), Some("二"));
    assert_eq!(found[3].1.name.as_deref(), Some("一"));
    assert_eq!(found[6].1.kind, InboundKind::Text("c".to_owned()));
}
