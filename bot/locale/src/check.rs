//! Finds faults in authored texts: what is missing, too long, or worded against the rules.

use crate::source::Source;
use crate::{Problem, TextFile};

/// All problems of all files, in the order of files and lines.
pub fn check(files: &[TextFile]) -> Vec<Problem> {
    files
        .iter()
        .flat_map(|file| Source::read(file).problems)
        .collect()
}
