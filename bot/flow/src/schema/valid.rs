//! As much of JSON Schema as our schemas use, for the tests: a keyword that is not known here is a panic, never a pass.

use regex::Regex;
use serde_json::{Map, Value};

/// What is wrong with a value; empty if nothing is.
pub(super) fn faults(root: &Value, schema: &Value, value: &Value, at: &str) -> Vec<String> {
    let schema = schema.as_object().unwrap();
    let mut faults = Vec::new();
    for (keyword, rule) in schema {
        let found = keyword_faults(root, schema, keyword, rule, value, at);
        faults.extend(found.into_iter().map(|fault| format!("{at}: {fault}")));
    }
    faults
}

fn fits(root: &Value, schema: &Value, value: &Value) -> bool {
    faults(root, schema, value, "").is_empty()
}

fn keyword_faults(
    root: &Value,
    schema: &Map<String, Value>,
    keyword: &str,
    rule: &Value,
    value: &Value,
    at: &str,
) -> Vec<String> {
    let when = |bad: bool| {
        if bad {
            vec![format!("{keyword} {rule}")]
        } else {
            Vec::new()
        }
    };
    let list = || rule.as_array().unwrap();
    let object = value.as_object();
    let array = value.as_array();
    let has = |names: &Value| {
        names
            .as_array()
            .unwrap()
            .iter()
            .all(|name| object.is_none_or(|object| object.contains_key(name.as_str().unwrap())))
    };
    match keyword {
        "$schema" | "$defs" | "title" | "description" => Vec::new(),
        "$ref" => {
            let target = rule.as_str().unwrap().strip_prefix('#').unwrap();
            faults(root, root.pointer(target).unwrap(), value, at)
        }
        "type" => {
            let one = |name: &Value| match name.as_str().unwrap() {
                "object" => value.is_object(),
                "array" => value.is_array(),
                "string" => value.is_string(),
                "boolean" => value.is_boolean(),
                "number" => value.is_number(),
                "integer" => value.is_i64(),
                other => panic!("type {other}"),
            };
            when(
                !rule
                    .as_array()
                    .map_or_else(|| one(rule), |names| names.iter().any(one)),
            )
        }
        "const" => when(rule != value),
        "enum" => when(!list().contains(value)),
        "pattern" => {
            let pattern = Regex::new(rule.as_str().unwrap()).unwrap();
            when(value.as_str().is_some_and(|text| !pattern.is_match(text)))
        }
        "minLength" => when(value.as_str().is_some_and(|text| text.is_empty())),
        "minimum" => when(value.as_i64().is_some_and(|n| n < rule.as_i64().unwrap())),
        "maximum" => when(value.as_i64().is_some_and(|n| n > rule.as_i64().unwrap())),
        "minItems" => when(array.is_some_and(|items| items.len() < length(rule))),
        "maxItems" => when(array.is_some_and(|items| items.len() > length(rule))),
        "minProperties" => when(object.is_some_and(|object| object.len() < length(rule))),
        "required" => when(!has(rule)),
        "not" => when(fits(root, rule, value)),
        "anyOf" => when(!list().iter().any(|part| fits(root, part, value))),
        "oneOf" => when(list().iter().filter(|part| fits(root, part, value)).count() != 1),
        "contains" => {
            when(array.is_some_and(|items| !items.iter().any(|item| fits(root, rule, item))))
        }
        "items" => each(array, |index, item| {
            faults(root, rule, item, &format!("{at}/{index}"))
        }),
        "prefixItems" => each(array, |index, item| {
            let part = list().get(index);
            part.map_or_else(Vec::new, |part| {
                faults(root, part, item, &format!("{at}/{index}"))
            })
        }),
        "properties" => entries(object, |name, item| {
            let part = rule.get(name);
            part.map_or_else(Vec::new, |part| {
                faults(root, part, item, &format!("{at}/{name}"))
            })
        }),
        "additionalProperties" => entries(object, |name, item| {
            if schema
                .get("properties")
                .is_some_and(|known| known.get(name).is_some())
            {
                return Vec::new();
            }
            match rule {
                Value::Bool(false) => vec![format!("`{name}` is not a key here")],
                _ => faults(root, rule, item, &format!("{at}/{name}")),
            }
        }),
        "propertyNames" => entries(object, |name, _| faults(root, rule, &Value::from(name), at)),
        "dependentRequired" => entries(object, |name, _| {
            when(rule.get(name).is_some_and(|names| !has(names)))
        }),
        "dependentSchemas" => entries(object, |name, _| {
            let part = rule.get(name);
            part.map_or_else(Vec::new, |part| {
                faults(root, part, value, &format!("{at}({name})"))
            })
        }),
        other => panic!("the keyword {other} is not known to this test"),
    }
}

fn length(rule: &Value) -> usize {
    usize::try_from(rule.as_u64().unwrap()).unwrap()
}

fn each(items: Option<&Vec<Value>>, look: impl Fn(usize, &Value) -> Vec<String>) -> Vec<String> {
    let items = items.into_iter().flatten().enumerate();
    items.flat_map(|(index, item)| look(index, item)).collect()
}

fn entries(
    object: Option<&Map<String, Value>>,
    look: impl Fn(&str, &Value) -> Vec<String>,
) -> Vec<String> {
    let entries = object.into_iter().flatten();
    entries.flat_map(|(name, item)| look(name, item)).collect()
}
