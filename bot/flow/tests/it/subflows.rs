//! Flows that run others: what they are given, what they answer, and how they end.

use tsunagi_flow::{Effect, End, Input, Occasion, Source, Tables};
use tsunagi_model::{Risk, Span};

use crate::bench::{Bench, said};
use crate::program;

const OUTER: &str = "flow: t\nsteps:\n  a: {set: contact.place = park}\n  b: {run: u, with: {u.topic: contact.place, u.kind: walk}, save: t.came, options: {booked: thanks, declined: rest}, then: other}\n  thanks: {say: thanks, then: end}\n  rest: {say: rest, then: end}\n  other: {say: other}\n";

fn bench(inner: &str) -> Bench {
    let sources = [
        Source::new("t.yml", OUTER),
        Source::new("u.yml", &format!("flow: u\n{inner}")),
    ];
    Bench::of(program(Tables::default(), &sources), "t")
}

const ASKS: &str = "no_answer: {after: 5d, then: end}\nsteps:\n  q: {ask: q, options: {x: booked, v: declined, z: maybe, w: end}}\n  booked: {result: booked, then: end}\n  declined: {result: booked, then: again}\n  again: {result: declined, then: end}\n  maybe: {result: maybe, then: end}\n";

#[test]
fn the_last_result_is_saved_and_chooses_among_the_options() {
    for (key, text, saved) in [
        ("x", "t-thanks", Some("booked")),
        ("v", "t-rest", Some("declined")),
        ("z", "t-other", Some("maybe")),
        ("w", "t-other", None),
    ] {
        let mut bench = bench(ASKS);
        assert_eq!(bench.start(), ["u-q"]);
        assert_eq!(bench.memory.get("u.topic"), Some("park"));
        assert_eq!(bench.memory.get("u.kind"), Some("walk"));
        assert_eq!(bench.tap(&format!("u/q/{key}")), [text], "{key}");
        assert_eq!(bench.memory.get("t.came"), saved);
        assert_eq!(bench.run.ended(), Some(End::Done));
    }
}

#[test]
fn what_is_given_and_not_known_is_not_what_another_conversation_left() {
    let outer = Source::new(
        "t.yml",
        "flow: t\nsteps:\n  b: {run: u, with: {u.topic: contact.place}}\n",
    );
    let inner = Source::new("u.yml", "flow: u\nsteps:\n  s: {say: s}\n");
    let mut bench = Bench::of(program(Tables::default(), &[outer, inner]), "t");
    bench.memory.save("u.topic", "last year", bench.now);
    bench.start();
    assert_eq!(bench.memory.get("u.topic"), None);
}

#[test]
fn a_called_flow_that_expires_does_not_strand_its_caller() {
    let mut bench = bench(&format!("expires: 2d\n{ASKS}"));
    bench.input(&Input::Start(Occasion::Keyword("t".to_owned())));
    let began = bench.now;
    let happened = bench.pass(bench.now.plus(Span::days(10)));
    let (at, effects) = &happened[0];
    assert_eq!(*at, began.plus(Span::days(2)));
    assert_eq!(
        said(effects),
        ["t-other"],
        "the caller goes on without a result"
    );
    assert_eq!(bench.run.ended(), Some(End::Done));
}

#[test]
fn whoever_is_silent_in_a_called_flow_comes_back_to_its_caller() {
    let mut bench = bench(ASKS);
    bench.input(&Input::Start(Occasion::Keyword("t".to_owned())));
    let happened = bench.pass(bench.now.plus(Span::days(10)));
    assert_eq!(said(&happened[0].1), ["t-other"]);
}

#[test]
fn what_ends_a_conversation_ends_its_caller_too() {
    let anytime = Source::new(
        "anytime.yml",
        "flow: anytime\nalways: true\nrules:\n  stop: {words: [stop], do: stop, then: end}\nsteps:\n  stop: {say: stop, then: return}\n",
    );
    let sources = [
        Source::new("t.yml", OUTER),
        Source::new("u.yml", &format!("flow: u\n{ASKS}")),
        anytime,
    ];
    let mut bench = Bench::of(program(Tables::default(), &sources), "t");
    bench.start();
    let effects = bench.input(&Input::Text {
        text: "stop",
        risk: Risk::None,
    });
    assert_eq!(said(&effects), ["anytime-stop"]);
    assert_eq!(bench.run.ended(), Some(End::Stopped));
}

#[test]
fn flows_that_run_each_other_are_stopped_and_the_lead_is_told() {
    let sources = [
        Source::new("t.yml", "flow: t\nsteps:\n  a: {run: u}\n"),
        Source::new("u.yml", "flow: u\nsteps:\n  a: {run: t}\n"),
    ];
    let mut bench = Bench::of(program(Tables::default(), &sources), "t");
    let effects = bench.input(&Input::Start(Occasion::Keyword("t".to_owned())));
    assert!(
        matches!(&effects[..], [Effect::Alert { team, .. }, Effect::Ended(End::Loop)] if team == "lead"),
        "{effects:?}"
    );
}
