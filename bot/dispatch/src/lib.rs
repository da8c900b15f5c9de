//! The use cases: receive, advance, deliver, hand off, schedule.
//!
//! The path of a message, in reading order: [`receive`](Service::receive) makes the event durable and answers; `advance` takes
//! groups of events, moves each conversation (`turn`) and commits state, messages, ledger and queue together; `deliver` carries the
//! queue to the platforms. `wake` is the same path for timers, `desk` for staff.
//!
//! Invariants: nothing is sent inside a webhook request; a commit that meets a newer conversation loses and is decided again;
//! words of people never reach a log or a metric.

mod account_link;
mod advance;
mod answer;
mod attempt;
pub mod author;
mod away;
mod bridge;
pub mod broadcast;
mod circuit;
mod code;
mod courtesy;
mod deliver;
mod desk;
mod effect;
mod fetch;
mod forget;
mod gate;
mod handset;
mod hearsay;
mod ledger;
mod link;
mod menu;
mod name;
mod pace;
mod picture;
mod programme;
mod receive;
mod record;
mod restrict;
mod run;
mod schedule;
mod sibling;
pub mod speak;
mod spool;
mod standing;
mod strip;
mod sweep;
mod team;
mod turn;
pub mod voice;
mod wake;
mod web_key;
mod web_room;
mod window;

use std::collections::HashMap;
use std::sync::{Arc, Mutex};

use arc_swap::ArcSwap;
use chrono_tz::Tz;
use tokio::sync::{Notify, mpsc};
use tsunagi_channel::Channel;
use tsunagi_flow::{Calendar, Program};
use tsunagi_locale::Catalogue;
use tsunagi_model::{AreaId, Audience, Clock, ContactId, Timestamp};
use tsunagi_safeguard::Classifier;
use tsunagi_store::Store;

pub use author::{Files, Force, ForceError};
pub use bridge::{BridgeError, Departure};
pub use circuit::CircuitState;
pub use code::{make as make_code, printed as printed_code};
pub use deliver::ChannelState;
pub use desk::DeskError;
pub use fetch::AttachmentRules;
pub use gate::Way;
pub use link::LinkError;
pub use menu::Menus;
pub use picture::picture;
pub use receive::Refusal;
pub use spool::{SpoolState, examine_spool};
pub use standing::QuotaView;
pub use web_key::{MadeWebKey, WebCode};

/// A connection that is open.
#[derive(Clone)]
pub struct Line {
    /// How to talk to the platform.
    pub channel: Arc<dyn Channel>,
    /// Whose it is.
    pub area: AreaId,
    /// The area's slug, which names its calendar.
    pub area_slug: String,
    /// The area's name, as people read it.
    pub area_name: String,
    /// Whom it is for.
    pub audience: Audience,
    /// What stands under the chats.
    pub menus: Menus,
}

/// What the service is made of.
pub struct Parts {
    /// The store.
    pub store: Store,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// The programme's zone.
    pub zone: Tz,
    /// The open channels by slug.
    pub lines: HashMap<String, Line>,
    /// The flows and texts in force: [`Force::begin`].
    pub force: Force,
    /// What reads messages for danger.
    pub classifier: Classifier,
    /// Where media files of flows can be fetched by platforms; none if nowhere.
    pub media_base: Option<String>,
    /// What is kept of what people send.
    pub attachments: AttachmentRules,
    /// The share of a channel's monthly quota that is kept for people and crises, 0 to 1.
    pub quota_reserve: f64,
}

/// The use cases. Shared as `Arc<Service>`.
pub struct Service {
    store: Store,
    clock: Arc<dyn Clock>,
    zone: Tz,
    lines: HashMap<String, Line>,
    program: ArcSwap<Program>,
    texts: ArcSwap<Catalogue>,
    /// The files that these two were read from.
    force: ArcSwap<Force>,
    reloading: tokio::sync::Mutex<()>,
    classifier: Arc<Classifier>,
    media_base: Option<String>,
    attachment_rules: AttachmentRules,
    quota_reserve: f64,
    standings: ArcSwap<standing::Standings>,
    /// Pushes by channel since its platform last told how many there were.
    pushed: Mutex<HashMap<String, i64>>,
    /// What is told once a day, and until when it is not told again.
    told: Mutex<HashMap<String, Timestamp>>,
    intake: mpsc::Sender<away::Append>,
    appends: tokio::sync::Mutex<Option<mpsc::Receiver<away::Append>>>,
    /// Where events go while the store is away, and what was last known of it.
    spool: std::sync::OnceLock<Arc<Mutex<spool::Spool>>>,
    spool_state: Mutex<Option<SpoolState>>,
    /// There are events to work on.
    pub(crate) work: Notify,
    /// There are requests to send.
    pub(crate) queue: Notify,
    /// A timer was set, or the clock moved.
    pub(crate) timers: Notify,
    /// There is something to fetch.
    pub(crate) media: Notify,
    /// Whose names on the platform are to be asked for.
    names: courtesy::Aside<name::Unnamed>,
    /// Whose menus may have changed.
    menus: courtesy::Aside<ContactId>,
    /// Who may leave for a platform now.
    gate: Arc<gate::Gate>,
    /// A broadcast was confirmed, or the clock moved.
    pub(crate) broadcasts: Notify,
    /// Where a commit hands over what this instance sends at once; nobody is there in tests that send by hand.
    express: std::sync::OnceLock<deliver::Express>,
}

impl Service {
    /// Puts the parts together; nothing runs until [`Service::run`].
    pub fn new(parts: Parts) -> Arc<Self> {
        // Bounded: when the store is slow, webhooks wait here and then get 503 instead of filling the memory.
        let (intake, appends) = mpsc::channel(4096);
        let gate = gate::Gate::new(parts.lines.iter());
        Arc::new(Self {
            store: parts.store,
            clock: parts.clock,
            zone: parts.zone,
            lines: parts.lines,
            program: ArcSwap::from(Arc::clone(&parts.force.program)),
            texts: ArcSwap::from(Arc::clone(&parts.force.texts)),
            force: ArcSwap::from_pointee(parts.force),
            reloading: tokio::sync::Mutex::default(),
            classifier: Arc::new(parts.classifier),
            media_base: parts.media_base,
            attachment_rules: parts.attachments,
            quota_reserve: parts.quota_reserve.clamp(0.0, 1.0),
            standings: ArcSwap::default(),
            pushed: Mutex::default(),
            told: Mutex::default(),
            intake,
            appends: tokio::sync::Mutex::new(Some(appends)),
            spool: std::sync::OnceLock::new(),
            spool_state: Mutex::default(),
            work: Notify::new(),
            queue: Notify::new(),
            timers: Notify::new(),
            media: Notify::new(),
            names: courtesy::Aside::new(name::WAITING),
            menus: courtesy::Aside::new(menu::WAITING),
            gate,
            broadcasts: Notify::new(),
            express: std::sync::OnceLock::new(),
        })
    }

    /// The store.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// The programme's zone.
    pub fn zone(&self) -> Tz {
        self.zone
    }

    /// The texts.
    pub fn texts(&self) -> Arc<Catalogue> {
        self.texts.load_full()
    }

    /// The flows in force.
    pub fn program(&self) -> Arc<Program> {
        self.program.load_full()
    }

    /// The calendar of the area that a channel belongs to.
    pub(crate) fn calendar<'p>(&self, program: &'p Program, channel: &str) -> &'p Calendar {
        let area = self.lines.get(channel).map_or("", |line| &line.area_slug);
        program.calendar(area)
    }

    /// The open channels.
    pub fn lines(&self) -> &HashMap<String, Line> {
        &self.lines
    }

    /// Says that the clock moved: timers look again.
    pub fn clock_moved(&self) {
        self.timers.notify_one();
        self.broadcasts.notify_one();
        self.queue.notify_one();
    }
}
