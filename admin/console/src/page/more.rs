//! もっと: what does not fit into the bar of a phone.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;

#[derive(Template)]
#[template(path = "more.html")]
pub(crate) struct MorePage {
    pub f: Frame,
    pub login: String,
    pub roles: Vec<String>,
    /// Whether there is anything of the script's silence to see.
    pub followed: bool,
    /// Whether there is a programme to suspend.
    pub runs: bool,
}

/// Shows who is signed in, as what, and the way to everything else.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    let w = &visitor.words;
    let f = Frame::of(
        &visitor,
        &app,
        "more",
        w.t("console-more"),
        "/console/more".to_owned(),
    )
    .await?;
    let roles = visitor
        .scope
        .roles()
        .iter()
        .map(|role| w.named("role", role.as_str()))
        .collect();
    html(&MorePage {
        f,
        login: visitor.staff.login,
        roles,
        followed: !visitor.scope.followed_areas().is_empty(),
        runs: !visitor.scope.programme_areas().is_empty(),
    })
}
