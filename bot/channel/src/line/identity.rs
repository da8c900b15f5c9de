//! Who someone is, proven: LINE Login from our pages, and linking an account from the chat.
//!
//! No script of LINE's runs in our pages: the login is plain addresses (OAuth 2.1, code flow with PKCE), which LINE's own browser passes
//! without a password.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use reqwest::{Method, Url};
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use tsunagi_model::ExternalId;

use super::Line;
use super::account::is_person;
use super::answer::{Answer, answer, judge};
use super::send::understood;
use crate::http::cause;
use crate::json::Fields;
use crate::{ChannelConfig, Login, Proven, SendError};

/// Who issues ID tokens.
const ISSUER: &str = "https://access.line.me";
/// Length of a nonce; LINE also asks that it cannot be guessed (128 random bits or more) and is used once.
const NONCE: std::ops::RangeInclusive<usize> = 10..=255;
/// The longest authorization code that is passed on; LINE's are about twenty letters.
const CODE: usize = 512;

/// The LINE Login channel of the same provider.
pub(super) struct LoginChannel {
    id: String,
    secret: SecretString,
}

impl LoginChannel {
    /// Nothing if one of the two is missing: `tsunagi doctor` says so.
    pub(super) fn of(config: &ChannelConfig) -> Option<Self> {
        Some(Self {
            id: config.login_channel_id.clone()?,
            secret: config.login_channel_secret.clone()?,
        })
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkToken {
    link_token: String,
}

impl Line {
    /// LINE's login page; `bot_prompt` asks there whether the account shall be added as a friend.
    pub(super) fn page_for_login(&self, login: &Login<'_>) -> Option<String> {
        let channel = self.login.as_ref()?;
        let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(login.verifier));
        let pairs = [
            ("response_type", "code"),
            ("client_id", &channel.id),
            ("redirect_uri", login.redirect),
            ("state", login.state),
            ("scope", "openid"),
            ("nonce", login.nonce),
            ("bot_prompt", "aggressive"),
            ("code_challenge", &challenge),
            ("code_challenge_method", "S256"),
        ];
        let page = format!("{}/oauth2/v2.1/authorize", self.pages);
        Url::parse_with_params(&page, pairs).ok().map(String::from)
    }

    /// Turns the code into an ID token, has LINE confirm it, and asks whether the account may write to whom it names.
    ///
    /// Code and token come from a browser and are secrets of the person: they are passed to LINE and nowhere else.
    pub(super) async fn prove(&self, login: &Login<'_>, code: &str) -> Result<Proven, SendError> {
        let channel = self.login.as_ref().ok_or(SendError::Unsupported)?;
        if code.is_empty() || code.len() > CODE {
            return Err(refused("not an authorization code"));
        }
        let form = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", login.redirect),
            ("client_id", &channel.id),
            ("client_secret", channel.secret.expose_secret()),
            ("code_verifier", login.verifier),
        ];
        let granted = self.post_form("/oauth2/v2.1/token", &form).await?;
        let granted = confirmed(granted, "LINE does not take the code")?;
        let id_token = Fields::read(&granted)
            .and_then(|fields| fields.string("id_token"))
            .ok_or_else(|| refused("no ID token"))?;
        let id = self
            .verify_id_token(&id_token, &channel.id, login.nonce)
            .await?;
        // Where LINE does not say, the platform's answer to the first message will.
        let reachable = match self.ask_profile(&id).await {
            Ok(profile) => profile.name.is_some(),
            Err(_) => true,
        };
        Ok(Proven { id, reachable })
    }

    /// Whom an ID token names, if LINE confirms that it issued it to the login channel `client_id`, that it is still good, and that it
    /// carries our nonce.
    async fn verify_id_token(
        &self,
        id_token: &str,
        client_id: &str,
        nonce: &str,
    ) -> Result<ExternalId, SendError> {
        let form = [
            ("id_token", id_token),
            ("client_id", client_id),
            ("nonce", nonce),
        ];
        let told = self.post_form("/oauth2/v2.1/verify", &form).await?;
        let told = confirmed(told, "LINE does not confirm the ID token")?;
        named(&told, client_id, nonce)
            .map(ExternalId)
            .map_err(refused)
    }

    async fn post_form(&self, path: &str, form: &[(&str, &str)]) -> Result<Answer, SendError> {
        let request = self.http.post(format!("{}{path}", self.api)).form(form);
        let response = request.send().await.map_err(|error| cause(&error))?;
        answer(response).await
    }

    /// Our page with a link token of LINE's (ten minutes, one use). Once the person has proven there who they are, the page sends them
    /// on to [`Self::dialog`].
    pub(super) async fn page_for_linking(
        &self,
        to: &ExternalId,
        page: &str,
    ) -> Result<String, SendError> {
        if !is_person(&to.0) {
            return Err(SendError::Unsupported);
        }
        let mut page = Url::parse(page)
            .ok()
            .filter(|page| matches!(page.scheme(), "https" | "http"))
            .ok_or_else(|| refused("the page is no address"))?;
        let path = format!("/v2/bot/user/{}/linkToken", to.0);
        let token: LinkToken = understood(&self.tell(Method::POST, &path, None).await?)?;
        // A web chat is in the browser where it began: LINE opens this address there and not in its own.
        page.query_pairs_mut()
            .append_pair("linkToken", &token.link_token)
            .append_pair("openExternalBrowser", "1");
        Ok(page.into())
    }

    /// LINE then tells us `nonce` in an event of the person whom the link token is for.
    pub(super) fn dialog(&self, link_token: &str, nonce: &str) -> Option<String> {
        let is_token = !link_token.is_empty()
            && link_token.len() <= 255
            && link_token.bytes().all(|byte| byte.is_ascii_graphic());
        let is_nonce =
            NONCE.contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_graphic());
        if !is_token || !is_nonce {
            return None;
        }
        let dialog = format!("{}/dialog/bot/accountLink", self.pages);
        let pairs = [("linkToken", link_token), ("nonce", nonce)];
        Url::parse_with_params(&dialog, pairs)
            .ok()
            .map(String::from)
    }
}

/// The body of a good answer. What a browser brought may be anything, so that LINE's refusal of it is no failure of LINE's.
fn confirmed(answer: Answer, otherwise: &'static str) -> Result<String, SendError> {
    if answer.status == 200 {
        return Ok(String::from_utf8_lossy(&answer.body).into_owned());
    }
    Err(match judge(answer, false) {
        Err(SendError::Refused { .. }) | Ok(_) => refused(otherwise),
        Err(error) => error,
    })
}

/// LINE has checked all of this already; that the answer is about the login we began is checked again, because a person's words hang
/// on it.
fn named(answer: &str, client_id: &str, nonce: &str) -> Result<String, &'static str> {
    let fields = Fields::read(answer).ok_or("an answer that cannot be read")?;
    if fields.string("iss").as_deref() != Some(ISSUER) {
        return Err("another issuer");
    }
    if fields.string("aud").as_deref() != Some(client_id) {
        return Err("meant for another channel");
    }
    if fields.string("nonce").as_deref() != Some(nonce) {
        return Err("another nonce");
    }
    fields
        .string("sub")
        .filter(|id| is_person(id))
        .ok_or("names nobody")
}

fn refused(why: &str) -> SendError {
    SendError::Refused {
        status: 400,
        detail: why.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USER: &str = "U0123456789abcdef0123456789abcdef";

    #[test]
    fn an_answer_must_be_about_this_login() {
        let told = |iss: &str, aud: &str, sub: &str| {
            format!(r#"{{"iss":"{iss}","aud":"{aud}","sub":"{sub}","nonce":"n"}}"#)
        };
        for (answer, nonce, result) in [
            (told(ISSUER, "1", USER), "n", Ok(USER)),
            (told(ISSUER, "1", USER), "m", Err("another nonce")),
            (
                told("https://evil.example", "1", USER),
                "n",
                Err("another issuer"),
            ),
            (
                told(ISSUER, "2", USER),
                "n",
                Err("meant for another channel"),
            ),
            (told(ISSUER, "1", "U1"), "n", Err("names nobody")),
            ("{}".to_owned(), "n", Err("another issuer")),
            (
                "<html>".to_owned(),
                "n",
                Err("an answer that cannot be read"),
            ),
        ] {
            let result = result.map(str::to_owned);
            assert_eq!(named(&answer, "1", nonce), result, "{answer}");
        }
    }
}
