//! Anything at all: broken exports, circles, depth and size never make the import panic or go on for ever, and what comes out
//! is always readable.

use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_import::rapidpro;

use crate::{export, problems};

const FILES: &[&str] = &["welcome_v13.json", "single_v14.json", "glific.json"];

/// Every value of a tree by its path.
fn paths(value: &Value, here: &mut Vec<String>, all: &mut Vec<Vec<String>>) {
    all.push(here.clone());
    let mut inside = |key: String, value: &Value| {
        here.push(key);
        paths(value, here, all);
        here.pop();
    };
    match value {
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                inside(at.to_string(), item);
            }
        }
        Value::Object(entries) => {
            for (key, item) in entries {
                inside(key.clone(), item);
            }
        }
        _ => {}
    }
}

fn at<'v>(value: &'v mut Value, path: &[String]) -> Option<&'v mut Value> {
    path.iter().try_fold(value, |value, key| match value {
        Value::Array(items) => items.get_mut(key.parse::<usize>().ok()?),
        Value::Object(entries) => entries.get_mut(key),
        _ => None,
    })
}

/// What may stand where something else stood.
fn odd() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Null),
        Just(json!([])),
        Just(json!({})),
        Just(json!([[[{"uuid": "n-hello"}]]])),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        Just(json!(u64::MAX)),
        any::<bool>().prop_map(Value::from),
        "\\PC{0,40}".prop_map(Value::from),
        // Uuids of other nodes make circles, tests and actions change their kind.
        prop::sample::select(vec![
            "n-hello",
            "n-wait",
            "n-sorry",
            "n-age",
            "n-child",
            "n-bye",
            "d1",
            "d2",
            "n1",
            "n2",
            "f-day",
            "f-welcome",
            "c-other",
            "send_msg",
            "enter_flow",
            "open_ticket",
            "set_run_result",
            "has_number_lt",
            "has_only_text",
            "has_text",
            "msg",
            "random",
            "@child.run.status",
            "@(if(fields.a = \"1\", \"a\", \"b\"))",
            "@input.text",
            "@results.day.category",
            "@((((",
            "@",
            "a: b",
            "- x",
            "#",
            "{ $x",
            "}",
            "[x]",
            ".x = y",
            "*",
            "\\",
            "\"",
            "'",
            "\u{feff}\u{2028}\u{85}\u{1}",
            "\n\n\n\n",
            "1e308",
            "-0",
            "no",
            "next",
            "yes",
            "null",
            "ｱｲｳ",
            "👩‍👩‍👧",
            "كلمة",
        ])
        .prop_map(Value::from),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn changed_exports_still_become_readable_flows(
        file in prop::sample::select(FILES),
        changes in prop::collection::vec((any::<prop::sample::Index>(), odd(), any::<bool>()), 1..12),
    ) {
        let mut root: Value = serde_json::from_slice(&export(file)).unwrap();
        for (place, value, copy) in changes {
            let mut all = Vec::new();
            paths(&root, &mut Vec::new(), &mut all);
            let path = all[place.index(all.len())].clone();
            let other = all[place.index(all.len().div_ceil(2))].clone();
            let value = if copy { at(&mut root, &other).cloned().unwrap_or(value) } else { value };
            if let Some(found) = at(&mut root, &path) {
                *found = value;
            }
        }
        if let Ok(imported) = rapidpro(root.to_string().as_bytes()) {
            let problems = problems(&imported);
            prop_assert!(problems.is_empty(), "{problems:#?}\n{:#?}", imported.flows);
        }
    }

    #[test]
    fn no_bytes_make_it_panic(
        file in prop::sample::select(FILES),
        cut in any::<prop::sample::Index>(),
        bytes in prop::collection::vec(any::<u8>(), 0..20),
    ) {
        let mut json = export(file);
        let from = cut.index(json.len());
        let until = (from + bytes.len()).min(json.len());
        json.splice(from..until, bytes);
        drop(rapidpro(&json));
    }
}

/// A node that says something and leads on.
fn node(at: usize, to: usize) -> Value {
    json!({
        "uuid": format!("n{at}"),
        "actions": [
            {"type": "send_msg", "uuid": format!("a{at}"), "text": format!("Message {at} @results.r{to}"), "quick_replies": ["Go", "Stop"]},
            {"type": "set_run_result", "name": format!("r{at}"), "value": "@results.r1"}
        ],
        "router": {
            "type": "switch", "operand": "@input.text", "result_name": format!("r{at}"), "default_category_uuid": "c2",
            "wait": if at.is_multiple_of(2) { json!({"type": "msg"}) } else { Value::Null },
            "categories": [{"uuid": "c1", "name": "Go", "exit_uuid": "x1"}, {"uuid": "c2", "name": "Other", "exit_uuid": "x2"}],
            "cases": [{"uuid": "k", "type": "has_any_word", "arguments": ["go"], "category_uuid": "c1"}]
        },
        "exits": [{"uuid": "x1", "destination_uuid": format!("n{to}")}, {"uuid": "x2", "destination_uuid": format!("n{}", to / 2)}]
    })
}

#[test]
fn a_thousand_nodes_in_circles_take_a_moment() {
    let nodes: Vec<Value> = (0..1_200)
        .map(|at| node(at, (at * 7 + 1) % 1_200))
        .collect();
    let flows: Vec<Value> = (0..3)
        .map(|flow| json!({"uuid": format!("f{flow}"), "name": "Long", "language": "eng", "nodes": nodes}))
        .collect();
    let begin = std::time::Instant::now();
    let imported = rapidpro(json!({"flows": flows}).to_string().as_bytes()).unwrap();
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    assert_eq!(problems(&imported), Vec::<String>::new());
    assert!(
        imported
            .remarks
            .iter()
            .any(|remark| remark.what.contains("more than 1000 nodes"))
    );
}

#[test]
fn depth_and_size_are_bounded() {
    let deep = format!(
        "{{\"flows\": {}{}}}",
        "[".repeat(100_000),
        "]".repeat(100_000)
    );
    assert!(rapidpro(deep.as_bytes()).is_err());
    assert!(rapidpro(b"{\"flows\": [{\"nodes\": [], \"expire_after_minutes\": 1e999}]}").is_err());
    let code = format!("@({}fields.x{})", "(".repeat(4_000), ")".repeat(4_000));
    let open = "@(".repeat(40_000);
    let words = "word ".repeat(20_000);
    let actions: Vec<Value> = [code.as_str(), &open, &words]
        .iter()
        .map(|text| json!({"type": "send_msg", "uuid": "a", "text": text}))
        .collect();
    let flow = json!({
        "name": "x".repeat(100_000), "language": "eng", "expire_after_minutes": u64::MAX,
        "nodes": [{"uuid": "n", "actions": actions, "exits": [{"uuid": "x", "destination_uuid": "n"}]}]
    });
    let begin = std::time::Instant::now();
    let imported = rapidpro(flow.to_string().as_bytes()).unwrap();
    assert!(begin.elapsed().as_secs() < 20, "{:?}", begin.elapsed());
    // The texts' own reader refuses brackets that are nested this deeply; the flow is sound.
    assert!(
        problems(&imported)
            .iter()
            .all(|problem| problem.contains("nested too deeply"))
    );
}
