//! A turn as short messages, whose payload is their text and nothing else.
//!
//! The bubbles of a turn travel together where they fit: every message costs at least a segment, and short messages arrive in any
//! order. Nothing is dropped: options are written out one a line (an answer is matched to the labels of all languages, not to
//! numbers), cards are their words, pictures their addresses.

use tsunagi_model::{Bubble, Card, Choice, Turn};

use crate::Payload;
use crate::split::{split, units};

/// What Twilio takes, in UTF-16 units.
pub(super) const TEXT: usize = 1_600;
/// What we send at most: ten segments of 67 letters. The carriers in Japan carry no more than that of Japanese in one message.
const PART: usize = 670;
/// Between two bubbles.
const GAP: &str = "\n\n";

/// The messages that carry a turn.
pub(super) fn render(turn: &Turn) -> Vec<Payload> {
    let mut payloads: Vec<Payload> = Vec::new();
    for (index, bubble) in turn.bubbles.iter().enumerate() {
        let words = words(bubble);
        for part in split(words.trim(), PART) {
            match payloads.last_mut() {
                Some(last) if units(&last.body) + units(GAP) + units(part) <= PART => {
                    last.body.push_str(GAP);
                    last.body.push_str(part);
                    last.bubbles.end = index + 1;
                }
                _ => payloads.push(Payload {
                    body: part.to_owned(),
                    bubbles: index..index + 1,
                }),
            }
        }
    }
    payloads
}

/// Everything that a bubble says, in the order in which it would be seen.
fn words(bubble: &Bubble) -> String {
    let mut parts: Vec<String> = Vec::new();
    parts.extend(bubble.media.iter().map(|media| media.url.clone()));
    parts.push(bubble.text.clone());
    parts.extend(bubble.cards.iter().map(card));
    parts.push(options(&bubble.choices));
    joined(parts)
}

fn card(card: &Card) -> String {
    joined([
        card.title.clone(),
        card.text.clone(),
        card.image_url.clone().unwrap_or_default(),
        options(&card.choices),
    ])
}

fn options(choices: &[Choice]) -> String {
    joined(choices.iter().map(|choice| format!("・{}", choice.label)))
}

fn joined(parts: impl IntoIterator<Item = String>) -> String {
    parts
        .into_iter()
        .filter(|part| !part.trim().is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}
