//! The binary: command line, configuration, HTTP, wiring, shutdown.

mod assets;
mod bench;
mod bench_broadcast;
mod bench_wake;
mod broadcast;
mod chat;
mod classify;
mod codes;
mod config;
mod demo;
mod doctor;
mod files;
mod finding;
mod flow;
mod http;
mod locale;
mod media;
mod menu;
mod serve;
mod staff;
mod wire;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::{Parser, Subcommand};

use crate::config::{Config, LogFormat};

/// Brings children and parents into support: scripts on LINE and other messengers, people at the right moment, a record that a city can file.
#[derive(Debug, Parser)]
#[command(version, propagate_version = true)]
struct Cli {
    /// The configuration file; `tsunagi.toml` here, if there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Without a command: the demonstration.
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Serve webhooks, web chat and console.
    Serve,
    /// Serve a demonstration with made-up people; no account anywhere is needed.
    Demo,
    /// Say what is wrong with this installation and what to do.
    Doctor(doctor::Doctor),
    /// Work with flows.
    #[command(subcommand)]
    Flow(flow::FlowCommand),
    /// Work with texts.
    #[command(subcommand)]
    Locale(locale::LocaleCommand),
    /// Read messages for danger: one per line from standard input → `alert|watch|none<TAB>category<TAB>rule`.
    Classify,
    /// Bring a file in.
    #[command(subcommand)]
    Import(files::ImportCommand),
    /// Take records out; the audit log says so.
    Export(files::Export),
    /// A municipal report.
    #[command(subcommand)]
    Report(files::ReportCommand),
    /// Menus that always stand under a chat on LINE.
    #[command(subcommand)]
    Menu(menu::MenuCommand),
    /// Codes of letters.
    #[command(subcommand)]
    Codes(codes::CodesCommand),
    /// Messages to many.
    #[command(subcommand)]
    Broadcast(broadcast::BroadcastCommand),
    /// Staff accounts.
    #[command(subcommand)]
    Staff(staff::StaffCommand),
    /// Bring the tables up to date and end.
    Migrate,
    /// Measure a running service on this machine with signed webhooks and a platform double.
    Bench(bench::Bench),
}

fn main() -> ExitCode {
    hush_when_nobody_reads();
    let cli = Cli::parse();
    let runtime = match tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .thread_name("tsunagi")
        .build()
    {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error.into()),
    };
    match runtime.block_on(run(cli)) {
        Ok(code) => code,
        Err(error) => fail(&error),
    }
}

/// Whoever reads what a command prints may have seen enough (`| head`): that is no fault to report.
fn hush_when_nobody_reads() {
    let report = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let words = panic.payload().downcast_ref::<String>();
        if !words.is_some_and(|words| words.starts_with("failed printing to stdout: Broken pipe")) {
            report(panic);
        }
    }));
}

#[expect(clippy::print_stderr, reason = "the command line's own voice")]
fn fail(error: &anyhow::Error) -> ExitCode {
    eprintln!("error: {error:#}");
    ExitCode::from(2)
}

async fn run(cli: Cli) -> Result<ExitCode> {
    let command = cli.command.unwrap_or(Command::Demo);
    // What needs no store needs no configuration either, beyond the folders.
    let config = Config::load(cli.config.as_deref())?;
    match command {
        Command::Serve => {
            start_logs(&config);
            serve::serve(&config).await?;
        }
        Command::Demo => {
            start_logs(&config);
            demo::run(&config).await?;
        }
        Command::Doctor(doctor) => return doctor::run(&config, &doctor).await,
        Command::Flow(command) => return flow::run(&config, command),
        Command::Locale(command) => return locale::run(&config, &command),
        Command::Classify => classify::run(&config)?,
        Command::Import(command) => return files::import(&config, command).await,
        Command::Export(command) => files::export(&config, &command).await?,
        Command::Report(command) => files::report(&config, command).await?,
        Command::Menu(command) => return menu::run(&config, command).await,
        Command::Codes(command) => codes::run(&config, command).await?,
        Command::Broadcast(command) => broadcast::run(&config, command).await?,
        Command::Staff(command) => staff::run(&config, command).await?,
        Command::Migrate => drop(wire::open_store(&config).await?),
        Command::Bench(bench) => bench::run(bench).await?,
    }
    Ok(ExitCode::SUCCESS)
}

fn start_logs(config: &Config) {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env()
        .unwrap_or_else(|_| EnvFilter::new("info,sqlx=warn,hyper=warn"));
    let logs = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_target(false)
        .with_writer(std::io::stderr);
    // A second start in one process (tests) keeps the first.
    _ = match config.log_format {
        LogFormat::Text => logs.try_init(),
        LogFormat::Json => logs.json().try_init(),
    };
}
