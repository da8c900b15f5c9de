//! Other tools' flows as ours: RapidPro, TextIt and Glific exports become `flows/*.yml`, `locales/<language>/*.ftl` and a list of
//! remarks on what a person must look at.
//!
//! The file is read as a graph (`export`); each flow is walked from its first node (`make`) and its actions, waits and splits
//! become steps; `finish`, `write` and `texts` put them down as a coordinator would. It is done three times: what a field
//! can hold and who looks at whose results is known only when all flows have been seen (`book`). Nothing here reads a file, no
//! bytes make it panic, and nothing of the original is left out without a remark.

mod action;
mod around;
mod book;
mod campaign;
mod compare;
mod condition;
mod elsewhere;
mod export;
mod expression;
mod finish;
mod make;
mod names;
mod question;
mod remark;
mod run;
mod say;
mod split;
mod start;
mod step;
mod test;
mod texts;
mod wait;
mod write;

use std::collections::{BTreeMap, HashMap, HashSet};

use serde_json::{Map, Value};

use book::Book;
use export::Flow;
use make::{Made, Maker};
pub use remark::{Kind, Remark};

/// How often the flows are made until everything about each other is known.
const ROUNDS: usize = 3;

/// A file to be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct File {
    /// Its path below the folder of an installation: `flows/hello.yml`, `locales/en/hello.ftl`, `flows/tables/fields.csv`.
    pub path: String,
    /// Its whole text.
    pub text: String,
}

/// What became of an export.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Imported {
    /// Flows in our language.
    pub flows: Vec<File>,
    /// Their texts, one file per language and flow.
    pub texts: Vec<File>,
    /// Tables that the flows need: the fields that none of them saves.
    pub tables: Vec<File>,
    /// What a person must look at.
    pub remarks: Vec<Remark>,
    /// How many nodes were read.
    pub nodes: usize,
}

/// Why a file could not be read at all.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It is no JSON.
    #[error("this is not readable as JSON: {0}")]
    Json(String),
    /// It is JSON, but nothing that we know.
    #[error(
        "there are no flows in it; export flows from RapidPro or TextIt as JSON (version 13 or 14)"
    )]
    NoFlows,
}

/// Reads an export (`{"version": "13", "flows": […]}`) or a single flow definition.
///
/// # Errors
/// The file is no JSON, or holds no flows.
pub fn rapidpro(json: &[u8]) -> Result<Imported, Unreadable> {
    // Files that were saved by some editors begin with a byte order mark.
    let json = json.strip_prefix(b"\xef\xbb\xbf").unwrap_or(json);
    let root: Value =
        serde_json::from_slice(json).map_err(|error| Unreadable::Json(error.to_string()))?;
    let all = export::flows(&root);
    if all.is_empty() {
        return Err(Unreadable::NoFlows);
    }
    let mut imported = Imported::default();
    let mut used = HashSet::new();
    let mut known = HashMap::new();
    let mut flows: Vec<(String, &Flow)> = Vec::new();
    for flow in &all {
        if flow.old {
            imported.remarks.push(Remark {
                file: "export".to_owned(),
                node: String::new(),
                place: flow.name.to_owned(),
                kind: Kind::Lost,
                what: "a flow in the format of before 2020 (version 12 or less)".to_owned(),
                advice: "open and save it in the other tool, then export it again".to_owned(),
            });
            continue;
        }
        let name = names::flow(&mut used, flow.name);
        for key in [flow.name, flow.uuid] {
            if !key.is_empty() {
                known.entry(key.to_owned()).or_insert_with(|| name.clone());
            }
        }
        flows.push((name, flow));
    }
    let base = flows.first().map_or("en", |(_, flow)| flow.language);
    let mut starts = start::starts(&root, &flows, &known, &mut used, &names::language(base).0);
    imported.remarks.append(&mut starts.remarks);

    let mut book = Book::with_names(known.clone());
    let mut made = Vec::new();
    for _ in 0..ROUNDS {
        let mut learn = Book::with_names(known.clone());
        made = flows
            .iter()
            .map(|(name, flow)| make(name, flow, &book, &mut learn))
            .collect();
        book = learn;
    }
    book.reads.extend(starts.reads.iter().cloned());
    for ((name, flow), made) in flows.iter().zip(made) {
        finish::flow(name, flow, made, &starts, &mut imported);
    }
    for (name, title, text) in &starts.messages {
        finish::message(name, title, text, &starts, &mut imported);
    }
    imported.tables.extend(finish::fields(&root, &book));
    finish::everywhere(&flows, &mut imported);
    imported
        .remarks
        .sort_by(|a, b| (&a.file, &a.node).cmp(&(&b.file, &b.node)));
    Ok(imported)
}

fn make(name: &str, flow: &Flow, book: &Book, learn: &mut Book) -> Made {
    let (base, _) = names::language(flow.language);
    let mut localization: BTreeMap<String, &Map<String, Value>> = BTreeMap::new();
    let translated = flow.json.get("localization").and_then(Value::as_object);
    for (code, parts) in translated.into_iter().flatten() {
        let (folder, _) = names::language(code);
        if let Some(parts) = parts.as_object().filter(|_| folder != base) {
            localization.insert(folder, parts);
        }
    }
    Maker::new(
        flow,
        name,
        &base,
        localization.into_iter().collect(),
        book,
        learn,
    )
    .make()
}
