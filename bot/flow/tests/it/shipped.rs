//! The flows and tables in `flows/`.

use std::collections::BTreeSet;

use tsunagi_flow::transcript::{Stage, play};
use tsunagi_flow::{Texts, check};
use tsunagi_model::Risk;

use crate::{AllTexts, Keys, files, flows, shipped};

#[test]
fn shipped_flows_are_free_of_problems() {
    let problems = check(&shipped(), &AllTexts);
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
        "invite-first_meeting.none_fits",
        "invite-nudge",
        "invite-place.watch",
        "place-room.title",
        "tip-sky",
        "checkin-person_closed",
        "anytime-not_understood",
    ] {
        assert!(ids.contains(id), "{id} is not among {ids:?}");
    }
}
