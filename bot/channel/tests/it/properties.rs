//! What must hold for anything at all.

use proptest::collection::vec;
use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_channel::{Channel, split, web::Web};
use tsunagi_double::check_messages;
use tsunagi_model::{Author, Bubble, Card, Choice, MediaKind, OutMedia, Turn};

use crate::fixture::unconnected;

fn words() -> impl Strategy<Value = String> {
    prop_oneof![
        "[ぁ-んァ-ヶ一-龠。、！？「」 \n]{0,80}",
        "[a-zA-Z .,!?\n]{0,80}",
        "\\PC{0,60}",
        "(👨‍👩‍👧|🇯🇵|が\u{3099}|。){0,40}",
        (
            1_000_usize..12_000,
            prop_oneof![Just("あ"), Just("よい天気。"), Just("👨‍👩‍👧"), Just("word ")]
        )
            .prop_map(|(count, piece)| piece.repeat(count)),
    ]
}

fn url() -> impl Strategy<Value = String> {
    prop_oneof![
        Just("https://example.com/a.jpg".to_owned()),
        Just("http://example.com/a".to_owned()),
        "\\PC{0,20}"
    ]
}

fn choice() -> impl Strategy<Value = Choice> {
    (prop_oneof!["\\PC{0,40}", "[ぁ-ん]{1,10}"], "[a-z/]{0,310}")
        .prop_map(|(label, data)| Choice { label, data })
}

fn card() -> impl Strategy<Value = Card> {
    (
        prop_oneof!["\\PC{0,60}", Just(String::new())],
        words(),
        proptest::option::of(url()),
        vec(choice(), 0..5),
    )
        .prop_map(|(title, text, image_url, choices)| Card {
            title,
            text,
            image_url,
            choices,
        })
}

fn bubble() -> impl Strategy<Value = Bubble> {
    let kind = prop_oneof![
        Just(MediaKind::Image),
        Just(MediaKind::Video),
        Just(MediaKind::Audio),
        Just(MediaKind::File)
    ];
    let media = (kind, url(), url()).prop_map(|(kind, url, preview_url)| OutMedia {
        kind,
        url,
        preview_url,
    });
    let cards = prop_oneof![3 => Just(Vec::new()), 1 => vec(card(), 0..13)];
    (
        words(),
        vec(choice(), 0..20),
        proptest::option::of(media),
        cards,
    )
        .prop_map(|(text, choices, media, cards)| Bubble {
            text,
            choices,
            media,
            cards,
        })
}

pub(crate) fn turn() -> impl Strategy<Value = Turn> {
    (proptest::option::of("\\PC{0,30}"), vec(bubble(), 0..5)).prop_map(|(sender, bubbles)| Turn {
        author: Author::Flow,
        sender,
        bubbles,
    })
}

/// Text without any white space, which may go at a cut.
pub(crate) fn solid(text: &str) -> String {
    text.split_whitespace().collect()
}

/// Every string in a payload, without white space.
pub(crate) fn strings(value: &Value, found: &mut Vec<String>) {
    match value {
        Value::String(text) => found.push(solid(text)),
        Value::Array(list) => list.iter().for_each(|value| strings(value, found)),
        Value::Object(fields) => fields.values().for_each(|value| strings(value, found)),
        _ => {}
    }
}

/// A message or event with things missing, added and broken.
pub(crate) fn mutated() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        "\\PC{0,12}".prop_map(Value::from),
        prop_oneof![
            Just("message"),
            Just("user"),
            Just("text"),
            Just("postback"),
            Just("standby"),
            Just("follow")
        ]
        .prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("type"),
        Just("source"),
        Just("message"),
        Just("text"),
        Just("id"),
        Just("userId"),
        Just("timestamp"),
        Just("webhookEventId"),
        Just("replyToken"),
        Just("postback"),
        Just("data"),
        Just("params"),
        Just("mode"),
        Just("unsend"),
    ];
    leaf.prop_recursive(4, 40, 8, move |inner| {
        prop_oneof![
            vec(inner.clone(), 0..4).prop_map(Value::from),
            vec((name.clone(), inner), 0..8).prop_map(|fields| {
                Value::Object(
                    fields
                        .into_iter()
                        .map(|(name, value)| (name.to_owned(), value))
                        .collect(),
                )
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_bytes_break_the_readers(body in vec(any::<u8>(), 0..400), text in "\\PC{0,200}") {
        for channel in [&unconnected() as &dyn Channel, &Web::new()] {
            for event in channel.split(&body).unwrap_or_default() {
                channel.read(&event.raw);
            }
            channel.read(&text);
        }
    }

    #[test]
    fn no_events_lose_their_neighbours(events in vec(mutated(), 0..6), place in 0_usize..7) {
        let good = json!({ "type": "unfollow", "webhookEventId": "GOOD", "source": { "type": "user", "userId": "U1" } });
        let mut events = events;
        let place = place.min(events.len());
        events.insert(place, good);
        let line = unconnected();
        let split = line.split(json!({ "destination": "U", "events": events }).to_string().as_bytes()).unwrap();
        prop_assert_eq!(split.len(), events.len());
        prop_assert_eq!(&split[place].key, "GOOD");
        prop_assert_eq!(&split[place].thread, "user:U1");
        for (event, original) in split.iter().zip(&events) {
            prop_assert!(event.key.len() <= 128 && event.thread.len() <= 128 && !event.key.is_empty());
            // What is kept is what came.
            prop_assert_eq!(&event.raw, &original.to_string());
            line.read(&event.raw);
        }
    }

    #[test]
    fn parts_fit_and_nothing_is_lost(text in words(), limit in 2_usize..6_000) {
        let parts = split::split(&text, limit);
        for part in &parts {
            prop_assert!(split::units(part) <= limit);
            prop_assert!(!part.trim().is_empty());
        }
        prop_assert_eq!(solid(&parts.concat()), solid(&text));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 96, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn line_accepts_every_turn_and_no_word_is_lost(turn in turn()) {
        let payloads = unconnected().render(&turn);
        let mut said = String::new();
        let mut covered = 0;
        for payload in &payloads {
            let messages: Value = serde_json::from_str(&payload.body).unwrap();
            let objections = check_messages(&messages);
            prop_assert!(objections.is_empty(), "{:?}", objections);
            prop_assert!(payload.body.len() < 2_000_000);
            for message in messages.as_array().unwrap() {
                said.push_str(message["text"].as_str().unwrap_or_default());
            }
            prop_assert!(payload.bubbles.start >= covered && payload.bubbles.start < payload.bubbles.end);
            prop_assert!(payload.bubbles.end <= turn.bubbles.len());
            covered = payload.bubbles.end - 1;
        }
        let said = solid(&said);
        let mut shown = Vec::new();
        for payload in &payloads {
            strings(&serde_json::from_str(&payload.body).unwrap(), &mut shown);
        }
        let is_there = |text: &str| {
            let text = solid(text);
            said.contains(&text) || shown.iter().any(|shown| shown.contains(&text))
        };
        for (index, bubble) in turn.bubbles.iter().enumerate() {
            let is_carried = payloads.iter().any(|payload| payload.bubbles.contains(&index));
            prop_assert!(is_carried || bubble.text.trim().is_empty());
            prop_assert!(is_there(&bubble.text));
            for card in &bubble.cards {
                prop_assert!(is_there(&card.title) && is_there(&card.text), "{:?}", card);
            }
            for choice in bubble.choices.iter().chain(bubble.cards.iter().flat_map(|card| &card.choices)) {
                prop_assert!(is_there(&choice.label), "{:?}", choice);
            }
        }
        let choices: usize = turn.bubbles.iter().map(|bubble| bubble.choices.len()).sum();
        if choices > 0 {
            let last = payloads.last().map(|payload| serde_json::from_str::<Value>(&payload.body).unwrap());
            let items = last.as_ref().and_then(|messages| messages.as_array()?.last()?["quickReply"]["items"].as_array().map(Vec::len));
            prop_assert!(items.is_some_and(|items| (choices.min(13)..=13).contains(&items)));
        }
    }

    #[test]
    fn the_web_chat_shows_every_turn_as_it_is(turn in turn()) {
        let payloads = Web::new().render(&turn);
        prop_assert_eq!(payloads.len(), usize::from(!turn.bubbles.is_empty()));
        for payload in payloads {
            let shown: Value = serde_json::from_str(&payload.body).unwrap();
            for (bubble, shown) in turn.bubbles.iter().zip(shown["bubbles"].as_array().unwrap()) {
                prop_assert_eq!(&bubble.text, shown["text"].as_str().unwrap());
                let choices = shown["choices"].as_array().map_or(0, Vec::len);
                prop_assert_eq!(choices, bubble.choices.len());
            }
        }
    }
}
