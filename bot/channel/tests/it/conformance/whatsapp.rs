//! WhatsApp.

use std::sync::Arc;

use serde_json::json;
use tsunagi_channel::Channel;
use tsunagi_double::{Fault, WhatsAppDouble, WhatsAppHook, sign_for_meta};

use super::{Event, Hook, PATIENCE, Subject, Wire, conformance};
use crate::fixture::channel_with;
use crate::whatsapp::{PERSON, config, double};

struct WhatsApp {
    double: WhatsAppDouble,
    channel: Arc<dyn Channel>,
}

async fn open() -> WhatsApp {
    let double = double().await;
    double.with(|meta| meta.wrote(PERSON));
    let channel = channel_with(&config(double.base_url()), PATIENCE);
    WhatsApp { double, channel }
}

fn add(hook: WhatsAppHook, event: &Event<'_>) -> WhatsAppHook {
    match *event {
        Event::Text(words) => hook.text(PERSON, words),
        Event::InGroup(words) => {
            let own = json!({ "group_id": "G1", "text": { "body": words } });
            hook.message(PERSON, "text", own)
        }
        Event::Tap(data) => hook.button_reply(PERSON, data, "うん"),
        Event::OptOut => hook.preference(PERSON, "stop"),
        Event::Erasure(id) => hook.revoke(PERSON, id),
        Event::Unknown => hook.message(PERSON, "what_comes_next", json!({})),
        Event::Broken => hook.field("messages", json!({ "messages": [[7, null]] })),
    }
}

impl Subject for WhatsApp {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(&self.channel)
    }

    fn person(&self) -> &str {
        PERSON
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let webhook = self.double.with(|meta| {
            let hook = events.iter().fold(meta.hook(), add);
            meta.deliver(hook)
        });
        Some(Hook {
            path: "/webhook/wa".to_owned(),
            proof: Some(("x-hub-signature-256", webhook.signature.into_bytes())),
            body: webhook.body,
        })
    }

    fn forged(&self, hook: &Hook) -> Option<Hook> {
        let proof = sign_for_meta("another tenant's", &hook.body).into_bytes();
        Some(Hook {
            proof: Some(("x-hub-signature-256", proof)),
            ..hook.clone()
        })
    }

    fn wire(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl Wire for WhatsApp {
    fn fail_next(&self, fault: &Fault) {
        self.double.fail_next(1, fault);
    }

    fn limited(&self) -> Fault {
        Fault::Says(429, "130429".to_owned(), Some(3))
    }

    fn blocked(&self) -> Option<Fault> {
        Some(Fault::Says(400, "131050".to_owned(), None))
    }

    fn said(&self) -> Vec<String> {
        let seen = self.double.with(|meta| meta.seen_by(PERSON));
        let texts = seen
            .iter()
            .filter_map(|message| message["text"]["body"].as_str());
        texts.map(str::to_owned).collect()
    }

    fn assert_clean(&self) {
        self.double.assert_clean();
    }
}

conformance!();
