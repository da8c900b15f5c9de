//! What people take with them: the ledger, cases that can be brought back, the audit log of all that.

use calamine::Reader;
use tsunagi_report::{
    Format, Mode, export_audit, export_cases, export_encounters, export_messages,
};
use tsunagi_store::Imported;

use crate::rig::{NOW, Rig, on_both};

const FILE: &str = "case,fiscal_year,area,school,grade,found_via,assessment,school_state,ward_state,phone,letter_mail,home_visit,other,refused,\
                    support,destinations,outcome\r\n\
                    '=1+1,2020,北区,北小学校,4,screening,needed,reached,unreached,3,1,0,2,1,in_use,agency;school;school,improved\r\n\
                    K-2,2020,北区,,,sns,not_needed,,,0,0,0,0,0,none,,unmeasured\r\n";

async fn cases_come_out_as_they_went_in(rig: Rig) {
    rig.cases(FILE.replace("'=", "=").as_bytes(), Mode::AllOrNothing)
        .await;
    let mut out = Vec::new();
    assert_eq!(
        export_cases(&rig.store, Format::Csv, None, NOW, &mut out)
            .await
            .unwrap(),
        2
    );
    let text = String::from_utf8(out).unwrap();
    // Ways on come out in the order of their rows.
    let sorted = text
        .replace("school;school;agency", "agency;school;school")
        .replace("school;agency;school", "agency;school;school");
    assert_eq!(sorted, format!("\u{feff}{FILE}"));
    let again = rig
        .cases(text.replace("'=", "=").as_bytes(), Mode::AllOrNothing)
        .await;
    assert_eq!(
        again.done,
        Some(Imported {
            known_cases: 2,
            ..Imported::default()
        })
    );
}

async fn the_ledger_comes_out_row_by_row_in_every_format(rig: Rig) {
    // More rows than a page holds.
    let rows: String = (0..10)
        .map(|case| format!("{case},2020,北区,needed,reached,reached,60\n"))
        .collect();
    rig.cases(
        format!("case,fiscal_year,area,assessment,school_state,ward_state,phone\n{rows}")
            .as_bytes(),
        Mode::GoodRows,
    )
    .await;
    let (mut csv, mut jsonl, mut xlsx) = (Vec::new(), Vec::new(), Vec::new());
    assert_eq!(
        export_encounters(&rig.store, Format::Csv, None, NOW, &mut csv)
            .await
            .unwrap(),
        600
    );
    assert_eq!(
        export_encounters(&rig.store, Format::Jsonl, None, NOW, &mut jsonl)
            .await
            .unwrap(),
        600
    );
    assert_eq!(
        export_encounters(&rig.store, Format::Xlsx, None, NOW, &mut xlsx)
            .await
            .unwrap(),
        600
    );
    let csv = String::from_utf8(csv).unwrap();
    let mut lines = csv.lines();
    let head = "\u{feff}id,area,case,contact,target,actor,staff,flow,flow_only,direction,method,started_at,ended_at,result,reached_person,\
                conversation_id,messages_in,messages_out,counted,rule_version,source,voids_id,voided_by_id,recorded_at";
    assert_eq!(lines.next(), Some(head));
    assert_eq!(lines.clone().count(), 600);
    let first = lines.next().unwrap().split_once(',').unwrap().1;
    assert!(first.starts_with("北区,0,,both,ward,,,0,out,phone,2020-03-31T15:00:00.000Z,2020-03-31T15:00:00.000Z,reached,1,,0,0,1,1,import,,,"), "{first}");
    let object: serde_json::Value =
        serde_json::from_slice(jsonl.split(|byte| *byte == b'\n').next().unwrap()).unwrap();
    assert_eq!(
        (&object["counted"], &object["staff"], &object["messages_in"]),
        (&true.into(), &serde_json::Value::Null, &0.into())
    );
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(xlsx)).unwrap();
    assert_eq!(book.worksheet_range_at(0).unwrap().unwrap().height(), 601);
}

async fn every_export_is_in_the_log_before_it_leaves(rig: Rig) {
    let mut out = Vec::new();
    assert_eq!(
        export_messages(&rig.store, Format::Jsonl, None, NOW, &mut out)
            .await
            .unwrap(),
        0
    );
    assert!(out.is_empty());
    assert_eq!(
        export_audit(&rig.store, Format::Jsonl, None, NOW, &mut out)
            .await
            .unwrap(),
        2
    );
    let objects: Vec<serde_json::Value> = String::from_utf8(out)
        .unwrap()
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    let seen: Vec<_> = objects
        .iter()
        .map(|row| {
            (
                row["action"].as_str().unwrap(),
                row["object"].as_str().unwrap(),
            )
        })
        .collect();
    assert_eq!(seen, [("export", "messages"), ("export", "audit")]);
}

on_both! {
    cases_come_out_as_they_went_in the_ledger_comes_out_row_by_row_in_every_format every_export_is_in_the_log_before_it_leaves
}
