//! Sending by Meta's Send API, with every answer that it has.

use std::sync::Arc;
use std::time::Duration;

use serde_json::{Value, json};
use tsunagi_channel::{Channel, Receipt, Route, Send, SendError};
use tsunagi_double::{Fault, MetaSide, SendApi, Stage};
use tsunagi_model::{Author, ExternalId, Span, Status};
use uuid::Uuid;

use crate::messenger::{OTHER, PAGE, PERSON, SIDES, channel, clock, config, double, open};

const HELLO: &str = r#"{"text":"こんにちは"}"#;

async fn send(
    channel: &Arc<dyn Channel>,
    to: &str,
    author: Author,
    window_open: bool,
) -> Result<Receipt, SendError> {
    channel
        .send(&Send {
            to: &ExternalId(to.to_owned()),
            route: Route::Push,
            retry_key: Uuid::from_u128(7),
            payload: HELLO,
            author,
            window_open,
        })
        .await
}

async fn say(channel: &Arc<dyn Channel>) -> Result<Receipt, SendError> {
    send(channel, PERSON, Author::Flow, true).await
}

fn body(double: &Stage<SendApi>) -> Value {
    serde_json::from_str(&double.journal().last().unwrap().body).unwrap()
}

#[tokio::test]
async fn a_message_arrives_with_its_key_where_the_platform_gives_it_back() {
    for side in SIDES {
        let clock = clock();
        let double = double(side, &clock).await;
        let receipt = say(&channel(&double, side)).await.unwrap();
        assert_eq!(receipt.status, Status::Accepted);
        assert_eq!(receipt.platform_ids, ["m_0000000000000001"]);
        assert_eq!(receipt.request_id.as_deref(), Some("A1b2C3d4E5f6G7h8"));
        let mut message = json!({ "text": "こんにちは" });
        if side == MetaSide::Page {
            message["metadata"] = Uuid::from_u128(7).to_string().into();
        }
        assert_eq!(
            body(&double),
            json!({ "recipient": { "id": PERSON }, "messaging_type": "RESPONSE", "message": message })
        );
        let path = match side {
            MetaSide::Page => format!("/v25.0/{PAGE}/messages"),
            MetaSide::Instagram => "/v25.0/me/messages".to_owned(),
        };
        assert_eq!(double.journal()[0].path, path);
        assert_eq!(double.with(|api| api.delivered_to(PERSON)).len(), 1);
        double.assert_clean();
    }
}

#[tokio::test]
async fn without_an_account_the_page_is_me_and_a_version_may_be_named() {
    let double = double(MetaSide::Page, &clock()).await;
    let mut config = config(MetaSide::Page);
    config.account = None;
    config.api_base = Some(format!("{}/v24.0/", double.base_url()));
    assert!(say(&open(&config, Duration::from_secs(5))).await.is_ok());
    assert_eq!(double.journal()[0].path, "/v24.0/me/messages");
    assert_eq!(
        double.journal()[0].header("authorization"),
        Some("Bearer double-access-token")
    );
}

#[tokio::test]
async fn after_the_window_a_human_being_may_write_and_a_script_may_not() {
    for side in SIDES {
        let clock = clock();
        let double = double(side, &clock).await;
        let channel = channel(&double, side);
        clock.advance(Span::hours(25));
        assert_eq!(
            send(&channel, PERSON, Author::Flow, false).await,
            Err(SendError::WindowClosed)
        );
        assert!(double.journal().is_empty(), "nothing was asked");
        assert!(send(&channel, PERSON, Author::Staff, false).await.is_ok());
        let said = body(&double);
        assert_eq!(
            (&said["messaging_type"], &said["tag"]),
            (&json!("MESSAGE_TAG"), &json!("HUMAN_AGENT"))
        );
        double.assert_clean();
        // Meta keeps its own record, and its answer counts.
        assert_eq!(
            send(&channel, PERSON, Author::Staff, true).await,
            Err(SendError::WindowClosed)
        );
        clock.advance(Span::hours(7 * 24));
        assert_eq!(
            send(&channel, PERSON, Author::Staff, false).await,
            Err(SendError::WindowClosed)
        );
        double.with(|api| api.heed(PERSON));
        double.with(|api| api.human_agent = false);
        assert_eq!(
            send(&channel, PERSON, Author::Staff, false).await,
            Err(SendError::Forbidden)
        );
        assert!(say(&channel).await.is_ok());
    }
}

#[tokio::test]
async fn who_cannot_be_written_to_is_told_apart() {
    for side in SIDES {
        let double = double(side, &clock()).await;
        let channel = channel(&double, side);
        assert_eq!(
            send(&channel, OTHER, Author::Flow, true).await,
            Err(SendError::Gone)
        );
        double.with(|api| api.people.get_mut(PERSON).unwrap().blocked = true);
        assert_eq!(say(&channel).await, Err(SendError::Blocked));
        double.with(|api| api.access_token = "renewed".to_owned());
        assert_eq!(say(&channel).await, Err(SendError::Unauthorized));
    }
}

#[tokio::test]
async fn every_answer_of_metas_has_its_meaning() {
    let double = double(MetaSide::Page, &clock()).await;
    let channel = channel(&double, MetaSide::Page);
    let after = Some(Span::seconds(30));
    let limited = || SendError::RateLimited { after };
    let busy = || SendError::Busy { after };
    for (status, words, meaning) in [
        (400, "190/463", SendError::Unauthorized),
        (400, "102", SendError::Unauthorized),
        (401, "190", SendError::Unauthorized),
        (400, "10/2018278", SendError::WindowClosed),
        (400, "10/2018065", SendError::WindowClosed),
        (400, "10/2534022", SendError::WindowClosed),
        (400, "10/2018108", SendError::Blocked),
        (400, "200/1545041", SendError::Blocked),
        (400, "551", SendError::Blocked),
        (400, "551/1545041", SendError::Blocked),
        (400, "100/2018001", SendError::Gone),
        (400, "100/2534014", SendError::Gone),
        (403, "10", SendError::Forbidden),
        (403, "200/2018028", SendError::Forbidden),
        (400, "230", SendError::Forbidden),
        (400, "368", SendError::Forbidden),
        (400, "4", limited()),
        (400, "17", limited()),
        (400, "32", limited()),
        (429, "613/1893063", limited()),
        (400, "80002", limited()),
        (400, "80006", limited()),
        (500, "1/99", busy()),
        (500, "2", busy()),
        (500, "1200", busy()),
        (500, "1/1357046", SendError::Platform { status: 500, after }),
        (500, "9999", SendError::Platform { status: 500, after }),
        (
            400,
            "100/2018164",
            SendError::Refused {
                status: 400,
                detail: "100/2018164: as asked for".to_owned(),
            },
        ),
    ] {
        double.fail_next(1, &Fault::Says(status, words.to_owned(), Some(30)));
        assert_eq!(say(&channel).await, Err(meaning), "{status} {words}");
    }
    for (status, meaning) in [
        (429, SendError::RateLimited { after: None }),
        (
            500,
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
        (
            503,
            SendError::Platform {
                status: 503,
                after: None,
            },
        ),
    ] {
        double.fail_next(1, &Fault::Status(status));
        assert_eq!(say(&channel).await, Err(meaning));
    }
    assert!(double.with(|api| api.delivered.is_empty()));
}

#[tokio::test]
async fn what_may_have_arrived_is_said_to_be_so_and_made_once() {
    let double = double(MetaSide::Page, &clock()).await;
    let mut config = config(MetaSide::Page);
    config.api_base = Some(double.base_url().to_owned());
    let page = open(&config, Duration::from_millis(300));
    for (fault, meaning) in [
        (Fault::Hang(Duration::from_secs(5)), SendError::Timeout),
        (Fault::DropAfterActing, SendError::Broken),
        (
            Fault::FailAfterActing,
            SendError::Platform {
                status: 500,
                after: None,
            },
        ),
    ] {
        let before = double.with(|api| api.delivered.len());
        double.fail_next(1, &fault);
        let error = say(&page).await.unwrap_err();
        assert_eq!(error, meaning);
        assert!(error.may_have_arrived());
        assert_eq!(double.with(|api| api.delivered.len()), before + 1);
    }
    // Taken, even if the answer cannot be read.
    double.fail_next(1, &Fault::Malformed);
    assert_eq!(say(&page).await.unwrap().platform_ids, Vec::<String>::new());
    config.api_base = Some("http://127.0.0.1:9".to_owned());
    let nowhere = open(&config, Duration::from_secs(5));
    assert_eq!(say(&nowhere).await, Err(SendError::Connect));
}

#[tokio::test]
async fn a_chat_is_marked_as_seen_and_shows_writing() {
    for side in SIDES {
        let double = double(side, &clock()).await;
        let channel = channel(&double, side);
        let person = ExternalId(PERSON.to_owned());
        assert_eq!(channel.mark_as_read(&person, "seen").await, Ok(()));
        assert_eq!(channel.show_typing(&person).await, Ok(()));
        let shown = double.with(|api| api.shown.clone());
        assert_eq!(
            shown
                .iter()
                .map(|(_, what)| what.as_str())
                .collect::<Vec<_>>(),
            ["mark_seen", "typing_on"]
        );
        double.assert_clean();
    }
}
