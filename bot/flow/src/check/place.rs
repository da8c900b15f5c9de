//! Where the words of a flow stand: the file as it was read, by step and key.

use std::cell::OnceCell;

use crate::definition::Definition;
use crate::problem::{Place, Source};
use crate::yaml::Node;

/// The words of a flow's file with their places.
pub(crate) struct Words<'a> {
    flow: &'a Definition,
    steps: &'a [(Node, Node)],
    /// Where each line begins, made when the first word is looked for.
    lines: OnceCell<Vec<usize>>,
}

impl<'a> Words<'a> {
    pub fn new(flow: &'a Definition) -> Self {
        let steps = flow.tree.get("steps").and_then(Node::entries);
        Self {
            flow,
            steps: steps.unwrap_or_default(),
            lines: OnceCell::new(),
        }
    }

    /// What stands at the head of the flow under a key.
    pub fn head(&self, key: &str) -> Option<&'a Node> {
        self.flow.tree.get(key)
    }

    /// The starts in the order of the file.
    pub fn starts(&self) -> &'a [Node] {
        self.head("start").map(Node::items).unwrap_or_default()
    }

    /// What a step says under a key.
    pub fn part(&self, step: usize, key: &str) -> Option<&'a Node> {
        self.steps.get(step)?.1.get(key)
    }

    /// A step's name.
    pub fn name(&self, step: usize) -> Place {
        let written = self.steps.get(step).map(|(name, _)| name.at);
        written
            .or_else(|| self.flow.steps.get(step).map(|step| step.at))
            .unwrap_or(Place { line: 1, column: 1 })
    }

    /// A step's value under a path of keys, or as much of the path as there is, or the step's name.
    pub fn place(&self, step: usize, path: &[&str]) -> Place {
        let mut at = self.name(step);
        let mut node = self.steps.get(step).map(|(_, node)| node);
        for key in path {
            node = node.and_then(|node| node.get(key));
            if let Some(node) = node {
                at = node.at;
            }
        }
        at
    }

    /// A step's key, as opposed to its value.
    pub fn key(&self, step: usize, key: &str) -> Place {
        let entries = self.steps.get(step).and_then(|(_, node)| node.entries());
        entries
            .and_then(|entries| entries.iter().find(|(name, _)| name.text() == Some(key)))
            .map_or_else(|| self.name(step), |(name, _)| name.at)
    }

    /// A word within the text of a node: where it stands on the node's line, or else the node.
    pub fn within(&self, node: &Node, word: &str) -> Place {
        self.find(node.at, word).unwrap_or(node.at)
    }

    /// A word at or after a place on the same line.
    pub fn find(&self, at: Place, word: &str) -> Option<Place> {
        if word.is_empty() {
            return None;
        }
        let text = &self.flow.source.text;
        let lines = self.lines.get_or_init(|| {
            std::iter::once(0)
                .chain(text.match_indices('\n').map(|(end, _)| end + 1))
                .collect()
        });
        let start = *lines.get((at.line as usize).checked_sub(1)?)?;
        let line = text.get(start..)?.lines().next()?;
        let skipped = (at.column as usize).saturating_sub(1);
        let from = line
            .char_indices()
            .nth(skipped)
            .map_or(line.len(), |(byte, _)| byte);
        let found = line
            .match_indices(word)
            .map(|(byte, _)| byte)
            .filter(|byte| *byte >= from)
            .find(|byte| {
                let before = line[..*byte].chars().next_back();
                let after = line[byte + word.len()..].chars().next();
                !before.is_some_and(joins) && !after.is_some_and(joins)
            })?;
        Some(Place {
            line: at.line,
            column: u32::try_from(line[..found].chars().count() + 1).unwrap_or(u32::MAX),
        })
    }
}

/// Where a cell of a table stands on its line.
pub(crate) fn cell(source: &Source, line: u32, column: usize) -> Place {
    let text = (line as usize)
        .checked_sub(1)
        .and_then(|line| source.text.lines().nth(line));
    let (mut quoted, mut cells) = (false, 0);
    for (place, letter) in text.unwrap_or_default().chars().enumerate() {
        if cells == column {
            return Place {
                line,
                column: u32::try_from(place + 1).unwrap_or(u32::MAX),
            };
        }
        match letter {
            '"' => quoted = !quoted,
            ',' if !quoted => cells += 1,
            _ => {}
        }
    }
    let end = text.unwrap_or_default().chars().count() + 1;
    Place {
        line,
        column: if cells == column {
            u32::try_from(end).unwrap_or(u32::MAX)
        } else {
            1
        },
    }
}

/// Whether a letter belongs to the same name as the one beside it.
fn joins(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || letter == '_'
}
