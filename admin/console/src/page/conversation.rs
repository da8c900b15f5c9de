//! 会話: one conversation with everything one needs to answer, and only for those who may read it.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;
use tsunagi_model::{AttachmentId, Controller, ConversationId, MessageId};
use tsunagi_store::{Dialogue, Filter};

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::handle::handle;
use crate::page::address::AddressView;
use crate::page::beside::Beside;
use crate::page::row::{RowView, channel_kinds, channel_name, holder, reader};
use crate::page::side::Side;
use crate::page::timeline::{Item, timeline};
use crate::session::Visitor;
use crate::words::Words;

/// Characters a reply may have.
pub(crate) const LIMIT: usize = 5_000;

/// How many other conversations stand beside this one on a wide screen.
const BESIDE: i64 = 20;

/// Where to begin in a long conversation.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct From {
    #[serde(default)]
    before: Option<String>,
    /// The attachment to be shown uncovered.
    #[serde(default)]
    show: Option<String>,
}

/// Something that did not work, and what had been typed.
#[derive(Default)]
pub(crate) struct Unsent {
    pub problem: Option<String>,
    pub reply: String,
    pub note: String,
}

/// Who may write now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Pen {
    /// This visitor holds it.
    Mine,
    /// The script does, or nobody: writing takes it.
    Free,
    /// Somebody else, who has been away for a while: it may be taken over.
    Idle,
    /// Somebody else, right now.
    Theirs,
}

impl Pen {
    /// The word for style sheet and script.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mine => "mine",
            Self::Free => "free",
            Self::Idle => "idle",
            Self::Theirs => "theirs",
        }
    }
}

#[derive(Template)]
#[template(path = "conversation.html")]
pub(crate) struct ConversationPage {
    pub f: Frame,
    pub id: String,
    pub handle: String,
    pub audience: &'static str,
    pub audience_name: String,
    pub channel: String,
    pub controller: &'static str,
    pub holder: String,
    pub pen: Pen,
    pub leads: bool,
    /// Whether there is a flow that asks afterwards how things are.
    pub follow_up: bool,
    pub items: Vec<Item>,
    pub earlier: Option<String>,
    /// What links on this page keep of its address.
    pub page_query: String,
    pub side: Side,
    /// Every address of the contact.
    pub addresses: Vec<AddressView>,
    pub beside: Vec<RowView>,
    pub unsent: Unsent,
}

impl ConversationPage {
    pub fn new(
        f: Frame,
        visitor: &Visitor,
        dialogue: &Dialogue,
        channel: String,
        facts: &Beside,
        beside: Vec<RowView>,
        unsent: Unsent,
    ) -> Self {
        let (w, thread) = (&f.w, &dialogue.thread);
        let mine = thread.staff == Some(visitor.staff.id);
        let idle = thread.lease_until.is_none_or(|until| until <= w.now);
        let pen = match thread.controller {
            Controller::Human if mine => Pen::Mine,
            Controller::Human if idle => Pen::Idle,
            Controller::Human => Pen::Theirs,
            Controller::Flow | Controller::Waiting => Pen::Free,
        };
        let leads = visitor.scope.leads_in(thread.area);
        let audience = reader(thread.audience, thread.role()).as_str();
        Self {
            id: thread.id.to_string(),
            handle: handle(w, thread.contact.as_ref().map(|contact| contact.id)),
            audience,
            audience_name: w.named("audience", audience),
            controller: thread.controller.as_str(),
            holder: holder(w, thread.controller, dialogue.holder.as_deref()),
            pen,
            leads,
            follow_up: false,
            items: timeline(w, &channel, dialogue, facts, leads),
            earlier: dialogue
                .lines
                .first()
                .filter(|_| dialogue.more)
                .map(|line| line.id.to_string()),
            page_query: String::new(),
            side: Side::new(w, dialogue, facts),
            addresses: Vec::new(),
            channel,
            beside,
            unsent,
            f,
        }
    }

    /// Whether the composer shows.
    pub fn may_write(&self) -> bool {
        self.side.unreachable.is_none() && matches!(self.pen, Pen::Mine | Pen::Free)
    }

    /// Whether this visitor could take the pen.
    pub fn may_take(&self) -> bool {
        self.side.unreachable.is_none()
            && (matches!(self.pen, Pen::Free | Pen::Idle) || self.pen == Pen::Theirs && self.leads)
    }

    /// Changes when the composer must be replaced and not merely left alone.
    pub fn pen_key(&self) -> String {
        format!(
            "{} {} {}",
            self.pen.as_str(),
            self.controller,
            self.may_write()
        )
    }

    /// The newest words of the person, for the script to speak of new ones.
    pub fn newest_key(&self) -> &str {
        self.items
            .iter()
            .rev()
            .find(|item| item.kind == "in")
            .map_or("", |item| &item.id)
    }

    /// The calls for a person now that nobody has seen.
    pub fn urgent_key(&self) -> String {
        let urgent = self
            .side
            .alerts
            .iter()
            .filter(|alert| alert.urgency == "now" && alert.is_unseen());
        urgent
            .map(|alert| alert.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }

    /// The limit of a reply, in characters.
    pub fn limit(&self) -> usize {
        LIMIT
    }

    /// Reasons staff can give when they call somebody else. A list, so that nothing personal gets into the lists of requests.
    pub fn reasons(&self) -> Vec<(&'static str, String)> {
        REASONS
            .iter()
            .map(|reason| (*reason, self.f.w.named("why", reason)))
            .collect()
    }
}

/// Why staff call somebody else.
pub(crate) const REASONS: [&str; 4] = [
    "staff-consult",
    "staff-absent",
    "staff-safety",
    "staff-specialist",
];

/// Reads an id of a path; what is no id is simply not there.
pub(crate) fn id_of<T: std::str::FromStr>(text: &str) -> Result<T, Failure> {
    text.parse().map_err(|_| Failure::NotFound)
}

/// Shows a conversation.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Query(from): Query<From>,
) -> Result<Response, Failure> {
    page(&app, &visitor, id_of(&id)?, &from, Unsent::default()).await
}

/// The page, also for what could not be sent: then with the words that were typed.
pub(crate) async fn page(
    app: &App,
    visitor: &Visitor,
    id: ConversationId,
    from: &From,
    unsent: Unsent,
) -> Result<Response, Failure> {
    let w: &Words = &visitor.words;
    let before: Option<MessageId> = from.before.as_deref().map(id_of).transpose()?;
    let shown: Option<AttachmentId> = from.show.as_deref().and_then(|id| id.parse().ok());
    let Some(dialogue) = visitor.scope.dialogue(id, before, w.now).await? else {
        return Err(Failure::NotFound);
    };
    let title = handle(
        w,
        dialogue.thread.contact.as_ref().map(|contact| contact.id),
    );
    let mut f = Frame::of(visitor, app, "inbox", title, format!("/console/c/{id}")).await?;
    // A page of the past stands still.
    f.events = before
        .is_none()
        .then(|| format!("/console/events?conversation={id}"));
    let kinds = channel_kinds(app.service.store()).await?;
    let beside = visitor
        .scope
        .inbox(Filter::Waiting, 0, BESIDE)
        .await?
        .iter()
        .map(|row| RowView::new(w, &kinds, row))
        .collect();
    let channel = channel_name(w, &kinds, &dialogue.thread.channel);
    let status = if unsent.problem.is_some() {
        StatusCode::CONFLICT
    } else {
        StatusCode::OK
    };
    if before.is_none() {
        app.service.was_read(&dialogue.thread);
    }
    let mut facts = Beside::read(&visitor.scope, app.service.store(), &dialogue).await?;
    facts.shown = shown;
    let mut page = ConversationPage::new(f, visitor, &dialogue, channel, &facts, beside, unsent);
    page.addresses = AddressView::all(w, &kinds, id, &facts.addresses);
    page.page_query = before.map_or_else(String::new, |id| format!("before={id}&"));
    page.side.web_room = app.service.web_room(&dialogue.thread).is_some();
    page.side.may_link = page.side.unreachable.is_none() && app.service.may_link(&dialogue.thread);
    page.follow_up = app.service.program().newest("followup").is_some();
    Ok((status, html(&page)?).into_response())
}
