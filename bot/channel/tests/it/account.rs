//! What belongs to the account rather than to a message: its tokens, its content, its own name.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{
    Channel, Content, Finding, Profile, Receipt, Route, Send, SendError, http, line,
};
use tsunagi_double::{DoubleConfig, Fault, LineDouble, WebhookTest};
use tsunagi_model::ExternalId;
use uuid::Uuid;

use crate::fixture::{GROUP, HELLO, USER, channel, channel_with, config};

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
        ("bot", "auto")
    );
}

#[tokio::test]
async fn typing_is_shown_to_single_persons_only() {
    let double = double().await;
    let line = channel(&double);
    assert_eq!(line.show_typing(&ExternalId(USER.to_owned())).await, Ok(()));
    let group = ExternalId(GROUP.to_owned());
    assert_eq!(line.show_typing(&group).await, Err(SendError::Unsupported));
    assert_eq!(double.typing(), [USER]);
    double.assert_clean();
}

#[tokio::test]
async fn a_profile_is_there_or_not_and_nothing_depends_on_it() {
    let double = double().await;
    let line = channel(&double);
    let shown = Profile {
        name: Some("ともだち".to_owned()),
        language: Some("ja".to_owned()),
    };
    let user = ExternalId(USER.to_owned());
    assert_eq!(line.profile(&user).await, Ok(shown));
    double.block(USER);
    assert_eq!(line.profile(&user).await, Ok(Profile::default()));
    let requests = double.counts().requests;
    let odd = ExternalId("../../oauth2".to_owned());
    assert_eq!(line.profile(&odd).await, Ok(Profile::default()));
    assert_eq!(
        double.counts().requests,
        requests,
        "what is no id is not asked for"
    );
    double.fail_next(1, &Fault::Status(500));
    assert!(line.profile(&user).await.is_err());
    double.assert_clean();
}

/// What was found amiss, by what was looked at.
fn amiss(found: &[Finding]) -> Vec<&'static str> {
    found
        .iter()
        .filter(|finding| !finding.ok)
        .map(|finding| finding.what)
        .collect()
}

#[tokio::test]
async fn an_account_in_order_is_found_in_order() {
    let double = LineDouble::start(DoubleConfig {
        monthly_limit: Some(200),
        ..DoubleConfig::default()
    })
    .await
    .unwrap();
    let line = channel(&double);
    let url = "https://support.example.jp/webhook/line";
    assert_eq!(line.connect(url).await, Ok(()));
    assert_eq!(double.webhook_address().as_deref(), Some(url));
    let found = line.examine(Some(url)).await;
    assert_eq!(amiss(&found), [""; 0], "{found:#?}");
    let looked: Vec<&str> = found.iter().map(|finding| finding.what).collect();
    assert_eq!(
        looked,
        [
            "token",
            "account",
            "chat mode",
            "mark as read",
            "webhook",
            "webhook test",
            "redelivery",
            "quota"
        ]
    );
    assert!(
        found[6].remedy.is_some(),
        "what LINE does not tell is a reminder"
    );
    assert!(
        found[7]
            .found
            .starts_with("0 of 200 messages used, 200 left"),
        "{found:#?}"
    );
    double.assert_clean();
}

#[tokio::test]
async fn what_is_wrong_with_an_account_is_named_with_the_thing_to_do() {
    let double = double().await;
    let line = channel(&double);
    let url = "https://support.example.jp/webhook/line";
    let remedy = |found: &[Finding], what: &str| {
        let finding = found.iter().find(|finding| finding.what == what).unwrap();
        assert!(!finding.ok, "{finding:?}");
        finding.remedy.clone().unwrap().english
    };
    let found = line.examine(Some(url)).await;
    assert!(
        remedy(&found, "webhook").contains(url),
        "no address yet: {found:#?}"
    );
    double.set_chat_mode("chat");
    double.set_webhook(Some("https://old.example.jp/webhook/line"), true);
    let found = line.examine(Some(url)).await;
    assert_eq!(amiss(&found), ["chat mode", "webhook"]);
    assert!(
        remedy(&found, "chat mode").contains("`Chat` off"),
        "{found:#?}"
    );
    double.set_chat_mode("bot");
    double.set_webhook(Some(url), false);
    double.set_monthly_limit(Some(0));
    for (reason, word) in [
        ("COULD_NOT_CONNECT", "certificate"),
        ("REQUEST_TIMEOUT", "runs"),
        ("ERROR_STATUS_CODE", "401"),
        ("UNCLASSIFIED", "detail"),
    ] {
        double.set_webhook_test(WebhookTest {
            success: false,
            status: 0,
            reason: reason.to_owned(),
            detail: "x".to_owned(),
        });
        let found = line.examine(Some(url)).await;
        assert_eq!(amiss(&found), ["webhook", "webhook test", "quota"]);
        assert!(
            remedy(&found, "webhook").contains("`Use webhook` on"),
            "{found:#?}"
        );
        assert!(
            remedy(&found, "webhook test").contains(word),
            "{reason}: {found:#?}"
        );
    }
    assert_eq!(
        amiss(
            &line
                .examine(Some("http://127.0.0.1:8080/webhook/line"))
                .await
        ),
        ["webhook", "quota"]
    );
    let mut settings = config(&double);
    settings.account = Some("U00000000000000000000000000000bad".to_owned());
    let found = channel_with(&settings, Duration::from_secs(10))
        .examine(None)
        .await;
    assert!(amiss(&found).contains(&"account"), "{found:#?}");
    double.revoke_tokens();
    let found = line.examine(Some(url)).await;
    assert_eq!((found.len(), amiss(&found)), (1, vec!["token"]));
    assert!(
        remedy(&found, "token").contains("access_token"),
        "{found:#?}"
    );
    let told = format!("{found:?}");
    assert!(
        !told.contains(&double.config().access_token)
            && !told.contains(&double.config().channel_secret)
    );
    double.assert_clean();
}
