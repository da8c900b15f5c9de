//! `tsunagi flow fmt`: one form for every flow, so that a change is one line of difference.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Args;
use tsunagi_flow::Source;

use crate::config::Config;
use crate::finding::{Finding, Format, print};

/// What is put into form.
#[derive(Debug, Args)]
pub struct FmtArgs {
    /// A flow's file, or a folder of them; the configured folder by default.
    path: Option<PathBuf>,
    /// Change nothing; name the files that are not in form and exit 1 if there are any.
    #[arg(long)]
    check: bool,
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Writes every flow in its canonical form, or says which are not in it. What is not readable stays as it is.
pub fn run(config: &Config, args: &FmtArgs) -> Result<ExitCode> {
    let path = args.path.as_deref().unwrap_or(&config.flows);
    let mut problems = Vec::new();
    let mut changed = 0;
    for file in files(path)? {
        let text = std::fs::read_to_string(&file)
            .with_context(|| format!("cannot read {}", file.display()))?;
        let shown = file.display().to_string();
        match tsunagi_flow::format(&Source::new(&shown, &text)) {
            Err(problem) => problems.push(Finding::from(*problem)),
            Ok(formed) if formed == text => {}
            Ok(formed) => {
                changed += 1;
                println!("{shown}");
                if !args.check {
                    std::fs::write(&file, formed)
                        .with_context(|| format!("cannot write {shown}"))?;
                }
            }
        }
    }
    if !problems.is_empty() {
        print(problems, Format::Text)?;
        return Ok(ExitCode::FAILURE);
    }
    Ok(if args.check && changed > 0 {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

/// The file itself, or the flows of a folder in their order.
fn files(path: &Path) -> Result<Vec<PathBuf>> {
    if path.is_file() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    for entry in
        std::fs::read_dir(path).with_context(|| format!("cannot read {}", path.display()))?
    {
        let file = entry?.path();
        if file.extension().is_some_and(|ending| ending == "yml") {
            files.push(file);
        }
    }
    files.sort();
    Ok(files)
}
