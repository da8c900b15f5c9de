//! Authored files by path: what the installation ships, what was published over it, what somebody drafts over that.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_flow::Source;
use tsunagi_locale::TextFile;

/// Texts that belong to no flow and that coordinators may change; the pages' own words are not theirs.
const SHARED_TEXTS: [&str; 2] = ["common", "tables"];
/// Decides who is called in danger. It is changed with its tests at hand, not in a text field.
const NOT_HERE: &str = "tables/risk_words.csv";

/// Files by their path below the folders `flows` and `locales`: `invite.yml`, `tables/tips.csv`, `tests/late.yml`, `ja/invite.ftl`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Files(BTreeMap<String, String>);

impl<P: Into<String>, T: Into<String>> FromIterator<(P, T)> for Files {
    fn from_iter<I: IntoIterator<Item = (P, T)>>(files: I) -> Self {
        let files = files.into_iter();
        Self(
            files
                .map(|(path, text)| (path.into(), text.into()))
                .collect(),
        )
    }
}

impl Files {
    /// A file's text.
    pub fn get(&self, path: &str) -> Option<&str> {
        self.0.get(path).map(String::as_str)
    }

    /// Lays a file over what is there.
    pub fn put(&mut self, path: &str, text: &str) {
        self.0.insert(path.to_owned(), text.to_owned());
    }

    /// Every path, in order.
    pub fn paths(&self) -> impl Iterator<Item = &str> {
        self.0.keys().map(String::as_str)
    }

    fn sources(&self, wanted: impl Fn(&str) -> bool) -> Vec<Source> {
        let found = self.0.iter().filter(|(path, _)| wanted(path));
        found.map(|(path, text)| Source::new(path, text)).collect()
    }

    /// The flows.
    pub fn flows(&self) -> Vec<Source> {
        self.sources(|path| flow_of(path).is_some())
    }

    /// The tables.
    pub fn tables(&self) -> Vec<Source> {
        self.sources(|path| within(path, "tables", ".csv").is_some())
    }

    /// The calendars.
    pub fn calendars(&self) -> Vec<Source> {
        self.sources(|path| within(path, "calendar", ".csv").is_some())
    }

    /// The conversations that must go as written.
    pub fn tests(&self) -> Vec<Source> {
        self.sources(|path| within(path, "tests", ".yml").is_some())
    }

    /// The texts of all languages.
    pub fn texts(&self) -> Vec<TextFile> {
        let texts = self.0.iter().filter_map(|(path, text)| {
            let (language, name) = text_of(path)?;
            Some(TextFile {
                language: language.to_owned(),
                name: name.to_owned(),
                path: path.clone(),
                text: text.clone(),
            })
        });
        texts.collect()
    }

    /// The languages that there are texts in, Japanese first.
    pub fn languages(&self) -> Vec<String> {
        let languages: BTreeSet<_> = self
            .0
            .keys()
            .filter_map(|path| text_of(path))
            .map(|(language, _)| language.to_owned())
            .collect();
        let mut languages: Vec<_> = languages.into_iter().collect();
        languages.sort_by_key(|language| (language != "ja", !language.starts_with("ja")));
        languages
    }

    /// The files that are edited and published together under a name.
    pub fn set(&self, set: &str) -> Vec<String> {
        self.0
            .keys()
            .filter(|path| self.set_of(path).as_deref() == Some(set))
            .cloned()
            .collect()
    }

    /// What a file is edited and published with: a flow's name, `tables.tips`, `calendar.default`, `texts.common`; none where it
    /// is not for coordinators.
    pub fn set_of(&self, path: &str) -> Option<String> {
        if path == NOT_HERE {
            return None;
        }
        if let Some(flow) = flow_of(path) {
            return Some(flow.to_owned());
        }
        for folder in ["tables", "calendar"] {
            if let Some(name) = within(path, folder, ".csv") {
                return Some(format!("{folder}.{name}"));
            }
        }
        if within(path, "tests", ".yml").is_some() {
            let flow = tested(self.get(path)?)?;
            return Some(flow.to_owned());
        }
        let (_, name) = text_of(path)?;
        if SHARED_TEXTS.contains(&name) {
            return Some(format!("texts.{name}"));
        }
        self.0
            .contains_key(&format!("{name}.yml"))
            .then(|| name.to_owned())
    }
}

/// The flow that a path is.
pub(super) fn flow_of(path: &str) -> Option<&str> {
    path.strip_suffix(".yml")
        .filter(|name| !name.contains('/') && is_name(name))
}

fn within<'a>(path: &'a str, folder: &str, ending: &str) -> Option<&'a str> {
    path.strip_prefix(folder)?
        .strip_prefix('/')?
        .strip_suffix(ending)
        .filter(|name| !name.is_empty() && !name.contains('/'))
}

/// The language and name that a path is the text of.
pub(super) fn text_of(path: &str) -> Option<(&str, &str)> {
    let (language, file) = path.split_once('/')?;
    let name = file.strip_suffix(".ftl")?;
    (!language.is_empty() && !name.contains('/')).then_some((language, name))
}

/// The flow that a conversation test is about.
fn tested(text: &str) -> Option<&str> {
    let line = text.lines().find_map(|line| line.strip_prefix("flow:"))?;
    line.split('#').next().map(str::trim)
}

/// Whether a flow may be called this.
pub(super) fn is_name(name: &str) -> bool {
    const FORBIDDEN: [&str; 9] = ["yes", "no", "on", "off", "y", "n", "true", "false", "null"];
    (2..=40).contains(&name.len())
        && name.starts_with(|c: char| c.is_ascii_lowercase())
        && name
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_')
        && !FORBIDDEN.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::{Files, is_name};

    #[test]
    fn each_file_knows_what_it_is_published_with() {
        let files: Files = [
            ("invite.yml", "flow: invite"),
            ("ja/invite.ftl", ""),
            ("en/invite.ftl", ""),
            ("ja/console.ftl", ""),
            ("ja/common.ftl", ""),
            ("tests/late.yml", "test: late\nflow: invite   # of all\n"),
            ("tables/tips.csv", ""),
            ("tables/risk_words.csv", ""),
            ("calendar/default.csv", ""),
        ]
        .into_iter()
        .collect();
        assert_eq!(
            files.set("invite"),
            [
                "en/invite.ftl",
                "invite.yml",
                "ja/invite.ftl",
                "tests/late.yml"
            ]
        );
        assert_eq!(files.set("tables.tips"), ["tables/tips.csv"]);
        assert_eq!(files.set("texts.common"), ["ja/common.ftl"]);
        assert_eq!(files.set_of("ja/console.ftl"), None, "the pages' own words");
        assert_eq!(files.set_of("tables/risk_words.csv"), None, "danger");
        assert_eq!(files.set_of("../etc/passwd"), None);
        assert_eq!(files.languages(), ["ja", "en"]);
        assert_eq!(files.tests().len() + files.calendars().len(), 2);
    }

    #[test]
    fn names_are_what_the_flow_language_takes() {
        assert!(is_name("after_meeting2"));
        for wrong in ["", "a", "no", "Invite", "2nd", "a/b", "x.y", "日本"] {
            assert!(!is_name(wrong), "{wrong}");
        }
    }
}
