//! 受信箱: conversations by list, most urgent and longest waiting on top.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use serde::Deserialize;
use tsunagi_store::Filter;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::row::{RowView, channel_kinds};
use crate::session::Visitor;

const PAGE: i64 = 50;

/// Which list, and where in it.
#[derive(Debug, Deserialize)]
pub(crate) struct Place {
    #[serde(default)]
    list: String,
    #[serde(default)]
    page: i64,
}

/// A tab above the list.
pub(crate) struct Tab {
    pub list: &'static str,
    pub name: String,
    pub count: i64,
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "inbox.html")]
pub(crate) struct InboxPage {
    pub f: Frame,
    pub tabs: Vec<Tab>,
    pub list: &'static str,
    pub rows: Vec<RowView>,
    pub newer: Option<i64>,
    pub older: Option<i64>,
}

/// Shows a list. Who reads no conversations has no inbox.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(place): Query<Place>,
) -> Result<Response, Failure> {
    if visitor.scope.conversation_areas().is_empty() {
        return Err(Failure::NotFound);
    }
    let (list, filter) = match place.list.as_str() {
        "mine" => ("mine", Filter::Mine),
        "all" => ("all", Filter::All),
        _ => ("waiting", Filter::Waiting),
    };
    let page = place.page.clamp(0, 100_000);
    let w = &visitor.words;
    let mut f = Frame::of(
        &visitor,
        &app,
        "inbox",
        w.t("console-inbox"),
        format!("/console/inbox?list={list}"),
    )
    .await?;
    f.events = Some("/console/events".to_owned());
    let counts = visitor.scope.inbox_counts().await?;
    let tabs = [("waiting", counts.0), ("mine", counts.1), ("all", counts.2)]
        .map(|(tab, count)| Tab {
            list: tab,
            name: w.t(&format!("console-list-{tab}")),
            count,
            chosen: tab == list,
        })
        .into();
    let kinds = channel_kinds(app.service.store()).await?;
    let mut rows = visitor.scope.inbox(filter, page * PAGE, PAGE + 1).await?;
    let older = (rows.len() as i64 > PAGE).then_some(page + 1);
    rows.truncate(PAGE as usize);
    let rows = rows
        .iter()
        .map(|row| RowView::new(w, &kinds, row))
        .collect();
    html(&InboxPage {
        f,
        tabs,
        list,
        rows,
        newer: (page > 0).then(|| page - 1),
        older,
    })
}
