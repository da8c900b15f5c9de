//! Exports in, flows out: every construct, and anything at all.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod any;
mod constructs;

use std::path::Path;

use tsunagi_flow::{Program, Source, Tables, Texts, check, parse};
use tsunagi_import::{Imported, rapidpro};
use tsunagi_locale::{Catalogue, TextFile};

/// One of our own exports.
pub fn export(name: &str) -> Vec<u8> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/files");
    std::fs::read(folder.join(name)).unwrap()
}

/// What becomes of it.
pub fn import(name: &str) -> Imported {
    rapidpro(&export(name)).unwrap()
}

/// A file of the import.
pub fn file<'a>(imported: &'a Imported, path: &str) -> &'a str {
    let all = imported
        .flows
        .iter()
        .chain(&imported.texts)
        .chain(&imported.tables);
    let found = all.clone().find(|file| file.path == path);
    let paths: Vec<&str> = all.map(|file| file.path.as_str()).collect();
    &found
        .unwrap_or_else(|| panic!("{path} is not among {paths:?}"))
        .text
}

/// What the language's own parser says about the flows, and the catalogue about the texts.
pub fn problems(imported: &Imported) -> Vec<String> {
    let mut problems = Vec::new();
    for file in &imported.flows {
        let (definition, found) = parse(&Source::new(&file.path, &file.text));
        problems.extend(found.iter().map(ToString::to_string));
        assert!(definition.is_some(), "{}\n{}", file.path, file.text);
    }
    let (_, found) = catalogue(imported);
    problems.extend(found);
    problems
}

/// The texts as the service reads them.
pub fn catalogue(imported: &Imported) -> (Catalogue, Vec<String>) {
    let texts: Vec<TextFile> = imported
        .texts
        .iter()
        .map(|file| {
            let mut parts = file.path.split('/').skip(1);
            TextFile {
                language: parts.next().unwrap().to_owned(),
                name: parts.next().unwrap().trim_end_matches(".ftl").to_owned(),
                path: file.path.clone(),
                text: file.text.clone(),
            }
        })
        .collect();
    let (catalogue, found) = Catalogue::load(&texts);
    (
        catalogue,
        found.iter().map(|problem| format!("{problem:?}")).collect(),
    )
}

/// What the checks say about the flows together with the shipped `anytime` flow and teams: `E01 …`.
pub fn checked(imported: &Imported, language: &str) -> Vec<String> {
    let flows = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../flows");
    let read = |path: &str| Source::new(path, &std::fs::read_to_string(flows.join(path)).unwrap());
    let mut tables: Vec<Source> = ["tables/teams.csv", "tables/hotlines.csv"]
        .iter()
        .map(|path| read(path))
        .collect();
    let own = imported
        .tables
        .iter()
        .map(|file| Source::new(&file.path, &file.text));
    tables.extend(own);
    let (tables, _) = Tables::load(&tables);
    let mut program = Program::new(tables);
    program.add(1, parse(&read("anytime.yml")).0.unwrap());
    for file in &imported.flows {
        program.add(1, parse(&Source::new(&file.path, &file.text)).0.unwrap());
    }
    let problems = check(&program, &Known(&catalogue(imported).0, language)).into_iter();
    problems
        .filter(|problem| !problem.file.contains("anytime") && problem.code.starts_with('E'))
        .map(|problem| format!("{} {}", problem.code, problem.message))
        .collect()
}

/// The texts of the import in the language of its flows; what is not translated is for people to translate.
struct Known<'a>(&'a Catalogue, &'a str);

impl Texts for Known<'_> {
    fn languages(&self) -> Vec<String> {
        vec![self.1.to_owned()]
    }
    fn has(&self, language: &str, id: &str) -> bool {
        id.starts_with("anytime-") || self.0.has(language, id)
    }
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        if id.starts_with("anytime-") {
            return Some(key.to_owned());
        }
        self.0.own_label(language, id, key)
    }
}
