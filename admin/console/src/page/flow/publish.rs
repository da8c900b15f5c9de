//! 公開: what changes, what is wrong, who is in the middle, and the one button.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use tsunagi_dispatch::author::Keep;

use super::history::{DifferenceView, view};
use super::problems::{ProblemsView, problems};
use super::{Top, failed, field, seen, told, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;

/// A step that goes while people stand at it.
pub(crate) struct LeavingView {
    pub step: String,
    pub words: String,
    pub kin: Vec<String>,
    pub ends: Vec<String>,
}

#[derive(Template)]
#[template(path = "flow_publish.html")]
pub(crate) struct PublishPage {
    pub f: Frame,
    pub top: Top,
    /// There is a draft.
    pub drafted: bool,
    pub seen: Vec<(String, i64)>,
    pub difference: DifferenceView,
    pub problems: ProblemsView,
    pub faulty: bool,
    pub needs_reason: bool,
    pub passed: Option<String>,
    pub failed: Vec<(String, String)>,
    pub leaving: Vec<LeavingView>,
    pub version: String,
    pub note: String,
    pub reason: String,
    pub problem: Option<String>,
}

async fn page(
    app: &App,
    visitor: &Visitor,
    set: &str,
    form: &[(String, String)],
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(app, visitor, set, "publish").await?;
    if !top.writes {
        return Err(Failure::NotFound);
    }
    let ready = app.service.readiness(&visitor.scope, set).await;
    let ready = ready.map_err(|error| failed(w, error))?;
    let needs_reason = ready.needs_reason();
    let passed = i64::try_from(ready.trial.passed).unwrap_or(0);
    html(&PublishPage {
        f,
        top,
        drafted: !ready.files.is_empty() && !ready.difference.is_empty(),
        seen: ready.seen(),
        difference: view(w, &ready.difference),
        faulty: ready.check.is_faulty(),
        needs_reason,
        passed: (passed > 0).then(|| w.count("console-flows-tests-passed", passed)),
        failed: ready
            .trial
            .failed
            .into_iter()
            .map(|(name, _, report)| (name, report))
            .collect(),
        leaving: ready
            .leaving
            .into_iter()
            .map(|one| LeavingView {
                words: w.count("console-flows-waiting", one.people),
                step: one.step,
                kin: one.kin,
                ends: one.ends,
            })
            .collect(),
        problems: problems(w, ready.check),
        version: w.t1("console-flows-version", "number", ready.version.to_string()),
        note: field(form, "note").to_owned(),
        reason: field(form, "reason").to_owned(),
        problem,
    })
}

/// 公開.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &visitor, &set, &[], None).await
}

/// Publishes what the page showed.
pub(crate) async fn publish(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let published = app
        .service
        .publish_draft(
            &visitor.scope,
            &set,
            field(&form, "note"),
            field(&form, "reason"),
            &seen(&form),
        )
        .await;
    match published {
        Ok(_) => Ok(Redirect::to(&format!("/console/flows/{set}/history")).into_response()),
        Err(error) => {
            let problem = told(&visitor.words, error)?;
            page(&app, &visitor, &set, &form, Some(problem)).await
        }
    }
}

/// Writes into the draft what becomes of people at steps that go.
pub(crate) async fn keep(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let choices: Vec<(String, Keep)> = form
        .iter()
        .filter_map(|(key, value)| {
            let step = key.strip_prefix("keep ")?.to_owned();
            let keep = match value.split_once(' ')? {
                ("move", to) => Keep::Move(to.to_owned()),
                ("end", to) => Keep::End(to.to_owned()),
                _ => return None,
            };
            Some((step, keep))
        })
        .collect();
    let kept = app
        .service
        .keep_people(&visitor.scope, &set, &choices)
        .await;
    let problem = match kept {
        Ok(_) => None,
        Err(error) => Some(told(&visitor.words, error)?),
    };
    page(&app, &visitor, &set, &[], problem).await
}
