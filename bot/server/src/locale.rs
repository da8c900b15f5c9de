//! `tsunagi locale …`: texts before anybody reads them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use tsunagi_flow::{Given, Program, Tables};
use tsunagi_locale::{Rules, Word};

use crate::assets;
use crate::config::Config;
use crate::finding::{Finding, Format, print};

/// Work with texts.
#[derive(Debug, Subcommand)]
pub enum LocaleCommand {
    /// Check texts: syntax, missing keys, wording; exit 1 on errors.
    Check {
        /// The folder; the configured one by default.
        path: Option<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
}

/// `tsunagi locale …`.
pub fn run(config: &Config, command: &LocaleCommand) -> Result<ExitCode> {
    let LocaleCommand::Check { path, format } = command;
    let files = assets::texts(path.as_deref().unwrap_or(&config.locales))?;
    let rules = rules(config)?;
    let problems = tsunagi_locale::check_with(&files, &rules);
    print(problems.into_iter().map(Finding::from).collect(), *format)
}

/// The words to avoid, and the texts that the configured flows send unasked.
fn rules(config: &Config) -> Result<Rules> {
    let folder = assets::flows(&config.flows)?;
    let (tables, _) = Tables::load(&folder.tables);
    let words = words(&tables);
    let mut program = Program::in_zone(tables, config.time_zone);
    for source in &folder.flows {
        if let (Some(definition), _) = tsunagi_flow::parse(source) {
            program.add(1, definition);
        }
    }
    let digests = tsunagi_flow::digests(&program, &Given::default());
    let pushed = tsunagi_flow::pushed(&digests).into_iter();
    Ok(Rules {
        words,
        pushed: pushed.map(str::to_owned).collect(),
        ..Rules::default()
    })
}

/// The words to avoid, from the table `avoid_words`.
pub fn words(tables: &Tables) -> Vec<Word> {
    let rows = tables.rows("avoid_words").iter();
    rows.filter_map(|row| {
        let cell = |column: &str| row.get(column).map_or("", String::as_str);
        Word::new(cell("who"), cell("language"), cell("word"), cell("unless"))
    })
    .collect()
}
