//! What must hold for any message, and for the table as it is edited.

use proptest::prelude::*;
use tsunagi_model::Risk;
use tsunagi_safeguard::Classifier;

pub(crate) fn shipped() -> Classifier {
    let (classifier, problems) =
        Classifier::load(include_str!("../../../../flows/tables/risk_words.csv"));
    assert_eq!(problems, [], "the shipped table has faults");
    classifier
}

thread_local! {
    /// Loading takes a moment; properties ask thousands of times.
    static SHIPPED: Classifier = shipped();
}

fn read(text: &str) -> (Risk, &'static str, String) {
    SHIPPED.with(|classifier| {
        let verdict = classifier.classify(text, None);
        (verdict.risk, verdict.category, verdict.rule)
    })
}

#[test]
fn shipped_table_has_no_faults() {
    shipped();
}
