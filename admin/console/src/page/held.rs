//! 送らずにいること: what the script keeps to itself and why, and how the month's messages stand. No words of anybody.

use askama::Template;
use axum::extract::{Query, State};
use axum::response::Response;
use chrono::Datelike;
use serde::Deserialize;
use tsunagi_dispatch::QuotaView;
use tsunagi_model::Span;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::beside::HeldView;
use crate::page::broadcast::figure;
use crate::page::conversation::id_of;
use crate::page::row::{channel_kinds, channel_name};
use crate::session::Visitor;
use crate::words::Words;

const PAGE: usize = 50;
/// How far back the counts above the list go.
const COUNTED: Span = Span::days(30);

/// Which reason, and where in the list.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Place {
    #[serde(default)]
    why: String,
    #[serde(default)]
    before: Option<String>,
}

/// A reason above the list.
pub(crate) struct Reason {
    pub why: String,
    pub name: String,
    pub count: i64,
    pub chosen: bool,
}

/// A channel's month.
pub(crate) struct Month {
    pub channel: String,
    pub line: String,
    pub forecast: String,
    pub open: bool,
}

#[derive(Template)]
#[template(path = "held.html")]
pub(crate) struct HeldPage {
    pub f: Frame,
    pub reasons: Vec<Reason>,
    pub all: bool,
    pub rows: Vec<HeldView>,
    pub months: Vec<Month>,
    /// Whether this visitor may read the conversations behind the rows.
    pub reads: bool,
    pub why: String,
    pub older: Option<String>,
}

/// Shows the list.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(place): Query<Place>,
) -> Result<Response, Failure> {
    let areas = visitor.scope.followed_areas();
    if areas.is_empty() {
        return Err(Failure::NotFound);
    }
    let w = &visitor.words;
    let f = Frame::of(
        &visitor,
        &app,
        "more",
        w.t("console-held"),
        "/console/held".to_owned(),
    )
    .await?;
    let before = place.before.as_deref().map(id_of).transpose()?;
    let why = place.why.as_str();
    let since = w.now.plus(Span(-COUNTED.0));
    let reasons = visitor
        .scope
        .held_counts(since)
        .await?
        .into_iter()
        .map(|(reason, count)| Reason {
            name: w.named("held-why", &reason),
            chosen: reason == why,
            why: reason,
            count,
        })
        .collect();
    let mut rows = visitor
        .scope
        .held(
            Some(why).filter(|why| !why.is_empty()),
            before,
            PAGE as i64 + 1,
        )
        .await?;
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    let older = rows.last().filter(|_| more).map(|row| row.id.to_string());
    let kinds = channel_kinds(app.service.store()).await?;
    let months = app
        .service
        .quotas()
        .iter()
        .filter(|quota| areas.contains(&quota.area))
        .map(|quota| month(w, channel_name(w, &kinds, &quota.channel), quota))
        .collect();
    html(&HeldPage {
        reads: f.inbox,
        f,
        all: why.is_empty(),
        why: why.to_owned(),
        reasons,
        rows: rows.iter().map(|row| HeldView::new(w, row)).collect(),
        months,
        older,
    })
}

/// A channel's month in words.
pub(crate) fn month(w: &Words, channel: String, quota: &QuotaView) -> Month {
    let used = figure(quota.used);
    let line = match quota.limit {
        Some(limit) => w.with(
            "console-quota-line",
            &[
                ("used", used.into()),
                ("limit", figure(limit).into()),
                ("reserve", figure(quota.reserve).into()),
            ],
        ),
        None => w.t1("console-quota-unlimited", "used", used),
    };
    // As if the rest of the month went on like its days so far.
    let today = w.day(w.now);
    let days = i64::from(
        today
            .with_day(1)
            .and_then(|first| first.checked_add_months(chrono::Months::new(1)))
            .and_then(|next| next.pred_opt())
            .map_or(30, |last| last.day()),
    );
    let expected = quota.used * days / i64::from(today.day());
    Month {
        channel,
        line,
        forecast: w.t1("console-quota-forecast", "count", figure(expected)),
        open: quota.open,
    }
}
