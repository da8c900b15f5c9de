//! A turn outside the window, when WhatsApp takes nothing but a template that Meta has approved.
//!
//! The template is the operator's and has one place to fill in, in which all words of the turn stand. WhatsApp wants them
//! on one line. Buttons are written out so that they can be typed, pictures and films stand as addresses.

use serde_json::json;
use tsunagi_model::{Bubble, Choice, Turn};

use super::render::whole;
use crate::Payload;
use crate::split::{split, units};

/// Length of what is filled in: the body as a whole may have 1,024 characters, and the template has words of its own.
const FILLED: usize = 900;

/// The requests that carry a turn; what is longer than one place can hold is told in several messages.
pub(super) fn render(turn: &Turn, template: &str, language: &str) -> Vec<Payload> {
    let language = code(language);
    let mut payloads: Vec<(String, std::ops::Range<usize>)> = Vec::new();
    for (index, bubble) in turn.bubbles.iter().enumerate() {
        let words = words(bubble);
        for part in split(&words, FILLED) {
            match payloads.last_mut() {
                Some((said, bubbles)) if units(said) + 1 + units(part) <= FILLED => {
                    said.push(' ');
                    said.push_str(part);
                    bubbles.end = index + 1;
                }
                _ => payloads.push((part.to_owned(), index..index + 1)),
            }
        }
    }
    payloads
        .into_iter()
        .map(|(said, bubbles)| Payload {
            body: message(template, &language, &said),
            bubbles,
        })
        .collect()
}

fn message(template: &str, language: &str, said: &str) -> String {
    json!({
        "type": "template",
        "template": {
            "name": template,
            "language": { "code": language },
            "components": [
                { "type": "body", "parameters": [{ "type": "text", "text": said }] }
            ],
        },
    })
    .to_string()
}

/// Everything a bubble says, on one line.
fn words(bubble: &Bubble) -> String {
    let mut parts: Vec<String> = vec![bubble.text.clone()];
    parts.extend(bubble.media.iter().map(|media| media.url.clone()));
    for card in &bubble.cards {
        parts.push(whole(card));
        parts.extend(card.image_url.clone());
        parts.extend(labels(&card.choices));
    }
    parts.extend(labels(&bubble.choices));
    // Control characters are no words and WhatsApp refuses them here.
    let line = parts.join(" ").replace(char::is_control, " ");
    line.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn labels(choices: &[Choice]) -> impl Iterator<Item = String> {
    choices.iter().map(|choice| format!("・{}", choice.label))
}

/// A language of ours by WhatsApp's code. The forms of Japanese are one there.
pub(super) fn code(language: &str) -> String {
    match language {
        "ja" | "ja-Hira" | "ja-easy" => "ja".to_owned(),
        "zh-Hans" => "zh_CN".to_owned(),
        other => other.replace('-', "_"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_of_ours_has_a_code_of_theirs() {
        let codes: Vec<String> = [
            "ja", "ja-Hira", "ja-easy", "en", "zh-Hans", "pt-BR", "vi", "fil",
        ]
        .iter()
        .map(|language| code(language))
        .collect();
        assert_eq!(
            codes,
            ["ja", "ja", "ja", "en", "zh_CN", "pt_BR", "vi", "fil"]
        );
    }
}
