//! Sending through Telegram, with every answer that it has, and looking at the account.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tsunagi_channel::{
    Channel, ChannelConfig, Content, Profile, Receipt, Route, Send, SendError, http,
};
use tsunagi_double::{Fault, Stage, Telegram};
use tsunagi_model::{Author, Bubble, ChannelKind, ExternalId, MediaKind, Span, Status, Turn};
use uuid::Uuid;

use crate::fixture::{media, text, turn};

pub(crate) const PERSON: &str = "3527065";
pub(crate) const SECRET: &str = "s3cret_token-1";
const HOOK: &str = "https://support.example.jp/webhook/telegram";

async fn double() -> Stage<Telegram> {
    Stage::start(Telegram::default()).await.unwrap()
}

pub(crate) fn config(double: &Stage<Telegram>) -> ChannelConfig {
    let mut config = ChannelConfig::new("telegram", ChannelKind::Telegram);
    config.secret = Some(SECRET.into());
    config.access_token = Some(double.with(|bot| bot.token.clone()).into());
    config.api_base = Some(double.base_url().to_owned());
    config
}

fn channel(double: &Stage<Telegram>) -> Arc<dyn Channel> {
    let client = http::client_with(Duration::from_millis(300)).unwrap();
    tsunagi_channel::open(&config(double), &client).unwrap()
}

async fn send(
    channel: &Arc<dyn Channel>,
    to: &str,
    route: Route<'_>,
    payload: &str,
) -> Result<Receipt, SendError> {
    let to = ExternalId(to.to_owned());
    channel
        .send(&Send {
            to: &to,
            route,
            retry_key: Uuid::from_u128(1),
            payload,
            author: Author::Flow,
            window_open: true,
        })
        .await
}

async fn say(channel: &Arc<dyn Channel>, turn: &Turn) -> Result<Receipt, SendError> {
    let payloads = channel.render(turn);
    send(channel, PERSON, Route::Push, &payloads[0].body).await
}

async fn hello(channel: &Arc<dyn Channel>) -> Result<Receipt, SendError> {
    say(channel, &turn(vec![text("こんにちは")])).await
}

#[tokio::test]
async fn a_message_is_taken_and_has_a_number() {
    let double = double().await;
    let receipt = hello(&channel(&double)).await.unwrap();
    assert_eq!(receipt.status, Status::Accepted);
    assert_eq!(receipt.platform_ids, ["1"]);
    let expected = json!({ "chat_id": 3_527_065, "text": "こんにちは", "link_preview_options": { "is_disabled": true } });
    assert_eq!(
        double.with(|bot| bot.sent.clone()),
        [("sendMessage".to_owned(), expected)]
    );
    double.assert_clean();
}

#[tokio::test]
async fn a_tap_is_answered_beside_the_words() {
    let double = double().await;
    let channel = channel(&double);
    channel.answer_tap("tap-1").await.unwrap();
    hello(&channel).await.unwrap();
    assert_eq!(double.with(|bot| bot.answered.clone()), ["tap-1"]);
    assert_eq!(double.journal().len(), 2);
    double.fail_next(1, &Fault::Status(500));
    assert!(channel.answer_tap("tap-2").await.is_err());
    // Nobody is told twice, and an old tap is no reason for anything.
    assert_eq!(double.with(|bot| bot.answered.clone()), ["tap-1"]);
    double.assert_clean();
}

#[tokio::test]
async fn every_answer_has_its_meaning_and_none_tells_the_token() {
    let double = double().await;
    let channel = channel(&double);
    let says = |status, words: &str| Fault::Says(status, words.to_owned(), None);
    for (fault, meaning) in [
        (says(401, "Unauthorized"), SendError::Unauthorized),
        (
            says(403, "Forbidden: bot was blocked by the user"),
            SendError::Blocked,
        ),
        (says(400, "Bad Request: chat not found"), SendError::Gone),
        (
            says(429, "Too Many Requests: retry after 7"),
            SendError::RateLimited {
                after: Some(Span::seconds(7)),
            },
        ),
        (
            says(500, "Internal Server Error: restart"),
            SendError::Busy { after: None },
        ),
        (
            says(502, "Bad Gateway"),
            SendError::Platform {
                status: 502,
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
        let error = hello(&channel).await.unwrap_err();
        assert_eq!(error, meaning, "{fault:?}");
        let told = format!("{error} {error:?}");
        assert!(
            !told.contains("AAHdqTcv") && !told.contains("/bot"),
            "{told}"
        );
    }
    double.fail_next(1, &Fault::Malformed);
    let receipt = hello(&channel).await.unwrap();
    assert!(receipt.platform_ids.is_empty(), "taken, without a number");
}

#[tokio::test]
async fn nobody_there_is_no_connection() {
    let mut gone = ChannelConfig::new("telegram", ChannelKind::Telegram);
    gone.secret = Some(SECRET.into());
    gone.access_token = Some("1:x".into());
    gone.api_base = Some("http://127.0.0.1:9".to_owned());
    let channel = tsunagi_channel::open(&gone, &http::client().unwrap()).unwrap();
    assert_eq!(hello(&channel).await, Err(SendError::Connect));
}

#[tokio::test]
async fn who_blocked_the_bot_or_never_began_is_told_apart() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|bot| bot.blocked.insert(3_527_065));
    assert_eq!(hello(&channel).await, Err(SendError::Blocked));
    double.with(|bot| {
        bot.blocked.clear();
        bot.started = Some([1].into());
    });
    assert_eq!(hello(&channel).await, Err(SendError::Gone));
}

#[tokio::test]
async fn a_picture_that_cannot_be_fetched_leaves_its_words_and_buttons() {
    let double = double().await;
    let channel = channel(&double);
    let url = "https://example.com/a.jpg";
    double.with(|bot| bot.unfetchable.insert(url.to_owned()));
    let shown = Bubble {
        media: Some(media(MediaKind::Image, url, "")),
        choices: vec![crate::fixture::choice("はい", "d")],
        ..text("みて")
    };
    say(&channel, &turn(vec![shown])).await.unwrap();
    let (method, body) = double.with(|bot| bot.sent[0].clone());
    assert_eq!(method, "sendMessage");
    assert_eq!(body["text"], format!("みて\n{url}"));
    assert_eq!(
        body["reply_markup"]["inline_keyboard"][0][0]["callback_data"],
        "d"
    );
    double.assert_clean();
}

#[tokio::test]
async fn a_group_is_followed_to_its_new_number_and_a_business_chat_named() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|bot| bot.migrated.insert(-5, -1_001));
    let payload = channel.render(&turn(vec![text("みんな")])).remove(0).body;
    send(&channel, "-5", Route::Push, &payload).await.unwrap();
    send(&channel, "3527065@cM", Route::Push, &payload)
        .await
        .unwrap();
    let sent: Vec<Value> =
        double.with(|bot| bot.sent.iter().map(|(_, body)| body.clone()).collect());
    assert_eq!(sent[0]["chat_id"], -1_001);
    assert_eq!(sent[1]["chat_id"], 3_527_065);
    assert_eq!(sent[1]["business_connection_id"], "cM");
    double.assert_clean();
}

#[tokio::test]
async fn typing_and_profile() {
    let double = double().await;
    let channel = channel(&double);
    let person = ExternalId(PERSON.to_owned());
    assert_eq!(channel.show_typing(&person).await, Ok(()));
    assert_eq!(
        channel.profile(&person).await,
        Ok(Profile {
            name: Some("さくら 山田".to_owned()),
            language: None
        })
    );
    assert_eq!(
        channel.mark_as_read(&person, "x").await,
        Err(SendError::Unsupported)
    );
    double.assert_clean();
}

#[tokio::test]
async fn what_a_person_sent_is_fetched_in_two_steps() {
    let double = double().await;
    let channel = channel(&double);
    double.with(|bot| {
        let mut keep = |id: &str, path: &str, bytes: usize| {
            bot.files
                .insert(id.to_owned(), (path.to_owned(), vec![7; bytes]))
        };
        keep("photo", "photos/file_1.jpg", 1_000);
        keep("voice", "voice/file_2.oga", 10);
        keep("odd", "thing/file_3", 10);
        keep("large", "videos/file_4.mp4", 21 * 1024 * 1024);
        keep("escape", "../../../etc/passwd", 10);
        keep("root", "/etc/passwd", 10);
    });
    let ready = |kind: &str, bytes| {
        Ok(Content::Ready {
            content_type: kind.to_owned(),
            bytes: vec![7; bytes],
        })
    };
    for (id, limit, expected) in [
        ("photo", 1_000, ready("image/jpeg", 1_000)),
        ("photo", 999, Ok(Content::TooLarge)),
        ("voice", 1_000, ready("audio/ogg", 10)),
        ("odd", 1_000, ready("application/octet-stream", 10)),
        ("large", usize::MAX, Ok(Content::TooLarge)),
        ("escape", 1_000, Ok(Content::Gone)),
        ("root", 1_000, Ok(Content::Gone)),
        ("unknown", 1_000, Ok(Content::Gone)),
    ] {
        assert_eq!(channel.content(id, limit).await, expected, "{id}");
    }
    double.fail_next(1, &Fault::Status(500));
    assert!(channel.content("photo", 1_000).await.is_err());
    double.assert_clean();
}

#[tokio::test]
async fn the_doctor_names_what_is_wrong_and_connecting_mends_it() {
    let double = double().await;
    let channel = channel(&double);
    let bad = |findings: &[tsunagi_channel::Finding]| -> Vec<&'static str> {
        let wrong = findings.iter().filter(|finding| !finding.ok);
        wrong.map(|finding| finding.what).collect()
    };
    let findings = channel.examine(Some(HOOK)).await;
    assert_eq!(bad(&findings), ["webhook", "updates"]);
    assert!(findings[0].found.contains("@tsunagi_bot"));
    channel.connect(HOOK).await.unwrap();
    assert_eq!(bad(&channel.examine(Some(HOOK)).await), Vec::<&str>::new());
    let (method, body) = double.with(|bot| bot.sent[0].clone());
    assert_eq!(
        (method.as_str(), &body["secret_token"]),
        ("setWebhook", &SECRET.into())
    );
    assert_eq!(
        bad(&channel
            .examine(Some("https://elsewhere.example/webhook/telegram"))
            .await),
        ["webhook"]
    );
    double.with(|bot| {
        bot.webhook["pending_update_count"] = 3.into();
        bot.webhook["last_error_message"] =
            "Wrong response from the webhook: 401 Unauthorized".into();
    });
    let findings = channel.examine(Some(HOOK)).await;
    assert_eq!(bad(&findings), ["delivery"]);
    assert!(findings.last().unwrap().found.contains("401"));
    double.with(|bot| bot.token = "another".to_owned());
    assert_eq!(bad(&channel.examine(Some(HOOK)).await), ["token"]);
}

#[tokio::test]
async fn an_address_without_https_is_not_taken_by_telegram() {
    let double = double().await;
    let channel = channel(&double);
    let error = channel.connect("http://127.0.0.1:8080/webhook/t").await;
    assert!(matches!(error, Err(SendError::Refused { status: 400, .. })));
}
