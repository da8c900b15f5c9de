//! 台本: what coordinators do with flows and texts, from the list to publishing; staff read along.

pub(crate) mod edit;
pub(crate) mod history;
pub(crate) mod list;
pub(crate) mod problems;
pub(crate) mod publish;
pub(crate) mod read;
pub(crate) mod rehearse;
pub(crate) mod save;

use tsunagi_dispatch::author::{AuthorError, Head, Kind};

use crate::App;
use crate::failure::Failure;
use crate::frame::Frame;
use crate::session::Visitor;
use crate::words::Words;

/// The sections of a set's page; a table or calendar has only the last three.
const SECTIONS: [&str; 6] = ["read", "edit", "map", "try", "history", "publish"];

/// A section one can go to.
pub(crate) struct Tab {
    pub name: String,
    pub way: String,
    pub chosen: bool,
    /// There is something to be done there.
    pub mark: bool,
}

/// What stands above every section of a set.
pub(crate) struct Top {
    pub set: String,
    pub title: String,
    /// `第3版　11月20日(金) みどり`.
    pub version: String,
    /// Who drafts something.
    pub drafted: Option<String>,
    pub retired: bool,
    pub waiting: Option<String>,
    pub tabs: Vec<Tab>,
    /// Whether this visitor may change anything.
    pub writes: bool,
}

/// What a refusal of the use cases is on a page: words for the person, or a failure.
pub(crate) fn told(w: &Words, error: AuthorError) -> Result<String, Failure> {
    Ok(match error {
        AuthorError::NotFound => return Err(Failure::NotFound),
        AuthorError::Store(error) if !error.is_retryable() => return Err(error.into()),
        AuthorError::Store(_) => w.t("console-problem-busy"),
        AuthorError::TooLong => w.t("console-flows-problem-long"),
        AuthorError::Clash(_) => w.t("console-flows-problem-clash"),
        AuthorError::Moved => w.t("console-flows-problem-moved"),
        AuthorError::Faulty => w.t("console-flows-problem-faulty"),
        AuthorError::Unexplained => w.t("console-flows-problem-unexplained"),
        AuthorError::NoNote => w.t("console-flows-problem-note"),
        AuthorError::Nothing => w.t("console-flows-problem-nothing"),
        AuthorError::Begun { by } => w.t1("console-flows-problem-begun", "name", by),
        AuthorError::Name => w.t("console-flows-problem-name"),
    })
}

/// The same where nothing but a failure can come of it.
pub(crate) fn failed(w: &Words, error: AuthorError) -> Failure {
    match told(w, error) {
        Err(failure) => failure,
        Ok(_) => Failure::Store(tsunagi_store::Error::Conflict),
    }
}

/// The word for what a set is.
pub(crate) fn kind_word(kind: Kind) -> &'static str {
    match kind {
        Kind::Flow => "flow",
        Kind::Texts => "texts",
        Kind::Table => "table",
        Kind::Calendar => "calendar",
    }
}

/// `第3版`, or that nothing was published yet.
pub(crate) fn version_words(w: &Words, head: &Head) -> String {
    match (&head.published, head.version) {
        (Some((at, by)), version) if version > 0 => {
            let version = w.t1("console-flows-version", "number", version.to_string());
            let by = by.clone().unwrap_or_else(|| w.t("console-flows-shipped"));
            format!("{version}　{}　{by}", w.date(*at))
        }
        _ if head.drafted.is_some() && head.kind == Kind::Flow => {
            w.t("console-flows-never-published")
        }
        _ => w.t("console-flows-as-shipped"),
    }
}

/// Whose draft, and since when.
pub(crate) fn draft_words(w: &Words, head: &Head) -> Option<String> {
    let (by, at) = head.drafted.as_ref()?;
    let args = [("name", by.as_str().into()), ("ago", w.ago(*at).into())];
    Some(w.with("console-flows-drafted", &args))
}

/// The frame and what stands above a section.
pub(crate) async fn top(
    app: &App,
    visitor: &Visitor,
    set: &str,
    section: &'static str,
) -> Result<(Frame, Top), Failure> {
    let w = &visitor.words;
    let heads = app.service.flow_list(&visitor.scope).await;
    let heads = heads.map_err(|error| failed(w, error))?;
    let Some(head) = heads.into_iter().find(|head| head.set == set) else {
        return Err(Failure::NotFound);
    };
    let here = format!("/console/flows/{set}");
    let tabs = SECTIONS
        .into_iter()
        .filter(|one| head.kind == Kind::Flow || !matches!(*one, "read" | "map" | "try"))
        .filter(|one| visitor.scope.writes_flows() || !matches!(*one, "publish"))
        .map(|one| Tab {
            name: w.t(&format!("console-flows-section-{one}")),
            way: if one == "read" {
                here.clone()
            } else {
                format!("{here}/{one}")
            },
            chosen: one == section,
            mark: one == "publish" && head.drafted.is_some(),
        })
        .collect();
    let title = w.with(
        "console-flows-page",
        &[
            ("title", head.title.as_str().into()),
            (
                "section",
                w.t(&format!("console-flows-section-{section}")).into(),
            ),
        ],
    );
    let mut f = Frame::of(visitor, app, "flows", title, here).await?;
    f.editor = true;
    let top = Top {
        set: set.to_owned(),
        title: head.title.clone(),
        version: version_words(w, &head),
        drafted: draft_words(w, &head),
        retired: head.retired,
        waiting: (head.waiting > 0).then(|| w.count("console-flows-waiting", head.waiting)),
        tabs,
        writes: visitor.scope.writes_flows(),
    };
    Ok((f, top))
}

/// The value of a field of a form.
pub(crate) fn field<'a>(form: &'a [(String, String)], name: &str) -> &'a str {
    form.iter()
        .find(|(key, _)| key == name)
        .map_or("", |(_, value)| value)
}

/// What a page showed, from its hidden fields: `path rev`.
pub(crate) fn seen(form: &[(String, String)]) -> Vec<(String, i64)> {
    let seen = form.iter().filter(|(key, _)| key == "seen");
    seen.filter_map(|(_, value)| {
        let (path, rev) = value.rsplit_once(' ')?;
        Some((path.to_owned(), rev.parse().ok()?))
    })
    .collect()
}
