//! A flow that the person asks for in the middle of another.

use tsunagi_flow::{Effect, End, Input, Occasion, Run, leaves};
use tsunagi_model::{Risk, Span};

use crate::bench::{Bench, said};
use crate::{program, shipped};

const CHECKIN: Input<'static> = Input::Begin { flow: "checkin" };

fn words(bench: &mut Bench, text: &str) -> Vec<String> {
    let risk = Risk::None;
    said(&bench.input(&Input::Text { text, risk }))
}

/// Somebody who was asked who they are.
fn asked() -> Bench {
    let mut bench = Bench::of(shipped(), "invite");
    bench.memory.save("contact.language", "ja", bench.now);
    bench.start();
    bench
}

#[test]
fn it_begins_at_once_and_the_open_question_comes_back() {
    let mut bench = asked();
    assert_eq!(said(&bench.input(&CHECKIN)), ["checkin-mood"]);
    let back = bench.tap("checkin/mood/skip");
    assert_eq!(back, ["checkin-skipped", "invite-who"]);
    assert_eq!(
        (bench.run.flow(), bench.run.step()),
        ("invite", Some("who"))
    );
    // What was answered and counted is the guest's own.
    let log = |flow: &str| bench.memory.history.get(&format!("log.{flow}"));
    let what = |flow| log(flow).map(|past| past.iter().map(|(_, what)| what.as_str()).collect());
    assert_eq!(what("checkin"), Some(vec!["answered", "skipped by choice"]));
    assert_eq!(what("invite"), None);
}

#[test]
fn a_wait_goes_on_as_before() {
    let mut bench = Bench::of(shipped(), "invite_child");
    bench.start();
    let wake = bench.run.next_wake();
    bench.input(&CHECKIN);
    assert_ne!(bench.run.next_wake(), wake);
    bench.tap("checkin/mood/skip");
    assert_eq!(bench.run.next_wake(), wake);
    assert_eq!(bench.run.step(), Some("first_wait"));
}

#[test]
fn the_question_below_is_still_on_the_screen() {
    let mut bench = asked();
    bench.input(&CHECKIN);
    assert_eq!(bench.tap("invite/who/someone"), ["person-coming"]);
}

#[test]
fn whoever_asks_for_what_they_are_in_is_asked_the_same_again() {
    let mut bench = asked();
    bench.input(&CHECKIN);
    bench.tap("checkin/mood/ok");
    assert_eq!(said(&bench.input(&CHECKIN)), ["checkin-how_week"]);
    let invite = Input::Begin { flow: "invite" };
    let mut bench = asked();
    assert_eq!(said(&bench.input(&invite)), ["invite-who"]);
    // A guest that is interrupted begins anew; nothing is ever nested.
    bench.input(&CHECKIN);
    words(&mut bench, "pause");
    assert_eq!(said(&bench.input(&CHECKIN)), ["checkin-mood"]);
    let guardian = Input::Begin {
        flow: "checkin_guardian",
    };
    bench.input(&guardian);
    assert_eq!(bench.run.versions().count(), 2);
}

#[test]
fn what_can_not_go_on_is_left() {
    let bench = asked();
    let program = &bench.program;
    assert!(!leaves(program, &bench.run, "checkin"));
    assert!(!leaves(program, &bench.run, "invite"));
    assert!(
        leaves(program, &bench.run, "support_started"),
        "busy: switch"
    );
    let mut waits = Bench::of(shipped(), "invite_child");
    waits.start();
    assert!(leaves(program, &waits.run, "invite_child"));
    let stop = tsunagi_flow::interrupt(program, &bench.memory, "やめる", Risk::None);
    assert!(leaves(program, &stop.unwrap(), "checkin"), "nothing below");
    assert!(leaves(
        program,
        &Run::begin("invite", 1, bench.now),
        "invite"
    ));
}

#[test]
fn a_no_to_the_guest_ends_all_and_a_skip_ends_the_guest() {
    let mut bench = asked();
    bench.input(&CHECKIN);
    let back = words(&mut bench, "今週はパス");
    assert_eq!(back, ["anytime-skipped", "invite-who"]);
    bench.input(&CHECKIN);
    words(&mut bench, "やめる");
    let risk = Risk::None;
    let text = "stop";
    let effects = bench.input(&Input::Text { text, risk });
    assert!(
        effects.contains(&Effect::Ended(End::Stopped)),
        "{effects:?}"
    );
    // A flow that records a no of its own ends what it was a guest of as well.
    let no = Input::Begin { flow: "ends" };
    let mut own = crate::files(&crate::flows(), "yml");
    own.push(tsunagi_flow::Source::new(
        "ends.yml",
        "flow: ends\nsteps:\n  ends: {set: consent.messages = decline, say: bye, then: end}\n",
    ));
    let (tables, _) =
        tsunagi_flow::Tables::load(&crate::files(&crate::flows().join("tables"), "csv"));
    let mut bench = Bench::of(program(tables, &own), "checkin");
    bench.start();
    let effects = bench.input(&no);
    assert_eq!(said(&effects), ["ends-bye"]);
    assert_eq!(bench.run.ended(), Some(End::Stopped));
}

#[test]
fn a_guest_that_nobody_answers_leaves_in_silence() {
    let mut bench = asked();
    bench.input(&CHECKIN);
    let happened = bench.pass(bench.now.plus(Span::days(6)));
    assert!(happened.iter().all(|(_, effects)| said(effects).is_empty()));
    assert_eq!(
        (bench.run.flow(), bench.run.step()),
        ("invite", Some("who"))
    );
}

#[test]
fn a_person_asked_for_in_the_guest_comes_before_all_else() {
    let mut bench = asked();
    bench.input(&CHECKIN);
    bench.tap("checkin/mood/talk");
    assert!(bench.run.awaits_person());
    bench.memory.history.remove("push");
    bench.now = bench.now.plus(Span::hours(1));
    bench.input(&Input::HandoffClosed);
    let back = bench.tap("person/came_back/fine");
    assert_eq!(back, ["person-well", "invite-who"]);
}

#[test]
fn a_button_begins_only_what_words_begin() {
    let program = shipped();
    assert_eq!(
        program.begun_by("begin:checkin"),
        Some(("checkin", "チェックイン"))
    );
    for data in ["begin:reinvite", "begin:gone", "checkin", "begin/checkin/x"] {
        assert_eq!(program.begun_by(data), None, "{data}");
    }
    assert_eq!(program.start_for(&Occasion::Menu), None);
}
