//! `tsunagi locale …`: texts before anybody reads them.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

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
    print(
        tsunagi_locale::check(&files)
            .into_iter()
            .map(Finding::from)
            .collect(),
        *format,
    )
}
