//! The other tool's tests of a field as conditions of ours.

use crate::export::Case;
use crate::expression::{self, Piece};
use crate::make::Maker;
use crate::step::To;
use crate::test::{passes, range, spoken};
use crate::write::value;

/// Every number is more than this.
const FAR: &str = "-1000000000";

impl<'a> Maker<'a> {
    /// A test of a field. `Ok(None)` never holds; an error is what to do about it.
    pub fn compare(
        &mut self,
        node: usize,
        field: &str,
        category: bool,
        case: &Case,
    ) -> Result<Option<String>, &'static str> {
        let known = self.old.known(field);
        let fits = |text: &str| passes(case.test, &case.args, text) == Some(true);
        let mut values: Vec<String> = known
            .iter()
            .filter(|entry| {
                if category && !entry.category.is_empty() {
                    fits(&entry.category)
                } else {
                    entry.words.iter().any(|word| fits(word))
                }
            })
            .map(|entry| entry.value.clone())
            .filter(|value| !value.is_empty())
            .collect();
        match case.test {
            "has_text" => Ok(Some(format!("{field} is set"))),
            "has_number" => Ok(Some(format!("{field} > {FAR}"))),
            test if test.starts_with("has_number") => {
                // Options that stand for numbers are compared by their keys.
                values.retain(|value| value.parse::<f64>().is_err());
                let number = self.number(node, field, case)?;
                Ok(match (equals(field, &values), number) {
                    (Some(keys), Some(number)) => Some(either(&keys, &number)),
                    (keys, number) => keys.or(number),
                })
            }
            "has_any_word" | "has_all_words" | "has_phrase" | "has_only_phrase"
            | "has_only_text" | "has_category" => {
                let options = known.iter().any(|entry| !entry.label.is_empty());
                if values.is_empty() || !(options || category) {
                    for word in spoken(case.test, &case.args) {
                        if !values.contains(&word) {
                            values.push(word);
                        }
                    }
                }
                if values.iter().any(|value| value.contains('@')) {
                    let codes: Vec<Piece> = case
                        .args
                        .iter()
                        .flat_map(|arg| expression::pieces(arg))
                        .collect();
                    if let [Piece::Code(code)] = &codes[..]
                        && let Some(other) = self.field(node, &expression::meaning(code))
                    {
                        return Ok(Some(format!("{field} = {other}")));
                    }
                    return Err("compare with a word, or with one field");
                }
                Ok(equals(field, &values))
            }
            "has_beginning" if !values.is_empty() => Ok(equals(field, &values)),
            _ => Err(
                "our conditions are `=`, `in [...]`, `<`, `>`, `is set`: write what comes nearest",
            ),
        }
    }

    /// A comparison of numbers; `left` is a field or `days_since(…)`.
    pub fn number(
        &mut self,
        node: usize,
        left: &str,
        case: &Case,
    ) -> Result<Option<String>, &'static str> {
        let mut args = Vec::new();
        for arg in &case.args {
            let arg = arg.trim();
            let pieces = expression::pieces(arg);
            args.push(match &pieces[..] {
                [Piece::Code(code)] => self.field(node, &expression::meaning(code)),
                _ => arg
                    .parse::<f64>()
                    .ok()
                    .filter(|n| n.is_finite())
                    .map(|_| arg.to_owned()),
            });
        }
        let arg = |at: usize| {
            args.get(at)
                .cloned()
                .flatten()
                .ok_or("compare with a number, or with one field")
        };
        let sign = match case.test {
            "has_number_eq" => "=",
            "has_number_gt" => ">",
            "has_number_gte" => ">=",
            "has_number_lt" => "<",
            "has_number_lte" => "<=",
            "has_number_between" => {
                return Ok(Some(format!(
                    "{left} >= {} and {left} <= {}",
                    arg(0)?,
                    arg(1)?
                )));
            }
            _ => return Err("compare numbers with `=`, `<`, `>`"),
        };
        Ok(Some(format!("{left} {sign} {}", arg(0)?)))
    }

    /// Branches of the ranges of a question that was just answered with a number.
    pub fn ranges(
        &mut self,
        field: &str,
        numbers: &[(&Case<'a>, To)],
    ) -> Vec<(Option<String>, To)> {
        numbers
            .iter()
            .filter_map(|(case, to)| {
                let (least, most) = range(case.test, &case.args)?;
                let condition = match case.test {
                    "has_number" => return Some((Some(format!("{field} > {FAR}")), *to)),
                    "has_number_eq" => format!("{field} = {least}"),
                    "has_number_gt" | "has_number_gte" => format!("{field} >= {least}"),
                    "has_number_lt" | "has_number_lte" => format!("{field} <= {most}"),
                    _ => format!("{field} >= {least} and {field} <= {most}"),
                };
                Some((Some(condition), *to))
            })
            .collect()
    }
}

/// One value, or one of several.
pub(crate) fn equals(field: &str, values: &[String]) -> Option<String> {
    match values {
        [] => None,
        [one] => Some(format!("{field} = {}", value(one))),
        many => {
            let list: Vec<String> = many.iter().map(|one| value(one)).collect();
            Some(format!("{field} in [{}]", list.join(", ")))
        }
    }
}

/// One condition or the other.
pub(crate) fn either(a: &str, b: &str) -> String {
    let bracket = |part: &str| {
        if part.contains(" and ") {
            format!("({part})")
        } else {
            part.to_owned()
        }
    };
    if a.contains(" or ") {
        format!("{a} or {}", bracket(b))
    } else {
        format!("{} or {}", bracket(a), bracket(b))
    }
}
