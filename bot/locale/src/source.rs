//! A Fluent file as its author sees it: messages with their places, and the tags of their comments.

use fluent_syntax::{ast, parser};

use crate::{Problem, Severity, TextFile};

/// Braces nested deeper than this are a mistake, and would cost the parser its stack.
const DEEPEST: i32 = 40;

/// The largest file that is read, in bytes.
pub(crate) const LARGEST: usize = 1 << 20;
/// How many faults of syntax are told of one file.
const MOST_ERRORS: usize = 100;
/// How much of a line is shown.
const EXCERPT: usize = 200;

/// A file and the messages in it.
pub(crate) struct Source<'a> {
    pub(crate) file: &'a TextFile,
    pub(crate) tags: Tags,
    pub(crate) messages: Vec<Message<'a>>,
    pub(crate) problems: Vec<Problem>,
    lines: Vec<usize>,
}

/// One message: its own text, and one attribute per option.
pub(crate) struct Message<'a> {
    pub(crate) id: &'a str,
    /// Byte offset of the id in the file.
    pub(crate) at: usize,
    pub(crate) tags: Tags,
    pub(crate) value: Option<ast::Pattern<&'a str>>,
    pub(crate) attributes: Vec<ast::Attribute<&'a str>>,
}

/// Whom a text is for, as a comment says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Audience {
    Child,
    Parent,
    Adult,
}

/// What comments say about the texts below them: `# audience: child`, `# push: yes`, `# grade: 4`, `# variables: any`,
/// `# buttons: any`, `### languages: ja, en`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Tags {
    pub(crate) audience: Option<Audience>,
    /// May appear on a lock screen.
    pub(crate) push: bool,
    /// Kanji up to this school year are fine.
    pub(crate) grade: Option<u8>,
    /// Each language builds the text from the values it needs, as dates are.
    pub(crate) any_variables: bool,
    /// A list that is longer than questions are, as that of languages.
    pub(crate) any_buttons: bool,
    /// The only languages in which the file exists.
    pub(crate) languages: Option<Vec<String>>,
}

impl<'a> Source<'a> {
    /// Reads a file. What cannot be read becomes a problem, the rest is kept.
    pub(crate) fn read(file: &'a TextFile) -> Self {
        let lines = std::iter::once(0)
            .chain(file.text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        let mut source = Self {
            file,
            tags: Tags::default(),
            messages: Vec::new(),
            problems: Vec::new(),
            lines,
        };
        if file.text.len() > LARGEST {
            source.report(
                "E00",
                Severity::Error,
                0,
                format!("the file is larger than {} KiB; divide it", LARGEST / 1024),
            );
            return source;
        }
        if let Some((at, why)) = refused(&file.text) {
            source.report("E31", Severity::Error, at, why.to_owned());
            return source;
        }
        let resource = match parser::parse(file.text.as_str()) {
            Ok(resource) => resource,
            Err((resource, errors)) => {
                for error in errors.into_iter().take(MOST_ERRORS) {
                    let entry = error.slice.map_or(0, |junk| junk.start);
                    let at = last_written(&file.text, entry, error.pos.start);
                    source.report(
                        "E31",
                        Severity::Error,
                        at,
                        format!("this is not readable as Fluent: {}", error.kind),
                    );
                }
                resource
            }
        };
        let mut group = Tags::default();
        for entry in resource.body {
            match entry {
                ast::Entry::ResourceComment(comment) => {
                    source.tags = source.read_tags(&comment, source.tags.clone());
                }
                ast::Entry::GroupComment(comment) => {
                    group = source.read_tags(&comment, Tags::default());
                }
                ast::Entry::Message(message) => {
                    let inherited = source.tags.clone().overlaid(&group);
                    let tags = match &message.comment {
                        Some(comment) => {
                            inherited.overlaid(&source.read_tags(comment, Tags::default()))
                        }
                        None => inherited,
                    };
                    let at = source.offset(message.id.name);
                    source.messages.push(Message {
                        id: message.id.name,
                        at,
                        tags,
                        value: message.value,
                        attributes: message.attributes,
                    });
                }
                ast::Entry::Term(_) | ast::Entry::Comment(_) | ast::Entry::Junk { .. } => {}
            }
        }
        source
    }

    /// The byte offset of a part of this file's text.
    pub(crate) fn offset(&self, part: &str) -> usize {
        (part.as_ptr() as usize)
            .saturating_sub(self.file.text.as_ptr() as usize)
            .min(self.file.text.len())
    }

    /// Adds a problem at a byte offset.
    pub(crate) fn report(
        &mut self,
        code: &'static str,
        severity: Severity,
        at: usize,
        message: String,
    ) {
        let problem = self.problem(code, severity, at, message);
        self.problems.push(problem);
    }

    /// A problem at a byte offset.
    pub(crate) fn problem(
        &self,
        code: &'static str,
        severity: Severity,
        at: usize,
        message: String,
    ) -> Problem {
        let text = &self.file.text;
        let mut at = at.min(text.len());
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        let line = self
            .lines
            .partition_point(|&start| start <= at)
            .saturating_sub(1);
        let start = self.lines.get(line).copied().unwrap_or_default();
        let excerpt = text[start..].lines().next().unwrap_or_default().trim_end();
        Problem {
            code,
            severity,
            file: self.file.path.clone(),
            line: u32::try_from(line + 1).unwrap_or(u32::MAX),
            column: u32::try_from(text[start..at].chars().count() + 1).unwrap_or(u32::MAX),
            message,
            excerpt: excerpt.chars().take(EXCERPT).collect(),
        }
    }

    fn read_tags(&mut self, comment: &ast::Comment<&'a str>, mut tags: Tags) -> Tags {
        for line in &comment.content {
            let Some((key, value)) = line.split_once(':') else {
                continue;
            };
            let value = value.trim();
            let known = match key.trim() {
                "audience" => {
                    tags.audience = match value {
                        "child" => Some(Audience::Child),
                        "parent" => Some(Audience::Parent),
                        "adult" => Some(Audience::Adult),
                        _ => None,
                    };
                    tags.audience.is_some()
                }
                "push" => {
                    tags.push = value == "yes";
                    matches!(value, "yes" | "no")
                }
                "grade" => {
                    tags.grade = value.parse().ok().filter(|grade| *grade <= 6);
                    tags.grade.is_some()
                }
                "variables" => {
                    tags.any_variables = value == "any";
                    tags.any_variables
                }
                "buttons" => {
                    tags.any_buttons = value == "any";
                    tags.any_buttons
                }
                "languages" => {
                    tags.languages = Some(
                        value
                            .split(',')
                            .map(|language| language.trim().to_owned())
                            .collect(),
                    );
                    true
                }
                _ => true,
            };
            if !known {
                let at = self.offset(line);
                self.report(
                    "W36",
                    Severity::Warning,
                    at,
                    format!("`{}` cannot be `{value}`", key.trim()),
                );
            }
        }
        tags
    }
}

impl Tags {
    fn overlaid(self, over: &Self) -> Self {
        Self {
            audience: over.audience.or(self.audience),
            push: over.push || self.push,
            grade: over.grade.or(self.grade),
            any_variables: over.any_variables || self.any_variables,
            any_buttons: over.any_buttons || self.any_buttons,
            languages: over.languages.clone().or(self.languages),
        }
    }
}

/// The parser stops at the next thing that cannot follow; the mistake is where the writing before it ends.
fn last_written(text: &str, entry: usize, at: usize) -> usize {
    let Some(before) = text.get(entry..at) else {
        return at;
    };
    let written = before.trim_end();
    let ended = before[written.len()..].contains('\n');
    if ended { entry + written.len() } else { at }
}

/// What the parser must not be given, because it would not come back from it: where it is, and what is wrong.
pub(crate) fn refused(text: &str) -> Option<(usize, &'static str)> {
    let deep = too_deep(text).map(|at| (at, "braces are nested too deeply"));
    deep.or_else(|| {
        let at = broken_escape(text)?;
        Some((at, "after `\\u` come four digits, after `\\U` six"))
    })
}

/// Where a character is written by number and a letter beyond ASCII stands among the digits.
fn broken_escape(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut places = text.match_indices('\\').map(|(at, _)| at);
    places.find(|at| {
        let digits = match bytes.get(at + 1) {
            Some(b'u') => 4,
            Some(b'U') => 6,
            _ => return false,
        };
        let mut written = bytes[at + 2..].iter().take(digits);
        written
            .find(|byte| !byte.is_ascii_hexdigit())
            .is_some_and(|byte| !byte.is_ascii())
    })
}

/// Where braces and calls are first nested too deeply. Each entry, which starts at the line's left edge, counts for itself.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_i32;
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if line.starts_with(|c: char| c.is_ascii_alphabetic() || c == '-' || c == '#') {
            depth = 0;
        }
        for (column, byte) in line.bytes().enumerate() {
            match byte {
                b'{' | b'(' => depth += 1,
                b'}' | b')' => depth = (depth - 1).max(0),
                _ => {}
            }
            if depth > DEEPEST {
                return Some(at + column);
            }
        }
        at += line.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> TextFile {
        TextFile {
            language: "ja".to_owned(),
            name: "x".to_owned(),
            path: "x.ftl".to_owned(),
            text: text.to_owned(),
        }
    }

    #[test]
    fn comments_tag_the_file_the_group_and_the_message() {
        let file = file(
            "### audience: child\n### languages: ja, en\n\na = A\n\n## audience: parent\n\n# push: yes\n# grade: 4\nb = B\n\nc = C\n",
        );
        let source = Source::read(&file);
        let tags = |id: &str| {
            source
                .messages
                .iter()
                .find(|message| message.id == id)
                .map(|message| message.tags.clone())
                .unwrap()
        };
        assert_eq!(tags("a").audience, Some(Audience::Child));
        assert_eq!(
            (tags("b").audience, tags("b").push, tags("b").grade),
            (Some(Audience::Parent), true, Some(4))
        );
        assert_eq!((tags("c").push, tags("c").grade), (false, None));
        assert_eq!(
            source.tags.languages,
            Some(vec!["ja".to_owned(), "en".to_owned()])
        );
        assert!(source.problems.is_empty());
    }

    #[test]
    fn a_syntax_error_has_its_line_and_the_rest_is_kept() {
        let file = file("a = A\n\nｂ = B\n\nc = { $x\n\nd = D\n");
        let source = Source::read(&file);
        assert_eq!(
            source
                .messages
                .iter()
                .map(|message| message.id)
                .collect::<Vec<_>>(),
            ["a", "d"]
        );
        let places: Vec<_> = source
            .problems
            .iter()
            .map(|problem| (problem.code, problem.line, problem.excerpt.as_str()))
            .collect();
        assert_eq!(places[0], ("E31", 3, "ｂ = B"));
        assert_eq!(places[1].1, 5, "{places:?}");
    }

    #[test]
    fn an_unknown_tag_value_and_endless_braces_are_problems() {
        let tagged = file("# audience: kid\na = A\n");
        let source = Source::read(&tagged);
        assert_eq!(
            (
                source.problems[0].code,
                source.problems[0].line,
                source.problems[0].column
            ),
            ("W36", 1, 3)
        );
        let deep = file(&format!("a = A\nb = {}\n", "{".repeat(100_000)));
        let source = Source::read(&deep);
        assert_eq!(
            (source.problems[0].code, source.problems[0].line),
            ("E31", 2)
        );
    }
}
