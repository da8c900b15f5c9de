//! WhatsApp's side of the wire, on a [`Stage`]: who wrote when, what they saw, what was marked as read, media and templates.
//!
//! It enforces what Meta enforces: the form of every object, its limits, the 24 hours after a person's last message, approved
//! templates, and the pace to one person.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tsunagi_model::{Clock, Span, SystemClock, Timestamp};

use crate::whatsapp_check::{Objection, check};
use crate::whatsapp_hook::WhatsAppHook;
use crate::{Asked, Content, Platform, Said, Stage, Webhook};

/// How long after a person's last message anything but a template may be said.
const WINDOW: Span = Span::hours(24);
/// The time that one message to a person costs.
const PAIR: Span = Span::seconds(6);
/// How many such times are lent.
const BURST: i64 = 45;

/// WhatsApp, as far as a business can tell.
pub struct WhatsApp {
    /// The app's secret: webhooks are signed with it.
    pub secret: String,
    /// The token that is accepted.
    pub token: String,
    /// The phone number id.
    pub account: String,
    /// The WhatsApp Business Account it belongs to.
    pub waba: String,
    /// The time by which windows close.
    pub clock: Arc<dyn Clock>,
    /// Whether the 24 hours count; otherwise everybody has just written.
    pub keeps_window: bool,
    /// Whether the pace to one person counts.
    pub keeps_pace: bool,
    /// Templates: name, language, whether Meta has approved it, the text of its body.
    pub templates: Vec<(String, String, bool, String)>,
    /// Where the number's events go.
    pub webhook: Option<String>,
    /// Ids of messages that were marked as read.
    pub marked_read: Vec<String>,
    /// Stands in every media address; changing it makes earlier addresses expire.
    pub generation: u64,
    /// The address that is told for media instead of the double's own.
    pub media_address: Option<String>,
    people: HashMap<String, Person>,
    contents: HashMap<String, Content>,
    next: u64,
}

/// What is known of one person.
#[derive(Default)]
struct Person {
    wrote: Option<Timestamp>,
    seen: Vec<Value>,
    /// Until when what was lent to say much at once is paid back.
    paced_until: Option<Timestamp>,
    is_gone: bool,
}

impl Default for WhatsApp {
    fn default() -> Self {
        Self {
            secret: "double-app-secret".to_owned(),
            token: "double-access-token".to_owned(),
            account: "106540352242922".to_owned(),
            waba: "102290129340398".to_owned(),
            clock: Arc::new(SystemClock),
            keeps_window: true,
            keeps_pace: false,
            templates: Vec::new(),
            webhook: None,
            marked_read: Vec::new(),
            generation: 0,
            media_address: None,
            people: HashMap::new(),
            contents: HashMap::new(),
            next: 1,
        }
    }
}

/// A running double of WhatsApp.
pub type WhatsAppDouble = Stage<WhatsApp>;

impl WhatsApp {
    /// A webhook to fill with events of this number.
    pub fn hook(&self) -> WhatsAppHook {
        WhatsAppHook::new(&self.waba, &self.account, Arc::clone(&self.clock))
    }

    /// Signs a webhook, and takes note of who wrote with it.
    pub fn deliver(&mut self, hook: WhatsAppHook) -> Webhook {
        for person in &hook.wrote {
            self.wrote(person);
        }
        hook.sign(&self.secret)
    }

    /// Somebody has written just now: their window is open.
    pub fn wrote(&mut self, person: &str) {
        let now = self.clock.now();
        self.people.entry(person.to_owned()).or_default().wrote = Some(now);
    }

    /// Somebody is not on WhatsApp.
    pub fn forget(&mut self, person: &str) {
        self.people.entry(person.to_owned()).or_default().is_gone = true;
    }

    /// The message objects that a person has seen, oldest first.
    pub fn seen_by(&self, person: &str) -> Vec<Value> {
        self.people
            .get(person)
            .map(|person| person.seen.clone())
            .unwrap_or_default()
    }

    /// Says what is at a media id.
    pub fn set_content(&mut self, id: &str, content: Content) {
        self.contents.insert(id.to_owned(), content);
    }

    fn number(&mut self) -> u64 {
        self.next += 1;
        self.next
    }

    /// The address below the version.
    fn route(&mut self, request: &Asked) -> Said {
        let path = request.path.trim_start_matches('/');
        let parts: Vec<&str> = path.split('/').collect();
        let is_version = |part: &str| {
            part.strip_prefix('v')
                .is_some_and(|number| number.parse::<f32>().is_ok())
        };
        match (request.method.as_str(), parts.as_slice()) {
            ("GET", ["media", generation, id]) => self.bytes(generation, id),
            ("POST", [version, account, "messages"])
                if is_version(version) && *account == self.account =>
            {
                self.message(request)
            }
            ("GET", [version, account]) if is_version(version) && *account == self.account => {
                self.describe(&request.query)
            }
            ("POST", [version, account]) if is_version(version) && *account == self.account => {
                self.configure(&request.json())
            }
            ("GET", [version, waba, "subscribed_apps"])
                if is_version(version) && *waba == self.waba =>
            {
                Said::json(
                    200,
                    &json!({ "data": [{ "whatsapp_business_api_data": { "id": "1", "name": "app" } }] }),
                )
            }
            ("GET", [version, waba, "message_templates"])
                if is_version(version) && *waba == self.waba =>
            {
                self.list_templates()
            }
            ("GET", [version, id]) if is_version(version) => self.media(request, id),
            _ => error(404, 100, 33, "Unsupported request: no such object").refused("no such path"),
        }
    }

    /// `POST /{number}/messages`: a message, or that one was read.
    fn message(&mut self, request: &Asked) -> Said {
        let is_json = request
            .header("content-type")
            .is_some_and(|kind| kind.starts_with("application/json"));
        let body = request.json();
        if !is_json || !body.is_object() {
            return error(400, 100, 0, "Invalid parameter").refused("no JSON object");
        }
        if body.get("status").is_some() {
            return self.read(&body);
        }
        if let Some(Objection { code, what }) = check(&body).into_iter().next() {
            return error(400, code, 0, &what).refused(what);
        }
        let field = |name: &str| body.get(name).and_then(Value::as_str);
        let to = field("to").or(field("recipient")).unwrap_or_default();
        let to = to.trim_start_matches('+').to_owned();
        if let Some(template) = body.get("template") {
            if let Some(said) = self.template_fault(template) {
                return said;
            }
        } else if self.keeps_window && !self.is_open(&to) {
            return error(400, 131_047, 0, "Re-engagement message");
        }
        let now = self.clock.now();
        let keeps_pace = self.keeps_pace;
        let number = self.number();
        let person = self.people.entry(to.clone()).or_default();
        if person.is_gone {
            return error(400, 131_026, 0, "Message undeliverable");
        }
        if keeps_pace {
            let from = person.paced_until.map_or(now, |until| until.max(now));
            if from.since(now).as_seconds() > PAIR.as_seconds() * (BURST - 1) {
                return error(400, 131_056, 0, "Pair rate limit hit");
            }
            person.paced_until = Some(from.plus(PAIR));
        }
        person.seen.push(body.clone());
        let id = format!("wamid.{number:020}");
        let contact = if body.get("to").is_some() {
            json!({ "input": to, "wa_id": to })
        } else {
            json!({ "input": to, "user_id": to })
        };
        Said::json(
            200,
            &json!({ "messaging_product": "whatsapp", "contacts": [contact], "messages": [{ "id": id }] }),
        )
    }

    fn is_open(&self, person: &str) -> bool {
        self.people
            .get(person)
            .and_then(|person| person.wrote)
            .is_some_and(|wrote| self.clock.now().since(wrote).as_seconds() < WINDOW.as_seconds())
    }

    fn read(&mut self, body: &Value) -> Said {
        let field = |name: &str| body.get(name).and_then(Value::as_str);
        match (
            field("messaging_product"),
            field("status"),
            field("message_id"),
        ) {
            (Some("whatsapp"), Some("read"), Some(id)) if !id.is_empty() => {
                self.marked_read.push(id.to_owned());
                Said::json(200, &json!({ "success": true }))
            }
            _ => error(400, 100, 0, "Invalid parameter").refused("a malformed mark as read"),
        }
    }

    /// Where the bytes of a media id are, for some minutes.
    fn media(&self, request: &Asked, id: &str) -> Said {
        let host = request.header("host").unwrap_or("localhost");
        let own = format!("http://{host}/media/{}/{id}", self.generation);
        let url = self.media_address.clone().unwrap_or(own);
        match self.contents.get(id) {
            Some(Content::Ready(kind, bytes)) => Said::json(
                200,
                &json!({ "messaging_product": "whatsapp", "url": url, "mime_type": kind, "file_size": bytes.len(), "id": id }),
            ),
            _ => error(400, 100, 33, "Unsupported get request: no such object"),
        }
    }

    fn bytes(&self, generation: &str, id: &str) -> Said {
        match self.contents.get(id) {
            Some(Content::Ready(kind, bytes)) if generation == self.generation.to_string() => {
                Said {
                    status: 200,
                    content_type: Some(kind.clone()),
                    body: bytes.clone(),
                    ..Said::default()
                }
            }
            _ => Said {
                status: 404,
                ..Said::default()
            },
        }
    }
}

impl Platform for WhatsApp {
    const NAME: &'static str = "WhatsApp";

    fn answer(&mut self, request: &Asked) -> Said {
        let wanted = format!("Bearer {}", self.token);
        if request.header("authorization") != Some(wanted.as_str()) {
            return error(401, 190, 0, "Invalid OAuth access token").refused("no valid token");
        }
        self.route(request)
    }

    /// Words that are a number are Meta's number for what is wrong.
    fn trouble(&self, status: u16, words: Option<&str>) -> Said {
        let number = words.and_then(|words| words.parse::<i64>().ok());
        match (number, status) {
            (Some(code), _) => error(status, code, 0, "as was asked for"),
            (None, 401) => error(401, 190, 0, "Error validating access token"),
            (None, 403) => error(403, 10, 0, "Application does not have permission"),
            (None, 429) => error(429, 130_429, 0, "Rate limit hit"),
            (None, 400..=499) => error(status, 100, 0, words.unwrap_or("Invalid parameter")),
            (None, _) => Said {
                status,
                content_type: Some("text/html".to_owned()),
                body: b"<html>".to_vec(),
                ..Said::default()
            },
        }
    }
}

/// An error in Meta's form.
pub(crate) fn error(status: u16, code: i64, subcode: i64, message: &str) -> Said {
    let mut error = json!({
        "message": format!("(#{code}) {message}"),
        "type": "OAuthException",
        "code": code,
        "error_data": { "messaging_product": "whatsapp", "details": message },
        "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam",
    });
    if subcode != 0 {
        error["error_subcode"] = subcode.into();
    }
    Said::json(status, &json!({ "error": error }))
}
