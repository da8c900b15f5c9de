//! Messenger and Instagram on their double, and what every webhook of theirs must pass.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use tsunagi_channel::{
    Channel, ChannelConfig, RawEvent, Unreadable, Unverified, WebhookRequest, http,
};
use tsunagi_double::{MetaSide, MetaWebhook, SendApi, Stage, Webhook, sign_for_meta};
use tsunagi_model::{ChannelKind, Inbound, InboundKind, TestClock, Timestamp};

/// A person as a page knows them, and another.
pub(crate) const PERSON: &str = "6011122233344455";
pub(crate) const OTHER: &str = "6099988877766655";
/// The page of the double.
pub(crate) const PAGE: &str = "108000000000001";
/// The Instagram account of the double.
pub(crate) const ACCOUNT: &str = "17841400000000001";
/// When everything happens.
pub(crate) const AT: Timestamp = Timestamp(1_790_000_000_000_000);

pub(crate) const SIDES: [MetaSide; 2] = [MetaSide::Page, MetaSide::Instagram];

pub(crate) fn clock() -> TestClock {
    TestClock::at(AT)
}

/// A double that one person has just written to.
pub(crate) async fn double(side: MetaSide, clock: &TestClock) -> Stage<SendApi> {
    let mut api = SendApi::new(side, Arc::new(clock.clone()));
    api.heed(PERSON);
    Stage::start(api).await.unwrap()
}

/// The configuration of a channel that is not on any double.
pub(crate) fn config(side: MetaSide) -> ChannelConfig {
    let (slug, kind, account) = match side {
        MetaSide::Page => ("page", ChannelKind::Messenger, PAGE),
        MetaSide::Instagram => ("insta", ChannelKind::Instagram, ACCOUNT),
    };
    let mut config = ChannelConfig::new(slug, kind);
    config.secret = Some("double-app-secret".into());
    config.access_token = Some("double-access-token".into());
    config.verify_token = Some("v3rify".into());
    config.account = Some(account.to_owned());
    config
}

pub(crate) fn open(config: &ChannelConfig, patience: Duration) -> Arc<dyn Channel> {
    tsunagi_channel::open(config, &http::client_with(patience).unwrap()).unwrap()
}

/// A channel on nothing, for what needs no network.
pub(crate) fn unconnected(side: MetaSide) -> Arc<dyn Channel> {
    // A client takes longer to make than a whole webhook to read.
    static BOTH: LazyLock<[Arc<dyn Channel>; 2]> =
        LazyLock::new(|| SIDES.map(|side| open(&config(side), Duration::from_secs(10))));
    Arc::clone(&BOTH[usize::from(side == MetaSide::Instagram)])
}

/// A channel on a double.
pub(crate) fn channel(double: &Stage<SendApi>, side: MetaSide) -> Arc<dyn Channel> {
    let mut config = config(side);
    config.api_base = Some(double.base_url().to_owned());
    open(&config, Duration::from_secs(10))
}

pub(crate) fn hook(side: MetaSide) -> MetaWebhook {
    let account = match side {
        MetaSide::Page => PAGE,
        MetaSide::Instagram => ACCOUNT,
    };
    MetaWebhook::new(side, "double-app-secret", account, AT)
}

pub(crate) fn verify(
    channel: &dyn Channel,
    body: &[u8],
    signature: Option<&str>,
) -> Result<(), Unverified> {
    let mut headers: Vec<(&str, &[u8])> = vec![("content-type", b"application/json")];
    headers.extend(signature.map(|signature| ("x-hub-signature-256", signature.as_bytes())));
    channel.verify(&WebhookRequest {
        method: "POST",
        path_and_query: "/webhook/page",
        headers: &headers,
        body,
    })
}

/// The events of a webhook that is believed.
pub(crate) fn events(channel: &dyn Channel, webhook: &Webhook) -> Vec<(RawEvent, Inbound)> {
    assert_eq!(
        verify(channel, &webhook.body, Some(&webhook.signature)),
        Ok(())
    );
    channel
        .split(&webhook.body)
        .unwrap()
        .into_iter()
        .map(|raw| {
            let event = channel.read(&raw.raw);
            (raw, event)
        })
        .collect()
}

/// The one event of a webhook.
pub(crate) fn event(channel: &dyn Channel, webhook: &Webhook) -> Inbound {
    let mut events = events(channel, webhook);
    assert_eq!(events.len(), 1, "{:?}", webhook.events);
    events.remove(0).1
}

pub(crate) fn other(name: &str) -> InboundKind {
    InboundKind::Other(name.to_owned())
}

#[test]
fn only_what_is_rightly_signed_is_believed() {
    for side in SIDES {
        let channel = unconnected(side);
        let webhook = hook(side).text(PERSON, "m_1", "もしもし").build();
        let body = &webhook.body;
        assert_eq!(verify(&*channel, body, Some(&webhook.signature)), Ok(()));
        assert_eq!(verify(&*channel, body, None), Err(Unverified::Missing));
        for (signature, why) in [
            (sign_for_meta("another", body), Unverified::Wrong),
            (
                sign_for_meta("double-app-secret", &body[1..]),
                Unverified::Wrong,
            ),
            (
                webhook.signature.replace("sha256=", "sha1="),
                Unverified::Malformed,
            ),
            ("sha256=".to_owned(), Unverified::Malformed),
            (format!("{}00", webhook.signature), Unverified::Malformed),
        ] {
            assert_eq!(
                verify(&*channel, body, Some(&signature)),
                Err(why),
                "{signature}"
            );
        }
    }
}

#[test]
fn what_is_meant_for_another_account_is_not_ours() {
    let page = unconnected(MetaSide::Page);
    let check = |webhook: Webhook| verify(&*page, &webhook.body, Some(&webhook.signature));
    // The same app also serves an Instagram account, and signs with the same secret.
    assert_eq!(
        check(hook(MetaSide::Instagram).text(PERSON, "m_1", "x").build()),
        Err(Unverified::OtherAccount)
    );
    let foreign = |account| MetaWebhook::new(MetaSide::Page, "double-app-secret", account, AT);
    assert_eq!(
        check(foreign("999").text(PERSON, "m_1", "x").build()),
        Err(Unverified::OtherAccount)
    );
    // With one of ours among them the others are passed over.
    let mixed = foreign("999")
        .text(PERSON, "m_1", "theirs")
        .entry(PAGE)
        .text(PERSON, "m_2", "ours")
        .entry("998")
        .text(PERSON, "m_3", "theirs")
        .build();
    let found = events(&*page, &mixed);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].1.kind, InboundKind::Text("ours".to_owned()));
    // Without `account` every entry of the app is taken.
    let mut open_to_all = config(MetaSide::Page);
    open_to_all.account = None;
    let page = open(&open_to_all, Duration::from_secs(1));
    assert_eq!(events(&*page, &mixed).len(), 3);
}

#[test]
fn an_item_between_others_in_an_entry_of_ours_is_nobodys_words() {
    for side in SIDES {
        let channel = unconnected(side);
        let webhook = hook(side)
            .raw(serde_json::json!({
                "sender": { "id": PERSON }, "recipient": { "id": "1235" }, "timestamp": 1,
                "message": { "mid": "m_1", "text": "x" }
            }))
            .build();
        let found = events(&*channel, &webhook);
        assert_eq!(found[0].1.kind, other("message/other_account"));
        assert_eq!(found[0].1.source, tsunagi_model::Source::Channel);
        let ours = hook(side).text(PERSON, "m_1", "x").build();
        assert_ne!(found[0].0.key, events(&*channel, &ours)[0].0.key);
    }
}

#[test]
fn the_address_is_proved_by_giving_the_challenge_back() {
    for side in SIDES {
        let channel = unconnected(side);
        let ask = |query: &str| {
            channel.challenge(&WebhookRequest {
                method: "GET",
                path_and_query: &format!("/webhook/page?{query}"),
                headers: &[],
                body: b"",
            })
        };
        assert_eq!(
            ask("hub.mode=subscribe&hub.verify_token=v3rify&hub.challenge=42"),
            Some(Ok("42".to_owned()))
        );
        assert_eq!(
            ask("hub.mode=subscribe&hub.verify_token=other&hub.challenge=42"),
            Some(Err(Unverified::Wrong))
        );
    }
}

#[test]
fn an_empty_list_is_readable_and_no_list_is_not() {
    let page = unconnected(MetaSide::Page);
    assert_eq!(page.split(br#"{"object":"page","entry":[]}"#), Ok(vec![]));
    for body in [
        &b""[..],
        b"not json",
        b"[]",
        b"{}",
        br#"{"entry":null}"#,
        br#"{"entry":{}}"#,
        br#"{"entry":[}"#,
    ] {
        assert_eq!(page.split(body), Err(Unreadable));
    }
}

#[test]
fn a_duplicate_has_the_same_key_and_a_neighbour_another() {
    for side in SIDES {
        let channel = unconnected(side);
        let keys = |webhook: MetaWebhook| -> Vec<String> {
            events(&*channel, &webhook.build())
                .into_iter()
                .map(|(raw, _)| raw.key)
                .collect()
        };
        let all = |webhook: MetaWebhook| {
            webhook
                .text(PERSON, "m_1", "x")
                .edit(PERSON, "m_1", "y", 1)
                .edit(PERSON, "m_1", "z", 2)
                .unsend(PERSON, "m_1")
                .reaction(PERSON, "m_1", Some("😢"))
                .reaction(PERSON, "m_1", None)
                .reaction(OTHER, "m_1", None)
                .postback(PERSON, "m_1", "t", "p")
                .echo(PERSON, "m_1", "x", &serde_json::json!({}))
                .delivery(PERSON, &["m_1"], 7)
                .read(PERSON, &serde_json::json!({ "watermark": 7 }))
                .read(PERSON, &serde_json::json!({ "watermark": 8 }))
                .referral(PERSON, "a")
                .referral(PERSON, "b")
                .change("feed", &serde_json::json!({ "item": "x" }))
        };
        let first = keys(all(hook(side)));
        assert_eq!(first.len(), 15);
        // Delivered again, in another order of entries and beside others.
        let again = keys(all(hook(side).text(OTHER, "m_9", "x").entry(match side {
            MetaSide::Page => PAGE,
            MetaSide::Instagram => ACCOUNT,
        })));
        assert_eq!(first, again[1..]);
        let mut different = first.clone();
        different.sort();
        different.dedup();
        assert_eq!(different.len(), first.len(), "{first:?}");
        assert!(first.iter().all(|key| key.len() <= 128));
    }
}

#[test]
fn the_capabilities_are_what_the_platforms_say() {
    for (side, text) in [(MetaSide::Page, 2_000), (MetaSide::Instagram, 333)] {
        let channel = unconnected(side);
        let can = channel.capabilities();
        assert_eq!((can.text, can.choices, can.label), (text, 13, 20));
        assert_eq!(can.window, Some(tsunagi_model::Span::hours(24)));
        assert_eq!(can.staff_window, Some(tsunagi_model::Span::hours(168)));
        assert!(!can.keyed && !can.metered && !can.sender);
    }
}
