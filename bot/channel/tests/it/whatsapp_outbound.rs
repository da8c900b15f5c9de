//! Sending over WhatsApp, with every answer that Meta has; media, marks, and the account.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, Content, Receipt, Route, Send, SendError};
use tsunagi_double::{Fault, WhatsAppDouble};
use tsunagi_model::{Author, Bubble, ExternalId, Span, Status, TestClock};
use uuid::Uuid;

use crate::fixture::{choice, text, turn};
use crate::whatsapp::{AT, HIDDEN, PERSON, config, double, double_with, open};

const HELLO: &str = r#"{"type":"text","text":{"body":"こんにちは","preview_url":false}}"#;

async fn say(channel: &dyn Channel, to: &str, payload: &str) -> Result<Receipt, SendError> {
    send(channel, to, payload, true).await
}

async fn send(
    channel: &dyn Channel,
    to: &str,
    payload: &str,
    window_open: bool,
) -> Result<Receipt, SendError> {
    let to = ExternalId(to.to_owned());
    channel
        .send(&Send {
            to: &to,
            route: Route::Push,
            retry_key: Uuid::from_u128(7),
            payload,
            author: Author::Flow,
            window_open,
        })
        .await
}

fn channel(double: &WhatsAppDouble) -> Arc<dyn Channel> {
    open(&config(double.base_url()))
}

#[tokio::test]
async fn a_message_carries_its_key_and_finds_people_by_number_and_by_id() {
    let double = double().await;
    let channel = channel(&double);
    for (person, field) in [(PERSON, "to"), (HIDDEN, "recipient")] {
        double.with(|meta| meta.wrote(person));
        let receipt = say(&*channel, person, HELLO).await.unwrap();
        assert_eq!(
            (receipt.status, receipt.platform_ids.len()),
            (Status::Accepted, 1)
        );
        let seen = double.with(|meta| meta.seen_by(person));
        assert_eq!(seen.len(), 1);
        assert_eq!(seen[0][field], person);
        assert_eq!(
            seen[0]["biz_opaque_callback_data"],
            Uuid::from_u128(7).to_string()
        );
        assert_eq!(seen[0]["text"]["body"], "こんにちは");
    }
    let exchange = double.journal().remove(0);
    assert_eq!(exchange.path, "/v25.0/106540352242922/messages");
    assert_eq!(say(&*channel, "nobody", HELLO).await, Err(SendError::Gone));
    assert_eq!(
        double.journal().len(),
        2,
        "an id that can be nobody's is not asked for"
    );
    double.assert_clean();
}

#[tokio::test]
async fn outside_the_window_only_the_template_goes() {
    let clock = TestClock::at(AT);
    let double = double_with(|meta| {
        meta.clock = Arc::new(clock.clone());
        meta.templates = vec![(
            "renraku".to_owned(),
            "ja".to_owned(),
            true,
            "お知らせです。\n{{1}}\nお返事をお待ちしています。".to_owned(),
        )];
    })
    .await;
    let mut settings = config(double.base_url());
    settings.template = Some("renraku".to_owned());
    let channel = open(&settings);
    double.with(|meta| meta.wrote(PERSON));
    assert!(say(&*channel, PERSON, HELLO).await.is_ok());
    clock.advance(Span::hours(25));
    let requests = double.journal().len();
    let closed = send(&*channel, PERSON, HELLO, false).await;
    assert_eq!(closed, Err(SendError::WindowClosed));
    assert_eq!(
        double.journal().len(),
        requests,
        "what is known is not asked"
    );
    // Meta's own record counts when ours is wrong.
    assert_eq!(
        say(&*channel, PERSON, HELLO).await,
        Err(SendError::WindowClosed)
    );
    let asked = turn(vec![
        text("こんにちは。\n\nげんき？"),
        Bubble {
            text: "えらんでね".to_owned(),
            choices: vec![choice("はい", "y"), choice("いいえ", "n")],
            ..Bubble::default()
        },
    ]);
    let payloads = channel.render_outside_window(&asked, "ja-easy").unwrap();
    assert_eq!(payloads.len(), 1);
    assert_eq!(payloads[0].bubbles, 0..2);
    assert!(
        send(&*channel, PERSON, &payloads[0].body, false)
            .await
            .is_ok()
    );
    let seen = double.with(|meta| meta.seen_by(PERSON)).pop().unwrap();
    assert_eq!(
        seen["template"]["components"][0]["parameters"][0]["text"],
        "こんにちは。 げんき？ えらんでね ・はい ・いいえ"
    );
    double.assert_clean();
    assert!(
        open(&config(double.base_url()))
            .render_outside_window(&asked, "ja")
            .is_none()
    );
}

#[tokio::test]
async fn every_refusal_is_told_apart_and_none_is_tried_again_by_itself() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|meta| meta.wrote(PERSON));
    let says = |status, code: &str, after| Fault::Says(status, code.to_owned(), after);
    let after = Some(Span::seconds(3));
    let table = [
        (says(401, "190", None), SendError::Unauthorized),
        (Fault::Status(403), SendError::Forbidden),
        (says(400, "131031", None), SendError::Forbidden),
        (Fault::Status(429), SendError::RateLimited { after: None }),
        (
            says(400, "80007", Some(3)),
            SendError::RateLimited { after },
        ),
        (
            says(400, "131056", None),
            SendError::TooManyToUser {
                after: Some(Span::seconds(6)),
            },
        ),
        (says(400, "131047", None), SendError::WindowClosed),
        (says(400, "131026", None), SendError::Gone),
        (says(400, "131050", None), SendError::Blocked),
        (says(500, "131000", Some(3)), SendError::Busy { after }),
        (
            Fault::Status(500),
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
        (
            says(503, "maintenance", Some(3)),
            SendError::Platform { status: 503, after },
        ),
        (Fault::DropAfterReading, SendError::Broken),
    ];
    let count = table.len();
    for (fault, error) in table {
        double.fail_next(1, &fault);
        assert_eq!(say(&*channel, PERSON, HELLO).await, Err(error), "{fault:?}");
    }
    assert!(double.with(|meta| meta.seen_by(PERSON)).is_empty());
    // A request that was dropped is not in the journal.
    assert_eq!(double.journal().len(), count - 1);
    double.fail_next(1, &says(400, "132000", None));
    let error = say(&*channel, PERSON, HELLO).await.unwrap_err();
    assert!(
        matches!(error, SendError::Refused { status: 400, .. }),
        "{error:?}"
    );
    double.fail_next(1, &Fault::Malformed);
    assert!(
        say(&*channel, PERSON, HELLO)
            .await
            .unwrap()
            .platform_ids
            .is_empty()
    );
    double.fail_next(1, &Fault::Hang(Duration::from_secs(30)));
    assert_eq!(say(&*channel, PERSON, HELLO).await, Err(SendError::Timeout));
}

#[tokio::test]
async fn who_is_not_there_and_who_hears_too_much_is_told() {
    let clock = TestClock::at(AT);
    let double = double_with(|meta| {
        meta.clock = Arc::new(clock.clone());
        meta.keeps_pace = true;
    })
    .await;
    let channel = channel(&double);
    double.with(|meta| {
        meta.wrote(PERSON);
        meta.wrote(HIDDEN);
        meta.forget(HIDDEN);
    });
    assert_eq!(say(&*channel, HIDDEN, HELLO).await, Err(SendError::Gone));
    let mut taken = 0;
    while say(&*channel, PERSON, HELLO).await.is_ok() {
        taken += 1;
    }
    assert_eq!(taken, 45, "what is lent at once");
    assert_eq!(
        say(&*channel, PERSON, HELLO).await,
        Err(SendError::TooManyToUser {
            after: Some(Span::seconds(6))
        })
    );
    clock.advance(Span::seconds(6));
    assert!(say(&*channel, PERSON, HELLO).await.is_ok());
}

#[tokio::test]
async fn secrets_and_people_stay_out_of_errors() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|meta| meta.wrote(PERSON));
    double.fail_next(1, &Fault::Says(400, format!("bad number {PERSON}"), None));
    let error = say(&*channel, PERSON, HELLO).await.unwrap_err();
    let told = format!("{error} {error:?}");
    assert!(
        told.contains("bad number") && !told.contains(PERSON),
        "{told}"
    );
    let error = say(&*channel, PERSON, r#"{"type":"text","text":{"body":""}}"#)
        .await
        .unwrap_err();
    assert!(error.to_string().contains("text.body"), "{error}");
    assert_eq!(double.refusals().len(), 1);
}

#[tokio::test]
async fn a_chat_is_marked_as_read() {
    let double = double().await;
    let channel = channel(&double);
    let to = ExternalId(PERSON.to_owned());
    assert_eq!(channel.mark_as_read(&to, "wamid.1").await, Ok(()));
    assert_eq!(double.with(|meta| meta.marked_read.clone()), ["wamid.1"]);
    double.assert_clean();
    assert_eq!(channel.show_typing(&to).await, Err(SendError::Unsupported));
}

#[tokio::test]
async fn content_is_fetched_bounded_and_only_from_meta() {
    let double = double().await;
    let channel = channel(&double);
    let picture = tsunagi_double::Content::Ready("image/jpeg".to_owned(), vec![0xff; 1_000]);
    double.with(|meta| meta.set_content("900", picture));
    let ready = Content::Ready {
        content_type: "image/jpeg".to_owned(),
        bytes: vec![0xff; 1_000],
    };
    assert_eq!(channel.content("900", 1_000).await, Ok(ready));
    assert_eq!(channel.content("900", 999).await, Ok(Content::TooLarge));
    assert_eq!(channel.content("901", 1_000).await, Ok(Content::Gone));
    let requests = double.journal().len();
    for strange in ["", "../900", "900?x=1", "9 0"] {
        assert_eq!(channel.content(strange, 1_000).await, Ok(Content::Gone));
    }
    assert_eq!(
        double.journal().len(),
        requests,
        "what is no id is not asked for"
    );
    double.assert_clean();
    // Somebody else's server does not get to see our token.
    let stranger = self::double().await;
    for address in [
        format!("{}/media/0/900", stranger.base_url()),
        "http://169.254.169.254/latest/meta-data".to_owned(),
        "file:///etc/passwd".to_owned(),
        "https://lookaside.fbsbx.com.example.com/x".to_owned(),
        "http://lookaside.fbsbx.com/x".to_owned(),
    ] {
        double.with(|meta| meta.media_address = Some(address.clone()));
        let end = channel.content("900", 1_000).await;
        assert!(
            matches!(end, Err(SendError::Refused { .. })),
            "{address} {end:?}"
        );
    }
    assert!(stranger.journal().is_empty());
}

#[tokio::test]
async fn an_address_that_expired_is_asked_for_once_more() {
    let double = double().await;
    let channel = channel(&double);
    let picture = tsunagi_double::Content::Ready("image/jpeg".to_owned(), vec![1; 10]);
    double.with(|meta| {
        meta.set_content("900", picture);
        meta.media_address = Some(format!("{}/media/9/900", double_base(&double)));
    });
    assert_eq!(channel.content("900", 100).await, Ok(Content::Gone));
    assert_eq!(double.journal().len(), 4, "asked twice, then given up");
}

fn double_base(double: &WhatsAppDouble) -> String {
    double.base_url().to_owned()
}

#[tokio::test]
async fn the_account_is_looked_at() {
    let double = double().await;
    let mut settings = config(double.base_url());
    settings.template = Some("renraku".to_owned());
    let channel = open(&settings);
    let address = "https://support.example.jp/webhook/wa";
    let wrong = |findings: Vec<tsunagi_channel::Finding>| -> Vec<&'static str> {
        findings
            .into_iter()
            .filter(|finding| !finding.ok)
            .map(|finding| finding.what)
            .collect()
    };
    assert_eq!(
        wrong(channel.examine(Some(address)).await),
        ["webhook", "template"]
    );
    assert_eq!(channel.connect(address).await, Ok(()));
    for (body, is_approved, problems) in [
        ("お知らせ {{1}} です", true, vec![]),
        ("お知らせ {{1}} です", false, vec!["template"]),
        ("お知らせ {{1}} {{2}} です", true, vec!["template"]),
    ] {
        let template = (
            "renraku".to_owned(),
            "ja".to_owned(),
            is_approved,
            body.to_owned(),
        );
        double.with(|meta| meta.templates = vec![template]);
        assert_eq!(
            wrong(channel.examine(Some(address)).await),
            problems,
            "{body}"
        );
    }
    assert_eq!(
        wrong(channel.examine(Some("https://elsewhere.example.jp")).await),
        ["webhook", "template"]
    );
    double.assert_clean();
    double.fail_next(1, &Fault::Status(401));
    let findings = channel.examine(None).await;
    assert_eq!(
        (findings.len(), findings[0].what, findings[0].ok),
        (1, "token", false)
    );
    assert!(findings[0].remedy.is_some());
}

#[tokio::test]
async fn a_long_turn_arrives_whole_and_in_order() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|meta| meta.wrote(PERSON));
    let bubbles = vec![
        text("一つめ"),
        text(&"よい天気。".repeat(1_500)),
        Bubble {
            text: "どれ？".to_owned(),
            choices: (0..12)
                .map(|n| choice(&format!("{n}ばん"), &n.to_string()))
                .collect(),
            ..Bubble::default()
        },
    ];
    for payload in channel.render(&turn(bubbles)) {
        say(&*channel, PERSON, &payload.body).await.unwrap();
    }
    let said: Vec<String> = double
        .with(|meta| meta.seen_by(PERSON))
        .iter()
        .map(|message| {
            message["text"]["body"]
                .as_str()
                .unwrap_or_default()
                .to_owned()
        })
        .collect();
    assert_eq!(said.len(), 5);
    assert_eq!(said[0], "一つめ");
    assert_eq!(said[1..3].concat(), "よい天気。".repeat(1_500));
    assert!(said[4].starts_with("・0ばん\n") && said[4].ends_with("・11ばん"));
    double.assert_clean();
}

#[test]
fn a_channel_without_its_settings_does_not_open() {
    let http = tsunagi_channel::http::client().unwrap();
    for field in ["secret", "access_token", "account"] {
        let mut settings = config("http://127.0.0.1:9");
        match field {
            "secret" => settings.secret = None,
            "access_token" => settings.access_token = None,
            _ => settings.account = None,
        }
        let error = tsunagi_channel::open(&settings, &http).err().unwrap();
        assert!(error.to_string().contains(field), "{error}");
    }
}
