//! `tsunagi flow …`: what a coordinator does with flows before a child sees them.

mod check;
mod fmt;
mod graph;
mod import;
mod play;
mod schema;
mod simulate;
mod test;
mod walks;

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};
use clap::Subcommand;
use tsunagi_flow::{Program, Source, Tables};
use tsunagi_locale::Catalogue;

use crate::assets::{self, FlowFolder};
use crate::config::Config;
use crate::finding::Finding;

/// Work with flows.
#[derive(Debug, Subcommand)]
pub enum FlowCommand {
    /// Check flows, tables and their texts: `file:line:column: error[E04] message`; exit 1 on errors.
    Check(check::Check),
    /// Run the conversations of `tests/` with a virtual clock, and walk through every branch in every language; exit 1 when one differs.
    Test(test::Test),
    /// Put flows into their one canonical form; comments stay.
    Fmt(fmt::FmtArgs),
    /// Talk with a flow in the terminal: numbers tap buttons, `/wait 1d` moves the clock, `/help` says more.
    Play(play::Play),
    /// Let made-up families live with the flows for a year, and count what reaches them; exit 1 when a limit of conduct was broken.
    Simulate(simulate::Simulate),
    /// Print the JSON Schema, with which YAML editors complete keys and mark mistakes.
    Schema {
        /// Of what.
        #[arg(value_enum, default_value = "flow")]
        of: schema::SchemaOf,
    },
    /// Draw a flow as SVG, to look at, to print, to hang on the wall.
    Graph(graph::GraphArgs),
    /// Bring flows of another tool in: flows, texts, and a list of what a person must look at.
    Import(import::Import),
}

/// `tsunagi flow …`.
pub fn run(config: &Config, command: FlowCommand) -> Result<ExitCode> {
    match command {
        FlowCommand::Check(check) => check::run(config, &check),
        FlowCommand::Test(test) => test::run(config, &test),
        FlowCommand::Fmt(args) => fmt::run(config, &args),
        FlowCommand::Play(play) => play::run(config, &play),
        FlowCommand::Simulate(simulate) => simulate::run(config, &simulate),
        FlowCommand::Schema { of } => Ok(schema::run(of)),
        FlowCommand::Graph(args) => graph::run(config, &args),
        FlowCommand::Import(args) => import::run(&args),
    }
}

/// What a folder of flows holds.
struct Loaded {
    folder: FlowFolder,
    program: Program,
    catalogue: Catalogue,
    /// What is wrong with the files themselves.
    findings: Vec<Finding>,
}

/// Where a command looks.
struct Place {
    flows: PathBuf,
    locales: PathBuf,
    /// The one flow that was named; none means all of the folder.
    only: Option<String>,
}

impl Place {
    /// A folder of flows, a folder that holds `flows`, or one flow in its folder; the configured folder by default. Texts come
    /// from `locales` inside or beside a named folder if there is one.
    fn find(config: &Config, path: Option<&Path>) -> Result<Self> {
        let Some(path) = path else {
            return Ok(Self {
                flows: config.flows.clone(),
                locales: config.locales.clone(),
                only: None,
            });
        };
        ensure!(path.exists(), "there is no {}", path.display());
        let (flows, only) = if path.is_file() {
            let folder = path
                .parent()
                .filter(|folder| !folder.as_os_str().is_empty());
            let name = Source::new(&path.to_string_lossy(), "").stem().to_owned();
            (folder.unwrap_or(Path::new(".")).to_owned(), Some(name))
        } else if path.join("flows").is_dir() {
            (path.join("flows"), None)
        } else {
            (path.to_owned(), None)
        };
        let mut files = std::fs::read_dir(&flows)
            .with_context(|| format!("cannot read {}", flows.display()))?
            .flatten();
        ensure!(
            files.any(|file| file.path().extension().is_some_and(|end| end == "yml")),
            "there is no flow (*.yml) in {}",
            flows.display()
        );
        let beside = [flows.join("locales"), flows.join("..").join("locales")];
        Ok(Self {
            locales: beside
                .into_iter()
                .find(|place| place.is_dir())
                .unwrap_or_else(|| config.locales.clone()),
            flows,
            only,
        })
    }
}

/// Reads the flows of a folder, the configured one by default, and the texts.
fn load(config: &Config, path: Option<&Path>) -> Result<Loaded> {
    let place = Place::find(config, path)?;
    let folder = assets::flows(&place.flows)?;
    let (tables, problems) = Tables::load(&folder.tables);
    let mut findings: Vec<Finding> = problems.into_iter().map(Finding::from).collect();
    let mut program = Program::in_zone(tables, config.time_zone);
    findings.extend(
        program
            .read_calendars(&folder.calendars)
            .into_iter()
            .map(Finding::from),
    );
    for source in &folder.flows {
        let (definition, problems) = tsunagi_flow::parse(source);
        findings.extend(problems.into_iter().map(Finding::from));
        if let Some(definition) = definition {
            program.add(1, definition);
        }
    }
    let (catalogue, problems) = Catalogue::load(&assets::texts(&place.locales)?);
    findings.extend(problems.into_iter().map(Finding::from));
    Ok(Loaded {
        folder,
        program,
        catalogue,
        findings,
    })
}

/// What people call the area in which flows are tried: the first that is configured.
fn area(config: &Config) -> &str {
    config.areas.first().map_or("", |area| area.name.as_str())
}
