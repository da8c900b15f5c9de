//! `tsunagi doctor` tells people who run a service what to do, in their language.

use std::collections::BTreeSet;

use crate::binary::{root, run, text};

/// The codes of everything that the doctor may say is to be done: the words in quotes where a remedy is made.
fn codes() -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (path, source) in crate::rooms::sources() {
        if path.contains("/tests/") {
            continue;
        }
        for made in source.split("Remedy::new(").skip(1) {
            let code = made.split(',').next().unwrap();
            found.extend(code.split('"').skip(1).step_by(2).map(str::to_owned));
        }
    }
    found
}

#[test]
fn everything_that_is_to_be_done_is_said_in_japanese() {
    let texts = std::fs::read_to_string(root().join("locales/ja/doctor.ftl")).unwrap();
    let said: BTreeSet<String> = texts
        .lines()
        .filter_map(|line| line.strip_prefix("doctor-")?.split_once(" = "))
        .map(|(code, _)| code.to_owned())
        .collect();
    let codes = codes();
    assert!(codes.len() > 60, "{codes:?}");
    assert_eq!(codes, said);
}

#[test]
fn the_doctor_speaks_the_operators_language() {
    let folder = tempfile::tempdir().unwrap();
    let output = run(&folder, &["doctor"]);
    assert_eq!(output.status.code(), Some(1), "{}", text(&output.stderr));
    let told = text(&output.stdout);
    assert!(
        told.contains("BAD  staff: スタッフがまだひとりもいません。`tsunagi staff add` で作ってください。\n     (none)\n"),
        "{told}"
    );
    assert!(
        told.contains("BAD  telephones: 電話番号がまだ入っていないチームがあります（duty"),
        "{told}"
    );
    let told = text(&run(&folder, &["doctor", "--lang", "en"]).stdout);
    assert!(
        told.contains("BAD  staff: none\n     → run `tsunagi staff add`\n"),
        "{told}"
    );
}

#[test]
fn programs_read_codes_that_stay() {
    let folder = tempfile::tempdir().unwrap();
    for (language, remedy) in [("ja", "スタッフが"), ("en", "run `tsunagi")] {
        let output = run(&folder, &["doctor", "--format", "json", "--lang", language]);
        let told: Vec<serde_json::Value> = serde_json::from_slice(&output.stdout).unwrap();
        let staff = told.iter().find(|told| told["what"] == "staff").unwrap();
        assert_eq!(
            (&staff["ok"], &staff["code"], &staff["channel"]),
            (&false.into(), &"staff".into(), &serde_json::Value::Null)
        );
        assert!(staff["remedy"].as_str().unwrap().starts_with(remedy));
        let key = told.iter().find(|told| told["what"] == "key").unwrap();
        assert_eq!(
            (&key["ok"], &key["code"]),
            (&true.into(), &serde_json::Value::Null)
        );
    }
}

#[test]
fn a_channel_that_cannot_be_opened_names_its_setting() {
    let folder = tempfile::tempdir().unwrap();
    let channel = "[[channel]]\nslug = \"page\"\nkind = \"messenger\"\narea = \"a\"\n";
    let told = text(&crate::binary::run_with(&folder, channel, &["doctor"]).stdout);
    assert!(
        told.contains("BAD  page settings: この連絡手段の設定が正しくありません。")
            && told.contains("is missing)"),
        "{told}"
    );
}
