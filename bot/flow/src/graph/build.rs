//! From a definition to boxes and arrows.

use tsunagi_model::{Risk, Span};

use super::phrase::Phrases;
use super::wrap::{balanced, columns, cut};
use super::{Graph, GraphEdge, GraphNode, GraphWords, Shape};
use crate::definition::{Definition, Length, RuleWhen, Silence, Step, Target, Verb};
use crate::effect::Arg;
use crate::start::TriggerKind;

/// How wide the words in a box are, in halves of a Japanese letter.
const BOX: usize = 26;
/// How much of what is said is shown: about twenty Japanese letters.
const SAID: usize = 42;
/// How wide and long the words at an arrow are.
const LABEL: usize = 22;
const LABEL_LINES: usize = 5;
/// From so many questions on, silence that is the same for all is drawn once.
const SHARED: usize = 3;

/// The picture of a flow in the words of a language.
pub fn graph(definition: &Definition, words: &dyn GraphWords, language: &str) -> Graph {
    let phrases = Phrases {
        words,
        language,
        definition,
    };
    let mut builder = Builder {
        phrases: &phrases,
        definition,
        nodes: Vec::new(),
        arrows: Vec::new(),
        steps: vec![None; definition.steps.len()],
        shared: shared_silence(definition),
    };
    let starts = builder.starts();
    for (index, step) in definition.steps.iter().enumerate() {
        if !step.retired {
            builder.place(index);
        }
    }
    for (from, to, silent) in starts {
        builder.connect(from, Target::Step(to), None, silent);
    }
    for (index, step) in definition.steps.iter().enumerate() {
        if let Some(node) = builder.steps[index] {
            builder.arrows_of(node, step);
        }
    }
    builder.finish()
}

/// An arrow whose words are still being gathered.
struct Arrow {
    from: usize,
    to: usize,
    label: Vec<String>,
    silent: bool,
}

pub(super) struct Builder<'a> {
    pub phrases: &'a Phrases<'a>,
    definition: &'a Definition,
    pub nodes: Vec<GraphNode>,
    arrows: Vec<Arrow>,
    /// The box of each step; a retired one has none unless something leads to it.
    steps: Vec<Option<usize>>,
    /// Silence that is the same for many questions.
    pub shared: Option<&'a Silence>,
}

impl Builder<'_> {
    fn node(&mut self, shape: Shape, lines: Vec<String>) -> usize {
        self.nodes.push(GraphNode {
            shape,
            kind: self.phrases.word(shape.word(), &[]),
            lines,
            notes: Vec::new(),
            silence: None,
            name: String::new(),
            exit: None,
        });
        self.nodes.len() - 1
    }

    /// What starts the flow, the rules of an anytime flow, and silence that is the same everywhere; with the step each leads to.
    fn starts(&mut self) -> Vec<(usize, usize, bool)> {
        let (definition, phrases) = (self.definition, self.phrases);
        let mut found = Vec::new();
        for trigger in &definition.starts {
            let node = self.node(Shape::Start, balanced(&phrases.start(trigger), BOX));
            if matches!(trigger.kind, TriggerKind::Every { fixed: false, .. }) {
                self.note(node, &phrases.word("start-own", &[]));
            }
            if let Some(who) = &trigger.who {
                self.note(
                    node,
                    &phrases.with("start-who", "condition", phrases.condition(who)),
                );
            }
            found.push((node, 0, false));
        }
        if let Some(again) = &definition.again
            && let Target::Step(step) = again.otherwise
        {
            let words = phrases.with("start-again", "length", phrases.span(again.after));
            found.push((self.node(Shape::Start, balanced(&words, BOX)), step, false));
        }
        for rule in &definition.rules {
            let words = match &rule.when {
                RuleWhen::Risk(Risk::Alert) => phrases.word("rule-danger", &[]),
                RuleWhen::Risk(_) => phrases.word("rule-worry", &[]),
                RuleWhen::Words(words) => {
                    phrases.keywords(words.iter().map(|(word, _)| word.as_str()))
                }
                RuleWhen::Lost => phrases.word("rule-lost", &[]),
            };
            let node = self.node(Shape::Start, balanced(&words, BOX));
            if let Some(shape) = terminal(rule.then) {
                let then = phrases.word(shape.word(), &[]);
                self.note(node, &phrases.with("rule-then", "then", then));
            }
            found.push((node, rule.step, false));
        }
        if found.is_empty() && !definition.steps.is_empty() {
            let words = phrases.word("start-called", &[]);
            found.push((self.node(Shape::Start, balanced(&words, BOX)), 0, false));
        }
        if let Some(silence) = self.shared
            && let Target::Step(step) = silence.then
        {
            let words = phrases.word("silence-anywhere", &[]);
            let node = self.node(Shape::Wait, balanced(&words, BOX));
            self.nodes[node].kind = phrases.word("silence", &[]);
            self.note(node, &self.silence_words(silence));
            found.push((node, step, true));
        }
        found
    }

    /// The box of a step, made when it is first needed.
    fn place(&mut self, index: usize) -> usize {
        if let Some(node) = self.steps[index] {
            return node;
        }
        let step = &self.definition.steps[index];
        let (shape, lines) = (shape_of(step), self.said(step));
        let node = self.node(shape, lines);
        self.nodes[node].name.clone_from(&step.name);
        self.steps[index] = Some(node);
        self.describe(node, step);
        node
    }

    pub fn step_name(&self, index: usize) -> String {
        self.definition.steps[index].name.clone()
    }

    /// A line of small words in a box.
    pub fn note(&mut self, node: usize, words: &str) {
        self.nodes[node].notes.extend(balanced(words, BOX + 4));
    }

    /// The first line of what a step says and asks.
    fn said(&self, step: &Step) -> Vec<String> {
        let phrases = self.phrases;
        let mut lines = Vec::new();
        let asked = match &step.verb {
            Verb::Ask(question) => Some(&question.text),
            _ => None,
        };
        for text in step.say.iter().map(|say| &say.text).chain(asked) {
            let text = phrases
                .words
                .text(phrases.language, text)
                .unwrap_or_default();
            // Words that come from a table are only a blank here; the note says from which.
            let words = first_line(&text);
            if words.chars().any(char::is_alphanumeric) {
                lines.extend(balanced(&cut(words, SAID), BOX));
            }
        }
        match &step.verb {
            Verb::Wait(wait) => lines.extend(balanced(&phrases.wait(&wait.until), BOX)),
            Verb::Run(run) => {
                let title = phrases.words.title(phrases.language, &run.flow);
                let title = title.unwrap_or_else(|| run.flow.clone());
                lines.extend(balanced(&phrases.with("quoted", "word", title), BOX));
            }
            _ => {}
        }
        lines
    }

    /// An arrow, or a line that says where it ends.
    pub fn connect(&mut self, from: usize, target: Target, label: Option<String>, silent: bool) {
        let to = match target {
            Target::Step(index) => self.place(index),
            end => {
                let Some(shape) = terminal(end) else { return };
                if label.is_none() {
                    let word = self.phrases.word(shape.word(), &[]);
                    self.nodes[from].exit = Some((shape, word));
                    return;
                }
                let own = self
                    .arrows
                    .iter()
                    .find(|arrow| arrow.from == from && self.nodes[arrow.to].shape == shape);
                match own.map(|arrow| arrow.to) {
                    Some(node) => node,
                    None => self.node(shape, Vec::new()),
                }
            }
        };
        let same = |arrow: &&mut Arrow| (arrow.from, arrow.to, arrow.silent) == (from, to, silent);
        match self.arrows.iter_mut().find(same) {
            Some(arrow) => arrow.label.extend(label),
            None => self.arrows.push(Arrow {
                from,
                to,
                label: label.into_iter().collect(),
                silent,
            }),
        }
    }

    /// When somebody who does not answer is asked again, and when it is over.
    pub fn silence_words(&self, silence: &Silence) -> String {
        let phrases = self.phrases;
        let mut at = Span(0);
        let mut times: Vec<String> = silence
            .gaps
            .iter()
            .map(|gap| {
                at = Span(at.0 + gap.0);
                phrases.length(Length::Span(at))
            })
            .collect();
        let last = times.pop().unwrap_or_default();
        if times.is_empty() {
            return phrases.with("silence-after", "length", last);
        }
        phrases.word(
            "silence-nudged",
            &[
                ("times", Arg::Text(phrases.list(times))),
                ("length", Arg::Text(last)),
            ],
        )
    }

    fn finish(self) -> Graph {
        let Self {
            phrases,
            definition,
            nodes,
            arrows,
            ..
        } = self;
        let separator = phrases.separator();
        let edges = arrows
            .into_iter()
            .map(|arrow| GraphEdge {
                from: arrow.from,
                to: arrow.to,
                label: label(&arrow.label, &separator),
                silent: arrow.silent,
            })
            .collect();
        let exits = nodes.iter().filter_map(|node| node.exit.as_ref());
        let mut shapes: Vec<Shape> = nodes.iter().map(|node| node.shape).collect();
        shapes.extend(exits.map(|(shape, _)| *shape));
        shapes.sort_unstable();
        shapes.dedup();
        Graph {
            flow: definition.flow.clone(),
            title: definition.title.clone(),
            language: phrases.language.to_owned(),
            about: phrases.word(
                "about",
                &[
                    ("title", Arg::Text(definition.title.clone())),
                    ("n", Arg::Number(count(definition.steps.len()))),
                ],
            ),
            legend: shapes
                .into_iter()
                .map(|shape| (shape, phrases.word(shape.word(), &[])))
                .collect(),
            silence: phrases.word("silence", &[]),
            nodes,
            edges,
        }
    }
}

/// Alternatives that share an arrow, side by side, as far as there is room.
fn label(items: &[String], separator: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for (index, item) in items.iter().enumerate() {
        let item = if index + 1 < items.len() {
            format!("{item}{}", separator.trim_end())
        } else {
            item.clone()
        };
        let space = if separator.ends_with(' ') { " " } else { "" };
        match lines.last_mut() {
            Some(line) if columns(line) + columns(&item) < LABEL => {
                line.push_str(space);
                line.push_str(&item);
            }
            _ => lines.extend(balanced(&item, LABEL)),
        }
    }
    if lines.len() > LABEL_LINES {
        lines.truncate(LABEL_LINES);
        if let Some(line) = lines.last_mut() {
            line.push('…');
        }
    }
    lines
}

/// The first line that is not blank.
fn first_line(text: &str) -> &str {
    let mut lines = text.lines().map(str::trim);
    lines.find(|line| !line.is_empty()).unwrap_or_default()
}

fn shape_of(step: &Step) -> Shape {
    match &step.verb {
        Verb::Ask(_) => Shape::Ask,
        Verb::When(_) | Verb::Random(_) => Shape::Branch,
        Verb::Wait(_) => Shape::Wait,
        Verb::Run(_) => Shape::Run,
        Verb::Handoff(_) => Shape::Handoff,
        Verb::None if step.alert.is_some() => Shape::Alert,
        Verb::None if step.say.is_some() => Shape::Say,
        Verb::None => Shape::Note,
    }
}

/// The box for a target that is no step.
pub(super) fn terminal(target: Target) -> Option<Shape> {
    match target {
        Target::Step(_) => None,
        Target::End => Some(Shape::End),
        Target::Return => Some(Shape::Return),
        Target::Hold => Some(Shape::Hold),
    }
}

/// Silence that at least [`SHARED`] questions have in common: drawn once, so that arrows do not cover the picture.
fn shared_silence(definition: &Definition) -> Option<&Silence> {
    let silences: Vec<&Silence> = definition
        .steps
        .iter()
        .filter_map(|step| match &step.verb {
            Verb::Ask(question) => Some(&question.silence),
            _ => None,
        })
        .collect();
    silences
        .iter()
        .copied()
        .find(|silence| silences.iter().filter(|other| *other == silence).count() >= SHARED)
}

fn count(number: usize) -> f64 {
    f64::from(u32::try_from(number).unwrap_or(u32::MAX))
}
