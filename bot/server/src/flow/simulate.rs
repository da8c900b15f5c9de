//! `tsunagi flow simulate`: a year of made-up families against the flows, and whether any limit of conduct was broken.

use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Mutex;
use std::sync::atomic::{AtomicU64, Ordering};

use anyhow::{Context, Result};
use chrono::NaiveDate;
use tsunagi_flow::simulate::{Plan, Tally, family};
use tsunagi_model::Risk;

use super::{Loaded, area};
use crate::config::Config;
use crate::finding::{Format, print};
use tsunagi_dispatch::voice::Texts;

/// How many families one core takes at a time.
const GROUP: u64 = 16;

/// How much is simulated.
#[derive(Debug, clap::Args)]
pub struct Simulate {
    /// How many families.
    #[arg(long, default_value_t = 10_000)]
    families: u64,
    /// How many days.
    #[arg(long, default_value_t = 365)]
    days: u32,
    /// Where chance begins: the same number gives the same year.
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// The first day.
    #[arg(long, default_value = "2026-04-01")]
    from: NaiveDate,
    /// Also write down the conversation of this person.
    #[arg(long, value_name = "NUMBER")]
    watch: Option<u64>,
    /// The folder; the configured one by default.
    #[arg(long)]
    path: Option<PathBuf>,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// Simulates, prints what it adds up to; exit 1 when a rule was broken.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub fn run(config: &Config, simulate: &Simulate) -> Result<ExitCode> {
    let Loaded {
        program,
        catalogue,
        findings,
        ..
    } = super::load(config, simulate.path.as_deref())?;
    if findings.iter().any(|finding| finding.severity == "error") {
        return print(findings, simulate.format);
    }
    let texts = Texts {
        catalogue: &catalogue,
        program: &program,
        zone: config.time_zone,
        area: area(config),
    };
    let from = program.calendar("").instant(simulate.from, 0);
    let mut plan = Plan::new(simulate.seed, from, simulate.days);
    plan.watch = simulate.watch;
    let tally = all(&texts, &plan, simulate.families).context("a core gave up")?;
    match simulate.format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&tally)?),
        Format::Text => print!("{}", text(&tally)),
    }
    Ok(if tally.violations() == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// All families on all cores; nothing of a family is kept but its sums.
fn all(texts: &Texts, plan: &Plan, families: u64) -> Option<Tally> {
    let next = AtomicU64::new(0);
    let sum: Mutex<Tally> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                let stage = texts.stage(&|_, _| Risk::None);
                let mut mine = Tally::default();
                loop {
                    let first = next.fetch_add(GROUP, Ordering::Relaxed);
                    if first >= families {
                        break;
                    }
                    for number in first..families.min(first + GROUP) {
                        mine.add(family(&stage, plan, number));
                    }
                }
                if let Ok(mut sum) = sum.lock() {
                    sum.add(mine);
                }
            });
        }
    });
    sum.into_inner().ok()
}

fn text(tally: &Tally) -> String {
    use std::fmt::Write as _;
    let mut out = String::new();
    let mut line = |words: String| {
        let _ = writeln!(out, "{words}");
    };
    for heard in &tally.heard {
        line(heard.clone());
    }
    line(format!(
        "{} families, {} people: {} acts, {} replies, {} pushes ({} of them urgent), {} messages of staff",
        tally.families,
        tally.people,
        tally.acts,
        tally.replies,
        tally.pushes,
        tally.urgent_pushes,
        tally.human_messages
    ));
    let hours = tally.shortest_gap.map_or_else(
        || "none".to_owned(),
        |seconds| {
            format!(
                "{:.1} h",
                std::time::Duration::from_secs(seconds.unsigned_abs()).as_secs_f64() / 3_600.0
            )
        },
    );
    line(format!(
        "most pushes to one person in seven days: {}; shortest gap: {hours}",
        tally.most_in_seven_days
    ));
    line(format!(
        "weeks of one person by number of pushes: {}",
        list(&tally.pushes_in_week)
    ));
    line(format!(
        "people by invitations without an answer: {}",
        list(&tally.unanswered_invitations)
    ));
    line(format!("held back: {}", list(&tally.held)));
    line(format!(
        "refusals {}, blocks {}, handoffs {}, alerts: {}",
        tally.refusals,
        tally.blocks,
        tally.handoffs,
        list(&tally.alerts)
    ));
    line(format!(
        "{:<20} {:>9} {:>9} {:>9} {:>6}  how they ended",
        "flow", "entered", "answered", "silent", "open"
    ));
    for (flow, passage) in &tally.flows {
        line(format!(
            "{flow:<20} {:>9} {:>9} {:>9} {:>6}  {}",
            passage.entered,
            passage.answered,
            passage.silent,
            passage.open,
            list(&passage.ended)
        ));
    }
    for example in &tally.examples {
        line(format!("  broken: {example}"));
    }
    line(format!("conversations that never end: {}", tally.endless));
    line(format!(
        "rules broken: {} {}",
        tally.violations() - tally.endless,
        list(&tally.broken)
    ));
    out
}

fn list<K: std::fmt::Display>(counts: &std::collections::BTreeMap<K, u64>) -> String {
    let parts: Vec<String> = counts
        .iter()
        .map(|(key, count)| format!("{key}: {count}"))
        .collect();
    parts.join(", ")
}
