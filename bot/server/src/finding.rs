//! Problems of authored content, whichever room found them, as the command line prints them.

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

/// One problem, whichever room found it.
#[derive(serde::Serialize)]
pub struct Finding {
    pub file: String,
    pub line: u32,
    pub column: u32,
    pub severity: &'static str,
    pub code: &'static str,
    pub message: String,
    pub excerpt: String,
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

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Prints problems in the order of their places; exit 1 when one of them is an error.
pub fn print(mut findings: Vec<Finding>, format: Format) -> Result<ExitCode> {
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
