//! The city's table: thirty columns from the ledger and the cases of a fiscal year, for some areas, in some grouping.

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_model::{AreaId, Timestamp};
use tsunagi_store::{Area, Facts, Period, Store};

use crate::check::{checks, missing, warnings};
use crate::options::{Group, SupportCount, split};
use crate::tally::{Beside, areas_with_cases, look, tally};
use crate::{Behind, Check, Column, Error, Figure, FiscalYear, Missing, Options, Warning};

/// What is asked for.
#[derive(Debug, Clone)]
pub struct Request {
    /// The year.
    pub year: FiscalYear,
    /// Short names of the areas; what lies below them is included. None = all that the caller may see.
    pub areas: Vec<String>,
    /// What one row is about.
    pub group: Group,
    /// How it counts.
    pub options: Options,
}

/// The report.
#[derive(Debug, Clone)]
pub struct Report {
    /// The year.
    pub year: FiscalYear,
    /// What one row is about.
    pub group: Group,
    /// How it counts.
    pub options: Options,
    /// When it was made.
    pub made_at: Timestamp,
    /// The ledger's newest row when it was made.
    pub high_water: Option<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// What concerns all rows.
    pub warnings: Vec<Warning>,
    /// What the figures were counted from.
    pub facts: Facts,
    /// The areas by id.
    pub areas: BTreeMap<AreaId, Area>,
}

/// One row.
#[derive(Debug, Clone)]
pub struct Row {
    /// The short name: an area's, or `all`, or `model`.
    pub key: String,
    /// What people read; none for `all` and `model`, which have their words in the locales.
    pub name: Option<String>,
    /// O1 to O30.
    pub figures: Vec<Figure>,
    /// Numbers beside them.
    pub beside: Beside,
    /// What must add up.
    pub checks: Vec<Check>,
    /// What a reader must know.
    pub warnings: Vec<Warning>,
    /// What somebody must still fill in.
    pub missing: Vec<Missing>,
}

impl Row {
    /// The number in a column.
    pub fn value(&self, column: Column) -> i64 {
        self.figures
            .get(column.place())
            .map_or(0, |figure| figure.value)
    }

    /// The rows of the record behind a column.
    pub fn rows_behind(&self, column: Column) -> Option<&Behind> {
        self.figures
            .get(column.place())
            .map(|figure| &figure.behind)
    }
}

impl Report {
    /// Whether it may be made final: nothing is left to fill in and everything adds up.
    pub fn can_be_final(&self) -> bool {
        self.rows
            .iter()
            .all(|row| row.missing.is_empty() && row.checks.iter().all(Check::closes))
    }

    /// An area's short name.
    pub(crate) fn slug(&self, area: AreaId) -> &str {
        self.areas.get(&area).map_or("", |area| area.slug.as_str())
    }
}

/// The city's table. `may` narrows it to the areas somebody may see; none = all (the command line).
///
/// # Errors
/// [`Error::UnknownArea`] for an area that is not there or not among `may`; [`Error::NoModelAreas`];
/// [`Error::NotRecorded`] for an option whose facts the tables do not hold.
pub async fn osaka(
    store: &Store,
    request: &Request,
    may: Option<&[AreaId]>,
    now: Timestamp,
) -> Result<Report, Error> {
    if request.options.support == SupportCount::ServiceEvents {
        return Err(Error::NotRecorded {
            what: "single services",
        });
    }
    let mut areas = store.areas().await?;
    if let Some(may) = may {
        areas.retain(|area| may.contains(&area.id));
    }
    // The two engines order Japanese names differently.
    areas.sort_by(|one, other| one.slug.cmp(&other.slug));
    let chosen = choose(&areas, &request.areas)?;
    let mut options = request.options.clone();
    if options.model_areas.is_empty() {
        options.model_areas = store
            .setting("report.model_areas")
            .await?
            .as_deref()
            .map(split)
            .unwrap_or_default();
    }
    let period = Period {
        areas: chosen.iter().copied().collect(),
        fiscal_year: request.year.0,
        from: request.year.from(),
        to: request.year.to(),
    };
    let facts = store.report_facts(&period).await?;
    let groups = groups(&areas, &chosen, &facts, request, &options)?;
    Ok(build(areas, groups, facts, request, options, now))
}

/// One row's areas.
struct Grouped {
    key: String,
    name: Option<String>,
    areas: BTreeSet<AreaId>,
}

fn build(
    areas: Vec<Area>,
    groups: Vec<Grouped>,
    facts: Facts,
    request: &Request,
    options: Options,
    now: Timestamp,
) -> Report {
    let by_id: BTreeMap<AreaId, Area> = areas.into_iter().map(|area| (area.id, area)).collect();
    let name = |id: AreaId| {
        by_id
            .get(&id)
            .map(|area| area.name.clone())
            .unwrap_or_default()
    };
    let slug = |id: AreaId| {
        by_id
            .get(&id)
            .map(|area| area.slug.clone())
            .unwrap_or_default()
    };
    let seen = look(&facts, &options, request.year);
    let rows = groups
        .into_iter()
        .map(|group| {
            let cases: Vec<_> = seen
                .iter()
                .filter(|case| group.areas.contains(&case.fact.area))
                .collect();
            let pupils: Vec<_> = facts
                .pupils
                .iter()
                .filter(|(area, _)| group.areas.contains(area))
                .copied()
                .collect();
            let (figures, beside) = tally(&cases, &pupils, &options, request.year);
            let missing = missing(&cases, slug);
            let counted: BTreeSet<AreaId> = cases
                .iter()
                .filter(|case| case.is_counted())
                .map(|case| case.fact.area)
                .collect();
            let without = counted
                .into_iter()
                .filter(|area| !pupils.iter().any(|(known, _)| known == area))
                .map(name)
                .collect();
            let warnings = warnings(&figures, &beside, &missing, without);
            Row {
                key: group.key,
                name: group.name,
                checks: checks(&figures),
                figures,
                beside,
                warnings,
                missing,
            }
        })
        .collect::<Vec<_>>();
    let mut warnings = Vec::new();
    if facts.without_case > 0 {
        warnings.push(Warning::WithoutCase {
            contacts: facts.without_case,
        });
    }
    if rows.len() > 1 {
        warnings.push(Warning::NoRanking);
    }
    drop(seen);
    Report {
        year: request.year,
        group: request.group,
        options,
        made_at: now,
        high_water: facts.high_water.clone(),
        rows,
        warnings,
        facts,
        areas: by_id,
    }
}

/// The named areas and everything below them.
fn choose(areas: &[Area], slugs: &[String]) -> Result<BTreeSet<AreaId>, Error> {
    if slugs.is_empty() {
        return Ok(areas.iter().map(|area| area.id).collect());
    }
    let mut chosen = BTreeSet::new();
    for slug in slugs {
        chosen.extend(below(areas, find(areas, slug)?.id));
    }
    Ok(chosen)
}

fn find<'a>(areas: &'a [Area], slug: &str) -> Result<&'a Area, Error> {
    areas
        .iter()
        .find(|area| area.slug == slug || area.name == slug)
        .ok_or_else(|| Error::UnknownArea {
            slug: slug.to_owned(),
            known: areas
                .iter()
                .map(|area| area.slug.as_str())
                .collect::<Vec<_>>()
                .join(", "),
        })
}

/// An area and everything below it.
fn below(areas: &[Area], top: AreaId) -> BTreeSet<AreaId> {
    let mut found = BTreeSet::from([top]);
    loop {
        let more: Vec<_> = areas
            .iter()
            .filter(|area| {
                !found.contains(&area.id)
                    && area.parent.is_some_and(|parent| found.contains(&parent))
            })
            .collect();
        if more.is_empty() {
            return found;
        }
        found.extend(more.iter().map(|area| area.id));
    }
}

fn groups(
    areas: &[Area],
    chosen: &BTreeSet<AreaId>,
    facts: &Facts,
    request: &Request,
    options: &Options,
) -> Result<Vec<Grouped>, Error> {
    let busy = areas_with_cases(facts);
    let whole = || Grouped {
        key: "all".to_owned(),
        name: None,
        areas: chosen.clone(),
    };
    let mut groups = match request.group {
        Group::Area => areas
            .iter()
            .filter(|area| {
                chosen.contains(&area.id)
                    && (busy.contains(&area.id) || request.areas.contains(&area.slug))
            })
            .map(|area| Grouped {
                key: area.slug.clone(),
                name: Some(area.name.clone()),
                areas: BTreeSet::from([area.id]),
            })
            .collect(),
        Group::ModelAreas => {
            let mut model = BTreeSet::new();
            for slug in &options.model_areas {
                model.extend(below(areas, find(areas, slug)?.id));
            }
            if model.is_empty() {
                return Err(Error::NoModelAreas);
            }
            let model = model.intersection(chosen).copied().collect();
            vec![
                Grouped {
                    key: "model".to_owned(),
                    name: None,
                    areas: model,
                },
                whole(),
            ]
        }
        Group::City => {
            let mut rest = chosen.clone();
            let mut groups = Vec::new();
            for city in areas.iter().filter(|area| area.kind == "city") {
                let part: BTreeSet<_> = below(areas, city.id)
                    .intersection(chosen)
                    .copied()
                    .collect();
                rest = rest.difference(&part).copied().collect();
                if part.iter().any(|area| busy.contains(area)) || request.areas.contains(&city.slug)
                {
                    groups.push(Grouped {
                        key: city.slug.clone(),
                        name: Some(city.name.clone()),
                        areas: part,
                    });
                }
            }
            // Wards whose city is not in the tables belong to the one city that the installation serves.
            if rest.iter().any(|area| busy.contains(area)) {
                groups.push(Grouped {
                    key: "all".to_owned(),
                    name: None,
                    areas: rest,
                });
            }
            groups
        }
    };
    if groups.is_empty() {
        groups.push(whole());
    }
    Ok(groups)
}
