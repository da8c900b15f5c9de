//! The pages that staff see: today, the inbox, a conversation, the report; server-rendered HTML that also works without a script.
//!
//! Three invariants: every reading and every action goes through the visitor's [`tsunagi_store::Scope`], so what is out of scope
//! does not exist; nothing here calls a platform; every word on a page comes from `locales/`.

mod action;
mod asset;
mod case_action;
mod event;
mod failure;
mod frame;
mod handle;
mod icon;
mod page;
mod session;
mod words;

#[cfg(test)]
mod sample;
#[cfg(test)]
mod tests;

use std::sync::Arc;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{any, get, post};
use tower_http::csrf::CsrfLayer;
use tsunagi_dispatch::Service;

use crate::page::{
    address, attachment, channel, conversation, held, inbox, more, programme, report, sign_in,
    today, web_key,
};

/// The largest form: a flow and two languages of its texts, each as long as it may be, with every byte escaped.
const LARGEST_FORM: usize = 3 * 3 * tsunagi_dispatch::author::LARGEST;

/// How the console is served.
#[derive(Debug, Clone)]
pub struct ConsoleOptions {
    /// How the world reaches us; none on a desk.
    pub public_url: Option<String>,
    /// Cookies travel over TLS only and carry the `__Host-` prefix. Off only for a server on the same machine.
    pub secure_cookies: bool,
    /// Says on every page that everybody in it is made up.
    pub demo: bool,
}

/// What every handler gets.
#[derive(Clone)]
pub(crate) struct App {
    pub service: Arc<Service>,
    pub options: ConsoleOptions,
}

/// The pages of the scripts; what is written there is longer than anything else.
fn flows() -> Router<App> {
    use page::flow::{edit, history, list, publish, read, rehearse, save};
    Router::new()
        .route("/console/flows", get(list::show).post(list::make))
        .route("/console/flows/{set}", get(read::show))
        .route("/console/flows/{set}/map", get(read::map))
        .route("/console/flows/{set}/retire", post(read::retire))
        .route(
            "/console/flows/{set}/edit",
            get(edit::show).post(save::save),
        )
        .route("/console/flows/{set}/check", post(edit::check))
        .route("/console/flows/{set}/discard", post(edit::discard))
        .route(
            "/console/flows/{set}/try",
            get(rehearse::show).post(rehearse::act),
        )
        .route("/console/flows/{set}/history", get(history::show))
        .route("/console/flows/{set}/restore", post(history::restore))
        .route(
            "/console/flows/{set}/publish",
            get(publish::show).post(publish::publish),
        )
        .route("/console/flows/{set}/keep", post(publish::keep))
        .layer(DefaultBodyLimit::max(LARGEST_FORM))
}

/// The pages of messages to many.
fn broadcasts() -> Router<App> {
    use page::broadcast::{list, show, write};
    Router::new()
        .route("/console/broadcasts", get(list::show).post(write::create))
        .route("/console/broadcasts/new", get(write::new))
        .route("/console/broadcasts/{id}", get(show::show))
        .route(
            "/console/broadcasts/{id}/edit",
            get(write::edit).post(write::save),
        )
        .route("/console/broadcasts/{id}/count", post(show::count))
        .route("/console/broadcasts/{id}/confirm", post(show::confirm))
        .route("/console/broadcasts/{id}/undo", post(show::undo))
        .route("/console/broadcasts/{id}/stop", post(show::stop))
}

/// The console: everything under `/console`.
pub fn router(service: Arc<Service>, options: ConsoleOptions) -> Router {
    let app = App { service, options };
    let pages = Router::new()
        .route("/console", get(today::show))
        .route("/console/", get(today::show))
        .route("/console/sign-in", get(sign_in::show).post(sign_in::enter))
        .route("/console/sign-out", post(sign_in::leave))
        .route("/console/language", post(sign_in::language))
        .route("/console/inbox", get(inbox::show))
        .route("/console/c/{id}", get(conversation::show))
        .route("/console/c/{id}/take", post(action::take))
        .route("/console/c/{id}/reply", post(action::reply))
        .route("/console/c/{id}/hand-back", post(action::hand_back))
        .route("/console/c/{id}/note", post(action::note))
        .route("/console/c/{id}/ask", post(action::ask_person))
        .route("/console/c/{id}/case", post(action::open_case))
        .route("/console/c/{id}/link", post(address::link))
        .route("/console/c/{id}/unlink", post(address::unlink))
        .route("/console/c/{id}/prefer", post(address::prefer))
        .route("/console/c/{id}/sibling", post(case_action::add_sibling))
        .route("/console/c/{id}/speaks", post(case_action::speaks_for))
        .route("/console/c/{id}/web-key", post(web_key::make))
        .route("/console/c/{id}/link-invitation", post(web_key::invite))
        .route("/console/c/{id}/met", post(case_action::met))
        .route("/console/c/{id}/support", post(case_action::begin_support))
        .route(
            "/console/c/{id}/support/end",
            post(case_action::end_support),
        )
        .route("/console/held", get(held::show))
        .route("/console/channels", get(channel::show))
        .merge(broadcasts())
        .route(
            "/console/programme",
            get(programme::show).post(programme::change),
        )
        .route(
            "/console/alerts/{id}/acknowledge",
            post(action::acknowledge),
        )
        .route("/console/alerts/{id}/close", post(action::close_alert))
        .route("/console/attachment/{id}", get(attachment::show))
        .route(
            "/console/attachment/{id}/restrict",
            post(attachment::restrict),
        )
        .merge(flows())
        .route("/console/events", get(event::stream))
        .route("/console/report", get(report::show))
        .route("/console/report/{file}", get(report::file))
        .route("/console/more", get(more::show))
        .route(
            "/console/{*rest}",
            any(|| async { failure::Failure::NotFound }),
        );
    // Order matters: the outermost sees every answer, also the refusals of the inner ones.
    pages
        .layer(CsrfLayer::new())
        .layer(axum::middleware::from_fn_with_state(
            app.clone(),
            failure::explain,
        ))
        .layer(axum::middleware::from_fn(frame::guard_headers))
        .merge(asset::router())
        .with_state(app)
}
