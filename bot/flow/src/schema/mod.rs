//! The JSON Schemas of flows and transcripts, with which editors complete keys and mark mistakes while somebody writes.
//!
//! The parser decides what a flow is; the schemas only describe it. Tests hold the two together.

#[cfg(test)]
mod tests;
#[cfg(test)]
mod valid;

/// The schema of `flows/*.yml` (JSON Schema 2020-12).
pub const SCHEMA: &str = include_str!("../../../../flows/flow.schema.json");
/// The schema of `flows/tests/*.yml`.
pub const TRANSCRIPT_SCHEMA: &str = include_str!("../../../../flows/transcript.schema.json");
