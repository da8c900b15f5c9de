//! Waiting: once and only once, whatever happens to the clock, the process and its neighbours.

use tsunagi_model::{Clock, Span};

use crate::flows::{HELLO, OTHER, SUNDAY, keyword, regular};
use crate::rig::{Rig, on_both, user};

on_both! {
    a_wake_runs_once_with_two_instances
    a_restart_in_between_changes_nothing
    a_week_too_late_follows_missed
    a_clock_set_back_brings_nothing_twice
    new_flows_move_the_timers_of_everybody
    a_keyword_switches_and_another_waits_its_turn
    a_pattern_and_a_date_start_flows_too
    a_reminder_that_was_put_off_outlives_other_changes
}

const ASK: &str = "いつもの おたずね";

async fn a_wake_runs_once_with_two_instances(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..150).await;
    let second = rig.with_flows(&[HELLO, &flow]).await;
    rig.clock.advance(Span::minutes(48 * 60 + 31));
    let (a, b) = tokio::join!(rig.service.settle(), second.settle());
    a.unwrap();
    b.unwrap();
    for n in 0..150 {
        assert_eq!(rig.count(&user(n), ASK), 1, "{n}");
    }
    rig.double.assert_clean();
}

async fn a_restart_in_between_changes_nothing(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let mut rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..3).await;
    rig.clock.advance(Span::hours(48));
    rig.service = rig.with_flows(&[HELLO, &flow]).await;
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(0), ASK), 0, "not before its time");
    rig.clock.advance(Span::minutes(31));
    rig.service.settle().await.unwrap();
    rig.service = rig.with_flows(&[HELLO, &flow]).await;
    rig.service.settle().await.unwrap();
    for n in 0..3 {
        assert_eq!(rig.count(&user(n), ASK), 1);
    }
    rig.double.assert_clean();
}

async fn a_week_too_late_follows_missed(rig: Rig) {
    let skipped = regular(SUNDAY, "missed: send late within 6h, else skip");
    let mut rig = rig.staged(&[HELLO, &skipped]).await;
    rig.followed_by(0..2).await;
    // The machine stood still until Wednesday noon of the week after next.
    rig.clock.advance(Span::hours(11 * 24 + 20));
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(0), ASK), 0, "too late is not said");
    assert_eq!(rig.reasons().await, ["late", "late"], "and not in silence");
    let next = rig.thread(&user(0)).await;
    let timers = rig.service.store().schedules(next.id).await.unwrap();
    assert!(
        timers.iter().all(|wake| wake.due_at > rig.clock.now()),
        "the next time is set: {timers:?}"
    );
    // Where late is better than never, it is said, once.
    let late = regular(SUNDAY, "missed: send late");
    rig.service = rig.with_flows(&[HELLO, &late]).await;
    rig.clock.advance(Span::days(11));
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(0), ASK), 1);
}

async fn a_clock_set_back_brings_nothing_twice(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let rig = rig.staged(&[HELLO, &flow]).await;
    rig.followed_by(0..1).await;
    rig.clock.advance(Span::minutes(48 * 60 + 31));
    rig.service.settle().await.unwrap();
    assert_eq!(rig.count(&user(0), ASK), 1);
    rig.clock.advance(Span::minutes(-40));
    rig.service.reschedule_everybody().await.unwrap();
    for _ in 0..12 {
        rig.clock.advance(Span::minutes(10));
        rig.service.settle().await.unwrap();
    }
    assert_eq!(rig.count(&user(0), ASK), 1);
}

async fn new_flows_move_the_timers_of_everybody(rig: Rig) {
    let flow = regular(SUNDAY, "");
    let mut rig = rig.staged(&[HELLO, &flow]).await;
    // More than one page.
    rig.followed_by(0..300).await;
    let wednesday = SUNDAY.replace("sun,", "wed,");
    let flow = regular(&wednesday, "");
    rig.service = rig.with_flows(&[HELLO, &flow]).await;
    rig.service.reschedule_everybody().await.unwrap();
    rig.service.settle().await.unwrap();
    let thread = rig.thread(&user(299)).await;
    let timers = rig.service.store().schedules(thread.id).await.unwrap();
    assert_eq!(timers.len(), 1);
    // Wednesday, 25 November, 17:00 in Tokyo.
    assert_eq!(timers[0].due_at.to_string(), "2026-11-25T08:00:00.000Z");
    assert_eq!(
        rig.service.store().count_wakes().await.unwrap(),
        300,
        "nothing is left of the sweep"
    );
}

async fn a_keyword_switches_and_another_waits_its_turn(rig: Rig) {
    let flows = [
        HELLO.to_owned(),
        OTHER.to_owned(),
        keyword("switching", "きりかえて", "switch"),
        keyword("queued", "それもね", "queue"),
    ];
    let flows: Vec<&str> = flows.iter().map(String::as_str).collect();
    let rig = rig.staged(&flows).await;
    let child = user(1);
    rig.followed_by(1..2).await;
    rig.write(&child, "べつの").await;
    rig.write(&child, "きりかえて").await;
    assert_eq!(rig.count(&child, "きりかわりました"), 1);
    assert!(
        rig.thread(&child).await.run.is_none(),
        "the other conversation is over"
    );
    rig.write(&child, "べつの").await;
    rig.write(&child, "それもね").await;
    assert_eq!(rig.count(&child, "あとから きました"), 0);
    rig.tap(&child, "fine").await;
    rig.service.settle().await.unwrap();
    assert_eq!(
        rig.count(&child, "あとから きました"),
        1,
        "it starts when the other one is over"
    );
    rig.double.assert_clean();
}

async fn a_pattern_and_a_date_start_flows_too(rig: Rig) {
    let cron = regular("{cron: \"0 0 17 * * Tue\", who: role = child}", "");
    let on = "
version: 1
flow: notice
title: 前の日
uses: [meeting.at]
start:
  - {on: meeting.at, days: -1, at: \"18:00\"}
steps:
  say: {say: say, then: end}
";
    let hello = HELLO.replace(
        "say: hi, then: end}",
        "say: hi}\n  date: {set: meeting.at = +8d, then: end}",
    );
    let rig = rig.staged(&[&hello, &cron, on]).await;
    rig.followed_by(0..1).await;
    // Tuesday 24 November at five; Friday 27, the day before the meeting, at six.
    rig.pass(Span::hours(97), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), ASK), 1);
    rig.pass(Span::days(4), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), "おしらせ"), 1);
    assert_eq!(rig.count(&user(0), ASK), 1);
}

async fn a_reminder_that_was_put_off_outlives_other_changes(rig: Rig) {
    let hello = HELLO.replace(
        "say: hi, then: end}",
        "say: hi}\n  date: {set: meeting.at = +8d, then: end}",
    );
    let weekly = regular(SUNDAY, "");
    // Monday at six, a day after the weekly question: put off until Tuesday at five.
    let reminder = "
version: 1
flow: notice
title: 前の日
uses: [meeting.at]
start:
  - {on: meeting.at, days: -5, at: \"18:00\"}
missed: send late
steps:
  say: {say: say, then: end}
";
    let change = keyword("queued", "それもね", "keep").replace(
        "say: {say: say",
        "say: {set: contact.checkin_day = wed, say: say",
    );
    let rig = rig.staged(&[&hello, &weekly, reminder, &change]).await;
    rig.followed_by(0..1).await;
    rig.pass(Span::hours(74), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), ASK), 1);
    assert_eq!(rig.reasons().await, ["gap"]);
    rig.write(&user(0), "それもね").await;
    rig.pass(Span::hours(24), Span::hours(1)).await;
    assert_eq!(rig.count(&user(0), "おしらせ"), 1);
}
