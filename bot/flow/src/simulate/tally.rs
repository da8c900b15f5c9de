//! What a simulated year adds up to.

use std::collections::BTreeMap;

use serde::Serialize;
use tsunagi_model::{Span, Timestamp};

use crate::law::Breach;

/// How many examples of broken rules are kept.
const EXAMPLES: usize = 20;

/// Sums over people; two of them add up.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Tally {
    /// Families.
    pub families: u64,
    /// People in them.
    pub people: u64,
    /// Things that people did.
    pub acts: u64,
    /// Turns that answered somebody who had just done something.
    pub replies: u64,
    /// Turns that were said to somebody who had not.
    pub pushes: u64,
    /// Of these, help after words of danger and the like, which no limit holds up.
    pub urgent_pushes: u64,
    /// How many weeks of one person had no, one, two, … pushes.
    pub pushes_in_week: BTreeMap<u64, u64>,
    /// The most pushes that one person got within any seven days.
    pub most_in_seven_days: u64,
    /// The shortest time between two pushes to one person, in seconds.
    pub shortest_gap: Option<i64>,
    /// How many invitations people got who did not answer, and how many people.
    pub unanswered_invitations: BTreeMap<u32, u64>,
    /// Rules that were broken.
    pub broken: BTreeMap<&'static str, u64>,
    /// The first of these, in a sentence each.
    pub examples: Vec<String>,
    /// The conversation of the person who is watched, line by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<String>,
    /// What was held back, by reason.
    pub held: BTreeMap<String, u64>,
    /// Calls for a person, by how soon they are meant.
    pub alerts: BTreeMap<String, u64>,
    /// Requests for a person to take over.
    pub handoffs: u64,
    /// Messages of staff.
    pub human_messages: u64,
    /// People who refused.
    pub refusals: u64,
    /// People who shut us out.
    pub blocks: u64,
    /// Conversations that neither end nor wait for a person.
    pub endless: u64,
    /// What became of each flow.
    pub flows: BTreeMap<String, Passage>,
}

/// What became of the people who entered a flow.
#[derive(Debug, Clone, Default, Serialize)]
pub struct Passage {
    /// Began.
    pub entered: u64,
    /// Ended after at least one answer.
    pub answered: u64,
    /// Ended without any.
    pub silent: u64,
    /// How they ended.
    pub ended: BTreeMap<String, u64>,
    /// Still open when the time was over.
    pub open: u64,
}

impl Tally {
    /// Adds another.
    pub fn add(&mut self, other: Self) {
        self.families += other.families;
        self.people += other.people;
        self.acts += other.acts;
        self.replies += other.replies;
        self.pushes += other.pushes;
        self.urgent_pushes += other.urgent_pushes;
        self.handoffs += other.handoffs;
        self.human_messages += other.human_messages;
        self.refusals += other.refusals;
        self.blocks += other.blocks;
        self.endless += other.endless;
        self.most_in_seven_days = self.most_in_seven_days.max(other.most_in_seven_days);
        self.shortest_gap = match (self.shortest_gap, other.shortest_gap) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
        sum(&mut self.pushes_in_week, other.pushes_in_week);
        sum(
            &mut self.unanswered_invitations,
            other.unanswered_invitations,
        );
        sum(&mut self.broken, other.broken);
        sum(&mut self.held, other.held);
        sum(&mut self.alerts, other.alerts);
        self.heard.extend(other.heard);
        let room = EXAMPLES.saturating_sub(self.examples.len());
        self.examples.extend(other.examples.into_iter().take(room));
        for (flow, passage) in other.flows {
            let mine = self.flows.entry(flow).or_default();
            mine.entered += passage.entered;
            mine.answered += passage.answered;
            mine.silent += passage.silent;
            mine.open += passage.open;
            sum(&mut mine.ended, passage.ended);
        }
    }

    /// How many rules were broken, and how many conversations never end.
    pub fn violations(&self) -> u64 {
        self.broken.values().sum::<u64>() + self.endless
    }

    pub(super) fn breach(&mut self, breach: Breach, example: impl FnOnce() -> String) {
        *self.broken.entry(breach.as_str()).or_default() += 1;
        if self.examples.len() < EXAMPLES {
            self.examples
                .push(format!("{}: {}", breach.as_str(), example()));
        }
    }

    pub(super) fn passage(&mut self, flow: &str) -> &mut Passage {
        if !self.flows.contains_key(flow) {
            self.flows.insert(flow.to_owned(), Passage::default());
        }
        self.flows.entry(flow.to_owned()).or_default()
    }
}

fn sum<K: Ord>(mine: &mut BTreeMap<K, u64>, other: BTreeMap<K, u64>) {
    for (key, count) in other {
        *mine.entry(key).or_default() += count;
    }
}

/// The pushes of one person, counted without the code that limits them.
#[derive(Debug, Default)]
pub(super) struct Counter {
    recent: Vec<Timestamp>,
    weeks: BTreeMap<i64, u64>,
    most: u64,
    gap: Option<Span>,
}

impl Counter {
    pub fn push(&mut self, began: Timestamp, at: Timestamp) {
        if let Some(last) = self.recent.last() {
            let gap = at.since(*last);
            self.gap = Some(self.gap.map_or(gap, |known| known.min(gap)));
        }
        self.recent.retain(|past| at.since(*past) < Span::days(7));
        self.recent.push(at);
        self.most = self.most.max(self.recent.len() as u64);
        let week = at.since(began).0.div_euclid(Span::days(7).0);
        *self.weeks.entry(week).or_default() += 1;
    }

    /// Writes it into the tally of a person who was with us for this many weeks.
    pub fn close(self, weeks: u64, tally: &mut Tally) {
        let busy = self.weeks.len() as u64;
        *tally.pushes_in_week.entry(0).or_default() += weeks.saturating_sub(busy);
        for count in self.weeks.into_values() {
            *tally.pushes_in_week.entry(count).or_default() += 1;
        }
        tally.most_in_seven_days = tally.most_in_seven_days.max(self.most);
        let gap = self.gap.map(Span::as_seconds);
        tally.shortest_gap = match (tally.shortest_gap, gap) {
            (Some(one), Some(two)) => Some(one.min(two)),
            (one, two) => one.or(two),
        };
    }
}
