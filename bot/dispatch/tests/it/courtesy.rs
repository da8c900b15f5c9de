//! What is asked of platforms beside the path of the words: names, and taps that wait.

use serde_json::json;
use tsunagi_channel::{Profile, SendError};
use tsunagi_model::Span;

use crate::rig::{Rig, on_both, user};
use crate::stub::until;

on_both! {
    a_name_is_fetched_once_for_staff_to_see
    a_name_that_is_not_told_costs_nothing
    every_tap_is_answered
}

const NAME: &str = "platform.name";

async fn a_name_is_fetched_once_for_staff_to_see(rig: Rig) {
    rig.followed_by(1..2).await;
    let known = rig.thread(&user(1)).await.contact.unwrap();
    assert_eq!(known.memory.get(NAME), Some("ともだち"), "as LINE tells it");
    let shown = Profile {
        name: Some(format!(" は\u{7}る{} ", "あ".repeat(100))),
        language: Some("en".to_owned()),
    };
    *rig.paper.name.lock().unwrap() = Some(Ok(shown));
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "text": "ねえ"}))
        .await;
    assert_eq!(*rig.paper.named.lock().unwrap(), ["p1"]);
    let known = rig.paper_thread("p1").await.unwrap().contact.unwrap();
    let name = known.memory.get(NAME).unwrap();
    assert!(name.starts_with("はるあ") && name.chars().count() == 80);
    assert_eq!(known.memory.get("contact.language"), None);
    // Whose name comes with their words is not asked about.
    rig.paper(json!({"id": "3", "from": "p2", "text": "こんにちは", "name": "そら"}))
        .await;
    assert_eq!(rig.paper.named.lock().unwrap().len(), 1);
}

async fn a_name_that_is_not_told_costs_nothing(rig: Rig) {
    *rig.paper.name.lock().unwrap() = Some(Err(SendError::Timeout));
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "text": "ねえ"}))
        .await;
    assert!(!rig.paper.seen("p1").is_empty());
    assert_eq!(rig.paper.named.lock().unwrap().len(), 1, "not at each word");
    rig.clock.advance(Span::days(2));
    *rig.paper.name.lock().unwrap() = Some(Ok(Profile {
        name: Some("はる".to_owned()),
        language: None,
    }));
    rig.paper(json!({"id": "3", "from": "p1", "text": "また来たよ"}))
        .await;
    let known = rig.paper_thread("p1").await.unwrap().contact.unwrap();
    assert_eq!(known.memory.get(NAME), Some("はる"));
}

async fn every_tap_is_answered(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    // One that means something, one that means nothing any more.
    for (id, data) in [("2", "language/language/ja"), ("3", "gone/gone/gone")] {
        rig.paper(json!({"id": id, "from": "p1", "tap": data, "token": id}))
            .await;
    }
    let answered = || rig.paper.answered.lock().unwrap().clone();
    until("both are answered", async || answered().len() == 2).await;
    let mut both = answered();
    both.sort();
    assert_eq!(both, ["2", "3"]);
}
