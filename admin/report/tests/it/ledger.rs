//! Any ledger: the partitions close when nothing is left to fill in, counts never double, what was voided never counts.

use std::collections::BTreeMap;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use tsunagi_model::{
    Actor, CaseId, Direction, EncounterResult, EncounterSource, Method, Target, Timestamp,
};
use tsunagi_report::{Cohort, Column, FiscalYear, Group, Mode, Options, RefusalState};
use tsunagi_store::{Changes, Encounter};

use crate::rig::{NOW, Rig, values};

const STATES: [&str; 5] = ["", "reached", "unreached", "not_attempted", "preparing"];
const SUPPORT: [&str; 5] = ["none", "preparing", "offered", "in_use", "declined"];
const PLACES: [&str; 7] = [
    "",
    "ward_office",
    "agency",
    "medical_police",
    "place_learning",
    "school",
    "other",
];
const OUTCOMES: [&str; 7] = [
    "",
    "resolved",
    "improved",
    "unchanged",
    "worsened",
    "other_moved",
    "unmeasured",
];

#[derive(Debug, Clone)]
struct Case {
    states: [usize; 2],
    counts: [u32; 5],
    support: usize,
    place: usize,
    outcome: usize,
    needed: bool,
}

/// A contact by chat, call or visit, and what staff did with its row afterwards.
#[derive(Debug, Clone)]
struct Contact {
    case: usize,
    actor: usize,
    method: usize,
    result: usize,
    /// Days before or after the first day of the year.
    day: i64,
    flow_only: bool,
    then: Then,
}

#[derive(Debug, Clone, Copy, PartialEq)]
enum Then {
    Stays,
    Voided,
    ReplacedByPhone,
    ReplacedTwice,
}

fn case() -> impl Strategy<Value = Case> {
    (
        [0..5_usize, 0..5_usize],
        [0..4_u32, 0..3, 0..3, 0..3, 0..2],
        0..5_usize,
        0..7_usize,
        0..7_usize,
        prop::bool::weighted(0.8),
    )
        .prop_map(|(states, counts, support, place, outcome, needed)| Case {
            states,
            counts,
            support,
            place,
            outcome,
            needed,
        })
}

fn contact() -> impl Strategy<Value = Contact> {
    let then = prop_oneof![
        Just(Then::Stays),
        Just(Then::Voided),
        Just(Then::ReplacedByPhone),
        Just(Then::ReplacedTwice)
    ];
    (
        0..8_usize,
        0..3_usize,
        0..Method::ALL.len(),
        0..EncounterResult::ALL.len(),
        -2..368_i64,
        any::<bool>(),
        then,
    )
        .prop_map(
            |(case, actor, method, result, day, flow_only, then)| Contact {
                case,
                actor,
                method,
                result,
                day,
                flow_only,
                then,
            },
        )
}

fn file(cases: &[Case]) -> Vec<u8> {
    let mut text = "case,fiscal_year,area,assessment,school_state,ward_state,phone,letter_mail,home_visit,other,refused,support,destinations,outcome\n".to_owned();
    for (number, case) in cases.iter().enumerate() {
        let [phone, letter, visit, other, refused] = case.counts;
        text += &format!(
            "{number},2025,ward{},{},{},{},{phone},{letter},{visit},{other},{refused},{},{},{}\n",
            number % 2,
            if case.needed { "needed" } else { "not_needed" },
            STATES[case.states[0]],
            STATES[case.states[1]],
            SUPPORT[case.support],
            PLACES[case.place],
            OUTCOMES[case.outcome],
        );
    }
    text.into_bytes()
}

/// The rows of one contact: the one that counts, if any, is last.
fn rows(rig: &Rig, contact: &Contact, case: CaseId, area: tsunagi_model::AreaId) -> Vec<Encounter> {
    let at = Timestamp(FiscalYear(2025).from().0 + contact.day * 86_400_000_000);
    let result = EncounterResult::ALL[contact.result];
    let first = Encounter {
        id: rig.store.ids().next(NOW),
        area,
        case: Some(case),
        contact: None,
        conversation: None,
        target: Target::Child,
        actor: Actor::ALL[contact.actor],
        staff: None,
        flow: None,
        flow_only: contact.flow_only,
        direction: Direction::Out,
        method: Method::ALL[contact.method],
        started_at: at,
        ended_at: at,
        result,
        reached: result == EncounterResult::Reached,
        counted: true,
        messages_in: 0,
        messages_out: 0,
        rule: 1,
        source: EncounterSource::Manual,
        voids: None,
        voided_by: None,
        recorded_at: NOW,
    };
    let correct = |mut rows: Vec<Encounter>, counted: bool| {
        let mut old = rows.pop().unwrap();
        let new = Encounter {
            id: rig.store.ids().next(NOW),
            voids: Some(old.id),
            counted,
            method: Method::Phone,
            ..old.clone()
        };
        old.voided_by = Some(new.id);
        rows.extend([old, new]);
        rows
    };
    match contact.then {
        Then::Stays => vec![first],
        Then::Voided => correct(vec![first], false),
        Then::ReplacedByPhone => correct(vec![first], true),
        Then::ReplacedTwice => correct(correct(vec![first], true), true),
    }
}

async fn holds(rig: Rig, cases: Vec<Case>, contacts: Vec<Contact>) {
    rig.cases(&file(&cases), Mode::AllOrNothing).await;
    let known: BTreeMap<usize, _> = rig
        .store
        .export_cases("", 100)
        .await
        .unwrap()
        .into_iter()
        .map(|row| (row.case.number.parse().unwrap(), row.case))
        .collect();
    let mut encounters = Vec::new();
    for contact in contacts.iter().filter(|contact| contact.case < cases.len()) {
        let case = &known[&contact.case];
        encounters.extend(rows(&rig, contact, case.id, case.area));
    }
    rig.store
        .commit(
            &Changes {
                encounters,
                ..Changes::default()
            },
            NOW,
        )
        .await
        .unwrap();

    for bot_only in [false, true] {
        for refusal in [RefusalState::Unreached, RefusalState::Reached] {
            for cohort in [Cohort::New, Cohort::Active] {
                let options = Options {
                    bot_only,
                    refusal,
                    cohort,
                    ..Options::default()
                };
                let report = rig.report(2025, Group::City, options.clone()).await;
                let row = &report.rows[0];
                let value = |number: usize| values(row)[number - 1];
                assert_eq!(
                    value(2),
                    cases.iter().filter(|case| case.needed).count() as i64
                );
                for (check, actor) in
                    row.checks
                        .iter()
                        .zip([Some(Actor::School), Some(Actor::Ward), None])
                {
                    let missing = row
                        .missing
                        .iter()
                        .filter(|missing| Some(missing.actor) == actor)
                        .count() as i64;
                    assert_eq!(check.sum + missing, check.whole, "{}", check.rule);
                }
                assert_eq!(report.can_be_final(), row.missing.is_empty());
                assert!(value(3) >= value(4).max(value(8)) && value(3) <= value(2));
                assert!(value(17) + value(24) <= value(2));

                // The contacts, counted once more by hand.
                let year = 0..365;
                let standing: Vec<_> = contacts
                    .iter()
                    .filter(|contact| cases.get(contact.case).is_some_and(|case| case.needed))
                    .filter(|contact| {
                        contact.then != Then::Voided
                            && year.contains(&contact.day)
                            && (bot_only || !contact.flow_only)
                    })
                    .collect();
                let imported = |kind: usize| {
                    cases
                        .iter()
                        .filter(|case| case.needed)
                        .map(|case| i64::from(case.counts[kind]))
                        .sum::<i64>()
                };
                let replaced = |contact: &Contact| {
                    matches!(contact.then, Then::ReplacedByPhone | Then::ReplacedTwice)
                };
                let by = |methods: &[Method]| {
                    standing
                        .iter()
                        .filter(|contact| {
                            !replaced(contact) && methods.contains(&Method::ALL[contact.method])
                        })
                        .count() as i64
                };
                let phone = by(&[Method::Phone])
                    + standing.iter().filter(|contact| replaced(contact)).count() as i64;
                assert_eq!(value(12), imported(0) + phone);
                assert_eq!(
                    value(13),
                    imported(1) + by(&[Method::Letter, Method::Email])
                );
                assert_eq!(value(14), imported(2) + by(&[Method::HomeVisit]));
                assert_eq!(
                    (12..=15).map(value).sum::<i64>(),
                    (0..4).map(imported).sum::<i64>() + standing.len() as i64
                );
                let refused = standing
                    .iter()
                    .filter(|contact| {
                        EncounterResult::ALL[contact.result] == EncounterResult::Refused
                    })
                    .count() as i64;
                assert_eq!(value(16), imported(4) + refused);

                // Areas add up to the whole, and bringing the same file again moves nothing.
                let areas = rig.report(2025, Group::Area, options.clone()).await;
                for column in Column::all() {
                    assert_eq!(
                        areas.rows.iter().map(|row| row.value(column)).sum::<i64>(),
                        row.value(column),
                        "{column}"
                    );
                }
                rig.cases(&file(&cases), Mode::GoodRows).await;
                assert_eq!(
                    values(&rig.report(2025, Group::City, options).await.rows[0]),
                    values(row)
                );
            }
        }
    }
}

fn for_any_ledger<F: Future<Output = Rig>>(cases: u32, open: impl Fn() -> F) {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    });
    let ledgers = (
        prop::collection::vec(case(), 1..9),
        prop::collection::vec(contact(), 0..25),
    );
    runner
        .run(&ledgers, |(cases, contacts)| {
            runtime.block_on(async { holds(open().await, cases, contacts).await });
            Ok(())
        })
        .unwrap();
}

#[test]
fn any_ledger_adds_up_on_sqlite() {
    for_any_ledger(24, Rig::sqlite);
}

#[test]
fn any_ledger_adds_up_on_postgres() {
    for_any_ledger(6, Rig::postgres);
}
