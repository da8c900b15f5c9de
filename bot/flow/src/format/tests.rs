//! The canonical form loses nothing, changes nothing, and is the same the second time.

use proptest::prelude::*;

use super::format;
use crate::problem::Source;
use crate::yaml::{self, Node, Value};

/// A tree without places and quotes, with its keys in the order of the alphabet.
#[derive(Debug, PartialEq)]
enum Tree {
    Text(String),
    List(Vec<Tree>),
    Map(Vec<(String, Tree)>),
}

fn tree(node: &Node) -> Tree {
    match &node.value {
        Value::Text { text, .. } => Tree::Text(text.clone()),
        Value::List(items) => Tree::List(items.iter().map(tree).collect()),
        Value::Map(entries) => {
            let mut entries: Vec<(String, Tree)> = entries
                .iter()
                .map(|(key, value)| (key.text().unwrap_or_default().to_owned(), tree(value)))
                .collect();
            entries.sort_by(|a, b| a.0.cmp(&b.0));
            Tree::Map(entries)
        }
    }
}

fn read(text: &str) -> Tree {
    tree(&yaml::read(&Source::new("x.yml", text)).unwrap())
}

fn formed(text: &str) -> String {
    format(&Source::new("x.yml", text)).unwrap_or_else(|problem| panic!("{problem}\n{text}"))
}

/// The comments of a file, in the order of the alphabet: `#k` and a number, which stand nowhere else.
fn comments(text: &str) -> Vec<String> {
    let mut found: Vec<String> = text
        .split("#k")
        .skip(1)
        .map(|rest| rest.chars().take_while(char::is_ascii_digit).collect())
        .collect();
    found.sort();
    found
}

fn holds(text: &str) {
    let once = formed(text);
    assert_eq!(read(&once), read(text), "changed:\n{text}\n=>\n{once}");
    assert_eq!(
        comments(&once),
        comments(text),
        "comments:\n{text}\n=>\n{once}"
    );
    assert_eq!(formed(&once), once, "not the same the second time:\n{text}");
    assert!(once.lines().all(|line| !line.ends_with(' ')), "{once}");
}

#[test]
fn keys_are_sorted_lines_joined_and_comments_stay() {
    let text = "# top\n\nflow: x   # name\nversion: 1\nsteps:\n    # about a\n    a:\n        then: end\n        say: 'a'\n    b:\n        # which\n        ask: b\n        options: {ok: next,  # good\n           bad: a}\n        # the end of b\n\n    c: {then: 'no', say: \"17:00\", log: '*'}\n# the end\n";
    assert_eq!(
        formed(text),
        "# top\n\nversion: 1\nflow: x                                      # name\n\nsteps:\n  # about a\n  a: {say: a, then: end}\n  b:\n    # which\n    ask: b\n    options: {ok: next, bad: a}              # good\n    # the end of b\n\n  c: {log: \"*\", say: \"17:00\", then: \"no\"}\n# the end\n"
    );
    holds(text);
}

#[test]
fn odd_files_hold_too() {
    for text in [
        "a: \n",
        "- a\n",
        "{flow: x, steps: {a: {say: b}}}\n",
        "flow: x\nsteps: {}\n",
        "flow: x\r\nsteps:\r\n  a: {say: b} #k1\r\n",
        "\u{feff}flow: x\nsteps: {a: {say: b}}\n",
        "flow: x\nnote: |\n  two\n  lines # not a comment\nsteps: {a: {say: b}}\n",
        "flow: x\nstart:\n  - #k1\n    keyword: [a] #k2\n  #k3\n  - {referral: '*', #k4\n    note: b}\n#k5\nsteps: {a: {say: b}}\n",
        "flow: x\nflow: y\nsteps: {a: {say: b, say: c}}\n",
        "flow: x\nlist: [[a, b], [c, {d: e}]]\nlong: [[aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb], [c]]\n",
    ] {
        if !text.starts_with('-') {
            holds(text);
        }
    }
    assert!(format(&Source::new("x.yml", "- a\n")).is_err());
    assert!(format(&Source::new("x.yml", "a: [b\n")).is_err());
    assert!(format(&Source::new("x.yml", "? [a]\n: b\n")).is_err());
}

/// Words as people put them into flows, and worse.
fn word() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => "[a-z][a-z_]{0,8}",
        1 => "[ -~ぁ-ん、。：]{0,12}",
        1 => Just("streak(checkin.mood, low or bad) >= 2".to_owned()),
        1 => prop::sample::select(vec!["17:00", "no", "*", "+7d", "-1", "5", "a: b", "a #b", "", "- x", "?", "[a]", "{a}", "'", "\"", "\\", "&a", "%", "1.5", "2026-01-01", "たすけて、ください", "a\nb", " a ", "---", "~", "null", "#k", "|", ">"]).prop_map(str::to_owned),
    ]
}

/// A word as a file may hold it: bare where that is surely the same, or in either kind of quotes.
fn written(text: &str, style: u8) -> String {
    let bare = !text.is_empty()
        && text
            .chars()
            .all(|letter| letter.is_ascii_lowercase() || letter == '_');
    match style % 3 {
        0 if bare => text.to_owned(),
        1 if !text.contains('\n') => format!("'{}'", text.replace('\'', "''")),
        _ => format!(
            "\"{}\"",
            text.replace('\\', "\\\\")
                .replace('"', "\\\"")
                .replace('\n', "\\n")
        ),
    }
}

#[derive(Debug, Clone)]
enum Wild {
    Word(String, u8),
    List(Vec<Wild>),
    Map(Vec<(String, Wild)>),
}

fn key() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::sample::select(vec![
            "say",
            "ask",
            "then",
            "why",
            "alert",
            "handoff",
            "options",
            "note",
            "from",
            "when",
            "if",
            "go",
            "else",
            "words",
            "start",
            "keyword",
            "wait",
            "no_answer",
            "nudge",
            "steps",
            "rules"
        ])
        .prop_map(str::to_owned),
        "[a-z]{1,6}",
    ]
}

fn wild() -> impl Strategy<Value = Wild> {
    let leaf = (word(), any::<u8>()).prop_map(|(text, style)| Wild::Word(text, style));
    leaf.prop_recursive(4, 24, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Wild::List),
            prop::collection::vec((key(), inner), 0..4).prop_map(Wild::Map),
        ]
    })
}

/// Writes a tree with comments wherever YAML allows them; the dice decide on styles, comments and blank lines.
struct Scribe {
    out: String,
    dice: Vec<u8>,
    thrown: usize,
    comments: usize,
}

impl Scribe {
    fn roll(&mut self) -> u8 {
        self.thrown += 1;
        self.dice[self.thrown % self.dice.len()]
            .wrapping_add(u8::try_from(self.thrown % 251).unwrap())
    }
    fn remark(&mut self) -> String {
        self.comments += 1;
        format!("#k{}", self.comments)
    }
    fn line(&mut self, indent: usize, text: &str) {
        match self.roll() % 9 {
            0 => {
                let words = self.remark();
                self.out += &format!("{}{words}\n", " ".repeat(indent));
            }
            1 => {
                let (words, odd) = (self.remark(), usize::from(self.roll() % 7));
                self.out += &format!("\n{}{words}\n", " ".repeat(odd));
            }
            2 => self.out += "\n",
            _ => {}
        }
        self.out += &format!("{}{text}", " ".repeat(indent));
        if self.roll().is_multiple_of(5) {
            let words = self.remark();
            self.out += &format!(" {words}");
        }
        self.out += "\n";
    }
    fn flow(&mut self, value: &Wild) -> String {
        let mut parts: Vec<String> = Vec::new();
        let (open, close) = match value {
            Wild::Word(text, style) => return written(text, *style),
            Wild::List(items) => {
                parts.extend(items.iter().map(|item| self.flow(item)));
                ('[', ']')
            }
            Wild::Map(entries) => {
                for (key, value) in entries {
                    let value = self.flow(value);
                    parts.push(format!("{key}: {value}"));
                }
                ('{', '}')
            }
        };
        let mut text = String::from(open);
        for (index, part) in parts.iter().enumerate() {
            text += part;
            if index + 1 < parts.len() {
                text += ", ";
            }
            // Deep enough for whatever it stands in.
            if self.roll().is_multiple_of(6) {
                let words = self.remark();
                text += &format!(" {words}\n{}", " ".repeat(40));
            }
        }
        text.push(close);
        text
    }
    fn block(&mut self, label: &str, value: &Wild, indent: usize) {
        let plain = matches!(value, Wild::Word(..))
            || matches!(value, Wild::List(items) if items.is_empty())
            || matches!(value, Wild::Map(items) if items.is_empty());
        if plain || self.roll().is_multiple_of(3) {
            let value = self.flow(value);
            return self.line(indent, &format!("{label} {value}"));
        }
        self.line(indent, label);
        match value {
            Wild::Word(..) => {}
            Wild::List(items) => {
                for item in items {
                    self.block("-", item, indent + 2);
                }
            }
            Wild::Map(entries) => {
                for (key, value) in entries {
                    self.block(&format!("{key}:"), value, indent + 2);
                }
            }
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_500))]
    #[test]
    fn whatever_is_written_stays(entries in prop::collection::vec((key(), wild()), 1..5), dice in prop::collection::vec(any::<u8>(), 7..40)) {
        let mut scribe = Scribe { out: String::new(), dice, thrown: 0, comments: 0 };
        for (key, value) in &entries {
            scribe.block(&format!("{key}:"), value, 0);
        }
        let text = scribe.out;
        prop_assume!(yaml::read(&Source::new("x.yml", &text)).is_ok());
        holds(&text);
    }
}
