//! One call for a person, as the pages show it.

use tsunagi_store::AlertRow;

use crate::handle::handle;
use crate::words::Words;

/// A call for a person.
pub(crate) struct AlertView {
    pub id: String,
    pub conversation: String,
    pub handle: String,
    /// `now`, `today` or `week`.
    pub urgency: &'static str,
    pub urgency_name: String,
    pub area: String,
    pub about: String,
    pub opened: String,
    pub opened_machine: String,
    pub ago: String,
    /// Who saw it and when; none while nobody has.
    pub seen: Option<String>,
    pub closed: Option<String>,
}

/// The word for an urgency as the store counts it; nothing for none.
pub(crate) fn urgency(level: i64) -> &'static str {
    match level {
        3.. => "now",
        2 => "today",
        1 => "week",
        _ => "",
    }
}

impl AlertView {
    pub fn new(w: &Words, row: &AlertRow) -> Self {
        let urgency = urgency(row.urgency);
        Self {
            id: row.id.to_string(),
            conversation: row.conversation.to_string(),
            handle: handle(w, row.contact),
            urgency,
            urgency_name: w.named("urgency", urgency),
            area: row.area.clone(),
            about: w.named("category", &row.category),
            opened: w.date_time(row.opened_at),
            opened_machine: w.machine(row.opened_at),
            ago: w.ago(row.opened_at),
            seen: row.acked_by.as_ref().zip(row.acked_at).map(|(name, at)| {
                w.with(
                    "console-alert-seen",
                    &[
                        ("name", name.as_str().into()),
                        ("time", w.date_time(at).into()),
                    ],
                )
            }),
            closed: row
                .closed_at
                .map(|at| w.t1("console-alert-closed", "time", w.date_time(at))),
        }
    }

    /// Whether nobody has seen it yet.
    pub fn is_unseen(&self) -> bool {
        self.seen.is_none() && self.closed.is_none()
    }
}
