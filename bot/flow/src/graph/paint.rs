//! What stands in the box of a step, and the arrows that leave it.

use super::build::{Builder, terminal};
use crate::definition::{AlertSpec, Expect, Length, Question, QuestionKind, Step, Target, Verb};
use crate::effect::Arg;

impl Builder<'_> {
    /// The small lines of a box: who is told, what is shown, when it is left out.
    pub(super) fn describe(&mut self, node: usize, step: &Step) {
        let phrases = self.phrases;
        if let Some(condition) = &step.skip_if {
            self.note(
                node,
                &phrases.with("skip-if", "condition", phrases.condition(condition)),
            );
        }
        if let Some(result) = &step.result {
            let result = phrases.value(None, result);
            self.note(node, &phrases.with("result", "result", result));
        }
        if let Verb::Random(_) = &step.verb {
            self.note(node, &phrases.word("random", &[]));
        }
        if let Some(alert) = &step.alert {
            self.alert(node, alert);
        }
        let rows = match &step.verb {
            Verb::Ask(question) => match &question.kind {
                QuestionKind::Cards(selection) => Some(selection),
                _ => None,
            },
            _ => step.say.as_ref().and_then(|say| say.from.as_ref()),
        };
        if let Some(selection) = rows {
            self.note(node, &phrases.with("rows", "table", &selection.table));
        }
        if let Verb::Handoff(handoff) = &step.verb {
            self.note(
                node,
                &phrases.with("handoff-to", "team", phrases.team(&handoff.team)),
            );
            self.unanswered(node, handoff.unanswered.as_ref());
        }
    }

    fn alert(&mut self, node: usize, alert: &AlertSpec) {
        let phrases = self.phrases;
        let level = format!("level-{}", alert.urgency.as_str().replace([' ', '_'], "-"));
        let words = phrases.word(
            "alert-to",
            &[
                ("team", Arg::Text(phrases.team(&alert.team))),
                ("level", Arg::Text(phrases.word(&level, &[]))),
            ],
        );
        self.note(node, &words);
        self.unanswered(node, alert.unanswered.as_ref());
    }

    fn unanswered(&mut self, node: usize, unanswered: Option<&(Length, String)>) {
        let phrases = self.phrases;
        if let Some((length, team)) = unanswered {
            let words = phrases.word(
                "unanswered",
                &[
                    ("length", Arg::Text(phrases.length(*length))),
                    ("team", Arg::Text(phrases.team(team))),
                ],
            );
            self.note(node, &words);
        }
    }

    /// The arrows that leave a step.
    pub(super) fn arrows_of(&mut self, node: usize, step: &Step) {
        let phrases = self.phrases;
        match &step.verb {
            Verb::None => self.connect(node, step.next, None, false),
            Verb::Wait(wait) => {
                self.connect(node, step.next, None, false);
                if let Some(target) = wait.missed {
                    self.connect(node, target, Some(phrases.word("missed", &[])), false);
                }
            }
            Verb::Run(run) => {
                for (result, target) in &run.options {
                    let label = phrases.value(run.save.as_deref(), result);
                    self.connect(node, *target, Some(label), false);
                }
                let label = (!run.options.is_empty()).then(|| phrases.word("otherwise", &[]));
                self.connect(node, step.next, label, false);
            }
            Verb::Ask(question) => self.answers(node, step, question),
            Verb::When(branches) => {
                for (condition, target) in branches {
                    let label = match condition {
                        Some(condition) => phrases.condition(condition),
                        None => phrases.word("otherwise", &[]),
                    };
                    self.connect(node, *target, Some(label), false);
                }
            }
            Verb::Random(branches) => {
                for (weight, target) in branches {
                    self.connect(
                        node,
                        *target,
                        Some(phrases.number("percent", *weight)),
                        false,
                    );
                }
            }
            Verb::Handoff(handoff) => match handoff.when_closed {
                Some(target) => {
                    self.connect(node, target, Some(phrases.word("closed", &[])), false);
                }
                None => self.connect(node, step.next, None, false),
            },
        }
        if let Some((times, target)) = step.at_most {
            self.connect(node, target, Some(phrases.number("at-most", times)), false);
        }
    }

    fn answers(&mut self, node: usize, step: &Step, question: &Question) {
        let phrases = self.phrases;
        if let QuestionKind::Slots { none_free } = question.kind {
            self.connect(
                node,
                step.next,
                Some(phrases.word("slot-chosen", &[])),
                false,
            );
            self.connect(node, none_free, Some(phrases.word("slot-none", &[])), false);
        }
        for option in &question.options {
            let label = phrases
                .words
                .label(phrases.language, &question.text, &option.key)
                .unwrap_or_else(|| option.key.clone());
            self.connect(node, option.target, Some(label), false);
        }
        let typed = match question.expect {
            Expect::Options => None,
            Expect::Number(least, most) => Some(phrases.word(
                "typed-number",
                &[
                    ("least", Arg::Text(least.to_string())),
                    ("most", Arg::Text(most.to_string())),
                ],
            )),
            Expect::Text | Expect::Also => Some(phrases.word("typed-text", &[])),
        };
        if let Some(label) = typed {
            self.connect(node, step.next, Some(label), false);
        }
        if let Some((retry, target)) = question.no_match {
            self.connect(node, target, Some(phrases.number("no-match", retry)), false);
        }
        self.silence(node, question);
    }

    /// A dashed arrow; or a line in the box, where the same holds for many questions or nothing follows.
    fn silence(&mut self, node: usize, question: &Question) {
        let phrases = self.phrases;
        let silence = &question.silence;
        let words = self.silence_words(silence);
        let to = match silence.then {
            Target::Step(index) if self.shared == Some(silence) => self.step_name(index),
            Target::Step(_) => {
                let label = phrases.with("silence-label", "times", words);
                return self.connect(node, silence.then, Some(label), true);
            }
            end => match terminal(end) {
                Some(shape) => phrases.word(shape.word(), &[]),
                None => return,
            },
        };
        self.nodes[node].silence = Some(phrases.with("silence-to", "to", to));
    }
}
