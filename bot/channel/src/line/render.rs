//! A turn as LINE's message objects.
//!
//! Every limit is LINE's and counted in UTF-16 units unless it says graphemes. What does not fit is moved, never dropped:
//! long text becomes several messages, cards take the form that holds all their words ([`super::card`]), a button beyond
//! the thirteenth is written out so that it can be typed (an answer is matched to the labels of all languages).
//!
//! The options of a question are quick replies, also where there are only two and a confirm or buttons template would hold
//! them. The question stays plain text, which a telephone reads aloud, copies and translates; and the buttons go when the
//! talk goes on, so that nobody taps last month's "stop" by mistake. What they lack is made up for elsewhere: any label can
//! be typed, and the rich menu always shows the way to a person.

use reqwest::Url;
use serde_json::{Value, json};
use tsunagi_model::{Author, Bubble, Choice, MediaKind, OutMedia, Turn};

use super::card;
use crate::Payload;
use crate::split::{shorten, shorten_units, split, units};

/// Messages in a request.
pub(super) const MESSAGES: usize = 5;
/// Length of a text.
pub(super) const TEXT: usize = 5_000;
/// Quick replies.
pub(super) const CHOICES: usize = 13;
/// Graphemes of a button's label.
pub(super) const LABEL: usize = 20;
/// Length of a button's data.
pub(super) const DATA: usize = 300;
/// Length of what is shown as the person's own words after a tap.
const DISPLAY: usize = 300;
/// Length of what stands for cards in notifications: 400 in LINE's older documents, 1,500 in the newer.
const ALT: usize = 400;
/// Length of an address.
const ADDRESS: usize = 2_000;
/// Length of the name of who speaks.
const SENDER: usize = 20;
/// Stands where LINE wants a character and there is nothing to say.
const NOTHING: &str = "…";

/// A message and the bubble it came from.
type Message = (usize, Value);

/// The requests that carry a turn. The buttons of all bubbles are shown once, under the very last message, because LINE
/// takes them away as soon as another message follows.
pub(super) fn render(turn: &Turn, icons: Option<&str>) -> Vec<Payload> {
    let mut messages: Vec<Message> = Vec::new();
    let mut choices: Vec<&Choice> = Vec::new();
    for (index, bubble) in turn.bubbles.iter().enumerate() {
        let said = say(bubble, &mut choices);
        messages.extend(said.into_iter().map(|message| (index, message)));
    }
    let last = turn.bubbles.len().saturating_sub(1);
    if choices.len() > CHOICES || (messages.is_empty() && !choices.is_empty()) {
        messages.extend(texts(&written_out(&choices)).map(|message| (last, message)));
    }
    if let (Some((_, message)), false) = (messages.last_mut(), choices.is_empty()) {
        let items: Vec<Value> = choices
            .iter()
            .take(CHOICES)
            .map(|choice| json!({ "type": "action", "action": action(choice, LABEL) }))
            .collect();
        set(message, "quickReply", json!({ "items": items }));
    }
    if let Some(sender) = sender(turn, icons) {
        for (_, message) in &mut messages {
            set(message, "sender", sender.clone());
        }
    }
    messages.chunks(MESSAGES).map(payload).collect()
}

fn payload(messages: &[Message]) -> Payload {
    let body = Value::Array(
        messages
            .iter()
            .map(|(_, message)| message.clone())
            .collect(),
    )
    .to_string();
    let first = messages.first().map_or(0, |(index, _)| *index);
    let last = messages.last().map_or(0, |(index, _)| *index);
    Payload {
        body,
        bubbles: first..last + 1,
    }
}

/// A bubble's messages: picture, words, cards; buttons that LINE can only show under the turn are added to `choices`.
fn say<'a>(bubble: &'a Bubble, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let mut messages = Vec::new();
    messages.extend(bubble.media.iter().flat_map(media));
    messages.extend(texts(&bubble.text));
    messages.extend(card::say(bubble, choices));
    choices.extend(&bubble.choices);
    messages
}

pub(super) fn texts(text: &str) -> impl Iterator<Item = Value> {
    split(text, TEXT)
        .into_iter()
        .map(|part| json!({ "type": "text", "text": part }))
}

/// Every label on a line of its own, for typing.
fn written_out(choices: &[&Choice]) -> String {
    choices
        .iter()
        .map(|choice| format!("・{}", choice.label))
        .collect::<Vec<_>>()
        .join("\n")
}

/// LINE shows pictures and films from https addresses. Anything else is given as an address to follow: a bot cannot send
/// files at all, and a sound needs a length that we do not know.
fn media(media: &OutMedia) -> Vec<Value> {
    let preview = address(&media.preview_url);
    match (media.kind, address(&media.url)) {
        (MediaKind::Image, Some(url)) => {
            let preview = preview.unwrap_or_else(|| url.clone());
            vec![json!({ "type": "image", "originalContentUrl": url, "previewImageUrl": preview })]
        }
        (MediaKind::Video, Some(url)) if preview.is_some() => {
            vec![json!({ "type": "video", "originalContentUrl": url, "previewImageUrl": preview })]
        }
        _ => texts(&media.url).collect(),
    }
}

/// An https address as LINE wants it: with everything outside ASCII written as `%…`.
pub(super) fn address(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let url = String::from(url);
    (url.len() <= ADDRESS).then_some(url)
}

pub(super) fn picture(url: &str) -> Vec<Value> {
    media(&OutMedia {
        kind: MediaKind::Image,
        url: url.to_owned(),
        preview_url: String::new(),
    })
}

/// A button. Its tap brings `data` back and shows the label in full as the person's own words. Data that LINE will not
/// carry gives way to the words themselves, which the script understands too.
pub(super) fn action(choice: &Choice, room: usize) -> Value {
    let words = label(choice);
    let label = shorten(&words, room);
    let display = shorten_units(&words, DISPLAY);
    if units(&choice.data) <= DATA {
        json!({ "type": "postback", "label": label, "data": choice.data, "displayText": display })
    } else {
        json!({ "type": "message", "label": label, "text": display })
    }
}

/// What is written on a button, on one line and never empty.
pub(super) fn label(choice: &Choice) -> String {
    let words = choice.label.replace(char::is_control, " ");
    match words.trim() {
        "" => NOTHING.to_owned(),
        words => words.to_owned(),
    }
}

/// What stands for cards in notifications: the first line above them, whose neutrality is the author's care; without one their
/// titles, and without those the first line on them.
pub(super) fn alt(bubble: &Bubble) -> String {
    let first = |text: &str| {
        let line = text.lines().map(str::trim).find(|line| !line.is_empty());
        line.map(str::to_owned)
    };
    let titles = || {
        bubble
            .cards
            .iter()
            .map(|card| card.title.trim())
            .filter(|title| !title.is_empty())
            .collect::<Vec<_>>()
            .join("・")
    };
    let alt = first(&bubble.text)
        .or_else(|| Some(titles()).filter(|titles| !titles.is_empty()))
        .or_else(|| bubble.cards.iter().find_map(|card| first(&card.text)));
    alt.map_or_else(|| NOTHING.to_owned(), |alt| shorten_units(&alt, ALT))
}

/// Who speaks, by name and picture. Without a name the picture alone tells the script from a person.
fn sender(turn: &Turn, icons: Option<&str>) -> Option<Value> {
    let mut sender = json!({});
    if let Some(name) = turn.sender.as_deref().and_then(name) {
        set(&mut sender, "name", name.into());
    }
    let picture = match turn.author {
        Author::Flow => "robot.png",
        Author::Staff | Author::Contact => "person.png",
    };
    if let Some(url) = icons.and_then(|base| address(&format!("{base}/{picture}"))) {
        set(&mut sender, "iconUrl", url.into());
    }
    (sender != json!({})).then_some(sender)
}

/// The name of who speaks; none if LINE would refuse it, which it does for names with its own in them.
fn name(name: &str) -> Option<String> {
    let name = name.replace(char::is_control, " ");
    let name = name.trim();
    let words = name.split(|letter: char| !letter.is_ascii_alphabetic());
    let is_free = !name.is_empty()
        && words
            .into_iter()
            .all(|word| !word.eq_ignore_ascii_case("line"));
    is_free.then(|| shorten_units(name, SENDER))
}

pub(super) fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}
