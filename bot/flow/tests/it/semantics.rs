//! Meaning of steps, one rule each.

use tsunagi_flow::{Effect, End, Input, Occasion, Program, Run, Source, Tables, parse};
use tsunagi_model::{Memory, Span};

use crate::bench::{Bench, flow, said};
use crate::{program, shipped};

#[test]
fn effects_come_in_their_order() {
    let mut bench =
        Bench::new("steps:\n  a: {then: end, say: a, alert: lead, log: done, set: x.y = z}\n");
    let kinds: Vec<_> = bench
        .input(&Input::Start(Occasion::Ask))
        .iter()
        .map(std::mem::discriminant)
        .collect();
    let order = [
        Effect::Save {
            field: String::new(),
            value: String::new(),
        },
        Effect::Log {
            what: String::new(),
        },
        Effect::Alert {
            team: String::new(),
            urgency: tsunagi_model::Urgency::Now,
            unanswered: None,
            why: None,
        },
        Effect::Say(tsunagi_flow::Say::default()),
        Effect::Ended(End::Done),
    ];
    assert_eq!(
        kinds,
        order.iter().map(std::mem::discriminant).collect::<Vec<_>>()
    );
}

#[test]
fn a_circle_ends_after_fifty_steps_and_tells_the_lead() {
    let (definition, _) = parse(&flow(
        "steps:\n  a: {log: a, then: b}\n  b: {log: b, then: a}\n",
    ));
    let mut program = Program::new(Tables::default());
    program.add(1, definition.unwrap());
    let mut bench = Bench::of(program, "t");
    let effects = bench.input(&Input::Start(Occasion::Ask));
    assert_eq!(
        effects
            .iter()
            .filter(|effect| matches!(effect, Effect::Log { .. }))
            .count(),
        50
    );
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Alert { team, .. } if team == "lead"))
    );
    assert_eq!(
        (bench.run.ended(), effects.last()),
        (Some(End::Loop), Some(&Effect::Ended(End::Loop)))
    );
}

#[test]
fn a_lost_version_ends_with_a_word_to_the_coordinator() {
    let mut bench = Bench::new("steps:\n  a: {say: a}\n");
    bench.run = Run::begin("t", 9, bench.now);
    let effects = bench.input(&Input::Start(Occasion::Ask));
    assert!(
        matches!(&effects[..], [Effect::Alert { team, .. }, Effect::Ended(End::Gone)] if team == "coordinator"),
        "{effects:?}"
    );
}

#[test]
fn an_old_button_counts_only_where_its_option_is_offered_now() {
    let text = "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: r, b: r}}\n  r: {ask: r, options: {b: s, c: s}}\n  s: {say: s}\n";
    let mut bench = Bench::new(text);
    bench.start();
    assert_eq!(bench.tap("t/q/a"), ["t-r"]);
    assert_eq!(bench.input(&Input::Choice { data: "t/q/a" }), []);
    assert_eq!(bench.input(&Input::Choice { data: "other/q/b" }), []);
    assert_eq!(bench.input(&Input::Choice { data: "" }), []);
    assert_eq!(bench.tap("t/q/b"), ["t-s"]);
    assert_eq!(bench.run.ended(), Some(End::Done));
    assert_eq!(bench.input(&Input::Choice { data: "t/r/b" }), []);
}

#[test]
fn tips_are_not_repeated_until_all_were_seen() {
    let mut bench = Bench::of(shipped(), "checkin");
    bench.memory.save("contact.role", "child", bench.now);
    let mut seen = Vec::new();
    for _ in 0..6 {
        bench.run = Run::begin("checkin", 1, bench.now);
        bench.conversation = 7;
        bench.now = bench.now.plus(Span::days(7));
        bench.start();
        bench.tap("checkin/mood/great");
        seen.push(bench.memory.get("seen.tips").map(str::to_owned));
    }
    let ids: Vec<&str> = seen.iter().flatten().map(String::as_str).collect();
    assert_eq!(
        ids,
        ["breath", "sky", "music", "warm", "one_thing", "breath"]
    );
}

#[test]
fn chance_is_the_same_for_the_same_conversation_and_fair_over_many() {
    let text = "steps:\n  r: {random: {x: 30, z: 70}, options: {x: x, z: z}}\n  x: {say: x, then: end}\n  z: {say: z}\n";
    let mut bench = Bench::new(text);
    let mut count = 0;
    for conversation in 0..1_000 {
        bench.conversation = conversation << 64 | 5;
        let mut play = || {
            bench.run = Run::begin("t", 1, bench.now);
            bench.memory = Memory::default();
            bench.start()
        };
        let first = play();
        assert_eq!(first, play());
        count += u32::from(first == ["t-x"]);
    }
    assert!(
        (250..350).contains(&count),
        "{count} of 1000 instead of about 300"
    );
}

#[test]
fn an_empty_table_is_skipped_and_the_coordinator_is_told() {
    let (tables, _) = Tables::load(&[Source::new("places.csv", "id,role,text\n")]);
    let text = "no_answer: {then: end}\nsteps:\n  c: {cards: c, from: table places, options: {a: end}}\n  d: {say: d}\n";
    let mut bench = Bench::of(program(tables, &[flow(text)]), "t");
    let effects = bench.input(&Input::Start(Occasion::Ask));
    assert!(matches!(&effects[0], Effect::Alert { team, .. } if team == "coordinator"));
    assert_eq!(said(&effects), ["t-d"]);
}

#[test]
fn conditions_read_fields_history_and_days() {
    let cases = [
        ("role = child and not paused", true),
        ("role = parent or consent.messages = agree", true),
        (
            "role = parent or (consent.messages = agree and age < 12)",
            false,
        ),
        ("age >= 12 and age <= 12.5", true),
        ("checkin.mood in [low, bad]", true),
        ("checkin.mood not in [low, bad]", false),
        ("streak(checkin.mood, low or bad) >= 2", true),
        ("streak(checkin.mood, low or bad) >= 3", false),
        ("count(checkin.mood) = 3", true),
        ("count(checkin.mood, good) = 1", true),
        ("last(checkin.mood) = bad", true),
        ("streak(no answer) = 2", true),
        ("days_since(checkin.mood) = 1", true),
        ("days_since(never.saved) < 5", false),
        (
            "today = wed and today != holiday and today = schoolday",
            true,
        ),
        ("today >= 2026-11-18", true),
        ("contact.city is set", false),
        ("contact.city is not set", true),
        ("contact.city != tokyo", true),
    ];
    for (condition, expected) in cases {
        let text = format!(
            "steps:\n  w:\n    when:\n      - {{if: \"{condition}\", go: a}}\n      - {{else: b}}\n  a: {{say: a, then: end}}\n  b: {{say: b}}\n"
        );
        let mut bench = Bench::new(&text);
        let yesterday = bench.now.plus(Span::days(-1));
        for (field, value) in [
            ("contact.role", "child"),
            ("contact.age", "12"),
            ("consent.messages", "agree"),
        ] {
            bench.memory.save(field, value, yesterday);
        }
        for mood in ["good", "low", "bad"] {
            bench.memory.save("checkin.mood", mood, yesterday);
        }
        for log in ["answered", "no answer", "no answer"] {
            bench.memory.record("log.t", log, yesterday);
        }
        assert_eq!(
            bench.start(),
            [if expected { "t-a" } else { "t-b" }],
            "{condition}"
        );
    }
}

#[test]
fn a_flow_that_another_runs_comes_back_to_it() {
    let outer = Source::new(
        "t.yml",
        "flow: t\nsteps:\n  a: {say: a}\n  b: {run: u}\n  c: {say: c}\n",
    );
    let inner = Source::new(
        "u.yml",
        "flow: u\nno_answer: {then: end}\nsteps:\n  q: {ask: q, save: u.answer, options: {x: end}}\n",
    );
    let mut bench = Bench::of(program(Tables::default(), &[outer, inner]), "t");
    assert_eq!(bench.start(), ["t-a", "u-q"]);
    assert_eq!(bench.run.question(&bench.program).unwrap().options, ["x"]);
    assert_eq!(bench.tap("u/q/x"), ["t-c"]);
    assert_eq!(bench.run.ended(), Some(End::Done));
}

#[test]
fn a_question_may_wait_longer_for_its_answer_without_a_word() {
    let mut bench =
        Bench::new("no_answer: {after: 5d, then: end}\nsteps:\n  q: {ask: q, options: {a: end}}\n");
    bench.start();
    assert_eq!(bench.run.next_wake(), Some(bench.now.plus(Span::days(5))));
    bench.now = bench.now.plus(Span::days(5));
    assert_eq!(bench.input(&Input::Wake), [Effect::Ended(End::Done)]);
}
