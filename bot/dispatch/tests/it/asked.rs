//! What people send in the middle of a question that is no answer to it: a picture, a tap on the menu, a keyword.

use serde_json::json;
use tsunagi_model::{Controller, Direction, Span};

use crate::flows::{HELLO, OTHER, keyword};
use crate::rig::{Rig, on_both, user};

on_both! {
    a_picture_arrives_and_belongs_before_the_eyes_of_staff
    danger_beneath_a_picture_comes_before_thanks
    a_person_who_holds_the_conversation_is_not_interrupted
    the_menu_begins_what_it_says
    a_keyword_begins_and_what_was_open_comes_back
}

const ARRIVED: &str = "写真を受け取りました。";
const LOST: &str = "うまく読み取れませんでした";

async fn a_picture_arrives_and_belongs_before_the_eyes_of_staff(rig: Rig) {
    let child = user(1);
    rig.followed_by(1..2).await;
    let before = rig.seen(&child);
    let question = before.last().unwrap();
    assert!(rig.thread(&child).await.unanswered_since.is_none());
    // Three at once, as an album comes.
    let album = rig.double.webhook().image(&child).image(&child);
    rig.bring(&album.image(&child).build()).await;
    let seen = rig.seen(&child);
    assert_eq!(rig.count(&child, ARRIVED), 1, "{seen:?}");
    assert_eq!(seen.last(), Some(question), "the question is put again");
    let thread = rig.thread(&child).await;
    assert!(thread.unanswered_since.is_some() && thread.urgency >= 1);
    for _ in 0..3 {
        rig.clock.advance(Span::minutes(1));
        let sticker = rig.double.webhook().sticker(&child, &["ok"]).build();
        rig.bring(&sticker).await;
    }
    assert_eq!(rig.count(&child, "スタンプを受け取りました。"), 3);
    assert_eq!(rig.count(&child, LOST), 0);
    rig.write(&child, "うーん").await;
    assert_eq!(rig.count(&child, LOST), 1, "it was the first wrong answer");
    rig.double.assert_clean();
    // Outside any conversation it is told that it arrived, and twice a day at most.
    let rig = rig.staged(&[HELLO]).await;
    let child = user(2);
    rig.followed_by(2..3).await;
    rig.bring(&rig.double.webhook().image(&child).build()).await;
    rig.bring(&rig.double.webhook().image(&child).build()).await;
    assert_eq!(rig.count(&child, "写真を受け取ったよ。"), 1);
    assert!(rig.thread(&child).await.unanswered_since.is_some());
    rig.double.assert_clean();
}

async fn danger_beneath_a_picture_comes_before_thanks(rig: Rig) {
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    rig.paper(json!({"id": "2", "from": "p1", "caption": "もう死にたい"}))
        .await;
    let last = rig.paper.left().pop().unwrap();
    assert!(last.words.contains("自動"), "{}", last.words);
    let seen = rig.paper.seen("p1").join("\n");
    assert!(seen.contains("119") && !seen.contains("受け取"), "{seen}");
    let thread = rig.paper_thread("p1").await.unwrap();
    assert_eq!(thread.controller, Controller::Waiting);
    // The same outside any conversation.
    let rig = rig.staged(&[HELLO]).await;
    rig.followed_by(1..2).await;
    rig.paper(json!({"id": "3", "from": "p2", "caption": "人と話したい"}))
        .await;
    let thread = rig.paper_thread("p2").await.unwrap();
    assert_eq!(thread.controller, Controller::Waiting);
}

async fn a_person_who_holds_the_conversation_is_not_interrupted(rig: Rig) {
    let child = user(1);
    rig.followed_by(1..2).await;
    rig.write(&child, "相談したい").await;
    let said = rig.seen(&child).len();
    rig.bring(&rig.double.webhook().image(&child).build()).await;
    let menu = rig.double.webhook().postback(&child, "begin:checkin");
    rig.bring(&menu.build()).await;
    assert_eq!(rig.seen(&child).len(), said);
    assert!(rig.thread(&child).await.unanswered_since.is_some());
    // A mark on a message is no message.
    rig.paper(json!({"id": "1", "from": "p1", "text": "こんにちは"}))
        .await;
    let said = rig.paper.seen("p1").len();
    rig.paper(json!({"id": "2", "from": "p1", "marks": "paper-1"}))
        .await;
    assert_eq!(rig.paper.seen("p1").len(), said);
}

async fn the_menu_begins_what_it_says(rig: Rig) {
    let child = user(1);
    rig.followed_by(1..2).await;
    let question = rig.seen(&child).pop();
    let menu = || {
        rig.double
            .webhook()
            .postback(&child, "begin:checkin")
            .build()
    };
    rig.bring(&menu()).await;
    let mood = rig.seen(&child).pop();
    assert_ne!(mood, question);
    assert_eq!(rig.count(&child, "うまく"), 0);
    rig.bring(&menu()).await;
    assert_eq!(rig.seen(&child).pop(), mood, "the open question once more");
    rig.tap(&child, "skip").await;
    assert_eq!(rig.seen(&child).pop(), question, "and what was open before");
    let words = rig.exported().await;
    let mut taps = words.iter().filter(|line| {
        line.direction == Direction::In
            && line
                .body
                .as_ref()
                .is_some_and(|body| body.text == "チェックイン")
    });
    assert!(taps.next().is_some(), "staff read what was tapped");
    // Without any conversation, and never what no words begin.
    rig.bring(
        &rig.double
            .webhook()
            .postback(&user(2), "begin:checkin")
            .build(),
    )
    .await;
    assert_eq!(rig.seen(&user(2)).pop(), mood);
    rig.bring(
        &rig.double
            .webhook()
            .postback(&child, "begin:reinvite")
            .build(),
    )
    .await;
    let thread = rig.thread(&child).await;
    assert_eq!(thread.run.unwrap().flow, "invite");
    rig.double.assert_clean();
}

async fn a_keyword_begins_and_what_was_open_comes_back(rig: Rig) {
    let kept = keyword("notice", "おしらせして", "keep");
    let rig = rig.staged(&[HELLO, OTHER, &kept]).await;
    let child = user(1);
    rig.followed_by(1..2).await;
    rig.write(&child, "べつの").await;
    rig.write(&child, "おしらせして").await;
    let seen = rig.seen(&child);
    let [.., news, again] = &seen[..] else {
        panic!("{seen:?}")
    };
    assert_eq!(
        (news.as_str(), again.as_str()),
        ("おしらせ", "べつの おたずね")
    );
    rig.tap(&child, "fine").await;
    assert!(rig.thread(&child).await.run.is_none());
    rig.double.assert_clean();
}
