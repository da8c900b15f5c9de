//! The bars that the table must clear, on the set it was tuned with and on the one that was held back.

use tsunagi_model::Risk;
use tsunagi_safeguard::{CATEGORIES, Classifier};

use crate::rules::shipped;

struct Row {
    text: String,
    language: String,
    risk: Risk,
    category: String,
}

fn rows(csv_text: &str) -> Result<Vec<Row>, Box<dyn std::error::Error>> {
    let mut reader = csv::Reader::from_reader(csv_text.as_bytes());
    let mut rows = Vec::new();
    for record in reader.records() {
        let record = record?;
        let [text, language, category] = [0, 1, 3].map(|at| record[at].to_owned());
        rows.push(Row {
            text,
            language,
            risk: record[2].parse()?,
            category,
        });
    }
    Ok(rows)
}

/// How many rows of a kind there are, and how many of them came out as wanted.
#[derive(Default)]
struct Share {
    hits: usize,
    all: usize,
}

impl Share {
    fn count(&mut self, hit: bool) {
        self.all += 1;
        self.hits += usize::from(hit);
    }

    fn percent(&self) -> f64 {
        if self.all == 0 {
            0.0
        } else {
            100.0 * self.hits as f64 / self.all as f64
        }
    }
}

#[derive(Default)]
struct Rates {
    alert_found: Share,
    suicide_found: Share,
    alert_missed: Share,
    harmless_alert: Share,
    harmless_any: Share,
    watch_seen: Share,
    watch_exact: Share,
    abroad_found: Share,
    category_right: Share,
}

fn measure(classifier: &Classifier, rows: &[Row]) -> (Rates, Vec<String>) {
    let mut rates = Rates::default();
    let mut wrong = Vec::new();
    for row in rows {
        let verdict = classifier.classify(&row.text, None);
        match row.risk {
            Risk::Alert => {
                let found = verdict.risk == Risk::Alert;
                rates.alert_found.count(found);
                rates.alert_missed.count(verdict.risk == Risk::None);
                rates.category_right.count(verdict.category == row.category);
                if row.category == "suicide" {
                    rates.suicide_found.count(found);
                }
                if row.language != "ja" {
                    rates.abroad_found.count(found);
                }
            }
            Risk::Watch => {
                rates.watch_seen.count(verdict.risk != Risk::None);
                rates.watch_exact.count(verdict.risk == Risk::Watch);
            }
            Risk::None => {
                rates.harmless_alert.count(verdict.risk == Risk::Alert);
                rates.harmless_any.count(verdict.risk != Risk::None);
            }
        }
        if verdict.risk != row.risk {
            wrong.push(format!(
                "{} {} instead of {} by {}",
                row.text, verdict.risk, row.risk, verdict.rule
            ));
        }
    }
    (rates, wrong)
}

/// Asserts every bar and returns the rates for the log.
fn assert_bars(name: &str, rows: &[Row]) -> String {
    let (rates, wrong) = measure(&shipped(), rows);
    let report = format!(
        "{name}: {} rows; alerts found {:.1}%, of suicide {:.1}%, missed {:.1}%; harmless alert {:.1}%, any {:.1}%; \
         watch seen {:.1}%, exact {:.1}%; other languages {:.1}%; category {:.1}%\n{}",
        rows.len(),
        rates.alert_found.percent(),
        rates.suicide_found.percent(),
        rates.alert_missed.percent(),
        rates.harmless_alert.percent(),
        rates.harmless_any.percent(),
        rates.watch_seen.percent(),
        rates.watch_exact.percent(),
        rates.abroad_found.percent(),
        rates.category_right.percent(),
        wrong.join("\n"),
    );
    assert!(
        rates.alert_found.percent() >= 95.0,
        "alerts found: {report}"
    );
    assert!(
        rates.suicide_found.percent() >= 97.0,
        "suicide alerts found: {report}"
    );
    assert!(
        rates.alert_missed.percent() <= 1.0,
        "alerts missed: {report}"
    );
    assert!(
        rates.harmless_alert.percent() <= 8.0,
        "harmless rows that alert: {report}"
    );
    assert!(
        rates.harmless_any.percent() <= 25.0,
        "harmless rows that raise anything: {report}"
    );
    assert!(
        rates.watch_seen.percent() >= 90.0,
        "watch rows seen: {report}"
    );
    assert!(
        rates.abroad_found.percent() >= 90.0,
        "other languages: {report}"
    );
    assert!(
        rates.category_right.percent() >= 85.0,
        "categories: {report}"
    );
    report
}

#[test]
fn the_set_it_was_tuned_with_clears_the_bars() {
    let rows = rows(include_str!("../labelled.csv")).unwrap();
    eprintln!("{}", assert_bars("tuned", &rows));
}

/// Written before the table. It was measured before it was read, and then corrected for: on words that nobody here
/// has seen, expect less.
#[test]
fn the_set_that_was_held_back_clears_the_bars() {
    let rows = rows(include_str!("../held_out.csv")).unwrap();
    eprintln!("{}", assert_bars("held back", &rows));
}

/// The rows of the other rounds in the voices of many authors, and plain harmless ones. Each round was measured before its
/// failures were read; since then rows and weights were made from it, so that this set only guards against losses.
#[test]
fn the_rows_of_all_rounds_clear_the_bars() {
    let rows = rows(include_str!("../rounds.csv")).unwrap();
    eprintln!("{}", assert_bars("rounds", &rows));
}

/// The last round, by the hand that wrote the table. No row or weight was made from it; it was looked at once, and
/// single kana lost their weights after that. At first contact: alerts found 94.6%, of suicide 96.3%, missed 0.0%;
/// harmless alert 2.2%, any 23.9%; other languages 100.0%. The six rounds before found 80.4, 83.1, 64.5, 67.0, 84.4 and
/// 96.4% (harmless alert 4.1, 6.6, 6.5, 5.0, 17.2 and 4.3%): indirect wording moves these figures by
/// twenty points. Twenty rows meant to be as indirect as can be came last: 55% found, 15% missed.
#[test]
fn the_frozen_set_stays_where_it_was_found() {
    let rows = rows(include_str!("../fresh.csv")).unwrap();
    let (rates, wrong) = measure(&shipped(), &rows);
    let wrong = wrong.join("\n");
    assert!(rates.alert_found.percent() >= 90.0, "{wrong}");
    assert!(rates.alert_missed.percent() <= 1.0, "{wrong}");
    assert!(rates.harmless_alert.percent() <= 8.0, "{wrong}");
    assert!(rates.harmless_any.percent() <= 25.0, "{wrong}");
    assert!(rates.abroad_found.percent() >= 90.0, "{wrong}");
}

#[test]
fn the_sets_are_large_and_their_words_are_known() {
    let (tuned, held_out) = (
        rows(include_str!("../labelled.csv")).unwrap(),
        rows(include_str!("../held_out.csv")).unwrap(),
    );
    assert!(
        tuned.len() + held_out.len() >= 600,
        "{} + {}",
        tuned.len(),
        held_out.len()
    );
    for row in tuned.iter().chain(&held_out) {
        assert_eq!(row.risk == Risk::None, row.category == "-", "{}", row.text);
        assert!(
            row.category == "-" || CATEGORIES.contains(&row.category.as_str()),
            "{}",
            row.text
        );
    }
    for category in CATEGORIES {
        assert!(
            tuned.iter().any(|row| row.category == *category),
            "no row about {category}"
        );
    }
}
