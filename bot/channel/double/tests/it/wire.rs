//! The double over HTTP.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method, Response};
use serde_json::{Value, json};
use tsunagi_double::{DoubleConfig, LineDouble, WebhookBuilder, sign};
use tsunagi_model::{Span, TestClock, Timestamp};

const USER: &str = "U0123456789abcdef0123456789abcdef";
const PUSH: &str = "/v2/bot/message/push";
const REPLY: &str = "/v2/bot/message/reply";
const KEY: &str = "123e4567-e89b-12d3-a456-426614174000";

struct Caller {
    http: Client,
    double: LineDouble,
}

impl Caller {
    async fn new(config: DoubleConfig) -> Self {
        let http = Client::builder()
            .timeout(Duration::from_secs(10))
            .build()
            .unwrap();
        Self {
            http,
            double: LineDouble::start(config).await.unwrap(),
        }
    }

    async fn call(&self, method: Method, path: &str, key: Option<&str>, body: &str) -> Response {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.double.base_url()))
            .bearer_auth("double-access-token")
            .header("content-type", "application/json")
            .body(body.to_owned());
        if let Some(key) = key {
            request = request.header("X-Line-Retry-Key", key);
        }
        request.send().await.unwrap()
    }

    async fn status(&self, method: Method, path: &str, key: Option<&str>, body: &str) -> u16 {
        self.call(method, path, key, body).await.status().as_u16()
    }

    async fn post(&self, path: &str, key: Option<&str>, body: Value) -> (u16, Value) {
        let response = self.call(Method::POST, path, key, &body.to_string()).await;
        (response.status().as_u16(), response.json().await.unwrap())
    }
}

fn push() -> Value {
    json!({ "to": USER, "messages": [{ "type": "text", "text": "x" }] })
}

fn reply(token: &str) -> Value {
    json!({ "replyToken": token, "messages": [{ "type": "text", "text": "x" }] })
}

#[tokio::test]
async fn only_known_addresses_with_a_token_are_served() {
    let caller = Caller::new(DoubleConfig::default()).await;
    assert_eq!(
        caller
            .status(Method::POST, "/v2/bot/message/shout", None, "{}")
            .await,
        404
    );
    assert_eq!(caller.status(Method::GET, PUSH, None, "").await, 405);
    assert_eq!(caller.status(Method::POST, PUSH, Some(KEY), "{").await, 400);
    let url = format!("{}{PUSH}", caller.double.base_url());
    let bare = caller.http.post(&url).json(&push()).send().await.unwrap();
    assert_eq!(bare.status().as_u16(), 401);
    let plain = caller
        .http
        .post(&url)
        .bearer_auth("double-access-token")
        .body(push().to_string())
        .send()
        .await
        .unwrap();
    assert_eq!(plain.status().as_u16(), 415);
    let whys: Vec<String> = caller
        .double
        .refusals()
        .into_iter()
        .map(|refusal| refusal.why)
        .collect();
    assert_eq!(whys.len(), 5, "{whys:?}");
}

#[tokio::test]
async fn a_body_over_two_megabytes_is_refused() {
    let caller = Caller::new(DoubleConfig::default()).await;
    let body = " ".repeat(2 * 1024 * 1024 + 1);
    let end = caller
        .http
        .post(format!("{}{PUSH}", caller.double.base_url()))
        .body(body)
        .send()
        .await;
    // The connection may break before the whole body is written.
    assert!(end.is_err() || end.is_ok_and(|response| response.status().as_u16() == 413));
    assert_eq!(caller.double.refusals()[0].why, "Payload Too Large");
}

#[tokio::test]
async fn keys_belong_on_a_push_and_not_on_a_reply() {
    let caller = Caller::new(DoubleConfig::default()).await;
    assert_eq!(caller.post(PUSH, Some("no-uuid"), push()).await.0, 400);
    let token = caller.double.issue_reply_token(USER);
    assert_eq!(caller.post(REPLY, Some(KEY), reply(&token)).await.0, 400);
    assert_eq!(caller.post(REPLY, None, reply(&token)).await.0, 200);
    assert_eq!(caller.double.refusals().len(), 2);
    assert_eq!(
        caller.post(PUSH, None, push()).await.0,
        200,
        "LINE takes it"
    );
    assert_eq!(caller.double.refusals().len(), 3, "and we want to know");
}

#[tokio::test]
async fn a_known_key_is_a_conflict_for_a_day() {
    let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
    let caller = Caller::new(DoubleConfig {
        clock: Arc::new(clock.clone()),
        ..DoubleConfig::default()
    })
    .await;
    let first = caller
        .call(Method::POST, PUSH, Some(KEY), &push().to_string())
        .await;
    let request_id = first.headers()["x-line-request-id"].clone();
    let sent: Value = first.json().await.unwrap();
    clock.advance(Span::hours(24));
    let second = caller
        .call(Method::POST, PUSH, Some(KEY), &push().to_string())
        .await;
    assert_eq!(second.status().as_u16(), 409);
    assert_eq!(second.headers()["x-line-accepted-request-id"], request_id);
    let told: Value = second.json().await.unwrap();
    assert_eq!(told["message"], "The retry key is already accepted");
    assert_eq!(told["sentMessages"], sent["sentMessages"]);
    clock.advance(Span::seconds(1));
    assert_eq!(caller.post(PUSH, Some(KEY), push()).await.0, 200);
    assert_eq!(caller.double.delivered_to(USER).len(), 2);
}

#[tokio::test]
async fn a_token_that_is_delivered_again_lives_again_but_not_for_ever() {
    let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
    let caller = Caller::new(DoubleConfig {
        clock: Arc::new(clock.clone()),
        ..DoubleConfig::default()
    })
    .await;
    let webhooks: Vec<_> = (0..3)
        .map(|_| caller.double.webhook().text(USER, "x").build())
        .collect();
    let token = |n: usize| {
        webhooks[n].events[0]["replyToken"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    };
    clock.advance(Span::minutes(5));
    assert_eq!(
        caller.post(REPLY, None, reply(&token(0))).await,
        (400, json!({ "message": "Invalid reply token" }))
    );
    let again = caller.double.redeliver(&webhooks[0]);
    assert_eq!(again.events[0]["deliveryContext"]["isRedelivery"], true);
    assert_eq!(
        again.events[0]["webhookEventId"],
        webhooks[0].events[0]["webhookEventId"]
    );
    assert_eq!(caller.post(REPLY, None, reply(&token(0))).await.0, 200);
    caller.double.redeliver(&webhooks[0]);
    assert_eq!(
        caller.post(REPLY, None, reply(&token(0))).await.0,
        400,
        "used is used"
    );
    clock.advance(Span::minutes(16));
    caller.double.redeliver(&webhooks[1]);
    assert_eq!(
        caller.post(REPLY, None, reply(&token(1))).await.0,
        400,
        "twenty minutes after the event is the end"
    );
    assert_eq!(caller.double.refusals(), []);
}

#[tokio::test]
async fn what_happens_on_the_phone_decides_who_is_a_friend() {
    let caller = Caller::new(DoubleConfig {
        friends_only: true,
        ..DoubleConfig::default()
    })
    .await;
    assert_eq!(
        caller.post(PUSH, Some(KEY), push()).await,
        (400, json!({ "message": "Failed to send messages" }))
    );
    caller.double.webhook().follow(USER, false).build();
    assert_eq!(caller.post(PUSH, Some(KEY), push()).await.0, 200);
    let profile = format!("/v2/bot/profile/{USER}");
    assert_eq!(caller.status(Method::GET, &profile, None, "").await, 200);
    caller.double.webhook().unfollow(USER).build();
    assert_eq!(
        caller
            .post(PUSH, Some("123e4567-e89b-12d3-a456-426614174001"), push())
            .await
            .0,
        200
    );
    assert_eq!(caller.status(Method::GET, &profile, None, "").await, 404);
    assert_eq!(
        (
            caller.double.delivered_to(USER).len(),
            caller.double.counts().unseen
        ),
        (1, 1)
    );
}

#[tokio::test]
async fn the_smaller_endpoints_keep_their_rules() {
    let caller = Caller::new(DoubleConfig {
        monthly_limit: Some(200),
        ..DoubleConfig::default()
    })
    .await;
    let get = async |path: &str| -> Value {
        caller
            .call(Method::GET, path, None, "")
            .await
            .json()
            .await
            .unwrap()
    };
    assert_eq!(
        get("/v2/bot/message/quota").await,
        json!({ "type": "limited", "value": 200 })
    );
    assert_eq!(
        get("/v2/bot/message/quota/consumption").await,
        json!({ "totalUsage": 0 })
    );
    let loading = "/v2/bot/chat/loading/start";
    assert_eq!(
        caller
            .post(
                loading,
                None,
                json!({ "chatId": USER, "loadingSeconds": 20 })
            )
            .await
            .0,
        202
    );
    assert_eq!(
        caller
            .post(
                loading,
                None,
                json!({ "chatId": USER, "loadingSeconds": 7 })
            )
            .await
            .0,
        400
    );
    assert_eq!(
        caller
            .post(
                loading,
                None,
                json!({ "chatId": "C0123456789abcdef0123456789abcdef" })
            )
            .await
            .0,
        400
    );
    let validate = "/v2/bot/message/validate/reply";
    assert_eq!(
        caller
            .post(
                validate,
                None,
                json!({ "messages": [{ "type": "text", "text": "x" }] })
            )
            .await
            .0,
        200
    );
    let (status, told) = caller
        .post(
            validate,
            None,
            json!({ "messages": [{ "type": "text", "text": "" }] }),
        )
        .await;
    assert_eq!(
        (status, &told["details"][0]["property"]),
        (400, &json!("messages[0].text"))
    );
    let many = json!({ "to": vec![USER; 501], "messages": [{ "type": "text", "text": "x" }] });
    assert_eq!(
        caller
            .post("/v2/bot/message/multicast", Some(KEY), many)
            .await
            .0,
        400
    );
    let few = json!({ "to": [USER], "messages": [{ "type": "text", "text": "x" }] });
    assert_eq!(
        caller
            .post("/v2/bot/message/multicast", Some(KEY), few)
            .await,
        (200, json!({}))
    );
    assert_eq!(caller.double.delivered_to(USER).len(), 1);
}

#[tokio::test]
#[should_panic(expected = "messages[0].text: May not be empty")]
async fn a_test_that_ends_clean_says_what_was_not() {
    let caller = Caller::new(DoubleConfig::default()).await;
    let bad = json!({ "to": USER, "messages": [{ "type": "text", "text": "" }] });
    assert_eq!(caller.post(PUSH, Some(KEY), bad).await.0, 400);
    caller.double.assert_clean();
}

#[tokio::test]
async fn without_a_journal_there_are_counts() {
    let caller = Caller::new(DoubleConfig {
        keep: 0,
        ..DoubleConfig::default()
    })
    .await;
    caller.post(PUSH, Some(KEY), push()).await;
    assert!(caller.double.journal().is_empty() && caller.double.deliveries().is_empty());
    let counts = caller.double.counts();
    assert_eq!((counts.requests, counts.pushes, counts.messages), (1, 1, 1));
}

#[test]
fn webhooks_are_signed_and_their_ids_differ() {
    assert_eq!(
        sign("test_secret", br#"{"hello":"world"}"#),
        "t7Hn4ZDHqs6e+wdvI5TyQIvzie0DmMUmuXEBqyyE/tM="
    );
    let clock = Arc::new(TestClock::at(Timestamp(1_790_000_000_000_000)));
    let webhook = WebhookBuilder::new("s", "U0", clock)
        .text(USER, "a")
        .text(USER, "b")
        .sticker(USER, &[])
        .build();
    assert_eq!(webhook.signature, sign("s", &webhook.body));
    for field in ["/webhookEventId", "/replyToken", "/message/id"] {
        let values: std::collections::HashSet<&str> = webhook
            .events
            .iter()
            .filter_map(|event| event.pointer(field)?.as_str())
            .collect();
        assert_eq!(values.len(), 3, "{field}");
    }
}
