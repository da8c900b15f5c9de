//! A turn as requests to the Bot API, one message each.
//!
//! A payload names its method and everything but the recipient. What does not fit is moved, never dropped: long text becomes
//! several messages, a caption too long for its picture follows it, and buttons whose data is longer than Telegram carries give
//! way to a keyboard of words, which come back as if they had been typed.

use reqwest::Url;
use serde_json::{Map, Value, json};
use tsunagi_model::{Bubble, Card, Choice, MediaKind, OutMedia, Turn};

use crate::Payload;
use crate::split::{shorten, split, units};

/// Length of a text in UTF-16 units.
pub(super) const TEXT: usize = 4_096;
/// Buttons under a message.
pub(super) const BUTTONS: usize = 100;
/// Graphemes of a button's label: longer ones are cut on telephones.
pub(super) const LABEL: usize = 40;
/// Bytes of a button's data; at least one.
pub(super) const DATA: usize = 64;
/// Length of the words beneath a picture or film.
const CAPTION: usize = 1_024;
/// Length of an address.
const ADDRESS: usize = 2_048;
/// Stands where Telegram wants a character and there is nothing to say.
const NOTHING: &str = "…";

/// A message under construction, with the bubble it came from.
struct Message {
    bubble: usize,
    body: Value,
}

/// The requests that carry a turn. Buttons stand under the very last message, those of a card under the card.
pub(super) fn render(turn: &Turn) -> Vec<Payload> {
    let mut messages: Vec<Message> = Vec::new();
    let mut choices: Vec<&Choice> = Vec::new();
    for (index, bubble) in turn.bubbles.iter().enumerate() {
        let said = say(bubble, &mut choices);
        messages.extend(said.into_iter().map(|body| Message {
            bubble: index,
            body,
        }));
    }
    if !choices.is_empty() {
        let last = turn.bubbles.len().saturating_sub(1);
        offer(&mut messages, last, &choices);
    }
    messages
        .into_iter()
        .map(|message| Payload {
            body: message.body.to_string(),
            bubbles: message.bubble..message.bubble + 1,
        })
        .collect()
}

/// A bubble's messages: picture, words, cards; buttons that stand under the turn are added to `choices`.
fn say<'a>(bubble: &'a Bubble, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let mut messages = match &bubble.media {
        Some(media) => shown(media, &bubble.text),
        None => texts(&bubble.text).collect(),
    };
    for card in &bubble.cards {
        messages.extend(card_of(card, choices));
    }
    choices.extend(&bubble.choices);
    messages
}

fn texts(text: &str) -> impl Iterator<Item = Value> {
    split(text, TEXT).into_iter().map(text_message)
}

/// Plain words: no markup that a `_` in a name could upset, no preview that shows a child's link to whoever looks on.
pub(super) fn text_message(text: &str) -> Value {
    json!({ "method": "sendMessage", "text": text, "link_preview_options": { "is_disabled": true } })
}

/// A picture, film, sound or file with words beneath it, where Telegram can fetch it; else its address.
fn shown(media: &OutMedia, words: &str) -> Vec<Value> {
    let (method, field) = match media.kind {
        MediaKind::Image | MediaKind::Sticker => ("sendPhoto", "photo"),
        MediaKind::Video => ("sendVideo", "video"),
        MediaKind::Audio => ("sendAudio", "audio"),
        MediaKind::File => ("sendDocument", "document"),
    };
    let Some(url) = address(&media.url) else {
        return texts(&media.url).chain(texts(words)).collect();
    };
    let mut message = json!({ "method": method, field: url });
    let words = words.trim();
    if units(words) > CAPTION {
        return std::iter::once(message).chain(texts(words)).collect();
    }
    if !words.is_empty() {
        set(&mut message, "caption", words.into());
    }
    vec![message]
}

/// An https address, with everything outside ASCII written as `%…`.
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let url = String::from(url);
    (url.len() <= ADDRESS).then_some(url)
}

/// A card as a picture with its words and buttons. Buttons that do not fit go to the end of the turn.
fn card_of<'a>(card: &'a Card, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let parts = [card.title.trim(), card.text.trim()];
    let words = parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n");
    let mut messages = match &card.image_url {
        Some(url) => shown(
            &OutMedia {
                kind: MediaKind::Image,
                url: url.clone(),
                preview_url: String::new(),
            },
            &words,
        ),
        None => texts(&words).collect(),
    };
    let own: Vec<&Choice> = card.choices.iter().collect();
    match messages.last_mut() {
        Some(last) if !own.is_empty() && own.len() <= BUTTONS && all_fit(&own) => {
            set(last, "reply_markup", inline(&own));
        }
        _ => choices.extend(own),
    }
    messages
}

/// Whether Telegram carries the data and shows the label of every one.
fn all_fit(choices: &[&Choice]) -> bool {
    choices.iter().all(|choice| {
        (1..=DATA).contains(&choice.data.len()) && shorten(&choice.label, LABEL) == choice.label
    })
}

/// Puts the buttons under the last message. That message may have a card's buttons already, and there may be none or more
/// buttons than fit: then the labels are written out.
fn offer(messages: &mut Vec<Message>, bubble: usize, choices: &[&Choice]) {
    let taken = messages
        .last()
        .is_none_or(|last| last.body.get("reply_markup").is_some());
    if taken || choices.len() > BUTTONS {
        let listed = choices
            .iter()
            .map(|choice| format!("・{}", choice.label.trim()))
            .collect::<Vec<_>>()
            .join("\n");
        messages.extend(texts(&listed).map(|body| Message { bubble, body }));
    }
    let shown = choices.get(..BUTTONS).unwrap_or(choices);
    let keyboard = if all_fit(shown) {
        inline(shown)
    } else {
        words(shown)
    };
    if let Some(last) = messages.last_mut() {
        set(&mut last.body, "reply_markup", keyboard);
    }
}

/// Buttons that bring their data back.
fn inline(choices: &[&Choice]) -> Value {
    let rows: Vec<Value> = choices
        .iter()
        .map(|choice| json!([{ "text": label(choice), "callback_data": choice.data }]))
        .collect();
    json!({ "inline_keyboard": rows })
}

/// A keyboard whose keys write their own words, in full: that is what comes back.
fn words(choices: &[&Choice]) -> Value {
    let mut rows: Vec<Value> = Vec::new();
    for choice in choices {
        let row = json!([{ "text": label(choice) }]);
        if !rows.contains(&row) {
            rows.push(row);
        }
    }
    json!({ "keyboard": rows, "resize_keyboard": true, "one_time_keyboard": true })
}

fn label(choice: &Choice) -> String {
    let words = choice.label.replace(char::is_control, " ");
    match words.trim() {
        "" => NOTHING.to_owned(),
        words => words.to_owned(),
    }
}

pub(super) fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}

/// A picture or the like as words alone: what was beneath it, and where it is. For when Telegram cannot fetch it.
pub(super) fn as_words(payload: &Map<String, Value>) -> Option<Value> {
    let said = |name: &str| payload.get(name).and_then(Value::as_str);
    let url = ["photo", "video", "audio", "document"]
        .into_iter()
        .find_map(said)?;
    let words = match said("caption") {
        Some(caption) => format!("{caption}\n{url}"),
        None => url.to_owned(),
    };
    let mut message = text_message(&words);
    if let Some(keyboard) = payload.get("reply_markup") {
        set(&mut message, "reply_markup", keyboard.clone());
    }
    Some(message)
}
