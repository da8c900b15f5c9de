//! Generated walks: every branch of a flow, tried by a person of each role in each language who answers, types, is silent, says
//! something else, refuses, asks for a person, or is in danger; at each of them the rules that no flow may break are held up.
//!
//! A walk is one thing done in one state. States are told apart by where the run stands and by the remembered fields that some
//! flow reads, so that the tree of conversations is finite; where a bound cuts it nevertheless, the result says so.

mod explore;
mod judge;
mod key;
mod made_up;
mod root;
mod rules;
mod tale;

use std::collections::BTreeSet;

use serde::Serialize;

use crate::definition::Verb;
use crate::drive::Stage;
use crate::program::Program;
pub use judge::Rule;

/// How many states of one flow in one language are looked at.
const STATES: usize = 20_000;

/// What came of walking through one flow in one language.
#[derive(Debug, Clone, Default)]
pub struct Walked {
    /// How many conversations were tried that differ from each other in what was done last.
    pub walks: u64,
    /// What a rule forbids.
    pub findings: Vec<Finding>,
    /// What was left out, in a sentence each.
    pub left_out: Vec<String>,
    /// Steps that were entered, as (flow, step).
    pub steps: BTreeSet<(String, String)>,
}

/// A conversation that breaks a rule.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// Which rule.
    pub rule: Rule,
    /// The flow that was walked through.
    pub flow: String,
    /// In which language.
    pub language: String,
    /// Where the script stood, as `flow/step`.
    pub step: String,
    /// The file of the flow in which it stood.
    pub file: String,
    /// The line of the step.
    pub line: u32,
    /// What is wrong.
    pub difference: String,
    /// The conversation up to there, line by line.
    pub heard: Vec<String>,
}

/// Walks through one flow in one language.
pub fn walk(stage: &Stage, flow: &str, language: &str) -> Walked {
    let mut explorer = explore::Explorer::new(*stage, flow, language);
    let roots = root::roots(stage, flow, language);
    explorer.out.left_out = roots.left_out;
    for root in roots.roots {
        explorer.from(root);
    }
    explorer.finish()
}

/// The questions and waits of a flow at which no walk ever stood, in a sentence each.
pub fn unmet(program: &Program, flow: &str, steps: &BTreeSet<(String, String)>) -> Vec<String> {
    let Some((_, definition)) = program.newest(flow) else {
        return Vec::new();
    };
    let waits = |verb: &Verb| matches!(verb, Verb::Ask(_) | Verb::Wait(_));
    definition
        .steps
        .iter()
        .filter(|step| waits(&step.verb) && !step.retired)
        .filter(|step| !steps.contains(&(flow.to_owned(), step.name.clone())))
        .map(|step| format!("{flow}: no walk came to the step `{}`", step.name))
        .collect()
}
