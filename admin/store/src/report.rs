//! What the municipal reports are computed from: the cases of some areas with everything recorded of them, in five queries.

use tsunagi_model::{
    Actor, AreaId, CaseId, EncounterId, EncounterResult, EncounterSource, Method, Target, Timestamp,
};

use crate::case_word::{Assessment, CaseOutcome, CaseState, Destination, LinkState};
use crate::db::{Row, args};
use crate::rows::ids;
use crate::{Error, Store};

/// A period and some areas.
#[derive(Debug, Clone)]
pub struct Period {
    /// The areas themselves; what lies below them must be named too.
    pub areas: Vec<AreaId>,
    /// The year that begins in April.
    pub fiscal_year: i64,
    /// The first instant.
    pub from: Timestamp,
    /// The first instant after it.
    pub to: Timestamp,
}

/// A case.
#[derive(Debug, Clone)]
pub struct CaseFact {
    /// The row.
    pub id: CaseId,
    /// Whose it is.
    pub area: AreaId,
    /// The city's own number.
    pub number: String,
    /// The year whose ledger it is in.
    pub fiscal_year: i64,
    /// The school.
    pub school: Option<String>,
    /// The grade.
    pub grade: Option<String>,
    /// How the child was found; `screening` unless it says otherwise.
    pub found_via: Option<String>,
    /// What came of the screening.
    pub assessment: Option<Assessment>,
    /// When; an import knows only the year.
    pub assessed_at: Option<Timestamp>,
    /// When support began.
    pub opened_at: Timestamp,
    /// When it ended.
    pub closed_at: Option<Timestamp>,
    /// What became of it; none = not measured.
    pub outcome: Option<CaseOutcome>,
    /// When that was known.
    pub outcome_at: Option<Timestamp>,
}

/// What somebody wrote down of how far an actor has come.
#[derive(Debug, Clone)]
pub struct StateFact {
    /// The case.
    pub case: CaseId,
    /// The actor.
    pub actor: Actor,
    /// How far.
    pub state: CaseState,
    /// When it was so.
    pub at: Timestamp,
}

/// A way on to support.
#[derive(Debug, Clone)]
pub struct LinkFact {
    /// The row.
    pub id: String,
    /// The case.
    pub case: CaseId,
    /// Where to.
    pub destination: Destination,
    /// How far.
    pub state: LinkState,
    /// When it began.
    pub started_at: Timestamp,
    /// When it ended.
    pub ended_at: Option<Timestamp>,
}

/// A counted contact that no later row corrects.
#[derive(Debug, Clone)]
pub struct EncounterFact {
    /// The row.
    pub id: EncounterId,
    /// The case.
    pub case: CaseId,
    /// In whose column.
    pub actor: Actor,
    /// With whom.
    pub target: Target,
    /// How.
    pub method: Method,
    /// What came of it.
    pub result: EncounterResult,
    /// Whether the person acted.
    pub reached: bool,
    /// Whether no person of the staff took part.
    pub flow_only: bool,
    /// Where the row came from.
    pub source: EncounterSource,
    /// When.
    pub started_at: Timestamp,
}

/// Everything a report of a period needs.
#[derive(Debug, Clone, Default)]
pub struct Facts {
    /// Cases of that year, assessed in the period, or open in it.
    pub cases: Vec<CaseFact>,
    /// States of cases of these areas.
    pub states: Vec<StateFact>,
    /// Ways on, of cases of these areas.
    pub links: Vec<LinkFact>,
    /// Counted contacts of the period, of cases of these areas.
    pub encounters: Vec<EncounterFact>,
    /// Pupils per area in that year.
    pub pupils: Vec<(AreaId, i64)>,
    /// Counted contacts of the period in these areas that belong to no case.
    pub without_case: i64,
    /// The ledger's newest row when this was read: the same number can be found again with it.
    pub high_water: Option<String>,
}

/// A case as it is exported, in the columns of `import cases`.
#[derive(Debug, Clone)]
pub struct ExportedCase {
    /// The case.
    pub case: CaseFact,
    /// The area's short name.
    pub area: String,
    /// Its states.
    pub states: Vec<StateFact>,
    /// Its ways on.
    pub links: Vec<LinkFact>,
    /// Its counted contacts by the ward.
    pub encounters: Vec<EncounterFact>,
}

macro_rules! case_columns {
    () => {
        "k.id, k.area, k.number, k.fiscal_year, k.school, k.grade, k.found_via, k.assessment, k.assessed_at, k.opened_at, k.closed_at,
         k.outcome, k.outcome_at"
    };
}
macro_rules! fact_columns {
    () => {
        "e.id, e.child_case, e.actor, e.target, e.method, e.result, e.reached, e.flow_only, e.source, e.started_at"
    };
}
/// A row that counts: marked so, and no other row corrects it.
macro_rules! counts {
    () => {
        "e.counted = 1 and e.voided_by is null and not exists (select 1 from encounter v where v.voids = e.id)"
    };
}

impl Store {
    /// Everything a report of this period needs.
    pub async fn report_facts(&self, period: &Period) -> Result<Facts, Error> {
        let areas = ids(&period.areas);
        let cases = self
            .db
            .all(
                concat!(
                    "select ",
                    case_columns!(),
                    " from child_case k where k.area in (select value->>0 from json_each($1))
                       and (k.fiscal_year = $2 or (k.assessed_at >= $3 and k.assessed_at < $4)
                            or (k.opened_at < $4 and (k.closed_at is null or k.closed_at >= $3)))
                     order by k.area, k.number, k.id"
                ),
                args![areas.as_str(), period.fiscal_year, period.from, period.to],
            )
            .await?;
        let states = self
            .db
            .all(
                "select s.child_case, s.actor, s.state, s.at from child_case k join case_state s on s.child_case = k.id
                 where k.area in (select value->>0 from json_each($1)) and s.at < $2",
                args![areas.as_str(), period.to],
            )
            .await?;
        let links = self
            .db
            .all(
                "select l.id, l.child_case, l.destination, l.state, l.started_at, l.ended_at
                 from child_case k join support_link l on l.child_case = k.id
                 where k.area in (select value->>0 from json_each($1)) and l.started_at < $2 and (l.ended_at is null or l.ended_at >= $3)
                 order by l.id",
                args![areas.as_str(), period.to, period.from],
            )
            .await?;
        let encounters = self
            .db
            .all(
                concat!(
                    "select ",
                    fact_columns!(),
                    " from child_case k join encounter e on e.child_case = k.id
                     where k.area in (select value->>0 from json_each($1)) and e.started_at >= $2 and e.started_at < $3 and ",
                    counts!(),
                    " order by e.id"
                ),
                args![areas.as_str(), period.from, period.to],
            )
            .await?;
        let pupils = self
            .db
            .all(
                "select area, pupils from denominator where fiscal_year = $2 and area in (select value->>0 from json_each($1))",
                args![areas.as_str(), period.fiscal_year],
            )
            .await?;
        let rest = self
            .db
            .one(
                concat!(
                    "select count(*) from encounter e where e.area in (select value->>0 from json_each($1))
                       and e.started_at >= $2 and e.started_at < $3 and e.child_case is null and ",
                    counts!()
                ),
                args![areas.as_str(), period.from, period.to],
            )
            .await?;
        let newest = self
            .db
            .one("select max(id) from encounter", args![])
            .await?;
        Ok(Facts {
            cases: cases.iter().map(case).collect::<Result<_, _>>()?,
            states: states.iter().map(state).collect::<Result<_, _>>()?,
            links: links.iter().map(link).collect::<Result<_, _>>()?,
            encounters: encounters.iter().map(encounter).collect::<Result<_, _>>()?,
            pupils: pupils
                .iter()
                .map(|row| Ok((row.parse(0)?, row.int(1)?)))
                .collect::<Result<_, Error>>()?,
            without_case: rest.map_or(Ok(0), |row| row.int(0))?,
            high_water: newest.map_or(Ok(None), |row| row.opt_text(0))?,
        })
    }

    /// A page of all cases after `after` (an id, or empty for the first page), with what is recorded of them.
    pub async fn export_cases(&self, after: &str, limit: i64) -> Result<Vec<ExportedCase>, Error> {
        let rows = self
            .db
            .all(
                concat!(
                    "select ",
                    case_columns!(),
                    ", a.slug from child_case k join area a on a.id = k.area where k.id > $1 order by k.id limit $2"
                ),
                args![after, limit],
            )
            .await?;
        let mut cases = Vec::with_capacity(rows.len());
        for row in &rows {
            cases.push(ExportedCase {
                case: case(row)?,
                area: row.text(13)?,
                states: Vec::new(),
                links: Vec::new(),
                encounters: Vec::new(),
            });
        }
        let page = ids(cases.iter().map(|row| row.case.id));
        let states = self
            .db
            .all(
                "select s.child_case, s.actor, s.state, s.at from json_each($1) j cross join case_state s where s.child_case = j.value->>0",
                args![page.as_str()],
            )
            .await?;
        let links = self
            .db
            .all(
                "select l.id, l.child_case, l.destination, l.state, l.started_at, l.ended_at
                 from json_each($1) j cross join support_link l where l.child_case = j.value->>0 order by l.id",
                args![page.as_str()],
            )
            .await?;
        let encounters = self
            .db
            .all(
                concat!(
                    "select ",
                    fact_columns!(),
                    " from json_each($1) j cross join encounter e where e.child_case = j.value->>0 and e.actor = 'ward' and ",
                    counts!()
                ),
                args![page.as_str()],
            )
            .await?;
        // The page is ordered by id, so each part finds its case by halving.
        let place = |cases: &[ExportedCase], id: CaseId| {
            cases.binary_search_by_key(&id, |row| row.case.id).ok()
        };
        for fact in states.iter().map(state) {
            let fact = fact?;
            if let Some(row) = place(&cases, fact.case).and_then(|place| cases.get_mut(place)) {
                row.states.push(fact);
            }
        }
        for fact in links.iter().map(link) {
            let fact = fact?;
            if let Some(row) = place(&cases, fact.case).and_then(|place| cases.get_mut(place)) {
                row.links.push(fact);
            }
        }
        for fact in encounters.iter().map(encounter) {
            let fact = fact?;
            if let Some(row) = place(&cases, fact.case).and_then(|place| cases.get_mut(place)) {
                row.encounters.push(fact);
            }
        }
        Ok(cases)
    }
}

fn case(row: &Row) -> Result<CaseFact, Error> {
    Ok(CaseFact {
        id: row.parse(0)?,
        area: row.parse(1)?,
        number: row.text(2)?,
        fiscal_year: row.int(3)?,
        school: row.opt_text(4)?,
        grade: row.opt_text(5)?,
        found_via: row.opt_text(6)?,
        assessment: row.opt_parse(7)?,
        assessed_at: row.opt_at(8)?,
        opened_at: row.at(9)?,
        closed_at: row.opt_at(10)?,
        outcome: row.opt_parse(11)?,
        outcome_at: row.opt_at(12)?,
    })
}

fn state(row: &Row) -> Result<StateFact, Error> {
    Ok(StateFact {
        case: row.parse(0)?,
        actor: row.parse(1)?,
        state: row.parse(2)?,
        at: row.at(3)?,
    })
}

fn link(row: &Row) -> Result<LinkFact, Error> {
    Ok(LinkFact {
        id: row.text(0)?,
        case: row.parse(1)?,
        destination: row.parse(2)?,
        state: row.parse(3)?,
        started_at: row.at(4)?,
        ended_at: row.opt_at(5)?,
    })
}

fn encounter(row: &Row) -> Result<EncounterFact, Error> {
    Ok(EncounterFact {
        id: row.parse(0)?,
        case: row.parse(1)?,
        actor: row.parse(2)?,
        target: row.parse(3)?,
        method: row.parse(4)?,
        result: row.parse(5)?,
        reached: row.int(6)? != 0,
        flow_only: row.int(7)? != 0,
        source: row.parse(8)?,
        started_at: row.at(9)?,
    })
}
