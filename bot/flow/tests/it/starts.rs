//! What starts a flow, the calendars behind it, and what both say when they are written wrongly.

use tsunagi_flow::{Event, Occasion, Program, Source, Tables, TriggerKind, parse};
use tsunagi_model::{Memory, Role, Span};

use crate::bench::{flow, jst};
use crate::shipped;

fn starts(text: &str) -> Vec<TriggerKind> {
    let (definition, problems) =
        parse(&flow(&format!("start:\n{text}\nsteps:\n  a: {{say: a}}\n")));
    assert_eq!(problems, [], "{text}");
    let starts = definition.unwrap().starts;
    starts.into_iter().map(|start| start.kind).collect()
}

fn faults(text: &str) -> Vec<String> {
    let (_, problems) = parse(&flow(&format!("start:\n{text}\nsteps:\n  a: {{say: a}}\n")));
    problems
        .into_iter()
        .map(|problem| problem.message)
        .collect()
}

#[test]
fn every_kind_of_start_reads_as_written() {
    let kinds = starts(
        "  - follow\n  - referral: flyer-*\n  - code: letter\n  - keyword: [a]\n  - every: week\n    default: [sun, \"17:00\"]\n    fixed: true\n  - cron: \"0 0 17 * * Sun\"\n    who: role = child\n  - on: meeting.at\n    days: -1\n    at: \"18:00\"\n  - event: handoff closed\n    after: 1d\n  - missed: checkin\n    times: 3",
    );
    assert_eq!(kinds.len(), 9);
    assert!(matches!(&kinds[2], TriggerKind::Code(letter) if letter == "letter"));
    assert!(matches!(kinds[4], TriggerKind::Every { fixed: true, .. }));
    assert!(matches!(&kinds[5], TriggerKind::Cron(pattern) if pattern.text == "0 0 17 * * Sun"));
    assert!(
        matches!(&kinds[6], TriggerKind::On { field, days: -1, at: Some(_) } if field == "meeting.at")
    );
    assert_eq!(
        kinds[7],
        TriggerKind::Event {
            event: Event::HandoffClosed,
            after: Span::days(1)
        }
    );
    assert!(matches!(&kinds[8], TriggerKind::Missed { flow, times: 3 } if flow == "checkin"));
}

#[test]
fn a_pattern_that_cannot_be_meant_is_a_problem_with_a_sentence() {
    for (pattern, part) in [
        ("0 0 17 * * 0", "by name"),
        ("0 0 17 * * 1-5", "by name"),
        ("0 0 17,18 * * Sun", "at most once a day"),
        ("0 */5 17 * * *", "at most once a day"),
        ("* * * * * *", "at most once a day"),
        ("0 0 17 30 2 *", "never comes"),
        ("0 0 17 31 4,6 *", "never comes"),
        ("0 0 17 * *", "six parts"),
        ("0 0 17 * * * 2027", "six parts"),
        ("0 0 25 * * *", "not understood"),
        ("0 99 1 * * *", "not understood"),
        ("0 0 1 0 * Moon", "not understood"),
        ("", "six parts"),
    ] {
        let faults = faults(&format!("  - cron: \"{pattern}\""));
        assert!(
            faults.len() == 1 && faults[0].contains(part),
            "{pattern}: {faults:?}"
        );
    }
    assert_eq!(starts("  - cron: \"0 30 9 29 Feb *\"").len(), 1);
    assert_eq!(starts("  - cron: \"0 30 9 1-7 * Mon-Fri\"").len(), 1);
}

#[test]
fn starts_that_make_no_sense_are_problems() {
    for text in [
        "  - event: full moon",
        "  - {event: handoff closed, after: soon}",
        "  - on: meeting",
        "  - {on: meeting.at, at: noon}",
        "  - {on: meeting.at, days: 99999}",
        "  - missed: checkin",
        "  - {missed: checkin, times: 0}",
        "  - {every: week, default: [sun, \"17:00\"], fixed: maybe}",
        "  - {code: \"\"}",
        "  - {code: letter, times: 2}",
        "  - whenever",
    ] {
        assert!(!faults(text).is_empty(), "{text}");
    }
}

#[test]
fn patterns_and_dates_are_due_out_of_quiet_hours() {
    let program = shipped();
    let calendar = program.calendar("");
    let (definition, problems) = parse(&flow(
        "start:\n  - cron: \"0 0 17 * * Wed\"\n  - cron: \"0 0 23 1 * *\"\n  - {on: meeting.at, days: -1, at: \"18:00\"}\n  - on: support.started_at\nsteps:\n  a: {say: a}\n",
    ));
    assert_eq!(problems, []);
    let starts = definition.unwrap().starts;
    let mut memory = Memory::default();
    let now = jst("2026-11-18T16:00");
    memory.save("contact.role", "child", now);
    // A contact's own time does not move what is the same for all.
    memory.save("contact.checkin_time", "19:00", now);
    let due = |index: usize, memory: &Memory| calendar.next_due(&starts[index], memory, now);
    assert_eq!(due(0, &memory), Some(jst("2026-11-18T17:00")));
    assert_eq!(due(1, &memory), Some(jst("2026-12-02T15:30")));
    assert_eq!(due(2, &memory), None);
    memory.save("meeting.at", &jst("2026-11-25T10:00").to_string(), now);
    assert_eq!(due(2, &memory), Some(jst("2026-11-24T18:00")));
    memory.save("meeting.at", &jst("2026-11-19T10:00").to_string(), now);
    assert_eq!(due(2, &memory), Some(jst("2026-11-18T18:00")));
    memory.save("meeting.at", &jst("2026-11-18T10:00").to_string(), now);
    assert_eq!(due(2, &memory), None, "what is over does not start");
    memory.save("support.started_at", "2026-11-20", now);
    assert_eq!(due(3, &memory), Some(jst("2026-11-20T15:30")));
    memory.save("support.started_at", "next week", now);
    assert_eq!(due(3, &memory), None);
}

#[test]
fn a_code_starts_the_flow_of_its_letter() {
    let mut program = Program::new(Tables::default());
    for (name, code) in [("any", "\"*\""), ("letter", "letter")] {
        let text = format!("flow: {name}\nstart:\n  - code: {code}\nsteps:\n  a: {{say: a}}\n");
        program.add(
            1,
            parse(&Source::new(&format!("{name}.yml"), &text))
                .0
                .unwrap(),
        );
    }
    let start = |letter: &str| program.start_for(&Occasion::Code(letter.to_owned()));
    assert_eq!(start("letter"), Some("letter"));
    assert_eq!(start("school"), Some("any"));
}

#[test]
fn an_areas_calendar_replaces_the_default_kind_by_kind() {
    let head = "kind,from,until,days,opens,closes,who,name\n";
    let default = format!(
        "{head}holiday,2027-01-01,,,,,,\nbreak,2026-12-25,2027-01-07,,,,,\nterm,2027-01-08,2027-03-24,,,,,\noffice,,,mon-fri,09:00,17:00,,\nsend,,,school,15:30,20:00,child,\nsend,,,free,11:00,20:00,child,\nrisk,2027-05-07,2027-05-15,,,,,\n"
    );
    let north = format!(
        "{head}break,2026-12-20,2027-01-17,,,,,\nterm,2027-01-18,2027-03-24,,,,,\nsend,,,mon;wed,12:00,13:00,parent,\noffice,,,tue,10:00,11:00,,\n"
    );
    let mut program = Program::new(Tables::default());
    let files = [
        Source::new("calendar/default.csv", &default),
        Source::new("calendar/kita.csv", &north),
    ];
    assert_eq!(program.read_calendars(&files), []);
    let (city, north) = (program.calendar("elsewhere"), program.calendar("kita"));
    let day = |text: &str| text.parse().unwrap();
    assert!(city.is_holiday(day("2027-01-01")) && north.is_holiday(day("2027-01-01")));
    assert!(city.is_school_day(day("2027-01-12")) && !north.is_school_day(day("2027-01-12")));
    assert!(city.is_term(day("2027-01-08")) && !north.is_term(day("2027-01-08")));
    // Two weeks before the first day of a term until ten days after.
    for (date, in_city, in_north) in [
        ("2026-12-24", false, false),
        ("2026-12-25", true, false),
        ("2027-01-04", true, true),
        ("2027-01-18", true, true),
        ("2027-01-28", false, true),
        ("2027-01-29", false, false),
        ("2027-05-07", true, true),
    ] {
        assert_eq!(city.is_risk_day(day(date)), in_city, "{date}");
        assert_eq!(north.is_risk_day(day(date)), in_north, "{date}");
    }
    assert_eq!(
        north.shift(jst("2026-11-18T14:00"), Role::Parent),
        jst("2026-11-23T12:00")
    );
    // Whoever has no window of their own: daily from eight to eight.
    assert_eq!(
        north.shift(jst("2026-11-18T21:00"), Role::Child),
        jst("2026-11-19T08:00")
    );
    assert!(north.open_at(jst("2026-11-17T10:30")) && !north.open_at(jst("2026-11-18T10:30")));
}

#[test]
fn faulty_rows_of_a_calendar_are_problems_with_their_line() {
    let text = "kind,from,until,days,opens,closes,who,name\nholiday,2027-13-01,,,,,,\nparty,2027-01-01,,,,,,\nbreak,2027-02-01,2027-01-01,,,,,\nsend,,,school,20:00,15:00,child,\nsend,,,daily,08:00,20:00,aliens,\noffice,,,someday,09:00,17:00,,\nterm,2027-01-01,2099-01-01,,,,,\nholiday,2027-01-01,,,,,,\n";
    let mut program = Program::new(Tables::default());
    let problems = program.read_calendars(&[Source::new("calendar/default.csv", text)]);
    let lines: Vec<u32> = problems.iter().map(|problem| problem.line).collect();
    assert_eq!(lines, [2, 3, 4, 5, 6, 7, 8], "{problems:?}");
    assert!(
        program
            .calendar("")
            .is_holiday("2027-01-01".parse().unwrap())
    );
    assert_eq!(
        program
            .read_calendars(&[Source::new("default.csv", "a,b\n1,2\n")])
            .len(),
        2
    );
    assert_eq!(
        program
            .read_calendars(&[Source::new("default.csv", "")])
            .len(),
        1
    );
}
