//! Saving what was typed, with the revision that was seen; and what two people changed at once.

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::Serialize;
use tsunagi_dispatch::author::{AuthorError, Clashing, Edit, Pick, Saved};

use super::edit::page;
use super::{Top, field, told, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;
use crate::words::Words;

/// A part of a clash.
pub(crate) struct PartView {
    pub part: String,
    pub mine: String,
    pub theirs: String,
}

/// A file with clashes.
pub(crate) struct ClashView {
    pub path: String,
    pub rev: i64,
    pub against: i64,
    pub mine: String,
    pub by: String,
    pub parts: Vec<PartView>,
}

#[derive(Template)]
#[template(path = "flow_clash.html")]
pub(crate) struct ClashPage {
    pub f: Frame,
    pub top: Top,
    pub files: Vec<ClashView>,
    /// What was sent besides and goes along: path, revision, text.
    pub along: Vec<(String, i64, String)>,
}

/// The files of a form: three fields each, in their order.
pub(super) fn edits(form: &[(String, String)]) -> Vec<Edit> {
    let mut edits: Vec<Edit> = Vec::new();
    for (key, value) in form {
        match (key.as_str(), edits.last_mut()) {
            ("path", _) => edits.push(Edit {
                path: value.clone(),
                ..Edit::default()
            }),
            ("rev", Some(edit)) => edit.rev = value.parse().unwrap_or(0),
            ("against", Some(edit)) => edit.against = value.parse().unwrap_or(0),
            ("text", Some(edit)) => edit.text.clone_from(value),
            (key, Some(edit)) => {
                if let Some(part) = key.strip_prefix("pick ") {
                    let pick = match value.as_str() {
                        "mine" => Pick::Mine,
                        "theirs" => Pick::Theirs,
                        _ => continue,
                    };
                    edit.picks.insert(part.to_owned(), pick);
                }
            }
            _ => {}
        }
    }
    edits
}

/// What became of a saving, for the page's script.
#[derive(Serialize)]
struct Answer {
    state: &'static str,
    words: String,
    files: Vec<AnswerFile>,
}

#[derive(Serialize)]
struct AnswerFile {
    path: String,
    rev: i64,
    mine: i64,
    text: String,
}

fn answer(w: &Words, saved: Vec<Saved>) -> Answer {
    let merged: Vec<_> = saved
        .iter()
        .filter_map(|one| one.merged_with.clone())
        .collect();
    let words = match merged.first() {
        Some(name) => w.t1("console-flows-merged", "name", name),
        None => w.t1("console-flows-saved", "time", w.time(w.now)),
    };
    Answer {
        state: if merged.is_empty() { "saved" } else { "merged" },
        words,
        files: saved
            .into_iter()
            .map(|one| AnswerFile {
                path: one.path,
                rev: one.rev,
                mine: one.mine,
                text: one.text,
            })
            .collect(),
    }
}

/// Saves; for a browser with a script as JSON, else with the way to the next page.
pub(crate) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    headers: HeaderMap,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let edits = edits(&form);
    let scripted = headers
        .get(header::ACCEPT)
        .is_some_and(|accept| accept.as_bytes().starts_with(b"application/json"));
    let saved = app.service.save_draft(&visitor.scope, &set, &edits).await;
    match saved {
        Ok(saved) if scripted => Ok(Json(answer(w, saved)).into_response()),
        Ok(_) => {
            let to = match field(&form, "go") {
                "publish" => format!("/console/flows/{set}/publish"),
                _ => format!(
                    "/console/flows/{set}/edit?lang={}#editor",
                    beside_of(&edits)
                ),
            };
            Ok(Redirect::to(&to).into_response())
        }
        Err(AuthorError::Clash(clashing)) if scripted => {
            let by = clashing.first().map_or("", |one| one.by.as_str());
            Ok(Json(Answer {
                state: "clash",
                words: w.t1("console-flows-clash-now", "name", name_of(w, by)),
                files: Vec::new(),
            })
            .into_response())
        }
        Err(AuthorError::Clash(clashing)) => clash(&app, &visitor, &set, clashing, &edits).await,
        Err(error) => {
            let problem = told(w, error)?;
            if scripted {
                return Ok(Json(Answer {
                    state: "problem",
                    words: problem,
                    files: Vec::new(),
                })
                .into_response());
            }
            page(
                &app,
                &visitor,
                &set,
                &beside_of(&edits),
                &edits,
                Some(problem),
            )
            .await
        }
    }
}

/// The language besides Japanese that a form showed.
fn beside_of(edits: &[Edit]) -> String {
    let mut languages = edits.iter().filter_map(|edit| {
        let (language, file) = edit.path.split_once('/')?;
        (file.ends_with(".ftl") && language != "ja").then(|| language.to_owned())
    });
    languages.next_back().unwrap_or_default()
}

fn name_of(w: &Words, by: &str) -> String {
    if by.is_empty() {
        w.t("console-flows-somebody")
    } else {
        by.to_owned()
    }
}

/// Both versions side by side.
async fn clash(
    app: &App,
    visitor: &Visitor,
    set: &str,
    clashing: Vec<Clashing>,
    edits: &[Edit],
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(app, visitor, set, "edit").await?;
    let along = edits
        .iter()
        .filter(|edit| !clashing.iter().any(|one| one.path == edit.path))
        .map(|edit| (edit.path.clone(), edit.rev, edit.text.clone()))
        .collect();
    let files = clashing
        .into_iter()
        .map(|one| ClashView {
            path: one.path,
            rev: one.rev,
            against: one.against,
            mine: one.mine,
            by: name_of(w, &one.by),
            parts: one
                .clashes
                .into_iter()
                .map(|clash| PartView {
                    part: clash.part,
                    mine: clash.mine.trim_matches('\n').to_owned(),
                    theirs: clash.theirs.trim_matches('\n').to_owned(),
                })
                .collect(),
        })
        .collect();
    html(&ClashPage {
        f,
        top,
        files,
        along,
    })
}

#[cfg(test)]
mod tests {
    use super::edits;

    #[test]
    fn a_form_is_files_with_their_picks() {
        let form: Vec<(String, String)> = [
            ("go", "x"),
            ("path", "a.yml"),
            ("rev", "3"),
            ("text", "A"),
            ("path", "ja/a.ftl"),
            ("rev", "1"),
            ("against", "4"),
            ("text", "B"),
            ("pick steps.one", "mine"),
            ("pick steps.two", "neither"),
        ]
        .map(|(key, value)| (key.to_owned(), value.to_owned()))
        .into();
        let edits = edits(&form);
        assert_eq!((edits[0].rev, edits[0].text.as_str()), (3, "A"));
        assert_eq!((edits[1].against, edits[1].picks.len()), (4, 1));
    }
}
