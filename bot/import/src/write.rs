//! Writes flows as coordinators write them: one line for a short step, keys in the order of the shipped flows.

use std::fmt::Write as _;

use crate::step::{Ask, Choice, Step, To, Verb};

/// Lines longer than this are opened up.
const WIDTH: usize = 110;

/// Words of the conditions, which would be read as such.
const CONDITION_WORDS: &[&str] = &[
    "and", "or", "not", "in", "is", "set", "paused", "today", "age",
];

/// A value as YAML: plain where nothing in it could be read as anything else, in quotes otherwise.
pub(crate) fn scalar(text: &str) -> String {
    let plain = text
        .chars()
        .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '.' | '/'))
        && text.starts_with(char::is_alphanumeric)
        && !text.ends_with(' ');
    if plain
        && !matches!(
            text,
            "true" | "false" | "null" | "yes" | "no" | "on" | "off" | "y" | "n"
        )
    {
        text.to_owned()
    } else {
        quoted(text)
    }
}

/// A value in double quotes.
pub(crate) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\u{feff}' | '\u{85}' | '\u{2028}' | '\u{2029}' => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            '\u{fffe}' | '\u{ffff}' => {}
            letter if letter.is_control() => {}
            letter => out.push(letter),
        }
    }
    out.push('"');
    out
}

/// A value inside a condition.
pub(crate) fn value(text: &str) -> String {
    let name = text.starts_with(|first: char| first.is_ascii_lowercase())
        && text
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter.is_ascii_digit() || letter == '_');
    let number = text.len() < 16
        && text
            .bytes()
            .all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'-')
        && text.parse::<f64>().is_ok_and(f64::is_finite);
    if number || name && !CONDITION_WORDS.contains(&text) {
        return text.to_owned();
    }
    let line: String = text
        .chars()
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect();
    if line.contains('\'') && !line.contains('"') {
        format!("\"{line}\"")
    } else {
        format!("'{}'", line.replace('\'', "’"))
    }
}

/// `field = "words"` for `set`.
pub(crate) fn setting(field: &str, words: &str) -> String {
    let line: String = words
        .split(|letter: char| letter.is_whitespace() || letter.is_control())
        .filter(|word| !word.is_empty())
        .collect::<Vec<_>>()
        .join(" ");
    let plain = !line.is_empty()
        && line
            .chars()
            .all(|letter| letter.is_alphanumeric() || matches!(letter, ' ' | '_'))
        && !matches!(line.as_str(), "word" | "now" | "today" | "forever");
    if plain {
        format!("{field} = {line}")
    } else {
        format!("{field} = '{}'", line.trim_matches(['"', '\'']))
    }
}

/// What stands above the steps.
#[derive(Default)]
pub(crate) struct Head {
    pub flow: String,
    pub title: String,
    pub start: Vec<String>,
    pub switch: bool,
    pub uses: Vec<String>,
    /// Whether the flow asks anything; then silence leads there.
    pub silence: Option<To>,
    /// After how long.
    pub after: Option<String>,
}

/// The whole file. `entry` says at which step a node begins.
pub(crate) fn flow(head: &Head, steps: &[Step], entry: &dyn Fn(usize) -> Option<usize>) -> String {
    let mut out = format!(
        "version: 1\nflow: {}\ntitle: {}\n",
        head.flow,
        scalar(&head.title)
    );
    if !head.start.is_empty() {
        out.push_str("start:\n");
        for start in &head.start {
            let _ = writeln!(out, "  - {start}");
        }
    }
    if head.switch {
        out.push_str("busy: switch\n");
    }
    if !head.uses.is_empty() {
        let _ = writeln!(out, "uses: [{}]", head.uses.join(", "));
    }
    let writer = Writer { steps, entry };
    if let Some(silence) = head.silence {
        let after = head
            .after
            .as_ref()
            .map_or_else(String::new, |after| format!("after: {after}, "));
        let _ = writeln!(
            out,
            "no_answer: {{{after}then: {}}}",
            writer.name(silence, 0)
        );
    }
    out.push_str("\nsteps:\n");
    for at in 0..steps.len() {
        writer.step(&mut out, at);
    }
    out
}

struct Writer<'a> {
    steps: &'a [Step],
    entry: &'a dyn Fn(usize) -> Option<usize>,
}

impl Writer<'_> {
    fn index(&self, to: To, from: usize) -> Option<usize> {
        match to {
            To::Node(node) => (self.entry)(node),
            To::Follow => Some(from + 1).filter(|next| *next < self.steps.len()),
            To::Before => from.checked_sub(1),
            To::Silent => self.steps.iter().position(|step| step.name == "silent"),
            To::End => None,
        }
    }

    fn name(&self, to: To, from: usize) -> String {
        self.index(to, from)
            .and_then(|at| self.steps.get(at))
            .map_or_else(|| "end".to_owned(), |step| step.name.clone())
    }

    /// A target inside a step; `next` reads better than a name where nothing else follows.
    fn target(&self, to: To, from: usize, then: Option<&String>) -> String {
        if then.is_none() && self.index(to, from) == Some(from + 1) {
            "next".to_owned()
        } else {
            self.name(to, from)
        }
    }

    fn step(&self, out: &mut String, at: usize) {
        let Some(step) = self.steps.get(at) else {
            return;
        };
        let then = (step.falls_through() && self.index(step.then, at) != Some(at + 1))
            .then(|| self.name(step.then, at));
        let mut entries: Vec<(&str, Value)> = Vec::new();
        let mut text = |key: &'static str, value: &Option<String>| {
            if let Some(value) = value {
                entries.push((key, Value::Line(value.clone())));
            }
        };
        match &step.set[..] {
            [] => {}
            [one] => text("set", &Some(scalar_loose(one))),
            many => {
                let items = many.iter().map(|item| scalar_loose(item)).collect();
                entries.push(("set", Value::Lines(items)));
            }
        }
        let mut text = |key: &'static str, value: Option<String>| {
            if let Some(value) = value {
                entries.push((key, Value::Line(value)));
            }
        };
        text("log", step.log.as_deref().map(scalar));
        text("say", step.say.clone());
        if !matches!(step.verb, Verb::Ask(_)) {
            text("media", step.media.as_deref().map(scalar));
        }
        match &step.verb {
            Verb::None => {}
            Verb::Wait(length) => text("wait", Some(length.clone())),
            Verb::Run(flow) => text("run", Some(flow.clone())),
            Verb::Handoff(why, closed) => {
                text("handoff", Some("outreach".to_owned()));
                text("why", Some(scalar(why)));
                text("closed_say", Some(closed.clone()));
            }
            Verb::When(branches) => entries.push((
                "when",
                Value::Lines(
                    branches
                        .iter()
                        .map(|(condition, to)| match condition {
                            Some(condition) => format!(
                                "{{if: {}, go: {}}}",
                                quoted(condition),
                                self.target(*to, at, None)
                            ),
                            None => format!("{{else: {}}}", self.target(*to, at, None)),
                        })
                        .collect(),
                ),
            )),
            Verb::Random(parts) => {
                let pairs = |pick: &dyn Fn(&(String, u32, To)) -> String| {
                    let all: Vec<String> = parts
                        .iter()
                        .map(|part| format!("{}: {}", part.0, pick(part)))
                        .collect();
                    format!("{{{}}}", all.join(", "))
                };
                text("random", Some(pairs(&|part| part.1.to_string())));
                text(
                    "options",
                    Some(pairs(&|part| self.target(part.2, at, None))),
                );
            }
            Verb::Ask(ask) => self.ask(&mut entries, ask, step, at, then.as_ref()),
        }
        if let Some(then) = then {
            entries.push(("then", Value::Line(then)));
        }
        if step.retired {
            entries.push(("retired", Value::Line("true".to_owned())));
        }
        write_step(out, &step.name, &entries);
    }

    fn ask(
        &self,
        entries: &mut Vec<(&str, Value)>,
        ask: &Ask,
        step: &Step,
        at: usize,
        then: Option<&String>,
    ) {
        entries.push(("ask", Value::Line(ask.text.clone())));
        if let Some(media) = &step.media {
            entries.push(("media", Value::Line(scalar(media))));
        }
        if let Some(expect) = &ask.expect {
            entries.push(("expect", Value::Line(expect.clone())));
        }
        if let Some(save) = &ask.save {
            entries.push(("save", Value::Line(save.clone())));
        }
        if !ask.options.is_empty() {
            let option = |choice: &Choice| {
                let to = self.target(choice.to, at, then);
                if choice.words.is_empty() {
                    format!("{}: {to}", choice.key)
                } else {
                    let words: Vec<String> = choice.words.iter().map(|word| scalar(word)).collect();
                    format!(
                        "{}: {{go: {to}, words: [{}]}}",
                        choice.key,
                        words.join(", ")
                    )
                }
            };
            let options: Vec<String> = ask.options.iter().map(option).collect();
            let line = format!("{{{}}}", options.join(", "));
            entries.push((
                "options",
                if line.chars().count() + 14 > WIDTH {
                    Value::Map(options)
                } else {
                    Value::Line(line)
                },
            ));
        }
        if let Some(no_match) = ask.no_match {
            let to = self.target(no_match, at, then);
            entries.push(("no_match", Value::Line(format!("{{retry: 0, then: {to}}}"))));
        }
        if let Some((after, silence)) = &ask.silence {
            let to = self.target(*silence, at, then);
            let line = format!("{{after: {after}, then: {to}}}");
            entries.push(("no_answer", Value::Line(line)));
        }
    }
}

enum Value {
    Line(String),
    Lines(Vec<String>),
    Map(Vec<String>),
}

/// A setting may hold signs that mean nothing at the beginning of a line, like `=`.
fn scalar_loose(text: &str) -> String {
    let plain = text.chars().all(|letter| {
        letter.is_alphanumeric() || matches!(letter, ' ' | '_' | '-' | '.' | '=' | '+')
    });
    if plain { text.to_owned() } else { quoted(text) }
}

fn write_step(out: &mut String, name: &str, entries: &[(&str, Value)]) {
    let short: Option<Vec<String>> = entries
        .iter()
        .map(|(key, value)| match value {
            Value::Line(line) if *key != "options" && *key != "ask" => {
                Some(format!("{key}: {line}"))
            }
            _ => None,
        })
        .collect();
    if let Some(parts) = short {
        let line = format!("  {name}: {{{}}}\n", parts.join(", "));
        if line.chars().count() <= WIDTH {
            out.push_str(&line);
            return;
        }
    }
    let _ = writeln!(out, "  {name}:");
    for (key, value) in entries {
        match value {
            Value::Line(line) => {
                let _ = writeln!(out, "    {key}: {line}");
            }
            Value::Lines(lines) => {
                let _ = writeln!(out, "    {key}:");
                for line in lines {
                    let _ = writeln!(out, "      - {line}");
                }
            }
            Value::Map(lines) => {
                let _ = writeln!(out, "    {key}:");
                for line in lines {
                    let _ = writeln!(out, "      {line}");
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_be_read_otherwise_stands_in_quotes() {
        assert_eq!(scalar("はじめての 案内"), "はじめての 案内");
        for odd in [
            "", " x", "a: b", "no", "- x", "#x", "a\"b\\", "[x", "{", "&a", "*", "@",
        ] {
            assert!(scalar(odd).starts_with('"'), "{odd}");
        }
        assert_eq!(value("two words"), "'two words'");
        assert_eq!(value("or"), "'or'");
        assert_eq!(value("-3"), "-3");
        assert_eq!(setting("a.b", "now"), "a.b = 'now'");
        assert_eq!(setting("a.b", "some words"), "a.b = some words");
    }
}
