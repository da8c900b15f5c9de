//! 事業の休止と再開: a coordinator lets a programme rest or go on, having seen how many people that is about.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_model::AreaId;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::conversation::id_of;
use crate::session::Visitor;

/// The longest note.
const LONGEST: usize = 200;

/// One area's programme.
pub(crate) struct Programme {
    pub area: String,
    pub name: String,
    /// How many people it is about, in words.
    pub people: String,
    /// Since when it rests, who did that, and why.
    pub rests: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "programme.html")]
pub(crate) struct ProgrammePage {
    pub f: Frame,
    pub programmes: Vec<Programme>,
}

/// What is asked for.
#[derive(Deserialize)]
pub(crate) struct Wish {
    area: String,
    /// `rest` or `go_on`.
    what: String,
    #[serde(default)]
    note: String,
    /// Set by the box that says "I have seen how many people this is about".
    #[serde(default)]
    sure: String,
}

/// Shows each area whose programme this person runs.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let mine = visitor.scope.programme_areas();
    if mine.is_empty() {
        return Err(Failure::NotFound);
    }
    let w = &visitor.words;
    let f = Frame::of(
        &visitor,
        &app,
        "more",
        w.t("console-programme"),
        "/console/programme".to_owned(),
    )
    .await?;
    let store = app.service.store();
    let resting = store.suspensions().await?;
    let mut programmes = Vec::new();
    for area in store.areas().await? {
        if !mine.contains(&area.id) {
            continue;
        }
        let people = app.service.people_in(area.id).await?;
        let rests = resting.iter().find(|row| row.area == area.id).map(|row| {
            let by = row.staff.clone().unwrap_or_default();
            let line = w.with(
                "console-programme-rests",
                &[("time", w.date_time(row.since).into()), ("name", by.into())],
            );
            (line, row.note.clone())
        });
        programmes.push(Programme {
            area: area.id.to_string(),
            name: area.name,
            people: w.count("console-programme-people", people),
            rests,
        });
    }
    html(&ProgrammePage { f, programmes })
}

/// Does it, for areas whose programme this person runs.
pub(crate) async fn change(
    State(app): State<App>,
    visitor: Visitor,
    Form(wish): Form<Wish>,
) -> Result<Response, Failure> {
    let area: AreaId = id_of(&wish.area)?;
    if !visitor.scope.programme_areas().contains(&area) {
        return Err(Failure::NotFound);
    }
    let note: String = wish.note.trim().chars().take(LONGEST).collect();
    // Without the box nothing happens: the page comes back as it was.
    if wish.sure == "yes" {
        app.service
            .suspend(area, wish.what == "rest", &note, Some(visitor.staff.id))
            .await?;
    }
    Ok(Redirect::to("/console/programme").into_response())
}
