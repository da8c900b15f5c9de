//! A turn as WhatsApp's message objects, one to a request.
//!
//! WhatsApp counts characters without saying which; UTF-16 units are never fewer. What does not fit is moved, never
//! dropped: long text becomes several messages, buttons that are too many or too long for buttons become a list, and those
//! that are too many for a list are written out so that they can be typed (an answer is matched to the labels of all
//! languages).

use reqwest::Url;
use serde_json::{Value, json};
use tsunagi_model::{Bubble, Card, Choice, MediaKind, OutMedia, Turn};

use super::message::WORDS;
use crate::Payload;
use crate::split::{shorten_units, split, units};

/// Length of a text.
pub(super) const TEXT: usize = 4_096;
/// Length of the words above buttons or a list, and under a picture.
const BODY: usize = 1_024;
/// Buttons under a message.
pub(super) const BUTTONS: usize = 3;
/// Length of a button's label, and of the word that opens a list.
const TITLE: usize = 20;
/// Length of a button's data.
const BUTTON_ID: usize = 256;
/// Rows of a list.
pub(super) const ROWS: usize = 10;
/// Length of a row's label.
pub(super) const ROW_TITLE: usize = 24;
/// Length of the words under a row's label.
const ROW_DESCRIPTION: usize = 72;
/// Length of a row's data.
pub(super) const ROW_ID: usize = 200;
/// Length of an address.
const ADDRESS: usize = 2_000;
/// Stands where WhatsApp wants a character and there is nothing to say.
const NOTHING: &str = "…";
/// Opens a list. Words in the person's language stand above it; the channel knows none.
const OPEN: &str = "▼";

/// The requests that carry a turn.
pub(super) fn render(turn: &Turn) -> Vec<Payload> {
    turn.bubbles
        .iter()
        .enumerate()
        .flat_map(|(index, bubble)| {
            say(bubble).into_iter().map(move |message| Payload {
                body: message.to_string(),
                bubbles: index..index + 1,
            })
        })
        .collect()
}

/// A bubble's messages. Its buttons are under the last of them, so that they are what a person sees last.
fn say(bubble: &Bubble) -> Vec<Value> {
    let media = bubble.media.as_ref();
    if bubble.cards.is_empty() {
        return offer(media, &bubble.text, &bubble.choices);
    }
    let mut messages = offer(media, &bubble.text, &[]);
    messages.extend(bubble.cards.iter().flat_map(card));
    messages.extend(offer(None, "", &bubble.choices));
    messages
}

/// A card is a message of its own: WhatsApp's carousels take links only.
fn card(card: &Card) -> Vec<Value> {
    let picture = card.image_url.as_ref().map(|url| OutMedia {
        kind: MediaKind::Image,
        url: url.clone(),
        preview_url: String::new(),
    });
    offer(picture.as_ref(), &whole(card), &card.choices)
}

/// A card's title and words.
pub(super) fn whole(card: &Card) -> String {
    let parts = [card.title.trim(), card.text.trim()];
    parts
        .into_iter()
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join("\n")
}

/// A picture or film, words, and buttons, in as few messages as can hold them.
fn offer(media: Option<&OutMedia>, text: &str, choices: &[Choice]) -> Vec<Value> {
    let media = media.map(|media| (media, kind_of(media)));
    if choices.is_empty() {
        return tell(media, text);
    }
    let labels = written_out(choices);
    let Some(action) = buttons(choices).or_else(|| rows(choices)) else {
        let mut messages = tell(media, text);
        messages.extend(texts(&labels));
        return messages;
    };
    let (before, body) = if text.trim().is_empty() {
        (Vec::new(), labels.as_str())
    } else {
        tail(text)
    };
    let mut interactive = action;
    set(&mut interactive, "body", json!({ "text": body }));
    let mut messages = Vec::new();
    match media {
        Some((media, Some((kind, link))))
            if before.is_empty() && kind != "audio" && is_buttons(&interactive) =>
        {
            let header = json!({ "type": kind, (kind): attached(media, kind, &link) });
            set(&mut interactive, "header", header);
        }
        media => messages.extend(tell(media, "")),
    }
    messages.extend(before.into_iter().map(text_message));
    messages.push(json!({ "type": "interactive", "interactive": interactive }));
    messages
}

fn is_buttons(interactive: &Value) -> bool {
    interactive.get("type").and_then(Value::as_str) == Some("button")
}

type Media<'a> = Option<(&'a OutMedia, Option<(&'static str, String)>)>;

/// A picture or film with its words under it if they fit there, and behind it if they do not.
fn tell(media: Media<'_>, text: &str) -> Vec<Value> {
    let Some((media, kind)) = media else {
        return texts(text).collect();
    };
    // What WhatsApp cannot show is given as an address to follow.
    let Some((kind, link)) = kind else {
        return texts(&media.url).chain(texts(text)).collect();
    };
    let mut object = attached(media, kind, &link);
    let text = text.trim();
    let is_under = kind != "audio" && !text.is_empty() && units(text) <= BODY;
    if is_under {
        set(&mut object, "caption", text.into());
    }
    let mut messages = vec![json!({ "type": kind, (kind): object })];
    if !is_under {
        messages.extend(texts(text));
    }
    messages
}

/// WhatsApp fetches media from https addresses.
fn kind_of(media: &OutMedia) -> Option<(&'static str, String)> {
    let kind = match media.kind {
        MediaKind::Image | MediaKind::Sticker => "image",
        MediaKind::Video => "video",
        MediaKind::Audio => "audio",
        MediaKind::File => "document",
    };
    Some((kind, address(&media.url)?))
}

fn attached(media: &OutMedia, kind: &str, link: &str) -> Value {
    let mut object = json!({ "link": link });
    let name = Url::parse(&media.url).ok().and_then(|url| {
        let last = url.path_segments()?.next_back()?.to_owned();
        (!last.is_empty()).then_some(last)
    });
    if let (Some(name), "document") = (name, kind) {
        set(&mut object, "filename", shorten_units(&name, 240).into());
    }
    object
}

/// An https address with everything outside ASCII written as `%…`.
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let url = String::from(url);
    (url.len() <= ADDRESS).then_some(url)
}

fn texts(text: &str) -> impl Iterator<Item = Value> {
    split(text, TEXT).into_iter().map(text_message)
}

fn text_message(text: &str) -> Value {
    json!({ "type": "text", "text": { "body": text, "preview_url": false } })
}

/// A text that buttons stand under: the messages before the last, and what stands above the buttons.
fn tail(text: &str) -> (Vec<&str>, &str) {
    let text = text.trim();
    let mut before = split(text, TEXT);
    let Some(last) = before.pop() else {
        return (before, NOTHING);
    };
    let body = split(last, BODY).pop().unwrap_or(last);
    let head = last
        .rfind(body)
        .and_then(|at| last.get(..at))
        .unwrap_or_default()
        .trim();
    if !head.is_empty() {
        before.push(head);
    }
    (before, body)
}

/// Every label on a line of its own, for typing.
fn written_out(choices: &[Choice]) -> String {
    choices
        .iter()
        .map(|choice| format!("・{}", label(choice)))
        .collect::<Vec<_>>()
        .join("\n")
}

/// Up to three buttons, if every label can be read whole and no two are alike: WhatsApp takes no twins.
fn buttons(choices: &[Choice]) -> Option<Value> {
    let labels: Vec<String> = choices.iter().map(label).collect();
    let ids: Vec<String> = choices.iter().map(|choice| id(choice, BUTTON_ID)).collect();
    let fits = choices.len() <= BUTTONS
        && labels.iter().all(|label| units(label) <= TITLE)
        && are_apart(&labels)
        && ids_fit(&ids, BUTTON_ID);
    let button = |(id, title)| json!({ "type": "reply", "reply": { "id": id, "title": title } });
    fits.then(|| {
        let buttons: Vec<Value> = ids.into_iter().zip(labels).map(button).collect();
        json!({ "type": "button", "action": { "buttons": buttons } })
    })
}

/// Up to ten rows of a list, if every label can be read whole in them.
fn rows(choices: &[Choice]) -> Option<Value> {
    let labels: Vec<String> = choices.iter().map(label).collect();
    let titles: Vec<String> = labels
        .iter()
        .map(|label| shorten_units(label, ROW_TITLE))
        .collect();
    let ids: Vec<String> = choices.iter().map(|choice| id(choice, ROW_ID)).collect();
    let fits = choices.len() <= ROWS
        && labels.iter().all(|label| units(label) <= ROW_DESCRIPTION)
        && are_apart(&titles)
        && ids_fit(&ids, ROW_ID);
    let row = |((id, title), label): ((String, String), String)| {
        let mut row = json!({ "id": id, "title": title });
        if title != label {
            set(&mut row, "description", label.into());
        }
        row
    };
    fits.then(|| {
        let rows = ids.into_iter().zip(titles).zip(labels).map(row);
        let rows: Vec<Value> = rows.collect();
        json!({ "type": "list", "action": { "button": OPEN, "sections": [{ "rows": rows }] } })
    })
}

fn ids_fit(ids: &[String], limit: usize) -> bool {
    are_apart(ids) && ids.iter().all(|id| units(id) <= limit)
}

fn are_apart(words: &[String]) -> bool {
    let different: std::collections::HashSet<&String> = words.iter().collect();
    different.len() == words.len()
}

/// A label on one line.
fn label(choice: &Choice) -> String {
    let words = choice.label.replace(char::is_control, " ");
    let words = words.trim();
    if words.is_empty() { NOTHING } else { words }.to_owned()
}

/// What comes back with a tap. Data that WhatsApp will not carry gives way to the words themselves, which the script
/// understands too.
fn id(choice: &Choice, limit: usize) -> String {
    let fits = !choice.data.trim().is_empty()
        && units(&choice.data) <= limit
        && !choice.data.contains(char::is_control);
    if fits {
        choice.data.clone()
    } else {
        format!("{WORDS}{}", label(choice))
    }
}

fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}
