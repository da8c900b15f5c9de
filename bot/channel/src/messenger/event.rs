//! One entry of a webhook with one item in it: who it is between, and what it is called.
//!
//! Meta puts many entries into one webhook and many items into one entry. Each item travels on alone, in an entry of its
//! own: `{"id":…,"messaging":[item]}`, or `standby` where another app holds the conversation, or `changes`.

use crate::json::{Fields, list};

/// The lists an entry can have.
pub(super) const LISTS: [&str; 3] = ["messaging", "standby", "changes"];

/// What an item can be, in the order in which one of several counts: words before anything else.
const KNOWN: [&str; 9] = [
    "message",
    "postback",
    "message_edit",
    "reaction",
    "referral",
    "optin",
    "delivery",
    "read",
    "account_linking",
];

/// What stands beside the event in an item and is none itself.
const AROUND: [&str; 3] = ["sender", "recipient", "timestamp"];

/// Timestamps below this are in seconds; Meta means milliseconds and does not always say so.
const MILLISECONDS: i64 = 100_000_000_000;

/// An item and where it stood.
pub(super) struct Event<'a> {
    /// The entry's id: the page or account, or `0` in tests that an operator starts in Meta's console.
    pub entry: Option<String>,
    /// Another app holds the conversation.
    pub standby: bool,
    /// The item's fields; of a change, those of its `value` if that is an item itself.
    pub fields: Fields<'a>,
    /// What a change is called that is no item.
    pub change: Option<String>,
}

/// Who an item is between.
pub(super) enum Between {
    /// From this person to us.
    From(String),
    /// From us to this person.
    To(String),
    /// Of the account itself, or Meta names nobody.
    Nobody,
    /// Neither from us nor to us.
    Others,
}

impl<'a> Event<'a> {
    /// Reads an entry with one item; `None` if it is none.
    pub fn read(raw: &'a str) -> Option<Self> {
        let entry = Fields::read(raw)?;
        let (name, item) = LISTS
            .iter()
            .find_map(|name| Some((*name, *entry.raw(name).and_then(list)?.first()?)))?;
        let fields = Fields::read(item)?;
        let standby = name == "standby";
        let entry = id(&entry, "id");
        if name != "changes" {
            return Some(Self {
                entry,
                standby,
                fields,
                change: None,
            });
        }
        let change = fields.word("field").unwrap_or_default();
        Some(match fields.object("value") {
            Some(value) if value.raw("sender").is_some() && value.raw("recipient").is_some() => {
                Self {
                    entry,
                    standby,
                    fields: value,
                    change: None,
                }
            }
            _ => Self {
                entry,
                standby,
                fields,
                change: Some(change),
            },
        })
    }

    /// What it is called: the field of it that says what happened.
    pub fn name(&self) -> String {
        if let Some(change) = &self.change {
            return format!("changes/{change}");
        }
        let known = KNOWN
            .into_iter()
            .find(|name| self.fields.raw(name).is_some());
        known
            .or_else(|| self.fields.names().find(|name| !AROUND.contains(name)))
            .unwrap_or("nothing")
            .to_owned()
    }

    /// Who it is between. `account` is ours, if the operator said so; otherwise the entry's id is taken for it.
    pub fn between(&self, account: Option<&str>) -> Between {
        let party = |name| self.fields.object(name).and_then(|party| id(&party, "id"));
        let (sender, recipient) = (party("sender"), party("recipient"));
        let ours = |party: &Option<String>| {
            party.as_deref().is_some_and(|party| {
                account.map_or_else(
                    || self.entry.as_deref() == Some(party),
                    |ours| ours == party,
                )
            })
        };
        let (from_us, to_us) = (ours(&sender), ours(&recipient));
        if account.is_some() && !from_us && !to_us {
            let silent = recipient.is_none() && self.is_ours(account);
            return match sender {
                Some(sender) if silent => Between::From(sender),
                None if silent => Between::Nobody,
                _ => Between::Others,
            };
        }
        match (sender, recipient) {
            // An account that writes to itself, as people do to see what happens.
            (Some(_), Some(_)) if from_us && to_us => Between::Nobody,
            (_, Some(person)) if from_us => Between::To(person),
            // Whoever we are, an echo goes away from us.
            (_, Some(person)) if self.is_echo() && !to_us => Between::To(person),
            (Some(person), _) if self.is_echo() => Between::To(person),
            (Some(person), _) => Between::From(person),
            (None, _) => Between::Nobody,
        }
    }

    /// Whether the entry is of this account. One that names none is.
    fn is_ours(&self, account: Option<&str>) -> bool {
        match (account, self.entry.as_deref()) {
            (Some(account), Some(entry)) => account == entry,
            _ => true,
        }
    }

    fn is_echo(&self) -> bool {
        self.fields
            .object("message")
            .and_then(|message| message.boolean("is_echo"))
            == Some(true)
    }

    /// When it happened, in milliseconds since 1970.
    pub fn millis(&self) -> Option<i64> {
        millis(&self.fields, "timestamp")
    }
}

/// An instant in milliseconds; one in seconds, or in quotes, is understood too.
pub(super) fn millis(fields: &Fields<'_>, name: &str) -> Option<i64> {
    let number = fields
        .integer(name)
        .or_else(|| fields.string(name)?.trim().parse().ok())
        .filter(|number| *number > 0)?;
    Some(if number < MILLISECONDS {
        number * 1_000
    } else {
        number
    })
}

/// An id; Meta means a string, and a number is understood too.
pub(super) fn id(fields: &Fields<'_>, name: &str) -> Option<String> {
    fields.word(name).or_else(|| {
        fields
            .raw(name)
            .filter(|raw| raw.len() <= 40 && raw.bytes().all(|byte| byte.is_ascii_digit()))
            .map(str::to_owned)
    })
}
