//! ためす: a phone in which a draft speaks, with a clock that can be moved. The whole way is in the form; nothing is kept.

use askama::Template;
use axum::Form;
use axum::extract::{Path, State};
use axum::response::Response;
use chrono::{Datelike, Days, NaiveTime, Weekday};
use tsunagi_dispatch::author::{Act, Heard, Said, Setting};
use tsunagi_model::Timestamp;

use super::read::{languages, roles};
use super::{Top, failed, field, top};
use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::page::report::Choice;
use crate::session::Visitor;
use crate::words::Words;

/// A button.
pub(crate) struct ButtonView {
    pub label: String,
    pub act: String,
}

/// A card.
pub(crate) struct CardView {
    pub title: String,
    pub text: String,
    pub image: Option<String>,
    pub buttons: Vec<ButtonView>,
}

/// A bubble on the phone, or a line beside it.
pub(crate) struct BubbleView {
    /// `bot`, `you`, `aside`, `day`.
    pub kind: &'static str,
    pub text: String,
    pub image: Option<String>,
    pub cards: Vec<CardView>,
    pub buttons: Vec<ButtonView>,
    pub pushed: bool,
    /// These buttons can still be tapped.
    pub live: bool,
}

#[derive(Template)]
#[template(path = "flow_try.html")]
pub(crate) struct TryPage {
    pub f: Frame,
    pub top: Top,
    pub bubbles: Vec<BubbleView>,
    pub acts: Vec<String>,
    pub languages: Vec<Choice>,
    pub roles: Vec<Choice>,
    pub language: String,
    pub age: String,
    pub agreed: bool,
    pub clock: String,
    pub step: Option<String>,
    pub wakes: Option<String>,
    pub person: bool,
    pub fields: Vec<(String, String)>,
}

/// Next Sunday at five in the afternoon: nobody is asleep, and weekly starts are due.
fn begins(w: &Words) -> Timestamp {
    let mut day = w.day(w.now) + Days::new(1);
    while day.weekday() != Weekday::Sun {
        day = day + Days::new(1);
    }
    let five = NaiveTime::from_hms_opt(17, 0, 0).unwrap_or_default();
    w.instant(day.and_time(five))
}

fn buttons(choices: &[tsunagi_model::Choice]) -> Vec<ButtonView> {
    let button = |choice: &tsunagi_model::Choice| ButtonView {
        label: choice.label.clone(),
        act: Act::Tap(choice.data.clone()).line(),
    };
    choices.iter().map(button).collect()
}

fn line(kind: &'static str, text: String) -> BubbleView {
    BubbleView {
        kind,
        text,
        image: None,
        cards: Vec::new(),
        buttons: Vec::new(),
        pushed: false,
        live: false,
    }
}

fn bubbles(w: &Words, heard: &[Heard]) -> Vec<BubbleView> {
    let mut views = Vec::new();
    let mut clock = String::new();
    for one in heard {
        let now = w.date_time(one.at);
        if now != clock {
            views.push(line("day", now.clone()));
            clock = now;
        }
        match &one.said {
            Said::Bot(turn, pushed) => {
                for bubble in &turn.bubbles {
                    views.push(BubbleView {
                        image: bubble.media.as_ref().map(|media| media.preview_url.clone()),
                        cards: bubble
                            .cards
                            .iter()
                            .map(|card| CardView {
                                title: card.title.clone(),
                                text: card.text.clone(),
                                image: card.image_url.clone(),
                                buttons: buttons(&card.choices),
                            })
                            .collect(),
                        buttons: buttons(&bubble.choices),
                        pushed: *pushed,
                        ..line("bot", bubble.text.clone())
                    });
                }
            }
            Said::You(Act::Sticker, _) => views.push(line("you", w.t("console-kind-sticker"))),
            Said::You(_, words) => views.push(line("you", words.clone())),
            Said::Aside(what, words) => {
                let family = if *what == "held" {
                    "held"
                } else {
                    "flows-team"
                };
                let name = w.named(family, words);
                let text = w.t1(&format!("console-flows-aside-{what}"), "value", name);
                views.push(line("aside", text));
            }
            Said::End(how) => {
                views.push(line("aside", w.t(&format!("console-flows-end-{how}"))));
            }
        }
    }
    // Only the last buttons can be tapped, as on a phone.
    if let Some(last) = views
        .iter_mut()
        .rev()
        .find(|view| !view.buttons.is_empty() || !view.cards.is_empty())
    {
        last.live = true;
    }
    views
}

async fn page(
    app: &App,
    visitor: &Visitor,
    set: &str,
    form: &[(String, String)],
) -> Result<Response, Failure> {
    let w = &visitor.words;
    let (f, top) = top(app, visitor, set, "try").await?;
    let first = form.is_empty();
    let or = |name: &str, default: &str| {
        if first {
            default.to_owned()
        } else {
            field(form, name).to_owned()
        }
    };
    let setting = Setting {
        role: or("role", "child"),
        language: or("lang", w.language),
        age: or("age", "12"),
        agreed: first || field(form, "agreed") == "yes",
        from: field(form, "from")
            .parse()
            .map_or_else(|_| begins(w), Timestamp),
    };
    let mut acts: Vec<Act> = form
        .iter()
        .filter(|(key, _)| key == "way")
        .filter_map(|(_, line)| Act::read(line))
        .collect();
    match field(form, "act") {
        "again" => acts.clear(),
        "back" => _ = acts.pop(),
        "write" => acts.extend(Act::read(&format!("write {}", field(form, "words")))),
        act => acts.extend(Act::read(act)),
    }
    let tried = app
        .service
        .rehearse(&visitor.scope, set, &setting, &acts)
        .await;
    let tried = tried.map_err(|error| failed(w, error))?;
    let opened = app.service.open_flow(&visitor.scope, set).await;
    let opened = opened.map_err(|error| failed(w, error))?;
    let all: Vec<String> = opened
        .files
        .iter()
        .filter_map(|file| file.path.strip_suffix(".ftl")?.split_once('/'))
        .map(|(language, _)| language.to_owned())
        .collect();
    html(&TryPage {
        f,
        top,
        bubbles: bubbles(w, &tried.heard),
        acts: std::iter::once(setting.from.0.to_string())
            .chain(acts.iter().map(Act::line))
            .collect(),
        languages: languages(w, &all, &setting.language),
        roles: roles(w, &setting.role),
        language: setting.language,
        age: setting.age,
        agreed: setting.agreed,
        clock: w.date_time(tried.now),
        step: tried.step.map(|(flow, step)| format!("{flow} / {step}")),
        wakes: tried.wakes.map(|at| w.date_time(at)),
        person: tried.person,
        fields: tried.fields,
    })
}

/// ためす, from the beginning.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
) -> Result<Response, Failure> {
    page(&app, &visitor, &set, &[]).await
}

/// One act further.
pub(crate) async fn act(
    State(app): State<App>,
    visitor: Visitor,
    Path(set): Path<String>,
    Form(form): Form<Vec<(String, String)>>,
) -> Result<Response, Failure> {
    page(&app, &visitor, &set, &form).await
}
