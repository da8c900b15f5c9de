//! What goes in, what stays out and why; repeating changes nothing, a corrected file voids what it replaces.

use rust_xlsxwriter::Workbook;
use tsunagi_locale::Catalogue;
use tsunagi_model::{Actor, Direction, EncounterResult, EncounterSource, Method, Target};
use tsunagi_report::{Column, Group, Mode, Options, Report, Why, Words};
use tsunagi_store::{Changes, Encounter, Imported};

use crate::rig::{NOW, Rig, on_both, texts, values};

const HEAD: &str = "case,fiscal_year,area,assessment,school_state,ward_state,phone,home_visit,refused,support,destinations,outcome\n";

fn text(rows: &str) -> Vec<u8> {
    format!("{HEAD}{rows}").into_bytes()
}

fn value(report: &Report, column: &str) -> i64 {
    report.rows[0].value(column.parse::<Column>().unwrap())
}

async fn bad_rows_stay_out_and_are_named(rig: Rig) {
    rig.store
        .ensure_area("kita", "北区", "ward", None, NOW)
        .await
        .unwrap();
    let rows = "1,2020,北区,needed,reached,reached,3,1,0,in_use,school;school,improved\n\
                2,２０２０,kita,必要,できた,準備中,３,,,なし,,\n\
                \n\
                ,2020,北区,needed,reached,reached,,,,,,\n\
                4,昭和50,北区,needed,reached,reached,,,,,,\n\
                5,2020,北,needed,reached,reached,,,,,,\n\
                6,2020,北区,needed,maybe,reached,-1,401,x,lots,school;moon,better\n\
                1,2020,kita,needed,reached,reached,,,,,,\n\
                合計,2020,北区,,,,99,,,,,\n\
                9,2020,西区,,,,,,,offered,,\n\
                10,2020,東区,needed,oops,,,,,,,\n";
    let dry = rig.cases(&text(rows), Mode::DryRun).await;
    assert_eq!(dry.done, None);
    let found: Vec<_> = dry
        .preview
        .problems
        .iter()
        .map(|problem| (problem.row, problem.column, problem.why.clone()))
        .collect();
    let count = Why::NotACount { most: 400 };
    assert_eq!(
        found[..4],
        [
            (5, "case", Why::Empty),
            (6, "fiscal_year", Why::NotAYear),
            (
                7,
                "area",
                Why::AreaMisspelt {
                    meant: "北区".to_owned()
                }
            ),
            (
                8,
                "school_state",
                Why::NotAWord {
                    expected: "reached | unreached | not_attempted | preparing".to_owned()
                }
            ),
        ]
    );
    assert_eq!(
        found[4..]
            .iter()
            .map(|(row, column, _)| (*row, *column))
            .collect::<Vec<_>>(),
        [
            (8, "phone"),
            (8, "home_visit"),
            (8, "refused"),
            (8, "support"),
            (8, "destinations"),
            (8, "outcome"),
            (9, "case"),
            (10, "case"),
            (12, "school_state"),
        ]
    );
    assert_eq!(found[4].2, count);
    assert_eq!(
        (&found[10].2, &found[11].2),
        (&Why::Twice { first: 2 }, &Why::Sum)
    );
    assert_eq!((dry.preview.rows, dry.preview.good), (10, 3));
    assert_eq!(dry.preview.new_areas, ["西区"]);
    let remarks: Vec<_> = dry
        .preview
        .remarks
        .iter()
        .map(|remark| (remark.row, remark.column))
        .collect();
    assert_eq!(remarks, [(11, "assessment"), (11, "destinations")]);
    assert_eq!(
        rig.store.areas().await.unwrap().len(),
        1,
        "a dry run makes nothing"
    );

    let refused = rig.cases(&text(rows), Mode::AllOrNothing).await;
    assert_eq!(refused.done, None);
    assert_eq!(
        value(
            &rig.report(2020, Group::City, Options::default()).await,
            "O2"
        ),
        0
    );

    let done = rig.cases(&text(rows), Mode::GoodRows).await;
    // 3 + 1 contacts of case 1, 3 of case 2; two ways on of case 1, one of case 9.
    assert_eq!(
        done.done,
        Some(Imported {
            new_cases: 3,
            encounters: 7,
            links: 3,
            ..Imported::default()
        })
    );
    let report = rig.report(2020, Group::City, Options::default()).await;
    assert_eq!(
        [
            value(&report, "O2"),
            value(&report, "O4"),
            value(&report, "O11"),
            value(&report, "O12"),
            value(&report, "O22")
        ],
        [2, 2, 1, 6, 2]
    );

    let texts = texts();
    let lines = done.preview.text(Words::new(&texts, "ja"));
    assert!(
        lines.starts_with(
            "10行のうち、3行を取り込めます。取り込めない行は7行です。\n新しく登録する区: 西区\n"
        ),
        "{lines}"
    );
    assert!(
        lines.contains("7行目 area:「北」という区はありません。「北区」のことでしょうか。"),
        "{lines}"
    );
    assert!(done.preview.text(Words::new(&texts, "en")).contains(
        "Row 8, home_visit: \"401\" cannot be read. Please write a whole number from 0 to 400."
    ));
}

async fn an_excel_file_goes_in_like_a_csv(rig: Rig) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "令和2年度 ケース一覧").unwrap();
    for (name, column) in [
        "ケース番号",
        " 年度 ",
        "区",
        "アセスメント",
        "学校の状況",
        "区の状況",
        "電話",
        "担当者",
    ]
    .into_iter()
    .zip(0..)
    {
        sheet.write(2, column, name).unwrap();
    }
    for (cell, column) in [
        "K-1",
        "令和２年度",
        "北区",
        "必要",
        "できなかった",
        "できた",
    ]
    .into_iter()
    .zip(0..)
    {
        sheet.write(3, column, cell).unwrap();
    }
    sheet.write(3, 6, 4).unwrap();
    sheet.write(4, 0, "K-2").unwrap();
    let done = rig
        .cases(&book.save_to_buffer().unwrap(), Mode::GoodRows)
        .await;
    assert_eq!(done.preview.unknown_columns, ["担当者"]);
    assert_eq!(
        done.preview
            .problems
            .iter()
            .map(|problem| (problem.row, problem.column))
            .collect::<Vec<_>>(),
        [(5, "fiscal_year")]
    );
    let report = rig.report(2020, Group::City, Options::default()).await;
    // The ward reached a child whom the school did not: the union is one, the formula says none.
    assert_eq!(
        [
            value(&report, "O3"),
            value(&report, "O5"),
            value(&report, "O8"),
            value(&report, "O12")
        ],
        [1, 1, 1, 4]
    );
    assert_eq!(report.rows[0].beside.reached_by_formula, 0);
    assert!(
        report.rows[0]
            .warnings
            .contains(&tsunagi_report::Warning::UnionIsNotFormula {
                union: 1,
                formula: 0
            })
    );
}

async fn repeating_changes_nothing_and_a_correction_voids(rig: Rig) {
    let first = text(
        "1,2020,北区,needed,reached,reached,3,1,2,in_use,school;agency,improved\n2,2020,北区,needed,reached,unreached,2,,,,,\n",
    );
    rig.cases(&first, Mode::GoodRows).await;
    let before = rig.report(2020, Group::City, Options::default()).await;
    let ledger = rig.ledger().await;
    let again = rig.cases(&first, Mode::GoodRows).await;
    assert_eq!(
        again.done,
        Some(Imported {
            known_cases: 2,
            ..Imported::default()
        })
    );
    assert_eq!(rig.ledger().await, ledger);
    assert_eq!(
        values(&rig.report(2020, Group::City, Options::default()).await.rows[0]),
        values(&before.rows[0])
    );

    let corrected = text("1,2020,北区,needed,reached,reached,1,2,2,in_use,school,resolved\n");
    let done = rig.cases(&corrected, Mode::GoodRows).await.done.unwrap();
    assert_eq!(
        done,
        Imported {
            known_cases: 1,
            encounters: 1,
            voided: 2,
            links_removed: 1,
            ..Imported::default()
        }
    );
    let report = rig.report(2020, Group::City, Options::default()).await;
    let seen: Vec<_> = ["O2", "O12", "O14", "O16", "O17", "O19", "O22", "O25", "O26"]
        .iter()
        .map(|column| value(&report, column))
        .collect();
    assert_eq!(seen, [2, 3, 2, 2, 1, 0, 1, 1, 0]);
    assert!(
        rig.ledger().await.len() > ledger.len(),
        "nothing is taken out of the ledger"
    );
}

async fn what_staff_corrected_is_not_brought_back(rig: Rig) {
    let file = text("1,2020,北区,needed,reached,unreached,2,,,,,\n");
    rig.cases(&file, Mode::GoodRows).await;
    let rows = rig.store.export_encounters("", 10).await.unwrap();
    let mut old = rows[0].encounter.clone();
    let new = Encounter {
        id: rig.store.ids().next(NOW),
        method: Method::HomeVisit,
        result: EncounterResult::Reached,
        reached: true,
        source: EncounterSource::Manual,
        voids: Some(old.id),
        recorded_at: NOW,
        ..old.clone()
    };
    old.voided_by = Some(new.id);
    rig.store
        .commit(
            &Changes {
                encounters: vec![old, new],
                ..Changes::default()
            },
            NOW,
        )
        .await
        .unwrap();
    for _ in 0..2 {
        let report = rig.report(2020, Group::City, Options::default()).await;
        assert_eq!([value(&report, "O12"), value(&report, "O14")], [1, 1]);
        let done = rig.cases(&file, Mode::GoodRows).await.done.unwrap();
        assert_eq!((done.encounters, done.voided), (0, 0));
    }
}

async fn options_decide_what_the_source_leaves_open(rig: Rig) {
    // A case with no state of the ward, and an import that knows nothing of contacts.
    rig.cases(
        &text("1,2026,北区,needed,unreached,,,,,,,\n"),
        Mode::GoodRows,
    )
    .await;
    let case = rig.store.export_cases("", 1).await.unwrap()[0].case.clone();
    let row = |actor: Actor, method: Method, result: EncounterResult, flow_only: bool| Encounter {
        id: rig.store.ids().next(NOW),
        area: case.area,
        case: Some(case.id),
        contact: None,
        conversation: None,
        target: Target::Child,
        actor,
        staff: None,
        flow: None,
        flow_only,
        direction: Direction::Out,
        method,
        started_at: NOW,
        ended_at: NOW,
        result,
        reached: result == EncounterResult::Reached,
        counted: true,
        messages_in: 1,
        messages_out: 1,
        rule: 1,
        source: EncounterSource::Auto,
        voids: None,
        voided_by: None,
        recorded_at: NOW,
    };
    let put = async |encounters: Vec<Encounter>| {
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
    };
    let look = async |name: &str, word: &str| {
        let mut options = Options::default();
        options.set(name, word).unwrap();
        rig.report(2026, Group::City, options).await
    };

    assert_eq!(
        rig.report(2026, Group::City, Options::default()).await.rows[0]
            .missing
            .len(),
        1
    );
    put(vec![row(
        Actor::Ward,
        Method::Line,
        EncounterResult::Reached,
        true,
    )])
    .await;
    // The script alone reached nobody, unless the municipality says so.
    let report = look("bot_only", "no").await;
    assert_eq!(
        (
            report.can_be_final(),
            value(&report, "O8"),
            value(&report, "O15"),
            report.rows[0].beside.bot_only
        ),
        (false, 0, 0, 1)
    );
    let report = look("bot_only", "yes").await;
    assert_eq!(
        (
            report.can_be_final(),
            value(&report, "O8"),
            value(&report, "O15")
        ),
        (true, 1, 1)
    );

    put(vec![row(
        Actor::Ward,
        Method::HomeVisit,
        EncounterResult::Refused,
        false,
    )])
    .await;
    let report = look("refusal", "unreached").await;
    assert_eq!(
        [
            value(&report, "O3"),
            value(&report, "O8"),
            value(&report, "O9"),
            value(&report, "O14"),
            value(&report, "O16")
        ],
        [0, 0, 1, 1, 1]
    );
    let report = look("refusal", "reached").await;
    assert_eq!(
        [
            value(&report, "O3"),
            value(&report, "O8"),
            value(&report, "O9")
        ],
        [1, 1, 0]
    );

    put(vec![
        row(
            Actor::Ward,
            Method::HomeVisit,
            EncounterResult::Refused,
            false,
        ),
        row(Actor::Ward, Method::Line, EncounterResult::NoAnswer, false),
        row(
            Actor::School,
            Method::Phone,
            EncounterResult::NoAnswer,
            false,
        ),
    ])
    .await;
    assert_eq!(value(&look("refusals", "contacts").await, "O16"), 2);
    assert_eq!(value(&look("refusals", "children").await, "O16"), 1);
    let report = look("messages", "other").await;
    assert_eq!(
        (
            value(&report, "O13"),
            value(&report, "O15"),
            report.rows[0].beside.messages
        ),
        (0, 1, 1)
    );
    assert_eq!(value(&look("messages", "letter_mail").await, "O13"), 1);
    assert_eq!(value(&look("methods", "all").await, "O12"), 1);
    assert_eq!(value(&look("methods", "ward").await, "O12"), 0);

    put(vec![row(
        Actor::Other,
        Method::OnlineSession,
        EncounterResult::Reached,
        false,
    )])
    .await;
    assert_eq!(value(&look("contractor", "ward").await, "O8"), 1);
    // What the school wrote down is from the day of the import; this came at the same instant and does not outrank it.
    assert_eq!(value(&look("contractor", "school").await, "O5"), 1);
    let report = look("contractor", "own").await;
    assert_eq!(
        (
            value(&report, "O8"),
            value(&report, "O9"),
            value(&report, "O3"),
            report.rows[0].beside.contractor
        ),
        (0, 1, 1, Some([1, 0, 0, 0]))
    );
    assert_eq!(value(&look("cohort", "active").await, "O2"), 1);
    let mut active = Options::default();
    active.set("cohort", "active").unwrap();
    assert_eq!(
        value(&rig.report(2027, Group::City, active).await, "O2"),
        1,
        "still open next year"
    );
    assert_eq!(
        value(
            &rig.report(2027, Group::City, Options::default()).await,
            "O2"
        ),
        0
    );
    let request = tsunagi_report::Request {
        year: tsunagi_report::FiscalYear(2026),
        areas: vec!["nowhere".to_owned()],
        group: Group::Area,
        options: Options::default(),
    };
    let error = tsunagi_report::osaka(&rig.store, &request, None, NOW)
        .await
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no area `nowhere`; there are: 北区"
    );
}

async fn pupils_come_from_a_file_and_are_replaced_by_a_later_one(rig: Rig) {
    let first = rig
        .pupils(
            "区,年度,児童・生徒数\n北区,2020,\"１，０２４\"\n西区,2020,x\n北区,2020,5\n".as_bytes(),
            Mode::GoodRows,
        )
        .await;
    assert!(first.written);
    assert_eq!(
        first
            .preview
            .problems
            .iter()
            .map(|problem| (problem.row, problem.column))
            .collect::<Vec<_>>(),
        [(3, "pupils"), (4, "area")]
    );
    let report = rig.report(2020, Group::Area, Options::default()).await;
    assert_eq!((report.rows.len(), value(&report, "O1")), (1, 1024));
    rig.pupils(
        "area,fiscal_year,pupils\n北区,2020,1000\n".as_bytes(),
        Mode::AllOrNothing,
    )
    .await;
    assert_eq!(
        value(
            &rig.report(2020, Group::Area, Options::default()).await,
            "O1"
        ),
        1000
    );
}

#[test]
fn every_text_is_there_in_both_languages() {
    let texts: Catalogue = texts();
    for language in ["ja", "en"] {
        for column in Column::all() {
            assert!(texts.has(language, &column.title()), "{column}");
            assert!(
                column
                    .headings()
                    .into_iter()
                    .flatten()
                    .all(|id| texts.has(language, id))
            );
        }
    }
}

on_both! {
    bad_rows_stay_out_and_are_named an_excel_file_goes_in_like_a_csv repeating_changes_nothing_and_a_correction_voids
    what_staff_corrected_is_not_brought_back options_decide_what_the_source_leaves_open
    pupils_come_from_a_file_and_are_replaced_by_a_later_one
}
