//! Telegram: one update a request; a message is taken back only in chats of a business account, whose ids are numbers.

use std::sync::Arc;

use serde_json::json;
use tsunagi_channel::Channel;
use tsunagi_double::{Fault, Stage, Telegram as Double, TelegramHook, TelegramUpdate};

use super::{Event, Hook, PATIENCE, Subject, Wire, conformance};
use crate::fixture::channel_with;
use crate::telegram_send::{PERSON, SECRET, config};

const HEADER: &str = "x-telegram-bot-api-secret-token";

struct Telegram {
    double: Stage<Double>,
    channel: Arc<dyn Channel>,
}

async fn open() -> Telegram {
    let double = Stage::start(Double::default()).await.unwrap();
    let channel = channel_with(&config(&double), PATIENCE);
    Telegram { double, channel }
}

fn update(event: Event<'_>) -> Option<TelegramHook> {
    let person = PERSON.parse().unwrap();
    let chat = TelegramUpdate::private(SECRET, person);
    Some(match event {
        Event::Text(words) => chat.text(words),
        Event::InGroup(words) => TelegramUpdate::group(SECRET, -1_001, person).text(words),
        Event::Tap(data) => chat.tap("tap", 12, data),
        Event::OptOut => chat.standing("member", "kicked"),
        Event::Unknown => chat.update("what_comes_next", &json!({ "id": 1 })),
        Event::Broken | Event::Erasure(_) => return None,
    })
}

impl Subject for Telegram {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(&self.channel)
    }

    fn person(&self) -> &str {
        PERSON
    }

    fn covers_body(&self) -> bool {
        false
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let [event] = events else { return None };
        let update = update(*event)?;
        Some(Hook {
            path: "/webhook/telegram".to_owned(),
            proof: Some((HEADER, update.secret.into_bytes())),
            body: update.body,
        })
    }

    fn forged(&self, hook: &Hook) -> Option<Hook> {
        Some(Hook {
            proof: Some((HEADER, b"another_tenants".to_vec())),
            ..hook.clone()
        })
    }

    fn wire(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl Wire for Telegram {
    fn fail_next(&self, fault: &Fault) {
        self.double.fail_next(1, fault);
    }

    fn limited(&self) -> Fault {
        Fault::Says(429, "Too Many Requests: retry after 3".to_owned(), None)
    }

    fn blocked(&self) -> Option<Fault> {
        let words = "Forbidden: bot was blocked by the user";
        Some(Fault::Says(403, words.to_owned(), None))
    }

    fn said(&self) -> Vec<String> {
        let sent = self.double.with(|bot| bot.sent.clone());
        sent.iter()
            .filter_map(|(_, body)| body["text"].as_str().map(str::to_owned))
            .collect()
    }

    fn assert_clean(&self) {
        self.double.assert_clean();
    }
}

conformance!();
