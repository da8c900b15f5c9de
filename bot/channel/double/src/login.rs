//! LINE Login: the page that asks a person who they are, and the code that it gives, by the rules of OAuth 2.1 with PKCE.
//!
//! The page is a plain redirect: whoever sits at the browser ([`LineDouble::sit_down`](crate::LineDouble::sit_down)) is signed in and has
//! made up their mind.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::json;
use sha2::{Digest, Sha256};
use tsunagi_model::{Span, Timestamp};

use crate::account::issue_id_token;
use crate::answer::Answer;
use crate::memory::{Memory, Person};
use crate::oauth::fields;

/// A code's life.
const CODE_LIFE: Span = Span::minutes(10);

/// Who sits at the browser in which LINE's login page is opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    /// Their LINE account.
    pub user: String,
    /// Whether they let us know who they are.
    pub agrees: bool,
    /// Whether they add the account as a friend where the page asks for it.
    pub befriends: bool,
}

impl Default for Visitor {
    fn default() -> Self {
        Self {
            user: "U00000000000000000000000000000001".to_owned(),
            agrees: true,
            befriends: true,
        }
    }
}

/// A code that waits to be shown once.
#[derive(Debug, Clone)]
pub(crate) struct Code {
    user: String,
    redirect: String,
    nonce: Option<String>,
    challenge: Option<String>,
    until: Timestamp,
}

/// A form or a query, by name.
struct Form(Vec<(String, String)>);

impl Form {
    fn read(text: &str) -> Self {
        Self(fields(text))
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.0.iter().find(|(key, _)| key == name);
        found
            .map(|(_, value)| value.as_str())
            .filter(|value| !value.is_empty())
    }
}

/// The login page: a redirect back with a code, or with the person's no.
pub(crate) fn authorize(memory: &mut Memory, query: &str) -> Answer {
    let asked = Form::read(query);
    if let Some(why) = mistake(memory, &asked) {
        return Answer::refuse(400, why);
    }
    let (redirect, state) = (
        asked.get("redirect_uri").unwrap_or_default(),
        asked.get("state").unwrap_or_default(),
    );
    let visitor = memory.visitor.clone();
    let back = if visitor.agrees {
        let code = format!("code{}", memory.number());
        let kept = Code {
            user: visitor.user.clone(),
            redirect: redirect.to_owned(),
            nonce: asked.get("nonce").map(str::to_owned),
            challenge: asked.get("code_challenge").map(str::to_owned),
            until: memory.now().plus(CODE_LIFE),
        };
        memory.codes.insert(code.clone(), kept);
        if visitor.befriends && asked.get("bot_prompt").is_some() {
            memory.set_person(&visitor.user, Person::Friend);
        }
        format!("code={code}")
    } else {
        "error=ACCESS_DENIED&error_description=The%20resource%20owner%20denied%20the%20request."
            .to_owned()
    };
    let sign = if redirect.contains('?') { '&' } else { '?' };
    Answer::empty(302).with("location", format!("{redirect}{sign}{back}&state={state}"))
}

/// What LINE would say instead of showing the page.
fn mistake(memory: &Memory, asked: &Form) -> Option<&'static str> {
    let plain = |text: &str| text.bytes().all(|byte| byte.is_ascii_alphanumeric());
    if asked.get("response_type") != Some("code") {
        return Some("response_type must be code");
    }
    if asked.get("client_id") != Some(&memory.config.login_channel_id) {
        return Some("Invalid client_id value");
    }
    let redirect = asked.get("redirect_uri").unwrap_or_default();
    let registered = &memory.config.login_callbacks;
    let known = registered.is_empty() || registered.iter().any(|known| known == redirect);
    if !known || !(redirect.starts_with("https://") || redirect.starts_with("http://127.0.0.1")) {
        return Some(
            "Invalid redirect_uri value. Check if it is registered in a LINE developers site.",
        );
    }
    if !asked.get("state").is_some_and(plain) {
        return Some("state must be a unique alphanumeric string");
    }
    if !asked
        .get("scope")
        .is_some_and(|scope| scope.split(' ').any(|scope| scope == "openid"))
    {
        return Some("an ID token needs the scope openid");
    }
    if !matches!(
        asked.get("bot_prompt"),
        None | Some("normal" | "aggressive")
    ) {
        return Some("Invalid bot_prompt value");
    }
    match (
        asked.get("code_challenge"),
        asked.get("code_challenge_method"),
    ) {
        (None, None) => None,
        (Some(challenge), Some("S256")) if challenge.len() == 43 => None,
        _ => Some("a code_challenge is the S256 of a verifier"),
    }
}

/// What the code is worth: tokens, for who knows the secret and the verifier. A code is spent by its first showing.
pub(crate) fn exchange(memory: &mut Memory, form: &[u8]) -> Answer {
    let shown = Form::read(&String::from_utf8_lossy(form));
    let said = |error: &str, description: &str| {
        Answer::json(
            400,
            json!({ "error": error, "error_description": description }).to_string(),
        )
    };
    let refuse = |error: &str, description: &str| Answer {
        refusal: Some(description.to_owned()),
        ..said(error, description)
    };
    if shown.get("grant_type") != Some("authorization_code") {
        return refuse(
            "unsupported_grant_type",
            "grant_type must be authorization_code",
        );
    }
    if shown.get("client_id") != Some(&memory.config.login_channel_id)
        || shown.get("client_secret") != Some(&memory.config.login_channel_secret)
    {
        return refuse("invalid_client", "invalid client_id or client_secret");
    }
    // A browser may bring any code, so that an unknown one is no mistake of the caller.
    let now = memory.now();
    let code = shown.get("code").and_then(|code| memory.codes.remove(code));
    let Some(code) = code.filter(|code| code.until > now) else {
        return said("invalid_grant", "invalid authorization code");
    };
    if shown.get("redirect_uri") != Some(&code.redirect) {
        return refuse("invalid_grant", "redirect_uri does not match");
    }
    let proven = shown
        .get("code_verifier")
        .filter(|verifier| (43..=128).contains(&verifier.len()))
        .map(|verifier| URL_SAFE_NO_PAD.encode(Sha256::digest(verifier)));
    if code.challenge.is_some() && proven != code.challenge {
        return refuse("invalid_grant", "code_verifier does not match");
    }
    let channel = memory.config.login_channel_id.clone();
    let id_token = issue_id_token(memory, &code.user, &channel, code.nonce.as_deref());
    let tokens = json!({
        "access_token": format!("login-token-{}", memory.number()),
        "expires_in": 2_592_000,
        "id_token": id_token,
        "refresh_token": format!("refresh-token-{}", memory.number()),
        "scope": "openid",
        "token_type": "Bearer",
    });
    Answer::json(200, tokens.to_string())
}
