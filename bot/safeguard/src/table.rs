//! Reads the table of danger words: every good row becomes a rule or a context, every bad row a problem with its line.

mod pattern;
mod row;

use std::collections::BTreeMap;

use tsunagi_model::Risk;

use crate::letters::{Letters, Scale};
pub(crate) use pattern::Pattern;
use pattern::{Blocks, bounded, fold_pattern, look_at};
use row::{Columns, Row};

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
    pub(crate) together: Vec<Together>,
    pub(crate) letters: Letters,
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
    Before(Pattern),
    /// The text right after begins so.
    After(Pattern),
    /// The sentence contains it.
    Sentence(Pattern),
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
    pub(crate) pattern: Pattern,
    pub(crate) unless: Vec<Unless>,
}

/// A row that says how many weak signs make an alert.
#[derive(Debug)]
pub(crate) struct Together {
    pub(crate) id: String,
    pub(crate) least: usize,
    pub(crate) of: Vec<Aim>,
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
        aimed_at(&self.to, rule)
    }
}

impl Together {
    pub(crate) fn concerns(&self, rule: &Rule) -> bool {
        aimed_at(&self.of, rule)
    }
}

/// Whether one of the aims is the rule, and none of them spares it.
fn aimed_at(aims: &[Aim], rule: &Rule) -> bool {
    let mut aimed = false;
    for aim in aims {
        match aim {
            Aim::All => aimed = true,
            Aim::Category(category) => aimed |= rule.category == *category,
            Aim::Id(id) => aimed |= rule.id == *id,
            Aim::Ids(prefix) => aimed |= rule.id.starts_with(prefix.as_str()),
            Aim::Not(prefix) if rule.id.starts_with(prefix.as_str()) || rule.category == prefix => {
                return false;
            }
            Aim::Not(_) => {}
        }
    }
    aimed
}

impl Table {
    /// Reads the table. The first line names the columns; lines that begin with `#` are comments.
    pub(crate) fn read(text: &str) -> (Self, Vec<Problem>) {
        let mut table = Self::default();
        let mut problems = Vec::new();
        let mut blocks = Blocks::default();
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
            if let Err(message) = table.add(&row, &mut blocks) {
                problems.push(Problem {
                    line,
                    message: format!("{}: {message}", row.id),
                });
            }
        }
        (table, problems)
    }

    fn add(&mut self, row: &Row<'_>, blocks: &mut Blocks) -> Result<(), String> {
        if row.id.is_empty() {
            return Err("the row has no id".to_owned());
        }
        if row.kind == "class" {
            let pattern = fold_pattern(row.pattern, Script::Squeezed, blocks)?;
            look_at(&pattern)?;
            blocks.classes.insert(row.id.to_owned(), pattern);
            return Ok(());
        }
        if row.kind == "reading" {
            return blocks.read_readings(row.pattern);
        }
        if row.kind == "weight" {
            let weight: i32 = row
                .level
                .parse()
                .map_err(|_| format!("level `{}` is not a whole number", row.level))?;
            let runs = row.pattern.split('|').filter(|run| !run.is_empty());
            self.letters
                .weights
                .extend(runs.map(|run| (run.to_owned(), weight)));
            return Ok(());
        }
        if row.kind == "scale" {
            let scale = Scale::read(row.pattern);
            self.letters.scale =
                Some(scale.ok_or("write start=…|watch=…|beside=…|alert=… with whole numbers")?);
            return Ok(());
        }
        if row.kind == "together" {
            self.together.push(row.together(&self.rules)?);
            return Ok(());
        }
        let script = row.script()?;
        if row.pattern.is_empty() {
            return Err("the pattern is empty".to_owned());
        }
        let place = match row.kind {
            "phrase" | "pattern" => {
                self.rules.push(row.rule(script, blocks)?);
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
                    "kind `{other}` is not phrase, pattern, class, reading, mask, before, after, near, anywhere, asked, together, weight or scale"
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
            fold_pattern(row.pattern, script, blocks)?
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
            pattern: Pattern::read(&source)?,
            unless: row.unless(script, blocks)?,
        });
        Ok(())
    }
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
