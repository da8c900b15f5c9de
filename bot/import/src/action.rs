//! Actions: what a node does before it leads on.

use serde_json::Value;

use crate::book::Entry;
use crate::elsewhere::ELSEWHERE;
use crate::export::{list, name, scalar, text};
use crate::expression::{self, Meaning, Piece};
use crate::make::Maker;
use crate::names;
use crate::remark::Kind;
use crate::write::setting;

/// What actions become, in their order.
#[derive(Debug, Clone)]
pub(crate) enum Op<'a> {
    Set(String),
    Log(String),
    Say(&'a Value),
    Run { flow: String, last: bool },
    Handoff(String),
    Wait(String),
}

/// Actions that say nothing and lead nowhere.
const SILENT: &[&str] = &[
    "set_contact_field",
    "set_contact_name",
    "set_contact_language",
    "add_contact_groups",
    "remove_contact_groups",
    "set_run_result",
    "set_run_local",
    "add_input_labels",
];

impl<'a> Maker<'a> {
    /// Whether a node only remembers things and leads on.
    pub fn is_silent(&self, node: usize) -> bool {
        self.flow.nodes.get(node).is_some_and(|node| {
            node.router.is_none()
                && node
                    .actions
                    .iter()
                    .all(|action| SILENT.contains(&text(action, "type")))
        })
    }

    /// What the actions of a node become.
    pub fn ops(&mut self, node: usize) -> Vec<Op<'a>> {
        let actions = self.flow.nodes.get(node).map(|node| node.actions.clone());
        let mut ops = Vec::new();
        for action in actions.unwrap_or_default() {
            self.op(node, action, &mut ops);
            if matches!(ops.last(), Some(Op::Run { last: true, .. })) {
                // The other tool ends this flow here; what stands behind is never reached.
                break;
            }
        }
        ops
    }

    fn op(&mut self, node: usize, action: &'a Value, ops: &mut Vec<Op<'a>>) {
        match text(action, "type") {
            kind @ ("send_msg" | "say_msg") => {
                if kind == "say_msg" {
                    self.remark(
                        node,
                        Kind::Changed,
                        "words spoken in a phone call".to_owned(),
                        "they are written now: shorten them for reading",
                    );
                }
                if !name(action, "template").is_empty()
                    || action.get("templating").is_some_and(Value::is_object)
                {
                    self.remark(
                        node,
                        Kind::Changed,
                        "a message from a WhatsApp template".to_owned(),
                        "its plain text is said; check the words",
                    );
                }
                ops.push(Op::Say(action));
            }
            "set_contact_field" => {
                let field = action.get("field");
                let key = field.map_or("", |field| {
                    let key = text(field, "key");
                    if key.is_empty() {
                        text(field, "name")
                    } else {
                        key
                    }
                });
                let raw = action.get("value").and_then(scalar).unwrap_or_default();
                self.set(node, names::contact(key), &raw, ops);
            }
            "set_contact_name" => {
                self.set(node, "contact.name".to_owned(), text(action, "name"), ops);
            }
            "set_contact_language" => {
                let (folder, known) = names::language(text(action, "language"));
                if !known {
                    self.remark(
                        node,
                        Kind::Changed,
                        format!("the language `{}`", text(action, "language")),
                        "check the language's code",
                    );
                }
                ops.push(Op::Set(setting("contact.language", &language_key(&folder))));
                self.learn.writes.insert("contact.language".to_owned());
            }
            "add_contact_groups" => self.groups(node, action, "member", ops),
            "remove_contact_groups" => {
                if action.get("all_groups").and_then(Value::as_bool) == Some(true) {
                    self.remark(
                        node,
                        Kind::Lost,
                        "the contact is taken out of all groups".to_owned(),
                        "set each field that matters: `set: group.x = left`",
                    );
                }
                self.groups(node, action, "left", ops);
            }
            "set_run_result" => {
                let field = self.own(&names::result(text(action, "name")));
                let raw = action.get("value").and_then(scalar).unwrap_or_default();
                self.set_as(node, field, &raw, text(action, "category"), ops);
            }
            "set_run_local" if text(action, "operation") != "increment" => {
                let field = self.own(&names::result(&format!("local {}", text(action, "local"))));
                self.set(node, field, text(action, "value"), ops);
            }
            "set_run_local" => self.remark(
                node,
                Kind::Lost,
                format!("`{}` is counted up", text(action, "local")),
                "count with `log: …` and `count(…)`, or limit a step with `at_most:`",
            ),
            "add_input_labels" => {
                let labels: Vec<&str> = list(action, "labels")
                    .iter()
                    .map(|label| text(label, "name"))
                    .filter(|label| !label.trim().is_empty())
                    .collect();
                if !labels.is_empty() {
                    ops.push(Op::Log(labels.join(" / ").chars().take(80).collect()));
                }
            }
            "enter_flow" => {
                let last = action.get("terminal").and_then(Value::as_bool) == Some(true);
                if let Some(flow) = self.run(node, action, ops) {
                    ops.push(Op::Run { flow, last });
                }
            }
            "open_ticket" => {
                let topic = name(action, "topic");
                let note = [
                    text(action, "note"),
                    text(action, "body"),
                    text(action, "subject"),
                ]
                .into_iter()
                .find(|note| !note.trim().is_empty())
                .map(crate::say::plain)
                .unwrap_or_default();
                let why = [topic, &note]
                    .into_iter()
                    .filter(|part| !part.trim().is_empty())
                    .collect::<Vec<_>>()
                    .join(": ");
                let why: String = why.split_whitespace().collect::<Vec<_>>().join(" ");
                let why: String = why.chars().take(120).collect();
                ops.push(Op::Handoff(if why.is_empty() {
                    "asked for a person".to_owned()
                } else {
                    why
                }));
            }
            "wait_for_time" => match text(action, "delay").trim().parse::<u64>() {
                Ok(seconds @ 1..) => ops.push(Op::Wait(length(seconds))),
                _ => self.remark(
                    node,
                    Kind::Lost,
                    format!("a wait of `{}` seconds", text(action, "delay")),
                    "write `wait: 1d` or another length",
                ),
            },
            kind => {
                let advice = ELSEWHERE.iter().find(|(known, _)| *known == kind).map_or(
                    "nothing of ours does this: leave it out, or hand over to a person",
                    |(_, advice)| advice,
                );
                let detail = [
                    text(action, "url"),
                    text(action, "name"),
                    text(action, "text"),
                ]
                .into_iter()
                .find(|detail| !detail.is_empty())
                .map(|detail| format!(" ({})", detail.chars().take(80).collect::<String>()))
                .unwrap_or_default();
                self.remark(
                    node,
                    Kind::Lost,
                    format!("the action `{kind}`{detail}"),
                    advice,
                );
            }
        }
    }

    fn groups(&mut self, node: usize, action: &Value, value: &str, ops: &mut Vec<Op<'a>>) {
        for group in list(action, "groups") {
            let name = text(group, "name");
            if name.is_empty() {
                let pattern = text(group, "name_match");
                self.remark(
                    node,
                    Kind::Lost,
                    format!("a group whose name is computed ({pattern})"),
                    "name the group: `set: group.x = member`",
                );
                continue;
            }
            let field = names::group(name);
            self.learn.writes.insert(field.clone());
            ops.push(Op::Set(setting(&field, value)));
        }
    }

    fn set(&mut self, node: usize, field: String, raw: &str, ops: &mut Vec<Op<'a>>) {
        self.set_as(node, field, raw, "", ops);
    }

    fn set_as(
        &mut self,
        node: usize,
        field: String,
        raw: &str,
        category: &str,
        ops: &mut Vec<Op<'a>>,
    ) {
        let pieces = expression::pieces(raw);
        let words = match &pieces[..] {
            [] => Some(String::new()),
            [Piece::Words(words)] => Some(words.clone()),
            [Piece::Code(code)] => match expression::meaning(code) {
                Meaning::Literal(words) => Some(words),
                Meaning::Now => {
                    ops.push(Op::Set(format!("{field} = now")));
                    self.learn.writes.insert(field);
                    return;
                }
                Meaning::Later(length) => {
                    ops.push(Op::Set(format!("{field} = {length}")));
                    self.learn.writes.insert(field);
                    return;
                }
                Meaning::DaysSince(_) => None,
                meaning => match self.field(node, &meaning) {
                    Some(other) => {
                        for entry in self.old.known(&other).to_vec() {
                            self.learn.can_hold(&field, entry);
                        }
                        if other != field {
                            ops.push(Op::Set(format!("{field} = {other}")));
                        }
                        self.learn.writes.insert(field);
                        return;
                    }
                    None => None,
                },
            },
            _ => None,
        };
        let Some(words) = words else {
            self.remark(
                node,
                Kind::Lost,
                format!("`{field}` is computed: {}", raw.chars().take(160).collect::<String>()),
                "a field takes a word, another field, `now` or `+7d`: count with `log:` and `count(…)`, keep lists in a table",
            );
            return;
        };
        let entry = Entry {
            value: words.trim().to_owned(),
            category: category.to_owned(),
            words: vec![words.trim().to_owned()],
            label: crate::texts::Words::new(),
        };
        self.learn.can_hold(&field, entry);
        ops.push(Op::Set(setting(&field, &words)));
        self.learn.writes.insert(field);
    }
}

/// How our memory writes a language: without the region.
pub(crate) fn language_key(folder: &str) -> String {
    match folder {
        "pt-BR" => "pt".to_owned(),
        "zh-Hans" => "zh".to_owned(),
        other => other.to_ascii_lowercase().replace('-', "_"),
    }
}

/// Seconds as a length of time of ours.
pub(crate) fn length(seconds: u64) -> String {
    match seconds.min(300 * 86_400) {
        days if days.is_multiple_of(86_400) && days > 0 => format!("{}d", days / 86_400),
        hours if hours.is_multiple_of(3_600) && hours / 3_600 <= 9_999 && hours > 0 => {
            format!("{}h", hours / 3_600)
        }
        rest if rest < 600_000 => format!("{}m", rest.div_ceil(60).max(1)),
        rest => format!("{}h", rest.div_ceil(3_600)),
    }
}
