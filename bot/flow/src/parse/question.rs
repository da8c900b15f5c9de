//! Questions: options, what may be typed, and what silence leads to.

use tsunagi_model::Span;

use super::Parser;
use super::keys::{NO_MATCH, OPTION, SILENCE};
use super::words::{self, is_field};
use crate::definition::{Choice, Expect, Length, Question, QuestionKind, Silence, Target, Verb};
use crate::fold::fold;
use crate::yaml::Node;

/// What the head of a flow says for all its steps.
pub(super) struct Head {
    pub silence: Option<SilenceParts>,
}

/// What a `no_answer` says; what it does not say comes from the head.
#[derive(Debug, Clone, Default)]
pub(super) struct SilenceParts {
    nudge: Option<Vec<Span>>,
    say: Option<String>,
    after: Option<Span>,
    then: Option<Target>,
}

impl Parser<'_> {
    pub(super) fn question(
        &mut self,
        verb: &str,
        name: &str,
        node: &Node,
        next: Target,
        head: &Head,
    ) -> Verb {
        let value = node.get_text(verb).unwrap_or_default();
        let kind = match verb {
            "cards" => match node.get("from").and_then(|from| self.selection(from)) {
                Some(selection) => QuestionKind::Cards(selection),
                None => {
                    if node.get("from").is_none() {
                        self.problem("E02", node, "cards come `from: table <name>`");
                    }
                    QuestionKind::Plain
                }
            },
            "pick_slot" => match node.get("none_free") {
                Some(target) => QuestionKind::Slots {
                    none_free: self.target(target, next),
                },
                None => {
                    self.problem(
                        "E07",
                        node,
                        "say where to go when no time is free: `none_free: <step>`",
                    );
                    QuestionKind::Slots {
                        none_free: Target::End,
                    }
                }
            },
            _ => QuestionKind::Plain,
        };
        let mut options = self.options(name, node, next);
        if let Some(target) = node.get("none_fits") {
            let target = self.target(target, next);
            options.push(self.choice(name, "none_fits", target, None, Vec::new()));
        }
        let expect = self.expect(node);
        if options.is_empty() && expect == Expect::Options {
            self.problem(
                "E02",
                node,
                "a question has `options`, or `expect: text`, or `expect: number 5..20`",
            );
        }
        Verb::Ask(Box::new(Question {
            text: self.text_id(value),
            kind,
            options,
            save: self.save(node),
            expect,
            no_match: node
                .get("no_match")
                .and_then(|node| self.no_match(node, next)),
            silence: self.silence(node, next, head),
            media: node.get_text("media").map(str::to_owned),
        }))
    }

    pub(super) fn save(&mut self, node: &Node) -> Option<String> {
        let save = node.get("save")?;
        let field = save
            .text()
            .filter(|field| is_field(field))
            .map(str::to_owned);
        if field.is_none() {
            self.problem("E01", save, "a field has a dot, like `contact.age`");
        }
        field
    }

    fn options(&mut self, step: &str, node: &Node, next: Target) -> Vec<Choice> {
        let Some(options) = node.get("options") else {
            return Vec::new();
        };
        let Some(entries) = options.entries() else {
            self.problem(
                "E02",
                options,
                "options are keys with their targets, like `{agree: invite, later: later}`",
            );
            return Vec::new();
        };
        self.check_keys(entries, &[], "`options`");
        let mut choices = Vec::new();
        for (key, value) in entries {
            let key = self.check_name(key, "an option", false);
            let (go, words) = match value.entries() {
                Some(entries) => {
                    self.check_keys(entries, OPTION, "an option");
                    let words = value.get("words").map(Node::items).unwrap_or_default();
                    (
                        value.get("go"),
                        words.iter().filter_map(Node::text).map(fold).collect(),
                    )
                }
                None => (Some(value), Vec::new()),
            };
            let Some(go) = go else {
                self.problem("E02", value, "an option says where to `go`");
                continue;
            };
            let length = go
                .text()
                .filter(|text| text.starts_with('+') || *text == "forever")
                .and_then(words::length);
            let target = if length.is_some() {
                next
            } else {
                self.target(go, next)
            };
            choices.push(self.choice(step, &key, target, length, words));
        }
        choices
    }

    fn choice(
        &self,
        step: &str,
        key: &str,
        target: Target,
        value: Option<Length>,
        words: Vec<String>,
    ) -> Choice {
        Choice {
            key: key.to_owned(),
            data: format!("{}/{step}/{key}", self.flow),
            target,
            value,
            words,
        }
    }

    fn expect(&mut self, node: &Node) -> Expect {
        if let Some(also) = node.get("also") {
            if also.text() != Some("text") {
                self.problem("E02", also, "`also` is `text`");
            }
            return Expect::Also;
        }
        let Some(expect) = node.get("expect") else {
            return Expect::Options;
        };
        let text = expect.text().unwrap_or_default();
        if text == "text" {
            return Expect::Text;
        }
        let range = text
            .strip_prefix("number")
            .and_then(|range| range.trim().split_once(".."));
        match range
            .and_then(|(least, most)| Some((least.trim().parse().ok()?, most.trim().parse().ok()?)))
        {
            Some((least, most)) if least <= most => Expect::Number(least, most),
            _ => {
                self.problem("E02", expect, "`expect` is `text` or `number 5..20`");
                Expect::Text
            }
        }
    }

    fn no_match(&mut self, node: &Node, next: Target) -> Option<(u32, Target)> {
        self.check_keys(node.entries().unwrap_or_default(), NO_MATCH, "`no_match`");
        let (Some(retry), Some(then)) = (
            node.get_text("retry").and_then(|retry| retry.parse().ok()),
            node.get("then"),
        ) else {
            self.problem("E02", node, "write `no_match: {retry: 2, then: <step>}`");
            return None;
        };
        Some((retry, self.target(then, next)))
    }

    /// What a `no_answer` says by itself.
    pub(super) fn silence_parts(&mut self, node: &Node, next: Option<Target>) -> SilenceParts {
        self.check_keys(node.entries().unwrap_or_default(), SILENCE, "`no_answer`");
        let nudge = node.get("nudge").map(|ladder| {
            let rungs: Vec<Span> = ladder
                .items()
                .iter()
                .filter_map(|rung| self.span(rung))
                .collect();
            if rungs.windows(2).any(|pair| pair[0] >= pair[1]) {
                self.problem(
                    "E06",
                    ladder,
                    "the times of a ladder grow, each counted from the question",
                );
            }
            rungs
        });
        let then = node
            .get("then")
            .map(|then| self.target(then, next.unwrap_or(Target::End)));
        SilenceParts {
            nudge,
            say: node.get_text("say").map(|say| self.text_id(say)),
            after: node.get("after").and_then(|after| self.span(after)),
            then,
        }
    }

    fn silence(&mut self, node: &Node, next: Target, head: &Head) -> Silence {
        let own = node
            .get("no_answer")
            .map(|node| self.silence_parts(node, Some(next)));
        let stated = own.is_some() || head.silence.is_some();
        let own = own.unwrap_or_default();
        let head = head.silence.clone().unwrap_or_default();
        let rungs = own.nudge.or(head.nudge).unwrap_or_default();
        let after = own.after.or(head.after);
        let then = own.then.or(head.then);
        Silence {
            gaps: gaps(&rungs, after),
            say: own.say.or(head.say),
            then: then.unwrap_or(Target::End),
            stated: stated && then.is_some(),
        }
    }
}

/// The rungs are counted from the question; the end comes `after` the last rung (or the question, if there is none), and if that is
/// not said, as long after it as it came after the one before.
fn gaps(rungs: &[Span], after: Option<Span>) -> Vec<Span> {
    let mut gaps: Vec<Span> = rungs
        .iter()
        .scan(0, |last, rung| {
            Some(Span(rung.0 - std::mem::replace(last, rung.0)))
        })
        .collect();
    gaps.push(
        after
            .or_else(|| gaps.last().copied())
            .unwrap_or(Span::days(1)),
    );
    gaps
}
