//! The double's rich menus, linking, ID tokens and webhook tests, rule by rule.

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, Method};
use serde_json::{Value, json};
use tsunagi_double::{DoubleConfig, LineDouble, WebhookTest, check_menu};
use tsunagi_model::{Span, TestClock, Timestamp};

const USER: &str = "U0123456789abcdef0123456789abcdef";
const MENU: &str = "/v2/bot/richmenu";
const ALIAS: &str = "/v2/bot/richmenu/alias";
const USUAL: &str = "/v2/bot/user/all/richmenu";

struct Caller {
    http: Client,
    clock: TestClock,
    double: LineDouble,
}

impl Caller {
    async fn new() -> Self {
        let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
        let config = DoubleConfig {
            clock: Arc::new(clock.clone()),
            ..DoubleConfig::default()
        };
        Self {
            http: Client::builder()
                .timeout(Duration::from_secs(10))
                .build()
                .unwrap(),
            clock,
            double: LineDouble::start(config).await.unwrap(),
        }
    }

    async fn send(&self, method: Method, path: &str, kind: &str, body: Vec<u8>) -> (u16, Value) {
        let response = self
            .http
            .request(method, format!("{}{path}", self.double.base_url()))
            .bearer_auth("double-access-token")
            .header("content-type", kind)
            .body(body)
            .send()
            .await
            .unwrap();
        let status = response.status().as_u16();
        (status, response.json().await.unwrap_or_default())
    }

    async fn call(&self, method: Method, path: &str, body: Value) -> (u16, Value) {
        let body = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        self.send(method, path, "application/json", body).await
    }

    async fn post(&self, path: &str, body: Value) -> u16 {
        self.call(Method::POST, path, body).await.0
    }

    async fn verify(&self, token: &str, channel: &str, nonce: Option<&str>) -> (u16, Value) {
        let nonce = nonce.map_or_else(String::new, |nonce| format!("&nonce={nonce}"));
        let form = format!("id_token={token}&client_id={channel}{nonce}");
        let kind = "application/x-www-form-urlencoded";
        self.send(Method::POST, "/oauth2/v2.1/verify", kind, form.into_bytes())
            .await
    }
}

fn menu() -> Value {
    json!({
        "size": { "width": 1200, "height": 405 }, "selected": true, "name": "a", "chatBarText": "メニュー",
        "areas": [
            { "bounds": { "x": 0, "y": 0, "width": 600, "height": 405 }, "action": { "type": "message", "label": "人", "text": "人と話したい" } },
            { "bounds": { "x": 600, "y": 0, "width": 600, "height": 405 }, "action": { "type": "richmenuswitch", "richMenuAliasId": "b", "data": "" } },
        ],
    })
}

fn picture(width: u32, height: u32) -> Vec<u8> {
    let head = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR";
    [&head[..], &width.to_be_bytes(), &height.to_be_bytes()].concat()
}

#[test]
fn a_menu_is_refused_for_each_rule_it_breaks() {
    assert_eq!(check_menu(&menu()), []);
    for (place, value, property) in [
        ("/name", json!(""), "name"),
        ("/chatBarText", json!("あ".repeat(15)), "chatBarText"),
        ("/selected", json!("yes"), "selected"),
        ("/size/width", json!(799), "size.width"),
        ("/size/height", json!(249), "size.height"),
        ("/size/height", json!(828), "size"),
        (
            "/areas",
            json!(vec![menu()["areas"][0].clone(); 21]),
            "areas",
        ),
        ("/areas/1/bounds/x", json!(601), "areas[1].bounds"),
        (
            "/areas/0/action/label",
            json!("あ".repeat(21)),
            "areas[0].action.label",
        ),
        (
            "/areas/0/action/type",
            json!("camera"),
            "areas[0].action.type",
        ),
        (
            "/areas/1/action/richMenuAliasId",
            json!(""),
            "areas[1].action.richMenuAliasId",
        ),
    ] {
        let mut menu = menu();
        *menu.pointer_mut(place).unwrap() = value;
        let found = check_menu(&menu);
        assert!(
            found.iter().any(|found| found.property == property),
            "{place}: {found:?}"
        );
    }
}

#[tokio::test]
async fn a_menu_is_seen_only_with_its_picture() {
    let caller = Caller::new().await;
    assert_eq!(caller.post("/v2/bot/richmenu/validate", menu()).await, 200);
    let (status, made) = caller.call(Method::POST, MENU, menu()).await;
    assert_eq!(status, 200);
    let id = made["richMenuId"].as_str().unwrap();
    let alias = json!({ "richMenuAliasId": "a", "richMenuId": id });
    let link = json!({ "richMenuId": id, "userIds": [USER] });
    let usual = format!("{USUAL}/{id}");
    for (path, body) in [
        (ALIAS, alias.clone()),
        (&usual, Value::Null),
        ("/v2/bot/richmenu/bulk/link", link.clone()),
    ] {
        assert_eq!(caller.post(path, body).await, 400, "{path}");
    }
    let content = format!("{MENU}/{id}/content");
    for (kind, bytes, status) in [
        ("image/gif", picture(1_200, 405), 415),
        ("image/png", b"GIF89a".to_vec(), 400),
        ("image/png", picture(1_200, 404), 400),
        (
            "image/png",
            [picture(1_200, 405), vec![0; 1 << 20]].concat(),
            400,
        ),
        ("image/png", picture(1_200, 405), 200),
        ("image/png", picture(1_200, 405), 400),
    ] {
        assert_eq!(
            caller.send(Method::POST, &content, kind, bytes).await.0,
            status,
            "{kind}"
        );
    }
    assert_eq!(caller.post(ALIAS, alias.clone()).await, 200);
    assert_eq!(caller.post(ALIAS, alias).await, 400, "a name is given once");
    assert_eq!(
        caller
            .post(ALIAS, json!({ "richMenuAliasId": "A", "richMenuId": id }))
            .await,
        400
    );
    assert_eq!(caller.post(&usual, Value::Null).await, 200);
    assert_eq!(caller.double.menu_of(USER).as_deref(), Some("a"));
    assert_eq!(caller.call(Method::DELETE, USUAL, Value::Null).await.0, 200);
    assert_eq!(caller.call(Method::GET, USUAL, Value::Null).await.0, 404);
    assert_eq!(caller.post("/v2/bot/richmenu/bulk/link", link).await, 202);
    let own = format!("/v2/bot/user/{USER}/richmenu");
    assert_eq!(
        caller.call(Method::GET, &own, Value::Null).await.1,
        json!({ "richMenuId": id })
    );
    let many = json!({ "richMenuId": id, "userIds": vec![USER; 501] });
    assert_eq!(caller.post("/v2/bot/richmenu/bulk/link", many).await, 400);
    assert_eq!(
        caller
            .post("/v2/bot/richmenu/bulk/unlink", json!({ "userIds": [USER] }))
            .await,
        202
    );
    assert_eq!(caller.double.menu_of(USER), None);
}

#[tokio::test]
async fn a_hundred_menus_an_hour_and_no_more() {
    let caller = Caller::new().await;
    for _ in 0..100 {
        assert_eq!(caller.post(MENU, menu()).await, 200);
    }
    assert_eq!(caller.post(MENU, menu()).await, 429);
    caller.clock.advance(Span::minutes(1));
    assert_eq!(
        caller.post(MENU, menu()).await,
        200,
        "the bucket fills again"
    );
}

#[tokio::test]
async fn a_link_token_works_once_and_for_ten_minutes() {
    let caller = Caller::new().await;
    let token = async || {
        let path = format!("/v2/bot/user/{USER}/linkToken");
        let (_, told) = caller.call(Method::POST, &path, Value::Null).await;
        told["linkToken"].as_str().unwrap().to_owned()
    };
    let first = token().await;
    let webhook = caller.double.link(&first, "nonce-nonce").unwrap();
    assert_eq!(
        webhook.events[0]["link"],
        json!({ "result": "ok", "nonce": "nonce-nonce" })
    );
    assert_eq!(caller.double.link(&first, "nonce-nonce"), None);
    let late = token().await;
    caller.clock.advance(Span::minutes(10));
    assert_eq!(caller.double.link(&late, "nonce-nonce"), None);
    assert_eq!(
        caller
            .post("/v2/bot/user/somebody/linkToken", Value::Null)
            .await,
        400
    );
}

#[tokio::test]
async fn an_id_token_is_for_one_channel_one_nonce_and_one_hour() {
    let caller = Caller::new().await;
    let token = caller.double.issue_id_token(USER, "77", Some("n"));
    let (status, told) = caller.verify(&token, "77", Some("n")).await;
    assert_eq!(
        (status, &told["sub"], &told["aud"]),
        (200, &json!(USER), &json!("77"))
    );
    assert_eq!(caller.verify(&token, "77", None).await.0, 200);
    for (token, channel, nonce, why) in [
        ("x.y.z", "77", None, "Invalid IdToken."),
        (&*token, "78", None, "Invalid IdToken Audience."),
        (&*token, "77", Some("m"), "Invalid IdToken Nonce."),
    ] {
        let (status, told) = caller.verify(token, channel, nonce).await;
        assert_eq!(
            (status, told["error_description"].as_str()),
            (400, Some(why))
        );
    }
    caller.clock.advance(Span::hours(1));
    let (_, told) = caller.verify(&token, "77", None).await;
    assert_eq!(told["error_description"], "IdToken expired.");
    assert_eq!(caller.double.refusals(), [], "a browser may send anything");
}

#[tokio::test]
async fn the_webhook_is_set_tried_and_switched_by_hand() {
    let caller = Caller::new().await;
    let (path, test) = (
        "/v2/bot/channel/webhook/endpoint",
        "/v2/bot/channel/webhook/test",
    );
    assert_eq!(caller.call(Method::GET, path, Value::Null).await.0, 404);
    assert_eq!(
        caller.post(test, json!({})).await,
        404,
        "there is nothing to try"
    );
    let http = json!({ "endpoint": "http://e.jp" });
    assert_eq!(caller.call(Method::PUT, path, http).await.0, 400);
    let https = json!({ "endpoint": "https://e.jp/webhook/line" });
    assert_eq!(caller.call(Method::PUT, path, https).await.0, 200);
    caller
        .double
        .set_webhook(Some("https://e.jp/webhook/line"), false);
    let (_, told) = caller.call(Method::GET, path, Value::Null).await;
    assert_eq!(
        told,
        json!({ "endpoint": "https://e.jp/webhook/line", "active": false })
    );
    let (_, told) = caller.call(Method::POST, test, json!({})).await;
    assert_eq!(
        (&told["success"], &told["reason"]),
        (&json!(true), &json!("OK"))
    );
    let found = WebhookTest {
        success: false,
        status: 0,
        reason: "REQUEST_TIMEOUT".to_owned(),
        detail: "x".to_owned(),
    };
    caller.double.set_webhook_test(found);
    let (_, told) = caller.call(Method::POST, test, json!({})).await;
    assert_eq!(
        (&told["success"], &told["statusCode"]),
        (&json!(false), &json!(0))
    );
    for _ in 0..57 {
        caller.post(test, json!({})).await;
    }
    assert_eq!(caller.post(test, json!({})).await, 429, "sixty an hour");
}
