//! `tsunagi flow check`: everything that can be known of flows and their texts without running them.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use tsunagi_locale::Catalogue;

use super::Loaded;
use crate::config::Config;
use crate::finding::{Finding, Format, print};

/// Checks a folder.
pub fn run(config: &Config, path: Option<&Path>, format: Format) -> Result<ExitCode> {
    let Loaded {
        program,
        catalogue,
        mut findings,
        ..
    } = super::load(config, path)?;
    findings.extend(
        tsunagi_flow::check(&program, &KnownTexts(&catalogue))
            .into_iter()
            .map(Finding::from),
    );
    print(findings, format)
}

struct KnownTexts<'a>(&'a Catalogue);

impl tsunagi_flow::Texts for KnownTexts<'_> {
    fn languages(&self) -> Vec<String> {
        self.0.languages().to_vec()
    }
    fn has(&self, language: &str, id: &str) -> bool {
        self.0.has(language, id)
    }
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.0.own_label(language, id, key)
    }
}
