//! What is remembered of a contact between conversations: the fields that flows save, and their recent history.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Role, Timestamp};

/// How many past values of a field are kept: half a year of weekly check-ins.
pub const HISTORY: usize = 26;

/// A contact's fields by dotted name (`contact.role`, `consent.messages`, `checkin.mood`, `meeting.at`) with their history.
///
/// Sealed as a whole at rest. Values are text: option keys, numbers in digits, instants in RFC 3339.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Memory {
    /// The present value of each field.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub fields: BTreeMap<String, String>,
    /// Past values of each field, oldest first, at most [`HISTORY`] of them; the newest is the present value.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub history: BTreeMap<String, Vec<(Timestamp, String)>>,
}

impl Memory {
    /// The present value of a field.
    pub fn get(&self, field: &str) -> Option<&str> {
        self.fields.get(field).map(String::as_str)
    }

    /// Sets a field and remembers the value.
    pub fn save(&mut self, field: &str, value: &str, at: Timestamp) {
        self.fields.insert(field.to_owned(), value.to_owned());
        self.record(field, value, at);
    }

    /// Remembers a value without making it the present one (for example that a question went unanswered).
    pub fn record(&mut self, field: &str, value: &str, at: Timestamp) {
        let past = self.history.entry(field.to_owned()).or_default();
        past.push((at, value.to_owned()));
        let surplus = past.len().saturating_sub(HISTORY);
        past.drain(..surplus);
    }

    /// Forgets the present value; the history stays.
    pub fn clear(&mut self, field: &str) {
        self.fields.remove(field);
    }

    /// Who the contact said they are.
    pub fn role(&self) -> Role {
        self.get("contact.role")
            .and_then(|role| role.parse().ok())
            .unwrap_or(Role::Unknown)
    }

    /// The contact's language (`ja`, `ja-Hira`, `ja-easy`, `en`, …), if it is known. Flow keys write `_` for `-`.
    pub fn language(&self) -> Option<String> {
        self.get("contact.language").map(|language| match language {
            "ja_hira" | "ja_kana" => "ja-Hira".to_owned(),
            "ja_easy" => "ja-easy".to_owned(),
            "zh" => "zh-Hans".to_owned(),
            "pt" => "pt-BR".to_owned(),
            other => other.replace('_', "-"),
        })
    }
}
