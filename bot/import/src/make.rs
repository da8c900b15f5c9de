//! One flow: walks its nodes from the first and makes steps of them.

use std::collections::{BTreeSet, HashMap, HashSet};

use serde_json::{Map, Value};

use crate::action::Op;
use crate::book::Book;
use crate::export::{Flow, text};
use crate::names;
use crate::remark::Kind;
use crate::step::{Step, To, Verb};
use crate::texts::{Text, Words};

/// A remark whose place is not known yet.
pub(crate) struct Draft {
    pub node: Option<usize>,
    pub kind: Kind,
    pub what: String,
    pub advice: String,
}

/// What one flow became.
pub(crate) struct Made {
    pub steps: Vec<Step>,
    pub texts: Vec<Text>,
    pub remarks: Vec<Draft>,
    pub uses: BTreeSet<String>,
    pub entry: HashMap<usize, To>,
    pub first: HashMap<usize, usize>,
    /// Nodes that went into the step of another one.
    pub place: HashMap<usize, usize>,
}

pub(crate) struct Maker<'a> {
    pub flow: &'a Flow<'a>,
    pub slug: String,
    pub base: String,
    pub localization: Vec<(String, &'a Map<String, Value>)>,
    /// What was known before.
    pub old: &'a Book,
    pub learn: &'a mut Book,
    pub text_names: HashSet<String>,
    pub texts: Vec<Text>,
    pub uses: BTreeSet<String>,
    /// Nodes that became part of another one's step.
    pub covered: HashSet<usize>,
    step_names: HashSet<String>,
    steps: Vec<Step>,
    first: HashMap<usize, usize>,
    alias: HashMap<usize, To>,
    place: HashMap<usize, usize>,
    pub before: Vec<Vec<usize>>,
    remarks: Vec<Draft>,
    said: HashSet<(Option<usize>, String)>,
    retired: bool,
}

impl<'a> Maker<'a> {
    pub fn new(
        flow: &'a Flow<'a>,
        slug: &str,
        base: &str,
        localization: Vec<(String, &'a Map<String, Value>)>,
        old: &'a Book,
        learn: &'a mut Book,
    ) -> Self {
        let mut before = vec![Vec::new(); flow.nodes.len()];
        for (at, node) in flow.nodes.iter().enumerate() {
            let categories = node.router.iter().flat_map(|router| &router.categories);
            let ways = categories
                .filter_map(|category| category.to)
                .chain(node.exit);
            for to in ways {
                if let Some(known) = before.get_mut(to)
                    && known.last() != Some(&at)
                {
                    known.push(at);
                }
            }
        }
        Self {
            flow,
            slug: slug.to_owned(),
            base: base.to_owned(),
            localization,
            old,
            learn,
            text_names: HashSet::new(),
            texts: Vec::new(),
            uses: BTreeSet::new(),
            covered: HashSet::new(),
            step_names: HashSet::from(["silent".to_owned()]),
            steps: Vec::new(),
            first: HashMap::new(),
            alias: HashMap::new(),
            place: HashMap::new(),
            before,
            remarks: Vec::new(),
            said: HashSet::new(),
            retired: false,
        }
    }

    /// A field of this flow.
    pub fn own(&self, name: &str) -> String {
        format!("{}.{name}", self.slug)
    }

    pub fn remark(
        &mut self,
        node: usize,
        kind: Kind,
        what: impl Into<String>,
        advice: impl Into<String>,
    ) {
        self.note(Some(node), kind, &what.into(), advice.into());
    }

    fn note(&mut self, node: Option<usize>, kind: Kind, what: &str, advice: String) {
        let what: String = what
            .chars()
            .map(|letter| if letter.is_control() { ' ' } else { letter })
            .collect();
        if self.said.insert((node, what.clone())) {
            self.remarks.push(Draft {
                node,
                kind,
                what,
                advice,
            });
        }
    }

    /// Gives a text its labels.
    pub fn label_text(&mut self, id: &str, labels: &[(String, Words)]) {
        if let Some(text) = self.texts.iter_mut().rev().find(|text| text.id == id) {
            text.labels = labels.to_vec();
        }
    }

    /// Makes all steps: first those that are reached, then those that no arrow leads to.
    pub fn make(mut self) -> Made {
        self.walk(self.flow.entry);
        self.retired = true;
        for node in 0..self.flow.nodes.len() {
            if self.is_made(node) || self.covered.contains(&node) {
                continue;
            }
            let empty = self
                .flow
                .nodes
                .get(node)
                .is_some_and(|node| node.actions.is_empty() && node.router.is_none());
            if !empty {
                let what = if self
                    .before
                    .get(node)
                    .is_some_and(|before| !before.is_empty())
                {
                    "the arrow that led here could not be taken over"
                } else {
                    "no arrow leads here"
                };
                let advice = "the step is marked `retired: true`: connect it, or delete it";
                self.remark(node, Kind::Changed, what.to_owned(), advice);
            }
            self.walk(node);
        }
        if self.steps.is_empty() {
            self.note(
                None,
                Kind::Lost,
                "the flow does nothing",
                "write its steps, or delete the file".to_owned(),
            );
            self.steps.push(Step {
                name: "nothing".to_owned(),
                log: Some("nothing to say".to_owned()),
                then: To::End,
                ..Step::default()
            });
        }
        self.silence();
        Made {
            steps: self.steps,
            texts: self.texts,
            remarks: self.remarks,
            uses: self.uses,
            entry: self.alias,
            first: self.first,
            place: self.place,
        }
    }

    fn is_made(&self, node: usize) -> bool {
        self.first.contains_key(&node) || self.alias.contains_key(&node)
    }

    /// Depth first, what follows a step first, so that most steps need no `then`.
    fn walk(&mut self, start: usize) {
        let mut open = vec![start];
        while let Some(node) = open.pop() {
            if self.is_made(node) || node >= self.flow.nodes.len() {
                continue;
            }
            let from = self.steps.len();
            let after = self.emit(node);
            if self.steps.len() == from {
                self.alias.insert(node, after);
            } else {
                self.first.insert(node, from);
            }
            let mut targets: Vec<To> = self.steps[from..].iter().flat_map(Step::targets).collect();
            targets.push(after);
            // The branch that comes first is written first, but what follows directly stands right behind.
            let last = targets.pop();
            open.extend(targets.iter().rev().filter_map(as_node));
            open.extend(last.iter().filter_map(as_node));
        }
    }

    /// Makes the steps of one node; the answer is where the last of them leads.
    fn emit(&mut self, node: usize) -> To {
        let flow = self.flow;
        let Some(here) = flow.nodes.get(node) else {
            return To::End;
        };
        let mut ops = self.ops(node);
        let dropped = here.actions.iter().any(|action| {
            text(action, "type").starts_with("call_") || text(action, "type") == "transfer_airtime"
        });
        let mut wait = here
            .router
            .as_ref()
            .filter(|router| router.wait.is_some())
            .map(|_| node);
        let talks = ops.iter().any(|op| matches!(op, Op::Say(_)));
        if here.router.is_none()
            && talks
            && let Some((along, asked)) = self.wait_ahead(here.exit)
        {
            for silent in &along {
                let more = self.ops(*silent);
                ops.extend(more);
            }
            let from = self.steps.len();
            for absorbed in along.into_iter().chain([asked]) {
                self.covered.insert(absorbed);
                self.place.entry(absorbed).or_insert(from);
            }
            wait = Some(asked);
        }
        if matches!(ops.last(), Some(Op::Run { last: true, .. })) {
            self.put(node, ops, None);
            return self.close(To::End);
        }
        if let Some(asked) = wait {
            return self.ask(node, asked, ops);
        }
        let mut step = self.put(node, ops, None);
        let after = match here.router.as_ref() {
            None => To::from(here.exit),
            Some(router) => {
                let (verb, after) = self.split(node, router, dropped);
                if !matches!(verb, Verb::None) {
                    if !matches!(step.verb, Verb::None) {
                        self.push(node, std::mem::take(&mut step));
                    }
                    step.verb = verb;
                }
                after
            }
        };
        if !step.is_empty() {
            self.push(node, step);
        }
        self.close(after)
    }

    /// Makes steps of actions; the answer is the step that is still open.
    pub fn put(&mut self, node: usize, ops: Vec<Op<'a>>, question: Option<&Value>) -> Step {
        let mut step = Step::default();
        let mut fixed = false;
        let asks = question.is_some();
        for op in ops {
            match op {
                Op::Set(setting) => {
                    if step.log.is_some() && step.say.is_none() || fixed {
                        self.push(node, std::mem::take(&mut step));
                        fixed = false;
                    }
                    step.set.push(setting);
                }
                Op::Log(what) => {
                    if step.log.is_some() || fixed {
                        self.push(node, std::mem::take(&mut step));
                        fixed = false;
                    }
                    step.log = Some(what);
                }
                Op::Say(action) => {
                    if step.say.is_some() {
                        self.push(node, std::mem::take(&mut step));
                    }
                    self.buttons_lost(node, action);
                    step.media = self.media(node, action);
                    step.say = Some(self.text_of(node, action, "say"));
                    // A field that the words show must not change before they are said.
                    fixed = text(action, "text").contains('@');
                }
                Op::Run { flow, .. } => {
                    step.verb = Verb::Run(flow);
                    self.push(node, std::mem::take(&mut step));
                    fixed = false;
                }
                Op::Handoff(why) => {
                    step.verb = Verb::Handoff(why, self.closed());
                    self.push(node, std::mem::take(&mut step));
                    fixed = false;
                }
                Op::Wait(length) => {
                    step.verb = Verb::Wait(length);
                    self.push(node, std::mem::take(&mut step));
                    fixed = false;
                }
            }
        }
        // A picture belongs either to the words or to the question behind them.
        if asks && step.media.is_some() {
            self.push(node, std::mem::take(&mut step));
        }
        step
    }

    /// What is said when nobody is there: the words of the shipped flow `anytime`, which name the next opening hour.
    fn closed(&mut self) -> String {
        let id = "person_closed";
        if self.text_names.insert(id.to_owned()) {
            let words = format!("{{ anytime-{id} }}");
            // Languages that are not shipped lack those words; English is where they look next.
            let shipped = matches!(self.base.as_str(), "ja" | "ja-Hira" | "en");
            let languages = [Some(self.base.clone()), (!shipped).then(|| "en".to_owned())];
            self.texts.push(Text {
                id: id.to_owned(),
                words: languages
                    .into_iter()
                    .flatten()
                    .map(|language| (language, words.clone()))
                    .collect(),
                labels: Vec::new(),
            });
        }
        id.to_owned()
    }

    fn buttons_lost(&mut self, node: usize, action: &'a Value) {
        let replies = self.replies(node, action);
        if !replies.is_empty() {
            let buttons: Vec<&str> = replies.iter().map(|reply| reply.raw.as_str()).collect();
            self.remark(
                node,
                Kind::Lost,
                format!(
                    "buttons under words that wait for no answer ({})",
                    buttons.join(", ")
                ),
                "make the step an `ask` with these options, or leave them out",
            );
        }
    }

    pub fn push(&mut self, node: usize, mut step: Step) {
        let wanted = match (&step.verb, &step.say) {
            (Verb::Ask(ask), _) => ask.text.clone(),
            (Verb::Run(flow), None) => format!("run_{flow}"),
            (Verb::Handoff(..), None) => "person".to_owned(),
            (Verb::When(branches), None) => format!("if_{}", looked_at(branches)),
            (Verb::Random(_), None) => "chance".to_owned(),
            (Verb::Wait(_), None) => "wait".to_owned(),
            (_, Some(say)) => say.clone(),
            (Verb::None, None) if !step.set.is_empty() => {
                let field = step.set[0].split(['=', ' ']).next().unwrap_or("");
                format!("set_{}", field.rsplit('.').next().unwrap_or("field"))
            }
            (Verb::None, None) => format!("step{}", node + 1),
        };
        step.name = names::unique(&mut self.step_names, &wanted);
        step.retired = self.retired;
        self.steps.push(step);
    }

    /// Says where the last step that was made leads.
    pub fn close(&mut self, to: To) -> To {
        if let Some(last) = self.steps.last_mut()
            && last.then == To::Follow
        {
            last.then = to;
        }
        to
    }

    /// The step in which silence ends, where another flow asks whether this one came to its end.
    fn silence(&mut self) {
        let mut asks = self
            .steps
            .iter()
            .filter(|step| matches!(step.verb, Verb::Ask(_)));
        let Some(first) = asks.next() else { return };
        let retired = first.retired && asks.all(|step| step.retired);
        if self.old.watched.contains(&self.slug) {
            let field = self.own("run");
            self.learn.writes.insert(field.clone());
            if let Some(last) = self.steps.last_mut()
                && last.then == To::Follow
            {
                last.then = To::End;
            }
            self.steps.push(Step {
                name: "silent".to_owned(),
                set: vec![format!("{field} = expired")],
                then: To::End,
                retired,
                ..Step::default()
            });
        }
    }
}

fn as_node(to: &To) -> Option<usize> {
    match to {
        To::Node(node) => Some(*node),
        _ => None,
    }
}

/// The last part of the first field of a `when`.
fn looked_at(branches: &[(Option<String>, To)]) -> String {
    let first = branches
        .first()
        .and_then(|(condition, _)| condition.as_deref());
    let field = first.unwrap_or("").split(' ').next().unwrap_or("");
    let name = names::slug(field.rsplit('.').next().unwrap_or(""), 6, 30);
    names::key(&name, "case")
}
