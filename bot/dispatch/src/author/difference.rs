//! What is different between two states of a set, part by part.

use tsunagi_flow::{Change, Source};

use super::Files;
use super::parts::parts;

/// A step, message or row that is another one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartChange {
    /// The file.
    pub path: String,
    /// The step (`steps.who`), message or row.
    pub part: String,
    /// What it was; none for a new one.
    pub was: Option<String>,
    /// What it is; none where it was taken out.
    pub is: Option<String>,
}

/// What is different between two states of a set.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// What it means for the conversation, in the order of the new flow; empty where a flow cannot be read.
    pub flow: Vec<Change>,
    /// Every part that differs, file by file.
    pub parts: Vec<PartChange>,
}

impl Difference {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.flow.is_empty() && self.parts.is_empty()
    }
}

/// Compares the files of a set.
pub(super) fn difference(set: &str, old: &Files, new: &Files) -> Difference {
    let mut paths = old.set(set);
    paths.extend(new.set(set));
    paths.sort();
    paths.dedup();
    let definition = |files: &Files| {
        let path = format!("{set}.yml");
        tsunagi_flow::parse(&Source::new(&path, files.get(&path)?)).0
    };
    let flow = definition(old)
        .zip(definition(new))
        .map(|(old, new)| tsunagi_flow::difference(&old, &new));
    Difference {
        flow: flow.unwrap_or_default(),
        parts: paths
            .iter()
            .flat_map(|path| {
                let (was, is) = (old.get(path).unwrap_or(""), new.get(path).unwrap_or(""));
                changed_parts(path, was, is)
            })
            .collect(),
    }
}

fn changed_parts(path: &str, was: &str, is: &str) -> Vec<PartChange> {
    if was == is {
        return Vec::new();
    }
    let (old, new) = (parts(path, was), parts(path, is));
    let find = |side: &[super::parts::Part], name: &str| {
        side.iter()
            .find(|part| part.name == name)
            .map(|part| part.text.trim_matches('\n').to_owned())
            .filter(|text| !text.trim().is_empty())
    };
    let mut names: Vec<&str> = new.iter().map(|part| part.name.as_str()).collect();
    for part in &old {
        if !names.contains(&part.name.as_str()) {
            names.push(&part.name);
        }
    }
    let changes = names.into_iter().filter_map(|name| {
        let (was, is) = (find(&old, name), find(&new, name));
        (was != is).then(|| PartChange {
            path: path.to_owned(),
            part: name.to_owned(),
            was,
            is,
        })
    });
    changes.collect()
}

#[cfg(test)]
mod tests {
    use super::changed_parts;

    #[test]
    fn only_parts_that_say_something_else_are_named() {
        let was = "a-one = A\n\na-two = B\n";
        let is = "a-zero = Z\n\na-one = A\n\n\na-two = C\n";
        let changes = changed_parts("ja/a.ftl", was, is);
        let named: Vec<_> = changes
            .iter()
            .map(|change| {
                (
                    change.part.as_str(),
                    change.was.is_some(),
                    change.is.is_some(),
                )
            })
            .collect();
        assert_eq!(named, [("a-zero", false, true), ("a-two", true, true)]);
    }
}
