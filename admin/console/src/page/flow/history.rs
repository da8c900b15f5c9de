//! 履歴: every version with who, when and why; two of them side by side; the way back.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::author::{Change, Difference, PartChange};

use super::{Top, failed, field, told, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;
use crate::words::Words;

/// Which versions are compared.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Pair {
    old: Option<u32>,
    new: Option<String>,
}

/// A version.
pub(crate) struct VersionView {
    pub number: u32,
    pub name: String,
    pub at: String,
    pub by: String,
    pub note: String,
    pub reason: Option<String>,
    pub newest: bool,
    /// It is chosen as the older or the newer one of a pair.
    pub is_old: bool,
    pub is_new: bool,
}

/// A part that differs.
pub(crate) struct PartView {
    pub name: String,
    pub was: Option<String>,
    pub is: Option<String>,
}

/// What is different, in words.
pub(crate) struct DifferenceView {
    pub sentences: Vec<String>,
    /// Texts, rows and tests by file: the file's name and its parts.
    pub files: Vec<(String, Vec<PartView>)>,
}

#[derive(Template)]
#[template(path = "flow_history.html")]
pub(crate) struct HistoryPage {
    pub f: Frame,
    pub top: Top,
    pub versions: Vec<VersionView>,
    pub compared: Option<(String, DifferenceView)>,
    pub new: String,
    pub problem: Option<String>,
}

fn sentence(w: &Words, change: &Change) -> String {
    let id = format!("console-flows-change-{}", change.kind.as_str());
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let name = change.name.as_deref().unwrap_or_default();
    w.with(
        &id,
        &[
            ("step", text(&change.step).into()),
            ("name", w.named("flows-key", name).into()),
            ("from", text(&change.from).into()),
            ("to", text(&change.to).into()),
        ],
    )
}

/// What is different, as the page says it.
pub(crate) fn view(w: &Words, difference: &Difference) -> DifferenceView {
    let mut files: Vec<(String, Vec<PartView>)> = Vec::new();
    for part in &difference.parts {
        // The flow itself is told in sentences, unless it cannot be read.
        let flow = part.path.ends_with(".yml") && !part.path.contains('/');
        if flow && !difference.flow.is_empty() {
            continue;
        }
        let name = file_name(w, &part.path);
        let view = part_view(part);
        match files.last_mut() {
            Some((last, parts)) if *last == name => parts.push(view),
            _ => files.push((name, vec![view])),
        }
    }
    DifferenceView {
        sentences: difference
            .flow
            .iter()
            .map(|change| sentence(w, change))
            .collect(),
        files,
    }
}

fn part_view(part: &PartChange) -> PartView {
    PartView {
        name: part
            .part
            .strip_prefix("steps.")
            .unwrap_or(&part.part)
            .to_owned(),
        was: part.was.clone(),
        is: part.is.clone(),
    }
}

fn file_name(w: &Words, path: &str) -> String {
    match path
        .strip_suffix(".ftl")
        .and_then(|path| path.split_once('/'))
    {
        Some((language, _)) => w.t1(
            "console-flows-texts-in",
            "language",
            w.named("language", language),
        ),
        None => path.to_owned(),
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    set: &str,
    pair: Pair,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(app, visitor, set, "history").await?;
    let history = app.service.flow_history(&visitor.scope, set).await;
    let history = history.map_err(|error| failed(w, error))?;
    let number = |version: u32| w.t1("console-flows-version", "number", version.to_string());
    let newest = history.first().map_or(0, |one| one.version);
    let new = pair.new.as_deref().unwrap_or_default();
    let compared = match pair.old {
        Some(old) => {
            let version: Option<u32> = new.parse().ok();
            let compared = app
                .service
                .compare_flow(&visitor.scope, set, old, version)
                .await;
            let compared = compared.map_err(|error| failed(w, error))?;
            let newer = compared
                .new
                .map_or_else(|| w.t("console-flows-draft"), number);
            let args = [("old", number(old).into()), ("new", newer.into())];
            let title = w.with("console-flows-compared", &args);
            Some((title, view(w, &compared.difference)))
        }
        None => None,
    };
    let old = pair.old.unwrap_or_else(|| newest.saturating_sub(1).max(1));
    let new = if new.is_empty() {
        newest.to_string()
    } else {
        new.to_owned()
    };
    let versions = history
        .into_iter()
        .map(|one| VersionView {
            number: one.version,
            name: number(one.version),
            at: w.date_time(one.at),
            by: one.by.unwrap_or_else(|| w.t("console-flows-shipped")),
            note: w.named("flows-note", &one.note),
            reason: one.reason,
            newest: one.version == newest,
            is_old: one.version == old,
            is_new: one.version.to_string() == new,
        })
        .collect();
    html(&HistoryPage {
        f,
        top,
        versions,
        compared,
        new,
        problem,
    })
}

/// 履歴.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Query(pair): Query<Pair>,
) -> Result<Response, Failure> {
    page(&app, &visitor, &set, pair, None).await
}

/// Begins a draft that says what an older version said.
pub(crate) async fn restore(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let Ok(version) = field(&form, "version").parse() else {
        return Err(Failure::NotFound);
    };
    match app
        .service
        .restore_flow(&visitor.scope, &set, version)
        .await
    {
        Ok(()) => Ok(Redirect::to(&format!("/console/flows/{set}/publish")).into_response()),
        Err(error) => {
            let problem = told(&visitor.words, error)?;
            page(&app, &visitor, &set, Pair::default(), Some(problem)).await
        }
    }
}
