//! Short-lived access tokens for a channel's id and secret.

use serde_json::json;
use tsunagi_model::Span;

use crate::answer::Answer;
use crate::memory::Memory;

/// A stateless token lives 15 minutes.
pub(crate) const STATELESS: Span = Span::minutes(15);
/// A short-lived one 30 days.
pub(crate) const SHORT_LIVED: Span = Span::days(30);

/// Issues a token for a form with the right id and secret.
pub(crate) fn issue(memory: &mut Memory, form: &[u8], life: Span) -> Answer {
    let form = fields(&String::from_utf8_lossy(form));
    let field = |name: &str| {
        form.iter()
            .find(|(key, _)| key == name)
            .map(|(_, value)| value.as_str())
    };
    let refuse = |error: &str, description: &str| {
        let body = json!({ "error": error, "error_description": description }).to_string();
        Answer {
            refusal: Some(description.to_owned()),
            ..Answer::json(400, body)
        }
    };
    if field("grant_type") != Some("client_credentials") {
        return refuse(
            "unsupported_grant_type",
            "grant_type must be client_credentials",
        );
    }
    if field("client_id") != Some(&memory.config.channel_id)
        || field("client_secret") != Some(&memory.config.channel_secret)
    {
        return refuse("invalid_client", "invalid client_id or client_secret");
    }
    let token = format!("issued-token-{}", memory.number());
    memory.issue(&token, life);
    Answer::json(
        200,
        json!({ "token_type": "Bearer", "access_token": token, "expires_in": life.as_seconds() - 1 }).to_string(),
    )
}

/// The fields of a form.
pub(crate) fn fields(form: &str) -> Vec<(String, String)> {
    form.split('&')
        .filter_map(|pair| pair.split_once('='))
        .map(|(name, value)| (decode(name), decode(value)))
        .collect()
}

/// Undoes `+` and `%41`.
fn decode(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, tail)) = rest.split_first() {
        rest = tail;
        let hex = tail
            .get(..2)
            .and_then(|hex| std::str::from_utf8(hex).ok())
            .and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match (first, hex) {
            (b'%', Some(byte)) => {
                bytes.push(byte);
                rest = tail.get(2..).unwrap_or_default();
            }
            (b'+', _) => bytes.push(b' '),
            _ => bytes.push(*first),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_forms() {
        let read = fields("a=b+c&d=%E3%81%82%21&e=100%&f");
        let expected = [("a", "b c"), ("d", "あ!"), ("e", "100%")];
        assert_eq!(
            read,
            expected.map(|(name, value)| (name.to_owned(), value.to_owned()))
        );
    }
}
