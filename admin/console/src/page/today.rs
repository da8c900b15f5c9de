//! 今日: who needs somebody now, what has waited longest, what is mine.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use tsunagi_store::Filter;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::alert::AlertView;
use crate::page::row::{RowView, channel_kinds};
use crate::session::Visitor;

/// How many conversations this page shows of each list; the inbox has the rest.
const SHOWN: i64 = 8;

#[derive(Template)]
#[template(path = "today.html")]
pub(crate) struct TodayPage {
    pub f: Frame,
    pub date: String,
    pub alerts: Vec<AlertView>,
    pub waiting: Vec<RowView>,
    pub mine: Vec<RowView>,
    /// Waiting, mine, all.
    pub counts: (i64, i64, i64),
}

impl TodayPage {
    /// How many calls nobody has seen.
    pub fn unseen(&self) -> usize {
        self.alerts.iter().filter(|alert| alert.is_unseen()).count()
    }

    /// The calls for a person now, for the script to speak when a new one comes.
    pub fn urgent_key(&self) -> String {
        self.alerts
            .iter()
            .filter(|alert| alert.urgency == "now" && alert.is_unseen())
            .map(|alert| alert.id.as_str())
            .collect::<Vec<_>>()
            .join(" ")
    }
}

/// Shows the page. Those who only read reports get the way there and nothing of any conversation.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let w = &visitor.words;
    let mut f = Frame::of(
        &visitor,
        &app,
        "today",
        w.t("console-today"),
        "/console".to_owned(),
    )
    .await?;
    let (mut alerts, mut waiting, mut mine, mut counts) =
        (Vec::new(), Vec::new(), Vec::new(), (0, 0, 0));
    if f.inbox {
        f.events = Some("/console/events".to_owned());
        let kinds = channel_kinds(app.service.store()).await?;
        let scope = &visitor.scope;
        alerts = scope
            .alerts(w.now)
            .await?
            .iter()
            .filter(|row| row.closed_at.is_none())
            .map(|row| AlertView::new(w, row))
            .collect();
        let view = |rows: &[tsunagi_store::InboxRow]| {
            rows.iter()
                .map(|row| RowView::new(w, &kinds, row))
                .collect()
        };
        waiting = view(&scope.inbox(Filter::Waiting, 0, SHOWN).await?);
        mine = view(&scope.inbox(Filter::Mine, 0, SHOWN).await?);
        counts = scope.inbox_counts().await?;
    }
    html(&TodayPage {
        date: w.date(w.now),
        f,
        alerts,
        waiting,
        mine,
        counts,
    })
}
