//! Coordinators at their desk: reading, changing, trying, publishing; and everybody else.

use axum::http::{StatusCode, header};

use super::{Browser, page::assert_whole};
use crate::sample;

/// A form of the editor.
fn form(fields: &[(&str, &str)]) -> String {
    let encode = |text: &str| -> String { text.bytes().map(|b| format!("%{b:02X}")).collect() };
    let pairs: Vec<_> = fields
        .iter()
        .map(|(key, value)| format!("{}={}", encode(key), encode(value)))
        .collect();
    pairs.join("&")
}

/// The value of a hidden field that follows another one.
fn after<'a>(page: &'a str, before: &str, name: &str) -> &'a str {
    let rest = page.split_once(before).unwrap().1;
    let mark = format!("name=\"{name}\" value=\"");
    rest.split_once(&mark).unwrap().1.split('"').next().unwrap()
}

fn yaml() -> String {
    sample::authored().get("hello.yml").unwrap().to_owned()
}

#[tokio::test]
async fn every_section_renders_in_both_languages() {
    let room = sample::room().await;
    for (login, language) in [("tsubaki", "ja"), ("asahi", "en")] {
        let browser = Browser::signed_in(&room, login).await;
        for section in ["", "/edit", "/map", "/try", "/history", "/publish"] {
            let path = format!("/console/flows/hello{section}");
            let answer = browser.get(&path).await;
            assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.body);
            assert_whole(
                &answer.body,
                language,
                &format!("flow{}", section.replace('/', "-")),
            );
        }
        let list = browser.get("/console/flows").await;
        assert_whole(&list.body, language, "flows");
        assert!(list.body.contains("あいさつ") && list.body.contains("action=\"/console/flows\""));
    }
}

#[tokio::test]
async fn a_flow_reads_like_a_script() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "tsubaki").await;
    let page = browser.get("/console/flows/hello").await.body;
    for there in [
        "今週は、どんな感じ？",
        "いい感じ",
        "合言葉 こんにちは",
        "毎週 日曜17:00",
        "href=\"#step-thanks\"",
        "人に引き継ぐ：アウトリーチ担当",
    ] {
        assert!(page.contains(there), "{there}");
    }
    let english = browser
        .get("/console/flows/hello?lang=en&role=parent")
        .await
        .body;
    assert!(english.contains("How was your week?"));
}

#[tokio::test]
async fn a_mistake_is_named_mended_and_published() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "tsubaki").await;
    let page = browser.get("/console/flows/hello/edit").await.body;
    let rev = after(&page, "value=\"hello.yml\"", "rev").to_owned();
    let wrong = yaml().replace("good: thanks", "good: thansk");
    let fields = form(&[("path", "hello.yml"), ("rev", &rev), ("text", &wrong)]);
    let checked = browser.post("/console/flows/hello/check", &fields).await;
    assert!(
        checked.body.contains("E01") && checked.body.contains("data-line=\"17\""),
        "{}",
        checked.body
    );
    let saved = browser.post("/console/flows/hello/edit", &fields).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let page = browser.get("/console/flows/hello/publish").await.body;
    assert!(page.contains("直すところがあるので") && !page.contains("公開する</button>"));

    let page = browser.get("/console/flows/hello/edit").await.body;
    let rev = after(&page, "value=\"hello.yml\"", "rev").to_owned();
    let right = yaml().replace("log: answered", "log: said something");
    let fields = form(&[
        ("path", "hello.yml"),
        ("rev", &rev),
        ("text", &right),
        ("go", "publish"),
    ]);
    let saved = browser.post("/console/flows/hello/edit", &fields).await;
    assert_eq!(
        saved.header(header::LOCATION),
        "/console/flows/hello/publish"
    );
    let page = browser.get("/console/flows/hello/publish").await.body;
    assert!(
        page.contains("said something") && page.contains("書いたとおりに進みました"),
        "{page}"
    );
    let seen = after(&page, "<form class=\"card stack\"", "seen").to_owned();
    let fields = form(&[
        ("seen", &seen),
        ("note", "数える言葉を変えた"),
        ("reason", "x"),
    ]);
    let published = browser.post("/console/flows/hello/publish", &fields).await;
    assert_eq!(
        published.status,
        StatusCode::SEE_OTHER,
        "{}",
        published.body
    );
    let history = browser
        .get("/console/flows/hello/history?old=1&new=2")
        .await
        .body;
    for there in [
        "第2版",
        "数える言葉を変えた",
        "つばき",
        "said something",
        "この版を下書きにする",
    ] {
        assert!(history.contains(there), "{there}");
    }
    let restored = browser
        .post("/console/flows/hello/restore", "version=1")
        .await;
    assert_eq!(restored.status, StatusCode::SEE_OTHER);
    assert!(
        browser
            .get("/console/flows")
            .await
            .body
            .contains("下書き つばきさん")
    );
}

#[tokio::test]
async fn two_who_change_the_same_step_see_both() {
    let room = sample::room().await;
    let first = Browser::signed_in(&room, "tsubaki").await;
    let second = Browser::signed_in(&room, "asahi").await;
    let text = |log: &str| yaml().replace("log: answered", log);
    let fields = |log: &str| form(&[("path", "hello.yml"), ("rev", "0"), ("text", &text(log))]);
    first
        .post("/console/flows/hello/edit", &fields("log: one"))
        .await;
    let open = second.get("/console/flows/hello/edit").await.body;
    assert!(
        open.contains("つばき is writing as well"),
        "each sees the other"
    );
    let clash = second
        .post("/console/flows/hello/edit", &fields("log: two"))
        .await;
    assert_eq!(clash.status, StatusCode::OK);
    assert!(clash.body.contains("log: one") && clash.body.contains("log: two"));
    let against = after(&clash.body, "<section class=\"card\"", "against").to_owned();
    let chosen = form(&[
        ("path", "hello.yml"),
        ("rev", "0"),
        ("against", &against),
        ("text", &text("log: two")),
        ("pick steps.thanks", "mine"),
    ]);
    let saved = second.post("/console/flows/hello/edit", &chosen).await;
    assert_eq!(saved.status, StatusCode::SEE_OTHER, "{}", saved.body);
    let now = first.get("/console/flows/hello/edit").await.body;
    assert!(now.contains("log: two") && !now.contains("log: one"));
}

#[tokio::test]
async fn a_draft_is_tried_on_a_phone() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "tsubaki").await;
    let page = browser.get("/console/flows/hello/try").await.body;
    assert!(
        page.contains("value=\"tap hello/mood/good\"") && page.contains("今週は、どんな感じ？")
    );
    let from = after(&page, "<form id=\"try\"", "from").to_owned();
    let base = [
        ("from", from.as_str()),
        ("role", "child"),
        ("lang", "ja"),
        ("age", "12"),
        ("agreed", "yes"),
    ];
    let with = |more: &[(&'static str, &'static str)]| form(&[&base[..], more].concat());
    let day = browser
        .post(
            "/console/flows/hello/try",
            &with(&[("way", "silence"), ("act", "silence")]),
        )
        .await;
    assert!(
        day.body.contains("気が向いたら、えらんでね。"),
        "it nudges when two days have passed: {}",
        day.body
    );
    let done = browser
        .post(
            "/console/flows/hello/try",
            &with(&[("act", "tap hello/mood/good")]),
        )
        .await;
    assert!(done.body.contains("ありがとう。") && done.body.contains("終わり"));
    assert!(done.body.contains("hello.mood"));
}

#[tokio::test]
async fn who_may_not_change_reads_or_finds_nothing() {
    let room = sample::room().await;
    let staff = Browser::signed_in(&room, "mizuki").await;
    let page = staff.get("/console/flows/hello/edit").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(page.body.contains(" readonly") && !page.body.contains("下書きを保存"));
    assert_eq!(
        staff.get("/console/flows/hello/publish").await.status,
        StatusCode::NOT_FOUND
    );
    let officer = Browser::signed_in(&room, "aoki").await;
    for path in [
        "/console/flows",
        "/console/flows/hello",
        "/console/flows/hello/edit",
    ] {
        assert_eq!(
            officer.get(path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    let fields = form(&[("path", "hello.yml"), ("rev", "0"), ("text", "x")]);
    for browser in [&staff, &officer] {
        for act in ["edit", "discard", "restore", "publish", "keep", "retire"] {
            let body = format!("{fields}&version=1&retired=yes");
            let answer = browser
                .post(&format!("/console/flows/hello/{act}"), &body)
                .await;
            assert_eq!(answer.status, StatusCode::NOT_FOUND, "{act}");
        }
    }
    let coordinator = Browser::signed_in(&room, "tsubaki").await;
    let foreign = coordinator
        .post_from("/console/flows/hello/edit", &fields, "cross-site")
        .await;
    assert_eq!(foreign.status, StatusCode::FORBIDDEN);
    let long = form(&[
        ("path", "hello.yml"),
        ("rev", "0"),
        ("text", &"x".repeat(300_000)),
    ]);
    let refused = coordinator.post("/console/flows/hello/edit", &long).await;
    assert!(refused.body.contains("256 KB"), "{}", refused.status);
}
