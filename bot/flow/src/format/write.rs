//! Writes a file: two blanks for each level, one line where it fits, quotes where they are needed.

use unicode_width::UnicodeWidthStr;

use super::order::Kind;
use super::read::{Body, Comment, Document, Item, Notes, Scalar};

/// How wide a line may get (Japanese letters count twice), and where comments beside it begin.
const WIDTH: usize = 100;
const BESIDE: usize = 45;

pub(super) fn write(document: &mut Document) -> String {
    hoist(&document.root, Kind::Head, &mut document.notes);
    let document = &*document;
    let mut writer = Writer {
        document,
        out: String::new(),
    };
    for comment in &document.header {
        writer.comment(comment, 0, true);
    }
    if document.spaced {
        writer.blank();
    }
    writer.children(&document.root, Kind::Head, 0);
    writer.out
}

/// The comments of a map's first key become those of the item that the map is, since they share a line.
fn hoist(items: &[Item], kind: Kind, notes: &mut [Notes]) {
    for item in items {
        let kind = item.key.as_ref().map_or(kind, |key| kind.of(&key.text));
        match &item.value {
            Body::Scalar(_) => continue,
            Body::List(items) => hoist(items, kind.item(), notes),
            Body::Map(items) => {
                hoist(items, kind, notes);
                let sorted = kind.sorted(items);
                if let (None, Some(first)) = (&item.key, sorted.first()) {
                    let found = std::mem::take(&mut notes[first.id]);
                    let own = &mut notes[item.id];
                    own.above.extend(found.above);
                    match (&own.right, found.right) {
                        (Some(_), Some(text)) => own.above.push(Comment { blank: false, text }),
                        (None, right) => own.right = right,
                        _ => {}
                    }
                    notes[first.id].below = found.below;
                }
            }
        }
    }
}

struct Writer<'d> {
    document: &'d Document,
    out: String,
}

impl Writer<'_> {
    fn comment(&mut self, comment: &Comment, indent: usize, blank: bool) {
        if blank && comment.blank {
            self.blank();
        }
        self.line(indent, &comment.text);
    }

    fn blank(&mut self) {
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
        }
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.out.extend(std::iter::repeat_n(' ', indent));
        self.out.push_str(text);
        self.out.push('\n');
    }

    /// A line with the comment beside it.
    fn commented(&mut self, indent: usize, text: &str, right: Option<&str>) {
        match right {
            None => self.line(indent, text),
            Some(right) => {
                let used = indent + text.width();
                let gap = BESIDE.saturating_sub(used).max(2);
                self.line(indent, &format!("{text}{}{right}", " ".repeat(gap)));
            }
        }
    }

    fn children(&mut self, items: &[Item], kind: Kind, indent: usize) {
        for (index, item) in kind.sorted(items).into_iter().enumerate() {
            let notes = &self.document.notes[item.id];
            let keeps = kind.keeps_blank_lines() && (index > 0 || kind == Kind::Head);
            let steps =
                kind == Kind::Head && item.key.as_ref().is_some_and(|key| key.text == "steps");
            let spaced = notes.blank || notes.above.iter().any(|comment| comment.blank);
            if steps && index > 0 && !spaced {
                self.blank();
            }
            for comment in &notes.above {
                self.comment(comment, indent, keeps);
            }
            if notes.blank && keeps {
                self.blank();
            }
            self.entry(item, kind, indent, item.id);
            for comment in &self.document.notes[item.id].below {
                self.comment(comment, indent, kind.keeps_blank_lines());
            }
        }
    }

    /// `key: value`, on one line or over several, with what stands beside another item or itself.
    fn entry(&mut self, item: &Item, kind: Kind, indent: usize, beside: usize) {
        let name = item.key.as_ref().map(|key| scalar(key, false));
        let kind = item.key.as_ref().map_or(kind, |key| kind.of(&key.text));
        let label = name.map_or_else(String::new, |name| format!("{name}:"));
        let right = self.document.notes[beside].right.as_deref();
        if let Some(value) = self.inline(item, kind, indent + label.width() + 1) {
            let text = if value.is_empty() {
                label
            } else {
                format!("{label} {value}")
            };
            return self.commented(indent, &text, right);
        }
        match &item.value {
            Body::Scalar(value) => {
                self.commented(indent, &format!("{label} {}", scalar(value, false)), right);
            }
            Body::Map(items) => {
                self.commented(indent, &label, right);
                self.children(items, kind, indent + 2);
            }
            Body::List(items) => {
                self.commented(indent, &label, right);
                self.list(items, kind.item(), indent + 2);
            }
        }
    }

    fn list(&mut self, items: &[Item], kind: Kind, indent: usize) {
        for item in items {
            self.item(item, kind, indent);
        }
    }

    /// An item of a list: a dash, and its first line beside it.
    fn item(&mut self, item: &Item, kind: Kind, indent: usize) {
        let notes = &self.document.notes[item.id];
        for comment in &notes.above {
            self.comment(comment, indent, false);
        }
        let right = notes.right.as_deref();
        if let Some(value) = self.inline(item, kind, indent + 2) {
            self.commented(indent, format!("- {value}").trim_end(), right);
        } else {
            match &item.value {
                Body::Scalar(value) => {
                    self.commented(indent, &format!("- {}", scalar(value, false)), right);
                }
                Body::List(items) => {
                    // A list in a list stays on its line, however long; no part of the language is written so.
                    self.gathered(items, indent);
                    self.commented(indent, &format!("- {}", flow(&item.value, kind)), right);
                }
                Body::Map(items) => self.dashed(item, items, kind, indent),
            }
        }
        for comment in &self.document.notes[item.id].below {
            self.comment(comment, indent, false);
        }
    }

    /// Every comment within, one above the other.
    fn gathered(&mut self, items: &[Item], indent: usize) {
        for item in items {
            let notes = &self.document.notes[item.id];
            let own = notes.above.iter().chain(&notes.below);
            for words in own.map(|comment| &comment.text).chain(&notes.right) {
                self.line(indent, words);
            }
            if let Body::List(items) | Body::Map(items) = &item.value {
                self.gathered(items, indent);
            }
        }
    }

    /// A map as an item: its first key stands beside the dash.
    fn dashed(&mut self, item: &Item, items: &[Item], kind: Kind, indent: usize) {
        for (index, child) in kind.sorted(items).into_iter().enumerate() {
            let notes = &self.document.notes[child.id];
            for comment in &notes.above {
                self.comment(comment, indent + 2, false);
            }
            let start = self.out.len() + indent;
            if index == 0 {
                self.entry(child, kind, indent + 2, item.id);
                self.out.replace_range(start..=start, "-");
            } else {
                self.entry(child, kind, indent + 2, child.id);
            }
            for comment in &self.document.notes[child.id].below {
                self.comment(comment, indent + 2, false);
            }
        }
    }

    /// The value on one line, if that is allowed, fits after so many columns, and has no comments within.
    fn inline(&self, item: &Item, kind: Kind, used: usize) -> Option<String> {
        if let Body::Scalar(value) = &item.value {
            return Some(scalar(value, false));
        }
        if !kind.fits_a_line(&item.value) || self.has_comments(&item.value) {
            return None;
        }
        let text = flow(&item.value, kind);
        (used + text.width() <= WIDTH).then_some(text)
    }

    fn has_comments(&self, value: &Body) -> bool {
        match value {
            Body::Scalar(_) => false,
            Body::List(items) | Body::Map(items) => items.iter().any(|item| {
                !self.document.notes[item.id].is_empty() || self.has_comments(&item.value)
            }),
        }
    }
}

/// A value in one line.
fn flow(value: &Body, kind: Kind) -> String {
    match value {
        Body::Scalar(value) => scalar(value, true),
        Body::List(items) => {
            let items: Vec<String> = items
                .iter()
                .map(|item| flow(&item.value, kind.item()))
                .collect();
            format!("[{}]", items.join(", "))
        }
        Body::Map(items) => {
            let items: Vec<String> = kind
                .sorted(items)
                .into_iter()
                .filter_map(|item| {
                    let key = item.key.as_ref()?;
                    let value = flow(&item.value, kind.of(&key.text));
                    Some(format!("{}: {value}", scalar(key, true)))
                })
                .collect();
            format!("{{{}}}", items.join(", "))
        }
    }
}

/// A word or number: without quotes where every reader understands it so; `inside` means between brackets.
fn scalar(scalar: &Scalar, inside: bool) -> String {
    let text = &scalar.text;
    if is_plain(text, inside) && !(scalar.quoted && looks_like_more(text)) {
        return text.clone();
    }
    let mut quoted = String::from("\"");
    for letter in text.chars() {
        match letter {
            '"' => quoted.push_str("\\\""),
            '\\' => quoted.push_str("\\\\"),
            '\n' => quoted.push_str("\\n"),
            '\t' => quoted.push_str("\\t"),
            '\r' => quoted.push_str("\\r"),
            letter
                if letter.is_control()
                    || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}') =>
            {
                quoted.push_str(&format!("\\u{:04x}", u32::from(letter)));
            }
            letter => quoted.push(letter),
        }
    }
    quoted.push('"');
    quoted
}

/// Whether YAML reads these words as they stand.
fn is_plain(text: &str, inside: bool) -> bool {
    let mut letters = text.chars();
    let Some(first) = letters.next() else {
        return false;
    };
    let second = letters.next();
    let sign = "-?:".contains(first) && second.is_none_or(char::is_whitespace);
    let begins = !sign && !",[]{}#&*!|>'\"%@`".contains(first);
    let within = !text.contains(": ") && !text.contains(" #") && !text.ends_with(':');
    let brackets = !inside
        || (!text.contains([',', '[', ']', '{', '}']) && !text.starts_with([':', '?', '-'])
            || is_number(text));
    let clean = text.trim() == text
        && !text.chars().any(|letter| {
            letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{85}')
        })
        && !text.starts_with("---")
        && !text.starts_with("...");
    begins && within && brackets && clean
}

fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok()
}

/// Whether some reader would take these words, without their quotes, for a number, a time, a date, true, false or nothing.
fn looks_like_more(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "yes", "no", "on", "off", "y", "n", "true", "false", "null", "~",
    ];
    let first = text.trim_start_matches(['-', '+', '.']);
    first.starts_with(|letter: char| letter.is_ascii_digit())
        || WORDS.contains(&text.to_lowercase().as_str())
        || text.starts_with('=')
        || text == "<<"
}
