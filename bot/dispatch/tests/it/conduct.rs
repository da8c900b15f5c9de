//! Conduct: how often we write of our own accord, and that what was kept back can be seen.

use tsunagi_model::{Clock, HandBack, Span};

use crate::flows::{HELLO, SUNDAY, regular};
use crate::rig::{Rig, on_both, user};

on_both! {
    two_pushes_a_week_and_two_days_between
    a_day_after_a_person_spoke_the_script_waits
    refusal_ends_what_was_put_off
    a_pause_is_kept_and_ends
    scripts_leave_the_reserve_to_people
    a_month_that_is_used_up_is_noticed_at_once
    who_comes_back_is_asked_again
    a_call_goes_to_somebody_who_is_there
}

const ASK: &str = "いつもの おたずね";
const DAILY: &str =
    "{every: day, default: [\"17:00\"], who: consent.messages = agree and not paused}";

async fn two_pushes_a_week_and_two_days_between(rig: Rig) {
    let flow = regular(DAILY, "missed: send late");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    let mut days = Vec::new();
    for day in 0..28 {
        let before = rig.count(&user(0), ASK);
        rig.pass(Span::hours(24), Span::hours(1)).await;
        if rig.count(&user(0), ASK) > before {
            days.push(day);
        }
    }
    assert!(days.len() >= 7, "it does go on: {days:?}");
    assert!(
        days.windows(2).all(|pair| pair[1] - pair[0] >= 2),
        "{days:?}"
    );
    assert!(
        days.windows(3).all(|three| three[2] - three[0] >= 7),
        "{days:?}"
    );
    let reasons = rig.reasons().await;
    assert!(
        reasons.iter().any(|why| why == "gap") && reasons.iter().any(|why| why == "week"),
        "what was kept back, and why, can be seen: {reasons:?}"
    );
    let held = rig.scope().await.held(Some("week"), None, 1).await.unwrap();
    assert!(held[0].until.is_some(), "with when it may be said");
    let thread = rig.thread(&user(0)).await;
    let beside = rig.scope().await.held_in(thread.id, 5).await.unwrap();
    assert_eq!(beside.len(), 5, "also beside the conversation");
    let all = reasons.len() as u64;
    let store = rig.service.store();
    assert_eq!(store.forget_held(crate::rig::FRIDAY).await.unwrap(), 0);
    assert_eq!(store.forget_held(rig.clock.now()).await.unwrap(), all);
    rig.double.assert_clean();
}

async fn a_day_after_a_person_spoke_the_script_waits(rig: Rig) {
    let flow = regular(SUNDAY, "missed: send late");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    // Sunday, noon: a volunteer writes.
    rig.clock.advance(Span::minutes(43 * 60 + 30));
    let thread = rig.thread(&user(0)).await;
    let scope = rig.scope().await;
    rig.service
        .reply(&scope, thread.id, "こんにちは")
        .await
        .unwrap();
    rig.service
        .hand_back(&scope, thread.id, HandBack::Silent)
        .await
        .unwrap();
    rig.pass(Span::hours(6), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), ASK), 0);
    assert!(rig.reasons().await.contains(&"human".to_owned()));
    rig.pass(Span::hours(24), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), ASK), 1, "shifted, not dropped");
}

async fn refusal_ends_what_was_put_off(rig: Rig) {
    let flow = regular(DAILY, "missed: send late");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    rig.pass(Span::hours(25), Span::hours(1)).await;
    let said = rig.count(&user(0), ASK);
    assert_eq!(said, 1);
    rig.write(&user(0), "やめる").await;
    rig.tap(&user(0), "stop").await;
    let seen = rig.seen(&user(0)).len();
    rig.pass(Span::days(30), Span::hours(6)).await;
    assert_eq!(
        rig.seen(&user(0)).len(),
        seen,
        "nothing more is ever pushed"
    );
}

async fn a_pause_is_kept_and_ends(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    rig.write(&user(0), "おやすみする").await;
    rig.tap(&user(0), "one_week").await;
    rig.pass(Span::days(6), Span::hours(6)).await;
    assert_eq!(rig.count(&user(0), ASK), 0, "quiet was asked for");
    rig.pass(Span::days(8), Span::hours(1)).await;
    assert_eq!(
        rig.count(&user(0), ASK),
        1,
        "and when it is over, the next Sunday comes by itself"
    );
}

async fn scripts_leave_the_reserve_to_people(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.double.set_monthly_limit(Some(10));
    rig.service.poll_quotas().await.unwrap();
    rig.followed_by(0..20).await;
    rig.clock.advance(Span::minutes(48 * 60 + 31));
    rig.service.settle().await.unwrap();
    let said: usize = (0..20).map(|n| rig.count(&user(n), ASK)).sum();
    assert_eq!(said, 9, "a tenth of ten is kept");
    let held = rig
        .scope()
        .await
        .held(Some("quota"), None, 50)
        .await
        .unwrap();
    assert_eq!(held.len(), 11);
    let quota = rig.service.quotas();
    assert!(!quota[0].open && quota[0].reserve == 1, "{quota:?}");
    // A person may use it.
    let thread = rig.thread(&user(19)).await;
    rig.service
        .reply(&rig.scope().await, thread.id, "だいじょうぶ？")
        .await
        .unwrap();
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(19), "だいじょうぶ？"), 1);
    // A reply costs nothing and goes at any time.
    rig.write(&user(0), "人と話したい").await;
    assert!(rig.seen(&user(0)).len() > 2);
}

async fn a_call_goes_to_somebody_who_is_there(rig: Rig) {
    let flow = "
version: 1
flow: other
title: だれも いない
start: [keyword: [べつの]]
steps:
  call: {alert: coordinator, level: today, then: end}
";
    let rig = rig.staged(&[HELLO, flow]).await;
    rig.followed_by(0..2).await;
    rig.write(&user(0), "べつの").await;
    rig.write(&user(1), "べつの").await;
    let alerts = rig.scope().await.alerts(rig.clock.now()).await.unwrap();
    let to = |team: &str| alerts.iter().filter(|alert| alert.team == team).count();
    assert_eq!(to("lead"), 2, "nobody has the role: the lead is called");
    assert_eq!(to("coordinator"), 1, "the coordinator is told once a day");
    let since = rig.clock.now().plus(Span::days(-1));
    let troubles = rig.scope().await.troubles(since, 10).await.unwrap();
    let told: Vec<_> = troubles
        .iter()
        .map(|trouble| (trouble.what.as_str(), trouble.count))
        .collect();
    assert_eq!(told, [("nobody is in a team: coordinator", 1)]);
}

async fn a_month_that_is_used_up_is_noticed_at_once(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..6).await;
    // Others write on this account too: the month ends before our count says so.
    rig.double.set_monthly_limit(Some(2));
    rig.clock.advance(Span::minutes(48 * 60 + 31));
    rig.service.settle().await.unwrap();
    rig.followed_by(6..9).await;
    rig.pass(Span::days(7), Span::hours(24)).await;
    assert!(
        rig.reasons().await.contains(&"quota".to_owned()),
        "nothing more is tried"
    );
    let said: usize = (0..9).map(|n| rig.count(&user(n), ASK)).sum();
    assert_eq!(said, 2);
}

async fn who_comes_back_is_asked_again(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig
        .staged(&[
            &HELLO.replace("start: [follow]", "start: [follow]\nbusy: keep"),
            &flow,
        ])
        .await;
    rig.followed_by(0..1).await;
    rig.bring(&rig.double.webhook().unfollow(&user(0)).build())
        .await;
    assert_eq!(rig.service.store().count_wakes().await.unwrap(), 0);
    rig.bring(&rig.double.webhook().follow(&user(0), true).build())
        .await;
    rig.clock.advance(Span::minutes(48 * 60 + 31));
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(0), ASK), 1);
}
