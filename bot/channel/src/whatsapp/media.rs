//! Fetching what a person sent: first its address, which is good for some minutes, then the bytes.

use std::time::Duration;

use reqwest::Url;
use secrecy::ExposeSecret;
use serde_json::Value;

use super::WhatsApp;
use super::send::judge;
use crate::http::{cause, header, read_up_to};
use crate::meta::Answer;
use crate::{Content, SendError};

/// How long fetching a film may take in all.
const FETCH: Duration = Duration::from_secs(60);
/// Where Meta keeps what people send.
const STORE: &str = "lookaside.fbsbx.com";

impl WhatsApp {
    /// Fetches by media id. An address that has expired meanwhile is asked for once more.
    pub(super) async fn fetch(&self, media_id: &str, limit: usize) -> Result<Content, SendError> {
        let is_id = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
        if media_id.is_empty() || media_id.len() > 256 || !media_id.bytes().all(is_id) {
            return Ok(Content::Gone);
        }
        match self.fetch_once(media_id, limit).await? {
            Content::NotYet => match self.fetch_once(media_id, limit).await? {
                Content::NotYet => Ok(Content::Gone),
                fetched => Ok(fetched),
            },
            fetched => Ok(fetched),
        }
    }

    /// The content, or `NotYet` if its address was no good.
    async fn fetch_once(&self, media_id: &str, limit: usize) -> Result<Content, SendError> {
        let path = format!("/{media_id}?phone_number_id={}", self.account);
        let answer = self.graph.get(&path).await?;
        if is_gone(&answer) {
            return Ok(Content::Gone);
        }
        let told = answer.body.clone();
        judge(answer)?;
        if told.get("file_size").and_then(size) > Some(limit as u64) {
            return Ok(Content::TooLarge);
        }
        let url = told
            .get("url")
            .and_then(Value::as_str)
            .and_then(|url| Url::parse(url).ok())
            .filter(|url| self.is_trusted(url));
        let Some(url) = url else {
            return Err(SendError::Refused {
                status: 200,
                detail: "the address of the media is not Meta's".to_owned(),
            });
        };
        let mut response = self
            .http
            .get(url)
            .bearer_auth(self.access_token.expose_secret())
            .timeout(FETCH)
            .send()
            .await
            .map_err(|error| cause(&error))?;
        let status = response.status().as_u16();
        match status {
            200 => {}
            401 | 403 | 404 | 410 => return Ok(Content::NotYet),
            _ => {
                return judge(Answer {
                    status,
                    body: Value::Null,
                    trace: None,
                    after: header(&response, "retry-after").and_then(|after| after.parse().ok()),
                })
                .and(Ok(Content::NotYet));
            }
        }
        let content_type = told
            .get("mime_type")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .or_else(|| header(&response, "content-type"))
            .unwrap_or_else(|| "application/octet-stream".to_owned());
        let bytes = read_up_to(&mut response, limit)
            .await
            .map_err(|error| cause(&error))?;
        Ok(bytes.map_or(Content::TooLarge, |bytes| Content::Ready {
            content_type,
            bytes,
        }))
    }

    /// Whether our token may be shown there: to Meta's store, and to where the operator has us find Meta.
    fn is_trusted(&self, url: &Url) -> bool {
        let is_store = url.scheme() == "https"
            && url.host_str() == Some(STORE)
            && url.port_or_known_default() == Some(443);
        is_store || self.bases.iter().any(|base| base.origin() == url.origin())
    }
}

/// Meta answers a request for what is no longer there with 404, or with its number for "no such object".
fn is_gone(answer: &Answer) -> bool {
    matches!(answer.status, 404 | 410)
        || answer
            .fault()
            .is_some_and(|fault| fault.code == 100 && fault.subcode == 33)
}

/// Meta writes sizes as numbers or as strings.
fn size(value: &Value) -> Option<u64> {
    value
        .as_u64()
        .or_else(|| value.as_str().and_then(|text| text.parse().ok()))
}
