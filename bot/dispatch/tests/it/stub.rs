//! A platform that does as it is told, and services with several channels over the rig's database.

use std::collections::{HashMap, VecDeque};
use std::path::Path;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use async_trait::async_trait;
use tsunagi_channel::web::Web;
use tsunagi_channel::{
    Capabilities, Channel, Payload, RawEvent, Receipt, Send, SendError, Unreadable, Unverified,
    WebhookRequest,
};
use tsunagi_dispatch::{Force, Line, Menus, Parts, Service};
use tsunagi_model::{
    Audience, Author, ChannelKind, Clock, ExternalId, Inbound, OutboxId, Span, Status, ThreadKind,
    Turn,
};
use tsunagi_safeguard::Classifier;
use tsunagi_store::{Changes, NewOutbox, NewThread, Store, Thread};

use crate::rig::{Rig, shipped};

/// A request that came to the stub.
#[derive(Debug, Clone)]
pub struct Sent {
    pub to: String,
    pub words: String,
    pub key: String,
    pub at: Instant,
}

#[derive(Default)]
struct State {
    sent: Vec<Sent>,
    tries: usize,
    /// What the next requests meet; then they are taken.
    next: VecDeque<SendError>,
    broken: Option<SendError>,
    hangs: bool,
}

/// A messenger that is spoken to as the web chat and sends as it is told.
pub struct Stub {
    can: Capabilities,
    state: Mutex<State>,
}

impl Stub {
    pub fn new(change: impl FnOnce(&mut Capabilities)) -> Arc<Self> {
        let mut can = Web::new().capabilities().clone();
        change(&mut can);
        Arc::new(Self {
            can,
            state: Mutex::default(),
        })
    }

    /// What the next requests meet.
    pub fn meets(&self, errors: impl IntoIterator<Item = SendError>) {
        self.state.lock().unwrap().next.extend(errors);
    }

    /// What every request meets from now on.
    pub fn breaks(&self, error: Option<SendError>) {
        self.state.lock().unwrap().broken = error;
    }

    /// Every request from now on waits for an answer that never comes.
    pub fn hangs(&self) {
        self.state.lock().unwrap().hangs = true;
    }

    pub fn sent(&self) -> Vec<Sent> {
        self.state.lock().unwrap().sent.clone()
    }

    pub fn words(&self) -> Vec<String> {
        self.sent().into_iter().map(|sent| sent.words).collect()
    }

    pub fn tries(&self) -> usize {
        self.state.lock().unwrap().tries
    }
}

#[async_trait]
impl Channel for Stub {
    fn kind(&self) -> ChannelKind {
        ChannelKind::Telegram
    }
    fn verify(&self, request: &WebhookRequest<'_>) -> Result<(), Unverified> {
        Web::new().verify(request)
    }
    fn split(&self, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
        Web::new().split(body)
    }
    fn read(&self, raw: &str) -> Inbound {
        Web::new().read(raw)
    }
    fn capabilities(&self) -> &Capabilities {
        &self.can
    }
    fn render(&self, turn: &Turn) -> Vec<Payload> {
        let words = turn.bubbles.iter().map(|bubble| bubble.text.as_str());
        vec![Payload {
            body: words.collect::<Vec<_>>().join("\n"),
            bubbles: 0..turn.bubbles.len(),
        }]
    }
    async fn send(&self, send: &Send<'_>) -> Result<Receipt, SendError> {
        if self.state.lock().unwrap().hangs {
            self.state.lock().unwrap().tries += 1;
            std::future::pending::<()>().await;
        }
        let mut state = self.state.lock().unwrap();
        state.tries += 1;
        let meets = state.next.pop_front().or_else(|| state.broken.clone());
        if let Some(error) = meets {
            return Err(error);
        }
        state.sent.push(Sent {
            to: send.to.0.clone(),
            words: send.payload.to_owned(),
            key: send.retry_key.to_string(),
            at: Instant::now(),
        });
        Ok(Receipt {
            status: Status::Accepted,
            platform_ids: Vec::new(),
            request_id: None,
        })
    }
}

/// A service over the rig's database with these channels, each by slug and area. Nothing runs yet.
pub async fn service(rig: &Rig, lines: &[(&str, &str, &Arc<Stub>)]) -> Arc<Service> {
    service_at(rig, lines, Arc::new(rig.clock.clone())).await
}

pub async fn service_at(
    rig: &Rig,
    lines: &[(&str, &str, &Arc<Stub>)],
    clock: Arc<dyn Clock>,
) -> Arc<Service> {
    let store = Store::open(&rig.url, &rig.folder.path().join("key"))
        .await
        .unwrap();
    let files = shipped();
    let risk = files.get("tables/risk_words.csv").unwrap().to_owned();
    let zone = chrono_tz::Asia::Tokyo;
    let mut open = HashMap::new();
    for (slug, area, stub) in lines {
        let id = store
            .ensure_area(area, area, "city", None, clock.now())
            .await
            .unwrap();
        store
            .ensure_channel(slug, ChannelKind::Telegram, id, Audience::Child)
            .await
            .unwrap();
        let line = Line {
            channel: Arc::clone(stub) as Arc<dyn Channel>,
            area: id,
            area_slug: (*area).to_owned(),
            area_name: (*area).to_owned(),
            audience: Audience::Child,
            menus: Menus::none(Audience::Child),
        };
        open.insert((*slug).to_owned(), line);
    }
    let force = Force::begin(&store, files, zone, clock.now())
        .await
        .unwrap();
    Service::new(Parts {
        store,
        clock,
        zone,
        lines: open,
        force,
        classifier: Classifier::load(&risk).0,
        media_base: None,
        attachments: tsunagi_dispatch::AttachmentRules::default(),
        quota_reserve: 0.1,
    })
}

/// Somebody on a channel, who is stored with the first commit that has them.
pub fn person(service: &Service, slug: &str, name: &str) -> Thread {
    let store = service.store();
    let new = NewThread {
        channel: slug,
        area: service.lines()[slug].area,
        kind: ThreadKind::Person,
        audience: Audience::Child,
        external: ExternalId(name.to_owned()),
        thread: store.thread_hash(slug, &format!("user:{name}")),
    };
    store.new_thread(new, service.now())
}

/// The same person as the store knows them now.
pub async fn known(service: &Service, slug: &str, name: &str) -> Thread {
    let store = service.store();
    let hash = store.thread_hash(slug, &format!("user:{name}"));
    let mut found = store.threads(&[(slug, &hash)]).await.unwrap();
    found.remove(&(slug.to_owned(), hash)).unwrap()
}

/// Words that wait in the queue for somebody; each with a priority.
pub async fn queue(service: &Service, threads: Vec<(Thread, i64, String)>) -> Vec<OutboxId> {
    let (now, store) = (service.now(), service.store());
    let mut changes = Changes::default();
    let mut ids = Vec::new();
    for (thread, priority, words) in threads {
        let id: OutboxId = store.ids().next(now);
        ids.push(id);
        changes.threads.push(thread);
        changes.outbox.push(NewOutbox {
            id,
            thread: changes.threads.len() - 1,
            priority,
            author: Author::Flow,
            staff: None,
            payload: words,
            reply: None,
            window_until: None,
            due_at: now,
            expires_at: now.plus(Span::hours(12)),
            claimed: false,
            broadcast: None,
        });
    }
    store.commit(&changes, now).await.unwrap();
    ids
}

/// Many strangers to whom the same priority is said: `name-0`, `name-1`, …
pub async fn crowd(service: &Service, slug: &str, name: &str, count: usize, priority: i64) {
    let threads = (0..count).map(|n| {
        let name = format!("{name}-{n}");
        (person(service, slug, &name), priority, name.clone())
    });
    queue(service, threads.collect()).await;
}

/// Brings words of somebody.
pub async fn bring(
    service: &Service,
    slug: &str,
    name: &str,
    id: &str,
    words: &str,
) -> Result<usize, tsunagi_dispatch::Refusal> {
    let event = format!(r#"{{"id":"{id}","type":"text","session":"{name}","text":"{words}"}}"#);
    service.receive_web(slug, name, vec![event]).await
}

/// Lets others work until something is so; an answer that does not come is a failure.
pub async fn until(what: &str, mut so: impl AsyncFnMut() -> bool) {
    let mut looks = tokio::time::interval(Duration::from_millis(5));
    let waited = tokio::time::timeout(Duration::from_secs(60), async {
        while !so().await {
            looks.tick().await;
        }
    });
    assert!(waited.await.is_ok(), "{what}");
}

/// Copies a folder, as a crash leaves it to the next process.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
    }
}
