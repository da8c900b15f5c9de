//! One of them: what was counted, and the way to send it; the time to take it back; how far it has come; the record afterwards.

use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::broadcast::{Content, UNDO};
use tsunagi_model::{BroadcastId, Span};
use tsunagi_store::BroadcastState;

use super::view::{ShowPage, counted, hints, moving, record, samples, whom};
use super::{figure, flow_name, only_who_runs_programmes, problem, title};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::conversation::id_of;
use crate::session::Visitor;

/// Minutes to choose from for taking it back.
const MINUTES: [i64; 4] = [5, 15, 60, 180];
/// How often a page that moves is looked at again, in seconds.
const POLL: u32 = 2;

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
    let progress = app.service.broadcast_progress(id).await?;
    // After a stop, what was under way still has its outcome to come.
    let poll = match state {
        BroadcastState::Confirmed | BroadcastState::Sending => true,
        BroadcastState::Stopped => progress.waiting > 0,
        _ => false,
    };
    f.poll = poll.then_some(POLL);
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
            let people = figure(preview.map_or(0, |preview| preview.people));
            let words = w.with(
                "broadcast-until",
                &[("time", w.time(at).into()), ("count", people.into())],
            );
            (words, left, shown)
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
