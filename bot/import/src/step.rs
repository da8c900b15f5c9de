//! A flow of ours while it is being made: steps whose targets are still nodes of the other tool.

/// Where a step leads.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum To {
    /// The steps that a node became.
    Node(usize),
    /// The step behind, made from the same node.
    Follow,
    /// The step before, made from the same node.
    Before,
    /// The step in which silence ends.
    Silent,
    End,
}

/// A node without an arrow ends the flow.
impl From<Option<usize>> for To {
    fn from(node: Option<usize>) -> Self {
        node.map_or(Self::End, Self::Node)
    }
}

#[derive(Debug, Clone)]
pub(crate) struct Step {
    pub name: String,
    pub set: Vec<String>,
    pub log: Option<String>,
    /// Name of a text.
    pub say: Option<String>,
    pub media: Option<String>,
    pub verb: Verb,
    pub then: To,
    pub retired: bool,
}

impl Default for Step {
    fn default() -> Self {
        Self {
            name: String::new(),
            set: Vec::new(),
            log: None,
            say: None,
            media: None,
            verb: Verb::None,
            then: To::Follow,
            retired: false,
        }
    }
}

impl Step {
    /// Whether it does nothing yet.
    pub fn is_empty(&self) -> bool {
        self.set.is_empty()
            && self.log.is_none()
            && self.say.is_none()
            && self.media.is_none()
            && matches!(self.verb, Verb::None)
    }

    /// All targets, the one that follows last.
    pub fn targets(&self) -> Vec<To> {
        let mut all: Vec<To> = match &self.verb {
            Verb::When(branches) => branches.iter().map(|(_, to)| *to).collect(),
            Verb::Random(parts) => parts.iter().map(|(_, _, to)| *to).collect(),
            Verb::Ask(ask) => ask
                .options
                .iter()
                .map(|option| option.to)
                .chain(ask.no_match)
                .chain(ask.silence.iter().map(|(_, to)| *to))
                .collect(),
            _ => Vec::new(),
        };
        if self.falls_through() {
            all.push(self.then);
        }
        all
    }

    /// Whether `then` is ever taken.
    pub fn falls_through(&self) -> bool {
        match &self.verb {
            Verb::When(_) | Verb::Random(_) => false,
            Verb::Ask(ask) => ask.expect.is_some(),
            _ => true,
        }
    }
}

#[derive(Debug, Clone)]
pub(crate) enum Verb {
    None,
    Ask(Box<Ask>),
    When(Vec<(Option<String>, To)>),
    Random(Vec<(String, u32, To)>),
    Wait(String),
    Run(String),
    /// Why, and the text for the hours when nobody is there.
    Handoff(String, String),
}

#[derive(Debug, Clone, Default)]
pub(crate) struct Ask {
    /// Name of a text.
    pub text: String,
    pub save: Option<String>,
    pub options: Vec<Choice>,
    /// `text`, or `number 5..20`.
    pub expect: Option<String>,
    pub no_match: Option<To>,
    /// After how long silence leads where, if not as the head says.
    pub silence: Option<(String, To)>,
}

#[derive(Debug, Clone)]
pub(crate) struct Choice {
    pub key: String,
    pub words: Vec<String>,
    pub to: To,
}
