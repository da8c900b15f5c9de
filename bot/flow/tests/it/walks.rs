//! Generated walks: what they find in flows that are wrong, and that they find nothing in those that ship.

use tsunagi_flow::walk::{Finding, Rule, walk};
use tsunagi_flow::{
    Hearer, Ids, Labels, Program, Say, Source, Stage, Tables, Voice, Words, fold, parse,
};
use tsunagi_model::Risk;

use crate::shipped;

/// Texts that read as their ids, in which one thing may be wrong.
#[derive(Default)]
struct Texts {
    /// A text that is not there.
    missing: &'static str,
    /// A text that lacks a value.
    broken: &'static str,
    /// A label that is not understood when it is typed.
    deaf: &'static str,
    /// What stands on the button that leads to a person.
    person: Option<&'static str>,
}

impl Voice for Texts {
    fn languages(&self) -> Vec<String> {
        Ids.languages()
    }
    fn negotiate(&self, wanted: &str) -> String {
        Ids.negotiate(wanted)
    }
    fn own(&self, _language: &str, id: &str) -> bool {
        id != self.missing
    }
    fn label(&self, _language: &str, id: &str, key: &str) -> Option<String> {
        Some(if id == "anytime-lost" && key == "person" {
            self.person.unwrap_or("人と話す").to_owned()
        } else {
            key.to_owned()
        })
    }
    fn speak(&self, say: &Say, hearer: &Hearer) -> Words {
        let mut words = Ids.speak(say, hearer);
        words.incomplete.extend(
            [&say.text]
                .into_iter()
                .filter(|id| **id == self.broken)
                .cloned(),
        );
        words
    }
}

impl Labels for Texts {
    fn option(&self, text_id: &str, options: &[&str], typed: &str) -> Option<usize> {
        let hears = |key: &&str| {
            let label = self.label("ja", text_id, key);
            **key != *self.deaf && label.is_some_and(|label| fold(&label) == fold(typed))
        };
        options.iter().position(hears)
    }
}

fn findings(program: &Program, flow: &str, texts: &Texts) -> Vec<Finding> {
    let stage = Stage {
        program,
        labels: texts,
        classify: &|_, _| Risk::None,
        voice: texts,
    };
    let walked = walk(&stage, flow, "ja");
    assert!(walked.walks > 0);
    assert!(walked.left_out.is_empty(), "{:?}", walked.left_out);
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

fn assert_found(rule: Rule, words: &str, findings: &[Finding]) {
    let found = findings
        .iter()
        .any(|finding| finding.rule == rule && finding.difference.contains(words));
    assert!(found, "no {rule:?} with {words} in\n{}", shown(findings));
    for finding in findings {
        assert!(!finding.heard.is_empty() && !finding.file.is_empty() && finding.line > 0);
    }
}

#[test]
fn the_shipped_flows_keep_every_rule() {
    let program = shipped();
    for flow in program.flows() {
        let found = findings(&program, flow, &Texts::default());
        assert!(found.is_empty(), "{flow}\n{}", shown(&found));
    }
}

const PLAIN: &str = "version: 1\nflow: t\ntitle: t\nfor: [child]\nno_answer: {nudge: [3d], say: nudge, then: end}\nsteps:\n  \
    a: {ask: a, options: {one: next, two: b}}\n  b: {say: b, then: end}\n";

/// The shipped flows and one more.
fn with(text: &str) -> Program {
    let mut program = shipped();
    add(&mut program, text);
    program
}

fn add(program: &mut Program, text: &str) {
    let name = text
        .split("flow: ")
        .nth(1)
        .and_then(|rest| rest.lines().next())
        .unwrap();
    let (definition, problems) = parse(&Source::new(&format!("{name}.yml"), text));
    program.add(2, definition.unwrap_or_else(|| panic!("{problems:?}")));
}

#[test]
fn a_flow_that_keeps_every_rule_is_left_alone() {
    let found = findings(&with(PLAIN), "t", &Texts::default());
    assert!(found.is_empty(), "{}", shown(&found));
}

#[test]
fn silence_that_never_ends_is_found() {
    let text = PLAIN.replace("then: end}\nsteps", "then: c}\nsteps") + "  c: {wait: 7d, then: a}\n";
    let found = findings(&with(&text), "t", &Texts::default());
    assert_found(Rule::Ends, "never ends", &found);
    let ends = found.iter().find(|one| one.rule == Rule::Ends).unwrap();
    assert!(ends.heard.iter().any(|line| line.contains("bot: t-a")));
}

#[test]
fn texts_that_are_missing_or_lack_a_value_are_found() {
    let missing = Texts {
        missing: "t-nudge",
        ..Texts::default()
    };
    assert_found(
        Rule::Language,
        "t-nudge",
        &findings(&with(PLAIN), "t", &missing),
    );
    let broken = Texts {
        broken: "t-b",
        ..Texts::default()
    };
    assert_found(Rule::Complete, "t-b", &findings(&with(PLAIN), "t", &broken));
}

#[test]
fn a_label_that_is_not_understood_is_found() {
    let deaf = Texts {
        deaf: "two",
        ..Texts::default()
    };
    assert_found(Rule::Label, "two", &findings(&with(PLAIN), "t", &deaf));
}

#[test]
fn words_that_bring_nobody_are_found() {
    let mute = Texts {
        person: Some("words of no list"),
        deaf: "person",
        ..Texts::default()
    };
    assert_found(
        Rule::Person,
        "words of no list",
        &findings(&with(PLAIN), "t", &mute),
    );
}

/// An anytime flow of its own, with a flow that stands in front of it.
fn alone(anytime: &str) -> Program {
    let mut program = Program::new(Tables::default());
    add(&mut program, PLAIN);
    let head = "version: 1\nflow: anytime\ntitle: t\nalways: true\n";
    add(&mut program, &format!("{head}{anytime}"));
    program
}

#[test]
fn a_script_that_goes_on_after_danger_is_found() {
    let program = alone(
        "rules:\n  person: {words: [人と話す], do: person, then: hold}\nsteps:\n  person: {handoff: outreach, why: w, say: p, then: return}\n",
    );
    assert_found(
        Rule::Danger,
        "goes on",
        &findings(&program, "t", &Texts::default()),
    );
}

#[test]
fn a_no_that_a_talk_with_staff_undoes_is_found() {
    let program = alone(
        "rules:\n  person: {words: [人と話す], do: person, then: hold}\n  stop: {words: [やめる], do: stop, then: end}\nsteps:\n  \
         person: {handoff: outreach, why: w, say: p, then: return}\n  \
         stop: {ask: stop, options: {stop: stopped, keep: return}, no_answer: {then: stopped}}\n  \
         stopped: {set: consent.messages = withdrawn, then: return}\n",
    );
    assert_found(
        Rule::Refusal,
        "after the refusal",
        &findings(&program, "t", &Texts::default()),
    );
}

#[test]
fn hours_that_are_wider_than_they_may_be_are_found() {
    let mut program = with(PLAIN);
    let rows = "kind,from,until,days,opens,closes,who,name\nsend,,,daily,05:00,23:00,*,x\n";
    program.read_calendars(&[Source::new("calendar/default.csv", rows)]);
    assert_found(
        Rule::Conduct,
        "hour",
        &findings(&program, "t", &Texts::default()),
    );
}
