//! Meta's side of Messenger and of Instagram's direct messages: the Send API and what an app asks beside it.
//!
//! It keeps its own record of who wrote when, and refuses what Meta refuses: a script after 24 hours, a human being after seven
//! days, a person who blocked the account, a message longer than the platform takes.

use std::collections::HashMap;
use std::sync::Arc;

use serde_json::{Value, json};
use tsunagi_model::{Clock, Span, Timestamp};

use crate::meta_check::check_meta;
use crate::meta_webhook::MetaWebhook;
use crate::{Asked, Platform, Said};

/// Which of the two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MetaSide {
    /// A Facebook page, by Messenger.
    Page,
    /// An Instagram professional account.
    Instagram,
}

/// What Meta knows of a person.
#[derive(Debug, Clone, Default)]
pub struct MetaPerson {
    /// When they last wrote to us or tapped something of ours.
    pub wrote: Option<Timestamp>,
    /// Whether they have shut us out.
    pub blocked: bool,
    /// What their profile says.
    pub profile: Value,
}

/// One account's Send API.
pub struct SendApi {
    /// Which of the two.
    pub side: MetaSide,
    /// The key that webhooks are signed with.
    pub app_secret: String,
    /// The token that is accepted.
    pub access_token: String,
    /// The page's or account's id.
    pub account: String,
    /// Everybody who ever wrote.
    pub people: HashMap<String, MetaPerson>,
    /// Messages that came to someone, with whom.
    pub delivered: Vec<(String, Value)>,
    /// What else was shown: `mark_seen`, `typing_on`.
    pub shown: Vec<(String, String)>,
    /// What the app is subscribed to.
    pub subscribed: Vec<String>,
    /// What the token may; `None` where Meta does not tell.
    pub permissions: Option<Vec<String>>,
    /// Whether Meta has let the app mark what human beings write.
    pub human_agent: bool,
    /// Whether the app may ask for the language of people.
    pub locales: bool,
    /// Whether the account has a login of its own, without a page.
    pub own_login: bool,
    clock: Arc<dyn Clock>,
}

/// A refusal in Meta's terms: HTTP status, code, subcode, words, and whether the request itself is at fault.
struct Fault(u16, i64, i64, String, bool);

impl SendApi {
    /// An account that nobody has written to yet.
    pub fn new(side: MetaSide, clock: Arc<dyn Clock>) -> Self {
        Self {
            side,
            app_secret: "double-app-secret".to_owned(),
            access_token: "double-access-token".to_owned(),
            account: match side {
                MetaSide::Page => "108000000000001",
                MetaSide::Instagram => "17841400000000001",
            }
            .to_owned(),
            people: HashMap::new(),
            delivered: Vec::new(),
            shown: Vec::new(),
            subscribed: Vec::new(),
            permissions: None,
            human_agent: true,
            locales: true,
            own_login: false,
            clock,
        }
    }

    /// A webhook of this account; [`SendApi::heed`] what it brings, so that the window opens.
    pub fn webhook(&self) -> MetaWebhook {
        MetaWebhook::new(self.side, &self.app_secret, &self.account, self.clock.now())
    }

    /// Takes note that a person wrote just now.
    pub fn heed(&mut self, person: &str) {
        let now = self.clock.now();
        self.people.entry(person.to_owned()).or_default().wrote = Some(now);
    }

    /// What came to one person.
    pub fn delivered_to(&self, person: &str) -> Vec<Value> {
        self.delivered
            .iter()
            .filter(|(to, _)| to == person)
            .map(|(_, message)| message.clone())
            .collect()
    }

    fn respond(&mut self, asked: &Asked) -> Result<Value, Fault> {
        let bad = |words: &str| Fault(400, 100, 0, words.to_owned(), true);
        let mut path = asked.path.trim_start_matches('/').split('/');
        let version = path.next().unwrap_or_default();
        if version
            .strip_prefix('v')
            .is_none_or(|number| number.parse::<f32>().is_err())
        {
            return Err(Fault(
                400,
                2500,
                0,
                "Unknown path components".to_owned(),
                true,
            ));
        }
        let node = path.next().unwrap_or_default();
        let edge = path.next();
        if asked.header("authorization") != Some(&format!("Bearer {}", self.access_token)) {
            return Err(Fault(
                400,
                190,
                0,
                "Invalid OAuth access token.".to_owned(),
                false,
            ));
        }
        let is_ours = node == "me" || (node == self.account && !self.is_linked());
        match (asked.method.as_str(), edge) {
            ("POST", Some("messages")) if is_ours => self.send(asked),
            ("POST", Some("subscribed_apps")) if is_ours => {
                let body = asked.json();
                let fields = body.get("subscribed_fields").and_then(Value::as_str);
                let fields = fields
                    .ok_or_else(|| bad("(#100) Param subscribed_fields must be non-empty"))?;
                self.subscribed = fields.split(',').map(str::to_owned).collect();
                Ok(json!({ "success": true }))
            }
            ("GET", Some("subscribed_apps")) if is_ours => {
                Ok(json!({ "data": if self.subscribed.is_empty() {
                    json!([])
                } else {
                    json!([{ "name": "Tsunagi", "id": "1", "subscribed_fields": self.subscribed }])
                }}))
            }
            ("GET", Some("permissions")) if node == "me" => match &self.permissions {
                Some(permissions) => {
                    let rows: Vec<Value> = permissions
                        .iter()
                        .map(|name| json!({ "permission": name, "status": "granted" }))
                        .collect();
                    Ok(json!({ "data": rows }))
                }
                None => Err(Fault(
                    400,
                    100,
                    0,
                    "(#100) Tried accessing nonexisting field (permissions)".to_owned(),
                    false,
                )),
            },
            ("GET", None) if node == "me" || node == self.account => self.identify(&asked.query),
            ("GET", None) => self.introduce(node, &asked.query),
            _ => Err(bad("Unsupported request")),
        }
    }

    /// Whether requests go through the page that the account is linked to.
    fn is_linked(&self) -> bool {
        self.side == MetaSide::Instagram && !self.own_login
    }

    fn identify(&self, query: &str) -> Result<Value, Fault> {
        let name = "Tsunagi";
        if self.own_login && query.contains("instagram_business_account") {
            let words = "(#100) Tried accessing nonexisting field (instagram_business_account)";
            return Err(Fault(400, 100, 0, words.to_owned(), false));
        }
        Ok(match (self.side, self.own_login) {
            (MetaSide::Page, _) => json!({ "id": self.account, "name": name }),
            (MetaSide::Instagram, true) => {
                json!({ "user_id": self.account, "username": "tsunagi" })
            }
            (MetaSide::Instagram, false) => json!({
                "id": "108000000000001", "name": name, "instagram_business_account": { "id": self.account }
            }),
        })
    }

    fn introduce(&self, person: &str, query: &str) -> Result<Value, Fault> {
        if query.contains("locale") && !self.locales {
            let words = "(#200) Requires pages_user_locale permission to manage the object";
            return Err(Fault(400, 200, 0, words.to_owned(), false));
        }
        match self.people.get(person) {
            Some(person) => Ok(person.profile.clone()),
            None => Err(Fault(
                400,
                100,
                33,
                "Unsupported get request".to_owned(),
                false,
            )),
        }
    }

    fn send(&mut self, asked: &Asked) -> Result<Value, Fault> {
        let body = asked.json();
        check_meta(self.side, &body).map_err(|words| Fault(400, 100, 0, words, true))?;
        let text = |pointer: &str| body.pointer(pointer).and_then(Value::as_str);
        let to = text("/recipient/id").unwrap_or_default().to_owned();
        let (nobody, outside) = match self.side {
            MetaSide::Page => (2_018_001, 2_018_278),
            MetaSide::Instagram => (2_534_014, 2_534_022),
        };
        let Some(person) = self.people.get(&to) else {
            return Err(Fault(
                400,
                100,
                nobody,
                "(#100) No matching user found".to_owned(),
                false,
            ));
        };
        if person.blocked {
            let words = "(#551) This person isn't available right now.";
            return Err(Fault(400, 551, 1_545_041, words.to_owned(), false));
        }
        if let Some(action) = text("/sender_action") {
            self.shown.push((to.clone(), action.to_owned()));
            return Ok(json!({ "recipient_id": to }));
        }
        let is_human = text("/tag") == Some("HUMAN_AGENT");
        if is_human && !self.human_agent {
            let words = "(#10) The app has no permission to use the human agent tag";
            return Err(Fault(400, 10, 0, words.to_owned(), false));
        }
        let window = if is_human {
            Span::hours(7 * 24)
        } else {
            Span::hours(24)
        };
        let now = self.clock.now();
        if person.wrote.is_none_or(|wrote| now.since(wrote) > window) {
            let words = "(#10) This message is sent outside of allowed window.";
            return Err(Fault(400, 10, outside, words.to_owned(), true));
        }
        let mid = format!("m_{:016}", self.delivered.len() + 1);
        let message = body.get("message").cloned().unwrap_or_default();
        self.delivered.push((to.clone(), message));
        Ok(json!({ "recipient_id": to, "message_id": mid }))
    }
}

impl Platform for SendApi {
    const NAME: &'static str = "Meta";

    fn answer(&mut self, request: &Asked) -> Said {
        let said = match self.respond(request) {
            Ok(body) => Said::json(200, &body),
            Err(Fault(status, code, subcode, words, is_ours)) => {
                let said = Said::json(status, &error(code, subcode, &words));
                if is_ours { said.refused(words) } else { said }
            }
        };
        traced(said)
    }

    /// `words` may be `code` or `code/subcode`. Without, the errors that Meta has for a status; a 5xx from the machines before
    /// its own is a page.
    fn trouble(&self, status: u16, words: Option<&str>) -> Said {
        let mut numbers = words.unwrap_or_default().split('/').map(str::parse);
        let code = match (numbers.next(), status) {
            (Some(Ok(code)), _) => code,
            (_, 429) => 613,
            (_, 401) => 190,
            (_, 403) => 200,
            (_, 500..) => {
                return Said {
                    status,
                    content_type: Some("text/html".to_owned()),
                    body: b"<html>Sorry, something went wrong.</html>".to_vec(),
                    ..Said::default()
                };
            }
            _ => 100,
        };
        let subcode = numbers.next().and_then(Result::ok).unwrap_or(0);
        traced(Said::json(status, &error(code, subcode, "as asked for")))
    }
}

fn error(code: i64, subcode: i64, words: &str) -> Value {
    let mut error = json!({
        "message": words, "type": "OAuthException", "code": code, "fbtrace_id": "A1b2C3d4E5f6G7h8"
    });
    if let Some(fields) = error.as_object_mut().filter(|_| subcode != 0) {
        fields.insert("error_subcode".to_owned(), subcode.into());
    }
    json!({ "error": error })
}

fn traced(mut said: Said) -> Said {
    said.headers
        .push(("x-fb-trace-id".to_owned(), "A1b2C3d4E5f6G7h8".to_owned()));
    said
}
