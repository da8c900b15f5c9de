//! The store is away: what happens to events, in both databases.

use std::sync::Arc;
use std::time::{Duration, Instant};

use tsunagi_dispatch::{Refusal, Service};
use tsunagi_model::{Clock, Span};
use tsunagi_store::Held;

use crate::rig::{Rig, on_both};
use crate::stub::{self, Stub, bring, until};

on_both! {
    events_of_a_locked_store_are_kept_and_come_in_order
    a_full_spool_refuses_and_loses_nothing
    a_crash_while_the_store_is_away_loses_nothing
    two_instances_share_a_folder
    without_a_spool_a_webhook_is_refused
}

/// The longest a webhook may wait for its answer.
const ANSWER: Duration = Duration::from_secs(2);

async fn open(rig: &Rig, limit: u64) -> Arc<Service> {
    let stub = Stub::new(|_| {});
    let service = stub::service(rig, &[("chat", "uwajima", &stub)]).await;
    service
        .open_spool(&rig.folder.path().join("spool"), limit)
        .unwrap();
    service.run_receiver();
    service
}

async fn drained(service: &Arc<Service>) {
    until("the spool is empty", async || {
        service.spool().unwrap().bytes == 0
    })
    .await;
}

/// What people wrote, in the order of their conversations.
async fn written(rig: &Rig, service: &Arc<Service>) -> Vec<String> {
    // The words are worked on by a service whose loops do not run here.
    service.advance_now().await.unwrap();
    while service.store().intake_backlog().await.unwrap().0 > 0 {
        service.advance_now().await.unwrap();
    }
    rig.exported()
        .await
        .into_iter()
        .filter(|message| message.direction == tsunagi_model::Direction::In)
        .filter_map(|message| Some(message.body?.text))
        .collect()
}

async fn events_of_a_locked_store_are_kept_and_come_in_order(rig: Rig) {
    let service = open(&rig, 1 << 20).await;
    bring(&service, "chat", "mio", "m0", "0").await.unwrap();
    assert_eq!(service.spool().unwrap().bytes, 0, "the store is there");
    let held = Held::over(&rig.url).await.unwrap();
    let arrived = rig.clock.now();
    for n in 1..20 {
        let begun = Instant::now();
        let (id, words) = (format!("m{n}"), n.to_string());
        assert_eq!(bring(&service, "chat", "mio", &id, &words).await, Ok(1));
        // What is brought again while it waits is still one event.
        assert_eq!(bring(&service, "chat", "mio", &id, &words).await, Ok(1));
        assert!(begun.elapsed() < ANSWER * 2, "{:?}", begun.elapsed());
    }
    let waiting = service.spool().unwrap();
    assert!(
        waiting.events >= 19 && waiting.oldest == Some(arrived),
        "{waiting:?}"
    );
    rig.clock.advance(Span::minutes(3));
    held.release().await;
    // Somebody writes on while the spool is being taken in.
    for n in 20..30 {
        let (id, words) = (format!("m{n}"), n.to_string());
        assert_eq!(bring(&service, "chat", "mio", &id, &words).await, Ok(1));
    }
    drained(&service).await;
    bring(&service, "chat", "mio", "m30", "30").await.unwrap();
    assert_eq!(service.spool().unwrap().bytes, 0, "the store is back");
    let (_, oldest) = service.store().intake_backlog().await.unwrap();
    assert_eq!(oldest, Some(arrived), "as old as it is");
    let expected: Vec<String> = (0..31).map(|n| n.to_string()).collect();
    assert_eq!(written(&rig, &service).await, expected);
}

async fn a_full_spool_refuses_and_loses_nothing(rig: Rig) {
    let service = open(&rig, 4_000).await;
    let held = Held::over(&rig.url).await.unwrap();
    let mut taken = Vec::new();
    for n in 0..40 {
        let words = n.to_string();
        match bring(&service, "chat", "mio", &format!("m{n}"), &words).await {
            Ok(_) => taken.push(words),
            Err(refusal) => assert_eq!(refusal, Refusal::Away),
        }
    }
    assert!((3..30).contains(&taken.len()), "{} fit", taken.len());
    let state = service.spool().unwrap();
    assert!(state.refusing && state.bytes <= 4_000, "{state:?}");
    held.release().await;
    drained(&service).await;
    assert_eq!(bring(&service, "chat", "mio", "m99", "99").await, Ok(1));
    taken.push("99".to_owned());
    assert_eq!(written(&rig, &service).await, taken);
}

async fn a_crash_while_the_store_is_away_loses_nothing(rig: Rig) {
    let service = open(&rig, 1 << 20).await;
    let held = Held::over(&rig.url).await.unwrap();
    for n in 0..5 {
        let words = n.to_string();
        bring(&service, "chat", "mio", &format!("m{n}"), &words)
            .await
            .unwrap();
    }
    // What is on disk at this moment is all that the next process finds, with a record that was not finished.
    let left = rig.folder.path().join("left");
    stub::copy(&rig.folder.path().join("spool"), &left);
    let file = std::fs::read_dir(&left).unwrap().next().unwrap().unwrap();
    let mut bytes = std::fs::read(file.path()).unwrap();
    bytes.extend_from_within(..40);
    std::fs::write(file.path(), bytes).unwrap();
    // The first process is gone: it reaches the store no more.
    service.store().close().await;
    held.release().await;
    let stub = Stub::new(|_| {});
    let next = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    next.open_spool(&left, 1 << 20).unwrap();
    assert_eq!(next.spool().unwrap().events, 5);
    next.run_receiver();
    // New words wait behind the old ones.
    bring(&next, "chat", "mio", "m5", "5").await.unwrap();
    drained(&next).await;
    let expected: Vec<String> = (0..6).map(|n| n.to_string()).collect();
    assert_eq!(written(&rig, &next).await, expected);
}

async fn two_instances_share_a_folder(rig: Rig) {
    let (one, two) = (open(&rig, 1 << 20).await, open(&rig, 1 << 20).await);
    let held = Held::over(&rig.url).await.unwrap();
    for n in 0..10 {
        let (id, words) = (format!("m{n}"), n.to_string());
        // A platform that had no answer from the one asks the other.
        assert_eq!(bring(&one, "chat", "mio", &id, &words).await, Ok(1));
        assert_eq!(bring(&two, "chat", "mio", &id, &words).await, Ok(1));
        assert_eq!(bring(&two, "chat", "sora", &id, &words).await, Ok(1));
    }
    held.release().await;
    drained(&one).await;
    drained(&two).await;
    let mut texts = written(&rig, &one).await;
    assert_eq!(texts.len(), 20, "ten of each");
    texts.sort();
    texts.dedup();
    assert_eq!(texts.len(), 10);
}

async fn without_a_spool_a_webhook_is_refused(rig: Rig) {
    let stub = Stub::new(|_| {});
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    service.run_receiver();
    let held = Held::over(&rig.url).await.unwrap();
    let begun = Instant::now();
    let refused = bring(&service, "chat", "mio", "m0", "0").await;
    assert_eq!(refused, Err(Refusal::Away));
    assert!(begun.elapsed() < ANSWER, "{:?}", begun.elapsed());
    held.release().await;
}
