//! Times: quiet hours, office hours, regular starts.

use tsunagi_flow::{Effect, Input, Occasion, Program, Why};
use tsunagi_model::{Memory, Role, Span};

use crate::bench::{Bench, jst, said};
use crate::shipped;

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
    // Woken late, in the night: in the afternoon, and not sooner than two days after the question was pushed.
    bench.now = jst("2026-11-19T23:00");
    let until = jst("2026-11-20T19:00");
    let held = Effect::Held {
        why: Why::Gap,
        until: Some(until),
    };
    assert_eq!(bench.input(&Input::Wake), [held]);
    assert_eq!(bench.run.next_wake(), Some(until));
    bench.now = until;
    assert_eq!(said(&bench.input(&Input::Wake)), ["t-nudge", "t-q"]);
}

#[test]
fn quiet_hours_differ_by_role_and_day() {
    let program = shipped();
    let shift = |at: &str, role| program.calendar("").shift(jst(at), role);
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
        jst("2026-11-21T11:00")
    );
    assert_eq!(
        shift("2026-11-21T19:59", Role::Child),
        jst("2026-11-21T19:59")
    );
    // Sunday night before the holiday of 23 November, then a night before school.
    assert_eq!(
        shift("2026-11-22T21:00", Role::Child),
        jst("2026-11-23T11:00")
    );
    assert_eq!(
        shift("2026-11-23T22:00", Role::Child),
        jst("2026-11-24T15:30")
    );
}

#[test]
fn the_office_opens_again_after_the_new_year() {
    let program = shipped();
    let calendar = program.calendar("");
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
        .filter(|(flow, ..)| ["checkin", "checkin_guardian"].contains(flow))
        .map(|(_, _, trigger)| trigger)
        .collect();
    let mut memory = Memory::default();
    let now = jst("2026-11-18T16:00");
    let due = |index: usize, memory: &Memory, after: &str| {
        program
            .calendar("")
            .next_due(triggers[index], memory, jst(after))
            .unwrap()
    };
    assert_eq!(due(0, &memory, "2026-11-18T16:00"), jst("2026-11-22T17:00"));
    assert_eq!(due(0, &memory, "2026-11-22T17:00"), jst("2026-11-29T17:00"));
    assert_eq!(due(2, &memory, "2026-11-18T16:00"), jst("2026-12-01T12:15"));
    memory.save("contact.checkin_day", "wed", now);
    memory.save("contact.checkin_time", "18:30", now);
    assert_eq!(due(0, &memory, "2026-11-18T16:00"), jst("2026-11-18T18:30"));
    assert_eq!(due(2, &memory, "2026-11-18T16:00"), jst("2026-12-02T18:30"));
    // A time in the night is moved to the morning and still found from within the night.
    memory.save("contact.checkin_time", "22:00", now);
    assert_eq!(due(0, &memory, "2026-11-19T01:00"), jst("2026-11-19T08:00"));
    let calendar = program.calendar("");
    assert!(calendar.next_due(triggers[1], &memory, now).is_none());
}

#[test]
fn regular_starts_are_for_those_who_agreed_and_do_not_rest() {
    let program = shipped();
    let (_, _, weekly) = program
        .triggers()
        .find(|(flow, index, _)| *flow == "checkin" && *index == 0)
        .unwrap();
    let calendar = program.calendar("");
    let now = jst("2026-11-18T16:00");
    let mut memory = Memory::default();
    assert!(!program.who_matches(weekly, &memory, calendar, now));
    memory.save("contact.role", "child", now);
    memory.save("consent.messages", "agree", now);
    assert!(program.who_matches(weekly, &memory, calendar, now));
    memory.save("contact.paused_until", "2026-11-19T00:00:00.000Z", now);
    assert!(!program.who_matches(weekly, &memory, calendar, now));
    assert!(program.who_matches(weekly, &memory, calendar, now.plus(Span::days(2))));
    memory.save("contact.paused_until", "forever", now);
    assert!(!program.who_matches(weekly, &memory, calendar, now.plus(Span::days(2_000))));
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
