//! A webhook body as events: one update is one, but for the deletion of several messages.

use super::update::{Update, id};
use crate::json::{Fields, list, mend};
use crate::key::{bounded, hash};
use crate::{RawEvent, Unreadable};

/// The most messages of one deletion that become events of their own; what is beyond stays together in one more.
const DELETIONS: usize = 1_000;

/// Takes the body apart. Any object is an update.
pub(super) fn split(body: &[u8]) -> Result<Vec<RawEvent>, Unreadable> {
    // A byte that is no UTF-8 costs the one word it is in, not the update.
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    let mended = mend(text);
    let update = Update::read(&mended).ok_or(Unreadable)?;
    let key = update
        .id
        .map_or_else(|| hash(&[text]), |update_id| update_id.to_string());
    let thread = bounded(update.place().thread());
    let event = |key: String, raw: String| RawEvent {
        key: bounded(key),
        thread: thread.clone(),
        raw,
    };
    let deleted = deletions(&update);
    if deleted.len() < 2 {
        return Ok(vec![event(key, text.to_owned())]);
    }
    Ok(deleted
        .into_iter()
        .enumerate()
        .map(|(index, raw)| event(format!("{key}:{index}"), raw))
        .collect())
}

/// An update for each message of a deletion, in Telegram's own form.
fn deletions(update: &Update<'_>) -> Vec<String> {
    if update.name != "deleted_business_messages" {
        return Vec::new();
    }
    let ids = update.fields.raw("message_ids").and_then(list);
    let ids = ids.unwrap_or_default();
    let (single, rest) = ids.split_at(ids.len().min(DELETIONS));
    single
        .iter()
        .map(|id| (*id).to_owned())
        .chain((!rest.is_empty()).then(|| rest.join(",")))
        .map(|ids| deletion(&update.fields, update.id, &ids))
        .collect()
}

fn deletion(fields: &Fields<'_>, update_id: Option<i64>, ids: &str) -> String {
    let part = |name: &str| fields.raw(name).unwrap_or("null");
    let update_id = update_id.map_or_else(|| "null".to_owned(), |update_id| update_id.to_string());
    format!(
        r#"{{"update_id":{update_id},"deleted_business_messages":{{"business_connection_id":{},"chat":{},"message_ids":[{ids}]}}}}"#,
        part("business_connection_id"),
        part("chat"),
    )
}

/// The one message that a deletion names; none where it names several or none.
pub(super) fn deleted(fields: &Fields<'_>) -> Option<String> {
    match fields.raw("message_ids").and_then(list)?.as_slice() {
        [one] => id(&Fields::read(&format!(r#"{{"id":{one}}}"#))?, "id"),
        _ => None,
    }
}
