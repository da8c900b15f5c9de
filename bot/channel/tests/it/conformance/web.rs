//! Our own web chat: who speaks is known before the channel is asked, and sending makes no request.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::{Value, json};
use tsunagi_channel::{Channel, web};

use super::{Event, Hook, Subject, Wire, conformance};

static NEXT: AtomicU64 = AtomicU64::new(1);

struct Web;

async fn open() -> Web {
    Web
}

fn event(event: &Event<'_>) -> Option<Value> {
    let mut shown = match *event {
        Event::Text(words) => json!({ "type": "text", "text": words }),
        Event::Tap(data) => json!({ "type": "choice", "data": data }),
        Event::OptOut => json!({ "type": "unfollow" }),
        Event::Erasure(id) => json!({ "type": "unsend", "data": id }),
        Event::Unknown => json!({ "type": "what_comes_next" }),
        Event::Broken => return Some(json!([7, null])),
        Event::InGroup(_) => return None,
    };
    shown["id"] = format!("e{}", NEXT.fetch_add(1, Ordering::Relaxed)).into();
    shown["session"] = "s1".into();
    Some(shown)
}

impl Subject for Web {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::new(web::Web::new())
    }

    fn person(&self) -> &str {
        "s1"
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let events: Option<Vec<Value>> = events.iter().map(event).collect();
        Some(Hook {
            path: "/chat/web".to_owned(),
            proof: None,
            body: json!({ "events": events? }).to_string().into_bytes(),
        })
    }

    fn forged(&self, _hook: &Hook) -> Option<Hook> {
        None
    }

    fn wire(&self) -> Option<&dyn Wire> {
        None
    }
}

conformance!();
