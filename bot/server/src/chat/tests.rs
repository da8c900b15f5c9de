//! The web chat through its own router, over a real store.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use chrono_tz::Asia::Tokyo;
use futures_util::StreamExt as _;
use serde_json::{Value, json};
use std::collections::{BTreeSet, HashMap};
use std::future::Future;
use std::pin::Pin;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;
use tsunagi_channel::ChannelConfig;
use tsunagi_dispatch::{Line, Parts};
use tsunagi_flow::{Program, Source, Tables};
use tsunagi_locale::{Catalogue, TextFile};
use tsunagi_model::{Audience, Clock as _, TestClock};
use tsunagi_safeguard::Classifier;
use tsunagi_store::{Change, Store};

use super::*;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn texts() -> Catalogue {
    let mut files = Vec::new();
    for language in ["ja", "ja-Hira", "en"] {
        for name in ["common", "chat", "demo"] {
            let path = format!("locales/{language}/{name}.ftl");
            if let Ok(text) = std::fs::read_to_string(root().join(&path)) {
                files.push(TextFile {
                    language: language.to_owned(),
                    name: name.to_owned(),
                    path,
                    text,
                });
            }
        }
    }
    Catalogue::load(&files).0
}

/// A running service with one web chat (`web`) and one LINE channel's row (`line`), and the router in front of it.
struct Room {
    service: Arc<Service>,
    router: Router,
    stop: CancellationToken,
    _folder: tempfile::TempDir,
}

impl Room {
    async fn open() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("chat.db").display());
        let store = Store::open(&url, &folder.path().join("key")).await.unwrap();
        let clock = TestClock::at(Timestamp(1_795_000_000_000_000));
        let area = store
            .ensure_area("uwajima", "宇和島市", "city", None, clock.now())
            .await
            .unwrap();
        store
            .ensure_channel("web", ChannelKind::Web, area, Audience::Any)
            .await
            .unwrap();
        store
            .ensure_channel("line", ChannelKind::Line, area, Audience::Any)
            .await
            .unwrap();
        let http = tsunagi_channel::http::client().unwrap();
        let web =
            tsunagi_channel::open(&ChannelConfig::new("web", ChannelKind::Web), &http).unwrap();
        let hotlines =
            "id,name,phone,role\npolice,警察,110,*\nsos24,24時間子供SOSダイヤル,0120-0-78310,*\n";
        let (tables, _) = Tables::load(&[Source {
            path: "flows/tables/hotlines.csv".to_owned(),
            text: hotlines.to_owned(),
        }]);
        let service = Service::new(Parts {
            store,
            clock: Arc::new(clock),
            zone: Tokyo,
            lines: HashMap::from([(
                "web".to_owned(),
                Line {
                    channel: web,
                    area,
                    audience: Audience::Any,
                },
            )]),
            program: Program::in_zone(tables, Tokyo),
            texts: texts(),
            classifier: Classifier::load("").0,
            media_base: None,
        });
        let stop = CancellationToken::new();
        service.run(&TaskTracker::new(), &stop);
        let options = ChatOptions {
            frame_ancestors: vec![
                "https://school.example.jp".to_owned(),
                "*; script-src *".to_owned(),
            ],
            ..ChatOptions::default()
        };
        let router = router(Arc::clone(&service), options).layer(axum::Extension(stop.clone()));
        Self {
            service,
            router,
            stop,
            _folder: folder,
        }
    }

    async fn ask(&self, request: Request<Body>) -> Response {
        self.router.clone().oneshot(request).await.unwrap()
    }

    async fn get(&self, path: &str, token: &str) -> Response {
        let request = Request::get(path).header("authorization", format!("Bearer {token}"));
        self.ask(request.body(Body::empty()).unwrap()).await
    }

    async fn post(&self, path: &str, token: &str, body: impl Into<Body>) -> Response {
        let request = Request::post(path).header("authorization", format!("Bearer {token}"));
        self.ask(request.body(body.into()).unwrap()).await
    }

    async fn begin(&self) -> String {
        let answer = self
            .post("/chat/web/session", "", json!({"lang": "ja"}).to_string())
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        value(answer).await["token"].as_str().unwrap().to_owned()
    }

    async fn say(&self, token: &str, body: Value) -> StatusCode {
        let answer = self.post("/chat/web/send", token, body.to_string()).await;
        let status = answer.status();
        assert_eq!(
            words(answer).await,
            "",
            "the answer to a script is a number"
        );
        status
    }

    async fn lines(&self, token: &str, after: &str) -> Vec<Value> {
        let answer = self
            .get(&format!("/chat/web/messages?after={after}"), token)
            .await;
        assert_eq!(answer.status(), StatusCode::OK);
        value(answer).await["lines"].as_array().unwrap().clone()
    }

    /// The lines once `enough` says so; every change of the store is a reason to look again.
    async fn lines_when(
        &self,
        token: &str,
        changes: &mut tokio::sync::broadcast::Receiver<Change>,
        enough: impl Fn(&[Value]) -> bool,
    ) -> Vec<Value> {
        let looked = async {
            loop {
                let lines = self.lines(token, "").await;
                if enough(&lines) {
                    return lines;
                }
                changes.recv().await.unwrap();
            }
        };
        tokio::time::timeout(Duration::from_secs(20), looked)
            .await
            .unwrap()
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.stop.cancel();
    }
}

async fn words(answer: Response) -> String {
    String::from_utf8(
        to_bytes(answer.into_body(), usize::MAX)
            .await
            .unwrap()
            .to_vec(),
    )
    .unwrap()
}

async fn value(answer: Response) -> Value {
    serde_json::from_str(&words(answer).await).unwrap()
}

#[tokio::test]
async fn words_go_out_once_come_back_to_their_session_only_and_can_be_taken_back() {
    let room = Room::open().await;
    let mut changes = room.service.store().watch();
    let (mine, other) = (room.begin().await, room.begin().await);
    let at = room.service.now().as_millis() - 5_000;
    let message =
        json!({"id": "0192-a", "type": "text", "text": "こんばんは", "at": at, "lang": "ja-Hira"});
    assert_eq!(room.say(&mine, message.clone()).await, StatusCode::OK);
    assert_eq!(
        room.say(&mine, message).await,
        StatusCode::OK,
        "again, because the page did not hear the answer"
    );
    let second = json!({"id": "0192-b", "type": "text", "text": "つぎ", "at": at + 1});
    assert_eq!(room.say(&mine, second).await, StatusCode::OK);
    let lines = room
        .lines_when(&mine, &mut changes, |lines| {
            lines.iter().any(|line| line["text"] == "つぎ")
        })
        .await;
    let own: Vec<_> = lines.iter().filter(|line| line["from"] == "me").collect();
    assert_eq!(own.len(), 2, "{own:?}");
    assert_eq!(
        (&own[0]["text"], &own[0]["at"]),
        (&json!("こんばんは"), &json!(at))
    );
    assert!(
        room.lines(&other, "")
            .await
            .iter()
            .all(|line| line["from"] != "me"),
        "nobody else sees them"
    );
    let first = own[0]["id"].as_str().unwrap();
    assert!(
        room.lines(&mine, first)
            .await
            .iter()
            .all(|line| line["id"].as_str().unwrap() > first),
        "only what is new"
    );
    assert_eq!(
        room.say(
            &mine,
            json!({"id": "0192-c", "type": "unsend", "data": "0192-a"})
        )
        .await,
        StatusCode::OK
    );
    let lines = room
        .lines_when(&mine, &mut changes, |lines| {
            lines.iter().any(|line| line["gone"] == true)
        })
        .await;
    assert!(
        !json!(lines).to_string().contains("こんばんは"),
        "the words are destroyed"
    );
    assert!(json!(lines).to_string().contains("つぎ"));
}

#[tokio::test]
async fn what_cannot_be_taken_gets_a_number_and_no_reason() {
    let room = Room::open().await;
    let token = room.begin().await;
    let text = |text: &str| json!({"id": "a-1", "type": "text", "text": text});
    assert_eq!(room.say("", text("x")).await, StatusCode::UNAUTHORIZED);
    assert_eq!(
        room.say(&token.replace(|c: char| c.is_ascii_digit(), "0"), text("x"))
            .await,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        room.say(&token, text(&"あ".repeat(2_000))).await,
        StatusCode::OK,
        "the longest that is allowed"
    );
    assert_eq!(
        room.say(&token, text(&"あ".repeat(2_001))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    assert_eq!(
        room.say(&token, text(&"x".repeat(BODY))).await,
        StatusCode::PAYLOAD_TOO_LARGE
    );
    for wrong in [
        text("  \n"),
        json!({"id": "", "type": "text", "text": "x"}),
        json!({"id": "a b", "type": "text", "text": "x"}),
        json!({"id": "a-1", "type": "follow"}),
        json!({"id": "a-1", "type": "unfollow"}),
        json!({"id": "a-1", "type": "choice"}),
        json!({"id": "a-1", "type": "unsend", "data": ""}),
        json!({"id": "a-1", "type": "choice", "data": "x".repeat(301)}),
        json!([1]),
    ] {
        assert_eq!(
            room.say(&token, wrong.clone()).await,
            StatusCode::BAD_REQUEST,
            "{wrong}"
        );
    }
    assert_eq!(
        room.get("/chat/web/messages", "nobody.x").await.status(),
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        room.get("/chat/web/messages?after=1", &token)
            .await
            .status(),
        StatusCode::BAD_REQUEST
    );
    assert_eq!(
        room.get("/chat/other/messages", &token).await.status(),
        StatusCode::UNAUTHORIZED,
        "another chat's token"
    );
    for slug in ["line", "nowhere"] {
        assert_eq!(
            room.post(&format!("/chat/{slug}/session"), "", "{}")
                .await
                .status(),
            StatusCode::NOT_FOUND,
            "{slug}"
        );
    }
    assert_eq!(
        room.post("/chat/web/session", "", "no json").await.status(),
        StatusCode::BAD_REQUEST
    );
}

#[tokio::test]
async fn beginnings_and_messages_are_limited() {
    let room = Room::open().await;
    let token = room.begin().await;
    let mut refused = 0;
    for n in 0..40 {
        let status = room
            .say(
                &token,
                json!({"id": format!("m-{n}"), "type": "text", "text": "x"}),
            )
            .await;
        refused += usize::from(status == StatusCode::TOO_MANY_REQUESTS);
    }
    assert!((1..=10).contains(&refused), "{refused} of 40 at once");
    let other = room.begin().await;
    assert_eq!(
        room.say(&other, json!({"id": "m", "type": "text", "text": "x"}))
            .await,
        StatusCode::OK,
        "another session is free"
    );
    let mut last = StatusCode::OK;
    for _ in 0..121 {
        last = room.post("/chat/web/session", "", "{}").await.status();
    }
    assert_eq!(last, StatusCode::TOO_MANY_REQUESTS);
}

#[tokio::test]
async fn the_stream_says_that_something_changed_and_ends_with_the_server() {
    let room = Room::open().await;
    let token = room.begin().await;
    let open = |ticket: String| {
        let room = &room;
        async move {
            room.get(&format!("/chat/web/events?ticket={ticket}"), "")
                .await
        }
    };
    assert_eq!(
        open(token.clone()).await.status(),
        StatusCode::UNAUTHORIZED,
        "a token does not belong in an address"
    );
    let answer = room.post("/chat/web/stream-ticket", &token, "").await;
    let ticket = value(answer).await["ticket"].as_str().unwrap().to_owned();
    let mut stream = open(ticket.clone()).await.into_body().into_data_stream();
    let patience = Duration::from_secs(20);
    let first = tokio::time::timeout(patience, stream.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    assert!(
        String::from_utf8_lossy(&first).contains("event: changed"),
        "at once"
    );
    assert_eq!(
        room.say(
            &token,
            json!({"id": "m-1", "type": "text", "text": "ひみつ"})
        )
        .await,
        StatusCode::OK
    );
    let next = tokio::time::timeout(patience, stream.next())
        .await
        .unwrap()
        .unwrap()
        .unwrap();
    let next = String::from_utf8_lossy(&next).into_owned();
    assert!(
        next.contains("event: changed") && !next.contains("ひみつ"),
        "{next}"
    );
    let held = [
        open(ticket.clone()).await,
        open(ticket.clone()).await,
        open(ticket.clone()).await,
    ];
    assert_eq!(
        open(ticket.clone()).await.status(),
        StatusCode::TOO_MANY_REQUESTS,
        "four for each session"
    );
    drop(held);
    assert_eq!(
        open(ticket).await.status(),
        StatusCode::OK,
        "a closed stream leaves its seat"
    );
    room.stop.cancel();
    tokio::time::timeout(patience, async { while stream.next().await.is_some() {} })
        .await
        .unwrap();
}

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

#[test]
fn a_time_of_writing_is_believed_only_within_reason() {
    let now = Timestamp::from_millis(1_795_000_000_000);
    let millis = now.as_millis();
    assert_eq!(
        written_at(Some(millis - 3_600_000), now),
        millis - 3_600_000,
        "written offline an hour ago"
    );
    for odd in [
        Some(millis + 3_600_000),
        Some(0),
        Some(i64::MIN),
        Some(i64::MAX),
        None,
    ] {
        assert_eq!(written_at(odd, now), millis, "{odd:?}");
    }
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
        "src/chat/page.rs",
    ] {
        chat.extend(keys(&read(name), "chat-"));
    }
    let script: BTreeSet<String> = ["static/chat/chat.js", "static/chat/draw.js"]
        .iter()
        .flat_map(|name| keys(&read(name), "chat-"))
        .collect();
    let given: BTreeSet<String> = page::SCRIPT_WORDS
        .iter()
        .map(|key| (*key).to_owned())
        .collect();
    assert_eq!(
        script, given,
        "what the script says is what the page gives it"
    );
    chat.extend(script);
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
