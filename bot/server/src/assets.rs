//! Flows and texts: from the configured folders, or, where those do not exist, the shipped ones that the binary carries.

use std::io::Read as _;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use axum::body::Bytes;
use rust_embed::RustEmbed;
use tsunagi_flow::Source;
use tsunagi_locale::TextFile;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../flows"]
#[include = "*.yml"]
#[include = "tables/*.csv"]
#[include = "calendar/*.csv"]
#[include = "tests/*.yml"]
#[include = "media/*"]
#[include = "menus/*.yml"]
#[include = "menus/*.png"]
#[include = "menus/*.jpg"]
struct Flows;

#[derive(RustEmbed)]
#[folder = "$CARGO_MANIFEST_DIR/../../locales"]
#[include = "*/*.ftl"]
struct Locales;

/// Files by their path below the folder.
type Files = Vec<(String, String)>;

/// The flows (`*.yml`), tables (`tables/*.csv`), calendars (`calendar/*.csv`), transcripts (`tests/*.yml`) and menus (`menus/*.yml`) of
/// a folder.
pub struct FlowFolder {
    /// Flow definitions.
    pub flows: Vec<Source>,
    /// Tables.
    pub tables: Vec<Source>,
    /// Calendars of areas.
    pub calendars: Vec<Source>,
    /// Conversations that must go as written.
    pub tests: Vec<Source>,
    /// Menus that always stand under a chat.
    pub menus: Vec<Source>,
}

/// Reads a folder of flows.
pub fn flows(folder: &Path) -> Result<FlowFolder> {
    let files = read::<Flows>(folder)?;
    let mut found = FlowFolder {
        flows: Vec::new(),
        tables: Vec::new(),
        calendars: Vec::new(),
        tests: Vec::new(),
        menus: Vec::new(),
    };
    for (path, text) in files {
        let shown = folder.join(&path).display().to_string();
        let source = Source { path: shown, text };
        match path.split_once('/') {
            None if path.ends_with(".yml") => found.flows.push(source),
            Some(("tables", name)) if name.ends_with(".csv") => found.tables.push(source),
            Some(("calendar", name)) if name.ends_with(".csv") => found.calendars.push(source),
            Some(("tests", name)) if name.ends_with(".yml") => found.tests.push(source),
            Some(("menus", name)) if name.ends_with(".yml") => found.menus.push(source),
            _ => {}
        }
    }
    Ok(found)
}

/// Reads a folder of texts.
pub fn texts(folder: &Path) -> Result<Vec<TextFile>> {
    let files = read::<Locales>(folder)?;
    Ok(files
        .into_iter()
        .filter_map(|(path, text)| {
            let (language, file) = path.split_once('/')?;
            let name = file.strip_suffix(".ftl")?;
            Some(TextFile {
                language: language.to_owned(),
                name: name.to_owned(),
                path: folder.join(&path).display().to_string(),
                text,
            })
        })
        .collect())
}

/// Where an authored file is: on the disk, or in the binary.
pub enum Place {
    /// On the disk, with what the system says about it.
    Disk(PathBuf, std::fs::Metadata),
    /// In the binary; its text, empty if it is none.
    Inside(String),
}

/// Every file of a folder of flows by its path below the folder, unread; media are among them.
pub fn list_flows(folder: &Path) -> Result<Vec<(String, Place)>> {
    list::<Flows>(folder)
}

/// The same for a folder of texts.
pub fn list_texts(folder: &Path) -> Result<Vec<(String, Place)>> {
    list::<Locales>(folder)
}

/// Every file of a folder and of the folders in it, in order; the binary's own if there is no such folder.
fn list<E: RustEmbed>(folder: &Path) -> Result<Vec<(String, Place)>> {
    let mut files = if folder.is_dir() {
        on_disk(folder)?
    } else {
        E::iter()
            .map(|path| {
                let data = E::get(&path).map(|file| file.data.into_owned());
                let text = String::from_utf8(data.unwrap_or_default()).unwrap_or_default();
                (path.into_owned(), Place::Inside(text))
            })
            .collect()
    };
    files.sort_by(|a, b| a.0.cmp(&b.0));
    Ok(files)
}

fn on_disk(folder: &Path) -> Result<Vec<(String, Place)>> {
    let mut files = Vec::new();
    let mut folders = vec![(folder.to_owned(), String::new())];
    while let Some((place, prefix)) = folders.pop() {
        for entry in
            std::fs::read_dir(&place).with_context(|| format!("cannot read {}", place.display()))?
        {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let path = format!("{prefix}{name}");
            // Links are followed; one that leads nowhere is no file.
            let Ok(about) = std::fs::metadata(entry.path()) else {
                continue;
            };
            if about.is_dir() {
                if prefix.is_empty() {
                    folders.push((entry.path(), format!("{name}/")));
                }
            } else {
                files.push((path, Place::Disk(entry.path(), about)));
            }
        }
    }
    Ok(files)
}

/// The largest picture or film that is served.
const LARGEST_MEDIA: u64 = 50 * 1024 * 1024;

/// More of a menu's picture is not read.
const LARGEST_PICTURE: u64 = 8 * 1024 * 1024;

/// A picture or film of the flows; none if there is no such file, or its name is not a plain one.
pub async fn media(folder: &Path, name: &str) -> Option<Bytes> {
    let plain = |letter: char| letter.is_ascii_alphanumeric() || "._-".contains(letter);
    if name.starts_with('.') || !name.chars().all(plain) {
        return None;
    }
    if !folder.is_dir() {
        let file = Flows::get(&format!("media/{name}"))?;
        return Some(Bytes::from(file.data.into_owned()));
    }
    let path = folder.join("media").join(name);
    let about = tokio::fs::metadata(&path).await.ok()?;
    if !about.is_file() || about.len() > LARGEST_MEDIA {
        return None;
    }
    tokio::fs::read(path).await.ok().map(Bytes::from)
}

/// The picture of a menu; none if there is no such file. One far too large for any messenger is read no further than that.
pub fn menu_picture(folder: &Path, name: &str) -> Result<Option<Vec<u8>>> {
    if name.starts_with('.') || name.contains(['/', '\\']) {
        return Ok(None);
    }
    if !folder.is_dir() {
        let file = Flows::get(&format!("menus/{name}"));
        return Ok(file.map(|file| file.data.into_owned()));
    }
    let path = folder.join("menus").join(name);
    if !path.is_file() {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    std::fs::File::open(&path)
        .and_then(|file| file.take(LARGEST_PICTURE).read_to_end(&mut bytes))
        .with_context(|| format!("cannot read {}", path.display()))?;
    Ok(Some(bytes))
}

/// Everything that is authored, by path below the two folders: what published files lie over.
pub fn authored(flows: &Path, locales: &Path) -> Result<tsunagi_dispatch::Files> {
    let flows = read::<Flows>(flows)?;
    Ok(flows.into_iter().chain(read::<Locales>(locales)?).collect())
}

/// Every text file of a folder, read.
fn read<E: RustEmbed>(folder: &Path) -> Result<Files> {
    let is_text = |path: &str| {
        [".yml", ".csv", ".ftl"]
            .iter()
            .any(|end| path.ends_with(end))
    };
    let mut files = Files::new();
    for (path, place) in list::<E>(folder)? {
        if !is_text(&path) {
            continue;
        }
        let text = match place {
            Place::Disk(path, _) => std::fs::read_to_string(&path)
                .with_context(|| format!("cannot read {}", path.display()))?,
            Place::Inside(text) => text,
        };
        files.push((path, text));
    }
    Ok(files)
}
