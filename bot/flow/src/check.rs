//! What can be known of flows before they reach anybody: one small function per check, over the newest version of each flow.

mod care;
mod clock;
mod consent;
mod digest;
mod facts;
mod field;
mod keyword;
mod loops;
mod place;
mod pushes;
mod refer;
mod removal;
mod silence;
mod size;
mod texts;

use std::collections::{BTreeMap, BTreeSet};

use tsunagi_model::Timestamp;

use crate::definition::Definition;
use crate::problem::{Place, Problem, finish};
use crate::program::Program;
pub use facts::BUILT_IN_FIELDS;
use facts::Facts;
use place::Words;

pub use care::is_placeholder;
pub use digest::{Digest, pushed};
pub use removal::{Part, check_removal, check_waiting, texts_of};

/// The texts of all languages, as far as the checks must know them.
pub trait Texts {
    /// The languages that are shipped.
    fn languages(&self) -> Vec<String>;
    /// Whether a language has a text.
    fn has(&self, language: &str, id: &str) -> bool;
    /// The label of an option in a language.
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String>;
    /// Whether a label is there; the same as asking for it, but it need not be made.
    fn has_label(&self, language: &str, id: &str, key: &str) -> bool {
        self.label(language, id, key).is_some()
    }
    /// Whether [`variables`](Self::variables) tells the truth, so that what is not used can be named.
    fn knows_variables(&self) -> bool {
        false
    }
    /// The values that a text uses in a language, without `$`.
    fn variables(&self, language: &str, id: &str) -> Vec<String> {
        let _ = (language, id);
        Vec::new()
    }
    /// How long a text is in a language, at most, in UTF-16 units.
    fn units(&self, language: &str, id: &str) -> usize {
        let _ = (language, id);
        0
    }
    /// How many bubbles a text makes in a language, at most.
    fn bubbles(&self, language: &str, id: &str) -> usize {
        let _ = (language, id);
        1
    }
}

/// What the checks cannot know from the flows and are told.
#[derive(Debug, Clone)]
pub struct Given {
    /// The present time; without it nothing is said about dates.
    pub now: Option<Timestamp>,
    /// How many pushes a month a person may be sent before W19 speaks.
    pub budget: f64,
    /// The media files that are there; without it media are not looked for.
    pub media: Option<BTreeSet<String>>,
}

impl Default for Given {
    fn default() -> Self {
        Self {
            now: None,
            budget: 8.0,
            media: None,
        }
    }
}

/// A check of one flow within its programme.
type Check = fn(&Context) -> Vec<Problem>;

/// Each check with its own name; a new one is a function and a line here.
const CHECKS: &[Check] = &[
    refer::tables,
    refer::flows,
    refer::teams,
    refer::media,
    refer::words,
    field::unknown,
    loops::unreachable,
    loops::without_wait,
    loops::dead_ends,
    silence::unstated,
    silence::endless,
    keyword::claimed,
    texts::missing,
    texts::variables,
    clock::starts,
    clock::ladders,
    size::buttons,
    size::cards,
    size::card_texts,
    size::messages,
    consent::asked,
    consent::grown_up,
    consent::led,
    care::unread,
    care::closed,
    care::reachable,
];

/// A check of what all flows share, told once.
type WholeCheck = fn(&Whole) -> Vec<Problem>;

/// The checks of what all flows share.
const WHOLE: &[WholeCheck] = &[
    refer::pictures,
    refer::staff,
    care::hotlines,
    care::placeholders,
    pushes::budget,
];

/// Everything that is wrong with the newest version of each flow, besides what [`crate::parse`] has said.
pub fn check(program: &Program, texts: &dyn Texts) -> Vec<Problem> {
    check_given(program, texts, &Given::default())
}

/// The same, with what the flows themselves do not say.
pub fn check_given(program: &Program, texts: &dyn Texts, given: &Given) -> Vec<Problem> {
    let digests = digests(program, given);
    let checker = Checker::new(program, given, &digests);
    let flows = program.newest_all();
    let mut problems: Vec<Problem> = flows
        .flat_map(|(_, flow)| checker.flow(flow, texts))
        .collect();
    problems.extend(checker.shared());
    problems
}

/// Every flow of a programme as the others see it.
pub fn digests(program: &Program, given: &Given) -> BTreeMap<String, Digest> {
    let flows = program.newest_all();
    flows
        .map(|(_, flow)| (flow.flow.clone(), Digest::of(flow, program, given)))
        .collect()
}

/// Checks flows one by one, with what is known of the programme as a whole.
pub struct Checker<'a> {
    program: &'a Program,
    given: &'a Given,
    facts: Facts<'a>,
}

impl<'a> Checker<'a> {
    /// Of the programme only tables and calendars are needed; what there is of flows, the digests say.
    pub fn new(
        program: &'a Program,
        given: &'a Given,
        digests: &'a BTreeMap<String, Digest>,
    ) -> Self {
        Self {
            program,
            given,
            facts: Facts::new(digests, program.tables()),
        }
    }

    /// What is wrong with one flow.
    pub fn flow(&self, flow: &Definition, texts: &dyn Texts) -> Vec<Problem> {
        let context = Context {
            program: self.program,
            flow,
            texts,
            given: self.given,
            facts: &self.facts,
            words: Words::new(flow),
        };
        let mut problems: Vec<Problem> = CHECKS.iter().flat_map(|check| check(&context)).collect();
        problems.sort_by(|a, b| {
            (a.line, a.column, a.code, &a.message).cmp(&(b.line, b.column, b.code, &b.message))
        });
        problems.dedup();
        finish(&mut problems, &flow.source);
        problems
    }

    /// What is wrong with what all flows share: tables, and the sum of what is sent.
    pub fn shared(&self) -> Vec<Problem> {
        let whole = Whole {
            program: self.program,
            given: self.given,
            facts: &self.facts,
        };
        WHOLE.iter().flat_map(|check| check(&whole)).collect()
    }

    /// All that the check of a flow looks at in other flows, as words: while they stay the same, so does what it finds.
    pub fn surroundings(&self, name: &str) -> String {
        use std::fmt::Write as _;
        let facts = &self.facts;
        let mut words = format!(
            "{:?} {:?} {}",
            facts.keywords, facts.anytime, facts.hears_risk
        );
        let Some(flow) = facts.flows.get(name) else {
            return words;
        };
        let unknown = |field: &&String| !facts.fields.contains(field.as_str());
        if let Some(field) = flow.reads.iter().find(unknown) {
            // A guess at what was meant looks at every field.
            _ = write!(words, " {field} {:?}", facts.fields);
        }
        for other in &flow.runs {
            match facts.flows.get(other) {
                Some(flow) => _ = write!(words, " {other} {:?}", flow.audience),
                None => _ = write!(words, " {other} {:?}", facts.flows.keys()),
            }
            _ = write!(words, " {}", facts.comes_back(other, name));
        }
        words
    }
}

/// What a check of the shared tables looks at.
pub(crate) struct Whole<'a> {
    program: &'a Program,
    given: &'a Given,
    facts: &'a Facts<'a>,
}

impl Whole<'_> {
    /// A problem in a cell of a table.
    fn in_table(
        &self,
        code: &'static str,
        table: &str,
        row: usize,
        column: &str,
        message: String,
    ) -> Option<Problem> {
        let tables = self.program.tables();
        let (source, lines) = tables.file(table)?;
        let columns = tables.columns(table);
        let column = columns.iter().position(|name| name == column);
        let at = place::cell(
            source,
            lines.get(row).copied().unwrap_or_default(),
            column.unwrap_or_default(),
        );
        Some(Problem::new(code, source, at, message))
    }
}

/// What a check looks at.
pub(crate) struct Context<'a> {
    program: &'a Program,
    flow: &'a Definition,
    texts: &'a dyn Texts,
    given: &'a Given,
    facts: &'a Facts<'a>,
    words: Words<'a>,
}

impl Context<'_> {
    fn problem(&self, code: &'static str, at: Place, message: String) -> Problem {
        // The line is added when it is known which problems are told.
        Problem::bare(code, &self.flow.source, at, message)
    }
}
