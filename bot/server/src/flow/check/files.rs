//! Files that are read only when they have changed.

use std::collections::BTreeMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Read;
use std::path::Path;
use std::sync::OnceLock;
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};

use crate::assets::Place;
use crate::finding::Finding;

/// What is read of a file; the parsers say that this is too much.
const MOST: u64 = (1 << 20) + 1;
/// A file that was changed less than this before it was looked at may be changed again without a trace in its time.
const SETTLED: Duration = Duration::from_secs(2);

/// What the system says of a file, and what was in it then.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stamp {
    size: u64,
    changed: u128,
    pub hash: u64,
}

/// A file of authored content.
pub struct File {
    /// Its path below its folder.
    pub path: String,
    /// How messages call it.
    pub shown: String,
    /// Of its contents.
    pub hash: u64,
    stamp: Option<Stamp>,
    place: Place,
    text: OnceLock<String>,
}

impl File {
    /// Looks at a file; it is read only if the stamp that was kept does not fit it.
    pub fn new(
        folder: &Path,
        path: String,
        place: Place,
        kept: &BTreeMap<String, Stamp>,
        now: SystemTime,
    ) -> Self {
        let shown = folder.join(&path).display().to_string();
        let about = match &place {
            Place::Disk(_, about) => about.modified().ok().map(|time| (about.len(), time)),
            Place::Inside(_) => None,
        };
        let about = about.and_then(|(size, time)| {
            let changed = time.duration_since(SystemTime::UNIX_EPOCH).ok()?.as_nanos();
            let settled = now
                .duration_since(time)
                .is_ok_and(|passed| passed > SETTLED);
            Some((size, changed, settled))
        });
        let mut file = Self {
            path,
            shown,
            hash: 0,
            stamp: None,
            place,
            text: OnceLock::new(),
        };
        let known = about.zip(kept.get(&file.shown));
        file.hash = match known {
            Some(((size, changed, _), stamp)) if (stamp.size, stamp.changed) == (size, changed) => {
                stamp.hash
            }
            _ => hash(file.text()),
        };
        file.stamp = about
            .filter(|(_, _, settled)| *settled)
            .map(|(size, changed, _)| Stamp {
                size,
                changed,
                hash: file.hash,
            });
        file
    }

    /// What to keep of it; nothing while it may be changed again within its time.
    pub fn stamp(&self) -> Option<(String, Stamp)> {
        Some((self.shown.clone(), self.stamp.clone()?))
    }

    /// Its words, as far as they are read; what is no text is replaced, and [`unreadable`](Self::unreadable) says so.
    pub fn text(&self) -> &str {
        self.text.get_or_init(|| match &self.place {
            Place::Inside(text) => text.clone(),
            Place::Disk(path, _) => String::from_utf8_lossy(&read(path)).into_owned(),
        })
    }

    /// What is wrong with the file before anything is understood of it.
    pub fn unreadable(&self) -> Option<Finding> {
        let Place::Disk(path, _) = &self.place else {
            return None;
        };
        if !self.text().contains('\u{FFFD}') {
            return None;
        }
        let bytes = read(path);
        let error = std::str::from_utf8(&bytes).err()?;
        // Only the end of a file that is too large may be cut within a letter.
        let cut = bytes.len() as u64 == MOST && error.error_len().is_none();
        if cut {
            return None;
        }
        let before = &bytes[..error.valid_up_to()];
        let line = before.iter().filter(|byte| **byte == b'\n').count() + 1;
        let column = String::from_utf8_lossy(before)
            .rsplit('\n')
            .next()
            .map_or(1, |line| line.chars().count() + 1);
        let at = tsunagi_flow::Place {
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(column).unwrap_or(u32::MAX),
        };
        let source = tsunagi_flow::Source::new(&self.shown, self.text());
        let message = "these bytes are not UTF-8; save the file as UTF-8 (in Excel: CSV UTF-8)";
        Some(tsunagi_flow::Problem::new("E00", &source, at, message).into())
    }

    /// Its name without folder and ending.
    pub fn stem(&self) -> &str {
        let name = self.path.rsplit('/').next().unwrap_or(&self.path);
        name.split('.').next().unwrap_or(name)
    }
}

fn read(path: &Path) -> Vec<u8> {
    let mut bytes = Vec::new();
    if let Ok(file) = std::fs::File::open(path) {
        // A file that vanished meanwhile is empty, and the checks say so.
        _ = file.take(MOST).read_to_end(&mut bytes);
    }
    bytes
}

/// A number for contents; the same binary gives the same.
pub fn hash(what: impl Hash) -> u64 {
    let mut hasher = DefaultHasher::new();
    what.hash(&mut hasher);
    hasher.finish()
}
