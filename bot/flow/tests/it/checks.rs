//! What parsing and checking find, with codes and places.

use tsunagi_flow::{Problem, Program, Severity, Source, Tables, Texts, check, parse};

use crate::bench::flow;
use crate::{AllTexts, program};

fn problems_of(text: &str) -> Vec<Problem> {
    let (definition, mut problems) = parse(&flow(text));
    let mut program = Program::new(Tables::default());
    if let Some(definition) = definition {
        program.add(1, definition);
        problems.extend(check(&program, &AllTexts));
    }
    problems
}

fn codes(text: &str) -> Vec<(&'static str, u32)> {
    problems_of(text)
        .iter()
        .map(|problem| (problem.code, problem.line))
        .collect()
}

#[test]
fn parse_says_everything_that_is_wrong_at_once_with_its_place() {
    let text = "strat: x\nsteps:\n  a:\n    ask: a\n    options: {yes: b, c: nowhere}\n  next: {say: x}\n  a: {say: b, say: c}\n  d: {when: [{if: \"age >\", go: a}]}\n  e: {random: {x: 50, y: 40}, options: {x: a, y: d}}\n";
    let (_, problems) = parse(&flow(text));
    let found: Vec<_> = problems
        .iter()
        .map(|problem| (problem.line, problem.code))
        .collect();
    let expected = [
        (2, "E02"),
        (6, "E02"),
        (6, "E01"),
        (7, "E02"),
        (8, "E02"),
        (8, "E02"),
        (9, "E03"),
        (9, "E02"),
        (10, "E03"),
        (10, "E02"),
    ];
    for one in expected {
        assert!(found.contains(&one), "{one:?} is not in {problems:#?}");
    }
    let typo = problems.iter().find(|problem| problem.line == 2).unwrap();
    assert_eq!(
        (typo.column, typo.excerpt.as_str(), typo.severity),
        (1, "strat: x", Severity::Error)
    );
    assert!(typo.message.contains("did you mean `start`"), "{typo}");
    assert!(
        typo.to_string().starts_with("t.yml:2:1: error[E02] "),
        "{typo}"
    );
}

#[test]
fn each_check_finds_its_fault() {
    let head = "no_answer: {then: end}\nsteps:\n";
    assert_eq!(codes(&format!("{head}  a: {{say: a}}\n")), []);
    assert_eq!(
        codes(&format!(
            "{head}  a: {{say: a, then: end}}\n  b: {{say: b}}\n"
        )),
        [("E04", 5)]
    );
    assert_eq!(
        codes(&format!(
            "{head}  a: {{say: a, then: end}}\n  b: {{say: b, retired: true}}\n"
        )),
        []
    );
    assert_eq!(
        codes(&format!("{head}  a: {{log: a, then: a}}\n")),
        [("E05", 4), ("E07", 4)]
    );
    assert_eq!(
        codes("steps:\n  a: {ask: a, options: {x: end}}\n"),
        [("E06", 3)]
    );
    assert_eq!(
        codes(&format!(
            "{head}  a: {{ask: a, options: {{x: a}}, no_answer: {{then: a}}}}\n"
        )),
        [("E07", 4), ("E06", 4)]
    );
    assert_eq!(
        codes(&format!(
            "{head}  a: {{say: a, from: table nowhere where x = z}}\n"
        )),
        [("E01", 4)]
    );
    assert_eq!(
        codes(&format!("{head}  a: {{run: nowhere}}\n")),
        [("E01", 4)]
    );
    assert_eq!(
        codes("no_answer: {nudge: [1d], then: end}\nsteps:\n  a: {ask: a, options: {x: end}}\n"),
        [("E06", 2)]
    );
}

#[test]
fn a_keyword_belongs_to_one_flow() {
    let one = |name: &str| {
        Source::new(
            &format!("{name}.yml"),
            &format!("flow: {name}\nstart:\n  - keyword: [はい, Go]\nsteps:\n  a: {{say: a}}\n"),
        )
    };
    let problems = check(
        &program(Tables::default(), &[one("a"), one("b")]),
        &AllTexts,
    );
    assert_eq!(
        problems
            .iter()
            .map(|problem| (problem.code, problem.file.as_str()))
            .collect::<Vec<_>>(),
        [
            ("E08", "a.yml"),
            ("E08", "a.yml"),
            ("E08", "b.yml"),
            ("E08", "b.yml")
        ]
    );
}

#[test]
fn a_missing_text_or_label_is_found_in_each_language() {
    struct Half;
    impl Texts for Half {
        fn languages(&self) -> Vec<String> {
            vec!["ja".to_owned(), "en".to_owned()]
        }
        fn has(&self, language: &str, id: &str) -> bool {
            language == "ja" || id == "t-a"
        }
        fn label(&self, language: &str, _id: &str, key: &str) -> Option<String> {
            (language == "ja" || key == "x").then(String::new)
        }
    }
    let text =
        "no_answer: {then: end}\nsteps:\n  a: {ask: a, options: {x: b, z: b}}\n  b: {say: b}\n";
    let problems = check(&program(Tables::default(), &[flow(text)]), &Half);
    let messages: Vec<_> = problems
        .iter()
        .map(|problem| (problem.code, problem.line, problem.message.as_str()))
        .collect();
    assert_eq!(
        messages,
        [
            ("E13", 4, "the label `.z` of `t-a` is missing in `en`"),
            ("E13", 5, "the text `t-b` is missing in `en`")
        ]
    );
}
