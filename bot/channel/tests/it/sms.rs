//! What Twilio posts, believed only if it is signed for our own address.

use std::sync::Arc;

use sha2::{Digest, Sha256};
use tsunagi_channel::{Channel, ChannelConfig, RawEvent, Unverified, WebhookRequest, http};
use tsunagi_double::{TwilioHook, TwilioWebhook};
use tsunagi_model::{ChannelKind, Inbound, InboundKind};

const TOKEN: &str = "double-auth-token";
const URL: &str = "https://support.example.jp/webhook/sms";
const OURS: &str = "+815012345678";
pub(crate) const PERSON: &str = "+819012345678";

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

pub(crate) fn sms() -> Arc<dyn Channel> {
    open(&config())
}

pub(crate) fn twilio() -> TwilioWebhook {
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

pub(crate) fn events(hook: &TwilioHook) -> Vec<RawEvent> {
    let request = WebhookRequest {
        method: "POST",
        path_and_query: &hook.path_and_query,
        headers: &[],
        body: &hook.body,
    };
    sms().split_request(&request).unwrap()
}

/// The one event of a webhook that is rightly signed.
pub(crate) fn read(hook: &TwilioHook) -> Inbound {
    assert_eq!(verify(hook), Ok(()));
    let events = events(hook);
    assert_eq!(events.len(), 1);
    sms().read(&events[0].raw)
}

pub(crate) fn words(text: &str) -> InboundKind {
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
    let behind_proxy = TwilioWebhook::new(TOKEN, "https://support.example.jp/t/webhook/sms", OURS);
    let mut proxied = config();
    proxied.webhook_url = Some("https://support.example.jp/t/webhook/sms".to_owned());
    for (path, right) in [("/webhook/sms", true), ("/webhook/other", false)] {
        let hook = TwilioHook {
            path_and_query: path.to_owned(),
            ..behind_proxy.text(PERSON, "x")
        };
        assert_eq!(verify_by(&open(&proxied), &hook).is_ok(), right, "{path}");
    }
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
