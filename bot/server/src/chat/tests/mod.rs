//! The web chat through its own router, over a real store.

use std::path::{Path, PathBuf};

use axum::body::{Body, to_bytes};
use axum::http::Request;
use chrono_tz::Asia::Tokyo;
use serde_json::{Value, json};
use std::collections::HashMap;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tower::ServiceExt as _;
use tsunagi_channel::ChannelConfig;
use tsunagi_dispatch::{Files, Force, Line, Menus, Parts};
use tsunagi_double::{DoubleConfig, LineDouble};
use tsunagi_locale::Catalogue;
use tsunagi_model::{Audience, Clock as _, TestClock};
use tsunagi_safeguard::Classifier;
use tsunagi_store::{Change, Store};

use super::*;

mod bridge;
mod keys;
mod locks;
mod pages;
mod talk;

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The pages' own texts and one table.
fn files() -> Files {
    let mut files = Files::default();
    for language in ["ja", "ja-Hira", "en"] {
        for name in ["common", "chat", "demo", "link"] {
            let path = format!("{language}/{name}.ftl");
            if let Ok(text) = std::fs::read_to_string(root().join("locales").join(&path)) {
                files.put(&path, &text);
            }
        }
    }
    let hotlines =
        "id,name,phone,role\npolice,警察,110,*\nsos24,24時間子供SOSダイヤル,0120-0-78310,*\n";
    files.put("tables/hotlines.csv", hotlines);
    files
}

fn texts() -> Catalogue {
    Catalogue::load(&files().texts()).0
}

/// A running service with one web chat (`web`) and one LINE channel's row (`line`), and the router in front of it.
struct Room {
    service: Arc<Service>,
    clock: TestClock,
    router: Router,
    stop: CancellationToken,
    /// LINE, where the room leads on to it.
    double: Option<LineDouble>,
    _folder: tempfile::TempDir,
}

impl Room {
    async fn open() -> Self {
        Self::of(None).await
    }

    /// The same, where people can go on in LINE.
    async fn with_line() -> Self {
        let double = LineDouble::start(DoubleConfig::default()).await.unwrap();
        Self::of(Some(double)).await
    }

    async fn of(double: Option<LineDouble>) -> Self {
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
        let client = tsunagi_channel::http::client().unwrap();
        let web =
            tsunagi_channel::open(&ChannelConfig::new("web", ChannelKind::Web), &client).unwrap();
        let mut config = ChannelConfig::new("line", ChannelKind::Line);
        config.secret = Some("secret".to_owned().into());
        config.access_token = Some("token".to_owned().into());
        if let Some(double) = &double {
            let served = double.config();
            config.access_token = Some(served.access_token.into());
            config.api_base = Some(double.base_url().to_owned());
            config.login_base = Some(double.base_url().to_owned());
            config.login_channel_id = Some(served.login_channel_id);
            config.login_channel_secret = Some(served.login_channel_secret.into());
        }
        let line = tsunagi_channel::open(&config, &client).unwrap();
        let open = |channel| Line {
            channel,
            area,
            area_slug: "uwajima".to_owned(),
            area_name: "宇和島市".to_owned(),
            audience: Audience::Any,
            menus: Menus::none(Audience::Any),
        };
        let lines = HashMap::from([
            ("web".to_owned(), open(web)),
            ("line".to_owned(), open(line)),
        ]);
        let force = Force::begin(&store, files(), Tokyo, clock.now())
            .await
            .unwrap();
        let service = Service::new(Parts {
            store,
            clock: Arc::new(clock.clone()),
            zone: Tokyo,
            lines,
            force,
            classifier: Classifier::load("").0,
            media_base: None,
            attachments: tsunagi_dispatch::AttachmentRules::default(),
            quota_reserve: 0.1,
        });
        let stop = CancellationToken::new();
        service.run(&TaskTracker::new(), &stop);
        let options = ChatOptions {
            base: double
                .as_ref()
                .map(|_| "https://support.example.jp".to_owned()),
            secure: double.is_some(),
            frame_ancestors: vec![
                "https://school.example.jp".to_owned(),
                "*; script-src *".to_owned(),
            ],
            ..ChatOptions::default()
        };
        let router = router(Arc::clone(&service), options).layer(axum::Extension(stop.clone()));
        Self {
            service,
            clock,
            router,
            stop,
            double,
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
