//! The texts of all languages as the checks of one flow see them: its own file in each language, and those that flows share.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_locale::{Shelf, TextFile};

use super::files::{File, hash};

/// Files whose texts belong to no flow alone.
pub const SHARED: [&str; 2] = ["common", "tables"];

/// All files, by name.
pub struct Texts<'a> {
    pub languages: Vec<String>,
    files: BTreeMap<&'a str, Vec<&'a File>>,
}

impl<'a> Texts<'a> {
    pub fn new(all: &'a [File]) -> Self {
        let mut files: BTreeMap<&str, Vec<&File>> = BTreeMap::new();
        let mut languages: BTreeSet<&str> = BTreeSet::new();
        for file in all {
            languages.extend(language(file));
            files.entry(file.stem()).or_default().push(file);
        }
        // Japanese first: it is what the others are held against.
        let mut languages: Vec<String> = languages.into_iter().map(str::to_owned).collect();
        languages.sort_by_key(|language| language != "ja");
        Self { languages, files }
    }

    /// For all files of a name.
    pub fn hash(&self, name: &str) -> u64 {
        let files = self.files.get(name).into_iter().flatten();
        let all: Vec<(&str, u64)> = files.map(|file| (file.shown.as_str(), file.hash)).collect();
        hash((all, &self.languages))
    }

    /// The files of these names in all languages, read.
    pub fn of(&self, names: &[&str]) -> Vec<TextFile> {
        let files = names
            .iter()
            .flat_map(|name| self.files.get(name).into_iter().flatten());
        files
            .filter_map(|file| {
                Some(TextFile {
                    language: language(file)?.to_owned(),
                    name: file.stem().to_owned(),
                    path: file.shown.clone(),
                    text: file.text().to_owned(),
                })
            })
            .collect()
    }
}

fn language(file: &File) -> Option<&str> {
    file.path.split_once('/').map(|(language, _)| language)
}

/// What a flow sees: its own texts, then the shared ones.
pub struct Around<'s> {
    pub languages: &'s [String],
    pub own: &'s Shelf<'s>,
    pub shared: &'s Shelf<'s>,
}

impl Around<'_> {
    fn shelf(&self, language: &str, id: &str) -> &Shelf<'_> {
        if self.own.has(language, id) {
            self.own
        } else {
            self.shared
        }
    }
}

impl tsunagi_flow::Texts for Around<'_> {
    fn languages(&self) -> Vec<String> {
        self.languages.to_vec()
    }
    fn has(&self, language: &str, id: &str) -> bool {
        self.own.has(language, id) || self.shared.has(language, id)
    }
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        self.shelf(language, id).label(language, id, key)
    }
    fn has_label(&self, language: &str, id: &str, key: &str) -> bool {
        self.shelf(language, id).has_label(language, id, key)
    }
    fn knows_variables(&self) -> bool {
        true
    }
    fn variables(&self, language: &str, id: &str) -> Vec<String> {
        self.shelf(language, id).variables(language, id)
    }
    fn units(&self, language: &str, id: &str) -> usize {
        self.shelf(language, id).units(language, id)
    }
    fn bubbles(&self, language: &str, id: &str) -> usize {
        self.shelf(language, id).bubbles(language, id)
    }
}
