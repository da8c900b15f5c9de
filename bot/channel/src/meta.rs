//! What Messenger, Instagram and WhatsApp have in common: signatures, the address check, and requests to the Graph API.

use hmac::{Hmac, KeyInit, Mac};
use reqwest::Method;
use secrecy::{ExposeSecret, SecretString};
use serde_json::Value;
use sha2::Sha256;
use subtle::ConstantTimeEq;

use crate::http::{cause, header, read_up_to};
use crate::{ChannelConfig, ConfigError, SendError, Unverified, WebhookRequest};

/// The version of the Graph API that requests are written for.
const VERSION: &str = "v25.0";
/// The most of an answer that is read; Meta's are a few hundred bytes.
const ANSWER: usize = 64 * 1024;

/// The header is `sha256=` and the hexadecimal HMAC-SHA256 of the raw body, with the app secret as key.
pub(crate) fn verify(
    secret: &SecretString,
    request: &WebhookRequest<'_>,
) -> Result<(), Unverified> {
    let header = request
        .header("x-hub-signature-256")
        .ok_or(Unverified::Missing)?;
    let mut claimed = [0_u8; 32];
    header
        .strip_prefix(b"sha256=")
        .and_then(|digits| hex::decode_to_slice(digits, &mut claimed).ok())
        .ok_or(Unverified::Malformed)?;
    let mut mac = Hmac::<Sha256>::new_from_slice(secret.expose_secret().as_bytes())
        .map_err(|_| Unverified::Wrong)?;
    mac.update(request.body);
    mac.verify_slice(&claimed).map_err(|_| Unverified::Wrong)
}

/// Meta asks once by `GET` whether the address is ours: `hub.challenge` comes back if `hub.verify_token` is the one we told it.
pub(crate) fn challenge(
    token: Option<&SecretString>,
    request: &WebhookRequest<'_>,
) -> Result<String, Unverified> {
    // The base is only there because an address without one cannot be parsed.
    let url = reqwest::Url::parse("http://localhost")
        .and_then(|base| base.join(request.path_and_query))
        .map_err(|_| Unverified::Malformed)?;
    let value = |name: &str| {
        url.query_pairs()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.into_owned())
    };
    let said = value("hub.verify_token").ok_or(Unverified::Missing)?;
    let challenge = value("hub.challenge").ok_or(Unverified::Missing)?;
    let token = token.ok_or(Unverified::Wrong)?.expose_secret();
    let same: bool = said.as_bytes().ct_eq(token.as_bytes()).into();
    if !same || value("hub.mode").as_deref() != Some("subscribe") {
        return Err(Unverified::Wrong);
    }
    // Meta sends digits; anything that a browser could take for a page is not given back.
    let plain = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '-' | '_' | '.');
    if challenge.len() > 256 || !challenge.chars().all(plain) {
        return Err(Unverified::Malformed);
    }
    Ok(challenge)
}

/// A way to the Graph API.
pub(crate) struct Graph {
    http: reqwest::Client,
    base: String,
    token: SecretString,
}

/// An answer of the Graph API.
pub(crate) struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body; null if it is no JSON.
    pub body: Value,
    /// Meta's own id of the exchange, for its support.
    pub trace: Option<String>,
    /// `Retry-After`, in seconds; without one, what Meta estimates in its own header.
    pub after: Option<i64>,
}

/// What Meta says in its own words when it refuses.
pub(crate) struct Fault {
    /// `error.code`.
    pub code: i64,
    /// `error.error_subcode`, 0 if there is none.
    pub subcode: i64,
    /// `error.message`, and WhatsApp's `error.error_data.details` where it says more.
    pub message: String,
    /// `error.is_transient`: Meta's word that another try may go well.
    pub transient: bool,
}

impl Graph {
    /// The account's way; no request is made. `api_base` may name a version (`https://graph.facebook.com/v24.0`).
    pub(crate) fn open(
        config: &ChannelConfig,
        http: &reqwest::Client,
        usual: &str,
    ) -> Result<Self, ConfigError> {
        let token = config
            .access_token
            .clone()
            .ok_or_else(|| config.missing("access_token"))?;
        let base = config.base(config.api_base.as_ref(), usual, "api_base")?;
        let last = base.rsplit('/').next().unwrap_or_default();
        let versioned = last
            .strip_prefix('v')
            .is_some_and(|number| number.parse::<f32>().is_ok());
        Ok(Self {
            http: http.clone(),
            base: if versioned {
                base
            } else {
                format!("{base}/{VERSION}")
            },
            token,
        })
    }

    /// Posts JSON to a path below the version (`/{page id}/messages`).
    pub(crate) async fn post(&self, path: &str, body: &str) -> Result<Answer, SendError> {
        self.ask(Method::POST, path, Some(body)).await
    }

    /// Asks for something below the version.
    pub(crate) async fn get(&self, path: &str) -> Result<Answer, SendError> {
        self.ask(Method::GET, path, None).await
    }

    async fn ask(
        &self,
        method: Method,
        path: &str,
        body: Option<&str>,
    ) -> Result<Answer, SendError> {
        let mut request = self
            .http
            .request(method, format!("{}{path}", self.base))
            .bearer_auth(self.token.expose_secret());
        if let Some(body) = body {
            request = request
                .header("content-type", "application/json")
                .body(body.to_owned());
        }
        let mut response = request.send().await.map_err(|error| cause(&error))?;
        let status = response.status().as_u16();
        let trace = header(&response, "x-fb-trace-id");
        let after = header(&response, "retry-after")
            .and_then(|after| after.parse().ok())
            .or_else(|| {
                header(&response, "x-business-use-case-usage").and_then(|usage| regain(&usage))
            });
        // An answer that breaks off after its status still tells what became of the request.
        let body = read_up_to(&mut response, ANSWER)
            .await
            .ok()
            .flatten()
            .unwrap_or_default();
        Ok(Answer {
            status,
            body: serde_json::from_slice(&body).unwrap_or(Value::Null),
            trace,
            after,
        })
    }
}

impl Answer {
    /// What Meta finds fault with, if its answer is that it does.
    pub(crate) fn fault(&self) -> Option<Fault> {
        let error = self.body.get("error")?;
        let number = |name: &str| error.get(name).and_then(Value::as_i64).unwrap_or(0);
        let text = |pointer: &str| error.pointer(pointer).and_then(Value::as_str);
        let mut message = text("/message").unwrap_or_default().to_owned();
        if let Some(details) = text("/error_data/details") {
            message = format!("{message} ({details})");
        }
        Some(Fault {
            code: number("code"),
            subcode: number("error_subcode"),
            message,
            transient: error.get("is_transient").and_then(Value::as_bool) == Some(true),
        })
    }
}

/// The longest estimate, in seconds, of a header that has one in minutes for each kind of limit: `{"1":[{"…":5}]}`.
fn regain(usage: &str) -> Option<i64> {
    let usage: Value = serde_json::from_str(usage).ok()?;
    usage
        .as_object()?
        .values()
        .filter_map(Value::as_array)
        .flatten()
        .filter_map(|limit| limit.get("estimated_time_to_regain_access")?.as_i64())
        .max()
        .filter(|minutes| *minutes > 0)
        .map(|minutes| minutes.saturating_mul(60))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(query: &str) -> Result<String, Unverified> {
        challenge(
            Some(&SecretString::from("t0ken")),
            &WebhookRequest {
                method: "GET",
                path_and_query: &format!("/webhook/page?{query}"),
                headers: &[],
                body: b"",
            },
        )
    }

    #[test]
    fn the_challenge_comes_back_for_the_right_token_only() {
        assert_eq!(
            asked("hub.mode=subscribe&hub.verify_token=t0ken&hub.challenge=1158201444"),
            Ok("1158201444".to_owned())
        );
        for (query, why) in [
            (
                "hub.mode=subscribe&hub.verify_token=token&hub.challenge=1",
                Unverified::Wrong,
            ),
            (
                "hub.mode=unsubscribe&hub.verify_token=t0ken&hub.challenge=1",
                Unverified::Wrong,
            ),
            ("hub.mode=subscribe&hub.challenge=1", Unverified::Missing),
            (
                "hub.mode=subscribe&hub.verify_token=t0ken",
                Unverified::Missing,
            ),
            (
                "hub.mode=subscribe&hub.verify_token=t0ken&hub.challenge=%3Cscript%3E",
                Unverified::Malformed,
            ),
        ] {
            assert_eq!(asked(query), Err(why), "{query}");
        }
    }

    #[test]
    fn meta_says_in_minutes_when_to_come_back() {
        let usage = r#"{"1":[{"type":"messenger","estimated_time_to_regain_access":3},{"type":"pages","estimated_time_to_regain_access":5}],"2":7}"#;
        assert_eq!(regain(usage), Some(300));
        assert_eq!(
            regain(r#"{"1":[{"estimated_time_to_regain_access":0}]}"#),
            None
        );
        assert_eq!(regain("junk"), None);
    }

    #[test]
    fn only_the_right_signature_of_these_bytes_is_believed() {
        // HMAC-SHA256 with the key `s3cret` over `{"a":1}`.
        let secret = SecretString::from("s3cret");
        let mut mac = Hmac::<Sha256>::new_from_slice(b"s3cret").unwrap();
        mac.update(br#"{"a":1}"#);
        let right = format!("sha256={}", hex::encode(mac.finalize().into_bytes()));
        let signed = |header: &str, body: &[u8]| {
            verify(
                &secret,
                &WebhookRequest {
                    method: "POST",
                    path_and_query: "/webhook/page",
                    headers: &[("X-Hub-Signature-256", header.as_bytes())],
                    body,
                },
            )
        };
        assert_eq!(signed(&right, br#"{"a":1}"#), Ok(()));
        assert_eq!(signed(&right, br#"{"a":2}"#), Err(Unverified::Wrong));
        assert_eq!(
            signed(&right.replace("sha256", "sha1"), br#"{"a":1}"#),
            Err(Unverified::Malformed)
        );
        assert_eq!(
            signed(&right[..40], br#"{"a":1}"#),
            Err(Unverified::Malformed)
        );
        assert_eq!(signed("", b""), Err(Unverified::Malformed));
    }
}
