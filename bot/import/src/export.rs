//! The other tool's file as a graph: what is missing, doubled or of the wrong type becomes nothing, never a panic.

use std::collections::HashMap;

use serde_json::Value;

/// More nodes than the other tool allows itself; what lies beyond is not read.
pub(crate) const NODES: usize = 1_000;
/// More flows than any export that was seen.
pub(crate) const FLOWS: usize = 2_000;

/// One flow of the file.
pub(crate) struct Flow<'a> {
    pub json: &'a Value,
    pub uuid: &'a str,
    pub name: &'a str,
    pub language: &'a str,
    /// Minutes without an answer after which it ended.
    pub expires: Option<u64>,
    pub nodes: Vec<Node<'a>>,
    pub keywords: Vec<&'a str>,
    pub entry: usize,
    /// It is written in the older format, which has no nodes.
    pub old: bool,
    /// There were more nodes than are read.
    pub too_long: bool,
}

pub(crate) struct Node<'a> {
    pub uuid: &'a str,
    pub actions: Vec<&'a Value>,
    pub router: Option<Router<'a>>,
    /// Where its first exit leads.
    pub exit: Option<usize>,
}

pub(crate) struct Router<'a> {
    pub random: bool,
    pub wait: Option<Wait<'a>>,
    pub operand: &'a str,
    pub result: Option<&'a str>,
    pub categories: Vec<Category<'a>>,
    pub cases: Vec<Case<'a>>,
    pub default: Option<usize>,
}

pub(crate) struct Category<'a> {
    pub uuid: &'a str,
    pub name: &'a str,
    pub to: Option<usize>,
}

pub(crate) struct Case<'a> {
    pub uuid: &'a str,
    pub test: &'a str,
    pub args: Vec<String>,
    /// Index of its category.
    pub category: Option<usize>,
}

pub(crate) struct Wait<'a> {
    pub kind: &'a str,
    /// Seconds, and the category that follows.
    pub timeout: Option<(u64, Option<usize>)>,
}

/// The words of a key; nothing if it holds something else.
pub(crate) fn text<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).and_then(Value::as_str).unwrap_or("")
}

/// The items of a key; nothing if it holds something else.
pub(crate) fn list<'a>(value: &'a Value, key: &str) -> &'a [Value] {
    value
        .get(key)
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// A word or number as words.
pub(crate) fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

/// The name of a thing that is referred to: `{"uuid": …, "name": …}`.
pub(crate) fn name<'a>(value: &'a Value, key: &str) -> &'a str {
    value.get(key).map_or("", |thing| text(thing, "name"))
}

/// All flows of a file: an export, or a single definition.
pub(crate) fn flows(root: &Value) -> Vec<Flow<'_>> {
    let many = list(root, "flows");
    let alone = std::slice::from_ref(root);
    let is_flow = root.get("nodes").is_some() || root.get("definition").is_some();
    let values = if many.is_empty() && is_flow {
        alone
    } else {
        many
    };
    values
        .iter()
        .take(FLOWS)
        .filter(|value| value.is_object())
        .map(flow)
        .collect()
}

fn flow(outer: &Value) -> Flow<'_> {
    let json = outer
        .get("definition")
        .filter(|inner| inner.is_object())
        .unwrap_or(outer);
    let listed = list(json, "nodes");
    let index: HashMap<&str, usize> = listed
        .iter()
        .take(NODES)
        .enumerate()
        .rev()
        .map(|(at, node)| (text(node, "uuid"), at))
        .collect();
    let nodes = listed
        .iter()
        .take(NODES)
        .map(|value| node(value, &index))
        .collect();
    let name = [text(json, "name"), name(json, "metadata")]
        .into_iter()
        .find(|name| !name.trim().is_empty())
        .unwrap_or("flow");
    Flow {
        json,
        uuid: text(json, "uuid"),
        name,
        language: text(json, "language"),
        expires: json.get("expire_after_minutes").and_then(Value::as_u64),
        nodes,
        keywords: list(outer, "keywords")
            .iter()
            .filter_map(Value::as_str)
            .collect(),
        entry: entry(json, listed),
        old: json.get("nodes").is_none(),
        too_long: listed.len() > NODES,
    }
}

/// The first node; Glific, whose flows have `vars`, begins at the uppermost box.
fn entry(json: &Value, nodes: &[Value]) -> usize {
    let places = json
        .get("_ui")
        .and_then(|ui| ui.get("nodes"))
        .filter(|_| json.get("vars").is_some());
    let Some(places) = places else { return 0 };
    let place = |node: &Value| {
        let position = places.get(text(node, "uuid"))?.get("position")?;
        let number = |key| position.get(key).and_then(Value::as_f64);
        Some((number("top")?, number("left")?))
    };
    let mut best: Option<(usize, (f64, f64))> = None;
    for (at, node) in nodes.iter().take(NODES).enumerate() {
        if let Some(here) = place(node)
            && best.is_none_or(|(_, top)| here < top)
        {
            best = Some((at, here));
        }
    }
    best.map_or(0, |(at, _)| at)
}

fn node<'a>(value: &'a Value, index: &HashMap<&str, usize>) -> Node<'a> {
    let exits = list(value, "exits");
    let leads = |exit: &Value| index.get(text(exit, "destination_uuid")).copied();
    Node {
        uuid: text(value, "uuid"),
        actions: list(value, "actions")
            .iter()
            .filter(|action| action.is_object())
            .collect(),
        router: value
            .get("router")
            .filter(|router| router.is_object())
            .map(|value| router(value, exits, &leads)),
        exit: exits.first().and_then(leads),
    }
}

fn router<'a>(
    value: &'a Value,
    exits: &[Value],
    leads: &dyn Fn(&Value) -> Option<usize>,
) -> Router<'a> {
    let destinations: HashMap<&str, Option<usize>> = exits
        .iter()
        .rev()
        .map(|exit| (text(exit, "uuid"), leads(exit)))
        .collect();
    let categories: Vec<Category> = list(value, "categories")
        .iter()
        .map(|category| Category {
            uuid: text(category, "uuid"),
            name: text(category, "name"),
            to: destinations
                .get(text(category, "exit_uuid"))
                .copied()
                .flatten(),
        })
        .collect();
    let places: HashMap<&str, usize> = categories
        .iter()
        .enumerate()
        .rev()
        .map(|(at, category)| (category.uuid, at))
        .collect();
    let category = |value: &Value, key: &str| places.get(text(value, key)).copied();
    let cases = list(value, "cases").iter().map(|case| Case {
        uuid: text(case, "uuid"),
        test: text(case, "type"),
        args: list(case, "arguments").iter().filter_map(scalar).collect(),
        category: category(case, "category_uuid"),
    });
    let wait = value.get("wait").filter(|wait| wait.is_object());
    Router {
        random: text(value, "type") == "random",
        wait: wait.map(|wait| Wait {
            kind: text(wait, "type"),
            timeout: wait
                .get("timeout")
                .filter(|timeout| timeout.is_object())
                .map(|timeout| {
                    let seconds = timeout.get("seconds").and_then(|seconds| {
                        seconds
                            .as_u64()
                            .or_else(|| seconds.as_str().and_then(|text| text.trim().parse().ok()))
                    });
                    (seconds.unwrap_or(300), category(timeout, "category_uuid"))
                }),
        }),
        operand: text(value, "operand"),
        result: value
            .get("result_name")
            .and_then(Value::as_str)
            .filter(|name| !name.trim().is_empty()),
        cases: cases.collect(),
        default: category(value, "default_category_uuid"),
        categories,
    }
}
