//! YAML as a tree in which every key and value knows its place: the one function behind which the YAML reader hides.
//!
//! Scalars stay text (`no`, `18:00` and `1` mean what stands there), maps keep their order and their duplicate keys, and
//! anchors, aliases, tags and further documents are refused: a flow is read by people.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span};

use crate::problem::{LARGEST, Place, Problem, Source};

/// How deep lists and maps may be nested.
const DEPTH: usize = 24;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Node {
    /// Where it begins.
    pub at: Place,
    /// What it is.
    pub value: Value,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Value {
    /// Words or a number, as written; `quoted` tells `"low"` from `low`.
    Text { text: String, quoted: bool },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in their order.
    Map(Vec<(Node, Node)>),
}

impl Node {
    /// The words, if this is a scalar that says something.
    pub fn text(&self) -> Option<&str> {
        match &self.value {
            Value::Text { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The items; a single value counts as a list of one.
    pub fn items(&self) -> &[Node] {
        match &self.value {
            Value::List(items) => items,
            _ => std::slice::from_ref(self),
        }
    }

    /// The entries, if this is a map.
    pub fn entries(&self) -> Option<&[(Node, Node)]> {
        match &self.value {
            Value::Map(entries) => Some(entries),
            _ => None,
        }
    }

    /// The value of a key, if this is a map that has it.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.entries()?
            .iter()
            .find(|(name, _)| name.text() == Some(key))
            .map(|(_, value)| value)
    }

    /// The words of a key's value.
    pub fn get_text(&self, key: &str) -> Option<&str> {
        self.get(key).and_then(Node::text)
    }

    /// Whether the words stand in quotes.
    pub fn is_quoted(&self) -> bool {
        matches!(self.value, Value::Text { quoted: true, .. })
    }
}

/// Reads a file; never panics. The error is a single problem, since nothing after broken YAML can be trusted.
pub(crate) fn read(source: &Source) -> Result<Node, Box<Problem>> {
    let fail = |at: Place, message: &str| Box::new(Problem::new("E00", source, at, message));
    if source.text.len() > LARGEST {
        let message = format!(
            "the file is larger than {} KiB; divide the conversation",
            LARGEST / 1024
        );
        return Err(fail(Place { line: 1, column: 1 }, &message));
    }
    let mut open: Vec<Open> = Vec::new();
    let mut root = None;
    for next in Parser::new_from_str(&source.text) {
        let (event, span) = next.map_err(|error| {
            let at = Place {
                line: cast(error.marker().line()),
                column: cast(error.marker().col() + 1),
            };
            fail(
                at,
                &format!("this is not readable as YAML: {}", error.info()),
            )
        })?;
        let at = place(&span);
        let done = match event {
            Event::Scalar(text, style, 0, None) => {
                let quoted = style != ScalarStyle::Plain;
                Node {
                    at,
                    value: Value::Text {
                        text: text.into_owned(),
                        quoted,
                    },
                }
            }
            Event::SequenceStart(_, 0, None) | Event::MappingStart(_, 0, None)
                if open.len() >= DEPTH =>
            {
                return Err(fail(at, "lists and maps are nested too deeply"));
            }
            Event::SequenceStart(_, 0, None) => {
                open.push(Open {
                    at,
                    items: Vec::new(),
                    map: false,
                });
                continue;
            }
            Event::MappingStart(_, 0, None) => {
                open.push(Open {
                    at,
                    items: Vec::new(),
                    map: true,
                });
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match open.pop() {
                Some(done) => done.close(),
                None => continue,
            },
            Event::Scalar(..)
            | Event::SequenceStart(..)
            | Event::MappingStart(..)
            | Event::Alias(_) => {
                return Err(fail(
                    at,
                    "anchors (&), aliases (*) and tags (!) are not used in flows; put quotes around text",
                ));
            }
            Event::DocumentStart(..) if root.is_some() => {
                return Err(fail(
                    at,
                    "one file holds one document; remove what follows `---`",
                ));
            }
            _ => continue,
        };
        match open.last_mut() {
            Some(parent) => parent.items.push(done),
            None => root = Some(done),
        }
    }
    root.ok_or_else(|| fail(Place { line: 1, column: 1 }, "the file is empty"))
}

/// A list or map that is still being read; a map's items are keys and values in turn.
struct Open {
    at: Place,
    items: Vec<Node>,
    map: bool,
}

impl Open {
    fn close(self) -> Node {
        let value = if self.map {
            let mut entries = Vec::with_capacity(self.items.len() / 2);
            let mut items = self.items.into_iter();
            while let (Some(key), Some(value)) = (items.next(), items.next()) {
                entries.push((key, value));
            }
            Value::Map(entries)
        } else {
            Value::List(self.items)
        };
        Node { at: self.at, value }
    }
}

fn place(span: &Span) -> Place {
    Place {
        line: cast(span.start.line()),
        column: cast(span.start.col() + 1),
    }
}

fn cast(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scalars_stay_text_and_know_their_place() {
        let root = read(&Source::new("x.yml", "a: no\nb:\n  - 18:00\n  - \"1\"\n")).unwrap();
        assert_eq!(root.get_text("a"), Some("no"));
        let list = root.get("b").unwrap().items();
        assert_eq!(
            (list[0].text(), list[0].at),
            (Some("18:00"), Place { line: 3, column: 5 })
        );
        assert!(list[1].is_quoted() && !list[0].is_quoted());
    }

    #[test]
    fn duplicate_keys_are_kept_for_the_parser_to_report() {
        let root = read(&Source::new("x.yml", "a: 1\na: 2\n")).unwrap();
        assert_eq!(root.entries().unwrap().len(), 2);
    }

    #[test]
    fn broken_or_clever_yaml_is_a_problem_with_a_place() {
        for (text, line) in [
            ("a: [1, 2\nb: 3\n", 2),
            ("a: &x 1\nb: *x\n", 1),
            ("a: 1\n---\nb: 2\n", 2),
            ("", 1),
            ("a: !!int 3", 1),
        ] {
            let problem = read(&Source::new("x.yml", text)).unwrap_err();
            assert_eq!(problem.code, "E00", "{text:?}");
            assert!(problem.line >= line, "{text:?}: {problem}");
        }
    }
}
