//! What a person must look at after an import.

use std::fmt;

/// How much of the original is missing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// It could not be said and is not there.
    Lost,
    /// It is there, but behaves differently.
    Changed,
}

/// One thing that was not taken over as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The file of ours that it concerns: `flows/hello.yml`; the export's own name when it concerns no flow.
    pub file: String,
    /// The node's id in the other tool; empty when it concerns the whole flow.
    pub node: String,
    /// The step of ours, `head`, or `not used`.
    pub place: String,
    /// How much is missing.
    pub kind: Kind,
    /// What it was.
    pub what: String,
    /// What to do about it.
    pub advice: String,
}

impl fmt::Display for Remark {
    /// `file:node (place): what it was → what to do about it`, as the command line prints it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file)?;
        if !self.node.is_empty() {
            write!(f, ":{}", self.node)?;
        }
        write!(f, " ({}): {} → {}", self.place, self.what, self.advice)
    }
}
