//! Writing one: what is said, in which languages, and to whom.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use tsunagi_dispatch::broadcast::{Broadcast, Content, Draft, FIELDS, LASTS, LONGEST, Selection};
use tsunagi_model::{BroadcastId, Role, Span};
use tsunagi_store::BroadcastState;

use super::{LANGUAGES, channel_in, flow_name, only_who_runs_programmes, problem};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::conversation::id_of;
use crate::page::row::channel_kinds;
use crate::session::Visitor;

/// Roles that one can write to.
const ROLES: [Role; 4] = [Role::Child, Role::Parent, Role::Teacher, Role::Someone];
/// Hours for which it may begin for somebody.
const HOURS: [i64; 3] = [24, 72, 168];

/// Something to choose: value, name, whether it is chosen.
pub(crate) type Pick = (String, String, bool);

/// The words of one language.
pub(crate) struct Text {
    pub language: String,
    pub name: String,
    pub words: String,
}

#[derive(Template)]
#[template(path = "broadcast_write.html")]
pub(crate) struct WritePage {
    pub f: Frame,
    /// Where the form goes.
    pub to: String,
    /// Where one goes back to.
    pub back: String,
    pub rev: i64,
    pub texts: Vec<Text>,
    /// There are words in other languages already.
    pub others: bool,
    pub flows: Vec<Pick>,
    pub areas: Vec<Pick>,
    pub channels: Vec<Pick>,
    pub roles: Vec<Pick>,
    pub languages: Vec<Pick>,
    pub cases: Vec<Pick>,
    pub silent: String,
    pub fields: Vec<(String, String)>,
    pub known_fields: Vec<String>,
    /// Something of the finer choice is made already.
    pub narrowed: bool,
    pub lasts: Vec<Pick>,
    pub urgent: String,
    pub longest: usize,
    pub problem: Option<String>,
}

/// An empty form.
pub(crate) async fn new(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    only_who_runs_programmes(&visitor)?;
    page(&app, &visitor, None, &empty(&visitor), None).await
}

/// The form of a draft.
pub(crate) async fn edit(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
) -> Result<Response, Failure> {
    let broadcast = drafted(&app, &visitor, &id).await?;
    let known = Some((broadcast.row.id, broadcast.row.rev));
    page(&app, &visitor, known, &broadcast.draft, None).await
}

/// Keeps a new one and counts.
pub(crate) async fn create(
    State(app): State<App>,
    visitor: Visitor,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    only_who_runs_programmes(&visitor)?;
    keep(&app, &visitor, None, &form).await
}

/// Keeps a draft and counts anew.
pub(crate) async fn save(
    State(app): State<App>,
    visitor: Visitor,
    Path(id): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    let broadcast = drafted(&app, &visitor, &id).await?;
    let rev = one(&form, "rev").parse().unwrap_or(0);
    keep(&app, &visitor, Some((broadcast.row.id, rev)), &form).await
}

async fn drafted(app: &App, visitor: &Visitor, id: &str) -> Result<Broadcast, Failure> {
    let id: BroadcastId = id_of(id)?;
    let found = app.service.broadcast(&visitor.scope, id).await;
    match found {
        Ok(broadcast) if broadcast.row.state == BroadcastState::Draft => Ok(broadcast),
        Ok(_) => Err(Failure::NotFound),
        Err(error) => problem(&visitor.words, error).and(Err(Failure::NotFound)),
    }
}

async fn keep(
    app: &App,
    visitor: &Visitor,
    known: Option<(BroadcastId, i64)>,
    form: &[(String, String)],
) -> Result<Response, Failure> {
    let draft = read(form);
    let kept = app
        .service
        .write_broadcast(&visitor.scope, known, draft.clone());
    match kept.await {
        Ok(id) => Ok(Redirect::to(&format!("/console/broadcasts/{id}")).into_response()),
        Err(error) => {
            let problem = problem(&visitor.words, error)?;
            page(app, visitor, known, &draft, Some(problem)).await
        }
    }
}

fn one<'f>(form: &'f [(String, String)], name: &str) -> &'f str {
    let found = form.iter().find(|(known, _)| known == name);
    found.map_or("", |(_, value)| value.trim())
}

fn all<'f>(form: &'f [(String, String)], name: &'f str) -> impl Iterator<Item = &'f str> {
    form.iter()
        .filter(move |(known, value)| known == name && !value.trim().is_empty())
        .map(|(_, value)| value.trim())
}

/// What was typed and ticked; whether it is in order is decided elsewhere.
fn read(form: &[(String, String)]) -> Draft {
    let flow = one(form, "flow");
    let content = if flow.is_empty() {
        let texts = LANGUAGES.iter().filter_map(|language| {
            let words = one(form, &format!("text-{language}"));
            (!words.is_empty()).then(|| ((*language).to_owned(), words.to_owned()))
        });
        Content::Words(texts.collect())
    } else {
        Content::Flow(flow.to_owned())
    };
    let fields = (1..=FIELDS).filter_map(|number| {
        let field = one(form, &format!("field-{number}"));
        let value = one(form, &format!("value-{number}"));
        (!field.is_empty() && !value.is_empty()).then(|| (field.to_owned(), value.to_owned()))
    });
    let hours = one(form, "hours").parse::<i64>();
    let urgent = one(form, "urgent");
    Draft {
        content,
        selection: Selection {
            areas: all(form, "area").filter_map(|id| id.parse().ok()).collect(),
            channels: all(form, "channel").map(str::to_owned).collect(),
            roles: all(form, "role")
                .filter_map(|role| role.parse().ok())
                .collect(),
            languages: all(form, "language").map(str::to_owned).collect(),
            fields: fields.collect(),
            case: match one(form, "case") {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            silent_days: one(form, "silent").parse().ok(),
        },
        urgent: (!urgent.is_empty()).then(|| urgent.to_owned()),
        lasts: hours
            .ok()
            .filter(|hours| HOURS.contains(hours))
            .map_or(LASTS, Span::hours),
    }
}

/// Nothing written yet, for the first of one's areas.
fn empty(visitor: &Visitor) -> Draft {
    Draft {
        content: Content::Words(std::collections::BTreeMap::new()),
        selection: Selection {
            areas: visitor
                .scope
                .programme_areas()
                .into_iter()
                .take(1)
                .collect(),
            ..Selection::default()
        },
        urgent: None,
        lasts: LASTS,
    }
}

async fn page(
    app: &App,
    visitor: &Visitor,
    known: Option<(BroadcastId, i64)>,
    draft: &Draft,
    problem: Option<String>,
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (to, back, rev) = match known {
        Some((id, rev)) => {
            let page = format!("/console/broadcasts/{id}");
            (format!("{page}/edit"), page, rev)
        }
        None => {
            let list = "/console/broadcasts".to_owned();
            (list.clone(), list, 0)
        }
    };
    let f = Frame::of(visitor, app, "more", w.t("broadcast-write"), to.clone()).await?;
    let wanted = &draft.selection;
    let texts: Vec<Text> = LANGUAGES
        .iter()
        .map(|language| Text {
            language: (*language).to_owned(),
            name: w.named("language", language),
            words: match &draft.content {
                Content::Words(texts) => texts.get(*language).cloned().unwrap_or_default(),
                Content::Flow(_) => String::new(),
            },
        })
        .collect();
    let mine = visitor.scope.programme_areas();
    let areas = app.service.store().areas().await?.into_iter();
    let areas = areas.filter(|area| mine.contains(&area.id)).map(|area| {
        (
            area.id.to_string(),
            area.name,
            wanted.areas.contains(&area.id),
        )
    });
    let mut fields = wanted.fields.clone();
    fields.resize(FIELDS.min(fields.len() + 2), (String::new(), String::new()));
    html(&WritePage {
        f,
        to,
        back,
        rev,
        others: texts.iter().skip(1).any(|text| !text.words.is_empty()),
        texts,
        flows: flows(app, draft),
        areas: areas.collect(),
        channels: channels(app, visitor, &wanted.channels).await?,
        roles: picks(ROLES, |role| {
            let word = role.as_str();
            (
                word.to_owned(),
                w.named("role-of-contact", word),
                wanted.roles.contains(&role),
            )
        }),
        languages: picks(LANGUAGES, |language| {
            let chosen = wanted.languages.iter().any(|known| known == language);
            (language.to_owned(), w.named("language", language), chosen)
        }),
        cases: picks(
            [("", None), ("yes", Some(true)), ("no", Some(false))],
            |(value, case)| {
                let word = if value.is_empty() { "any" } else { value };
                (
                    value.to_owned(),
                    w.t(&format!("broadcast-case-{word}")),
                    wanted.case == case,
                )
            },
        ),
        silent: wanted
            .silent_days
            .map_or_else(String::new, |days| days.to_string()),
        fields,
        known_fields: tsunagi_dispatch::broadcast::known_fields(),
        narrowed: !wanted.languages.is_empty()
            || !wanted.fields.is_empty()
            || wanted.case.is_some()
            || wanted.silent_days.is_some(),
        lasts: picks(HOURS, |hours| {
            let span = Span::hours(hours);
            (hours.to_string(), w.length(span), draft.lasts == span)
        }),
        urgent: draft.urgent.clone().unwrap_or_default(),
        longest: LONGEST,
        problem,
    })
}

fn picks<T>(values: impl IntoIterator<Item = T>, pick: impl FnMut(T) -> Pick) -> Vec<Pick> {
    values.into_iter().map(pick).collect()
}

/// The flows that can be begun, by title.
fn flows(app: &App, draft: &Draft) -> Vec<Pick> {
    let program = app.service.program();
    let mut flows: Vec<Pick> = program
        .flows()
        .filter(|flow| {
            program
                .newest(flow)
                .is_some_and(|(_, definition)| !definition.always)
        })
        .map(|flow| {
            let chosen = matches!(&draft.content, Content::Flow(known) if known == flow);
            (flow.to_owned(), flow_name(app, flow), chosen)
        })
        .collect();
    flows.sort_by(|a, b| a.1.cmp(&b.1));
    flows
}

/// The channels of one's areas.
async fn channels(app: &App, visitor: &Visitor, wanted: &[String]) -> Result<Vec<Pick>, Failure> {
    let kinds = channel_kinds(app.service.store()).await?;
    let mine = visitor.scope.programme_areas();
    let lines = app.service.lines().iter();
    let mut slugs: Vec<&String> = lines
        .filter(|(_, line)| mine.contains(&line.area))
        .map(|(slug, _)| slug)
        .collect();
    slugs.sort();
    Ok(picks(slugs, |slug| {
        let name = channel_in(app, &visitor.words, &kinds, slug);
        (slug.clone(), name, wanted.contains(slug))
    }))
}
