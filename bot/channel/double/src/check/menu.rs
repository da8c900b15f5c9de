//! LINE's rules for a rich menu.

use serde_json::{Map, Value};

use super::action::{Place, action};
use super::field::{Check, Text};
use super::message::required;

/// A menu at the present place.
pub(super) fn menu(check: &mut Check, value: &Value) {
    let allowed = &["size", "selected", "name", "chatBarText", "areas"];
    let Some(object) = check.object(value, allowed) else {
        return;
    };
    check.text(object, "name", Text::required(300));
    check.text(object, "chatBarText", Text::required(14));
    if !object.get("selected").is_some_and(Value::is_boolean) {
        check.fault::<()>("selected", "Must be a boolean");
    }
    let mut size = (0, 0);
    required(check, object, "size", |check, value| {
        if let Some(object) = check.object(value, &["width", "height"]) {
            check.integer(object, "width", true, 800, 2_500);
            check.integer(object, "height", true, 250, 2_500);
            size = (side(object, "width"), side(object, "height"));
            if size.0 * 100 < size.1 * 145 {
                check.object_to("The aspect ratio (width / height) must be at least 1.45");
            }
        }
    });
    required(check, object, "areas", |check, areas| {
        for (index, value) in check.list(areas, 0, 20).iter().enumerate() {
            check.entry(index, |check| area(check, value, size));
        }
    });
}

fn area(check: &mut Check, value: &Value, size: (i64, i64)) {
    let Some(object) = check.object(value, &["bounds", "action"]) else {
        return;
    };
    required(check, object, "bounds", |check, value| {
        let Some(object) = check.object(value, &["x", "y", "width", "height"]) else {
            return;
        };
        check.integer(object, "x", true, 0, 2_500);
        check.integer(object, "y", true, 0, 2_500);
        check.integer(object, "width", true, 1, 2_500);
        check.integer(object, "height", true, 1, 2_500);
        if side(object, "x") + side(object, "width") > size.0
            || side(object, "y") + side(object, "height") > size.1
        {
            check.object_to("Must be inside the rich menu");
        }
    });
    required(check, object, "action", |check, value| {
        action(check, value, Place::Menu);
    });
}

fn side(object: &Map<String, Value>, name: &str) -> i64 {
    object.get(name).and_then(Value::as_i64).unwrap_or(0)
}
