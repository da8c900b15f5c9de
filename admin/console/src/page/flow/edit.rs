//! 編集: files side by side, checked while they are typed, saved with the revision that was seen; and what two people changed at once.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::{Form, Json};
use serde::{Deserialize, Serialize};
use tsunagi_dispatch::author::{AuthorError, Check, Clashing, Edit, Finding, Opened, Pick, Saved};

use super::read::languages as languages_of;
use super::{Top, failed, field, seen, told, top};
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

/// A fault.
pub(crate) struct FindingView {
    pub code: &'static str,
    pub error: bool,
    pub path: String,
    pub line: u32,
    pub words: String,
    pub more: String,
    pub excerpt: String,
}

/// What a check found, in words.
pub(crate) struct ProblemsView {
    pub summary: String,
    pub clean: bool,
    pub here: Vec<FindingView>,
    pub elsewhere: Vec<FindingView>,
    pub old: Vec<FindingView>,
    pub old_words: Option<String>,
}

impl ProblemsView {
    /// Those that the draft brings.
    pub fn all(&self) -> impl Iterator<Item = &FindingView> {
        self.here.iter().chain(&self.elsewhere)
    }
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

fn kind_of(path: &str) -> &'static str {
    match path.rsplit('.').next() {
        Some("yml") => "yml",
        Some("ftl") => "ftl",
        _ => "csv",
    }
}

fn finding(w: &Words, one: Finding) -> FindingView {
    let japanese = w.language == "ja" && !one.hint.is_empty();
    let (words, more) = if japanese {
        (one.hint.to_owned(), one.message)
    } else {
        (one.message, String::new())
    };
    FindingView {
        code: one.code,
        error: one.error,
        path: one.path,
        line: one.line,
        words,
        more,
        excerpt: one.excerpt.trim().to_owned(),
    }
}

/// What a check found, as the page says it.
pub(crate) fn problems(w: &Words, check: Check) -> ProblemsView {
    let (errors, warnings) = check.counts();
    let args = [
        ("errors", errors.to_string().into()),
        ("warnings", warnings.to_string().into()),
    ];
    let (old, here): (Vec<_>, Vec<_>) = check
        .here
        .into_iter()
        .partition(|one| one.old && !one.error);
    let views = |list: Vec<Finding>| list.into_iter().map(|one| finding(w, one)).collect();
    ProblemsView {
        summary: if errors + warnings == 0 {
            w.t("console-flows-clean")
        } else {
            w.with("console-flows-problems", &args)
        },
        clean: errors + warnings == 0,
        here: views(here),
        elsewhere: views(check.elsewhere),
        old_words: i64::try_from(old.len())
            .ok()
            .filter(|count| *count > 0)
            .map(|count| w.count("console-flows-old-warnings", count)),
        old: views(old),
    }
}

/// The files of a form: three fields each, in their order.
fn edits(form: &[(String, String)]) -> Vec<Edit> {
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

fn others(w: &Words, opened: &Opened) -> Vec<String> {
    let others = opened.others.iter().map(|(name, at)| {
        let args = [("name", name.as_str().into()), ("ago", w.ago(*at).into())];
        w.with("console-flows-other", &args)
    });
    others.collect()
}

async fn page(
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
