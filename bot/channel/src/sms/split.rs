//! A webhook body as the one event that it is.

use uuid::Uuid;

use super::form::Form;
use super::read::{about, status_of};
use crate::key::{bounded, hash};
use crate::{RawEvent, Unreadable};

/// The field in the address of a status report that brings our retry key back.
pub(super) const KEY: &str = "key";
/// The same in front of a form that we keep: no name of Twilio's begins like this.
pub(super) const KEPT_KEY: &str = "tsunagi_key";

/// Takes the body apart. Any form with a field in it is an event.
pub(super) fn split(body: &[u8], key: Option<Uuid>) -> Result<Vec<RawEvent>, Unreadable> {
    let text = String::from_utf8_lossy(body);
    let text = text.trim_start_matches('\u{feff}').trim();
    let form = read(text).filter(|_| !text.is_empty()).ok_or(Unreadable)?;
    let sid = ["MessageSid", "SmsSid", "SmsMessageSid"]
        .iter()
        .find_map(|name| form.word(name));
    let key_of = match (sid, status_of(&form)) {
        (Some(sid), Some(status)) => format!("{sid}:{status}"),
        (Some(sid), None) => sid.to_owned(),
        (None, _) => hash(&[text]),
    };
    let thread = about(&form).map_or_else(|| "-".to_owned(), |who| format!("user:{who}"));
    Ok(vec![RawEvent {
        key: bounded(key_of),
        thread: bounded(thread),
        raw: match key.filter(|_| !text.starts_with('{')) {
            Some(key) => format!("{KEPT_KEY}={key}&{text}"),
            None => text.to_owned(),
        },
    }])
}

/// A form, or JSON with the same fields.
pub(super) fn read(text: &str) -> Option<Form> {
    if text.starts_with('{') {
        Form::of_json(text)
    } else {
        Form::read(text)
    }
}

/// Our retry key in an address, if it is one.
pub(super) fn key_in(path_and_query: &str) -> Option<Uuid> {
    let (_, query) = path_and_query.split_once('?')?;
    Form::read(query)?.get(KEY)?.parse().ok()
}
