//! `tsunagi flow test`: the conversations of `tests/` with a virtual clock, and generated walks through every branch.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Result, ensure};
use tsunagi_flow::Source;
use tsunagi_flow::transcript::Outcome;

use super::walks::{self, Walks};
use super::{Loaded, area};
use crate::classify::classifier;
use crate::config::Config;
use crate::finding::{Finding, Format, print};
use tsunagi_dispatch::voice::Texts;

/// How many broken rules are shown in full.
const SHOWN: usize = 30;

/// Which conversations, and how they are shown.
#[derive(Debug, clap::Args)]
pub struct Test {
    /// The folder; the configured one by default. A word that is no path counts as a name.
    path: Option<PathBuf>,
    /// Only conversations whose file name or name contains one of these, and walks through flows whose name does.
    names: Vec<String>,
    /// Only the conversations of `tests/`, no generated walks.
    #[arg(long)]
    no_walks: bool,
    /// How to print.
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Test {
    /// The folder, and the names: one transcript or one flow of a folder is a name too.
    fn wanted(&self) -> (Option<&Path>, Vec<String>) {
        let mut names = self.names.clone();
        let Some(path) = &self.path else {
            return (None, names);
        };
        let word = path.to_string_lossy();
        if !path.exists() && !word.contains('/') {
            names.push(word.into_owned());
            return (None, names);
        }
        if path.is_file() {
            names.push(Source::new(&word, "").stem().to_owned());
            if path
                .parent()
                .is_some_and(|parent| parent.ends_with("tests"))
            {
                return (path.parent().and_then(Path::parent), names);
            }
        }
        (Some(path), names)
    }
}

/// One conversation, as `--format json` prints it.
#[derive(serde::Serialize)]
struct Conversation {
    name: String,
    file: String,
    line: u32,
    ok: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    heard: Vec<String>,
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Plays every conversation of `tests/`.
pub fn run(config: &Config, test: &Test) -> Result<ExitCode> {
    let (path, names) = test.wanted();
    let Loaded {
        folder,
        program,
        catalogue,
        findings,
    } = super::load(config, path)?;
    if findings.iter().any(|finding| finding.severity == "error") {
        return print(findings, test.format);
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
    let mut conversations = Vec::new();
    let mut faults = Vec::new();
    for source in &folder.tests {
        match tsunagi_flow::transcript::play(source, &stage) {
            Ok(outcome) if wanted(&names, source, &outcome.name) => {
                if test.format == Format::Text {
                    match &outcome.failure {
                        None => println!("ok      {}", outcome.name),
                        Some(failure) => println!("FAILED  {}\n{failure}\n", outcome.name),
                    }
                }
                conversations.push(conversation(source, outcome));
            }
            Ok(_) => {}
            Err(problems) => faults.extend(problems.into_iter().map(Finding::from)),
        }
    }
    let walks = (!test.no_walks).then(|| walks::all(&texts, &names));
    ensure!(
        !conversations.is_empty()
            || walks.as_ref().is_some_and(|walks| walks.count > 0)
            || !faults.is_empty(),
        "no conversation and no flow is called {}",
        names.join(", ")
    );
    let broken = walks.as_ref().map_or(0, |walks| walks.findings.len());
    let differ = conversations.iter().filter(|one| !one.ok).count() + faults.len() + broken;
    match test.format {
        Format::Json => {
            let all = serde_json::json!({
                "conversations": conversations,
                "problems": faults,
                "walks": walks.as_ref().map(|walks| walks.count),
                "languages": walks.as_ref().map(|walks| walks.languages),
                "findings": walks.as_ref().map(|walks| &walks.findings),
                "left_out": walks.as_ref().map(|walks| &walks.left_out),
            });
            println!("{}", serde_json::to_string_pretty(&all)?);
        }
        Format::Text => {
            if !faults.is_empty() {
                print(faults, Format::Text)?;
            }
            println!(
                "{} conversations{}, {differ} differ",
                conversations.len(),
                walks.map_or_else(String::new, |walks| show(&walks))
            );
        }
    }
    Ok(if differ == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Prints what the walks found; the answer counts them.
fn show(walks: &Walks) -> String {
    for finding in walks.findings.iter().take(SHOWN) {
        let (flow, language, rule) = (&finding.flow, &finding.language, finding.rule.as_str());
        println!("FAILED  walk through {flow} in {language}: {rule}");
        for line in &finding.heard {
            println!("    {line}");
        }
        println!(
            ">>> {}:{}: at {}: {}\n",
            finding.file, finding.line, finding.step, finding.difference
        );
    }
    if walks.findings.len() > SHOWN {
        println!(
            "… and {} more; --format json has them all",
            walks.findings.len() - SHOWN
        );
    }
    for left_out in &walks.left_out {
        println!("not walked: {left_out}");
    }
    format!(", {} walks in {} languages", walks.count, walks.languages)
}

fn wanted(names: &[String], source: &Source, name: &str) -> bool {
    let fits = |wanted: &String| source.stem().contains(wanted) || name.contains(wanted);
    names.is_empty() || names.iter().any(fits)
}

fn conversation(source: &Source, outcome: Outcome) -> Conversation {
    let failure = outcome.failure;
    Conversation {
        name: outcome.name,
        file: source.path.clone(),
        line: failure.as_ref().map_or(1, |failure| failure.line),
        ok: failure.is_none(),
        difference: failure.as_ref().map(|failure| failure.difference.clone()),
        heard: failure.map(|failure| failure.heard).unwrap_or_default(),
    }
}
