//! One of them: what was counted, and the way to send it; the time to take it back; how far it has come; the record afterwards.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::broadcast::{Broadcast, Content, Progress, UNDO};
use tsunagi_model::{BroadcastId, Span};
use tsunagi_store::BroadcastState;

use super::{
    LANGUAGES, area_name, channel_in, figure, flow_name, only_who_runs_programmes, problem, title,
};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::conversation::id_of;
use crate::page::row::channel_kinds;
use crate::session::Visitor;
use crate::words::Words;

/// Minutes to choose from for taking it back.
const MINUTES: [i64; 4] = [5, 15, 60, 180];
/// How often a page that moves is looked at again, in seconds.
const POLL: u32 = 2;

/// What one channel would carry.
pub(crate) struct ChannelLine {
    pub name: String,
    pub people: String,
    /// What counts against the month, and what the month has.
    pub cost: String,
}

/// The words as one reads them.
pub(crate) struct Sample {
    pub language: String,
    pub name: String,
    pub count: String,
    pub bubbles: Vec<String>,
}

/// A hint of the rules of wording.
pub(crate) struct Hint {
    pub severe: bool,
    pub language: String,
    pub message: String,
}

/// What was counted.
pub(crate) struct Counted {
    pub people: i64,
    pub figure: String,
    pub estimated: bool,
    /// Whether it costs anything.
    pub paid: bool,
    /// When it was counted; and whether that is too long ago.
    pub at: String,
    pub stale: bool,
    /// When it would go, sentence by sentence.
    pub when: Vec<String>,
    pub channels: Vec<ChannelLine>,
}

/// How far it has come.
pub(crate) struct Moving {
    pub all: i64,
    pub ready: i64,
    pub share: String,
    pub sent: String,
    pub waiting: String,
    pub failed: String,
    pub back: String,
    pub again: Option<String>,
}

#[derive(Template)]
#[template(path = "broadcast.html")]
pub(crate) struct ShowPage {
    pub f: Frame,
    pub id: String,
    pub state: &'static str,
    pub state_name: String,
    pub title: String,
    pub flow: Option<String>,
    pub samples: Vec<Sample>,
    pub hints: Vec<Hint>,
    pub whom: Vec<String>,
    pub urgent: Option<String>,
    pub counted: Option<Counted>,
    pub moving: Option<Moving>,
    /// Reasons and how many were left out for each.
    pub left_out: Vec<(String, String)>,
    pub left: String,
    /// When it begins, how many seconds that still is, and the same for the eye.
    pub until: Option<(String, i64, String)>,
    pub undo: Vec<(i64, String, bool)>,
    /// Who did what, when.
    pub record: Vec<String>,
    pub poll: bool,
    pub problem: Option<String>,
}

/// What is confirmed.
#[derive(Deserialize)]
pub(crate) struct Confirmation {
    #[serde(default)]
    people: String,
    #[serde(default)]
    minutes: String,
}

/// Shows it.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &visitor, id_of(&id)?, None).await
}

/// Counts anew.
pub(crate) async fn count(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let done = app.service.count_broadcast(&visitor.scope, id).await;
    answer(&app, &visitor, id, done).await
}

/// Confirms it with the number.
pub(crate) async fn confirm(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Confirmation>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let minutes = form.minutes.parse().unwrap_or(UNDO.as_seconds() / 60);
    let undo = Span::minutes(minutes.clamp(1, MINUTES[MINUTES.len() - 1]));
    let people = number(&form.people).unwrap_or(-1);
    let service = &app.service;
    let done = service
        .confirm_broadcast(&visitor.scope, id, people, undo)
        .await;
    answer(&app, &visitor, id, done).await
}

/// Takes it back.
pub(crate) async fn undo(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let done = app.service.undo_broadcast(&visitor.scope, id).await;
    answer(&app, &visitor, id, done).await
}

/// Stops it.
pub(crate) async fn stop(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let id = id_of(&id)?;
    let done = app.service.stop_broadcast(&visitor.scope, id).await;
    answer(&app, &visitor, id, done.map(|_| ())).await
}

async fn answer(
    app: &App,
    visitor: &Visitor,
    id: BroadcastId,
    done: Result<(), tsunagi_dispatch::broadcast::BroadcastError>,
) -> Result<Response, Failure> {
    match done {
        Ok(()) => Ok(Redirect::to(&format!("/console/broadcasts/{id}")).into_response()),
        Err(error) => {
            let words = problem(&visitor.words, error)?;
            page(app, visitor, id, Some(words)).await
        }
    }
}

/// A number as people type it: `1,234`, `１２３４`, `1234人`.
fn number(typed: &str) -> Option<i64> {
    let digits: String = typed
        .chars()
        .filter_map(|letter| match letter {
            '\u{ff10}'..='\u{ff19}' => char::from_digit(letter as u32 - 0xff10, 10),
            letter => letter.is_ascii_digit().then_some(letter),
        })
        .collect();
    digits.parse().ok()
}

async fn page(
    app: &App,
    visitor: &Visitor,
    id: BroadcastId,
    problem_words: Option<String>,
) -> Result<Response, Failure> {
    only_who_runs_programmes(visitor)?;
    let w = &visitor.words;
    let broadcast = match app.service.broadcast(&visitor.scope, id).await {
        Ok(broadcast) => broadcast,
        Err(error) => return problem(w, error).and(Err(Failure::NotFound)),
    };
    let row = &broadcast.row;
    let state = row.state;
    let here = format!("/console/broadcasts/{id}");
    let mut f = Frame::of(visitor, app, "more", w.t("broadcast-title"), here).await?;
    let poll = matches!(state, BroadcastState::Confirmed | BroadcastState::Sending);
    f.poll = poll.then_some(POLL);
    let progress = app.service.broadcast_progress(id).await?;
    let before = matches!(
        state,
        BroadcastState::Draft | BroadcastState::Confirmed | BroadcastState::Undone
    );
    let nobody = std::collections::BTreeMap::new();
    let preview = broadcast.preview.as_ref();
    let left_out = if before {
        preview.map_or(&nobody, |preview| &preview.left_out)
    } else {
        &progress.left_out
    };
    let left: i64 = left_out.values().sum();
    let mut left_out: Vec<(&String, &i64)> = left_out.iter().collect();
    left_out.sort_by_key(|(_, count)| -**count);
    let until = row
        .undo_until
        .filter(|_| state == BroadcastState::Confirmed)
        .map(|at| {
            let left = at.since(w.now).as_seconds().max(0);
            let shown = format!("{}:{:02}", left / 60, left % 60);
            (w.time(at), left, shown)
        });
    html(&ShowPage {
        id: id.to_string(),
        state: state.as_str(),
        state_name: w.t(&format!("broadcast-state-{}", state.as_str())),
        title: title(w, app, &broadcast.draft),
        flow: match &broadcast.draft.content {
            Content::Flow(flow) => Some(flow_name(app, flow)),
            Content::Words(_) => None,
        },
        samples: samples(w, app, &broadcast),
        hints: hints(w, app, &broadcast),
        whom: whom(app, w, &broadcast).await?,
        urgent: row.urgent.clone(),
        counted: counted(app, w, &broadcast).await?,
        moving: (!before).then(|| moving(w, &broadcast, &progress)),
        left_out: left_out
            .into_iter()
            .map(|(why, count)| (w.named("held-why", why), figure(*count)))
            .collect(),
        left: figure(left),
        until,
        undo: MINUTES
            .into_iter()
            .map(|minutes| {
                let span = Span::minutes(minutes);
                (minutes, w.length(span), span == UNDO)
            })
            .collect(),
        record: record(app, w, &broadcast).await?,
        poll,
        problem: problem_words,
        f,
    })
}

/// What was counted, while that still says something.
async fn counted(app: &App, w: &Words, broadcast: &Broadcast) -> Result<Option<Counted>, Failure> {
    let Some(preview) = broadcast.preview.as_ref() else {
        return Ok(None);
    };
    let kinds = channel_kinds(app.service.store()).await?;
    let months = app.service.quotas();
    let channels = preview.channels.iter().map(|channel| {
        let month = months.iter().find(|month| month.channel == channel.channel);
        let limit = month.and_then(|month| Some((month.used, month.limit?, month.reserve)));
        let paid = figure(channel.paid);
        let cost = match limit {
            Some((used, limit, reserve)) if channel.paid > 0 => w.with(
                "broadcast-cost-month",
                &[
                    ("paid", paid.into()),
                    ("after", figure(used + channel.paid).into()),
                    ("limit", figure(limit).into()),
                    ("reserve", figure(reserve).into()),
                ],
            ),
            _ if channel.paid > 0 => w.t1("broadcast-cost", "paid", paid),
            _ => w.t("broadcast-cost-none"),
        };
        ChannelLine {
            name: channel_in(app, w, &kinds, &channel.channel),
            people: w.t1("broadcast-people", "count", figure(channel.people)),
            cost,
        }
    });
    let now = preview.people - preview.later;
    let mut when = Vec::new();
    if now > 0 {
        when.push(w.t1("broadcast-when-now", "count", figure(now)));
    }
    if let Some(at) = preview.later_at.filter(|_| preview.later > 0) {
        when.push(w.with(
            "broadcast-when-later",
            &[
                ("count", figure(preview.later).into()),
                ("time", w.date_time(at).into()),
            ],
        ));
    }
    let longest = preview.channels.iter().map(|channel| channel.seconds).max();
    if let Some(seconds) = longest.filter(|seconds| *seconds >= 10) {
        let length = if seconds < 60 {
            w.count("broadcast-seconds", seconds)
        } else {
            w.length(Span::seconds(seconds))
        };
        when.push(w.t1("broadcast-when-long", "length", length));
    }
    Ok(Some(Counted {
        people: preview.people,
        figure: figure(preview.people),
        estimated: preview.estimated,
        paid: preview.channels.iter().any(|channel| channel.paid > 0),
        at: w.ago(preview.at),
        stale: !broadcast.is_counted(w.now),
        when,
        channels: channels.collect(),
    }))
}

fn samples(w: &Words, app: &App, broadcast: &Broadcast) -> Vec<Sample> {
    let area = area_name(app, &broadcast.draft);
    let counts = broadcast.preview.as_ref().map(|preview| &preview.languages);
    let Content::Words(texts) = &broadcast.draft.content else {
        return Vec::new();
    };
    LANGUAGES
        .iter()
        .filter_map(|language| {
            let words = texts.get(*language)?;
            let count = counts.and_then(|counts| counts.get(*language)).copied();
            Some(Sample {
                language: (*language).to_owned(),
                name: w.named("language", language),
                count: w.t1("broadcast-people", "count", figure(count.unwrap_or(0))),
                bubbles: tsunagi_dispatch::broadcast::bubbles(&words.replace("{area}", &area)),
            })
        })
        .collect()
}

fn hints(w: &Words, app: &App, broadcast: &Broadcast) -> Vec<Hint> {
    if broadcast.row.state != BroadcastState::Draft {
        return Vec::new();
    }
    app.service
        .broadcast_wording(&broadcast.draft)
        .into_iter()
        .map(|wording| Hint {
            severe: wording.severe,
            language: w.named("language", &wording.language),
            message: match wording.message.split('`').nth(1) {
                _ if w.language != "ja" || wording.hint.is_empty() => wording.message,
                Some(words) => w.with(
                    "broadcast-hint",
                    &[("words", words.into()), ("hint", wording.hint.into())],
                ),
                None => wording.hint.to_owned(),
            },
        })
        .collect()
}

/// Whom it is for, in words.
async fn whom(app: &App, w: &Words, broadcast: &Broadcast) -> Result<Vec<String>, Failure> {
    let wanted = &broadcast.draft.selection;
    let list = |names: Vec<String>| names.join(&w.t("broadcast-comma"));
    let areas = app.service.store().areas().await?.into_iter();
    let areas = areas.filter(|area| wanted.areas.contains(&area.id));
    let mut whom = vec![list(areas.map(|area| area.name).collect())];
    if !wanted.channels.is_empty() {
        let kinds = channel_kinds(app.service.store()).await?;
        let names = wanted
            .channels
            .iter()
            .map(|slug| channel_in(app, w, &kinds, slug));
        whom.push(list(names.collect()));
    }
    if !wanted.roles.is_empty() {
        let roles = wanted.roles.iter();
        whom.push(list(
            roles
                .map(|role| w.named("role-of-contact", role.as_str()))
                .collect(),
        ));
    }
    if !wanted.languages.is_empty() {
        let languages = wanted.languages.iter();
        let names = list(
            languages
                .map(|language| w.named("language", language))
                .collect(),
        );
        whom.push(w.t1("broadcast-whom-languages", "languages", names));
    }
    if let Some(case) = wanted.case {
        whom.push(w.t(if case {
            "broadcast-case-yes"
        } else {
            "broadcast-case-no"
        }));
    }
    if let Some(days) = wanted.silent_days {
        whom.push(w.count("broadcast-whom-silent", days));
    }
    for (field, value) in &wanted.fields {
        whom.push(format!("{field} = {value}"));
    }
    Ok(whom)
}

fn moving(w: &Words, broadcast: &Broadcast, progress: &Progress) -> Moving {
    let known = broadcast
        .preview
        .as_ref()
        .map_or(0, |preview| preview.people);
    let over = !matches!(broadcast.row.state, BroadcastState::Sending);
    let ready = progress.sent + progress.failed + progress.expired + progress.cancelled;
    // A flow may say several things to one person, so requests can be more than people.
    let asked = ready + progress.waiting;
    let all = if over {
        asked.max(1)
    } else {
        known.max(asked).max(1)
    };
    Moving {
        all,
        ready,
        share: format!("{}", ready * 100 / all),
        sent: figure(progress.sent),
        waiting: figure(if over { progress.waiting } else { all - ready }),
        failed: figure(progress.failed + progress.expired),
        back: figure(progress.cancelled),
        again: progress
            .again_at
            .map(|at| w.t1("broadcast-again", "time", w.date_time(at))),
    }
}

/// Who did what, when.
async fn record(app: &App, w: &Words, broadcast: &Broadcast) -> Result<Vec<String>, Failure> {
    let row = &broadcast.row;
    let store = app.service.store();
    let mut lines = Vec::new();
    let did = [
        (
            "broadcast-record-written",
            Some(row.created_by),
            Some(row.created_at),
        ),
        (
            "broadcast-record-confirmed",
            row.confirmed_by,
            row.confirmed_at,
        ),
        (
            match row.state {
                BroadcastState::Stopped => "broadcast-record-stopped",
                BroadcastState::Undone => "broadcast-record-undone",
                _ => "broadcast-record-done",
            },
            row.ended_by,
            row.ended_at,
        ),
    ];
    for (id, by, at) in did {
        let Some(at) = at else { continue };
        let name = match by {
            Some(by) => store.staff_name(by).await?.unwrap_or_default(),
            None => w.t("broadcast-record-nobody"),
        };
        lines.push(w.with(
            id,
            &[("time", w.date_time(at).into()), ("name", name.into())],
        ));
    }
    Ok(lines)
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_number_is_read_as_people_type_it() {
        for typed in ["1234", "1,234", "１２３４", " 1234人 "] {
            assert_eq!(super::number(typed), Some(1_234), "{typed}");
        }
        assert_eq!(super::number(""), None);
        assert_eq!(super::number("はい"), None);
    }
}
