//! The walking itself: from each beginning, everything that can be done next, until no new state is met.

use std::collections::{HashMap, HashSet, VecDeque};

use tsunagi_model::{Risk, Span};

use super::judge::{self, Fault, Heard, Rule};
use super::root::{Begin, Root};
use super::{STATES, Walked, key};
use crate::command::Commands;
use crate::definition::{Question, Verb};
use crate::drive::{Act, Close, Driver, Pen, Stage, Turn};
use crate::law::Law;
use crate::run::State as Stands;

/// Words that no question understands.
const ELSE: &str = "qzx vww";
/// How much later a person acts.
pub(super) const MOMENT: Span = Span::minutes(1);
/// How often time may pass before something changes.
pub(super) const PATIENCE: usize = 60;

/// One thing that is done.
#[derive(Clone)]
pub(super) enum Move {
    Act(Act),
    /// Time passes until something changes.
    Pass,
    /// Staff give the pen back.
    Close,
}

/// How a state was reached.
pub(super) struct Node {
    pub parent: Option<usize>,
    pub done: Option<Move>,
    pub root: usize,
}

#[derive(Clone)]
pub(super) struct State<'a> {
    pub driver: Driver<'a>,
    pub law: Law,
    pub node: usize,
    pub key: u64,
    /// Where the script stood last, as `flow/step`.
    pub at: String,
    /// How often the ladder's words were said for the present question.
    pub nudged: usize,
}

/// Everything about walking through one flow in one language.
pub(super) struct Explorer<'a> {
    pub(super) stage: Stage<'a>,
    pub(super) flow: String,
    pub(super) language: String,
    pub(super) read: key::Read,
    pub(super) words: Commands,
    pub(super) roots: Vec<(Driver<'a>, Law, Begin)>,
    pub(super) nodes: Vec<Node>,
    seen: HashSet<u64>,
    /// Which state silence leads to; none when it ends or waits for a person.
    pub(super) silent: HashMap<u64, (Option<u64>, usize)>,
    heard: Heard,
    /// Places at which the rules about refusal, danger and people were held up.
    known: HashSet<u64>,
    /// Places where all words of a kind were tried.
    tried: HashSet<(String, String)>,
    pub(super) told: HashSet<(Rule, String, String)>,
    pub out: Walked,
}

impl<'a> Explorer<'a> {
    pub fn new(stage: Stage<'a>, flow: &str, language: &str) -> Self {
        Self {
            stage,
            flow: flow.to_owned(),
            language: language.to_owned(),
            read: key::read_fields(stage.program, flow),
            words: Commands::of(&stage, language),
            roots: Vec::new(),
            nodes: Vec::new(),
            seen: HashSet::new(),
            silent: HashMap::new(),
            heard: Heard::default(),
            known: HashSet::new(),
            tried: HashSet::new(),
            told: HashSet::new(),
            out: Walked::default(),
        }
    }

    /// Walks from one beginning.
    pub fn from(&mut self, root: Root<'a>) {
        let Root { driver, law, begin } = root;
        let place = self.roots.len();
        self.roots
            .push((driver.clone(), law.clone(), begin.clone()));
        let node = self.node(None, None, place);
        let mut state = State {
            driver,
            law,
            node,
            key: 0,
            at: self.flow.clone(),
            nudged: 0,
        };
        let turn = begin_with(&mut state.driver, &self.flow, &begin);
        self.out.walks += 1;
        if !matches!(begin, Begin::Act(_)) && state.driver.run.is_none() && turn.effects.is_empty()
        {
            return;
        }
        self.judge(&mut state, &turn);
        let mut queue = VecDeque::new();
        self.meet(state, &mut queue);
        while let Some(state) = queue.pop_front() {
            if self.seen.len() > STATES {
                let bound = format!(
                    "{} in {}: more than {STATES} states; the rest was not looked at",
                    self.flow, self.language
                );
                if !self.out.left_out.contains(&bound) {
                    self.out.left_out.push(bound);
                }
                return;
            }
            self.expand(&state, &mut queue);
        }
    }

    /// Puts a state into the queue if it is new and worth going on from.
    fn meet(&mut self, mut state: State<'a>, queue: &mut VecDeque<State<'a>>) -> u64 {
        state.key = key::of(&state.driver, &self.read);
        let here = state.key;
        if let Some(run) = &state.driver.run {
            for frame in &run.stack {
                self.out
                    .steps
                    .insert((frame.flow.clone(), frame.step.clone()));
            }
        }
        // Whoever changed the language is walked with in that language.
        if self.seen.insert(here) && state.driver.language() == self.language {
            queue.push_back(state);
        }
        here
    }

    /// Everything that can be done next.
    fn expand(&mut self, state: &State<'a>, queue: &mut VecDeque<State<'a>>) {
        let driver = &state.driver;
        // These depend on where somebody stands and on what they agreed to, not on everything else that is remembered.
        let rules = self.known.insert(key::place(driver));
        if rules {
            self.danger(state);
            self.refuse(state);
        }
        if driver.pen != Pen::Script {
            self.silent.insert(state.key, (None, state.node));
            let (_, turn) = self.go(state, &Move::Act(write(ELSE)));
            if turn.says().next().is_some() {
                self.tell(
                    state,
                    Some(&Move::Act(write(ELSE))),
                    (
                        Rule::Handover,
                        "the script speaks although a person was asked for".to_owned(),
                    ),
                );
            }
            let (next, _) = self.go(state, &Move::Close);
            self.meet(next, queue);
            return;
        }
        if rules {
            self.ask_for_person(state);
        }
        let Some(run) = &driver.run else {
            self.silent.insert(state.key, (None, state.node));
            return;
        };
        let asks = run.question(self.stage.program).is_some();
        for act in self.acts(state, asks) {
            let (next, _) = self.go(state, &Move::Act(act));
            self.meet(next, queue);
        }
        if asks {
            self.labels(state);
        }
        let (next, _) = self.go(state, &Move::Pass);
        let over = next.driver.run.is_none() || next.driver.pen != Pen::Script;
        let foreign = next.driver.language() != self.language;
        let (node, reached) = (next.node, self.meet(next, queue));
        self.silent.insert(
            state.key,
            (Some(reached).filter(|_| !over && !foreign), node),
        );
    }

    /// Does one thing in a copy of a state and judges what comes of it.
    pub(super) fn go(&mut self, state: &State<'a>, done: &Move) -> (State<'a>, Turn) {
        self.out.walks += 1;
        let mut next = state.clone();
        next.node = self.node(
            Some(state.node),
            Some(done.clone()),
            self.nodes[state.node].root,
        );
        let mut last = None;
        for turn in carry_out(&mut next.driver, done, &self.read, state.key) {
            self.judge(&mut next, &turn);
            last = Some(turn);
        }
        let turn = last.unwrap_or_else(|| next.driver.nothing());
        (next, turn)
    }

    fn node(&mut self, parent: Option<usize>, done: Option<Move>, root: usize) -> usize {
        self.nodes.push(Node { parent, done, root });
        self.nodes.len() - 1
    }

    /// What is wrong with a turn, whatever led to it.
    fn judge(&mut self, state: &mut State<'a>, turn: &Turn) {
        let mut faults: Vec<Fault> = judge::conduct(&state.law.see(&state.driver, turn)).collect();
        faults.extend(judge::broke(turn));
        faults.extend(judge::stuck(&state.driver));
        faults.extend(self.heard.faults(&state.driver, turn));
        faults.extend(self.nudges(state, turn));
        for fault in faults {
            self.tell(state, None, fault);
        }
        let at = place(&state.driver);
        if !at.is_empty() {
            state.at = at;
        }
    }

    /// The ladder of the question that waits is not longer than it is written.
    fn nudges(&self, state: &mut State<'a>, turn: &Turn) -> Option<Fault> {
        if turn.cause != crate::drive::Cause::Wake {
            state.nudged = 0;
            return None;
        }
        let (step, question) = asked(&state.driver)?;
        let nudge = question.silence.say.as_ref()?;
        state.nudged += turn.says().filter(|say| say.text == *nudge).count();
        let most = question.silence.gaps.len().saturating_sub(1);
        (state.nudged > most).then(|| {
            let fault = format!(
                "`{step}` is asked again {} times, but its ladder has {most}",
                state.nudged
            );
            (Rule::Silence, fault)
        })
    }

    /// What a person may do at a question, or while the script waits.
    fn acts(&mut self, state: &State<'a>, asks: bool) -> Vec<Act> {
        let mut acts = Vec::new();
        if asks {
            let mut known = HashSet::new();
            for button in &state.driver.buttons {
                if known.insert(&button.data) {
                    acts.push(Act::Tap {
                        data: button.data.clone(),
                    });
                }
            }
            acts.push(Act::Send {
                kind: "sticker".to_owned(),
            });
            acts.push(write("12"));
        }
        acts.push(write(ELSE));
        if self.first_time("words", &state.driver) {
            acts.extend(self.words.other.iter().map(|word| write(word)));
        }
        acts
    }

    pub(super) fn first_time(&mut self, what: &str, driver: &Driver) -> bool {
        self.tried.insert((what.to_owned(), place(driver)))
    }
}

pub(super) fn begin_with(driver: &mut Driver, flow: &str, begin: &Begin) -> Turn {
    match begin {
        Begin::Act(act) => driver.act(act),
        Begin::Due(index) => {
            let program = driver.stage.program;
            let start = program
                .newest(flow)
                .and_then(|(_, definition)| definition.starts.get(*index));
            let due =
                start.and_then(|start| driver.calendar.next_due(start, &driver.memory, driver.now));
            let morning = driver.calendar.shift(driver.now, driver.memory.role());
            driver.now = due.unwrap_or(morning);
            driver.begin_regular(flow, *index, driver.now)
        }
        Begin::Asked => {
            driver.now = driver.calendar.shift(driver.now, driver.memory.role());
            driver.begin_asked(flow)
        }
    }
}

/// Does one thing; silence lasts until something is said or changes.
pub(super) fn carry_out(
    driver: &mut Driver,
    done: &Move,
    read: &key::Read,
    here: u64,
) -> Vec<Turn> {
    match done {
        Move::Act(act) => {
            driver.now = driver.now.plus(MOMENT);
            vec![driver.act(act)]
        }
        Move::Close => {
            driver.now = driver.now.plus(Span::hours(1));
            vec![driver.close(Close::Resume)]
        }
        Move::Pass => {
            let mut turns = Vec::new();
            for _ in 0..PATIENCE {
                let Some(due) = driver.next_due() else { break };
                turns.extend(driver.pass(due, Span::default()));
                let said = turns.last().is_some_and(Turn::is_push);
                if said || key::of(driver, read) != here {
                    break;
                }
            }
            turns
        }
    }
}

pub(super) fn write(text: &str) -> Act {
    Act::Write {
        text: text.to_owned(),
        risk: Some(Risk::None),
    }
}

/// Where the script stands, as `flow/step`.
pub(super) fn place(driver: &Driver) -> String {
    let top = driver.run.as_ref().and_then(|run| run.stack.last());
    top.map_or_else(String::new, |top| format!("{}/{}", top.flow, top.step))
}

/// The question that waits, with the name of its step.
pub(super) fn asked<'a>(driver: &Driver<'a>) -> Option<(&'a str, &'a Question)> {
    let top = driver
        .run
        .as_ref()?
        .stack
        .last()
        .filter(|top| top.state == Stands::Question)?;
    let definition = driver.stage.program.version(&top.flow, top.version)?;
    let step = definition.steps.get(definition.index(&top.step)?)?;
    match &step.verb {
        Verb::Ask(question) => Some((step.name.as_str(), question)),
        _ => None,
    }
}
