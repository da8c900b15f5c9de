//! The main job, end to end: a child is invited, talks, asks for a person; a volunteer takes over and hands back; next week's check-in
//! arrives by itself; every contact stands in the record.

use tsunagi_model::{Clock, Controller, Direction, HandBack, Span, Status};
use tsunagi_store::Filter;

use crate::rig::{Rig, on_both, user};

on_both! {
    from_the_invitation_to_next_weeks_check_in
    danger_calls_a_person_and_the_script_falls_silent
    either_the_script_speaks_or_a_person
    refusal_stops_everything
    taking_back_erases
    groups_stay_apart
    blocking_ends_sending
}

async fn from_the_invitation_to_next_weeks_check_in(rig: Rig) {
    let child = user(1);
    rig.bring(&rig.double.webhook().follow(&child, false).build())
        .await;
    assert!(
        !rig.seen(&child).is_empty(),
        "the invitation starts by itself"
    );
    rig.tap(&child, "ja").await;
    rig.tap(&child, "child").await;
    rig.write(&child, "12").await;
    rig.tap(&child, "agree").await;
    rig.tap(&child, "ask").await;

    // A person was asked for: the script waits, staff see it on top.
    let scope = rig.scope().await;
    let inbox = scope.inbox(Filter::Waiting, 0, 10).await.unwrap();
    assert_eq!(inbox.len(), 1);
    assert_eq!(inbox[0].controller, Controller::Waiting);
    let conversation = inbox[0].conversation;

    // The volunteer takes over, talks, hands back.
    rig.service.take(&scope, conversation).await.unwrap();
    rig.service
        .reply(&scope, conversation, "こんにちは、ゆいです。")
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    assert_eq!(
        rig.seen(&child).last().map(String::as_str),
        Some("こんにちは、ゆいです。")
    );
    let said = rig.seen(&child).len();
    rig.write(&child, "ゲームの話をしたい").await;
    assert_eq!(
        rig.seen(&child).len(),
        said,
        "the script is silent while a person talks"
    );
    rig.service
        .hand_back(&scope, conversation, HandBack::Resume)
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    assert_eq!(
        rig.seen(&child).len(),
        said,
        "nothing is sent on the day of a talk"
    );
    for _ in 0..48 {
        rig.clock.advance(Span::hours(1));
        rig.service.settle().await.unwrap();
    }
    assert!(rig.seen(&child).len() > said, "the flow goes on");
    rig.tap(&child, "fine").await;
    let before = rig.seen(&child).len();

    // Sunday, 17:00: not the day after a human talk, and by itself.
    for _ in 0..8 * 24 {
        rig.clock.advance(Span::hours(1));
        rig.service.settle().await.unwrap();
    }
    let seen = rig.seen(&child);
    assert!(seen.len() > before, "the check-in arrived: {seen:#?}");
    rig.tap(&child, "good").await;

    // The record: what the child did counts as reached, what a volunteer did is not flow-only.
    let ledger = rig
        .service
        .store()
        .export_encounters("", 100)
        .await
        .unwrap();
    assert!(
        ledger
            .iter()
            .any(|row| row.encounter.reached && !row.encounter.flow_only),
        "{ledger:#?}"
    );
    assert!(ledger.len() >= 2, "the check-in is a contact of its own");
    let messages = rig.exported().await;
    assert!(messages.iter().all(|message| message.direction == Direction::In || message.status == Status::Accepted));
    rig.double.assert_clean();
}

async fn danger_calls_a_person_and_the_script_falls_silent(rig: Rig) {
    let child = user(2);
    rig.write(&child, "こんにちは").await;
    rig.write(&child, "きえたい もう死にたい").await;
    let words = rig.seen(&child).join("\n");
    assert!(
        words.contains("0120-0-78310") || words.contains("0120"),
        "hotlines that are open: {words}"
    );
    let said = rig.seen(&child).len();
    let scope = rig.scope().await;
    let alerts = scope.alerts(rig.clock.now()).await.unwrap();
    assert_eq!(alerts.len(), 1, "one alert for one message");
    assert_eq!(alerts[0].urgency, 3);
    assert_eq!(alerts[0].category, "suicide");
    rig.write(&child, "ねえ").await;
    assert_eq!(rig.seen(&child).len(), said, "the script has fallen silent");

    // Nobody saw it within fifteen minutes: the next person is called.
    rig.clock.advance(Span::minutes(16));
    rig.service.settle().await.unwrap();
    assert_eq!(scope.alerts(rig.clock.now()).await.unwrap().len(), 2);
    assert!(
        scope
            .acknowledge(alerts[0].id, rig.clock.now())
            .await
            .unwrap()
    );
    assert!(
        !scope
            .acknowledge(alerts[0].id, rig.clock.now())
            .await
            .unwrap(),
        "once"
    );
    rig.double.assert_clean();
}

async fn either_the_script_speaks_or_a_person(rig: Rig) {
    let child = user(3);
    rig.post(&rig.double.webhook().text(&child, "こんにちは").build())
        .await
        .unwrap();
    rig.service.advance_now().await.unwrap();
    // The script's words are queued, not sent; a volunteer takes the pen in this moment.
    let scope = rig.scope().await;
    let conversation = scope.inbox(Filter::All, 0, 1).await.unwrap()[0].conversation;
    rig.service.take(&scope, conversation).await.unwrap();
    rig.service.settle().await.unwrap();
    assert!(
        rig.seen(&child).is_empty(),
        "what the script had queued is taken back"
    );
    let lines = scope
        .dialogue(conversation, None, rig.clock.now())
        .await
        .unwrap()
        .unwrap()
        .lines;
    assert!(
        lines.iter().any(|line| line.status == Status::Cancelled),
        "and staff can see that it was"
    );
}

async fn refusal_stops_everything(rig: Rig) {
    let child = user(4);
    rig.write(&child, "こんにちは").await;
    rig.write(&child, "やめる").await;
    rig.tap(&child, "stop").await;
    let said = rig.seen(&child).len();
    for _ in 0..30 {
        rig.clock.advance(Span::days(1));
        rig.service.settle().await.unwrap();
    }
    assert_eq!(rig.seen(&child).len(), said, "nothing more is ever pushed");
    let ledger = rig.service.store().export_encounters("", 10).await.unwrap();
    assert_eq!(ledger[0].encounter.result.as_str(), "refused");
    rig.double.assert_clean();
}

async fn taking_back_erases(rig: Rig) {
    let child = user(5);
    let webhook = rig.double.webhook().text(&child, "わすれて ほしい").build();
    let id = webhook.events[0]["message"]["id"]
        .as_str()
        .unwrap()
        .to_owned();
    rig.bring(&webhook).await;
    rig.bring(&rig.double.webhook().unsend(&child, &id).build())
        .await;
    let messages = rig.exported().await;
    let erased = messages
        .iter()
        .find(|message| message.platform_id.as_deref() == Some(&id) && message.kind == "text")
        .unwrap();
    assert_eq!(erased.status, Status::Erased);
    assert!(erased.body.is_none());
    let everything = format!("{messages:?}");
    assert!(!everything.contains("わすれて"));
}

async fn groups_stay_apart(rig: Rig) {
    let group = format!("C{:032x}", 6);
    rig.write(&group, "死にたい").await;
    assert!(
        rig.seen(&group).is_empty(),
        "nothing personal is ever answered into a group"
    );
    let messages = rig.exported().await;
    assert_eq!(messages.len(), 1);
    assert!(messages[0].contact.is_none());
}

async fn blocking_ends_sending(rig: Rig) {
    let child = user(7);
    rig.write(&child, "こんにちは").await;
    rig.bring(&rig.double.webhook().unfollow(&child).build())
        .await;
    let said = rig.seen(&child).len();
    for _ in 0..14 {
        rig.clock.advance(Span::days(1));
        rig.service.settle().await.unwrap();
    }
    assert_eq!(
        rig.double
            .journal()
            .iter()
            .filter(|exchange| exchange.path.contains("push"))
            .count(),
        0
    );
    rig.bring(&rig.double.webhook().follow(&child, true).build())
        .await;
    assert!(rig.seen(&child).len() > said, "who comes back is greeted");
    let ledger = rig.service.store().export_encounters("", 10).await.unwrap();
    assert!(
        ledger
            .iter()
            .any(|row| row.encounter.result.as_str() == "blocked")
    );
    rig.double.assert_clean();
}
