//! The shipped flows, held against their transcripts, their checks and random conversations.

#![expect(clippy::unwrap_used, reason = "tests stop at the first surprise")]

mod any;
mod anytime;
mod asked;
mod bench;
mod calendar;
mod checks;
mod codes;
mod conduct;
mod made_up;
mod menus;
mod random;
mod semantics;
mod shipped;
mod simulated;
mod starts;
mod subflows;
mod transcripts;
mod versions;
mod walks;
mod wordless;

use std::path::{Path, PathBuf};

use tsunagi_flow::{Labels, Program, Source, Tables, Texts, fold, parse};

/// The shipped flows.
pub fn flows() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../flows")
}

/// All files with an ending in a folder, in order.
pub fn files(folder: &Path, ending: &str) -> Vec<Source> {
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    paths.retain(|path| path.extension().is_some_and(|found| found == ending));
    paths.sort();
    let name = |path: &Path| path.file_name().unwrap().to_string_lossy().into_owned();
    paths
        .iter()
        .map(|path| Source::new(&name(path), &std::fs::read_to_string(path).unwrap()))
        .collect()
}

/// The programme as it ships; panics on any problem.
pub fn shipped() -> Program {
    let (tables, problems) = Tables::load(&files(&flows().join("tables"), "csv"));
    assert_eq!(problems, []);
    let mut program = program(tables, &files(&flows(), "yml"));
    let calendars = files(&flows().join("calendar"), "csv");
    assert_eq!(program.read_calendars(&calendars), []);
    program
}

/// A programme of these flows, which must be free of problems.
pub fn program(tables: Tables, sources: &[Source]) -> Program {
    let mut program = Program::new(tables);
    for source in sources {
        let (definition, problems) = parse(source);
        assert_eq!(problems, [], "{}", source.path);
        program.add(1, definition.unwrap());
    }
    program
}

/// Labels that are the keys themselves.
pub struct Keys;

impl Labels for Keys {
    fn option(&self, _text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        let typed = fold(typed);
        options.iter().position(|key| fold(key) == typed)
    }
}

/// Texts that are all there.
pub struct AllTexts;

impl Texts for AllTexts {
    fn languages(&self) -> Vec<String> {
        vec!["ja".to_owned()]
    }

    fn has(&self, _language: &str, _id: &str) -> bool {
        true
    }

    fn label(&self, _language: &str, _id: &str, key: &str) -> Option<String> {
        Some(key.to_owned())
    }
}
