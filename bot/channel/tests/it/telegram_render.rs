//! Turns as Telegram shows them, and Telegram's own opinion of every one.

use std::sync::Arc;

use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_channel::{Channel, ChannelConfig, http};
use tsunagi_double::check_telegram;
use tsunagi_model::{Bubble, Card, ChannelKind, MediaKind, Turn};

use crate::fixture::{card, choice, media, text, turn};
use crate::properties::{self, solid, strings};

fn bot() -> Arc<dyn Channel> {
    let mut config = ChannelConfig::new("telegram", ChannelKind::Telegram);
    config.secret = Some("s".into());
    config.access_token = Some("1:x".into());
    tsunagi_channel::open(&config, &http::client().unwrap()).unwrap()
}

/// The requests of a turn, none of which Telegram would refuse.
fn render(turn: &Turn) -> Vec<Value> {
    let payloads = bot().render(turn);
    let mut shown = Vec::new();
    for payload in &payloads {
        assert!(payload.bubbles.end <= turn.bubbles.len());
        let mut body: Value = serde_json::from_str(&payload.body).unwrap();
        shown.push(body.clone());
        let fields = body.as_object_mut().unwrap();
        let method = fields.remove("method").unwrap();
        fields.insert("chat_id".to_owned(), 1.into());
        let opinion = check_telegram(method.as_str().unwrap(), &body);
        assert_eq!(opinion, Ok(()), "{}", payload.body);
    }
    shown
}

fn said(words: &str) -> Value {
    json!({ "method": "sendMessage", "text": words, "link_preview_options": { "is_disabled": true } })
}

fn with(mut message: Value, name: &str, value: Value) -> Value {
    message[name] = value;
    message
}

#[test]
fn words_go_as_they_are() {
    assert_eq!(render(&turn(vec![])), Vec::<Value>::new());
    assert_eq!(render(&turn(vec![text(" \n")])), Vec::<Value>::new());
    let marked = "a_b *c* [d](e) <b>f</b> `g`";
    assert_eq!(
        render(&turn(vec![text("こんにちは"), text(marked)])),
        [said("こんにちは"), said(marked)]
    );
    let long = render(&turn(vec![text(&"よい天気。".repeat(2_000))]));
    assert_eq!(long.len(), 3);
}

#[test]
fn short_data_is_a_button_that_brings_it_back() {
    let question = Bubble {
        choices: vec![choice("はい", "a/b/yes"), choice("いいえ", "a/b/no")],
        ..text("どう？")
    };
    let keyboard = json!({ "inline_keyboard": [
        [{ "text": "はい", "callback_data": "a/b/yes" }], [{ "text": "いいえ", "callback_data": "a/b/no" }]] });
    assert_eq!(
        render(&turn(vec![text("あのね"), question])),
        [
            said("あのね"),
            with(said("どう？"), "reply_markup", keyboard)
        ]
    );
}

#[test]
fn long_data_gives_way_to_a_keyboard_of_words() {
    // 22 letters of three bytes are two more than Telegram carries.
    let data = "あ".repeat(22);
    let question = Bubble {
        choices: vec![
            choice("はい", "a"),
            choice("いいえ", &data),
            choice("はい", "b"),
        ],
        ..text("どう？")
    };
    let keyboard = json!({ "keyboard": [[{ "text": "はい" }], [{ "text": "いいえ" }]],
        "resize_keyboard": true, "one_time_keyboard": true });
    assert_eq!(
        render(&turn(vec![question])),
        [with(said("どう？"), "reply_markup", keyboard)]
    );
    for (data, inline) in [
        ("a".repeat(64), true),
        ("a".repeat(65), false),
        (String::new(), false),
    ] {
        let question = Bubble {
            choices: vec![choice("はい", &data)],
            ..text("？")
        };
        let shown = render(&turn(vec![question]));
        assert_eq!(
            shown[0]["reply_markup"].get("inline_keyboard").is_some(),
            inline
        );
    }
}

#[test]
fn buttons_without_words_and_more_than_fit_are_written_out() {
    let only = Bubble {
        choices: vec![choice("はい", "a"), choice("", "b")],
        ..Bubble::default()
    };
    let shown = render(&turn(vec![only]));
    assert_eq!(shown.len(), 1);
    assert_eq!(shown[0]["text"], "・はい\n・");
    assert_eq!(
        shown[0]["reply_markup"]["inline_keyboard"][1][0]["text"],
        "…"
    );
    let many = Bubble {
        choices: (0..150)
            .map(|n| choice(&format!("えらぶ{n}"), "d"))
            .collect(),
        ..text("どれ？")
    };
    let shown = render(&turn(vec![many]));
    assert_eq!(shown.len(), 2);
    assert!(shown[1]["text"].as_str().unwrap().ends_with("・えらぶ149"));
}

#[test]
fn pictures_films_sounds_and_files_carry_their_words() {
    for (kind, method, field) in [
        (MediaKind::Image, "sendPhoto", "photo"),
        (MediaKind::Video, "sendVideo", "video"),
        (MediaKind::Audio, "sendAudio", "audio"),
        (MediaKind::File, "sendDocument", "document"),
    ] {
        let bubble = Bubble {
            media: Some(media(kind, "https://example.com/絵.jpg", "")),
            ..text("みて")
        };
        let mut expected = json!({ "method": method, "caption": "みて" });
        expected[field] = "https://example.com/%E7%B5%B5.jpg".into();
        assert_eq!(render(&turn(vec![bubble])), [expected]);
    }
    let long = Bubble {
        media: Some(media(MediaKind::Image, "https://example.com/a.jpg", "")),
        ..text(&"あ".repeat(1_025))
    };
    let shown = render(&turn(vec![long]));
    assert_eq!(shown.len(), 2);
    assert_eq!(shown[0].get("caption"), None);
    let near = Bubble {
        media: Some(media(MediaKind::Image, "http://127.0.0.1/a.jpg", "")),
        ..text("みて")
    };
    assert_eq!(
        render(&turn(vec![near])),
        [said("http://127.0.0.1/a.jpg"), said("みて")]
    );
}

#[test]
fn a_card_is_a_picture_with_its_words_and_buttons() {
    let pictured = |name: &str, data: &str| Card {
        image_url: Some(format!("https://example.com/{name}.jpg")),
        ..card(name, "せつめい", vec![choice("これ", data)])
    };
    let shop = Bubble {
        cards: vec![pictured("a", "f/s/k/a"), pictured("b", "f/s/k/b")],
        ..text("どれ？")
    };
    let shown = render(&turn(vec![shop]));
    assert_eq!(shown.len(), 3);
    assert_eq!(shown[1]["caption"], "a\nせつめい");
    assert_eq!(
        shown[2]["reply_markup"]["inline_keyboard"][0][0]["callback_data"],
        "f/s/k/b"
    );
    let both = Bubble {
        cards: vec![card("a", "", vec![choice("これ", "d")])],
        choices: vec![choice("やめる", "e")],
        ..text("どれ？")
    };
    let shown = render(&turn(vec![both]));
    assert_eq!(shown.len(), 3, "one message has one keyboard");
    assert_eq!(shown[2]["text"], "・やめる");
    let far = Bubble {
        cards: vec![card("a", "", vec![choice("これ", &"d".repeat(65))])],
        ..text("どれ？")
    };
    let shown = render(&turn(vec![far]));
    assert_eq!(shown[1]["reply_markup"]["keyboard"][0][0]["text"], "これ");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn telegram_accepts_every_turn_and_no_word_is_lost(turn in properties::turn()) {
        let shown = render(&turn);
        let mut said = String::new();
        let mut found = Vec::new();
        for body in &shown {
            for name in ["caption", "text"] {
                said.push_str(body[name].as_str().unwrap_or_default());
            }
            strings(body, &mut found);
        }
        let said = solid(&said);
        let is_there = |text: &str| {
            let text = solid(text);
            said.contains(&text) || found.iter().any(|found| found.contains(&text))
        };
        for bubble in &turn.bubbles {
            prop_assert!(is_there(&bubble.text), "{}", bubble.text);
            for card in &bubble.cards {
                prop_assert!(is_there(&card.title) && is_there(&card.text), "{card:?}");
            }
            let cards = bubble.cards.iter().flat_map(|card| &card.choices);
            for choice in bubble.choices.iter().chain(cards) {
                prop_assert!(is_there(&choice.label), "{choice:?}");
            }
        }
    }
}
