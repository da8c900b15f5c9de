//! 報告: the figures a municipality asks for, for the areas a visitor may read reports of; on the page and as a file.

use askama::Template;
use axum::extract::{Path, Query, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use chrono::Datelike;
use serde::Deserialize;
use tsunagi_report::{Column, FiscalYear, Group, Options, Report, Request, osaka};
use tsunagi_store::Entry;

use crate::App;
use crate::failure::Failure;
use crate::frame::{Frame, html};
use crate::session::Visitor;
use crate::words::Words;

/// How many years one can choose from, this one included.
const YEARS: i64 = 8;
/// How many open entries are named on the page; the Excel file has all of them.
const NAMED: usize = 12;

/// Which report.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Wanted {
    #[serde(default)]
    year: String,
    #[serde(default)]
    group: String,
}

/// One of the thirty figures, with a number for each row of the report.
pub(crate) struct FigureView {
    pub key: String,
    pub title: String,
    pub values: Vec<String>,
    /// The heading above it, where it begins a group.
    pub heading: Option<String>,
}

/// A choice in the form.
pub(crate) struct Choice {
    pub value: String,
    pub name: String,
    pub chosen: bool,
}

#[derive(Template)]
#[template(path = "report.html")]
pub(crate) struct ReportPage {
    pub f: Frame,
    pub title: String,
    pub period: String,
    pub years: Vec<Choice>,
    pub groups: Vec<Choice>,
    pub names: Vec<String>,
    pub figures: Vec<FigureView>,
    /// What does not add up, what a reader must know.
    pub remarks: Vec<String>,
    /// How many entries somebody must still make, and the first of them.
    pub missing: Option<String>,
    pub missing_first: Vec<String>,
    pub query: String,
}

/// The fiscal year an instant is in.
fn year_of(w: &Words) -> FiscalYear {
    let day = w.day(w.now);
    FiscalYear(i64::from(day.year()) - i64::from(day.month() < 4))
}

/// Thousands apart, so that figures can be read.
fn figure(value: i64) -> String {
    let digits = value.unsigned_abs().to_string();
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if value < 0 { format!("-{text}") } else { text }
}

async fn count(app: &App, visitor: &Visitor, wanted: &Wanted) -> Result<Report, Failure> {
    let may = visitor.scope.report_areas();
    if may.is_empty() {
        return Err(Failure::NotFound);
    }
    let request = Request {
        year: FiscalYear::read(&wanted.year).unwrap_or_else(|| year_of(&visitor.words)),
        areas: Vec::new(),
        group: if wanted.group == Group::Area.as_str() {
            Group::Area
        } else {
            Group::City
        },
        options: Options::default(),
    };
    Ok(osaka(app.service.store(), &request, Some(&may), visitor.words.now).await?)
}

/// Shows the table. Who reads no reports has no such page.
pub(crate) async fn show(
    State(app): State<App>,
    visitor: Visitor,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let report = count(&app, &visitor, &wanted).await?;
    let w = &visitor.words;
    let f = Frame::of(
        &visitor,
        &app,
        "report",
        w.t("console-report"),
        "/console/report".to_owned(),
    )
    .await?;
    html(&ReportPage::new(f, &report))
}

impl ReportPage {
    pub fn new(f: Frame, report: &Report) -> Self {
        let w = &f.w;
        let texts = w.texts();
        let say = tsunagi_report::Words::new(&texts, w.language);
        let name = |row: &tsunagi_report::Row| {
            row.name
                .clone()
                .unwrap_or_else(|| say.say(&format!("report-row-{}", row.key)))
        };
        let mut above = String::new();
        let figures = Column::all()
            .map(|column| {
                let heading = column
                    .headings()
                    .into_iter()
                    .flatten()
                    .map(|id| say.say(id))
                    .collect::<Vec<_>>()
                    .join(" ／ ");
                let begins = (heading != above && !heading.is_empty()).then(|| heading.clone());
                above = heading;
                FigureView {
                    key: column.to_string(),
                    title: say.say(&column.title()),
                    values: report
                        .rows
                        .iter()
                        .map(|row| figure(row.value(column)))
                        .collect(),
                    heading: begins,
                }
            })
            .collect();
        let mut remarks: Vec<_> = report
            .warnings
            .iter()
            .map(|warning| warning.text(say))
            .collect();
        for row in &report.rows {
            let own = row
                .checks
                .iter()
                .filter(|check| !check.closes())
                .map(|check| check.text(say));
            remarks.extend(
                own.chain(row.warnings.iter().map(|warning| warning.text(say)))
                    .map(|text| format!("{} {text}", name(row))),
            );
        }
        let missing: Vec<_> = report.rows.iter().flat_map(|row| &row.missing).collect();
        let this = year_of(w);
        let years = (0..YEARS)
            .map(|back| FiscalYear(this.0 - back))
            .map(|year| Choice {
                value: year.0.to_string(),
                name: year_name(w, year),
                chosen: year == report.year,
            })
            .collect();
        let groups = [Group::City, Group::Area]
            .map(|group| Choice {
                value: group.as_str().to_owned(),
                name: w.named("group", group.as_str()),
                chosen: group == report.group,
            })
            .into();
        Self {
            title: say.say_with(
                "report-osaka-title",
                &[
                    ("era", era(w, report.year)),
                    ("year", report.year.0.to_string()),
                ],
            ),
            period: w.with(
                "console-report-period",
                &[
                    ("from", w.date(report.year.from()).into()),
                    (
                        "to",
                        w.date(tsunagi_model::Timestamp(report.year.to().0 - 1))
                            .into(),
                    ),
                    ("made", w.date_time(report.made_at).into()),
                ],
            ),
            years,
            groups,
            names: report.rows.iter().map(name).collect(),
            figures,
            remarks,
            missing: (!missing.is_empty())
                .then(|| w.count("console-report-missing", missing.len() as i64)),
            missing_first: missing
                .iter()
                .take(NAMED)
                .map(|one| {
                    let area = report
                        .areas
                        .values()
                        .find(|area| area.slug == one.area)
                        .map_or(one.area.as_str(), |area| area.name.as_str());
                    format!(
                        "{area} {} {}",
                        one.number,
                        w.named("actor", one.actor.as_str())
                    )
                })
                .collect(),
            query: format!("year={}&group={}", report.year.0, report.group.as_str()),
            f,
        }
    }
}

/// `令和8年度` or `Reiwa 8`.
fn era(w: &Words, year: FiscalYear) -> String {
    let reiwa = year.0 - 2018;
    if reiwa > 0 {
        w.count("console-era-reiwa", reiwa)
    } else {
        year.era()
    }
}

/// `令和8年度（2026）` or `FY2026 (Reiwa 8)`.
fn year_name(w: &Words, year: FiscalYear) -> String {
    let args = [
        ("year", year.0.to_string().into()),
        ("era", era(w, year).into()),
    ];
    w.with("console-fiscal-year", &args)
}

/// The table as a file. Taking it out of the house is on record.
pub(crate) async fn file(
    State(app): State<App>,
    visitor: Visitor,
    Path(name): Path<String>,
    Query(wanted): Query<Wanted>,
) -> Result<Response, Failure> {
    let excel = match name.as_str() {
        "osaka.csv" => false,
        "osaka.xlsx" => true,
        _ => return Err(Failure::NotFound),
    };
    let report = count(&app, &visitor, &wanted).await?;
    let year = report.year.0;
    let (texts, language) = (app.service.texts(), visitor.words.language);
    // Building a workbook takes a moment of a core: not on a thread that serves requests.
    let bytes = tokio::task::spawn_blocking(move || {
        let mut bytes = Vec::new();
        if excel {
            tsunagi_report::xlsx(
                &report,
                tsunagi_report::Words::new(&texts, language),
                &mut bytes,
            )?;
        } else {
            tsunagi_report::csv(&report, &mut bytes)?;
        }
        Ok::<_, tsunagi_report::Error>(bytes)
    })
    .await
    .map_err(|_| Failure::Gone)??;
    let entry = Entry {
        staff: Some(visitor.staff.id),
        area: None,
        action: "export",
        object: format!("report/{name}"),
        detail: Some(format!("year={year}")),
    };
    app.service
        .store()
        .audit(&[entry], visitor.words.now)
        .await?;
    let (kind, end) = if excel {
        (
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            "xlsx",
        )
    } else {
        ("text/csv; charset=utf-8", "csv")
    };
    let disposition = format!("attachment; filename=\"tsunagi-osaka-{year}.{end}\"");
    Ok((
        [
            (header::CONTENT_TYPE, kind.to_owned()),
            (header::CONTENT_DISPOSITION, disposition),
        ],
        bytes,
    )
        .into_response())
}

#[cfg(test)]
mod tests {
    use super::{figure, year_of};
    use crate::sample;

    #[test]
    fn figures_are_grouped_by_thousands() {
        assert_eq!(
            ["0", "999", "1,000", "165,669"],
            [0, 999, 1_000, 165_669]
                .map(figure)
                .each_ref()
                .map(String::as_str)
        );
        assert_eq!(figure(-12_345), "-12,345");
    }

    #[test]
    fn the_fiscal_year_begins_in_april() {
        let mut words = sample::words("ja");
        assert_eq!(year_of(&words).0, 2026);
        // 2027-03-31 23:59 and one minute later, in Tokyo.
        words.now = tsunagi_model::Timestamp(1_806_505_140_000_000);
        assert_eq!(year_of(&words).0, 2026);
        words.now = words.now.plus(tsunagi_model::Span::minutes(1));
        assert_eq!(year_of(&words).0, 2027);
    }
}
