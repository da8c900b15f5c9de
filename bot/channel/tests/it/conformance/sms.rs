//! SMS: one message a request, no groups, no buttons, nothing can be taken back.

use std::sync::Arc;

use tsunagi_channel::Channel;
use tsunagi_double::{Fault, Stage, Twilio, TwilioHook, TwilioWebhook};

use super::{Event, Hook, PATIENCE, Subject, Wire, conformance};
use crate::fixture::channel_with;
use crate::sms_send::{HOOK, PERSON, config};

const HEADER: &str = "x-twilio-signature";

struct Sms {
    double: Stage<Twilio>,
    channel: Arc<dyn Channel>,
}

async fn open() -> Sms {
    let double = Stage::start(Twilio::default()).await.unwrap();
    let channel = channel_with(&config(&double), PATIENCE);
    Sms { double, channel }
}

impl Sms {
    fn signed_with(&self, token: &str) -> TwilioWebhook {
        let number = self.double.with(|twilio| twilio.numbers[0].number.clone());
        TwilioWebhook::new(token, HOOK, &number)
    }

    fn twilio(&self) -> TwilioWebhook {
        self.signed_with(&self.double.with(|twilio| twilio.auth_token.clone()))
    }
}

fn shown(hook: TwilioHook) -> Hook {
    Hook {
        path: hook.path_and_query,
        proof: Some((HEADER, hook.signature.into_bytes())),
        body: hook.body,
    }
}

impl Subject for Sms {
    fn channel(&self) -> Arc<dyn Channel> {
        Arc::clone(&self.channel)
    }

    fn person(&self) -> &str {
        PERSON
    }

    fn covers_path(&self) -> bool {
        true
    }

    fn hook(&self, events: &[Event<'_>]) -> Option<Hook> {
        let [event] = events else { return None };
        let twilio = self.twilio();
        Some(shown(match *event {
            Event::Text(words) => twilio.text(PERSON, words),
            Event::OptOut => twilio.text(PERSON, "STOP"),
            Event::Unknown => twilio.status(None, PERSON, "SM1", "what_comes_next", None),
            Event::Tap(_) | Event::InGroup(_) | Event::Erasure(_) | Event::Broken => return None,
        }))
    }

    fn forged(&self, hook: &Hook) -> Option<Hook> {
        let hook = TwilioHook {
            path_and_query: hook.path.clone(),
            signature: String::new(),
            body: hook.body.clone(),
        };
        Some(shown(
            self.signed_with("another tenant's").signed_anew(&hook),
        ))
    }

    fn wire(&self) -> Option<&dyn Wire> {
        Some(self)
    }
}

impl Wire for Sms {
    fn fail_next(&self, fault: &Fault) {
        self.double.fail_next(1, fault);
    }

    fn limited(&self) -> Fault {
        Fault::Says(429, "20429 Too Many Requests".to_owned(), Some(3))
    }

    fn blocked(&self) -> Option<Fault> {
        let words = "21610 Attempt to send to unsubscribed recipient";
        Some(Fault::Says(400, words.to_owned(), None))
    }

    fn said(&self) -> Vec<String> {
        let sent = self.double.with(|twilio| twilio.sent.clone());
        sent.into_iter()
            .filter_map(|mut fields| fields.remove("Body"))
            .collect()
    }

    fn assert_clean(&self) {
        self.double.assert_clean();
    }
}

conformance!();
