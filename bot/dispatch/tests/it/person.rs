//! One person on several channels, and what platforms tell of our own messages.

use serde_json::{Value, json};
use tsunagi_channel::{SendError, WebhookRequest};
use tsunagi_dispatch::{DeskError, LinkError};
use tsunagi_model::{Clock, Controller, Direction, Span, Status};
use tsunagi_store::{AddressState, Thread};

use crate::flows::{HELLO, SUNDAY, regular};
use crate::rig::{Rig, on_both, user};

on_both! {
    receipts_never_go_backwards
    a_receipt_may_come_before_the_answer
    an_ambiguous_end_is_corrected_by_the_platforms_word
    words_written_elsewhere_silence_the_script
    our_own_words_that_come_back_are_no_person
    stop_is_obeyed_without_a_word
    a_closed_window_calls_a_person_and_stops_a_reply
    a_person_may_write_when_a_script_may_not
    a_regular_word_goes_to_the_channel_that_takes_it
    linked_addresses_share_what_is_remembered_and_can_be_split
    a_child_and_a_guardian_are_never_one
    several_names_are_one_person
    the_same_telephone_on_two_channels_is_noticed
    what_was_taken_back_is_gone_in_any_order
    the_latest_edit_wins_in_any_order
    what_staff_read_is_marked_as_read
    siblings_on_one_account_are_counted_apart
}

impl Rig {
    /// Brings an event of the made-up messenger.
    pub async fn paper(&self, event: Value) {
        let body = event.to_string();
        let request = WebhookRequest {
            method: "POST",
            path_and_query: "/webhook/paper",
            headers: &[],
            body: body.as_bytes(),
        };
        self.service.receive("paper", &request).await.unwrap();
        self.service.settle().await.unwrap();
    }

    pub async fn paper_thread(&self, id: &str) -> Option<Thread> {
        let store = self.service.store();
        let hash = store.thread_hash("paper", &format!("user:{id}"));
        let mut found = store.threads(&[("paper", &hash)]).await.unwrap();
        found.remove(&("paper".to_owned(), hash))
    }

    /// What is known of the messages to people, in order.
    async fn told(&self) -> Vec<Status> {
        let lines = self.exported().await;
        let out = lines
            .into_iter()
            .filter(|line| line.direction == Direction::Out);
        out.map(|line| line.status).collect()
    }
}

async fn receipts_never_go_backwards(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let sent = rig.paper.left().len();
    assert!(sent > 0, "the invitation answers");
    let told = |status: &str, n: usize| json!({"id": format!("{status}{n}"), "from": "p1", "status": status, "of": format!("paper-{n}")});
    rig.paper(told("delivered", 1)).await;
    assert_eq!(rig.told().await[0], Status::Delivered);
    rig.paper(told("read", 1)).await;
    rig.paper(told("delivered", 1)).await;
    rig.paper(json!({"id": "again", "from": "p1", "status": "accepted", "of": "paper-1"}))
        .await;
    assert_eq!(
        rig.told().await[0],
        Status::Read,
        "never less than was known"
    );
    rig.paper(
        json!({"id": "f", "from": "p1", "status": "failed", "of": "paper-1", "problem": "131000"}),
    )
    .await;
    assert_eq!(rig.told().await[0], Status::Read);
    // A receipt of nobody we know opens no conversation.
    rig.paper(json!({"id": "x", "from": "stranger", "status": "read", "of": "paper-9"}))
        .await;
    assert!(rig.paper_thread("stranger").await.is_none());
    // "Read up to here" is about everything before.
    let now = rig.clock.now();
    rig.paper(
        json!({"id": "w", "from": "p1", "status": "read", "up_to": now.plus(Span::seconds(1)).0}),
    )
    .await;
    assert!(
        rig.told()
            .await
            .iter()
            .all(|status| *status == Status::Read)
    );
}

async fn a_receipt_may_come_before_the_answer(rig: Rig) {
    let sent = rig.paper.left().len();
    rig.paper(json!({"id": "r", "from": "p1", "status": "delivered", "of": format!("paper-{}", sent + 1)})).await;
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    assert_eq!(rig.told().await[0], Status::Delivered);
}

async fn an_ambiguous_end_is_corrected_by_the_platforms_word(rig: Rig) {
    rig.paper.fail_next(SendError::Timeout);
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let lines = rig.exported().await;
    let first = lines
        .iter()
        .find(|line| line.direction == Direction::Out)
        .unwrap();
    assert_ne!(first.status, Status::Delivered);
    let before = rig.paper.seen("p1").len();
    let key = rig.paper.failed.lock().unwrap()[0].clone();
    rig.paper(json!({"id": "r", "from": "p1", "status": "delivered", "key": key, "of": "late"}))
        .await;
    assert_eq!(rig.told().await[0], Status::Delivered);
    rig.pass(Span::hours(1), Span::minutes(5)).await;
    let again = rig
        .paper
        .left()
        .iter()
        .filter(|left| left.key == key)
        .count();
    assert_eq!(again, 0, "what arrived is not said again; before: {before}");
}

async fn words_written_elsewhere_silence_the_script(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "echo": "スタッフの青木です。いま読みました。", "message": "native-1"})).await;
    let thread = rig.paper_thread("p1").await.unwrap();
    assert_eq!(thread.controller, Controller::Waiting);
    let said = rig.paper.left().len();
    rig.paper(json!({"id": "3", "from": "p1", "text": "うん"}))
        .await;
    assert_eq!(
        rig.paper.left().len(),
        said,
        "either the script speaks or a person does"
    );
    let lines = rig.exported().await;
    assert!(lines.iter().any(|line| {
        line.direction == Direction::Out
            && line
                .body
                .as_ref()
                .is_some_and(|body| body.text.contains("青木"))
    }));
}

async fn our_own_words_that_come_back_are_no_person(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let left = rig.paper.left();
    // By key, by the platform's id, and by the words alone.
    rig.paper(json!({"id": "2", "from": "p1", "echo": "x", "key": left[0].key, "message": "m"}))
        .await;
    rig.paper(json!({"id": "3", "from": "p1", "echo": "y", "message": "paper-1"}))
        .await;
    rig.paper(json!({"id": "4", "from": "p1", "echo": left[0].words, "message": "other"}))
        .await;
    let thread = rig.paper_thread("p1").await.unwrap();
    assert_eq!(thread.controller, Controller::Flow);
}

async fn stop_is_obeyed_without_a_word(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let said = rig.paper.left().len();
    rig.paper(json!({"id": "2", "from": "p1", "text": "STOP", "opt_out": true}))
        .await;
    assert_eq!(rig.paper.left().len(), said);
    assert_eq!(
        rig.paper_thread("p1").await.unwrap().state,
        AddressState::Blocked
    );
    rig.pass(Span::days(8), Span::hours(12)).await;
    assert_eq!(rig.paper.left().len(), said, "nothing more is sent");
    let words = rig.exported().await;
    assert!(
        words
            .iter()
            .any(|line| line.body.as_ref().is_some_and(|body| body.text == "STOP"))
    );
    // Danger in the same words still calls a person.
    rig.paper(json!({"id": "3", "from": "p2", "text": "もう死にたい", "opt_out": true}))
        .await;
    let alerts = rig.alerts().await;
    assert_eq!(alerts.len(), 1);
}

async fn a_closed_window_calls_a_person_and_stops_a_reply(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let thread = rig.paper_thread("p1").await.unwrap();
    rig.clock.advance(Span::days(8));
    let refused = rig
        .service
        .reply(&rig.scope().await, thread.id, "げんき？")
        .await;
    assert!(
        matches!(refused, Err(DeskError::WindowClosed)),
        "{refused:?}"
    );
    // The platform closes it earlier than we thought.
    rig.paper(json!({"id": "2", "from": "p1", "text": "ねえ"}))
        .await;
    rig.paper.fail_next(SendError::WindowClosed);
    rig.service
        .reply(&rig.scope().await, thread.id, "いるよ")
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    assert!(rig.reasons().await.contains(&"window".to_owned()));
    let alerts = rig.alerts().await;
    assert!(
        alerts.iter().any(|alert| alert.rule == "window closed"),
        "{alerts:?}"
    );
}

async fn a_person_may_write_when_a_script_may_not(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let thread = rig.paper_thread("p1").await.unwrap();
    rig.clock.advance(Span::days(2));
    rig.service
        .reply(&rig.scope().await, thread.id, "きのうはごめんね")
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    let last = rig.paper.left().pop().unwrap();
    assert_eq!(
        (last.words.as_str(), last.window_open),
        ("きのうはごめんね", false)
    );
}

const ASK: &str = "いつもの おたずね";

/// Somebody who agreed to hear from us on both channels; LINE and the made-up messenger.
async fn on_two_channels(rig: &Rig) -> (Thread, Thread) {
    rig.write(&user(1), "こんにちは").await;
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    (
        rig.thread(&user(1)).await,
        rig.paper_thread("p1").await.unwrap(),
    )
}

async fn a_regular_word_goes_to_the_channel_that_takes_it(rig: Rig) {
    let rig = rig.staged(&[HELLO, &regular(SUNDAY, "")]).await;
    let (line, paper) = on_two_channels(&rig).await;
    rig.service
        .link(&rig.scope().await, paper.id, line.id)
        .await
        .unwrap();
    rig.service
        .prefer(&rig.scope().await, paper.id)
        .await
        .unwrap();
    let (on_paper, on_line) = (rig.paper.seen("p1").len(), rig.count(&user(1), ASK));
    rig.pass(Span::days(9), Span::hours(1)).await;
    assert_eq!(rig.paper.seen("p1").len(), on_paper, "its window is closed");
    assert!(
        rig.count(&user(1), ASK) > on_line,
        "it came on LINE instead: {:?}",
        rig.reasons().await
    );
}

async fn linked_addresses_share_what_is_remembered_and_can_be_split(rig: Rig) {
    let (line, paper) = on_two_channels(&rig).await;
    let (first, second) = (
        line.contact.clone().unwrap().id,
        paper.contact.clone().unwrap().id,
    );
    assert_ne!(first, second);
    let before = rig.exported().await.len();
    let scope = rig.scope().await;
    rig.service.link(&scope, line.id, paper.id).await.unwrap();
    assert!(matches!(
        rig.service.link(&scope, line.id, paper.id).await,
        Err(LinkError::Nothing)
    ));
    assert_eq!(
        rig.paper_thread("p1").await.unwrap().contact.unwrap().id,
        first
    );
    // Both go on; what one learns the other knows.
    rig.paper(json!({"id": "2", "from": "p1", "text": "また来たよ", "name": "はる"}))
        .await;
    rig.write(&user(1), "わたしも").await;
    let known = rig.thread(&user(1)).await.contact.unwrap();
    assert_eq!(known.memory.get("platform.name"), Some("はる"));
    // Words from before and after can be read on both.
    let lines = rig.exported().await;
    assert!(lines.len() > before);
    for words in ["こんにちは", "また来たよ", "わたしも"] {
        assert!(
            lines
                .iter()
                .any(|line| line.body.as_ref().is_some_and(|body| body.text == words)),
            "{words}"
        );
    }
    rig.service.unlink(&scope, paper.id).await.unwrap();
    let back = rig.paper_thread("p1").await.unwrap();
    assert_eq!(back.contact.unwrap().id, second);
    let dialogue = scope
        .dialogue(paper.id, None, rig.clock.now())
        .await
        .unwrap()
        .unwrap();
    assert!(dialogue.lines.iter().any(|line| {
        line.body
            .as_ref()
            .is_some_and(|body| body.text == "また来たよ")
    }));
    assert!(matches!(
        rig.service.unlink(&scope, paper.id).await,
        Err(LinkError::Nothing)
    ));
    rig.paper(json!({"id": "3", "from": "p1", "text": "ただいま"}))
        .await;
    assert!(rig.exported().await.iter().any(|line| {
        line.body
            .as_ref()
            .is_some_and(|body| body.text == "ただいま")
    }));
}

async fn a_child_and_a_guardian_are_never_one(rig: Rig) {
    rig.write(&user(1), "こんにちは").await;
    rig.bring_to("parent", &user(2), "はじめまして").await;
    let store = rig.service.store();
    let hash = store.thread_hash("parent", &format!("user:{}", user(2)));
    let parent = store
        .threads(&[("parent", &hash)])
        .await
        .unwrap()
        .remove(&("parent".to_owned(), hash))
        .unwrap();
    let child = rig.thread(&user(1)).await;
    let refused = rig
        .service
        .link(&rig.scope().await, child.id, parent.id)
        .await;
    assert!(
        matches!(refused, Err(LinkError::OtherAudience)),
        "{refused:?}"
    );
}

async fn several_names_are_one_person(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "819012345678", "text": "こんにちは", "also": "JP.1"}))
        .await;
    rig.paper(json!({"id": "2", "from": "JP.1", "text": "番号をかくしたよ"}))
        .await;
    assert!(
        rig.paper_thread("JP.1").await.is_none(),
        "no second conversation"
    );
    let thread = rig.paper_thread("819012345678").await.unwrap();
    let lines = rig.exported().await;
    let mine = lines.iter().filter(|line| line.direction == Direction::In);
    assert!(
        mine.clone().count() == 2
            && mine
                .clone()
                .all(|line| line.conversation == thread.id.to_string())
    );
    // First seen under the hidden name, then under both.
    rig.paper(json!({"id": "3", "from": "JP.2", "text": "はじめまして"}))
        .await;
    rig.paper(json!({"id": "4", "from": "819011112222", "text": "番号はこれ", "also": "JP.2"}))
        .await;
    assert!(rig.paper_thread("819011112222").await.is_none());
    rig.paper(json!({"id": "5", "from": "819011112222", "text": "またね"}))
        .await;
    let one = rig.paper_thread("JP.2").await.unwrap();
    let count = rig
        .exported()
        .await
        .iter()
        .filter(|line| line.direction == Direction::In && line.conversation == one.id.to_string())
        .count();
    assert_eq!(count, 3);
}

async fn the_same_telephone_on_two_channels_is_noticed(rig: Rig) {
    rig.write(&user(1), "こんにちは").await;
    rig.bring_to("parent", &user(1), "母です").await;
    let child = rig.thread(&user(1)).await;
    assert_eq!(
        child.contact.unwrap().memory.get("contact.shared_device"),
        Some("yes")
    );
    let alerts = rig.alerts().await;
    assert_eq!(
        alerts
            .iter()
            .filter(|alert| alert.rule == "shared telephone")
            .count(),
        2
    );
    // Somebody else on the second channel is nobody's telephone.
    rig.bring_to("parent", &user(3), "父です").await;
    let alerts = rig.alerts().await;
    assert_eq!(
        alerts
            .iter()
            .filter(|alert| alert.rule == "shared telephone")
            .count(),
        2
    );
}

async fn what_was_taken_back_is_gone_in_any_order(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    // Taken back before it came.
    rig.paper(json!({"id": "2", "from": "p1", "unsend": "m1"}))
        .await;
    rig.paper(json!({"id": "3", "from": "p1", "text": "まちがえた", "message": "m1"}))
        .await;
    // And after.
    rig.paper(json!({"id": "4", "from": "p1", "caption": "ひみつの写真", "message": "m2"}))
        .await;
    rig.paper(json!({"id": "5", "from": "p1", "unsend": "m2"}))
        .await;
    let lines = rig.exported().await;
    for words in ["まちがえた", "ひみつの写真"] {
        assert!(
            !lines.iter().any(|line| line
                .body
                .as_ref()
                .is_some_and(|body| body.text.contains(words))),
            "{words}"
        );
    }
    assert_eq!(
        lines
            .iter()
            .filter(|line| line.status == Status::Erased)
            .count(),
        2,
        "that there was something stays"
    );
}

async fn the_latest_edit_wins_in_any_order(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "いち", "message": "m1", "at": 1}))
        .await;
    rig.paper(json!({"id": "3", "from": "p1", "edit": "m1", "text": "さん", "at": 3}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "edit": "m1", "text": "に", "at": 2}))
        .await;
    let lines = rig.exported().await;
    let texts: Vec<_> = lines
        .iter()
        .filter(|line| line.kind == "text" && line.direction == Direction::In)
        .filter_map(|line| line.body.clone())
        .map(|body| body.text)
        .collect();
    assert_eq!(texts, ["さん"]);
}

async fn what_staff_read_is_marked_as_read(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "よんで", "read": "token-1"}))
        .await;
    let thread = rig.paper_thread("p1").await.unwrap();
    assert_eq!(
        thread.read_mark.as_deref(),
        Some("token-1"),
        "not when it arrives"
    );
    assert!(rig.paper.marked.lock().unwrap().is_empty());
    rig.service.was_read(&thread);
    for _ in 0..200 {
        if rig.paper_thread("p1").await.unwrap().read_mark.is_none() {
            break;
        }
        tokio::task::yield_now().await;
    }
    assert_eq!(*rig.paper.marked.lock().unwrap(), ["token-1"]);
    assert!(rig.paper_thread("p1").await.unwrap().read_mark.is_none());
}

async fn siblings_on_one_account_are_counted_apart(rig: Rig) {
    rig.write(&user(1), "こんにちは").await;
    let thread = rig.thread(&user(1)).await;
    let scope = rig.scope().await;
    assert!(matches!(
        rig.service.add_sibling(&scope, thread.id, "2").await,
        Err(DeskError::NoCase)
    ));
    rig.service.open_case(&scope, thread.id, "1").await.unwrap();
    rig.service
        .add_sibling(&scope, thread.id, "2")
        .await
        .unwrap();
    let contact = thread.contact.unwrap().id;
    let cases = rig.service.store().cases_of(contact).await.unwrap();
    let numbers: Vec<_> = cases.iter().map(|(_, number)| number.as_str()).collect();
    assert_eq!(numbers, ["1", "2"]);
    rig.service
        .speaks_for(&scope, thread.id, cases[1].0)
        .await
        .unwrap();
    rig.write(&user(1), "いもうとです").await;
    let rows = rig.service.store().encounters_of(contact).await.unwrap();
    let standing: Vec<_> = rows.iter().filter(|row| row.voided_by.is_none()).collect();
    assert_eq!(
        standing.len(),
        1,
        "the first child's row is corrected, not counted twice"
    );
    assert_eq!(standing[0].case, Some(cases[1].0));
    assert!(standing[0].messages_in >= 2);
    // A day later the elder one writes again.
    rig.service
        .speaks_for(&scope, thread.id, cases[0].0)
        .await
        .unwrap();
    rig.clock.advance(Span::days(1));
    rig.write(&user(1), "あにです").await;
    let rows = rig.service.store().encounters_of(contact).await.unwrap();
    let elder = rows
        .iter()
        .filter(|row| row.voided_by.is_none() && row.case == Some(cases[0].0));
    assert!(elder.count() >= 1);
}
