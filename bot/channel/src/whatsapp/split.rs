//! A webhook body as one entry per message, receipt, echo, preference, call, error, or change of the account.
//!
//! Meta puts a person's name and ids beside their messages, in a list of their own. Each entry is written anew as
//! `{"field":…,"<what>":…,"contact":…}`, with the event's own text as it came, so that it can be read by itself.

use std::collections::HashMap;

use serde_json::json;

use crate::json::{Fields, list, mend};
use crate::key::{bounded, hash};
use crate::{RawEvent, Unreadable};

use super::edge::is_foreign;
use super::event::{Address, address};

/// The lists in a change whose entries are events: the list, the word for an entry.
const LISTS: [(&str, &str); 6] = [
    ("messages", "message"),
    ("statuses", "status"),
    ("message_echoes", "echo"),
    ("user_preferences", "preference"),
    ("user_id_update", "identity"),
    ("calls", "call"),
];

/// The longest name or id beside a message that is kept, in bytes.
const LONGEST: usize = 512;

/// Messages that are about another message, whose id they may carry instead of one of their own.
const ABOUT_ANOTHER: [&str; 6] = [
    "edit",
    "revoke",
    "reaction",
    "system",
    "unsupported",
    "unknown",
];

/// Takes the body apart; changes of other numbers are left out.
pub(super) fn split(account: &str, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
    // A byte that is no UTF-8 costs the one word it is in, not the webhook.
    let text = String::from_utf8_lossy(body);
    let fields = Fields::read(text.trim_start_matches('\u{feff}')).ok_or(Unreadable)?;
    let entries = fields.raw("entry").and_then(list).ok_or(Unreadable)?;
    let mut events = Vec::new();
    for raw in entries {
        let entry = Fields::read(raw).unwrap_or_default();
        match entry.raw("changes").and_then(list) {
            Some(changes) => {
                let time = entry.raw("time").unwrap_or_default();
                for raw in changes {
                    change(account, raw, time, &mut events);
                }
            }
            None => events.push(unreadable(raw)),
        }
    }
    Ok(events)
}

fn unreadable(raw: &str) -> RawEvent {
    RawEvent {
        key: hash(&[raw]),
        thread: "-".to_owned(),
        raw: raw.to_owned(),
    }
}

/// The events of one change; `time` is when Meta noted it, where it says so.
fn change(account: &str, raw: &str, time: &str, events: &mut Vec<RawEvent>) {
    let mended = mend(raw);
    let change = Fields::read(&mended).unwrap_or_default();
    if is_foreign(account, &change) {
        return;
    }
    let Some(value) = change.raw("value") else {
        events.push(unreadable(raw));
        return;
    };
    // It stands in every entry of the change, and a change without one is read by what is in it.
    let field = change
        .raw("field")
        .filter(|field| field.starts_with('"') && field.len() <= LONGEST)
        .unwrap_or(r#""?""#);
    let before = events.len();
    let value_fields = Fields::read(value).unwrap_or_default();
    let entries = |name| value_fields.raw(name).and_then(list).unwrap_or_default();
    let contacts = Contacts::read(entries("contacts"));
    for (name, what) in LISTS {
        let items = entries(name);
        let alone = items.len() == 1;
        for item in items {
            let fields = Fields::read(item).unwrap_or_default();
            let contact = contacts.of(what, &fields, alone);
            let address = address(what, &fields, contact.and_then(Fields::read).as_ref());
            let beside = contact.map_or_else(String::new, |raw| format!(r#","contact":{raw}"#));
            events.push(RawEvent {
                key: key(what, &fields, &address, item),
                thread: bounded(address.thread()),
                raw: format!(r#"{{"field":{field},"{what}":{item}{beside}}}"#),
            });
        }
    }
    for error in entries("errors") {
        events.push(RawEvent {
            key: hash(&[field, error, time]),
            thread: "-".to_owned(),
            raw: format!(r#"{{"field":{field},"error":{error}}}"#),
        });
    }
    if events.len() == before {
        events.push(RawEvent {
            key: hash(&[field, value, time]),
            thread: "-".to_owned(),
            raw: format!(r#"{{"field":{field},"value":{value}}}"#),
        });
    }
}

/// The people named in a change. Each stands beside all of their messages, so that only what is used of them is kept.
struct Contacts {
    kept: Vec<String>,
    by_id: HashMap<String, usize>,
}

impl Contacts {
    fn read(raws: Vec<&str>) -> Self {
        let mut kept = Vec::new();
        let mut by_id = HashMap::new();
        for fields in raws.into_iter().filter_map(Fields::read) {
            let short = |word: Option<String>| word.filter(|word| word.len() <= LONGEST);
            let ids = ["wa_id", "user_id"].map(|name| short(fields.word(name)));
            let name = short(
                fields
                    .object("profile")
                    .and_then(|profile| profile.word("name")),
            );
            for id in ids.iter().flatten() {
                by_id.entry(id.clone()).or_insert(kept.len());
            }
            let [number, id] = ids;
            kept.push(
                json!({ "wa_id": number, "user_id": id, "profile": { "name": name } }).to_string(),
            );
        }
        Self { kept, by_id }
    }

    /// Who stands behind an entry: the contact with the same id, or the only one beside the only entry.
    fn of(&self, what: &str, item: &Fields<'_>, alone: bool) -> Option<&str> {
        let ids = address(what, item, None).ids;
        let found = ids.iter().find_map(|id| self.by_id.get(id));
        let only = || Some(&0).filter(|_| alone && self.kept.len() == 1);
        self.kept.get(*found.or_else(only)?).map(String::as_str)
    }
}

/// The same for every delivery: the platform's id, with what tells two events of one message apart.
fn key(what: &str, fields: &Fields<'_>, address: &Address, raw: &str) -> String {
    let time = fields.raw("timestamp").unwrap_or_default();
    let Some(id) = fields.word("id") else {
        return hash(&[what, raw]);
    };
    let kind = fields.word("type").unwrap_or_default();
    match what {
        "message" if !ABOUT_ANOTHER.contains(&kind.as_str()) => bounded(format!("message:{id}")),
        "message" | "echo" => bounded(format!("{what}:{kind}:{id}:{time}")),
        "status" => {
            // In a group each member has a receipt of their own.
            let member = address.member.as_deref().unwrap_or_default();
            let status = fields.word("status").unwrap_or_default();
            bounded(format!("status:{id}:{status}:{member}"))
        }
        _ => hash(&[what, raw]),
    }
}
