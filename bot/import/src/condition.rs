//! The other tool's comparisons in our words.

use crate::expression::{DEPTH, Meaning, bracketed, call, meaning, split_outside};
use crate::write::value;

/// A comparison, its left side as an expression: `fields.a > 3`, `and(a = 1, b = 2)`. `say` puts an expression into our words.
pub(crate) fn condition(code: &str, say: &mut dyn FnMut(&str) -> Option<String>) -> Option<String> {
    condition_within(code, say, DEPTH)
}

fn condition_within(
    code: &str,
    say: &mut dyn FnMut(&str) -> Option<String>,
    depth: usize,
) -> Option<String> {
    let code = code.trim();
    if depth == 0 {
        return None;
    }
    if code.starts_with('(') && bracketed(code) == Some(code.len()) {
        return condition_within(&code[1..code.len() - 1], say, depth - 1);
    }
    if let Some((name, args)) = call(code) {
        if !matches!(name.as_str(), "and" | "or") {
            return None;
        }
        let mut parts = Vec::new();
        for arg in args {
            parts.push(format!("({})", condition_within(arg, say, depth - 1)?));
        }
        return Some(parts.join(&format!(" {name} ")));
    }
    for (sign, ours) in [
        ("<=", "<="),
        (">=", ">="),
        ("!=", "!="),
        ("<>", "!="),
        ("=", "="),
        ("<", "<"),
        (">", ">"),
    ] {
        if let [left, right] = split_outside(code, sign)[..] {
            if matches!(meaning(left), Meaning::Literal(_)) {
                return None;
            }
            let right = match meaning(right) {
                Meaning::Literal(text) if text.is_empty() => {
                    let left = say(left)?;
                    return match ours {
                        "=" => Some(format!("{left} is not set")),
                        "!=" => Some(format!("{left} is set")),
                        _ => None,
                    };
                }
                Meaning::Literal(text) => value(&text),
                _ => say(right)?,
            };
            return Some(format!("{} {ours} {right}", say(left)?));
        }
    }
    None
}

/// The parts of `if(condition, a, b)` when `a` and `b` are plain words.
pub(crate) fn choice(code: &str) -> Option<(&str, String, String)> {
    let (name, args) = call(code.trim())?;
    let [condition, a, b] = args[..] else {
        return None;
    };
    match (name.as_str(), meaning(a), meaning(b)) {
        ("if", Meaning::Literal(a), Meaning::Literal(b)) => Some((condition, a, b)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comparisons_are_said_in_our_words() {
        let mut say = |code: &str| match meaning(code) {
            Meaning::Field(name) => Some(format!("contact.{name}")),
            _ => None,
        };
        assert_eq!(
            condition("and(fields.a >= 3, fields.b = \"two words\")", &mut say).as_deref(),
            Some("(contact.a >= 3) and (contact.b = 'two words')")
        );
        assert_eq!(
            condition("fields.a = \"\"", &mut say).as_deref(),
            Some("contact.a is not set")
        );
        assert_eq!(condition("mod(fields.a, 2) = 1", &mut say), None);
    }
}
