//! Keys and threads of events: bounded, the same at every delivery, without anything that a table could stumble over.

use sha2::{Digest, Sha256};

/// Keys and threads longer than this are replaced by their hash.
const LONGEST: usize = 128;

/// The text itself if it is short and plain, else its hash.
pub(crate) fn bounded(text: String) -> String {
    if text.len() <= LONGEST && !text.contains(char::is_control) {
        text
    } else {
        hash(&[&text])
    }
}

/// A hash of parts; no two lists of parts have the same.
pub(crate) fn hash(parts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part.len().to_le_bytes());
        hasher.update(part.as_bytes());
    }
    format!("sha256:{}", hex::encode(hasher.finalize()))
}
