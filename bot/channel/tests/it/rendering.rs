//! Turns as LINE shows them: a snapshot of each shape, and LINE's own opinion of every one.

use serde_json::Value;
use tsunagi_channel::{Channel, Payload};
use tsunagi_double::check_messages;
use tsunagi_model::{Bubble, Card, MediaKind, Turn};

use crate::fixture::{card, choice, media, text, turn, unconnected};

/// The payloads of a turn, none of which LINE would refuse.
fn render(turn: &Turn) -> Vec<Payload> {
    let payloads = unconnected().render(turn);
    for payload in &payloads {
        assert_eq!(check_messages(&messages(payload)), [], "{}", payload.body);
    }
    payloads
}

fn messages(payload: &Payload) -> Value {
    serde_json::from_str(&payload.body).unwrap()
}

/// The messages of a turn that fits into one request.
fn shown(turn: &Turn) -> Value {
    let payloads = render(turn);
    assert_eq!(payloads.len(), 1);
    messages(&payloads[0])
}

fn pictured(title: &str, text: &str, label: &str) -> Card {
    Card {
        image_url: Some(format!("https://example.com/{title}.jpg")),
        ..card(title, text, vec![choice(label, "d")])
    }
}

#[test]
fn words_with_buttons_and_a_speaker() {
    let mut turn = turn(vec![
        text("きょうの天気は？"),
        Bubble {
            choices: vec![choice("☀️", "w/q/sun"), choice("🌧", "w/q/rain")],
            ..text("どれに近い？")
        },
    ]);
    turn.sender = Some("ハル（大学3年）".to_owned());
    insta::assert_yaml_snapshot!(shown(&turn), @r#"
    - sender:
        name: ハル（大学3年）
      text: きょうの天気は？
      type: text
    - quickReply:
        items:
          - action:
              data: w/q/sun
              displayText: ☀️
              label: ☀️
              type: postback
            type: action
          - action:
              data: w/q/rain
              displayText: 🌧
              label: 🌧
              type: postback
            type: action
      sender:
        name: ハル（大学3年）
      text: どれに近い？
      type: text
    "#);
}

#[test]
fn a_picture_stands_above_its_words_and_the_buttons_under_all() {
    let bubble = Bubble {
        media: Some(media(MediaKind::Image, "https://example.com/a.jpg", "")),
        choices: vec![choice("見た", "f/s/seen")],
        ..text("部屋のようすです。")
    };
    insta::assert_yaml_snapshot!(shown(&turn(vec![bubble])), @r#"
    - originalContentUrl: "https://example.com/a.jpg"
      previewImageUrl: "https://example.com/a.jpg"
      type: image
    - quickReply:
        items:
          - action:
              data: f/s/seen
              displayText: 見た
              label: 見た
              type: postback
            type: action
      text: 部屋のようすです。
      type: text
    "#);
}

#[test]
fn a_film_needs_a_still_and_anything_else_is_an_address() {
    let only = |media| {
        turn(vec![Bubble {
            media: Some(media),
            ..Bubble::default()
        }])
    };
    let film = shown(&only(media(
        MediaKind::Video,
        "https://example.com/a.mp4",
        "https://example.com/a.jpg",
    )));
    assert_eq!(film[0]["type"], "video");
    for media in [
        media(
            MediaKind::Video,
            "https://example.com/a.mp4",
            "http://example.com/a.jpg",
        ),
        media(
            MediaKind::Image,
            "http://example.com/a.jpg",
            "https://example.com/a.jpg",
        ),
        media(MediaKind::Image, "https://", ""),
        media(MediaKind::Audio, "https://example.com/a.m4a", ""),
        media(MediaKind::File, "https://example.com/a.pdf", ""),
    ] {
        let shown = shown(&only(media.clone()));
        assert_eq!(
            (shown[0]["type"].as_str(), shown[0]["text"].as_str()),
            (Some("text"), Some(media.url.as_str()))
        );
    }
}

#[test]
fn cards_side_by_side() {
    let bubble = Bubble {
        cards: vec![
            pictured("図書館", "しずかに すごせます。", "ここにする"),
            Card {
                choices: vec![
                    choice("ここにする", "p/c/park"),
                    choice("地図を見る", "p/c/map"),
                ],
                ..pictured("公園", "だれでも 入れます。", "")
            },
        ],
        ..text("近くの場所です。\n気になるところはありますか？")
    };
    insta::assert_yaml_snapshot!(shown(&turn(vec![bubble])), @r#"
    - text: "近くの場所です。\n気になるところはありますか？"
      type: text
    - altText: 近くの場所です。
      template:
        columns:
          - actions:
              - data: d
                displayText: ここにする
                label: ここにする
                type: postback
              - data: ""
                label: …
                type: postback
            text: しずかに すごせます。
            thumbnailImageUrl: "https://example.com/%E5%9B%B3%E6%9B%B8%E9%A4%A8.jpg"
            title: 図書館
          - actions:
              - data: p/c/park
                displayText: ここにする
                label: ここにする
                type: postback
              - data: p/c/map
                displayText: 地図を見る
                label: 地図を見る
                type: postback
            text: だれでも 入れます。
            thumbnailImageUrl: "https://example.com/%E5%85%AC%E5%9C%92.jpg"
            title: 公園
        type: carousel
      type: template
    "#);
}

#[test]
fn cards_without_titles_or_with_pictures_on_some_only() {
    let plain = card("", "だれでも どうぞ。", vec![choice("見る", "d")]);
    let bubble = Bubble {
        cards: vec![pictured("図書館", "しずか", "見る"), plain],
        ..Bubble::default()
    };
    let shown = shown(&turn(vec![bubble]));
    assert_eq!(shown[0]["type"], "image");
    let columns = &shown[1]["template"]["columns"];
    assert_eq!(columns[0]["text"], "図書館\nしずか");
    assert_eq!(columns[1]["text"], "だれでも どうぞ。");
    assert!(columns[0].get("title").is_none() && columns[0].get("thumbnailImageUrl").is_none());
    assert_eq!(shown[1]["altText"], "図書館");
}

#[test]
fn a_cards_long_words_stand_in_full_above_it() {
    let long = "とても長い説明です。".repeat(20);
    let bubble = Bubble {
        cards: vec![card("場所", &long, vec![choice("見る", "d")])],
        ..Bubble::default()
    };
    let shown = shown(&turn(vec![bubble]));
    assert_eq!(shown[0]["text"], format!("場所\n{long}"));
    let words = shown[1]["template"]["columns"][0]["text"].as_str().unwrap();
    assert!(
        words.ends_with('…') && words.chars().count() == 60,
        "{words}"
    );
}

#[test]
fn more_than_ten_cards_are_several_carousels() {
    let cards = (0..23)
        .map(|n| card(&format!("{n}"), "x", vec![choice("見る", &n.to_string())]))
        .collect();
    let shown = shown(&turn(vec![Bubble {
        cards,
        ..text("場所")
    }]));
    let columns: Vec<usize> = (1..=3)
        .map(|n| {
            shown[n]["template"]["columns"]
                .as_array()
                .map_or(0, Vec::len)
        })
        .collect();
    assert_eq!(columns, [10, 10, 3]);
}

#[test]
fn cards_without_buttons_or_with_too_many_are_words_and_buttons_below() {
    let silent = shown(&turn(vec![Bubble {
        cards: vec![card("図書館", "月曜休み", vec![])],
        ..Bubble::default()
    }]));
    assert_eq!(
        silent[0],
        serde_json::json!({ "type": "text", "text": "図書館\n月曜休み" })
    );
    let choices = (0..4)
        .map(|n| choice(&format!("{n}時"), &format!("d{n}")))
        .collect();
    let many = shown(&turn(vec![Bubble {
        cards: vec![card("予約", "", choices)],
        ..Bubble::default()
    }]));
    assert_eq!(many[0]["text"], "予約");
    assert_eq!(
        many[0]["quickReply"]["items"].as_array().map(Vec::len),
        Some(4)
    );
}

#[test]
fn the_fourteenth_button_can_be_typed() {
    let choices: Vec<_> = (1..=14)
        .map(|n| choice(&format!("{n}番"), &format!("f/s/{n}")))
        .collect();
    let shown = shown(&turn(vec![Bubble {
        choices,
        ..text("どれ？")
    }]));
    assert_eq!(shown.as_array().map(Vec::len), Some(2));
    assert!(shown[0].get("quickReply").is_none());
    let list: Vec<&str> = shown[1]["text"].as_str().unwrap().lines().collect();
    assert_eq!((list.len(), list[0], list[13]), (14, "・1番", "・14番"));
    assert_eq!(
        shown[1]["quickReply"]["items"].as_array().map(Vec::len),
        Some(13)
    );
}

#[test]
fn a_long_label_is_shortened_but_said_in_full() {
    let label = "がっこうのことを すこしだけ はなしてみたいです";
    let shown = shown(&turn(vec![Bubble {
        choices: vec![choice(label, "d"), choice("", "e")],
        ..text("？")
    }]));
    let action = |n: usize| shown[0]["quickReply"]["items"][n]["action"].clone();
    assert_eq!(action(0)["label"], "がっこうのことを すこしだけ はなして…");
    assert_eq!(action(0)["displayText"], label);
    assert_eq!(action(1)["label"], "…");
}

#[test]
fn data_that_line_will_not_carry_gives_way_to_the_words() {
    let shown = shown(&turn(vec![Bubble {
        choices: vec![
            choice("はい", &"x".repeat(301)),
            choice("いいえ", &"x".repeat(300)),
        ],
        ..text("？")
    }]));
    let action = |n: usize| shown[0]["quickReply"]["items"][n]["action"].clone();
    assert_eq!(
        action(0),
        serde_json::json!({ "type": "message", "label": "はい", "text": "はい" })
    );
    assert_eq!(action(1)["type"], "postback");
}

#[test]
fn buttons_without_words_get_some() {
    let shown = shown(&turn(vec![Bubble {
        choices: vec![choice("はい", "y"), choice("いいえ", "n")],
        ..Bubble::default()
    }]));
    assert_eq!(shown[0]["text"], "・はい\n・いいえ");
    assert_eq!(
        shown[0]["quickReply"]["items"].as_array().map(Vec::len),
        Some(2)
    );
}

#[test]
fn buttons_of_an_earlier_bubble_move_under_the_last() {
    let shown = shown(&turn(vec![
        Bubble {
            choices: vec![choice("一", "1")],
            ..text("a")
        },
        Bubble {
            choices: vec![choice("二", "2")],
            ..text("b")
        },
    ]));
    assert!(shown[0].get("quickReply").is_none());
    let items = shown[1]["quickReply"]["items"].as_array().unwrap();
    assert_eq!(
        (
            items.len(),
            &items[0]["action"]["data"],
            &items[1]["action"]["data"]
        ),
        (2, &"1".into(), &"2".into())
    );
}

#[test]
fn the_sixth_message_is_the_next_request() {
    let bubbles = (0..6).map(|n| text(&n.to_string())).chain([Bubble {
        choices: vec![choice("はい", "y")],
        ..text("6")
    }]);
    let payloads = render(&turn(bubbles.collect()));
    assert_eq!(
        payloads
            .iter()
            .map(|payload| payload.bubbles.clone())
            .collect::<Vec<_>>(),
        [0..5, 5..7]
    );
    assert!(!payloads[0].body.contains("quickReply") && payloads[1].body.contains("quickReply"));
}

#[test]
fn a_text_over_the_limit_is_cut_between_sentences() {
    let text_of = |n: usize| "きょうは いい天気です。".repeat(n);
    let payloads = render(&turn(vec![text(&text_of(3_000)), text("おわり")]));
    assert_eq!(
        payloads
            .iter()
            .map(|payload| payload.bubbles.clone())
            .collect::<Vec<_>>(),
        [0..1, 0..2]
    );
    let mut parts = Vec::new();
    for payload in &payloads {
        let messages = messages(payload);
        parts.extend(
            messages
                .as_array()
                .unwrap()
                .iter()
                .map(|message| message["text"].as_str().unwrap().to_owned()),
        );
    }
    assert_eq!(parts.pop().as_deref(), Some("おわり"));
    assert!(
        parts.iter().all(|part| part.ends_with("。")),
        "cut inside a sentence"
    );
    assert_eq!(parts.concat(), text_of(3_000));
}

#[test]
fn a_speaker_line_would_refuse_is_not_named() {
    for (name, shown) in [
        ("青木", Some("青木")),
        ("  青木  ", Some("青木")),
        ("Caroline", Some("Caroline")),
        ("LINE相談", None),
        ("Line", None),
        ("", None),
        (
            "相談員の青木と申しますどうぞよろしくお願い",
            Some("相談員の青木と申しますどうぞよろしくお…"),
        ),
    ] {
        let turn = Turn {
            sender: Some(name.to_owned()),
            ..turn(vec![text("x")])
        };
        assert_eq!(
            super::rendering::shown(&turn)[0]["sender"]["name"].as_str(),
            shown,
            "{name}"
        );
    }
}

#[test]
fn nothing_is_no_request() {
    assert!(render(&turn(vec![])).is_empty());
    assert!(render(&turn(vec![text(""), text(" \n ")])).is_empty());
}
