//! 連絡手段: how each channel's messages go out, what waits, what was refused, how the month stands. No words of anybody.

use askama::Template;
use axum::extract::State;
use axum::response::Response;
use tsunagi_dispatch::{ChannelState, CircuitState};
use tsunagi_model::Span;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::held::{Month, month};
use crate::page::row::{channel_kinds, channel_name};
use crate::session::Visitor;
use crate::words::Words;

/// How far back refusals are counted.
const LATELY: Span = Span::days(7);

/// One channel.
pub(crate) struct ChannelView {
    pub slug: String,
    pub name: String,
    /// How it goes, in words.
    pub state: String,
    /// `ok`, `wait` or `bad`.
    pub tone: &'static str,
    pub waiting: String,
    pub oldest: Option<String>,
    pub last_success: Option<String>,
    pub last_failure: Option<String>,
    /// Reasons and how often.
    pub refused: Vec<(String, String)>,
    pub month: Option<Month>,
}

#[derive(Template)]
#[template(path = "channels.html")]
pub(crate) struct ChannelsPage {
    pub f: Frame,
    pub channels: Vec<ChannelView>,
}

/// Shows them.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let areas = visitor.scope.followed_areas();
    if areas.is_empty() {
        return Err(Failure::NotFound);
    }
    let w = &visitor.words;
    let title = w.t("channels-title");
    let f = Frame::of(
        &visitor,
        &app,
        "more",
        title,
        "/console/channels".to_owned(),
    )
    .await?;
    let kinds = channel_kinds(app.service.store()).await?;
    let refused = app
        .service
        .store()
        .refused_since(w.now.plus(Span(-LATELY.0)))
        .await?;
    let quotas = app.service.quotas();
    let mut channels = Vec::new();
    for state in app.service.channel_states().await? {
        if !state.area.is_some_and(|area| areas.contains(&area)) {
            continue;
        }
        let slug = &state.queue.channel;
        let name = channel_name(w, &kinds, slug);
        let quota = quotas.iter().find(|quota| quota.channel == *slug);
        let refused = refused.iter().filter(|(channel, ..)| channel == slug);
        channels.push(ChannelView {
            month: quota.map(|quota| month(w, name.clone(), quota)),
            refused: refused
                .map(|(_, why, count)| (w.named("channel-problem", why), count.to_string()))
                .collect(),
            ..view(w, name, &state)
        });
    }
    html(&ChannelsPage { f, channels })
}

fn view(w: &Words, name: String, state: &ChannelState) -> ChannelView {
    let paused = state
        .queue
        .paused
        .as_ref()
        .filter(|(until, _)| *until > w.now);
    let (text, tone) = match (paused, state.way.circuit) {
        (Some((_, why)), _) => {
            let why = w.named("channel-problem", why);
            (w.t1("channels-paused", "why", why), "bad")
        }
        (None, CircuitState::Resting { until }) => {
            let until = w.date_time(until);
            (w.t1("channels-resting", "until", until), "wait")
        }
        (None, CircuitState::Trying { .. }) => (w.t("channels-trying"), "wait"),
        (None, CircuitState::Closed) => (w.t("channels-well"), "ok"),
    };
    let waiting: i64 = state.queue.queued.iter().sum();
    ChannelView {
        slug: state.queue.channel.clone(),
        name,
        state: text,
        tone,
        waiting: waiting.to_string(),
        oldest: state.queue.oldest.map(|at| w.waiting(at)),
        last_success: state.way.last_success.map(|at| w.date_time(at)),
        last_failure: state.way.last_failure.map(|(at, why)| {
            let why = w.named("channel-problem", why);
            format!("{} {why}", w.date_time(at))
        }),
        refused: Vec::new(),
        month: None,
    }
}
