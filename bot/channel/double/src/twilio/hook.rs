//! Webhooks as Twilio sends them, rightly signed for the address that it was told.

use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

use super::form::{pairs, written};

/// Numbers of messages, over all of the process.
static NEXT: AtomicU64 = AtomicU64::new(1);

/// A request on its way to a webhook.
#[derive(Debug, Clone, PartialEq)]
pub struct TwilioHook {
    /// The path with its query.
    pub path_and_query: String,
    /// The value of `X-Twilio-Signature`.
    pub signature: String,
    /// The body's bytes.
    pub body: Vec<u8>,
}

/// Makes webhooks of one account for one address.
#[derive(Debug, Clone)]
pub struct TwilioWebhook {
    auth_token: String,
    url: String,
    number: String,
    with_port: bool,
}

impl TwilioWebhook {
    /// Webhooks signed with `auth_token` for `url`, about messages to and from `number`.
    pub fn new(auth_token: &str, url: &str, number: &str) -> Self {
        Self {
            auth_token: auth_token.to_owned(),
            url: url.to_owned(),
            number: number.to_owned(),
            with_port: false,
        }
    }

    /// The same, signed as Twilio sometimes does: with the usual port in the address.
    pub fn with_port(self) -> Self {
        Self {
            with_port: true,
            ..self
        }
    }

    /// A message from a number, with these fields besides the usual ones.
    pub fn message(&self, from: &str, more: &[(&str, &str)]) -> TwilioHook {
        let sid = format!("SM{:032x}", NEXT.fetch_add(1, Ordering::Relaxed));
        let mut fields = vec![
            ("ToCountry", "JP"),
            ("SmsMessageSid", &sid),
            ("NumMedia", "0"),
            ("SmsSid", &sid),
            ("SmsStatus", "received"),
            ("FromCountry", "JP"),
            ("To", &self.number),
            ("NumSegments", "1"),
            ("MessageSid", &sid),
            ("AccountSid", "AC00000000000000000000000000000b07"),
            ("From", from),
            ("ApiVersion", "2010-04-01"),
        ];
        fields.retain(|(name, _)| !more.iter().any(|(other, _)| name == other));
        fields.extend(more);
        self.form(None, &fields)
    }

    /// Words from a number.
    pub fn text(&self, from: &str, body: &str) -> TwilioHook {
        self.message(from, &[("Body", body)])
    }

    /// What became of a message to a number; `key` comes back in the address.
    pub fn status(
        &self,
        key: Option<&str>,
        to: &str,
        sid: &str,
        status: &str,
        error: Option<&str>,
    ) -> TwilioHook {
        let mut fields = vec![
            ("SmsSid", sid),
            ("SmsStatus", status),
            ("MessageStatus", status),
            ("To", to),
            ("MessageSid", sid),
            ("AccountSid", "AC00000000000000000000000000000b07"),
            ("From", &self.number),
            ("ApiVersion", "2010-04-01"),
        ];
        fields.extend(error.map(|code| ("ErrorCode", code)));
        let query = key.map(|key| format!("key={key}"));
        self.form(query.as_deref(), &fields)
    }

    /// The same body, signed by this account for this address.
    pub fn signed_anew(&self, hook: &TwilioHook) -> TwilioHook {
        let fields = pairs(&String::from_utf8_lossy(&hook.body));
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        self.form(None, &fields)
    }

    /// Any form.
    pub fn form(&self, query: Option<&str>, fields: &[(&str, &str)]) -> TwilioHook {
        let fields: Vec<(String, String)> = fields
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let mut sorted = fields.clone();
        sorted.sort();
        sorted.dedup();
        let signed: String = sorted
            .into_iter()
            .flat_map(|(name, value)| [name, value])
            .collect();
        self.signed(query, &signed, written(&fields).into_bytes())
    }

    /// Any body, signed with `signed` behind the address.
    pub fn signed(&self, query: Option<&str>, signed: &str, body: Vec<u8>) -> TwilioHook {
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let (host, path) = split(&self.url);
        let port = match (self.with_port, self.url.starts_with("https")) {
            (true, true) => ":443",
            (true, false) => ":80",
            (false, _) => "",
        };
        let address = format!("{host}{port}{path}{query}{signed}");
        let mut signature = String::new();
        if let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(self.auth_token.as_bytes()) {
            mac.update(address.as_bytes());
            signature = STANDARD.encode(mac.finalize().into_bytes());
        }
        TwilioHook {
            path_and_query: format!("{path}{query}"),
            signature,
            body,
        }
    }
}

/// Scheme and host, and the path.
fn split(url: &str) -> (&str, &str) {
    let host = url.find("://").map_or(0, |at| at + 3);
    let path = url[host..].find('/').map_or(url.len(), |at| host + at);
    url.split_at(path)
}
