//! One conversation in a list: who, how urgent, how long, who holds it. Never what was said.

use std::collections::HashMap;

use tsunagi_model::{Audience, ChannelKind, Controller, Role};
use tsunagi_store::{InboxRow, Store};

use crate::handle::handle;
use crate::page::alert::urgency;
use crate::words::Words;

/// A conversation in a list.
pub(crate) struct RowView {
    pub id: String,
    pub handle: String,
    /// `child`, `guardian` or `any`: colour and icon; the words are in `audience_name`.
    pub audience: &'static str,
    pub audience_name: String,
    pub area: String,
    pub channel: String,
    /// `now`, `today`, `week` or nothing.
    pub urgency: &'static str,
    pub urgency_name: String,
    /// How long words have waited for a person; none when nothing waits.
    pub waiting: Option<String>,
    pub last: Option<String>,
    pub controller: &'static str,
    pub holder: String,
    pub why: Option<String>,
    pub flow: Option<String>,
}

/// The messenger behind each channel's slug.
pub(crate) async fn channel_kinds(
    store: &Store,
) -> Result<HashMap<String, ChannelKind>, tsunagi_store::Error> {
    Ok(store
        .channels()
        .await?
        .into_iter()
        .map(|channel| (channel.slug, channel.kind))
        .collect())
}

/// What a channel is called: its messenger, or its slug if it is no longer configured.
pub(crate) fn channel_name(w: &Words, kinds: &HashMap<String, ChannelKind>, slug: &str) -> String {
    kinds
        .get(slug)
        .map_or_else(|| slug.to_owned(), |kind| w.named("channel", kind.as_str()))
}

/// Who holds the pen, in words.
pub(crate) fn holder(w: &Words, controller: Controller, name: Option<&str>) -> String {
    match (controller, name) {
        (Controller::Human, Some(name)) => w.t1("console-holder-person", "name", name),
        (Controller::Human | Controller::Waiting, _) => w.t("console-holder-waiting"),
        (Controller::Flow, _) => w.t("console-holder-flow"),
    }
}

/// Whom one writes to: what the channel says; where it leaves that open, what the person said.
pub(crate) fn reader(audience: Audience, role: Role) -> Audience {
    match (audience, role) {
        (Audience::Any, Role::Child) => Audience::Child,
        (Audience::Any, Role::Parent) => Audience::Guardian,
        (known, _) => known,
    }
}

impl RowView {
    pub fn new(w: &Words, kinds: &HashMap<String, ChannelKind>, row: &InboxRow) -> Self {
        let urgency = urgency(row.urgency);
        let audience = reader(row.audience, row.role).as_str();
        Self {
            id: row.conversation.to_string(),
            handle: handle(w, row.contact),
            audience,
            audience_name: w.named("audience", audience),
            area: row.area.clone(),
            channel: channel_name(w, kinds, &row.channel),
            urgency,
            urgency_name: w.named("urgency", urgency),
            waiting: row.unanswered_since.map(|at| w.waiting(at)),
            last: row
                .last_in_at
                .map(|at| w.t1("console-last-in", "ago", w.ago(at))),
            controller: row.controller.as_str(),
            holder: holder(w, row.controller, row.holder.as_deref()),
            why: row.why.as_deref().map(|why| w.named("why", why)),
            flow: row.run.as_ref().map(|(flow, _)| w.named("flow", flow)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_channel_for_anyone_shows_who_the_person_said_they_are() {
        assert_eq!(reader(Audience::Any, Role::Child), Audience::Child);
        assert_eq!(reader(Audience::Any, Role::Parent), Audience::Guardian);
        assert_eq!(reader(Audience::Any, Role::Unknown), Audience::Any);
        assert_eq!(reader(Audience::Guardian, Role::Child), Audience::Guardian);
    }
}
