//! A turn as LINE's message objects.
//!
//! Every limit is LINE's and counted in UTF-16 units unless it says graphemes. What does not fit is moved, never dropped:
//! long text becomes several messages, a card's long words stand in full above the cards, a button beyond the thirteenth
//! is written out so that it can be typed (an answer is matched to the labels of all languages).

use reqwest::Url;
use serde_json::{Value, json};
use tsunagi_model::{Author, Bubble, Card, Choice, MediaKind, OutMedia, Turn};

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
/// Columns of a carousel.
pub(super) const COLUMNS: usize = 10;
/// Buttons of a column.
pub(super) const CARD_ACTIONS: usize = 3;
/// Length of what is shown as the person's own words after a tap.
const DISPLAY: usize = 300;
/// Length of a column's title.
const TITLE: usize = 40;
/// Length of a column's text beside a title or picture, and alone.
const COLUMN_TEXT: (usize, usize) = (60, 120);
/// Length of what stands for a carousel in notifications: 400 in LINE's older documents, 1,500 in the newer.
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
            .map(|choice| json!({ "type": "action", "action": action(choice) }))
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
    if !bubble.cards.is_empty() {
        let fits = bubble
            .cards
            .iter()
            .all(|card| card.choices.len() <= CARD_ACTIONS)
            && bubble.cards.iter().any(|card| !card.choices.is_empty());
        if fits {
            messages.extend(carousels(bubble));
        } else {
            messages.extend(bubble.cards.iter().flat_map(card_as_text));
            choices.extend(bubble.cards.iter().flat_map(|card| &card.choices));
        }
    }
    choices.extend(&bubble.choices);
    messages
}

fn texts(text: &str) -> impl Iterator<Item = Value> {
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
fn address(url: &str) -> Option<String> {
    let url = Url::parse(url)
        .ok()
        .filter(|url| url.scheme() == "https" && url.has_host())?;
    let url = String::from(url);
    (url.len() <= ADDRESS).then_some(url)
}

fn picture(url: &str) -> Vec<Value> {
    media(&OutMedia {
        kind: MediaKind::Image,
        url: url.to_owned(),
        preview_url: String::new(),
    })
}

fn card_as_text(card: &Card) -> Vec<Value> {
    let mut messages: Vec<Value> = card.image_url.iter().flat_map(|url| picture(url)).collect();
    messages.extend(texts(&whole(card)));
    messages
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

/// Cards side by side. LINE wants the same number of buttons on each, and either all or none with a title or a picture.
fn carousels(bubble: &Bubble) -> Vec<Value> {
    let cards = &bubble.cards;
    let pictured = cards
        .iter()
        .all(|card| card.image_url.as_deref().and_then(address).is_some());
    let titled = cards
        .iter()
        .all(|card| !card.title.trim().is_empty() && !card.text.trim().is_empty());
    let room = if pictured || titled {
        COLUMN_TEXT.0
    } else {
        COLUMN_TEXT.1
    };
    let buttons = cards
        .iter()
        .map(|card| card.choices.len())
        .max()
        .unwrap_or(1);
    let mut messages = Vec::new();
    let mut columns = Vec::new();
    for card in cards {
        let words = if titled {
            card.text.trim().to_owned()
        } else {
            whole(card)
        };
        let title = card.title.trim();
        if units(&words) > room || (titled && units(title) > TITLE) {
            messages.extend(texts(&whole(card)));
        }
        let words = if words.is_empty() {
            NOTHING.to_owned()
        } else {
            words
        };
        let mut column =
            json!({ "text": shorten_units(&words, room), "actions": actions(card, buttons) });
        if titled {
            set(&mut column, "title", shorten_units(title, TITLE).into());
        }
        match &card.image_url {
            Some(url) if pictured => set(&mut column, "thumbnailImageUrl", address(url).into()),
            Some(url) => messages.extend(picture(url)),
            None => {}
        }
        columns.push(column);
    }
    let alt = alt(bubble);
    messages.extend(columns.chunks(COLUMNS).map(
        |columns| json!({ "type": "template", "altText": alt, "template": { "type": "carousel", "columns": columns } }),
    ));
    messages
}

/// A column's buttons, filled up to `count` with ones that do nothing.
fn actions(card: &Card, count: usize) -> Vec<Value> {
    let mut actions: Vec<Value> = card.choices.iter().map(action).collect();
    actions.resize_with(
        count,
        || json!({ "type": "postback", "label": NOTHING, "data": "" }),
    );
    actions
}

/// A button. Its tap brings `data` back and shows the label in full as the person's own words. Data that LINE will not
/// carry gives way to the words themselves, which the script understands too.
fn action(choice: &Choice) -> Value {
    let words = choice.label.replace(char::is_control, " ");
    let words = if words.trim().is_empty() {
        NOTHING
    } else {
        words.trim()
    };
    let label = shorten(words, LABEL);
    let display = shorten_units(words, DISPLAY);
    if units(&choice.data) <= DATA {
        json!({ "type": "postback", "label": label, "data": choice.data, "displayText": display })
    } else {
        json!({ "type": "message", "label": label, "text": display })
    }
}

/// What stands for cards in notifications: the first line above them, whose neutrality is the author's care; only without
/// one their titles.
fn alt(bubble: &Bubble) -> String {
    let first = bubble
        .text
        .lines()
        .map(str::trim)
        .find(|line| !line.is_empty());
    let titles = || {
        bubble
            .cards
            .iter()
            .map(|card| card.title.trim())
            .filter(|title| !title.is_empty())
            .collect::<Vec<_>>()
            .join("・")
    };
    let alt = first.map_or_else(titles, str::to_owned);
    if alt.is_empty() {
        NOTHING.to_owned()
    } else {
        shorten_units(&alt, ALT)
    }
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

fn set(object: &mut Value, name: &str, value: Value) {
    if let Some(object) = object.as_object_mut() {
        object.insert(name.to_owned(), value);
    }
}
