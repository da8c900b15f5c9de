//! 編集: files side by side, checked while they are typed.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{Html, IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::author::{Edit, Opened};

use super::problems::{ProblemsView, problems};
use super::read::languages as languages_of;
use super::save::edits;
use super::{Top, failed, seen, told, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::report::Choice;
use crate::session::Visitor;
use crate::words::Words;

/// Which language stands beside Japanese.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Beside {
    #[serde(default)]
    lang: String,
}

/// A file in its field.
pub(crate) struct FileView {
    pub path: String,
    /// `yml`, `ftl`, `csv`, `test`.
    pub kind: &'static str,
    pub name: String,
    pub rev: i64,
    pub text: String,
    /// It differs from what is in force.
    pub changed: bool,
}

#[derive(Template)]
#[template(path = "flow_edit.html")]
pub(crate) struct EditPage {
    pub f: Frame,
    pub top: Top,
    pub files: Vec<FileView>,
    pub languages: Vec<Choice>,
    pub others: Vec<String>,
    pub problems: ProblemsView,
    pub problem: Option<String>,
    pub drafts: Vec<(String, i64)>,
}

#[derive(Template)]
#[template(path = "flow_problems.html")]
struct ProblemsPart {
    problems: ProblemsView,
    others: Vec<String>,
}

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("yml") => "yml",
        Some("ftl") => "ftl",
        _ => "csv",
    }
}

fn others(w: &Words, opened: &Opened) -> Vec<String> {
    let others = opened.others.iter().map(|(name, at)| {
        let args = [("name", name.as_str().into()), ("ago", w.ago(*at).into())];
        w.with("console-flows-other", &args)
    });
    others.collect()
}

pub(super) async fn page(
    app: &App,
    visitor: &Visitor,
    set: &str,
    beside: &str,
    typed: &[Edit],
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(app, visitor, set, "edit").await?;
    let opened = app.service.open_flow(&visitor.scope, set).await;
    let opened = opened.map_err(|error| failed(w, error))?;
    let check = app.service.check_draft(&visitor.scope, set, typed).await;
    let check = check.map_err(|error| failed(w, error))?;
    let languages: Vec<String> = opened
        .files
        .iter()
        .filter(|file| file.path.ends_with(".ftl"))
        .filter_map(|file| file.path.split_once('/'))
        .map(|(language, _)| language.to_owned())
        .collect();
    let beside = if languages.iter().any(|one| one == beside && beside != "ja") {
        beside.to_owned()
    } else {
        let others = languages.iter().find(|language| *language != "ja");
        others.cloned().unwrap_or_default()
    };
    let shown = |path: &str| match path
        .strip_suffix(".ftl")
        .and_then(|path| path.split_once('/'))
    {
        Some((language, _)) => language == "ja" || language == beside,
        None => true,
    };
    let files = opened
        .files
        .iter()
        .filter(|file| shown(&file.path))
        .map(|file| {
            let typed = typed.iter().find(|edit| edit.path == file.path);
            let name = match file
                .path
                .strip_suffix(".ftl")
                .and_then(|path| path.split_once('/'))
            {
                Some((language, _)) => w.named("language", language),
                None if file.path.starts_with("tests/") => w.t("console-flows-file-test"),
                None => w.t(&format!("console-flows-file-{}", kind_of(&file.path))),
            };
            FileView {
                kind: if file.path.starts_with("tests/") {
                    "test"
                } else {
                    kind_of(&file.path)
                },
                name,
                rev: typed.map_or(file.rev, |edit| edit.rev),
                text: typed.map_or_else(|| file.text.clone(), |edit| edit.text.clone()),
                changed: file.is_changed(),
                path: file.path.clone(),
            }
        })
        .collect();
    let others_than_ja: Vec<String> = languages.into_iter().filter(|one| one != "ja").collect();
    html(&EditPage {
        files,
        languages: languages_of(w, &others_than_ja, &beside),
        others: others(w, &opened),
        problems: problems(w, check),
        problem,
        drafts: opened
            .files
            .iter()
            .filter(|file| file.drafted.is_some())
            .map(|file| (file.path.clone(), file.rev))
            .collect(),
        f,
        top,
    })
}

/// 編集.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Query(beside): Query<Beside>,
) -> Result<Response, Failure> {
    page(&app, &visitor, &set, &beside.lang, &[], None).await
}

/// Checks what is being typed; nothing is saved.
pub(crate) async fn check(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let check = app
        .service
        .check_draft(&visitor.scope, &set, &edits(&form))
        .await;
    let check = check.map_err(|error| failed(w, error))?;
    let opened = app.service.open_flow(&visitor.scope, &set).await;
    let opened = opened.map_err(|error| failed(w, error))?;
    let part = ProblemsPart {
        problems: problems(w, check),
        others: others(w, &opened),
    };
    Ok(Html(part.render()?).into_response())
}

/// Throws the draft away.
pub(crate) async fn discard(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let thrown = app
        .service
        .discard_draft(&visitor.scope, &set, &seen(&form))
        .await;
    match thrown {
        Ok(()) => Ok(Redirect::to("/console/flows").into_response()),
        Err(error) => {
            let problem = told(&visitor.words, error)?;
            page(&app, &visitor, &set, "", &[], Some(problem)).await
        }
    }
}
