//! The three printed rows of the source, from synthetic files that add up to them.

use tsunagi_report::{Column, Group, Mode, Options, Warning};

use crate::rig::{Rig, on_both, values};

const R1_MODEL: [i64; 30] = [
    44173, 2678, 2486, 2447, 118, 39, 74, 694, 95, 1701, 188, 3805, 319, 1855, 1183, 144, 1969,
    2095, 154, 102, 271, 3282, 270, 13, 776, 222, 1146, 116, 69, 349,
];
const R2_MODEL: [i64; 30] = [
    43112, 2187, 1900, 1872, 216, 28, 71, 745, 259, 1098, 85, 2693, 239, 875, 737, 409, 1506, 1937,
    200, 68, 289, 1831, 40, 16, 803, 96, 1079, 42, 73, 94,
];
const R2_ALL: [i64; 30] = [
    165_669, 3769, 3019, 2956, 444, 63, 306, 1331, 504, 1508, 426, 4838, 346, 1684, 2489, 428,
    2001, 3076, 431, 126, 694, 3335, 57, 126, 1276, 269, 1804, 66, 143, 211,
];

const ENGLISH: &str = "case,fiscal_year,area,school,grade,found_via,assessment,school_state,ward_state,phone,letter_mail,home_visit,other,refused,\
                       support,destinations,outcome";
const JAPANESE: &str = "ケース番号,年度,区,学校,学年,発見経路,アセスメント,学校の状況,区の状況,電話,手紙・メール,家庭訪問,その他,拒否,支援,支援先,効果";

/// Words of a file in one language: states, support, destinations, outcomes, yes and no.
struct Language {
    head: &'static str,
    states: [&'static str; 4],
    support: [&'static str; 4],
    destinations: [&'static str; 6],
    outcomes: [&'static str; 6],
    assessment: [&'static str; 2],
    year: &'static str,
    found: &'static str,
}

const IN_ENGLISH: Language = Language {
    head: ENGLISH,
    states: ["reached", "unreached", "not_attempted", "preparing"],
    support: ["none", "in_use", "preparing", "declined"],
    destinations: [
        "ward_office",
        "agency",
        "medical_police",
        "place_learning",
        "school",
        "other",
    ],
    outcomes: [
        "resolved",
        "improved",
        "unchanged",
        "worsened",
        "other_moved",
        "unmeasured",
    ],
    assessment: ["needed", "not_needed"],
    year: "2020",
    found: "screening",
};
const IN_JAPANESE: Language = Language {
    head: JAPANESE,
    states: ["できた", "できなかった", "していない", "準備中"],
    support: ["なし", "利用", "準備中", "拒否"],
    destinations: [
        "区役所等",
        "関係機関",
        "医療機関・警察",
        "居場所・学習支援",
        "学校",
        "その他",
    ],
    outcomes: [
        "解決",
        "好転",
        "変化なし",
        "悪化",
        "その他（転出等）",
        "未測定",
    ],
    assessment: ["必要", "不要"],
    year: "令和元年度",
    found: "学校スクリーニング",
};

/// A file whose cases add up to `row`, spread over `areas`. The school's "not tried" are all reached by the ward, and nobody else
/// is whom the school did not reach (F4).
fn file(row: &[i64; 30], areas: &[String], words: &Language, prefix: &str) -> String {
    let n = |column: usize| usize::try_from(row[column - 1]).unwrap();
    let cases = n(2);
    let spread = |order: &[(usize, usize)]| {
        order
            .iter()
            .flat_map(|(word, count)| std::iter::repeat_n(*word, *count))
            .collect::<Vec<_>>()
    };
    let school = spread(&[(2, n(6)), (0, n(4)), (1, n(5)), (3, n(7))]);
    let ward = spread(&[(0, n(8)), (2, n(10)), (1, n(9)), (3, n(11))]);
    let outcomes = spread(&[
        (0, n(25)),
        (1, n(26)),
        (2, n(27)),
        (3, n(28)),
        (4, n(29)),
        (5, n(30)),
    ]);
    assert_eq!([school.len(), ward.len(), outcomes.len()], [cases; 3]);
    let share = |total: usize, place: usize| total / cases + usize::from(place < total % cases);
    let connected = n(17);
    let declined = n(23).min(10);
    let links = spread(&[
        (0, n(18)),
        (1, n(19)),
        (2, n(20)),
        (3, n(21)),
        (4, n(22)),
        (5, n(23) - declined),
    ]);
    let mut text = format!("{}\n", words.head);
    for place in 0..cases {
        let (support, destinations) = if place < connected {
            let mine: Vec<_> = links
                .iter()
                .skip(place)
                .step_by(connected)
                .map(|kind| words.destinations[*kind])
                .collect();
            (1, mine.join(";"))
        } else if place < connected + n(24) {
            (2, words.destinations[place % 6].to_owned())
        } else if place < connected + n(24) + declined {
            (3, words.destinations[place % 6].to_owned())
        } else {
            (0, String::new())
        };
        // 7919 is prime to every number of cases here, so that outcomes do not follow the states.
        let outcome = outcomes[place * 7919 % cases];
        text += &format!(
            "{prefix}{place},{},{},小学校{},４,{},{},{},{},{},{},{},{},{},{},{destinations},{}\n",
            words.year,
            areas[place % areas.len()],
            place % 50,
            words.found,
            words.assessment[0],
            words.states[school[place]],
            words.states[ward[place]],
            share(n(12), place),
            share(n(13), place),
            share(n(14), place),
            share(n(15), cases - 1 - place),
            share(n(16), cases - 1 - place),
            words.support[support],
            words.outcomes[outcome],
        );
    }
    // Neither those who need no support nor those whom somebody else found are in any column.
    text += &format!(
        "{prefix}x1,{},{},,,{},{},,,5,5,5,5,5,{},,\n",
        words.year, areas[0], words.found, words.assessment[1], words.support[0]
    );
    text += &format!(
        "{prefix}x2,{},{},,,sns,{},{s},{s},5,5,5,5,5,{},,\n",
        words.year,
        areas[0],
        words.assessment[0],
        words.support[0],
        s = words.states[0]
    );
    text
}

fn pupils(total: i64, areas: &[String], year: &str) -> String {
    let share = total / areas.len() as i64;
    let mut text = "区,年度,児童・生徒数\n".to_owned();
    for (place, area) in areas.iter().enumerate() {
        let extra = if place == 0 {
            total % areas.len() as i64
        } else {
            0
        };
        text += &format!("{area},{year},{}\n", share + extra);
    }
    text
}

fn wards(range: std::ops::RangeInclusive<u32>) -> Vec<String> {
    range.map(|ward| format!("第{ward}区")).collect()
}

async fn first_year_of_the_model_wards(rig: Rig) {
    let areas = wards(1..=7);
    let text = file(&R1_MODEL, &areas, &IN_JAPANESE, "A");
    let (bytes, _, unmappable) = encoding_rs::SHIFT_JIS.encode(&text);
    assert!(!unmappable);
    rig.pupils(pupils(R1_MODEL[0], &areas, "R1").as_bytes(), Mode::GoodRows)
        .await;
    let imported = rig.cases(&bytes, Mode::GoodRows).await;
    assert_eq!(imported.preview.problems, []);
    assert_eq!(imported.done.unwrap().new_cases, 2680);
    let report = rig.report(2019, Group::City, Options::default()).await;
    assert_eq!(report.rows.len(), 1);
    assert_eq!(values(&report.rows[0]), R1_MODEL);
    assert_eq!(
        (
            report.rows[0].beside.not_needed,
            report.rows[0].beside.not_by_screening
        ),
        (1, 1)
    );
    assert!(report.can_be_final());
    // Another year has none of it.
    assert_eq!(
        values(&rig.report(2020, Group::City, Options::default()).await.rows[0]),
        [0; 30]
    );
}

async fn second_year_of_model_wards_and_of_all(rig: Rig) {
    let (model, others) = (wards(1..=7), wards(8..=24));
    let mut rest = [0; 30];
    for (rest, (all, model)) in rest.iter_mut().zip(R2_ALL.iter().zip(R2_MODEL)) {
        *rest = all - model;
    }
    rig.pupils(
        pupils(R2_MODEL[0], &model, "2020").as_bytes(),
        Mode::GoodRows,
    )
    .await;
    rig.pupils(pupils(rest[0], &others, "2020").as_bytes(), Mode::GoodRows)
        .await;
    rig.cases(
        file(&R2_MODEL, &model, &IN_ENGLISH, "M").as_bytes(),
        Mode::GoodRows,
    )
    .await;
    rig.cases(
        format!("\u{feff}{}", file(&rest, &others, &IN_ENGLISH, "R")).as_bytes(),
        Mode::AllOrNothing,
    )
    .await;
    let options = Options {
        model_areas: model.clone(),
        ..Options::default()
    };
    let report = rig.report(2020, Group::ModelAreas, options).await;
    assert_eq!(values(&report.rows[0]), R2_MODEL);
    assert_eq!(values(&report.rows[1]), R2_ALL);
    // F4: the union is what the formula says, so nothing is flagged. F5: some children are better without any support on record.
    for row in &report.rows {
        assert_eq!(
            row.beside.reached_by_formula,
            row.value("O3".parse().unwrap())
        );
        assert!(
            !row.warnings
                .iter()
                .any(|warning| matches!(warning, Warning::UnionIsNotFormula { .. }))
        );
        assert!(
            row.warnings
                .iter()
                .any(|warning| matches!(warning, Warning::BetterWithoutSupport { .. })),
            "{:?}",
            row.warnings
        );
        assert!(row.checks.iter().all(tsunagi_report::Check::closes));
    }
    assert!(report.warnings.contains(&Warning::NoRanking));
    let by_area = rig.report(2020, Group::Area, Options::default()).await;
    assert_eq!(by_area.rows.len(), 24);
    for column in Column::all() {
        assert_eq!(
            by_area
                .rows
                .iter()
                .map(|row| row.value(column))
                .sum::<i64>(),
            R2_ALL[usize::from(column.number()) - 1],
            "{column}"
        );
    }
    // Every figure can be followed down to as many rows.
    for row in by_area.rows.iter().chain(&report.rows) {
        for column in Column::all().skip(1) {
            assert_eq!(
                i64::try_from(row.rows_behind(column).unwrap().len()).unwrap(),
                row.value(column)
            );
        }
    }
}

on_both! { first_year_of_the_model_wards second_year_of_model_wards_and_of_all }
