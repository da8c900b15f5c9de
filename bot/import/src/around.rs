//! What stands around a node: the wait behind a message, the question or the flow before.

use std::collections::{HashSet, VecDeque};

use crate::export::text;
use crate::make::Maker;
use crate::names;

/// How many nodes that only remember things are taken along between a message and its wait.
const ALONG: usize = 5;

impl Maker<'_> {
    /// The wait behind a message, and the nodes between that only remember things.
    pub fn wait_ahead(&self, from: Option<usize>) -> Option<(Vec<usize>, usize)> {
        let mut along = Vec::new();
        let mut here = from?;
        loop {
            let node = self.flow.nodes.get(here)?;
            if let Some(router) = &node.router {
                let waits = router.wait.is_some() && node.actions.is_empty();
                return waits.then_some((along, here));
            }
            if !self.is_silent(here) || along.contains(&here) || along.len() >= ALONG {
                return None;
            }
            along.push(here);
            here = node.exit?;
        }
    }

    /// The nearest node before this one, or itself, for which something holds.
    fn nearest<T>(&self, node: usize, found: impl Fn(usize) -> Option<T>) -> Option<T> {
        let mut seen = HashSet::from([node]);
        let mut open = VecDeque::from([node]);
        while let Some(at) = open.pop_front() {
            if let Some(found) = found(at) {
                return Some(found);
            }
            for before in self.before.get(at).into_iter().flatten() {
                if seen.insert(*before) {
                    open.push_back(*before);
                }
            }
        }
        None
    }

    /// The flow that was run last before a node.
    pub fn child_before(&self, node: usize) -> Option<String> {
        self.nearest(node, |at| {
            let actions = &self.flow.nodes.get(at)?.actions;
            let run = actions
                .iter()
                .rev()
                .find(|action| text(action, "type") == "enter_flow")?;
            let target = run.get("flow")?;
            let known = [text(target, "uuid"), text(target, "name")];
            known
                .iter()
                .find_map(|key| self.old.flows.get(*key).cloned())
                .or_else(|| Some(names::flow_titled(text(target, "name"))))
        })
    }

    /// The question that was answered last before a node.
    pub fn question_before(&self, node: usize) -> Option<usize> {
        self.nearest(node, |at| {
            let router = self.flow.nodes.get(at)?.router.as_ref()?;
            router.wait.as_ref().map(|_| at)
        })
    }

    /// Whether a node hands the conversation to staff.
    pub fn hands_over(&self, node: usize) -> bool {
        self.flow.nodes.get(node).is_some_and(|node| {
            node.actions
                .iter()
                .any(|action| text(action, "type") == "open_ticket")
        })
    }
}
