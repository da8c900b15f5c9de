//! The head of a flow: whom it is for, what it is for, and how its starts behave.

use tsunagi_model::Role;

use super::Parser;
use super::keys::AGAIN;
use super::words::{self, is_field};
use crate::definition::{Again, Busy, Missed, Purpose, Suspended, Target};
use crate::yaml::Node;

impl Parser<'_> {
    pub(super) fn audience(&mut self, root: &Node) -> Vec<Role> {
        let mut roles = Vec::new();
        for item in root.get("for").map(Node::items).unwrap_or_default() {
            match item.text().and_then(|word| word.parse().ok()) {
                Some(role) => roles.push(role),
                None => self.problem(
                    "E01",
                    item,
                    "`for` lists child, parent, teacher, someone, unknown",
                ),
            }
        }
        roles
    }

    pub(super) fn again(&mut self, node: &Node) -> Option<Again> {
        self.check_keys(node.entries().unwrap_or_default(), AGAIN, "`again`");
        let (Some(after), Some(otherwise)) = (node.get("after"), node.get("else")) else {
            self.problem("E02", node, "write `again: {after: 90d, else: <step>}`");
            return None;
        };
        let after = self.span(after)?;
        Some(Again {
            after,
            otherwise: self.target(otherwise, Target::End),
        })
    }

    pub(super) fn busy(&mut self, root: &Node) -> Busy {
        match root.get("busy").map(|node| (node, node.text())) {
            None | Some((_, Some("keep"))) => Busy::Keep,
            Some((_, Some("skip"))) => Busy::Skip,
            Some((_, Some("switch"))) => Busy::Switch,
            Some((_, Some("queue"))) => Busy::Queue,
            Some((node, _)) => {
                self.problem("E02", node, "`busy` is keep, skip, switch or queue");
                Busy::Keep
            }
        }
    }

    pub(super) fn missed(&mut self, root: &Node) -> Missed {
        let Some(node) = root.get("missed") else {
            return Missed::SendLate(None);
        };
        node.text().and_then(words::missed).unwrap_or_else(|| {
            self.problem(
                "E02",
                node,
                "`missed` is `skip`, `send late` or `send late within 6h, else skip`",
            );
            Missed::Skip
        })
    }

    pub(super) fn purpose(&mut self, root: &Node) -> Option<Purpose> {
        let node = root.get("purpose")?;
        let known = |purpose: &Purpose| node.text() == Some(purpose.as_str());
        let purpose = Purpose::ALL.into_iter().find(known);
        if purpose.is_none() {
            self.problem(
                "E02",
                node,
                "`purpose` is invitation, checkin, notice or service",
            );
        }
        purpose
    }

    pub(super) fn uses(&mut self, root: &Node) -> Vec<String> {
        let mut fields = Vec::new();
        for item in root.get("uses").map(Node::items).unwrap_or_default() {
            match item.text().filter(|field| is_field(field)) {
                Some(field) => fields.push(field.to_owned()),
                None => self.problem(
                    "E01",
                    item,
                    "`uses` lists fields; a field has a dot, like `contact.place`",
                ),
            }
        }
        fields
    }

    pub(super) fn suspended(&mut self, root: &Node) -> Suspended {
        match root.get("suspended").map(|node| (node, node.text())) {
            None | Some((_, Some("skip"))) => Suspended::Skip,
            Some((_, Some("run"))) => Suspended::Run,
            Some((node, _)) => {
                self.problem("E02", node, "`suspended` is skip or run");
                Suspended::Skip
            }
        }
    }
}
