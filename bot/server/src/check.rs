//! `tsunagi flow …`, `locale check`, `classify`, `doctor`: what can be known before a child sees it.

use std::io::{BufRead, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::{Subcommand, ValueEnum};
use tsunagi_flow::transcript::{Outcome, Stage};
use tsunagi_flow::{Program, Tables};
use tsunagi_locale::Catalogue;
use tsunagi_safeguard::Classifier;

use crate::assets::{self, FlowFolder};
use crate::config::Config;
use crate::wire;

/// Work with flows.
#[derive(Debug, Subcommand)]
pub enum FlowCommand {
    /// Check flows, tables and their texts: `file:line:column: error[E04] message`; exit 1 on errors.
    Check {
        /// The folder; the configured one by default.
        path: Option<PathBuf>,
        /// How to print.
        #[arg(long, value_enum, default_value = "text")]
        format: Format,
    },
    /// Run the conversations of `tests/` with a virtual clock; exit 1 when one differs.
    Test {
        /// The folder; the configured one by default.
        path: Option<PathBuf>,
    },
}

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

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One line each.
    Text,
    /// One array.
    Json,
}

/// One problem, whichever room found it.
#[derive(serde::Serialize)]
struct Finding {
    file: String,
    line: u32,
    column: u32,
    severity: &'static str,
    code: &'static str,
    message: String,
    excerpt: String,
}

impl From<tsunagi_flow::Problem> for Finding {
    fn from(problem: tsunagi_flow::Problem) -> Self {
        let severity = if problem.severity == tsunagi_flow::Severity::Error {
            "error"
        } else {
            "warning"
        };
        Self {
            file: problem.file,
            line: problem.line,
            column: problem.column,
            severity,
            code: problem.code,
            message: problem.message,
            excerpt: problem.excerpt,
        }
    }
}

impl From<tsunagi_locale::Problem> for Finding {
    fn from(problem: tsunagi_locale::Problem) -> Self {
        let severity = if problem.severity == tsunagi_locale::Severity::Error {
            "error"
        } else {
            "warning"
        };
        Self {
            file: problem.file,
            line: problem.line,
            column: problem.column,
            severity,
            code: problem.code,
            message: problem.message,
            excerpt: problem.excerpt,
        }
    }
}

/// `tsunagi flow …`.
pub fn flow(config: &Config, command: FlowCommand) -> Result<ExitCode> {
    match command {
        FlowCommand::Check { path, format } => {
            let (program, catalogue, mut findings) = load(config, path.as_deref())?;
            findings.extend(
                tsunagi_flow::check(&program, &KnownTexts(&catalogue))
                    .into_iter()
                    .map(Finding::from),
            );
            print(findings, format)
        }
        FlowCommand::Test { path } => {
            let folder = assets::flows(path.as_deref().unwrap_or(&config.flows))?;
            let (program, catalogue, findings) = load(config, path.as_deref())?;
            if findings.iter().any(|finding| finding.severity == "error") {
                return print(findings, Format::Text);
            }
            transcripts(&program, &catalogue, &folder)
        }
    }
}

/// The flows of a folder as a program, its texts, and what is wrong with either.
fn load(config: &Config, path: Option<&Path>) -> Result<(Program, Catalogue, Vec<Finding>)> {
    let folder = assets::flows(path.unwrap_or(&config.flows))?;
    let (tables, problems) = Tables::load(&folder.tables);
    let mut findings: Vec<Finding> = problems.into_iter().map(Finding::from).collect();
    let mut program = Program::in_zone(tables, config.time_zone);
    for source in &folder.flows {
        let (definition, problems) = tsunagi_flow::parse(source);
        findings.extend(problems.into_iter().map(Finding::from));
        if let Some(definition) = definition {
            program.add(1, definition);
        }
    }
    let (catalogue, problems) = Catalogue::load(&assets::texts(&config.locales)?);
    findings.extend(problems.into_iter().map(Finding::from));
    Ok((program, catalogue, findings))
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn transcripts(program: &Program, catalogue: &Catalogue, folder: &FlowFolder) -> Result<ExitCode> {
    let classifier = classifier(folder)?;
    let classify = |text: &str, asked: Option<&str>| classifier.classify(text, asked).risk;
    let labels = TypedLabels(catalogue);
    let stage = Stage {
        program,
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

fn classifier(folder: &FlowFolder) -> Result<Classifier> {
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

/// `tsunagi locale …`.
pub fn locale(config: &Config, command: &LocaleCommand) -> Result<ExitCode> {
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

#[expect(clippy::print_stdout, reason = "the command's answer")]
fn print(mut findings: Vec<Finding>, format: Format) -> Result<ExitCode> {
    findings.sort_by(|a, b| (&a.file, a.line, a.column).cmp(&(&b.file, b.line, b.column)));
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == "error")
        .count();
    match format {
        Format::Json => println!("{}", serde_json::to_string_pretty(&findings)?),
        Format::Text => {
            for finding in &findings {
                let Finding {
                    file,
                    line,
                    column,
                    severity,
                    code,
                    message,
                    excerpt,
                } = finding;
                println!("{file}:{line}:{column}: {severity}[{code}] {message}");
                if !excerpt.trim().is_empty() {
                    println!("    {}", excerpt.trim_end());
                }
            }
            println!("{errors} errors, {} warnings", findings.len() - errors);
        }
    }
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// `tsunagi classify`.
pub fn classify(config: &Config) -> Result<()> {
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

/// `tsunagi doctor`.
#[expect(clippy::print_stdout, reason = "the command's answer")]
pub async fn doctor(config: &Config) -> Result<ExitCode> {
    let mut bad = 0;
    let mut say = |ok: bool, what: &str, detail: String| {
        bad += u32::from(!ok);
        println!("{} {what}: {detail}", if ok { "ok  " } else { "BAD " });
    };
    say(
        true,
        "configuration",
        format!("{} channels", config.channels.len()),
    );
    match wire::open_store(config).await {
        Ok(store) => {
            say(true, "database", store.engine().to_owned());
            say(true, "key", config.key_file.display().to_string());
            let (waiting, _) = store.intake_backlog().await?;
            let aside = store.intake_aside().await?;
            say(
                aside == 0,
                "events",
                format!("{waiting} waiting, {aside} put aside"),
            );
            let staff = store.count_staff().await?;
            say(
                staff > 0,
                "staff",
                if staff > 0 {
                    format!("{staff} accounts")
                } else {
                    "none: run `tsunagi staff add`".to_owned()
                },
            );
            match store.audit_verify().await? {
                None => say(true, "audit log", "unbroken".to_owned()),
                Some(row) => say(
                    false,
                    "audit log",
                    format!("row {row} does not follow from the one before"),
                ),
            }
            store.close().await;
        }
        Err(error) => say(false, "database", format!("{error:#}")),
    }
    let http = tsunagi_channel::http::client()?;
    for channel in &config.channels {
        match tsunagi_channel::open(channel, &http) {
            Ok(open) => match open.quota().await {
                Ok(quota) => {
                    let limit = quota
                        .limit
                        .map_or("no limit".to_owned(), |limit| limit.to_string());
                    say(
                        true,
                        &channel.slug,
                        format!(
                            "the platform answers; {} of {limit} paid messages used this month",
                            quota.used
                        ),
                    );
                }
                Err(tsunagi_channel::SendError::Unsupported) => {
                    say(true, &channel.slug, "no platform to ask".to_owned());
                }
                Err(error) => say(
                    false,
                    &channel.slug,
                    format!("{error}: check the access token and the network"),
                ),
            },
            Err(error) => say(false, &channel.slug, error.to_string()),
        }
    }
    Ok(if bad == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
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

struct TypedLabels<'a>(&'a Catalogue);

impl tsunagi_flow::Labels for TypedLabels<'_> {
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        self.0.match_option(text_id, options, typed)
    }
}
