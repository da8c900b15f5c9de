//! Whatever stands in a file, reading, checking and saying it never panics.

use proptest::prelude::*;
use tsunagi_locale::{Arg, Catalogue, TextFile, check, fold};

/// Pieces of Fluent and of Japanese, so that random text is often nearly right.
const PIECES: &[&str] = &[
    "a",
    "b-c",
    " = ",
    "=",
    "\n",
    "\r\n",
    "    ",
    "{ ",
    " }",
    "{",
    "}",
    "$x",
    "$role",
    "-term",
    " ->",
    "[child]",
    "*[other]",
    "[0]",
    ".go",
    "\"",
    "\\u",
    "(",
    ")",
    ",",
    ":",
    "1",
    "-1.5",
    "# audience: child\n",
    "### languages: ja\n",
    "## push: yes\n",
    "がんばって",
    "誰（だれ）",
    "漢",
    "。",
    "！",
    "🌱",
    "👨‍👩‍👧",
    "\u{2068}",
    "ｶﾞ",
    "NUMBER",
    "DATETIME",
    "é",
    "\u{0}",
    "\u{FEFF}",
];

fn fluent() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => prop::collection::vec(prop::sample::select(PIECES), 0..60).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_text_is_read_checked_and_said(ja in fluent(), hira in fluent(), en in fluent(), typed in any::<String>()) {
        let files: Vec<TextFile> = [("ja", ja), ("ja-Hira", hira), ("en", en)]
            .map(|(language, text)| TextFile { language: language.to_owned(), name: "x".to_owned(), path: format!("{language}.ftl"), text })
            .to_vec();
        for problem in check(&files) {
            let file = files.iter().find(|file| file.path == problem.file).unwrap();
            prop_assert!(problem.line >= 1 && problem.line as usize <= file.text.matches('\n').count() + 1);
            prop_assert!(problem.column >= 1);
        }
        let (catalogue, _) = Catalogue::load(&files);
        for id in ["a", "b-c", "b-ca"] {
            let rendered = catalogue.text("ja-Hira", id, &[("x", Arg::Number(1e300)), ("role", Arg::from("child"))]);
            prop_assert!(rendered.bubbles().iter().all(|bubble| !bubble.trim().is_empty()));
            catalogue.match_option(id, &["go"], &typed);
            catalogue.label("en", id, "go");
        }
    }

    #[test]
    fn folding_twice_changes_nothing(text in any::<String>()) {
        let once = fold(&text);
        prop_assert_eq!(fold(&once), once);
    }
}

#[test]
fn references_in_a_circle_and_endless_nesting_are_survived() {
    let circle = (0..2_000)
        .map(|n| format!("m{n} = {{ m{} }}\n", (n + 1) % 2_000))
        .collect::<String>();
    let nested = format!("deep = {}x{}\n", "{ ".repeat(5_000), " }".repeat(5_000));
    for text in [circle, nested] {
        let files = [TextFile {
            language: "ja".to_owned(),
            name: "x".to_owned(),
            path: "x.ftl".to_owned(),
            text,
        }];
        check(&files);
        let (catalogue, _) = Catalogue::load(&files);
        assert!(!catalogue.text("ja", "m0", &[]).complete);
    }
}
