//! `tsunagi classify`: what the table of danger words makes of messages.

use std::io::{BufRead, Write};

use anyhow::{Context, Result};
use tsunagi_safeguard::Classifier;

use crate::assets::{self, FlowFolder};
use crate::config::Config;

/// `tsunagi classify`.
pub fn run(config: &Config) -> Result<()> {
    let classifier = classifier(&assets::flows(&config.flows)?)?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    for line in std::io::stdin().lock().lines() {
        let verdict = classifier.classify(&line?, None);
        let or_dash = |text: &str| {
            if text.is_empty() {
                "-".to_owned()
            } else {
                text.to_owned()
            }
        };
        writeln!(
            out,
            "{}\t{}\t{}",
            verdict.risk,
            or_dash(verdict.category),
            or_dash(&verdict.rule)
        )?;
    }
    out.flush()?;
    Ok(())
}

/// The classifier that a folder of flows brings.
pub fn classifier(folder: &FlowFolder) -> Result<Classifier> {
    let table = folder
        .tables
        .iter()
        .find(|table| table.path.ends_with("risk_words.csv"))
        .context("risk_words.csv is missing")?;
    let (classifier, problems) = Classifier::load(&table.text);
    anyhow::ensure!(
        problems.is_empty(),
        "risk_words.csv has {} faulty rows",
        problems.len()
    );
    Ok(classifier)
}
