//! Sending through Twilio, with every answer that it has, and looking at the account.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

use proptest::prelude::*;
use tsunagi_channel::{Channel, ChannelConfig, Content, Receipt, Route, Send, SendError, http};
use tsunagi_double::{Fault, Stage, Twilio, check_twilio};
use tsunagi_model::{Author, Bubble, ChannelKind, ExternalId, MediaKind, Span, Status};
use uuid::Uuid;

use crate::fixture::{card, choice, media, text, turn};
use crate::properties::{self, solid};

pub(crate) const PERSON: &str = "+819012345678";
const KEY: u128 = 0x019a_0719_ac96_7eb9_a837_cac2_1516_4834;
pub(crate) const HOOK: &str = "https://support.example.jp/webhook/sms";

async fn double() -> Stage<Twilio> {
    Stage::start(Twilio::default()).await.unwrap()
}

pub(crate) fn config(double: &Stage<Twilio>) -> ChannelConfig {
    let mut config = ChannelConfig::new("sms", ChannelKind::Sms);
    config.secret = Some(double.with(|twilio| twilio.auth_token.clone()).into());
    config.channel_id = Some(double.with(|twilio| twilio.sid.clone()));
    config.account = Some(double.with(|twilio| twilio.numbers[0].number.clone()));
    config.api_base = Some(double.base_url().to_owned());
    config.webhook_url = Some(HOOK.to_owned());
    config
}

fn open(config: &ChannelConfig) -> Arc<dyn Channel> {
    let client = http::client_with(Duration::from_millis(300)).unwrap();
    tsunagi_channel::open(config, &client).unwrap()
}

fn channel(double: &Stage<Twilio>) -> Arc<dyn Channel> {
    open(&config(double))
}

async fn send(channel: &Arc<dyn Channel>, to: &str, words: &str) -> Result<Receipt, SendError> {
    let to = ExternalId(to.to_owned());
    channel
        .send(&Send {
            to: &to,
            route: Route::Push,
            retry_key: Uuid::from_u128(KEY),
            payload: words,
            author: Author::Flow,
            window_open: true,
        })
        .await
}

fn sent(double: &Stage<Twilio>) -> Vec<BTreeMap<String, String>> {
    double.with(|twilio| twilio.sent.clone())
}

fn fields(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
    pairs
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect()
}

fn messages(bubbles: Vec<Bubble>) -> Vec<String> {
    let mut config = ChannelConfig::new("sms", ChannelKind::Sms);
    config.secret = Some("s".into());
    config.channel_id = Some("AC1".to_owned());
    config.account = Some("+815012345678".to_owned());
    let payloads = open(&config).render(&turn(bubbles));
    payloads.into_iter().map(|payload| payload.body).collect()
}

#[tokio::test]
async fn a_message_is_taken_and_its_reports_bring_our_key_back() {
    let double = double().await;
    let receipt = send(&channel(&double), PERSON, "こんにちは & さようなら+")
        .await
        .unwrap();
    assert_eq!(receipt.status, Status::Accepted);
    assert_eq!(receipt.platform_ids, [format!("SM{:032x}", 1)]);
    assert_eq!(receipt.request_id, Some(format!("RQ{:032x}", 1)));
    let callback = format!("{HOOK}?key=019a0719-ac96-7eb9-a837-cac215164834");
    let expected = [
        ("From", "+815012345678"),
        ("To", PERSON),
        ("Body", "こんにちは & さようなら+"),
        ("StatusCallback", &callback),
    ];
    assert_eq!(sent(&double), [fields(&expected)]);
    double.assert_clean();
}

#[tokio::test]
async fn reports_are_asked_for_only_where_twilio_can_bring_them() {
    let double = double().await;
    for (webhook, asked) in [
        (Some("https://support.example.jp/webhook/sms"), true),
        (Some("http://127.0.0.1:8080/webhook/sms"), true),
        (Some("http://support.example.jp/webhook/sms"), false),
        (None, false),
    ] {
        let mut config = config(&double);
        config.webhook_url = webhook.map(str::to_owned);
        send(&open(&config), PERSON, "x").await.unwrap();
        let last = sent(&double).pop().unwrap();
        assert_eq!(last.contains_key("StatusCallback"), asked, "{webhook:?}");
    }
    double.assert_clean();
}

#[tokio::test]
async fn the_sender_is_a_number_a_service_or_our_number_elsewhere() {
    let double = double().await;
    let service = double.with(|twilio| twilio.service["sid"].as_str().unwrap().to_owned());
    let mut config = config(&double);
    config.account = Some(service.clone());
    send(&open(&config), PERSON, "x").await.unwrap();
    let to = format!("whatsapp:{PERSON}");
    send(&channel(&double), &to, "x").await.unwrap();
    let sent = sent(&double);
    assert_eq!(sent[0].get("MessagingServiceSid"), Some(&service));
    assert_eq!(sent[0].get("From"), None);
    assert_eq!(sent[1]["From"], "whatsapp:+815012345678");
    double.assert_clean();
}

#[tokio::test]
async fn credentials_may_be_written_in_several_ways() {
    let double = double().await;
    let (sid, token) = double.with(|twilio| (twilio.sid.clone(), twilio.auth_token.clone()));
    for (channel_id, access_token, good) in [
        (Some(sid.clone()), None, true),
        (None, Some(sid.clone()), true),
        (None, Some(format!("{sid}:{token}")), true),
        (Some(sid.clone()), Some(token.clone()), true),
        (Some(sid.clone()), Some("SK1:other".to_owned()), false),
        (None, Some(format!("{sid}:wrong")), false),
    ] {
        let mut config = config(&double);
        config.channel_id = channel_id;
        config.access_token = access_token.map(Into::into);
        let taken = send(&open(&config), PERSON, "x").await;
        assert_eq!(taken.is_ok(), good, "{taken:?}");
        assert!(good || taken == Err(SendError::Unauthorized));
    }
}

#[tokio::test]
async fn every_answer_has_its_meaning_and_none_tells_a_number_or_secret() {
    let double = double().await;
    let channel = channel(&double);
    let says = |status, words: &str| Fault::Says(status, words.to_owned(), Some(7));
    let after = Some(Span::seconds(7));
    for (fault, meaning) in [
        (says(401, "20003 Authenticate"), SendError::Unauthorized),
        (
            says(429, "20429 Too Many Requests"),
            SendError::RateLimited { after },
        ),
        (says(429, "20429"), SendError::RateLimited { after }),
        (
            says(400, "21610 Attempt to send to unsubscribed recipient"),
            SendError::Blocked,
        ),
        (says(400, "21611 queue is full"), SendError::Busy { after }),
        (
            says(503, "20503 Service unavailable"),
            SendError::Platform { status: 503, after },
        ),
        (
            Fault::Status(500),
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
        (Fault::DropAfterReading, SendError::Broken),
        (Fault::DropAfterActing, SendError::Broken),
        (
            Fault::FailAfterActing,
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
        (Fault::Hang(Duration::from_secs(2)), SendError::Timeout),
    ] {
        double.fail_next(1, &fault);
        assert_eq!(send(&channel, PERSON, "x").await, Err(meaning), "{fault:?}");
    }
    double.fail_next(1, &Fault::Malformed);
    let receipt = send(&channel, PERSON, "x").await.unwrap();
    assert!(receipt.platform_ids.is_empty(), "taken, without a number");
    double.with(|twilio| {
        twilio.stopped.insert("+819000000001".to_owned());
        twilio.landlines.insert("+81312345678".to_owned());
    });
    assert_eq!(
        send(&channel, "+819000000001", "x").await,
        Err(SendError::Blocked)
    );
    assert_eq!(
        send(&channel, "+81312345678", "x").await,
        Err(SendError::Gone)
    );
    let abroad = send(&channel, "+14155550100", "x").await.unwrap_err();
    assert!(
        matches!(abroad, SendError::Refused { status: 400, .. }),
        "{abroad}"
    );
    assert!(!abroad.pauses_channel() && !abroad.ends_address());
    let told = format!("{abroad} {abroad:?}");
    assert!(
        !told.contains("4155550100") && told.contains("21408"),
        "{told}"
    );
    double.assert_clean();
    assert_eq!(send(&channel, "+0", "x").await, Err(SendError::Gone));
    let mut config = config(&double);
    config.account = Some("+815099999999".to_owned());
    assert_eq!(
        send(&open(&config), PERSON, "x").await,
        Err(SendError::Forbidden)
    );
}

#[tokio::test]
async fn nobody_there_is_no_connection() {
    let double = double().await;
    let mut config = config(&double);
    config.api_base = Some("http://127.0.0.1:9".to_owned());
    assert_eq!(
        send(&open(&config), PERSON, "x").await,
        Err(SendError::Connect)
    );
}

#[tokio::test]
async fn media_are_fetched_with_credentials_at_home_and_nowhere_else() {
    let double = double().await;
    let channel = channel(&double);
    let place = |name: &str| {
        let sid = double.with(|twilio| twilio.sid.clone());
        format!("/2010-04-01/Accounts/{sid}/Messages/MM1/Media/{name}")
    };
    let path = place("ME1");
    let kept = ("image/jpeg".to_owned(), vec![7; 1_000]);
    double.with(|twilio| twilio.media.insert(path.clone(), kept));
    assert_eq!(
        channel.content(&path, 1_000).await,
        Ok(Content::Ready {
            content_type: "image/jpeg".to_owned(),
            bytes: vec![7; 1_000]
        })
    );
    assert_eq!(channel.content(&path, 999).await, Ok(Content::TooLarge));
    assert_eq!(channel.content(&place("ME2"), 999).await, Ok(Content::Gone));
    let asked = double.journal().len();
    for elsewhere in [
        "/v1/Keys",
        "@evil.example/2010-04-01/Accounts/",
        "https://evil.example/",
        "",
    ] {
        assert_eq!(
            channel.content(elsewhere, 999).await,
            Ok(Content::Gone),
            "{elsewhere}"
        );
    }
    assert_eq!(double.journal().len(), asked, "nobody was asked");
    double.assert_clean();
}

#[tokio::test]
async fn the_doctor_names_what_is_wrong_and_connecting_mends_it() {
    let double = double().await;
    let service = double.with(|twilio| twilio.service["sid"].as_str().unwrap().to_owned());
    let bad = |findings: Vec<tsunagi_channel::Finding>| -> Vec<&'static str> {
        let wrong = findings.into_iter().filter(|finding| !finding.ok);
        wrong.map(|finding| finding.what).collect()
    };
    let mut by_service = config(&double);
    by_service.account = Some(service);
    for config in [config(&double), by_service] {
        let channel = open(&config);
        assert_eq!(bad(channel.examine(Some(HOOK)).await), ["webhook"]);
        channel.connect(HOOK).await.unwrap();
        assert_eq!(bad(channel.examine(Some(HOOK)).await), Vec::<&str>::new());
        assert_eq!(
            bad(channel.examine(Some("https://other.example/x")).await),
            ["webhook"]
        );
    }
    let number = double.with(|twilio| twilio.numbers[0].clone());
    assert_eq!(
        (number.sms_url.as_str(), number.sms_method.as_str()),
        (HOOK, "POST")
    );
    let mut stranger = config(&double);
    stranger.account = Some("+81501234".to_owned());
    stranger.webhook_url = None;
    let findings = open(&stranger).examine(Some(HOOK)).await;
    assert_eq!(bad(findings), ["signature", "number"]);
    assert_eq!(
        open(&stranger).connect(HOOK).await,
        Err(SendError::Unsupported)
    );
    double.with(|twilio| twilio.account["type"] = "Trial".into());
    assert_eq!(bad(channel(&double).examine(Some(HOOK)).await), ["account"]);
    double.with(|twilio| twilio.auth_token = "another".to_owned());
    let findings = open(&stranger).examine(Some(HOOK)).await;
    assert_eq!(bad(findings), ["account"]);
    double.assert_clean();
}

#[test]
fn a_turn_travels_together_and_options_are_written_out() {
    let question = Bubble {
        choices: vec![choice("はい", "a/b/yes"), choice("いいえ", "a/b/no")],
        ..text("元気？")
    };
    assert_eq!(
        messages(vec![text("こんにちは。"), text(" "), question]),
        ["こんにちは。\n\n元気？\n・はい\n・いいえ"]
    );
    assert_eq!(messages(vec![]), Vec::<String>::new());
    assert_eq!(messages(vec![text(" \n")]), Vec::<String>::new());
    let shown = Bubble {
        media: Some(media(MediaKind::Image, "https://example.com/a.jpg", "p")),
        cards: vec![card("だい", "せつめい", vec![choice("これ", "d")])],
        ..text("みて")
    };
    assert_eq!(
        messages(vec![shown]),
        ["https://example.com/a.jpg\nみて\nだい\nせつめい\n・これ"]
    );
}

#[test]
fn a_long_turn_is_as_many_messages_as_carriers_carry() {
    let long = messages(vec![text(&"よい天気です。".repeat(200)), text("おわり。")]);
    assert_eq!(long.len(), 3);
    assert!(long.iter().all(|part| part.encode_utf16().count() <= 670));
    assert!(long[0].ends_with('。'), "cut at the end of a sentence");
    assert!(long[2].ends_with("\n\nおわり。"), "what fits travels along");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn twilio_accepts_every_turn_and_no_word_is_lost(turn in properties::turn()) {
        let parts = messages(turn.bubbles.clone());
        for part in &parts {
            prop_assert!(part.encode_utf16().count() <= 670);
            let message = fields(&[("To", PERSON), ("From", "+815012345678"), ("Body", part)]);
            prop_assert_eq!(check_twilio(&message), Ok(()));
        }
        let said = solid(&parts.concat());
        for bubble in &turn.bubbles {
            prop_assert!(said.contains(&solid(&bubble.text)));
            let cards = bubble.cards.iter().flat_map(|card| &card.choices);
            for choice in bubble.choices.iter().chain(cards) {
                prop_assert!(said.contains(&solid(&choice.label)));
            }
            for card in &bubble.cards {
                prop_assert!(said.contains(&solid(&card.title)) && said.contains(&solid(&card.text)));
            }
        }
    }
}
