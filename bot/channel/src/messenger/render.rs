//! A turn as messages of the Send API.
//!
//! Every limit is counted in UTF-16 units, which are never fewer than letters, so that whichever Meta counts it is kept.
//! What does not fit is moved, never dropped: long text becomes several messages, a card that is too long becomes text, a
//! button beyond the thirteenth or with a shortened label is written out so that it can be read and typed.

use reqwest::Url;
use serde_json::{Value, json};
use tsunagi_model::{Bubble, Card, Choice, MediaKind, OutMedia, Turn};

use super::Surface;
use crate::Payload;
use crate::split::{shorten_units, units};

/// Length of a text on Messenger.
pub(super) const TEXT: usize = 2_000;
/// Quick replies.
pub(super) const CHOICES: usize = 13;
/// Length of a button's label.
pub(super) const LABEL: usize = 20;
/// Length of a button's data.
pub(super) const DATA: usize = 1_000;
/// Elements of a generic template.
pub(super) const CARDS: usize = 10;
/// Buttons of an element.
pub(super) const CARD_CHOICES: usize = 3;
/// Length of an element's title, and of what stands under it.
const TITLE: usize = 80;
/// Length of an address.
const ADDRESS: usize = 2_000;
/// Stands where Meta wants a letter and there is nothing to say.
const NOTHING: &str = "…";

/// The requests that carry a turn, a message each. The buttons of all bubbles are shown once, under the very last message,
/// because Meta takes them away as soon as another message follows; and under words, because not every app shows them
/// elsewhere.
pub(super) fn render(surface: &Surface, turn: &Turn) -> Vec<Payload> {
    let mut messages: Vec<(usize, Value)> = Vec::new();
    let mut choices: Vec<&Choice> = Vec::new();
    for (index, bubble) in turn.bubbles.iter().enumerate() {
        let said = say(surface, bubble, &mut choices);
        messages.extend(said.into_iter().map(|message| (index, message)));
    }
    if !choices.is_empty() {
        let under_words = messages
            .last()
            .is_some_and(|(_, message)| message.get("text").is_some());
        if !under_words || choices.len() > CHOICES || choices.iter().any(|choice| !fits(choice)) {
            let last = turn.bubbles.len().saturating_sub(1);
            let list = texts(surface, &written_out(&choices));
            messages.extend(list.into_iter().map(|message| (last, message)));
        }
        if let Some(message) = messages
            .last_mut()
            .and_then(|(_, message)| message.as_object_mut())
        {
            let replies: Vec<Value> = choices
                .iter()
                .take(CHOICES)
                .map(|choice| reply(choice))
                .collect();
            message.insert("quick_replies".to_owned(), replies.into());
        }
    }
    messages
        .into_iter()
        .map(|(index, message)| Payload {
            body: message.to_string(),
            bubbles: index..index + 1,
        })
        .collect()
}

/// A bubble's messages: picture, words, cards; buttons that are not on a card are added to `choices`.
fn say<'a>(surface: &Surface, bubble: &'a Bubble, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let mut messages = Vec::new();
    if let Some(OutMedia { kind, url, .. }) = &bubble.media {
        messages.extend(media(surface, *kind, url));
    }
    messages.extend(texts(surface, &bubble.text));
    let elements: Option<Vec<Value>> = bubble.cards.iter().map(element).collect();
    match elements {
        Some(elements) => messages.extend(elements.chunks(CARDS).map(template)),
        None => {
            for card in &bubble.cards {
                if let Some(url) = &card.image_url {
                    messages.extend(media(surface, MediaKind::Image, url));
                }
                messages.extend(texts(surface, &whole(card)));
                choices.extend(&card.choices);
            }
        }
    }
    choices.extend(&bubble.choices);
    messages
}

fn texts(surface: &Surface, text: &str) -> Vec<Value> {
    (surface.split)(text)
        .into_iter()
        .map(|part| json!({ "text": part }))
        .collect()
}

/// A card's title and words.
fn whole(card: &Card) -> String {
    let parts = [card.title.trim(), card.text.trim()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Every label on a line of its own, for reading in full and for typing.
fn written_out(choices: &[&Choice]) -> String {
    choices
        .iter()
        .map(|choice| format!("・{}", choice.label))
        .collect::<Vec<_>>()
        .join("\n")
}

/// A picture or film, and where the platform takes them a sound or file, by its address; else the address itself.
fn media(surface: &Surface, kind: MediaKind, url: &str) -> Vec<Value> {
    let is_taken = surface.files || matches!(kind, MediaKind::Image | MediaKind::Video);
    let Some(address) = address(url).filter(|_| is_taken) else {
        return texts(surface, url);
    };
    let mut payload = json!({ "url": address });
    if let Some(fields) = payload.as_object_mut().filter(|_| surface.reusable) {
        fields.insert("is_reusable".to_owned(), true.into());
    }
    vec![json!({ "attachment": { "type": kind.as_str(), "payload": payload } })]
}

/// An https address, with everything outside ASCII written as `%…`.
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let url = String::from(url);
    (url.len() <= ADDRESS).then_some(url)
}

fn template(elements: &[Value]) -> Value {
    json!({ "attachment": { "type": "template", "payload": { "template_type": "generic", "elements": elements } } })
}

/// A card as an element of a generic template, which wants a title and something besides; `None` if all of it does not fit.
fn element(card: &Card) -> Option<Value> {
    let (title, text) = match (card.title.trim(), card.text.trim()) {
        ("", text) => (text, ""),
        words => words,
    };
    let is_plain = text.is_empty() && card.image_url.is_none() && card.choices.is_empty();
    if title.is_empty() || is_plain || units(title) > TITLE || units(text) > TITLE {
        return None;
    }
    if card.choices.len() > CARD_CHOICES || card.choices.iter().any(|choice| !fits(choice)) {
        return None;
    }
    let mut element = json!({ "title": title });
    let fields = element.as_object_mut()?;
    if !text.is_empty() {
        fields.insert("subtitle".to_owned(), text.into());
    }
    if let Some(url) = &card.image_url {
        fields.insert("image_url".to_owned(), address(url)?.into());
    }
    if !card.choices.is_empty() {
        let buttons: Vec<Value> = card
            .choices
            .iter()
            .map(|choice| {
                let (title, payload) = button(choice);
                json!({ "type": "postback", "title": title, "payload": payload })
            })
            .collect();
        fields.insert("buttons".to_owned(), buttons.into());
    }
    Some(element)
}

fn reply(choice: &Choice) -> Value {
    let (title, payload) = button(choice);
    json!({ "content_type": "text", "title": title, "payload": payload })
}

/// Whether a label is shown in full.
fn fits(choice: &Choice) -> bool {
    units(choice.label.trim()) <= LABEL
}

/// What a button shows and what it brings back. Data that Meta will not carry gives way to the words themselves, which the
/// script understands too.
fn button(choice: &Choice) -> (String, String) {
    let words = choice.label.replace(char::is_control, " ");
    let title = match words.trim() {
        "" => NOTHING.to_owned(),
        words => shorten_units(words, LABEL),
    };
    let data = if choice.data.is_empty() || units(&choice.data) > DATA {
        title.clone()
    } else {
        choice.data.clone()
    };
    (title, data)
}
