//! A WhatsApp channel on its double, and on nothing.

use std::sync::Arc;
use std::time::Duration;

use tsunagi_channel::{Channel, ChannelConfig, WebhookRequest, http};
use tsunagi_double::{Webhook, WhatsApp, WhatsAppDouble, WhatsAppHook};
use tsunagi_model::{ChannelKind, Inbound, TestClock, Timestamp};

/// People: one shows their number, one hides it.
pub(crate) const PERSON: &str = "819012345678";
pub(crate) const HIDDEN: &str = "JP.13491208655302741918";

pub(crate) const AT: Timestamp = Timestamp(1_790_000_000_000_000);

/// The configuration of a channel on a double.
pub(crate) fn config(api_base: &str) -> ChannelConfig {
    let served = WhatsApp::default();
    let mut config = ChannelConfig::new("wa", ChannelKind::Whatsapp);
    config.secret = Some(served.secret.into());
    config.access_token = Some(served.token.into());
    config.verify_token = Some("vt".into());
    config.account = Some(served.account);
    config.api_base = Some(api_base.to_owned());
    config
}

pub(crate) fn open(config: &ChannelConfig) -> Arc<dyn Channel> {
    let http = http::client_with(Duration::from_millis(500)).unwrap();
    tsunagi_channel::open(config, &http).unwrap()
}

/// A channel on nothing, for what needs no network; with a template.
pub(crate) fn unconnected() -> Arc<dyn Channel> {
    let mut config = config("http://127.0.0.1:9");
    config.template = Some("renraku".to_owned());
    open(&config)
}

pub(crate) async fn double() -> WhatsAppDouble {
    double_with(|_| {}).await
}

pub(crate) async fn double_with(change: impl FnOnce(&mut WhatsApp)) -> WhatsAppDouble {
    let mut meta = WhatsApp::default();
    change(&mut meta);
    WhatsAppDouble::start(meta).await.unwrap()
}

/// Webhooks of the number, at a fixed time.
pub(crate) fn hook() -> WhatsAppHook {
    let served = WhatsApp::default();
    WhatsAppHook::new(&served.waba, &served.account, Arc::new(TestClock::at(AT)))
}

pub(crate) fn signed(hook: WhatsAppHook) -> Webhook {
    hook.sign(&WhatsApp::default().secret)
}

pub(crate) fn verify(
    channel: &dyn Channel,
    webhook: &Webhook,
) -> Result<(), tsunagi_channel::Unverified> {
    channel.verify(&WebhookRequest {
        method: "POST",
        path_and_query: "/webhook/wa",
        headers: &[("x-hub-signature-256", webhook.signature.as_bytes())],
        body: &webhook.body,
    })
}

/// Every event of a webhook: its thread and what it says.
pub(crate) fn events(hook: WhatsAppHook) -> Vec<(String, Inbound)> {
    let channel = unconnected();
    let webhook = signed(hook);
    assert_eq!(verify(&*channel, &webhook), Ok(()));
    channel
        .split(&webhook.body)
        .unwrap()
        .into_iter()
        .map(|event| (event.thread, channel.read(&event.raw)))
        .collect()
}

/// The single event of a webhook.
pub(crate) fn one(hook: WhatsAppHook) -> (String, Inbound) {
    let mut events = events(hook);
    assert_eq!(events.len(), 1);
    events.remove(0)
}
