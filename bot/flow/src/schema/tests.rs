//! The schemas say what the parsers say.

use std::collections::BTreeSet;
use std::path::Path;

use serde_json::{Map, Value};

use super::valid::faults;
use super::{SCHEMA, TRANSCRIPT_SCHEMA};
use crate::parse::keys;
use crate::problem::Source;
use crate::start::Event;
use crate::yaml::{self, Node};
use crate::{Purpose, parse};

fn schema(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// A tree as editors read it: numbers, true and false are not words unless they stand in quotes.
fn json(node: &Node) -> Value {
    match &node.value {
        yaml::Value::Text {
            text,
            quoted: false,
        } => match text.as_str() {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => text
                .parse::<i64>()
                .map_or_else(|_| Value::from(text.clone()), Value::from),
        },
        yaml::Value::Text { text, .. } => Value::from(text.clone()),
        yaml::Value::List(items) => items.iter().map(json).collect(),
        yaml::Value::Map(entries) => Value::Object(
            entries
                .iter()
                .map(|(key, value)| (key.text().unwrap().to_owned(), json(value)))
                .collect::<Map<String, Value>>(),
        ),
    }
}

fn check(schema: &Value, text: &str) -> Vec<String> {
    let root = yaml::read(&Source::new("x.yml", text)).unwrap();
    faults(schema, schema, &json(&root), "")
}

fn files(folder: &str) -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("../../flows")
        .join(folder);
    let paths = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    paths
        .filter(|path| path.extension().is_some_and(|ending| ending == "yml"))
        .map(|path| {
            (
                path.display().to_string(),
                std::fs::read_to_string(path).unwrap(),
            )
        })
        .collect()
}

#[test]
fn what_is_shipped_is_valid() {
    for (text, folder) in [(SCHEMA, "."), (TRANSCRIPT_SCHEMA, "tests")] {
        let schema = schema(text);
        for (path, text) in files(folder) {
            assert_eq!(check(&schema, &text), Vec::<String>::new(), "{path}");
        }
    }
}

/// The keys that the schema knows at a place.
fn known(schema: &Value, pointer: &str) -> BTreeSet<String> {
    let found = schema
        .pointer(pointer)
        .unwrap_or_else(|| panic!("{pointer}"));
    found["properties"]
        .as_object()
        .unwrap()
        .keys()
        .cloned()
        .collect()
}

fn set<'k>(keys: impl IntoIterator<Item = &'k str>) -> BTreeSet<String> {
    keys.into_iter().map(str::to_owned).collect()
}

#[test]
fn every_key_of_the_parser_is_in_the_schema_and_no_other() {
    let schema = schema(SCHEMA);
    let verbs = keys::VERBS
        .iter()
        .flat_map(|(verb, own)| std::iter::once(*verb).chain(own.iter().copied()));
    let step = set(keys::STEP.iter().copied().chain(verbs));
    for (pointer, keys) in [
        ("", set(keys::HEAD.iter().copied())),
        ("/$defs/step", step.clone()),
        ("/$defs/rule", set(keys::RULE.iter().copied())),
        ("/$defs/no_answer", set(keys::SILENCE.iter().copied())),
        ("/$defs/option/anyOf/2", set(keys::OPTION.iter().copied())),
        ("/properties/again", set(keys::AGAIN.iter().copied())),
        (
            "/$defs/step/properties/at_most",
            set(keys::AT_MOST.iter().copied()),
        ),
        (
            "/$defs/step/properties/no_match",
            set(keys::NO_MATCH.iter().copied()),
        ),
        (
            "/$defs/step/properties/unanswered",
            set(keys::UNANSWERED.iter().copied()),
        ),
        (
            "/$defs/step/properties/wait/anyOf/1",
            set(keys::WAIT.iter().copied()),
        ),
    ] {
        assert_eq!(known(&schema, pointer), keys, "{pointer}");
    }
    let branch: BTreeSet<String> = ["0", "1"]
        .iter()
        .flat_map(|part| known(&schema, &format!("/$defs/branch/anyOf/{part}")))
        .collect();
    assert_eq!(branch, set(keys::BRANCH.iter().copied()));
    // The formatter sorts all of them, too.
    for has in [true, false] {
        assert_eq!(set(crate::format::step_order(has)), step);
    }
    let starts = schema["$defs"]["start"]["anyOf"].as_array().unwrap();
    for (kind, own) in keys::STARTS {
        let keys = set(own.iter().chain(keys::EVERY_START).copied().chain([*kind]));
        let mine: Vec<_> = starts
            .iter()
            .filter(|start| start["required"][0] == *kind)
            .map(|start| {
                start["properties"]
                    .as_object()
                    .unwrap()
                    .keys()
                    .cloned()
                    .collect::<BTreeSet<_>>()
            })
            .collect();
        assert!(
            !mine.is_empty() && mine.iter().all(|found| *found == keys),
            "{kind}"
        );
    }
}

#[test]
fn which_keys_need_which_verb_is_the_same() {
    let schema = schema(SCHEMA);
    let needs = schema["$defs"]["step"]["dependentSchemas"]
        .as_object()
        .unwrap();
    for key in keys::VERBS.iter().flat_map(|(_, own)| own.iter()) {
        let owners = keys::VERBS
            .iter()
            .filter(|(_, own)| own.contains(key))
            .map(|(verb, _)| *verb);
        let stated = needs[*key]["anyOf"].as_array().unwrap().iter();
        let stated = stated.map(|part| part["required"][0].as_str().unwrap());
        assert_eq!(set(stated), set(owners), "{key}");
    }
}

#[test]
fn closed_lists_are_the_same() {
    let schema = schema(SCHEMA);
    let listed = |pointer: &str| -> BTreeSet<String> {
        let words = schema.pointer(pointer).unwrap().as_array().unwrap();
        words
            .iter()
            .map(|word| word.as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        listed("/properties/purpose/enum"),
        set(Purpose::ALL.map(Purpose::as_str))
    );
    let urgencies = tsunagi_model::Urgency::ALL.iter().map(|word| word.as_str());
    assert_eq!(listed("/$defs/step/properties/level/enum"), set(urgencies));
    let roles = tsunagi_model::Role::ALL.iter().map(|role| role.as_str());
    assert_eq!(listed("/properties/for/anyOf/0/enum"), set(roles));
    let starts = schema["$defs"]["start"]["anyOf"].as_array().unwrap();
    let event = starts
        .iter()
        .find(|start| start["required"][0] == "event")
        .unwrap();
    let events = event["properties"]["event"]["enum"].as_array().unwrap();
    assert_eq!(
        set(events.iter().map(|event| event.as_str().unwrap())),
        set(Event::ALL.map(Event::as_str))
    );
    assert_eq!(
        listed("/$defs/name/not/enum"),
        set(crate::parse::words::FORBIDDEN.iter().copied())
    );
    let both = crate::parse::words::FORBIDDEN
        .iter()
        .chain(crate::parse::words::RESERVED)
        .copied();
    assert_eq!(listed("/$defs/step_name/not/enum"), set(both));
}

/// A flow with this in place of its parts.
fn flow(head: &str, step: &str) -> String {
    format!("flow: x\n{head}\nno_answer: {{then: end}}\nsteps:\n  a: {step}\n")
}

#[test]
fn what_the_parser_refuses_the_schema_refuses() {
    let schema = schema(SCHEMA);
    let heads = [
        "version: 2",
        "flwo: x",
        "purpose: fun",
        "for: [cat]",
        "busy: maybe",
        "missed: whenever",
        "expires: 2 moons",
        "suspended: maybe",
        "uses: [place]",
        "again: {after: 1d}",
        "start: [referal: a]",
        "start: [{every: year, default: [sun, \"17:00\"]}]",
        "start: [{every: week, default: [first sun, \"17:00\"]}]",
        "start: [{every: week, default: [sun, \"25:00\"]}]",
        "start: [{cron: 0 0 17 * * 1}]",
        "start: [{on: meeting}]",
        "start: [{event: rain}]",
        "start: [{missed: checkin}]",
        "start: [{missed: checkin, times: 0}]",
        "start: [{keyword: a, after: 1d}]",
        "rules: {r: {words: [a]}}",
        "rules: {yes: {words: [a], do: a, then: end}}",
        "rules: {r: {words: [a], do: a, then: next}}",
    ];
    for head in heads {
        refused(&schema, &flow(head, "{say: a}"));
    }
    let steps = [
        "{sya: a}",
        "{ask: a}",
        "{ask: a, options: {no: next}}",
        "{ask: a, options: {b: {words: c}}}",
        "{ask: a, options: {b: a}, wait: 1d}",
        "{ask: a, expect: anything}",
        "{ask: a, also: image}",
        "{ask: a, options: {b: a}, save: mood}",
        "{say: a, save: x.y}",
        "{alert: duty, level: soon}",
        "{alert: duty, unanswered: {after: 15m}}",
        "{say: a, quiet: never}",
        "{cards: a, options: {b: a}}",
        "{cards: a, from: places, options: {b: a}}",
        "{pick_slot: a, none_fits: a}",
        "{when: [{if: age > 3}]}",
        "{when: [{if: age > 3, go: a}]}",
        "{random: {b: 100}}",
        "{random: {b: 101}, options: {b: a}}",
        "{wait: long}",
        "{wait: {until: meeting}}",
        "{wait: {until: meeting.at, days: many}}",
        "{wait: 1d, at_most: {times: 2}}",
        "{set: x = y}",
        "{ask: a, options: {b: a}, no_match: {retry: 2}}",
        "{ask: a, options: {b: a}, no_answer: {nudges: [1d]}}",
        "{handoff: duty, when_close: a}",
        "{run: b, with: {place: x}}",
    ];
    for step in steps {
        refused(&schema, &flow("title: x", step));
    }
    for name in ["yes", "end", "A", "a-b", "1a"] {
        refused(
            &schema,
            &format!("flow: x\nsteps: {{{name}: {{say: a}}}}\n"),
        );
    }
    refused(&schema, "title: x\nsteps: {a: {say: b}}\n");
    refused(&schema, "flow: x\n");
}

fn refused(schema: &Value, text: &str) {
    let (_, problems) = parse(&Source::new("x.yml", text));
    assert!(!problems.is_empty(), "the parser takes it:\n{text}");
    assert!(
        !check(schema, text).is_empty(),
        "the schema takes it:\n{text}"
    );
}

#[test]
fn what_the_parser_takes_the_schema_takes() {
    let schema = schema(SCHEMA);
    let head = "version: 1\ntitle: x\npurpose: notice\nfor: child\nuses: [contact.place]\nsuspended: run\nstart:\n  - follow\n  - {code: \"*\", who: age > 3}\n  - {every: day, default: \"9:00\", fixed: true}\n  - {every: month, default: [15, \"12:15\"]}\n  - {cron: 0 0 17 1 4 *}\n  - {on: meeting.at, days: -1, at: \"18:00\"}\n  - {event: meeting done, after: 1d}\n  - {missed: checkin, times: 3}\nexpires: 2d\nmissed: send late within 6h, else skip";
    for step in [
        "{say: a, log: done, result: booked, then: end}",
        "{wait: {until: meeting.at, days: -1, at: \"18:00\"}, missed: a, then: end}",
        "{run: other, with: {meeting.topic: contact.place}, save: checkin.meeting, options: {booked: end}, then: end}",
        "{ask: a, options: {b: {go: +7d, words: [c, d]}, e: forever}, no_answer: {after: 3d, then: end}, then: end}",
        "{when: [{if: \"drop(checkin.mood, bad < low < ok) >= 2\", go: end}, {else: end}]}",
    ] {
        let text = flow(head, step);
        let (_, problems) = parse(&Source::new("x.yml", &text));
        assert_eq!(problems, [], "{text}");
        assert_eq!(check(&schema, &text), Vec::<String>::new(), "{text}");
    }
}

#[test]
fn the_keys_of_transcripts_are_the_same() {
    let schema = schema(TRANSCRIPT_SCHEMA);
    for (pointer, keys) in [
        ("", crate::transcript::KEYS),
        ("/properties/talk/items", crate::transcript::ROW),
        ("/properties/expect", crate::transcript::EXPECT),
    ] {
        assert_eq!(
            known(&schema, pointer),
            set(keys.iter().copied()),
            "{pointer}"
        );
    }
    for wrong in [
        "test: a\nflow: b\n",
        "test: a\nflow: b\ntalk: [{bto: c}]\n",
        "test: a\nflow: b\ntalk: [{at: noon}]\n",
        "test: a\nflow: b\ntalk: []\nexpect: {pushed: 1}\n",
    ] {
        assert!(!check(&schema, wrong).is_empty(), "{wrong}");
    }
}
