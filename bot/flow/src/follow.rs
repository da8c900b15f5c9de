//! People in the middle when a flow is published: whoever stands where the newest version has the same step goes on with that one.

use crate::definition::{Definition, Expect, Question, QuestionKind, Step, Verb};
use crate::program::Program;
use crate::run::{Frame, Run};

/// What became of the flows of a run that are not on their newest version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Moved {
    /// So many went on to the newest.
    pub moved: usize,
    /// So many stay where they are until they end.
    pub stayed: usize,
}

impl Run {
    /// Moves each flow of the run to its newest version, if that has the step it stands at (by name or as `was`), with the same
    /// verb and the same options; otherwise it stays on its own. [`crate::step`] calls it first.
    pub fn follow(&mut self, program: &Program) -> Moved {
        let mut moved = Moved::default();
        for frame in &mut self.stack {
            let Some((version, newest)) = program.newest(&frame.flow) else {
                continue;
            };
            if frame.version >= version {
                continue;
            }
            let old = program.version(&frame.flow, frame.version);
            if old.is_some_and(|old| frame.follow(old, newest)) {
                frame.version = version;
                moved.moved += 1;
            } else {
                moved.stayed += 1;
            }
        }
        moved
    }
}

impl Frame {
    /// Finds its place in a newer version; answers whether there is one.
    fn follow(&mut self, old: &Definition, new: &Definition) -> bool {
        let rule_is_there = self
            .rule
            .as_ref()
            .is_none_or(|rule| new.rules.iter().any(|known| known.name == *rule));
        if !rule_is_there {
            return false;
        }
        if !self.step.is_empty() {
            let step = |definition: &Definition| definition.index(&self.step);
            let (Some(here), Some(there)) = (step(old), step(new)) else {
                return false;
            };
            let (here, there) = (&old.steps[here], &new.steps[there]);
            if !is_same(here, there) {
                return false;
            }
            self.step.clone_from(&there.name);
        }
        // Steps that may be entered so many times keep their count under their new names.
        self.visits = std::mem::take(&mut self.visits)
            .into_iter()
            .filter_map(|(name, count)| Some((new.steps[new.index(&name)?].name.clone(), count)))
            .collect();
        true
    }
}

/// Whether somebody who stands at one step can as well stand at the other.
fn is_same(here: &Step, there: &Step) -> bool {
    match (&here.verb, &there.verb) {
        (Verb::Ask(here), Verb::Ask(there)) => is_same_question(here, there),
        (Verb::Run(here), Verb::Run(there)) => {
            here.flow == there.flow
                && is_same_set(
                    here.options.iter().map(|(key, _)| key),
                    there.options.iter().map(|(key, _)| key),
                )
        }
        (Verb::Handoff(here), Verb::Handoff(there)) => {
            here.when_closed.is_some() == there.when_closed.is_some()
        }
        (here, there) => std::mem::discriminant(here) == std::mem::discriminant(there),
    }
}

fn is_same_question(here: &Question, there: &Question) -> bool {
    let kind = |kind: &QuestionKind| std::mem::discriminant(kind);
    let expect = |expect: &Expect| std::mem::discriminant(expect);
    kind(&here.kind) == kind(&there.kind)
        && expect(&here.expect) == expect(&there.expect)
        && is_same_set(
            here.options.iter().map(|option| &option.key),
            there.options.iter().map(|option| &option.key),
        )
}

fn is_same_set<'a>(
    here: impl Iterator<Item = &'a String>,
    there: impl Iterator<Item = &'a String>,
) -> bool {
    let sorted = |keys: &mut Vec<&'a String>| keys.sort_unstable();
    let (mut here, mut there): (Vec<_>, Vec<_>) = (here.collect(), there.collect());
    sorted(&mut here);
    sorted(&mut there);
    here == there
}
