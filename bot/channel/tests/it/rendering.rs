//! Turns as LINE shows them: a snapshot of each shape, and LINE's own opinion of every one.

use serde_json::{Value, json};
use tsunagi_channel::{Channel, ChannelConfig, Payload};
use tsunagi_double::check_messages;
use tsunagi_model::{Author, Bubble, ChannelKind, MediaKind, Turn};

use crate::fixture::{choice, media, text, turn, unconnected};

/// The payloads of a turn, none of which LINE would refuse.
pub(crate) fn render(turn: &Turn) -> Vec<Payload> {
    let payloads = unconnected().render(turn);
    for payload in &payloads {
        assert_eq!(check_messages(&messages(payload)), [], "{}", payload.body);
    }
    payloads
}

pub(crate) fn messages(payload: &Payload) -> Value {
    serde_json::from_str(&payload.body).unwrap()
}

/// The messages of a turn that fits into one request.
pub(crate) fn shown(turn: &Turn) -> Value {
    let payloads = render(turn);
    assert_eq!(payloads.len(), 1);
    messages(&payloads[0])
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
fn the_script_and_a_person_have_their_own_pictures() {
    let mut config = ChannelConfig::new("line", ChannelKind::Line);
    config.secret = Some("s".into());
    config.access_token = Some("t".into());
    config.icon_base = Some("https://example.com/static/chat/".to_owned());
    let line = tsunagi_channel::open(&config, &tsunagi_channel::http::client().unwrap()).unwrap();
    let sender = |author: Author, sender: Option<&str>| {
        let turn = Turn {
            author,
            sender: sender.map(str::to_owned),
            bubbles: vec![text("x")],
        };
        let shown = messages(&line.render(&turn)[0]);
        assert_eq!(check_messages(&shown), []);
        shown[0]["sender"].clone()
    };
    let robot = "https://example.com/static/chat/robot.png";
    let person = "https://example.com/static/chat/person.png";
    for (author, name, shown) in [
        (Author::Flow, None, json!({ "iconUrl": robot })),
        (
            Author::Flow,
            Some("つなぎ（自動）"),
            json!({ "name": "つなぎ（自動）", "iconUrl": robot }),
        ),
        (
            Author::Staff,
            Some("青木"),
            json!({ "name": "青木", "iconUrl": person }),
        ),
        // A name that LINE refuses leaves the picture.
        (Author::Staff, Some("LINE"), json!({ "iconUrl": person })),
    ] {
        assert_eq!(sender(author, name), shown);
    }
    config.icon_base = Some("http://127.0.0.1:8080/static/chat".to_owned());
    let line = tsunagi_channel::open(&config, &tsunagi_channel::http::client().unwrap()).unwrap();
    let shown = messages(&line.render(&turn(vec![text("x")]))[0]);
    assert!(shown[0].get("sender").is_none(), "LINE fetches https only");
}

#[test]
fn nothing_is_no_request() {
    assert!(render(&turn(vec![])).is_empty());
    assert!(render(&turn(vec![text(""), text(" \n ")])).is_empty());
}
