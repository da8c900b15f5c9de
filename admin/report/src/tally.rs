//! Counts the thirty figures of one row from the cases that belong to it, and keeps the ids behind each figure.

use std::collections::{BTreeSet, HashMap};

use serde::Serialize;
use tsunagi_model::{
    Actor, AreaId, CaseId, EncounterId, EncounterResult, EncounterSource, Method, Target, Timestamp,
};
use tsunagi_store::{
    Assessment, CaseFact, CaseOutcome, CaseState, Destination, EncounterFact, Facts, LinkFact,
    LinkState,
};

use crate::options::{
    Cohort, ContractorActor, FoundVia, MessageBucket, MethodScope, RefusalCount, RefusalState,
};
use crate::{Column, FiscalYear, Options};

/// What a figure was counted from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "kind", content = "ids", rename_all = "snake_case")]
pub enum Behind {
    /// Children.
    Cases(Vec<CaseId>),
    /// Contacts.
    Encounters(Vec<EncounterId>),
    /// Ways on to support.
    Links(Vec<String>),
    /// Numbers of pupils that were typed in, by area.
    Pupils(Vec<AreaId>),
}

impl Behind {
    /// How many rows there are.
    pub fn len(&self) -> usize {
        match self {
            Self::Cases(ids) => ids.len(),
            Self::Encounters(ids) => ids.len(),
            Self::Links(ids) => ids.len(),
            Self::Pupils(ids) => ids.len(),
        }
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// One figure with what is behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// The number that is printed.
    pub value: i64,
    /// The rows it was counted from.
    pub behind: Behind,
}

impl Figure {
    fn of(behind: Behind) -> Self {
        Self {
            value: i64::try_from(behind.len()).unwrap_or(i64::MAX),
            behind,
        }
    }
}

/// Whose state a case has: columns O4 to O7, O8 to O11, and the contractor's own.
pub(crate) const SCHOOL: usize = 0;
pub(crate) const WARD: usize = 1;
pub(crate) const CONTRACTOR: usize = 2;

/// One case as the report sees it.
pub(crate) struct Seen<'a> {
    pub(crate) fact: &'a CaseFact,
    /// Which cohort rule it meets; only these are in the columns.
    pub(crate) in_cohort: bool,
    pub(crate) states: [Option<CaseState>; 3],
    reached: bool,
    encounters: Vec<&'a EncounterFact>,
    links: Vec<&'a LinkFact>,
}

impl Seen<'_> {
    /// Assessed as needing support and in the cohort: a child of O2.
    pub(crate) fn is_counted(&self) -> bool {
        self.in_cohort && self.fact.assessment == Some(Assessment::Needed)
    }

    fn has_link(&self, states: &[LinkState]) -> bool {
        self.links.iter().any(|link| states.contains(&link.state))
    }

    pub(crate) fn is_connected(&self) -> bool {
        self.has_link(CONNECTED)
    }

    fn outcome(&self, end: Timestamp) -> Option<CaseOutcome> {
        self.fact
            .outcome
            .filter(|_| self.fact.outcome_at.is_none_or(|at| at < end))
    }
}

/// Offered or used in the period; one that has ended since was used.
const CONNECTED: &[LinkState] = &[LinkState::Offered, LinkState::InUse, LinkState::Ended];

/// Numbers beside the thirty.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// O2's bracket: assessed as not needing support.
    pub not_needed: i64,
    /// O4 + O6, as the source seems to have computed O3.
    pub reached_by_formula: i64,
    /// Contacts by LINE, web chat and other messengers, wherever they were counted.
    pub messages: i64,
    /// Contacts in which somebody refused.
    pub refused_contacts: i64,
    /// Children of whom somebody refused.
    pub refused_children: i64,
    /// Exchanges in which no person of the staff took part, whether counted or not.
    pub bot_only: i64,
    /// Resolved or improved.
    pub better: i64,
    /// Of these, children without any support offered or used.
    pub better_not_connected: i64,
    /// The contractor's own O8 to O11, if it counts by itself.
    pub contractor: Option<[i64; 4]>,
    /// Cases that were not found by screening, and so left out.
    pub not_by_screening: i64,
    /// Cases of the year without an assessment.
    pub not_assessed: i64,
}

/// Puts what is known of each case together.
pub(crate) fn look<'a>(facts: &'a Facts, options: &Options, year: FiscalYear) -> Vec<Seen<'a>> {
    let place: HashMap<CaseId, usize> = facts
        .cases
        .iter()
        .enumerate()
        .map(|(place, case)| (case.id, place))
        .collect();
    let mut seen: Vec<Seen<'a>> = facts
        .cases
        .iter()
        .map(|fact| Seen {
            fact,
            in_cohort: in_cohort(fact, options, year),
            states: [None; 3],
            reached: false,
            encounters: Vec::new(),
            links: Vec::new(),
        })
        .collect();
    let mut written: Vec<[Option<(CaseState, Timestamp)>; 3]> = vec![[None; 3]; seen.len()];
    for fact in &facts.states {
        let Some(slot) = place
            .get(&fact.case)
            .and_then(|place| written.get_mut(*place))
        else {
            continue;
        };
        let slot = &mut slot[column_of(fact.actor, options)];
        *slot = (*slot).max(Some((fact.state, fact.at)));
    }
    for (case, written) in seen.iter_mut().zip(&written) {
        for (state, written) in case.states.iter_mut().zip(written) {
            *state = written.map(|(state, _)| state);
        }
    }
    for fact in &facts.encounters {
        let Some(place) = place.get(&fact.case) else {
            continue;
        };
        let (Some(case), Some(written)) = (seen.get_mut(*place), written.get(*place)) else {
            continue;
        };
        case.encounters.push(fact);
        if fact.flow_only && !options.bot_only {
            continue;
        }
        let reached = reaches(fact, options);
        case.reached |= reached;
        let actor = column_of(fact.actor, options);
        // What somebody wrote down stands against what can be derived, until something happens after it was written.
        if written[actor].is_none_or(|(_, at)| fact.started_at > at) {
            let derived = if reached {
                CaseState::Reached
            } else {
                CaseState::Unreached
            };
            case.states[actor] = case.states[actor].max(Some(derived));
        }
    }
    for fact in &facts.links {
        if let Some(case) = place.get(&fact.case).and_then(|place| seen.get_mut(*place)) {
            case.links.push(fact);
        }
    }
    for case in &mut seen {
        case.reached |= case.states.contains(&Some(CaseState::Reached));
    }
    seen
}

/// The thirty figures and what stands beside them.
pub(crate) fn tally(
    seen: &[&Seen<'_>],
    pupils: &[(AreaId, i64)],
    options: &Options,
    year: FiscalYear,
) -> (Vec<Figure>, Beside) {
    let mut behind = Sheet {
        cases: vec![Vec::new(); Column::COUNT],
        encounters: vec![Vec::new(); Column::COUNT],
        links: vec![Vec::new(); Column::COUNT],
    };
    let mut beside = Beside {
        contractor: (options.contractor == ContractorActor::Own).then_some([0; 4]),
        ..Beside::default()
    };
    let end = year.to();
    for case in seen {
        if !case.in_cohort {
            let other_way = case.fact.assessment == Some(Assessment::Needed)
                && in_period(case.fact, options, year);
            beside.not_by_screening += i64::from(other_way);
            continue;
        }
        match case.fact.assessment {
            Some(Assessment::Needed) => count(case, &mut behind, &mut beside, options, end, year),
            Some(Assessment::NotNeeded) => beside.not_needed += 1,
            None => beside.not_assessed += 1,
        }
    }
    let figures: Vec<_> = Column::all()
        .map(|column| match column.number() {
            1 => Figure {
                value: pupils.iter().map(|(_, pupils)| pupils).sum(),
                behind: Behind::Pupils(pupils.iter().map(|(area, _)| *area).collect()),
            },
            16 if options.refusals == RefusalCount::Children => Figure {
                value: beside.refused_children,
                behind: Behind::Encounters(std::mem::take(&mut behind.encounters[15])),
            },
            12..=16 => Figure::of(Behind::Encounters(std::mem::take(
                &mut behind.encounters[column.place()],
            ))),
            18..=23 => Figure::of(Behind::Links(std::mem::take(
                &mut behind.links[column.place()],
            ))),
            _ => Figure::of(Behind::Cases(std::mem::take(
                &mut behind.cases[column.place()],
            ))),
        })
        .collect();
    let value = |number: usize| figures.get(number - 1).map_or(0, |figure| figure.value);
    beside.reached_by_formula = value(4) + value(6);
    beside.better = value(25) + value(26);
    (figures, beside)
}

struct Sheet {
    cases: Vec<Vec<CaseId>>,
    encounters: Vec<Vec<EncounterId>>,
    links: Vec<Vec<String>>,
}

fn count(
    case: &Seen<'_>,
    sheet: &mut Sheet,
    beside: &mut Beside,
    options: &Options,
    end: Timestamp,
    year: FiscalYear,
) {
    let id = case.fact.id;
    let mut put = |number: u8| sheet.cases[Column::new(number).place()].push(id);
    put(2);
    if case.reached {
        put(3);
    }
    for (actor, first) in [(SCHOOL, 4), (WARD, 8)] {
        if let Some(state) = case.states[actor] {
            put(first + offset(state));
        }
    }
    if let (Some(own), Some(state)) = (&mut beside.contractor, case.states[CONTRACTOR]) {
        own[usize::from(offset(state))] += 1;
    }
    if case.is_connected() {
        put(17);
    } else if case.has_link(&[LinkState::Preparing]) {
        put(24);
    }
    let outcome = case.outcome(end);
    put(match outcome {
        Some(CaseOutcome::Resolved) => 25,
        Some(CaseOutcome::Improved) => 26,
        Some(CaseOutcome::Unchanged) => 27,
        Some(CaseOutcome::Worsened) => 28,
        Some(CaseOutcome::OtherMoved) => 29,
        None => 30,
    });
    if matches!(outcome, Some(CaseOutcome::Resolved | CaseOutcome::Improved))
        && !case.is_connected()
    {
        beside.better_not_connected += 1;
    }
    count_encounters(case, sheet, beside, options);
    for link in &case.links {
        if link.started_at < year.from() {
            continue;
        }
        let number = match (link.state, link.destination) {
            (LinkState::Preparing, _) => continue,
            (LinkState::Declined, _) | (_, Destination::Other) => 23,
            (_, Destination::WardOffice) => 18,
            (_, Destination::Agency) => 19,
            (_, Destination::MedicalPolice) => 20,
            (_, Destination::PlaceLearning) => 21,
            (_, Destination::School) => 22,
        };
        sheet.links[Column::new(number).place()].push(link.id.clone());
    }
}

fn count_encounters(case: &Seen<'_>, sheet: &mut Sheet, beside: &mut Beside, options: &Options) {
    let mut refused = false;
    for fact in &case.encounters {
        if options.methods == MethodScope::Ward && column_of(fact.actor, options) != WARD {
            continue;
        }
        if fact.flow_only {
            beside.bot_only += 1;
            if !options.bot_only {
                continue;
            }
        }
        if fact.result == EncounterResult::Refused {
            refused = true;
            beside.refused_contacts += 1;
            sheet.encounters[15].push(fact.id);
        }
        if is_message(fact.method) {
            beside.messages += 1;
        }
        if let Some(number) = bucket(fact, options) {
            sheet.encounters[Column::new(number).place()].push(fact.id);
        }
    }
    beside.refused_children += i64::from(refused);
}

fn in_period(case: &CaseFact, options: &Options, year: FiscalYear) -> bool {
    match options.cohort {
        // An import knows the year of an assessment, not its day.
        Cohort::New => case.assessed_at.map_or(case.fiscal_year == year.0, |at| {
            (year.from()..year.to()).contains(&at)
        }),
        Cohort::Active => {
            case.opened_at < year.to() && case.closed_at.is_none_or(|at| at >= year.from())
        }
    }
}

fn in_cohort(case: &CaseFact, options: &Options, year: FiscalYear) -> bool {
    let found = options.found == FoundVia::Any
        || case
            .found_via
            .as_deref()
            .is_none_or(|via| via == "screening");
    found && in_period(case, options, year)
}

fn column_of(actor: Actor, options: &Options) -> usize {
    match (actor, options.contractor) {
        (Actor::School, _) | (Actor::Other, ContractorActor::School) => SCHOOL,
        (Actor::Ward, _) | (Actor::Other, ContractorActor::Ward) => WARD,
        (Actor::Other, ContractorActor::Own) => CONTRACTOR,
    }
}

/// Whether the child or the family was reached.
fn reaches(fact: &EncounterFact, options: &Options) -> bool {
    match (fact.target, fact.result) {
        (Target::ThirdParty, _) => false,
        (_, EncounterResult::Refused) => options.refusal == RefusalState::Reached,
        _ => fact.reached,
    }
}

fn offset(state: CaseState) -> u8 {
    match state {
        CaseState::Reached => 0,
        CaseState::Unreached => 1,
        CaseState::NotAttempted => 2,
        CaseState::Preparing => 3,
    }
}

fn is_message(method: Method) -> bool {
    matches!(
        method,
        Method::Line | Method::WebRoom | Method::OtherMessenger | Method::Sms
    )
}

/// The column of O12 to O15 in which a contact counts.
fn bucket(fact: &EncounterFact, options: &Options) -> Option<u8> {
    // A city's ledger counts refusals beside its contacts and does not say by which way they came.
    if fact.source == EncounterSource::Import
        && fact.result == EncounterResult::Refused
        && fact.method == Method::Other
    {
        return None;
    }
    Some(match fact.method {
        Method::Phone => 12,
        Method::Letter | Method::Email => 13,
        Method::HomeVisit => 14,
        method if is_message(method) && options.messages == MessageBucket::LetterMail => 13,
        _ => 15,
    })
}

/// The areas in which some case stands.
pub(crate) fn areas_with_cases(facts: &Facts) -> BTreeSet<AreaId> {
    facts
        .cases
        .iter()
        .map(|case| case.area)
        .chain(facts.pupils.iter().map(|(area, _)| *area))
        .collect()
}
