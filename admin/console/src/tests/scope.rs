//! What is out of scope does not exist, and every reading is on record.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use super::Browser;
use crate::sample;

#[tokio::test]
async fn what_is_out_of_scope_does_not_exist() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let id = room.elsewhere;
    let absent = browser
        .get("/console/c/01940000-0000-7000-8000-000000000000")
        .await;
    for path in [
        format!("/console/c/{id}"),
        "/console/report".to_owned(),
        "/console/c/x".to_owned(),
        "/console/nowhere".to_owned(),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(
            answer.body, absent.body,
            "{path} looks like any page that is not there"
        );
    }
    assert_eq!(
        browser
            .get(&format!("/console/events?conversation={id}"))
            .await
            .status,
        StatusCode::NOT_FOUND
    );
    for page in ["/console", "/console/inbox", "/console/inbox?list=all"] {
        let body = browser.get(page).await.body;
        assert!(
            !body.contains(&id.to_string()) && !body.contains("かざはな町"),
            "{page}"
        );
        assert!(body.contains(&room.waiting.to_string()), "{page}");
    }
}

#[tokio::test]
async fn an_officer_sees_reports_and_no_conversation() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "aoki").await;
    let today = browser.get("/console").await;
    assert!(
        today.body.contains("/console/report")
            && !today.body.contains("/console/inbox")
            && !today.body.contains("ひなた市")
    );
    for path in [
        "/console/inbox".to_owned(),
        format!("/console/c/{}", room.waiting),
        "/console/events".to_owned(),
    ] {
        assert_eq!(
            browser.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{path}"
        );
    }
    assert_eq!(browser.get("/console/report").await.status, StatusCode::OK);
}

#[tokio::test]
async fn lists_hold_no_words_of_anybody() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    for page in [
        "/console",
        "/console/inbox",
        "/console/inbox?list=all",
        "/console/inbox?list=mine",
    ] {
        let body = browser.get(page).await.body;
        for words in [
            "どうでもいい",
            "起きられない",
            "ねむれていない",
            "ゲームの話",
        ] {
            assert!(!body.contains(words), "{words} in {page}");
        }
    }
    let waiting = browser.get("/console/inbox").await.body;
    let at = |id: &tsunagi_model::ConversationId| {
        waiting
            .find(&format!("/console/c/{id}"))
            .unwrap_or(usize::MAX)
    };
    assert!(
        at(&room.waiting) < at(&room.theirs),
        "what is urgent comes first"
    );
}

#[tokio::test]
async fn reports_can_be_read_and_taken_along_and_that_is_on_record() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "aoki").await;
    let page = browser
        .get("/console/report?year=2025&group=area")
        .await
        .body;
    assert!(
        page.contains("令和7年度（2025）")
            && page.contains("O30")
            && page.contains("osaka.xlsx?year=2025&amp;group=area")
            || page.contains("osaka.xlsx?year=2025&#38;group=area"),
        "{page}"
    );
    let csv = browser
        .get("/console/report/osaka.csv?year=2025&group=area")
        .await;
    assert!(
        csv.body.trim_start_matches('\u{feff}').starts_with("row,"),
        "{}",
        csv.body
    );
    assert_eq!(
        csv.header(header::CONTENT_DISPOSITION),
        "attachment; filename=\"tsunagi-osaka-2025.csv\""
    );
    assert_eq!(csv.header(header::CACHE_CONTROL), "no-store");
    let excel = browser.get("/console/report/osaka.xlsx?year=2025").await;
    assert!(
        excel.body.starts_with("PK")
            && excel.header(header::CONTENT_TYPE).contains("spreadsheetml")
    );
    let log = room.app.service.store().audit_page(0, 100).await.unwrap();
    assert!(log.iter().any(|row| row.action == "export"
        && row.staff.as_deref() == Some("aoki")
        && row.object == "report/osaka.csv"));
    let staff = Browser::signed_in(&room, "mizuki").await;
    assert_eq!(
        staff.get("/console/report/osaka.csv").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn reading_words_is_on_record_and_lists_are_not_words() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let reads = || async {
        room.app
            .service
            .store()
            .audit_page(0, 1_000)
            .await
            .unwrap()
            .into_iter()
            .filter(|row| row.action == "read")
            .count()
    };
    browser.get("/console").await;
    browser.get("/console/inbox?list=all").await;
    assert_eq!(reads().await, 0);
    browser.get(&format!("/console/c/{}", room.mine)).await;
    assert_eq!(reads().await, 1);
    browser.get(&format!("/console/c/{}", room.elsewhere)).await;
    assert_eq!(reads().await, 1);
}

#[tokio::test]
async fn an_open_page_hears_of_changes_by_id_only() {
    use futures_util::StreamExt;
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let request = Request::get(format!("/console/events?conversation={}", room.mine))
        .header("cookie", &browser.cookie)
        .body(Body::empty())
        .unwrap();
    let response = browser.console.clone().oneshot(request).await.unwrap();
    assert_eq!(
        response.headers()[header::CONTENT_TYPE],
        "text/event-stream"
    );
    let mut stream = response.into_body().into_data_stream();
    let first = stream.next().await.unwrap().unwrap();
    assert!(
        !String::from_utf8_lossy(&first).contains("event"),
        "{first:?}"
    );
    // Elsewhere first: what comes next must be about this conversation.
    browser
        .post(&format!("/console/c/{}/note", room.waiting), "note=x")
        .await;
    browser
        .post(&format!("/console/c/{}/note", room.mine), "note=himitsu")
        .await;
    let next = stream.next().await.unwrap().unwrap();
    assert_eq!(
        String::from_utf8_lossy(&next),
        format!("event: change\ndata: {}\n\n", room.mine)
    );
}
