//! Cards in the form that shows them best and holds all their words.
//!
//! - One card with up to four buttons: a buttons template; without title and picture and with exactly two, a confirm template.
//! - Several that are alike in title, picture and number of buttons: a carousel, the form that reads fastest.
//! - Pictures without words: an image carousel.
//! - Everything else that is a card (longer words, longer labels, more buttons, cards that are not alike): flex bubbles.
//! - Words without buttons, and what no form holds: text, with the buttons under the turn.

use serde_json::{Value, json};
use tsunagi_model::{Bubble, Card, Choice};

use super::render::{LABEL, action, address, alt, label, picture, set, texts};
use crate::split::{shorten, units};

/// Bubbles side by side, the most that any form shows.
pub(super) const BUBBLES: usize = 12;
/// Buttons of a column in a carousel.
pub(super) const COLUMN_ACTIONS: usize = 3;
/// Columns of a carousel.
const COLUMNS: usize = 10;
/// Buttons of a buttons template.
const BUTTONS: usize = 4;
/// Length of a title.
const TITLE: usize = 40;
/// Length of words beside a title or picture, in buttons and columns.
const BESIDE: usize = 60;
/// Length of words alone in a buttons template.
const BUTTONS_ALONE: usize = 160;
/// Length of words alone in a column.
const COLUMN_ALONE: usize = 120;
/// Length of the words of a confirm template.
const CONFIRM: usize = 240;
/// Graphemes on a button of an image carousel.
const IMAGE_LABEL: usize = 12;
/// Graphemes on a button of a flex bubble.
const FLEX_LABEL: usize = 40;
/// Bytes of a flex bubble; LINE takes 30 KB.
const BUBBLE_BYTES: usize = 30_000;
/// Bytes of a flex carousel with its frame; LINE takes 50 KB.
const CAROUSEL_BYTES: usize = 49_000;

/// The messages that show a bubble's cards; buttons that must stand under the turn are added to `choices`.
pub(super) fn say<'a>(bubble: &'a Bubble, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let cards: Vec<Seen> = bubble.cards.iter().map(Seen::new).collect();
    let mut messages = Vec::new();
    // A picture that LINE would not fetch is given as an address to follow.
    for card in &cards {
        if let (Some(url), None) = (&card.card.image_url, &card.picture) {
            messages.extend(picture(url));
        }
    }
    let alt = alt(bubble);
    let templates = match cards.as_slice() {
        [] => return messages,
        [card] if card.choices().is_empty() => {
            messages.extend(
                card.card
                    .image_url
                    .iter()
                    .filter(|_| card.picture.is_some())
                    .flat_map(|url| picture(url)),
            );
            messages.extend(texts(&card.whole()));
            return messages;
        }
        cards
            if cards
                .iter()
                .all(|card| card.choices().is_empty() && card.picture.is_none()) =>
        {
            messages.extend(
                cards
                    .iter()
                    .flat_map(|card| texts(&card.whole()).collect::<Vec<_>>()),
            );
            return messages;
        }
        cards => image_carousels(cards).or_else(|| match cards {
            [card] => one(card).map(|template| vec![template]),
            cards => carousels(cards),
        }),
    };
    match templates {
        Some(templates) => {
            messages.extend(templates.into_iter().map(
                |template| json!({ "type": "template", "altText": alt, "template": template }),
            ));
        }
        None => messages.extend(flex(&cards, &alt, choices)),
    }
    messages
}

/// A card with what LINE would make of it.
struct Seen<'a> {
    card: &'a Card,
    /// Its picture, if LINE can fetch it.
    picture: Option<String>,
    title: &'a str,
    text: &'a str,
}

impl<'a> Seen<'a> {
    fn new(card: &'a Card) -> Self {
        Self {
            card,
            picture: card.image_url.as_deref().and_then(address),
            title: card.title.trim(),
            text: card.text.trim(),
        }
    }

    fn choices(&self) -> &'a [Choice] {
        &self.card.choices
    }

    /// Whether it has both a title and words, as LINE's titles need.
    fn is_titled(&self) -> bool {
        !self.title.is_empty() && !self.text.is_empty()
    }

    /// Title and words.
    fn whole(&self) -> String {
        let parts = [self.title, self.text];
        let parts = parts.into_iter().filter(|part| !part.is_empty());
        parts.collect::<Vec<_>>().join("\n")
    }

    /// The words under the title, or all of them where there is none.
    fn words(&self) -> String {
        if self.is_titled() {
            self.text.to_owned()
        } else {
            self.whole()
        }
    }

    /// Whether title, words and labels stand in full in a template with so much room for words alone.
    fn fits(&self, alone: usize) -> bool {
        let beside = self.is_titled() || self.picture.is_some();
        let words = self.words();
        !words.is_empty()
            && units(&words) <= if beside { BESIDE } else { alone }
            && (!self.is_titled() || units(self.title) <= TITLE)
            && self.labels_fit(LABEL)
    }

    fn labels_fit(&self, room: usize) -> bool {
        self.choices()
            .iter()
            .map(label)
            .all(|label| shorten(&label, room) == label)
    }

    fn actions(&self, room: usize) -> Vec<Value> {
        let choices = self.choices().iter();
        choices.map(|choice| action(choice, room)).collect()
    }

    /// What a buttons template and a column have in common.
    fn column(&self) -> Value {
        let mut column = json!({ "text": self.words(), "actions": self.actions(LABEL) });
        if self.is_titled() {
            set(&mut column, "title", self.title.into());
        }
        if let Some(url) = &self.picture {
            set(&mut column, "thumbnailImageUrl", url.as_str().into());
        }
        column
    }
}

/// A single card as a buttons or confirm template.
fn one(card: &Seen<'_>) -> Option<Value> {
    let alone = card.title.is_empty() && card.picture.is_none();
    if alone && card.choices().len() == 2 && card.fits(CONFIRM) {
        return Some(
            json!({ "type": "confirm", "text": card.words(), "actions": card.actions(LABEL) }),
        );
    }
    ((1..=BUTTONS).contains(&card.choices().len()) && card.fits(BUTTONS_ALONE)).then(|| {
        let mut template = card.column();
        set(&mut template, "type", "buttons".into());
        template
    })
}

/// Cards that are alike, side by side: LINE wants the same number of buttons on each, and a title or a picture on all or none.
fn carousels(cards: &[Seen<'_>]) -> Option<Vec<Value>> {
    let kind = |card: &Seen<'_>| {
        (
            card.choices().len(),
            card.is_titled(),
            card.picture.is_some(),
        )
    };
    let first = kind(cards.first()?);
    let alike = (1..=COLUMN_ACTIONS).contains(&first.0)
        && cards
            .iter()
            .all(|card| kind(card) == first && card.fits(COLUMN_ALONE));
    alike.then(|| {
        let columns: Vec<Value> = cards.iter().map(Seen::column).collect();
        columns
            .chunks(COLUMNS)
            .map(|columns| json!({ "type": "carousel", "columns": columns }))
            .collect()
    })
}

/// Pictures that say all there is to say, each with one button.
fn image_carousels(cards: &[Seen<'_>]) -> Option<Vec<Value>> {
    let columns: Option<Vec<Value>> = cards
        .iter()
        .map(|card| {
            let [choice] = card.choices() else {
                return None;
            };
            let is_bare = card.whole().is_empty() && card.labels_fit(IMAGE_LABEL);
            let url = card.picture.as_ref().filter(|_| is_bare)?;
            Some(json!({ "imageUrl": url, "action": action(choice, IMAGE_LABEL) }))
        })
        .collect();
    let carousel = |columns| json!({ "type": "image_carousel", "columns": columns });
    Some(columns?.chunks(COLUMNS).map(carousel).collect())
}

/// Cards of any kind as flex bubbles; one too large even for that is text.
fn flex<'a>(cards: &[Seen<'a>], alt: &str, choices: &mut Vec<&'a Choice>) -> Vec<Value> {
    let mut messages = Vec::new();
    let mut group: Vec<Value> = Vec::new();
    let mut bytes = 0;
    let close = |group: &mut Vec<Value>, messages: &mut Vec<Value>| {
        let contents = match group.len() {
            0 => return,
            1 => group.remove(0),
            _ => json!({ "type": "carousel", "contents": std::mem::take(group) }),
        };
        messages.push(json!({ "type": "flex", "altText": alt, "contents": contents }));
    };
    for card in cards {
        let Some(bubble) = bubble(card) else { continue };
        let size = bubble.to_string().len();
        if size > BUBBLE_BYTES {
            close(&mut group, &mut messages);
            messages.extend(
                card.card
                    .image_url
                    .iter()
                    .filter(|_| card.picture.is_some())
                    .flat_map(|url| picture(url)),
            );
            messages.extend(texts(&card.whole()));
            choices.extend(card.choices());
            continue;
        }
        if group.len() == BUBBLES || bytes + size > CAROUSEL_BYTES {
            close(&mut group, &mut messages);
        }
        if group.is_empty() {
            bytes = 0;
        }
        bytes += size + 1;
        group.push(bubble);
    }
    close(&mut group, &mut messages);
    messages
}

/// A card as a flex bubble; none if there is nothing on it.
fn bubble(card: &Seen<'_>) -> Option<Value> {
    let mut bubble = json!({ "type": "bubble", "size": "kilo" });
    if let Some(url) = &card.picture {
        let hero = json!({ "type": "image", "url": url, "size": "full", "aspectRatio": "20:13", "aspectMode": "cover" });
        set(&mut bubble, "hero", hero);
    }
    let title = json!({ "type": "text", "text": card.title, "weight": "bold", "wrap": true });
    let text = json!({ "type": "text", "text": card.text, "wrap": true });
    let words: Vec<Value> = [(card.title, title), (card.text, text)]
        .into_iter()
        .filter(|(words, _)| !words.is_empty())
        .map(|(_, shown)| shown)
        .collect();
    let buttons: Vec<Value> = card
        .actions(FLEX_LABEL)
        .into_iter()
        .map(|action| json!({ "type": "button", "style": "secondary", "height": "sm", "action": action }))
        .collect();
    if words.is_empty() && buttons.is_empty() && card.picture.is_none() {
        return None;
    }
    let column = |contents: Vec<Value>| json!({ "type": "box", "layout": "vertical", "spacing": "sm", "contents": contents });
    if !words.is_empty() {
        set(&mut bubble, "body", column(words));
    }
    if !buttons.is_empty() {
        set(&mut bubble, "footer", column(buttons));
    }
    Some(bubble)
}
