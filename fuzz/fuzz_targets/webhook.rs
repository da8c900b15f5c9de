//! Any bytes as a webhook of every messenger: no panic, every event with a bounded key and thread, whatever its neighbours are.
#![no_main]

use std::sync::{Arc, OnceLock};

use libfuzzer_sys::fuzz_target;
use tsunagi_channel::{Channel, ChannelConfig, WebhookRequest};
use tsunagi_model::ChannelKind;

/// The longest key or thread that a table takes.
const LONGEST: usize = 128;

fn channels() -> &'static [Arc<dyn Channel>] {
    static CHANNELS: OnceLock<Vec<Arc<dyn Channel>>> = OnceLock::new();
    CHANNELS.get_or_init(|| {
        let http = tsunagi_channel::http::client().expect("a client");
        let open = |kind: &ChannelKind| {
            let mut config = ChannelConfig::new(kind.as_str(), *kind);
            config.secret = Some("s3cret".into());
            config.access_token = Some("AC00000000000000000000000000000000:token".into());
            config.verify_token = Some("verify".into());
            config.account = Some("1001".to_owned());
            config.webhook_url = Some("https://support.example.jp/webhook/x".to_owned());
            tsunagi_channel::open(&config, &http).expect("a channel")
        };
        ChannelKind::ALL.iter().map(open).collect()
    })
}

fuzz_target!(|data: &[u8]| {
    let Some((first, body)) = data.split_first() else {
        return;
    };
    let channels = channels();
    let channel = &channels[usize::from(*first) % channels.len()];
    let query = String::from_utf8_lossy(&body[..body.len().min(80)]);
    let path = format!("/webhook/x?{query}");
    let request = WebhookRequest {
        method: "POST",
        path_and_query: &path,
        headers: &[
            ("x-line-signature", body),
            ("x-hub-signature-256", body),
            ("x-telegram-bot-api-secret-token", body),
            ("x-twilio-signature", body),
        ],
        body,
    };
    // Whether it is believed does not matter here; that looking at it ends does.
    let _ = channel.verify(&request);
    let _ = channel.challenge(&request);
    let Ok(events) = channel.split(body) else {
        return;
    };
    for event in events {
        assert!(event.key.len() <= LONGEST && !event.key.contains(char::is_control));
        assert!(event.thread.len() <= LONGEST && !event.thread.contains(char::is_control));
        let inbound = channel.read(&event.raw);
        assert!(inbound.kind.as_str().len() <= 4 * 80);
        let _ = inbound.kind.words();
    }
});
