//! Messenger; and [`Meta`], which is Instagram's subject too.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::json;
use tsunagi_channel::Channel;
use tsunagi_double::{Fault, MetaSide, MetaWebhook, SendApi, Stage, sign_for_meta};

use super::{Event, Hook, PATIENCE, Subject, Wire, conformance};
use crate::messenger::{PERSON, clock, config, double};

/// One of the two on its double.
pub(super) struct Meta {
    double: Stage<SendApi>,
    channel: Arc<dyn Channel>,
}

impl Meta {
    pub(super) async fn open(side: MetaSide) -> Self {
        let double = double(side, &clock()).await;
        let mut config = config(side);
        config.api_base = Some(double.base_url().to_owned());
        let channel = crate::messenger::open(&config, PATIENCE);
        Self { double, channel }
    }
}

async fn open() -> Meta {
    Meta::open(MetaSide::Page).await
}

fn fresh_mid() -> String {
    static NEXT: AtomicU64 = AtomicU64::new(1);
    format!("m_{}", NEXT.fetch_add(1, Ordering::Relaxed))
}

fn add(hook: MetaWebhook, event: &Event<'_>) -> Option<MetaWebhook> {
    Some(match *event {
        Event::Text(words) => hook.text(PERSON, &fresh_mid(), words),
        Event::Tap(data) => hook.quick_reply(PERSON, &fresh_mid(), "うん", data),
        Event::Erasure(id) => hook.unsend(PERSON, id),
        Event::Unknown => hook.act(PERSON, "what_comes_next", &json!({ "a": 1 })),
        Event::Broken => hook.raw(json!([7, null])),
        // There are no groups, and a block is told by the next request only.
        Event::InGroup(_) | Event::OptOut => return None,
    })
}

impl Subject for Meta {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(&self.channel)
    }

    fn person(&self) -> &str {
        PERSON
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let empty = self.double.with(|api| api.webhook());
        let webhook = events.iter().try_fold(empty, add)?.build();
        Some(Hook {
            path: "/webhook/page".to_owned(),
            proof: Some(("X-Hub-Signature-256", webhook.signature.into_bytes())),
            body: webhook.body,
        })
    }

    fn forged(&self, hook: &Hook) -> Option<Hook> {
        let proof = sign_for_meta("another tenant's", &hook.body).into_bytes();
        Some(Hook {
            proof: Some(("X-Hub-Signature-256", proof)),
            ..hook.clone()
        })
    }

    fn wire(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl Wire for Meta {
    fn fail_next(&self, fault: &Fault) {
        self.double.fail_next(1, fault);
    }

    fn limited(&self) -> Fault {
        Fault::Says(400, "613".to_owned(), Some(3))
    }

    fn blocked(&self) -> Option<Fault> {
        Some(Fault::Says(400, "551/1545041".to_owned(), None))
    }

    fn said(&self) -> Vec<String> {
        let seen = self.double.with(|api| api.delivered_to(PERSON));
        let texts = seen.iter().filter_map(|message| message["text"].as_str());
        texts.map(str::to_owned).collect()
    }

    fn assert_clean(&self) {
        self.double.assert_clean();
    }
}

conformance!();
