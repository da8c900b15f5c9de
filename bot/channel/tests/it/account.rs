//! What belongs to the account rather than to a message: its tokens, its content, its own name.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, Content, Receipt, Route, Send, SendError, http, line};
use tsunagi_double::{DoubleConfig, Fault, LineDouble};
use tsunagi_model::ExternalId;
use uuid::Uuid;

use crate::fixture::{HELLO, USER, channel, channel_with, config};

async fn double() -> LineDouble {
    LineDouble::start(DoubleConfig::default()).await.unwrap()
}

async fn push(channel: &Arc<dyn Channel>, key: u128) -> Result<Receipt, SendError> {
    let to = ExternalId(USER.to_owned());
    channel
        .send(&Send {
            to: &to,
            route: Route::Push,
            retry_key: Uuid::from_u128(key),
            payload: HELLO,
            author: tsunagi_model::Author::Flow,
            window_open: true,
        })
        .await
}

#[tokio::test]
async fn a_revoked_token_is_not_tried_again() {
    let double = double().await;
    let line = channel(&double);
    double.revoke_tokens();
    assert_eq!(push(&line, 1).await, Err(SendError::Unauthorized));
    assert_eq!(double.counts().requests, 1);
}

#[tokio::test]
async fn short_lived_tokens_are_asked_for_once_and_anew_when_refused() {
    let double = double().await;
    let mut settings = config(&double);
    settings.access_token = None;
    settings.channel_id = Some(double.config().channel_id);
    let line = channel_with(&settings, Duration::from_secs(10));
    let (a, b, c) = tokio::join!(push(&line, 1), push(&line, 2), push(&line, 3));
    assert!(a.is_ok() && b.is_ok() && c.is_ok());
    let asked = || {
        double
            .journal()
            .iter()
            .filter(|exchange| exchange.path == "/oauth2/v3/token")
            .count()
    };
    assert_eq!(asked(), 1);
    double.revoke_tokens();
    assert!(push(&line, 4).await.is_ok());
    assert_eq!(asked(), 2);
    assert_eq!(double.counts().messages, 4);
    double.assert_clean();
    // Refused twice in a row: told, not tried for ever.
    double.fail_next(1, &Fault::Status(401));
    double.fail_next(1, &Fault::Malformed);
    assert_eq!(push(&line, 5).await, Err(SendError::NoToken));
}

#[tokio::test]
async fn a_wrong_channel_id_is_no_token_ever() {
    let double = double().await;
    let mut settings = config(&double);
    settings.access_token = None;
    settings.channel_id = Some("1".to_owned());
    let line = channel_with(&settings, Duration::from_secs(10));
    assert_eq!(push(&line, 1).await, Err(SendError::Unauthorized));
    assert_eq!(double.counts().requests, 1);
}

#[tokio::test]
async fn content_is_fetched_bounded_and_waited_for() {
    let double = double().await;
    let line = channel(&double);
    let picture = tsunagi_double::Content::Ready("image/jpeg".to_owned(), vec![0xff; 1_000]);
    double.set_content("1", picture);
    double.set_content("2", tsunagi_double::Content::Preparing);
    double.set_content("3", tsunagi_double::Content::Gone);
    let ready = Content::Ready {
        content_type: "image/jpeg".to_owned(),
        bytes: vec![0xff; 1_000],
    };
    assert_eq!(line.content("1", 1_000).await, Ok(ready));
    assert_eq!(line.content("1", 999).await, Ok(Content::TooLarge));
    assert_eq!(line.content("2", 1_000).await, Ok(Content::NotYet));
    assert_eq!(line.content("3", 1_000).await, Ok(Content::Gone));
    assert_eq!(line.content("4", 1_000).await, Ok(Content::Gone));
    let requests = double.counts().requests;
    assert_eq!(line.content("../../oauth2", 1_000).await, Ok(Content::Gone));
    assert_eq!(
        double.counts().requests,
        requests,
        "what is no id is not asked for"
    );
    double.fail_next(1, &Fault::Status(500));
    assert_eq!(
        line.content("1", 1_000).await,
        Err(SendError::Platform {
            status: 500,
            after: None
        })
    );
}

#[tokio::test]
async fn a_chat_is_marked_as_read() {
    let double = double().await;
    let line = channel(&double);
    assert_eq!(
        line.mark_as_read(&tsunagi_model::ExternalId(USER.to_owned()), "read-1")
            .await,
        Ok(())
    );
    assert_eq!(double.marked_read(), ["read-1"]);
    double.assert_clean();
}

#[tokio::test]
async fn the_account_is_known_by_its_token() {
    let double = double().await;
    let line = line::Line::open(&config(&double), &http::client().unwrap()).unwrap();
    let info = line.bot_info().await.unwrap();
    assert_eq!(info.user_id, double.config().bot_user_id);
    assert_eq!(
        (info.chat_mode.as_str(), info.mark_as_read_mode.as_str()),
        ("chat", "manual")
    );
}
