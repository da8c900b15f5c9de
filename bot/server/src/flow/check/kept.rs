//! What a run keeps for the next one, so that only what changed is read and checked again.
//!
//! One JSON file per pair of folders, in the system's folder for caches (`$XDG_CACHE_HOME/tsunagi`, `~/.cache/tsunagi`,
//! `%LOCALAPPDATA%\tsunagi`). It may be deleted at any time; one that is broken, or of another binary, is as good as none.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};
use tsunagi_flow::Digest;

use super::files::{Stamp, hash};
use crate::finding::Finding;

/// Something that was found out, and a number for all that it depends on.
pub type Known<T> = (u64, T);

/// What was read of a flow, and what was wrong with it by itself; nothing if it is no flow.
pub type Read = (Option<Digest>, Vec<Finding>);

/// All that is kept.
#[derive(Default, Serialize, Deserialize)]
pub struct Kept {
    /// The binary that wrote it.
    binary: u64,
    /// Files by their shown path.
    pub files: BTreeMap<String, Stamp>,
    /// Everything, when nothing at all has changed.
    pub whole: Option<Known<Vec<Finding>>>,
    /// Each flow by itself.
    pub digests: BTreeMap<String, Known<Read>>,
    /// What the checks found in each flow among the others.
    pub flows: BTreeMap<String, Known<Vec<Finding>>>,
    /// What was found in the texts of each name over all languages.
    pub texts: BTreeMap<String, Known<Vec<Finding>>>,
}

impl Kept {
    /// What the last run kept; nothing if it cannot be used.
    pub fn load(place: Option<&PathBuf>) -> Self {
        let read = place.and_then(|place| std::fs::read(place).ok());
        let kept: Option<Self> = read.and_then(|bytes| serde_json::from_slice(&bytes).ok());
        kept.filter(|kept| kept.binary == binary())
            .unwrap_or_default()
    }

    /// Keeps this for the next run, if it can be written at all; two runs at once do not disturb each other.
    pub fn save(mut self, place: Option<&PathBuf>) {
        let Some(place) = place else {
            return;
        };
        self.binary = binary();
        let Some(folder) = place.parent() else {
            return;
        };
        let draft = place.with_extension(format!("{}.new", std::process::id()));
        let written = std::fs::create_dir_all(folder).is_ok()
            && serde_json::to_vec(&self).is_ok_and(|bytes| std::fs::write(&draft, bytes).is_ok());
        if !written || std::fs::rename(&draft, place).is_err() {
            _ = std::fs::remove_file(&draft);
        }
    }
}

/// Where things are kept that concern these folders; `None` where the system has no place for it.
pub fn place(folders: &str) -> Option<PathBuf> {
    let from = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty());
    let caches = from("XDG_CACHE_HOME")
        .or_else(|| from("LOCALAPPDATA"))
        .map(PathBuf::from)
        .or_else(|| Some(PathBuf::from(from("HOME")?).join(".cache")))?;
    Some(
        caches
            .join("tsunagi")
            .join(format!("check-{:016x}.json", hash(folders))),
    )
}

/// A number for this very binary.
fn binary() -> u64 {
    let about = std::env::current_exe().and_then(std::fs::metadata);
    let about = about.ok().map(|about| (about.len(), about.modified().ok()));
    hash((env!("CARGO_PKG_VERSION"), about))
}
