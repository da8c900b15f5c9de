//! `tsunagi bench --mode wake`: people who wait for next Sunday, as rows; then a part of them is due at one minute.
//!
//! The rows are written through the store, as the service would have written them; the service itself runs in this process over a
//! channel that needs no network, so that the time measured is the time of waking, deciding and committing.

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;
use tsunagi_dispatch::{Files, Force, Line, Menus, Parts, Service};
use tsunagi_model::{
    Audience, ChannelKind, Clock, ExternalId, ShiftedClock, Span, ThreadKind, Timestamp,
};
use tsunagi_safeguard::Classifier;
use tsunagi_store::{Changes, NewThread, Store, Wake};

const FLOW: &str = "version: 1
flow: checkin
title: bench
start:
  - {every: week, default: [sun, \"17:00\"], who: consent.messages = agree}
missed: send late
steps:
  mood:
    ask: mood
    save: checkin.mood
    options: {good: over, bad: over}
    no_answer: {nudge: [1d], say: nudge, then: over}
  over: {log: over, then: end}
";
const TEXTS: &str = "checkin-mood = How are you?
    .good = Good
    .bad = Bad
checkin-nudge = Still there?
";
/// People written in one commit.
const GROUP: usize = 1_000;
/// A measurement ends by itself.
const PATIENCE: Duration = Duration::from_secs(600);

/// Runs it and prints what was seen.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn run(people: usize, due: usize, database: Option<&str>) -> Result<()> {
    ensure!(due <= people, "--due is a part of --people");
    let folder = std::env::temp_dir().join(format!("tsunagi-bench-wake-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let url = database.map_or_else(
        || format!("sqlite://{}/bench.db", folder.display()),
        str::to_owned,
    );
    let store = Store::open(&url, &folder.join("bench.key")).await?;
    // The office and sending hours of the programme's day: Sunday, five in the afternoon in Tokyo.
    let clock = ShiftedClock::new(Span(0));
    let sunday = next_sunday(clock.now())?;
    clock.advance_to(sunday.plus(Span::minutes(-10)));
    let service = service(store.clone(), clock.clone()).await?;
    println!("resident memory      {} empty", resident());
    let area = service.lines()["bench"].area;
    let begun = Instant::now();
    for start in (0..people).step_by(GROUP) {
        let mut changes = Changes::default();
        for number in start..people.min(start + GROUP) {
            let at = if number < due {
                sunday
            } else {
                sunday.plus(Span::days(7))
            };
            wait(&store, &mut changes, area, number, clock.now(), at);
        }
        store.commit(&changes, clock.now()).await?;
    }
    let writing = begun.elapsed();
    println!(
        "people who wait      {people}, written in {:.1} s",
        writing.as_secs_f64()
    );
    let (tasks, stop) = (TaskTracker::new(), CancellationToken::new());
    service.run(&tasks, &stop);
    // At its first start the service sets the timers of everybody anew, page by page; the last page takes the sweep's own row away.
    let begun = Instant::now();
    tokio::time::sleep(Duration::from_millis(500)).await;
    while store.count_wakes().await? > i64::try_from(people)? {
        ensure!(begun.elapsed() < PATIENCE, "the sweep did not end in time");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    println!(
        "timers set anew      {people} in {:.1} s",
        begun.elapsed().as_secs_f64()
    );
    println!("resident memory      {} while they wait", resident());
    let waiting = store.count_wakes().await?;
    clock.advance_to(sunday.plus(Span::seconds(1)));
    let begun = Instant::now();
    service.clock_moved();
    let mut peak = 0;
    while store.count_started("checkin").await? < i64::try_from(due)? {
        ensure!(begun.elapsed() < PATIENCE, "not all were started in time");
        tokio::time::sleep(Duration::from_millis(50)).await;
        peak = peak.max(kibibytes());
    }
    let woken = begun.elapsed();
    while store.outbox_backlog().await? > 0 && begun.elapsed() < PATIENCE {
        tokio::time::sleep(Duration::from_millis(50)).await;
        peak = peak.max(kibibytes());
    }
    println!(
        "due at one minute    {due}, all started in {:.1} s = {:.0}/s, all sent in {:.1} s",
        woken.as_secs_f64(),
        due as f64 / woken.as_secs_f64(),
        begun.elapsed().as_secs_f64()
    );
    println!(
        "resident memory      {:.1} MiB at most, {} afterwards",
        peak as f64 / 1024.0,
        resident()
    );
    println!(
        "timers               {waiting} before, {} after: everybody has a next time",
        store.count_wakes().await?
    );
    stop.cancel();
    tasks.close();
    tasks.wait().await;
    store.close().await;
    _ = std::fs::remove_dir_all(&folder);
    Ok(())
}

/// One person who agreed and waits for a regular start.
fn wait(
    store: &Store,
    changes: &mut Changes,
    area: tsunagi_model::AreaId,
    number: usize,
    now: Timestamp,
    at: Timestamp,
) {
    let name = format!("user:bench-{number}");
    let mut thread = store.new_thread(
        NewThread {
            channel: "bench",
            area,
            kind: ThreadKind::Person,
            audience: Audience::Child,
            external: ExternalId(format!("bench-{number}")),
            thread: store.thread_hash("bench", &name),
        },
        now,
    );
    if let Some(contact) = thread.contact.as_mut() {
        contact.memory.save("contact.role", "child", now);
        contact.memory.save("consent.messages", "agree", now);
    }
    changes.wakes.push(Wake {
        id: store.ids().next(now),
        kind: "schedule".to_owned(),
        subject: format!("{}/checkin/0", thread.id),
        area,
        due_at: at,
        since: None,
        waits_for: None,
        payload: "every".to_owned(),
    });
    changes.threads.push(thread);
}

async fn service(store: Store, clock: ShiftedClock) -> Result<Arc<Service>> {
    let area = store
        .ensure_area("bench", "bench", "city", None, clock.now())
        .await?;
    store
        .ensure_channel("bench", ChannelKind::Web, area, Audience::Child)
        .await?;
    let zone = chrono_tz::Asia::Tokyo;
    let files: Files = [("checkin.yml", FLOW), ("ja/checkin.ftl", TEXTS)]
        .into_iter()
        .collect();
    let force = Force::of(files, zone);
    ensure!(force.has("checkin"), "the bench's flow");
    let line = Line {
        channel: Arc::new(tsunagi_channel::web::Web::new()),
        area,
        area_name: "bench".to_owned(),
        area_slug: "bench".to_owned(),
        audience: Audience::Child,
        menus: Menus::none(Audience::Child),
    };
    Ok(Service::new(Parts {
        store,
        clock: Arc::new(clock),
        zone,
        lines: HashMap::from([("bench".to_owned(), line)]),
        force,
        classifier: Classifier::load("").0,
        media_base: None,
        attachments: tsunagi_dispatch::AttachmentRules::default(),
        quota_reserve: 0.1,
    }))
}

/// Sunday, five in the afternoon in Tokyo.
fn next_sunday(now: Timestamp) -> Result<Timestamp> {
    use chrono::Datelike;
    let today = now
        .utc()
        .with_timezone(&chrono_tz::Asia::Tokyo)
        .date_naive();
    let days = 7 - u64::from(today.weekday().num_days_from_sunday());
    let at = (today + chrono::Days::new(days))
        .and_hms_opt(17, 0, 0)
        .and_then(|at| at.and_local_timezone(chrono_tz::Asia::Tokyo).single())
        .context("a Sunday")?;
    Ok(at.into())
}

/// Kibibytes of memory that this process holds, where the system tells.
fn kibibytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.and_then(|line| line.split_whitespace().next()?.parse().ok())
        .unwrap_or(0)
}

fn resident() -> String {
    format!("{:.1} MiB", kibibytes() as f64 / 1024.0)
}
