//! How requests leave: whose turn it is, at what pace, and what happens when a platform fails.

use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_channel::SendError;
use tsunagi_dispatch::CircuitState;
use tsunagi_model::{Span, Status, SystemClock};
use tsunagi_store::{Allowance, Changes, Outcome, Past, Settled};

use crate::rig::{Rig, on_both, user};
use crate::stub::{self, Stub, bring, crowd, known, person, queue, until};

on_both! {
    areas_and_channels_take_turns
    urgency_comes_first_and_broadcasts_keep_to_their_allowance
    an_answer_overtakes_broadcasts_and_hurries_what_was_said_before
    a_failing_platform_rests_and_one_request_finds_out
    a_request_that_may_have_arrived_is_not_made_twice_without_a_key
    what_was_under_way_in_a_crash_is_unsure
    somebody_gets_no_more_than_the_platform_allows
    too_many_requests_hold_the_channel
    what_was_not_said_in_time_is_not_said_any_more
    danger_takes_back_what_was_queued
    blocking_and_a_person_take_back_what_was_queued
    what_was_taken_back_under_way_is_not_tried_again
    a_person_does_not_wait_for_a_broadcast
    a_platform_that_hangs_holds_up_nobody_else
}

fn may(channel: &str, urgent: usize, others: usize) -> Allowance {
    Allowance {
        channel: channel.to_owned(),
        urgent,
        others,
        total: urgent + others,
    }
}

/// How many of some words begin so.
fn of(words: &[String], name: &str) -> usize {
    words.iter().filter(|words| words.starts_with(name)).count()
}

async fn claimed(
    service: &tsunagi_dispatch::Service,
    allowances: &[Allowance],
    limit: usize,
    turn: usize,
) -> Vec<String> {
    let claimed = service
        .store()
        .claim_outbox(service.now(), allowances, limit, turn)
        .await
        .unwrap();
    claimed.into_iter().map(|claimed| claimed.payload).collect()
}

async fn areas_and_channels_take_turns(rig: Rig) {
    let stub = Stub::new(|_| {});
    let lines = [
        ("big", "osaka", &stub),
        ("small", "uwajima", &stub),
        ("tiny", "kamijima", &stub),
    ];
    let service = stub::service(&rig, &lines).await;
    crowd(&service, "big", "big", 200, 3).await;
    crowd(&service, "small", "small", 5, 3).await;
    crowd(&service, "tiny", "tiny", 3, 3).await;
    // Somebody of another area on the big channel.
    let mut other = person(&service, "big", "guest");
    other.area = service.lines()["small"].area;
    other.contact = None;
    queue(&service, vec![(other, 3, "guest".to_owned())]).await;
    let all = [may("big", 9, 90), may("small", 9, 90), may("tiny", 9, 90)];
    let first = claimed(&service, &all, 30, 1).await;
    let counts = ["big", "small", "tiny"].map(|name| of(&first, name));
    assert_eq!(counts[1..], [5, 3], "of {first:?}");
    assert!(counts[0] >= 8 && first.len() <= 30, "{counts:?}");
    assert_eq!(
        of(&first, "guest"),
        0,
        "its contact belongs to another area"
    );
    let rest = claimed(&service, &[may("big", 0, 500)], 500, 2).await;
    assert_eq!(of(&rest, "big") + counts[0], 200);
}

async fn urgency_comes_first_and_broadcasts_keep_to_their_allowance(rig: Rig) {
    let stub = Stub::new(|_| {});
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    for (name, priority) in [("cast", 3), ("script", 2), ("reply", 1), ("staff", 0)] {
        crowd(&service, "chat", name, 20, priority).await;
    }
    let got = claimed(&service, &[may("chat", 25, 0)], 128, 0).await;
    assert_eq!(
        (of(&got, "staff"), of(&got, "reply"), got.len()),
        (20, 5, 25)
    );
    assert!(got[0].starts_with("staff"), "most urgent first");
    let got = claimed(&service, &[may("chat", 100, 30)], 128, 0).await;
    let counts = ["reply", "script", "cast"].map(|name| of(&got, name));
    assert_eq!(counts, [15, 20, 10]);
    assert!(claimed(&service, &[], 128, 0).await.is_empty());
    assert_eq!(
        claimed(&service, &[may("chat", 9, 99)], 4, 0).await.len(),
        4
    );
    let waits = service.channel_states().await.unwrap();
    let chat = waits
        .iter()
        .find(|state| state.queue.channel == "chat")
        .unwrap();
    assert_eq!(chat.queue.queued, [0, 0, 0, 6]);
    assert_eq!(chat.queue.oldest, Some(service.now()));
}

async fn an_answer_overtakes_broadcasts_and_hurries_what_was_said_before(rig: Rig) {
    let stub = Stub::new(|_| {});
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    let mio = person(&service, "chat", "mio");
    queue(&service, vec![(mio, 3, "cast".to_owned())]).await;
    for (priority, words) in [(2, "script"), (1, "reply")] {
        let mio = known(&service, "chat", "mio").await;
        queue(&service, vec![(mio, priority, words.to_owned())]).await;
    }
    // Only what somebody waits for may go, and it goes one after another.
    let urgent = [may("chat", 9, 0)];
    let store = service.store();
    let mut order = Vec::new();
    for _ in 0..4 {
        let got = store
            .claim_outbox(service.now(), &urgent, 9, 0)
            .await
            .unwrap();
        assert!(got.len() <= 1, "never two of one conversation");
        for claimed in got {
            order.push(claimed.payload.clone());
            let everything = claimed_all(&service).await;
            assert!(
                everything.is_empty(),
                "{everything:?} beside {}",
                claimed.payload
            );
            let settled = Settled {
                id: claimed.id,
                outcome: Outcome::Accepted {
                    platform_ids: Vec::new(),
                    request_id: None,
                    followed: false,
                },
                next: None,
            };
            store
                .settle_outbox(&[settled], service.now())
                .await
                .unwrap();
        }
    }
    assert_eq!(order, ["script", "reply"]);
    assert_eq!(claimed_all(&service).await, ["cast"]);
}

async fn claimed_all(service: &tsunagi_dispatch::Service) -> Vec<String> {
    claimed(service, &[may("chat", 99, 99)], 99, 0).await
}

async fn a_failing_platform_rests_and_one_request_finds_out(rig: Rig) {
    let (bad, good) = (Stub::new(|_| {}), Stub::new(|_| {}));
    let lines = [("bad", "uwajima", &bad), ("good", "osaka", &good)];
    let service = stub::service(&rig, &lines).await;
    crowd(&service, "bad", "bad", 8, 2).await;
    crowd(&service, "good", "good", 8, 2).await;
    bad.breaks(Some(SendError::Platform {
        status: 503,
        after: None,
    }));
    service.settle().await.unwrap();
    assert_eq!((bad.tries(), good.sent().len()), (8, 8));
    crowd(&service, "bad", "more", 5, 0).await;
    service.settle().await.unwrap();
    assert_eq!(bad.tries(), 8, "it rests, whoever waits");
    let state = service.channel_states().await.unwrap();
    let bad_state = state
        .iter()
        .find(|state| state.queue.channel == "bad")
        .unwrap();
    assert!(
        matches!(bad_state.way.circuit, CircuitState::Resting { .. }),
        "{:?}",
        bad_state.way
    );
    assert_eq!(bad_state.way.last_failure.unwrap().1, "platform");
    assert_eq!(bad_state.queue.queued, [5, 0, 8, 0]);
    rig.clock.advance(Span::seconds(3));
    service.settle().await.unwrap();
    assert_eq!(bad.tries(), 9, "one finds out");
    rig.clock.advance(Span::seconds(3));
    service.settle().await.unwrap();
    assert_eq!(bad.tries(), 9, "the second rest is longer");
    bad.breaks(None);
    rig.clock.advance(Span::seconds(30));
    service.settle().await.unwrap();
    assert_eq!(bad.sent().len(), 13);
    let keys: std::collections::HashSet<_> = bad.sent().into_iter().map(|sent| sent.key).collect();
    assert_eq!(keys.len(), 13, "each once");
}

async fn a_request_that_may_have_arrived_is_not_made_twice_without_a_key(rig: Rig) {
    let (plain, keyed) = (Stub::new(|can| can.keyed = false), Stub::new(|_| {}));
    let lines = [("plain", "uwajima", &plain), ("keyed", "uwajima", &keyed)];
    let service = stub::service(&rig, &lines).await;
    for (slug, stub) in [("plain", &plain), ("keyed", &keyed)] {
        stub.meets([SendError::Timeout, SendError::Connect]);
        crowd(&service, slug, slug, 2, 1).await;
    }
    service.settle().await.unwrap();
    for _ in 0..10 {
        rig.clock.advance(Span::seconds(5));
        service.settle().await.unwrap();
    }
    assert_eq!((keyed.sent().len(), keyed.tries()), (2, 4));
    assert_eq!(
        (plain.sent().len(), plain.tries()),
        (1, 3),
        "only what surely did not arrive"
    );
}

async fn what_was_under_way_in_a_crash_is_unsure(rig: Rig) {
    let (plain, keyed) = (Stub::new(|can| can.keyed = false), Stub::new(|_| {}));
    let lines = [("plain", "uwajima", &plain), ("keyed", "uwajima", &keyed)];
    let service = stub::service(&rig, &lines).await;
    crowd(&service, "plain", "plain", 1, 1).await;
    crowd(&service, "keyed", "keyed", 1, 1).await;
    let all = [may("plain", 9, 9), may("keyed", 9, 9)];
    assert_eq!(claimed(&service, &all, 9, 0).await.len(), 2);
    let next = stub::service(&rig, &lines).await;
    next.settle().await.unwrap();
    assert!(keyed.sent().is_empty(), "somebody may be at it");
    rig.clock.advance(Span::seconds(21));
    next.settle().await.unwrap();
    assert_eq!((plain.tries(), keyed.sent().len()), (0, 1));
    // A second crash of a request that had failed before is as unsure.
    plain.meets([SendError::Connect]);
    crowd(&next, "plain", "again", 1, 1).await;
    next.settle().await.unwrap();
    rig.clock.advance(Span::seconds(2));
    assert_eq!(claimed(&next, &all, 9, 0).await, ["again-0"]);
    rig.clock.advance(Span::seconds(21));
    next.settle().await.unwrap();
    assert_eq!((plain.tries(), plain.sent().len()), (1, 0));
}

async fn somebody_gets_no_more_than_the_platform_allows(rig: Rig) {
    let stub = Stub::new(|can| can.per_person = Some(Span::seconds(1)));
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    let mio = person(&service, "chat", "mio");
    queue(&service, vec![(mio, 1, "1".to_owned())]).await;
    for words in ["2", "3"] {
        let mio = known(&service, "chat", "mio").await;
        queue(&service, vec![(mio, 1, words.to_owned())]).await;
    }
    crowd(&service, "chat", "sora", 3, 1).await;
    for second in 1..=3 {
        service.settle().await.unwrap();
        let mio: Vec<_> = stub
            .sent()
            .into_iter()
            .filter(|sent| sent.to == "mio")
            .collect();
        assert_eq!(mio.len(), second, "one a second");
        assert_eq!(stub.sent().len(), second + 3, "others do not wait");
        rig.clock.advance(Span::seconds(1));
    }
}

async fn too_many_requests_hold_the_channel(rig: Rig) {
    let stub = Stub::new(|_| {});
    let other = Stub::new(|_| {});
    let lines = [("chat", "uwajima", &stub), ("other", "uwajima", &other)];
    let service = stub::service_at(&rig, &lines, Arc::new(SystemClock)).await;
    stub.meets([SendError::RateLimited {
        after: Some(Span::seconds(2)),
    }]);
    crowd(&service, "chat", "first", 1, 1).await;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    service.run(&tasks, &stop);
    until("it was told", async || stub.tries() == 1).await;
    let told = std::time::Instant::now();
    crowd(&service, "chat", "chat", 20, 0).await;
    crowd(&service, "other", "other", 20, 0).await;
    service.clock_moved();
    until("the other channel goes on", async || {
        other.sent().len() == 20
    })
    .await;
    until("everything is sent", async || stub.sent().len() == 21).await;
    let first = stub.sent().iter().map(|sent| sent.at).min().unwrap();
    assert!(
        first - told > Duration::from_millis(1_800),
        "{:?}",
        first - told
    );
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

async fn what_was_not_said_in_time_is_not_said_any_more(rig: Rig) {
    let stub = Stub::new(|_| {});
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    stub.breaks(Some(SendError::Connect));
    crowd(&service, "chat", "late", 12, 2).await;
    service.settle().await.unwrap();
    // Longer than anything waits; nobody even asked for these requests meanwhile.
    rig.clock.advance(Span::hours(13));
    stub.breaks(None);
    service.settle().await.unwrap();
    assert!(stub.sent().is_empty());
    let states = service.channel_states().await.unwrap();
    assert!(states.iter().all(|state| state.queue.queued == [0; 4]));
}

/// Words of the script that wait for somebody on the rig's own channel.
async fn waits(rig: &Rig, child: &str, priority: i64, words: &str) {
    let thread = rig.thread(child).await;
    let payload = format!(r#"{{"messages":[{{"type":"text","text":"{words}"}}]}}"#);
    queue(&rig.service, vec![(thread, priority, payload)]).await;
}

async fn danger_takes_back_what_was_queued(rig: Rig) {
    let child = user(1);
    rig.write(&child, "こんにちは").await;
    for (priority, words) in [
        (2, "げんき？"),
        (1, "たのしい いちにち"),
        (3, "おまつりの おしらせ"),
    ] {
        waits(&rig, &child, priority, words).await;
    }
    let before = rig.seen(&child).len();
    // In one webhook, so that both are answered in one commit.
    rig.bring(
        &rig.double
            .webhook()
            .text(&child, "こんにちは")
            .text(&child, "きえたい")
            .build(),
    )
    .await;
    let seen = rig.seen(&child);
    assert!(seen.len() > before, "danger is answered");
    for words in ["げんき？", "たのしい いちにち", "おまつりの おしらせ"] {
        assert_eq!(rig.count(&child, words), 0, "{words}");
    }
    let expected = {
        let alone = user(2);
        rig.write(&alone, "こんにちは").await;
        let from = rig.seen(&alone).len();
        rig.write(&alone, "きえたい").await;
        rig.seen(&alone)[from..].to_vec()
    };
    assert_eq!(seen[before..], expected, "and nothing else is said");
}

async fn blocking_and_a_person_take_back_what_was_queued(rig: Rig) {
    for (n, what) in ["block", "person"].into_iter().enumerate() {
        let child = user(u32::try_from(n).unwrap());
        rig.write(&child, "こんにちは").await;
        for (priority, words) in [(2, "script"), (3, "cast")] {
            waits(&rig, &child, priority, words).await;
        }
        match what {
            "block" => {
                rig.post(&rig.double.webhook().unfollow(&child).build())
                    .await
                    .unwrap();
                rig.service.advance_now().await.unwrap();
            }
            _ => {
                let thread = rig.thread(&child).await;
                rig.service
                    .take(&rig.scope().await, thread.id)
                    .await
                    .unwrap();
            }
        }
        rig.service.settle().await.unwrap();
        assert_eq!(
            rig.count(&child, "script") + rig.count(&child, "cast"),
            0,
            "{what}"
        );
    }
}

async fn what_was_taken_back_under_way_is_not_tried_again(rig: Rig) {
    let stub = Stub::new(|_| {});
    let service = stub::service(&rig, &[("chat", "uwajima", &stub)]).await;
    let store = service.store();
    for (name, past) in [("sure", Past::Pushed), ("unsure", Past::MaybePushed)] {
        let thread = person(&service, "chat", name);
        queue(&service, vec![(thread, 2, name.to_owned())]).await;
        let under_way = store
            .claim_outbox(service.now(), &[may("chat", 9, 9)], 9, 0)
            .await
            .unwrap();
        let changes = Changes {
            silence: vec![under_way[0].conversation],
            ..Changes::default()
        };
        store.commit(&changes, service.now()).await.unwrap();
        let settled = Settled {
            id: under_way[0].id,
            outcome: Outcome::Retry {
                at: service.now(),
                problem: "connect".to_owned(),
                past,
            },
            next: None,
        };
        store
            .settle_outbox(&[settled], service.now())
            .await
            .unwrap();
    }
    service.settle().await.unwrap();
    rig.clock.advance(Span::minutes(1));
    service.settle().await.unwrap();
    assert_eq!(stub.tries(), 0);
    assert!(claimed_all(&service).await.is_empty());
    assert!(
        rig.exported()
            .await
            .iter()
            .all(|message| message.status != Status::Queued)
    );
}

async fn a_person_does_not_wait_for_a_broadcast(rig: Rig) {
    let stub = Stub::new(|can| can.requests_per_second = 100);
    let service =
        stub::service_at(&rig, &[("chat", "uwajima", &stub)], Arc::new(SystemClock)).await;
    crowd(&service, "chat", "cast", 300, 3).await;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    service.run(&tasks, &stop);
    for n in 0..10 {
        let name = format!("mio{n}");
        let begun = stub.sent().len();
        bring(&service, "chat", &name, "m", "こんにちは")
            .await
            .unwrap();
        until("the answer", async || {
            stub.sent().iter().any(|sent| sent.to == name)
        })
        .await;
        assert!(begun < 300, "while the broadcast goes on");
    }
    let answered = stub.sent().len();
    assert!(
        answered < 310,
        "the answers came first: {answered} were sent"
    );
    until("the whole broadcast", async || {
        of(&stub.words(), "cast") == 300
    })
    .await;
    // Never more in a second than the platform takes. The stub counts when requests come, so a busy machine may delay some.
    let sent = stub.sent();
    let took = sent.last().unwrap().at - sent[0].at;
    assert!(
        took > Duration::from_millis(2_800),
        "{took:?} for {}",
        sent.len()
    );
    stop.cancel();
    tasks.close();
    tasks.wait().await;
}

async fn a_platform_that_hangs_holds_up_nobody_else(rig: Rig) {
    let (bad, good) = (Stub::new(|_| {}), Stub::new(|_| {}));
    let lines = [("bad", "uwajima", &bad), ("good", "osaka", &good)];
    let service = stub::service_at(&rig, &lines, Arc::new(SystemClock)).await;
    bad.hangs();
    crowd(&service, "bad", "cast", 700, 3).await;
    crowd(&service, "bad", "bad", 700, 1).await;
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    service.run(&tasks, &stop);
    until("it holds what one channel may hold", async || {
        bad.tries() >= 768
    })
    .await;
    crowd(&service, "good", "good", 300, 1).await;
    crowd(&service, "good", "cast", 300, 3).await;
    service.clock_moved();
    until("the others go on", async || good.sent().len() == 600).await;
    assert_eq!(bad.tries(), 768, "three quarters of the places and no more");
    stop.cancel();
}
