//! Files that were read once, for everything that is asked of them: the checks here, and those of the flows.

use std::collections::HashMap;

use fluent_syntax::ast::{Expression, InlineExpression, Pattern, PatternElement};

use crate::compare::variables;
use crate::source::{Message, Source};
use crate::{Problem, Rules, TextFile, check, wording};

/// Files of any languages, read.
pub struct Shelf<'a> {
    files: &'a [TextFile],
    sources: Vec<Source<'a>>,
    /// Language → id → file and message.
    places: HashMap<&'a str, HashMap<&'a str, (usize, usize)>>,
    problems: Vec<Problem>,
}

impl<'a> Shelf<'a> {
    /// Reads the files; what is wrong with them is told by [`check`](Self::check).
    pub fn read(files: &'a [TextFile]) -> Self {
        let mut sources: Vec<Source<'a>> = files.iter().map(Source::read).collect();
        check::inherit_tags(&mut sources);
        let problems = sources
            .iter_mut()
            .flat_map(|source| std::mem::take(&mut source.problems))
            .collect();
        let mut places: HashMap<&str, HashMap<&str, (usize, usize)>> = HashMap::new();
        for (file, source) in sources.iter().enumerate() {
            let own = places.entry(source.file.language.as_str()).or_default();
            for (message, known) in source.messages.iter().enumerate() {
                own.entry(known.id).or_insert((file, message));
            }
        }
        Self {
            files,
            sources,
            places,
            problems,
        }
    }

    /// All problems of all files, in the order of files, lines and columns.
    pub fn check(&self, rules: &Rules) -> Vec<Problem> {
        let mut problems = self.problems.clone();
        check::all(self, rules, &mut problems);
        let order: HashMap<&str, usize> = self
            .files
            .iter()
            .enumerate()
            .map(|(place, file)| (file.path.as_str(), place))
            .collect();
        problems.sort_by_key(|problem| {
            (
                order.get(problem.file.as_str()).copied(),
                problem.line,
                problem.column,
                problem.code,
            )
        });
        problems
    }

    pub(crate) fn sources(&self) -> &[Source<'a>] {
        &self.sources
    }

    /// A language's own message of this id; the first, if there are several.
    pub(crate) fn find(&self, language: &str, id: &str) -> Option<(&Source<'a>, &Message<'a>)> {
        let (file, message) = self.places.get(language)?.get(id)?;
        let source = self.sources.get(*file)?;
        Some((source, source.messages.get(*message)?))
    }

    /// Whether a language has a text with words of its own.
    pub fn has(&self, language: &str, id: &str) -> bool {
        self.find(language, id)
            .is_some_and(|(_, message)| message.value.is_some())
    }

    /// The label of an option, if it is made of plain words.
    pub fn label(&self, language: &str, id: &str, key: &str) -> Option<String> {
        let (_, message) = self.find(language, id)?;
        let attribute = message
            .attributes
            .iter()
            .rev()
            .find(|attribute| attribute.id.name == key)?;
        plain(&attribute.value)
    }

    /// Whether there is a label for an option.
    pub fn has_label(&self, language: &str, id: &str, key: &str) -> bool {
        self.find(language, id).is_some_and(|(_, message)| {
            message
                .attributes
                .iter()
                .any(|attribute| attribute.id.name == key)
        })
    }

    /// The values that a text uses, without `$`.
    pub fn variables(&self, language: &str, id: &str) -> Vec<String> {
        let Some((_, message)) = self.find(language, id) else {
            return Vec::new();
        };
        variables(message).into_iter().map(str::to_owned).collect()
    }

    /// How many bubbles a text makes, at most.
    pub fn bubbles(&self, language: &str, id: &str) -> usize {
        self.measure(language, id, wording::count_bubbles)
    }

    /// How long a text is, at most, in UTF-16 units as platforms count; values count nothing.
    pub fn units(&self, language: &str, id: &str) -> usize {
        self.measure(language, id, |reading| {
            reading.letters.iter().map(|(c, _)| c.len_utf16()).sum()
        })
    }

    fn measure(
        &self,
        language: &str,
        id: &str,
        size: impl Fn(&wording::Reading<'_>) -> usize,
    ) -> usize {
        let Some((source, message)) = self.find(language, id) else {
            return 0;
        };
        let Some(pattern) = &message.value else {
            return 0;
        };
        let readings = wording::readings(source, pattern);
        readings.iter().map(size).max().unwrap_or(0)
    }
}

/// The words of a label, if there is nothing else in it.
fn plain(pattern: &Pattern<&str>) -> Option<String> {
    let mut words = String::new();
    for element in &pattern.elements {
        match element {
            PatternElement::TextElement { value } => words.push_str(value),
            PatternElement::Placeable {
                expression: Expression::Inline(InlineExpression::StringLiteral { value }),
            } => words.push_str(value),
            PatternElement::Placeable { .. } => return None,
        }
    }
    Some(words)
}
