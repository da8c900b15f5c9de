//! Meaning of the language and of its checks, one rule each.

use tsunagi_flow::{
    Effect, End, Input, Occasion, Problem, Program, Run, Severity, Source, Tables, Texts, World,
    check, interrupt, parse, step,
};
use tsunagi_model::{Memory, Risk, Role, Span, Timestamp};
use uuid::Uuid;

use crate::{AllTexts, Keys, program, shipped};

/// 2026-11-18 is a Wednesday and a school day.
fn jst(text: &str) -> Timestamp {
    chrono::DateTime::parse_from_rfc3339(&format!("{text}:00+09:00"))
        .unwrap()
        .into()
}

fn flow(text: &str) -> Source {
    Source::new("t.yml", &format!("flow: t\n{text}"))
}

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

/// One contact in one run.
struct Bench {
    program: Program,
    memory: Memory,
    run: Run,
    now: Timestamp,
    conversation: u128,
}

impl Bench {
    fn new(text: &str) -> Self {
        Self::of(program(Tables::default(), &[flow(text)]), "t")
    }

    fn of(program: Program, flow: &str) -> Self {
        let now = jst("2026-11-18T16:00");
        Self {
            program,
            memory: Memory::default(),
            run: Run::begin(flow, 1, now),
            now,
            conversation: 1,
        }
    }

    fn input(&mut self, input: &Input) -> Vec<Effect> {
        let world = World {
            now: self.now,
            calendar: self.program.calendar(),
            labels: &Keys,
            slots: &[],
            conversation: Uuid::from_u128(self.conversation),
            came_again: false,
        };
        step(
            &self.program,
            &mut self.run,
            &mut self.memory,
            input,
            &world,
        )
    }

    fn start(&mut self) -> Vec<String> {
        said(&self.input(&Input::Start(Occasion::Ask)))
    }

    fn tap(&mut self, data: &str) -> Vec<String> {
        said(&self.input(&Input::Choice { data }))
    }
}

fn said(effects: &[Effect]) -> Vec<String> {
    let text = |effect: &Effect| {
        if let Effect::Say(say) = effect {
            Some(say.text.clone())
        } else {
            None
        }
    };
    effects.iter().filter_map(text).collect()
}

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
fn a_run_stays_on_its_version() {
    let mut bench = Bench::new(
        "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: old}}\n  old: {say: old}\n",
    );
    bench.start();
    let newer = parse(&flow(
        "no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: new}}\n  new: {say: new}\n",
    ))
    .0
    .unwrap();
    bench.program.add(2, newer);
    assert_eq!(bench.tap("t/q/a"), ["t-old"]);
    assert_eq!(bench.program.newest("t").unwrap().0, 2);
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
fn an_old_button_that_led_to_a_person_still_does() {
    let mut bench = Bench::of(shipped(), "invite");
    bench.start();
    let effects = bench.input(&Input::Choice {
        data: "invite/meet/talk",
    });
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Handoff { .. })),
        "{effects:?}"
    );
    assert!(bench.run.awaits_person());
    assert!(bench.program.tapped("checkin/why/talk").is_some());
    assert!(bench.program.tapped("checkin/why/sleep").is_none());
}

#[test]
fn the_question_below_an_interruption_can_still_be_answered() {
    let mut bench = Bench::of(shipped(), "checkin");
    bench.start();
    assert_eq!(
        said(&bench.input(&Input::Text {
            text: "やめる",
            risk: Risk::None
        })),
        ["anytime-stop"]
    );
    assert_eq!(bench.tap("checkin/mood/ok"), ["checkin-how_week"]);
}

#[test]
fn only_whole_messages_stop_but_a_short_sentence_calls_a_person() {
    let program = shipped();
    let memory = Memory::default();
    let rule = |text: &str| {
        interrupt(&program, &memory, text, Risk::None).and_then(|run| run.step().map(str::to_owned))
    };
    assert_eq!(rule("ヤメル。").as_deref(), Some("stop"));
    assert_eq!(rule("学校をやめるかもしれない"), None);
    assert_eq!(rule("STOP").as_deref(), Some("stop"));
    assert_eq!(rule("I can't stop crying"), None);
    assert_eq!(rule("ちょっと相談したいです").as_deref(), Some("person"));
    assert_eq!(rule("今日はいい天気"), None);
    let danger = interrupt(&program, &memory, "x", Risk::Alert).unwrap();
    assert_eq!((danger.flow(), danger.step()), ("anytime", Some("danger")));
}

#[test]
fn danger_without_a_run_holds_until_a_person_is_done() {
    let program = shipped();
    let mut bench = Bench::of(program, "checkin");
    bench.run = interrupt(&bench.program, &bench.memory, "x", Risk::Alert).unwrap();
    let effects = bench.input(&Input::Start(Occasion::Ask));
    let Some(Effect::Say(say)) = effects
        .iter()
        .find(|effect| matches!(effect, Effect::Say(_)))
    else {
        panic!("{effects:?}")
    };
    assert!(say.urgent && say.text == "anytime-danger");
    // Wednesday 16:00: everything is open, also for somebody whose role is unknown.
    let lines: Vec<&str> = say.rows.iter().map(|row| row["id"].as_str()).collect();
    assert_eq!(
        lines,
        [
            "police",
            "ambulance",
            "sos24",
            "childline",
            "abuse189",
            "rights_child"
        ]
    );
    assert!(bench.run.awaits_person() && bench.run.next_wake().is_none());
    assert_eq!(
        bench.input(&Input::Text {
            text: "ありがとう",
            risk: Risk::None
        }),
        []
    );
    assert_eq!(
        bench.input(&Input::HandoffClosed),
        [Effect::Ended(End::Done)]
    );
}

#[test]
fn hotlines_are_those_open_now_for_the_role() {
    let mut bench = Bench::of(shipped(), "checkin");
    bench.memory.save("contact.role", "parent", bench.now);
    bench.now = jst("2026-12-30T17:00");
    bench.run = interrupt(&bench.program, &bench.memory, "x", Risk::Alert).unwrap();
    let effects = bench.input(&Input::Start(Occasion::Ask));
    let lines = effects.iter().find_map(|effect| {
        if let Effect::Say(say) = effect {
            Some(&say.rows)
        } else {
            None
        }
    });
    let lines: Vec<&str> = lines
        .unwrap()
        .iter()
        .map(|row| row["id"].as_str())
        .collect();
    assert_eq!(lines, ["police", "ambulance", "sos24", "abuse189"]);
}

#[test]
fn language_words_are_saved_as_keys() {
    let mut bench = Bench::of(shipped(), "invite");
    bench.start();
    let effects = bench.input(&Input::Text {
        text: "中文",
        risk: Risk::None,
    });
    assert_eq!(bench.memory.get("contact.language"), Some("zh"));
    assert_eq!(
        said(&effects),
        ["anytime-language_changed", "invite-language"]
    );
}

#[test]
fn tips_are_not_repeated_until_all_were_seen() {
    let mut bench = Bench::of(shipped(), "checkin");
    bench.memory.save("contact.role", "child", bench.now);
    let mut seen = Vec::new();
    for _ in 0..6 {
        bench.run = Run::begin("checkin", 1, bench.now);
        bench.conversation = 7;
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
fn nobody_is_woken_at_night_and_nothing_is_dropped() {
    let mut bench = Bench::new(
        "no_answer: {nudge: [5h], say: nudge, then: end}\nsteps:\n  q: {ask: q, options: {a: end}}\n",
    );
    bench.memory.save("contact.role", "child", bench.now);
    bench.now = jst("2026-11-18T19:00");
    bench.start();
    // Midnight is quiet, and Thursday is a school day.
    assert_eq!(bench.run.next_wake(), Some(jst("2026-11-19T15:30")));
    bench.now = jst("2026-11-19T23:00");
    assert_eq!(bench.input(&Input::Wake), []);
    assert_eq!(bench.run.next_wake(), Some(jst("2026-11-20T15:30")));
    bench.now = jst("2026-11-20T15:30");
    assert_eq!(said(&bench.input(&Input::Wake)), ["t-nudge", "t-q"]);
}

#[test]
fn quiet_hours_differ_by_role_and_day() {
    let program = shipped();
    let shift = |at: &str, role| program.calendar().shift(jst(at), role);
    assert_eq!(
        shift("2026-11-18T12:00", Role::Parent),
        jst("2026-11-18T12:00")
    );
    assert_eq!(
        shift("2026-11-18T20:00", Role::Parent),
        jst("2026-11-19T08:00")
    );
    assert_eq!(
        shift("2026-11-18T12:00", Role::Child),
        jst("2026-11-18T15:30")
    );
    assert_eq!(
        shift("2026-11-21T08:00", Role::Child),
        jst("2026-11-21T09:00")
    );
    assert_eq!(
        shift("2026-11-21T20:59", Role::Child),
        jst("2026-11-21T20:59")
    );
    // Sunday night before the holiday of 23 November, then a night before school.
    assert_eq!(
        shift("2026-11-22T21:00", Role::Child),
        jst("2026-11-23T09:00")
    );
    assert_eq!(
        shift("2026-11-23T22:00", Role::Child),
        jst("2026-11-24T15:30")
    );
}

#[test]
fn the_office_opens_again_after_the_new_year() {
    let program = shipped();
    let calendar = program.calendar();
    assert!(
        calendar.open_at(jst("2026-12-28T16:59")) && !calendar.open_at(jst("2026-12-28T17:00"))
    );
    assert_eq!(
        calendar.next_open(jst("2026-12-28T17:00")),
        Some(jst("2027-01-04T09:00"))
    );
    assert_eq!(
        calendar.next_open(jst("2026-12-28T12:00")),
        Some(jst("2026-12-28T12:00"))
    );
}

#[test]
fn regular_starts_come_at_the_contacts_own_time() {
    let program = shipped();
    let triggers: Vec<_> = program
        .triggers()
        .filter(|(flow, ..)| *flow == "checkin")
        .map(|(_, _, trigger)| trigger)
        .collect();
    let mut memory = Memory::default();
    let now = jst("2026-11-18T16:00");
    let due = |index: usize, memory: &Memory, after: &str| {
        program
            .next_due(triggers[index], memory, jst(after))
            .unwrap()
    };
    assert_eq!(due(0, &memory, "2026-11-18T16:00"), jst("2026-11-22T17:00"));
    assert_eq!(due(0, &memory, "2026-11-22T17:00"), jst("2026-11-29T17:00"));
    assert_eq!(due(1, &memory, "2026-11-18T16:00"), jst("2026-12-01T12:15"));
    memory.save("contact.checkin_day", "wed", now);
    memory.save("contact.checkin_time", "18:30", now);
    assert_eq!(due(0, &memory, "2026-11-18T16:00"), jst("2026-11-18T18:30"));
    assert_eq!(due(1, &memory, "2026-11-18T16:00"), jst("2026-12-02T18:30"));
    // A time in the night is moved to the morning and still found from within the night.
    memory.save("contact.checkin_time", "22:00", now);
    assert_eq!(due(0, &memory, "2026-11-19T01:00"), jst("2026-11-19T08:00"));
    assert!(program.next_due(triggers[2], &memory, now).is_none());
}

#[test]
fn regular_starts_are_for_those_who_agreed_and_do_not_rest() {
    let program = shipped();
    let (_, _, weekly) = program
        .triggers()
        .find(|(flow, index, _)| *flow == "checkin" && *index == 0)
        .unwrap();
    let now = jst("2026-11-18T16:00");
    let mut memory = Memory::default();
    assert!(!program.who_matches(weekly, &memory, now));
    memory.save("contact.role", "child", now);
    memory.save("consent.messages", "agree", now);
    assert!(program.who_matches(weekly, &memory, now));
    memory.save("contact.paused_until", "2026-11-19T00:00:00.000Z", now);
    assert!(!program.who_matches(weekly, &memory, now));
    assert!(program.who_matches(weekly, &memory, now.plus(Span::days(2))));
    memory.save("contact.paused_until", "forever", now);
    assert!(!program.who_matches(weekly, &memory, now.plus(Span::days(2_000))));
    assert!(Program::is_paused(&memory, now));
}

#[test]
fn starts_are_found_by_keyword_referral_and_follow() {
    let program = shipped();
    assert_eq!(
        program.start_for(&Occasion::Keyword(" ＳＴＡＲＴ！".to_owned())),
        Some("invite")
    );
    assert_eq!(
        program.start_for(&Occasion::Keyword("ちぇっくいん".to_owned())),
        Some("checkin")
    );
    assert_eq!(
        program.start_for(&Occasion::Keyword("start now".to_owned())),
        None
    );
    assert_eq!(
        program.start_for(&Occasion::Referral("letter-17".to_owned())),
        Some("invite")
    );
    assert_eq!(program.start_for(&Occasion::Follow), Some("invite"));
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
        [("E07", 4)]
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
        [("E06", 4)]
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
