//! The generated walks of `tsunagi flow test`: every flow in every language, on all cores.

use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tsunagi_flow::Voice;
use tsunagi_flow::walk::{Finding, Walked, unmet, walk};
use tsunagi_model::Risk;

use tsunagi_dispatch::voice::Texts;

/// What came of all walks.
pub struct Walks {
    /// How many.
    pub count: u64,
    /// In how many languages.
    pub languages: usize,
    /// What a rule forbids.
    pub findings: Vec<Finding>,
    /// What was left out, in a sentence each.
    pub left_out: Vec<String>,
}

/// Walks through the flows whose name contains one of `names`, or all.
pub fn all(texts: &Texts, names: &[String]) -> Walks {
    let languages = texts.languages();
    let wanted = |flow: &&str| names.is_empty() || names.iter().any(|name| flow.contains(name));
    let flows: Vec<&str> = texts.program.flows().filter(wanted).collect();
    let jobs: Vec<(&str, &String)> = flows
        .iter()
        .flat_map(|flow| languages.iter().map(move |language| (*flow, language)))
        .collect();
    let next = AtomicUsize::new(0);
    let done: Mutex<Vec<(usize, Walked)>> = Mutex::default();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                // What is danger is said by the walk itself.
                let stage = texts.stage(&|_, _| Risk::None);
                loop {
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some((flow, language)) = jobs.get(place) else {
                        break;
                    };
                    let walked = walk(&stage, flow, language);
                    if let Ok(mut done) = done.lock() {
                        done.push((place, walked));
                    }
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_default();
    // The order of the flows, whichever core was quicker.
    done.sort_by_key(|(place, _)| *place);
    let mut all = Walks {
        count: 0,
        languages: languages.len(),
        findings: Vec::new(),
        left_out: Vec::new(),
    };
    let mut steps = BTreeSet::new();
    for (_, walked) in done {
        all.count += walked.walks;
        all.findings.extend(walked.findings);
        all.left_out.extend(walked.left_out);
        steps.extend(walked.steps);
    }
    for flow in flows {
        all.left_out.extend(unmet(texts.program, flow, &steps));
    }
    all
}
