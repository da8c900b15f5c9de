//! Waits for an answer: the message before them, its buttons and the tests become one question.

use std::collections::HashSet;

use crate::action::length;
use crate::book::Entry;
use crate::export::{Case, Router};
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;
use crate::say::Reply;
use crate::step::{Ask, Choice, Step, To, Verb};
use crate::test::{passes, range, spoken};
use crate::texts::Words;

/// A wait this short was a pause between two messages.
const PAUSE: u64 = 60;
/// How many messages on the way back still make it the same question again.
const WAY_BACK: usize = 5;

/// What the tests of a wait come to.
#[derive(Default)]
struct Heard<'c, 'a> {
    /// Category → its tests of words.
    words: Vec<(usize, Vec<&'c Case<'a>>)>,
    numbers: Vec<(&'c Case<'a>, To)>,
    /// Where any other words lead.
    any: Option<To>,
    /// Where words lead that passed a test we do not have.
    guess: Option<To>,
}

impl<'a> Maker<'a> {
    /// Whether a wait is only a pause: too short to answer, and it goes on the same way whatever happens.
    pub fn pause(&self, router: &Router) -> Option<Option<usize>> {
        let (seconds, after) = router.wait.as_ref()?.timeout?;
        let after = router.categories.get(after?)?.to;
        let same = router
            .categories
            .iter()
            .all(|category| category.to == after);
        (same && seconds <= PAUSE).then_some(after)
    }

    /// The steps of a question. `text` is its message's text and buttons; `asked` is the message's node.
    pub fn question(
        &mut self,
        node: usize,
        asked: usize,
        text: String,
        replies: &[Reply],
        step: &mut Step,
    ) -> Option<Step> {
        let flow = self.flow;
        let router = flow.nodes.get(node)?.router.as_ref()?;
        let timeout = router.wait.as_ref().and_then(|wait| wait.timeout);
        let silent = timeout.and_then(|(_, category)| category);
        let default = router
            .default
            .filter(|at| Some(*at) != silent)
            .and_then(|at| router.categories.get(at));
        let back = default.is_some_and(|category| self.leads_back(category.to, node, asked));
        let otherwise = default
            .filter(|_| !back)
            .map(|category| To::from(category.to));
        let heard = self.hear(node, router, back);
        let fallback = heard.any.or(otherwise).or(heard.guess);

        let mut ask = Ask {
            text,
            save: self.save(node, router),
            ..Ask::default()
        };
        let labels = self.options(node, router, &heard, replies, fallback, &mut ask);
        self.label_text(&ask.text.clone(), &labels);
        if let Some((seconds, category)) = timeout
            && let Some(category) = category.and_then(|at| router.categories.get(at))
        {
            if self.leads_back(category.to, node, asked) {
                self.remark(
                    node,
                    Kind::Changed,
                    format!("after {seconds} seconds of silence it asked again, for ever"),
                    "silence is as at the head now; to ask again: `no_answer: {nudge: [1d, 3d], say: nudge, then: end}`",
                );
            } else {
                ask.silence = Some((length(seconds), To::from(category.to)));
            }
        }
        let mut more = None;
        step.then = fallback.unwrap_or(To::End);
        if !heard.numbers.is_empty() {
            more = self.numbers(node, &heard.numbers, fallback, &mut ask, step);
        } else if let Some(to) = fallback {
            ask.expect = Some("text".to_owned());
            step.then = to;
        } else if ask.options.is_empty() {
            // Nothing fits and nothing was offered: any words go on.
            ask.expect = Some("text".to_owned());
        }
        if let Some(field) = &ask.save {
            self.learn.writes.insert(field.clone());
        }
        step.verb = Verb::Ask(Box::new(ask));
        more
    }

    fn hear<'c>(&mut self, node: usize, router: &'c Router<'a>, back: bool) -> Heard<'c, 'a> {
        let mut heard = Heard::default();
        let exact = router
            .cases
            .iter()
            .filter(|case| case.test.starts_with("has_number"))
            .all(|case| case.test == "has_number_eq");
        for case in &router.cases {
            let Some(at) = case.category else { continue };
            let Some(category) = router.categories.get(at) else {
                continue;
            };
            let to = To::from(category.to);
            match case.test {
                "has_any_word" | "has_all_words" | "has_phrase" | "has_only_phrase"
                | "has_only_text" | "has_beginning" => heard.tested(at, case),
                "has_number_eq" if exact && range(case.test, &case.args).is_some() => {
                    heard.tested(at, case);
                }
                test if test.starts_with("has_number") && range(test, &case.args).is_some() => {
                    heard.numbers.push((case, to));
                }
                "has_text" => heard.any = heard.any.or(Some(to)),
                test => {
                    let checked = matches!(
                        test,
                        "has_pattern"
                            | "has_date"
                            | "has_time"
                            | "has_email"
                            | "has_phone"
                            | "has_state"
                            | "has_district"
                            | "has_ward"
                            | "has_location"
                            | "has_image"
                            | "has_audio"
                            | "has_video"
                            | "has_file"
                    ) || test.starts_with("has_number")
                        || test.starts_with("has_date");
                    let advice = if checked && back {
                        heard.guess = heard.guess.or(Some(to));
                        "any words go this way now, so that nobody is stuck: check them in a later step, or offer options"
                    } else {
                        "these answers go where all others go: offer options, or `expect: number 5..20`"
                    };
                    let test = format!("the test `{test}` ({})", case.args.join(", "));
                    self.remark(node, Kind::Lost, test, advice);
                }
            }
        }
        heard
    }

    /// Options from tests and buttons; the answer is the labels by key.
    fn options(
        &mut self,
        node: usize,
        router: &Router<'a>,
        heard: &Heard<'_, 'a>,
        replies: &[Reply],
        fallback: Option<To>,
        ask: &mut Ask,
    ) -> Vec<(String, Words)> {
        let mut labels = Vec::new();
        let mut keys = HashSet::new();
        let mut said = HashSet::new();
        let mut left: Vec<&Reply> = replies.iter().collect();
        for (at, cases) in &heard.words {
            let Some(category) = router.categories.get(*at) else {
                continue;
            };
            let fits = |reply: &Reply| {
                cases
                    .iter()
                    .any(|case| passes(case.test, &case.args, &reply.raw) == Some(true))
            };
            let (mine, others): (Vec<&Reply>, Vec<&Reply>) =
                left.into_iter().partition(|reply| fits(reply));
            left = others;
            let mut words: Vec<String> = Vec::new();
            for case in cases {
                words.extend(spoken(case.test, &case.args));
                for (_, translated) in self.localized(case.uuid, "arguments", 0) {
                    words.extend(spoken(case.test, &[translated.to_owned()]));
                }
            }
            let named = self.label(node, category.uuid, "name", 0, category.name);
            let buttons: Vec<(&str, Words)> = match &mine[..] {
                [] => vec![(category.name, named)],
                many => many
                    .iter()
                    .map(|r| (r.raw.as_str(), r.label.clone()))
                    .collect(),
            };
            for (place, (raw, label)) in buttons.into_iter().enumerate() {
                let name = if mine.len() < 2 { category.name } else { raw };
                let key = option_key(&mut keys, name, raw, labels.len());
                // What was typed belongs to the first button of its kind.
                let typed = if place == 0 {
                    std::mem::take(&mut words)
                } else {
                    Vec::new()
                };
                let typed = new_words(typed, &label, &mut said);
                self.offers(ask, category.name, &key, &label, &typed);
                ask.options.push(Choice {
                    key: key.clone(),
                    words: typed,
                    to: To::from(category.to),
                });
                labels.push((key, label));
            }
        }
        for reply in left {
            let number = heard
                .numbers
                .iter()
                .find(|(case, _)| passes(case.test, &case.args, &reply.raw) == Some(true));
            // Numbers on buttons are typed numbers too.
            let Some(to) = number.map(|(_, to)| *to).or(fallback) else {
                self.remark(
                    node,
                    Kind::Lost,
                    format!(
                        "the button \"{}\" fits no test; whoever pressed it was asked again",
                        reply.raw
                    ),
                    "add it to `options` with the step that it leads to",
                );
                continue;
            };
            let key = option_key(&mut keys, &reply.raw, &reply.raw, labels.len());
            new_words(Vec::new(), &reply.label, &mut said);
            self.offers(
                ask,
                "",
                &key,
                &reply.label,
                std::slice::from_ref(&reply.raw),
            );
            ask.options.push(Choice {
                key: key.clone(),
                words: Vec::new(),
                to,
            });
            labels.push((key, reply.label.clone()));
        }
        labels
    }

    /// Remembers what an option puts into the question's field.
    fn offers(&mut self, ask: &Ask, category: &str, key: &str, label: &Words, words: &[String]) {
        let Some(field) = &ask.save else { return };
        let words = words.iter().chain(label.values()).cloned().collect();
        let entry = Entry {
            value: key.to_owned(),
            category: category.to_owned(),
            words,
            label: label.clone(),
        };
        self.learn.can_hold(field, entry);
    }

    fn save(&mut self, node: usize, router: &Router) -> Option<String> {
        match router.result {
            Some(result) => Some(self.own(&names::result(result))),
            None if self.old.answers.contains(&(self.slug.clone(), node)) => {
                Some(self.own("answer"))
            }
            None => None,
        }
    }

    /// A question for a number, and, when numbers lead to several places, the step that tells them apart.
    fn numbers(
        &mut self,
        node: usize,
        numbers: &[(&Case<'a>, To)],
        fallback: Option<To>,
        ask: &mut Ask,
        step: &mut Step,
    ) -> Option<Step> {
        let ranges: Vec<(i64, i64)> = numbers
            .iter()
            .filter_map(|(case, _)| range(case.test, &case.args))
            .collect();
        let least = ranges.iter().map(|(least, _)| *least).min().unwrap_or(0);
        let most = ranges.iter().map(|(_, most)| *most).max().unwrap_or(0);
        // Beyond the ranges there may be a branch for all others.
        let (least, most) = if fallback.is_some() && numbers.len() > 1 {
            (least.min(0), most.max(1_000_000))
        } else {
            (least, most.max(least))
        };
        ask.expect = Some(format!("number {least}..{most}"));
        ask.no_match = fallback;
        let (_, to) = numbers.first()?;
        let same = numbers.iter().all(|(_, other)| other == to);
        if numbers.len() == 1 || same && fallback.is_none() && without_gap(ranges) {
            step.then = *to;
            return None;
        }
        let field = match &ask.save {
            Some(field) => field.clone(),
            None => {
                let field = self.own(&format!("number_{}", node + 1));
                ask.save = Some(field.clone());
                field
            }
        };
        let mut branches = self.ranges(&field, numbers);
        let again = fallback.unwrap_or(To::Before);
        branches.push((None, again));
        step.then = To::Follow;
        Some(Step {
            verb: Verb::When(branches),
            ..Step::default()
        })
    }

    /// Whether this way comes back to the same question with nothing but words in between.
    fn leads_back(&mut self, to: Option<usize>, node: usize, asked: usize) -> bool {
        let mut way = Vec::new();
        let mut here = to;
        while let Some(at) = here {
            if at == node || at == asked {
                self.covered.extend(way);
                return true;
            }
            let Some(between) = self.flow.nodes.get(at) else {
                return false;
            };
            let talks = between.router.is_none()
                && between
                    .actions
                    .iter()
                    .all(|action| crate::export::text(action, "type") == "send_msg");
            if !talks || way.len() >= WAY_BACK {
                return false;
            }
            way.push(at);
            here = between.exit;
        }
        false
    }
}

/// Whether ranges follow each other, so that they are one.
fn without_gap(mut ranges: Vec<(i64, i64)>) -> bool {
    ranges.sort_unstable();
    ranges
        .windows(2)
        .all(|pair| pair[1].0 <= pair[0].1.saturating_add(1))
}

impl<'c, 'a> Heard<'c, 'a> {
    fn tested(&mut self, category: usize, case: &'c Case<'a>) {
        match self.words.iter_mut().find(|(known, _)| *known == category) {
            Some((_, cases)) => cases.push(case),
            None => self.words.push((category, vec![case])),
        }
    }
}

fn option_key(keys: &mut HashSet<String>, name: &str, raw: &str, at: usize) -> String {
    let numbered = format!("option{}", at + 1);
    let slug = [name, raw]
        .into_iter()
        .map(|words| names::slug(words, 4, 24))
        .find(|slug| !slug.is_empty())
        .unwrap_or_default();
    names::unique(keys, &names::key(&slug, &numbered))
}

/// Words that say more than the label, each once in a question.
fn new_words(words: Vec<String>, label: &Words, said: &mut HashSet<String>) -> Vec<String> {
    said.extend(label.values().map(|label| folded(label)));
    let mut new: Vec<String> = words
        .into_iter()
        .filter(|word| !word.contains('@') && !folded(word).is_empty())
        .collect();
    new.retain(|word| said.insert(folded(word)));
    new
}

fn folded(word: &str) -> String {
    word.trim_matches(|mark: char| mark.is_ascii_punctuation() || mark.is_whitespace())
        .to_lowercase()
}
