//! 報告: the figures a municipality asks for.

use askama::Template;
use axum::extract::State;
use axum::response::Response;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    pub f: Frame,
}

/// Shows the report. Who reads no reports has no such page.
pub(crate) async fn show(State(app): State<App>, visitor: Visitor) -> Result<Response, Failure> {
    if visitor.scope.report_areas().is_empty() {
        return Err(Failure::NotFound);
    }
    let f = Frame::of(&visitor, &app, "report", visitor.words.t("console-report"), "/console/report".to_owned()).await?;
    html(&ReportPage { f })
}
