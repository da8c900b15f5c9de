//! The list of messages to many, and the way to a new one.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use super::{figure, only_who_runs_programmes, title};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;

const LISTED: i64 = 100;

/// One of them.
pub(crate) struct Item {
    pub id: String,
    pub title: String,
    pub state: &'static str,
    pub state_name: String,
    pub line: String,
    pub urgent: bool,
}

#[derive(Template)]
#[template(path = "broadcasts.html")]
pub(crate) struct ListPage {
    pub f: Frame,
    pub items: Vec<Item>,
}

/// Shows the list.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    only_who_runs_programmes(&visitor)?;
    let w = &visitor.words;
    let here = "/console/broadcasts".to_owned();
    let f = Frame::of(&visitor, &app, "more", w.t("broadcast-title"), here).await?;
    let mut items = Vec::new();
    for broadcast in app.service.broadcasts(&visitor.scope, LISTED).await? {
        let row = &broadcast.row;
        let people: i64 = match row.state.as_str() {
            "draft" | "confirmed" | "undone" => broadcast
                .preview
                .as_ref()
                .map_or(0, |preview| preview.people),
            "stopped" => app.service.broadcast_progress(row.id).await?.sent,
            _ => {
                let lanes = app.service.store().broadcast_lanes(row.id).await?;
                lanes.iter().map(|lane| lane.queued).sum()
            }
        };
        let at = row.confirmed_at.unwrap_or(row.created_at);
        items.push(Item {
            id: row.id.to_string(),
            title: title(w, &app, &broadcast.draft),
            state: row.state.as_str(),
            state_name: w.t(&format!("broadcast-state-{}", row.state.as_str())),
            line: w.with(
                "broadcast-line",
                &[
                    ("time", w.date_time(at).into()),
                    ("count", figure(people).into()),
                ],
            ),
            urgent: row.urgent.is_some(),
        });
    }
    html(&ListPage { f, items })
}
