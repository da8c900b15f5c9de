//! `tsunagi flow play`: talk with a flow in the terminal, with a clock of its own.

mod screen;
mod table;

use std::io::{BufRead, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Result;
use chrono::{NaiveDateTime, Timelike};
use clap::ValueEnum;
use tsunagi_flow::{Driver, Program, Source, Stage};
use tsunagi_locale::Arg;
use tsunagi_model::{Memory, Timestamp};

use self::table::Table;
use super::{Loaded, area};
use crate::classify::classifier;
use crate::config::Config;
use crate::finding::{Finding, Format, print};
use tsunagi_dispatch::voice::Texts;

/// Which flow, and who tries it.
#[derive(Debug, clap::Args)]
pub struct Play {
    /// The name of a flow, or a file with a draft.
    flow: String,
    /// Who is talking: child, parent, teacher, someone, unknown.
    #[arg(long)]
    role: Option<String>,
    /// In which language: ja, ja-Hira, en, ….
    #[arg(long, default_value = "ja")]
    language: String,
    /// How old they are.
    #[arg(long)]
    age: Option<u32>,
    /// When it begins: "2026-12-02 17:00".
    #[arg(long)]
    at: Option<String>,
    /// More that is remembered: consent.messages=agree.
    #[arg(long = "set", value_name = "FIELD=VALUE")]
    fields: Vec<String>,
    /// The folder; the configured one by default.
    #[arg(long)]
    path: Option<PathBuf>,
    /// The language of what is said about the conversation.
    #[arg(long, value_enum, default_value = "ja")]
    ui: Ui,
}

/// What coordinators read.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Ui {
    /// Japanese.
    Ja,
    /// English.
    En,
}

/// Talks until the person quits or the input ends.
pub fn run(config: &Config, play: &Play) -> Result<ExitCode> {
    let Loaded {
        folder,
        mut program,
        catalogue,
        ..
    } = super::load(config, play.path.as_deref())?;
    let ui = match play.ui {
        Ui::Ja => "ja",
        Ui::En => "en",
    };
    let mut out = std::io::stdout().lock();
    let flow = match draft(&mut program, &play.flow)? {
        Draft::Flow(flow) => flow,
        Draft::Wrong(findings) => return print(findings, Format::Text),
    };
    if program.newest(&flow).is_none() {
        let flows: Vec<&str> = program.flows().collect();
        let args = [
            ("flow", Arg::from(flow)),
            ("flows", Arg::from(flows.join(", "))),
        ];
        writeln!(out, "{}", catalogue.text(ui, "play-no-flow", &args).text)?;
        return Ok(ExitCode::from(2));
    }
    let classifier = classifier(&folder)?;
    let classify = |text: &str, asked: Option<&str>| classifier.classify(text, asked).risk;
    let texts = Texts {
        catalogue: &catalogue,
        program: &program,
        zone: config.time_zone,
        area: area(config),
    };
    let stage = texts.stage(&classify);
    let now = play
        .at
        .as_deref()
        .map_or(Ok(None), |at| begins(&program, at).map(Some))?;
    let driver = person(play, &stage, now);
    let terminal = std::io::stdout().is_terminal();
    let screen = screen::Screen::new(
        &texts,
        ui,
        terminal && std::env::var_os("NO_COLOR").is_none(),
    );
    let mut table = Table::new(driver, screen, &flow);
    table.begin(&mut out)?;
    let mut lines = std::io::stdin().lock().lines();
    loop {
        if terminal {
            write!(out, "> ")?;
            out.flush()?;
        }
        let Some(line) = lines.next() else { break };
        if !table.take(&line?, &mut out)? {
            break;
        }
    }
    Ok(ExitCode::SUCCESS)
}

enum Draft {
    Flow(String),
    Wrong(Vec<Finding>),
}

/// The name of the flow; a file is read and put on top of what is in force.
fn draft(program: &mut Program, flow: &str) -> Result<Draft> {
    let path = Path::new(flow);
    if !(flow.ends_with(".yml") || path.is_file()) {
        return Ok(Draft::Flow(flow.to_owned()));
    }
    let source = Source::new(flow, &std::fs::read_to_string(path)?);
    let (definition, problems) = tsunagi_flow::parse(&source);
    let Some(definition) = definition else {
        return Ok(Draft::Wrong(
            problems.into_iter().map(Finding::from).collect(),
        ));
    };
    let name = definition.flow.clone();
    let version = program.newest(&name).map_or(1, |(version, _)| version + 1);
    program.add(version, definition);
    Ok(Draft::Flow(name))
}

fn begins(program: &Program, at: &str) -> Result<Timestamp> {
    let at = NaiveDateTime::parse_from_str(at, "%Y-%m-%d %H:%M")
        .map_err(|_| anyhow::anyhow!("--at is written like \"2026-12-02 17:00\""))?;
    let minute = at.hour() * 60 + at.minute();
    Ok(program.calendar("").instant(at.date(), minute))
}

/// Who talks, as far as it was said.
fn person<'a>(play: &Play, stage: &Stage<'a>, now: Option<Timestamp>) -> Driver<'a> {
    let mut memory = Memory::default();
    let mut put = |field: &str, value: &str| {
        memory.fields.insert(field.to_owned(), value.to_owned());
    };
    put("contact.language", &play.language);
    if let Some(role) = play.role.as_deref().filter(|role| *role != "unknown") {
        put("contact.role", role);
    }
    if let Some(age) = play.age {
        put("contact.age", &age.to_string());
    }
    for (field, value) in play.fields.iter().filter_map(|pair| pair.split_once('=')) {
        put(field.trim(), value.trim());
    }
    let calendar = stage.program.calendar("");
    let noon = chrono::NaiveDate::from_ymd_opt(2026, 12, 2)
        .map_or(Timestamp::default(), |day| calendar.instant(day, 17 * 60));
    Driver::new(*stage, calendar, memory, now.unwrap_or(noon))
}
