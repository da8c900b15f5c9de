//! The rules of an anytime flow.

use tsunagi_model::Risk;

use super::keys::RULE;
use super::{Parser, words};
use crate::definition::{Definition, Rule, RuleWhen, Target, Verb};
use crate::fold::fold;
use crate::yaml::Node;

impl Parser<'_> {
    pub(super) fn rules(&mut self, node: &Node, definition: &Definition) -> Vec<Rule> {
        let Some(entries) = node.entries() else {
            self.problem("E02", node, "`rules` is a list of named rules");
            return Vec::new();
        };
        self.check_keys(entries, &[], "`rules`");
        entries
            .iter()
            .filter_map(|(key, rule)| self.rule(key, rule, definition))
            .collect()
    }

    fn rule(&mut self, key: &Node, node: &Node, definition: &Definition) -> Option<Rule> {
        let name = self.check_name(key, "a rule", false);
        self.check_keys(node.entries().unwrap_or_default(), RULE, "a rule");
        let (Some(words), Some(step)) = (node.get("words"), node.get("do")) else {
            self.problem("E02", node, "a rule has `words`, `do` and `then`");
            return None;
        };
        let Target::Step(step) = self.target(step, Target::End) else {
            return None;
        };
        let then = match node.get_text("then") {
            Some("return") | None => Target::Return,
            Some("hold") => Target::Hold,
            Some("end") => Target::End,
            Some(_) => {
                self.problem("E02", node, "after a rule comes `return`, `hold` or `end`");
                Target::Return
            }
        };
        let when = self.rule_words(words)?;
        let calls_person = definition
            .steps
            .get(step)
            .is_some_and(|step| matches!(step.verb, Verb::Handoff(_)));
        Some(Rule {
            name,
            when,
            step,
            then,
            calls_person,
        })
    }

    fn rule_words(&mut self, node: &Node) -> Option<RuleWhen> {
        if let Some(entries) = node.entries() {
            let pair =
                |(word, value): &(Node, Node)| Some((fold(word.text()?), value.text()?.to_owned()));
            return Some(RuleWhen::Words(entries.iter().filter_map(pair).collect()));
        }
        match node.text() {
            Some("none of the answers fits twice") => return Some(RuleWhen::Lost),
            Some(text) if text.starts_with("table ") => {
                let level = text
                    .split("level")
                    .nth(1)
                    .map(|rest| rest.trim_start_matches([' ', '=']).trim());
                match level {
                    Some("high" | "alert") => return Some(RuleWhen::Risk(Risk::Alert)),
                    Some("watch") => return Some(RuleWhen::Risk(Risk::Watch)),
                    _ => {
                        self.problem(
                            "E02",
                            node,
                            "write `table risk_words where level = high` or `= watch`",
                        );
                        return None;
                    }
                }
            }
            _ => {}
        }
        let words = node.items().iter().filter_map(Node::text);
        Some(RuleWhen::Words(
            words
                .map(|word| (fold(word), words::language_or_word(word)))
                .filter(|(word, _)| !word.is_empty())
                .collect(),
        ))
    }
}
