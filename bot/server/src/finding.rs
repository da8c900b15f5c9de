//! Problems of authored content, whichever room found them, as the command line prints them.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::Write as _;
use std::process::ExitCode;

use anyhow::Result;
use clap::ValueEnum;

/// How problems are printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// One line each.
    Text,
    /// One array.
    Json,
}

/// One problem, whichever room found it. Its fields are those of `--format json`, and stay.
#[derive(Debug, Clone, PartialEq, serde::Serialize, serde::Deserialize)]
pub struct Finding {
    /// The file, as it was named.
    pub file: String,
    /// From 1; 0 for the file as a whole.
    pub line: u32,
    /// From 1, in characters.
    pub column: u32,
    /// `error` or `warning`.
    pub severity: String,
    /// `E01` … `W39`, as flows/README.md and locales/README.md list them.
    pub code: String,
    /// What is wrong here, in English.
    pub message: String,
    /// What to do about this kind of problem, in Japanese.
    pub hint: String,
    /// The line of the file.
    pub excerpt: String,
}

impl From<tsunagi_flow::Problem> for Finding {
    fn from(problem: tsunagi_flow::Problem) -> Self {
        let error = problem.severity == tsunagi_flow::Severity::Error;
        Self {
            file: problem.file,
            line: problem.line,
            column: problem.column,
            severity: word(error).to_owned(),
            code: problem.code.to_owned(),
            message: problem.message,
            hint: problem.hint.to_owned(),
            excerpt: problem.excerpt,
        }
    }
}

impl From<tsunagi_locale::Problem> for Finding {
    fn from(problem: tsunagi_locale::Problem) -> Self {
        let error = problem.severity == tsunagi_locale::Severity::Error;
        Self {
            file: problem.file,
            line: problem.line,
            column: problem.column,
            severity: word(error).to_owned(),
            code: problem.code.to_owned(),
            message: problem.message,
            hint: tsunagi_flow::hint(problem.code).to_owned(),
            excerpt: problem.excerpt,
        }
    }
}

fn word(error: bool) -> &'static str {
    if error { "error" } else { "warning" }
}

/// Prints problems in the order of their places; exit 1 when one of them is an error.
pub fn print(mut findings: Vec<Finding>, format: Format) -> Result<ExitCode> {
    findings.sort_by(|a, b| {
        (&a.file, a.line, a.column, &a.code, &a.message)
            .cmp(&(&b.file, b.line, b.column, &b.code, &b.message))
    });
    findings.dedup();
    let errors = findings
        .iter()
        .filter(|finding| finding.severity == "error")
        .count();
    let answer = match format {
        Format::Json => serde_json::to_string_pretty(&findings)?,
        Format::Text => text(&findings, errors),
    };
    // Whoever has read enough (`| head`) closes the pipe; that is no error.
    _ = writeln!(std::io::stdout().lock(), "{answer}");
    Ok(if errors == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// One line each with the line of the file, then once for each code what to do.
fn text(findings: &[Finding], errors: usize) -> String {
    let mut out = String::new();
    for finding in findings {
        let Finding {
            file,
            line,
            column,
            severity,
            code,
            message,
            excerpt,
            ..
        } = finding;
        _ = writeln!(out, "{file}:{line}:{column}: {severity}[{code}] {message}");
        if !excerpt.trim().is_empty() {
            _ = writeln!(out, "    {}", excerpt.trim_end());
        }
    }
    let hints: BTreeMap<&str, &str> = findings
        .iter()
        .map(|finding| (finding.code.as_str(), finding.hint.as_str()))
        .collect();
    for (code, hint) in hints {
        _ = writeln!(out, "{code}  {hint}");
    }
    _ = write!(out, "{errors} errors, {} warnings", findings.len() - errors);
    out
}
