//! What holds at any step: rules, old buttons, danger, rest.

use tsunagi_flow::{Effect, End, Input, Occasion, Program, Source, Tables, interrupt};
use tsunagi_model::{Memory, Risk, Span};

use crate::bench::{Bench, jst, said};
use crate::{program, shipped};

#[test]
fn an_old_button_that_led_to_a_person_still_does() {
    let mut bench = Bench::of(shipped(), "invite");
    bench.start();
    let effects = bench.input(&Input::Choice {
        data: "invite_child/meet/talk",
    });
    assert!(
        effects
            .iter()
            .any(|effect| matches!(effect, Effect::Handoff { .. })),
        "{effects:?}"
    );
    assert!(bench.run.awaits_person());
    assert!(bench.program.tapped("checkin/care/talk").is_some());
    assert!(bench.program.tapped("checkin/care/idea").is_none());
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
            "sos24",
            "childline",
            "abuse189",
            "rights_child",
            "police",
            "ambulance",
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
    assert_eq!(lines, ["sos24", "abuse189", "police", "ambulance"]);
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
        ["anytime-language_changed", "language-language"]
    );
}

#[test]
fn whoever_writes_twice_while_the_script_waits_is_offered_a_person() {
    let wait = Source::new("t.yml", "flow: t\nsteps:\n  w: {wait: 7d}\n  e: {say: e}\n");
    let mut sources = crate::files(&crate::flows(), "yml");
    sources.push(wait);
    let (tables, _) = Tables::load(&crate::files(&crate::flows().join("tables"), "csv"));
    let mut bench = Bench::of(program(tables, &sources), "t");
    bench.start();
    let wake = bench.run.next_wake();
    let text = Input::Text {
        text: "ねえ",
        risk: Risk::None,
    };
    assert_eq!(bench.input(&text), []);
    assert_eq!(said(&bench.input(&text)), ["anytime-lost"]);
    bench.tap("anytime/lost/again");
    assert_eq!(bench.run.next_wake(), wake, "the wait goes on as before");
}

#[test]
fn quiet_until_i_write_ends_when_they_write() {
    let mut bench = Bench::of(shipped(), "invite");
    bench.start();
    bench.input(&Input::Text {
        text: "pause",
        risk: Risk::None,
    });
    bench.tap("anytime/pause/until_i_write");
    assert!(Program::is_paused(&bench.memory, bench.now));
    assert!(tsunagi_flow::heard(&mut bench.memory));
    assert!(
        !Program::is_paused(&bench.memory, bench.now) && !tsunagi_flow::heard(&mut bench.memory)
    );
}

#[test]
fn a_question_is_not_asked_again_when_the_talk_with_a_person_took_too_long() {
    for (hours, end) in [(2, None), (168, Some(End::Expired))] {
        let mut bench = Bench::of(shipped(), "checkin");
        bench.start();
        bench.input(&Input::Text {
            text: "電話して",
            risk: Risk::None,
        });
        bench.memory.history.remove("push");
        bench.now = bench.now.plus(Span::hours(hours));
        let effects = bench.input(&Input::HandoffClosed);
        assert_eq!(bench.run.ended(), end);
        assert_eq!(said(&effects).is_empty(), end.is_some());
    }
}

#[test]
fn words_without_a_run_can_be_answered() {
    let program = shipped();
    let run = tsunagi_flow::lost(&program).unwrap();
    let mut bench = Bench::of(program, "invite");
    bench.run = run;
    assert_eq!(bench.start(), ["anytime-lost"]);
    assert_eq!(
        bench.input(&Input::Choice {
            data: "anytime/lost/again"
        }),
        [Effect::Ended(End::Done)]
    );
}

#[test]
fn outside_office_hours_the_hotlines_come_with_the_words() {
    let hotlines = |now: &str| {
        let mut bench = Bench::of(shipped(), "invite");
        bench.start();
        bench.now = jst(now);
        let effects = bench.input(&Input::Text {
            text: "相談したい",
            risk: Risk::None,
        });
        let Some(Effect::Say(say)) = effects.into_iter().next() else {
            panic!("nothing was said")
        };
        (say.text, say.rows.len())
    };
    assert_eq!(
        hotlines("2026-11-18T16:00"),
        ("anytime-person".to_owned(), 0)
    );
    assert_eq!(
        hotlines("2026-11-18T19:00"),
        ("anytime-person_closed".to_owned(), 5)
    );
}

#[test]
fn a_refusal_holds_at_once_and_is_taken_back_only_by_the_person() {
    let mut bench = Bench::of(shipped(), "checkin");
    let stop = Input::Text {
        text: "やめる",
        risk: Risk::None,
    };
    bench.memory.save("consent.messages", "agree", bench.now);
    bench.start();
    bench.input(&stop);
    assert_eq!(bench.memory.get("consent.messages"), Some("withdrawn"));
    assert_eq!(bench.tap("anytime/stop_asked/keep"), ["checkin-mood"]);
    assert_eq!(bench.memory.get("consent.messages"), Some("agree"));
    bench.input(&stop);
    // Asking for a person takes the place of the question; the refusal stays.
    bench.input(&Input::Text {
        text: "相談したい",
        risk: Risk::None,
    });
    assert_eq!(said(&bench.input(&Input::HandoffClosed)), [""; 0]);
    assert_eq!(bench.memory.get("consent.messages"), Some("withdrawn"));
}
