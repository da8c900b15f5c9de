//! Who someone is, proven: linking an account from the chat, and the ID tokens of pages inside LINE.

use reqwest::{Method, Url};
use serde::Deserialize;
use tsunagi_model::{Clock, ExternalId, SystemClock};

use super::Line;
use super::account::is_person;
use super::answer::{answer, judge};
use super::send::understood;
use crate::SendError;
use crate::http::cause;
use crate::json::Fields;

/// Who issues ID tokens.
const ISSUER: &str = "https://access.line.me";
/// The last step of linking, on LINE's side.
const DIALOG: &str = "https://access.line.me/dialog/bot/accountLink";
/// Length of a nonce; LINE also asks that it cannot be guessed (128 random bits or more) and is used once.
const NONCE: std::ops::RangeInclusive<usize> = 10..=255;
/// The longest ID token that is passed on; real ones are about a thousand letters.
const ID_TOKEN: usize = 8 * 1024;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct LinkToken {
    link_token: String,
}

impl Line {
    /// Our page with a link token of LINE's (ten minutes, one use) and our nonce. Once the person has proven there who they are, the
    /// page sends them on to [`link_dialog`].
    pub(super) async fn page_for_linking(
        &self,
        to: &ExternalId,
        page: &str,
        nonce: &str,
    ) -> Result<String, SendError> {
        if !is_person(&to.0) {
            return Err(SendError::Unsupported);
        }
        if !is_nonce(nonce) {
            return Err(refused("the nonce is not 10 to 255 plain letters"));
        }
        let mut page = Url::parse(page)
            .ok()
            .filter(|page| matches!(page.scheme(), "https" | "http"))
            .ok_or_else(|| refused("the page is no address"))?;
        let path = format!("/v2/bot/user/{}/linkToken", to.0);
        let token: LinkToken = understood(&self.tell(Method::POST, &path, None).await?)?;
        page.query_pairs_mut()
            .append_pair("linkToken", &token.link_token)
            .append_pair("nonce", nonce);
        Ok(page.into())
    }

    /// Whom an ID token names, if LINE confirms that it issued it to the login channel `client_id`, that it has not expired, and,
    /// where we gave one, that it carries our nonce.
    ///
    /// The token comes from a browser and is a secret of the person: it is passed to LINE and nowhere else.
    pub async fn verify_id_token(
        &self,
        id_token: &str,
        client_id: &str,
        nonce: Option<&str>,
    ) -> Result<ExternalId, SendError> {
        if id_token.is_empty() || id_token.len() > ID_TOKEN {
            return Err(refused("not an ID token"));
        }
        let mut form = vec![("id_token", id_token), ("client_id", client_id)];
        form.extend(nonce.map(|nonce| ("nonce", nonce)));
        let response = self
            .http
            .post(format!("{}/oauth2/v2.1/verify", self.api))
            .form(&form)
            .send()
            .await
            .map_err(|error| cause(&error))?;
        let answer = answer(response).await?;
        if answer.status != 200 {
            return Err(match judge(answer, false) {
                Err(SendError::Refused { .. }) | Ok(_) => {
                    refused("LINE does not confirm the ID token")
                }
                Err(error) => error,
            });
        }
        let now = SystemClock.now().as_millis() / 1_000;
        confirmed(
            &String::from_utf8_lossy(&answer.body),
            client_id,
            nonce,
            now,
        )
        .map(ExternalId)
        .map_err(refused)
    }

    /// The login channel that ID tokens must be meant for.
    pub(super) fn login_channel(&self) -> Result<&str, SendError> {
        self.login_channel_id
            .as_deref()
            .ok_or(SendError::Unsupported)
    }
}

/// Where a page of ours sends a person who has proven who they are: LINE then tells us `nonce` in an event of that person. None if
/// either cannot be what it should be.
pub fn link_dialog(link_token: &str, nonce: &str) -> Option<String> {
    let is_token = !link_token.is_empty()
        && link_token.len() <= 255
        && link_token.bytes().all(|byte| byte.is_ascii_graphic());
    if !is_token || !is_nonce(nonce) {
        return None;
    }
    let pairs = [("linkToken", link_token), ("nonce", nonce)];
    Url::parse_with_params(DIALOG, pairs).ok().map(String::from)
}

fn is_nonce(nonce: &str) -> bool {
    NONCE.contains(&nonce.len()) && nonce.bytes().all(|byte| byte.is_ascii_graphic())
}

/// LINE has checked all of this already; that the answer is about the token we asked for is checked again, because a person's words
/// hang on it.
fn confirmed(
    answer: &str,
    client_id: &str,
    nonce: Option<&str>,
    now: i64,
) -> Result<String, &'static str> {
    let fields = Fields::read(answer).ok_or("an answer that cannot be read")?;
    if fields.string("iss").as_deref() != Some(ISSUER) {
        return Err("another issuer");
    }
    if fields.string("aud").as_deref() != Some(client_id) {
        return Err("meant for another channel");
    }
    if fields.integer("exp").is_none_or(|until| until <= now) {
        return Err("expired");
    }
    if nonce.is_some_and(|nonce| fields.string("nonce").as_deref() != Some(nonce)) {
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
    fn an_answer_must_be_about_this_token() {
        let told = |iss: &str, aud: &str, exp: i64, sub: &str| {
            format!(r#"{{"iss":"{iss}","aud":"{aud}","exp":{exp},"sub":"{sub}","nonce":"n"}}"#)
        };
        for (answer, nonce, result) in [
            (told(ISSUER, "1", 11, USER), None, Ok(USER)),
            (told(ISSUER, "1", 11, USER), Some("n"), Ok(USER)),
            (told(ISSUER, "1", 11, USER), Some("m"), Err("another nonce")),
            (
                told("https://evil.example", "1", 11, USER),
                None,
                Err("another issuer"),
            ),
            (
                told(ISSUER, "2", 11, USER),
                None,
                Err("meant for another channel"),
            ),
            (told(ISSUER, "1", 10, USER), None, Err("expired")),
            (told(ISSUER, "1", 11, "U1"), None, Err("names nobody")),
            ("{}".to_owned(), None, Err("another issuer")),
            (
                "<html>".to_owned(),
                None,
                Err("an answer that cannot be read"),
            ),
        ] {
            let result = result.map(str::to_owned);
            assert_eq!(confirmed(&answer, "1", nonce, 10), result, "{answer}");
        }
    }

    #[test]
    fn the_last_step_carries_nothing_that_is_not_what_it_should_be() {
        assert_eq!(
            link_dialog("NMZTNuVrPTqlr2IF8Bnymkb7rXfYv5EY", "AbCd+/0123456789=="),
            Some(format!(
                "{DIALOG}?linkToken=NMZTNuVrPTqlr2IF8Bnymkb7rXfYv5EY&nonce=AbCd%2B%2F0123456789%3D%3D"
            ))
        );
        for (token, nonce) in [
            ("", "0123456789"),
            ("a b", "0123456789"),
            ("t", "012345678"),
            ("t", "あいうえおかきくけこ"),
            ("t", &*"x".repeat(256)),
        ] {
            assert_eq!(link_dialog(token, nonce), None, "{token} {nonce}");
        }
    }
}
