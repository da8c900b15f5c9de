//! Texts on their way to the `.ftl` files of each language.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// Words by language.
pub(crate) type Words = BTreeMap<String, String>;

/// Stands for a line break inside a selector until the file is written; plain words never hold it.
pub(crate) const BREAK: char = '\u{1}';

/// Bubbles of one message; what comes after goes on in the last.
const BUBBLES: usize = 3;

/// One message: its words and its labels, ready for Fluent.
#[derive(Debug, Clone, Default)]
pub(crate) struct Text {
    pub id: String,
    pub words: Words,
    pub labels: Vec<(String, Words)>,
}

/// Plain words as Fluent reads them back: brackets escaped, no line that begins like a label.
pub(crate) fn escape(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    for letter in words.chars() {
        match letter {
            '{' => out.push_str("{\"{\"}"),
            '}' => out.push_str("{\"}\"}"),
            '\n' | '\u{2028}' | '\u{2029}' | '\u{85}' => out.push('\n'),
            '\t' => out.push(' '),
            letter if letter.is_control() || letter == '\u{feff}' => {}
            letter => out.push(letter),
        }
    }
    out
}

/// Words that were escaped before, as the lines of a message.
fn lines(words: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut bubbles = 1;
    for line in words.trim().lines().map(str::trim) {
        if line.is_empty() {
            // A blank line begins a bubble; too many bubbles would not be sent.
            if lines.last().is_some_and(|last| !last.is_empty()) && bubbles < BUBBLES {
                bubbles += 1;
                lines.push(String::new());
            }
            continue;
        }
        lines.push(match line.chars().next() {
            Some(first @ ('[' | '*' | '.')) => format!("{{\"{first}\"}}{}", &line[1..]),
            _ => line.to_owned(),
        });
    }
    if lines.is_empty() {
        lines.push("…".to_owned());
    }
    lines
}

/// One line of plain words, which are never none.
pub(crate) fn line(words: &str) -> String {
    let line = escape(words)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    if line.is_empty() {
        "…".to_owned()
    } else {
        line
    }
}

/// A label: one line that does not begin like something else.
fn label(words: &str) -> String {
    let line = line(words);
    match line.chars().next() {
        Some(first @ ('[' | '*' | '.')) => format!("{{\"{first}\"}}{}", &line[1..]),
        _ => line,
    }
}

/// The languages that any of the texts has.
pub(crate) fn languages(texts: &[Text]) -> BTreeSet<String> {
    texts
        .iter()
        .flat_map(|text| text.words.keys())
        .cloned()
        .collect()
}

/// The file of one language. Labels that it lacks come from the base language, so that no button is without words.
pub(crate) fn file(flow: &str, title: &str, texts: &[Text], language: &str, base: &str) -> String {
    let title: String = escape(title)
        .split_whitespace()
        .collect::<Vec<_>>()
        .join(" ");
    let mut out = format!("### {title} (flows/{flow}.yml)\n");
    for text in texts {
        let Some(words) = text.words.get(language) else {
            continue;
        };
        let lines = lines(words);
        let _ = write!(out, "\n{flow}-{} =", text.id);
        match &lines[..] {
            [one] if text.labels.is_empty() => {
                let _ = writeln!(out, " {one}");
            }
            many => {
                out.push('\n');
                for line in many {
                    if line.is_empty() {
                        out.push('\n');
                    } else {
                        let _ = writeln!(out, "    {line}");
                    }
                }
            }
        }
        for (key, labels) in &text.labels {
            let own = labels.get(language).or_else(|| labels.get(base));
            let words = own.map_or_else(|| key.clone(), |words| label(words));
            let _ = writeln!(out, "    .{key} = {words}");
        }
    }
    out.replace(BREAK, "\n        ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fluent_reads_otherwise_is_escaped() {
        assert_eq!(escape("a {b}\r\n\u{7}"), "a {\"{\"}b{\"}\"}\n");
        assert_eq!(
            lines("[x]\n\n\n*y\n\n.z\n\nw"),
            ["{\"[\"}x]", "", "{\"*\"}y", "", "{\".\"}z", "w"]
        );
        assert_eq!(label(" two\nlines "), "two lines");
    }
}
