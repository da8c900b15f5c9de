//! What is known of all flows of a file together: their names, what their fields can hold, who looks at whose results.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::texts::Words;

/// How many values of one field are remembered.
const ENTRIES: usize = 200;

/// One thing that a field can hold.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Entry {
    /// As our memory holds it: the key of an option, or the words themselves.
    pub value: String,
    /// What the other tool called this kind of answer.
    pub category: String,
    /// What the person may have said, or what was set.
    pub words: Vec<String>,
    /// What stands on the button.
    pub label: Words,
}

/// Learnt while the flows are made, used when they are made again.
#[derive(Default)]
pub(crate) struct Book {
    /// Name of ours by uuid and by name of theirs.
    pub flows: HashMap<String, String>,
    /// What fields can hold.
    pub entries: HashMap<String, Vec<Entry>>,
    /// Flows of which another one asks whether they came to their end.
    pub watched: HashSet<String>,
    /// Results that a flow (ours) takes from the one that runs it.
    pub handed: HashMap<String, BTreeSet<String>>,
    /// Questions (flow, node) whose answer is used although it has no name.
    pub answers: HashSet<(String, usize)>,
    /// Fields that conditions and texts read.
    pub reads: BTreeSet<String>,
    /// Fields that steps save or set.
    pub writes: BTreeSet<String>,
}

impl Book {
    /// A book that knows the names of the flows only.
    pub fn with_names(flows: HashMap<String, String>) -> Self {
        Self {
            flows,
            ..Self::default()
        }
    }

    pub fn can_hold(&mut self, field: &str, entry: Entry) {
        let entries = self.entries.entry(field.to_owned()).or_default();
        if entries.len() < ENTRIES && !entries.iter().any(|known| known.value == entry.value) {
            entries.push(entry);
        }
    }

    pub fn known(&self, field: &str) -> &[Entry] {
        self.entries.get(field).map_or(&[], Vec::as_slice)
    }
}
