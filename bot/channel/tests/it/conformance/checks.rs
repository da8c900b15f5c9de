//! The checks. Each is about one promise that a channel makes to the rooms behind it.

use std::collections::HashSet;
use std::time::Duration;

use tsunagi_channel::{Payload, Receipt, Route, Send, SendError};
use tsunagi_double::Fault;
use tsunagi_model::{
    Author, Bubble, ExternalId, Inbound, InboundKind, MediaKind, Source, Span, Status, Turn,
};
use uuid::Uuid;

use super::{Event, Hook, Subject};
use crate::fixture::{card, choice, media, text, turn};

/// A webhook that every platform can send.
fn hello(subject: &dyn Subject) -> Hook {
    subject
        .hook(&[Event::Text("もしもし")])
        .expect("every platform can send words")
}

/// Keys, threads and meanings of a webhook.
fn read(subject: &dyn Subject, hook: &Hook) -> Vec<(String, String, Inbound)> {
    let channel = subject.channel();
    assert_eq!(hook.verify(&*channel), Ok(()));
    let events = channel.split(&hook.body).expect("it has events");
    events
        .into_iter()
        .map(|event| {
            assert!(!event.key.is_empty() && event.key.len() <= 128);
            assert!(event.thread.len() <= 128);
            let inbound = channel.read(&event.raw);
            (event.key, event.thread, inbound)
        })
        .collect()
}

/// The one event of a webhook.
fn one(subject: &dyn Subject, event: Event<'_>) -> Option<(String, String, Inbound)> {
    let hook = subject.hook(&[event])?;
    let mut events = read(subject, &hook);
    assert_eq!(events.len(), 1, "{event:?}");
    events.pop()
}

pub(super) fn the_platform_is_believed(subject: &dyn Subject) {
    assert_eq!(hello(subject).verify(&*subject.channel()), Ok(()));
}

pub(super) fn without_proof_nobody_is_believed(subject: &dyn Subject) {
    let mut hook = hello(subject);
    let Some((name, _)) = hook.proof.take() else {
        return;
    };
    let channel = subject.channel();
    assert!(hook.verify(&*channel).is_err(), "none at all");
    for junk in [&b""[..], b"junk", b"sha256=", b"\xff\xfe", &[b'A'; 4_000]] {
        hook.proof = Some((name, junk.to_vec()));
        assert!(hook.verify(&*channel).is_err(), "{junk:?}");
    }
}

pub(super) fn a_changed_body_is_not_believed(subject: &dyn Subject) {
    let mut hook = hello(subject);
    if hook.proof.is_none() || !subject.covers_body() {
        return;
    }
    let last = hook.body.pop().expect("a body");
    hook.body.extend([last ^ 1]);
    assert!(hook.verify(&*subject.channel()).is_err());
}

pub(super) fn another_tenants_proof_is_not_believed(subject: &dyn Subject) {
    let hook = hello(subject);
    match subject.forged(&hook) {
        Some(forged) => {
            assert_eq!(forged.body, hook.body);
            assert!(forged.verify(&*subject.channel()).is_err());
        }
        None => assert!(hook.proof.is_none(), "a proof can be forged"),
    }
}

pub(super) fn another_address_is_not_believed(subject: &dyn Subject) {
    if !subject.covers_path() {
        return;
    }
    let mut hook = hello(subject);
    hook.path = "/webhook/another".to_owned();
    assert!(hook.verify(&*subject.channel()).is_err());
}

pub(super) fn words_and_taps_are_understood(subject: &dyn Subject) {
    let person = Source::Person(ExternalId(subject.person().to_owned()));
    let words = "きょうは がっこう いけない 😀";
    let (_, thread, inbound) = one(subject, Event::Text(words)).expect("words");
    assert_eq!(inbound.kind, InboundKind::Text(words.to_owned()));
    assert_eq!(
        (&inbound.source, thread),
        (&person, format!("user:{}", subject.person()))
    );
    if let Some((_, _, inbound)) = one(subject, Event::Tap("checkin/mood/good")) {
        let data = "checkin/mood/good".to_owned();
        assert_eq!(inbound.kind, InboundKind::Postback { data, picked: None });
        assert_eq!(inbound.source, person);
    }
}

pub(super) fn a_second_delivery_has_the_same_keys(subject: &dyn Subject) {
    let keys = |hook: &Hook| -> Vec<String> {
        read(subject, hook)
            .into_iter()
            .map(|(key, ..)| key)
            .collect()
    };
    let hook = hello(subject);
    assert_eq!(keys(&hook), keys(&hook));
    // The same words said again are another event.
    assert_ne!(keys(&hook), keys(&hello(subject)));
}

pub(super) fn two_messages_in_one_webhook_are_two(subject: &dyn Subject) {
    let Some(hook) = subject.hook(&[Event::Text("ひとつ"), Event::Text("ふたつ")]) else {
        return;
    };
    let events = read(subject, &hook);
    let keys: HashSet<&String> = events.iter().map(|(key, ..)| key).collect();
    let words: Vec<Option<&str>> = events
        .iter()
        .map(|(.., event)| event.kind.words())
        .collect();
    assert_eq!(
        (keys.len(), words),
        (2, vec![Some("ひとつ"), Some("ふたつ")])
    );
}

pub(super) fn a_group_shares_no_thread_with_a_person(subject: &dyn Subject) {
    if let Some((_, thread, inbound)) = one(subject, Event::InGroup("みんな")) {
        assert!(
            thread.starts_with("group:") || thread.starts_with("room:"),
            "{thread}"
        );
        assert!(matches!(inbound.source, Source::Group(_)));
        assert_eq!(inbound.kind.words(), Some("みんな"));
    }
}

pub(super) fn an_unknown_kind_is_kept_and_means_nothing(subject: &dyn Subject) {
    let (_, _, inbound) = one(subject, Event::Unknown).expect("every platform has something new");
    assert!(
        matches!(inbound.kind, InboundKind::Other(_)),
        "{:?}",
        inbound.kind
    );
    assert!(!inbound.kind.is_act());
}

pub(super) fn a_bad_neighbour_costs_nobody_anything(subject: &dyn Subject) {
    let between = [Event::Text("まえ"), Event::Broken, Event::Text("あと")];
    let Some(hook) = subject.hook(&between) else {
        return;
    };
    let events = read(subject, &hook);
    let words: Vec<&str> = events
        .iter()
        .filter_map(|(.., event)| event.kind.words())
        .collect();
    assert_eq!(words, ["まえ", "あと"]);
    assert_eq!(events.len(), 3, "the bad one is kept as well");
}

pub(super) fn an_opt_out_is_a_no(subject: &dyn Subject) {
    let Some((_, thread, inbound)) = one(subject, Event::OptOut) else {
        return;
    };
    assert_eq!(thread, format!("user:{}", subject.person()));
    let is_no = inbound.opt_out == Some(true) || inbound.kind == InboundKind::Unfollow;
    assert!(is_no, "{inbound:?}");
}

pub(super) fn an_erasure_names_its_message(subject: &dyn Subject) {
    let Some((_, thread, inbound)) = one(subject, Event::Erasure("id-of-the-message")) else {
        return;
    };
    assert_eq!(thread, format!("user:{}", subject.person()));
    let platform_id = "id-of-the-message".to_owned();
    assert_eq!(inbound.kind, InboundKind::Unsend { platform_id });
}

/// Signed or not, nothing that could come brings a channel down, and every entry can be read.
pub(super) fn no_body_breaks_anything(subject: &dyn Subject) {
    let channel = subject.channel();
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let objects = format!("{}1{}", "{\"a\":".repeat(50_000), "}".repeat(50_000));
    let good = String::from_utf8_lossy(&hello(subject).body).into_owned();
    let mut bodies: Vec<Vec<u8>> = [
        "",
        "null",
        "[]",
        "{}",
        "{\"entry\":null,\"events\":null,\"message\":null}",
        &deep,
        &objects,
        &good.replace("もしもし", "\\ud800\\u0000"),
        &good.replace("もしもし", &"😀".repeat(500_000)),
        &good.replace('"', "'"),
        &good.replace('[', "[7,[],"),
        &good.replace("\"", "\\u0022"),
    ]
    .iter()
    .map(|body| body.as_bytes().to_vec())
    .collect();
    bodies.push(vec![0xff; 1_000]);
    bodies.extend(
        (0..good.len())
            .step_by(7)
            .map(|end| good.as_bytes()[..end].to_vec()),
    );
    for body in bodies {
        let hook = Hook {
            body,
            ..hello(subject)
        };
        let _ = hook.verify(&*channel);
        for event in channel.split(&hook.body).unwrap_or_default() {
            assert!(!event.key.is_empty() && event.key.len() <= 128 && event.thread.len() <= 128);
            channel.read(&event.raw);
        }
        channel.read(&String::from_utf8_lossy(&hook.body));
    }
}

/// Sends one payload with a key.
async fn send(subject: &dyn Subject, payload: &Payload, key: u128) -> Result<Receipt, SendError> {
    let to = ExternalId(subject.person().to_owned());
    let channel = subject.channel();
    let send = Send {
        to: &to,
        route: Route::Push,
        retry_key: Uuid::from_u128(key),
        payload: &payload.body,
        author: Author::Flow,
        window_open: true,
    };
    channel.send(&send).await
}

fn rendered(subject: &dyn Subject, turn: &Turn) -> Vec<Payload> {
    subject.channel().render(turn)
}

fn greeting(subject: &dyn Subject) -> Payload {
    rendered(subject, &turn(vec![text("こんにちは")])).remove(0)
}

fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Sends a turn; every part of it must be taken.
async fn deliver(subject: &dyn Subject, turn: &Turn) {
    for (index, payload) in rendered(subject, turn).iter().enumerate() {
        let receipt = send(subject, payload, index as u128)
            .await
            .expect("it is taken");
        assert_eq!(receipt.status, Status::Accepted);
    }
}

pub(super) async fn a_long_text_is_split_and_taken(subject: &dyn Subject) {
    let limit = subject.channel().capabilities().text;
    let words = format!(
        "{}👨‍👩‍👧{}",
        "よい天気です。".repeat(limit / 3),
        "あ".repeat(limit + 1)
    );
    assert!(
        rendered(subject, &turn(vec![])).is_empty(),
        "nothing to say is no request"
    );
    deliver(subject, &turn(vec![text(&words)])).await;
    let Some(wire) = subject.wire() else {
        return;
    };
    let said = wire.said();
    assert!(said.len() > 1, "more than one message");
    assert_eq!(solid(&said.concat()), solid(&words));
    wire.assert_clean();
}

pub(super) async fn a_turn_of_everything_is_taken(subject: &dyn Subject) {
    let url = "https://example.com/a.jpg";
    let choices = |count: usize| {
        (0..count)
            .map(|n| choice(&format!("{n}ばん"), &format!("f/s/{n}")))
            .collect()
    };
    let all = turn(vec![
        Bubble {
            text: "えをみてね".to_owned(),
            media: Some(media(MediaKind::Image, url, url)),
            cards: vec![
                card("図書館", "しずか", choices(2)),
                card("公園", "ひろい", choices(3)),
            ],
            ..Bubble::default()
        },
        Bubble {
            media: Some(media(MediaKind::File, "http://example.com/a b.pdf", "")),
            ..Bubble::default()
        },
        Bubble {
            text: "どれにする？".to_owned(),
            choices: choices(14),
            ..Bubble::default()
        },
    ]);
    deliver(subject, &all).await;
    if let Some(wire) = subject.wire() {
        wire.assert_clean();
    }
}

pub(super) async fn too_many_requests_is_told_with_its_wait(subject: &dyn Subject) {
    let Some(wire) = subject.wire() else {
        return;
    };
    let payload = greeting(subject);
    wire.fail_next(&wire.limited());
    let error = send(subject, &payload, 1).await.expect_err("limited");
    let after = Some(Span::seconds(3));
    assert_eq!(error, SendError::RateLimited { after });
    assert!(error.is_retryable() && !error.may_have_arrived());
    assert!(wire.said().is_empty());
    assert!(send(subject, &payload, 1).await.is_ok(), "later it goes");
}

/// Where the platform knows a request again, a second try says nothing twice. Where it does not, the channel says so
/// (`keyed`), and nobody makes a second try after such an end.
pub(super) async fn an_unsure_end_is_known_as_one(subject: &dyn Subject) {
    let Some(wire) = subject.wire() else {
        return;
    };
    let payload = greeting(subject);
    let keyed = subject.channel().capabilities().keyed;
    let fates = [
        Fault::Hang(Duration::from_secs(30)),
        Fault::DropAfterActing,
        Fault::FailAfterActing,
    ];
    for (index, fate) in fates.iter().enumerate() {
        wire.fail_next(fate);
        let error = send(subject, &payload, index as u128)
            .await
            .expect_err("no answer");
        assert!(error.may_have_arrived(), "{fate:?} {error:?}");
        assert_eq!(wire.said().len(), index + 1, "it did arrive: {fate:?}");
        if keyed {
            assert!(error.is_retryable());
            send(subject, &payload, index as u128)
                .await
                .expect("known again");
            assert_eq!(wire.said().len(), index + 1, "said once: {fate:?}");
        }
    }
}

pub(super) async fn a_refusal_before_acting_sends_nothing(subject: &dyn Subject) {
    let Some(wire) = subject.wire() else {
        return;
    };
    let payload = greeting(subject);
    for (status, pauses) in [(401, true), (403, true), (400, false), (500, false)] {
        wire.fail_next(&Fault::Status(status));
        let error = send(subject, &payload, u128::from(status))
            .await
            .expect_err("refused");
        assert_eq!(error.pauses_channel(), pauses, "{status} {error:?}");
        let told = format!("{error} {error:?}");
        assert!(!told.contains(subject.person()), "{told}");
    }
    assert!(wire.said().is_empty());
}

pub(super) async fn a_block_ends_the_address(subject: &dyn Subject) {
    let Some(wire) = subject.wire() else {
        return;
    };
    let Some(fault) = wire.blocked() else {
        return;
    };
    wire.fail_next(&fault);
    let error = send(subject, &greeting(subject), 1)
        .await
        .expect_err("blocked");
    assert_eq!(error, SendError::Blocked);
    assert!(error.ends_address() && !error.is_retryable());
}
