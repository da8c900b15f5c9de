//! People in the middle, and what changed between two versions.

use tsunagi_flow::{ChangeKind, Definition, Effect, Input, difference, parse};
use tsunagi_model::Risk;

use crate::bench::{Bench, flow, said};

fn read(text: &str) -> Definition {
    let (definition, problems) = parse(&flow(text));
    assert_eq!(problems, [], "{text}");
    definition.unwrap()
}

const OLD: &str =
    "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: old, b: end}}\n  old: {say: old}\n";

fn after_publishing(newer: &str) -> Bench {
    let mut bench = Bench::new(OLD);
    bench.start();
    bench.program.add(2, read(newer));
    bench
}

#[test]
fn whoever_stands_at_the_same_step_goes_on_with_the_newest_version() {
    let mut bench = after_publishing(
        "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {b: end, a: new}}\n  new: {say: new}\n",
    );
    assert_eq!(bench.tap("t/q/a"), ["t-new"]);
    assert_eq!(bench.run.version(), 2);
}

#[test]
fn whoever_stands_at_a_renamed_step_goes_on_there_and_their_buttons_still_work() {
    let mut bench = after_publishing(
        "no_answer: {then: end}\nsteps:\n  first: {say: first}\n  question: {was: [q], ask: question, options: {a: new, b: end}}\n  new: {say: new}\n",
    );
    assert_eq!(bench.run.follow(&bench.program).moved, 1);
    assert_eq!(bench.run.step(), Some("question"));
    assert_eq!(bench.tap("t/q/a"), ["t-new"]);
}

#[test]
fn whoever_finds_no_such_step_stays_on_their_version_until_they_end() {
    for newer in [
        // Another option, a verb of another kind, no such step, other words allowed.
        "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: new, c: end}}\n  new: {say: new}\n",
        "steps:\n  q: {wait: 1d}\n",
        "steps:\n  other: {say: other}\n",
        "no_answer: {then: end}\nsteps:\n  q: {ask: q, also: text, options: {a: new, b: end}}\n  new: {say: new}\n",
    ] {
        let mut bench = after_publishing(newer);
        assert_eq!(bench.run.follow(&bench.program).stayed, 1, "{newer}");
        assert_eq!(bench.tap("t/q/a"), ["t-old"], "{newer}");
        assert_eq!(bench.run.version(), 1);
    }
}

#[test]
fn a_run_stored_by_an_earlier_release_is_read() {
    let stored = r#"{"stack":[{"flow":"t","version":1,"step":"q","state":"question","since":1763449200000000,"asked":1763449200000000}],"began":1763449200000000,"moved":1763449200000000,"wake":1763535600000000}"#;
    let mut bench = Bench::new(OLD);
    bench.run = serde_json::from_str(stored).unwrap();
    let effects = bench.input(&Input::Text {
        text: "a",
        risk: Risk::None,
    });
    assert_eq!(said(&effects), ["t-old"]);
    assert!(matches!(effects.last(), Some(Effect::Ended(_))));
}

#[test]
fn every_change_is_told_once() {
    let old = read(
        "title: A\nfor: [child]\nstart:\n  - keyword: [a]\n  - every: week\n    default: [sun, \"17:00\"]\n    who: role = child\nno_answer: {nudge: [1d], say: nudge, then: end}\nsteps:\n  hello: {say: hello}\n  q: {ask: q, options: {a: next, b: end}}\n  r: {say: r}\n  gone: {say: gone}\n  w: {wait: {until: meeting.at, days: -1, at: \"17:00\"}, then: bye}\n  bye: {say: bye}\n",
    );
    let new = read(
        "title: A\nnote: nobody reads this\nfor: [child, parent]\npurpose: checkin\nstart:\n  - every: week\n    default: [sun, \"18:00\"]\n    who: role = child\n  - follow\nno_answer: {nudge: [2d], say: nudge, then: end}\nsteps:\n  hello: {say: hello_you}\n  r: {say: r}\n  question: {was: q, ask: q, options: {a: hello, later: end}}\n  added: {say: added}\n  w: {wait: {until: meeting.at, days: -1, at: \"18:00\"}, then: added}\n  bye: {say: bye, log: done}\n",
    );
    use ChangeKind::*;
    let changes = difference(&old, &new);
    let told: Vec<(ChangeKind, &str, &str)> = changes
        .iter()
        .map(|change| {
            let word = |word: &Option<String>| word.clone().unwrap_or_default();
            let step: &str = word(&change.step).leak();
            (change.kind, step, word(&change.name).leak() as &str)
        })
        .collect();
    let expected = [
        (Head, "", "for"),
        (Head, "", "purpose"),
        (Time, "", "no_answer"),
        (StartChanged, "", "every"),
        (StartAdded, "", "follow"),
        (StartRemoved, "", "keyword"),
        (StepRenamed, "question", ""),
        (StepRemoved, "gone", ""),
        (Text, "hello", "say"),
        (StepMoved, "r", ""),
        (OptionAdded, "question", "later"),
        (OptionRemoved, "question", "b"),
        (OptionChanged, "question", "a"),
        (StepAdded, "added", ""),
        (Time, "w", "wait"),
        (Next, "w", "then"),
        (Setting, "bye", "log"),
    ];
    for one in &expected {
        assert!(told.contains(one), "{one:?} is not among {told:#?}");
    }
    assert_eq!(told.len(), expected.len(), "{told:#?}");
    let time = changes
        .iter()
        .find(|change| change.kind == Time && change.step.is_some())
        .unwrap();
    assert_eq!(
        time.from.as_deref(),
        Some("until: meeting.at, days: -1, at: 17:00")
    );
    assert_eq!(difference(&new, &new), []);
}
