//! What does not add up in a row, and what a reader must know before quoting it.

use serde::Serialize;
use tsunagi_model::{Actor, CaseId};

use crate::Words;
use crate::tally::{Beside, Figure, SCHOOL, Seen, WARD};

/// Figures that must add up to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Check {
    /// F1: the school's states. F2: the ward's. F3: the effects.
    pub rule: &'static str,
    /// The sum of the parts.
    pub sum: i64,
    /// What they must add up to.
    pub whole: i64,
}

impl Check {
    /// Whether they do.
    pub fn closes(&self) -> bool {
        self.sum == self.whole
    }

    /// As a sentence.
    pub fn text(&self, words: Words<'_>) -> String {
        let id = if self.closes() {
            "report-check-closes"
        } else {
            "report-check-open"
        };
        let rule = words.say(&format!("report-check-{}", self.rule.to_lowercase()));
        words.say_with(
            id,
            &[
                ("rule", rule),
                ("sum", self.sum.to_string()),
                ("whole", self.whole.to_string()),
            ],
        )
    }
}

/// Something a reader must know before quoting a row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(tag = "code", rename_all = "snake_case")]
pub enum Warning {
    /// O3 as a true union is not O4 + O6.
    UnionIsNotFormula {
        /// Children reached by anybody.
        union: i64,
        /// O4 + O6.
        formula: i64,
    },
    /// Children whose situation is better, though no support was offered: O25 + O26 is no part of O17.
    BetterWithoutSupport {
        /// Such children.
        children: i64,
        /// O25 + O26.
        better: i64,
        /// O17.
        connected: i64,
    },
    /// Cases without a state block the final report.
    StatesMissing {
        /// Such cases.
        cases: i64,
    },
    /// Areas without a number of pupils.
    PupilsMissing {
        /// Their names.
        areas: Vec<String>,
    },
    /// Counted contacts that belong to no case are in no column. For the whole report.
    WithoutCase {
        /// Such contacts.
        contacts: i64,
    },
    /// Cases that were found in another way than by screening.
    NotByScreening {
        /// Such cases.
        cases: i64,
    },
    /// Cases without an assessment.
    NotAssessed {
        /// Such cases.
        cases: i64,
    },
    /// Areas screen with different intensity: never rank them by these numbers.
    NoRanking,
}

impl Warning {
    /// As a sentence.
    pub fn text(&self, words: Words<'_>) -> String {
        match self {
            Self::UnionIsNotFormula { union, formula } => words.say_with(
                "report-warn-union",
                &[
                    ("union", union.to_string()),
                    ("formula", formula.to_string()),
                ],
            ),
            Self::BetterWithoutSupport {
                children,
                better,
                connected,
            } => words.say_with(
                "report-warn-better",
                &[
                    ("children", children.to_string()),
                    ("better", better.to_string()),
                    ("connected", connected.to_string()),
                ],
            ),
            Self::StatesMissing { cases } => {
                words.say_with("report-warn-states", &[("cases", cases.to_string())])
            }
            Self::PupilsMissing { areas } => {
                words.say_with("report-warn-pupils", &[("areas", areas.join(", "))])
            }
            Self::WithoutCase { contacts } => words.say_with(
                "report-warn-without-case",
                &[("contacts", contacts.to_string())],
            ),
            Self::NotByScreening { cases } => {
                words.say_with("report-warn-not-screening", &[("cases", cases.to_string())])
            }
            Self::NotAssessed { cases } => {
                words.say_with("report-warn-not-assessed", &[("cases", cases.to_string())])
            }
            Self::NoRanking => words.say("report-warn-ranking"),
        }
    }
}

/// A case for which somebody must still say how far an actor has come (要入力).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Missing {
    /// The case.
    pub case: CaseId,
    /// Its area's short name.
    pub area: String,
    /// The city's own number.
    pub number: String,
    /// Whose state is missing.
    pub actor: Actor,
}

/// F1 to F3.
pub(crate) fn checks(figures: &[Figure]) -> Vec<Check> {
    let value = |number: usize| figures.get(number - 1).map_or(0, |figure| figure.value);
    [("F1", 4..=7), ("F2", 8..=11), ("F3", 25..=30)]
        .into_iter()
        .map(|(rule, parts)| Check {
            rule,
            sum: parts.map(value).sum(),
            whole: value(2),
        })
        .collect()
}

/// What to say of one row.
pub(crate) fn warnings(
    figures: &[Figure],
    beside: &Beside,
    missing: &[Missing],
    without_pupils: Vec<String>,
) -> Vec<Warning> {
    let value = |number: usize| figures.get(number - 1).map_or(0, |figure| figure.value);
    let mut warnings = Vec::new();
    if !missing.is_empty() {
        let mut cases: Vec<_> = missing.iter().map(|missing| missing.case).collect();
        cases.dedup();
        warnings.push(Warning::StatesMissing {
            cases: i64::try_from(cases.len()).unwrap_or(i64::MAX),
        });
    }
    if value(3) != beside.reached_by_formula {
        warnings.push(Warning::UnionIsNotFormula {
            union: value(3),
            formula: beside.reached_by_formula,
        });
    }
    if beside.better_not_connected > 0 {
        warnings.push(Warning::BetterWithoutSupport {
            children: beside.better_not_connected,
            better: beside.better,
            connected: value(17),
        });
    }
    if !without_pupils.is_empty() {
        warnings.push(Warning::PupilsMissing {
            areas: without_pupils,
        });
    }
    if beside.not_by_screening > 0 {
        warnings.push(Warning::NotByScreening {
            cases: beside.not_by_screening,
        });
    }
    if beside.not_assessed > 0 {
        warnings.push(Warning::NotAssessed {
            cases: beside.not_assessed,
        });
    }
    warnings
}

/// The cases of O2 without a state of the school or of the ward.
pub(crate) fn missing(
    seen: &[&Seen<'_>],
    slug: impl Fn(tsunagi_model::AreaId) -> String,
) -> Vec<Missing> {
    let mut list = Vec::new();
    for case in seen.iter().filter(|case| case.is_counted()) {
        for (place, actor) in [(SCHOOL, Actor::School), (WARD, Actor::Ward)] {
            if case.states[place].is_none() {
                list.push(Missing {
                    case: case.fact.id,
                    area: slug(case.fact.area),
                    number: case.fact.number.clone(),
                    actor,
                });
            }
        }
    }
    list
}
