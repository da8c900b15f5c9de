//! The double's login over the wire, rule by rule.

use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::redirect::Policy;
use serde_json::Value;
use sha2::{Digest, Sha256};
use tsunagi_double::{DoubleConfig, LineDouble};
use tsunagi_model::{Span, TestClock, Timestamp};

const CALLBACK: &str = "http://127.0.0.1:8080/link/line";
const VERIFIER: &str = "0123456789012345678901234567890123456789abc";

struct Caller {
    http: reqwest::Client,
    clock: TestClock,
    double: LineDouble,
}

impl Caller {
    async fn new() -> Self {
        let clock = TestClock::at(Timestamp(1_790_000_000_000_000));
        let config = DoubleConfig {
            clock: Arc::new(clock.clone()),
            login_callbacks: vec![CALLBACK.to_owned()],
            ..DoubleConfig::default()
        };
        Self {
            http: reqwest::Client::builder()
                .redirect(Policy::none())
                .build()
                .unwrap(),
            clock,
            double: LineDouble::start(config).await.unwrap(),
        }
    }

    /// Opens the login page with one thing changed: where it leads.
    async fn open(&self, change: (&str, &str)) -> Option<String> {
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(VERIFIER));
        let mut asked = vec![
            ("response_type", "code"),
            ("client_id", "1650000001"),
            ("redirect_uri", CALLBACK),
            ("state", "abc123"),
            ("scope", "openid"),
            ("nonce", "n"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        asked.retain(|(name, _)| *name != change.0);
        asked.push(change);
        let asked: Vec<String> = asked
            .iter()
            .map(|(name, value)| format!("{name}={}", value.replace(':', "%3A")))
            .collect();
        let page = format!(
            "{}/oauth2/v2.1/authorize?{}",
            self.double.base_url(),
            asked.join("&")
        );
        let answer = self.http.get(page).send().await.unwrap();
        if answer.status() != 302 {
            assert_eq!(answer.status(), 400);
            return None;
        }
        Some(answer.headers()["location"].to_str().unwrap().to_owned())
    }

    async fn code(&self) -> String {
        let back = self.open(("nonce", "n")).await.unwrap();
        let rest = back.strip_prefix(&format!("{CALLBACK}?code=")).unwrap();
        rest.strip_suffix("&state=abc123").unwrap().to_owned()
    }

    async fn exchange(&self, code: &str, change: (&str, &str)) -> (u16, Value) {
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("client_id", "1650000001"),
            ("client_secret", "double-login-secret"),
            ("code_verifier", VERIFIER),
        ];
        form.retain(|(name, _)| *name != change.0);
        form.push(change);
        let path = format!("{}/oauth2/v2.1/token", self.double.base_url());
        let answer = self.http.post(path).form(&form).send().await.unwrap();
        let status = answer.status().as_u16();
        (status, answer.json().await.unwrap())
    }
}

#[tokio::test]
async fn the_page_leads_back_only_to_what_is_registered_and_asks_for_everything() {
    let caller = Caller::new().await;
    for wrong in [
        ("response_type", "token"),
        ("client_id", "1650000000"),
        ("redirect_uri", "https://evil.example/link/line"),
        ("state", ""),
        ("state", "a.b"),
        ("scope", "profile"),
        ("bot_prompt", "please"),
        ("code_challenge", "short"),
        ("code_challenge_method", "plain"),
    ] {
        assert_eq!(caller.open(wrong).await, None, "{wrong:?}");
    }
    assert_eq!(caller.double.refusals().len(), 9);
    assert!(caller.open(("bot_prompt", "aggressive")).await.is_some());
}

#[tokio::test]
async fn a_code_is_worth_tokens_once_for_ten_minutes_with_secret_and_verifier() {
    let caller = Caller::new().await;
    let code = caller.code().await;
    let (status, tokens) = caller.exchange(&code, ("scope", "openid")).await;
    assert_eq!((status, &tokens["token_type"]), (200, &"Bearer".into()));
    assert!(tokens["id_token"].as_str().unwrap().contains("id-token"));
    let (status, told) = caller.exchange(&code, ("scope", "openid")).await;
    assert_eq!(
        (status, &told["error"]),
        (400, &"invalid_grant".into()),
        "once"
    );
    let late = caller.code().await;
    caller.clock.advance(Span::minutes(10));
    assert_eq!(caller.exchange(&late, ("scope", "openid")).await.0, 400);
    caller.double.assert_clean();
    for wrong in [
        ("grant_type", "client_credentials"),
        ("client_id", "1650000000"),
        ("client_secret", "guess"),
        ("redirect_uri", "https://support.example.jp/"),
        (
            "code_verifier",
            "1123456789012345678901234567890123456789abc",
        ),
        ("code_verifier", "short"),
    ] {
        let code = caller.code().await;
        assert_eq!(caller.exchange(&code, wrong).await.0, 400, "{wrong:?}");
    }
    assert_eq!(caller.double.refusals().len(), 6);
}
