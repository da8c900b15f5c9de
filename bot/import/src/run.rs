//! Flows that run others: what is handed over, and whether somebody asks how it ended.

use serde_json::Value;

use crate::action::Op;
use crate::export::text;
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;

impl<'a> Maker<'a> {
    /// The flow that an action runs, and what it must be given before.
    pub fn run(&mut self, node: usize, action: &Value, ops: &mut Vec<Op<'a>>) -> Option<String> {
        let target = action.get("flow")?;
        let known = [text(target, "uuid"), text(target, "name")]
            .iter()
            .find_map(|key| self.old.flows.get(*key).cloned());
        let Some(flow) = known else {
            let title = text(target, "name");
            let flow = names::flow_titled(title);
            self.remark(
                node,
                Kind::Changed,
                format!("it runs the flow \"{title}\", which is not in this file"),
                format!("import that flow too, or write flows/{flow}.yml"),
            );
            self.watch(&flow, ops);
            return Some(flow);
        };
        for result in self.old.handed.get(&flow).into_iter().flatten() {
            let (from, to) = (self.own(result), format!("{flow}.from_{result}"));
            if self.old.writes.contains(&from) || self.old.entries.contains_key(&from) {
                for entry in self.old.known(&from).to_vec() {
                    self.learn.can_hold(&to, entry);
                }
                ops.push(Op::Set(format!("{to} = {from}")));
                self.learn.reads.insert(from);
                self.learn.writes.insert(to);
            }
        }
        self.watch(&flow, ops);
        Some(flow)
    }

    /// Before a flow runs whose end somebody asks for: only silence changes this.
    fn watch(&mut self, flow: &str, ops: &mut Vec<Op<'a>>) {
        if self.old.watched.contains(flow) {
            ops.push(Op::Set(format!("{flow}.run = completed")));
            self.learn.writes.insert(format!("{flow}.run"));
        }
    }
}
