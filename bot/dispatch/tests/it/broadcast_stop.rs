//! Stopping a broadcast: what has not left does not leave, and whoever was not reached is not counted as written to.

use std::collections::BTreeMap;

use tsunagi_dispatch::broadcast::{BroadcastError, Content, LASTS};
use tsunagi_model::{Clock, Span};
use tsunagi_store::{Allowance, BroadcastState};

use crate::announce::{
    WORDS, a_page, confirm, coordinator, draft, people, progress, seen, state, write,
};
use crate::flows::{HELLO, OTHER};
use crate::rig::{Rig, on_both, user};

on_both! {
    a_stop_in_the_middle_holds
    whoever_was_not_reached_has_their_place_in_the_week_back
    what_was_under_way_is_looked_at_again
    whoever_waited_past_its_time_has_their_place_back
    a_flow_that_nobody_saw_begin_has_not_begun
}

async fn a_stop_in_the_middle_holds(rig: Rig) {
    people(&rig, 0..600, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    a_page(&rig.service).await; // begins
    a_page(&rig.service).await;
    let before = progress(&rig.service, id).await;
    let page = before.queued;
    assert!((1..600).contains(&page), "{page}");
    assert_eq!(before.waiting, page, "a page waits");
    let back = rig.service.stop_broadcast(&scope, id).await.unwrap();
    assert_eq!(i64::try_from(back).unwrap(), page);
    rig.service.settle().await.unwrap();
    assert_eq!(seen(&rig, 0..600, WORDS), BTreeMap::from([(0, 600)]));
    let after = progress(&rig.service, id).await;
    assert_eq!(
        (after.cancelled, after.waiting, after.queued),
        (page, 0, page)
    );
    assert_eq!(state(&rig.service, id).await, BroadcastState::Stopped);
    assert!(matches!(
        rig.service.stop_broadcast(&scope, id).await,
        Err(BroadcastError::TooLate)
    ));
}

async fn whoever_was_not_reached_has_their_place_in_the_week_back(rig: Rig) {
    // More than a page of the sweep, and one who was written to before.
    people(&rig, 0..300, |number, thread| {
        if number == 299 {
            let memory = &mut thread.contact.as_mut().unwrap().memory;
            memory.record("push", "checkin", rig.clock.now().plus(Span::hours(-50)));
        }
    })
    .await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    for _ in 0..3 {
        a_page(&rig.service).await;
    }
    let sent = rig.service.deliver_now().await.unwrap();
    assert!((1..300).contains(&sent), "{sent}");
    rig.service.stop_broadcast(&scope, id).await.unwrap();
    rig.service.settle().await.unwrap();
    assert_eq!(
        seen(&rig, 0..300, WORDS),
        BTreeMap::from([(0, 300 - sent), (1, sent)])
    );
    // Who got it counts as written to, the others do not: the corrected words go to them, and only to them.
    let right = draft(&rig, &[("ja", "ただしい お知らせ")]);
    let (_, preview) = confirm(&rig, &scope, right).await;
    assert_eq!(
        (preview.people, preview.left_out.get("gap")),
        (300 - sent as i64, Some(&(sent as i64)))
    );
    rig.service.settle().await.unwrap();
    for number in 0..300 {
        let (first, second) = (
            rig.count(&user(number), WORDS),
            rig.count(&user(number), "ただしい"),
        );
        assert_eq!(first + second, 1, "{number}");
    }
    let memory = rig.thread(&user(299)).await.contact.unwrap().memory;
    assert_eq!(
        memory.history["push"].len(),
        2,
        "what was sent before stays"
    );
    assert_eq!(
        rig.service.store().count_wakes().await.unwrap(),
        0,
        "nothing is left of the sweep"
    );
    rig.double.assert_clean();
}

async fn whoever_waited_past_its_time_has_their_place_back(rig: Rig) {
    people(&rig, 0..10, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    a_page(&rig.service).await;
    a_page(&rig.service).await;
    assert_eq!(progress(&rig.service, id).await.waiting, 10);
    // Nothing can leave until nobody may be told any more.
    rig.clock.advance(LASTS);
    rig.pass(Span::minutes(1), Span::seconds(30)).await;
    let after = progress(&rig.service, id).await;
    assert_eq!((after.expired, after.waiting), (10, 0), "{after:?}");
    assert_eq!(state(&rig.service, id).await, BroadcastState::Done);
    assert_eq!(seen(&rig, 0..10, WORDS), BTreeMap::from([(0, 10)]));
    let (_, preview) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(preview.people, 10, "{preview:?}");
    assert_eq!(rig.service.store().count_wakes().await.unwrap(), 0);
}

async fn what_was_under_way_is_looked_at_again(rig: Rig) {
    people(&rig, 0..10, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let (id, _) = confirm(&rig, &scope, draft(&rig, &[("ja", WORDS)])).await;
    a_page(&rig.service).await;
    a_page(&rig.service).await;
    let some = Allowance {
        channel: "line".to_owned(),
        urgent: 4,
        others: 4,
        total: 4,
    };
    let store = rig.service.store();
    let claimed = store.claim_outbox(rig.clock.now(), &[some], 4, 0).await;
    let claimed = claimed.unwrap();
    assert_eq!(rig.service.stop_broadcast(&scope, id).await.unwrap(), 6);
    rig.service.settle().await.unwrap();
    let (_, preview) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(preview.people, 6, "of four nobody knows yet");
    // The platform was busy: nothing arrived, and after the stop it is not tried again.
    let settled: Vec<tsunagi_store::Settled> = claimed
        .iter()
        .map(|claimed| tsunagi_store::Settled {
            id: claimed.id,
            outcome: tsunagi_store::Outcome::Retry {
                at: rig.clock.now(),
                problem: "busy".to_owned(),
                past: tsunagi_store::Past::Pushed,
            },
            next: None,
        })
        .collect();
    store
        .settle_outbox(&settled, rig.clock.now())
        .await
        .unwrap();
    rig.pass(Span::minutes(1), Span::seconds(30)).await;
    assert_eq!(progress(&rig.service, id).await.cancelled, 10);
    let (_, preview) = write(&rig.service, &scope, draft(&rig, &[("ja", WORDS)])).await;
    assert_eq!(preview.people, 10);
}

async fn a_flow_that_nobody_saw_begin_has_not_begun(rig: Rig) {
    let rig = rig.staged(&[HELLO, OTHER]).await;
    people(&rig, 0..5, |_, _| {}).await;
    let scope = coordinator(&rig).await;
    let mut begin = draft(&rig, &[]);
    begin.content = Content::Flow("other".into());
    let (id, _) = confirm(&rig, &scope, begin.clone()).await;
    a_page(&rig.service).await;
    a_page(&rig.service).await;
    assert!(rig.thread(&user(0)).await.run.is_some());
    rig.service.stop_broadcast(&scope, id).await.unwrap();
    rig.service.settle().await.unwrap();
    let thread = rig.thread(&user(0)).await;
    assert!(
        thread.run.is_none(),
        "it does not wait for an answer to what nobody asked"
    );
    let history = thread.contact.unwrap().memory.history;
    assert!(!history.contains_key("push") && !history.contains_key("run.other"));
    let (_, preview) = confirm(&rig, &scope, begin).await;
    assert_eq!(preview.people, 5);
    rig.service.settle().await.unwrap();
    assert_eq!(
        seen(&rig, 0..5, "べつの おたずね"),
        BTreeMap::from([(1, 5)])
    );
    rig.double.assert_clean();
}
