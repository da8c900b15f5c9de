//! What Twilio posts, believed only if it is signed for our own address, and read in our words.

use std::sync::Arc;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use proptest::prelude::*;
use sha2::{Digest, Sha256};
use tsunagi_channel::{
    Channel, ChannelConfig, RawEvent, Unreadable, Unverified, WebhookRequest, http,
};
use tsunagi_double::{TwilioHook, TwilioWebhook};
use tsunagi_model::{
    Attachment, ChannelKind, DeliveryReceipt, ExternalId, Inbound, InboundKind, MediaKind,
    MediaSource, Source, Status,
};
use uuid::Uuid;

const TOKEN: &str = "double-auth-token";
const URL: &str = "https://support.example.jp/webhook/sms";
const OURS: &str = "+815012345678";
const PERSON: &str = "+819012345678";

fn config() -> ChannelConfig {
    let mut config = ChannelConfig::new("sms", ChannelKind::Sms);
    config.secret = Some(TOKEN.into());
    config.channel_id = Some("AC00000000000000000000000000000b07".to_owned());
    config.account = Some("+81 50-1234-5678".to_owned());
    config.webhook_url = Some(URL.to_owned());
    config
}

fn open(config: &ChannelConfig) -> Arc<dyn Channel> {
    tsunagi_channel::open(config, &http::client().unwrap()).unwrap()
}

fn sms() -> Arc<dyn Channel> {
    open(&config())
}

fn twilio() -> TwilioWebhook {
    TwilioWebhook::new(TOKEN, URL, OURS)
}

fn verify_by(channel: &Arc<dyn Channel>, hook: &TwilioHook) -> Result<(), Unverified> {
    channel.verify(&WebhookRequest {
        method: "POST",
        path_and_query: &hook.path_and_query,
        headers: &[
            ("Host", b"evil.example"),
            ("X-Forwarded-Host", b"evil.example"),
            ("X-Twilio-Signature", hook.signature.as_bytes()),
        ],
        body: &hook.body,
    })
}

fn verify(hook: &TwilioHook) -> Result<(), Unverified> {
    verify_by(&sms(), hook)
}

fn events(hook: &TwilioHook) -> Vec<RawEvent> {
    let request = WebhookRequest {
        method: "POST",
        path_and_query: &hook.path_and_query,
        headers: &[],
        body: &hook.body,
    };
    sms().split_request(&request).unwrap()
}

/// The one event of a webhook that is rightly signed.
fn read(hook: &TwilioHook) -> Inbound {
    assert_eq!(verify(hook), Ok(()));
    let events = events(hook);
    assert_eq!(events.len(), 1);
    sms().read(&events[0].raw)
}

fn words(text: &str) -> InboundKind {
    InboundKind::Text(text.to_owned())
}

#[test]
fn the_known_answer_of_twilios_own_documentation() {
    // The example of the page on securing requests: address, fields, key and signature stand there.
    let mut known = config();
    known.secret = Some("12345".into());
    known.account = Some("+18005551212".to_owned());
    known.webhook_url = Some("https://mycompany.com/myapp.php".to_owned());
    let hook = TwilioHook {
        path_and_query: "/myapp.php?foo=1&bar=2".to_owned(),
        signature: "RSOYDt4T1cUTdK1PDd93/VVr8B8=".to_owned(),
        body: b"CallSid=CA1234567890ABCDE&Caller=%2B14158675309&Digits=1234&From=%2B14158675309&To=%2B18005551212".to_vec(),
    };
    assert_eq!(verify_by(&open(&known), &hook), Ok(()));
}

#[test]
fn only_a_signature_for_our_own_address_and_these_fields_is_believed() {
    let hook = twilio().text(PERSON, "こんにちは & さようなら = 100%+");
    assert_eq!(verify(&hook), Ok(()));
    assert_eq!(verify(&twilio().with_port().text(PERSON, "x")), Ok(()));
    let other_path = TwilioWebhook::new(TOKEN, "https://support.example.jp/webhook/other", OURS);
    let other_host = TwilioWebhook::new(TOKEN, "https://evil.example/webhook/sms", OURS);
    let other_key = TwilioWebhook::new("another-token", URL, OURS);
    for wrong in [other_path, other_host, other_key] {
        assert_eq!(verify(&wrong.text(PERSON, "x")), Err(Unverified::Wrong));
    }
    let mut changed = hook.clone();
    changed.body.extend_from_slice(b"&Body=other");
    assert_eq!(verify(&changed), Err(Unverified::Wrong));
    let moved = TwilioHook {
        path_and_query: "/webhook/sms?key=1".to_owned(),
        ..hook.clone()
    };
    assert_eq!(verify(&moved), Err(Unverified::Wrong));
    for (signature, why) in [
        ("", Unverified::Malformed),
        ("AAAA", Unverified::Malformed),
        ("not base64!", Unverified::Malformed),
        (&"A".repeat(4_000), Unverified::Malformed),
        ("AAAAAAAAAAAAAAAAAAAAAAAAAAA=", Unverified::Wrong),
    ] {
        let forged = TwilioHook {
            signature: signature.to_owned(),
            ..hook.clone()
        };
        assert_eq!(verify(&forged), Err(why), "{signature}");
    }
    let unsigned = WebhookRequest {
        method: "POST",
        path_and_query: "/webhook/sms",
        headers: &[],
        body: &hook.body,
    };
    assert_eq!(sms().verify(&unsigned), Err(Unverified::Missing));
    let mut nowhere = config();
    nowhere.webhook_url = None;
    assert_eq!(
        verify_by(&open(&nowhere), &hook),
        Err(Unverified::Wrong),
        "without our own address nothing can be checked"
    );
}

#[test]
fn a_field_that_comes_twice_is_signed_as_twilio_signs_it() {
    let fields = [
        ("From", PERSON),
        ("To", OURS),
        ("A", "2"),
        ("A", "1"),
        ("A", "2"),
        ("MessageSid", "SM1"),
    ];
    assert_eq!(verify(&twilio().form(None, &fields)), Ok(()));
    let many = format!("From=x&{}", "a=1&".repeat(1_001));
    let hook = twilio().signed(None, "", many.into_bytes());
    assert_eq!(verify(&hook), Err(Unverified::Malformed));
}

#[test]
fn a_body_of_json_is_signed_by_its_hash() {
    let body = format!(
        r#"{{"MessageSid":"SM9","From":"{PERSON}","To":"{OURS}","Body":"やあ","NumMedia":0}}"#
    );
    let hash = hex::encode(Sha256::digest(body.as_bytes()));
    let query = format!("bodySHA256={hash}");
    let hook = twilio().signed(Some(&query), "", body.clone().into_bytes());
    let inbound = read(&hook);
    assert_eq!(inbound.kind, words("やあ"));
    assert_eq!(inbound.platform_id.as_deref(), Some("SM9"));
    let changed = TwilioHook {
        body: body.replace("やあ", "いや").into_bytes(),
        ..hook
    };
    assert_eq!(verify(&changed), Err(Unverified::Wrong));
}

#[test]
fn what_is_meant_for_another_number_is_not_ours() {
    let other = TwilioWebhook::new(TOKEN, URL, "+815099999999");
    assert_eq!(
        verify(&other.text(PERSON, "x")),
        Err(Unverified::OtherAccount)
    );
    let status = other.status(None, PERSON, "SM1", "sent", None);
    assert_eq!(verify(&status), Err(Unverified::OtherAccount));
    let nameless = twilio().form(None, &[("MessageSid", "SM1"), ("MessageStatus", "sent")]);
    assert_eq!(verify(&nameless), Ok(()));
    let mut service = config();
    service.account = Some("MG1".to_owned());
    let from = |service: &str| {
        twilio().message(PERSON, &[("MessagingServiceSid", service), ("Body", "x")])
    };
    assert_eq!(verify_by(&open(&service), &from("MG1")), Ok(()));
    assert_eq!(
        verify_by(&open(&service), &from("MG2")),
        Err(Unverified::OtherAccount)
    );
    let whatsapp = twilio().message(
        &format!("whatsapp:{PERSON}"),
        &[("To", "whatsapp:+815012345678"), ("Body", "x")],
    );
    assert_eq!(verify(&whatsapp), Ok(()));
}

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

#[test]
fn what_an_account_needs() {
    let http = http::client().unwrap();
    let with = |change: fn(&mut ChannelConfig)| {
        let mut config = config();
        change(&mut config);
        tsunagi_channel::open(&config, &http)
            .err()
            .map(|error| error.to_string())
    };
    let missing = |change, field: &str| {
        let error = with(change).unwrap();
        assert!(error.contains(field), "{error}");
    };
    missing(|config| config.secret = None, "secret");
    missing(|config| config.secret = Some("".into()), "secret");
    missing(|config| config.account = None, "account");
    missing(|config| config.channel_id = None, "channel_id");
    missing(
        |config| config.channel_id = Some("12345".to_owned()),
        "channel_id",
    );
    for token in ["AC1", "AC1:token"] {
        let mut config = config();
        config.channel_id = None;
        config.access_token = Some(token.into());
        assert!(tsunagi_channel::open(&config, &http).is_ok(), "{token}");
    }
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
