//! LINE's templates.

use serde_json::{Map, Value};

use super::action::{Place, action};
use super::field::{Check, Text};
use super::message::required;

/// A template at the present place.
pub(super) fn template(check: &mut Check, value: &Value) {
    let kinds = &["buttons", "confirm", "carousel", "image_carousel"];
    let Some(object) = value.as_object() else {
        return check.object_to("Must be an object");
    };
    match check.word(object, "type", true, kinds) {
        Some("buttons") => buttons(check, value),
        Some("confirm") => {
            check.object(value, &["type", "text", "actions"]);
            check.text(object, "text", Text::required(240));
            actions(check, object, 2, 2);
        }
        Some("carousel") => carousel(check, value),
        Some(_) => image_carousel(check, value),
        None => {}
    }
}

fn buttons(check: &mut Check, value: &Value) {
    const ALLOWED: &[&str] = &[
        "type",
        "thumbnailImageUrl",
        "imageAspectRatio",
        "imageSize",
        "imageBackgroundColor",
        "title",
        "text",
        "defaultAction",
        "actions",
    ];
    let Some(object) = check.object(value, ALLOWED) else {
        return;
    };
    pictures(check, object);
    column(check, object, 160);
    actions(check, object, 1, 4);
}

/// The parts that a column shares with a buttons template.
fn column(check: &mut Check, object: &Map<String, Value>, alone: usize) {
    let beside = object.contains_key("thumbnailImageUrl") || object.contains_key("title");
    check.address(object, "thumbnailImageUrl", false);
    check.text(object, "imageBackgroundColor", Text::optional(7));
    check.text(object, "title", Text::optional(40));
    check.text(
        object,
        "text",
        Text::required(if beside { 60 } else { alone }),
    );
    if let Some(value) = object.get("defaultAction") {
        check.inside("defaultAction", |check| action(check, value, Place::Bare));
    }
}

fn pictures(check: &mut Check, object: &Map<String, Value>) {
    check.word(object, "imageAspectRatio", false, &["rectangle", "square"]);
    check.word(object, "imageSize", false, &["cover", "contain"]);
}

fn actions(check: &mut Check, object: &Map<String, Value>, min: usize, max: usize) {
    required(check, object, "actions", |check, actions| {
        for (index, value) in check.list(actions, min, max).iter().enumerate() {
            check.entry(index, |check| action(check, value, Place::Template));
        }
    });
}

fn carousel(check: &mut Check, value: &Value) {
    const COLUMN: &[&str] = &[
        "thumbnailImageUrl",
        "imageBackgroundColor",
        "title",
        "text",
        "defaultAction",
        "actions",
    ];
    let Some(object) = check.object(value, &["type", "columns", "imageAspectRatio", "imageSize"])
    else {
        return;
    };
    pictures(check, object);
    required(check, object, "columns", |check, columns| {
        let columns = check.list(columns, 1, 10);
        for (index, value) in columns.iter().enumerate() {
            check.entry(index, |check| {
                let Some(object) = check.object(value, COLUMN) else {
                    return;
                };
                column(check, object, 120);
                actions(check, object, 1, 3);
            });
        }
        let count = |value: &Value| value.get("actions").and_then(Value::as_array).map(Vec::len);
        if !alike(columns, count) {
            check.object_to("The number of actions must be the same in all columns");
        }
        if !alike(columns, |value| value.get("title").is_some()) {
            check.object_to("A title must be in all columns or in none");
        }
        if !alike(columns, |value| value.get("thumbnailImageUrl").is_some()) {
            check.object_to("An image must be in all columns or in none");
        }
    });
}

fn alike<T: PartialEq>(columns: &[Value], of: impl Fn(&Value) -> T) -> bool {
    columns
        .windows(2)
        .all(|pair| matches!(pair, [left, right] if of(left) == of(right)))
}

fn image_carousel(check: &mut Check, value: &Value) {
    let Some(object) = check.object(value, &["type", "columns"]) else {
        return;
    };
    required(check, object, "columns", |check, columns| {
        for (index, value) in check.list(columns, 1, 10).iter().enumerate() {
            check.entry(index, |check| {
                let Some(object) = check.object(value, &["imageUrl", "action"]) else {
                    return;
                };
                check.address(object, "imageUrl", true);
                required(check, object, "action", |check, value| {
                    action(check, value, Place::ImageCarousel);
                });
            });
        }
    });
}
