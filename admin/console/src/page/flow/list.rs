//! The list of all flows, tables and shared texts, and the making of new ones.

use askama::Template;
use axum::Form;
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};
use tsunagi_dispatch::author::{Entrance, Head, Kind, Model};
use tsunagi_model::Span;
use tsunagi_store::Trouble;

use super::{draft_words, failed, field, kind_word, told, version_words};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;
use crate::words::Words;

/// How long what went wrong stands above the list.
const TOLD: Span = Span::days(14);
const TROUBLES: i64 = 20;

/// One row.
pub(crate) struct RowView {
    pub set: String,
    pub title: String,
    pub audience: String,
    pub starts: Vec<String>,
    pub version: String,
    pub drafted: Option<String>,
    pub waiting: Option<String>,
    pub stuck: Option<String>,
    pub retired: bool,
    pub always: bool,
}

/// Rows of one kind.
pub(crate) struct GroupView {
    pub kind: &'static str,
    pub name: String,
    pub rows: Vec<RowView>,
}

/// Something that went wrong while flows ran.
pub(crate) struct TroubleView {
    pub what: String,
    pub name: String,
    pub when: String,
}

impl TroubleView {
    fn new(w: &Words, trouble: &Trouble) -> Self {
        let (what, name) = trouble.what.split_once(": ").unwrap_or((&trouble.what, ""));
        Self {
            what: w.named("trouble", what),
            name: name.to_owned(),
            when: w.with(
                "console-trouble-when",
                &[
                    ("area", trouble.area.as_str().into()),
                    ("count", trouble.count.to_string().into()),
                    ("time", w.date_time(trouble.last).into()),
                ],
            ),
        }
    }
}

#[derive(Template)]
#[template(path = "flows.html")]
pub(crate) struct FlowsPage {
    pub f: Frame,
    pub troubles: Vec<TroubleView>,
    pub groups: Vec<GroupView>,
    pub writes: bool,
    pub problem: Option<String>,
    /// Flows that can be copied: name and title.
    pub models: Vec<(String, String)>,
    pub new_name: String,
    pub new_title: String,
    pub new_model: String,
}

/// A way in, in words.
pub(crate) fn start_words(w: &Words, start: &Entrance) -> String {
    let value = match start.kind.as_str() {
        "every" => w.named("flows-period", &start.value),
        "event" => w.named("flows-event", &start.value),
        _ => start.value.clone(),
    };
    let more = |key: &str| start.more.iter().find(|(name, _)| name == key);
    let args = [
        ("value", value.into()),
        (
            "time",
            more("default")
                .or(more("at"))
                .map(|(_, at)| times(w, at))
                .unwrap_or_default()
                .into(),
        ),
        ("days", more("days").map_or("0", |(_, days)| days).into()),
        ("times", more("times").map_or("", |(_, times)| times).into()),
        ("who", more("who").map_or("", |(_, who)| who).into()),
    ];
    let id = format!("console-flows-start-{}", start.kind);
    if w.has(&id) {
        w.with(&id, &args)
    } else {
        format!("{} {}", start.kind, start.value)
    }
}

/// `first tue, 12:15` as one says it.
fn times(w: &Words, at: &str) -> String {
    let words = at.split([',', ' ']).filter(|word| !word.is_empty());
    let words: Vec<_> = words.map(|word| w.named("flows-day", word)).collect();
    words.join(if w.language == "ja" { "" } else { " " })
}

/// Whom it is for, in words.
pub(crate) fn audience_words(w: &Words, audience: &[String]) -> String {
    if audience.is_empty() {
        return w.t("console-audience-any");
    }
    let names: Vec<_> = audience
        .iter()
        .map(|role| w.named("role-of-contact", role))
        .collect();
    names.join(&w.t("console-flows-comma"))
}

fn row(w: &Words, head: &Head) -> RowView {
    RowView {
        set: head.set.clone(),
        title: head.title.clone(),
        audience: if head.kind == Kind::Flow {
            audience_words(w, &head.audience)
        } else {
            String::new()
        },
        starts: head
            .starts
            .iter()
            .map(|start| start_words(w, start))
            .collect(),
        version: version_words(w, head),
        drafted: draft_words(w, head),
        waiting: (head.waiting > 0).then(|| w.count("console-flows-waiting", head.waiting)),
        stuck: (head.stuck > 0).then(|| w.count("console-flows-stuck", head.stuck)),
        retired: head.retired,
        always: head.always,
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    problem: Option<String>,
    form: &[(String, String)],
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let heads = app.service.flow_list(&visitor.scope).await;
    let heads = heads.map_err(|error| failed(w, error))?;
    let groups = [Kind::Flow, Kind::Texts, Kind::Table, Kind::Calendar]
        .into_iter()
        .map(|kind| GroupView {
            kind: kind_word(kind),
            name: w.t(&format!("console-flows-kind-{}", kind_word(kind))),
            rows: heads
                .iter()
                .filter(|head| head.kind == kind)
                .map(|head| row(w, head))
                .collect(),
        })
        .filter(|group| !group.rows.is_empty())
        .collect();
    let since = w.now.plus(Span(-TOLD.0));
    let troubles = visitor.scope.troubles(since, TROUBLES).await?;
    let models = heads
        .iter()
        .filter(|head| head.kind == Kind::Flow && !head.always)
        .map(|head| (head.set.clone(), head.title.clone()))
        .collect();
    let mut f = Frame::of(
        visitor,
        app,
        "flows",
        w.t("console-flows"),
        "/console/flows".to_owned(),
    )
    .await?;
    f.editor = true;
    html(&FlowsPage {
        f,
        troubles: troubles
            .iter()
            .map(|trouble| TroubleView::new(w, trouble))
            .collect(),
        groups,
        writes: visitor.scope.writes_flows(),
        problem,
        models,
        new_name: field(form, "name").to_owned(),
        new_title: field(form, "title").to_owned(),
        new_model: field(form, "model").to_owned(),
    })
}

/// Shows the list.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    page(&app, &visitor, None, &[]).await
}

/// Begins a flow.
pub(crate) async fn make(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let name = field(&form, "name").trim();
    let model = match field(&form, "model") {
        "notice" => Model::Notice,
        "" | "question" => Model::Question,
        copy => Model::Copy(copy.to_owned()),
    };
    let made = app
        .service
        .make_flow(&visitor.scope, name, field(&form, "title"), &model)
        .await;
    match made {
        Ok(()) => Ok(Redirect::to(&format!("/console/flows/{name}/edit")).into_response()),
        Err(error) => {
            let problem = told(&visitor.words, error)?;
            page(&app, &visitor, Some(problem), &form).await
        }
    }
}
