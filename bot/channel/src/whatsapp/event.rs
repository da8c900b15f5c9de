//! One event in our own words.
//!
//! Nothing is required and nothing fails: Meta leaves out what has no value and adds fields and kinds without notice.

use tsunagi_model::{ExternalId, Inbound, InboundKind, Source, Timestamp};

use crate::json::{Fields, mend};

use super::{message, receipt};

/// Whose an event is.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Address {
    /// The group it was said in.
    pub group: Option<String>,
    /// Everything by which the platform knows the person; the first one names the thread.
    pub ids: Vec<String>,
    /// Who of a group it is about.
    pub member: Option<String>,
}

impl Address {
    /// The thread, in the spelling of [`crate::RawEvent::thread`]. A group never shares one with a person.
    pub(super) fn thread(&self) -> String {
        match (&self.group, self.ids.first()) {
            (Some(group), _) => format!("group:{group}"),
            (None, Some(id)) => format!("user:{id}"),
            (None, None) => "-".to_owned(),
        }
    }

    fn source(&self) -> Source {
        match (&self.group, self.ids.first()) {
            (Some(group), _) => Source::Group(ExternalId(group.clone())),
            (None, Some(id)) => Source::Person(ExternalId(id.clone())),
            (None, None) => Source::Channel,
        }
    }

    /// The ids that do not name the thread; in a group nobody's are kept.
    fn also(&self) -> Vec<ExternalId> {
        match self.group {
            Some(_) => Vec::new(),
            None => self.ids.iter().skip(1).cloned().map(ExternalId).collect(),
        }
    }
}

/// Whose an entry is, by the word that [`super::split`] has for it. The number comes first where there is one, because
/// receipts and older events know nothing else; the id that Meta makes for this business next.
pub(super) fn address(what: &str, item: &Fields<'_>, contact: Option<&Fields<'_>>) -> Address {
    let mut ids: Vec<String> = Vec::new();
    let mut add = |id: Option<String>| {
        if let Some(id) = id.filter(|id| !ids.contains(id)) {
            ids.push(id);
        }
    };
    let mut group = item.word("group_id");
    let mut member = None;
    match what {
        "message" | "call" => {
            add(item.word("from"));
            add(item.word("from_user_id"));
        }
        "echo" => {
            add(item.word("to"));
            add(item.word("to_user_id"));
        }
        "status" => {
            if item.string("recipient_type").as_deref() == Some("group") {
                group = group.or_else(|| item.word("recipient_id"));
                member = item
                    .word("recipient_participant_id")
                    .or_else(|| item.word("recipient_participant_user_id"));
            } else {
                add(item.word("recipient_id"));
                add(item.word("recipient_user_id"));
            }
        }
        _ => {
            add(item.word("wa_id"));
            add(item.word("user_id"));
        }
    }
    if let Some(contact) = contact {
        add(contact.word("wa_id"));
        add(contact.word("user_id"));
    }
    // Someone's number or id has changed: the old one names the thread, the new one is theirs as well.
    if let Some(system) = item.object("system") {
        for name in ["previous_user_id", "wa_id", "new_wa_id", "user_id"] {
            add(system.word(name));
        }
    }
    if let Some(change) = item.object("user_id") {
        add(change.word("previous"));
        add(change.word("current"));
    }
    Address { group, ids, member }
}

/// What an entry of [`super::split`] says.
pub(super) fn read(raw: &str) -> Inbound {
    let mended = mend(raw);
    let Some(fields) = Fields::read(&mended) else {
        return Inbound::unreadable();
    };
    let Some(field) = fields.string("field") else {
        return Inbound::unreadable();
    };
    let contact = fields.object("contact");
    let whats = [
        "message",
        "status",
        "echo",
        "preference",
        "identity",
        "call",
    ];
    let item = whats
        .iter()
        .find_map(|what| Some((*what, fields.raw(what)?)));
    let Some((what, item)) = item else {
        return Inbound::new(Source::Channel, of_account(&field, &fields));
    };
    let item = Fields::read(item).unwrap_or_default();
    let address = address(what, &item, contact.as_ref());
    let kind = match what {
        "message" => message::said(&item),
        "status" => receipt::read(&item),
        "echo" => message::echoed(&item),
        _ => InboundKind::other(&field),
    };
    let id = item.word("id");
    let is_message = what == "message";
    let of_person = address.group.is_none();
    Inbound {
        event_id: id.clone().filter(|_| is_message),
        platform_id: id.clone().filter(|_| is_message || what == "echo"),
        occurred_at: moment(&item),
        standby: field == "standby",
        name: contact
            .filter(|_| of_person)
            .and_then(|contact| contact.object("profile")?.word("name")),
        also: address.also(),
        quotes: item
            .object("context")
            .filter(|_| is_message)
            .and_then(|context| context.word("id")),
        read_token: id.filter(|_| is_message && of_person),
        opt_out: opt_out(what, &item),
        ..Inbound::new(address.source(), kind)
    }
}

/// An event of the account: an error by its number, anything else by the name of its field.
fn of_account(field: &str, fields: &Fields<'_>) -> InboundKind {
    match fields.object("error") {
        Some(error) => {
            let code = error.integer("code").unwrap_or_default();
            InboundKind::other(&format!("{field}/error {code}"))
        }
        None => InboundKind::other(field),
    }
}

/// People can tell WhatsApp that they want no offers from an account, and take it back.
fn opt_out(what: &str, item: &Fields<'_>) -> Option<bool> {
    if what != "preference" {
        return None;
    }
    match item.string("value").as_deref() {
        Some("stop") => Some(true),
        Some("resume") => Some(false),
        _ => None,
    }
}

/// Meta writes seconds, mostly as a string.
fn moment(item: &Fields<'_>) -> Option<Timestamp> {
    let number = item.integer("timestamp").or_else(|| {
        let text = item.string("timestamp")?;
        text.parse().ok()
    })?;
    // What cannot be seconds before the year 5138 is milliseconds.
    let millis = if number < 100_000_000_000 {
        number.checked_mul(1_000)?
    } else {
        number
    };
    Some(Timestamp::from_millis(millis))
}
