//! What a person sends besides words: pictures, films, sounds, files, stickers, places, links and things shared.

use tsunagi_model::{Attachment, InboundKind, MediaKind, MediaSource};

use crate::json::{Fields, list};

/// Attachments of one message that are kept; Meta's apps let a person choose up to 30 pictures.
const MOST: usize = 50;
/// Cards of a shared template whose words are kept.
const CARDS: usize = 10;
/// The thumb that Messenger offers beside the field for words, in its three sizes.
const THUMBS: [i64; 3] = [369239263222822, 369239343222814, 369239383222810];

/// One attachment.
struct Item<'a> {
    kind: String,
    fields: Fields<'a>,
    payload: Fields<'a>,
}

impl<'a> Item<'a> {
    fn read(raw: &'a str) -> Option<Self> {
        let fields = Fields::read(raw)?;
        Some(Self {
            kind: fields
                .word("type")
                .unwrap_or_else(|| "attachment".to_owned()),
            payload: fields.object("payload").unwrap_or_default(),
            fields,
        })
    }

    /// Meta's own number of a sticker; those of Instagram's heart and of what is only called a sticker are none.
    fn sticker(&self) -> Option<Vec<String>> {
        let number = self.payload.integer("sticker_id");
        match (self.kind.as_str(), number) {
            ("like_heart", _) => Some(vec!["❤️".to_owned()]),
            (_, Some(number)) if THUMBS.contains(&number) => Some(vec!["👍".to_owned()]),
            ("sticker", _) => Some(Vec::new()),
            _ if self
                .payload
                .raw("sticker_id")
                .is_some_and(|id| id != "null") =>
            {
                Some(Vec::new())
            }
            _ => None,
        }
    }

    /// A picture, film, sound or file. What others made and the person passes on is a file of which only the address is
    /// known; without an address it can only be told in words.
    fn media(&self) -> Option<Attachment> {
        if self.sticker().is_some() {
            return None;
        }
        let address = self
            .payload
            .word("url")
            .filter(|url| url.starts_with("https://") || url.starts_with("http://"));
        let kind = match self.kind.as_str() {
            "image" | "animated_image_share" => MediaKind::Image,
            "video" => MediaKind::Video,
            "audio" => MediaKind::Audio,
            "file" => MediaKind::File,
            "reel" | "ig_reel" if address.is_some() => MediaKind::Video,
            "fallback" | "template" | "location" => return None,
            _ if address.is_some() => MediaKind::File,
            _ => return None,
        };
        Some(Attachment {
            kind,
            source: address.map_or(MediaSource::Unknown, MediaSource::External),
            name: self.payload.word("title"),
        })
    }

    fn place(&self) -> Option<InboundKind> {
        let at = self.payload.object("coordinates")?;
        Some(InboundKind::Location {
            title: self.fields.word("title"),
            latitude: at.number("lat")?,
            longitude: at.number("long")?,
        })
    }

    /// What it says: its title, its words, those of its cards, and the address it leads to.
    fn words(&self) -> Vec<String> {
        let cards = self
            .payload
            .raw("elements")
            .and_then(list)
            .unwrap_or_default();
        let of = |fields: &Fields<'_>| -> Vec<String> {
            ["title", "subtitle", "text", "url"]
                .iter()
                .filter_map(|name| fields.word(name))
                .collect()
        };
        let mut words = of(&self.fields);
        words.extend(of(&self.payload));
        words.extend(
            cards
                .into_iter()
                .take(CARDS)
                .filter_map(Fields::read)
                .flat_map(|card| of(&card)),
        );
        let mut seen = Vec::new();
        words.retain(|word| {
            let is_new = !seen.contains(word);
            seen.push(word.clone());
            is_new
        });
        words
    }
}

fn items<'a>(raw: &[&'a str]) -> Vec<Item<'a>> {
    raw.iter()
        .take(MOST)
        .filter_map(|raw| Item::read(raw))
        .collect()
}

/// What a message with attachments is; `None` if its words are all that there is.
pub(super) fn read(raw: &[&str], text: Option<String>) -> Option<InboundKind> {
    let items = items(raw);
    let sticker = items.iter().find_map(Item::sticker);
    let media: Vec<Attachment> = items.iter().filter_map(Item::media).collect();
    let pictures_only = media
        .iter()
        .all(|attachment| attachment.kind == MediaKind::Image);
    match (sticker, text) {
        // For some months Meta names a sticker twice, as itself and as a picture.
        (Some(keywords), None) if pictures_only => return Some(InboundKind::Sticker(keywords)),
        // The preview of a link that stands in the words, or a sticker or place beside them: the words count.
        (_, Some(_)) if media.is_empty() => return None,
        (_, caption) if !media.is_empty() => {
            return Some(InboundKind::Media {
                attachments: media,
                caption,
            });
        }
        _ => {}
    }
    if let Some(place) = items.iter().find_map(Item::place) {
        return Some(place);
    }
    let first = items.first()?;
    Some(InboundKind::Shared {
        what: shared(&first.kind),
        text: said(&items),
    })
}

/// The words of attachments that went out.
pub(super) fn words(raw: &[&str]) -> String {
    said(&items(raw))
}

fn said(items: &[Item<'_>]) -> String {
    let words: Vec<String> = items.iter().flat_map(Item::words).collect();
    words.join("\n")
}

/// Meta's word for a thing shared, bounded; a `fallback` is a link.
fn shared(kind: &str) -> String {
    match kind {
        "fallback" => "link".to_owned(),
        other => InboundKind::other(other).as_str().to_owned(),
    }
}
