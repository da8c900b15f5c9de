//! `tsunagi bench --mode broadcast`: one message to everybody of a city, at the platform's own pace, while some of them write to us.
//!
//! The people and the confirmed broadcast are written through the store before the service starts; the service is a process of its
//! own, so that its memory is its own. The platform double takes no more requests a second than the platform does.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Result, bail, ensure};
use tsunagi_dispatch::broadcast::{Content, LASTS, Selection};
use tsunagi_double::{Delivery, DoubleConfig, LineDouble};
use tsunagi_model::{
    AreaId, Audience, ChannelKind, Clock, ExternalId, Span, SystemClock, ThreadKind, Timestamp,
};
use tsunagi_store::{BroadcastRow, BroadcastState, Changes, Entry, NewThread, Store};

use crate::bench::{
    ACCOUNT, Ground, Mode, SECRET, Sender, Started, TOKEN, Tally, person, quantiles,
};

/// The words that everybody gets.
const WORDS: &str = "Tomorrow's room is closed because of the storm.";
/// People written in one commit.
const GROUP: usize = 1_000;
/// Connections on which people write.
const WRITERS: usize = 4;
/// How long the service has to settle before it may begin.
const SETTLING: Span = Span::seconds(4);
/// How many deliveries the double keeps; they are collected far more often than so many are made.
const KEEP: usize = 50_000;
/// A run in which nothing has been delivered for so long has failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// What was seen of the double while it ran.
#[derive(Default)]
struct Seen {
    /// How often each person got the words.
    got: HashMap<String, u32>,
    /// When each person who wrote was answered.
    answered: HashMap<String, i64>,
    last: Option<Timestamp>,
    fresh: HashSet<String>,
}

impl Seen {
    /// Takes in what was delivered since the last look.
    fn look(&mut self, deliveries: Vec<Delivery>) {
        let mut fresh = HashSet::new();
        let newest = deliveries.iter().map(|delivery| delivery.at).max();
        for delivery in deliveries {
            // Those of the very last instant may be seen twice.
            let id = delivery.ids.first().cloned().unwrap_or_default();
            if self.last.is_some_and(|last| delivery.at < last) || self.fresh.contains(&id) {
                continue;
            }
            if newest == Some(delivery.at) {
                fresh.insert(id);
            }
            let words = delivery
                .messages
                .first()
                .and_then(|message| message["text"].as_str());
            if words == Some(WORDS) {
                *self.got.entry(delivery.to).or_default() += 1;
            } else {
                self.answered.entry(delivery.to).or_insert(delivery.at.0);
            }
        }
        self.fresh = fresh;
        self.last = newest.or(self.last);
    }
}

/// Runs it and prints what was seen.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(people: usize, rate: u64, replies: u64, database: Option<&str>) -> Result<()> {
    ensure!(
        people > 0 && rate > 0,
        "--people and --rate must be at least 1"
    );
    let double = LineDouble::start(DoubleConfig {
        channel_secret: SECRET.to_owned(),
        bot_user_id: ACCOUNT.to_owned(),
        access_token: TOKEN.to_owned(),
        clock: Arc::new(SystemClock),
        keep: KEEP,
        requests_per_second: Some(u32::try_from(rate)?),
        ..DoubleConfig::default()
    })
    .await?;
    // Wherever on earth it is a little after four in the afternoon: nobody is written to at night, not even by a measurement.
    let ground = Ground::new(
        double.base_url(),
        database,
        &format!("time_zone = \"{}\"\n", afternoon()),
    )?;
    let begun = Instant::now();
    let begins = fill(&ground.url(database), &ground.key(), people, &double).await?;
    println!(
        "people               {people}, written in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    let mut service = Started::on(ground).await?;
    let before = service.resident().unwrap_or(0);
    let (tally, mut senders) = (Arc::new(Tally::default()), Vec::new());
    wait_until(begins).await;
    let cpu = service.cpu();
    let start = Instant::now();
    for number in (0..WRITERS).take_while(|_| replies > 0) {
        let sender = Sender {
            address: service.address,
            path: "/webhook/line".to_owned(),
            mode: Mode::Broadcast,
            pause: Some(Duration::from_secs_f64(WRITERS as f64 / replies as f64)),
            offset: number as f64 / WRITERS as f64,
            number: number as u64,
            builder: double.webhook(),
        };
        senders.push(tokio::spawn(sender.run(Arc::clone(&tally))));
    }
    let (mut seen, mut peak) = (Seen::default(), 0);
    let mut moved = Instant::now();
    let mut finished = Duration::ZERO;
    while seen.got.len() < people {
        tokio::time::sleep(Duration::from_millis(250)).await;
        let known = seen.got.len();
        seen.look(double.deliveries());
        peak = peak.max(service.resident().unwrap_or(0));
        if seen.got.len() > known {
            moved = Instant::now();
            finished = start.elapsed();
        } else if moved.elapsed() > PATIENCE {
            break;
        }
    }
    tally.stop.store(true, Ordering::Relaxed);
    let (mut accepted, mut sent_at) = (Vec::new(), HashMap::new());
    for sender in senders {
        let (latencies, when) = sender.await??;
        accepted.extend(latencies);
        sent_at.extend(when);
    }
    // What was written last is still owed its answer, and a second copy would come soon.
    tokio::time::sleep(Duration::from_secs(3)).await;
    seen.look(double.deliveries());
    let cpu = service.cpu().zip(cpu).map(|(after, before)| after - before);
    let after = service.resident().unwrap_or(0);
    service.stop();
    let floor = people as f64 / rate as f64;
    let counts = double.counts();
    println!(
        "sent to              {} of {people} in {:.1} s; the platform's limit allows {floor:.1} s: {:+.1} %",
        seen.got.len(),
        finished.as_secs_f64(),
        (finished.as_secs_f64() / floor - 1.0) * 100.0
    );
    println!("over the limit (429) {}", counts.limited);
    println!("refused by LINE      {}", counts.refusals);
    println!(
        "twice / lost         {} / {}",
        seen.got.values().filter(|times| **times > 1).count(),
        people - seen.got.len()
    );
    let mut latencies: Vec<u64> = sent_at
        .iter()
        .filter_map(|(user, at)| u64::try_from(seen.answered.get(user)? - at).ok())
        .collect();
    println!(
        "wrote meanwhile      {}, answered {}",
        sent_at.len(),
        latencies.len()
    );
    println!("accept latency       {}", quantiles(&mut accepted));
    println!("reply latency        {}", quantiles(&mut latencies));
    println!(
        "resident memory      {:.1} MiB before, {:.1} MiB at most, {:.1} MiB afterwards",
        before as f64 / 1024.0,
        peak as f64 / 1024.0,
        after as f64 / 1024.0
    );
    if let Some(cpu) = cpu {
        println!(
            "processor time       {:.0} µs a person",
            cpu as f64 / people as f64
        );
    }
    if seen.got.len() < people {
        bail!("nothing more was delivered for {} s", PATIENCE.as_secs());
    }
    Ok(())
}

/// Writes the people and a broadcast that is confirmed; when that begins.
async fn fill(
    url: &str,
    key: &std::path::Path,
    people: usize,
    double: &LineDouble,
) -> Result<Timestamp> {
    let store = Store::open(url, key).await?;
    let now = SystemClock.now();
    let area = store
        .ensure_area("bench", "bench", "city", None, now)
        .await?;
    store
        .ensure_channel("line", ChannelKind::Line, area, Audience::Child)
        .await?;
    for start in (0..people).step_by(GROUP) {
        let mut changes = Changes::default();
        for number in start..people.min(start + GROUP) {
            // Those who write are the first of each connection.
            let name = person((number % WRITERS) as u64, (number / WRITERS) as u64 + 1);
            double.befriend(&name);
            let mut thread = store.new_thread(
                NewThread {
                    channel: "line",
                    area,
                    kind: ThreadKind::Person,
                    audience: Audience::Child,
                    thread: store.thread_hash("line", &format!("user:{name}")),
                    external: ExternalId(name),
                },
                now,
            );
            if let Some(contact) = thread.contact.as_mut() {
                contact.memory.save("contact.role", "child", now);
                contact.memory.save("consent.messages", "agree", now);
                contact.memory.save("contact.language", "ja", now);
            }
            changes.threads.push(thread);
        }
        store.commit(&changes, now).await?;
    }
    let begins = SystemClock.now().plus(SETTLING);
    broadcast(&store, area, begins).await?;
    store.close().await;
    Ok(begins)
}

async fn broadcast(store: &Store, area: AreaId, begins: Timestamp) -> Result<()> {
    let now = SystemClock.now();
    let staff = store
        .add_staff("bench", "bench", "a password that nobody uses", "en", now)
        .await?;
    let words = Content::Words([("ja".to_owned(), WORDS.to_owned())].into());
    let selection = Selection {
        areas: vec![area],
        ..Selection::default()
    };
    let mut draft = BroadcastRow {
        id: store.ids().next(now),
        areas: vec![area],
        state: BroadcastState::Draft,
        rev: 0,
        content: serde_json::to_string(&words)?,
        selection: serde_json::to_string(&selection)?,
        urgent: None,
        lasts: LASTS,
        preview: None,
        created_by: staff,
        created_at: now,
        confirmed_by: None,
        confirmed_at: None,
        undo_until: None,
        expires_at: None,
        ended_by: None,
        ended_at: None,
    };
    let entry = |action| Entry {
        staff: Some(staff),
        area: Some(area),
        action,
        object: format!("broadcast/{}", draft.id),
        detail: None,
    };
    store
        .save_broadcast(&draft, entry("broadcast_write"), now)
        .await?;
    let entry = entry("broadcast_confirm");
    draft.rev = 1;
    store
        .confirm_broadcast(&draft, &["line".to_owned()], staff, begins, entry, now)
        .await?;
    Ok(())
}

async fn wait_until(at: Timestamp) {
    let left = at.since(SystemClock.now());
    tokio::time::sleep(Duration::from_micros(u64::try_from(left.0).unwrap_or(0))).await;
}

/// A zone in which it is between four and five in the afternoon now.
fn afternoon() -> String {
    use chrono::Timelike;
    let hour = i64::from(SystemClock.now().utc().hour());
    match 16 - hour {
        // In these names the sign is the other way round: `Etc/GMT-9` is nine hours ahead.
        0 => "Etc/UTC".to_owned(),
        ahead @ 1..=14 => format!("Etc/GMT-{ahead}"),
        ahead if ahead > 14 => format!("Etc/GMT+{}", 24 - ahead),
        behind => format!("Etc/GMT+{}", -behind),
    }
}
