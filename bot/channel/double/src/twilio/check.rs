//! What Twilio would say against a message.

use std::collections::BTreeMap;

/// The fields that a message may have.
const KNOWN: [&str; 5] = [
    "To",
    "From",
    "MessagingServiceSid",
    "Body",
    "StatusCallback",
];

/// What Twilio would say against the fields of a message, in plain words.
pub fn check_twilio(fields: &BTreeMap<String, String>) -> Result<(), String> {
    check(fields).map_err(|(_, why)| why)
}

/// The number of the error, and why.
pub(super) fn check(fields: &BTreeMap<String, String>) -> Result<(), (i64, String)> {
    let no = |code, why: String| Err((code, why));
    if let Some(name) = fields.keys().find(|name| !KNOWN.contains(&name.as_str())) {
        return no(20_001, format!("a message knows no `{name}`"));
    }
    let field = |name: &str| fields.get(name).map(String::as_str).unwrap_or_default();
    if field("To").is_empty() {
        return no(21_604, "A 'To' phone number is required.".to_owned());
    }
    if !is_address(field("To")) {
        let why = format!(
            "The 'To' number {} is not a valid phone number.",
            field("To")
        );
        return no(21_211, why);
    }
    match (field("From"), field("MessagingServiceSid")) {
        ("", "") => return no(21_603, "A 'From' phone number is required.".to_owned()),
        (_, "") => {}
        ("", sid) if sid.starts_with("MG") => {}
        _ => return no(21_701, "one sender, a number or a service".to_owned()),
    }
    let length = field("Body").encode_utf16().count();
    if field("Body").trim().is_empty() {
        return no(21_602, "Message body is required.".to_owned());
    }
    if length > 1_600 {
        let why =
            format!("The concatenated message body exceeds the 1600 character limit: {length}");
        return no(21_617, why);
    }
    let callback = field("StatusCallback");
    let reachable = callback.is_empty()
        || callback.starts_with("https://")
        || callback.starts_with("http://127.0.0.1");
    if !reachable {
        return no(
            21_609,
            format!("The 'StatusCallback' URL {callback} is not valid"),
        );
    }
    Ok(())
}

/// A number in full, a short code, or the same on another messenger.
fn is_address(address: &str) -> bool {
    let number = address
        .split_once(':')
        .map_or(address, |(_, number)| number);
    let digits = number.strip_prefix('+').unwrap_or(number);
    let all = digits.bytes().all(|byte| byte.is_ascii_digit());
    let full =
        number.starts_with('+') && (8..=15).contains(&digits.len()) && !digits.starts_with('0');
    let short = !number.starts_with('+') && (3..=8).contains(&digits.len());
    all && (full || short)
}
