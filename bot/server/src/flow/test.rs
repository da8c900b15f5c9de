//! `tsunagi flow test`: the conversations of `tests/` with a virtual clock.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Result;
use tsunagi_flow::transcript::{Outcome, Stage};

use super::{Loaded, TypedLabels};
use crate::classify::classifier;
use crate::config::Config;
use crate::finding::{Finding, Format, print};

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Plays every conversation of `tests/`.
pub fn run(config: &Config, path: Option<&Path>) -> Result<ExitCode> {
    let Loaded {
        folder,
        program,
        catalogue,
        findings,
    } = super::load(config, path)?;
    if findings.iter().any(|finding| finding.severity == "error") {
        return print(findings, Format::Text);
    }
    let classifier = classifier(&folder)?;
    let classify = |text: &str, asked: Option<&str>| classifier.classify(text, asked).risk;
    let labels = TypedLabels(&catalogue);
    let stage = Stage {
        program: &program,
        labels: &labels,
        classify: &classify,
    };
    let mut failed = 0;
    for source in &folder.tests {
        match tsunagi_flow::transcript::play(source, &stage) {
            Ok(Outcome {
                name,
                failure: None,
            }) => println!("ok      {name}"),
            Ok(Outcome {
                name,
                failure: Some(difference),
            }) => {
                failed += 1;
                println!("FAILED  {name} ({})\n{difference}\n", source.path);
            }
            Err(problems) => {
                failed += 1;
                print(
                    problems.into_iter().map(Finding::from).collect(),
                    Format::Text,
                )?;
            }
        }
    }
    println!("{} conversations, {failed} differ", folder.tests.len());
    Ok(if failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
