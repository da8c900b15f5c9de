//! LINE.

use std::sync::Arc;

use serde_json::json;
use tsunagi_channel::Channel;
use tsunagi_double::{DoubleConfig, Fault, LineDouble, WebhookBuilder, sign};

use super::{Event, Hook, PATIENCE, Subject, Wire, conformance};
use crate::fixture::{GROUP, USER, channel_with, config};

struct Line {
    double: LineDouble,
    channel: Arc<dyn Channel>,
}

async fn open() -> Line {
    let double = LineDouble::start(DoubleConfig::default()).await.unwrap();
    let channel = channel_with(&config(&double), PATIENCE);
    Line { double, channel }
}

fn add(hook: WebhookBuilder, event: &Event<'_>) -> WebhookBuilder {
    match *event {
        Event::Text(words) => hook.text(USER, words),
        Event::InGroup(words) => hook.text(USER, words).in_group(GROUP, Some(USER)),
        Event::Tap(data) => hook.postback(USER, data),
        Event::OptOut => hook.unfollow(USER),
        Event::Erasure(id) => hook.unsend(USER, id),
        Event::Unknown => hook.membership(USER).set("type", json!("whatComesNext")),
        Event::Broken => hook.event(json!([7, { "type": null }])),
    }
}

impl Subject for Line {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(&self.channel)
    }

    fn person(&self) -> &str {
        USER
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let webhook = events.iter().fold(self.double.webhook(), add).build();
        Some(Hook {
            path: "/webhook/line".to_owned(),
            proof: Some(("x-line-signature", webhook.signature.into_bytes())),
            body: webhook.body,
        })
    }

    fn forged(&self, hook: &Hook) -> Option<Hook> {
        let proof = sign("another tenant's", &hook.body).into_bytes();
        Some(Hook {
            proof: Some(("x-line-signature", proof)),
            ..hook.clone()
        })
    }

    fn wire(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl Wire for Line {
    fn fail_next(&self, fault: &Fault) {
        self.double.fail_next(1, fault);
    }

    fn limited(&self) -> Fault {
        Fault::Says(
            429,
            "The API rate limit has been exceeded.".to_owned(),
            Some(3),
        )
    }

    /// LINE answers 200 and shows nothing.
    fn blocked(&self) -> Option<Fault> {
        None
    }

    fn said(&self) -> Vec<String> {
        let seen = self.double.delivered_to(USER);
        let texts = seen.iter().filter_map(|message| message["text"].as_str());
        texts.map(str::to_owned).collect()
    }

    fn assert_clean(&self) {
        self.double.assert_clean();
    }
}

conformance!();
