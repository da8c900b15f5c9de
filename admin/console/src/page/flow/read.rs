//! 台本 and 図: a flow as one reads it, and as a picture.

use askama::Template;
use axum::Form;
use axum::extract::{Path, Query, State};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;
use tsunagi_dispatch::author::{Cue, Kind, Page, Scene, Silence};

use super::list::{audience_words, start_words};
use super::{Top, failed, field, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::report::Choice;
use crate::session::Visitor;
use crate::words::Words;

/// Who reads what.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct As {
    #[serde(default)]
    lang: String,
    #[serde(default)]
    role: String,
    /// `now` for what is in force although there is a draft.
    #[serde(default)]
    state: String,
}

/// Where something leads.
pub(crate) struct WayView {
    pub words: String,
    /// The step on this page.
    pub step: Option<String>,
}

/// A line of a step.
pub(crate) struct LineView {
    /// `bubble`, `closed`, `choice`, `aside`.
    pub kind: &'static str,
    pub text: String,
    /// A key or a condition, as it is written in the file.
    pub code: String,
    pub way: Option<WayView>,
}

/// A step.
pub(crate) struct SceneView {
    pub name: String,
    pub line: u32,
    pub waiting: Option<String>,
    pub retired: bool,
    pub lines: Vec<LineView>,
}

#[derive(Template)]
#[template(path = "flow_read.html")]
pub(crate) struct ReadPage {
    pub f: Frame,
    pub top: Top,
    pub audience: String,
    pub starts: Vec<String>,
    pub rules: Vec<[String; 4]>,
    pub scenes: Vec<SceneView>,
    pub languages: Vec<Choice>,
    pub roles: Vec<Choice>,
    pub language: String,
    pub drafted: bool,
    pub stuck: Vec<String>,
    pub always: bool,
}

#[derive(Template)]
#[template(path = "flow_map.html")]
pub(crate) struct MapPage {
    pub f: Frame,
    pub top: Top,
    pub picture: String,
    pub languages: Vec<Choice>,
}

/// Languages to choose from.
pub(crate) fn languages(w: &Words, all: &[String], chosen: &str) -> Vec<Choice> {
    let choice = |tag: &String| Choice {
        value: tag.clone(),
        name: w.named("language", tag),
        chosen: tag == chosen,
    };
    all.iter().map(choice).collect()
}

/// Roles to choose from.
pub(crate) fn roles(w: &Words, chosen: &str) -> Vec<Choice> {
    let roles = ["child", "parent", "teacher", "someone", "unknown"];
    let choice = |role: &str| Choice {
        value: role.to_owned(),
        name: w.named("role-of-contact", role),
        chosen: role == chosen,
    };
    roles.into_iter().map(choice).collect()
}

struct Reader<'a> {
    w: &'a Words,
    page: &'a Page,
}

impl Reader<'_> {
    fn way(&self, to: &str) -> Option<WayView> {
        let id = format!("console-flows-way-{to}");
        let words = if matches!(to, "next" | "end" | "return" | "hold") {
            self.w.t(&id)
        } else {
            to.to_owned()
        };
        let step = self.page.script.scenes.iter().any(|one| one.name == to);
        Some(WayView {
            words,
            step: step.then(|| to.to_owned()),
        })
    }

    fn aside(&self, id: &str, value: &str, code: &str, to: Option<&str>) -> LineView {
        LineView {
            kind: "aside",
            text: self
                .w
                .t1(&format!("console-flows-cue-{id}"), "value", value),
            code: code.to_owned(),
            way: to.and_then(|to| self.way(to)),
        }
    }

    fn said(&self, lines: &mut Vec<LineView>, id: &str, kind: &'static str) {
        let bubbles = self.page.bubbles.get(id);
        let missing = bubbles.is_none_or(Vec::is_empty);
        let words = if missing {
            vec![self.w.t1("console-flows-no-text", "id", id)]
        } else {
            bubbles.cloned().unwrap_or_default()
        };
        lines.extend(words.into_iter().map(|text| LineView {
            kind,
            text,
            code: id.to_owned(),
            way: None,
        }));
    }

    fn silence(&self, lines: &mut Vec<LineView>, silence: &Silence) {
        let nudges = silence.nudges.join(&self.w.t("console-flows-comma"));
        if nudges.is_empty() {
            lines.push(self.aside("silence", "", "", Some(&silence.then)));
        } else {
            lines.push(self.aside("silence-nudged", &nudges, "", Some(&silence.then)));
        }
        if let Some(id) = &silence.say {
            self.said(lines, id, "nudge");
        }
    }

    fn lines(&self, scene: &Scene) -> Vec<LineView> {
        let mut lines = Vec::new();
        let mut asked = "";
        for cue in &scene.cues {
            let line = match cue {
                Cue::Say(id, closed) => {
                    self.said(&mut lines, id, "bubble");
                    if let Some(id) = closed {
                        self.said(&mut lines, id, "closed");
                    }
                    continue;
                }
                Cue::Ask(id) => {
                    asked = id;
                    self.said(&mut lines, id, "bubble");
                    continue;
                }
                Cue::Silence(silence) => {
                    self.silence(&mut lines, silence);
                    continue;
                }
                Cue::Choice(key, value, to) => {
                    let label = self.page.labels.get(&(asked.to_owned(), key.clone()));
                    LineView {
                        kind: "choice",
                        text: label
                            .cloned()
                            .unwrap_or_else(|| self.w.named("flows-option", key)),
                        code: if value.is_empty() {
                            key.clone()
                        } else {
                            format!("{key} {value}")
                        },
                        way: self.way(to),
                    }
                }
                Cue::Note(text) => self.aside("note", text, "", None),
                Cue::SkipIf(when) => self.aside("skip-if", "", when, None),
                Cue::AtMost(times, to) => self.aside("at-most", times, "", Some(to)),
                Cue::Set(what) => self.aside("set", "", what, None),
                Cue::Log(what) => self.aside("log", what, "", None),
                Cue::Alert(team, level, _) => {
                    let team = self.w.named("flows-team", team);
                    let level = self.w.named("flows-level", level);
                    self.aside("alert", &format!("{team}（{level}）"), "", None)
                }
                Cue::Media(name) => self.aside("media", name, "", None),
                Cue::From(rows) => self.aside("from", "", rows, None),
                Cue::Expect(what) => self.aside("expect", "", what, None),
                Cue::Save(name) => self.aside("save", "", name, None),
                Cue::NoMatch(times, to) => self.aside("no-match", times, "", Some(to)),
                Cue::Branch(Some(when), to) => self.aside("branch", "", when, Some(to)),
                Cue::Branch(None, to) => self.aside("else", "", "", Some(to)),
                Cue::Chance(share, to) => self.aside("chance", share, "", Some(to)),
                Cue::Wait(how) => self.aside("wait", "", how, None),
                Cue::Run(flow) => self.aside("run", flow, "", None),
                Cue::Handoff(team, why, done) => {
                    let team = self.w.named("flows-team", team);
                    let why = self.w.named("why", why);
                    let line = self.aside("handoff", &format!("{team}（{why}）"), "", None);
                    if let Some(to) = done {
                        lines.push(line);
                        self.aside("when-closed", "", "", Some(to))
                    } else {
                        line
                    }
                }
                Cue::Result(word) => self.aside("result", "", word, None),
                Cue::Then(to) => self.aside("then", "", "", Some(to)),
            };
            lines.push(line);
        }
        lines
    }
}

/// 台本.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Query(reader): Query<As>,
) -> Result<Response, Failure> {
    if Kind::of(&set) != Kind::Flow {
        return Ok(Redirect::to(&format!("/console/flows/{set}/edit")).into_response());
    }
    let w = &visitor.words;
    let (f, top) = top(&app, &visitor, &set, "read").await?;
    let language = if reader.lang.is_empty() {
        w.language
    } else {
        &reader.lang
    };
    let first = |page: &Page| page.script.audience.first().cloned();
    let draft = reader.state != "now";
    let service = &app.service;
    let scope = &visitor.scope;
    let read = async |role: &str| {
        let page = service.flow_page(scope, &set, language, role, draft).await;
        page.map_err(|error| failed(w, error))
    };
    let mut role = reader.role.clone();
    let mut page = read(if role.is_empty() { "child" } else { &role }).await?;
    if role.is_empty() {
        role = first(&page).unwrap_or_else(|| "child".to_owned());
        if role != "child" {
            page = read(&role).await?;
        }
    }
    let waiting = service.flow_waiting(scope, &set).await;
    let waiting = waiting.map_err(|error| failed(w, error))?;
    let stuck = service.flow_stuck(scope, &set).await;
    let stuck = stuck.map_err(|error| failed(w, error))?;
    let stuck = stuck.into_iter().map(|one| {
        let args = [
            ("version", one.version.to_string().into()),
            ("step", one.step.into()),
            ("people", one.people.to_string().into()),
            ("since", w.date(one.since).into()),
        ];
        w.with("console-flows-stuck-row", &args)
    });
    let reader = Reader { w, page: &page };
    let mut scenes: Vec<SceneView> = page
        .script
        .scenes
        .iter()
        .map(|scene| SceneView {
            name: scene.name.clone(),
            line: scene.line,
            waiting: waiting
                .get(&scene.name)
                .map(|people| w.count("console-flows-waiting", *people)),
            retired: scene.retired,
            lines: reader.lines(scene),
        })
        .collect();
    if let Some(silence) = &page.script.silence {
        let mut lines = Vec::new();
        reader.silence(&mut lines, silence);
        let every = SceneView {
            name: w.t("console-flows-every-question"),
            line: 0,
            waiting: None,
            retired: false,
            lines,
        };
        scenes.insert(0, every);
    }
    html(&ReadPage {
        audience: audience_words(w, &page.script.audience),
        starts: page
            .script
            .starts
            .iter()
            .map(|start| start_words(w, start))
            .collect(),
        rules: page.script.rules.clone(),
        scenes,
        languages: languages(w, &page.languages, language),
        roles: roles(w, &role),
        language: language.to_owned(),
        drafted: page.drafted,
        stuck: stuck.collect(),
        always: page.script.always,
        f,
        top,
    })
}

/// 図.
pub(crate) async fn map(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Query(reader): Query<As>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(&app, &visitor, &set, "map").await?;
    let language = if reader.lang.is_empty() {
        w.language
    } else {
        &reader.lang
    };
    let drawn = app
        .service
        .flow_picture(&visitor.scope, &set, language)
        .await;
    let (picture, all) = drawn.map_err(|error| failed(w, error))?;
    html(&MapPage {
        f,
        top,
        picture,
        languages: languages(w, &all, language),
    })
}

/// 休止, 再開.
pub(crate) async fn retire(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let retired = field(&form, "retired") == "yes";
    let done = app.service.retire_flow(&visitor.scope, &set, retired).await;
    done.map_err(|error| failed(&visitor.words, error))?;
    Ok(Redirect::to(&format!("/console/flows/{set}")).into_response())
}
