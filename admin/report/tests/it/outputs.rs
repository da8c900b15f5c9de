//! The report in each of its forms.

use calamine::Reader;
use tsunagi_report::{Group, Mode, Options, Report, Words};

use crate::rig::{Rig, on_both, texts};

async fn sample(rig: &Rig) -> Report {
    let file = "case,fiscal_year,area,assessment,school_state,ward_state,phone,other,refused,support,destinations,outcome\n\
                1,2020,北区,needed,reached,unreached,3,1,,in_use,school;agency,improved\n\
                2,2020,中央区,needed,not_attempted,reached,2,,1,none,,resolved\n\
                3,2020,北区,needed,reached,,,,,preparing,school,\n";
    rig.cases(file.as_bytes(), Mode::GoodRows).await;
    rig.pupils(
        "area,fiscal_year,pupils\n北区,2020,12345\n".as_bytes(),
        Mode::GoodRows,
    )
    .await;
    rig.report(2020, Group::Area, Options::default()).await
}

async fn csv_has_the_thirty_keys_and_integers(rig: Rig) {
    let report = sample(&rig).await;
    let mut out = Vec::new();
    tsunagi_report::csv(&report, &mut out).unwrap();
    let keys: Vec<_> = (1..=30).map(|number| format!("O{number}")).collect();
    let expected = format!(
        "\u{feff}row,{}\r\n\
         中央区,0,1,1,0,0,1,0,1,0,0,0,2,0,0,0,1,0,0,0,0,0,0,0,0,1,0,0,0,0,0\r\n\
         北区,12345,2,2,2,0,0,0,0,1,0,0,3,0,0,1,0,1,0,1,0,0,1,0,1,0,1,0,0,0,1\r\n",
        keys.join(",")
    );
    assert_eq!(String::from_utf8(out).unwrap(), expected);
}

async fn the_table_is_aligned_and_says_how_it_counted(rig: Rig) {
    let report = sample(&rig).await;
    let texts = texts();
    let table = tsunagi_report::table(&report, Words::new(&texts, "ja"));
    let wide = |line: &str| {
        line.chars()
            .map(|c| if c.is_ascii() { 1 } else { 2 })
            .sum::<usize>()
    };
    let ends: Vec<_> = table
        .lines()
        .filter(|line| line.starts_with('O'))
        .map(wide)
        .collect();
    assert_eq!(ends.len(), 30);
    assert!(ends.iter().all(|end| *end == ends[0]), "{table}");
    assert!(table.starts_with("こどもサポートネット 実績 令和2年度（2020年度）\n"));
    for line in [
        "要入力: 1件\n- 北区 3 区\n",
        "- 中央区: 児童・生徒数が登録されていない区があります: 中央区\n",
        "- 北区: 区のアウトリーチ（O8〜O11）の合計1が、ケース数2と一致しません。\n",
        "- 中央区: 解決・好転1人のうち1人には、提供・利用した支援の記録がありません。",
        "- 対象のケース: この年度に新しくアセスメントしたケース\n",
    ] {
        assert!(table.contains(line), "{line}\n{table}");
    }
    assert!(
        tsunagi_report::table(&report, Words::new(&texts, "en")).contains("To be filled in: 1\n")
    );
}

async fn excel_has_the_table_the_rules_and_the_rows_behind(rig: Rig) {
    let report = sample(&rig).await;
    let texts = texts();
    let mut out = Vec::new();
    tsunagi_report::xlsx(&report, Words::new(&texts, "ja"), &mut out).unwrap();
    let mut book = calamine::open_workbook_auto_from_rs(std::io::Cursor::new(out)).unwrap();
    assert_eq!(book.sheet_names(), ["実績", "数え方と確認", "内訳"]);
    let table = book.worksheet_range("実績").unwrap();
    let cell = |row: u32, column: u32| {
        table
            .get_value((row, column))
            .map(ToString::to_string)
            .unwrap_or_default()
    };
    assert_eq!(
        [cell(1, 4), cell(2, 4), cell(3, 4), cell(4, 4)],
        ["アウトリーチ件数", "学校", "アウトリーチできた実数", "O4"]
    );
    assert_eq!(
        [cell(1, 25), cell(2, 25), cell(4, 30)],
        ["効果", "解決（こサポでの支援終了）", "O30"]
    );
    assert_eq!(
        [cell(6, 0), cell(6, 1), cell(6, 12)],
        ["北区", "12345", "3"]
    );
    let behind = book.worksheet_range("内訳").unwrap();
    let figures: usize = report
        .rows
        .iter()
        .map(|row| {
            row.figures
                .iter()
                .map(|figure| figure.behind.len())
                .sum::<usize>()
        })
        .sum();
    assert_eq!(behind.height(), figures + 1);
    let how = book.worksheet_range("数え方と確認").unwrap();
    assert!(
        how.used_cells()
            .any(|(_, _, cell)| *cell == calamine::Data::String("要入力: 1件".to_owned()))
    );
}

async fn json_names_the_rows_behind_every_figure(rig: Rig) {
    let report = sample(&rig).await;
    let mut out = Vec::new();
    tsunagi_report::json(&report, Words::new(&texts(), "ja"), &mut out).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&out).unwrap();
    assert_eq!(
        (&json["fiscal_year"], &json["from"], &json["can_be_final"]),
        (
            &2020.into(),
            &"2020-03-31T15:00:00.000Z".into(),
            &false.into()
        )
    );
    assert_eq!(json["options"]["cohort"], "new");
    let row = &json["rows"][1];
    assert_eq!(
        (
            &row["row"],
            &row["figures"]["O12"],
            &row["missing"][0]["number"]
        ),
        (&"北区".into(), &3.into(), &"3".into())
    );
    assert_eq!(
        (
            &row["behind"]["O12"]["kind"],
            row["behind"]["O12"]["ids"].as_array().unwrap().len()
        ),
        (&"encounters".into(), 3)
    );
}

on_both! {
    csv_has_the_thirty_keys_and_integers the_table_is_aligned_and_says_how_it_counted
    excel_has_the_table_the_rules_and_the_rows_behind json_names_the_rows_behind_every_figure
}
