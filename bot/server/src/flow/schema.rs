//! `tsunagi flow schema`: the JSON Schema of flows, with which any YAML editor completes keys and marks mistakes.

use std::process::ExitCode;

use clap::ValueEnum;

/// Which kind of file the schema is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum SchemaOf {
    /// `flows/*.yml`.
    Flow,
    /// `flows/tests/*.yml`.
    Transcript,
}

#[expect(clippy::print_stdout, reason = "the command's answer")]
/// Prints it.
pub fn run(of: SchemaOf) -> ExitCode {
    print!(
        "{}",
        match of {
            SchemaOf::Flow => tsunagi_flow::SCHEMA,
            SchemaOf::Transcript => tsunagi_flow::TRANSCRIPT_SCHEMA,
        }
    );
    ExitCode::SUCCESS
}
