//! Whatever stands in a file, of any size, reading and checking it comes to an end without a panic, and problems stand within it.

use std::collections::BTreeSet;

use proptest::prelude::*;
use tsunagi_flow::transcript::{Stage, play};
use tsunagi_flow::{Given, Ids, Problem, Program, Source, Tables, check_given, parse};

use crate::{AllTexts, Keys};

/// Pieces of the language, so that random text is often nearly right.
const PIECES: &[&str] = &[
    "flow: x\n",
    "steps:\n",
    "start:\n",
    "  a:\n",
    "  b: ",
    "    ask: q\n",
    "    options: ",
    "{",
    "}",
    "[",
    "]",
    "a",
    "b: a",
    "next",
    "end",
    "return",
    "say: hi",
    ", ",
    ": ",
    "- ",
    "\n",
    "  ",
    "    ",
    "\"",
    "'",
    "#",
    "when:",
    "if: ",
    "else: a",
    "go: b",
    "random: {a: 50, b: 50}",
    "wait: 7d",
    "wait: {until: meeting.at, days: -1, at: \"18:00\"}",
    "run: x",
    "run: y",
    "handoff: duty",
    "alert: duty",
    "level: now",
    "no_answer: {nudge: [1d, 3d], say: n, then: a}",
    "no_answer: ",
    "expect: text",
    "from: table tips where role = contact.role, next unseen",
    "cards: c",
    "pick_slot: s",
    "none_free: a",
    "keyword: [a, ｱ]",
    "every: week",
    "default: [sun, \"17:00\"]",
    "cron: \"0 0 17 * * Sun\"",
    "on: meeting.at",
    "who: role = child",
    "who: streak(a.b, c or d) >= 2 and not paused",
    "always: true",
    "rules:",
    "words: [stop]",
    "do: a",
    "then: b",
    "save: a.b",
    "set: a.b = word",
    "at_most: {times: 2, then: a}",
    "was: [old]",
    "retired: true",
    "uses: [a.b]",
    "for: [child]",
    "&x",
    "*x",
    "!!int",
    "---",
    "|",
    ">",
    "\t",
    "\u{0}",
    "\u{FEFF}",
    "漢",
    "🌱",
    "é",
];

fn flow() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat())
}

/// Reads and checks a file and a table beside it.
fn checked(flow: &str, table: &str) -> Vec<Problem> {
    let (tables, mut problems) = Tables::load(&[
        Source::new("tips.csv", table),
        Source::new("teams.csv", table),
        Source::new("hotlines.csv", table),
    ]);
    let mut program = Program::new(tables);
    problems.extend(program.read_calendars(&[Source::new("default.csv", table)]));
    let (definition, found) = parse(&Source::new("x.yml", flow));
    problems.extend(found);
    if let Some(definition) = definition {
        program.add(1, definition);
    }
    let given = Given {
        now: Some(tsunagi_model::Timestamp(1_795_000_000_000_000)),
        ..Given::default()
    };
    problems.extend(check_given(&program, &AllTexts, &given));
    problems
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_file_is_read_and_checked(flow in flow(), table in "[a-z,;*\"\n0-9#:-]{0,80}") {
        let lines = flow.matches('\n').count() + 1;
        for problem in checked(&flow, &table) {
            prop_assert!(problem.file != "x.yml" || problem.line as usize <= lines, "{problem}");
            prop_assert!(!problem.message.is_empty() && !problem.hint.is_empty());
        }
    }

    #[test]
    fn any_condition_is_read(condition in "[a-z.()<>=!, \"'0-9\\[\\]]{0,60}") {
        checked(&format!("flow: x\nstart:\n  - every: day\n    default: [\"9:00\"]\n    who: {condition:?}\nsteps:\n  a: {{say: a}}\n"), "");
    }
}

/// The size of the large files: what is quadratic takes minutes with it in an unoptimised build.
const SIZE: usize = 1 << 17;

/// A large file made of one piece, after a beginning.
fn large(begin: &str, piece: impl Fn(usize) -> String) -> String {
    let mut text = begin.to_owned();
    let mut count = 0;
    while text.len() < SIZE - 200 {
        text.push_str(&piece(count));
        count += 1;
    }
    text
}

#[test]
fn large_files_come_to_an_end() {
    let begin = "flow: x\nno_answer: {then: end}\nsteps:\n";
    let files = [
        large(begin, |n| format!("  s{n}: {{say: a}}\n")),
        large(begin, |n| format!("  s{n}: {{say: a, then: t{n}}}\n")),
        large(begin, |n| format!("  s{n}: {{log: a, then: s{}}}\n", n / 2)),
        large(begin, |n| {
            format!(
                "  s{n}: {{ask: a, save: a.f{n}, options: {{x: s{}, y: next}}}}\n",
                n / 3
            )
        }),
        large(begin, |n| {
            format!(
                "  s{n}: {{when: [{{if: b.f{n} = c, go: s{}}}, {{else: next}}]}}\n",
                n / 3
            )
        }),
        large(begin, |_| "  same: {say: a}\n".to_owned()),
        large("flow: x\nsteps:\n  a:\n    ask: a\n    options:\n", |n| {
            format!("      o{n}: next\n")
        }),
        large("flow: x\nsteps:\n  a:\n", |n| format!("    k{n}: v\n")),
        large("flow: x\nstart:\n  - keyword:\n", |n| {
            format!("    - w{n}\n")
        }) + "steps:\n  a: {say: a}\n",
        large("flow: x\nsteps: ", |_| "[".to_owned()),
        large("flow: x\nsteps: ", |_| "{a: ".to_owned()),
        large("", |_| "- ".to_owned()),
        large("flow: \"", |_| "x".to_owned()),
        large("flow: x\nsteps:\n  a: {say: a, set: [", |n| {
            format!("a.b{n} = c.d{n}, ")
        }) + "]}\n",
    ];
    for file in files {
        assert!(file.len() <= 1 << 20);
        let found = checked(&file, "");
        assert!(found.len() < 4_000, "{}", found.len());
    }
    let table = large("id,role\n", |n| format!("r{n},x,y\n"));
    let found = checked(
        "flow: x\nsteps:\n  a: {say: a, from: \"table tips where role = child\"}\n",
        &table,
    );
    assert!(found.len() < 4_000);
}

#[test]
fn a_large_calendar_in_which_every_row_is_wrong_comes_to_an_end() {
    let header = "kind,from,until,days,opens,closes,who,name\n";
    let files = [
        large("a,b\n", |_| "a,b\n".to_owned()),
        large(header, |n| format!("holiday,{n},,,,,,\n")),
    ];
    for file in files {
        let mut program = Program::new(Tables::default());
        let found = program.read_calendars(&[Source::new("default.csv", &file)]);
        assert!((500..=510).contains(&found.len()), "{}", found.len());
        assert!(
            found
                .iter()
                .all(|problem| problem.line == 0 || !problem.excerpt.is_empty())
        );
    }
}

#[test]
fn a_large_table_in_which_every_row_is_wrong_comes_to_an_end() {
    let table = large("team,name,role,phone,image\n", |_| "a,b,c,0,d\n".to_owned());
    let names = ["tips.csv", "teams.csv", "hotlines.csv"];
    let (tables, _) = Tables::load(&names.map(|name| Source::new(name, &table)));
    let given = Given {
        now: Some(tsunagi_model::Timestamp(1_795_000_000_000_000)),
        media: Some(BTreeSet::new()),
        ..Given::default()
    };
    let found = check_given(&Program::new(tables), &AllTexts, &given);
    for code in ["E01", "E17", "W18"] {
        let count = found.iter().filter(|problem| problem.code == code).count();
        assert!((500..=1_000).contains(&count), "{code}: {count}");
    }
}

#[test]
fn a_large_transcript_in_which_every_row_is_wrong_comes_to_an_end() {
    let program = Program::new(Tables::default());
    let stage = Stage {
        program: &program,
        labels: &Keys,
        classify: &|_, _| tsunagi_model::Risk::None,
        voice: &Ids,
    };
    let text = large("test: t\nflow: x\ntalk:\n", |_| "  - {no: b}\n".to_owned());
    let found = play(&Source::new("t.yml", &text), &stage).unwrap_err();
    assert_eq!(found.len(), 501);
    assert!(found[0].excerpt.contains("{no: b}"));
}
