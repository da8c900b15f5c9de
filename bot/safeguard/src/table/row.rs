//! The cells of one row, and what a rule is made of.

use tsunagi_model::Risk;

use super::pattern::{Blocks, Pattern, bounded, fold_pattern, look_at};
use super::{Aim, CATEGORIES, Rule, Script, Together, Unless};

/// The cells of one row.
pub(super) struct Row<'a> {
    pub(super) id: &'a str,
    pub(super) language: &'a str,
    pub(super) category: &'a str,
    pub(super) level: &'a str,
    pub(super) kind: &'a str,
    pub(super) pattern: &'a str,
    pub(super) unless: &'a str,
}

impl Row<'_> {
    pub(super) fn script(&self) -> Result<Script, String> {
        match self.language {
            "ja" | "zh" => Ok(Script::Squeezed),
            "ja-Latn" | "en" | "pt" | "es" | "vi" | "fil" | "id" => Ok(Script::Words),
            "*" => Ok(Script::Marks),
            other => Err(format!(
                "language `{other}` is not ja, ja-Latn, zh, en, pt, es, vi, fil, id or *"
            )),
        }
    }

    pub(super) fn rule(&self, script: Script, blocks: &Blocks) -> Result<Rule, String> {
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
        let folded = fold_pattern(&written, script, blocks)?;
        // Without the gaps between words: only what somebody broke up on purpose.
        let joined = (script == Script::Words).then(|| {
            ["[a-z0-9]*", "[a-z0-9]+", " "]
                .iter()
                .fold(folded.clone(), |all, gap| all.replace(gap, ""))
        });
        let source = bounded(&folded, script);
        for one in [Some(&source), joined.as_ref()].into_iter().flatten() {
            if look_at(one)? == 0 {
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
            unless: self.unless(script, blocks)?,
        })
    }

    /// How many of the weak rules must hold side by side.
    pub(super) fn together(&self, rules: &[Rule]) -> Result<Together, String> {
        let least = self.pattern.parse().ok().filter(|least| *least > 1);
        let Some(least) = least else {
            return Err(format!("`{}` is not a number above one", self.pattern));
        };
        if self.level != "high" {
            return Err(format!("level `{}` is not high", self.level));
        }
        Ok(Together {
            id: self.id.to_owned(),
            least,
            of: self.aims(rules)?,
        })
    }

    pub(super) fn unless(&self, script: Script, blocks: &Blocks) -> Result<Vec<Unless>, String> {
        let entries = self
            .unless
            .split(';')
            .map(str::trim)
            .filter(|entry| !entry.is_empty());
        entries
            .map(|entry| {
                if let Some(before) = entry.strip_prefix('<') {
                    Pattern::read(&format!("(?:{})$", fold_pattern(before, script, blocks)?))
                        .map(Unless::Before)
                } else if let Some(after) = entry.strip_prefix('>') {
                    Pattern::read(&format!("^(?:{})", fold_pattern(after, script, blocks)?))
                        .map(Unless::After)
                } else {
                    Pattern::read(&bounded(&fold_pattern(entry, script, blocks)?, script))
                        .map(Unless::Sentence)
                }
            })
            .collect()
    }

    pub(super) fn aims(&self, rules: &[Rule]) -> Result<Vec<Aim>, String> {
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
pub(super) struct Columns([usize; 7]);

impl Columns {
    pub(super) fn find(headers: &csv::StringRecord) -> Result<Self, String> {
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

    pub(super) fn row<'a>(&self, record: &'a csv::StringRecord) -> Row<'a> {
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
