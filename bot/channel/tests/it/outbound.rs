//! Sending, with every answer that LINE has.

use std::sync::Arc;
use std::time::Duration;

use serde_json::Value;
use tsunagi_channel::{Channel, Quota, Receipt, Route, Send, SendError};
use tsunagi_double::{DoubleConfig, Fault, LineDouble, Odds};
use tsunagi_model::{ExternalId, Span, Status, TestClock, Timestamp};
use uuid::Uuid;

use crate::fixture::{GROUP, HELLO, OTHER, USER, channel, channel_with, config, text, turn};

const SHORT: Duration = Duration::from_millis(300);

async fn double() -> LineDouble {
    LineDouble::start(DoubleConfig::default()).await.unwrap()
}

async fn send(
    channel: &Arc<dyn Channel>,
    to: &str,
    route: Route<'_>,
    key: u128,
) -> Result<Receipt, SendError> {
    let to = ExternalId(to.to_owned());
    channel
        .send(&Send {
            to: &to,
            route,
            retry_key: Uuid::from_u128(key),
            payload: HELLO,
            author: tsunagi_model::Author::Flow,
            window_open: true,
        })
        .await
}

async fn push(channel: &Arc<dyn Channel>, key: u128) -> Result<Receipt, SendError> {
    send(channel, USER, Route::Push, key).await
}

#[tokio::test]
async fn a_reply_arrives_once_and_is_not_keyed() {
    let double = double().await;
    let line = channel(&double);
    let webhook = double.webhook().text(USER, "もしもし").build();
    let token = line
        .read(&line.split(&webhook.body).unwrap()[0].raw)
        .reply_token
        .unwrap();
    let receipt = send(&line, USER, Route::Reply(&token), 1).await.unwrap();
    assert_eq!(receipt.status, Status::Accepted);
    assert_eq!(receipt.platform_ids, double.deliveries()[0].ids);
    assert!(receipt.request_id.is_some());
    assert_eq!(
        double.delivered_to(USER),
        [serde_json::json!({ "type": "text", "text": "こんにちは" })]
    );
    assert_eq!(double.journal()[0].header("x-line-retry-key"), None);
    assert_eq!(
        send(&line, USER, Route::Reply(&token), 1).await,
        Err(SendError::InvalidReplyToken)
    );
    assert_eq!(double.counts().messages, 1);
    double.assert_clean();
}

#[tokio::test]
async fn a_reply_token_ends_after_a_minute_of_lines_clock() {
    let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
    let double = LineDouble::start(DoubleConfig {
        clock: Arc::new(clock.clone()),
        ..DoubleConfig::default()
    })
    .await
    .unwrap();
    let line = channel(&double);
    let (early, late) = (
        double.issue_reply_token(USER),
        double.issue_reply_token(USER),
    );
    clock.advance(Span::seconds(60));
    assert!(send(&line, USER, Route::Reply(&early), 1).await.is_ok());
    clock.advance(Span::seconds(1));
    assert_eq!(
        send(&line, USER, Route::Reply(&late), 2).await,
        Err(SendError::InvalidReplyToken)
    );
    assert_eq!(
        send(&line, USER, Route::Reply("never given"), 3).await,
        Err(SendError::InvalidReplyToken)
    );
}

#[tokio::test]
async fn a_reply_to_a_group_reaches_the_group() {
    let double = double().await;
    let line = channel(&double);
    let token = double.issue_reply_token(GROUP);
    send(&line, GROUP, Route::Reply(&token), 1).await.unwrap();
    assert_eq!(double.delivered_to(GROUP).len(), 1);
    assert!(double.delivered_to(USER).is_empty());
}

#[tokio::test]
async fn a_push_tried_again_with_its_key_is_said_once() {
    let double = double().await;
    let line = channel(&double);
    let first = push(&line, 7).await.unwrap();
    let second = push(&line, 7).await.unwrap();
    assert_eq!(first, second, "the second receipt is the first one's");
    assert_eq!(double.counts().messages, 1);
    assert_eq!(
        double.journal()[0].header("x-line-retry-key"),
        Some(Uuid::from_u128(7).to_string().as_str())
    );
    push(&line, 8).await.unwrap();
    assert_eq!(double.counts().messages, 2);
    double.assert_clean();
}

#[tokio::test]
async fn every_refusal_is_told_apart() {
    let double = double().await;
    let line = channel(&double);
    let says = |status, message: &str, after| Fault::Says(status, message.to_owned(), after);
    for (fault, error) in [
        (
            says(
                429,
                "The API rate limit has been exceeded. Try again later.",
                Some(3),
            ),
            SendError::RateLimited {
                after: Some(Span::seconds(3)),
            },
        ),
        (Fault::Status(429), SendError::RateLimited { after: None }),
        (
            says(429, "You have reached your monthly limit.", None),
            SendError::QuotaExceeded,
        ),
        (
            Fault::Status(500),
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
        (
            says(503, "", Some(60)),
            SendError::Platform {
                status: 503,
                after: Some(Span::seconds(60)),
            },
        ),
        (Fault::Status(403), SendError::Forbidden),
        (Fault::Status(401), SendError::Unauthorized),
        (
            says(400, "Bad", None),
            SendError::Refused {
                status: 400,
                detail: "Bad".to_owned(),
            },
        ),
        (
            says(307, "", None),
            SendError::Refused {
                status: 307,
                detail: String::new(),
            },
        ),
        (Fault::DropAfterReading, SendError::Broken),
    ] {
        double.fail_next(1, &fault);
        assert_eq!(push(&line, 1).await, Err(error), "{fault:?}");
    }
    assert_eq!(double.counts().messages, 0);
    assert_eq!(
        double.counts().requests,
        10,
        "no refusal is tried again by itself"
    );
}

#[tokio::test]
async fn lines_own_limits_are_told_apart() {
    let double = double().await;
    let line = channel(&double);
    double.forget(OTHER);
    assert_eq!(
        send(&line, OTHER, Route::Push, 1).await,
        Err(SendError::Gone)
    );
    assert_eq!(
        send(&line, "nobody", Route::Push, 2).await,
        Err(SendError::Gone)
    );
    double.set_monthly_limit(Some(1));
    push(&line, 3).await.unwrap();
    assert_eq!(push(&line, 4).await, Err(SendError::QuotaExceeded));
    let token = double.issue_reply_token(USER);
    assert!(
        send(&line, USER, Route::Reply(&token), 5).await.is_ok(),
        "replies are free"
    );
    assert_eq!(
        line.quota().await,
        Ok(Quota {
            limit: Some(1),
            used: 1
        })
    );
    double.set_monthly_limit(None);
    assert_eq!(
        line.quota().await,
        Ok(Quota {
            limit: None,
            used: 1
        })
    );
    double.block(USER);
    assert!(push(&line, 6).await.is_ok(), "a block is not told");
    assert_eq!(double.counts().unseen, 1);
}

#[tokio::test]
async fn rate_and_single_recipient_limits_are_told_apart() {
    let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
    let settings = DoubleConfig {
        clock: Arc::new(clock.clone()),
        per_user_per_minute: Some(2),
        requests_per_second: Some(4),
        ..DoubleConfig::default()
    };
    let double = LineDouble::start(settings).await.unwrap();
    let line = channel(&double);
    assert!(push(&line, 1).await.is_ok());
    assert!(push(&line, 2).await.is_ok());
    assert_eq!(
        push(&line, 3).await,
        Err(SendError::TooManyToUser { after: None })
    );
    assert!(send(&line, OTHER, Route::Push, 4).await.is_ok());
    assert_eq!(
        send(&line, OTHER, Route::Push, 5).await,
        Err(SendError::RateLimited {
            after: Some(Span::seconds(1))
        })
    );
    clock.advance(Span::seconds(1));
    assert!(send(&line, OTHER, Route::Push, 5).await.is_ok());
}

#[tokio::test]
async fn an_unsure_end_is_followed_by_the_same_key() {
    let double = double().await;
    let line = channel_with(&config(&double), SHORT);
    for (key, fault, error) in [
        (1, Fault::Hang(Duration::from_secs(30)), SendError::Timeout),
        (2, Fault::DropAfterActing, SendError::Broken),
        (
            3,
            Fault::FailAfterActing,
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
    ] {
        double.fail_next(1, &fault);
        let end = push(&line, key).await.unwrap_err();
        assert_eq!(end, error);
        assert!(end.may_have_arrived() && end.is_retryable(), "{fault:?}");
        let receipt = push(&line, key).await.unwrap();
        assert_eq!(
            receipt.platform_ids,
            double.deliveries().last().unwrap().ids,
            "{fault:?}"
        );
    }
    assert_eq!(double.counts().messages, 3);
    assert_eq!(double.counts().repeated, 3);
}

#[tokio::test]
async fn an_answer_that_breaks_off_was_still_a_yes() {
    let double = double().await;
    let line = channel(&double);
    double.fail_next(1, &Fault::Malformed);
    let receipt = push(&line, 1).await.unwrap();
    assert_eq!(
        (receipt.status, receipt.platform_ids.len()),
        (Status::Accepted, 0)
    );
}

#[tokio::test]
async fn nobody_there_is_told_from_no_answer() {
    let double = double().await;
    let settings = config(&double);
    let address = double.address();
    drop(double);
    // The port is free once nothing accepts on it any more.
    while tokio::net::TcpStream::connect(address).await.is_ok() {
        tokio::task::yield_now().await;
    }
    let line = channel_with(&settings, Duration::from_secs(5));
    let end = push(&line, 1).await.unwrap_err();
    assert_eq!(end, SendError::Connect);
    assert!(!end.may_have_arrived() && end.is_retryable());
}

#[tokio::test]
async fn a_long_turn_arrives_whole_and_in_order() {
    let double = double().await;
    let line = channel(&double);
    let bubbles = (1..=7).map(|n| text(&format!("{n}つめ"))).collect();
    for (index, payload) in line.render(&turn(bubbles)).iter().enumerate() {
        let to = ExternalId(USER.to_owned());
        let key = Uuid::from_u128(index as u128);
        line.send(&Send {
            to: &to,
            route: Route::Push,
            retry_key: key,
            payload: &payload.body,
            author: tsunagi_model::Author::Flow,
            window_open: true,
        })
        .await
        .unwrap();
    }
    let seen: Vec<String> = double
        .delivered_to(USER)
        .iter()
        .map(|message| message["text"].as_str().unwrap_or_default().to_owned())
        .collect();
    assert_eq!(
        seen,
        [
            "1つめ", "2つめ", "3つめ", "4つめ", "5つめ", "6つめ", "7つめ"
        ]
    );
    double.assert_clean();
}

#[tokio::test]
async fn with_bad_odds_every_message_arrives_exactly_once() {
    let odds = Odds {
        p429: 0.2,
        p500: 0.2,
        dropped: 0.2,
        seed: 3,
        ..Odds::default()
    };
    let double = LineDouble::start(DoubleConfig {
        odds,
        ..DoubleConfig::default()
    })
    .await
    .unwrap();
    let line = channel(&double);
    for key in 0..100 {
        let mut end = push(&line, key).await;
        while let Err(error) = end {
            assert!(error.is_retryable(), "{error:?}");
            end = push(&line, key).await;
        }
    }
    assert_eq!(double.counts().messages, 100);
    assert!(double.counts().faults > 50, "{:?}", double.counts());
    double.assert_clean();
}

#[tokio::test]
async fn secrets_and_people_stay_out_of_errors() {
    let double = double().await;
    let line = channel(&double);
    let to = ExternalId(USER.to_owned());
    let bad = Send {
        to: &to,
        route: Route::Push,
        retry_key: Uuid::nil(),
        payload: r#"[{"type":"text","text":""}]"#,
        author: tsunagi_model::Author::Flow,
        window_open: true,
    };
    let error = line.send(&bad).await.unwrap_err();
    let told = format!("{error} {error:?} {bad:?}");
    assert!(told.contains("messages[0].text"), "{told}");
    assert!(
        !told.contains(USER) && !told.contains(&double.config().access_token),
        "{told}"
    );
    assert_eq!(double.refusals().len(), 1);
    let route = format!("{:?}", Route::Reply("secret-token"));
    assert!(!route.contains("secret-token"), "{route}");
}

#[tokio::test]
async fn what_arrives_can_be_waited_for() {
    let double = double().await;
    let line = channel(&double);
    let (seen, sent): (Vec<Value>, _) = tokio::join!(double.wait_for(USER, 1), push(&line, 1));
    assert!(sent.is_ok());
    assert_eq!(seen.len(), 1);
}
