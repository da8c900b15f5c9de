//! The words of what is neither text nor media: polls, lists, contacts, laid-out pages.

use serde_json::Value;

use crate::json::{Fields, list};

/// The most entries of a list that are read; Telegram's own are shorter.
const ENTRIES: usize = 200;

/// Fields of a laid-out page that hold words or more of the page, in the order of reading, and whether their entries are lines.
const PARTS: [(&str, bool); 10] = [
    ("label", false),
    ("summary", false),
    ("text", false),
    ("alternative_text", false),
    ("expression", false),
    ("blocks", true),
    ("items", true),
    ("cells", true),
    ("caption", false),
    ("credit", false),
];

/// A kind of thing that is shared, by Telegram's word, and how to put it in words.
type Shared = (&'static str, fn(&Fields<'_>) -> String);

/// What the person shared: Telegram's word for it and what it says.
pub(super) fn shared(fields: &Fields<'_>) -> Option<(&'static str, String)> {
    const KINDS: [Shared; 9] = [
        ("poll", poll),
        ("checklist", checklist),
        ("checklist_tasks_added", checklist),
        ("checklist_tasks_done", nothing),
        ("contact", contact),
        ("dice", dice),
        ("game", game),
        ("story", nothing),
        ("web_app_data", page_data),
    ];
    KINDS.iter().find_map(|(name, words)| {
        let held = fields.object(name)?;
        Some((*name, words(&held)))
    })
}

fn nothing(_: &Fields<'_>) -> String {
    String::new()
}

fn poll(poll: &Fields<'_>) -> String {
    let mut lines = vec![poll.word("question")];
    lines.extend(entries(poll, "options"));
    lines.extend([poll.word("description"), poll.word("explanation")]);
    joined(lines, "\n")
}

fn checklist(list: &Fields<'_>) -> String {
    let mut lines = vec![list.word("title")];
    lines.extend(entries(list, "tasks"));
    joined(lines, "\n")
}

fn contact(contact: &Fields<'_>) -> String {
    let parts = ["first_name", "last_name", "phone_number"];
    joined(parts.map(|name| contact.word(name)), " ")
}

fn dice(dice: &Fields<'_>) -> String {
    let value = dice.integer("value").map(|value| value.to_string());
    joined([dice.word("emoji"), value], " ")
}

fn game(game: &Fields<'_>) -> String {
    joined(
        ["title", "description", "text"].map(|name| game.word(name)),
        "\n",
    )
}

fn page_data(data: &Fields<'_>) -> String {
    joined([data.word("button_text"), data.word("data")], "\n")
}

/// The texts of the entries of a list.
fn entries(fields: &Fields<'_>, name: &str) -> Vec<Option<String>> {
    let entries = fields.raw(name).and_then(list).unwrap_or_default();
    entries
        .into_iter()
        .take(ENTRIES)
        .map(|raw| Fields::read(raw)?.word("text"))
        .collect()
}

fn joined(parts: impl IntoIterator<Item = Option<String>>, by: &str) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(by)
}

/// The words of a laid-out page, a line for each of its blocks; none if it is no page. A page nested deeper than a reader of JSON
/// goes is none to us.
pub(super) fn rich(raw: &str) -> Option<String> {
    let page: Value = serde_json::from_str(raw).ok()?;
    let mut words = String::new();
    gather(page.get("blocks")?, true, &mut words);
    Some(words.trim_end().to_owned())
}

/// Adds the words of a part; `lines` says that each of its entries stands on lines of its own.
fn gather(part: &Value, lines: bool, words: &mut String) {
    match part {
        Value::String(text) => words.push_str(text),
        Value::Array(parts) => {
            for part in parts {
                gather(part, lines, words);
                if lines {
                    end_line(words);
                }
            }
        }
        Value::Object(fields) => {
            for (name, lines) in PARTS {
                if let Some(part) = fields.get(name) {
                    gather(part, lines, words);
                    if !matches!(name, "text" | "alternative_text" | "expression") {
                        end_line(words);
                    }
                }
            }
        }
        _ => {}
    }
}

fn end_line(words: &mut String) {
    if !words.is_empty() && !words.ends_with('\n') {
        words.push('\n');
    }
}
