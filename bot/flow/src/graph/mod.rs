//! A flow as a picture that a person can read: boxes and arrows in words ([`graph`]), then drawn ([`svg`]).
//!
//! The picture is made anew from the definition every time and never stored, so it cannot say anything else than the flow.

mod build;
mod ink;
mod lane;
mod paint;
mod phrase;
mod place;
mod route;
mod svg;
#[cfg(test)]
mod tests;
mod wrap;

pub use build::graph;
pub use svg::svg;

use crate::effect::Arg;

/// Where the words of a picture come from. A word that is not there is drawn as its key.
pub trait GraphWords {
    /// A word of the picture itself: `question`, `day`; its text id is `flow-graph-question`.
    fn word(&self, language: &str, id: &str, args: &[(&str, Arg)]) -> Option<String>;
    /// What a step says or asks, as far as it can be said to nobody in particular.
    fn text(&self, language: &str, id: &str) -> Option<String>;
    /// The label of an option.
    fn label(&self, language: &str, id: &str, key: &str) -> Option<String>;
    /// What a team is called.
    fn team(&self, language: &str, key: &str) -> Option<String>;
    /// The title of another flow.
    fn title(&self, language: &str, flow: &str) -> Option<String>;
}

/// A flow as boxes and arrows, in the words of one language.
#[derive(Debug, Clone, PartialEq)]
pub struct Graph {
    /// The flow's name.
    pub flow: String,
    /// Its title.
    pub title: String,
    /// The language of the words.
    pub language: String,
    /// What the picture shows, in a sentence, for whoever hears it.
    pub about: String,
    /// Boxes; starts first, then the steps in their order.
    pub nodes: Vec<GraphNode>,
    /// Arrows.
    pub edges: Vec<GraphEdge>,
    /// What the shapes mean, in words: only those that occur.
    pub legend: Vec<(Shape, String)>,
    /// What a dashed arrow means.
    pub silence: String,
}

/// One box.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphNode {
    /// What kind of thing it is.
    pub shape: Shape,
    /// The kind in a word: the shape and the colour are never the only sign.
    pub kind: String,
    /// What is said, asked or waited for; already cut.
    pub lines: Vec<String>,
    /// What else happens here: who is told, when it is left out.
    pub notes: Vec<String>,
    /// What follows silence, where it is not worth an arrow.
    pub silence: Option<String>,
    /// The step's name; empty for boxes that are no step.
    pub name: String,
    /// The conversation ends here, or goes back.
    pub exit: Option<(Shape, String)>,
}

/// One arrow.
#[derive(Debug, Clone, PartialEq)]
pub struct GraphEdge {
    /// The box it leaves.
    pub from: usize,
    /// The box it reaches.
    pub to: usize,
    /// When it is taken; empty means always.
    pub label: Vec<String>,
    /// It is taken when nobody answers.
    pub silent: bool,
}

/// What a box stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Shape {
    /// Something starts the conversation.
    Start,
    /// Words.
    Say,
    /// A question.
    Ask,
    /// The way parts by itself.
    Branch,
    /// Time passes.
    Wait,
    /// Another flow is gone through.
    Run,
    /// A person takes over.
    Handoff,
    /// Staff are told.
    Alert,
    /// Something is only remembered or counted.
    Note,
    /// The conversation ends.
    End,
    /// Back to where it was interrupted.
    Return,
    /// Nothing is said until a person has finished.
    Hold,
}

impl Shape {
    /// The id of the word for it.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Start => "start",
            Self::Say => "say",
            Self::Ask => "ask",
            Self::Branch => "branch",
            Self::Wait => "wait",
            Self::Run => "run",
            Self::Handoff => "handoff",
            Self::Alert => "alert",
            Self::Note => "record",
            Self::End => "end",
            Self::Return => "return",
            Self::Hold => "hold",
        }
    }
}
