//! Everything that is in force: each pinned version of each flow, the newest ones, the tables and the calendar.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono_tz::Tz;
use tsunagi_model::{Memory, Timestamp};

use crate::calendar::{Calendar, Calendars};
use crate::condition::{self, Scope};
use crate::definition::{Definition, Target, Verb};
use crate::fold::fold;
use crate::problem::{Problem, Source};
use crate::run::{Occasion, Run};
use crate::start::{Trigger, TriggerKind};
use crate::table::{Row, Tables, fits_cell};

/// How the data of a button begins that begins a flow.
const BEGIN: &str = "begin:";

/// The flows and tables in force.
#[derive(Debug, Clone)]
pub struct Program {
    tables: Tables,
    calendars: Calendars,
    flows: HashMap<String, BTreeMap<u32, Definition>>,
    /// The names of flows in order, so that the first match is always the same.
    names: Vec<String>,
    keywords: HashMap<String, String>,
    always: Option<String>,
    pub(crate) timer_fields: BTreeSet<String>,
}

impl Program {
    /// An empty programme in Japan's zone.
    pub fn new(tables: Tables) -> Self {
        Self::in_zone(tables, Tz::Asia__Tokyo)
    }

    /// An empty programme in a zone.
    pub fn in_zone(tables: Tables, zone: Tz) -> Self {
        Self {
            tables,
            calendars: Calendars::new(zone),
            flows: HashMap::new(),
            names: Vec::new(),
            keywords: HashMap::new(),
            always: None,
            timer_fields: BTreeSet::new(),
        }
    }

    /// Takes the calendars of `calendar/*.csv`; a row that does not fit is a problem and is left out.
    pub fn read_calendars(&mut self, sources: &[Source]) -> Vec<Problem> {
        let zone = self.calendars.of("").zone();
        let (calendars, problems) = Calendars::load(zone, sources);
        self.calendars = calendars;
        problems
    }

    /// Adds a version of a flow; the largest version is the newest.
    pub fn add(&mut self, version: u32, definition: Definition) {
        let name = definition.flow.clone();
        self.flows
            .entry(name.clone())
            .or_default()
            .insert(version, definition);
        if let Err(place) = self.names.binary_search(&name) {
            self.names.insert(place, name);
        }
        let always = self
            .newest_all()
            .find(|(_, definition)| definition.always)
            .map(|(_, definition)| definition.flow.clone());
        let keywords = self
            .claims()
            .rev()
            .map(|(word, definition, _)| (word, definition.flow.clone()))
            .collect();
        (self.always, self.keywords) = (always, keywords);
        self.timer_fields = self.find_timer_fields();
    }

    /// The newest version of a flow.
    pub fn newest(&self, flow: &str) -> Option<(u32, &Definition)> {
        self.flows
            .get(flow)?
            .last_key_value()
            .map(|(version, definition)| (*version, definition))
    }

    /// One version of a flow.
    pub fn version(&self, flow: &str, version: u32) -> Option<&Definition> {
        self.flows.get(flow)?.get(&version)
    }

    /// The names of all flows in order.
    pub fn flows(&self) -> impl Iterator<Item = &str> {
        self.names.iter().map(String::as_str)
    }

    /// The newest version of every flow.
    pub(crate) fn newest_all(&self) -> impl DoubleEndedIterator<Item = (u32, &Definition)> {
        self.names.iter().filter_map(|name| self.newest(name))
    }

    /// The flow whose rules are read before every waiting step.
    pub(crate) fn always(&self) -> Option<(u32, &Definition)> {
        self.newest(self.always.as_deref()?)
    }

    /// The tables.
    pub fn tables(&self) -> &Tables {
        &self.tables
    }

    /// The calendar of an area, by its slug; the default one where the area has none.
    pub fn calendar(&self, area: &str) -> &Calendar {
        self.calendars.of(area)
    }

    /// Every start of the newest versions, as (flow, index, start).
    pub fn triggers(&self) -> impl Iterator<Item = (&str, usize, &Trigger)> {
        self.newest_all().flat_map(|(_, definition)| {
            definition
                .starts
                .iter()
                .enumerate()
                .map(|(index, trigger)| (definition.flow.as_str(), index, trigger))
        })
    }

    /// Each keyword, folded, with its flow.
    pub(crate) fn claims(
        &self,
    ) -> impl DoubleEndedIterator<Item = (String, &Definition, &Trigger)> {
        self.newest_all().flat_map(|(_, definition)| {
            definition.starts.iter().flat_map(move |trigger| {
                let words = if let TriggerKind::Keyword(words) = &trigger.kind {
                    &words[..]
                } else {
                    &[]
                };
                words
                    .iter()
                    .map(move |word| (fold(word), definition, trigger))
            })
        })
    }

    /// Which flow a first contact, a text or a referral starts, if any.
    pub fn start_for(&self, occasion: &Occasion) -> Option<&str> {
        match occasion {
            Occasion::Keyword(text) => self.keywords.get(&fold(text)).map(String::as_str),
            Occasion::Follow => self.first(|kind| *kind == TriggerKind::Follow),
            Occasion::Referral(tag) => self.by_pattern(tag, |kind| match kind {
                TriggerKind::Referral(pattern) => Some(pattern),
                _ => None,
            }),
            Occasion::Code(letter) => self.by_pattern(letter, |kind| match kind {
                TriggerKind::Code(pattern) => Some(pattern),
                _ => None,
            }),
            Occasion::Menu | Occasion::Schedule { .. } | Occasion::Ask => None,
        }
    }

    /// The flow whose pattern is the tag itself, else the first whose pattern fits.
    fn by_pattern(&self, tag: &str, pattern: fn(&TriggerKind) -> Option<&String>) -> Option<&str> {
        let exact = self.first(|kind| pattern(kind).is_some_and(|pattern| pattern == tag));
        exact.or_else(|| self.first(|kind| pattern(kind).is_some_and(|pattern| fits(pattern, tag))))
    }

    fn first(&self, wanted: impl Fn(&TriggerKind) -> bool) -> Option<&str> {
        self.triggers()
            .find(|(_, _, trigger)| wanted(&trigger.kind))
            .map(|(flow, _, _)| flow)
    }

    /// Whether a start is meant for a contact.
    pub fn who_matches(
        &self,
        trigger: &Trigger,
        memory: &Memory,
        calendar: &Calendar,
        now: Timestamp,
    ) -> bool {
        let scope = Scope {
            memory,
            now,
            calendar,
            flow: "",
            row: None,
        };
        trigger.who.as_ref().is_none_or(|who| who.holds(&scope))
    }

    /// The hotlines that are open now for someone in the contact's role, as the table lists them.
    pub fn hotlines(&self, memory: &Memory, calendar: &Calendar, now: Timestamp) -> Vec<Row> {
        let role = memory.role().as_str();
        let open = |row: &&Row| {
            calendar.row_open(row, now)
                && row.get("role").is_none_or(|roles| fits_cell(roles, role))
        };
        self.tables
            .rows("hotlines")
            .iter()
            .filter(open)
            .cloned()
            .collect()
    }

    /// Whether a contact asked for quiet that has not ended (`contact.paused_until`).
    pub fn is_paused(memory: &Memory, now: Timestamp) -> bool {
        condition::is_paused(memory, now)
    }

    /// The run that answers a tap when no run is active: a button that led to a person still does.
    pub fn tapped(&self, data: &str) -> Option<Run> {
        self.led_to_person(data)
            .then(|| self.person_run())
            .flatten()
    }

    /// The flow that a button of a menu begins (`begin:checkin`), and its first keyword. Only what words begin, buttons begin too.
    pub fn begun_by(&self, data: &str) -> Option<(&str, &str)> {
        let (_, definition) = self.newest(data.strip_prefix(BEGIN)?)?;
        let word = definition
            .starts
            .iter()
            .find_map(|start| match &start.kind {
                TriggerKind::Keyword(words) => words.first(),
                _ => None,
            })?;
        Some((&definition.flow, word))
    }

    /// Whether a button of ours led straight to a person.
    pub(crate) fn led_to_person(&self, data: &str) -> bool {
        let mut parts = data.split('/');
        let (Some(flow), Some(step), Some(key)) = (parts.next(), parts.next(), parts.next()) else {
            return false;
        };
        let Some((_, definition)) = self.newest(flow) else {
            return false;
        };
        let Some(Verb::Ask(question)) = definition
            .index(step)
            .map(|index| &definition.steps[index].verb)
        else {
            return false;
        };
        question
            .options
            .iter()
            .filter(|option| option.key == key)
            .any(|option| self.hands_off(definition, option.target))
    }

    /// Whether a step hands the conversation over: by itself, or by running a flow that does so at once, whoever reads it.
    fn hands_off(&self, definition: &Definition, target: Target) -> bool {
        let Target::Step(index) = target else {
            return false;
        };
        match &definition.steps[index].verb {
            Verb::Handoff(_) => true,
            Verb::Run(run) => {
                let called = self.newest(&run.flow).map(|(_, called)| called);
                let first = called.and_then(|called| Some((called, called.steps.first()?)));
                first.is_some_and(|(called, first)| match &first.verb {
                    Verb::Handoff(_) => true,
                    Verb::When(branches) => branches.iter().all(|(_, target)| {
                        matches!(target, Target::Step(index) if matches!(called.steps[*index].verb, Verb::Handoff(_)))
                    }),
                    _ => false,
                })
            }
            _ => false,
        }
    }

    fn person_run(&self) -> Option<Run> {
        let (version, definition) = self.always()?;
        definition
            .rules
            .iter()
            .find(|rule| {
                rule.calls_person && matches!(rule.when, crate::definition::RuleWhen::Words(_))
            })
            .map(|rule| Run::at_rule(definition, version, rule, None))
    }
}

/// The data of a button that begins a flow. A colon is in no name, so it is never that of an option.
pub(crate) fn begin_data(flow: &str) -> String {
    format!("{BEGIN}{flow}")
}

/// Whether a pattern, which may end in `*`, fits a tag.
fn fits(pattern: &str, tag: &str) -> bool {
    pattern
        .strip_suffix('*')
        .map_or(pattern == tag, |start| tag.starts_with(start))
}
