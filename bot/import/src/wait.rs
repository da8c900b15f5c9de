//! A node that waits: the last message before it asks the question.

use serde_json::Value;

use crate::action::Op;
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;
use crate::say::Reply;
use crate::step::{To, Verb};
use crate::texts::{Text, Words};

impl<'a> Maker<'a> {
    /// A wait, with the last message before it.
    pub fn ask(&mut self, node: usize, asked: usize, mut ops: Vec<Op<'a>>) -> To {
        let flow = self.flow;
        let router = flow.nodes.get(asked).and_then(|node| node.router.as_ref());
        let Some(router) = router else {
            return To::End;
        };
        if let Some(after) = self.pause(router) {
            let step = self.put(node, ops, None);
            if !step.is_empty() {
                self.push(node, step);
            }
            return self.close(To::from(after));
        }
        let kind = router.wait.as_ref().map_or("msg", |wait| wait.kind);
        if kind != "msg" && !kind.is_empty() {
            self.remark(
                asked,
                Kind::Lost,
                format!("a wait of the kind `{kind}`"),
                "it is a question now: write what is asked, or delete the step",
            );
        }
        let last = ops
            .iter()
            .rposition(|op| !matches!(op, Op::Set(_) | Op::Log(_)));
        let message = last.and_then(|at| match ops.get(at) {
            Some(Op::Say(action)) => Some((at, *action)),
            _ => None,
        });
        let (action, replies): (Option<&'a Value>, Vec<Reply>) = match message {
            Some((at, action)) => {
                ops.remove(at);
                (Some(action), self.replies(node, action))
            }
            None => (None, Vec::new()),
        };
        let mut step = self.put(node, ops, action);
        if !matches!(step.verb, Verb::None) {
            self.push(node, std::mem::take(&mut step));
        }
        let text = match action {
            Some(action) => {
                let media = self.media(node, action);
                if step.media.is_some() {
                    self.push(node, std::mem::take(&mut step));
                }
                step.media = media;
                self.text_of(node, action, "question")
            }
            None => self.no_words(asked),
        };
        let more = self.question(asked, node, text, &replies, &mut step);
        let then = step.then;
        self.push(node, step);
        match more {
            Some(more) => {
                self.push(node, more);
                self.close(To::Follow)
            }
            None => self.close(then),
        }
    }

    /// A question that comes without a message of its own.
    fn no_words(&mut self, asked: usize) -> String {
        self.remark(
            asked,
            Kind::Changed,
            "a wait for an answer without a message before it".to_owned(),
            "write what is asked in the .ftl file, where `…` stands",
        );
        let id = names::unique(&mut self.text_names, "question");
        self.texts.push(Text {
            id: id.clone(),
            words: Words::from([(self.base.clone(), "…".to_owned())]),
            labels: Vec::new(),
        });
        id
    }
}
