//! Whether a request comes from Twilio, is for this address, and for this number.
//!
//! Twilio signs the address it was told, so the address is that of our own configuration: what a caller says about it, in `Host`
//! or `X-Forwarded-…`, proves nothing, and a request that was signed for another path stays one.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Url;
use sha1::Sha1;
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

use super::form::Form;
use super::{plain, without_scheme};
use crate::{Unverified, WebhookRequest};

/// The header is the base64 of HMAC-SHA1 over address and fields. A body that is no form is signed by its hash in the address.
pub(super) fn signature(
    secret: &str,
    webhook: &Url,
    request: &WebhookRequest<'_>,
) -> Result<(), Unverified> {
    let header = request
        .header("x-twilio-signature")
        .ok_or(Unverified::Missing)?;
    // One byte more than base64 of 28 characters can need, so that a long header is refused without decoding it all.
    let mut claimed = [0_u8; 21];
    let length = STANDARD
        .decode_slice(header, &mut claimed)
        .map_err(|_| Unverified::Malformed)?;
    let claimed = claimed
        .get(..length)
        .filter(|claimed| claimed.len() == 20)
        .ok_or(Unverified::Malformed)?;
    let (path, query) = match request.path_and_query.split_once('?') {
        Some((path, query)) => (path, Some(query)),
        None => (request.path_and_query, None),
    };
    // A proxy may have taken the beginning of the path away, but no other path leads here.
    if !webhook.path().ends_with(path) {
        return Err(Unverified::Wrong);
    }
    let fields = match query.and_then(body_hash) {
        Some(hash) => {
            let found = hex::encode(Sha256::digest(request.body));
            let same: bool = found.as_bytes().ct_eq(hash.as_bytes()).into();
            if !same {
                return Err(Unverified::Wrong);
            }
            String::new()
        }
        None => Form::read(&String::from_utf8_lossy(request.body))
            .ok_or(Unverified::Malformed)?
            .signed(),
    };
    // Twilio is not of one mind whether the usual port belongs to the address.
    let right = [false, true].into_iter().any(|with_port| {
        let address = address(webhook, query, with_port);
        let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(secret.as_bytes()) else {
            return false;
        };
        mac.update(address.as_bytes());
        mac.update(fields.as_bytes());
        mac.verify_slice(claimed).is_ok()
    });
    if right {
        Ok(())
    } else {
        Err(Unverified::Wrong)
    }
}

/// The hash of the body that Twilio puts into the address where the body is JSON.
fn body_hash(query: &str) -> Option<&str> {
    query
        .split('&')
        .find_map(|pair| pair.strip_prefix("bodySHA256="))
}

/// Our address with the query of the request. The query is signed like the rest: it cannot be changed on the way.
fn address(webhook: &Url, query: Option<&str>, with_port: bool) -> String {
    let host = webhook.host_str().unwrap_or_default();
    let port = match (webhook.port(), with_port) {
        (Some(port), true) => format!(":{port}"),
        (None, true) => format!(":{}", webhook.port_or_known_default().unwrap_or(443)),
        (_, false) => String::new(),
    };
    let query = query.map_or_else(String::new, |query| format!("?{query}"));
    format!(
        "{}://{host}{port}{}{query}",
        webhook.scheme(),
        webhook.path()
    )
}

/// A message names our number as its recipient, a status report as its sender. What names none is left to the signature alone.
pub(super) fn destination(account: &str, body: &[u8]) -> Result<(), Unverified> {
    let text = String::from_utf8_lossy(body);
    let form = super::split::read(text.trim()).ok_or(Unverified::Malformed)?;
    let field = if account.starts_with("MG") {
        "MessagingServiceSid"
    } else if super::read::status_of(&form).is_some() {
        "From"
    } else {
        "To"
    };
    match form.word(field).map(plain) {
        Some(named) if without_scheme(&named) != without_scheme(account) => {
            Err(Unverified::OtherAccount)
        }
        _ => Ok(()),
    }
}
