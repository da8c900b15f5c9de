//! The municipal reports and the files that people bring and take; no HTTP, no SQL.
//!
//! Invariants: every figure of a report names the rows it was counted from; nothing of a file goes in unless the preview says so;
//! what a report prints, it also says by which rules it counted.

mod areas;
mod case_column;
mod case_file;
mod cell;
mod check;
mod column;
mod denominator_file;
mod error;
mod export;
mod options;
mod osaka;
mod output;
mod preview;
mod sheet;
mod sink;
mod tally;
mod words;
mod year;

pub use case_file::{CaseImport, import_cases};
pub use check::{Check, Missing, Warning};
pub use column::Column;
pub use denominator_file::{DenominatorImport, import_denominators};
pub use error::Error;
pub use export::{export_audit, export_cases, export_encounters, export_messages};
pub use options::{
    Cohort, ContractorActor, FoundVia, Group, MessageBucket, MethodScope, Options, RefusalCount,
    RefusalState, SupportCount,
};
pub use osaka::{Report, Request, Row, osaka};
pub use output::{csv, json, table, xlsx};
pub use preview::{Mode, Preview, Progress, RowProblem, Why};
pub use sheet::ReadError;
pub use sink::Format;
pub use tally::{Behind, Figure};
pub use words::Words;
pub use year::{FiscalYear, TOKYO};
