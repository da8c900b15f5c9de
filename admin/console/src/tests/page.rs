//! Every page in both languages, with all its words.

use std::collections::BTreeSet;

use axum::http::StatusCode;

use super::Browser;
use crate::sample;

/// How the ids of texts for staff begin.
const FAMILIES: [&str; 5] = [
    "console-",
    "attachment-",
    "broadcast-",
    "channels-",
    "webroom-",
];

/// Fluent keys as they are written in a text.
fn keys_in(text: &str) -> BTreeSet<String> {
    FAMILIES
        .into_iter()
        .flat_map(|family| {
            text.match_indices(&format!("\"{family}"))
                .map(|(at, _)| at)
                .collect::<Vec<_>>()
        })
        .filter_map(|at| text[at + 1..].split('"').next())
        .filter(|key| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .map(str::to_owned)
        .collect()
}

fn keys_of(ftl: &str) -> BTreeSet<String> {
    ftl.lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .filter(|key| FAMILIES.iter().any(|family| key.starts_with(family)))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_key_that_a_page_names_exists_in_both_languages() {
    let all = |language: &str| -> BTreeSet<String> {
        let files = sample::files();
        let own = files.iter().filter(|file| file.language == language);
        own.flat_map(|file| keys_of(&file.text)).collect()
    };
    let (ja, en) = (all("ja"), all("en"));
    assert_eq!(ja, en, "both files have the same keys");
    let mut used = BTreeSet::new();
    for dir in [
        "src",
        "src/page",
        "src/page/broadcast",
        "src/page/flow",
        "templates",
    ] {
        for entry in
            std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)).unwrap()
        {
            let path = entry.unwrap().path();
            if path.is_file() {
                used.extend(keys_in(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(used.len() > 90, "found {} keys", used.len());
    let missing: Vec<_> = used.difference(&ja).collect();
    assert!(missing.is_empty(), "not in the locale files: {missing:?}");
}

#[test]
fn every_stored_word_has_a_name() {
    use tsunagi_model::*;
    let ja = keys_of(sample::JA);
    let check = |family: &str, words: &[&str]| {
        for word in words {
            let key = format!(
                "console-{family}-{}",
                word.replace(['_', ' '], "-").to_lowercase()
            );
            assert!(ja.contains(&key), "{key}");
        }
    };
    let all = |words: &[&'static str]| words.to_vec();
    check(
        "channel",
        &all(&ChannelKind::ALL
            .iter()
            .map(|w| w.as_str())
            .collect::<Vec<_>>()),
    );
    check(
        "audience",
        &all(&Audience::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>()),
    );
    check(
        "status",
        &all(&Status::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>()),
    );
    check(
        "method",
        &all(&Method::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>()),
    );
    check(
        "result",
        &all(&EncounterResult::ALL
            .iter()
            .map(|w| w.as_str())
            .collect::<Vec<_>>()),
    );
    check(
        "role",
        &all(&StaffRole::ALL
            .iter()
            .map(|w| w.as_str())
            .collect::<Vec<_>>()),
    );
    check(
        "role-of-contact",
        &all(&Role::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>()),
    );
    check(
        "hand-back",
        &all(&HandBack::ALL.iter().map(|w| w.as_str()).collect::<Vec<_>>()),
    );
    check("why", &crate::page::conversation::REASONS);
    check("urgency", &["now", "today", "week"]);
}

#[tokio::test]
async fn every_page_renders_in_both_languages() {
    let room = sample::room().await;
    for (login, language) in [("mizuki", "ja"), ("haru", "en")] {
        let browser = Browser::signed_in(&room, login).await;
        let mut pages = vec![
            ("today", "/console".to_owned()),
            ("inbox", "/console/inbox".to_owned()),
            ("all", "/console/inbox?list=all".to_owned()),
            ("more", "/console/more".to_owned()),
            (
                "report",
                if login == "haru" {
                    "/console/report".to_owned()
                } else {
                    "/console/inbox?list=mine".to_owned()
                },
            ),
            ("missing", "/console/c/nothing".to_owned()),
        ];
        for (name, id) in [
            ("waiting", room.waiting),
            ("mine", room.mine),
            ("automatic", room.automatic),
            ("theirs", room.theirs),
        ] {
            pages.push((name, format!("/console/c/{id}")));
        }
        for (name, path) in pages {
            let answer = browser.get(&path).await;
            assert_eq!(answer.status == StatusCode::OK, name != "missing", "{path}");
            assert_whole(&answer.body, language, name);
        }
        let door = Browser {
            console: browser.console.clone(),
            cookie: format!("tsunagi-language={language}"),
        }
        .get("/console/sign-in")
        .await;
        assert_whole(&door.body, language, "sign-in");
    }
}

#[tokio::test]
async fn a_name_from_the_app_stands_on_the_card_and_is_no_answer() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser.get(&format!("/console/c/{}", room.waiting)).await;
    assert_eq!(page.body.matches("そらまめ").count(), 1);
    assert!(page.body.contains("<dd>そらまめ</dd>"), "{}", page.body);
    assert!(!page.body.contains("platform.name"));
}

/// A page with all its words: no key and no placeholder is left, and the landmarks are there. Kept for a look when asked for.
pub(super) fn assert_whole(page: &str, language: &str, name: &str) {
    assert!(
        page.contains(&format!("<html lang=\"{language}\">")),
        "{name}"
    );
    // What is being edited has placeholders of its own.
    let mut shown = String::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once("<textarea") {
        shown.push_str(before);
        rest = after
            .split_once("</textarea>")
            .map_or("", |(_, after)| after);
    }
    shown.push_str(rest);
    for left in ["console-", "report-", "{ $", "{$"] {
        for (at, _) in shown.match_indices(left) {
            assert!(
                shown[at..].starts_with("report-form"),
                "{name}: {}",
                shown[at..].chars().take(40).collect::<String>()
            );
        }
    }
    for landmark in ["<main id=\"main\"", "<h1", "class=\"skip\""] {
        assert!(page.contains(landmark), "{name} has {landmark}");
    }
    assert!(
        !page.contains(" style=\"") && !page.contains("<script>"),
        "{name}: nothing inline"
    );
    if let Ok(dir) = std::env::var("TSUNAGI_PAGES") {
        let base = format!("{}/static/", env!("CARGO_MANIFEST_DIR"));
        std::fs::write(
            format!("{dir}/{name}-{language}.html"),
            page.replace("/console/static/", &base)
                .replace("console.css?", "console.css#"),
        )
        .unwrap();
    }
}

#[test]
fn the_texts_pass_the_checks_of_all_texts() {
    let files = sample::files();
    let problems = tsunagi_locale::check(&files);
    let ours: Vec<_> = problems
        .iter()
        .filter(|problem| {
            ["console.ftl", "attachment.ftl"]
                .iter()
                .any(|file| problem.file.ends_with(file))
        })
        .collect();
    assert!(ours.is_empty(), "{ours:#?}");
}
