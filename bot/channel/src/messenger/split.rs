//! A webhook body as one entry per item.

use serde_json::Value;

use super::event::{Between, Event, LISTS, id};
use super::read::begins;
use crate::json::{Fields, list, mend};
use crate::key::{bounded, hash};
use crate::{RawEvent, Unreadable, Unverified};

/// A rightly signed body says which kind of account it is for, and which. One that says nothing is left to the signature.
pub(super) fn check(object: &str, account: Option<&str>, body: &[u8]) -> Result<(), Unverified> {
    let text = String::from_utf8_lossy(body);
    let Some(fields) = Fields::read(&text) else {
        return Ok(());
    };
    if fields.word("object").is_some_and(|named| named != object) {
        return Err(Unverified::OtherAccount);
    }
    let entries = fields.raw("entry").and_then(list).unwrap_or_default();
    if !entries.is_empty() && entries.into_iter().all(|entry| is_foreign(account, entry)) {
        return Err(Unverified::OtherAccount);
    }
    Ok(())
}

/// Whether an entry is of another account: its id says so, and none of its items is from us or to us.
///
/// `0` is what Meta's console writes there when an operator tries the webhook.
fn is_foreign(account: Option<&str>, entry: &str) -> bool {
    let (Some(account), Some(fields)) = (account, Fields::read(entry)) else {
        return false;
    };
    match id(&fields, "id") {
        None => false,
        Some(named) if named == account || named == "0" => false,
        Some(_) => !items(&fields).any(|(name, item)| is_between(account, name, item)),
    }
}

fn is_between(account: &str, list: &str, item: &str) -> bool {
    let alone = alone(None, list, item);
    let mended = mend(&alone);
    Event::read(&mended).is_some_and(|event| {
        ["sender", "recipient"].iter().any(|party| {
            event
                .fields
                .object(party)
                .and_then(|party| id(&party, "id"))
                .is_some_and(|party| party == account)
        })
    })
}

/// The items of an entry, with the name of the list they stand in.
fn items<'a>(entry: &'a Fields<'a>) -> impl Iterator<Item = (&'static str, &'a str)> {
    LISTS.into_iter().flat_map(|name| {
        let items = entry.raw(name).and_then(list).unwrap_or_default();
        items.into_iter().map(move |item| (name, item))
    })
}

/// Takes the body apart. Any body that is an object with a list of entries is readable, whatever the entries are.
pub(super) fn split(account: Option<&str>, body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
    // A byte that is no UTF-8 costs the one word it is in, not the webhook.
    let text = String::from_utf8_lossy(body);
    let fields = Fields::read(text.trim_start_matches('\u{feff}')).ok_or(Unreadable)?;
    let entries = fields.raw("entry").and_then(list).ok_or(Unreadable)?;
    let mut events = Vec::new();
    for entry in entries {
        if is_foreign(account, entry) {
            continue;
        }
        let Some(fields) = Fields::read(entry) else {
            events.push(event(account, entry.to_owned()));
            continue;
        };
        let id = id(&fields, "id");
        let mut found = false;
        for (name, item) in items(&fields) {
            found = true;
            events.extend(invitation(id.as_deref(), name, item).map(|raw| event(account, raw)));
            events.push(event(account, alone(id.as_deref(), name, item)));
        }
        // An entry without any list we know is kept and counted.
        if !found
            && LISTS
                .iter()
                .all(|name| fields.raw(name).and_then(list).is_none())
        {
            events.push(event(account, entry.to_owned()));
        }
    }
    Ok(events)
}

/// The longest id of an entry that goes with each of its items; Meta's have some twenty digits.
const LONGEST: usize = 64;

/// An item in an entry of its own.
fn alone(entry: Option<&str>, list: &str, item: &str) -> String {
    let id = entry
        .filter(|id| id.len() <= LONGEST)
        .map_or(Value::Null, Value::from);
    format!(r#"{{"id":{id},"{list}":[{item}]}}"#)
}

/// The code of an invitation that came with words or with a tap, as the event it would have been alone: both count.
fn invitation(entry: Option<&str>, list: &str, item: &str) -> Option<String> {
    let mended = mend(item);
    let fields = Fields::read(&mended)?;
    let beside = fields
        .object("message")
        .or_else(|| fields.object("postback").filter(|tap| !begins(tap)))?;
    beside.object("referral")?.word("ref")?;
    let around: String = ["sender", "recipient", "timestamp"]
        .iter()
        .filter_map(|name| Some(format!(r#""{name}":{},"#, fields.raw(name)?)))
        .collect();
    let referral = beside.raw("referral")?;
    let item = format!(r#"{{{around}"referral":{referral}}}"#);
    Some(alone(entry, list, &item))
}

fn event(account: Option<&str>, raw: String) -> RawEvent {
    let mended = mend(&raw);
    let (key, thread) = match Event::read(&mended) {
        Some(event) => match event.between(account) {
            Between::From(person) | Between::To(person) => {
                let thread = format!("user:{person}");
                (key(&event, &thread, &mended), bounded(thread))
            }
            Between::Nobody => (key(&event, "-", &mended), "-".to_owned()),
            // Whatever message it names, it does not stand for that message here.
            Between::Others => (hash(&["other_account", &mended]), "-".to_owned()),
        },
        None => (hash(&[&mended]), "-".to_owned()),
    };
    RawEvent { key, thread, raw }
}

/// The same for every delivery: the message's id with what befell the message, else what cannot differ between deliveries.
fn key(event: &Event<'_>, thread: &str, raw: &str) -> String {
    let name = event.name();
    let about = event.fields.object(&name).unwrap_or_default();
    match (name.as_str(), about.word("mid")) {
        ("message", Some(mid)) => {
            let what = match (about.boolean("is_deleted"), about.boolean("is_echo")) {
                (Some(true), _) => "unsend",
                (_, Some(true)) => "echo",
                _ => "message",
            };
            bounded(format!("{what}:{mid}"))
        }
        ("postback", Some(mid)) => bounded(format!("postback:{mid}")),
        // The fields of everything else stand in its own text, and the account's in the entry.
        _ => match (event.fields.raw("timestamp"), event.fields.raw(&name)) {
            (Some(timestamp), Some(about)) => hash(&[&name, thread, timestamp, about]),
            _ => hash(&[raw]),
        },
    }
}
