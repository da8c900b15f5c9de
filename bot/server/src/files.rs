//! `tsunagi import`, `export`, `report`: the files that people bring and take.

use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Args, Subcommand, ValueEnum};
use tsunagi_locale::Catalogue;
use tsunagi_model::{Clock, SystemClock};
use tsunagi_report::{FiscalYear, Format, Group, Mode, Options, Preview, Request, Words};

use crate::config::Config;
use crate::{assets, wire};

/// Bring a file in.
#[derive(Debug, Subcommand)]
pub enum ImportCommand {
    /// A year of a city's own ledger, one row per child.
    Cases(ImportFile),
    /// Pupils per area and fiscal year.
    Denominators(ImportFile),
}

/// The file.
#[derive(Debug, Args)]
pub struct ImportFile {
    /// CSV (UTF-8 or CP932) or Excel.
    file: PathBuf,
    /// Only say what would happen.
    #[arg(long)]
    dry_run: bool,
    /// Write nothing if any row is bad.
    #[arg(long)]
    all_or_nothing: bool,
}

impl ImportFile {
    fn mode(&self) -> Mode {
        match (self.dry_run, self.all_or_nothing) {
            (true, _) => Mode::DryRun,
            (_, true) => Mode::AllOrNothing,
            _ => Mode::GoodRows,
        }
    }
}

/// Take records out.
#[derive(Debug, Args)]
pub struct Export {
    /// What.
    what: What,
    /// How; messages are jsonl by default, everything else csv.
    #[arg(long)]
    format: Option<Format>,
    /// Where to; standard output by default.
    #[arg(long, short)]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum What {
    Messages,
    Encounters,
    Cases,
    Audit,
}

/// A municipal report.
#[derive(Debug, Subcommand)]
pub enum ReportCommand {
    /// Osaka's table: thirty columns from the ledger and the cases.
    Osaka(Osaka),
}

/// What to print.
#[derive(Debug, Args)]
pub struct Osaka {
    /// 2026, R8 or 令和8.
    #[arg(long)]
    fiscal_year: String,
    /// Only this area and what is below it; may be repeated.
    #[arg(long)]
    area: Vec<String>,
    /// What one row is about: city, area or model-areas.
    #[arg(long, default_value = "city")]
    group: Group,
    /// How to print.
    #[arg(long, value_enum, default_value = "table")]
    format: Print,
    /// How it counts, as `name=word`; may be repeated.
    #[arg(long = "option", value_name = "NAME=WORD")]
    options: Vec<String>,
    /// ja or en.
    #[arg(long, default_value = "ja")]
    language: String,
    /// Where to; standard output by default.
    #[arg(long, short)]
    out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Print {
    Table,
    Csv,
    Xlsx,
    Json,
}

/// `tsunagi import …`: exit 1 when rows stayed out.
pub async fn import(config: &Config, command: ImportCommand) -> Result<ExitCode> {
    let store = wire::open_store(config).await?;
    let texts = texts(config)?;
    let words = Words::new(&texts, "ja");
    let now = SystemClock.now();
    let preview = match command {
        ImportCommand::Cases(file) => {
            let bytes = read(&file.file)?;
            let mut progress = |done: usize, of: usize| progress("cases", done, of);
            tsunagi_report::import_cases(&store, &bytes, file.mode(), None, now, &mut progress)
                .await?
                .preview
        }
        ImportCommand::Denominators(file) => {
            let bytes = read(&file.file)?;
            tsunagi_report::import_denominators(&store, &bytes, file.mode(), None, now)
                .await?
                .preview
        }
    };
    store.close().await;
    say(&preview, words);
    Ok(if preview.problems.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[expect(
    clippy::print_stderr,
    reason = "progress and problems, beside the answer"
)]
fn say(preview: &Preview, words: Words<'_>) {
    for problem in preview.problems.iter().chain(&preview.remarks) {
        eprintln!("{}", problem.text(words));
    }
    for column in &preview.unknown_columns {
        eprintln!("? {column}");
    }
    eprintln!("{} / {}", preview.good, preview.rows);
}

#[expect(
    clippy::print_stderr,
    reason = "progress and problems, beside the answer"
)]
fn progress(what: &str, done: usize, of: usize) {
    eprint!("\r{what} {done}/{of}");
    if done >= of {
        eprintln!();
    }
}

/// `tsunagi export …`.
pub async fn export(config: &Config, export: &Export) -> Result<()> {
    let store = wire::open_store(config).await?;
    let now = SystemClock.now();
    let format = export.format.unwrap_or(if export.what == What::Messages {
        Format::Jsonl
    } else {
        Format::Csv
    });
    let mut out = open(export.out.as_deref())?;
    let rows = match export.what {
        What::Messages => {
            tsunagi_report::export_messages(&store, format, None, now, &mut out).await?
        }
        What::Encounters => {
            tsunagi_report::export_encounters(&store, format, None, now, &mut out).await?
        }
        What::Cases => tsunagi_report::export_cases(&store, format, None, now, &mut out).await?,
        What::Audit => tsunagi_report::export_audit(&store, format, None, now, &mut out).await?,
    };
    out.flush()?;
    store.close().await;
    if export.out.is_some() {
        progress(
            "rows",
            usize::try_from(rows).unwrap_or(usize::MAX),
            usize::try_from(rows).unwrap_or(usize::MAX),
        );
    }
    Ok(())
}

/// `tsunagi report …`.
pub async fn report(config: &Config, command: ReportCommand) -> Result<()> {
    let ReportCommand::Osaka(wanted) = command;
    let year = FiscalYear::read(&wanted.fiscal_year)
        .with_context(|| format!("`{}` is not a fiscal year", wanted.fiscal_year))?;
    let mut options = Options::default();
    for option in &wanted.options {
        let (name, word) = option
            .split_once('=')
            .with_context(|| format!("`{option}` is not NAME=WORD"))?;
        options.set(name, word)?;
    }
    let store = wire::open_store(config).await?;
    let request = Request {
        year,
        areas: wanted.area,
        group: wanted.group,
        options,
    };
    let report = tsunagi_report::osaka(&store, &request, None, SystemClock.now()).await?;
    let texts = texts(config)?;
    let words = Words::new(&texts, &wanted.language);
    let mut out = open(wanted.out.as_deref())?;
    match wanted.format {
        Print::Table => out.write_all(tsunagi_report::table(&report, words).as_bytes())?,
        Print::Csv => tsunagi_report::csv(&report, &mut out)?,
        Print::Xlsx => tsunagi_report::xlsx(&report, words, &mut out)?,
        Print::Json => tsunagi_report::json(&report, words, &mut out)?,
    }
    out.flush()?;
    store.close().await;
    Ok(())
}

fn texts(config: &Config) -> Result<Catalogue> {
    Ok(Catalogue::load(&assets::texts(&config.locales)?).0)
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| format!("cannot read {}", path.display()))
}

fn open(path: Option<&Path>) -> Result<Box<dyn Write + Send>> {
    Ok(match path {
        Some(path) => {
            let file = std::fs::File::create(path)
                .with_context(|| format!("cannot write {}", path.display()))?;
            Box::new(BufWriter::new(file))
        }
        None => Box::new(BufWriter::new(std::io::stdout())),
    })
}
