//! What WhatsApp's double knows of the account: its number, its templates, where its events go.

use serde_json::{Value, json};

use crate::Said;
use crate::whatsapp::{WhatsApp, error};

impl WhatsApp {
    /// Why Meta would not send a template. What was filled in has been checked already.
    pub(crate) fn template_fault(&self, template: &Value) -> Option<Said> {
        let field = |pointer: &str| template.pointer(pointer).and_then(Value::as_str);
        let (name, language) = (field("/name"), field("/language/code"));
        let found = self.templates.iter().find(|(known, tongue, ..)| {
            name == Some(known.as_str()) && language == Some(tongue.as_str())
        });
        let Some((_, _, is_approved, body)) = found else {
            return Some(
                error(
                    404,
                    132_001,
                    0,
                    "Template name does not exist in the translation",
                )
                .refused("no such template"),
            );
        };
        if !is_approved {
            return Some(error(400, 132_015, 0, "Template is paused"));
        }
        let filled = template
            .pointer("/components/0/parameters")
            .and_then(Value::as_array)
            .map_or(0, Vec::len);
        if filled != body.matches("{{").count() {
            return Some(
                error(400, 132_000, 0, "Number of parameters does not match")
                    .refused("another number of parameters"),
            );
        }
        let words = field("/components/0/parameters/0/text").unwrap_or_default();
        let length: usize = body.replace("{{1}}", words).encode_utf16().count();
        (length > 1_024).then(|| {
            error(400, 132_005, 0, "Template hydrated text too long").refused("too long a template")
        })
    }

    pub(crate) fn list_templates(&self) -> Said {
        let data = self
            .templates
            .iter()
            .map(|(name, language, approved, body)| {
                json!({
                    "name": name,
                    "language": language,
                    "status": if *approved { "APPROVED" } else { "PENDING" },
                    "components": [{ "type": "BODY", "text": body }],
                })
            });
        Said::json(200, &json!({ "data": data.collect::<Vec<_>>() }))
    }

    pub(crate) fn describe(&self, query: &str) -> Said {
        if query.contains("webhook_configuration") {
            let address = self
                .webhook
                .as_ref()
                .map_or_else(|| json!({}), |address| json!({ "phone_number": address }));
            return Said::json(200, &json!({ "webhook_configuration": address }));
        }
        Said::json(
            200,
            &json!({
                "id": self.account,
                "verified_name": "つなぎ",
                "display_phone_number": "+81 50-0000-0000",
                "quality_rating": "GREEN",
                "code_verification_status": "VERIFIED",
                "throughput": { "level": "STANDARD" },
                "health_status": {
                    "can_send_message": "AVAILABLE",
                    "entities": [
                        { "entity_type": "PHONE_NUMBER", "id": self.account, "can_send_message": "AVAILABLE" },
                        { "entity_type": "WABA", "id": self.waba, "can_send_message": "AVAILABLE" },
                    ],
                },
            }),
        )
    }

    pub(crate) fn configure(&mut self, body: &Value) -> Said {
        let field = |name: &str| {
            body.pointer(&format!("/webhook_configuration/{name}"))
                .and_then(Value::as_str)
        };
        match (field("override_callback_uri"), field("verify_token")) {
            (Some(address), Some(_)) if address.starts_with("https://") => {
                self.webhook = Some(address.to_owned());
                Said::json(200, &json!({ "success": true }))
            }
            _ => error(400, 100, 0, "Invalid parameter").refused("no https address to call back"),
        }
    }
}
