//! A webhook body as one entry per message, receipt, echo, preference, call, error, or change of the account.
//!
//! Meta puts a person's name and ids beside their messages, in a list of their own. Each entry is written anew as
//! `{"field":…,"<what>":…,"contact":…}`, with the texts of the parts as they came, so that it can be read by itself.

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
    let (Some(field), Some(value)) = (change.raw("field"), change.raw("value")) else {
        events.push(unreadable(raw));
        return;
    };
    let before = events.len();
    let value_fields = Fields::read(value).unwrap_or_default();
    let entries = |name| value_fields.raw(name).and_then(list).unwrap_or_default();
    let contacts: Vec<(&str, Fields<'_>)> = entries("contacts")
        .into_iter()
        .filter_map(|raw| Some((raw, Fields::read(raw)?)))
        .collect();
    for (name, what) in LISTS {
        let items = entries(name);
        let alone = items.len() == 1;
        for item in items {
            let fields = Fields::read(item).unwrap_or_default();
            let contact = contact_of(what, &fields, &contacts, alone);
            let address = address(what, &fields, contact.map(|(_, fields)| fields));
            let beside =
                contact.map_or_else(String::new, |(raw, _)| format!(r#","contact":{raw}"#));
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

/// Who stands behind an entry: the contact with the same id, or the only one beside the only entry.
fn contact_of<'a, 'b>(
    what: &str,
    item: &Fields<'_>,
    contacts: &'b [(&'a str, Fields<'a>)],
    alone: bool,
) -> Option<(&'a str, &'b Fields<'a>)> {
    let ids = address(what, item, None).ids;
    let is_same = |fields: &Fields<'_>| {
        ["wa_id", "user_id"]
            .iter()
            .filter_map(|name| fields.word(name))
            .any(|id| ids.contains(&id))
    };
    let found = contacts.iter().find(|(_, fields)| is_same(fields));
    let only = || contacts.first().filter(|_| alone && contacts.len() == 1);
    found.or_else(only).map(|(raw, fields)| (*raw, fields))
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
