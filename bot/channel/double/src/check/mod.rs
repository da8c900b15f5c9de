//! LINE's rules for what is sent, checked by hand: the published schema lets a 6,000-character text, eleven columns, `http`
//! pictures and unknown properties pass, and LINE does not.

mod action;
mod field;
mod flex;
mod menu;
mod message;
mod template;

use serde_json::Value;

use field::Check;

/// One thing that LINE would object to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Objection {
    /// Where, as LINE writes it: `messages[0].text`.
    pub property: String,
    /// What.
    pub message: String,
}

/// Everything LINE would object to in the `messages` of a request.
pub fn check_messages(messages: &Value) -> Vec<Objection> {
    let mut check = Check::default();
    check.inside("messages", |check| message::messages(check, messages));
    check.found
}

/// Everything LINE would object to in a rich menu.
pub fn check_menu(value: &Value) -> Vec<Objection> {
    let mut check = Check::default();
    menu::menu(&mut check, value);
    check.found
}

/// Everything LINE would object to in the body of a request with these properties.
pub(crate) fn check_body(body: &Value, allowed: &[&str]) -> Vec<Objection> {
    let mut check = Check::default();
    let Some(object) = check.object(body, allowed) else {
        return check.found;
    };
    if object.contains_key("notificationDisabled")
        && !object
            .get("notificationDisabled")
            .is_some_and(Value::is_boolean)
    {
        check.inside("notificationDisabled", |check| {
            check.object_to("Must be a boolean");
        });
    }
    if let Some(units) = object.get("customAggregationUnits") {
        check.inside("customAggregationUnits", |check| {
            match units.as_array().map(Vec::as_slice) {
                Some([Value::String(unit)]) if (1..=30).contains(&unit.chars().count()) => {}
                _ => check.object_to("Must be one name of 1 to 30 characters"),
            }
        });
    }
    match object.get("messages") {
        Some(messages) => check.inside("messages", |check| message::messages(check, messages)),
        None => check.inside("messages", |check| check.object_to("May not be null")),
    }
    check.found
}
