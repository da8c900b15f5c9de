//! The flows and tables in `flows/`.

use std::collections::BTreeSet;

use tsunagi_flow::transcript::{Stage, play};
use tsunagi_flow::{Ids, Severity, Source, Texts, check, parse};
use tsunagi_model::Risk;

use crate::{AllTexts, Keys, files, flows, shipped};

#[test]
fn shipped_flows_are_free_of_problems() {
    let mut problems = check(&shipped(), &AllTexts);
    problems.retain(|problem| problem.severity == Severity::Error);
    assert!(
        problems.is_empty(),
        "{}",
        problems
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n")
    );
}

#[test]
fn every_transcript_goes_as_written() {
    let program = shipped();
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    let scripts = files(&flows().join("tests"), "yml");
    assert!(scripts.len() >= 10);
    let mut failures = Vec::new();
    for script in &scripts {
        match play(script, &stage) {
            Ok(outcome) => failures.extend(
                outcome
                    .failure
                    .map(|failure| format!("{}: {}\n{failure}", script.path, outcome.name)),
            ),
            Err(problems) => failures.extend(problems.iter().map(ToString::to_string)),
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

#[test]
fn every_question_and_table_row_names_its_texts_once() {
    struct Ids(std::cell::RefCell<BTreeSet<String>>);
    impl Texts for Ids {
        fn languages(&self) -> Vec<String> {
            vec!["ja".to_owned()]
        }
        fn has(&self, _language: &str, id: &str) -> bool {
            self.0.borrow_mut().insert(id.to_owned());
            true
        }
        fn label(&self, _language: &str, id: &str, key: &str) -> Option<String> {
            self.0.borrow_mut().insert(format!("{id}.{key}"));
            Some(String::new())
        }
    }
    let ids = Ids(std::cell::RefCell::default());
    check(&shipped(), &ids);
    let ids = ids.0.into_inner();
    for id in [
        "invite-who.child",
        "meeting-times.none_fits",
        "invite-nudge",
        "invite_child-look.peek",
        "place-room.title",
        "tip-sky",
        "person-closed",
        "anytime-not_understood",
        "anytime-arrived",
    ] {
        assert!(ids.contains(id), "{id} is not among {ids:?}");
    }
}

#[test]
fn a_transcript_that_goes_otherwise_shows_where() {
    let program = shipped();
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    let played = |talk: &str, expect: &str| -> Option<String> {
        let text = format!(
            "test: t\nflow: checkin\nwho: {{role: child}}\ntalk:\n  - {{at: sun 17:00, bot: mood, they: ok}}\n{talk}expect: {{{expect}}}\n"
        );
        let failure = play(&Source::new("t.yml", &text), &stage).unwrap().failure;
        failure.map(|failure| failure.to_string())
    };
    assert_eq!(played("  - {bot: how_week}\n", "pushes: 1"), None);
    let report = played("  - {bot: care, they: idea}\n", "").unwrap();
    assert!(
        report.contains("Sun 11-22 17:00 bot: checkin-mood"),
        "{report}"
    );
    assert!(
        report.ends_with(
            ">>> t.yml:6: here the bot says checkin-how_week, but the test says checkin-care\n    as written: {bot: care, they: idea}"
        ),
        "{report}"
    );
    let wrong = [
        (
            "  - {bot: how_week, they: sleep}\n",
            "",
            "no button `sleep`",
        ),
        (
            "  - {after: 1h}\n",
            "",
            "here the bot says checkin-how_week, but the test says nothing",
        ),
        (
            "  - {bot: how_week}\n",
            "alert: duty",
            "expected alert: duty",
        ),
        ("  - {bot: how_week}\n", "pushes: 2", "there were 1"),
        (
            "  - {bot: how_week}\n",
            "said: worry",
            "expected said: worry",
        ),
        (
            "  - {bot: how_week}\n",
            "not_said: mood",
            "expected not_said: mood",
        ),
        ("  - {bot: how_week}\n", "ended: done", "it is open"),
        (
            "  - {bot: how_week}\n",
            "handoff: duty",
            "expected handoff: duty",
        ),
        (
            "  - {bot: how_week}\n",
            "logged: done",
            "expected logged: done",
        ),
        (
            "  - {bot: how_week}\n",
            "saved: {checkin.mood: low}",
            "it is ok",
        ),
        (
            "  - {bot: how_week}\n",
            "not_sent_between: [\"16:00\", \"18:00\"]",
            "something was sent",
        ),
    ];
    for (talk, expect, difference) in wrong {
        let report = played(talk, expect).unwrap_or_default();
        assert!(report.contains(difference), "{expect}: {report}");
    }
}

#[test]
fn a_transcript_that_cannot_be_read_is_a_problem_with_a_place() {
    let program = shipped();
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    let problems = play(
        &Source::new(
            "t.yml",
            "test: t\nflow: checkin\ntalk:\n  - {bto: mood}\n  - {at: noon, bot: mood}\n",
        ),
        &stage,
    )
    .unwrap_err();
    assert_eq!(
        problems
            .iter()
            .map(|problem| problem.line)
            .collect::<Vec<_>>(),
        [4, 5]
    );
}

#[test]
fn the_examples_in_the_readme_work() {
    let readme = std::fs::read_to_string(flows().join("README.md")).unwrap();
    let blocks: Vec<&str> = readme
        .split("```yaml\n")
        .skip(1)
        .filter_map(|rest| rest.split("```").next())
        .collect();
    let [flow, test] = blocks[..] else {
        panic!("two examples, not {}", blocks.len())
    };
    let mut program = shipped();
    let (definition, problems) = parse(&Source::new("hello.yml", flow));
    assert_eq!(problems, []);
    program.add(1, definition.unwrap());
    let mut problems = check(&program, &AllTexts);
    problems.retain(|problem| problem.file == "hello.yml");
    assert_eq!(problems, []);
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| Risk::None,
        voice: &Ids,
    };
    assert_eq!(
        play(&Source::new("hello_test.yml", test), &stage)
            .unwrap()
            .failure,
        None
    );
}
