//! Twilio's side: messages, numbers, messaging services and media, with Twilio's rules for each, and its webhooks.

mod check;
mod form;
mod hook;

use std::collections::{BTreeMap, BTreeSet};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use serde_json::{Value, json};

use crate::stage::{Asked, Platform, Said};
use check::check;
use form::pairs;

pub use check::check_twilio;
pub use hook::{TwilioHook, TwilioWebhook};

/// An account at Twilio.
pub struct Twilio {
    /// `AC…`.
    pub sid: String,
    /// The auth token, with which webhooks are signed as well.
    pub auth_token: String,
    /// The account as `GET` tells it.
    pub account: Value,
    /// Numbers of the account.
    pub numbers: Vec<TwilioNumber>,
    /// The one messaging service, as `GET` tells it.
    pub service: Value,
    /// Who said STOP.
    pub stopped: BTreeSet<String>,
    /// Numbers that have no SMS.
    pub landlines: BTreeSet<String>,
    /// Beginnings of numbers that may be written to.
    pub permitted: Vec<String>,
    /// Media by path: content type and bytes; kept in a store to which Twilio passes on.
    pub media: BTreeMap<String, (String, Vec<u8>)>,
    /// Messages taken: the fields of each.
    pub sent: Vec<BTreeMap<String, String>>,
}

/// A number of the account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TwilioNumber {
    /// `PN…`.
    pub sid: String,
    /// `+81…`.
    pub number: String,
    /// Where messages go.
    pub sms_url: String,
    /// How.
    pub sms_method: String,
}

impl Default for Twilio {
    fn default() -> Self {
        let sid = "AC00000000000000000000000000000b07";
        Self {
            sid: sid.to_owned(),
            auth_token: "double-auth-token".to_owned(),
            account: json!({ "sid": sid, "status": "active", "type": "Full", "friendly_name": "つなぎ" }),
            numbers: vec![TwilioNumber {
                sid: "PN00000000000000000000000000000001".to_owned(),
                number: "+815012345678".to_owned(),
                sms_url: String::new(),
                sms_method: "GET".to_owned(),
            }],
            service: json!({
                "sid": "MG00000000000000000000000000000001", "inbound_request_url": null,
                "inbound_method": "POST", "use_inbound_webhook_on_number": true
            }),
            stopped: BTreeSet::new(),
            landlines: BTreeSet::new(),
            permitted: vec!["+81".to_owned()],
            media: BTreeMap::new(),
            sent: Vec::new(),
        }
    }
}

impl Platform for Twilio {
    const NAME: &'static str = "Twilio";

    fn answer(&mut self, request: &Asked) -> Said {
        if let Some(path) = request.path.strip_prefix("/store") {
            return self.store(path, request);
        }
        if request.header("authorization") != Some(self.credentials().as_str()) {
            return wrong(401, 20_003, "Authenticate");
        }
        let post = request.method == "POST";
        let fields = if post {
            let kind = request.header("content-type").unwrap_or_default();
            if !kind.starts_with("application/x-www-form-urlencoded") {
                return wrong(400, 20_001, "not a form").refused("Twilio takes forms only");
            }
            pairs(&String::from_utf8_lossy(&request.body))
        } else {
            pairs(&request.query)
        };
        let base = format!("/2010-04-01/Accounts/{}", self.sid);
        let path = request.path.as_str();
        let service = format!(
            "/v1/Services/{}",
            self.service["sid"].as_str().unwrap_or_default()
        );
        if path == service {
            return self.service(post, &fields);
        }
        let Some(path) = path.strip_prefix(&base) else {
            return wrong(404, 20_404, "The requested resource was not found");
        };
        match (path, post) {
            (".json", false) => Said::json(200, &self.account),
            ("/Messages.json", true) => self.take(fields),
            ("/IncomingPhoneNumbers.json", false) => self.find(&fields),
            (path, true) if path.starts_with("/IncomingPhoneNumbers/") => {
                self.change(path, &fields)
            }
            (path, false) if self.media.contains_key(&format!("{base}{path}")) => Said {
                status: 307,
                headers: vec![("location".to_owned(), format!("/store{base}{path}"))],
                ..Said::default()
            },
            _ => wrong(404, 20_404, "The requested resource was not found"),
        }
    }

    fn trouble(&self, status: u16, words: Option<&str>) -> Said {
        // Words may begin with the number of the error.
        let words = words.unwrap_or_default();
        let (code, words) = words.split_once(' ').unwrap_or((words, ""));
        let usual = match status {
            400 => 20_001,
            401 => 20_003,
            403 => 20_403,
            429 => 20_429,
            _ => 20_500,
        };
        wrong(status, code.parse().unwrap_or(usual), words)
    }
}

impl Twilio {
    fn credentials(&self) -> String {
        let pair = format!("{}:{}", self.sid, self.auth_token);
        format!("Basic {}", STANDARD.encode(pair))
    }

    fn take(&mut self, fields: Vec<(String, String)>) -> Said {
        let fields: BTreeMap<String, String> = fields.into_iter().collect();
        if let Err((code, why)) = check(&fields) {
            return wrong(400, code, &why).refused(why.clone());
        }
        let to = fields.get("To").map(String::as_str).unwrap_or_default();
        let from = fields.get("From").map(String::as_str).unwrap_or_default();
        let service = fields.get("MessagingServiceSid");
        let ours = self
            .numbers
            .iter()
            .any(|number| from.ends_with(&number.number))
            || service.is_some_and(|sid| Some(sid.as_str()) == self.service["sid"].as_str());
        let number = to.split_once(':').map_or(to, |(_, number)| number);
        if !ours {
            let said =
                format!("The From phone number {from} is not a valid number for your account");
            return wrong(400, 21_606, &said);
        }
        if self.stopped.contains(to) {
            return wrong(400, 21_610, "Attempt to send to unsubscribed recipient");
        }
        if self.landlines.contains(to) {
            return wrong(
                400,
                21_614,
                &format!("'To' number {to} is not a valid mobile number"),
            );
        }
        if !self.permitted.iter().any(|begin| number.starts_with(begin)) {
            let said = format!(
                "Permission to send an SMS has not been enabled for the region indicated by the 'To' number: {to}"
            );
            return wrong(400, 21_408, &said);
        }
        self.sent.push(fields.clone());
        let sid = format!("SM{:032x}", self.sent.len());
        let segments = fields["Body"].encode_utf16().count().div_ceil(67);
        let mut said = Said::json(
            201,
            &json!({
                "sid": sid, "account_sid": self.sid, "status": "queued", "to": to, "from": from,
                "body": fields["Body"], "num_segments": segments.to_string(), "direction": "outbound-api",
                "error_code": null, "error_message": null
            }),
        );
        said.headers.push((
            "twilio-request-id".to_owned(),
            format!("RQ{:032x}", self.sent.len()),
        ));
        said
    }

    fn find(&self, fields: &[(String, String)]) -> Said {
        let wanted = value(fields, "PhoneNumber").unwrap_or_default();
        let found: Vec<Value> = self
            .numbers
            .iter()
            .filter(|number| number.number.contains(&wanted))
            .map(told)
            .collect();
        Said::json(200, &json!({ "incoming_phone_numbers": found, "page": 0 }))
    }

    fn change(&mut self, path: &str, fields: &[(String, String)]) -> Said {
        let found = self
            .numbers
            .iter_mut()
            .find(|number| path == format!("/IncomingPhoneNumbers/{}.json", number.sid));
        let Some(number) = found else {
            return wrong(404, 20_404, "The requested resource was not found");
        };
        if let Some(url) = value(fields, "SmsUrl") {
            number.sms_url = url;
        }
        if let Some(method) = value(fields, "SmsMethod") {
            number.sms_method = method;
        }
        Said::json(200, &told(number))
    }

    fn service(&mut self, post: bool, fields: &[(String, String)]) -> Said {
        if post {
            for (field, name) in [
                ("InboundRequestUrl", "inbound_request_url"),
                ("InboundMethod", "inbound_method"),
            ] {
                if let Some(value) = value(fields, field) {
                    self.service[name] = value.into();
                }
            }
            if let Some(value) = value(fields, "UseInboundWebhookOnNumber") {
                self.service["use_inbound_webhook_on_number"] = (value == "true").into();
            }
        }
        Said::json(200, &self.service)
    }

    /// The store behind the API: whoever shows credentials there has given them away.
    fn store(&self, path: &str, request: &Asked) -> Said {
        match self.media.get(path) {
            _ if request.header("authorization").is_some() => {
                wrong(400, 0, "InvalidArgument").refused("credentials shown to the store")
            }
            Some((kind, bytes)) => Said {
                status: 200,
                content_type: Some(kind.clone()),
                body: bytes.clone(),
                ..Said::default()
            },
            None => wrong(404, 0, "NoSuchKey"),
        }
    }
}

fn told(number: &TwilioNumber) -> Value {
    json!({
        "sid": number.sid, "phone_number": number.number, "sms_url": number.sms_url,
        "sms_method": number.sms_method, "capabilities": { "sms": true, "mms": false, "voice": true }
    })
}

fn value(fields: &[(String, String)], name: &str) -> Option<String> {
    let found = fields.iter().find(|(key, _)| key == name)?;
    Some(found.1.clone())
}

fn wrong(status: u16, code: i64, message: &str) -> Said {
    let more = format!("https://www.twilio.com/docs/errors/{code}");
    Said::json(
        status,
        &json!({ "code": code, "message": message, "more_info": more, "status": status }),
    )
}
