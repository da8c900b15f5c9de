//! Limits of conduct: when we speak first, whatever the flow says.

use tsunagi_flow::{
    Decision, Effect, End, Input, Leave, Occasion, Person, Program, Source, Standing, Tables, Why,
};
use tsunagi_model::{Memory, Risk, Span, Timestamp};

use crate::bench::{Bench, flow, jst, said};
use crate::program;

/// Wednesday 16:00.
const NOON: &str = "2026-11-18T16:00";

fn of(text: &str) -> Program {
    program(Tables::default(), &[flow(text)])
}

fn talk() -> Program {
    of("steps:\n  a: {say: a}\n")
}

fn leave(program: &Program, memory: &Memory, standing: Standing, now: Timestamp) -> Leave {
    program.may_push("t", memory, standing, program.calendar(""), now)
}

fn pushed(at: &[Timestamp]) -> Memory {
    let mut memory = Memory::default();
    for at in at {
        memory.record("push", "other", *at);
        memory.record("push.invitation", "other", *at);
    }
    memory
}

#[test]
fn two_pushes_a_week_and_two_days_between_them_over_all_flows() {
    let (program, now) = (talk(), jst(NOON));
    let ago = |hours: i64| now.plus(Span::hours(-hours));
    let now_or = |memory: Memory| leave(&program, &memory, Standing::default(), now);
    assert_eq!(now_or(pushed(&[])), Leave::Now);
    assert_eq!(now_or(pushed(&[ago(48)])), Leave::Now);
    assert_eq!(
        now_or(pushed(&[ago(46)])),
        Leave::Later(now.plus(Span::hours(2)), Why::Gap)
    );
    assert_eq!(now_or(pushed(&[ago(168), ago(48)])), Leave::Now);
    assert_eq!(
        now_or(pushed(&[ago(167), ago(48)])),
        Leave::Later(now.plus(Span::hours(1)), Why::Week)
    );
    // The week ends in the night: in the morning.
    assert_eq!(
        now_or(pushed(&[ago(163), ago(50)])),
        Leave::Later(jst("2026-11-19T08:00"), Why::Week)
    );
    // A clock that ran ahead and came back stops nobody for years.
    assert_eq!(now_or(pushed(&[now.plus(Span::days(400))])), Leave::Now);
}

#[test]
fn what_was_never_sent_does_not_count() {
    let (program, now) = (talk(), jst(NOON));
    let ago = |hours: i64| now.plus(Span::hours(-hours));
    let mut memory = pushed(&[ago(60), ago(2)]);
    memory.record("run.other", "begun", ago(2));
    memory.save("contact.role", "child", ago(2));
    assert!(tsunagi_flow::unsaid(&mut memory, ago(2)));
    assert_eq!(memory, {
        let mut before = pushed(&[ago(60)]);
        before.save("contact.role", "child", ago(2));
        before
    });
    assert_eq!(
        leave(&program, &memory, Standing::default(), now),
        Leave::Now
    );
    assert!(!tsunagi_flow::unsaid(&mut memory, ago(2)), "once");
}

#[test]
fn a_talk_a_pause_a_refusal_and_the_quota_hold_back() {
    let (program, now) = (talk(), jst(NOON));
    let with = |field: &str, value: &str| {
        let mut memory = Memory::default();
        memory.save(field, value, now);
        leave(&program, &memory, Standing::default(), now)
    };
    let standing = Standing {
        last_human_at: Some(now.plus(Span::hours(-20))),
        ..Standing::default()
    };
    assert_eq!(
        leave(&program, &Memory::default(), standing, now),
        Leave::Later(
            jst("2026-11-19T08:00").max(now.plus(Span::hours(4))),
            Why::Human
        )
    );
    for word in ["withdrawn", "decline"] {
        assert_eq!(with("consent.messages", word), Leave::Never(Why::Refused));
    }
    assert_eq!(with("consent.messages", "later"), Leave::Now);
    assert_eq!(
        with("contact.paused_until", &jst("2026-11-25T12:00").to_string()),
        Leave::Later(jst("2026-11-25T12:00"), Why::Paused)
    );
    assert_eq!(
        with("contact.paused_until", "forever"),
        Leave::Never(Why::Paused)
    );
    let reserve = Standing {
        quota_open: false,
        ..Standing::default()
    };
    assert_eq!(
        leave(&program, &Memory::default(), reserve, now),
        Leave::Later(jst("2026-12-01T08:00"), Why::Quota)
    );
    assert_eq!(
        leave(
            &program,
            &Memory::default(),
            Standing::default(),
            jst("2026-11-18T21:00")
        ),
        Leave::Later(jst("2026-11-19T08:00"), Why::Quiet)
    );
}

#[test]
fn an_invitation_nobody_answers_becomes_a_postcard_now_and_then() {
    let program = of("purpose: invitation\nsteps:\n  a: {say: a}\n");
    let mut memory = Memory::default();
    let mut now = jst("2026-01-05T12:00");
    let mut sent = Vec::new();
    let end = now.plus(Span::days(365 * 2));
    while now < end {
        match leave(&program, &memory, Standing::default(), now) {
            Leave::Now => {
                memory.record("push", "t", now);
                memory.record("push.invitation", "t", now);
                sent.push(now);
            }
            Leave::Later(at, _) => now = at,
            Leave::Never(why) => panic!("{why:?}"),
        }
    }
    let first = sent[0];
    let within = |from: i64, until: i64| {
        let days = |at: &&Timestamp| (from..until).contains(&(at.since(first).0 / Span::days(1).0));
        sent.iter().filter(days).count()
    };
    assert_eq!(within(0, 30), 6, "{sent:?}");
    assert_eq!(within(30, 365), 6, "{sent:?}");
    assert!(
        sent.windows(2)
            .skip(5)
            .all(|pair| pair[1].since(pair[0]) >= Span::days(30))
    );
    // Whoever answers is invited as if for the first time.
    assert!(tsunagi_flow::heard(&mut memory) && !tsunagi_flow::heard(&mut memory));
    assert_eq!(
        leave(&program, &memory, Standing::default(), now),
        Leave::Now
    );
    // Other flows are not part of the ladder.
    assert_eq!(
        leave(&talk(), &memory, Standing::default(), now),
        Leave::Now
    );
}

const QUESTION: &str = "start:\n  - every: week\n    default: [wed, \"16:00\"]\nno_answer: {nudge: [1d, 3d, 7d], say: nudge, then: end}\nsteps:\n  q: {ask: q, options: {a: end}}\n";

#[test]
fn nudges_keep_their_distance_and_a_turn_counts_once() {
    let mut bench = Bench::new(QUESTION);
    assert_eq!(said(&bench.regular()), ["t-q"]);
    let began = bench.now;
    let happened = bench.pass(began.plus(Span::days(30)));
    let nudges: Vec<i64> = happened
        .iter()
        .filter(|(_, effects)| !said(effects).is_empty())
        .map(|(at, _)| at.since(began).0 / Span::hours(1).0)
        .collect();
    // One day is too soon, two pushes in a week are enough.
    assert_eq!(nudges, [48, 7 * 24, 11 * 24]);
    assert_eq!(bench.memory.history["push"].len(), 4);
    assert_eq!(bench.run.ended(), Some(End::Done));
}

#[test]
fn what_is_held_back_changes_nothing_but_the_time() {
    let mut bench = Bench::new(QUESTION);
    bench.regular();
    bench.now = bench.run.next_wake().unwrap();
    let (run, memory) = (bench.run.clone(), bench.memory.clone());
    let effects = bench.input(&Input::Wake);
    let until = run.began().plus(Span::hours(48));
    assert_eq!(
        effects,
        [Effect::Held {
            why: Why::Gap,
            until: Some(until)
        }]
    );
    assert_eq!((bench.memory, bench.run.next_wake()), (memory, Some(until)));
    assert_eq!(
        bench.run.question(&bench.program),
        run.question(&bench.program)
    );
}

#[test]
fn an_alarm_goes_through_without_the_words() {
    let mut bench = Bench::new(
        "no_answer: {then: worry}\nsteps:\n  q: {ask: q, options: {a: end}}\n  worry: {alert: lead, say: worry}\n  r: {ask: r, options: {a: end}, no_answer: {after: 1d, then: end}}\n",
    );
    bench.start();
    bench.now = bench.run.next_wake().unwrap();
    let effects = bench.input(&Input::Wake);
    assert!(
        matches!(
            &effects[..],
            [
                Effect::Alert { .. },
                Effect::Held {
                    why: Why::Gap,
                    until: None
                }
            ]
        ),
        "{effects:?}"
    );
    // The question was among the words: it is put as soon as words may leave, and nothing answers it before.
    assert_eq!(bench.run.question(&bench.program), None);
    let happened = bench.pass(bench.now.plus(Span::hours(24)));
    assert_eq!(said(&happened[0].1), ["t-r"]);
    assert!(bench.run.question(&bench.program).is_some());
}

#[test]
fn whoever_writes_before_a_held_question_is_asked_it_then() {
    let mut bench = Bench::new(
        "no_answer: {then: worry}\nsteps:\n  q: {ask: q, options: {a: end}}\n  worry: {alert: lead, say: worry}\n  r: {ask: r, expect: text, save: t.r, no_answer: {after: 1d, then: end}}\n",
    );
    bench.start();
    bench.now = bench.run.next_wake().unwrap();
    bench.input(&Input::Wake);
    let effects = bench.input(&Input::Text {
        text: "hello?",
        risk: Risk::None,
    });
    assert_eq!(said(&effects), ["t-r"]);
    assert_eq!(bench.memory.get("t.r"), None, "that was no answer");
}

#[test]
fn words_that_cannot_wait_leave_and_do_not_count() {
    let mut bench = Bench::new(
        "start:\n  - every: day\n    default: [\"16:00\"]\nsteps:\n  a: {say: a, quiet: ignore}\n",
    );
    bench.memory = pushed(&[bench.now.plus(Span::hours(-1))]);
    assert_eq!(said(&bench.regular()), ["t-a"]);
    assert_eq!(bench.memory.history["push"].len(), 1);
}

#[test]
fn a_refusal_ends_what_waits_and_a_closed_handoff_says_nothing() {
    let text = "no_answer: {nudge: [1d], say: nudge, then: end}\nsteps:\n  q: {ask: q, options: {a: p}}\n  p: {handoff: lead, say: p, when_closed: back}\n  back: {ask: back, options: {a: end}}\n";
    for tap in [false, true] {
        let mut bench = Bench::new(text);
        bench.start();
        if tap {
            bench.tap("t/q/a");
        }
        bench
            .memory
            .save("consent.messages", "withdrawn", bench.now);
        let effects = if tap {
            bench.input(&Input::HandoffClosed)
        } else {
            bench.pass(bench.now.plus(Span::days(2))).remove(0).1
        };
        let held = Effect::Held {
            why: Why::Refused,
            until: None,
        };
        assert_eq!(effects, [held, Effect::Ended(End::Stopped)]);
        assert!(bench.run.next_wake().is_none());
    }
}

#[test]
fn after_a_talk_the_script_waits_a_day_or_until_they_write() {
    let text = "no_answer: {then: end}\nsteps:\n  p: {handoff: lead, say: p, when_closed: back}\n  back: {ask: back, options: {a: end}}\n";
    for writes in [false, true] {
        let mut bench = Bench::new(text);
        bench.input(&Input::Start(Occasion::Keyword("t".to_owned())));
        bench.standing.last_human_at = Some(bench.now);
        let closed = bench.input(&Input::HandoffClosed);
        let until = bench.now.plus(Span::hours(24));
        assert!(
            matches!(closed[..], [Effect::Held { why: Why::Human, until: Some(at) }] if at == until)
        );
        assert!(!bench.run.awaits_person() && bench.run.next_wake() == Some(until));
        let effects = if writes {
            bench.input(&Input::Text {
                text: "hello",
                risk: Risk::None,
            })
        } else {
            bench.pass(until).remove(0).1
        };
        assert_eq!(said(&effects), ["t-back"]);
        assert_eq!(
            bench.memory.history.contains_key("push"),
            !writes,
            "an answer is no push"
        );
    }
}

#[test]
fn a_nudge_that_comes_too_late_is_left_out_and_the_ladder_goes_on() {
    let mut bench = Bench::new(&format!(
        "missed: send late within 6h, else skip\n{QUESTION}"
    ));
    bench.regular();
    bench.memory.history.remove("push");
    bench.now = bench.run.next_wake().unwrap().plus(Span::hours(7));
    bench.now = bench.now.max(jst("2026-11-20T09:00"));
    assert_eq!(bench.input(&Input::Wake), []);
    let next = bench.run.next_wake().unwrap();
    assert_eq!(next, bench.now.plus(Span::days(2)));
    bench.now = next.plus(Span::hours(5));
    assert_eq!(said(&bench.input(&Input::Wake)), ["t-nudge", "t-q"]);
}

#[test]
fn a_wait_for_a_date_that_passed_moved_or_went_goes_where_missed_says() {
    let text = "steps:\n  w: {wait: {until: meeting.at, days: -1, at: \"18:00\"}, missed: late, then: soon}\n  soon: {say: soon, then: end}\n  late: {say: late}\n";
    let date = |bench: &mut Bench, at: &str| {
        let now = bench.now;
        bench.memory.save("meeting.at", &jst(at).to_string(), now);
    };
    let begin = || {
        let mut bench = Bench::new(text);
        date(&mut bench, "2026-11-25T15:00");
        bench.start();
        assert_eq!(bench.run.next_wake(), Some(jst("2026-11-24T18:00")));
        bench
    };
    let mut bench = Bench::new(text);
    assert_eq!(bench.start(), ["t-late"], "no date at all");
    let mut bench = Bench::new(text);
    date(&mut bench, "2026-11-19T15:00");
    bench.now = jst("2026-11-18T19:00");
    assert_eq!(bench.start(), ["t-late"], "already over");
    let mut bench = begin();
    let happened = bench.pass(jst("2026-11-24T18:00"));
    assert_eq!(said(&happened[0].1), ["t-soon"]);
    // The service was away until after the meeting.
    let mut bench = begin();
    bench.now = jst("2026-11-25T15:30");
    assert_eq!(said(&bench.input(&Input::Wake)), ["t-late"]);
    // The meeting was moved to a later day, or called off.
    let mut bench = begin();
    date(&mut bench, "2026-12-02T15:00");
    assert_eq!(bench.pass(jst("2026-11-24T18:00"))[0].1, []);
    assert_eq!(bench.run.next_wake(), Some(jst("2026-12-01T18:00")));
    bench.memory.clear("meeting.at");
    assert_eq!(said(&bench.pass(jst("2026-12-01T18:00"))[0].1), ["t-late"]);
}

fn decide(program: &Program, person: &Person, due: &str, now: &str) -> Decision {
    program.decide_start("t", 0, person, jst(due), jst(now))
}

#[test]
fn a_start_is_decided_in_one_place() {
    let text = |head: &str| {
        of(&format!(
            "{head}\nstart:\n  - every: week\n    default: [wed, \"16:00\"]\n    who: role = child and not paused\nsteps:\n  a: {{say: a}}\n"
        ))
    };
    let program = text("missed: send late within 6h, else skip");
    let mut memory = Memory::default();
    memory.save("contact.role", "child", jst(NOON));
    let run = Bench::new("no_answer: {then: end}\nsteps:\n  q: {ask: q, options: {a: end}}\n");
    let person = Person {
        memory: &memory,
        calendar: program.calendar(""),
        standing: Standing::default(),
        run: None,
        waiting_for_staff: false,
        reachable: true,
    };
    let skip = |why| Decision::Skip(why);
    assert_eq!(decide(&program, &person, NOON, NOON), Decision::Start);
    let busy = Person {
        run: Some(&run.run),
        ..person
    };
    assert_eq!(decide(&program, &busy, NOON, NOON), skip(Why::Busy));
    assert_eq!(
        decide(&text("busy: queue"), &busy, NOON, NOON),
        Decision::Queue
    );
    assert_eq!(
        decide(&text("busy: switch"), &busy, NOON, NOON),
        Decision::Start
    );
    let waiting = Person {
        waiting_for_staff: true,
        ..person
    };
    assert_eq!(
        decide(&text("busy: switch"), &waiting, NOON, NOON),
        skip(Why::Handoff)
    );
    let away = Person {
        reachable: false,
        ..person
    };
    assert_eq!(decide(&program, &away, NOON, NOON), skip(Why::Unreachable));
    let suspended = Person {
        standing: Standing {
            suspended: true,
            ..Standing::default()
        },
        ..person
    };
    assert_eq!(
        decide(&program, &suspended, NOON, NOON),
        skip(Why::Suspended)
    );
    assert_eq!(
        decide(&text("suspended: run"), &suspended, NOON, NOON),
        Decision::Start
    );
    assert_eq!(
        decide(&program, &person, NOON, "2026-11-19T16:00"),
        skip(Why::Late)
    );
    // A talk twenty hours ago: four hours late is allowed, tomorrow is not.
    let talked = |hours: i64| Person {
        standing: Standing {
            last_human_at: Some(jst(NOON).plus(Span::hours(-hours))),
            ..Standing::default()
        },
        ..person
    };
    assert_eq!(
        decide(&program, &talked(21), NOON, NOON),
        Decision::Later(jst("2026-11-18T19:00"), Why::Human)
    );
    assert_eq!(decide(&program, &talked(10), NOON, NOON), skip(Why::Human));
    assert_eq!(
        decide(&text(""), &talked(10), NOON, NOON),
        Decision::Later(jst("2026-11-19T15:30"), Why::Human)
    );
    assert_eq!(
        program.decide_start("t", 7, &person, jst(NOON), jst(NOON)),
        skip(Why::NotMeant)
    );
    let mut other = Memory::default();
    let nobody = Person {
        memory: &other,
        ..person
    };
    assert_eq!(decide(&program, &nobody, NOON, NOON), skip(Why::NotMeant));
    other = memory.clone();
    other.save("contact.paused_until", "forever", jst(NOON));
    let rests = Person {
        memory: &other,
        ..person
    };
    assert_eq!(decide(&program, &rests, NOON, NOON), skip(Why::Paused));
    let mut refused = memory.clone();
    refused.save("consent.messages", "withdrawn", jst(NOON));
    let gone = Person {
        memory: &refused,
        ..person
    };
    assert_eq!(decide(&program, &gone, NOON, NOON), skip(Why::Refused));
    let fields = program.timer_fields();
    assert!(fields.contains("contact.role") && fields.contains("contact.paused_until"));
}

#[test]
fn a_reminder_that_conduct_pushes_past_its_date_is_passed_over() {
    let program =
        of("start:\n  - {on: meeting.at, days: -1, at: \"18:00\"}\nsteps:\n  a: {say: a}\n");
    let mut memory = pushed(&[jst("2026-11-17T12:00"), jst("2026-11-17T18:30")]);
    memory.save(
        "meeting.at",
        &jst("2026-11-19T15:00").to_string(),
        jst(NOON),
    );
    let mut person = Person {
        memory: &memory,
        calendar: program.calendar(""),
        standing: Standing::default(),
        run: None,
        waiting_for_staff: false,
        reachable: true,
    };
    let due = "2026-11-18T18:00";
    assert_eq!(
        decide(&program, &person, due, due),
        Decision::Skip(Why::Week)
    );
    assert_eq!(
        decide(&program, &person, due, "2026-11-19T15:00"),
        Decision::Skip(Why::Late)
    );
    let mut moved = Memory::default();
    moved.save(
        "meeting.at",
        &jst("2026-11-29T15:00").to_string(),
        jst(NOON),
    );
    person.memory = &moved;
    assert_eq!(
        decide(&program, &person, due, due),
        Decision::Skip(Why::NotMeant)
    );
    assert!(program.timer_fields().contains("meeting.at"));
}

#[test]
fn silences_in_a_row_begin_another_flow_once() {
    let regular = Source::new("t.yml", &format!("flow: t\n{QUESTION}"));
    let other = Source::new(
        "u.yml",
        "flow: u\nstart:\n  - {missed: t, times: 3}\nsteps:\n  a: {say: a}\n",
    );
    let mut bench = Bench::of(program(Tables::default(), &[regular, other]), "t");
    let mut begun = Vec::new();
    for week in 0..5 {
        bench.run = tsunagi_flow::Run::begin("t", 1, bench.now);
        bench.memory.history.remove("push");
        bench.regular();
        for (_, effects) in bench.pass(bench.now.plus(Span::days(30))) {
            begun.extend(effects.into_iter().filter_map(|effect| match effect {
                Effect::Begin { flow, index, at } => Some((week, flow, index, at)),
                _ => None,
            }));
        }
        assert!(bench.run.ended().is_some());
    }
    assert_eq!(begun.len(), 1, "{begun:?}");
    assert_eq!((begun[0].0, begun[0].1.as_str(), begun[0].2), (2, "u", 0));
    assert_eq!(
        bench.program.starts_on(&tsunagi_flow::Event::HandoffClosed),
        []
    );
}
