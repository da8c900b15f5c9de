//! What can go wrong with a report or a file.

use crate::ReadError;

/// What can go wrong with a report or a file. Bad rows of a file are not errors: they are in the preview.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The store.
    #[error(transparent)]
    Store(#[from] tsunagi_store::Error),
    /// A file that cannot be read at all.
    #[error(transparent)]
    Read(#[from] ReadError),
    /// An area that is not there.
    #[error("there is no area `{slug}`; there are: {known}")]
    UnknownArea {
        /// What was asked for.
        slug: String,
        /// What there is.
        known: String,
    },
    /// An option, or a word for one, that is not there.
    #[error("`{word}` is not {expected}")]
    UnknownOption {
        /// What was given.
        word: String,
        /// What can be given.
        expected: String,
    },
    /// Something that the tables do not hold yet.
    #[error("{what} are not recorded yet, so nothing can be counted by them")]
    NotRecorded {
        /// What.
        what: &'static str,
    },
    /// A grouping by model areas without any.
    #[error("no model areas are set: name them, or set `report.model_areas`")]
    NoModelAreas,
    /// The file could not be written.
    #[error("the file could not be written")]
    Write(#[from] std::io::Error),
    /// A CSV that could not be written.
    #[error("the file could not be written")]
    Csv(#[from] csv::Error),
    /// An Excel file that could not be written.
    #[error("the Excel file could not be written")]
    Xlsx(#[from] rust_xlsxwriter::XlsxError),
    /// A JSON file that could not be written.
    #[error("the JSON could not be written")]
    Json(#[from] serde_json::Error),
}
