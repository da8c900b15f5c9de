//! The last look: adds up how much each run of letters speaks for danger, for words that no row foresaw.

use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

use crate::fold::Reading;

/// How many letters of one message are weighed; what comes later is left to the rules.
const LETTERS: usize = 400;

/// The longest run of letters in a table of weights.
const LONGEST: usize = 5;

/// Runs of letters with their weights, and from which sum on they mean something. All in hundredths.
#[derive(Debug, Default)]
pub(crate) struct Letters {
    pub(crate) weights: HashMap<String, i32>,
    pub(crate) scale: Option<Scale>,
}

/// Where the sums stand.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Scale {
    /// What a message without any weighed letters has.
    pub(crate) start: i32,
    /// From here on it is a watch.
    pub(crate) watch: i32,
    /// From here on a watch by a rule becomes an alert.
    pub(crate) beside: i32,
    /// From here on it is an alert.
    pub(crate) alert: i32,
}

/// What the letters of one message come to.
#[derive(Debug)]
pub(crate) struct Sum {
    pub(crate) total: i32,
    /// The weightiest runs, the heaviest first.
    pub(crate) runs: Vec<String>,
    /// Where the heaviest stands, in bytes of the original.
    pub(crate) span: Range<usize>,
}

impl Letters {
    /// Weighs a squeezed reading. Each run counts once, and long messages are not heavier for being long.
    pub(crate) fn weigh(&self, reading: &Reading) -> Option<(Sum, Scale)> {
        let scale = self.scale?;
        let text = &reading.text;
        let mut bounds: Vec<usize> = text
            .char_indices()
            .map(|(at, _)| at)
            .take(LETTERS)
            .collect();
        let count = bounds.len();
        bounds.push(
            text.char_indices()
                .nth(LETTERS)
                .map_or(text.len(), |(at, _)| at),
        );
        let mut seen = BTreeSet::new();
        let mut heavy: Vec<(i32, &str, usize)> = Vec::new();
        let mut sum = 0;
        for first in 0..count {
            for last in first + 1..=(first + LONGEST).min(count) {
                let run = text.get(bounds[first]..bounds[last]).unwrap_or_default();
                if let Some(&weight) = self.weights.get(run)
                    && seen.insert(run)
                {
                    sum += weight;
                    heavy.push((weight, run, bounds[first]));
                }
            }
        }
        heavy.sort_by_key(|&(weight, ..)| std::cmp::Reverse(weight));
        let &(weight, run, at) = heavy.first()?;
        let length = f64::from(u32::try_from(count).unwrap_or(u32::MAX)) + 4.0;
        (weight > 0).then(|| {
            let sum = Sum {
                total: scale.start + rounded(f64::from(sum) / length.sqrt()),
                runs: heavy
                    .iter()
                    .take(3)
                    .map(|(_, run, _)| (*run).to_owned())
                    .collect(),
                span: reading.original(at..at + run.len()),
            };
            (sum, scale)
        })
    }
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "sums of a few hundred small weights"
)]
fn rounded(sum: f64) -> i32 {
    sum.round() as i32
}

impl Scale {
    /// Reads `start=-100|watch=0|beside=40|alert=110`.
    pub(crate) fn read(text: &str) -> Option<Self> {
        let of = |name: &str| {
            text.split('|').find_map(|part| {
                let (key, value) = part.split_once('=')?;
                (key.trim() == name).then(|| value.trim().parse().ok())?
            })
        };
        Some(Self {
            start: of("start")?,
            watch: of("watch")?,
            beside: of("beside")?,
            alert: of("alert")?,
        })
    }
}
