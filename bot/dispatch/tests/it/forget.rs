//! What the daily job forgets while the service runs.

use std::time::Duration;

use serde_json::json;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_model::{Clock, Span};
use tsunagi_store::NewIntake;

use crate::rig::{Rig, on_both};

on_both! {
    old_keys_are_forgotten_once_a_day
}

async fn old_keys_are_forgotten_once_a_day(rig: Rig) {
    let store = rig.service.store();
    let event = |id: &str| NewIntake {
        channel: "paper".to_owned(),
        dedupe: id.to_owned(),
        thread: "user:p1".to_owned(),
        raw: json!({"id": id, "from": "p1", "text": "こんにちは"}).to_string(),
        received_at: rig.clock.now(),
    };
    store.append_intake(&[event("old")]).await.unwrap();
    rig.service.settle().await.unwrap();
    let old = rig.paper.left().len();
    rig.clock.advance(Span::days(60));
    store.append_intake(&[event("young")]).await.unwrap();
    rig.service.settle().await.unwrap();
    let young = rig.paper.left().len();
    assert!(0 < old && old < young, "{old} {young}");
    let ids = [old, young].map(|n| format!("paper-{n}"));
    assert_eq!(store.sent_ids("paper", &ids).await.unwrap().len(), 2);
    assert_eq!(store.append_intake(&[event("old")]).await.unwrap(), 0);

    rig.clock.advance(Span::minutes(1));
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    rig.service.run(&tasks, &stop);
    let gone = async {
        while store.sent_ids("paper", &ids).await.unwrap().len() == 2 {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), gone)
        .await
        .unwrap();
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    assert_eq!(store.sent_ids("paper", &ids).await.unwrap(), ids[1..]);
    let both = [event("old"), event("young")];
    assert_eq!(
        store.append_intake(&both).await.unwrap(),
        1,
        "the old one is new again, the young one is known"
    );
}
