//! What Twilio posts, read in our words: messages, reports, other messengers' messages, and what is broken or strange.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use tsunagi_channel::{Unreadable, WebhookRequest};
use tsunagi_model::{
    Attachment, DeliveryReceipt, ExternalId, InboundKind, MediaKind, MediaSource, Source, Status,
};
use uuid::Uuid;

use crate::sms::{PERSON, events, read, sms, twilio, words};

#[test]
fn words_with_who_and_which() {
    let hook = twilio().message(
        PERSON,
        &[
            ("Body", "たすけて + 100%"),
            ("MessageSid", "SM41"),
            ("OriginalRepliedMessageSid", "SM40"),
        ],
    );
    let event = &events(&hook)[0];
    assert_eq!(event.key, "SM41");
    assert_eq!(event.thread, format!("user:{PERSON}"));
    let inbound = read(&hook);
    assert_eq!(inbound.kind, words("たすけて + 100%"));
    assert_eq!(
        inbound.source,
        Source::Person(ExternalId(PERSON.to_owned()))
    );
    assert_eq!(inbound.event_id.as_deref(), Some("SM41"));
    assert_eq!(inbound.platform_id.as_deref(), Some("SM41"));
    assert_eq!(inbound.quotes.as_deref(), Some("SM40"));
    assert_eq!((inbound.opt_out, inbound.reply_token), (None, None));
    assert_eq!(
        events(&hook),
        events(&hook),
        "a second delivery is the same"
    );
}

#[test]
fn pictures_keep_their_words_and_their_place() {
    let place = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";
    let ours = format!("https://api.twilio.com{place}");
    let hook = twilio().message(
        PERSON,
        &[
            ("NumMedia", "4"),
            ("Body", "これ みて"),
            ("MediaUrl0", &ours),
            ("MediaContentType0", "image/jpeg"),
            ("MediaUrl1", "https://elsewhere.example/a.mp4"),
            ("MediaContentType1", "video/mp4"),
            ("MediaUrl2", "cat.jpg"),
        ],
    );
    let piece = |kind, source| Attachment {
        kind,
        source,
        name: None,
    };
    assert_eq!(
        read(&hook).kind,
        InboundKind::Media {
            attachments: vec![
                piece(MediaKind::Image, MediaSource::Platform(place.to_owned())),
                piece(
                    MediaKind::Video,
                    MediaSource::External("https://elsewhere.example/a.mp4".to_owned())
                ),
                piece(MediaKind::File, MediaSource::Unknown),
                piece(MediaKind::File, MediaSource::Unknown),
            ],
            caption: Some("これ みて".to_owned()),
        }
    );
    for sly in [
        "https://api.twilio.com.evil.example/x",
        "https://api.twilio.com@evil.example/x",
        "https://api.twilio.com:99/x",
    ] {
        let hook = twilio().message(PERSON, &[("NumMedia", "1"), ("MediaUrl0", sly)]);
        let InboundKind::Media { attachments, .. } = read(&hook).kind else {
            panic!("no media");
        };
        assert_eq!(attachments[0].source, MediaSource::External(sly.to_owned()));
    }
    let greedy = twilio().message(PERSON, &[("NumMedia", "4000000000"), ("Body", "")]);
    let InboundKind::Media { attachments, .. } = read(&greedy).kind else {
        panic!("no media");
    };
    assert_eq!(attachments.len(), 30);
}

#[test]
fn stop_is_what_twilio_says_or_acts_on() {
    for (fields, opt_out) in [
        (&[("Body", "STOP")][..], Some(true)),
        (&[("Body", " stop\n")], Some(true)),
        (&[("Body", "Unsubscribe")], Some(true)),
        (&[("Body", "END")], Some(true)),
        (&[("Body", "OPTOUT")], Some(true)),
        (&[("Body", "START")], Some(false)),
        (&[("Body", "unstop")], Some(false)),
        (&[("Body", "YES")], None),
        (&[("Body", "HELP")], None),
        (&[("Body", "STOP please")], None),
        (&[("Body", "やめて")], None),
        (&[("Body", "やめて"), ("OptOutType", "STOP")], Some(true)),
        (&[("Body", "はい"), ("OptOutType", "START")], Some(false)),
        (&[("Body", "STOP"), ("OptOutType", "HELP")], None),
    ] {
        let inbound = read(&twilio().message(PERSON, fields));
        assert_eq!(inbound.opt_out, opt_out, "{fields:?}");
        assert_eq!(inbound.kind, words(fields[0].1), "the words stay words");
    }
}

#[test]
fn what_became_of_a_message_is_never_a_message() {
    let key = "019a0719-ac96-7eb9-a837-cac215164834";
    for (status, code, expected, problem) in [
        ("queued", None, Status::Accepted, None),
        ("sending", None, Status::Accepted, None),
        ("sent", None, Status::Accepted, None),
        ("delivered", None, Status::Delivered, None),
        ("read", None, Status::Read, None),
        ("failed", Some("21610"), Status::Failed, Some("blocked")),
        ("undelivered", Some("30005"), Status::Failed, Some("gone")),
        ("undelivered", Some("30006"), Status::Failed, Some("gone")),
        ("undelivered", Some("30003"), Status::Failed, Some("30003")),
        (
            "failed",
            Some("63016"),
            Status::Failed,
            Some("window_closed"),
        ),
        ("undelivered", None, Status::Failed, Some("undelivered")),
        ("delivered", Some("0"), Status::Delivered, None),
    ] {
        let hook = twilio().status(Some(key), PERSON, "SM7", status, code);
        let event = &events(&hook)[0];
        assert_eq!(event.key, format!("SM7:{status}"));
        assert_eq!(
            event.thread,
            format!("user:{PERSON}"),
            "the person's thread"
        );
        let inbound = read(&hook);
        assert_eq!(
            inbound.kind,
            InboundKind::Receipt(DeliveryReceipt {
                platform_ids: vec!["SM7".to_owned()],
                key: Some(Uuid::parse_str(key).unwrap()),
                up_to: None,
                status: expected,
                problem: problem.map(str::to_owned),
            }),
            "{status}"
        );
        assert_eq!(inbound.platform_id, None);
        assert!(!inbound.kind.is_act());
    }
    let strange = twilio().status(Some("not a key"), PERSON, "SM7", "huh", None);
    assert_eq!(
        read(&strange).kind,
        InboundKind::Other("status/huh".to_owned())
    );
    let bare = twilio().form(
        None,
        &[("MessageSid", "SM7"), ("MessageStatus", "delivered")],
    );
    let inbound = read(&bare);
    assert_eq!(inbound.source, Source::Channel);
    assert!(matches!(inbound.kind, InboundKind::Receipt(receipt) if receipt.key.is_none()));
    // A key in the body is nobody's: only what is in front of it was put there by us.
    let forged = twilio().form(
        None,
        &[
            ("MessageSid", "SM7"),
            ("MessageStatus", "sent"),
            ("key", key),
        ],
    );
    assert!(matches!(read(&forged).kind, InboundKind::Receipt(receipt) if receipt.key.is_none()));
}

#[test]
fn other_messengers_through_the_same_account_keep_apart() {
    let from = format!("whatsapp:{PERSON}");
    let hook = twilio().message(
        &from,
        &[
            ("To", "whatsapp:+815012345678"),
            ("Body", "はい"),
            ("ButtonText", "はい"),
            ("ButtonPayload", "flow/step/yes"),
            ("ProfileName", "さくら"),
            ("ExternalUserId", "whatsapp:JP.1234"),
        ],
    );
    assert_eq!(events(&hook)[0].thread, format!("user:{from}"));
    let inbound = read(&hook);
    assert_eq!(inbound.source, Source::Person(ExternalId(from.clone())));
    assert_eq!(
        inbound.kind,
        InboundKind::Postback {
            data: "flow/step/yes".to_owned(),
            picked: None
        }
    );
    assert_eq!(inbound.name.as_deref(), Some("さくら"));
    assert_eq!(inbound.also, [ExternalId("whatsapp:JP.1234".to_owned())]);
    let button = [("Body", "ほかの ことば"), ("ButtonText", "はい")];
    assert_eq!(read(&twilio().message(&from, &button)).kind, words("はい"));
    assert_eq!(
        read(&twilio().message(PERSON, &button)).kind,
        words("ほかの ことば"),
        "a short message has no buttons"
    );
    let place = [
        ("Latitude", "35.71"),
        ("Longitude", "139.81"),
        ("Label", "公園"),
    ];
    assert_eq!(
        read(&twilio().message(&from, &place)).kind,
        InboundKind::Location {
            title: Some("公園".to_owned()),
            latitude: 35.71,
            longitude: 139.81
        }
    );
    for place in [
        [("Latitude", "NaN"), ("Longitude", "1")],
        [("Latitude", "1"), ("Longitude", "x")],
    ] {
        assert_eq!(read(&twilio().message(&from, &place)).kind, words(""));
    }
}

#[test]
fn packed_words_are_unpacked() {
    let text = "もう つかれた。だれか はなしを きいて。よる ねむれない。";
    let hook = twilio().text(PERSON, &STANDARD.encode(text));
    assert_eq!(read(&hook).kind, words(text));
    let laugh = "haha".repeat(30);
    assert_eq!(read(&twilio().text(PERSON, &laugh)).kind, words(&laugh));
}

#[test]
fn broken_and_hostile_bodies_cost_no_more_than_themselves() {
    let sms = sms();
    for body in [&b""[..], b" \n", b"\xef\xbb\xbf"] {
        assert_eq!(sms.split(body), Err(Unreadable), "{body:?}");
    }
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let json =
        format!(r#"{{"From":"{PERSON}","MessageSid":"SM1","Body":"a\ud800\u0000","x":{deep}}}"#);
    let events = sms.split(json.as_bytes()).unwrap();
    assert_eq!(sms.read(&events[0].raw).kind, words("a\u{fffd}\0"));
    for (body, kind) in [
        ("x", InboundKind::Other("unreadable".to_owned())),
        ("%%%=%&&=&", InboundKind::Other("unreadable".to_owned())),
        ("From=%2B1&Body=%00%ff%F0%9F%98%80", words("\0\u{fffd}😀")),
        ("From=%2B1&From=%2B2&Body=a&Body=b", words("a")),
        ("From=%2B1&Body=a%ud800", words("a%ud800")),
        ("From=%2B1", words("")),
    ] {
        let events = sms.split(body.as_bytes()).unwrap();
        assert_eq!(events.len(), 1);
        assert_eq!(sms.read(&events[0].raw).kind, kind, "{body}");
        assert!(events[0].key.len() <= 128 && events[0].thread.len() <= 128);
    }
    let long = format!("From=%2B{0}&MessageSid={0}&Body=x", "1".repeat(5_000));
    let events = sms.split(long.as_bytes()).unwrap();
    assert!(events[0].key.starts_with("sha256:") && events[0].thread.starts_with("sha256:"));
    let huge = "%F0%9F%98%80".repeat(150_000);
    let events = sms
        .split(format!("From=%2B1&Body={huge}").as_bytes())
        .unwrap();
    assert!(
        matches!(sms.read(&events[0].raw).kind, InboundKind::Text(text) if text.chars().count() == 150_000)
    );
    let many = "a=1&".repeat(500_000);
    assert_eq!(sms.split(many.as_bytes()), Err(Unreadable));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_the_reader(body in proptest::collection::vec(any::<u8>(), 0..400), text in "\\PC{0,200}", query in "\\PC{0,40}") {
        let sms = sms();
        for event in sms.split(&body).unwrap_or_default() {
            sms.read(&event.raw);
        }
        sms.read(&text);
        let request = WebhookRequest { method: "POST", path_and_query: &query, headers: &[("x-twilio-signature", &body)], body: &body };
        prop_assert!(sms.verify(&request).is_err());
        let _ = sms.split_request(&request);
    }

    /// Whatever a person writes is signed, believed and read as it was written.
    #[test]
    fn any_words_come_through(text in "[\\PC\n&=+%]{0,59}") {
        let inbound = read(&twilio().text(PERSON, &text));
        prop_assert_eq!(inbound.kind, words(&text));
    }
}
