//! Turns as messages of Messenger and Instagram: within every limit, and nothing lost.

use proptest::prelude::*;
use serde_json::{Value, json};
use tsunagi_double::{MetaSide, check_meta};
use tsunagi_model::{Bubble, MediaKind, Turn};

use crate::fixture::{card, choice, media, text, turn};
use crate::messenger::{SIDES, unconnected};
use crate::properties::{self, solid, strings};

fn messages(side: MetaSide, turn: &Turn) -> Vec<Value> {
    let rendered = unconnected(side).render(turn);
    let messages: Vec<Value> = rendered
        .iter()
        .map(|payload| serde_json::from_str(&payload.body).unwrap())
        .collect();
    for message in &messages {
        let body =
            json!({ "recipient": { "id": "1" }, "messaging_type": "RESPONSE", "message": message });
        assert_eq!(check_meta(side, &body), Ok(()), "{message}");
    }
    messages
}

fn with_choices(words: &str, count: usize) -> Bubble {
    let choices = (1..=count)
        .map(|number| choice(&format!("選択肢{number}"), &format!("f/s/{number}")))
        .collect();
    Bubble {
        choices,
        ..text(words)
    }
}

#[test]
fn words_with_options_are_one_message() {
    for side in SIDES {
        assert_eq!(
            messages(
                side,
                &turn(vec![text("おはよう"), with_choices("行けそう？", 2)])
            ),
            [
                json!({ "text": "おはよう" }),
                json!({ "text": "行けそう？", "quick_replies": [
                    { "content_type": "text", "title": "選択肢1", "payload": "f/s/1" },
                    { "content_type": "text", "title": "選択肢2", "payload": "f/s/2" },
                ] }),
            ]
        );
        assert!(messages(side, &turn(vec![])).is_empty());
        assert!(messages(side, &turn(vec![text(" \n")])).is_empty());
    }
}

#[test]
fn options_beyond_the_thirteenth_and_long_ones_are_written_out() {
    for side in SIDES {
        let many = messages(side, &turn(vec![with_choices("どれ？", 15)]));
        assert_eq!(many.len(), 2);
        assert!(many[1]["text"].as_str().unwrap().ends_with("・選択肢15"));
        assert_eq!(many[1]["quick_replies"].as_array().unwrap().len(), 13);
        let long = "とても長い選択肢なのでボタンには入りきらない";
        let bubble = Bubble {
            choices: vec![choice(long, "f/s/1")],
            ..text("どれ？")
        };
        let said = messages(side, &turn(vec![bubble]));
        assert_eq!(said[1]["text"], format!("・{long}"));
        assert_eq!(
            said[1]["quick_replies"][0]["title"],
            "とても長い選択肢なのでボタンには入りき…"
        );
        assert_eq!(said[1]["quick_replies"][0]["payload"], "f/s/1");
        // Without any words above them they are the words.
        let alone = messages(side, &turn(vec![with_choices("", 1)]));
        assert_eq!(alone[0]["text"], "・選択肢1");
    }
}

#[test]
fn options_stand_under_words_and_not_under_a_picture() {
    for side in SIDES {
        let bubble = Bubble {
            media: Some(media(MediaKind::Image, "https://example.com/絵.png", "")),
            ..with_choices("", 2)
        };
        let said = messages(side, &turn(vec![bubble]));
        let mut payload = json!({ "url": "https://example.com/%E7%B5%B5.png" });
        if side == MetaSide::Page {
            payload["is_reusable"] = true.into();
        }
        assert_eq!(
            said[0],
            json!({ "attachment": { "type": "image", "payload": payload } })
        );
        assert_eq!(said[1]["text"], "・選択肢1\n・選択肢2");
        assert_eq!(said[1]["quick_replies"].as_array().unwrap().len(), 2);
    }
}

#[test]
fn data_that_does_not_fit_gives_way_to_the_words() {
    for side in SIDES {
        let bubble = Bubble {
            choices: vec![
                choice("はい", &"x".repeat(1_001)),
                choice("いいえ", ""),
                choice("", "f/s"),
            ],
            ..text("？")
        };
        let said = messages(side, &turn(vec![bubble]));
        let replies = &said.last().unwrap()["quick_replies"];
        assert_eq!(replies[0]["payload"], "はい");
        assert_eq!(replies[1]["payload"], "いいえ");
        assert_eq!(replies[2]["title"], "…");
    }
}

#[test]
fn what_the_platform_shows_is_shown_and_the_rest_is_an_address() {
    for (side, kind, url, shown) in [
        (
            MetaSide::Page,
            MediaKind::Video,
            "https://example.com/a",
            true,
        ),
        (
            MetaSide::Page,
            MediaKind::Audio,
            "https://example.com/a",
            true,
        ),
        (
            MetaSide::Page,
            MediaKind::File,
            "https://example.com/a",
            true,
        ),
        (
            MetaSide::Page,
            MediaKind::Image,
            "http://example.com/a",
            false,
        ),
        (MetaSide::Page, MediaKind::Image, "junk", false),
        (
            MetaSide::Instagram,
            MediaKind::Video,
            "https://example.com/a",
            true,
        ),
        (
            MetaSide::Instagram,
            MediaKind::File,
            "https://example.com/a",
            false,
        ),
    ] {
        let bubble = Bubble {
            media: Some(media(kind, url, "")),
            ..text("")
        };
        let said = messages(side, &turn(vec![bubble]));
        assert_eq!(
            said[0].get("attachment").is_some(),
            shown,
            "{side:?} {kind:?} {url}"
        );
        assert_eq!(said[0].get("text").is_some(), !shown);
    }
}

#[test]
fn cards_stand_side_by_side_where_all_of_them_fit() {
    for side in SIDES {
        let mut picture = card("ひろば", "毎週水曜", vec![choice("行く", "f/s/go")]);
        picture.image_url = Some("https://example.com/a.jpg".to_owned());
        let bubble = Bubble {
            cards: vec![
                picture,
                card("", "電話", vec![]),
                card("絵", "", vec![choice("見る", "f/s/see")]),
            ],
            ..text("")
        };
        // A card of one line has nothing to stand under its title.
        let said = messages(side, &turn(vec![bubble.clone()]));
        assert!(
            said.iter().any(|message| message["text"] == "電話"),
            "{said:?}"
        );
        let cards = vec![bubble.cards[0].clone(), bubble.cards[2].clone()];
        let said = messages(
            side,
            &turn(vec![Bubble {
                cards,
                ..text("どこに行く？")
            }]),
        );
        assert_eq!(said[0], json!({ "text": "どこに行く？" }));
        assert_eq!(
            said[1]["attachment"]["payload"],
            json!({ "template_type": "generic", "elements": [
                { "title": "ひろば", "subtitle": "毎週水曜", "image_url": "https://example.com/a.jpg",
                  "buttons": [{ "type": "postback", "title": "行く", "payload": "f/s/go" }] },
                { "title": "絵", "buttons": [{ "type": "postback", "title": "見る", "payload": "f/s/see" }] },
            ] })
        );
        let many = vec![card("あ", "い", vec![]); 12];
        let said = messages(
            side,
            &turn(vec![Bubble {
                cards: many,
                ..text("")
            }]),
        );
        let sizes: Vec<_> = said
            .iter()
            .map(|message| {
                message["attachment"]["payload"]["elements"]
                    .as_array()
                    .unwrap()
                    .len()
            })
            .collect();
        assert_eq!(sizes, [10, 2]);
        // Too long for a card: words, a picture, and buttons under the turn.
        let mut long = card("題", &"長い。".repeat(40), vec![choice("行く", "f/s/go")]);
        long.image_url = Some("https://example.com/a.jpg".to_owned());
        let said = messages(
            side,
            &turn(vec![Bubble {
                cards: vec![long],
                ..text("")
            }]),
        );
        assert_eq!(said[0]["attachment"]["type"], "image");
        assert_eq!(said[1]["quick_replies"][0]["payload"], "f/s/go");
    }
}

#[test]
fn a_long_text_is_cut_at_sentences_within_what_the_platform_takes() {
    let sentence = "今日はとても良い天気なので、散歩に行きました。";
    let long = sentence.repeat(200);
    for side in SIDES {
        let said = messages(side, &turn(vec![text(&long)]));
        let parts: Vec<&str> = said
            .iter()
            .map(|message| message["text"].as_str().unwrap())
            .collect();
        assert_eq!(parts.concat(), long);
        assert!(parts.iter().all(|part| part.ends_with('。')), "{parts:?}");
        let fewest = match side {
            MetaSide::Page => long.chars().count().div_ceil(2_000),
            MetaSide::Instagram => long.len().div_ceil(1_000),
        };
        assert!(said.len() <= fewest + 1, "{} messages", said.len());
    }
}

#[test]
fn every_payload_names_its_bubble() {
    let page = unconnected(MetaSide::Page);
    let long = text(&"あ".repeat(4_500));
    let payloads = page.render(&turn(vec![text("a"), long, with_choices("b", 15)]));
    let bubbles: Vec<_> = payloads
        .iter()
        .map(|payload| payload.bubbles.clone())
        .collect();
    assert_eq!(bubbles, [0..1, 1..2, 1..2, 1..2, 2..3, 2..3]);
}

proptest! {
    // Each case is rendered twice, some into hundreds of messages.
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_said_is_taken_and_nothing_is_lost(turn in properties::turn()) {
        for side in SIDES {
            let said = messages(side, &turn);
            let mut found = Vec::new();
            said.iter().for_each(|message| strings(message, &mut found));
            let texts = said.iter().filter_map(|message| message["text"].as_str());
            found.push(texts.map(solid).collect());
            let whole = found.concat();
            for bubble in &turn.bubbles {
                let mut words = vec![bubble.text.as_str()];
                words.extend(bubble.cards.iter().flat_map(|card| [card.title.as_str(), card.text.as_str()]));
                for word in words {
                    prop_assert!(whole.contains(&solid(word)), "{word:?} is not in {said:?}");
                }
                for choice in bubble.choices.iter().chain(bubble.cards.iter().flat_map(|card| &card.choices)) {
                    let label = solid(&choice.label.replace(char::is_control, " "));
                    let is_there = whole.contains(&label) || whole.contains(&solid(&choice.label));
                    prop_assert!(is_there, "{label:?} is not in {said:?}");
                }
            }
        }
    }
}
