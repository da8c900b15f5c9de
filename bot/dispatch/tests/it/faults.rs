//! What goes wrong on the way: bad signatures, rubbish, redelivery, refusing platforms, restarts.

use tsunagi_dispatch::Refusal;
use tsunagi_double::{Fault, sign};
use tsunagi_model::{Span, Status};

use crate::rig::{Rig, on_both, user};

on_both! {
    only_rightly_signed_events_are_recorded
    one_bad_event_loses_no_neighbour
    more_events_than_any_platform_sends_are_refused_as_a_whole
    an_event_counts_once_however_often_it_comes
    a_dead_reply_token_becomes_a_push
    an_unsure_reply_is_not_said_twice
    a_failing_platform_is_tried_again_with_the_same_key
    a_restart_loses_nothing
    two_instances_share_the_work
    whoever_saw_an_older_conversation_loses
}

async fn only_rightly_signed_events_are_recorded(rig: Rig) {
    let webhook = rig.double.webhook().text(&user(1), "こんにちは").build();
    for signature in [
        "",
        "AAAA",
        "not base64 !",
        &webhook.signature[..20],
        &sign("another secret", &webhook.body),
    ] {
        assert_eq!(
            rig.post_to(&rig.service, &webhook.body, signature).await,
            Err(Refusal::Unverified)
        );
    }
    let secret = rig.double.config().channel_secret;
    for rubbish in [
        &b"not json"[..],
        b"",
        b"[]",
        b"{}",
        b"null",
        b"{\"events\":null}",
        b"\xff\xfe",
    ] {
        assert_eq!(
            rig.post_to(&rig.service, rubbish, &sign(&secret, rubbish))
                .await,
            Err(Refusal::Unreadable)
        );
    }
    rig.service.settle().await.unwrap();
    assert!(rig.exported().await.is_empty());
    let empty = rig.double.webhook().build();
    assert_eq!(
        rig.post(&empty).await,
        Ok(0),
        "LINE's own check has no events"
    );
}

async fn one_bad_event_loses_no_neighbour(rig: Rig) {
    let secret = rig.double.config().channel_secret;
    let bot = rig.double.config().bot_user_id;
    let good = |n: u32, text: &str| {
        serde_json::from_slice::<serde_json::Value>(
            &rig.double.webhook().text(&user(n), text).build().body,
        )
        .unwrap()["events"][0]
            .to_string()
    };
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    let events = [
        good(1, "ひとつ"),
        "{\"type\":\"message\"}".to_owned(),
        "42".to_owned(),
        "null".to_owned(),
        deep,
        good(2, "ふたつ").replace("ふたつ", "\\ud800ふたつ\\u0000"),
        "{\"type\":\"somethingNew\",\"webhookEventId\":\"01NEW\",\"timestamp\":1,\"source\":{\"type\":\"user\",\"userId\":\"U1\"}}".to_owned(),
        good(3, "みっつ"),
    ];
    let body = format!(
        "{{\"destination\":\"{bot}\",\"events\":[{}]}}",
        events.join(",")
    )
    .into_bytes();
    assert_eq!(
        rig.post_to(&rig.service, &body, &sign(&secret, &body))
            .await,
        Ok(8)
    );
    rig.service.settle().await.unwrap();
    let texts: Vec<_> = rig
        .exported()
        .await
        .into_iter()
        .filter(|message| message.kind == "text" && message.status == Status::Received)
        .collect();
    assert_eq!(texts.len(), 3);
    assert!(
        texts
            .iter()
            .any(|message| message.body.as_ref().unwrap().text.contains("ふたつ"))
    );
    assert_eq!(rig.service.store().intake_backlog().await.unwrap().0, 0);
    assert_eq!(
        rig.exported()
            .await
            .iter()
            .filter(|message| message.kind == "somethingNew")
            .count(),
        1
    );
}

async fn more_events_than_any_platform_sends_are_refused_as_a_whole(rig: Rig) {
    let secret = rig.double.config().channel_secret;
    let crowd = |count: usize| {
        let events: Vec<_> = (0..count).map(|n| n.to_string()).collect();
        format!("{{\"events\":[{}]}}", events.join(",")).into_bytes()
    };
    for count in [10_001, 300_000] {
        let body = crowd(count);
        assert_eq!(
            rig.post_to(&rig.service, &body, &sign(&secret, &body))
                .await,
            Err(Refusal::TooMany)
        );
        let waiting = rig.service.store().intake_backlog().await.unwrap();
        assert_eq!(waiting.0, 0, "none of {count} is recorded");
    }
    // A machine under load may take longer over so many than a webhook waits; they are not refused for their number.
    let body = crowd(10_000);
    let taken = rig
        .post_to(&rig.service, &body, &sign(&secret, &body))
        .await;
    assert!(
        matches!(taken, Ok(10_000) | Err(Refusal::Away)),
        "{taken:?}"
    );
}

async fn an_event_counts_once_however_often_it_comes(rig: Rig) {
    let webhook = rig.double.webhook().text(&user(1), "こんにちは").build();
    let again = rig.double.redeliver(&webhook);
    let (a, b) = tokio::join!(rig.post(&webhook), rig.post(&again));
    assert_eq!((a, b), (Ok(1), Ok(1)));
    rig.service.settle().await.unwrap();
    let said = rig.seen(&user(1)).len();
    rig.bring(&again).await;
    assert_eq!(rig.seen(&user(1)).len(), said);
    assert_eq!(
        rig.exported()
            .await
            .iter()
            .filter(|message| message.status == Status::Received)
            .count(),
        1
    );
    rig.double.assert_clean();
}

async fn a_dead_reply_token_becomes_a_push(rig: Rig) {
    rig.post(&rig.double.webhook().text(&user(1), "こんにちは").build())
        .await
        .unwrap();
    rig.clock.advance(Span::minutes(5));
    rig.service.settle().await.unwrap();
    let counts = rig.double.counts();
    assert_eq!(
        (counts.replies, counts.pushes),
        (0, 1),
        "the token's time is over: not even tried"
    );
    assert!(!rig.seen(&user(1)).is_empty());
    rig.double.assert_clean();
}

async fn an_unsure_reply_is_not_said_twice(rig: Rig) {
    rig.double.fail_next(1, &Fault::DropAfterActing);
    rig.bring(&rig.double.webhook().text(&user(1), "こんにちは").build())
        .await;
    rig.clock.advance(Span::seconds(3));
    rig.service.settle().await.unwrap();
    let counts = rig.double.counts();
    assert_eq!(
        (counts.replies, counts.pushes),
        (1, 0),
        "the second try met a used token and was not pushed"
    );
    assert!(
        rig.exported()
            .await
            .iter()
            .all(|message| message.status != Status::Queued)
    );
}

async fn a_failing_platform_is_tried_again_with_the_same_key(rig: Rig) {
    // Somebody known: no name is asked for in between.
    rig.write(&user(1), "こんにちは").await;
    rig.post(&rig.double.webhook().text(&user(1), "ねえ").build())
        .await
        .unwrap();
    rig.clock.advance(Span::minutes(5));
    rig.double.fail_next(1, &Fault::Status(500));
    rig.double.fail_next(1, &Fault::DropAfterActing);
    for _ in 0..20 {
        rig.service.settle().await.unwrap();
        rig.clock.advance(Span::seconds(5));
    }
    let journal = rig.double.journal();
    let keys: std::collections::HashSet<_> = journal
        .iter()
        .filter(|exchange| exchange.path.ends_with("/push"))
        .map(|exchange| exchange.header("x-line-retry-key").unwrap())
        .collect();
    assert_eq!(keys.len(), 1, "one key for life");
    let counts = rig.double.counts();
    assert_eq!((counts.pushes, counts.repeated), (1, 1), "409 is success");
    assert!(
        rig.exported()
            .await
            .iter()
            .all(|message| message.status != Status::Queued)
    );
}

async fn a_restart_loses_nothing(rig: Rig) {
    for n in 0..50 {
        rig.post(&rig.double.webhook().text(&user(n), "こんにちは").build())
            .await
            .unwrap();
    }
    // The process ends with events recorded and nothing done; the next one finishes.
    let service = rig.restarted().await;
    service.settle().await.unwrap();
    for n in 0..50 {
        assert!(!rig.seen(&user(n)).is_empty(), "reply {n}");
    }
    assert_eq!(rig.double.counts().replies, 50);
    rig.double.assert_clean();
}

async fn two_instances_share_the_work(rig: Rig) {
    let other = rig.restarted().await;
    for n in 0..40 {
        rig.post(&rig.double.webhook().text(&user(n), "こんにちは").build())
            .await
            .unwrap();
    }
    let (one, two) = tokio::join!(rig.service.settle(), other.settle());
    one.unwrap();
    two.unwrap();
    for n in 0..40 {
        let told = rig
            .double
            .deliveries()
            .iter()
            .filter(|delivery| delivery.to == user(n))
            .count();
        assert_eq!(told, 1, "person {n} was told {told} times");
    }
    assert_eq!(rig.service.store().intake_backlog().await.unwrap().0, 0);
    assert_eq!(
        rig.exported()
            .await
            .iter()
            .filter(|message| message.kind == "text" && message.status == Status::Received)
            .count(),
        40
    );
    rig.double.assert_clean();
}

async fn whoever_saw_an_older_conversation_loses(rig: Rig) {
    rig.write(&user(1), "こんにちは").await;
    let store = rig.service.store();
    let scope = rig.scope().await;
    let all = scope.inbox(tsunagi_store::Filter::All, 0, 1).await.unwrap();
    let thread = store.thread(all[0].conversation).await.unwrap().unwrap();
    let seen_by = |urgency| {
        let mut thread = thread.clone();
        thread.urgency = urgency;
        tsunagi_store::Changes {
            threads: vec![thread],
            ..tsunagi_store::Changes::default()
        }
    };
    let now = rig.service.now();
    store.commit(&seen_by(2), now).await.unwrap();
    let late = store.commit(&seen_by(3), now).await;
    assert!(
        matches!(late, Err(tsunagi_store::Error::Conflict)),
        "{late:?}"
    );
    let kept = store.thread(thread.id).await.unwrap().unwrap();
    assert_eq!(kept.urgency, 2, "the loser changed nothing");
}
