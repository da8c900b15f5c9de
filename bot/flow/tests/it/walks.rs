//! Generated walks: what they find in flows that are wrong, and that they find nothing in those that ship.

use tsunagi_flow::walk::{Finding, Rule, walk};
use tsunagi_flow::{Hearer, Ids, Labels, Say, Source, Stage, Voice, Words, parse};
use tsunagi_model::Risk;

use crate::shipped;

/// Texts that read as their ids, and a button that asks for a person in words.
struct Asks;

impl Voice for Asks {
    fn languages(&self) -> Vec<String> {
        Ids.languages()
    }
    fn negotiate(&self, wanted: &str) -> String {
        Ids.negotiate(wanted)
    }
    fn own(&self, _language: &str, _id: &str) -> bool {
        true
    }
    fn label(&self, _language: &str, id: &str, key: &str) -> Option<String> {
        Some(if id == "anytime-lost" && key == "person" {
            "人と話す".to_owned()
        } else {
            key.to_owned()
        })
    }
    fn speak(&self, say: &Say, hearer: &Hearer) -> Words {
        Ids.speak(say, hearer)
    }
}

impl Labels for Asks {
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        options
            .iter()
            .position(|key| self.label("ja", text_id, key).as_deref() == Some(typed))
    }
}

fn findings(program: &tsunagi_flow::Program, flow: &str) -> Vec<Finding> {
    let stage = Stage {
        program,
        labels: &Asks,
        classify: &|_, _| Risk::None,
        voice: &Asks,
    };
    let walked = walk(&stage, flow, "ja");
    assert!(walked.walks > 0);
    walked.findings
}

fn shown(findings: &[Finding]) -> String {
    let one = |finding: &Finding| {
        format!(
            "{}:{}: {} at {}: {}\n{}",
            finding.file,
            finding.line,
            finding.rule.as_str(),
            finding.step,
            finding.difference,
            finding.heard.join("\n")
        )
    };
    findings.iter().map(one).collect::<Vec<_>>().join("\n\n")
}

#[test]
fn the_shipped_flows_keep_every_rule() {
    let program = shipped();
    for flow in program.flows() {
        let found = findings(&program, flow);
        assert!(found.is_empty(), "{flow}\n{}", shown(&found));
    }
}

/// What walks find in a flow that is added to the shipped ones.
fn found(text: &str) -> Vec<Finding> {
    let mut program = shipped();
    let (definition, problems) = parse(&Source::new("t.yml", text));
    program.add(1, definition.unwrap_or_else(|| panic!("{problems:?}")));
    findings(&program, "t")
}

#[test]
fn silence_that_never_ends_is_found() {
    let found = found(
        "version: 1\nflow: t\ntitle: t\nfor: [child]\nsteps:\n  a: {ask: a, options: {one: next}, no_answer: {nudge: [3d], say: nudge, then: b}}\n  \
         b: {wait: 7d, then: a}\n",
    );
    let rules: Vec<Rule> = found.iter().map(|finding| finding.rule).collect();
    assert!(rules.contains(&Rule::Ends), "{}", shown(&found));
    let ends = found.iter().find(|one| one.rule == Rule::Ends).unwrap();
    assert!(ends.heard.iter().any(|line| line.contains("bot: t-a")));
}
