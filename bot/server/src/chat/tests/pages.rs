//! The pages, their files and their words.

use std::collections::BTreeSet;
use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicI64, Ordering};

use super::*;

#[tokio::test]
async fn every_page_has_help_a_way_out_and_a_neutral_title() {
    let room = Room::open().await;
    for (path, status) in [
        ("/chat/web", StatusCode::OK),
        ("/chat/nowhere", StatusCode::NOT_FOUND),
        ("/chat/line", StatusCode::NOT_FOUND),
    ] {
        let answer = room.get(path, "").await;
        assert_eq!(answer.status(), status, "{path}");
        let policy = answer.headers()["content-security-policy"]
            .to_str()
            .unwrap()
            .to_owned();
        assert!(
            policy.starts_with("default-src 'none'; script-src 'self';"),
            "{policy}"
        );
        assert!(
            policy.ends_with("frame-ancestors 'self' https://school.example.jp"),
            "{policy}"
        );
        assert_eq!(answer.headers()["cache-control"], "no-store");
        let page = words(answer).await;
        assert!(page.contains("<title>メッセージ</title>"), "{path}");
        assert!(
            page.contains("href=\"tel:110\"") && page.contains("href=\"tel:119\""),
            "{path}"
        );
    }
    let page = words(room.get("/chat/web?lang=en&code=ab-12", "").await).await;
    assert!(
        page.contains("<html lang=\"en\">") && page.contains("href=\"?lang=ja&#38;code=ab-12\""),
        "{page}"
    );
    assert!(page.contains("<noscript>") && page.contains("id=\"hide\" href=\"/calendar\""));
    assert!(
        page.contains("tel:0120078310") && page.matches("tel:110").count() == 1,
        "the table's lines, emergency numbers once"
    );
    let script = page
        .split("id=\"words\">")
        .nth(1)
        .unwrap()
        .split("</script>")
        .next()
        .unwrap();
    let said: Value = serde_json::from_str(script).unwrap();
    assert_eq!(said["chat-person"], "{name} (staff)");
    let page = words(room.get("/chat/web?lang=ja", "").await).await;
    let heading = page
        .split("<h1>")
        .nth(1)
        .and_then(|rest| rest.split("</h1>").next());
    assert!(
        heading.is_some_and(|heading| heading.contains("宇和島市")),
        "{heading:?}"
    );
    let page = words(
        room.get("/chat/web?lang=%22%3E%3Cscript%3E&code=%22%3E", "")
            .await,
    )
    .await;
    assert!(
        page.contains("<html lang=\"ja\">") && !page.contains("\"><script>"),
        "an address cannot write into the page"
    );
    let calendar = words(room.get("/calendar", "").await).await;
    assert!(
        calendar.contains("2026 / 11") && calendar.contains("aria-current=\"date\">18<"),
        "{calendar}"
    );
}

#[tokio::test]
async fn other_sites_get_a_script_and_files_can_be_kept() {
    let room = Room::open().await;
    let script = words(room.get("/chat/web/embed.js?lang=en", "").await).await;
    assert!(
        script.contains("\"open\":\"Open chat\"") && !script.contains("__VALUES__"),
        "{script}"
    );
    assert_eq!(
        room.get("/chat/line/embed.js", "").await.status(),
        StatusCode::NOT_FOUND
    );
    let dated = room
        .get(&format!("/static/chat/chat.js?v={}", assets::version()), "")
        .await;
    assert!(
        dated.headers()["cache-control"]
            .to_str()
            .unwrap()
            .contains("immutable")
    );
    let plain = room.get("/static/chat/draw.js", "").await;
    assert_eq!(plain.headers()["cache-control"], "no-cache");
    let tag = plain.headers()["etag"].to_str().unwrap().to_owned();
    let again = Request::get("/static/chat/draw.js")
        .header("if-none-match", tag)
        .body(Body::empty())
        .unwrap();
    assert_eq!(room.ask(again).await.status(), StatusCode::NOT_MODIFIED);
    assert_eq!(
        room.get("/static/chat/..%2Fchat.html", "").await.status(),
        StatusCode::NOT_FOUND
    );
}

struct Hands(AtomicI64);

impl DemoClock for Hands {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::SeqCst))
    }

    fn advance<'a>(&'a self, by: Span) -> Pin<Box<dyn Future<Output = ()> + Send + 'a>> {
        Box::pin(async move { _ = self.0.fetch_add(by.0, Ordering::SeqCst) })
    }
}

#[tokio::test]
async fn the_demonstration_shows_its_logins_and_moves_its_clock() {
    let room = Room::open().await;
    let start = room.service.now();
    let clock = Arc::new(Hands(AtomicI64::new(start.0)));
    let demo = Demo {
        slug: "web".to_owned(),
        logins: vec![DemoLogin {
            name: "aoki".to_owned(),
            password: "tsunagi-demo".to_owned(),
        }],
        console: "/console".to_owned(),
        report: "/console/reports".to_owned(),
    };
    let router = demo_router(
        Arc::clone(&room.service),
        Arc::clone(&clock) as Arc<dyn DemoClock>,
        demo,
    );
    let ask = |request: Request<Body>| router.clone().oneshot(request);
    let page = words(
        ask(Request::get("/?lang=ja").body(Body::empty()).unwrap())
            .await
            .unwrap(),
    )
    .await;
    for part in [
        "架空",
        "aoki",
        "tsunagi-demo",
        "src=\"/chat/web?demo=1&amp;lang=ja\"",
        "href=\"/console\"",
        "href=\"/console/reports\"",
        "手順5",
    ] {
        assert!(page.contains(part), "{part}");
    }
    let move_by = |by: &str, accept: &str| {
        let request = Request::post("/demo/clock/advance")
            .header("content-type", "application/x-www-form-urlencoded")
            .header("accept", accept);
        ask(request
            .body(Body::from(format!("by={by}&lang=en")))
            .unwrap())
    };
    let answer = move_by("week", "text/html").await.unwrap();
    assert_eq!(
        (
            answer.status(),
            answer.headers()["location"].to_str().unwrap()
        ),
        (StatusCode::SEE_OTHER, "/?lang=en&moved=1#clock")
    );
    assert_eq!(clock.now(), start.plus(Span::days(7)));
    let answer = value(move_by("day", "application/json").await.unwrap()).await;
    assert!(
        answer["moved"].as_str().unwrap().contains("26 Nov"),
        "{answer}"
    );
    assert_eq!(clock.now(), start.plus(Span::days(8)));
    assert_eq!(
        move_by("year", "text/html").await.unwrap().status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        clock.now(),
        start.plus(Span::days(8)),
        "nothing else moves it"
    );
}

/// The keys that stand in a file between quotes.
fn keys(text: &str, prefix: &str) -> BTreeSet<String> {
    text.split('"')
        .filter(|part| {
            part.strip_prefix(prefix).is_some_and(|rest| {
                rest.bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'-')
            })
        })
        .map(str::to_owned)
        .collect()
}

#[test]
fn every_word_of_the_pages_is_written_in_every_language() {
    let texts = texts();
    let room = Path::new(env!("CARGO_MANIFEST_DIR"));
    let read = |name: &str| std::fs::read_to_string(room.join(name)).unwrap();
    let mut chat = BTreeSet::new();
    for name in [
        "templates/chat.html",
        "templates/chat_missing.html",
        "templates/chat_calendar.html",
        "templates/chat_plain.html",
        "src/chat/page.rs",
        "src/chat/plain.rs",
    ] {
        chat.extend(keys(&read(name), "chat-"));
    }
    let script: BTreeSet<String> = ["chat.js", "draw.js", "queue.js", "room.js"]
        .iter()
        .map(|name| format!("static/chat/{name}"))
        .flat_map(|name| keys(&read(&name), "chat-"))
        .collect();
    let given: BTreeSet<String> = words::SCRIPT_WORDS
        .iter()
        .map(|key| (*key).to_owned())
        .collect();
    assert_eq!(
        script, given,
        "what the script says is what the page gives it"
    );
    chat.extend(script);
    chat.extend(super::super::lock::PICTURES.map(|picture| format!("chat-lock-{picture}")));
    let mut demo = keys(&read("templates/demo.html"), "demo-");
    demo.extend(keys(&read("src/chat/demo.rs"), "demo-"));
    assert!(
        chat.len() > 40 && demo.len() > 20,
        "{} {}",
        chat.len(),
        demo.len()
    );
    for language in ["ja", "ja-Hira", "en"] {
        let missing: Vec<_> = chat
            .iter()
            .filter(|key| !texts.has(language, key))
            .collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
    for language in ["ja", "en"] {
        let missing: Vec<_> = demo
            .iter()
            .filter(|key| !texts.has(language, key))
            .collect();
        assert!(missing.is_empty(), "{language}: {missing:?}");
    }
}
