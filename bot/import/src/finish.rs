//! Puts down what was made: flows, texts, tables and remarks with their places.

use std::collections::{BTreeSet, HashMap};

use serde_json::{Map, Value};
use tsunagi_flow::BUILT_IN_FIELDS;

use crate::book::Book;
use crate::export::{Flow, list, text};
use crate::make::Made;
use crate::remark::{Kind, Remark};
use crate::start::Starts;
use crate::step::{self, Step, To, Verb};
use crate::texts::Text;
use crate::write::Head;
use crate::{File, Imported, action, export, names, texts, write};

/// Writes one flow with its texts and remarks.
pub(crate) fn flow(name: &str, flow: &Flow, made: Made, starts: &Starts, imported: &mut Imported) {
    let Made {
        mut steps,
        texts,
        remarks,
        uses,
        entry,
        first,
        place,
    } = made;
    let resolve = |node: usize| {
        let mut here = node;
        // Nodes that became nothing lead on; a circle of them leads nowhere.
        for _ in 0..=export::NODES {
            if let Some(step) = first.get(&here) {
                return Some(*step);
            }
            match entry.get(&here) {
                Some(To::Node(next)) => here = *next,
                _ => return None,
            }
        }
        None
    };
    // Nothing stands behind the last step.
    if let Some(last) = steps.last_mut()
        && last.then == To::Follow
    {
        last.then = To::End;
    }
    let asks: Vec<&step::Ask> = steps
        .iter()
        .filter_map(|step| match &step.verb {
            Verb::Ask(ask) => Some(&**ask),
            _ => None,
        })
        .collect();
    let open = asks.iter().filter(|ask| ask.silence.is_none()).count();
    let watched = steps.iter().any(|step| step.name == "silent");
    let minutes = flow.expires.unwrap_or(0);
    let mentioned = mentioned(&steps, starts.of.get(name).map_or(&[], Vec::as_slice));
    let head = Head {
        flow: name.to_owned(),
        title: flow.name.chars().take(120).collect(),
        start: starts.of.get(name).cloned().unwrap_or_default(),
        switch: starts.switch.contains(name),
        uses: uses
            .into_iter()
            .filter(|field| !mentioned.contains(field.as_str()))
            .collect(),
        silence: (!asks.is_empty()).then_some(if watched { To::Silent } else { To::End }),
        after: (minutes > 0).then(|| action::length(minutes.min(43_200) * 60)),
    };
    let file = format!("flows/{name}.yml");
    let mut remark = |node: &str, place: &str, kind, what: String, advice: String| {
        imported.remarks.push(Remark {
            file: file.clone(),
            node: node.to_owned(),
            place: place.to_owned(),
            kind,
            what,
            advice,
        });
    };
    if open > 0 {
        let what = if minutes > 0 {
            format!(
                "{open} questions without a time limit; the flow ended after {minutes} minutes of silence"
            )
        } else {
            format!("{open} questions without a time limit")
        };
        let advice =
            "the head's `no_answer` does the same: give people more time, and `nudge` them kindly";
        remark("", "head", Kind::Changed, what, advice.to_owned());
    }
    if flow.too_long {
        let what = format!("more than {} nodes", export::NODES);
        remark(
            "",
            "head",
            Kind::Lost,
            what,
            "split the flow in the other tool, and import it again".to_owned(),
        );
    }
    for draft in remarks {
        let at = draft
            .node
            .and_then(|node| place.get(&node).copied().or_else(|| resolve(node)));
        let step = at
            .and_then(|at| steps.get(at))
            .map(|step| step.name.as_str());
        let at = draft.node.map_or("head", |_| step.unwrap_or("end"));
        let node = draft
            .node
            .and_then(|node| flow.nodes.get(node))
            .map_or("", |node| node.uuid);
        remark(node, at, draft.kind, draft.what, draft.advice);
    }
    let (base, _) = names::language(flow.language);
    imported.nodes += flow.nodes.len();
    imported.flows.push(File {
        path: file.clone(),
        text: write::flow(&head, &steps, &resolve),
    });
    write_texts(name, flow.name, &texts, &base, imported);
}

/// What is the same for all flows of a file, said once.
pub(crate) fn everywhere(flows: &[(String, &Flow)], imported: &mut Imported) {
    let mut remark = |place: &str, what: String, advice: String| {
        imported.remarks.push(Remark {
            file: "export".to_owned(),
            node: String::new(),
            place: place.to_owned(),
            kind: Kind::Changed,
            what,
            advice,
        });
    };
    let mut codes = BTreeSet::new();
    for (_, flow) in flows {
        let translated = flow.json.get("localization").and_then(Value::as_object);
        codes.extend(
            translated
                .into_iter()
                .flat_map(Map::keys)
                .map(String::as_str),
        );
        codes.insert(flow.language);
    }
    for code in codes {
        let (folder, known) = names::language(code);
        if !known {
            remark(
                "texts",
                format!("the language `{code}`"),
                format!(
                    "its texts are in locales/{folder}/: move them if that is another language"
                ),
            );
        }
    }
    let inside = |flow: &Flow| {
        let routers = flow.nodes.iter().filter_map(|node| node.router.as_ref());
        let waits = routers.filter(|router| router.wait.is_some());
        let mut cases = waits.flat_map(|router| &router.cases);
        cases.any(|case| {
            matches!(
                case.test,
                "has_any_word" | "has_all_words" | "has_phrase" | "has_beginning"
            )
        })
    };
    if flows.iter().any(|(_, flow)| inside(flow)) {
        remark(
            "options",
            "words were also found inside sentences".to_owned(),
            "here an answer is a label, or one of `words`, and nothing else; what fits nothing is asked again".to_owned(),
        );
    }
}

/// The fields that a flow names outside its texts.
fn mentioned(steps: &[Step], starts: &[String]) -> BTreeSet<String> {
    let mut said: Vec<&str> = starts.iter().map(String::as_str).collect();
    for step in steps {
        said.extend(step.set.iter().map(String::as_str));
        match &step.verb {
            Verb::Ask(ask) => said.extend(ask.save.as_deref()),
            Verb::When(branches) => {
                said.extend(
                    branches
                        .iter()
                        .filter_map(|(condition, _)| condition.as_deref()),
                );
            }
            _ => {}
        }
    }
    let words = said.into_iter().flat_map(|line| {
        line.split(|letter: char| !(letter.is_alphanumeric() || letter == '_' || letter == '.'))
    });
    words
        .filter(|word| word.contains('.'))
        .map(str::to_owned)
        .collect()
}

fn write_texts(name: &str, title: &str, all: &[Text], base: &str, imported: &mut Imported) {
    for language in texts::languages(all) {
        imported.texts.push(File {
            path: format!("locales/{language}/{name}.ftl"),
            text: texts::file(name, title, all, &language, base),
        });
    }
}

/// A campaign's message as a flow.
pub(crate) fn message(
    name: &str,
    title: &str,
    text: &Text,
    starts: &Starts,
    imported: &mut Imported,
) {
    let head = Head {
        flow: name.to_owned(),
        title: title.chars().take(120).collect(),
        start: starts.of.get(name).cloned().unwrap_or_default(),
        ..Head::default()
    };
    let step = Step {
        name: text.id.clone(),
        say: Some(text.id.clone()),
        then: To::End,
        ..Step::default()
    };
    imported.flows.push(File {
        path: format!("flows/{name}.yml"),
        text: write::flow(&head, &[step], &|_| None),
    });
    write_texts(name, title, std::slice::from_ref(text), "", imported);
}

/// Fields that are read and that no flow of the file saves: staff or an import must keep them.
pub(crate) fn fields(root: &Value, book: &Book) -> Option<File> {
    let described: HashMap<String, (&str, &str)> = list(root, "fields")
        .iter()
        .map(|field| {
            let kind = match text(field, "type") {
                "number" | "numeric" => "number",
                "datetime" => "instant",
                _ => "text",
            };
            let key = text(field, "key");
            (names::contact(key), (kind, text(field, "name")))
        })
        .collect();
    let mut rows = String::from("field,kind,note\n");
    let mut any = false;
    for field in &book.reads {
        if book.writes.contains(field) || BUILT_IN_FIELDS.contains(&field.as_str()) {
            continue;
        }
        any = true;
        let (kind, note) = match described.get(field) {
            Some((kind, note)) => (*kind, *note),
            None if field.starts_with("group.") => ("choice", ""),
            None => ("text", ""),
        };
        let note: String = note
            .chars()
            .filter(|letter| !letter.is_control() && !matches!(letter, '"' | ',' | '#'))
            .take(80)
            .collect();
        rows.push_str(&format!("{field},{kind},{}\n", note.trim()));
    }
    any.then(|| File {
        path: "flows/tables/fields.csv".to_owned(),
        text: rows,
    })
}
