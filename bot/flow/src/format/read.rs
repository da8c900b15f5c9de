//! Reads a file for writing it again: values, and which comment stands at what.

use serde_saphyr::granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

use crate::problem::{Place, Problem, Source};

/// A file.
pub(super) struct Document {
    /// Comments above the first key: they stay on top.
    pub header: Vec<Comment>,
    /// There is a blank line between them and the first key.
    pub spaced: bool,
    pub root: Vec<Item>,
    /// The comments at each item, by its number.
    pub notes: Vec<Notes>,
}

/// A key with its value, or an item of a list.
pub(super) struct Item {
    /// Its number, in the order of the file.
    pub id: usize,
    pub key: Option<Scalar>,
    pub value: Body,
}

pub(super) enum Body {
    Scalar(Scalar),
    List(Vec<Item>),
    Map(Vec<Item>),
}

#[derive(Clone)]
pub(super) struct Scalar {
    pub text: String,
    pub quoted: bool,
}

/// What stands around an item.
#[derive(Default)]
pub(super) struct Notes {
    /// A blank line comes before it (and after its comments).
    pub blank: bool,
    pub above: Vec<Comment>,
    pub right: Option<String>,
    pub below: Vec<Comment>,
}

impl Notes {
    pub fn is_empty(&self) -> bool {
        self.above.is_empty() && self.right.is_none() && self.below.is_empty()
    }
}

/// A comment on a line of its own.
#[derive(Clone)]
pub(super) struct Comment {
    /// A blank line comes before it.
    pub blank: bool,
    pub text: String,
}

/// Where an item begins.
struct Spot {
    line: usize,
    column: usize,
    /// On a line of its own in block style, not within `{ }` or `[ ]`.
    block: bool,
}

struct Reader<'e> {
    events: std::iter::Peekable<std::vec::IntoIter<(Event<'e>, Span)>>,
    spots: Vec<Spot>,
    source: &'e Source,
}

/// Reads a file that is known to be readable.
pub(super) fn read(source: &Source) -> Result<Document, Box<Problem>> {
    let text = source.text.trim_start_matches('\u{feff}');
    let mut comments = Vec::new();
    let mut events = Vec::new();
    for next in Parser::new_from_str(text) {
        let Ok((event, span)) = next else { break };
        match event {
            Event::Comment(words, _) => {
                let words = format!("#{}", words.trim_end());
                comments.push((span.start.line(), span.start.col(), words));
            }
            Event::StreamStart
            | Event::StreamEnd
            | Event::DocumentStart(..)
            | Event::DocumentEnd => {}
            event => events.push((event, span)),
        }
    }
    let mut reader = Reader {
        events: events.into_iter().peekable(),
        spots: Vec::new(),
        source,
    };
    let root = match reader.body()? {
        Body::Map(root) => root,
        _ => {
            return Err(fail(
                source,
                1,
                "a flow begins with `flow:` and has `steps:`",
            ));
        }
    };
    let lines: Vec<&str> = text.lines().collect();
    let mut document = Document {
        header: Vec::new(),
        spaced: false,
        root,
        notes: reader.spots.iter().map(|_| Notes::default()).collect(),
    };
    for (spot, notes) in reader.spots.iter().zip(&mut document.notes) {
        notes.blank = spot.block && is_blank(&lines, spot.line);
    }
    if let Some(first) = document.notes.first_mut() {
        // Whichever key comes first in the end, the blank line belongs to what stands above.
        document.spaced = std::mem::take(&mut first.blank);
    }
    for (line, column, words) in comments {
        document.attach(&reader.spots, &lines, line, column, words);
    }
    Ok(document)
}

/// Whether the line before this one (from 1) is blank.
fn is_blank(lines: &[&str], line: usize) -> bool {
    line.checked_sub(2)
        .and_then(|before| lines.get(before))
        .is_some_and(|before| before.trim().is_empty())
}

fn fail(source: &Source, line: usize, message: &str) -> Box<Problem> {
    let line = u32::try_from(line).unwrap_or(u32::MAX);
    Box::new(Problem::new(
        "E02",
        source,
        Place { line, column: 1 },
        message,
    ))
}

impl Document {
    fn attach(&mut self, spots: &[Spot], lines: &[&str], line: usize, column: usize, text: String) {
        let before: String = lines
            .get(line - 1)
            .map(|words| words.chars().take(column).collect())
            .unwrap_or_default();
        let comment = Comment {
            blank: is_blank(lines, line),
            text,
        };
        if !before.trim().is_empty() {
            // The outermost item that begins on this line, or else the last one before.
            let here = spots.iter().position(|spot| spot.line == line);
            let at = here.or_else(|| spots.iter().rposition(|spot| spot.line < line));
            let notes = &mut self.notes[at.unwrap_or(0)];
            match &notes.right {
                None => notes.right = Some(comment.text),
                Some(_) => notes.above.push(Comment {
                    blank: false,
                    ..comment
                }),
            }
            return;
        }
        let next = spots.iter().position(|spot| spot.line > line);
        if next == Some(0) {
            self.header.push(comment);
            return;
        }
        let next_column = match next.map(|next| &spots[next]) {
            // Within brackets, indentation says nothing.
            Some(spot) if !spot.block => Some(usize::MAX),
            Some(spot) => Some(spot.column),
            None => None,
        };
        let end = spots
            .iter()
            .rposition(|spot| spot.block && spot.line < line && spot.column <= column);
        let below = end.filter(|end| next_column.is_none_or(|next| spots[*end].column > next));
        match (below, next) {
            (Some(end), _) => self.notes[end].below.push(comment),
            (None, Some(next)) => self.notes[next].above.push(comment),
            // Less indented than anything before: the end of the file.
            (None, None) => self.notes[0].below.push(comment),
        }
    }
}

impl Reader<'_> {
    fn spot(&mut self, span: &Span, block: bool, dash: bool) -> usize {
        self.spots.push(Spot {
            line: span.start.line(),
            column: span.start.col().saturating_sub(if dash { 2 } else { 0 }),
            block,
        });
        self.spots.len() - 1
    }

    fn scalar(event: &Event<'_>) -> Option<Scalar> {
        match event {
            Event::Scalar(text, style, ..) => Some(Scalar {
                text: text.to_string(),
                quoted: *style != ScalarStyle::Plain,
            }),
            _ => None,
        }
    }

    /// The next value.
    fn body(&mut self) -> Result<Body, Box<Problem>> {
        let Some((event, _)) = self.events.next() else {
            return Err(fail(self.source, 1, "the file is empty"));
        };
        if let Some(scalar) = Self::scalar(&event) {
            return Ok(Body::Scalar(scalar));
        }
        let mut items = Vec::new();
        let (style, map) = match event {
            Event::SequenceStart(style, ..) => (style, false),
            Event::MappingStart(style, ..) => (style, true),
            _ => return Err(fail(self.source, 1, "this is not readable as YAML")),
        };
        let block = style == StructureStyle::Block;
        while let Some((next, span)) = self.events.peek() {
            let span = *span;
            if matches!(next, Event::SequenceEnd | Event::MappingEnd) {
                self.events.next();
                break;
            }
            let key = if map {
                let key = Self::scalar(next);
                if key.is_none() {
                    return Err(fail(self.source, span.start.line(), "a key is a word"));
                }
                key
            } else {
                None
            };
            let id = self.spot(&span, block, !map && block);
            if map {
                self.events.next();
            }
            let value = self.body()?;
            items.push(Item { id, key, value });
        }
        Ok(if map {
            Body::Map(items)
        } else {
            Body::List(items)
        })
    }
}
