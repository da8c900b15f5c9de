//! A whole service over a fresh database, LINE's double and a clock that stands still.

use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use tsunagi_channel::{ChannelConfig, WebhookRequest};
use tsunagi_dispatch::{AttachmentRules, Files, Force, Line, Menus, Parts, Refusal, Service};
use tsunagi_double::{DoubleConfig, LineDouble, Webhook};
use tsunagi_model::{Audience, ChannelKind, Clock, Span, StaffId, StaffRole, TestClock, Timestamp};
use tsunagi_safeguard::Classifier;
use tsunagi_store::{Grant, Scope, Store};

use crate::paper::Paper;

/// Friday 2026-11-20, 16:30 in Tokyo: school is out, the office is open.
pub const FRIDAY: Timestamp = Timestamp(1_795_159_800_000_000);

pub struct Rig {
    pub service: Arc<Service>,
    pub double: LineDouble,
    pub clock: TestClock,
    pub staff: StaffId,
    pub url: String,
    pub folder: tempfile::TempDir,
    /// A made-up messenger beside LINE.
    pub paper: Arc<Paper>,
}

/// Runs a test on both databases; one that is missing is a failure.
macro_rules! on_both {
    ($($name:ident)*) => {$(
        mod $name {
            #[tokio::test]
            async fn sqlite() {
                super::$name(crate::rig::Rig::sqlite().await).await;
            }
            #[tokio::test]
            async fn postgres() {
                super::$name(crate::rig::Rig::postgres().await).await;
            }
        }
    )*};
}
pub(crate) use on_both;

impl Rig {
    pub async fn sqlite() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("sqlite://{}", folder.path().join("t.db").display());
        Self::over(url, folder).await
    }

    pub async fn postgres() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let server = std::env::var("TSUNAGI_TEST_POSTGRES")
            .expect("TSUNAGI_TEST_POSTGRES must name a PostgreSQL server (postgres://…/postgres); ./test starts one");
        let url = tsunagi_store::fresh_postgres(&server).await.unwrap();
        Self::over(url, folder).await
    }

    async fn over(url: String, folder: tempfile::TempDir) -> Self {
        let clock = TestClock::at(FRIDAY);
        let double = LineDouble::start(DoubleConfig {
            clock: Arc::new(clock.clone()),
            ..DoubleConfig::default()
        })
        .await
        .unwrap();
        let paper = Arc::new(Paper::new());
        let key = folder.path().join("key");
        let service = build(&url, &key, &double, &clock, &paper, None).await;
        let store = service.store();
        let area = service.lines()["line"].area;
        let staff = store
            .add_staff("yui", "ゆい", "correct horse battery", "ja", clock.now())
            .await
            .unwrap();
        store
            .grant(
                staff,
                &Grant {
                    role: StaffRole::Staff,
                    area,
                    from: Timestamp(0),
                    to: None,
                },
                clock.now(),
            )
            .await
            .unwrap();
        // Somebody leads, so that a call which nobody takes has where to go.
        let lead = store
            .add_staff("aoki", "青木", "correct horse battery", "ja", clock.now())
            .await
            .unwrap();
        let grant = Grant {
            role: StaffRole::Lead,
            area,
            from: Timestamp(0),
            to: None,
        };
        store.grant(lead, &grant, clock.now()).await.unwrap();
        Self {
            service,
            double,
            clock,
            staff,
            url,
            folder,
            paper,
        }
    }

    /// The same database under a service that has these flows (and the anytime flow) instead of the shipped ones.
    pub async fn staged(mut self, flows: &[&str]) -> Self {
        self.service = self.with_flows(flows).await;
        self
    }

    /// A second service with these flows.
    pub async fn with_flows(&self, flows: &[&str]) -> Arc<Service> {
        build(
            &self.url,
            &self.folder.path().join("key"),
            &self.double,
            &self.clock,
            &self.paper,
            Some(flows),
        )
        .await
    }

    /// People who add the account, all at once.
    pub async fn followed_by(&self, users: std::ops::Range<u32>) {
        for n in users {
            self.post(&self.double.webhook().follow(&user(n), false).build())
                .await
                .unwrap();
        }
        self.service.settle().await.unwrap();
    }

    /// Lets time pass in steps, working at each.
    pub async fn pass(&self, span: Span, step: Span) {
        let until = self.clock.now().plus(span);
        while self.clock.now() < until {
            self.clock.advance(step);
            self.service.settle().await.unwrap();
        }
    }

    /// How often a person has seen these words.
    pub fn count(&self, user: &str, words: &str) -> usize {
        self.seen(user)
            .iter()
            .filter(|seen| seen.contains(words))
            .count()
    }

    /// The reasons for which something was kept back so far, newest first.
    pub async fn reasons(&self) -> Vec<String> {
        let held = self.scope().await.held(None, None, 1_000).await.unwrap();
        held.into_iter().map(|row| row.why).collect()
    }

    /// The calls for a person of the last day.
    pub async fn alerts(&self) -> Vec<tsunagi_store::AlertRow> {
        let since = self.clock.now().plus(Span::days(-1));
        self.scope().await.alerts(since).await.unwrap()
    }

    /// The conversation of somebody.
    pub async fn thread(&self, user: &str) -> tsunagi_store::Thread {
        let store = self.service.store();
        let hash = store.thread_hash("line", &format!("user:{user}"));
        let mut found = store.threads(&[("line", &hash)]).await.unwrap();
        found.remove(&("line".to_owned(), hash)).unwrap()
    }

    /// The same database under a new service, as after a restart.
    pub async fn restarted(&self) -> Arc<Service> {
        let service = build(
            &self.url,
            &self.folder.path().join("key"),
            &self.double,
            &self.clock,
            &self.paper,
            None,
        )
        .await;
        service.store().reclaim_outbox().await.unwrap();
        service
    }

    pub async fn scope(&self) -> Scope {
        self.service
            .store()
            .scope(self.staff, self.clock.now())
            .await
            .unwrap()
    }

    /// Brings a webhook, as LINE does, and works until nothing is left to do.
    pub async fn bring(&self, webhook: &Webhook) {
        self.post(webhook).await.unwrap();
        self.service.settle().await.unwrap();
    }

    /// Brings a webhook; nothing is worked on yet.
    pub async fn post(&self, webhook: &Webhook) -> Result<usize, Refusal> {
        self.post_to(&self.service, &webhook.body, &webhook.signature)
            .await
    }

    pub async fn post_to(
        &self,
        service: &Arc<Service>,
        body: &[u8],
        signature: &str,
    ) -> Result<usize, Refusal> {
        let headers = [("x-line-signature", signature.as_bytes())];
        service
            .receive(
                "line",
                &WebhookRequest {
                    method: "POST",
                    path_and_query: "/webhook/line",
                    headers: &headers,
                    body,
                },
            )
            .await
    }

    /// Words that somebody writes to another of our LINE accounts.
    pub async fn bring_to(&self, slug: &str, user: &str, words: &str) {
        let webhook = self.double.webhook().text(user, words).build();
        let headers = [("x-line-signature", webhook.signature.as_bytes())];
        let request = WebhookRequest {
            method: "POST",
            path_and_query: "/webhook",
            headers: &headers,
            body: &webhook.body,
        };
        self.service.receive(slug, &request).await.unwrap();
        self.service.settle().await.unwrap();
    }

    /// The words a person has seen, in order.
    pub fn seen(&self, user: &str) -> Vec<String> {
        let texts = self.double.delivered_to(user);
        texts
            .iter()
            .filter_map(|message| {
                message["text"]
                    .as_str()
                    .or(message["altText"].as_str())
                    .map(str::to_owned)
            })
            .collect()
    }

    /// The data of the button with this key under the last message a person has seen.
    pub fn button(&self, user: &str, key: &str) -> String {
        let messages = self.double.delivered_to(user);
        let found = messages.iter().rev().find_map(|message| {
            let text = message.to_string();
            text.split('"')
                .find(|part| part.split('/').nth(2) == Some(key) && part.split('/').count() >= 3)
                .map(str::to_owned)
        });
        found.unwrap_or_else(|| panic!("no button {key} in {messages:#?}"))
    }

    /// Taps it.
    pub async fn tap(&self, user: &str, key: &str) {
        let data = self.button(user, key);
        self.bring(&self.double.webhook().postback(user, &data).build())
            .await;
    }

    pub async fn write(&self, user: &str, words: &str) {
        self.bring(&self.double.webhook().text(user, words).build())
            .await;
    }

    pub async fn exported(&self) -> Vec<tsunagi_store::ExportedMessage> {
        self.service
            .store()
            .export_messages("", 10_000)
            .await
            .unwrap()
    }
}

/// The words of the tests' own flows.
const OWN: &str = "
hello-hi = ようこそ
regular-ask = いつもの おたずね
other-ask = べつの おたずね
    .fine = げんき
notice-say = おしらせ
switching-say = きりかわりました
queued-say = あとから きました
letter-say = てがみの かたですね
";

/// A LINE user id.
pub fn user(n: u32) -> String {
    format!("U{n:032x}")
}

/// Everything that the repository ships, by path.
pub fn shipped() -> Files {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../..");
    let mut files = Vec::new();
    for folder in ["flows", "locales"] {
        let mut places = vec![root.join(folder)];
        while let Some(place) = places.pop() {
            for entry in std::fs::read_dir(place).unwrap() {
                let path = entry.unwrap().path();
                let known = |ending: &str| ["yml", "csv", "ftl"].contains(&ending);
                let ending = path.extension().and_then(|ending| ending.to_str());
                if path.is_dir() {
                    places.push(path);
                } else if ending.is_some_and(known) {
                    let name = path.strip_prefix(root.join(folder)).unwrap();
                    files.push((
                        name.to_string_lossy().into_owned(),
                        std::fs::read_to_string(&path).unwrap(),
                    ));
                }
            }
        }
    }
    files.into_iter().collect()
}

async fn build(
    url: &str,
    key: &Path,
    double: &LineDouble,
    clock: &TestClock,
    paper: &Arc<Paper>,
    own: Option<&[&str]>,
) -> Arc<Service> {
    let store = Store::open(url, key).await.unwrap();
    let mut files = shipped();
    if let Some(own) = own {
        let others = |path: &&str| path.ends_with(".yml") && *path != "anytime.yml";
        let kept = files.paths().filter(|path| !others(path));
        files = kept
            .map(|path| (path.to_owned(), files.get(path).unwrap().to_owned()))
            .collect();
        for text in own {
            let name = text
                .lines()
                .find_map(|line| line.strip_prefix("flow: "))
                .unwrap();
            files.put(&format!("{name}.yml"), text);
        }
        files.put("ja/own.ftl", OWN);
    }
    let risk = files.get("tables/risk_words.csv").unwrap().to_owned();
    let zone = chrono_tz::Asia::Tokyo;
    let force = match own {
        // Nothing of the shipped flows that a service before may have published.
        Some(_) => Force::of(files, zone),
        None => Force::begin(&store, files, zone, clock.now())
            .await
            .unwrap(),
    };
    let area = store
        .ensure_area("uwajima", "宇和島市", "city", None, clock.now())
        .await
        .unwrap();
    store
        .ensure_channel("line", ChannelKind::Line, area, Audience::Child)
        .await
        .unwrap();
    let line = double.config();
    let config = ChannelConfig {
        area: "uwajima".to_owned(),
        audience: Audience::Child,
        secret: Some(line.channel_secret.clone().into()),
        access_token: Some(line.access_token.clone().into()),
        account: Some(line.bot_user_id),
        api_base: Some(double.base_url().to_owned()),
        data_api_base: Some(double.base_url().to_owned()),
        login_base: Some(double.base_url().to_owned()),
        login_channel_id: Some(line.login_channel_id),
        login_channel_secret: Some(line.login_channel_secret.into()),
        ..ChannelConfig::new("line", ChannelKind::Line)
    };
    let http = tsunagi_channel::http::client().unwrap();
    let channel = tsunagi_channel::open(&config, &http).unwrap();
    let parent = tsunagi_channel::open(&config, &http).unwrap();
    let web = ChannelConfig::new("web", ChannelKind::Web);
    let web = tsunagi_channel::open(&web, &http).unwrap();
    let others = [
        ("paper", ChannelKind::Whatsapp, Audience::Child),
        ("parent", ChannelKind::Line, Audience::Guardian),
        ("web", ChannelKind::Web, Audience::Any),
    ];
    for (slug, kind, audience) in others {
        store
            .ensure_channel(slug, kind, area, audience)
            .await
            .unwrap();
    }
    let line = |channel, audience| Line {
        channel,
        area,
        area_slug: "uwajima".to_owned(),
        area_name: "宇和島市".to_owned(),
        audience,
        menus: Menus::none(audience),
    };
    let lines = HashMap::from([
        ("line".to_owned(), line(channel, Audience::Child)),
        (
            "paper".to_owned(),
            line(Arc::clone(paper) as _, Audience::Child),
        ),
        ("parent".to_owned(), line(parent, Audience::Guardian)),
        ("web".to_owned(), line(web, Audience::Any)),
    ]);
    let service = Service::new(Parts {
        store,
        clock: Arc::new(clock.clone()),
        zone,
        lines,
        force,
        classifier: Classifier::load(&risk).0,
        media_base: None,
        attachments: AttachmentRules {
            limit: 1 << 20,
            // LINE's double is on this machine, and so may be what others hold.
            local: HashSet::from(["line".to_owned()]),
            ..AttachmentRules::default()
        },
        quota_reserve: 0.1,
    });
    service.run_receiver();
    service
}
