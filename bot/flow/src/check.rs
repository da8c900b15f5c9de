//! What can be known of flows before they reach anybody: one small function per check, over the newest version of each flow.

mod loops;
mod refer;
mod texts;

use crate::definition::{Definition, Step};
use crate::problem::{Place, Problem};
use crate::program::Program;

/// The texts of all languages, as far as the checks must know them.
pub trait Texts {
    /// The languages that are shipped.
    fn languages(&self) -> Vec<String>;
    /// Whether a language has a text.
    fn has(&self, language: &str, id: &str) -> bool;
    /// The label of an option in a language.
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String>;
}

/// A check of one flow within its programme.
type Check = fn(&Context) -> Vec<Problem>;

/// Each check with its own name; a new one is a function and a line here.
const CHECKS: &[Check] = &[
    refer::tables,
    refer::flows,
    loops::unreachable,
    loops::without_wait,
    loops::dead_ends,
    refer::silence,
    refer::keywords,
    texts::missing,
];

/// Everything that is wrong with the newest version of each flow, besides what [`crate::parse`] has said.
pub fn check(program: &Program, texts: &dyn Texts) -> Vec<Problem> {
    let flows = program.newest_all();
    flows
        .flat_map(|(_, flow)| {
            CHECKS.iter().flat_map(move |check| {
                check(&Context {
                    program,
                    flow,
                    texts,
                })
            })
        })
        .collect()
}

/// What a check looks at.
pub(crate) struct Context<'a> {
    program: &'a Program,
    flow: &'a Definition,
    texts: &'a dyn Texts,
}

impl Context<'_> {
    fn problem(&self, code: &'static str, at: Place, message: String) -> Problem {
        Problem::new(code, &self.flow.source, at, message)
    }

    fn at(&self, code: &'static str, step: &Step, message: String) -> Problem {
        self.problem(code, step.at, message)
    }
}
