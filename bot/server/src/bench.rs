//! `tsunagi bench`: drives a running service on this machine with correctly signed LINE webhooks and answers as LINE does.
//!
//! Without `--url` it starts a service of its own in a temporary folder. Every event is from somebody new, as on the worst day. Nothing
//! but the loopback is ever talked to; every run ends by itself.

use std::collections::HashMap;
use std::net::SocketAddr;
use std::path::Path;
use std::process::{Child, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail, ensure};
use clap::{Args, ValueEnum};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tsunagi_double::{DoubleConfig, LineDouble, WebhookBuilder};
use tsunagi_model::SystemClock;

pub(crate) const SECRET: &str = "bench-secret";
pub(crate) const TOKEN: &str = "bench-token";
pub(crate) const ACCOUNT: &str = "U00000000000000000000000000000001";
/// After the last webhook, replies that are still owed get this long.
const PATIENCE: Duration = Duration::from_secs(60);

/// What to measure.
#[derive(Debug, Args)]
pub struct Bench {
    /// accept: events a sent-off group chat would send, recorded without a flow step; reply: a real flow step up to the reply;
    /// wake: people who wait, and those of them who are due at one minute; broadcast: one message to many while some of them write.
    #[arg(long, value_enum, default_value = "reply")]
    mode: Mode,
    /// Connections.
    #[arg(long, default_value_t = 64)]
    connections: usize,
    /// How long to send.
    #[arg(long, default_value_t = 20)]
    seconds: u64,
    /// Events a second, as many as possible if not given; with `--mode broadcast` the requests a second that the platform takes, 2000 if
    /// not given.
    #[arg(long)]
    rate: Option<u64>,
    /// The database of the service that is started; a temporary SQLite file if not given.
    #[arg(long)]
    database: Option<String>,
    /// A service that runs already: `http://127.0.0.1:8080/webhook/line`. Its channel must have the secret `bench-secret`, the access
    /// token `bench-token` and the api_base of `--double`.
    #[arg(long, requires = "double")]
    url: Option<String>,
    /// With `--mode wake`: how many people wait (100,000 if not given); with `--mode broadcast`: how many it is for (165,669).
    #[arg(long)]
    people: Option<usize>,
    /// With `--mode broadcast`: how many people a second write to us meanwhile.
    #[arg(long, default_value_t = 50)]
    replies: u64,
    /// With `--mode wake`: how many of them are due at the same minute.
    #[arg(long, default_value_t = 10_000)]
    due: usize,
    /// Where the platform double listens.
    #[arg(long)]
    double: Option<SocketAddr>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Mode {
    Accept,
    Reply,
    Wake,
    Broadcast,
}

/// What the senders count together.
#[derive(Default)]
pub(crate) struct Tally {
    pub sent: AtomicU64,
    pub refused: AtomicU64,
    pub stop: AtomicBool,
}

/// Runs a measurement and prints it.
pub async fn run(bench: Bench) -> Result<()> {
    let database = bench.database.as_deref();
    match bench.mode {
        Mode::Wake => {
            let people = bench.people.unwrap_or(100_000);
            return crate::bench_wake::run(people, bench.due, database).await;
        }
        Mode::Broadcast => {
            let (people, rate) = (bench.people.unwrap_or(165_669), bench.rate.unwrap_or(2_000));
            return crate::bench_broadcast::run(people, rate, bench.replies, database).await;
        }
        Mode::Accept | Mode::Reply => {}
    }
    let fixed = bench.rate.is_some();
    let double = LineDouble::start(DoubleConfig {
        listen: bench
            .double
            .unwrap_or_else(|| SocketAddr::from(([127, 0, 0, 1], 0))),
        channel_secret: SECRET.to_owned(),
        bot_user_id: ACCOUNT.to_owned(),
        access_token: TOKEN.to_owned(),
        clock: Arc::new(SystemClock),
        keep: if fixed { 1_000_000 } else { 0 },
        requests_per_second: None,
        ..DoubleConfig::default()
    })
    .await?;
    let (mut service, address, path) = match &bench.url {
        Some(url) => {
            let rest = url
                .strip_prefix("http://")
                .context("--url must begin with http://")?;
            let (host, path) = rest.split_once('/').context("--url needs a path")?;
            let address: SocketAddr = host
                .parse()
                .context("--url must name an address and a port of this machine")?;
            ensure!(address.ip().is_loopback(), "only this machine is driven");
            (None, address, format!("/{path}"))
        }
        None => {
            let ground = Ground::new(double.base_url(), database, "")?;
            let service = Started::on(ground).await?;
            let address = service.address;
            (Some(service), address, "/webhook/line".to_owned())
        }
    };
    let idle = service.as_ref().and_then(|service| service.resident());
    let cpu_before = service.as_ref().and_then(Started::cpu);
    let tally = Arc::new(Tally::default());
    let begun = Instant::now();
    let mut senders = Vec::new();
    for number in 0..bench.connections {
        let sender = Sender {
            address,
            path: path.clone(),
            mode: bench.mode,
            pause: bench
                .rate
                .map(|rate| Duration::from_secs_f64(bench.connections as f64 / rate.max(1) as f64)),
            offset: number as f64 / bench.connections as f64,
            number: number as u64,
            builder: double.webhook(),
        };
        senders.push(tokio::spawn(sender.run(Arc::clone(&tally))));
    }
    let mut peak = 0;
    let mut backlog = 0;
    while begun.elapsed() < Duration::from_secs(bench.seconds) {
        tokio::time::sleep(Duration::from_millis(500)).await;
        peak = peak.max(service.as_ref().and_then(Started::resident).unwrap_or(0));
        let counts = double.counts();
        backlog = backlog.max(
            tally
                .sent
                .load(Ordering::Relaxed)
                .saturating_sub(counts.replies + counts.pushes),
        );
    }
    tally.stop.store(true, Ordering::Relaxed);
    let mut accepted = Vec::new();
    let mut sent_at = HashMap::new();
    for sender in senders {
        let (latencies, when) = sender.await??;
        accepted.extend(latencies);
        sent_at.extend(when);
    }
    let sending = begun.elapsed();
    let sent = tally.sent.load(Ordering::Relaxed);
    let at_end = double.counts();
    if bench.mode == Mode::Reply {
        let owed = Instant::now();
        while double.counts().replies + double.counts().pushes < sent && owed.elapsed() < PATIENCE {
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
    }
    report(
        &bench,
        &double,
        &tally,
        sending,
        begun.elapsed(),
        &mut accepted,
        &sent_at,
        at_end.replies + at_end.pushes,
        (idle, peak, backlog),
    );
    if let Some(service) = service.as_mut() {
        let used = service
            .cpu()
            .zip(cpu_before)
            .map(|(after, before)| after - before);
        yardsticks(used.map(|used| used as f64 / tally.sent.load(Ordering::Relaxed).max(1) as f64));
        service.stop();
    }
    Ok(())
}

/// What does not depend on how busy the machine is with other things, and what the figures above depend on most.
#[expect(clippy::print_stdout, reason = "the command's answer")]
fn yardsticks(cpu: Option<f64>) {
    if let Some(cpu) = cpu {
        println!("processor time       {cpu:.0} µs an event");
    }
    let path = std::env::temp_dir().join(format!("tsunagi-yardstick-{}", std::process::id()));
    let syncs = std::fs::File::create(&path).and_then(|mut file| {
        let mut times = Vec::new();
        for _ in 0..200 {
            std::io::Write::write_all(&mut file, &[0; 4096])?;
            let begun = Instant::now();
            file.sync_data()?;
            times.push(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX));
        }
        Ok(times)
    });
    _ = std::fs::remove_file(&path);
    if let Ok(mut times) = syncs {
        println!("yardstick: fdatasync {}", quantiles(&mut times));
    }
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
#[expect(clippy::too_many_arguments, reason = "one place prints all figures")]
fn report(
    bench: &Bench,
    double: &LineDouble,
    tally: &Tally,
    sending: Duration,
    total: Duration,
    accepted: &mut [u64],
    sent_at: &HashMap<String, i64>,
    replied_while_sending: u64,
    (idle, peak, backlog): (Option<u64>, u64, u64),
) {
    let sent = tally.sent.load(Ordering::Relaxed);
    let counts = double.counts();
    println!(
        "events accepted      {sent} in {:.1} s = {:.0}/s",
        sending.as_secs_f64(),
        sent as f64 / sending.as_secs_f64()
    );
    println!(
        "not accepted         {}",
        tally.refused.load(Ordering::Relaxed)
    );
    println!("accept latency       {}", quantiles(accepted));
    if bench.mode == Mode::Reply {
        let replied = counts.replies + counts.pushes;
        println!(
            "replies while sending {replied_while_sending} = {:.0}/s",
            replied_while_sending as f64 / sending.as_secs_f64()
        );
        println!(
            "replies              {replied} ({} by token, {} pushed) in {:.1} s",
            counts.replies,
            counts.pushes,
            total.as_secs_f64()
        );
        println!("greatest backlog     {backlog}");
        println!("refused by LINE      {}", counts.refusals);
        let mut latencies: Vec<u64> = double
            .deliveries()
            .iter()
            .filter_map(|delivery| u64::try_from(delivery.at.0 - sent_at.get(&delivery.to)?).ok())
            .collect();
        if !latencies.is_empty() {
            println!("reply latency        {}", quantiles(&mut latencies));
        }
    }
    if let Some(idle) = idle {
        println!(
            "resident memory      {:.1} MiB idle, {:.1} MiB at most",
            idle as f64 / 1024.0,
            peak as f64 / 1024.0
        );
    }
}

pub(crate) fn quantiles(micros: &mut [u64]) -> String {
    if micros.is_empty() {
        return "-".to_owned();
    }
    micros.sort_unstable();
    let at = |share: f64| micros[((micros.len() - 1) as f64 * share) as usize] as f64 / 1000.0;
    format!(
        "p50 {:.2} ms, p99 {:.2} ms, p99.9 {:.2} ms, most {:.2} ms",
        at(0.5),
        at(0.99),
        at(0.999),
        at(1.0)
    )
}

/// One connection that sends one event after another.
pub(crate) struct Sender {
    pub address: SocketAddr,
    pub path: String,
    pub mode: Mode,
    pub pause: Option<Duration>,
    pub offset: f64,
    pub number: u64,
    pub builder: WebhookBuilder,
}

/// The id of the person whom a connection writes as at its n-th event, n from 1.
pub(crate) fn person(connection: u64, count: u64) -> String {
    format!("U{:016x}{count:016x}", connection + 1)
}

impl Sender {
    /// Sends until the tally says stop: the time each answer took in microseconds, and when each person wrote.
    pub(crate) async fn run(self, tally: Arc<Tally>) -> Result<(Vec<u64>, Vec<(String, i64)>)> {
        let mut stream = TcpStream::connect(self.address).await?;
        stream.set_nodelay(true)?;
        let (mut latencies, mut sent_at, mut request) = (Vec::new(), Vec::new(), Vec::new());
        let mut answer = [0; 1024];
        let mut due = Instant::now() + self.pause.unwrap_or_default().mul_f64(self.offset);
        let mut count = 0_u64;
        while !tally.stop.load(Ordering::Relaxed) {
            if let Some(pause) = self.pause {
                tokio::time::sleep_until(due.into()).await;
                due += pause;
            }
            count += 1;
            let user = person(self.number, count);
            let webhook = match self.mode {
                Mode::Reply | Mode::Broadcast => self.builder.clone().text(&user, "こんにちは"),
                Mode::Accept | Mode::Wake => self.builder.clone().unfollow(&user),
            }
            .build();
            request.clear();
            request.extend_from_slice(
                format!(
                    "POST {} HTTP/1.1\r\nhost: bench\r\ncontent-type: application/json\r\nx-line-signature: {}\r\ncontent-length: {}\r\n\r\n",
                    self.path,
                    webhook.signature,
                    webhook.body.len()
                )
                .as_bytes(),
            );
            request.extend_from_slice(&webhook.body);
            let begun = Instant::now();
            if self.pause.is_some() {
                sent_at.push((user, tsunagi_model::Clock::now(&SystemClock).0));
            }
            stream.write_all(&request).await?;
            let mut got = 0;
            while !answer[..got].windows(4).any(|end| end == b"\r\n\r\n") {
                let read = stream.read(&mut answer[got..]).await?;
                if read == 0 {
                    bail!("the service closed the connection");
                }
                got += read;
            }
            latencies.push(u64::try_from(begun.elapsed().as_micros()).unwrap_or(u64::MAX));
            if answer.starts_with(b"HTTP/1.1 200") {
                tally.sent.fetch_add(1, Ordering::Relaxed);
            } else {
                tally.refused.fetch_add(1, Ordering::Relaxed);
            }
        }
        Ok((latencies, sent_at))
    }
}

/// A service that this measurement started.
pub(crate) struct Started {
    child: Child,
    pub(crate) address: SocketAddr,
    _ground: Ground,
}

/// A temporary folder with a configuration, removed in the end.
pub(crate) struct Ground {
    pub(crate) folder: std::path::PathBuf,
    address: SocketAddr,
}

impl Drop for Ground {
    fn drop(&mut self) {
        _ = std::fs::remove_dir_all(&self.folder);
    }
}

impl Ground {
    /// A place for a service that sends to `api_base`; `more` lines go to the head of its configuration.
    pub(crate) fn new(api_base: &str, database: Option<&str>, more: &str) -> Result<Self> {
        let folder = std::env::temp_dir().join(format!("tsunagi-bench-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let address = std::net::TcpListener::bind("127.0.0.1:0")?.local_addr()?;
        let ground = Self { folder, address };
        let config = configuration(&ground.folder, address, api_base, &ground.url(database));
        std::fs::write(ground.config(), format!("{more}{config}"))?;
        Ok(ground)
    }

    /// The database of the service.
    pub(crate) fn url(&self, database: Option<&str>) -> String {
        database.map_or_else(
            || format!("sqlite://{}/bench.db", self.folder.display()),
            str::to_owned,
        )
    }

    /// Its key.
    pub(crate) fn key(&self) -> std::path::PathBuf {
        self.folder.join("bench.key")
    }

    fn config(&self) -> std::path::PathBuf {
        self.folder.join("tsunagi.toml")
    }
}

impl Started {
    pub(crate) async fn on(ground: Ground) -> Result<Self> {
        let begun = Instant::now();
        let child = std::process::Command::new(std::env::current_exe()?)
            .arg("--config")
            .arg(ground.config())
            .arg("serve")
            .env("RUST_LOG", "warn")
            .stdin(Stdio::null())
            .spawn()?;
        let address = ground.address;
        let service = Self {
            child,
            address,
            _ground: ground,
        };
        while TcpStream::connect(address).await.is_err() {
            ensure!(
                begun.elapsed() < Duration::from_secs(20),
                "the service did not start"
            );
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        announce(begun.elapsed());
        Ok(service)
    }

    /// Kibibytes of memory that the service holds, where the system tells.
    pub(crate) fn resident(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?
            .trim()
            .strip_suffix(" kB")?
            .trim()
            .parse()
            .ok()
    }

    /// Microseconds of processor time that the service used so far.
    pub(crate) fn cpu(&self) -> Option<u64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        // Behind the name in parentheses; user and system time are the 12th and 13th field, in hundredths of a second.
        let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
        let ticks = fields.get(11)?.parse::<u64>().ok()? + fields.get(12)?.parse::<u64>().ok()?;
        Some(ticks * 10_000)
    }

    pub(crate) fn stop(&mut self) {
        _ = self.child.kill();
        _ = self.child.wait();
    }
}

impl Drop for Started {
    fn drop(&mut self) {
        self.stop();
    }
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn announce(start: Duration) {
    println!(
        "ready after          {:.0} ms",
        start.as_secs_f64() * 1000.0
    );
}

fn configuration(folder: &Path, address: SocketAddr, api_base: &str, database: &str) -> String {
    format!(
        "listen = \"{address}\"\ndatabase_url = \"{database}\"\nkey_file = \"{}/bench.key\"\nflows = \"flows\"\nlocales = \"locales\"\n
         [[channel]]\nslug = \"line\"\nkind = \"line\"\narea = \"bench\"\naudience = \"child\"\nsecret = \"{SECRET}\"\n
         access_token = \"{TOKEN}\"\naccount = \"{ACCOUNT}\"\napi_base = \"{api_base}\"\ndata_api_base = \"{api_base}\"\n",
        folder.display()
    )
}
