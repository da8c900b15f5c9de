//! Reads the table of danger words: every good row becomes a rule or a context, every bad row a problem with its line.

use std::collections::BTreeMap;

use regex::{Regex, RegexBuilder};
use tsunagi_model::Risk;

use crate::fold::{is_stretch, plain};

/// What a message can be about, in the spelling of tables and exports.
pub const CATEGORIES: &[&str] = &[
    "suicide",
    "self_harm",
    "overdose",
    "abuse",
    "neglect",
    "sexual",
    "bullying",
    "runaway",
    "domestic_violence",
    "crime_recruitment",
    "pregnancy",
    "caregiver_limit",
];

/// A fault in the table. The row it stands in is left out; all others work.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// The line of the file, counted from one.
    pub line: u32,
    /// What is wrong and what would be right.
    pub message: String,
}

/// The good rows of a table.
#[derive(Debug, Default)]
pub(crate) struct Table {
    pub(crate) rules: Vec<Rule>,
    pub(crate) contexts: Vec<Context>,
}

/// Which reading of a message a row looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Script {
    /// Letters without spaces: Japanese, Chinese.
    Squeezed,
    /// Whole words: romaji, Portuguese, Vietnamese and so on.
    Words,
    /// Words and marks of any language, without minding where words end.
    Marks,
}

/// A row that says what danger looks like.
#[derive(Debug)]
pub(crate) struct Rule {
    pub(crate) id: String,
    pub(crate) script: Script,
    pub(crate) language: String,
    pub(crate) category: &'static str,
    pub(crate) level: Risk,
    pub(crate) source: String,
    /// The same for words run together; only for [`Script::Words`].
    pub(crate) joined: Option<String>,
    pub(crate) unless: Vec<Unless>,
}

/// A reason why a rule does not hold at this place.
#[derive(Debug)]
pub(crate) enum Unless {
    /// The text right before ends so.
    Before(Regex),
    /// The text right after begins so.
    After(Regex),
    /// The sentence contains it.
    Sentence(Regex),
}

/// A row that says what changes the meaning of a rule.
#[derive(Debug)]
pub(crate) struct Context {
    pub(crate) script: Script,
    pub(crate) language: String,
    pub(crate) place: Place,
    /// What it does: none drops the rule, watch caps it, alert raises a watch.
    pub(crate) effect: Risk,
    pub(crate) to: Vec<Aim>,
    pub(crate) pattern: Regex,
    pub(crate) unless: Vec<Unless>,
}

/// Where a context must stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// Over the words that the rule found.
    Mask,
    /// Right before them.
    Before,
    /// Right after them.
    After,
    /// In their sentence.
    Near,
    /// Anywhere in the message.
    Anywhere,
    /// In the id of the question that was asked.
    Asked,
}

/// Which rules a context is about.
#[derive(Debug)]
pub(crate) enum Aim {
    All,
    Category(&'static str),
    Id(String),
    Ids(String),
    Not(String),
}

impl Context {
    pub(crate) fn concerns(&self, rule: &Rule) -> bool {
        // Words look alike across languages (song, sống); letters without spaces are Japanese and Chinese at once.
        let understood = match (self.script, rule.script) {
            (Script::Words, Script::Words) => self.language == rule.language,
            (Script::Squeezed, Script::Words) => rule.language == "ja-Latn",
            (Script::Words, _) => false,
            (Script::Squeezed | Script::Marks, _) => true,
        };
        if !understood {
            return false;
        }
        let mut concerned = false;
        for aim in &self.to {
            match aim {
                Aim::All => concerned = true,
                Aim::Category(category) => concerned |= rule.category == *category,
                Aim::Id(id) => concerned |= rule.id == *id,
                Aim::Ids(prefix) => concerned |= rule.id.starts_with(prefix.as_str()),
                Aim::Not(prefix)
                    if rule.id.starts_with(prefix.as_str()) || rule.category == prefix =>
                {
                    return false;
                }
                Aim::Not(_) => {}
            }
        }
        concerned
    }
}

impl Table {
    /// Reads the table. The first line names the columns; lines that begin with `#` are comments.
    pub(crate) fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut table = Self::default();
        let mut problems = Vec::new();
        let mut classes = BTreeMap::new();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut lines = csv::ReaderBuilder::new()
            .flexible(true)
            .comment(Some(b'#'))
            .from_reader(text.as_bytes());
        let columns = match lines.headers() {
            Ok(headers) => Columns::find(headers),
            Err(error) => Err(error.to_string()),
        };
        let columns = match columns {
            Ok(columns) => columns,
            Err(message) => return (table, vec![Problem { line: 1, message }]),
        };
        let text_lines: Vec<&str> = text.lines().collect();
        let mut seen = BTreeMap::new();
        for record in lines.records() {
            let record = match record {
                Ok(record) => record,
                Err(error) => {
                    let line = error.position().map_or(0, csv::Position::line);
                    problems.push(Problem {
                        line: small(line),
                        message: error.to_string(),
                    });
                    continue;
                }
            };
            let line = line_of(&text_lines, record.position());
            let row = columns.row(&record);
            if let Some(first) = seen.insert(row.id.to_owned(), line) {
                problems.push(Problem {
                    line,
                    message: format!("id `{}` is already on line {first}", row.id),
                });
                continue;
            }
            if let Err(message) = table.add(&row, &mut classes) {
                problems.push(Problem {
                    line,
                    message: format!("{}: {message}", row.id),
                });
            }
        }
        (table, problems)
    }

    fn add(&mut self, row: &Row<'_>, classes: &mut BTreeMap<String, String>) -> Result<(), String> {
        if row.id.is_empty() {
            return Err("the row has no id".to_owned());
        }
        if row.kind == "class" {
            let pattern = fold_pattern(row.pattern, Script::Squeezed, classes)?;
            compile(&pattern)?;
            classes.insert(row.id.to_owned(), pattern);
            return Ok(());
        }
        let script = row.script()?;
        if row.pattern.is_empty() {
            return Err("the pattern is empty".to_owned());
        }
        let place = match row.kind {
            "phrase" | "pattern" => {
                self.rules.push(row.rule(script, classes)?);
                return Ok(());
            }
            "mask" => Place::Mask,
            "before" => Place::Before,
            "after" => Place::After,
            "near" => Place::Near,
            "anywhere" => Place::Anywhere,
            "asked" => Place::Asked,
            other => {
                return Err(format!(
                    "kind `{other}` is not phrase, pattern, class, mask, before, after, near, anywhere or asked"
                ));
            }
        };
        let effect = match row.level {
            "none" => Risk::None,
            "watch" => Risk::Watch,
            "high" => Risk::Alert,
            other => return Err(format!("level `{other}` is not none, watch or high")),
        };
        let folded = if place == Place::Asked {
            row.pattern.to_owned()
        } else {
            fold_pattern(row.pattern, script, classes)?
        };
        let source = match place {
            Place::Before => format!("(?:{folded})$"),
            Place::After => format!("^(?:{folded})"),
            _ => bounded(&folded, script),
        };
        self.contexts.push(Context {
            script,
            language: row.language.to_owned(),
            place,
            effect,
            to: row.aims(&self.rules)?,
            pattern: compile(&source)?,
            unless: row.unless(script, classes)?,
        });
        Ok(())
    }
}

/// The cells of one row.
struct Row<'a> {
    id: &'a str,
    language: &'a str,
    category: &'a str,
    level: &'a str,
    kind: &'a str,
    pattern: &'a str,
    unless: &'a str,
}

impl Row<'_> {
    fn script(&self) -> Result<Script, String> {
        match self.language {
            "ja" | "zh" => Ok(Script::Squeezed),
            "ja-Latn" | "en" | "pt" | "es" | "vi" | "fil" | "id" => Ok(Script::Words),
            "*" => Ok(Script::Marks),
            other => Err(format!(
                "language `{other}` is not ja, ja-Latn, zh, en, pt, es, vi, fil, id or *"
            )),
        }
    }

    fn rule(&self, script: Script, classes: &BTreeMap<String, String>) -> Result<Rule, String> {
        let Some(category) = CATEGORIES.iter().find(|&&known| known == self.category) else {
            return Err(format!(
                "category `{}` is not one of {}",
                self.category,
                CATEGORIES.join(", ")
            ));
        };
        let level = match self.level {
            "high" => Risk::Alert,
            "watch" => Risk::Watch,
            other => return Err(format!("level `{other}` is not high or watch")),
        };
        let written = match self.kind {
            "phrase" => self
                .pattern
                .split('|')
                .map(|one| regex::escape(one.trim()))
                .collect::<Vec<_>>()
                .join("|"),
            _ => self.pattern.to_owned(),
        };
        let folded = fold_pattern(&written, script, classes)?;
        // Without the gaps between words: only what somebody broke up on purpose.
        let joined = (script == Script::Words).then(|| {
            ["[a-z0-9]*", "[a-z0-9]+", " "]
                .iter()
                .fold(folded.clone(), |all, gap| all.replace(gap, ""))
        });
        let source = bounded(&folded, script);
        for one in [Some(&source), joined.as_ref()].into_iter().flatten() {
            if compile(one)?.is_match("") {
                return Err("the pattern also matches nothing at all".to_owned());
            }
        }
        Ok(Rule {
            id: self.id.to_owned(),
            script,
            language: self.language.to_owned(),
            category,
            level,
            source,
            joined,
            unless: self.unless(script, classes)?,
        })
    }

    fn unless(
        &self,
        script: Script,
        classes: &BTreeMap<String, String>,
    ) -> Result<Vec<Unless>, String> {
        let entries = self
            .unless
            .split(';')
            .map(str::trim)
            .filter(|entry| !entry.is_empty());
        entries
            .map(|entry| {
                if let Some(before) = entry.strip_prefix('<') {
                    compile(&format!("(?:{})$", fold_pattern(before, script, classes)?))
                        .map(Unless::Before)
                } else if let Some(after) = entry.strip_prefix('>') {
                    compile(&format!("^(?:{})", fold_pattern(after, script, classes)?))
                        .map(Unless::After)
                } else {
                    compile(&bounded(&fold_pattern(entry, script, classes)?, script))
                        .map(Unless::Sentence)
                }
            })
            .collect()
    }

    fn aims(&self, rules: &[Rule]) -> Result<Vec<Aim>, String> {
        let aim = |word: &str| {
            if word == "*" {
                Ok(Aim::All)
            } else if let Some(not) = word.strip_prefix('-') {
                Ok(Aim::Not(not.trim_end_matches('*').to_owned()))
            } else if let Some(prefix) = word.strip_suffix('*') {
                Ok(Aim::Ids(prefix.to_owned()))
            } else if let Some(category) = CATEGORIES.iter().find(|&&known| known == word) {
                Ok(Aim::Category(category))
            } else if rules.iter().any(|rule| rule.id == word) {
                Ok(Aim::Id(word.to_owned()))
            } else {
                Err(format!(
                    "`{word}` is not a category, the id of a rule above, the start of one with *, or *"
                ))
            }
        };
        let aims = self
            .category
            .split_whitespace()
            .map(aim)
            .collect::<Result<Vec<_>, _>>()?;
        if aims.is_empty() {
            Err("the category is empty; write * for all".to_owned())
        } else {
            Ok(aims)
        }
    }
}

/// Where each column stands.
struct Columns([usize; 7]);

impl Columns {
    fn find(headers: &csv::StringRecord) -> Result<Self, String> {
        let mut at = [0; 7];
        for (slot, name) in at.iter_mut().zip([
            "id", "language", "category", "level", "kind", "pattern", "unless",
        ]) {
            let found = headers.iter().position(|header| header.trim() == name);
            *slot = found
                .ok_or_else(|| format!("the column `{name}` is missing from the first line"))?;
        }
        Ok(Self(at))
    }

    fn row<'a>(&self, record: &'a csv::StringRecord) -> Row<'a> {
        let [id, language, category, level, kind, pattern, unless] =
            self.0.map(|at| record.get(at).unwrap_or_default().trim());
        Row {
            id,
            language,
            category,
            level,
            kind,
            pattern,
            unless,
        }
    }
}

fn compile(source: &str) -> Result<Regex, String> {
    // The size limit keeps a slip such as `.{0,9000}` from eating the machine.
    RegexBuilder::new(source)
        .size_limit(1 << 20)
        .build()
        .map_err(|error| format!("the pattern cannot be read: {error}"))
}

/// Whole words only, where words are told apart by spaces.
fn bounded(folded: &str, script: Script) -> String {
    match script {
        Script::Words => format!(r"(?-u:\b)(?:{folded})(?-u:\b)"),
        Script::Squeezed | Script::Marks => folded.to_owned(),
    }
}

/// Folds a pattern as messages are folded, and puts the classes in for `{name}`.
fn fold_pattern(
    pattern: &str,
    script: Script,
    classes: &BTreeMap<String, String>,
) -> Result<String, String> {
    let mut folded = String::with_capacity(pattern.len());
    let mut rest = pattern.chars();
    while let Some(c) = rest.next() {
        match c {
            // Words are folded to plain Latin letters; all of Unicode would cost a hundred times as much.
            '\\' => match rest.next() {
                Some('w') if script == Script::Words => folded.push_str("[a-z0-9]"),
                Some('d') => folded.push_str("[0-9]"),
                next => {
                    folded.push(c);
                    folded.extend(next);
                }
            },
            '{' => {
                let name: String = rest.by_ref().take_while(|&c| c != '}').collect();
                match classes.get(&name) {
                    Some(class) => folded.push_str(&format!("(?:{class})")),
                    None if name.chars().all(|c| c.is_ascii_digit() || c == ',') => {
                        folded.push_str(&format!("{{{name}}}"));
                    }
                    None => return Err(format!("there is no class `{name}` above this row")),
                }
            }
            ' ' if script == Script::Squeezed => {}
            _ if is_stretch(c) => {}
            _ => folded.extend(unaccented(c).to_lowercase().map(plain)),
        }
    }
    Ok(folded)
}

/// The letter without its accent; kana keep their voicing.
fn unaccented(c: char) -> char {
    let mut base = c;
    if c.is_alphabetic() && !matches!(c, '\u{3040}'..='\u{30FF}' | '一'..='龯') {
        let mut first = true;
        unicode_normalization::char::decompose_compatible(c, |part| {
            if std::mem::take(&mut first) {
                base = part;
            }
        });
    }
    base
}

/// The line on which a row begins. The reader names the first of the comments above it.
fn line_of(lines: &[&str], position: Option<&csv::Position>) -> u32 {
    let mut line = small(position.map_or(0, csv::Position::line));
    while lines
        .get(line.saturating_sub(1) as usize)
        .is_some_and(|text| text.starts_with('#') || text.is_empty())
    {
        line += 1;
    }
    line
}

fn small(line: u64) -> u32 {
    u32::try_from(line).unwrap_or(u32::MAX)
}
