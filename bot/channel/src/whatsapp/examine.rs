//! Looking at the account with Meta's own calls, for `tsunagi doctor`, and telling Meta where events should come.

use secrecy::ExposeSecret;
use serde_json::{Value, json};

use super::WhatsApp;
use super::send::judge;
use crate::{Finding, Remedy, SendError};

/// What is asked of the number.
const NUMBER: &str = "verified_name,display_phone_number,quality_rating,code_verification_status,throughput,health_status";

impl WhatsApp {
    /// The number, what Meta lets it send, where its events go, and the template.
    pub(super) async fn look(&self, webhook: Option<&str>) -> Vec<Finding> {
        let number = match self
            .ask(&format!("/{}?fields={NUMBER}", self.account))
            .await
        {
            Ok(number) => number,
            Err(error) => return vec![no_access(&error)],
        };
        let mut findings = vec![Finding::good("token", "Meta accepts it"), verified(&number)];
        findings.push(quality(&number));
        let health = Health::read(&number);
        findings.push(health.finding());
        let configuration = self
            .ask(&format!("/{}?fields=webhook_configuration", self.account))
            .await;
        findings.push(webhook_found(configuration, webhook));
        if let Some(waba) = &health.waba {
            let apps = self.ask(&format!("/{waba}/subscribed_apps")).await;
            findings.push(subscribed(&apps));
            if let Some(template) = &self.template {
                findings.push(self.template_found(waba, template).await);
            }
        }
        if self.template.is_none() {
            findings.push(Finding::bad(
                "template",
                "none is configured: outside 24 hours nothing can be sent",
                Remedy::new(
                    "whatsapp-template-none",
                    "create the template of docs/channels/whatsapp.md in WhatsApp Manager and set `template`",
                ),
            ));
        }
        findings
    }

    /// Has the events of this number come to an address, which Meta asks at once whether it is ours.
    pub(super) async fn subscribe(&self, webhook: &str) -> Result<(), SendError> {
        let token = self.verify_token.as_ref().ok_or(SendError::Unsupported)?;
        let body = json!({
            "webhook_configuration": {
                "override_callback_uri": webhook,
                "verify_token": token.expose_secret(),
            }
        });
        let path = format!("/{}", self.account);
        judge(self.graph.post(&path, &body.to_string()).await?).map(|_| ())
    }

    async fn ask(&self, path: &str) -> Result<Value, SendError> {
        let answer = self.graph.get(path).await?;
        let body = answer.body.clone();
        judge(answer)?;
        Ok(body)
    }

    async fn template_found(&self, waba: &str, name: &str) -> Finding {
        let path =
            format!("/{waba}/message_templates?name={name}&fields=name,status,language,components");
        let found = match self.ask(&path).await {
            Ok(found) => found,
            Err(error) => {
                return Finding::bad(
                    "template",
                    format!("cannot be looked up ({})", error.code()),
                    management(),
                );
            }
        };
        let data = found.get("data").and_then(Value::as_array);
        // Meta looks for names that contain the name.
        let named: Vec<&Value> = data
            .into_iter()
            .flatten()
            .filter(|template| said(template, "/name") == name)
            .collect();
        let good: Vec<&str> = named
            .iter()
            .filter(|template| said(template, "/status") == "APPROVED" && has_one_place(template))
            .map(|template| said(template, "/language"))
            .collect();
        if good.is_empty() {
            let found = match named.first() {
                None => "does not exist".to_owned(),
                Some(template) if !has_one_place(template) => {
                    "its body must have exactly one variable and nothing else may have any"
                        .to_owned()
                }
                Some(template) => format!("is {}", said(template, "/status")),
            };
            return Finding::bad(
                "template",
                found,
                Remedy::new(
                    "whatsapp-template",
                    "create the template of docs/channels/whatsapp.md in WhatsApp Manager and wait for its approval",
                )
                .with("name", name),
            );
        }
        Finding::good("template", format!("approved in {}", good.join(", ")))
    }
}

/// A string in an answer, or nothing.
fn said<'a>(value: &'a Value, pointer: &str) -> &'a str {
    value
        .pointer(pointer)
        .and_then(Value::as_str)
        .unwrap_or_default()
}

fn no_access(error: &SendError) -> Finding {
    let remedy = match error {
        SendError::Unauthorized => Remedy::new(
            "whatsapp-token",
            "make a permanent token of a system user in Meta Business settings and set `access_token`",
        ),
        SendError::Forbidden => Remedy::new(
            "whatsapp-forbidden",
            "give the system user the number, and the token whatsapp_business_messaging and whatsapp_business_management",
        ),
        SendError::Refused { .. } => Remedy::new(
            "whatsapp-account",
            "set `account` to the phone number id (not the number itself)",
        ),
        _ => Remedy::new("whatsapp-later", "try again later"),
    };
    Finding::bad("token", format!("Meta's answer: {}", error.code()), remedy)
}

/// What is needed to look at the business account.
fn management() -> Remedy {
    Remedy::new(
        "whatsapp-management",
        "give the token the permission whatsapp_business_management",
    )
}

fn verified(number: &Value) -> Finding {
    let name = said(number, "/verified_name");
    match said(number, "/code_verification_status") {
        "" | "VERIFIED" => Finding::good("number", format!("{name}, verified")),
        // A code is asked for once; for a number that is in use it only lapses.
        "EXPIRED" => Finding::good("number", format!("{name}, verified some time ago")),
        other => Finding::bad(
            "number",
            format!("{name}, {other}"),
            Remedy::new(
                "whatsapp-number",
                "verify the number by its code in WhatsApp Manager",
            ),
        ),
    }
}

fn quality(number: &Value) -> Finding {
    let speed = match said(number, "/throughput/level") {
        "" => String::new(),
        level => format!(", throughput {level}"),
    };
    match said(number, "/quality_rating") {
        rating @ ("RED" | "YELLOW") => Finding::bad(
            "quality",
            format!("{rating}{speed}"),
            Remedy::new(
                "whatsapp-quality",
                "people block or report the number: send less of your own accord and see who did not ask for it",
            ),
        ),
        "" => Finding::good("quality", format!("not rated{speed}")),
        rating => Finding::good("quality", format!("{rating}{speed}")),
    }
}

/// Whether the number may send, and which business account it belongs to.
struct Health {
    waba: Option<String>,
    verdict: String,
    /// The first thing Meta objects to, and what it advises.
    objection: Option<(String, String)>,
}

impl Health {
    fn read(number: &Value) -> Self {
        let entities = number
            .pointer("/health_status/entities")
            .and_then(Value::as_array);
        let entities: Vec<&Value> = entities.into_iter().flatten().collect();
        let waba = entities
            .iter()
            .find(|entity| said(entity, "/entity_type") == "WABA")
            .map(|entity| said(entity, "/id").to_owned())
            .filter(|id| !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit()));
        let objection = entities
            .iter()
            .find(|entity| entity.pointer("/errors/0").is_some())
            .map(|entity| {
                let told = |name: &str| said(entity, &format!("/errors/0/{name}")).to_owned();
                (told("error_description"), told("possible_solution"))
            });
        Self {
            waba,
            verdict: said(number, "/health_status/can_send_message").to_owned(),
            objection,
        }
    }

    fn finding(&self) -> Finding {
        match self.verdict.as_str() {
            "" => Finding::good("health", "Meta does not say"),
            "AVAILABLE" => Finding::good("health", "may send"),
            verdict => {
                let (why, advice) = self.objection.clone().unwrap_or_default();
                let remedy = if advice.is_empty() {
                    Remedy::new(
                        "whatsapp-health",
                        "see the account's state in WhatsApp Manager",
                    )
                } else {
                    Remedy::new("whatsapp-health-advice", advice.clone()).with("advice", advice)
                };
                Finding::bad("health", format!("{verdict}: {why}"), remedy)
            }
        }
    }
}

fn webhook_found(configuration: Result<Value, SendError>, wanted: Option<&str>) -> Finding {
    let Ok(told) = configuration else {
        return Finding::good("webhook", "Meta does not say where events go");
    };
    // The number's own address counts before the business account's, and that before the app's.
    let address = ["phone_number", "whatsapp_business_account", "application"]
        .iter()
        .map(|whose| said(&told, &format!("/webhook_configuration/{whose}")))
        .find(|address| !address.is_empty());
    const REMEDY: &str = "set the address and the verify token in the app's dashboard under WhatsApp, Configuration, and subscribe to `messages`";
    match (address, wanted) {
        (None, _) => Finding::bad(
            "webhook",
            "no address is set",
            Remedy::new("whatsapp-webhook-none", REMEDY),
        ),
        (Some(address), Some(wanted)) if address != wanted => Finding::bad(
            "webhook",
            format!("events go to {address}"),
            Remedy::new("whatsapp-webhook-other", format!("{REMEDY}: {wanted}"))
                .with("address", wanted),
        ),
        (Some(address), _) => Finding::good("webhook", address),
    }
}

fn subscribed(apps: &Result<Value, SendError>) -> Finding {
    let count = match apps {
        Ok(apps) => apps
            .get("data")
            .and_then(Value::as_array)
            .map_or(0, Vec::len),
        Err(error) => {
            return Finding::bad(
                "subscription",
                format!("cannot be looked up ({})", error.code()),
                management(),
            );
        }
    };
    if count == 0 {
        Finding::bad(
            "subscription",
            "no app receives this account's events",
            Remedy::new(
                "whatsapp-subscription",
                "subscribe the app: POST /{WhatsApp Business Account id}/subscribed_apps with the same token",
            ),
        )
    } else {
        Finding::good("subscription", format!("{count} app(s)"))
    }
}

/// Whether all that a template wants is one word in its body.
fn has_one_place(template: &Value) -> bool {
    let components = template.get("components").and_then(Value::as_array);
    let places = |component: &&Value| said(component, "/text").matches("{{").count();
    let mut body = 0;
    let mut others = 0;
    for component in components.into_iter().flatten() {
        match said(component, "/type") {
            "BODY" => body += places(&component),
            "HEADER" if !matches!(said(component, "/format"), "" | "TEXT") => others += 1,
            _ => others += places(&component),
        }
    }
    body == 1 && others == 0
}
