//! The console as a browser meets it: pages in both languages, the door, scopes, headers.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use tower::ServiceExt;

use crate::sample::{self, Room};

struct Answer {
    status: StatusCode,
    headers: axum::http::HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: header::HeaderName) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
}

struct Browser {
    console: Router,
    cookie: String,
}

impl Browser {
    fn of(room: &Room) -> Self {
        Self {
            console: crate::router(room.app.service.clone(), room.app.options),
            cookie: String::new(),
        }
    }

    async fn signed_in(room: &Room, login: &str) -> Self {
        let mut browser = Self::of(room);
        let answer = browser.enter(login, sample::PASSWORD).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
        let cookies = answer.headers.get_all(header::SET_COOKIE).iter();
        browser.cookie = cookies
            .map(|cookie| cookie.to_str().unwrap().split(';').next().unwrap())
            .collect::<Vec<_>>()
            .join("; ");
        browser
    }

    async fn enter(&self, login: &str, password: &str) -> Answer {
        let encode = |text: &str| {
            text.bytes()
                .map(|b| format!("%{b:02X}"))
                .collect::<String>()
        };
        self.post(
            "/console/sign-in",
            &format!(
                "login={}&password={}&next=",
                encode(login),
                encode(password)
            ),
        )
        .await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.console.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
        Answer {
            status: parts.status,
            headers: parts.headers,
            body: String::from_utf8_lossy(&bytes).into_owned(),
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.send(
            Request::get(path)
                .header("cookie", &self.cookie)
                .body(Body::empty())
                .unwrap(),
        )
        .await
    }

    async fn post(&self, path: &str, form: &str) -> Answer {
        self.post_from(path, form, "same-origin").await
    }

    async fn post_from(&self, path: &str, form: &str, site: &str) -> Answer {
        let request = Request::post(path)
            .header("cookie", &self.cookie)
            .header("host", "support.example.jp")
            .header("sec-fetch-site", site)
            .header("content-type", "application/x-www-form-urlencoded");
        self.send(request.body(Body::from(form.to_owned())).unwrap())
            .await
    }
}

/// Fluent keys as they are written in a text.
fn keys_in(text: &str) -> BTreeSet<String> {
    text.match_indices("\"console-")
        .filter_map(|(at, _)| text[at + 1..].split('"').next())
        .filter(|key| key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-'))
        .map(str::to_owned)
        .collect()
}

fn keys_of(ftl: &str) -> BTreeSet<String> {
    ftl.lines()
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .filter(|key| key.starts_with("console-"))
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_key_that_a_page_names_exists_in_both_languages() {
    let (ja, en) = (keys_of(sample::JA), keys_of(sample::EN));
    assert_eq!(ja, en, "both files have the same keys");
    let mut used = BTreeSet::new();
    for dir in ["src", "src/page", "templates"] {
        for entry in
            std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(dir)).unwrap()
        {
            let path = entry.unwrap().path();
            if path.is_file() && !path.ends_with("tests.rs") {
                used.extend(keys_in(&std::fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(used.len() > 90, "found {} keys", used.len());
    let missing: Vec<_> = used.difference(&ja).collect();
    assert!(missing.is_empty(), "not in console.ftl: {missing:?}");
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

/// A page with all its words: no key and no placeholder is left, and the landmarks are there. Kept for a look when asked for.
fn assert_whole(page: &str, language: &str, name: &str) {
    assert!(
        page.contains(&format!("<html lang=\"{language}\">")),
        "{name}"
    );
    for left in ["console-", "report-", "{ $", "{$"] {
        for (at, _) in page.match_indices(left) {
            assert!(
                page[at..].starts_with("report-form"),
                "{name}: {}",
                page[at..].chars().take(40).collect::<String>()
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

#[tokio::test]
async fn the_door_opens_with_the_right_password_only() {
    let room = sample::room().await;
    let browser = Browser::of(&room);
    let closed = browser.get("/console").await;
    assert_eq!(
        (closed.status, closed.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/console/sign-in?next=/console")
    );
    let wrong = browser.enter("mizuki", "ちがう").await;
    assert_eq!(wrong.status, StatusCode::UNAUTHORIZED);
    assert!(
        wrong.body.contains("ログイン名かパスワードがちがいます")
            && wrong.headers.get(header::SET_COOKIE).is_none()
    );
    let nobody = browser.enter("nobody", sample::PASSWORD).await;
    assert_eq!(
        nobody.body.replace("nobody", "mizuki"),
        wrong.body,
        "which of the two was wrong is not said"
    );
    let right = browser.enter("mizuki", sample::PASSWORD).await;
    let cookie = right.header(header::SET_COOKIE);
    assert!(
        cookie.contains("HttpOnly") && cookie.contains("SameSite=Lax") && cookie.contains("Path=/"),
        "{cookie}"
    );
    let inside = Browser::signed_in(&room, "mizuki").await;
    assert!(inside.get("/console").await.body.contains("みずき"));
    inside.post("/console/sign-out", "").await;
    assert_eq!(
        inside.get("/console").await.status,
        StatusCode::SEE_OTHER,
        "the session ends in the store, not only in the browser"
    );
}

#[tokio::test]
async fn an_account_is_locked_after_ten_wrong_passwords_and_says_until_when() {
    let room = sample::room().await;
    let browser = Browser::of(&room);
    for _ in 0..10 {
        assert_eq!(
            browser.enter("mizuki", "ちがう").await.status,
            StatusCode::UNAUTHORIZED
        );
    }
    let locked = browser.enter("mizuki", sample::PASSWORD).await;
    assert_eq!(locked.status, StatusCode::TOO_MANY_REQUESTS);
    assert!(
        locked.body.contains("17:20まで入れません"),
        "{}",
        locked.body
    );
}

#[tokio::test]
async fn cookies_of_a_public_server_are_secure() {
    let room = sample::room().await;
    let options = crate::ConsoleOptions {
        secure_cookies: true,
        demo: false,
    };
    let browser = Browser {
        console: crate::router(room.app.service.clone(), options),
        cookie: String::new(),
    };
    let answer = browser.enter("mizuki", sample::PASSWORD).await;
    let cookies: Vec<_> = answer
        .headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|cookie| cookie.to_str().unwrap())
        .collect();
    assert!(
        cookies
            .iter()
            .any(|cookie| cookie.starts_with("__Host-tsunagi=")),
        "{cookies:?}"
    );
    assert!(
        cookies.iter().all(|cookie| cookie.contains("Secure")),
        "{cookies:?}"
    );
}

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
async fn forms_of_other_sites_are_refused() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}/note", room.mine);
    let refused = browser.post_from(&path, "note=x", "cross-site").await;
    assert_eq!(refused.status, StatusCode::FORBIDDEN);
    assert!(refused.body.contains("この操作は受け付けられませんでした"));
    assert_eq!(
        browser
            .post_from(&path, "note=x", "same-origin")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn nothing_personal_is_kept_and_nothing_foreign_runs() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    for path in [
        "/console".to_owned(),
        format!("/console/c/{}", room.mine),
        "/console/sign-in".to_owned(),
        "/console/nowhere".to_owned(),
    ] {
        let answer = browser.get(&path).await;
        assert_eq!(answer.header(header::CACHE_CONTROL), "no-store", "{path}");
        assert!(
            answer
                .header(header::CONTENT_SECURITY_POLICY)
                .starts_with("default-src 'none'; script-src 'self'; style-src 'self'")
        );
        assert_eq!(answer.header(header::X_FRAME_OPTIONS), "DENY");
        assert_eq!(answer.header(header::REFERRER_POLICY), "same-origin");
    }
    let script = browser.get("/console/static/console.js").await;
    assert!(
        script.header(header::CACHE_CONTROL).contains("immutable")
            && script
                .header(header::CONTENT_TYPE)
                .starts_with("text/javascript")
    );
}

#[tokio::test]
async fn a_conversation_shows_who_speaks_and_what_is_known() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let page = browser
        .get(&format!("/console/c/{}", room.waiting))
        .await
        .body;
    for there in [
        "LINEが受け取り",
        "受付済み",
        "本人の希望で取り消されました",
        "メモ　はるさん",
        "人と話したいと言われた",
        "命にかかわることば",
        "同意しています",
        "家庭訪問",
        "lang=\"ja\"",
        "確認しました",
    ] {
        assert!(page.contains(there), "{there}");
    }
    assert!(!page.contains("既読"), "sent is not read");
    let composer = |page: &str| page.contains("class=\"composer\"");
    assert!(composer(&page), "a waiting conversation may be answered");
    assert!(composer(
        &browser.get(&format!("/console/c/{}", room.mine)).await.body
    ));
    let theirs = browser
        .get(&format!("/console/c/{}", room.theirs))
        .await
        .body;
    assert!(
        !composer(&theirs) && theirs.contains("はるさんが対応中"),
        "somebody else holds it: a name in place of the composer"
    );
    assert!(
        !theirs.contains("/take\""),
        "only a lead may take it from somebody who is there"
    );
    let lead = Browser::signed_in(&room, "haru")
        .await
        .get(&format!("/console/c/{}", room.mine))
        .await
        .body;
    assert!(lead.contains("/take\"") && !composer(&lead));
}

#[tokio::test]
async fn an_alert_is_seen_once_and_by_name() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let today = browser.get("/console").await.body;
    let form = today
        .split("/console/alerts/")
        .nth(1)
        .unwrap()
        .split('"')
        .next()
        .unwrap();
    let path = format!("/console/alerts/{form}");
    let answer = browser.post(&path, "back=https://evil.example").await;
    assert_eq!(
        (answer.status, answer.header(header::LOCATION)),
        (StatusCode::SEE_OTHER, "/console")
    );
    assert!(
        browser
            .get("/console")
            .await
            .body
            .contains("みずきさんが確認（11月20日(金) 17:05）")
    );
    assert_eq!(
        browser.post(&path, "back=/console").await.status,
        StatusCode::SEE_OTHER,
        "a second click is no error"
    );
}

#[tokio::test]
async fn the_language_is_kept_with_the_account() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    browser
        .post("/console/language", "language=en&back=/console/more")
        .await;
    let again = Browser::signed_in(&room, "mizuki").await;
    assert!(
        again
            .get("/console")
            .await
            .body
            .contains("<html lang=\"en\">")
    );
}

#[tokio::test]
async fn a_reply_takes_the_pen_and_shows_as_waiting_to_be_sent() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.waiting);
    let sent = browser.post(&format!("{path}/reply"), "text=%E8%AA%AD%E3%82%93%E3%81%A0%E3%82%88%0D%0A%E3%81%93%E3%81%93%E3%81%AB%E3%81%84%E3%82%8B").await;
    assert_eq!(
        (sent.status, sent.header(header::LOCATION).to_owned()),
        (StatusCode::SEE_OTHER, format!("{path}#latest"))
    );
    let page = browser.get(&path).await.body;
    assert!(
        page.contains("読んだよ\nここにいる") && page.contains("送信待ち"),
        "nothing is called sent that is still in the queue"
    );
    assert!(page.contains("みずきさんが対応中"));
    let lead = Browser::signed_in(&room, "haru")
        .await
        .get(&path)
        .await
        .body;
    assert!(lead.contains("Held by みずき") && !lead.contains("class=\"composer\""));
}

#[tokio::test]
async fn words_that_could_not_be_sent_are_still_in_the_field() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    // Somebody else holds it.
    let held = browser
        .post(&format!("/console/c/{}/reply", room.theirs), "text=hello")
        .await;
    assert_eq!(held.status, StatusCode::CONFLICT);
    assert!(
        held.body
            .contains("いまははるさんが対応中です。送っていません。"),
        "{}",
        held.body
    );
    let long = "a".repeat(5_001);
    let refused = browser
        .post(
            &format!("/console/c/{}/reply", room.mine),
            &format!("text={long}"),
        )
        .await;
    assert!(
        refused.body.contains("5000字までで書いてください")
            && refused.body.contains(&format!("{long}</textarea>"))
    );
    let empty = browser
        .post(&format!("/console/c/{}/reply", room.mine), "text=+++")
        .await;
    assert!(empty.body.contains("ことばが入っていません"));
}

#[tokio::test]
async fn a_note_never_becomes_a_message() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.mine);
    assert_eq!(
        browser
            .post(&format!("{path}/note"), "note=zettai-himitsu")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    // The field of one form is not the field of the other.
    assert!(
        browser
            .post(&format!("{path}/reply"), "note=zettai-himitsu")
            .await
            .status
            .is_client_error()
    );
    assert!(
        browser
            .post(&format!("{path}/note"), "text=zettai-himitsu")
            .await
            .status
            .is_client_error()
    );
    let page = browser.get(&path).await.body;
    let note = page.split("class=\"note\"").nth(1).unwrap_or_default();
    assert!(
        note.contains("zettai-himitsu") && page.matches("zettai-himitsu").count() == 1,
        "once, and in a note"
    );
    let store = room.app.service.store();
    let thread = store.thread(room.mine).await.unwrap().unwrap();
    let seen = store.person_lines(&thread, None, 100).await.unwrap();
    assert!(
        seen.len() == 3
            && seen.iter().all(|line| line
                .body
                .as_ref()
                .is_none_or(|body| !body.text.contains("himitsu")))
    );
}

#[tokio::test]
async fn taking_and_handing_back_change_who_writes() {
    let room = sample::room().await;
    let browser = Browser::signed_in(&room, "mizuki").await;
    let path = format!("/console/c/{}", room.waiting);
    assert!(!browser.get(&path).await.body.contains("/hand-back\""));
    assert_eq!(
        browser.post(&format!("{path}/take"), "").await.status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get(&path).await.body;
    assert!(page.contains("/hand-back\"") && !page.contains("/take\""));
    for how in [
        "value=\"silent\"",
        "value=\"resume\"",
        "value=\"follow_up\"",
    ] {
        assert!(page.contains(how), "{how}");
    }
    assert_eq!(
        browser
            .post(&format!("{path}/hand-back"), "how=silent")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    assert!(browser.get(&path).await.body.contains("自動の会話"));
    assert_eq!(
        browser
            .post(&format!("{path}/ask"), "why=staff-safety")
            .await
            .status,
        StatusCode::SEE_OTHER
    );
    let page = browser.get(&path).await.body;
    assert!(page.contains("人を呼びました：安全が心配") && page.contains("人を待っています"));
    for act in ["take", "reply", "hand-back", "note", "ask"] {
        let form = "text=x&note=x&how=silent&why=staff-safety";
        let away = browser
            .post(&format!("/console/c/{}/{act}", room.elsewhere), form)
            .await;
        assert_eq!(away.status, StatusCode::NOT_FOUND, "{act}");
    }
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
    assert!(first.starts_with(b"event: open"), "{first:?}");
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
