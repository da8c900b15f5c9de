//! What transcripts can say besides taps and words: events, letters, a service that was down, what was held back.

use tsunagi_flow::transcript::{Stage, play};
use tsunagi_flow::{Ids, Source, parse};
use tsunagi_model::Risk;

use crate::{Keys, shipped};

/// The first difference of a transcript of a flow `t` for a child.
fn difference(flow: &str, talk: &str) -> Option<String> {
    let mut program = shipped();
    let text = format!("version: 1\nflow: t\ntitle: t\nfor: [child]\n{flow}");
    let (definition, problems) = parse(&Source::new("t.yml", &text));
    program.add(1, definition.unwrap_or_else(|| panic!("{problems:?}")));
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    let text = format!("test: t\nflow: t\nwho: {{role: child}}\n{talk}");
    let outcome = play(&Source::new("t_test.yml", &text), &stage);
    let failure = outcome
        .unwrap_or_else(|problems| panic!("{problems:?}"))
        .failure;
    failure.map(|failure| failure.to_string())
}

const EVENT: &str = "missed: send late within 1d, else skip\nstart:\n  - event: meeting done\nsteps:\n  a: {say: a, result: fine, then: end}\n";

#[test]
fn an_event_starts_a_flow_when_it_may_be_said() {
    let talk = "talk:\n  - {at: wed 11:00, event: meeting done}\n  - {at: wed 16:00, bot: a}\n";
    let expect = "expect: {held: quiet, begins: t, result: fine, pushes: 1}\n";
    assert_eq!(difference(EVENT, &format!("{talk}{expect}")), None);
    for (expect, said) in [
        ("held: week", "expected held: week"),
        ("held: none", "expected held: none"),
        ("begins: checkin", "expected begins: checkin"),
        ("result: booked", "booked, but it is fine"),
    ] {
        let report =
            difference(EVENT, &format!("{talk}expect: {{{expect}}}\n")).unwrap_or_default();
        assert!(
            report.contains(said) && report.contains("t_test.yml:7"),
            "{report}"
        );
    }
}

#[test]
fn what_was_due_while_the_service_was_down_comes_late_and_by_day() {
    let flow = "start:\n  - keyword: [hello t]\nsteps:\n  a: {say: a}\n  b: {wait: 1d}\n  c: {say: c, then: end}\n";
    let talk = "talk:\n  - {at: wed 16:00, bot: a}\n  - {after: 23h}\n  - {after: 2h, late: 7h}\n  - {after: 20h, bot: c}\n";
    let expect = "expect: {pushes: 1, not_sent_between: [\"20:00\", \"15:30\"]}\n";
    assert_eq!(difference(flow, &format!("{talk}{expect}")), None);
}

#[test]
fn a_letters_code_starts_its_flow() {
    let flow = "start:\n  - code: garden\nsteps:\n  a: {say: a, then: end}\n";
    let talk = "talk:\n  - {at: wed 16:00, code: garden, bot: a}\n";
    assert_eq!(
        difference(flow, &format!("{talk}expect: {{pushes: 0, ended: done}}\n")),
        None
    );
}
