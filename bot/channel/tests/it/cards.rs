//! Cards as LINE shows them: which form is taken for which cards, and that every word is in it.

use serde_json::{Value, json};
use tsunagi_model::{Bubble, Card, Choice};

use crate::fixture::{card, choice, text, turn};
use crate::rendering::{messages, render, shown};

fn pictured(title: &str, text: &str, label: &str) -> Card {
    Card {
        image_url: Some(format!("https://example.com/{title}.jpg")),
        ..card(title, text, vec![choice(label, "d")])
    }
}

/// The messages that show these cards.
fn cards(cards: Vec<Card>) -> Value {
    shown(&turn(vec![Bubble {
        cards,
        ..Bubble::default()
    }]))
}

fn two() -> Vec<Choice> {
    vec![choice("はい", "y"), choice("いいえ", "n")]
}

#[test]
fn cards_that_are_alike_stand_side_by_side() {
    let bubble = Bubble {
        cards: vec![
            pictured("図書館", "しずかに すごせます。", "ここにする"),
            pictured("公園", "だれでも 入れます。", "ここにする"),
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
            text: しずかに すごせます。
            thumbnailImageUrl: "https://example.com/%E5%9B%B3%E6%9B%B8%E9%A4%A8.jpg"
            title: 図書館
          - actions:
              - data: d
                displayText: ここにする
                label: ここにする
                type: postback
            text: だれでも 入れます。
            thumbnailImageUrl: "https://example.com/%E5%85%AC%E5%9C%92.jpg"
            title: 公園
        type: carousel
      type: template
    "#);
}

#[test]
fn one_card_is_a_buttons_template() {
    let shown = cards(vec![Card {
        choices: (0..4)
            .map(|n| choice(&format!("{n}時"), &format!("d{n}")))
            .collect(),
        ..pictured("予約", "いつがいいですか", "")
    }]);
    assert_eq!(shown.as_array().map(Vec::len), Some(1));
    let template = &shown[0]["template"];
    assert_eq!(
        (&template["type"], &template["title"], &template["text"]),
        (
            &json!("buttons"),
            &json!("予約"),
            &json!("いつがいいですか")
        )
    );
    assert!(template["thumbnailImageUrl"].is_string());
    assert_eq!(template["actions"].as_array().map(Vec::len), Some(4));
    assert_eq!(shown[0]["altText"], "予約");
    // Without title and picture there is room for more words.
    let long = "あ".repeat(160);
    let shown = cards(vec![card("", &long, vec![choice("見る", "d")])]);
    assert_eq!(
        (&shown[0]["template"]["type"], &shown[0]["template"]["text"]),
        (&json!("buttons"), &json!(long))
    );
}

#[test]
fn a_card_of_words_and_two_buttons_is_a_confirm_template() {
    let words = "あ".repeat(240);
    for (card, kind) in [
        (card("", &words, two()), "confirm"),
        (card("", &"あ".repeat(241), two()), "flex"),
        (card("会う日", "あしたの午後4時です。", two()), "buttons"),
        (
            Card {
                choices: two(),
                ..pictured("", "あした", "")
            },
            "buttons",
        ),
        (card("", "あした", vec![choice("はい", "y")]), "buttons"),
    ] {
        let shown = cards(vec![card]);
        let found = shown[0]["template"]["type"]
            .as_str()
            .or(shown[0]["type"].as_str());
        assert_eq!(found, Some(kind), "{shown}");
    }
}

#[test]
fn pictures_without_words_are_an_image_carousel() {
    let bare = |name: &str, label: &str| Card {
        title: String::new(),
        ..pictured(name, "", label)
    };
    let shown_bare = cards((0..11).map(|n| bare(&format!("p{n}"), "これ")).collect());
    let columns: Vec<usize> = (0..2)
        .map(|n| {
            shown_bare[n]["template"]["columns"]
                .as_array()
                .map_or(0, Vec::len)
        })
        .collect();
    assert_eq!(shown_bare[0]["template"]["type"], "image_carousel");
    assert_eq!(
        (columns, &shown_bare[0]["altText"]),
        (vec![10, 1], &json!("…"))
    );
    let label = "これがいちばんすきです。";
    assert_eq!(
        cards(vec![bare("a", label)])[0]["template"]["type"],
        "image_carousel"
    );
    let flex = cards(vec![bare("a", &format!("{label}よ"))]);
    assert_eq!(flex[0]["type"], "flex", "a label of 13 does not fit");
}

#[test]
fn cards_that_are_not_alike_are_flex_bubbles_with_all_their_words() {
    let long = "とても長い説明です。".repeat(7);
    let label = "がっこうのことを すこしだけ はなしてみたいです";
    let plain = card("", "だれでも どうぞ。", vec![choice(label, "d")]);
    let silent = card("図書館", "月曜休み", vec![]);
    let shown = cards(vec![pictured("場所", &long, "見る"), plain, silent]);
    insta::assert_yaml_snapshot!(shown, @r#"
    - altText: 場所・図書館
      contents:
        contents:
          - body:
              contents:
                - text: 場所
                  type: text
                  weight: bold
                  wrap: true
                - text: とても長い説明です。とても長い説明です。とても長い説明です。とても長い説明です。とても長い説明です。とても長い説明です。とても長い説明です。
                  type: text
                  wrap: true
              layout: vertical
              spacing: sm
              type: box
            footer:
              contents:
                - action:
                    data: d
                    displayText: 見る
                    label: 見る
                    type: postback
                  height: sm
                  style: secondary
                  type: button
              layout: vertical
              spacing: sm
              type: box
            hero:
              aspectMode: cover
              aspectRatio: "20:13"
              size: full
              type: image
              url: "https://example.com/%E5%A0%B4%E6%89%80.jpg"
            size: kilo
            type: bubble
          - body:
              contents:
                - text: だれでも どうぞ。
                  type: text
                  wrap: true
              layout: vertical
              spacing: sm
              type: box
            footer:
              contents:
                - action:
                    data: d
                    displayText: がっこうのことを すこしだけ はなしてみたいです
                    label: がっこうのことを すこしだけ はなしてみたいです
                    type: postback
                  height: sm
                  style: secondary
                  type: button
              layout: vertical
              spacing: sm
              type: box
            size: kilo
            type: bubble
          - body:
              contents:
                - text: 図書館
                  type: text
                  weight: bold
                  wrap: true
                - text: 月曜休み
                  type: text
                  wrap: true
              layout: vertical
              spacing: sm
              type: box
            size: kilo
            type: bubble
        type: carousel
      type: flex
    "#);
    // Even alone: a template has no room for its words.
    let alone = cards(vec![card("場所", &long, two())]);
    assert_eq!(
        (&alone[0]["type"], &alone[0]["contents"]["type"]),
        (&json!("flex"), &json!("bubble"))
    );
}

#[test]
fn more_cards_than_a_form_shows_are_several() {
    let many = |count: usize, own: &dyn Fn(usize) -> Card| {
        let bubble = Bubble {
            cards: (0..count).map(own).collect(),
            ..text("場所")
        };
        let shown = shown(&turn(vec![bubble]));
        let count = |message: &Value| {
            let columns = message["template"]["columns"].as_array();
            columns
                .or(message["contents"]["contents"].as_array())
                .map_or(0, Vec::len)
        };
        shown
            .as_array()
            .unwrap()
            .iter()
            .skip(1)
            .map(count)
            .collect::<Vec<_>>()
    };
    let alike = |n: usize| card(&format!("{n}"), "x", vec![choice("見る", &n.to_string())]);
    assert_eq!(many(23, &alike), [10, 10, 3]);
    let mixed = |n: usize| Card {
        title: String::new(),
        choices: two().into_iter().take(1 + n % 2).collect(),
        ..alike(n)
    };
    assert_eq!(many(26, &mixed), [12, 12, 2]);
    // 12 bubbles of 6 KB are more than a carousel may weigh.
    let heavy = |n: usize| Card {
        text: "あ".repeat(2_000),
        ..mixed(n)
    };
    assert_eq!(many(12, &heavy), [7, 5]);
}

#[test]
fn words_without_buttons_are_words_and_a_picture_stands_above_them() {
    let shown = cards(vec![
        card("図書館", "月曜休み", vec![]),
        card("", "公園", vec![]),
    ]);
    assert_eq!(
        shown,
        json!([{ "type": "text", "text": "図書館\n月曜休み" }, { "type": "text", "text": "公園" }])
    );
    let shown = cards(vec![Card {
        choices: vec![],
        ..pictured("図書館", "月曜休み", "")
    }]);
    assert_eq!(
        (&shown[0]["type"], &shown[1]["text"]),
        (&json!("image"), &json!("図書館\n月曜休み"))
    );
}

#[test]
fn a_card_that_no_form_holds_is_text_with_its_buttons_under_the_turn() {
    let long = "とても長い説明です。".repeat(1_200);
    let shown = cards(vec![
        Card {
            text: long.clone(),
            ..pictured("場所", "", "見る")
        },
        card("a", "b", two()),
    ]);
    let said: String = shown
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|message| message["text"].as_str())
        .collect();
    assert_eq!(said, format!("場所\n{long}"));
    assert_eq!(shown[0]["type"], "image");
    let last = shown.as_array().unwrap().last().unwrap();
    assert_eq!(
        (&last["type"], &last["contents"]["type"]),
        (&json!("flex"), &json!("bubble"))
    );
    assert_eq!(last["quickReply"]["items"][0]["action"]["label"], "見る");
}

#[test]
fn a_picture_that_line_would_not_fetch_is_an_address() {
    let insecure = Card {
        image_url: Some("http://example.com/a.jpg".to_owned()),
        ..pictured("a", "b", "見る")
    };
    let payloads = render(&turn(vec![Bubble {
        cards: vec![insecure],
        ..Bubble::default()
    }]));
    let shown = messages(&payloads[0]);
    assert_eq!(
        (&shown[0]["text"], &shown[1]["template"]["type"]),
        (&json!("http://example.com/a.jpg"), &json!("buttons"))
    );
}
