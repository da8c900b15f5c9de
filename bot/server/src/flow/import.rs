//! `tsunagi flow import`: flows of another tool as files of ours, and a list of what a person must look at.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result, bail};
use tsunagi_flow::Source;
use tsunagi_import::{File, Imported, Kind, rapidpro};

/// More than any export that was seen; a larger file is a mistake.
const LARGEST: u64 = 64 * 1024 * 1024;
/// What the exit says when somebody must look at what was brought in.
const REMARKS: u8 = 3;
/// The table that an import adds to instead of replacing it.
const FIELDS: &str = "flows/tables/fields.csv";

/// What is brought in, and where it goes.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Exit: 0 everything was understood, 3 there are remarks, 2 the file cannot be read \
    (or a file is there already)."
)]
pub struct Import {
    /// An export of RapidPro, TextIt or Glific (JSON, version 13 or 14), or a single flow definition.
    file: PathBuf,
    /// The folder that holds `flows/` and `locales/`.
    #[arg(long, default_value = ".", value_name = "DIR")]
    out: PathBuf,
    /// Replace files that are there already.
    #[arg(long)]
    force: bool,
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Reads an export, writes what it became, and prints what to look at.
pub fn run(import: &Import) -> Result<ExitCode> {
    let shown = import.file.display();
    let size = std::fs::metadata(&import.file)
        .with_context(|| format!("cannot read {shown}"))?
        .len();
    if size > LARGEST {
        bail!("{shown} has {size} bytes; an export has less than {LARGEST}");
    }
    let json = std::fs::read(&import.file).with_context(|| format!("cannot read {shown}"))?;
    let imported = rapidpro(&json).with_context(|| format!("cannot import {shown}"))?;
    if imported.flows.is_empty() {
        for remark in &imported.remarks {
            println!("{remark}");
        }
        bail!("{shown} holds no flow that can be read");
    }
    write(&imported, &import.out, import.force)?;
    for remark in &imported.remarks {
        println!("{remark}");
    }
    let nodes: BTreeSet<(&str, &str)> = imported
        .remarks
        .iter()
        .filter(|remark| !remark.node.is_empty())
        .map(|remark| (remark.file.as_str(), remark.node.as_str()))
        .collect();
    let lost = imported
        .remarks
        .iter()
        .filter(|remark| remark.kind == Kind::Lost);
    println!(
        "{} flows and {} files of texts from {} nodes, {} of them without remarks; {} remarks, {} on what is missing now",
        imported.flows.len(),
        imported.texts.len(),
        imported.nodes,
        imported.nodes.saturating_sub(nodes.len()),
        imported.remarks.len(),
        lost.count(),
    );
    println!(
        "next: tsunagi flow check {}",
        import.out.join("flows").display()
    );
    Ok(if imported.remarks.is_empty() {
        ExitCode::SUCCESS
    } else {
        ExitCode::from(REMARKS)
    })
}

/// Writes all files, or none when one of them would be replaced.
fn write(imported: &Imported, out: &Path, force: bool) -> Result<()> {
    let files = imported
        .flows
        .iter()
        .chain(&imported.texts)
        .chain(&imported.tables);
    let there: Vec<String> = files
        .clone()
        .filter(|file| file.path != FIELDS)
        .map(|file| out.join(&file.path))
        .filter(|path| path.exists())
        .map(|path| path.display().to_string())
        .collect();
    if !there.is_empty() && !force {
        bail!(
            "nothing was written, because these files are there already (`--force` replaces them): {}",
            there.join(", ")
        );
    }
    for file in files {
        let path = out.join(&file.path);
        if let Some(folder) = path.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("cannot make {}", folder.display()))?;
        }
        let text = if file.path == FIELDS {
            fields(&path, file)?
        } else if file.path.ends_with(".yml") {
            // In the one form of all flows, so that the first change by hand is one line of difference.
            let source = Source::new(&file.path, &file.text);
            tsunagi_flow::format(&source).unwrap_or_else(|_| file.text.clone())
        } else {
            file.text.clone()
        };
        std::fs::write(&path, text).with_context(|| format!("cannot write {}", path.display()))?;
    }
    Ok(())
}

/// The rows that are there, and those that are new.
fn fields(path: &Path, new: &File) -> Result<String> {
    if !path.exists() {
        return Ok(new.text.clone());
    }
    let mut text =
        std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    let name = |row: &str| row.split(',').next().unwrap_or("").trim().to_owned();
    let known: BTreeSet<String> = text.lines().map(name).collect();
    for row in new
        .text
        .lines()
        .skip(1)
        .filter(|row| !known.contains(&name(row)))
    {
        text.push_str(row);
        text.push('\n');
    }
    Ok(text)
}
