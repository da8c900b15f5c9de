//! What a person sent. Twilio keeps it behind our credentials and passes on to a store that wants none.

use std::time::Duration;

use reqwest::{Response, Url};
use secrecy::ExposeSecret;

use super::Sms;
use super::answer::answer;
use crate::http::{cause, header, read_up_to};
use crate::{Content, SendError};

/// How long fetching may take in all.
const FETCH: Duration = Duration::from_secs(60);
/// How often Twilio may pass us on.
const PASSES: usize = 3;
/// Where Twilio keeps media.
const STORES: [&str; 3] = [".twilio.com", ".twiliocdn.com", ".amazonaws.com"];

impl Sms {
    /// Fetches media by its path below the API, with our credentials there and nowhere else.
    pub(super) async fn fetch(&self, path: &str, limit: usize) -> Result<Content, SendError> {
        let home = Url::parse(&self.api).map_err(|_| SendError::Unsupported)?;
        let Some(mut url) = media(&self.api, path) else {
            return Ok(Content::Gone);
        };
        let mut response = self.request(url.clone(), true).await?;
        for _ in 0..PASSES {
            if !response.status().is_redirection() {
                break;
            }
            let next = header(&response, "location").and_then(|next| url.join(&next).ok());
            let Some(next) = next.filter(|next| is_a_store(next, &home)) else {
                return Ok(Content::Gone);
            };
            url = next;
            response = self.request(url.clone(), false).await?;
        }
        match response.status().as_u16() {
            200 => {}
            300..=399 | 404 | 410 => return Ok(Content::Gone),
            _ => return Err(answer(response).await.error()),
        }
        let content_type = header(&response, "content-type")
            .unwrap_or_else(|| "application/octet-stream".to_owned());
        let read = read_up_to(&mut response, limit).await;
        Ok(match read.map_err(|error| cause(&error))? {
            Some(bytes) => Content::Ready {
                content_type,
                bytes,
            },
            None => Content::TooLarge,
        })
    }

    async fn request(&self, url: Url, with_credentials: bool) -> Result<Response, SendError> {
        let mut request = self.http.get(url).timeout(FETCH);
        if with_credentials {
            request = request.basic_auth(&self.user, Some(self.password.expose_secret()));
        }
        request.send().await.map_err(|error| cause(&error))
    }
}

/// The address of media below the API; none if the path would lead anywhere else.
fn media(api: &str, path: &str) -> Option<Url> {
    let url = Url::parse(&format!("{api}{path}")).ok()?;
    let home = Url::parse(api).ok()?;
    let below = format!("{}/2010-04-01/Accounts/", home.path().trim_end_matches('/'));
    let same = url.origin() == home.origin() && url.username().is_empty();
    (path.starts_with('/') && same && url.path().starts_with(&below)).then_some(url)
}

/// Whether we may be passed on to there.
fn is_a_store(url: &Url, home: &Url) -> bool {
    let store = url.scheme() == "https"
        && url
            .host_str()
            .is_some_and(|host| STORES.iter().any(|store| host.ends_with(store)));
    store || url.origin() == home.origin()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_media_below_the_api_is_asked_for() {
        let api = "https://api.twilio.com";
        let path = "/2010-04-01/Accounts/AC1/Messages/MM1/Media/ME1";
        assert_eq!(media(api, path).unwrap().as_str(), format!("{api}{path}"));
        for path in [
            "",
            "@evil.example/2010-04-01/Accounts/",
            ".evil.example/2010-04-01/Accounts/AC1",
            ":8080/2010-04-01/Accounts/AC1",
            "/2010-04-01/Accounts/../../v1/Secrets",
            "/v1/Keys",
        ] {
            assert_eq!(media(api, path), None, "{path}");
        }
    }

    #[test]
    fn only_twilios_stores_are_followed_to() {
        let home = Url::parse("https://api.twilio.com").unwrap();
        let may = |url: &str| is_a_store(&Url::parse(url).unwrap(), &home);
        assert!(may("https://mms.twiliocdn.com/x"));
        assert!(may(
            "https://s3-external-1.amazonaws.com/media.twiliocdn.com/x"
        ));
        assert!(may("https://api.twilio.com/x"));
        for url in [
            "http://mms.twiliocdn.com/x",
            "https://twiliocdn.com.evil.example/x",
            "https://169.254.169.254/latest",
            "http://127.0.0.1/x",
        ] {
            assert!(!may(url), "{url}");
        }
    }
}
